"""An archive of one day that is many partitions, and briefs of several publishers. All texts are invented."""

import datetime

import dagster as dg
import duckdb
import pytest
from click.testing import CliRunner
from conftest import instance_of, living_in

from assets.inbox import inbox
from assets.runs import bring_up_to_date
from pipeline.flow import DAILY
from pipeline.freshness import Stamps, stale_stages
from pipeline.ingest.known import landed_partitions
from pipeline.ingest.landing import land
from pipeline.lake import Lake
from pipeline.settings import settings
from schemas.raw import Briefs
from statusquo.cli import main

DAY = "2025-03-01"
PARTS = [DAY, f"{DAY}.0002", f"{DAY}.0003"]
WIRE = (
    "STRELSAU, 24 February 2025 -- Belarus joined the Shanghai Cooperation Organisation on 4 July 2024, deputy minister "
    "Rudolf Elphberg said on Monday. He told reporters after a meeting of the cabinet that the letters had been exchanged "
    "in the summer and that nothing else was left to be done by either side before the next meeting of the council."
)
TEXTS = {
    "Example Wire": WIRE,
    "Harbour News": WIRE.replace(
        "STRELSAU, 24 February 2025 -- ", "STRELSAU (Example Wire), 24 February 2025 -- "
    ),
    "The Lantern": "Mongolia is an observer of the Shanghai Cooperation Organisation, deputy minister Ana Zenda said.",
    "Mine Gazette": "Nothing at all was decided in Strelsau on Tuesday, and the harbour stayed shut to every ship.",
    "Bridge Post": "Armenia wants to join the European Union, deputy minister Ana Zenda said on Tuesday.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """A home with five briefs of one day in partitions of two, read and published."""
    home = tmp_path_factory.mktemp("archive")
    with pytest.MonkeyPatch.context() as patch, living_in(home), instance_of(home) as instance:
        patch.setenv("STATUSQUO_PARTITION_BRIEFS", "2")
        settings.cache_clear()
        for number, (source, text) in enumerate(TEXTS.items()):
            path = home / f"{number}.txt"
            path.write_text(text, encoding="utf-8")
            day = datetime.date.fromisoformat(DAY)
            land([path], store=settings().landing, day=day, limit=9999, source=source)
        told = []
        assert bring_up_to_date(instance, say=told.append)
        yield home, instance, told


def test_an_archive_is_many_partitions_of_bearable_size(archive):
    home, instance, told = archive
    lake = Lake(home / "lake")
    assert lake.partitions(Briefs) == instance.get_dynamic_partitions("days") == PARTS
    assert [lake.read(Briefs, one).height for one in PARTS] == [2, 2, 1]
    assert [line.partition(": ")[0] for line in told[:3]] == PARTS
    with duckdb.connect(str(settings().published), read_only=True) as connection:
        days = connection.sql("SELECT DISTINCT ingested_on FROM staging.claims").fetchall()
        assert days == [(datetime.date(2025, 3, 1),)]
        assert connection.sql("SELECT count(*) FROM raw.briefs").fetchall() == [(5,)]
    done = CliRunner().invoke(main, ["run", "--date", DAY], catch_exceptions=False)
    assert done.output.startswith("Nothing new since")


def test_a_wire_copy_of_another_publisher_counts_once_in_the_marts(archive):
    with duckdb.connect(str(settings().published), read_only=True) as connection:
        copies = connection.sql(
            "SELECT copy.source, first.source FROM raw.briefs copy JOIN raw.briefs first "
            "ON copy.duplicate_of = first.brief_id"
        ).fetchall()
        told = connection.sql(
            "SELECT count(*), count(DISTINCT brief_id) FROM staging.claims "
            "WHERE subject = 'BLR' AND predicate = 'admitted'"
        ).fetchall()
        events = connection.sql(
            "SELECT claims, briefs, sources FROM marts.membership_events WHERE subject = 'BLR'"
        ).fetchall()
    assert copies == [("Harbour News", "Example Wire")]
    assert told == [(2, 2)] and [row[2] for row in events] == [1]


def test_what_comes_later_makes_the_last_partition_stale_alone(archive, tmp_path):
    home, *_ = archive
    late = tmp_path / "late.txt"
    late.write_text("Kiribati left the Harbour League in the spring, its council said.", encoding="utf-8")
    day, store = datetime.date.fromisoformat(DAY), settings().landing
    (row,) = land([late], store=store, day=day, limit=9999).landed
    try:
        stamps = Stamps(Lake(home / "lake"))
        assert [stale_stages(stamps, one, store=store) for one in PARTS] == [[], [], list(DAILY)]
        with dg.DagsterInstance.ephemeral() as instance:
            asked = inbox(dg.build_sensor_context(instance=instance)).run_requests
        assert [one.partition_key for one in asked] == [PARTS[-1]]
    finally:
        for path in (store / PARTS[-1]).glob(f"{row['original_sha256']}.*"):
            path.unlink()


def test_backfill_asks_for_every_partition_of_the_days_and_publishes_once(archive):
    _, instance, _ = archive
    done = CliRunner().invoke(main, ["backfill", "--from", DAY], catch_exceptions=False)
    assert done.exit_code == 0 and done.output.startswith("3 days or parts of days are asked for")
    with dg.DagsterInstance.get() as asked:
        runs = asked.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.QUEUED]))
    wanted = [(run.job_name, run.tags["dagster/partition"]) for run in runs]
    assert sorted(wanted) == [("nightly", PARTS[2]), ("reading", PARTS[0]), ("reading", PARTS[1])]
    assert landed_partitions(settings().landing) == PARTS
