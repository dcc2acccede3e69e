"""Attributions of a text as the trained model sees them: a cue, and the words of its source and content."""

import dataclasses
import json
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from spacy.tokens import Doc

from pipeline.language.encoder import Encoder
from pipeline.language.encoder.answers import answered, key_of
from pipeline.language.statements.learned.heads import Heads, likeliest
from pipeline.language.statements.learned.windows import windows

NEITHER, SOURCE, CONTENT = range(3)
CHANGE = 1.0  # what a change of role costs, in logarithms of chances


@dataclasses.dataclass(frozen=True, slots=True)
class Tagged:
    """An attribution: the cue's tokens [start, end), its log-odds, and the tokens in each role."""

    cue: tuple[int, int]
    score: float
    source: tuple[int, ...]
    content: tuple[int, ...]

    def moved(self, by: int) -> "Tagged":
        """The same so many tokens on."""
        start, end = self.cue
        source, content = (tuple(token + by for token in tokens) for tokens in (self.source, self.content))
        return Tagged((start + by, end + by), self.score, source, content)


def stored(found: Sequence[Tagged]) -> bytes:
    """Attributions as bytes."""
    return json.dumps([dataclasses.astuple(one) for one in found]).encode()


def restored(content: bytes) -> list[Tagged]:
    """Attributions that were stored."""
    return [
        Tagged((cue[0], cue[1]), score, tuple(source), tuple(words))
        for cue, score, source, words in json.loads(content)
    ]


@dataclasses.dataclass(frozen=True)
class Tagger:
    """The encoder as trained on attributions, with its heads; `mark` names it among kept answers."""

    encoder: Encoder
    heads: Heads
    mark: bytes = b""

    def read(
        self, doc: Doc, threshold: float, may_report: Callable[[int], bool] | None = None
    ) -> Iterator[Tagged]:
        """The attributions whose cue scores at least `threshold`, in the order of the text.

        Where `may_report` tells of every token of a window that it can be no cue, the window is not encoded:
        encoding is most of what a reading costs, and a transcript is one turn after another.
        """
        pieces = self.encoder.pieces.cut(doc.text)
        starts = np.array([token.idx for token in doc])
        asked: list[tuple[list[int], np.ndarray]] = []
        for start, end in windows(doc.text, pieces):
            places = np.array([piece[1] for piece in pieces[start:end]])
            owners = np.searchsorted(starts, places, "right") - 1
            if may_report is None or any(map(may_report, np.unique(owners).tolist())):
                asked.append(([piece[0] for piece in pieces[start:end]], owners))
        found = answered(
            len(asked),
            lambda place: self._key(*asked[place], threshold),
            lambda places: self._windows([asked[place] for place in places], threshold),
            stored,
            lambda _, content: restored(content),
        )
        for (_, owners), of_window in zip(asked, found, strict=True):
            yield from (one.moved(int(owners[0])) for one in of_window)

    def _key(self, numbers: Sequence[int], owners: np.ndarray, threshold: float) -> bytes:
        """What is asked of a window, wherever in a text it stands."""
        parts = np.array(numbers, np.int64), owners - owners[0]
        return key_of(self.mark, repr(threshold).encode(), *(part.tobytes() for part in parts))

    def _windows(self, asked: Sequence[tuple[list[int], np.ndarray]], threshold: float) -> list[list[Tagged]]:
        """The attributions of windows, their tokens counted from the first of each; the vectors of a window
        are let go of with it."""
        found: dict[int, list[Tagged]] = {}
        for number, vectors in self.encoder.each([numbers for numbers, _ in asked]):
            owners = asked[number][1]
            found[number] = list(self.window(vectors, owners - owners[0], threshold))
        return [found[number] for number in range(len(asked))]

    def window(self, vectors: np.ndarray, owners: np.ndarray, threshold: float) -> Iterator[Tagged]:
        """The attributions of one window; `owners` are the tokens that its pieces belong to."""
        tokens, first = np.unique(owners, return_index=True)
        lengths = np.diff([*first, len(owners)])
        chances = np.add.reduceat(self.heads.cues(vectors), first) / lengths[:, None]
        score = np.logaddexp(chances[:, 1], chances[:, 2]) - chances[:, 0]
        cues = cue_runs(score, chances, threshold)
        if not cues:
            return
        bounds = [*first, len(owners)]
        roles = self.heads.roles(vectors, [(bounds[start], bounds[end]) for start, end in cues])
        roles = np.add.reduceat(roles, first, axis=1) / lengths[:, None]
        for row, (start, end) in enumerate(cues):
            roles[row, start:end] = (0.0, -np.inf, -np.inf)
        states = likeliest(roles, CHANGE * (1 - np.eye(3)))
        for row, (start, end) in enumerate(cues):
            yield Tagged(
                (int(tokens[start]), int(tokens[end - 1]) + 1),
                float(score[start:end].max()),
                tuple(tokens[states[row] == SOURCE].tolist()),
                tuple(tokens[states[row] == CONTENT].tolist()),
            )


def cue_runs(score: np.ndarray, chances: np.ndarray, threshold: float) -> Sequence[tuple[int, int]]:
    """The cues of a window: neighbouring tokens [start, end) that score, cut where another cue begins."""
    found: list[tuple[int, int]] = []
    for place in np.flatnonzero(score >= threshold).tolist():
        if found and found[-1][1] == place and chances[place, 2] >= chances[place, 1]:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found
