"""Who is told to have become something in a clause without a subject: 'since joining the club in 2013, Chad', 'Chad's work there
since becoming an observer'."""

from pipeline.language.claims.factuality import is_told
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.roles import role_behind
from pipeline.language.claims.when import date_of
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS

SINCE = frozenset({"since", "after", "upon", "following"})
# What whoever is the subject has yet to do, by the helping verb or the verb of the clause: it may not have come in yet.
AHEAD = frozenset(
    {"will", "would", "can", "could", "may", "might", "shall", "hope", "expect", "plan", "want"}
)
NAMES = frozenset({"name", "alias", "first_person", "list"})


@kept
def arrivals(index: BriefIndex, sentence: int) -> tuple[Proposal, ...]:
    """What the clauses of a sentence that have no subject tell of who was admitted, in text order."""
    found = []
    for verb in range(*index.bounds[sentence]):
        place = _arrival(index, verb) if index.words.relations[verb] == "pcomp" else None
        if place is None or not is_told(index, index.doc[verb], "admitted"):
            continue
        organisation, status, last = place
        holder = _arrived(index, verb) if not _is_ahead(index, verb) else None
        if holder is not None and not set(holder.entities) & set(organisation.entities):
            found.append(_proposal(index, verb, holder, organisation, status, last))
    return tuple(found)


def _proposal(
    index: BriefIndex, verb: int, holder: Referent, organisation: Referent, status: str, last: int
) -> Proposal:
    date = date_of(index, index.doc[verb], None, "admitted")
    return Proposal(
        frame="arrival",
        trigger=index.doc[verb],
        predicate="admitted",
        subjects=holder.entities,
        organisations=organisation.entities,
        actors=(),
        status=status,
        polarity="affirmed",
        modality="asserted",
        when=date.edtf if date is not None else None,
        statement=index.statement_of.get(verb),
        tokens=tuple(sorted({verb, last, holder.start, organisation.start})),
        words=(),
        why=f"“{index.doc[verb].text}” of whoever its clause is about",
        plain=True,
    )


@switchable(nothing)
def _arrival(index: BriefIndex, verb: int) -> tuple[Referent, str, int] | None:
    """The organisation, the status and the last word of 'since joining the club as an observer', 'after becoming a member
    of it'."""
    words = index.words
    above = words.heads[verb]
    if words.lower[above] not in SINCE or words.tokens[verb].tag_ != "VBG":
        return None
    if words.lemmas[verb] == "become":
        return role_behind(index, verb)
    if words.lemmas[verb] not in ("join", "rejoin"):
        return None
    joined = (index.by_token.get(child) for child in words.children[verb] if words.relations[child] == "dobj")
    organisation = next((one for one in joined if one is not None and one.kind == ORGANISATION), None)
    if organisation is None or organisation.link == "body":
        return None
    behind = role_behind(index, organisation.end - 1, organisation)
    return (organisation, behind[1], behind[2]) if behind is not None else (organisation, "member", verb)


@switchable(no)
def _is_ahead(index: BriefIndex, verb: int) -> bool:
    """Whether the clause above tells of what is yet to come, and so leaves open whether the arrival is, too: 'upon joining the
    club, Chad will pay less'; 'since' is of what has happened."""
    words, preposition = index.words, index.words.heads[verb]
    above = words.heads[preposition]
    helping = (child for child in words.children[above] if words.relations[child] == "aux")
    return words.lower[preposition] != "since" and not AHEAD.isdisjoint(
        (words.lemmas[above], *(words.lower[child] for child in helping))
    )


@switchable(nothing)
def _arrived(index: BriefIndex, verb: int) -> Referent | None:
    """Whom the clause above is about: its subject where that is a state by name, else the owner of the noun right before."""
    words, preposition = index.words, index.words.heads[verb]
    for one in words.above(preposition)[1:]:
        subject = next(
            (child for child in words.children[one] if words.relations[child] in NOUN_SUBJECTS), None
        )
        if subject is None:
            continue
        there = index.by_token.get(subject)
        if there is not None and there.kind == STATE and there.link in NAMES:
            here = index.in_sentence[index.sentence_of[subject]]
            return next((each for each in here if each.start <= subject < each.end), there)
        break
    start = index.bounds[index.sentence_of[verb]][0]
    for place in range(preposition - 1, start, -1):
        if words.parts[place] in ("VERB", "AUX"):
            return None
        owner = index.by_token.get(place)
        if owner is not None and owner.kind == STATE and words.relations[owner.root] == "poss":
            return owner
    return None
