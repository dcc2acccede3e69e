"""Decisions: of a trigger's candidates the best or none, by weights fitted on annotated texts (pipeline.training.claims).

The score of a candidate is the sum of the weights of its named features; its share of the mass among its trigger's
candidates, with "none of them" at score zero, is how sure the reading is (a conditional log-linear model, as in McCullagh
and Nelder 1989, chapter 5). The share is then brought to what it was worth on texts left out (Platt 1999).
"""

import dataclasses
import functools
import itertools
import math
from collections.abc import Iterator
from types import MappingProxyType

from pipeline.language.claims.candidates import Candidate, Memory, Scene, Slot, earned, pair_features, scenes
from pipeline.language.claims.factuality import is_told
from pipeline.language.claims.index import BriefIndex
from pipeline.seeds import read_seed
from pipeline.settings import settings
from schemas.lexicon_claims import ClaimWeights

SLOPE, INTERCEPT = "calibration:slope", "calibration:intercept"
SHOWN = 5


@dataclasses.dataclass(frozen=True, slots=True)
class Decision:
    """The best candidate of a trigger; `confidence` is calibrated, `reasons` the features that spoke most for it."""

    candidate: Candidate
    confidence: float
    reasons: tuple[str, ...]


@functools.cache
def weights() -> MappingProxyType[str, float]:
    """Feature -> weight. Raises SeedError where the table is missing or breaks its schema."""
    table = read_seed(settings().seeds / "models" / "claim_weights.csv", ClaimWeights)
    return MappingProxyType(dict(zip(table["feature"].to_list(), table["weight"].to_list(), strict=True)))


def calibrated(share: float) -> float:
    """A share of the mass as the part of such claims that was right on texts left out."""
    share = min(max(share, 1e-6), 1 - 1e-6)
    logit = math.log(share / (1 - share))
    return 1 / (1 + math.exp(-(weights().get(SLOPE, 1.0) * logit + weights().get(INTERCEPT, 0.0))))


def decisions(index: BriefIndex) -> Iterator[Decision]:
    """The decision of every trigger whose best candidate is likelier than none of its candidates, in text order."""
    for scene, memory in scenes(index):
        if not is_told(index, scene.trigger.token):
            continue
        decision = _decide(index, scene, memory)
        if decision is not None:
            yield decision


def _decide(index: BriefIndex, scene: Scene, memory: Memory) -> Decision | None:
    table = weights()
    scores: dict[tuple, float] = {}
    best: tuple[float, Candidate] | None = None
    base = _sum(table, scene.features)
    parts = [
        [(slot, _sum(table, slot.features)) for slot in slots]
        for slots in (scene.subjects, scene.organisations, scene.actors)
    ]
    for (subject, one), (organisation, two), (actor, three) in itertools.product(*parts):
        if not compatible(subject, organisation, actor):
            continue
        if not earned(index, scene, subject, organisation, memory):
            continue
        pair = pair_features(index, scene, subject, organisation, actor, memory)
        score = base + one + two + three + _sum(table, pair)
        key = (subject.entities, organisation.entities, actor.entities)
        scores[key] = _log_add(scores.get(key), score)
        if best is None or score > best[0]:
            best = (score, Candidate(scene, subject, organisation, actor, pair))
    if best is None:
        return None
    total = functools.reduce(_log_add, scores.values(), 0.0)
    chosen = best[1]
    share = math.exp(
        scores[chosen.subject.entities, chosen.organisation.entities, chosen.actor.entities] - total
    )
    return Decision(chosen, calibrated(share), _reasons(table, chosen))


def compatible(subject: Slot, organisation: Slot, actor: Slot) -> bool:
    """Whether three slots can stand together: nobody is in two roles of one claim."""
    taken = set(subject.entities)
    return not taken & set(organisation.entities) and not taken & set(actor.entities)


def _sum(table: MappingProxyType[str, float], features: tuple[str, ...]) -> float:
    return sum(table.get(feature, 0.0) for feature in set(features))


def _log_add(one: float | None, other: float) -> float:
    if one is None:
        return other
    high, low = max(one, other), min(one, other)
    return high + math.log1p(math.exp(low - high))


def _reasons(table: MappingProxyType[str, float], candidate: Candidate) -> tuple[str, ...]:
    """The features that speak most for a candidate, the strongest first; ties by name."""
    ranked = sorted(
        ((table.get(name, 0.0), name) for name in set(candidate.features())),
        key=lambda one: (-one[0], one[1]),
    )
    return tuple(f"{name} {weight:+.2f}" for weight, name in ranked[:SHOWN] if weight > 0)
