"""Appearances: what each brief tells of each entity that it mentions."""

import dagster as dg

from assets.tables import daily, lake, result
from pipeline import lexicon, stages
from pipeline.entities import names
from pipeline.keeping import at_work, keep
from schemas.raw import Briefs
from schemas.staging import Mentions


@dg.asset(**daily("appearances", group="reading", kinds=["python", "parquet"]))
def appearances(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    day, store = context.partition_key, lake()
    with at_work(store, "appearances", day, context.log.info) as source:
        made = stages.appearances(
            store.read(Mentions, day), names(lexicon.states(), lexicon.organisations(), lexicon.outlets())
        )
        return result(
            keep(
                store, "appearances", day, made, source=source, tables={"raw.briefs": store.read(Briefs, day)}
            )
        )
