"""Briefs: originals decoded, dated and described; repetitions of earlier briefs marked."""

import dagster as dg
import polars as pl

from assets.tables import daily, lake, result
from pipeline.ingest.briefs import read_originals
from pipeline.ingest.duplicates import mark_duplicates
from pipeline.ingest.sketches import earlier_related
from pipeline.keeping import at_work, keep
from pipeline.settings import settings
from schemas.quality import Rejected
from schemas.raw import Briefs, Originals
from schemas.table import frame


@dg.asset(**daily("briefs", group="landing", kinds=["python", "parquet"]))
def briefs(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    day, store = context.partition_key, lake()
    with at_work(store, "briefs", day, context.log.info) as source:
        originals = store.read(Originals, day)
        rows, refused = read_originals(originals, store=settings().landing)
        new = frame(Briefs, rows)
        earlier = earlier_related(store, day, new)
        made = mark_duplicates(new, earlier)
        tables = {"raw.originals": originals, "raw.briefs": pl.concat([earlier, made])}
        kept = keep(
            store, "briefs", day, made, source=source, refused=frame(Rejected, refused), tables=tables
        )
        return result(kept, duplicates=int(kept.rows["duplicate_of"].is_not_null().sum()))
