"""A trained model as it is stored: what training changed in the encoder, and the heads that read its vectors.

Matrices of the encoder are stored in 8 bits with a factor for each row, exactly as the encoder runs them;
all else in 16-bit floats.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

HEAD, FACTOR = "head.", "/factor"
LARGEST = 127


def save(path: Path, weights: Mapping[str, np.ndarray]) -> None:
    """Write weights by name, those of heads beginning with HEAD. The same weights give the same bytes."""
    stored: dict[str, np.ndarray] = {}
    for name, weight in sorted(weights.items()):
        if weight.ndim == 2 and not name.startswith(HEAD):
            factor = np.abs(weight).max(1, keepdims=True) / LARGEST
            stored[name] = np.rint(weight / np.where(factor > 0, factor, 1)).astype(np.int8)
            stored[name + FACTOR] = factor.astype(np.float32)
        else:
            stored[name] = weight.astype(np.float16)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, allow_pickle=False, **stored)


def read(path: Path) -> dict[str, np.ndarray]:
    """The weights of a file, as 32-bit floats."""
    with np.load(path, allow_pickle=False) as stored:
        return {
            name: stored[name].astype(np.float32) * stored.get(name + FACTOR, 1)
            for name in stored.files
            if not name.endswith(FACTOR)
        }


def of_encoder(weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The changed weights of the encoder among a model's."""
    return {name: weight for name, weight in weights.items() if not name.startswith(HEAD)}


def of_heads(weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The weights of the heads among a model's, by the names that the heads know."""
    return {name.removeprefix(HEAD): weight for name, weight in weights.items() if name.startswith(HEAD)}
