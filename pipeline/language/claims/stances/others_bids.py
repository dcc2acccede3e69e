"""Stances on the bid of another than the subject of their verb: favour that somebody has, gets or counts
on from others ('Chad has the support of Mali in its bid'), and a place that somebody wants another to have
or not ('wants Mali in', 'ruled out membership for Chad', 'does not want Chad in'). Where favour is only
asked for, nobody is said to give it."""

import dataclasses
from typing import NamedTuple

from pipeline.language.claims.echoes import entities_at
from pipeline.language.claims.factuality.how_told import factuality
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.relations import is_infinitive
from pipeline.language.claims.stances.actors import let_in, named_actors, subject_of
from pipeline.language.claims.stances.bids_meant import FARTHEST_VAGUE, bid_named, bids_before, last_bid
from pipeline.language.claims.stances.stance import Stance, told_by
from pipeline.language.claims.stances.wishes import wished_for
from pipeline.language.claims.told import SURE, Told
from pipeline.language.claims.triggers import ABOUT_BELONGING, Trigger
from pipeline.language.registry import nothing, switchable
from pipeline.lexicon import word_class

PLACE = frozenset({"membership", "status"})
TOWARDS = frozenset({"for", "in", "on", "to", "with"})
TAKING_IN = frozenset({"have", "see", "let"})
COMPLETING = frozenset({"dobj", "xcomp", "ccomp", "nsubjpass"})
IN = frozenset({"in", "into", "inside"})
LENT_BY = frozenset({"of", "from"})


class Lent(NamedTuple):
    """The noun of favour, the verb of who has it, the names of those who lend it, whether it is asked for."""

    noun: int
    verb: int
    lenders: tuple[int, ...]
    asked: bool


def stance_on_another(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """What a word tells as a stance on the bid of another than its subject; None where it tells none."""
    favour = lent(index, trigger)
    if favour is not None:
        return _lent(index, trigger, favour)
    ways = (_unwanted, _wanted, _to_be_given, _ready, _turned_down, wished_for)
    return next((found for way in ways if (found := way(index, trigger)) is not None), None)


@switchable(nothing)
def _lent(index: BriefIndex, trigger: Trigger, favour: Lent) -> Proposal | None:
    """'Chad won the backing of Mali for its bid', 'the application has the support of Mali and Togo'."""
    holder = subject_of(index, favour.verb)
    told = factuality(index, trigger, "supports")
    can = index.words.is_a(favour.verb, "trusting_verb") and told.modality == "possible"
    if holder is None or favour.asked or told.modality != "asserted" and not can:
        return None
    if _is_to_come(index, favour.verb):
        return None
    actors = tuple(dict.fromkeys(code for one in favour.lenders for code in entities_at(index, one)))
    matter = _matter(index, trigger, favour, holder, actors)
    return told_by(index, trigger, told, holder, Stance(actors, matter, "supports"))


def _is_to_come(index: BriefIndex, verb: int) -> bool:
    """Whether favour is what somebody hopes or tries to get; not what he 'managed to win'."""
    lemma = index.words.lemmas[index.words.heads[verb]]
    return is_infinitive(index.words.tokens[verb]) and lemma not in word_class("implicative_verb")


def _matter(
    index: BriefIndex, trigger: Trigger, favour: Lent, holder: int, actors: tuple[str, ...]
) -> Told | None:
    """The bid that favour is for: the one named with it, that the holder is, else the last told of him."""
    words = index.words
    is_bid = bool(ABOUT_BELONGING.intersection(words.kinds[holder]))
    theme = holder if is_bid else next(iter(_themes(index, favour)), None)
    if theme is None and _is_for_something(index, favour):
        return None
    owners = () if is_bid else entities_at(index, holder)
    if not is_bid and not owners:
        return None
    if theme is not None:
        inside = index.named_below(theme)
        named = [code for one in inside if one.kind == STATE for code in one.entities if code not in actors]
        owners = tuple(dict.fromkeys(named)) or owners
        bodies = [one for one in inside if one.kind == ORGANISATION]
        if len(bodies) == 1 and owners:
            return _named(index, trigger, owners, bodies[0])
        if bodies:
            return None
    found = last_bid(index, trigger, bids_before(index, trigger), set(owners), theme)
    far = found is not None and index.sentence_of[trigger.token.i] - found.sentence > FARTHEST_VAGUE
    return None if far else found


def _themes(index: BriefIndex, favour: Lent) -> list[int]:
    """The bids or verbs of joining behind a noun of favour that say what it is for."""
    words = index.words
    behind = [one for word in (favour.noun, favour.verb) for one in words.children[word] if one > favour.noun]
    found = [one for place in behind if words.lower[place] in TOWARDS for one in words.children[place]] + [
        one for one in behind if words.relations[one] in ("xcomp", "acl", "advcl")
    ]
    return [
        one
        for one in found
        if ABOUT_BELONGING.intersection(words.kinds[one]) or words.is_a(one, "joining_verb")
    ]


def _is_for_something(index: BriefIndex, favour: Lent) -> bool:
    """Whether favour is for a thing that is no bid: 'in its fight against the floods'."""
    words = index.words
    behind = [one for word in (favour.noun, favour.verb) for one in words.children[word] if one > favour.noun]
    towards = [place for place in behind if words.lower[place] in TOWARDS]
    if any(one not in index.date_tokens for place in towards for one in words.children[place]):
        return True
    return any(words.relations[place] in ("xcomp", "acl", "advcl") for place in behind)


def _named(
    index: BriefIndex, trigger: Trigger, states: tuple[str, ...], organisation: Referent
) -> Told | None:
    """A bid by the state and the organisation that are named; None where it is a body of that."""
    if len(organisation.entities) != 1 or organisation.link == "body":
        return None
    return bid_named(index, trigger, states, organisation)


@switchable(nothing)
def _unwanted(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """'Ruled out membership for Chad', 'does not want the club to admit Chad', 'does not want Chad in it'."""
    words, verb = index.words, trigger.token.i
    told = factuality(index, trigger)
    if told.predicate != "declines" or told.polarity != "affirmed" or told.modality != "asserted":
        return None
    if words.parts[verb] != "VERB":
        return None
    subject = subject_of(index, verb)
    actors = named_actors(index, subject) if subject is not None else ()
    found = _placed(index, verb)
    if subject is None or not actors or found is None:
        return None
    state, organisation = found
    if state.link == "anaphora":
        return None
    matter = _named(index, trigger, state.entities, organisation)
    return told_by(index, trigger, told, subject, Stance(actors, matter, "opposes"))


@switchable(nothing)
def _wanted(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """'Peru wants Chad in the club'; 'wants Chad to help in the club' is none."""
    words, verb = index.words, trigger.token.i
    if words.lemmas[verb] != "want" or words.below(verb, "xcomp", "ccomp"):
        return None
    told = factuality(index, trigger)
    if (told.predicate, told.polarity, told.modality) != ("seeks", "affirmed", "asserted"):
        return None
    subject, found = subject_of(index, verb), _placed(index, verb)
    actors = named_actors(index, subject) if subject is not None else ()
    if subject is None or found is None or not actors or found[0].link == "anaphora":
        return None
    matter = _named(index, trigger, found[0].entities, found[1])
    return told_by(index, trigger, told, subject, Stance(actors, matter, "supports"))


@switchable(nothing)
def _to_be_given(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """'Peru wants to give Chad a place in the club', 'wanted to grant both an action plan for membership'."""
    words, verb = index.words, trigger.token.i
    giving = [one for one in words.below(verb, "xcomp") if words.is_a(one, "granting_verb")]
    if words.lemmas[verb] != "want" or not giving or words.lemmas[giving[0]] == "refuse":
        return None
    subject, told = subject_of(index, verb), factuality(index, trigger, "supports")
    things = [one for one in words.below(giving[0], "dobj") if _is_a_place(index, one)]
    actors = named_actors(index, subject) if subject is not None else ()
    states = _given_to(index, giving[0], things[0]) if things else ()
    body = _only_body(index, verb)
    if (told.predicate, told.polarity, told.modality) != ("supports", "affirmed", "asserted"):
        return None
    if subject is None or not actors or not states or body is None:
        return None
    matter = _named(index, trigger, states, body)
    if matter is not None and PLACE.isdisjoint(
        index.words.kinds[things[0]]
    ):  # a plan for membership is for that
        matter = dataclasses.replace(matter, status="member")
    return told_by(index, trigger, told, subject, Stance(actors, matter, "supports"))


@switchable(nothing)
def _ready(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """'Peru is ready to admit Chad', perhaps on a condition, of whose bid something was told."""
    place = trigger.token.i
    states = let_in(index, place) if trigger.entry.predicate == "supports" else set()
    subject, told = subject_of(index, place), factuality(index, trigger, "supports")
    if not states or subject is None or told.polarity != "affirmed" or index.words.parts[place] != "ADJ":
        return None
    if told.modality not in ("asserted", "conditional"):
        return None
    matter = last_bid(index, trigger, bids_before(index, trigger), states)
    way = "conditional" if told.modality == "conditional" else "supports"
    return told_by(index, trigger, told, subject, Stance(named_actors(index, subject), matter, way))


def _is_a_place(index: BriefIndex, noun: int) -> bool:
    """'Membership', 'candidate status', 'a membership action plan'."""
    words = index.words
    below = [noun, *words.below(noun, "compound")]
    below += [one for word in below[1:] for one in words.below(word, "compound")]
    return any(PLACE.intersection(words.kinds[one]) for one in below)


def _given_to(index: BriefIndex, verb: int, thing: int) -> tuple[str, ...]:
    """Who is to be given something: named, or 'both' of the two listed last, here or a sentence before."""
    words = index.words
    to = [one for place in (verb, thing) for one in words.behind(place, "to", "for")]
    for place in (*words.below(verb, "dative"), *to):
        if index.kind_at(place) == STATE:
            return entities_at(index, place)
    if "both" not in (words.lower[one] for one in range(verb, thing)):
        return ()
    here = index.sentence_of[verb]
    lists = [
        one.entities
        for sentence in (here - 1, here)
        if sentence >= 0
        for one in index.in_sentence[sentence]
        if one.kind == STATE and one.parts and one.end <= verb
    ]
    return lists[-1] if lists and len(lists[-1]) == 2 else ()


def _only_body(index: BriefIndex, place: int) -> Referent | None:
    """The organisation of a clause that names it, or the only one that the text has named by then."""
    before = [
        one
        for sentence in range(index.sentence_of[place] + 1)
        for one in index.in_sentence[sentence]
        if one.kind == ORGANISATION
    ]
    here = [one for one in before if index.sentence_of[one.start] == index.sentence_of[place]]
    found = here or before
    return found[-1] if found and len({one.entities for one in found}) == 1 else None


@switchable(nothing)
def _turned_down(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """'Chad was invited but declined', 'it refused', of the invitation told just before."""
    words, verb = index.words, trigger.token.i
    told = factuality(index, trigger)
    if (
        trigger.entry.name != "decline_invitation"
        or told.predicate != "declines"
        or told.modality != "asserted"
    ):
        return None
    if words.below(verb, *COMPLETING):
        return None
    subject = _invited(index, verb)
    states = set(entities_at(index, subject)) if subject is not None else set()
    first = index.sentence_of[verb] - 1
    near = [
        one for one in index.readings.since(first) if one.sentence >= first and one.predicate == "invited"
    ]
    own = [one for one in near if states and states <= set(one.subjects) and one.polarity == "affirmed"]
    if subject is None or not own or own[-1].confidence < SURE:
        return None
    matter = dataclasses.replace(own[-1], subjects=tuple(sorted(states)))
    return told_by(index, trigger, told, subject, Stance((), matter, "declines"))


def _invited(index: BriefIndex, verb: int) -> int | None:
    """The subject of a verb, or of the passive that it goes on from: 'was invited but declined'."""
    words, above = index.words, index.words.heads[verb]
    own = subject_of(index, verb)
    if own is not None or words.relations[verb] != "conj":
        return own
    return words.first_below(above, "nsubjpass")


def _placed(index: BriefIndex, verb: int) -> tuple[Referent, Referent] | None:
    """Who, by the object of a verb, is to be in which organisation, or is not."""
    words = index.words
    for theme in words.children[verb]:
        if theme < verb or words.relations[theme] not in ("dobj", "xcomp", "ccomp"):
            continue
        inside = index.named_below(theme)
        states = [one for one in inside if one.kind == STATE]
        bodies = [one for one in inside if one.kind == ORGANISATION]
        if words.lemmas[verb] == "want" and words.relations[theme] == "dobj" and theme in index.by_token:
            bodies = [
                one
                for one in (*bodies, *index.named(words.behind(verb, *IN)))
                if one.kind == ORGANISATION
                and words.parts[one.end] not in ("NOUN", "PROPN")  # 'in the club talks'
                and words.lower[one.start - 1 - (words.lower[one.start - 1] == "the")] in IN
            ]
        elif not _is_of_place(index, theme):
            continue
        if len(states) == 1 and len(bodies) == 1:
            return states[0], bodies[0]
    return None


def _is_of_place(index: BriefIndex, theme: int) -> bool:
    """Whether an object is a place in an organisation, or that somebody gets one."""
    words = index.words
    if words.relations[theme] == "dobj":
        return "membership" in words.kinds[theme]
    lemma = words.lemmas[theme]
    return lemma in TAKING_IN or lemma in word_class("admitting_verb", "joining_verb")


@switchable(nothing)
def lent(index: BriefIndex, trigger: Trigger) -> Lent | None:
    """The favour that a word of favour says somebody to have of others."""
    noun = _favour(index, trigger.token.i) if trigger.entry.predicate == "supports" else None
    if noun is None:
        return None
    words, verb = index.words, index.words.heads[noun]
    preposition = None
    if words.relations[noun] == "pobj":
        preposition, verb = words.lower[verb], words.heads[verb]
    elif words.relations[noun] not in ("dobj", "nsubjpass"):
        return None
    lemma = words.lemmas[verb]
    lending = word_class("drawing_verb", "trusting_verb", "soliciting_verb")
    if lemma not in lending or words.parts[verb] not in ("VERB", "AUX"):
        return None
    if lemma in word_class("trusting_verb" if preposition is None else "drawing_verb"):
        return None
    lenders = tuple(one for one in _lenders(index, noun) if _is_state(index, one))
    return Lent(noun, verb, lenders, lemma in word_class("soliciting_verb")) if lenders else None


def _favour(index: BriefIndex, place: int) -> int | None:
    """The noun of favour that a word is, or has as its object."""
    words = index.words
    verbs = [place, *(words.below(place, "xcomp"))]
    below = [one for verb in verbs for one in words.below(verb, "dobj", "prep")]
    below += [one for word in below for one in words.below(word, "pobj")]
    found = (one for one in (place, *below) if words.is_a(one, "lent_noun") and words.parts[one] == "NOUN")
    return next(found, None)


def _lenders(index: BriefIndex, noun: int) -> list[int]:
    words = index.words
    own = words.below(noun, "poss")
    behind = (one for one in words.children[noun] if one > noun and words.lower[one] in LENT_BY)
    return own + [one for place in behind for one in words.below(place, "pobj")]


def _is_state(index: BriefIndex, place: int) -> bool:
    return index.kind_at(place) == STATE
