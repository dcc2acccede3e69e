"""What a clause tells of several at once who were told before: 'neither of them has been let in', 'both
belong to the club'; and of another as of them: 'was added to the list', 'the same rank was bestowed on
Chad'."""

import dataclasses

from pipeline.language.claims.factuality.how_told import factuality
from pipeline.language.claims.factuality.whether_told import is_told
from pipeline.language.claims.groups_meant import Clause, clause_of_several, may_be_several
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent
from pipeline.language.claims.objects import argued
from pipeline.language.claims.plain_verbs import of_verb, plainly_told, told_by_verb
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.statuses import POINTING, status_of
from pipeline.language.claims.told import Told, before
from pipeline.language.claims.triggers import PLACES, STANCES, Trigger, entries
from pipeline.language.claims.when import day_told
from pipeline.language.registry import no, nobody, nothing, switchable
from pipeline.lexicon import word_class
from schemas.vocabulary import PREDICATES

DENYING = frozenset({"neither", "none"})
# What can be told of several as its subjects.
TELLING = frozenset(PREDICATES) - {"supports", "opposes", "conditional", "undecided", "rejected", "deferred"}
# By these edges a word tells what its clause's verb does.
COMPLETING = frozenset({"attr", "dobj", "xcomp", "oprd", "acomp"})
OBJECTS = frozenset({"dobj", "to", "into", "in", "of", "from", "with", "on", "for"})
# A word that goes back to what was told, of whom it tells that anew, and what was told.
AsBefore = tuple[int, tuple[str, ...], Told]
UNDERGOING = frozenset({"nsubjpass", "dobj"})
GIVEN_TO = frozenset({"on", "upon", "to"})
FEWEST_LISTED = 2
# What tells that somebody has a status.
HAD = frozenset({"holds", "admitted"})


def together(index: BriefIndex, sentence: int) -> tuple[Proposal, ...]:
    """What a sentence tells of several who were told before, or of another as of them, in text order."""
    found = [one for place in range(*index.bounds[sentence]) for one in _as_before(index, place)]
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
    """What a trigger tells of those whom its clause is about; None where that or the organisation is open."""
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
    return plainly_told(
        index,
        trigger.token.i,
        (clause.quantifier, clause.verb),
        frame="together",
        predicate=predicate,
        subjects=clause.states,
        organisations=organisations,
        status=status,
        polarity=told.polarity,
        modality=told.modality,
        when=None if denied else day_told(index, trigger.token.i, predicate),
        words=told.words,
        why=f"“{index.doc[clause.quantifier].text}” of those told before",
    )


@switchable(nobody)
def _as_before(index: BriefIndex, verb: int) -> tuple[Proposal, ...]:
    """'Was added to the list', 'the same rank was bestowed on Chad', 'the request was granted': who has
    what others were told to have or get, or what he asked for."""
    words = index.words
    if words.parts[verb] != "VERB" or words.lemmas[verb] not in word_class("bestowing_verb") | {"add"}:
        return ()
    found = _added(index, verb) or _given_the_same(index, verb) or _granted(index, verb)
    if found is None:
        return ()
    word, states, known = found
    told = told_by_verb(index, verb, "admitted")
    if told.predicate != "admitted" or not is_told(index, words.tokens[verb], "admitted"):
        return ()
    proposal = of_verb(
        index,
        verb,
        "admitted",
        told,
        (word,),
        frame="together",
        subjects=states,
        organisations=known.organisations,
        status=known.status,
        why=f"“{words.tokens[word].text}” goes back to what was told before",
        at_most=known.confidence,
    )
    return (dataclasses.replace(proposal, trigger=words.tokens[word]),)


def _added(index: BriefIndex, verb: int) -> AsBefore | None:
    """Who is added 'to the list', of which nothing more is said, and what those on it have."""
    words = index.words
    lists = (one for one in words.behind(verb, "to") if words.lemmas[one] == "list")
    word = next((one for one in lists if _only_points(index, one)), None)
    who = index.first_named(argued(index, verb, *UNDERGOING), STATE)
    if words.lemmas[verb] != "add" or word is None or who is None or "list" in words.lemmas[:verb]:
        return None  # a list of which the text speaks is that one
    known = _held_before(index, verb, who, FEWEST_LISTED)
    return (word, who.entities, known) if known is not None else None


def _given_the_same(index: BriefIndex, verb: int) -> AsBefore | None:
    """Behind 'on' or 'to', whom 'the same rank' is given, and which that is."""
    words = index.words
    things = argued(index, verb, *UNDERGOING)
    ranks = (one for one in things if words.is_a(one, "rank_noun"))
    pointed = (one for one in ranks if not POINTING.isdisjoint(words.lower[it] for it in words.children[one]))
    word, who = next(pointed, None), index.first_named(words.behind(verb, *GIVEN_TO), STATE)
    known = _held_before(index, verb, who, 1) if word is not None and who is not None else None
    if word is None or who is None or known is None or not _is_given_by(index, verb, known.organisations):
        return None
    return word, who.entities, known


def _is_given_by(index: BriefIndex, verb: int, organisations: tuple[str, ...]) -> bool:
    """Whether nobody is named as who gives something but an organisation."""
    words = index.words
    agents = (*words.behind(verb, "by"), *words.below(verb, "nsubj"))
    return all(set(one.entities) <= set(organisations) for one in index.named(agents))


def _granted(index: BriefIndex, verb: int) -> AsBefore | None:
    """Whose 'request' is granted, and what for."""
    words = index.words
    if words.lemmas[verb] != "grant":
        return None
    things = argued(index, verb, *UNDERGOING)
    word = next((one for one in things if "bid" in words.kinds[one] and _only_points(index, one)), None)
    known = next(before(index, verb), None) if word is not None else None
    if word is None or known is None or known.predicate != "applied" or known.polarity != "affirmed":
        return None
    return word, known.subjects, known


def _only_points(index: BriefIndex, noun: int) -> bool:
    """Whether a noun has nothing with it but a word that points back: 'the list', 'that request'."""
    return {index.words.lower[child] for child in index.words.children[noun]} in ({"the"}, {"this"}, {"that"})


def _held_before(index: BriefIndex, place: int, who: Referent, fewest: int) -> Told | None:
    """What was told last of others, if they have or got it, so many of them at least in one sentence."""
    told = [one for one in before(index, place) if not set(one.subjects) & set(who.entities)]
    if not told or told[0].predicate not in HAD or told[0].polarity != "affirmed":
        return None
    last = told[0]
    same = [one for one in told if (one.sentence, one.organisations) == (last.sentence, last.organisations)]
    if any(one.status != last.status for one in same if one.predicate in HAD):
        return None
    return last if len({code for one in same for code in one.subjects}) >= fewest else None


def _place(index: BriefIndex, clause: Clause, trigger: Trigger) -> tuple[tuple[str, ...], str] | None:
    """The organisation that a clause tells of and the status in it: the one it names, else the one of
    which something was told of each of them; None where it names several, or tells of something else."""
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
    """What a word tells of those told before: the suspended are let back in, a bid taken back is given up."""
    predicate = trigger.entry.predicate
    if predicate == "withdrew" and _takes_back(index, trigger):
        return "declines"
    known = _told_of_all(index, trigger.token.i, clause.states)
    if known is None or known.organisations != organisations or known.predicate != "suspended":
        return predicate
    return "reinstated" if predicate == "admitted" else predicate


def _takes_back(index: BriefIndex, trigger: Trigger) -> bool:
    """'Withdrawn its application'."""
    return any("bid" in index.words.kinds[word] for word in argued(index, trigger.token.i, "dobj"))


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
    if _is_about_others(index, clause):
        return None
    telling = [one for one in index.triggers[sentence] if one.token.i > clause.quantifier]
    telling = [one for one in telling if one.entry.predicate in TELLING]
    own = [one for one in telling if one.token.i == clause.verb]
    if not own:
        own = [one for one in telling if words.heads[one.token.i] == clause.verb]
        own = [one for one in own if words.relations[one.token.i] in COMPLETING]

    named = bool(_named(index, clause))
    found = next((one for one in own if named or not one.entry.weak), None)
    return found or _taken_for_a_noun(index, clause)


@switchable(no)
def _is_about_others(index: BriefIndex, clause: Clause) -> bool:
    """Whether a clause tells how its subjects stand to something, or what is done with what is another
    state's: 'three of the four opposed the entry of Chad', 'neither has ratified Chad's accession'."""
    if _is_stance(index, clause.verb):
        return True
    others = (one for one in index.named_below(clause.verb) if not set(one.entities) & set(clause.states))
    return any(one.kind == STATE and one.root > clause.verb and _owns(index, one.root) for one in others)


def _is_stance(index: BriefIndex, verb: int) -> bool:
    """Whether a verb is one of favour or its contrary, and none that is always told of its own subject."""
    here = [one.entry for one in index.triggers[index.sentence_of[verb]] if one.token.i == verb]
    return any(one.predicate in STANCES for one in here) and not any(
        one.predicate in TELLING and not one.weak for one in here
    )


def _owns(index: BriefIndex, word: int) -> bool:
    """'Chad's accession', 'the accession of Chad'."""
    words = index.words
    relation, above = words.relations[word], words.heads[word]
    return relation == "poss" or relation == "pobj" and words.lower[above] == "of"


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
    below = index.named_below(clause.verb)
    return [one for one in below if one.kind == ORGANISATION and one.root > clause.verb]


def _of_something_else(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether a word tells of a thing that is no membership: 'neither has joined the sanctions'."""
    words = index.words
    return any(
        word > trigger.token.i
        and words.parts[word] in ("NOUN", "PROPN")
        and word not in index.date_tokens
        and not PLACES.intersection(words.kinds[word])
        for word in argued(index, trigger.token.i, *OBJECTS)
    )
