"""The commands of sources as people call them: add, list, check, run; and days that cannot be asked for."""

import json

import pytest
from click.testing import CliRunner
from loopback import served

from pipeline.settings import settings
from statusquo.cli import main

BODY = "<p>Ruritania has applied to join the Harbour League, its council said on Friday.</p>" * 9
FEED = (
    '<rss version="2.0"><channel><item><guid>urn:1</guid><title>A synthetic bid</title>'
    f"<description><![CDATA[{BODY}]]></description></item></channel></rss>"
).encode()


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("STATUSQUO_HOME", str(tmp_path))
    monkeypatch.setenv("STATUSQUO_ADMIT_LOOPBACK", "true")
    monkeypatch.setenv("STATUSQUO_FETCH_DELAY", "0")
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def run(*arguments):
    return CliRunner().invoke(main, arguments, prog_name="statusquo")


def test_a_source_is_added_listed_checked_and_run(home):
    assert run("sources", "run").stderr.startswith("Error: no sources in ")
    with served() as site:
        site.routes["/feed"] = FEED
        added = run("sources", "add", "wire", "--kind", "feed", "--url", f"{site.url}/feed")
        assert added.exit_code == 0 and "statusquo sources check wire tries it" in added.stdout
        again = run("sources", "add", "wire", "--kind", "feed", "--url", f"{site.url}/other")
        assert again.exit_code == 1 and len(again.stderr.splitlines()) == 1
        checked = run("sources", "check", "wire")
        assert checked.exit_code == 0 and "A synthetic bid" in checked.stdout
        assert not settings().landing.exists(), "a check takes nothing in"
        assert run("sources", "run", "wire").exit_code == 0
        (row,) = json.loads(run("sources", "list", "--format", "json").stdout)
        assert (row["name"], row["items"], row["problem"]) == ("wire", 1, None) and row["last good"]


def test_a_source_that_cannot_be_had_is_told_and_the_others_go_on(home):
    with served() as site:
        site.routes["/feed"] = FEED
        run("sources", "add", "gone", "--kind", "feed", "--url", f"{site.url}/gone")
        run("sources", "add", "wire", "--kind", "feed", "--url", f"{site.url}/feed")
        result = run("sources", "run")
        assert result.exit_code == 1 and "404" in result.stderr and "wire: 1" in result.stdout
        assert run("sources", "check", "gone").exit_code == 1


@pytest.mark.parametrize(
    "arguments, code, told",
    [
        (("backfill", "--from", "2026-03-02"), 1, "nothing was landed from 2026-03-02 to 2026-03-02"),
        (("backfill", "--from", "2026-03-02", "--to", "2026-03-01"), 2, "2026-03-01 is before 2026-03-02"),
        (("sources", "check", "none"), 1, "none"),
        (("sources", "add", "wire", "--kind", "feed"), 1, "url"),
    ],
)
def test_what_cannot_be_asked_for_is_one_line(home, arguments, code, told):
    result = run(*arguments)
    assert (result.exit_code, len(result.stderr.splitlines())) == (code, 1)
    assert told in result.stderr
