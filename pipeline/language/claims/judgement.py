"""How sure a reading is: what the winner's share of its scene and other marks were worth on texts left out.

A logistic regression (Platt 1999 for the share alone; here with more marks than it) whose rows stand in
seeds/models/claim_weights.csv: WITHOUT_READER for readings by the weights alone, WITH_READER where the
pair reader spoke too. Fitted by pipeline.training.claims on the decisions in sets that neither weights nor
reader had seen."""

import math
from collections.abc import Mapping, Sequence

from pipeline.language.claims.candidates import Candidate, learned_odds
from pipeline.language.claims.companions import is_of_fellows
from pipeline.language.claims.index import NUMBER_OF_PREDICATE, NUMBER_OF_STATUS, BriefIndex, PairReading
from pipeline.language.claims.manner import Manner, manner_of, proposed

WITHOUT_READER, WITH_READER = "confidence without reader:", "confidence:"
ALWAYS = "always"
# Readings with a smaller share of their scene are right too seldom to be judged, and are dropped.
LEAST_SHARE = 0.03
# Log-odds are cut to where a network's being surer says no more.
MOST_ODDS, LEAST_LOG_SHARE = 7.0, -5.0

Marks = Mapping[str, float]


def confidence_of(marks: Marks, table: Mapping[str, float], with_reader: bool) -> float:
    """How likely a reading with these marks is right; its bare share where a table has no rows for it."""
    prefix = WITH_READER if with_reader else WITHOUT_READER
    if prefix + ALWAYS not in table:
        return 1 / (1 + math.exp(-marks["share"]))
    score = sum(value * table.get(prefix + name, 0.0) for name, value in marks.items())
    return 1 / (1 + math.exp(-score))


def marks_of(index: BriefIndex, candidate: Candidate, share: float) -> dict[str, float]:
    """The marks of a reading, by name: the log-odds of its share (0 to 1); and where the pair reader
    spoke, what it says of the pair, whether a rule proposes the same, whether it is told of 'us' (of whom
    that is the text often says too little), whether the reader alone proposes it, and whether it agrees
    with how it is told. More marks (predicate, what is only remembered, how much is named) read invented
    texts better and news worse."""
    share = min(max(share, LEAST_SHARE), 1 - 1e-4)
    marks = {ALWAYS: 1.0, "share": math.log(share / (1 - share))}
    if not index.learned:
        return marks
    organisation = candidate.organisation.entities[0]
    actor = next(iter(candidate.actor.entities), None)
    same = proposed(index, candidate.scene, candidate.subject.entities[0], organisation, actor)
    marks["a rule proposes the same"] = float(same is not None)
    referent = candidate.subject.referent
    ours = referent is not None and referent.link == "first_person"
    marks["first person"] = float(ours and not is_of_fellows(index, candidate.scene.trigger.token.i))
    return marks | _of_reader(index, candidate, manner_of(index, candidate, organisation, same))


def _of_reader(index: BriefIndex, candidate: Candidate, manner: Manner) -> dict[str, float]:
    scene, subject, organisation = candidate.scene, candidate.subject, candidate.organisation
    alone = {"the reader alone": float(scene.by_reader)}
    odds = learned_odds(index, scene, subject, organisation)
    if odds is None:
        return alone
    table = index.learned.get(index.sentence_of[scene.trigger.token.i], {})
    pairs = [(one, other) for one in subject.entities for other in organisation.entities]
    number = NUMBER_OF_PREDICATE[scene.predicate]
    return {
        **alone,
        "reader": _within(odds),
        "reader where alone": _within(odds) if scene.by_reader else 0.0,
        **_of_pairs([table[pair] for pair in pairs if pair in table], number, manner),
    }


def _of_pairs(pairs: Sequence[PairReading], number: int, manner: Manner) -> dict[str, float]:
    """How far the pair reader agrees with how a predicate is told: the means over the pairs that it read."""
    side, status = 1 if manner.polarity == "negated" else -1, NUMBER_OF_STATUS[manner.status]
    # Of a sentence that does not name it the reader cannot know it.
    statuses = (status, NUMBER_OF_STATUS["member"]) if manner.carried else (status,)
    return {
        "status agreed": _mean(
            [max(LEAST_LOG_SHARE, *(one.status(number, each) for each in statuses)) for one in pairs]
        ),
        "polarity agreed": _mean([_within(side * one.negated(number)) for one in pairs]),
    }


def _within(odds: float) -> float:
    return max(-MOST_ODDS, min(MOST_ODDS, odds))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
