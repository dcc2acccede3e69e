"""Landing: the originals that were taken in on a day."""

import dagster as dg

from assets.tables import daily, lake, result
from pipeline.ingest.landing import originals
from pipeline.keeping import at_work, keep
from pipeline.settings import settings
from schemas.quality import Rejected
from schemas.raw import Originals
from schemas.table import frame


@dg.asset(**daily("landing", group="landing", kinds=["file", "parquet"]) | {"deps": ["sources"]})
def landing(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    day, store = context.partition_key, lake()
    with at_work(store, "landing", day, context.log.info) as source:
        landed, refused = originals(settings().landing, day)
        return result(
            keep(
                store,
                "landing",
                day,
                frame(Originals, landed),
                source=source,
                refused=frame(Rejected, refused),
            )
        )
