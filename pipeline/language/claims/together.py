"""What a clause tells of several at once who were told before: 'neither of them has been let in', 'both belong to the club'."""

from pipeline.language.claims.factuality import factuality
from pipeline.language.claims.groups_meant import Clause, clause_of_several, may_be_several
from pipeline.language.claims.index import ORGANISATION, BriefIndex, Referent
from pipeline.language.claims.objects import arguments
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.statuses import status_of
from pipeline.language.claims.told import Told, before
from pipeline.language.claims.triggers import PLACES, Trigger, entries
from pipeline.language.claims.when import date_of
from pipeline.language.registry import nothing, switchable
from schemas.vocabulary import PREDICATES

DENYING = frozenset({"neither", "none"})
# What can be told of several as its subjects.
TELLING = frozenset(PREDICATES) - {"supports", "opposes", "conditional", "undecided", "rejected", "deferred"}
# By these edges a word tells what its clause's verb does.
COMPLETING = frozenset({"attr", "dobj", "xcomp", "oprd", "acomp"})
OBJECTS = frozenset({"dobj", "to", "into", "in", "of", "from", "with", "on", "for"})


def together(index: BriefIndex, sentence: int) -> tuple[Proposal, ...]:
    """What a sentence tells of several who were told before, in text order."""
    found: list[Proposal] = []
    for token in range(*index.bounds[sentence]):
        clause = clause_of_several(index, token) if may_be_several(index, token) else None
        trigger = _trigger(index, sentence, clause) if clause is not None else None
        if clause is None or trigger is None:
            continue
        proposal = _proposal(index, clause, trigger)
        if proposal is not None:
            found.append(proposal)
    return tuple(found)


def _proposal(index: BriefIndex, clause: Clause, trigger: Trigger) -> Proposal | None:
    """What a trigger tells of those whom its clause is about; None where it is left open, or of what organisation."""
    told = factuality(index, trigger)
    denied = index.words.lower[clause.quantifier] in DENYING
    if told.predicate != trigger.entry.predicate or told.modality != "asserted":
        return None
    if denied and told.polarity != "negated":
        return None
    place = _place(index, clause, trigger)
    if place is None:
        return None
    organisations, status = place
    predicate = _meant_by(index, clause, trigger, organisations)
    date = date_of(index, trigger.token, None, predicate)
    return Proposal(
        frame="together",
        trigger=trigger.token,
        predicate=predicate,
        subjects=clause.states,
        organisations=organisations,
        actors=(),
        status=status,
        polarity=told.polarity,
        modality=told.modality,
        when=date.edtf if date is not None and not denied else None,
        statement=index.statement_of.get(trigger.token.i),
        tokens=tuple(sorted({clause.quantifier, clause.verb, trigger.token.i})),
        words=told.words,
        why=f"“{index.doc[clause.quantifier].text}” of those told before",
        plain=True,
    )


def _place(index: BriefIndex, clause: Clause, trigger: Trigger) -> tuple[tuple[str, ...], str] | None:
    """The organisation that a clause tells of and the status in it: the one it names, else the one of which something was
    told of each of them; None where it names several, or tells of something else."""
    named = _named(index, clause)
    if len({one.entities for one in named}) > 1:
        return None
    if named:
        organisations = named[0].entities
        return organisations, status_of(index, trigger, organisations[0], named[0])
    known = _told_of_all(index, trigger.token.i, clause.states)
    if known is None or _of_something_else(index, trigger):
        return None
    status = status_of(index, trigger, known.organisations[0])
    return known.organisations, known.status if status == "member" else status


def _meant_by(index: BriefIndex, clause: Clause, trigger: Trigger, organisations: tuple[str, ...]) -> str:
    """What a word tells of those told before: who was suspended is let back in, who takes back a bid gives it up."""
    predicate = trigger.entry.predicate
    if predicate == "withdrew" and _takes_back(index, trigger):
        return "declines"
    known = _told_of_all(index, trigger.token.i, clause.states)
    if known is None or known.organisations != organisations or known.predicate != "suspended":
        return predicate
    return "reinstated" if predicate == "admitted" else predicate


def _takes_back(index: BriefIndex, trigger: Trigger) -> bool:
    """'Withdrawn its application'."""
    return any(
        label == "dobj" and "bid" in index.words.kinds[word]
        for label, word in arguments(index, trigger.token.i)
    )


def _told_of_all(index: BriefIndex, place: int, states: tuple[str, ...]) -> Told | None:
    """The last that was told of an organisation of which something was told of each of these states."""
    seen: dict[tuple[str, ...], set[str]] = {}
    last: dict[tuple[str, ...], Told] = {}
    for one in before(index, place):
        last.setdefault(one.organisations, one)
        seen.setdefault(one.organisations, set()).update(one.subjects)
    return next((last[code] for code, subjects in seen.items() if set(states) <= subjects), None)


@switchable(nothing)
def _trigger(index: BriefIndex, sentence: int, clause: Clause) -> Trigger | None:
    """The word that tells what a clause says of its subject: its verb, else what completes that."""
    words = index.words
    telling = [
        one
        for one in index.triggers[sentence]
        if one.entry.predicate in TELLING and one.token.i > clause.quantifier
    ]
    own = [one for one in telling if one.token.i == clause.verb]
    if not own:
        own = [
            one
            for one in telling
            if words.heads[one.token.i] == clause.verb and words.relations[one.token.i] in COMPLETING
        ]
    named = bool(_named(index, clause))
    found = next((one for one in own if named or not one.entry.weak), None)
    return found or _taken_for_a_noun(index, clause)


@switchable(nothing)
def _taken_for_a_noun(index: BriefIndex, clause: Clause) -> Trigger | None:
    """A verb that the model takes for a noun that a number counts: 'six of the eight sit in the club'."""
    words, verb = index.words, clause.verb
    if words.relations[clause.quantifier] not in ("nummod", "ROOT"):
        return None
    for entry in entries().get(words.lemmas[verb], ()):
        end = verb + 1 + len(entry.rest)
        told = entry.part == "verb" and entry.predicate in TELLING and not entry.weak
        if told and tuple(words.lower[verb + 1 : end]) == entry.rest:
            return Trigger(entry, words.tokens[verb], tuple(range(verb, end)), False)
    return None


def _named(index: BriefIndex, clause: Clause) -> list[Referent]:
    """The organisations that a clause names behind its subject."""
    words = index.words
    return [
        one
        for one in index.in_sentence[index.sentence_of[clause.verb]]
        if one.kind == ORGANISATION and one.root > clause.verb and clause.verb in words.above(one.root)
    ]


def _of_something_else(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether a word tells of a thing that is no membership: 'neither has joined the sanctions'."""
    words = index.words
    return any(
        label in OBJECTS
        and word > trigger.token.i
        and words.parts[word] in ("NOUN", "PROPN")
        and word not in index.date_tokens
        and not PLACES.intersection(words.kinds[word])
        for label, word in arguments(index, trigger.token.i)
    )
