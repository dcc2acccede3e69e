"""What Dagster is told: assets with their tables, checks that block, jobs, the schedule, the drop folder's
sensor."""

import datetime
import json
import os

import dagster as dg
import pytest
from conftest import CORPUS, DAYS, instance_of, living_in

from assets.definitions import defs
from assets.inbox import inbox
from assets.jobs import nightly_schedule
from pipeline.flow import DAILY
from pipeline.ingest.landing import landed_days, originals
from pipeline.marts import CHECKS as ACROSS_MARTS
from pipeline.marts import MARTS
from pipeline.settings import settings
from schemas.marts import MembershipStatus
from schemas.table import about, columns, table_name
from schemas.tables import QUALITY, RAW, REFERENCE, STAGING

SPECS = {spec.key: spec for spec in defs.resolve_all_asset_specs()}
MODELS = [*RAW, *STAGING, *REFERENCE, *QUALITY, *(mart.model for mart in MARTS)]
CHECKS = {(spec.asset_key, spec.name): spec for checks in defs.asset_checks for spec in checks.check_specs}


def key(model) -> dg.AssetKey:
    return dg.AssetKey(table_name(model).split("."))


def test_definitions_load():
    dg.Definitions.validate_loadable(defs)


@pytest.mark.parametrize("model", MODELS, ids=table_name)
def test_asset_of_a_table_tells_all_of_it(model):
    spec = SPECS[key(model)]
    assert about(model)["grain"] in spec.description
    assert spec.owners and spec.group_name and spec.kinds and spec.code_version and spec.tags["layer"]
    told = {column.name: column for column in spec.metadata["dagster/column_schema"].columns}
    assert list(told) == [column.name for column in columns(model)]
    assert all(told[column.name].description == column.meaning for column in columns(model))
    assert spec.metadata["dagster/table_name"] == table_name(model)


@pytest.mark.parametrize("model", [model for model in MODELS if model not in QUALITY], ids=table_name)
def test_table_has_blocking_checks(model):
    needed = {"schema", "key"} | ({"references"} if "references" in about(model) else set())
    for name in needed:
        assert CHECKS[key(model), name].blocking
    if (key(model), "refused") in CHECKS:
        assert not CHECKS[key(model), "refused"].blocking


@pytest.mark.parametrize("name", ACROSS_MARTS)
def test_checks_across_marts_block_and_wait_for_all_marts(name):
    check = CHECKS[key(MembershipStatus), name]
    assert check.blocking
    assert {dep.asset_key for dep in check.additional_deps} >= {key(mart.model) for mart in MARTS} - {
        check.asset_key
    }


def test_stages_of_a_day_are_partitioned_and_the_rest_is_not():
    daily = {dg.AssetKey(stage.table.split(".")) for stage in DAILY.values()}
    night = {dg.AssetKey(name) for name in ("source", "sources", "summary")}
    assert daily | night == {name for name, spec in SPECS.items() if spec.partitions_def is not None}


def test_stages_depend_on_what_they_read():
    for stage in DAILY.values():
        given = {dep.asset_key for dep in SPECS[dg.AssetKey(stage.table.split("."))].deps}
        read = {dg.AssetKey(DAILY[name].table.split(".")) for name in stage.reads}
        assert given == (read or {dg.AssetKey("sources")})


def test_published_file_waits_for_every_table():
    assert {dep.asset_key for dep in SPECS[dg.AssetKey("warehouse")].deps} == {key(model) for model in MODELS}


def test_partitions_are_the_days_that_were_read(world):
    partitions = SPECS[dg.AssetKey(["raw", "briefs"])].partitions_def
    assert world.instance.get_dynamic_partitions(partitions.name) == list(DAYS)


def test_runs_of_the_command_line_are_those_of_the_interface(world):
    run = world.instance.get_runs(limit=1)[0]
    assert run.tags[".dagster/repository"] == "__repository__@assets.definitions"


def nightly_requests(instance: dg.DagsterInstance, at: datetime.datetime) -> list[dg.RunRequest]:
    """What the nightly schedule asks for at a time."""
    context = dg.build_schedule_context(
        instance, scheduled_execution_time=at, repository_def=defs.get_repository_def()
    )
    return nightly_schedule.evaluate_tick(context).run_requests


def test_nightly_schedule_asks_for_yesterday(tmp_path):
    with living_in(tmp_path), instance_of(tmp_path) as instance:
        at = datetime.datetime(2026, 3, 4, 2, tzinfo=datetime.UTC)
        requests = nightly_requests(instance, at)
    assert [request.partition_key for request in requests] == ["2026-03-03"]
    assert (nightly_schedule.cron_schedule, nightly_schedule.execution_timezone) == ("0 2 * * *", "UTC")


def test_nightly_schedule_asks_for_days_that_are_stale(world):
    at = datetime.datetime(2025, 4, 4, 2, tzinfo=datetime.UTC)
    lost = world.lake.path(DAILY["claims"].model, DAYS[0])
    kept = lost.read_bytes()
    lost.unlink()
    try:
        requests = nightly_requests(world.instance, at)
    finally:
        lost.write_bytes(kept)
    assert [request.partition_key for request in requests] == [DAYS[0], "2025-04-03"]


def look(cursor: str | None) -> dg.SensorResult:
    """One tick of the drop folder's sensor."""
    with dg.DagsterInstance.ephemeral() as instance:
        return inbox(dg.build_sensor_context(instance=instance, cursor=cursor, definitions=defs))


def test_drop_folder_is_taken_in_once_files_are_complete(tmp_path):
    with living_in(tmp_path):
        assert "nothing new" in str(look(None).skip_reason)
        folder = settings().inbox
        text = (CORPUS / DAYS[0] / "lagoon.txt").read_text(encoding="utf-8")
        (folder / "wire").mkdir()
        brief = folder / "wire" / "lagoon.txt"
        brief.write_text(text[:100], encoding="utf-8")
        (folder / ".hidden.txt").write_text(text, encoding="utf-8")
        first = look(None)
        assert not first.run_requests and json.loads(first.cursor).keys() == {"wire/lagoon.txt"}
        brief.write_text(text, encoding="utf-8")
        os.utime(brief, (1, 1))
        second = look(first.cursor)
        assert not second.run_requests
        third = look(second.cursor)
        (day,) = landed_days(settings().landing)
        assert [request.partition_key for request in third.run_requests] == [day.isoformat()]
        assert (
            not brief.exists()
            and (folder / "landed" / day.isoformat() / "wire" / "lagoon.txt").read_text(encoding="utf-8")
            == text
        )
        (row,), refused = originals(settings().landing, str(day))
        assert (row["source"], refused) == ("wire", [])
        unread = look(third.cursor)
        assert [one.run_key for one in unread.run_requests] == [one.run_key for one in third.run_requests]
        brief.write_text(text, encoding="utf-8")
        again = look(look(third.cursor).cursor)
        assert [one.run_key for one in again.run_requests] == [one.run_key for one in third.run_requests]
        assert (folder / "landed" / day.isoformat() / "wire" / "lagoon-2.txt").exists()
