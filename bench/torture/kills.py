"""Processes that are killed: at random instants, and before or after they rename what they wrote."""

import random
import shutil
import subprocess
import sys
import time
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
    environment,
    failure,
    halves,
    published,
    stored,
)

# Kills itself beside the so manieth rename: before it, or after it where the second argument is "after".
AT_RENAME = """
import os, signal, sys
left, rename = int(sys.argv.pop(1)), os.replace
after = sys.argv.pop(1) == "after"
def replace(*names, **options):
    global left
    left -= 1
    if left == 0 and not after:
        os.kill(os.getpid(), signal.SIGKILL)
    rename(*names, **options)
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
os.replace = replace
"""
# Kills itself when it stores answers of models for the so manieth time, that share of them written.
AT_ANSWERS = """
import os, signal, sys
left, share = int(sys.argv.pop(1)), float(sys.argv.pop(1))
from pipeline.language.encoder.answers import Answers
flush = Answers.flush
def torn(answers):
    global left
    left -= bool(answers.new)
    last, size = left == 0 and bool(answers.new), os.path.getsize(answers.path)
    flush(answers)
    if last:
        written = os.path.getsize(answers.path) - size
        os.truncate(answers.path, size + int(share * written))
        os.kill(os.getpid(), signal.SIGKILL)
Answers.flush = torn
"""
SHARES = (0.0, 0.001, 0.5, 0.999, 1.0)
MAIN = "from statusquo.cli import main\nmain()"
# Tells on its last line how often it renamed something.
COUNTED = """
import atexit, os
rename, renamed = os.replace, []
def replace(*names, **options):
    renamed.append(names)
    rename(*names, **options)
os.replace = replace
atexit.register(lambda: print(len(renamed), flush=True))
"""
RENAMES_OF_PUBLISHING = 2


def killed_at_random(home: Path, command: list[str], longest: float, chance: random.Random) -> None:
    """Run a command and kill it at some instant within so many seconds, unless it ends before."""
    with child(home, command) as process:
        try:
            process.wait(timeout=chance.uniform(0.05, longest))
        except subprocess.TimeoutExpired:
            pass


def killed_as_it_lands(home: Path, command: list[str], files: int, chance: random.Random) -> None:
    """Run a command and kill it once so many files, halves among them, lie in the landing store, unless it
    ends before: the clock does not tell how far it has come."""
    with child(home, command) as process:
        while process.poll() is None and sum(1 for _ in (home / "landing").rglob("*.*")) < files:
            pass
        time.sleep(chance.uniform(0, 0.002))


def of_ingest(bench: Bench, number: int) -> Outcome:
    """Taking in is killed a few times, then done: the landing store is that of an undisturbed one."""
    expected, faults = stored(bench.landed() / "landing"), []
    command = [*STATUSQUO, "ingest", "--date", DAY, *map(str, bench.corpus)]
    done = 0
    while done < number:
        home = bench.home()
        kills = min(4, number - done)
        for files in sorted(bench.chance.randrange(len(expected)) for _ in range(kills)):
            killed_as_it_lands(home, command, files, bench.chance)
            done += 1
        call(home, "ingest", "--date", DAY, *bench.corpus)
        faults += differences(expected, stored(home / "landing"), "landing store")
        shutil.rmtree(home)
    return Outcome(done, faults)


def of_runs(bench: Bench, number: int) -> Outcome:
    """Runs are killed a few times, then one is let go: all published tables are those of an undisturbed
    home."""
    expected, faults, done = published(bench.whole()), [], 0
    while done < number:
        home = bench.landed()
        for _ in range(min(5, number - done)):
            killed_at_random(home, [*STATUSQUO, "run"], 40.0, bench.chance)
            done += 1
        faults += failure(call(home, "run", check=False), "the run after")
        faults += differences(expected, published(home), "published tables") + halves(home)
        shutil.rmtree(home)
    return Outcome(done, faults)


def renames_of_a_night(bench: Bench) -> int:
    """How often a night's run renames something: each file that it stores, the published one last but for a
    stamp."""
    home = bench.waiting()
    command = [sys.executable, "-c", COUNTED + MAIN, "run"]
    done = subprocess.run(command, env=environment(home), capture_output=True, text=True, check=True)
    shutil.rmtree(home)
    return int(done.stdout.splitlines()[-1])


def places(renames: int, number: int) -> list[tuple[int, str]]:
    """So many places of kills: beside the rename of the published file and of the two notes after it first,
    the rest spread over what comes before."""
    last = [(renames - back, when) for back in (2, 1, 0) for when in ("after", "before")]
    spread = max(number - len(last), 1)
    rest = [(1 + one * (renames - 3) // spread, "before" if one % 2 else "after") for one in range(spread)]
    return [*last, *rest][:number]


def at_renames(bench: Bench, number: int) -> Outcome:
    """A night's run is killed beside renames from its first to its last, then let go: nothing is lost,
    nothing is double.

    The published file is the old one or the new one at every moment. A kill in the first half of a night is
    followed by one in what is left of it, before the run that is let go.
    """
    old, new, faults = published(bench.whole()), published(bench.night()), []
    renames = renames_of_a_night(bench)
    home = bench.waiting()
    chosen = places(renames, number)
    for turn, (place, when) in enumerate(chosen, start=1):
        with child(home, [sys.executable, "-c", AT_RENAME + MAIN, str(place), when, "run"]) as process:
            process.wait()
        if published(home) not in (old, new):
            faults.append(f"killed {when} rename {place}: the published tables are neither old nor new")
        if place < renames // 2 and turn % 2 and turn < len(chosen):
            continue
        faults += failure(call(home, "run", check=False), "the run after")
        found = differences(new, published(home), "published tables") + halves(home)
        faults += [f"killed {when} rename {place}: {fault}" for fault in found]
        shutil.rmtree(home)
        home = bench.waiting()
    shutil.rmtree(home)
    return Outcome(len(chosen), faults, f"of {renames} renames of a night")


def kept_answers(home: Path) -> dict[str, str]:
    """Hashes of the answers of models that a home keeps, by file."""
    return {name: found for name, found in stored(home / "lake").items() if name.endswith(".answers")}


def of_answers(bench: Bench, number: int) -> Outcome:
    """Runs are killed a few times while they store answers of models, all, some or none of them written, then
    one is let go: the published tables and the stored answers are those of an undisturbed home."""
    tables, answers = published(bench.whole()), kept_answers(bench.whole())
    faults, done = [] if answers else ["an undisturbed home keeps no answers"], 0
    while done < number:
        home = bench.landed()
        for _ in range(min(3, number - done)):
            place, share = bench.chance.randint(1, 2), SHARES[done % len(SHARES)]
            with child(
                home, [sys.executable, "-c", AT_ANSWERS + MAIN, str(place), str(share), "run"]
            ) as process:
                if process.wait() >= 0:
                    faults.append(f"a run was not killed when it stored answers for the {place}. time")
            done += 1
        faults += failure(call(home, "run", check=False), "the run after")
        faults += differences(tables, published(home), "published tables") + halves(home)
        faults += differences(answers, kept_answers(home), "stored answers")
        shutil.rmtree(home)
    return Outcome(done, faults)


def of_publishing(bench: Bench, number: int) -> Outcome:
    """Publishing is killed, at random instants and beside its renames: the published file can be opened each
    time and is whole."""
    home, faults = bench.copy(), []
    expected = published(home)
    for turn in range(number):
        if turn % 4 == 3:
            place, when = 1 + turn // 4 % RENAMES_OF_PUBLISHING, "after" if turn // 8 % 2 else "before"
            command = [sys.executable, "-c", AT_RENAME + PUBLISH, str(place), when, "1"]
            with child(home, command) as process:
                if process.wait() == 0:
                    faults.append(f"publishing was not killed beside rename {place}")
        else:
            with child(home, [sys.executable, "-c", PUBLISH, "9"]) as process:
                process.stdout.readline()
                time.sleep(bench.chance.uniform(0, 4))
        faults += differences(expected, published(home), "published tables")
    shutil.rmtree(home)
    return Outcome(number, faults)


def of_the_daemon(bench: Bench, number: int) -> Outcome:
    """The interface with its daemon is killed after a file was dropped: it is read by the next run, once."""
    faults: list[str] = []
    home, by_itself = bench.copy(), 0
    (home / "inbox").mkdir(exist_ok=True)
    for turn in range(number):
        text = f"Ruritania applied to join NATO in {1900 + turn}, an invented minister said."
        (home / "inbox" / f"dropped{turn}.txt").write_text(text, encoding="utf-8")
        port = str(bench.chance.randrange(20000, 40000))
        with child(home, [*STATUSQUO, "ui", "--port", port]) as process:
            try:
                process.wait(timeout=bench.chance.uniform(20, 120))
                faults.append("the interface ended by itself")
            except subprocess.TimeoutExpired:
                pass
        by_itself += dropped(home) == turn + 1
        rest = sorted((home / "inbox").glob("*.txt"))
        if rest:
            call(home, "ingest", "--date", NEXT_DAY, *rest)
            for path in rest:
                path.unlink()
        faults += failure(call(home, "run", check=False), "the run after")
        found = dropped(home)
        faults += [] if found == turn + 1 else [f"{found} of {turn + 1} dropped files"]
    faults += halves(home)
    shutil.rmtree(home)
    return Outcome(number, faults, f"{by_itself} of the files were published before the kill")


def dropped(home: Path) -> int:
    """How many of the dropped briefs are published."""
    with duckdb.connect(str(home / "statusquo.duckdb"), read_only=True) as connection:
        sql = "SELECT count(*) FROM raw.briefs WHERE contains(text, 'an invented minister')"
        return connection.execute(sql).fetchone()[0]
