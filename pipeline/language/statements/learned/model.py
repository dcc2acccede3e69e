"""The attribution model: three logistic regressions over hashed features, in one small file.

`cue` asks whether a token is a cue, `content` and `source` whether a passage belongs to it. A score is the logarithm of
the odds. Weights are half-precision floats of 2**BITS buckets; the file holds those that are not 0.
"""

import dataclasses
import functools
import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from pipeline.settings import settings

BITS = 18
BUCKETS = 1 << BITS
DECISIONS = ("cue", "content", "source")


def bucket(feature: str) -> int:
    """The bucket of a feature (CRC-32 folded; the same on every machine)."""
    return zlib.crc32(feature.encode("utf-8")) & (BUCKETS - 1)


@dataclasses.dataclass(frozen=True)
class AttributionModel:
    """Weights by decision; Python lists, since single look-ups in them are faster than in arrays."""

    weights: dict[str, list[float]]

    def score(self, decision: str, features: Iterable[str]) -> float:
        """Log-odds of a decision, given its features."""
        weights = self.weights[decision]
        return sum(weights[zlib.crc32(feature.encode("utf-8")) & (BUCKETS - 1)] for feature in features)


WEIGHT = np.dtype([("decision", "u1"), ("bucket", "<u4"), ("weight", "<f2")])


def save(path: Path, weights: dict[str, np.ndarray], *, smallest: float = 0.02) -> None:
    """Write a model; weights nearer to 0 than `smallest` are left out. The same weights give the same bytes."""
    parts = []
    for number, decision in enumerate(DECISIONS):
        kept = np.flatnonzero(np.abs(weights[decision]) >= smallest)
        part = np.empty(len(kept), WEIGHT)
        part["decision"], part["bucket"], part["weight"] = number, kept, weights[decision][kept]
        parts.append(part)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, np.concatenate(parts), allow_pickle=False)


@functools.cache
def attribution_model() -> AttributionModel | None:
    """The model in seeds/models, or None where there is none: the rules work without it."""
    path = settings().seeds / "models" / "attribution.npy"
    if not path.is_file() or not settings().learned_attributions:
        return None
    stored = np.load(path, allow_pickle=False)
    weights = {}
    for number, decision in enumerate(DECISIONS):
        mine = stored[stored["decision"] == number]
        dense = np.zeros(BUCKETS)
        dense[mine["bucket"]] = mine["weight"]
        weights[decision] = dense.tolist()
    return AttributionModel(weights)
