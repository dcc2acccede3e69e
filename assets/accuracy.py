"""Accuracy: how well the annotated briefs are read, where there are any."""

import dagster as dg
import polars as pl

from assets.tables import content_version, described, lake, preview
from pipeline.evaluation.accuracy import LEFT_OUT
from pipeline.evaluation.accuracy import accuracy as accuracy_of
from pipeline.evaluation.gold import GoldError
from pipeline.evaluation.version import reading_version
from pipeline.settings import settings
from schemas.evaluation import Accuracy

# Dagster draws these over time.
HEADLINES = (
    "segments_accuracy",
    "statements.f1",
    "statements_full.f1",
    "claims_core.f1",
    "claims.f1",
    "claims.precision",
    "claims.recall",
)


@dg.asset(**described(Accuracy, group="quality", kinds=["spacy", "parquet"], version=reading_version()))
def accuracy(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    try:
        table = accuracy_of(settings().gold, reading_version())
    except GoldError as error:
        # A fault in an annotation is no reason not to publish what was read.
        context.log.warning(f"accuracy is not measured: {error}")
        table = accuracy_of(None, reading_version())
    lake().write(Accuracy, table)
    honest = table.filter(pl.col("set_name").str.starts_with(LEFT_OUT))
    own = table.filter(~pl.col("set_name").str.starts_with(LEFT_OUT))
    figures = dict(own.select("metric", "value").iter_rows())
    told = preview(table, data_version=content_version(table))
    measured = {name.replace(".", "_"): figures[name] for name in HEADLINES if name in figures}
    for name, value in honest.filter(metric="claims.f1").select("set_name", "value").iter_rows():
        measured[f"{name}, claims f1".replace(": ", " ").replace(" ", "_").replace(",", "")] = value
    return dg.MaterializeResult(
        metadata={**(told.metadata or {}), **measured}, data_version=told.data_version
    )
