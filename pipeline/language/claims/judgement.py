"""How sure a reading is: what the winner's share of its scene and other marks were worth on texts left out.

A logistic regression (Platt 1999 for the share alone; here with more marks than it) whose rows stand in
seeds/models/claim_weights.csv: WITHOUT_READER for readings by the weights alone, WITH_READER where the pair reader
spoke too. Fitted by pipeline.training.claims on the decisions in sets that neither weights nor reader had seen.
"""

import math
from collections.abc import Mapping

from pipeline.language.claims.candidates import Candidate, acting_odds, learned_odds
from pipeline.language.claims.index import ACTOR, SUBJECT, BriefIndex, PairReading
from pipeline.language.claims.manner import Manner
from schemas.vocabulary import PREDICATES, STATUSES

WITHOUT_READER, WITH_READER = "confidence without reader:", "confidence:"
ALWAYS = "always"
LEAST_SHARE = 1e-4
HIGHEST_ODDS, HIGHEST_ACTING_ODDS, LEAST_LIKELY = 7.0, 6.0, -5.0
MOST_STATES, MOST_ORGANISATIONS = 8, 5
NUMBER_OF_PREDICATE = {predicate: number for number, predicate in enumerate(PREDICATES)}
NUMBER_OF_STATUS = {status: number for number, status in enumerate(STATUSES)}

Marks = Mapping[str, float]


def confidence_of(marks: Marks, table: Mapping[str, float], with_reader: bool) -> float:
    """How likely a reading with these marks is right; its bare share where a table has no rows for it."""
    prefix = WITH_READER if with_reader else WITHOUT_READER
    if prefix + ALWAYS not in table:
        return 1 / (1 + math.exp(-marks["share"]))
    score = sum(value * table.get(prefix + name, 0.0) for name, value in marks.items())
    return 1 / (1 + math.exp(-score))


def marks_of(index: BriefIndex, candidate: Candidate, share: float, manner: Manner) -> dict[str, float]:
    """The marks of a reading, by name: the log-odds of its share; and where the pair reader spoke, what it says of the pair
    and its rivals, what is only remembered, how much the sentence names. `manner` is how the claim is told."""
    share = min(max(share, LEAST_SHARE), 1 - LEAST_SHARE)
    marks = {ALWAYS: 1.0, "share": math.log(share / (1 - share))}
    if index.learned:
        marks |= _of_scene(index, candidate)
        marks |= _of_reader(index, candidate, manner)
    return marks


def _of_scene(index: BriefIndex, candidate: Candidate) -> dict[str, float]:
    scene, sentence = candidate.scene, index.sentence_of[candidate.scene.trigger.token.i]
    named = {code for one in index.in_sentence[sentence] for code in one.entities}
    organisations = sum(code.startswith("org:") for code in named)
    return {
        f"predicate={scene.predicate}": 1.0,
        "a rule proposes it": float(scene.proposal is not None),
        "the organisation is remembered": float(candidate.organisation.referent is None),
        "the subject is remembered": float(candidate.subject.referent is None),
        "somebody acts": float(bool(candidate.actor.entities)),
        "a list of subjects": float(len(candidate.subject.entities) > 1),
        "in a headline": float(index.kind_of[sentence] == "headline"),
        "organisations named": min(MOST_ORGANISATIONS, organisations) / MOST_ORGANISATIONS,
        "states named": min(MOST_STATES, len(named) - organisations) / MOST_STATES,
    }


def _of_reader(index: BriefIndex, candidate: Candidate, manner: Manner) -> dict[str, float]:
    scene, subject, organisation = candidate.scene, candidate.subject, candidate.organisation
    sentence = index.sentence_of[scene.trigger.token.i]
    number, table = NUMBER_OF_PREDICATE[scene.predicate], index.learned.get(sentence, {})
    odds = learned_odds(index, scene, subject, organisation)
    if odds is None:
        return {"the pair is not read": 1.0}
    odds = _within(odds, HIGHEST_ODDS)
    acts = acting_odds(index, scene, candidate.actor, organisation) if candidate.actor.entities else None
    marks = {
        "reader": odds,
        "the reader alone": float(scene.by_reader),
        "reader where alone": odds if scene.by_reader else 0.0,
        "rival": _rival(table, number, subject.entities, organisation.entities),
        "actor": _within(acts or 0.0, HIGHEST_ACTING_ODDS),
    }
    pair = table.get((subject.entities[0], organisation.entities[0]))
    return marks if pair is None else marks | _of_pair(pair, number, manner)


def _of_pair(pair: PairReading, number: int, manner: Manner) -> dict[str, float]:
    """How far the pair reader agrees with how a predicate is told, and whether it takes the subject for who acts."""
    denied = float(pair.negated[number])
    return {
        "status agreed": max(LEAST_LIKELY, float(pair.statuses[number][NUMBER_OF_STATUS[manner.status]])),
        "polarity agreed": _within(denied if manner.polarity == "negated" else -denied, -LEAST_LIKELY),
        "subject acts": _within(float(pair.odds[ACTOR, number]), HIGHEST_ACTING_ODDS),
    }


def _rival(
    table: Mapping[tuple[str, str], PairReading],
    number: int,
    subjects: tuple[str, ...],
    organisations: tuple[str, ...],
) -> float:
    """The reader's highest odds that the predicate is told of somebody else and the same organisation."""
    others = [
        float(one.odds[SUBJECT, number])
        for pair, one in table.items()
        if pair[1] in organisations and pair[0] not in subjects
    ]
    return _within(max(others, default=-HIGHEST_ODDS), HIGHEST_ODDS)


def _within(odds: float, highest: float) -> float:
    return max(-highest, min(highest, odds))
