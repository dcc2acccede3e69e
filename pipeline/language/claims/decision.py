"""Decisions: of a trigger's candidates the best or none, by weights fitted on annotated texts
(pipeline.training.claims).

The score of a candidate is the sum of the weights of its named features; its share of the mass among its
trigger's candidates, with "none of them" at score zero, is how sure the reading is (a conditional
log-linear model, as in McCullagh and Nelder 1989, chapter 5). What share and other marks were worth on
texts left out makes the confidence (judgement.py)."""

import dataclasses
import functools
import itertools
import math
from collections.abc import Iterator, Mapping

from pipeline.language.claims.applications import is_not_made
from pipeline.language.claims.candidates import (
    Candidate,
    acting_odds,
    actor_features,
    earned,
    learned_odds,
    listed_beside,
    organisation_features,
    pair_features,
)
from pipeline.language.claims.echoes import (
    is_of_a_half,
    is_of_an_echo,
    is_said_against,
    is_said_of_an_echo,
    is_set_against,
)
from pipeline.language.claims.evidence import Slot
from pipeline.language.claims.factuality.imagined import is_open
from pipeline.language.claims.gaps import is_of_crossed
from pipeline.language.claims.groups_meant import is_of_a_number, is_of_some_alone
from pipeline.language.claims.holders import (
    are_joined,
    is_imagined,
    is_in_a_body,
    is_no_holder,
    is_of_a_place_given_up,
    is_of_another_subject,
    lists_no_members,
)
from pipeline.language.claims.index import STATE, BriefIndex, Referent
from pipeline.language.claims.judgement import LEAST_SHARE, Marks, confidence_of, marks_of
from pipeline.language.claims.known_before import is_known_otherwise
from pipeline.language.claims.manner import date_told, manner_of, proposed
from pipeline.language.claims.matters import is_only_some, is_support_elsewhere
from pipeline.language.claims.objects import (
    in_another_clause,
    of_another_body,
    only_describes,
    organisations_meant,
    states_meant,
    takes_up,
)
from pipeline.language.claims.polities import is_of_a_polity
from pipeline.language.claims.recollection import Memory
from pipeline.language.claims.remembered import behind_the_best
from pipeline.language.claims.roles import is_of_another_role
from pipeline.language.claims.scenes import Scene, Telling, scenes, tells
from pipeline.language.claims.stances.actors import acts, let_in, subject_of
from pipeline.language.claims.stances.taken_up import (
    is_elsewhere,
    is_enlargement_at_large,
    is_its_own_by_name_alone,
    is_of_fewer,
    is_support_at_large,
    matter_before,
)
from pipeline.language.claims.told import LIKELY, Told, before
from pipeline.language.claims.triggers import STANCES
from pipeline.language.registry import no, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.seeds import read_seed
from pipeline.settings import settings
from schemas.lexicon_claims import ClaimWeights

SHOWN = 5
# What the pair reader says of a pair adds its log-odds times this, counted from EVEN: about where it is as
# often right as wrong. Fixed, not fitted: fitted beside the named features on the same texts it counted for
# too little (docs/claims_model.md).
READER_WEIGHT, EVEN, HIGHEST_ODDS, NOT_READ = 0.9, -1.0, 6.0, -2.0
# The same of who acts; of somebody whom the sentence does not name the reader says nothing.
ACTOR_WEIGHT, ACTOR_EVEN = 0.5, -1.0
# Log-odds that an organisation which its sentence does not name has to make up for: annotated texts are about
# membership far more often than what comes in every day, where 'joined us' follows upon any organisation
# (docs/claims_model.md).
REMEMBERED_COST = 1.2
# What is told of a question that is open: 'has not decided whether to back it', 'could not agree whether to
# admit it'.
OF_OPEN_QUESTIONS = frozenset({"undecided", "deferred", "conditional", "holds"})
# Log-odds of the pair reader from which what stands in a list with an organisation may still be told to be
# its member.
SURE_OF_LISTED = 2.0
# What is told of whoever is yet to come in, beside what they seek.
TO_COME_IN = frozenset({("admitted", "hoped"), ("admitted", "expected")})
# What the object of a verb undergoes: stances are taken on it, it is invited, it is expelled.
TOLD_OF_OBJECTS = STANCES | {"invited", "suspended", "expelled", "reinstated"}
# How sure a reading is that its construction alone tells: about the share of these that annotated texts bear
# out.
PLAIN_CONFIDENCE = 0.8
# Log-odds that a stance without a matter of its own is one on the bid told before; at least so much, since
# the weights know too little of what stands sentences back.
TAKEN_UP, LEAST_TAKEN_UP = 4.0, 1.2
# What somebody does, of whom a clause with another subject does not tell.
OWN_DEEDS = frozenset({"admitted", "applied", "declines", "seeks", "signed", "withdrew"})
PLAIN_STANCES = frozenset({"opposes", "undecided", "conditional"})  # their words are about bids alone


@dataclasses.dataclass(frozen=True, slots=True)
class Decision:
    """The best candidate of a trigger, bare; `confidence` follows from its `marks`, `reasons` are the
    features that spoke most for it."""

    candidate: Candidate
    confidence: float
    marks: Marks
    reasons: tuple[str, ...]


@functools.cache
def weights() -> Mapping[str, float]:
    """Feature -> weight. Raises SeedError where the table is missing or breaks its schema.

    The table itself, since a look through a MappingProxyType takes twice as long and there are thousands a
    sentence."""
    table = read_seed(settings().seeds / "models" / "claim_weights.csv", ClaimWeights)
    return dict(zip(table["feature"].to_list(), table["weight"].to_list(), strict=True))


def reader_score(odds: float | None) -> float:
    """What the pair reader's log-odds add to a candidate's score."""
    read = NOT_READ if odds is None else max(-HIGHEST_ODDS, min(HIGHEST_ODDS, odds))
    return READER_WEIGHT * (read - EVEN)


def reading(index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot, actor: Slot) -> float:
    """What the pair reader adds to the score of three slots."""
    told = reader_score(learned_odds(index, scene, subject, organisation))
    return told + acting_score(acting_odds(index, scene, actor, organisation))


def acting_score(odds: float | None) -> float:
    """What the pair reader's log-odds that somebody acts add to a candidate's score."""
    if odds is None:
        return 0.0
    return ACTOR_WEIGHT * (max(-HIGHEST_ODDS, min(HIGHEST_ODDS, odds)) - ACTOR_EVEN)


def decisions(index: BriefIndex, table: Mapping[str, float]) -> Iterator[Decision]:
    """The decision of every trigger by a table of weights, in text order."""
    decided: set[Telling] = set()
    index.readings.clear()
    for scene, memory in scenes(index, decided):
        if not tells(index, scene.trigger, scene.predicate):
            continue
        decision = _decide(index, scene, memory, table)
        if decision is not None:
            decided |= _tellings(index, scene, decision.candidate.subject, decision.candidate.organisation)
            if decision.confidence >= LIKELY:
                index.readings.append(_told(index, decision))
            yield decision


def _told(index: BriefIndex, decision: Decision) -> Told:
    """A decision as what later clauses may take up."""
    candidate = decision.candidate
    token, organisation = candidate.scene.trigger.token.i, candidate.organisation.entities[0]
    actor = next(iter(candidate.actor.entities), None)
    same = proposed(index, candidate.scene, candidate.subject.entities[0], organisation, actor)
    manner = manner_of(index, candidate, organisation, same)
    date = date_told(index, candidate, same, candidate.subject.referent, organisation)
    return Told(
        token,
        index.sentence_of[token],
        candidate.scene.predicate,
        candidate.subject.entities,
        candidate.organisation.entities,
        candidate.actor.entities,
        manner.status,
        manner.polarity,
        manner.modality,
        date.edtf if date is not None else None,
        decision.confidence,
    )


def _tellings(index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot) -> set[Telling]:
    """What a decision is about, taken or not."""
    sentence = index.sentence_of[scene.trigger.token.i]
    return {
        (sentence, scene.predicate, one, other) for one in subject.entities for other in organisation.entities
    }


@dataclasses.dataclass(
    slots=True
)  # not frozen: there are hundreds a trigger, and each takes four times as long
class _Scored:
    """Three slots with their score; `features` are those of pairs among them."""

    subject: Slot
    organisation: Slot
    actor: Slot
    score: float
    features: tuple[tuple[str, ...], ...]

    @property
    def entities(self) -> tuple[tuple[str, ...], ...]:
        return self.subject.entities, self.organisation.entities, self.actor.entities


def _decide(index: BriefIndex, scene: Scene, memory: Memory, table: Mapping[str, float]) -> Decision | None:
    scores: dict[tuple, float] = {}
    best: _Scored | None = None
    for one in _scored(index, scene, memory, table):
        scores[one.entities] = _log_add(scores.get(one.entities), one.score)
        if best is None or one.score > best.score:
            best = one
    if best is None:
        return None
    total = functools.reduce(_log_add, scores.values(), 0.0)
    share = math.exp(scores[best.entities] - total)
    plain = scene.proposal if _is_plain(scene) else None
    if share < LEAST_SHARE and plain is None:
        return None
    pair = tuple(itertools.chain(*best.features))
    chosen = Candidate(scene, best.subject, best.organisation, best.actor, pair)
    reasons = _reasons(table, chosen)
    if index.learned:
        read = reading(index, scene, chosen.subject, chosen.organisation, chosen.actor)
        reasons = (f"the pair reader {read:+.2f}", *reasons)
    marks = marks_of(index, chosen, share)
    confidence = confidence_of(marks, table, bool(index.learned))
    if plain is not None:
        confidence = min(max(confidence, PLAIN_CONFIDENCE), plain.at_most)
    return Decision(chosen.bare(), confidence, marks, reasons)


def _scored(index: BriefIndex, scene: Scene, memory: Memory, table: Mapping[str, float]) -> Iterator[_Scored]:
    """Each admissible combination of a scene's slots with its score; what depends on one slot or two is
    looked at once for these."""
    pairs = tuple(_pairs(index, scene, memory))
    if not pairs:
        return
    base = _sum(table, scene.features)
    matter = matter_before(index, scene.trigger, scene.predicate)
    actors = [(actor, _sum(table, actor.features)) for actor in scene.actors]
    about = {
        number: _about(index, scene, scene.organisations[number], table)
        for number in {number for _, numbers in pairs for number in numbers}
    }
    # Rules have an organisation of the text before by reasons of their own.
    behind = behind_the_best(index, memory, scene) if scene.proposal is None else {}
    for subject, numbers in pairs:
        of_subject, taken = base + _sum(table, subject.features), frozenset(subject.entities)
        for organisation, found, told, acting_read in (about[number] for number in numbers):
            two = pair_features(index, scene, subject, organisation, memory)
            score = of_subject + told + _sum(table, two)
            if organisation.referent is None:
                score += behind.get(organisation.entities[0], 0.0)
                if scene.predicate not in PLAIN_STANCES:
                    score -= REMEMBERED_COST
            read = reader_score(learned_odds(index, scene, subject, organisation)) if index.learned else 0.0
            for (actor, acting), acted in zip(actors, acting_read, strict=True):
                if taken.isdisjoint(actor.entities) and _is_its_matter(
                    index, scene, subject, organisation, actor
                ):
                    three = actor_features(index, scene, subject, organisation, actor)
                    whole = score + acting + _sum(table, three) + (read + acted)
                    if matter is not None and takes_up_matter(
                        index, scene, matter, subject, organisation, actor
                    ):
                        whole = max(whole + TAKEN_UP, LEAST_TAKEN_UP)
                    yield _Scored(subject, organisation, actor, whole, (found, two, three))


def _pairs(index: BriefIndex, scene: Scene, memory: Memory) -> Iterator[tuple[Slot, list[int]]]:
    """Each subject of a scene with those organisations, by their places, that can be told of together with
    it; what is asked of both comes first where it leaves out most."""
    organisations = [
        (number, one) for number, one in enumerate(scene.organisations) if _may_be_where(index, scene, one)
    ]
    for subject in scene.subjects:
        earned_here = [
            (number, one) for number, one in organisations if _is_likely(index, scene, subject, one, memory)
        ]
        if earned_here and _may_be_told_of(index, scene, subject):
            found = [number for number, one in earned_here if _admissible(index, scene, subject, one)]
            if found:
                yield subject, found


def _is_its_matter(index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot, actor: Slot) -> bool:
    """Whether a stance may be on a bid for this organisation, whoever takes it."""
    return scene.predicate not in STANCES or not is_its_own_by_name_alone(
        index, scene.trigger, subject.entities, organisation.entities, actor.entities
    )


@switchable(no)
def takes_up_matter(
    index: BriefIndex, scene: Scene, matter: Told, subject: Slot, organisation: Slot, actor: Slot
) -> bool:
    """Whether a stance of the subject of its clause is on the `matter` that was told before, since it says
    no other: 'Chad applied to the League. Mali backs the request, Togo is against.'"""
    if organisation.referent is not None or organisation.entities != matter.organisations:
        return False
    return set(subject.entities) == set(matter.subjects) and acts(
        index, scene.trigger, scene.predicate, actor.referent
    )


def _about(
    index: BriefIndex, scene: Scene, organisation: Slot, table: Mapping[str, float]
) -> tuple[Slot, tuple[str, ...], float, list[float]]:
    """An organisation with what is the same for all subjects: its features beside the trigger, what it and
    they weigh, and what the pair reader adds for each actor."""
    found = organisation_features(index, scene, organisation)
    acts = [0.0] * len(scene.actors)
    if index.learned:
        acts = [acting_score(acting_odds(index, scene, actor, organisation)) for actor in scene.actors]
    return organisation, found, _sum(table, (*organisation.features, *found)), acts


def _is_of_another_clause(index: BriefIndex, scene: Scene, subject: Slot) -> bool:
    """Whether clauses that leave something out, or an 'unlike', part a subject from what a scene tells."""
    token, who = scene.trigger.token.i, subject.referent
    if any(rule(index, token, who) for rule in (is_of_an_echo, is_of_a_half, is_set_against)):
        return True
    if scene.predicate in STANCES:
        return False
    return is_said_of_an_echo(index, token, who) or is_said_against(index, token, who)


def _may_be_where(index: BriefIndex, scene: Scene, organisation: Slot) -> bool:
    """Whether a scene can tell of an organisation, whoever its subject is."""
    if _is_plain(scene) and scene.predicate in STANCES:
        # 'Votes in favour' is about no body of that name.
        return not is_in_a_body(index, scene.predicate, organisation.referent)
    if of_another_body(index, scene.trigger.token.i, organisation.entities):
        return False
    if _is_plain(scene):
        return True
    if _is_no_membership(index, scene, organisation):
        return False
    if is_in_a_body(index, scene.predicate, organisation.referent):
        return False
    if _of_another_organisation(index, scene, organisation):
        return False
    return scene.predicate != "holds" or not (
        is_imagined(index, organisation.referent)
        or lists_no_members(index, scene.trigger, organisation.referent)
        or is_of_a_place_given_up(index, scene.trigger.token.i, organisation.referent)
    )


def _may_be_told_of(index: BriefIndex, scene: Scene, subject: Slot) -> bool:
    """Whether a scene can tell of a subject, whatever the organisation is."""
    if _is_plain(scene):
        return True
    token = scene.trigger.token.i
    if is_of_crossed(index, token, subject.referent):
        return False
    if scene.predicate in TOLD_OF_OBJECTS:
        if _of_another_state(index, scene, subject):
            return False
    elif is_of_a_polity(index, token, subject.referent):
        return False

    if is_of_another_role(index, scene.predicate, token, subject.referent):
        return False
    if _invites_persons(index, scene):
        return False
    if subject.referent is None and is_of_a_number(index, token, subject.entities):
        return False
    if subject.referent is None:
        return True
    return not (
        _is_of_another_clause(index, scene, subject)
        or is_only_some(index, subject.referent)
        or are_joined(index, token, subject.referent)
        or _only_reports(index, scene, subject)
        or _is_told_of_the_next(index, scene, subject)
    )


def _is_likely(index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot, memory: Memory) -> bool:
    """Whether a subject and an organisation are two, what is told is on their matter, and they earn it."""
    if not set(subject.entities).isdisjoint(organisation.entities):
        return False
    if scene.predicate in STANCES and (
        _is_over_another_matter(index, scene, subject)
        or _on_something_else(index, scene, subject, organisation)
    ):
        return False
    return _is_plain(scene) or earned(index, scene, subject, organisation, memory)


def _admissible(index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot) -> bool:
    """Whether subject and organisation, each of which a scene can tell of, can be told of together."""
    if is_known_otherwise(index, scene, subject, organisation):
        return False
    if _is_plain(scene):
        return True
    if scene.predicate not in STANCES and _is_said_of_another(index, subject.referent, organisation.referent):
        return False
    if organisation.referent is None:
        if is_of_some_alone(index, subject.referent, organisation.entities):
            return False
        if _is_in_already(index, scene, subject, organisation):
            return False
    if scene.predicate not in OF_OPEN_QUESTIONS and _asked(index, scene, subject, organisation):
        return False
    if subject.referent is not None and in_another_clause(
        index, scene.trigger.token.i, subject.referent.root, organisation.entities
    ):
        return False
    if scene.predicate != "holds":
        return True
    if is_no_holder(index, scene.trigger, subject.referent, organisation.referent):
        return False
    return not _only_listed(index, scene, subject, organisation)


@switchable(no)
def _is_in_already(index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot) -> bool:
    """Whether a subject was told to be a member of what it is to come into: that is another organisation,
    of 'Chad and Mali, members of the Union, are not in the zone. Mali hopes to be admitted' the zone."""
    if scene.predicate != "seeks" and (scene.predicate, scene.told.modality) not in TO_COME_IN:
        return False
    return any(
        (one.predicate, one.status, one.polarity) == ("holds", "member", "affirmed")
        and one.organisations == organisation.entities
        and set(subject.entities) <= set(one.subjects)
        for one in before(index, scene.trigger.token.i, PLAIN_CONFIDENCE)
    )


def _is_said_of_another(index: BriefIndex, subject: Referent | None, organisation: Referent | None) -> bool:
    """Whether what stands at the name of an organisation is said of another than a subject."""
    if organisation is None:
        return False
    return is_of_another_subject(index, subject, organisation) or is_said_against(
        index, organisation.root, subject
    )


def _on_something_else(index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot) -> bool:
    """Whether a stance that leaves out organisation or state is on something else than their matter."""
    if subject.referent is None and is_of_fewer(index, scene.trigger, subject.entities):
        return True
    if organisation.referent is None:
        if _is_plain(scene):
            return False  # its construction says on what it is
        if is_support_at_large(index, scene.trigger, scene.predicate):
            return True
        return is_elsewhere(index, scene.trigger, scene.predicate, subject.entities, organisation.entities)
    return subject.referent is None and is_enlargement_at_large(
        index, scene.trigger, subject.entities, organisation.entities
    )


def _is_plain(scene: Scene) -> bool:
    return scene.proposal is not None and scene.proposal.plain


def _is_no_membership(index: BriefIndex, scene: Scene, organisation: Slot) -> bool:
    """Whether a trigger tells of something else than a place in this organisation."""
    trigger = scene.trigger
    return (
        only_describes(index, trigger, organisation.referent)
        or is_support_elsewhere(index, trigger, organisation.referent)
        or is_not_made(index, trigger, organisation.referent)
    )


def _of_another_state(index: BriefIndex, scene: Scene, subject: Slot) -> bool:
    """Whether a verb names a state as its object ('invited Chad', 'is ready to admit Chad'), and a subject
    is another."""
    token = scene.trigger.token.i
    if let := let_in(index, token):
        return not let.issuperset(subject.entities)
    meant = states_meant(index, token)
    return bool(meant) and not set(meant) & set(subject.entities)


@switchable(no)
def _invites_persons(index: BriefIndex, scene: Scene) -> bool:
    """Whether some people of a state are invited, which is to a meeting: 'Chad, whose generals were not
    invited'."""
    words, verb = index.words, scene.trigger.token.i
    if scene.predicate != "invited" or words.below(verb, "xcomp") or words.behind(verb, "into", "to"):
        return False
    invited = words.below(verb, "nsubjpass")
    return any("whose" in (words.lower[child] for child in words.below(one, "poss")) for one in invited)


@switchable(no)
def _is_over_another_matter(index: BriefIndex, scene: Scene, subject: Slot) -> bool:
    """Whether a stance has a state as its object and its matter behind 'over': 'opposed Chad over it'."""
    words, token = index.words, scene.trigger.token.i
    over = [
        one
        for place in words.children[token]
        if words.lower[place] == "over"
        for one in words.children[place]
    ]
    pointed = any(words.parts[one] == "PRON" or "bid" in words.kinds[one] for one in over)
    return pointed and not set(states_meant(index, token)).isdisjoint(subject.entities)


@switchable(no)
def _is_told_of_the_next(index: BriefIndex, scene: Scene, subject: Slot) -> bool:
    """Whether somebody stands before a colon, behind which another is the subject of what is told: 'Chad and
    Mali are ahead: Togo expects to join in May'."""
    if scene.predicate not in OWN_DEEDS or subject.referent is None:
        return False
    place = scene.trigger.token.i
    if ":" not in index.words.lower[subject.referent.end : place]:
        return False
    colon = index.words.lower.index(":", subject.referent.end)
    doer = subject_of(index, place)
    named = index.named_at(doer, STATE) if doer is not None and doer > colon else None
    return named is not None and set(named.entities).isdisjoint(subject.entities)


def _of_another_organisation(index: BriefIndex, scene: Scene, organisation: Slot) -> bool:
    """Whether the pair reader has another organisation than a trigger's object ('asked to join the
    Union')."""
    if not scene.by_reader:
        return False
    meant = organisations_meant(index, scene.trigger.token.i)
    return bool(meant) and not set(meant) & set(organisation.entities)


@switchable(no)
def _only_reports(index: BriefIndex, scene: Scene, subject: Slot) -> bool:
    """Whether the pair reader proposes somebody who only says what somebody else is named to do: 'Chad
    left the League, Mali said'."""
    if not scene.by_reader or subject.referent is None:
        return False
    words, verb = index.words, index.words.heads[subject.referent.root]
    if _is_beside_a_day(index, subject.referent.root):
        return True
    if not words.is_a(verb, "reporting_verb", "saying_verb"):
        return False
    told = words.below(verb, "ccomp")
    named = index.named(one for clause in told for one in words.below(clause, *NOUN_SUBJECTS))
    return any(one.link == "name" and set(one.entities).isdisjoint(subject.entities) for one in named)


def _is_beside_a_day(index: BriefIndex, root: int) -> bool:
    """Whether the parse takes who says something for an apposition to a day: 'Chad left on Monday, Mali,
    which holds the chair, announced'."""
    words = index.words
    if words.relations[root] != "appos" or words.heads[root] not in index.date_tokens:
        return False
    behind = range(root + 1, index.here(root).stop)
    saying = (one for one in behind if words.is_a(one, "reporting_verb", "saying_verb"))
    return any(not words.below(one, *NOUN_SUBJECTS) for one in saying)


def _only_listed(index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot) -> bool:
    """Whether a subject only stands in a list with an organisation. 'As founding members of the Forum, we'
    looks like one, too: the pair reader knows better where it is sure."""
    if not listed_beside(index, scene.trigger.token.i, subject, organisation):
        return False
    if _heads_the_list(index, subject.referent, organisation.referent):
        return True
    odds = learned_odds(index, scene, subject, organisation)
    return odds is None or odds < SURE_OF_LISTED


def _heads_the_list(index: BriefIndex, subject: Referent | None, organisation: Referent | None) -> bool:
    """Whether an organisation heads those who do something: 'the Union, Chad and Mali have condemned'."""
    if subject is None or organisation is None or organisation.root > subject.root:
        return False
    return index.words.relations[organisation.root] in NOUN_SUBJECTS


def _asked(index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot) -> bool:
    """Whether what a subject and an organisation have to do with each other is asked or left open, whoever
    then answers; a stance that takes it up ('asked about its bid, she said that her country backs it') is
    told."""
    places = (subject.referent, organisation.referent)
    if not all(place is not None and is_open(index, place.root) for place in places):
        return False
    return scene.predicate not in STANCES or not takes_up(index, scene.trigger.token.i)


def _sum(table: Mapping[str, float], features: tuple[str, ...]) -> float:
    return sum(filter(None, map(table.get, set(features))))


def _log_add(one: float | None, other: float) -> float:
    if one is None:
        return other
    high, low = max(one, other), min(one, other)
    return high + math.log1p(math.exp(low - high))


def _reasons(table: Mapping[str, float], candidate: Candidate) -> tuple[str, ...]:
    """The features that speak most for a candidate, the strongest first; ties by name."""
    speaking = {name: weight for name in candidate.features() if (weight := table.get(name, 0.0)) > 0}
    ranked = sorted(speaking.items(), key=lambda one: (-one[1], one[0]))
    return tuple(f"{name} {weight:+.2f}" for name, weight in ranked[:SHOWN])
