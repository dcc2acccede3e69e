"""Honest figures: each set of annotated texts read with what was fitted without its fold."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from pipeline.evaluation.comparison import Comparison, compare, same_claim
from pipeline.extract import record
from pipeline.language.claims.claim_records import claims_of
from pipeline.language.claims.decision import decisions
from pipeline.language.claims.judgement import WITH_READER, WITHOUT_READER, Marks
from pipeline.settings import settings
from pipeline.training.claims import (
    Corpus,
    corpus,
    examples_of,
    judging,
    learn,
    left_out,
    questions_of,
)

# Sets of real news, and how many times each of their decisions counts where confidence is fitted: they are
# few beside the invented texts, and what confidence is worth in news is what it is read for.
NEWS, NEWS_COUNTS = frozenset({"real", "ministries", "releases"}), 5
BINS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
Tables = Mapping[str, Mapping[str, float]]  # a set -> the weights that the other sets give


@dataclasses.dataclass(frozen=True)
class LeftOut:
    """A set that was left out: its texts, claims annotated, claims read at the threshold, how many of them
    are right."""

    name: str
    texts: int
    gold: int
    said: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the claims read that are right."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated claims that are read."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (self.said + self.gold) if self.right else 0.0


@dataclasses.dataclass(frozen=True)
class Reliability:
    """Of the claims read with a confidence from `low` to below `high`, in all sets left out: how many there
    are, and how many of them are right."""

    low: float
    high: float
    said: int
    right: int


def measure(paths: Iterable[Path]) -> tuple[list[LeftOut], list[Reliability]]:
    """Fit without each set of annotated texts and score on it.

    Raises GoldError, and StatusquoError without the encoder.
    """
    found = corpus(paths)
    learn(found, questions_of(found))
    tables = dict(left_out(found, examples_of(found)))
    return left_out_figures(found, tables, judgements(found, tables)[1])


def judgements(found: Corpus, tables: Tables) -> tuple[dict[str, float], Tables]:
    """The rows by which confidence is made, of decisions in sets left out, without pair reader and with it;
    and for each set those with it that the others give, for honest figures. `tables` holds for each set the
    weights that the others give."""
    learned = [index.learned for index in found.indexes]
    for index in found.indexes:
        index.learned = {}
    alone = _decided(found, tables)
    for index, read in zip(found.indexes, learned, strict=True):
        index.learned = read
    decided = _decided(found, tables)
    rows = judging(_all_but(alone), WITHOUT_READER) | judging(_all_but(decided), WITH_READER)
    return rows, {name: judging(_all_but(decided, name), WITH_READER) for name in decided}


def _all_but(
    decided: Mapping[str, list[tuple[Marks, float]]], left: str | None = None
) -> list[tuple[Marks, float]]:
    """The decisions of all sets but one, those of real news NEWS_COUNTS times."""
    return [
        one
        for name, found in decided.items()
        if name != left
        for one in found * (NEWS_COUNTS if name in NEWS else 1)
    ]


def _decided(found: Corpus, tables: Tables) -> dict[str, list[tuple[Marks, float]]]:
    """Set -> the marks of each decision in its briefs and the part of its claims that is annotated."""
    made: dict[str, list[tuple[Marks, float]]] = {}
    for number, name in enumerate(found.sets):
        if name in tables:
            made.setdefault(name, []).extend(_decided_in(found, number, tables[name]))
    return made


def _decided_in(found: Corpus, number: int, table: Mapping[str, float]) -> Iterator[tuple[Marks, float]]:
    brief, index = found.briefs[number], found.indexes[number]
    for decision in decisions(index, table):
        index.doc._.claims = claims_of(index, [decision])
        said = [one for one in record(brief.id, index.doc)["claims"] if one["evidence"][1] > brief.scope]
        right = sum(any(same_claim(claim, one) for claim in brief.claims) for one in said)
        if said:
            yield decision.marks, right / len(said)


def left_out_figures(
    found: Corpus, tables: Tables, judged_by: Tables
) -> tuple[list[LeftOut], list[Reliability]]:
    """The figures of every set, in the corpus's order, and what confidence was worth over all of them.
    `judged_by` holds for each set the rows of confidence that the others give."""
    figures, judged = [], []
    for name, table in tables.items():
        numbers = [number for number, its in enumerate(found.sets) if its == name]
        every = {**table, **judged_by[name]}
        kept = [_read(found, number, every, settings().doubtful_threshold) for number in numbers]
        sure = [_read(found, number, every, settings().claims_threshold) for number in numbers]
        figures.append(
            LeftOut(
                name,
                len(sure),
                sum(len(one.claims) + len(one.missed_claims) for one in sure),
                sum(len(one.claims) + len(one.extra_claims) for one in sure),
                sum(len(one.claims) for one in sure),
            )
        )
        judged += [pair for one in kept for pair in _judged(one)]
    return figures, [_bin(low, high, judged) for low, high in zip(BINS, BINS[1:], strict=False)]


def _read(found: Corpus, number: int, table: Mapping[str, float], lowest: float) -> Comparison:
    """The claims of a brief with a confidence of `lowest` at least, beside the annotation."""
    brief, index = found.briefs[number], found.indexes[number]
    chosen = [one for one in decisions(index, table) if one.confidence >= lowest]
    index.doc._.claims = claims_of(index, chosen)
    said = record(brief.id, index.doc)
    for claim, read in zip(said["claims"], index.doc._.claims, strict=True):
        claim["confidence"] = read.confidence_of_reading
    return compare(brief, said)


def _judged(comparison: Comparison) -> Iterator[tuple[float, bool]]:
    """The confidence of each claim read, and whether it is right."""
    yield from ((said["confidence"], True) for _, said in comparison.claims)
    yield from ((said["confidence"], False) for said in comparison.extra_claims)


def _bin(low: float, high: float, judged: Sequence[tuple[float, bool]]) -> Reliability:
    inside = [right for confidence, right in judged if low <= confidence < high or confidence == high == 1.0]
    return Reliability(low, high, len(inside), sum(inside))


def save_figures(folder: Path, figures: Sequence[LeftOut], bins: Sequence[Reliability]) -> None:
    """Write left_out.csv and reliability.csv, which documents and quality.accuracy quote."""
    pl.DataFrame(
        [
            {
                **dataclasses.asdict(one),
                "precision": round(one.precision, 3),
                "recall": round(one.recall, 3),
                "f1": round(one.f1, 3),
            }
            for one in figures
        ]
    ).write_csv(folder / "left_out.csv")
    pl.DataFrame([dataclasses.asdict(one) for one in bins]).write_csv(folder / "reliability.csv")
