"""The measured object (`scoring.score`, `polnear.score_polnear`) as rows: for people, files and
quality.accuracy."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.identifiers import identifier

RATES = ("precision", "recall", "f1", "gold", "said")


class Rate(NamedTuple):
    """Precision, recall, F1 and the counts below them of one thing that is found or not."""

    measure: str
    precision: float
    recall: float
    f1: float
    gold: int
    said: int


class Share(NamedTuple):
    """How much of something is right; None where there was nothing to be right about."""

    measure: str
    right: float | None


def is_rate(value: object) -> bool:
    """Whether a value is a set of precision, recall and F1."""
    return isinstance(value, Mapping) and set(RATES) <= set(value)


def rate_rows(scores: Mapping) -> list[Rate]:
    """All rates, in the object's order; those by predicate with the predicate's name."""
    found = []
    for name, value in scores.items():
        if is_rate(value):
            found.append(Rate(name, *(value[field] for field in RATES)))
        elif isinstance(value, Mapping):
            parts = ((f"{name}.{part}", one) for part, one in value.items() if is_rate(one))
            found += [Rate(measure, *(one[field] for field in RATES)) for measure, one in parts]
    return found


def share_rows(scores: Mapping) -> list[Share]:
    """All shares, in the object's order: segments, attributes of statements and claims."""
    found = []
    for name, value in scores.items():
        if isinstance(value, Mapping) and not is_rate(value):
            found += [
                Share(f"{name}.{part}", one) for part, one in value.items() if not isinstance(one, Mapping)
            ]
        elif value is None or isinstance(value, float):
            found.append(Share(name, value))
    return found


def metrics(scores: Mapping) -> Iterator[tuple[str, float]]:
    """(metric, value) of every figure that has a value, such as ('claims.f1', 0.71)."""
    for rate in rate_rows(scores):
        for field in RATES:
            yield f"{rate.measure}.{field}", float(getattr(rate, field))
    for one in share_rows(scores):
        if one.right is not None:
            yield one.measure, one.right


def accuracy_rows(set_name: str, scores: Mapping, code_version: str) -> list[dict]:
    """Rows of quality.accuracy."""
    return [
        {
            "accuracy_id": identifier("accuracy", set_name, metric, code_version),
            "set_name": set_name,
            "metric": metric,
            "value": value,
            "code_version": code_version,
        }
        for metric, value in metrics(scores)
    ]


def title(measure: str) -> str:
    """'claims_by_predicate.holds' as people read it: 'claims: holds'."""
    words = re.sub("_by_predicate|_attributes", "", measure).replace("_", " ")
    return words.replace(".", ": ")
