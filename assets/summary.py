"""The summary of a night, in Markdown; that it is there says that the night ended well."""

import datetime
import json
from typing import Any

import dagster as dg
import polars as pl

from assets.partitions import DAYS
from assets.tables import OWNERS, lake
from assets.warehouse import WAREHOUSE
from pipeline import nights
from pipeline.flow import DAILY, closure, version_of
from pipeline.marts import MARTS
from pipeline.partitions import day_of
from pipeline.publish import stored_rows
from pipeline.unlinked import most_frequent
from schemas.marts import MembershipStatus
from schemas.quality import Rejected, UnknownNames
from schemas.raw import Briefs, Originals
from schemas.staging import Claims, Statements
from schemas.table import Table, frame, table_name

TABLES: tuple[type[Table], ...] = (Briefs, Statements, Claims, *(mart.model for mart in MARTS))
UNKNOWN_SHOWN = 10


def refused_of(partitions: list[str]) -> list[tuple[str, str, int]]:
    """Stage, reason and number of what was refused of the partitions of a day."""
    store = lake()
    rows = pl.concat(
        [frame(Rejected), *(store.read(Rejected, f"{one}.{name}") for one in partitions for name in DAILY)]
    )
    return rows.group_by("stage", "reason").len().sort("stage", "reason").rows()


def briefs_of(partitions: list[str]) -> list[tuple[str, int]]:
    """Publishers and the number of their briefs of the partitions of a day."""
    rows = pl.concat([frame(Briefs), *(lake().read(Briefs, one) for one in partitions)])
    rows = rows.select(pl.col("source").fill_null("(unnamed)"))
    return rows.group_by("source").len().sort("source").rows()


def unknown_names() -> list[tuple[str, str, int, str]]:
    """The names that are not known and that most sources give: what they may be, briefs, a sentence."""
    rows = most_frequent(lake().read(UnknownNames), UNKNOWN_SHOWN)
    return [(row["name"], row["slot"], row["briefs"], row["sentences"][0]) for row in rows]


def statuses() -> dict[str, str]:
    """'IRN SCO' -> its status now."""
    rows = lake().columns(MembershipStatus, ["subject", "org", "status"]).sort("subject", "org")
    return {f"{subject} {org}": str(status) for subject, org, status in rows.iter_rows()}


@dg.asset(
    key="summary",
    deps=[WAREHOUSE, "sources"],
    partitions_def=DAYS,
    group_name="warehouse",
    kinds={"markdown"},
    owners=OWNERS,
    tags={"layer": "published"},
    code_version=version_of(closure(("pipeline.nights",))),
    description="What a night did: what came from where, what was refused and why, what changed, how long "
    "it took. "
    "It is also kept in $STATUSQUO_HOME/nights.",
)
def summary(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    day, ended = str(day_of(context.partition_key)), datetime.datetime.now(datetime.UTC)
    partitions = [one for one in lake().partitions(Originals) if str(day_of(one)) == day]
    path = nights.folder() / "sources" / f"{day}.json"
    asked: dict[str, Any] = {"began": ended.isoformat(), "sources": []}
    if path.exists():
        asked = json.loads(path.read_bytes())
    rows = {table_name(model): stored_rows(lake(), model) for model in TABLES}
    last = nights.last_good()
    night = nights.Night(day, nights.moment(asked["began"]), ended, asked["sources"], rows)
    told = nights.summary(
        night,
        before=last.rows if last else {},
        briefs=briefs_of(partitions),
        refused=refused_of(partitions),
        changes=nights.status_changes(statuses()),
        unknown=unknown_names(),
    )
    nights.note_night(night, told)
    return dg.MaterializeResult(metadata={"summary": dg.MetadataValue.md(told)})
