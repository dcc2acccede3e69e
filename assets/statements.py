"""Statements: who says what, in whose words, relayed by whom."""

import dagster as dg

from assets.tables import daily, lake, stored
from pipeline import stages
from pipeline.keeping import at_work, earlier_refused
from schemas.raw import Briefs
from schemas.staging import Mentions, Segments


@dg.asset(**daily("statements", group="reading", kinds=["spacy", "parquet"]))
def statements(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    day, store = context.partition_key, lake()
    with at_work(store, "statements", day, context.log.info) as source:
        briefs, segments = store.read(Briefs, day), store.read(Segments, day)
        skip = stages.failed_briefs(earlier_refused(store, day, "statements"))
        read = stages.statements(
            store.read_documents(day),
            briefs,
            segments,
            store.read(Mentions, day),
            skip=skip,
            answers=store.answers_path("statements", day),
        )
        tables = {"raw.briefs": briefs, "staging.segments": segments}
        return stored(store, "statements", day, read, source, tables)
