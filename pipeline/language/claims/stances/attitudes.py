"""Stances that their construction alone tells: 'Chad applied. Mali backs the request, the senators of Togo are against it.'

Who is the subject of a word of favour, or of its contrary, takes the stance; what it is on is what the word has as its object, or
the bid that was told before where that goes back to it. Elsewhere the weights decide.
"""

import dataclasses

from pipeline.language.claims.echoes import entities_at
from pipeline.language.claims.factuality import Factuality, factuality
from pipeline.language.claims.index import STATE, BriefIndex
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.relations import is_infinitive
from pipeline.language.claims.stances.actors import actors_of, named_actors, subject_of
from pipeline.language.claims.stances.bids_meant import (
    bid_of,
    bids_before,
    is_between,
    last_bid,
)
from pipeline.language.claims.stances.stance import Stance, told_by
from pipeline.language.claims.told import SURE, Told
from pipeline.language.claims.triggers import PLACES, STANCES, Trigger, kinds_of
from pipeline.language.registry import nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class

TAKEN = STANCES - {"conditional"}
COMPLETING = frozenset({"dobj", "xcomp", "ccomp", "nsubjpass"})
TO_COME = frozenset({"will", "would", "'ll", "’ll", "shall", "'d", "’d"})
# Beside those that the lexicon has for every claim.
CONDITIONS = frozenset({"once", "when", "after"})


def plain_stance(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """What a word tells as somebody's stance on a bid, or as the refusal of an invitation; None where it does not say clearly whose
    or on what."""
    ways = (_taken, _demanded, _merited, _turned_down)
    return next((found for way in ways if (found := way(index, trigger)) is not None), None)


@switchable(nothing)
def _taken(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """'Backs the request', 'is against it', 'would agree once ...'."""
    if not _is_outright(index, trigger) or _denies_doubt(trigger) or _is_to_be_done(trigger):
        return None
    told = factuality(index, trigger)
    subject = subject_of(index, trigger.token.i)
    if subject is None or told.predicate not in STANCES or told.modality == "possible":
        return None
    matter = bid_of(index, trigger, named_actors(index, subject))
    conditional = told.modality == "conditional" or _on_condition(index, trigger.token.i)
    way = "conditional" if conditional else told.predicate
    return _of_subject(index, trigger, told, subject, matter, way)


@switchable(nothing)
def _demanded(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """'Demands that it sign the treaty first', 'wants a charter first', of the state of a bid."""
    words, token = index.words, trigger.token.i
    if trigger.entry.predicate != "conditional" or words.lemmas[token] not in word_class("condition_setting"):
        return None
    subject, told = subject_of(index, token), factuality(index, trigger)
    behind = range(token, index.bounds[index.sentence_of[token]][1])
    first = any(words.lower[one] == "first" and token in words.above(one) for one in behind)
    if subject is None or told.words or not first:
        return None
    actors = named_actors(index, subject)
    owners = _asked_of(index, token, actors)
    matter = None if owners is None else last_bid(index, trigger, bids_before(index, trigger), owners)
    if matter is None or not owners and is_between(index, trigger, None, matter, actors):
        return None
    return _of_subject(index, trigger, told, subject, matter, "conditional")


def _asked_of(index: BriefIndex, verb: int, actors: tuple[str, ...]) -> set[str] | None:
    """Of which states a verb demands that they do something, none where it says only what; None where of somebody else."""
    words = index.words
    clauses = words.below(verb, "ccomp", "xcomp")
    doers = [one for clause in clauses for one in words.below(clause, *NOUN_SUBJECTS)]
    things = words.below(verb, "dobj")
    if not doers and not any(words.kinds[one] for one in things):
        return None  # 'wants peace first'
    found: set[str] = set()
    for doer in doers:
        there = index.by_token.get(doer)
        if there is not None and there.kind == STATE:
            found |= set(there.entities) - set(actors if there.link == "anaphora" else ())
        elif words.parts[doer] != "PRON" and words.lemmas[doer] not in word_class("state_noun"):
            return None
    return found


@switchable(nothing)
def _merited(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """'Chad deserves its seat', in the words of somebody who speaks for another state."""
    words, token = index.words, trigger.token.i
    speaker = index.speaker(token) if token in index.statement_of else None
    if trigger.entry.name != "deserve" or speaker is None:
        return None
    subject, told = subject_of(index, token), factuality(index, trigger)
    things = words.below(token, "dobj")
    states = set(entities_at(index, subject)) if subject is not None else set()
    if subject is None or not states or speaker in states or told.modality != "asserted":
        return None
    if not any(PLACES.intersection(words.kinds[one]) for one in things):
        return None
    matter = last_bid(index, trigger, bids_before(index, trigger), states, things[0])
    way = "opposes" if told.polarity == "negated" else "supports"
    told = dataclasses.replace(told, polarity="affirmed")
    return told_by(index, trigger, told, subject, Stance((speaker,), matter, way))


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
    return next(iter(words.below(above, "nsubjpass")), None)


def _of_subject(
    index: BriefIndex, trigger: Trigger, told: Factuality, subject: int, matter: Told | None, way: str
) -> Proposal | None:
    """A stance of whoever is the subject."""
    if matter is None:
        return None
    actors = actors_of(index, subject, matter)
    if not named_actors(index, subject):
        matter = _of_place(index, trigger, subject, matter)
    return told_by(index, trigger, told, subject, Stance(actors, matter, way))


def _is_outright(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether a word tells a stance and hardly anything else ('backs', 'is against', 'takes no side'), or does on a condition
    ('would accept it only under another name')."""
    predicate, token = trigger.entry.predicate, trigger.token
    if predicate not in TAKEN or token.pos_ in ("NOUN", "PROPN"):
        return False
    if trigger.entry.name == "drop_objection":
        return any("objection" in kinds_of(child) for child in token.children)
    if len(trigger.words) > 1:
        return all(index.words.heads[word] in trigger.words for word in trigger.words[1:])
    if token.lemma_.lower() in word_class("outright_stance"):
        return True
    return predicate == "supports" and trigger.entry.part == "verb" and _on_condition(index, token.i)


def _denies_doubt(trigger: Trigger) -> bool:
    """'Has no such doubts': of some bid or other."""
    words = (trigger.token.doc[i] for i in trigger.words)
    return trigger.entry.name == "different_stance" and any(
        child.lower_ == "such" for word in words for child in word.children
    )


def _is_to_be_done(trigger: Trigger) -> bool:
    """'Too weak to block it': the weights know better who would."""
    return trigger.entry.predicate != "undecided" and is_infinitive(trigger.token)


def _of_place(index: BriefIndex, trigger: Trigger, subject: int, matter: Told) -> Told:
    """A bid as one of the state alone where a clause finds a group without a name: 'in Mali some senators oppose the move'."""
    places = {
        code
        for one in index.named_beside(trigger.token.i)
        if one.kind == STATE and one.end <= subject
        for code in one.entities
    }
    if not places:
        return matter
    return dataclasses.replace(matter, subjects=tuple(code for code in matter.subjects if code in places))


def _on_condition(index: BriefIndex, token: int) -> bool:
    """Whether a stance is one to be taken once something is done: 'will back it when the courts are free', 'would accept it only
    under another name'."""
    words = index.words
    if not any(
        words.lower[child] in TO_COME for word in words.above(token)[:2] for child in words.children[word]
    ):
        return False
    above = words.above(token)
    telling = [one for one in above if words.lemmas[one] in word_class("saying_verb")][:1]
    for place in range(token + 1, index.bounds[index.sentence_of[token]][1]):
        if words.lower[place] == ";":
            return False
        if words.lower[place] == "only" and words.parts[place + 1 : place + 2] in (["ADP"], ["SCONJ"]):
            return True
        if words.lower[place] in CONDITIONS and words.relations[place] in ("mark", "advmod", "prep"):
            clause = words.heads[place]
            return clause != token and (token in words.above(clause) or words.heads[clause] in telling)
    return False
