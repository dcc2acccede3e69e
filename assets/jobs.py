"""Jobs: `nightly` asks the sources, reads a day and publishes; the schedule asks for it every night."""

import datetime
from collections.abc import Sequence

import dagster as dg

from assets.partitions import DAYS, SOURCES, add_partitions
from assets.tables import key, lake
from pipeline.errors import StatusquoError
from pipeline.flow import DAILY
from pipeline.freshness import Stamps, stale_stages
from pipeline.ingest.known import landed_partitions
from pipeline.ingest.sources.configuration import chosen
from pipeline.partitions import day_of
from pipeline.settings import settings

Requests = Sequence[dg.RunRequest] | dg.SkipReason

HOUR = 2
MINUTE = 17  # of the hour at which sources are asked that are asked every hour
OF_A_NIGHT = dg.AssetSelection.assets("sources", "summary")
OF_A_SOURCE = dg.AssetSelection.assets("source")
OF_A_DAY = dg.AssetSelection.assets(*(key(stage.table) for stage in DAILY.values()))

nightly = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all() - OF_A_SOURCE,
    description="Ask the sources, read what was ingested on a day, build the marts over all days and "
    "publish.",
)
reading = dg.define_asset_job(
    "reading",
    selection=OF_A_DAY,
    description="Read what was ingested on a day, without publishing.",
)
publishing = dg.define_asset_job(
    "publishing",
    selection=dg.AssetSelection.all() - OF_A_DAY - OF_A_NIGHT - OF_A_SOURCE,
    description="Build reference tables, entities and marts over all days and publish them.",
)

fetching = dg.define_asset_job(
    "fetching",
    selection=OF_A_SOURCE,
    description="Fetch what a source has that did not come yet, and land it.",
)


def stale_days(until: datetime.date) -> list[str]:
    """Partitions up to a day that have something landed and stages that are stale."""
    stamps, store = Stamps(lake(), remember=True), settings().landing
    days = [day for day in landed_partitions(store) if day_of(day) <= until]
    return [day for day in days if stale_stages(stamps, day, store=store)]


@dg.schedule(
    job=nightly,
    cron_schedule=f"0 {HOUR} * * *",
    execution_timezone=settings().time_zone,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    name="nightly",
)
def nightly_schedule(context: dg.ScheduleEvaluationContext) -> Requests:
    """Every night at 02:00 (STATUSQUO_TIME_ZONE): days that are stale, so that what nights missed is made up
    for.

    Without sources at least yesterday; with sources today, for which they are asked and into which they land.
    Each is a run, the last of them the night's own.
    """
    today = context.scheduled_execution_time.astimezone(datetime.UTC).date()
    yesterday = today - datetime.timedelta(days=1)
    night = today if has_sources() else yesterday
    days = sorted({*stale_days(yesterday), night.isoformat()})
    if context.instance_ref is not None:  # None where the schedule is only tried out
        add_partitions(context.instance, DAYS, days)
    return [dg.RunRequest(run_key=f"{day} {night}", partition_key=day) for day in days]


def has_sources() -> bool:
    """Whether any source is on; one that is configured wrongly counts, so that the night tells of it."""
    try:
        return bool(chosen(()))
    except StatusquoError:
        return True


@dg.schedule(
    job=fetching,
    cron_schedule=f"{MINUTE} * * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    name="hourly",
)
def hourly_schedule(context: dg.ScheduleEvaluationContext) -> Requests:
    """Every hour: the sources that are to be asked every hour are asked; what came is read in the night."""
    at = context.scheduled_execution_time
    try:
        wanted = [one for one in chosen(()) if one.every == "hour"]
    except StatusquoError as error:
        return dg.SkipReason(str(error))
    if not wanted:
        return dg.SkipReason("no source is asked every hour")
    add_partitions(context.instance, SOURCES, [one.name for one in wanted])
    return [dg.RunRequest(run_key=f"{one.name} {at.isoformat()}", partition_key=one.name) for one in wanted]
