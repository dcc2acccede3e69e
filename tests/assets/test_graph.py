"""The whole graph, run by Dagster over a small corpus: what is stored, published, told, and does not
change."""

import datetime

import dagster as dg
import duckdb
import polars as pl
import pytest
from conftest import CORPUS, DAYS, instance_of, land_corpus, living_in

from assets.definitions import defs
from assets.runs import bring_up_to_date, execute, read_day
from pipeline.flow import DAILY
from pipeline.freshness import Stamps, stale_stages
from pipeline.identifiers import sha256
from pipeline.ingest.landing import land
from pipeline.settings import settings
from schemas.quality import Rejected
from schemas.raw import Briefs
from schemas.staging import UnlinkedNames
from schemas.table import about, columns, meaning, table_name
from schemas.tables import REFERENCE, STAGING, TABLES


def stored_bytes(home) -> dict[str, str]:
    """Hashes of everything in the lake but the stamps, by path."""
    lake = home / "lake"
    return {
        str(p.relative_to(lake)): sha256(p.read_bytes())
        for p in sorted(lake.rglob("*"))
        if p.is_file() and ".stamps" not in p.parts
    }


def test_every_table_is_stored_and_published(world):
    with duckdb.connect(str(world.home / "statusquo.duckdb"), read_only=True) as connection:
        for model in TABLES:
            stored = world.lake.read(model).unique(about(model)["key"]).height
            assert connection.execute(f"SELECT count(*) FROM {table_name(model)}").fetchone() == (stored,), (
                table_name(model)
            )
        for model in (*STAGING, *REFERENCE):
            if model is UnlinkedNames:  # the sample corpus names nobody whom the reference data do not know
                continue
            assert connection.execute(f"SELECT count(*) FROM {table_name(model)}").fetchone()[0] > 0, (
                table_name(model)
            )


def test_published_tables_tell_what_they_are(world):
    with duckdb.connect(str(world.home / "statusquo.duckdb"), read_only=True) as connection:
        comments = dict(
            connection.execute(
                "SELECT schema_name || '.' || table_name, comment FROM duckdb_tables()"
            ).fetchall()
        )
        told = {
            row[:2]: row[2]
            for row in connection.execute(
                "SELECT schema_name || '.' || table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
            ).fetchall()
        }
        keys = dict(
            connection.execute(
                "SELECT schema_name || '.' || table_name, constraint_column_names FROM duckdb_constraints() "
                "WHERE constraint_type = 'PRIMARY KEY'"
            ).fetchall()
        )
    for model in TABLES:
        name = table_name(model)
        assert comments[name].startswith(meaning(model))
        assert keys[name] == about(model)["key"]
        assert {(name, c.name): c.meaning for c in columns(model)}.items() <= told.items()


def test_what_could_not_be_read_is_in_quality_rejected(world):
    rejected = world.lake.read(Rejected)
    assert sorted(rejected.filter(pl.col("stage") == "landing")["reason"]) == ["binary", "empty"]
    assert rejected["rejected_id"].is_unique().all()


def test_copy_is_kept_and_marked(world):
    copies = world.lake.read(Briefs).filter(pl.col("duplicate_of").is_not_null())
    assert copies["ingested_on"].to_list() == [datetime.date(2025, 3, 2)]


def test_progress_is_a_line_a_day(world):
    assert [line.partition(":")[0] for line in world.told[:2]] == list(DAYS)
    assert world.told[0].startswith("2025-03-01: 5 briefs, ") and ", 2 refused (" in world.told[0]
    assert len(world.told) == 3 and world.told[2].startswith("published ")


def test_nothing_new_is_nothing_to_do(world):
    assert not bring_up_to_date(world.instance, say=pytest.fail)


def test_making_everything_anew_changes_no_byte(world):
    before = stored_bytes(world.home)
    assert len(before) > 2 * len(DAILY)
    assert defs.resolve_job_def("rebuild").execute_in_process(instance=world.instance).success
    assert stored_bytes(world.home) == before


def test_order_of_input_does_not_matter(world, tmp_path):
    with living_in(tmp_path), instance_of(tmp_path) as instance:
        land_corpus(backwards=True)
        assert [read_day(instance, day) for day in DAYS] == [True, True]
    there = stored_bytes(tmp_path)
    assert len(there) >= 2 * len(DAILY)
    assert there.items() <= stored_bytes(world.home).items()


def test_what_dagster_is_told_of_a_table(world):
    event = world.instance.get_latest_materialization_event(dg.AssetKey(["staging", "segments"]))
    metadata = event.asset_materialization.metadata
    assert metadata["dagster/row_count"].value == world.lake.read(DAILY["segments"].model, DAYS[1]).height
    assert "| segment_id |" in metadata["preview"].value
    assert event.asset_materialization.tags["dagster/data_version"]


def test_landed_brief_makes_its_day_stale_and_is_parsed_alone(world, tmp_path):
    stamps = Stamps(world.lake)
    assert stale_stages(stamps, DAYS[1], store=settings().landing) == []
    late = tmp_path / "late.txt"
    late.write_text(
        "Late Wire, 1 March 2025\n\nGeorgia left the Commonwealth of Independent States in 2009, the archivist "
        "Nodar Kevlishvil said.\n\nThis text is synthetic and was written for a test.\n",
        encoding="utf-8",
    )
    day = datetime.date.fromisoformat(DAYS[1])
    land([late], store=settings().landing, day=day, limit=settings().max_original_bytes)
    assert stale_stages(stamps, DAYS[1], store=settings().landing) == list(DAILY)
    assert read_day(world.instance, DAYS[1])
    event = world.instance.get_latest_materialization_event(dg.AssetKey(["staging", "parsed"]))
    assert event.asset_materialization.metadata["parsed_anew"].value == 1
    assert event.asset_materialization.metadata["dagster/row_count"].value == 3


def test_nightly_job_ends_with_publishing(world):
    published = world.home / "statusquo.duckdb"
    before = published.stat().st_ino
    result = execute("nightly", world.instance, partition_key=DAYS[0])
    assert published.stat().st_ino != before
    steps = [event.step_key for event in result.get_step_success_events()]
    assert {"warehouse", "warehouse_complete"} <= set(steps[-3:])
    assert all(
        evaluation.passed
        for evaluation in result.get_asset_check_evaluations()
        if evaluation.check_name != "refused"
    )


def test_corpus_is_marked_as_synthetic():
    for path in CORPUS.rglob("*"):
        if path.is_file() and path.stem not in ("empty", "archive"):
            assert "synthetic" in path.read_text(encoding="utf-8")
