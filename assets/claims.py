"""Claims: what is said of a state's place in an organisation."""

import dagster as dg

from assets.tables import daily, lake, result
from pipeline import stages
from pipeline.keeping import at_work, earlier_refused, keep
from schemas.raw import Briefs
from schemas.staging import Mentions, Segments, Statements


@dg.asset(**daily("claims", group="reading", kinds=["spacy", "parquet"]))
def claims(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    day, store = context.partition_key, lake()
    with at_work(store, "claims", day, context.log.info) as source:
        briefs, segments, statements = (
            store.read(Briefs, day),
            store.read(Segments, day),
            store.read(Statements, day),
        )
        skip = stages.failed_briefs(earlier_refused(store, day, "claims"))
        read = stages.claims(
            store.read_documents(day), briefs, segments, store.read(Mentions, day), statements, skip=skip
        )
        tables = {"raw.briefs": briefs, "staging.segments": segments, "staging.statements": statements}
        return result(
            keep(store, "claims", day, read.table, source=source, refused=read.refused, tables=tables)
        )
