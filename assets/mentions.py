"""Mentions: states, organisations, persons, outlets, places and dates in the briefs, linked to whom they mean."""

import dagster as dg

from assets.tables import daily, lake, result
from pipeline import stages
from pipeline.keeping import earlier_refused, keep
from schemas.raw import Briefs
from schemas.staging import Segments


@dg.asset(**daily("mentions", group="reading", kinds=["spacy", "parquet"]))
def mentions(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    day, store = context.partition_key, lake()
    briefs = store.read(Briefs, day)
    skip = stages.failed_briefs(earlier_refused(store, day, "mentions"))
    read = stages.mentions(store.read_documents(day), briefs, store.read(Segments, day), skip=skip)
    return result(
        keep(store, "mentions", day, read.table, refused=read.refused, tables={"raw.briefs": briefs})
    )
