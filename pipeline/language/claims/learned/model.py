"""The trained pair reader as it is stored and run: the lower layers of the encoder, and the head."""

import dataclasses
import functools
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from pipeline.language.claims.candidates import asked_of
from pipeline.language.claims.index import BriefIndex, Learned
from pipeline.language.claims.learned.heads import PairHead
from pipeline.language.claims.learned.inputs import PairInput, Sentences
from pipeline.language.encoder import Encoder, make_encoder
from pipeline.settings import settings

LAYERS = 3  # of the encoder's six: what follows serves the likeness of whole sentences, and reads pairs worse


def save(path: Path, weights: Mapping[str, np.ndarray]) -> None:
    """Write the head's matrices in 16-bit floats. The same weights give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **{name: weight.astype(np.float16) for name, weight in sorted(weights.items())})


def read(path: Path) -> dict[str, np.ndarray]:
    """The matrices of a file, as 32-bit floats."""
    with np.load(path, allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


@functools.cache
def lower_encoder() -> Encoder | None:
    """The encoder's lower layers; None where a setting turns the encoder off or a package is missing."""
    return make_encoder(layers=LAYERS)


def questions(index: BriefIndex, encoder: Encoder) -> dict[int, PairInput]:
    """Sentence -> what is asked of it, for the sentences of a brief that may tell of a membership."""
    sentences = Sentences(index, encoder.pieces)
    found = {}
    for number, triggers, subjects, organisations in asked_of(index):
        asked = sentences.ask(number, subjects, organisations, triggers)
        if asked is not None:
            found[number] = asked
    return found


@dataclasses.dataclass(frozen=True)
class PairReader:
    """Encoder and head together."""

    encoder: Encoder
    head: PairHead

    def read(self, index: BriefIndex) -> Learned:
        """Sentence -> (subject, organisation) -> log-odds by predicate, in the order of PREDICATES."""
        asked = questions(index, self.encoder)
        vectors = self.encoder.run([one.numbers for one in asked.values()])
        return {
            number: dict(zip(one.pairs, self.head.odds(rows, one), strict=True))
            for (number, one), rows in zip(asked.items(), vectors, strict=True)
        }


@functools.cache
def pair_reader() -> PairReader | None:
    """The model in seeds/models; None where settings turn the encoder off: the weights without it decide then."""
    path = settings().seeds / "models" / "claim_pairs.npz"
    encoder = lower_encoder() if settings().learned_claims and path.is_file() else None
    return PairReader(encoder, PairHead(read(path))) if encoder is not None else None
