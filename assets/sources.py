"""Sources: each is fetched in a run of its own, so that one that fails fails alone; the night asks for all
that are due."""

import datetime
import json
from typing import Any

import dagster as dg
import polars as pl

from assets.partitions import DAYS, SOURCES
from assets.tables import OWNERS
from pipeline.checks import markdown
from pipeline.errors import StatusquoError
from pipeline.files import write_atomically
from pipeline.flow import closure, version_of
from pipeline.ingest.sources.configuration import Source, chosen
from pipeline.ingest.sources.fetching import Fetcher
from pipeline.ingest.sources.memory import recall
from pipeline.ingest.sources.running import is_due, run_source
from pipeline.nights import folder
from pipeline.partitions import day_of

BY_SENSOR = "dagster/sensor_name"
ALL_CAME = "all_came"
MAX_DETAILS = 50


@dg.asset(
    key="source",
    partitions_def=SOURCES,
    group_name="landing",
    kinds={"python", "file"},
    owners=OWNERS,
    tags={"layer": "landing"},
    code_version=version_of(closure(("pipeline.ingest.sources.running",))),
    description="What a source of sources.toml has that did not come yet, fetched and landed.",
)
def source(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    (one,) = chosen([context.partition_key])
    with Fetcher() as fetcher:
        report = run_source(one, fetcher)
    told: dict[str, Any] = {
        "landed": report.landed,
        "already_there": report.already,
        "refused_rows": report.refused,
        "new_versions": report.revised,
        "seconds": report.seconds,
        "details": dg.MetadataValue.md(
            "\n".join(f"- `{line}`" for line in report.details[:MAX_DETAILS]) or "none"
        ),
    }
    if report.problem:
        raise dg.Failure(f"{one.name}: {report.problem}", metadata=told, allow_retries=False)
    return dg.MaterializeResult(metadata=told)


def fetch(instance: dg.DagsterInstance, sources: list[Source]) -> list[dict]:
    """Run each source as a run of its own; those that fail are tried once more after the others. Gives what
    became of each."""
    from assets.runs import RunError, execute

    def run(one: Source) -> dict:
        problem = None
        try:
            result = execute("fetching", instance, partition_key=one.name)
            (made,) = result.get_asset_materialization_events()
            told = made.materialization.metadata
        except RunError as error:
            told, problem = {}, str(error)
        numbers = {
            name: int(str(told[key].value)) if key in told else 0
            for name, key in (("landed", "landed"), ("already", "already_there"), ("refused", "refused_rows"))
        }
        return {"name": one.name, "kind": one.kind, "problem": problem, **numbers}

    reports = {one.name: run(one) for one in sources}
    for one in sources:
        if reports[one.name]["problem"]:
            reports[one.name] = run(one)
    return list(reports.values())


def note_asked(day: datetime.date, at: datetime.datetime, reports: list[dict]) -> None:
    """Keep what became of the sources for the summary of the day; those that are not asked again stay as they
    were told."""
    path = folder() / "sources" / f"{day}.json"
    try:
        before = {one["name"]: one for one in json.loads(path.read_bytes())["sources"]}
    except (OSError, ValueError, TypeError, KeyError):
        before = {}
    told = before | {one["name"]: one for one in reports}
    content = {"began": at.isoformat(), "sources": list(told.values())}
    write_atomically(path, json.dumps(content, indent=1).encode())


@dg.asset(
    key="sources",
    partitions_def=DAYS,
    group_name="landing",
    kinds={"python"},
    owners=OWNERS,
    tags={"layer": "landing"},
    code_version="1",
    check_specs=[
        dg.AssetCheckSpec(
            ALL_CAME,
            asset="sources",
            description="Every source that was asked could be had.",
            partitions_def=DAYS,
        )
    ],
    description="Asks every source that is due, each in a run of its own. A day of the past asks nobody: "
    "what it had came then.",
)
def sources(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    now = datetime.datetime.now(datetime.UTC)
    asks = context.partition_key == now.date().isoformat() and BY_SENSOR not in context.run.tags
    problem = None
    try:
        due = [one for one in chosen(()) if is_due(one, recall(one.name), now)] if asks else []
    except StatusquoError as error:  # a fault in the configuration is no reason not to read what is there
        due, problem = [], str(error)
    reports = fetch(context.instance, due)
    failed = [report for report in reports if report["problem"]]
    note_asked(day_of(context.partition_key), now, reports)
    shown = pl.DataFrame(
        reports,
        schema={
            "name": pl.String,
            "kind": pl.String,
            "landed": pl.Int64,
            "already": pl.Int64,
            "refused": pl.Int64,
            "problem": pl.String,
        },
    )
    return dg.MaterializeResult(
        metadata={
            "asked": len(reports),
            "landed": sum(report["landed"] for report in reports),
            "failed": len(failed),
            "sources": dg.MetadataValue.md(markdown(shown, MAX_DETAILS)),
        },
        check_results=[
            dg.AssetCheckResult(
                check_name=ALL_CAME,
                passed=not failed and problem is None,
                severity=dg.AssetCheckSeverity.WARN,
                metadata={
                    "failures": len(failed) + (problem is not None),
                    "problems": "\n".join(
                        [*filter(None, [problem]), *(f"{one['name']}: {one['problem']}" for one in failed)]
                    )
                    or "none",
                },
            )
        ],
    )
