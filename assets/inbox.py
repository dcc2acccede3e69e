"""The drop folder: complete files are landed and put aside, and the run of the day is requested."""

import datetime
import json

import dagster as dg

from assets.jobs import nightly
from pipeline.inbox import complete, take_in, waiting
from pipeline.ingest.landing import fingerprint
from pipeline.settings import settings

SECONDS = 30


@dg.sensor(job=nightly, minimum_interval_seconds=SECONDS, default_status=dg.DefaultSensorStatus.RUNNING)
def inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Files in $STATUSQUO_HOME/inbox that have not changed since the last look are landed and moved to
    inbox/landed."""
    folder, store = settings().inbox, settings().landing
    folder.mkdir(parents=True, exist_ok=True)
    now = waiting(folder)
    ready = complete(json.loads(context.cursor or "{}"), now)
    cursor = json.dumps({name: state for name, state in now.items() if name not in ready})
    if not ready:
        return dg.SensorResult(
            skip_reason=f"{len(now)} files are still coming in" if now else "nothing new", cursor=cursor
        )
    day = datetime.datetime.now(datetime.UTC).date()
    report = take_in(folder, ready, store=store, day=day, limit=settings().max_original_bytes)
    if not report.landed and not report.refused:
        return dg.SensorResult(skip_reason=f"{len(ready)} files had been landed before", cursor=cursor)
    request = dg.RunRequest(run_key=f"{day} {fingerprint(store, day)}", partition_key=day.isoformat())
    return dg.SensorResult(run_requests=[request], cursor=cursor)
