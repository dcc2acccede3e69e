"""Names that are not known where an organisation or a state would stand: those of a day, and all counted."""

import dagster as dg

from assets.tables import daily, described, key, lake, result
from pipeline import unlinked
from pipeline.flow import closure, version_of
from pipeline.keeping import at_work, keep, keep_whole
from schemas.quality import UnknownNames
from schemas.raw import Briefs
from schemas.staging import Mentions, UnlinkedNames
from schemas.table import table_name


@dg.asset(**daily("unlinked_names", group="reading", kinds=["python", "parquet"]))
def unlinked_names(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    day, store = context.partition_key, lake()
    with at_work(store, "unlinked_names", day, context.log.info) as source:
        briefs = store.read(Briefs, day)
        made = unlinked.unlinked_names(briefs, store.read(Mentions, day))
        return result(keep(store, "unlinked_names", day, made, source=source, tables={"raw.briefs": briefs}))


@dg.asset(
    **described(
        UnknownNames,
        group="quality",
        kinds=["python", "parquet"],
        version=version_of(closure(("pipeline.unlinked", "schemas.quality"))),
    ),
    deps=[key(table_name(model)) for model in (UnlinkedNames, Briefs)],
)
def unknown_names() -> dg.MaterializeResult:
    store = lake()
    briefs = store.columns(Briefs, ["brief_id", "published_on", "source"])
    made = unlinked.unknown_names(store.read(UnlinkedNames), briefs)
    return result(keep_whole(store, "unknown_names", UnknownNames, made))
