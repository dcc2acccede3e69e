"""Jobs: `nightly` reads a day and publishes, the schedule asks for it every night."""

import datetime

import dagster as dg

from assets.tables import key, lake
from pipeline.flow import DAILY
from pipeline.freshness import Stamps, stale_stages
from pipeline.ingest.landing import landed_days
from pipeline.settings import settings

HOUR = 2
OF_A_DAY = dg.AssetSelection.assets(*(key(stage.table) for stage in DAILY.values()))

nightly = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all(),
    description="Read what was ingested on a day, then build the marts over all days and publish them.",
)
reading = dg.define_asset_job(
    "reading",
    selection=OF_A_DAY,
    description="Read what was ingested on a day, without publishing.",
)
publishing = dg.define_asset_job(
    "publishing",
    selection=dg.AssetSelection.all() - OF_A_DAY,
    description="Build reference tables, entities and marts over all days and publish them.",
)


def stale_days(until: datetime.date) -> list[str]:
    """Days up to a day that have something landed and stages that are stale."""
    stamps, store = Stamps(lake(), remember=True), settings().landing
    days = [day.isoformat() for day in landed_days(store) if day <= until]
    return [day for day in days if stale_stages(stamps, day, store=store)]


@dg.schedule(
    job=nightly,
    cron_schedule=f"0 {HOUR} * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    name="nightly",
)
def nightly_schedule(context: dg.ScheduleEvaluationContext):
    """Every night at 02:00 UTC: the days up to yesterday that are stale, at least yesterday, each a run."""
    yesterday = context.scheduled_execution_time.date() - datetime.timedelta(days=1)
    days = sorted({*stale_days(yesterday), yesterday.isoformat()})
    return [dg.RunRequest(run_key=f"{day} {yesterday}", partition_key=day) for day in days]
