"""The table quality.accuracy: the figures of the annotated briefs at hand."""

from pathlib import Path

import polars as pl

from pipeline.evaluation.comparison import compare_all
from pipeline.evaluation.figures import accuracy_rows
from pipeline.evaluation.gold import read_gold
from pipeline.evaluation.predictions import predict
from pipeline.evaluation.scoring import score
from schemas.evaluation import Accuracy
from schemas.table import frame


def accuracy(gold: Path | None, code_version: str) -> pl.DataFrame:
    """Read and score the annotated briefs of a file or folder; an empty table where there are none (`gold` is
    None).

    Raises GoldError where the annotation is malformed, StatusquoError where a brief cannot be read.
    """
    if gold is None:
        return frame(Accuracy)
    briefs = read_gold(gold)
    predictions = predict({brief.id: (brief.text, brief.published_on) for brief in briefs})
    return frame(Accuracy, accuracy_rows(gold.stem, score(compare_all(briefs, predictions)), code_version))
