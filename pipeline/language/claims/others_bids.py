"""Stances on the bid of another than the subject of their verb: favour that somebody has from others ('Chad has the support of Mali in
its bid'), and a place that somebody does not want another to have ('ruled out membership for Chad', 'does not want Chad in')."""

import dataclasses

from pipeline.language.claims.attitudes import named_actors, stance_of, subject_of
from pipeline.language.claims.bids_meant import FARTHEST_VAGUE, SURE, bids_before, last_bid
from pipeline.language.claims.echoes import entities_at
from pipeline.language.claims.factuality import factuality
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent
from pipeline.language.claims.lent import TRUSTED, Lent, lent
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.relations import is_infinitive
from pipeline.language.claims.statuses import status_of
from pipeline.language.claims.told import Told
from pipeline.language.claims.triggers import ABOUT_BELONGING, Trigger
from pipeline.language.registry import nothing, switchable
from pipeline.lexicon import word_class

TOWARDS = frozenset({"for", "in", "on", "to", "with"})
ADMITTING = frozenset({"admit", "readmit", "accept", "have", "see", "let"})
RULING_OUT = frozenset({"rule", "exclude", "dismiss"})
COMPLETING = frozenset({"dobj", "xcomp", "ccomp", "nsubjpass"})
IN = frozenset({"in", "into", "inside"})


def stance_on_another(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """What a word tells as a stance on the bid of another than its subject; None where it tells none."""
    favour = lent(index, trigger)
    if favour is not None:
        return _lent(index, trigger, favour)
    return _unwanted(index, trigger) or _turned_down(index, trigger)


@switchable(nothing)
def _lent(index: BriefIndex, trigger: Trigger, favour: Lent) -> Proposal | None:
    """'Chad won the backing of Mali for its bid to join the club', 'the application has the support of Mali and Togo'."""
    holder = subject_of(index, favour.verb)
    told = factuality(index, trigger, "supports")
    can = index.words.lemmas[favour.verb] in TRUSTED and told.modality == "possible"
    if holder is None or favour.asked or told.modality != "asserted" and not can:
        return None
    if _is_to_come(index, favour.verb):
        return None
    actors = tuple(dict.fromkeys(code for one in favour.lenders for code in entities_at(index, one)))
    matter = _matter(index, trigger, favour, holder, actors)
    if matter is None or matter.confidence < SURE or not actors or set(actors) & set(matter.subjects):
        return None
    return stance_of(index, trigger, told, "supports", actors, holder, matter)


def _is_to_come(index: BriefIndex, verb: int) -> bool:
    """Whether favour is what somebody hopes or tries to get; not what he 'managed to win'."""
    lemma = index.words.lemmas[index.words.heads[verb]]
    return is_infinitive(index.words.tokens[verb]) and lemma not in word_class("implicative_verb")


def _matter(
    index: BriefIndex, trigger: Trigger, favour: Lent, holder: int, actors: tuple[str, ...]
) -> Told | None:
    """The bid that favour is for: the one named with it, else the last told of its holder, or that the holder is."""
    words = index.words
    is_bid = bool(ABOUT_BELONGING.intersection(words.kinds[holder]))
    theme = holder if is_bid else next(iter(_themes(index, favour)), None)
    if theme is None and _is_for_something(index, favour):
        return None
    owners = () if is_bid else entities_at(index, holder)
    if not is_bid and not owners:
        return None
    if theme is not None:
        inside = _inside(index, theme)
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
        if ABOUT_BELONGING.intersection(words.kinds[one]) or words.lemmas[one] in word_class("joining_verb")
    ]


def _is_for_something(index: BriefIndex, favour: Lent) -> bool:
    """Whether favour is for a thing that is no bid: 'in its fight against the floods'."""
    words = index.words
    behind = [one for word in (favour.noun, favour.verb) for one in words.children[word] if one > favour.noun]
    return any(
        words.lower[place] in TOWARDS
        and any(one not in index.date_tokens for one in words.children[place])
        or words.relations[place] in ("xcomp", "acl", "advcl")
        for place in behind
    )


def _inside(index: BriefIndex, theme: int) -> list[Referent]:
    here = index.in_sentence[index.sentence_of[theme]]
    return [one for one in here if theme in index.words.above(one.root)]


def _named(
    index: BriefIndex, trigger: Trigger, states: tuple[str, ...], organisation: Referent
) -> Told | None:
    """A bid by the state and the organisation that are named."""
    if len(organisation.entities) != 1 or organisation.link == "body":
        return None
    place, code = trigger.token.i, organisation.entities[0]
    status = status_of(index, trigger, code, organisation)
    sentence = index.sentence_of[place]
    return Told(place, sentence, "seeks", states, (code,), (), status, "affirmed", "asserted", None, 1.0)


@switchable(nothing)
def _unwanted(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """'Ruled out membership for Chad', 'does not want the club to admit Chad', 'does not want Chad in the club'."""
    words, verb = index.words, trigger.token.i
    told = factuality(index, trigger)
    if told.predicate != "declines" or told.polarity != "affirmed" or told.modality != "asserted":
        return None
    if words.parts[verb] != "VERB":
        return None
    subject = subject_of(index, verb)
    actors = named_actors(index, subject) if subject is not None else ()
    found = _kept_out(index, verb)
    if subject is None or not actors or found is None:
        return None
    state, organisation = found
    matter = _named(index, trigger, state.entities, organisation)
    if matter is None or set(actors) & set(matter.subjects) or state.link == "anaphora":
        return None
    told = dataclasses.replace(told, predicate="opposes")
    return stance_of(index, trigger, told, "opposes", actors, subject, matter)


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
    near = [one for one in index.readings if one.sentence >= first and one.predicate == "invited"]
    own = [one for one in near if states and states <= set(one.subjects) and one.polarity == "affirmed"]
    if subject is None or not own or own[-1].confidence < SURE:
        return None
    matter = dataclasses.replace(own[-1], subjects=tuple(sorted(states)))
    return stance_of(index, trigger, told, "declines", (), subject, matter)


def _invited(index: BriefIndex, verb: int) -> int | None:
    """The subject of a verb, or of the passive that it goes on from: 'was invited but declined'."""
    words, above = index.words, index.words.heads[verb]
    own = subject_of(index, verb)
    if own is not None or words.relations[verb] != "conj":
        return own
    return next(iter(words.below(above, "nsubjpass")), None)


def _kept_out(index: BriefIndex, verb: int) -> tuple[Referent, Referent] | None:
    """Who, by the object of a verb, is not to be in which organisation."""
    words = index.words
    for theme in words.children[verb]:
        if theme < verb or words.relations[theme] not in ("dobj", "xcomp", "ccomp"):
            continue
        inside = _inside(index, theme)
        states = [one for one in inside if one.kind == STATE]
        bodies = [one for one in inside if one.kind == ORGANISATION]
        if words.lemmas[verb] == "want" and words.relations[theme] == "dobj" and theme in index.by_token:
            behind = [
                one
                for child in words.children[verb]
                if words.lower[child] in IN
                for one in words.children[child]
            ]
            bodies += [index.by_token[one] for one in behind if one in index.by_token]
            bodies = [
                one
                for one in bodies
                if one.kind == ORGANISATION
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
    return words.lemmas[theme] in ADMITTING | word_class("joining_verb")
