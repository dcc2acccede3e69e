"""What was refused, over all days and stages."""

import dagster as dg

from assets.tables import content_version, described, key, lake, preview
from pipeline.flow import DAILY, closure, version_of
from pipeline.marts import MARTS
from pipeline.publish import rejected_rows
from schemas.quality import Rejected, UnknownNames
from schemas.staging import Entities
from schemas.table import table_name


@dg.asset(
    **described(
        Rejected, group="quality", kinds=["parquet"], version=version_of(closure(("pipeline.checks",)))
    ),
    deps=[
        *(key(stage.table) for stage in DAILY.values()),
        key(table_name(Entities)),
        key(table_name(UnknownNames)),
        *(key(table_name(mart.model)) for mart in MARTS),
    ],
)
def rejected() -> dg.MaterializeResult:
    rows = rejected_rows(lake())
    by_reason = rows.group_by("stage", "reason").len("rows").sort("stage", "reason")
    return preview(rows, data_version=content_version(rows), by_reason=by_reason)
