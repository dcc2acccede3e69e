"""The trained attribution model as it is stored: what training changed in the encoder, and the heads.

Matrices of the encoder are stored in 8 bits with a factor for each row, exactly as the encoder runs them;
all else in 16-bit floats.
"""

import functools
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from pipeline.language.encoder import make_encoder
from pipeline.language.statements.learned.heads import Heads
from pipeline.language.statements.learned.tagger import Tagger
from pipeline.settings import settings

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
    np.savez(path, **stored)  # pyright: ignore[reportArgumentType]


def read(path: Path) -> dict[str, np.ndarray]:
    """The weights of a file, as 32-bit floats."""
    with np.load(path, allow_pickle=False) as stored:
        return {
            name: stored[name].astype(np.float32) * stored.get(name + FACTOR, 1)
            for name in stored.files
            if not name.endswith(FACTOR)
        }


def tagger_of(weights: Mapping[str, np.ndarray]) -> Tagger | None:
    """The model with these weights, or None where there is no encoder."""
    encoder = make_encoder({name: w for name, w in weights.items() if not name.startswith(HEAD)})
    heads = Heads({name.removeprefix(HEAD): w for name, w in weights.items() if name.startswith(HEAD)})
    return Tagger(encoder, heads) if encoder is not None else None


@functools.cache
def attribution_tagger() -> Tagger | None:
    """The model in seeds/models; None where settings turn it off: the rules work without it."""
    path = settings().seeds / "models" / "attributions.npz"
    if not settings().learned_attributions or not settings().encoder or not path.is_file():
        return None
    return tagger_of(read(path))
