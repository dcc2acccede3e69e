"""Segments: which paragraphs of a brief are headline, news, comment, boilerplate."""

import dagster as dg

from assets.tables import daily, lake, stored
from pipeline import stages
from pipeline.keeping import at_work
from schemas.raw import Briefs


@dg.asset(**daily("segments", group="reading", kinds=["python", "parquet"]))
def segments(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    day, store = context.partition_key, lake()
    with at_work(store, "segments", day, context.log.info) as source:
        briefs = store.read(Briefs, day)
        read = stages.segments(briefs)
        return stored(store, "segments", day, read, source, {"raw.briefs": briefs})
