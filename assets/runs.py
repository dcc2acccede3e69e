"""Runs in this process: what is stale is made anew, day after day, then the marts are built and published."""

import contextlib
import logging
import logging.handlers
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import dagster as dg
from dagster._core.storage.tags import REPOSITORY_LABEL_TAG

from assets.partitions import add_partitions
from assets.records import kept_open, unrecorded_into
from assets.tables import key, lake
from pipeline.errors import StatusquoError
from pipeline.files import sweep
from pipeline.flow import DAILY
from pipeline.freshness import Stamps, forget_damaged, is_published, stale_stages
from pipeline.ingest.known import landed_partitions
from pipeline.lake import ANEW
from pipeline.locking import INTERFACE, RUN, STEP, Say, held, is_alive, process_token, silent, taken
from pipeline.seeds import check_seeds
from pipeline.settings import settings
from schemas.quality import Rejected
from schemas.raw import Briefs
from schemas.staging import Claims, Statements

UNREADABLE = f"; {ANEW}"
PROCESS_TAG = "statusquo/process"
# By this the interface knows a run as one of the code that it shows, in the timeline and in a job's history.
LOCATION = {REPOSITORY_LABEL_TAG: "__repository__@assets.definitions"}
AT_WORK = (dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING)
MAX_LOG_BYTES = 10_000_000
# Dagster's own narration goes to a file and to its database; people are told in a line a day.
QUIET: dict[str, Any] = {"loggers": {"file": {}}}


class RunError(StatusquoError):
    """A run failed; what it had stored before stays, the published file too."""


def failed_checks(result: dg.ExecuteInProcessResult) -> list[str]:
    """Blocking checks that failed, with the number of failures."""
    return [
        f"{check.asset_key.to_user_string()} {check.check_name} ({check.metadata['failures'].value} rows)"
        for check in result.get_asset_check_evaluations()
        if not check.passed and check.severity is dg.AssetCheckSeverity.ERROR
    ]


class NarrationFile(logging.handlers.RotatingFileHandler):
    """The file of the narration. What it has no room for is left out: that the disk is full is told by the
    run, in a line."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Tell of whatever else went wrong with a record, as logging does."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)


@dg.logger(None, description="What Dagster narrates of a run, into runs.log in DAGSTER_HOME.")
def file_logger(context: dg.InitLoggerContext) -> logging.Logger:
    return narration()


def narration() -> logging.Logger:
    """The log in DAGSTER_HOME."""
    folder = Path(os.environ.get("DAGSTER_HOME") or settings().home / "dagster")
    folder.mkdir(parents=True, exist_ok=True)
    log = logging.getLogger("statusquo.runs")
    log.propagate = False
    log.setLevel(logging.DEBUG)
    if not log.handlers:
        handler = NarrationFile(folder / "runs.log", maxBytes=MAX_LOG_BYTES, backupCount=1, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
    return log


def told_to_people(kind: type[StatusquoError]) -> set[str]:
    """Names of the errors whose message is meant for people."""
    return {kind.__name__, *(name for one in kind.__subclasses__() for name in told_to_people(one))}


def failure(result: dg.ExecuteInProcessResult) -> str:
    """Why a run failed, in one line: the blocking checks that failed, or the error of the first step that
    did."""
    checks = failed_checks(result)
    if checks:
        return f"checks failed: {', '.join(checks)}; the published file stays as it was"
    for event in result.get_step_failure_events():
        error = event.step_failure_data.error
        while error and error.cause is not None and error.cls_name not in told_to_people(StatusquoError):
            error = error.cause
        if error is None:
            continue
        kind, _, message = error.message.partition(f"{error.cls_name}: ")
        # DuckDB shows the SQL below its message.
        said = " ".join((message or kind).partition("\nLINE ")[0].split())
        return f"{event.step_key}: {said}{UNREADABLE if 'Parquet' in said and ANEW not in said else ''}"
    return "the run did not start"


def execute(name: str, instance: dg.DagsterInstance, **options: Any) -> dg.ExecuteInProcessResult:
    """Execute a job in this process; raises RunError where a step or a blocking check fails."""
    from assets.definitions import defs  # the definitions hold the job that calls this

    job = defs.resolve_job_def(name)
    token = process_token()
    tags = LOCATION | ({PROCESS_TAG: token} if token else {})
    if isinstance(job.partitions_def, dg.DynamicPartitionsDefinition) and "partition_key" in options:
        add_partitions(instance, job.partitions_def, [options["partition_key"]])
    with kept_open():
        result = job.execute_in_process(
            instance=instance, raise_on_error=False, run_config=QUIET, tags=tags, **options
        )
    if not result.success:
        raise RunError(f"{failure(result)} (run {result.run_id})")
    return result


def end_dead_runs(instance: dg.DagsterInstance, *, daemon_gone: bool) -> int:
    """Mark as failed the runs that are taken to be at work though their process is gone; gives their number.

    Dagster counts them among the runs that may be at work at once, so that it would start no other. Runs of
    the command line tell their process; those of the daemon end with it, so that they are gone where it is
    (`daemon_gone`).
    """
    dead = 0
    for run in instance.get_runs(filters=dg.RunsFilter(statuses=list(AT_WORK))):
        token = run.tags.get(PROCESS_TAG)
        if (not is_alive(token)) if token else daemon_gone:
            instance.report_run_failed(run, message="Its process is gone: killed, or the power failed.")
            dead += 1
    return dead


def set_right(instance: dg.DagsterInstance) -> None:
    """What a run that was killed has left: runs without a process, files that were being written."""
    interface = taken(INTERFACE)
    end_dead_runs(instance, daemon_gone=interface is not None)
    if interface is not None:
        interface.close()
    with held(STEP):
        sweep(settings().lake)


def read_day(instance: dg.DagsterInstance, day: str, *, force: bool = False, announce: Say = silent) -> bool:
    """Make the stale stages of a day anew, with `force` all; gives whether there were any. Raises RunError.

    A stage that gives the same as before leaves those after it fresh, so what is stale is looked up after
    each run.
    """
    stamps, store = Stamps(lake()), settings().landing
    stale = list(DAILY) if force else stale_stages(stamps, day, store=store)
    ran = bool(stale)
    while stale:
        announce(f"{day}: {', '.join(stale)} ...")
        execute(
            "reading", instance, partition_key=day, asset_selection=[key(DAILY[name].table) for name in stale]
        )
        stale = stale_stages(stamps, day, store=store)
    return ran


def told(day: str, seconds: float) -> str:
    """What was read on a day, in a line."""
    store = lake()
    counts = ", ".join(
        f"{store.read(model, day).height} {name}"
        for name, model in (("briefs", Briefs), ("statements", Statements), ("claims", Claims))
    )
    refused = sum(store.read(Rejected, f"{day}.{name}").height for name in DAILY)
    return f"{day}: {counts}" + (f", {refused} refused" if refused else "") + f" ({seconds:.1f} s)"


def bring_up_to_date(
    instance: dg.DagsterInstance,
    *,
    days: Iterable[str] | None = None,
    force: bool = False,
    say: Say = print,
    announce: Say = silent,
    quiet: bool = False,
) -> bool:
    """Read the landed days (or those given) that are stale, with `force` all of them, then build and publish
    the marts.

    `say` gets a line for what was done, `announce` one for what is being done; `quiet` keeps what Dagster
    could not record from standard error. Gives whether anything had to be done. Another run of this home is
    waited for. Raises SeedError where a file of seeds/ is wrong, before anything is read, and RunError.
    """
    with held(RUN, announce), unrecorded_into(narration()) if quiet else contextlib.nullcontext():
        check_seeds()
        set_right(instance)
        return bring_days_up_to_date(instance, days=days, force=force, say=say, announce=announce)


def bring_days_up_to_date(
    instance: dg.DagsterInstance, *, days: Iterable[str] | None, force: bool, say: Say, announce: Say
) -> bool:
    """What `bring_up_to_date` does while it holds the home."""
    wanted = landed_partitions(settings().landing) if days is None else sorted(days)
    damaged = forget_damaged(lake())
    for path, day in damaged:
        announce(f"{path} is damaged; it is made anew from the originals of {day}")
    wanted = sorted({*wanted, *(day for _, day in damaged)})
    done = False
    for day in wanted:
        began = time.perf_counter()
        if read_day(instance, day, force=force, announce=announce):
            done = True
            say(told(day, time.perf_counter() - began))
    if force or not is_published(lake()):
        began = time.perf_counter()
        announce("reference tables, marts, publishing ...")
        execute("publishing", instance)
        say(f"published {settings().published} ({time.perf_counter() - began:.1f} s)")
        done = True
    return done


@dg.op(description="Make every stage of every landed day anew, then the marts, and publish.")
def make_everything_anew(context: dg.OpExecutionContext) -> None:
    bring_up_to_date(context.instance, force=True, say=context.log.info)


@dg.job(
    description="Make everything anew from the landed originals, day after day; what is parsed and "
    "unchanged stays."
)
def rebuild() -> None:
    make_everything_anew()
