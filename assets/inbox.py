"""The drop folder: complete files are landed and put aside, and a run of each unread day is requested."""

import datetime
import json

import dagster as dg

from assets.jobs import nightly
from assets.partitions import DAYS, add_partitions
from assets.tables import lake
from pipeline.freshness import Stamps, unread_days
from pipeline.inbox import complete, take_in, waiting
from pipeline.ingest.landing import fingerprint
from pipeline.settings import settings

SECONDS = 30


@dg.sensor(job=nightly, minimum_interval_seconds=SECONDS, default_status=dg.DefaultSensorStatus.RUNNING)
def inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Files in $STATUSQUO_HOME/inbox that have not changed since the last look are landed and moved to
    inbox/landed. Each day on which something was landed since it was read is asked for, once for the same
    content: also what `statusquo ingest` took in, and what an earlier look took in and could not ask for."""
    folder, store = settings().inbox, settings().landing
    folder.mkdir(parents=True, exist_ok=True)
    now = waiting(folder)
    ready = complete(json.loads(context.cursor or "{}"), now)
    day = datetime.datetime.now(datetime.UTC).date()
    report = take_in(
        folder, ready, store=store, day=day, limit=settings().max_original_bytes, seconds=SECONDS
    )
    left = waiting(folder)
    cursor = json.dumps({name: state for name, state in now.items() if name in left})
    requests = [request(one) for one in unread_days(Stamps(lake()), store=store)]
    if requests:
        add_partitions(context.instance, DAYS, [str(one.partition_key) for one in requests])
        return dg.SensorResult(run_requests=requests, cursor=cursor)
    return dg.SensorResult(skip_reason=told(len(left), len(report.already)), cursor=cursor)


def request(day: str) -> dg.RunRequest:
    """A run of a day; its key makes Dagster start it once for what was landed so far."""
    landed = fingerprint(settings().landing, day)
    return dg.RunRequest(run_key=f"{day} {landed}", partition_key=day)


def told(waiting_files: int, already: int) -> str:
    """Why nothing is asked for."""
    if already:
        return f"landed before: {already}"
    return f"files still coming in: {waiting_files}" if waiting_files else "nothing new"
