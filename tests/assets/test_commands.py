"""Commands that work with Dagster on a whole home: catch-up and backfill."""

import dagster as dg
from click.testing import CliRunner
from conftest import DAYS

from pipeline.ingest.sources.configuration import sources_file
from statusquo.cli import main


def run(*arguments):
    return CliRunner().invoke(main, arguments, prog_name="statusquo")


def test_catch_up_has_nothing_to_do_and_tells_of_a_source_that_cannot_be_had(world):
    assert "Nothing was missed" in run("catch-up").stdout
    sources_file().write_text('[gone]\nkind = "folder"\npath = "/no/such/folder"\n', encoding="utf-8")
    try:
        result = run("catch-up")
        assert result.exit_code == 1 and "gone" in result.stderr and "Nothing was missed" in result.stdout
        assert run("catch-up", "--no-fetch").exit_code == 0
    finally:
        sources_file().unlink()


def test_backfill_asks_for_the_days_that_have_something_landed(world):
    before = {run.run_id for run in world.instance.get_runs()}
    result = run("backfill", "--from", "2025-02-01", "--to", "2025-04-01")
    assert result.exit_code == 0 and result.stdout.startswith("2 days are asked for")
    with dg.DagsterInstance.get() as instance:
        asked = [one for one in instance.get_runs() if one.run_id not in before]
        wanted = {(one.job_name, one.tags["dagster/partition"]) for one in asked}
        for one in asked:
            instance.delete_run(one.run_id)
    assert wanted == {("reading", DAYS[0]), ("nightly", DAYS[1])}
