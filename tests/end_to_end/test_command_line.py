"""From files to the published warehouse on the command line, in processes of their own, and who reads
meanwhile."""

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline.flow import DAILY

CORPUS = Path(__file__).parents[1] / "data" / "briefs"
STATUSQUO = [sys.executable, "-c", "from statusquo.cli import main; main()"]
TIMEOUT = 600

# Opens the published file again and again until told to stop, and prints what it saw.
READER = """
import duckdb, json, select, sys
seen, opened = [], 0
while True:
    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        briefs, segments = "SELECT count(*) FROM raw.briefs", "SELECT count(*) FROM staging.segments"
        counts = connection.execute(f"SELECT ({briefs}), ({segments})").fetchone()
    opened += 1
    if list(counts) not in seen:
        seen.append(list(counts))
    if opened == 1:
        print("reading", flush=True)
    if select.select([sys.stdin], [], [], 0.2)[0]:
        break
print(json.dumps([opened, seen]), flush=True)
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> dict[str, str]:
    home = tmp_path_factory.mktemp("home")
    return os.environ | {"STATUSQUO_HOME": str(home), "DAGSTER_HOME": ""}


def statusquo(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [*STATUSQUO, *arguments], env=environment, capture_output=True, text=True, timeout=TIMEOUT
    )


@pytest.fixture(scope="module")
def first_run(environment) -> subprocess.CompletedProcess:
    landed = statusquo(environment, "ingest", str(CORPUS / "2025-03-01"), "--date", "2025-03-01")
    assert landed.returncode == 0, landed.stderr
    return statusquo(environment, "run")


def test_run_builds_and_publishes_and_says_so_in_few_lines(first_run, environment):
    assert first_run.returncode == 0, first_run.stderr
    lines = first_run.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["2025-03-01:", "published", "Done"]
    assert " ".join(first_run.stderr.split()) == (
        f"2025-03-01: {', '.join(DAILY)} ... reference tables, marts, publishing ..."
    )
    assert max(map(len, first_run.stderr.splitlines())) <= 80
    home = Path(environment["STATUSQUO_HOME"])
    assert (home / "dagster" / "dagster.yaml").is_file() and "STEP_SUCCESS" in (
        home / "dagster" / "runs.log"
    ).read_text()
    with duckdb.connect(str(home / "statusquo.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM raw.briefs").fetchone() == (5,)


def test_second_run_finds_nothing_new(first_run, environment):
    again = statusquo(environment, "run")
    assert again.returncode == 0 and again.stdout.startswith("Nothing new since ")


def test_day_without_originals_is_an_error_of_one_line(first_run, environment):
    wrong = statusquo(environment, "run", "--date", "2025-03-05")
    assert wrong.returncode == 1 and wrong.stdout == ""
    assert wrong.stderr == "Error: nothing was landed on 2025-03-05; days with originals: 2025-03-01\n"


def test_readers_go_on_while_a_run_publishes(first_run, environment):
    published = Path(environment["STATUSQUO_HOME"]) / "statusquo.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(published)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdout.readline() == "reading\n"
        landed = statusquo(environment, "ingest", str(CORPUS / "2025-03-02"), "--date", "2025-03-02")
        assert landed.returncode == 0, landed.stderr
        ran = statusquo(environment, "run")
        told, errors = reader.communicate("stop\n", timeout=TIMEOUT)
    assert ran.returncode == 0, ran.stderr
    assert errors == "" and reader.returncode == 0
    opened, seen = json.loads(told)
    assert opened > 10
    assert [briefs for briefs, _ in seen] == [5, 7], "whole nights only, the old one first"


def test_documents_are_fresh(environment):
    checked = statusquo(environment, "docs", "--check")
    assert checked.returncode == 0, checked.stderr
