"""Claims: what is said of a state's place in an organisation, surely and doubtfully read."""

import dagster as dg

from assets.tables import daily, lake, stored
from pipeline import stages
from pipeline.keeping import at_work, earlier_refused
from schemas.raw import Briefs
from schemas.staging import Mentions, Segments, Statements


def _read(context: dg.AssetExecutionContext, stage: str) -> dg.MaterializeResult:
    day, store = context.partition_key, lake()
    with at_work(store, stage, day, context.log.info) as source:
        briefs, segments, statements = (store.read(model, day) for model in (Briefs, Segments, Statements))
        read = stages.claims(
            store.read_documents(day),
            briefs,
            segments,
            store.read(Mentions, day),
            statements,
            skip=stages.failed_briefs(earlier_refused(store, day, stage)),
            doubtful=stage == "claims_doubtful",
            answers=store.answers_path("claims", day),
        )
        tables = {"raw.briefs": briefs, "staging.segments": segments, "staging.statements": statements}
        return stored(store, stage, day, read, source, tables)


@dg.asset(**daily("claims", group="reading", kinds=["spacy", "parquet"]))
def claims(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    return _read(context, "claims")


@dg.asset(**daily("claims_doubtful", group="reading", kinds=["spacy", "parquet"]))
def claims_doubtful(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    return _read(context, "claims_doubtful")
