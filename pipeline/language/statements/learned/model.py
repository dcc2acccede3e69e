"""The trained attribution model as it is read and run."""

import dataclasses
import functools
from collections.abc import Mapping

import numpy as np

from pipeline.language.encoder import make_encoder, vectors
from pipeline.language.encoder.answers import mark_of
from pipeline.language.encoder.stored import of_encoder, of_heads, read
from pipeline.language.statements.learned import heads, tagger
from pipeline.language.statements.learned.heads import Heads
from pipeline.language.statements.learned.tagger import Tagger
from pipeline.settings import settings


def tagger_of(weights: Mapping[str, np.ndarray]) -> Tagger | None:
    """The model with these weights, or None where there is no encoder."""
    encoder = make_encoder(of_encoder(weights))
    return Tagger(encoder, Heads(of_heads(weights))) if encoder is not None else None


@functools.cache
def attribution_tagger() -> Tagger | None:
    """The model in seeds/models; None where settings turn it off: the rules work without it."""
    path = settings().seeds / "models" / "attributions.npz"
    if not settings().learned_attributions or not settings().encoder or not path.is_file():
        return None
    found = tagger_of(read(path))
    return (
        dataclasses.replace(found, mark=mark_of(path, heads, tagger, vectors)) if found is not None else None
    )
