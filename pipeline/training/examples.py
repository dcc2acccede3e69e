"""Annotated texts as examples for the attribution model: windows of pieces, cues, roles for each cue."""

import dataclasses
from collections.abc import Iterable, Iterator

import numpy as np

from pipeline.evaluation.gold import GoldBrief
from pipeline.evaluation.polnear import Attribution, Spans
from pipeline.language.encoder.wordpieces import Wordpieces
from pipeline.language.statements.learned.heads import ROLES
from pipeline.language.statements.learned.windows import windows


@dataclasses.dataclass(frozen=True, slots=True)
class Example:
    """A window: piece numbers with the marks around them, a tag a piece, for each cue the pieces' roles."""

    numbers: np.ndarray
    cue_tags: np.ndarray
    cues: tuple[tuple[tuple[int, int], np.ndarray], ...]


def attributions(brief: GoldBrief) -> list[Attribution]:
    """The statements of an annotated brief that have a cue."""
    return [
        Attribution(
            tuple((start, end) for start, end in statement["content"]),
            (tuple(statement["source"]),) if statement["source"] else (),
            (tuple(statement["cue"]),),
        )
        for statement in brief.statements
        if statement["cue"]
    ]


def examples(text: str, annotated: Iterable[Attribution], wordpieces: Wordpieces) -> Iterator[Example]:
    """The windows of one text."""
    pieces = wordpieces.cut(text)
    for start, end in windows(text, pieces):
        window = pieces[start:end]
        numbers = np.array([wordpieces.first, *(piece[0] for piece in window), wordpieces.last])
        places = np.array([piece[1:] for piece in window])
        tags = np.zeros(len(window), np.int64)
        cues: dict[tuple[int, int], np.ndarray] = {}
        for attribution in annotated:
            roles = np.zeros(len(window), np.int64)
            roles[inside(places, attribution.source)] = ROLES.index("source")
            roles[inside(places, attribution.content)] = ROLES.index("content")
            for cue in runs(np.flatnonzero(inside(places, attribution.cue))):
                if tags[slice(*cue)].any() and cue not in cues:
                    continue  # two cues share a word: the first stands for both
                tags[cue[0] : cue[1]] = 2
                tags[cue[0]] = 1
                cues[cue] = np.maximum(cues.get(cue, 0), roles)
        yield Example(numbers, tags, tuple(sorted(cues.items(), key=lambda item: item[0])))


def inside(places: np.ndarray, spans: Spans) -> np.ndarray:
    """Which pieces the spans touch."""
    found = np.zeros(len(places), bool)
    for start, end in spans:
        found |= (places[:, 0] < end) & (places[:, 1] > start)
    return found


def runs(indices: np.ndarray) -> list[tuple[int, int]]:
    """Neighbouring indices as [start, end)."""
    if not len(indices):
        return []
    parts = np.split(indices, np.flatnonzero(np.diff(indices) > 1) + 1)
    return [(int(part[0]), int(part[-1]) + 1) for part in parts]
