"""Mentions: states, organisations, persons, outlets, places and dates in the briefs, linked to whom they
mean."""

import dagster as dg

from assets.tables import daily, lake, stored
from pipeline import stages
from pipeline.keeping import at_work, earlier_refused
from schemas.raw import Briefs
from schemas.staging import Segments


@dg.asset(**daily("mentions", group="reading", kinds=["spacy", "parquet"]))
def mentions(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    day, store = context.partition_key, lake()
    with at_work(store, "mentions", day, context.log.info) as source:
        briefs = store.read(Briefs, day)
        skip = stages.failed_briefs(earlier_refused(store, day, "mentions"))
        read = stages.mentions(store.read_documents(day), briefs, store.read(Segments, day), skip=skip)
        return stored(store, "mentions", day, read, source, {"raw.briefs": briefs})
