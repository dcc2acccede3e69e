"""Who is told to have become something in a clause without a subject: 'since joining the club in 2013,
Chad', 'Chad's work there since becoming an observer'."""

import dataclasses

from pipeline.language.claims.factuality.how_told import factuality
from pipeline.language.claims.factuality.whether_told import is_told
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.plain_verbs import plainly_told
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.roles import role_behind
from pipeline.language.claims.statuses import raised
from pipeline.language.claims.triggers import Entry, Trigger
from pipeline.language.claims.when import day_told
from pipeline.language.registry import nobody, nothing, switchable

SINCE = frozenset({"since", "after", "upon", "following"})
ENTRY = Entry("arrival", "", (), "verb", "admitted", None, None, None, False)
NAMES = frozenset({"name", "alias", "first_person", "list"})


@kept
def arrivals(index: BriefIndex, sentence: int) -> tuple[Proposal, ...]:
    """What the clauses of a sentence that have no subject tell of who was admitted, in text order."""
    found: list[Proposal] = []
    for verb in range(*index.bounds[sentence]):
        found += _raised(index, verb)
        place = _arrival(index, verb) if index.words.relations[verb] == "pcomp" else None
        if place is None or not is_told(index, index.doc[verb], "admitted"):
            continue
        organisation, status, last = place
        holder = _arrived(index, verb)
        if holder is not None and not set(holder.entities) & set(organisation.entities):
            found.append(_proposal(index, verb, holder, organisation, status, last))
    return tuple(found)


@switchable(nobody)
def _raised(index: BriefIndex, verb: int) -> tuple[Proposal, ...]:
    """'Moved from observer to member of the club': whoever the verb is of was admitted."""
    words = index.words
    if not words.is_a(verb, "rising_verb") or words.parts[verb] != "VERB":
        return ()
    bodies = [one for one in index.named_beside(verb) if one.kind == ORGANISATION]
    bodies.sort(key=lambda one: one.start < verb)
    if not bodies or (found := raised(index, verb, bodies[0].entities[0])) is None:
        return ()
    own = words.below(verb, "nsubjpass", "dobj", "nsubj")
    own.sort(key=lambda one: words.relations[one] == "nsubj")
    own = [one for one in own if index.kind_at(one) in (None, STATE)]
    holder = index.named_at(own[0], STATE) if own else None
    told = factuality(index, Trigger(ENTRY, index.doc[verb], (verb,), True))
    if holder is None or not is_told(index, index.doc[verb], "admitted"):
        return ()
    proposal = _proposal(index, verb, holder, bodies[0], found[1], bodies[0].start)
    return (dataclasses.replace(proposal, polarity=told.polarity, modality=told.modality),)


def _proposal(
    index: BriefIndex, verb: int, holder: Referent, organisation: Referent, status: str, last: int
) -> Proposal:
    return plainly_told(
        index,
        verb,
        (last, holder.start, organisation.start),
        frame="arrival",
        predicate="admitted",
        subjects=holder.entities,
        organisations=organisation.entities,
        status=status,
        when=day_told(index, verb, "admitted"),
        why=f"“{index.doc[verb].text}” of whoever its clause is about",
    )


@switchable(nothing)
def _arrival(index: BriefIndex, verb: int) -> tuple[Referent, str, int] | None:
    """Organisation, status and last word of 'since joining the club as an observer', 'after entering it'."""
    words = index.words
    above = words.heads[verb]
    if words.lower[above] not in SINCE or words.tokens[verb].tag_ != "VBG":
        return None
    if words.lemmas[verb] == "become":
        return role_behind(index, verb)
    if words.lemmas[verb] not in ("join", "rejoin"):
        return None
    joined = (child for child in words.below(verb, "dobj") if index.kind_at(child) == ORGANISATION)
    organisation = next((index.by_token[one] for one in joined), None)
    if organisation is None or organisation.link == "body":
        return None
    behind = role_behind(index, organisation.end - 1, organisation)
    return (organisation, behind[1], behind[2]) if behind is not None else (organisation, "member", verb)


@switchable(nothing)
def _arrived(index: BriefIndex, verb: int) -> Referent | None:
    """Whom the clause above is about: its subject if a state by name, else the owner of the noun before."""
    words, preposition = index.words, index.words.heads[verb]
    subject = words.first_subject(words.above(preposition)[1:])
    there = index.by_token.get(subject) if subject is not None else None
    if subject is not None and there is not None and there.kind == STATE and there.link in NAMES:
        here = index.named_beside(subject)
        return next((each for each in here if each.start <= subject < each.end), there)
    for place in range(preposition - 1, index.here(verb).start, -1):
        if words.parts[place] in ("VERB", "AUX"):
            return None
        owner = index.by_token.get(place)
        if owner is not None and owner.kind == STATE and words.relations[owner.root] == "poss":
            return owner
    return None
