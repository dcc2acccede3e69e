"""Several at once: runs, ingestion, a rebuild and readers in one home."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import duckdb

from bench.torture.homes import (
    DAY,
    NEXT_DAY,
    PUBLISH,
    STATUSQUO,
    Bench,
    Outcome,
    call,
    child,
    differences,
    failure,
    published,
    without_news,
)

TABLES = ("raw.briefs", "staging.claims", "marts.membership_status")
COUNTS = "SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES)
# Opens the published file so many times (0: until its input ends) and tells how often the counts were not
# those that were wanted, and the first of these.
READER = """
import duckdb, select, sys
path, number, wanted, sql = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
wrong, asked = [], 0
while asked < number or not number and not select.select([sys.stdin], [], [], 0.02)[0]:
    asked += 1
    try:
        with duckdb.connect(path, read_only=True) as connection:
            found = str(connection.execute(sql).fetchone())
        if found != wanted:
            wrong.append(found)
    except Exception as error:
        wrong.append(str(error))
print(len(wrong), wrong[:1])
"""
NOTHING_WRONG = "0 []"
READERS = 4
QUERIES_TO_A_PUBLISH = 333


def counts(home: Path) -> str:
    """What readers should find in a home."""
    with duckdb.connect(str(home / "statusquo.duckdb"), read_only=True) as connection:
        return str(connection.execute(COUNTS).fetchone())


def reader(home: Path, wanted: str, number: int = 0) -> subprocess.Popen[str]:
    """A process that asks for the counts."""
    command = [sys.executable, "-c", READER, str(home / "statusquo.duckdb"), str(number), wanted, COUNTS]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str], what: str) -> list[str]:
    """Wait for a command; its fault where it failed."""
    return [f"{what} failed"] if process.wait() else []


def runs_of_one_day(bench: Bench, home: Path) -> list[str]:
    """Two runs of the same days, begun within a few seconds."""
    call(home, "ingest", "--date", NEXT_DAY, *bench.later)
    with child(home, [*STATUSQUO, "run"]) as one:
        time.sleep(bench.chance.uniform(0, 10))
        return failure(call(home, "run", check=False), "the second run") + ended(one, "the first run")


def runs_of_two_days(bench: Bench, home: Path) -> list[str]:
    """Two runs, each of a day of its own."""
    call(home, "ingest", "--date", NEXT_DAY, *bench.later)
    with child(home, [*STATUSQUO, "run", "--date", DAY]) as one:
        other = call(home, "run", "--date", NEXT_DAY, check=False)
        return failure(other, "the second run") + ended(one, "the first run")


def ingestion_meanwhile(bench: Bench, home: Path) -> list[str]:
    """Briefs are taken in at any instant of a run, some of them on the day that it reads."""
    with child(home, [*STATUSQUO, "run"]) as one:
        time.sleep(bench.chance.uniform(0, 20))
        call(home, "ingest", "--date", NEXT_DAY, *bench.later)
        call(home, "ingest", "--date", DAY, *bench.corpus)
        faults = ended(one, "the run")
    return faults + failure(call(home, "run", check=False), "the run after")


def rebuild_beside_readers(bench: Bench, home: Path) -> list[str]:
    """Everything is made anew while others read."""
    call(home, "run")
    asking = reader(home, counts(home))
    done = call(home, "run", "--rebuild", check=False)
    told = asking.communicate("enough")[0].strip()
    faults = failure(done, "the rebuild") + ([] if told == NOTHING_WRONG else [f"readers: {told}"])
    call(home, "ingest", "--date", NEXT_DAY, *bench.later)
    return faults + failure(call(home, "run", check=False), "the run after")


WAYS: list[Callable[[Bench, Path], list[str]]] = [
    runs_of_one_day,
    runs_of_two_days,
    ingestion_meanwhile,
    rebuild_beside_readers,
]


def at_once(bench: Bench, number: int) -> Outcome:
    """Two runs of one day, of two days, ingestion during a run, a rebuild beside readers: the tables are
    those of one after another."""
    expected, faults = without_news(published(bench.both())), []
    for turn in range(number):
        way, home = WAYS[turn % len(WAYS)], bench.landed()
        found = way(bench, home)
        found += differences(expected, without_news(published(home)), "published tables")
        faults += [f"{way.__name__}: {fault}" for fault in found]
        shutil.rmtree(home)
    return Outcome(number, faults)


def readers(bench: Bench, number: int) -> Outcome:
    """Four processes query while the file is published anew and anew: no error, no half night."""
    home, faults = bench.copy(), []
    wanted = counts(home)
    publishes = max(number // QUERIES_TO_A_PUBLISH, 1)
    with ExitStack() as stack:
        publisher = stack.enter_context(child(home, [sys.executable, "-c", PUBLISH, str(publishes)]))
        asking = [reader(home, wanted, max(number // READERS, 1)) for _ in range(READERS)]
        for one in asking:
            told = one.communicate()[0].strip()
            faults += [] if told == NOTHING_WRONG else [told]
        faults += ended(publisher, "publishing")
    shutil.rmtree(home)
    return Outcome(number, faults, f"{publishes} publishes meanwhile")
