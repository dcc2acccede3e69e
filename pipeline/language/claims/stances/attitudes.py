"""Stances that their construction alone tells: 'Chad applied. Mali backs the request, the senators of Togo
are against it.'

Who is the subject of a word of favour, or of its contrary, takes the stance; what it is on is what the
word has as its object, or the bid that was told before where that goes back to it. Elsewhere the weights
decide."""

import dataclasses

from pipeline.language.claims.echoes import entities_at
from pipeline.language.claims.factuality.how_told import Factuality, factuality
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex
from pipeline.language.claims.matters import is_a_deal
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.relations import is_infinitive
from pipeline.language.claims.stances.actors import actors_of, named_actors, subject_of, taker_of
from pipeline.language.claims.stances.bids_meant import (
    FARTHEST_VAGUE,
    bid_of,
    bids_before,
    goes_back,
    is_behind_of,
    is_between,
    is_of_bid,
    last_bid,
    themes_of,
)
from pipeline.language.claims.stances.stance import Stance, told_by
from pipeline.language.claims.told import Told
from pipeline.language.claims.triggers import ABOUT_BELONGING, PLACES, STANCES, Trigger, kinds_of
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import NOUN_SUBJECTS, has_word

TAKEN = STANCES - {"conditional"}
TO_COME = frozenset({"will", "would", "can", "could", "'ll", "’ll", "shall", "'d", "’d"})
# Beside those that the lexicon has for every claim.
CONDITIONS = frozenset({"once", "when", "after"})
AGAINST = frozenset({"against", "on"})
OPENING_QUOTES = ("“", '"', "‘", "'", "«", "''")


def plain_stance(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """What a word tells as somebody's stance on a bid, or as its refusal; None where it does not say clearly
    whose or on what."""
    ways = (_taken, _demanded, _made_dependent, _merited, _vetoed, _put_off)
    return next((found for way in ways if (found := way(index, trigger)) is not None), None)


@switchable(nothing)
def _taken(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """'Backs the request', 'is against it', 'would agree once ...'."""
    if not _is_outright(index, trigger) or _denies_doubt(trigger) or _is_to_be_done(trigger):
        return None
    told = factuality(index, trigger)
    subject = taker_of(index, trigger.token.i)
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
    if trigger.entry.predicate != "conditional" or not words.is_a(token, "condition_setting"):
        return None
    subject, told = subject_of(index, token), factuality(index, trigger)
    behind = range(token, index.here(token).stop)
    first = any(words.lower[one] == "first" and token in words.above(one) for one in behind)
    if subject is None or told.words or not first:
        return None
    actors = named_actors(index, subject)
    owners = _asked_of(index, token, actors)
    matter = None if owners is None else last_bid(index, trigger, bids_before(index, trigger), owners)
    if matter is None or not owners and is_between(index, trigger, None, matter, actors):
        return None
    return _of_subject(index, trigger, told, subject, matter, "conditional")


@switchable(nothing)
def _made_dependent(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """'Had made its consent conditional on a charter', 'makes its approval depend on free elections'."""
    words, token = index.words, trigger.token.i
    verb = words.heads[token]
    lent = [one for place in (token, verb) for one in words.below(place, "nsubj", "dobj")]
    if not words.is_a(token, "dependent_word") or words.lemmas[verb] != "make":
        return None
    if not any(words.is_a(one, "lent_noun", "agreeing_verb") for one in lent):
        return None
    subject = subject_of(index, verb)
    told = factuality(index, trigger, "conditional")
    matter = last_bid(index, trigger, bids_before(index, trigger), set())
    if subject is None or told.predicate != "conditional":
        return None
    return _of_subject(index, trigger, told, subject, matter, "conditional")


def _asked_of(index: BriefIndex, verb: int, actors: tuple[str, ...]) -> set[str] | None:
    """Of which states a verb demands something, none where it says only what; None for somebody else."""
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
        elif words.parts[doer] != "PRON" and not words.is_a(doer, "state_noun"):
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
def _vetoed(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """'Cast its veto against Mali', 'used its veto against the request'."""
    words, token = index.words, trigger.token.i
    verb = words.heads[token]
    if words.lemmas[token] != "veto" or words.relations[token] != "dobj":
        return None
    told, subject = factuality(index, trigger, "rejected"), subject_of(index, verb)
    if trigger.entry.predicate != "rejected" or not words.is_a(verb, "casting_verb"):
        return None
    themes = [one for place in (token, verb) for one in words.behind(place, *AGAINST)]
    owners = {code for one in themes for code in entities_at(index, one)}
    if subject is None or (told.predicate, told.modality) != ("rejected", "asserted") or not themes:
        return None
    matter = last_bid(index, trigger, bids_before(index, trigger), owners, themes[0])
    return _of_subject(index, trigger, told, subject, matter, "rejected")


@switchable(nothing)
def _put_off(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """'A decision was put off', 'the matter was deferred', on the bid told just before."""
    words, token = index.words, trigger.token.i
    subject = words.first_below(token, "nsubjpass") if trigger.entry.predicate == "deferred" else None
    if subject is None or not words.is_a(subject, "deciding_noun") or index.named_below(subject):
        return None
    told = factuality(index, trigger)
    first = index.sentence_of[token] - FARTHEST_VAGUE
    near = [one for one in bids_before(index, trigger) if one.sentence >= first]
    matter = last_bid(index, trigger, near, set())
    if (told.predicate, told.modality) != ("deferred", "asserted") or matter is None:
        return None
    if any(words.relations[one] in ("prep", "acl", "relcl") for one in words.children[subject]):
        return None
    return told_by(index, trigger, told, subject, Stance((), matter, "deferred"))


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


@switchable(no)
def is_of_no_bid(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether a stance is on a thing that is no bid ('has no position on the strike'), or favour only
    points to what it is for and another state is named since a bid was told: 'Chad applied. Mali went to
    the polls. Togo welcomed the step'."""
    if _are_persons(index, trigger.token.i):
        return True
    if not _is_outright(index, trigger):
        return False
    theme, subject = next(themes_of(index, trigger), None), subject_of(index, trigger.token.i)
    if theme is None or subject is None or theme in index.by_token:
        return False
    if _is_of_a_deal(index, theme):
        return True
    if _is_thing(index, theme) and not set(OPENING_QUOTES) & set(index.words.lower[trigger.token.i : theme]):
        return not any(one.kind == ORGANISATION for one in index.named_beside(trigger.token.i))
    if trigger.entry.predicate != "supports" or not goes_back(index, theme):
        return False
    told = bids_before(index, trigger)
    known = (*named_actors(index, subject), *(told[0].subjects if told else ()))
    if (
        ABOUT_BELONGING.intersection(index.words.kinds[theme])
        or not told
        or _is_that_of_one(index, theme, told)
    ):
        return False
    far = index.sentence_of[trigger.token.i] - _told_until(index, told[0]) > FARTHEST_VAGUE
    return far or is_between(index, trigger, theme, told[0], known)


@switchable(no)
def _are_persons(index: BriefIndex, noun: int) -> bool:
    """'Talks to its opponents', who are against a state or somebody in it and not against its bid."""
    words = index.words
    if words.lemmas[noun] != "opponent" or words.lemmas[words.heads[noun]] == "have":
        return False
    whose = words.below(noun, "poss")
    return any(
        words.parts[one] == "PRON" or index.kind_at(one) == STATE for one in whose
    ) and not words.has_word(noun, "of", "to")


@switchable(no)
def _is_of_a_deal(index: BriefIndex, theme: int) -> bool:
    """'Opposes the union's deal with Chad', 'backs its trade agreement with the club': on no bid."""
    words = index.words
    with_whom = words.behind(theme, "with")
    return is_a_deal(index, theme) and any(one in index.by_token for one in with_whom)


def _is_that_of_one(index: BriefIndex, theme: int, told: list[Told]) -> bool:
    """'That of Chad', 'those of the latter', of whom a bid was told."""
    words = index.words
    if words.lower[theme] not in ("that", "those") or words.lower[theme + 1 : theme + 2] != ["of"]:
        return False
    named = entities_at(index, next(iter(words.children[theme + 1]), theme))
    return bool(named) and any(set(named) <= set(one.subjects) for one in told)


def _told_until(index: BriefIndex, bid: Told) -> int:
    """The last sentence that tells of a bid or of stances on it: till there a text has not left it."""
    told = (bid, *index.readings.of(bid.subjects))
    return max(one.sentence for one in told if one.organisations == bid.organisations)


def _is_thing(index: BriefIndex, theme: int) -> bool:
    """Whether a noun, or what it is of, has nothing to do with membership: 'the candidate for president'."""
    words = index.words
    if words.parts[theme] != "NOUN":
        return False
    if words.kinds[theme] or words.is_a(theme, "step_noun", "state_noun"):
        prepositions = [*words.children[theme], *words.children[words.heads[theme]]]
        behind = [one for child in prepositions if child > theme for one in words.children[child]]
        return any(
            is_behind_of(index, one) and words.parts[one] == "NOUN" and not is_of_bid(index, one)
            for one in behind
        )
    return True


def _is_outright(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether a word tells a stance and hardly anything else ('backs', 'is against', 'takes no side'), or
    does on a condition ('would accept it only under another name')."""
    predicate, token = trigger.entry.predicate, trigger.token
    if predicate not in TAKEN or token.pos_ in ("NOUN", "PROPN"):
        return False
    if trigger.entry.name == "drop_objection":
        return any("objection" in kinds_of(child) for child in token.children)
    if token.pos_ == "ADP" and token.head.pos_ == "NOUN":
        return False  # 'its veto against Mali'
    if len(trigger.words) > 1:
        return all(index.words.heads[word] in trigger.words for word in trigger.words[1:])
    if is_a(token, "outright_stance"):
        return True
    return predicate == "supports" and trigger.entry.part == "verb" and _on_condition(index, token.i)


def _denies_doubt(trigger: Trigger) -> bool:
    """'Has no such doubts': of some bid or other."""
    words = (trigger.token.doc[i] for i in trigger.words)
    return trigger.entry.name == "different_stance" and any(has_word(word, "such") for word in words)


def _is_to_be_done(trigger: Trigger) -> bool:
    """'Too weak to block it': the weights know better who would."""
    return trigger.entry.predicate != "undecided" and is_infinitive(trigger.token)


def _of_place(index: BriefIndex, trigger: Trigger, subject: int, matter: Told) -> Told:
    """A bid, of the one state in which a clause finds a nameless group: 'in Mali some senators oppose it'."""
    before = [one for one in index.named_beside(trigger.token.i) if one.kind == STATE and one.end <= subject]
    places = {code for one in before for code in one.entities}
    if not places:
        return matter
    return dataclasses.replace(matter, subjects=tuple(code for code in matter.subjects if code in places))


def _is_not_yet(index: BriefIndex, place: int) -> bool:
    """'Once the courts are free' is yet to come, also of who 'favours' something."""
    words = index.words
    clause = words.heads[place]
    helping = [words.tokens[one].tag_ for one in (clause, *words.below(clause, "aux", "auxpass"))]
    return words.lower[place] == "once" and bool({"VBZ", "VBP"}.intersection(helping))


def _on_condition(index: BriefIndex, token: int) -> bool:
    """Whether a stance is one to be taken once something is done: 'will back it when the courts are free',
    'would accept it only under another name'."""
    words, above = index.words, index.words.above(token)
    to_come = any(words.lower[child] in TO_COME for word in above[:2] for child in words.children[word])
    telling = [one for one in above if words.is_a(one, "saying_verb")][:1]
    for place in range(token + 1, index.here(token).stop):
        if words.lower[place] == ";":
            return False
        if not to_come and not _is_not_yet(index, place):
            continue
        if words.lower[place] == "only" and words.parts[place + 1 : place + 2] in (["ADP"], ["SCONJ"]):
            return True
        if words.lower[place] in CONDITIONS and words.relations[place] in ("mark", "advmod", "prep"):
            clause = words.heads[place]
            return clause != token and (token in words.above(clause) or words.heads[clause] in telling)
    return False
