"""A night: one tick of the schedule asks the sources, reads, publishes and tells what it did. All texts are
synthetic."""

import datetime
import json
import xml.etree.ElementTree as tree

import dagster as dg
import duckdb
import pytest
from click.testing import CliRunner
from conftest import instance_of, living_in
from loopback import served

from assets.alerts import late_night
from assets.definitions import defs
from assets.jobs import hourly_schedule, nightly_schedule
from assets.runs import execute
from pipeline import nights
from pipeline.ingest.landing import land
from pipeline.ingest.sources.configuration import add_source, sources_file
from pipeline.settings import settings
from statusquo.cli import doctor, main

BODY = (
    "<p>STRELSAU -- Iran has been a member of the Shanghai Cooperation Organisation since 2023, deputy minister Rudolf Elphberg"
    " said on Monday.</p><p>“We support the application of Belarus to join BRICS,” he said.</p>"
)
FEED = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><guid>urn:1</guid>'
    "<title>Synthetic: Iran and the SCO</title><pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate>"
    f"<content:encoded><![CDATA[{BODY}]]></content:encoded></item></channel></rss>"
).encode()


def tick(schedule: dg.ScheduleDefinition, instance: dg.DagsterInstance, at: datetime.datetime):
    """What a schedule asks for at a time."""
    repository = defs.get_repository_def()
    context = dg.build_schedule_context(instance, scheduled_execution_time=at, repository_def=repository)
    return schedule.evaluate_tick(context)


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    """A home with two sources, of which one cannot be had, after one tick and the runs that it asks for."""
    home = tmp_path_factory.mktemp("night")
    with pytest.MonkeyPatch.context() as patch, served() as site:
        patch.setenv("STATUSQUO_ADMIT_LOOPBACK", "true")
        with living_in(home), instance_of(home) as instance:
            site.routes["/feed"] = FEED
            add_source("wire", {"kind": "feed", "url": f"{site.url}/feed", "outlet": "Example Wire"})
            add_source("gone", {"kind": "feed", "url": f"{site.url}/gone", "every": "hour"})
            now = datetime.datetime.now(datetime.UTC)
            requests = tick(nightly_schedule, instance, now).run_requests
            results = [execute("nightly", instance, partition_key=one.partition_key) for one in requests]
            yield home, instance, site, now, requests, results


def test_one_tick_ends_in_statements_in_the_published_file(night):
    *_, now, requests, _ = night
    assert [one.partition_key for one in requests] == [now.date().isoformat()]
    with duckdb.connect(str(settings().published), read_only=True) as connection:
        said = connection.sql(
            "SELECT speaker, briefs.source, title FROM staging.statements JOIN raw.briefs USING (brief_id)"
        ).fetchall()
        refused = connection.sql("SELECT reason, what FROM quality.rejected").fetchall()
    assert ("Rudolf Elphberg", "Example Wire", "Synthetic: Iran and the SCO") in said
    assert [reason for reason, what in refused if what.startswith("source gone")] == ["server_error"]


def test_a_source_that_fails_fails_alone_and_is_tried_again(night):
    _, instance, site, *_, (result,) = night
    assert [path for path, _ in site.asked].count("/gone") == 2
    runs = instance.get_runs(dg.RunsFilter(job_name="fetching"))
    told = sorted((run.tags["dagster/partition"], run.status.value) for run in runs)
    assert told == [("gone", "FAILURE"), ("gone", "FAILURE"), ("wire", "SUCCESS")]
    (check,) = [one for one in result.get_asset_check_evaluations() if one.check_name == "all_came"]
    assert not check.passed and check.severity is dg.AssetCheckSeverity.WARN
    assert "gone" in check.metadata["problems"].value


def test_the_summary_tells_what_the_night_did(night):
    home, *_, now, _, _ = night
    day = now.date().isoformat()
    told = (home / "nights" / f"{day}.md").read_text(encoding="utf-8")
    assert (
        "| wire | 1 | 0 | 0 |" in told
        and "| Example Wire | 1 |" in told
        and "| landing | server_error | 1 |" in told
    )
    assert "| staging.statements |" in told and nights.last_good().day == day and nights.lateness(now) is None


def test_a_second_night_in_which_nothing_changed_costs_a_304(night):
    _, instance, site, now, *_ = night
    asked = [dg.AssetKey("sources")]
    result = execute("nightly", instance, partition_key=now.date().isoformat(), asset_selection=asked)
    assert site.asked[-1][0] == "/gone" and ("/feed", 304) in site.asked
    (made,) = result.get_asset_materialization_events()
    assert made.materialization.metadata["landed"].value == 0


def test_a_file_that_is_dropped_asks_no_source(night):
    _, instance, site, now, *_ = night
    asked = len(site.asked)
    job = defs.resolve_job_def("nightly")
    job.execute_in_process(
        instance=instance,
        partition_key=now.date().isoformat(),
        asset_selection=[dg.AssetKey("sources")],
        tags={"dagster/sensor_name": "inbox"},
    )
    assert len(site.asked) == asked


def test_a_wrong_configuration_is_told_and_stops_no_night(night):
    home, instance, _, now, *_ = night
    good = sources_file().read_text(encoding="utf-8")
    sources_file().write_text("[wire]\nkind = 'news'\n", encoding="utf-8")
    try:
        assert "kind" in tick(hourly_schedule, instance, now).skip_message
        assert [one.partition_key for one in tick(nightly_schedule, instance, now).run_requests] == [
            now.date().isoformat()
        ]
        result = execute(
            "nightly",
            instance,
            partition_key=now.date().isoformat(),
            asset_selection=[dg.AssetKey("sources")],
        )
    finally:
        sources_file().write_text(good, encoding="utf-8")
    (check,) = result.get_asset_check_evaluations()
    assert not check.passed and "kind" in check.metadata["problems"].value


def test_sources_of_every_hour_are_asked_every_hour(night):
    _, instance, _, now, *_ = night
    assert [one.partition_key for one in tick(hourly_schedule, instance, now).run_requests] == ["gone"]


def test_nights_that_were_missed_are_made_up_for(night):
    home, instance, _, now, *_ = night
    missed = now.date() - datetime.timedelta(days=3)
    path = home / "late.txt"
    path.write_text(
        "Belarus has applied to join the Harbour League, its council said on Friday.", encoding="utf-8"
    )
    land([path], store=settings().landing, day=missed, limit=9999)
    asked = [one.partition_key for one in tick(nightly_schedule, instance, now).run_requests]
    assert asked == [missed.isoformat(), now.date().isoformat()]


def test_catch_up_asks_the_sources_and_reads_what_was_missed(night):
    _, _, site, now, *_ = night
    asked = len(site.asked)
    done = CliRunner().invoke(main, ["catch-up"])
    assert done.exit_code == 1 and "gone" in done.output and "server_error" in done.output
    assert ("/feed", 304) in site.asked[asked:]
    missed = now.date() - datetime.timedelta(days=3)
    with duckdb.connect(str(settings().published), read_only=True) as connection:
        days = connection.sql("SELECT DISTINCT ingested_on FROM raw.briefs ORDER BY 1").fetchall()
    assert days == [(missed,), (now.date(),)]
    again = CliRunner().invoke(main, ["catch-up", "--no-fetch"])
    assert again.exit_code == 0 and again.output.startswith("Nothing was missed since")
    assert [one.partition_key for one in tick(nightly_schedule, night[1], now).run_requests] == [
        str(now.date())
    ]


# Alerts


def test_a_late_night_is_told_once_in_a_log_and_an_atom_file(night):
    home, instance, *_ = night
    assert nights.lateness(nights.last_good().ended + datetime.timedelta(hours=30)).startswith(
        "the last good night ended"
    )
    (path,) = (home / "nights").glob("????-??-??.json")
    kept = path.read_bytes()
    old = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=50)).isoformat()
    path.write_text(json.dumps(json.loads(kept) | {"ended": old}), encoding="utf-8")
    try:
        context = dg.build_sensor_context(instance=instance, definitions=defs)
        for _ in range(2):
            late_night(context)
        fine, found = doctor.night()
        assert not fine and found.startswith("late: the last good night ended")
    finally:
        path.write_bytes(kept)
    fine, found = doctor.night()
    assert fine and found.startswith(f"last good night: {nights.last_good().day}, ended")
    assert (home / "nights" / "alerts.log").read_text(encoding="utf-8").count("the night is late") == 1
    feed = tree.parse(home / "nights" / "alerts.atom")
    assert [
        entry.findtext("{http://www.w3.org/2005/Atom}title")
        for entry in feed.iter("{http://www.w3.org/2005/Atom}entry")
    ] == ["the night is late"]


def test_alerts_pile_up_the_newest_first_and_damage_loses_none_of_the_new(tmp_path, monkeypatch):
    monkeypatch.setenv("STATUSQUO_HOME", str(tmp_path))
    settings.cache_clear()
    try:
        for number in range(3):
            nights.tell(
                nights.Alert(
                    datetime.datetime(2026, 3, 2, number, tzinfo=datetime.UTC), f"run {number} failed", "a\nb"
                )
            )
        assert [alert.title for alert in nights.earlier_alerts()] == [
            "run 2 failed",
            "run 1 failed",
            "run 0 failed",
        ]
        (tmp_path / "nights" / "alerts.atom").write_text("<broken", encoding="utf-8")
        nights.tell(nights.Alert(datetime.datetime(2026, 3, 3, tzinfo=datetime.UTC), "run 3 failed", "c"))
        assert [alert.title for alert in nights.earlier_alerts()] == ["run 3 failed"]
        assert (tmp_path / "nights" / "alerts.log").read_text(encoding="utf-8").count("\n") == 4
    finally:
        settings.cache_clear()
