"""The table quality.accuracy: the figures of the annotated briefs at hand."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from pipeline.evaluation.comparison import compare_all
from pipeline.evaluation.figures import accuracy_rows
from pipeline.evaluation.gold import read_gold
from pipeline.evaluation.predictions import predict
from pipeline.evaluation.scoring import score
from pipeline.seeds import read_seed
from pipeline.settings import settings
from schemas.evaluation import Accuracy
from schemas.lexicon_claims import LeftOutFigures
from schemas.table import frame

LEFT_OUT = "left out: "


def accuracy(gold: Path | None, code_version: str) -> pl.DataFrame:
    """Read and score the annotated briefs of a file or folder (None where there are none), beside the
    figures of texts that were left out while the reading of claims was fitted.

    Raises GoldError where the annotation is malformed, StatusquoError where a brief cannot be read.
    """
    honest = list(left_out_rows(code_version))
    if gold is None:
        return frame(Accuracy, honest)
    briefs = read_gold(gold)
    predictions = predict({brief.id: (brief.text, brief.published_on, brief.source) for brief in briefs})
    found = score(compare_all(briefs, predictions))
    return frame(Accuracy, [*honest, *accuracy_rows(gold.stem, found, code_version)])


def left_out_rows(code_version: str) -> Iterator[dict]:
    """Rows of quality.accuracy for the sets left out in turn; raises SeedError for a faulty table."""
    table = read_seed(settings().seeds / "models" / "left_out.csv", LeftOutFigures)
    for row in table.iter_rows(named=True):
        rates = {name: row[name] for name in ("precision", "recall", "f1", "gold", "said")}
        yield from accuracy_rows(f"{LEFT_OUT}{row['name']}", {"claims": rates}, code_version)
