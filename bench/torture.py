"""Attacks on what must never be lost: `python -m bench.torture`, or `--only kills-of-ingest --scale 0.1`
for less.

Everything happens in homes of its own. Each attack gives how often it was tried and how often something
was lost,
half there, wrong, or told in more than a line. A table of Markdown is printed; docs/reliability.md keeps
the last one.
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import duckdb

from bench.corpus import recombined
from pipeline.identifiers import sha256
from pipeline.settings import ROOT

SEED = 20260102
BRIEFS = 12
DAY, NEXT_DAY = "2026-03-02", "2026-03-03"
STATUSQUO = [sys.executable, "-c", "from statusquo.cli import main; main()"]
LOOP = (
    "import sys; from pipeline.lake import Lake; from pipeline.publish import publish;"
    "from pipeline.settings import settings;"
    "print('began', flush=True);"
    "[publish(Lake(settings().lake), settings().published, sql=settings().sql, floor=0)"
    " for _ in range(int(sys.argv[1]))]"
)
VARIANTS: dict[str, dict[str, str]] = {
    "hash seed": {"PYTHONHASHSEED": "77"},
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "locale": {"LC_ALL": "C"},
    "threads": {"OMP_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"},
    "order of input": {"TORTURE_ORDER": "backwards"},
    "umask": {"TORTURE_UMASK": "77"},
}


class Outcome(NamedTuple):
    """How often an attack was tried, what went wrong each time that something did, and what else is worth
    telling."""

    trials: int
    faults: list[str]
    note: str = ""


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The surroundings of a command that works on a home."""
    return {
        **os.environ,
        "STATUSQUO_HOME": str(home),
        "DAGSTER_HOME": str(home / "dagster"),
        "PYTHONPATH": str(ROOT),
        **(more or {}),
    }


def write_corpus(folder: Path, *, briefs: int = BRIEFS, seed: int = SEED) -> list[Path]:
    """Briefs as files, one each."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for brief in recombined(briefs, seed):
        path = folder / f"{brief['id']}-{seed}.jsonl"
        path.write_text(json.dumps(brief, ensure_ascii=False) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def call(
    home: Path, *arguments: object, more: Mapping[str, str] | None = None, check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Call `statusquo` to its end. Raises CalledProcessError where it fails."""
    umask = int((more or {}).get("TORTURE_UMASK", "-1"), 8)
    command = [*STATUSQUO, *map(str, arguments)]
    return subprocess.run(
        command,
        env=environment(home, more),
        umask=umask,
        capture_output=True,
        text=True,
        errors="replace",
        check=check,
    )


@contextmanager
def child(home: Path, command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """A command in a process group of its own, which is ended with the block."""
    process = subprocess.Popen(
        command,
        env=environment(home),
        start_new_session=True,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a process with all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def killed_at_random(home: Path, command: list[str], longest: float, chance: random.Random) -> None:
    """Run a command and kill it at some instant within so many seconds, unless it ends before."""
    with child(home, command) as process:
        try:
            process.wait(timeout=chance.uniform(0.05, longest))
        except subprocess.TimeoutExpired:
            pass


def published(home: Path) -> dict[str, str]:
    """Hashes of all rows of the tables of a published file, by table; what was rejected aside, whose
    originals are
    told by their path."""
    path = home / "statusquo.duckdb"
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [
            row[0]
            for row in connection.execute(
                "SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY 1"
            ).fetchall()
        ]
        return {
            name: sha256("\n".join(sorted(map(repr, connection.execute(f"FROM {name}").fetchall()))).encode())
            for name in names
            if name != "quality.rejected"
        }


def stored(folder: Path) -> dict[str, str]:
    """Hashes of the files below a folder, by path."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def differences(expected: Mapping[str, str], found: Mapping[str, str], what: str) -> list[str]:
    """What is another, is missing or too much."""
    wrong = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    return [f"{what}: {', '.join(wrong[:3])}"] if wrong else []


class Bench:
    """A folder with a corpus, a home that was made undisturbed, and chance with a fixed seed."""

    def __init__(self, folder: Path, briefs: int = BRIEFS):
        self.folder, self.chance, self.count = folder, random.Random(SEED), 0
        self.corpus = write_corpus(folder / "corpus", briefs=briefs)
        self.later = write_corpus(folder / "later", briefs=max(briefs // 4, 1), seed=SEED + 1)

    def home(self) -> Path:
        """A new home."""
        self.count += 1
        path = self.folder / f"home{self.count}"
        path.mkdir()
        return path

    def made(self, name: str, *days: tuple[str, list[Path]], more: Mapping[str, str] | None = None) -> Path:
        """A home made undisturbed of the corpus on some days, once for a name."""
        home = self.folder / name
        if not home.exists():
            for day, paths in days:
                call(home, "ingest", "--date", day, *paths, more=more)
            call(home, "run", more=more)
        return home

    def whole(self) -> Path:
        """The home of the corpus alone."""
        return self.made("whole", (DAY, self.corpus))

    def copy(self) -> Path:
        """A copy of the home of the corpus."""
        home = self.home()
        home.rmdir()
        return Path(shutil.copytree(self.whole(), home, symlinks=True))


def kills_of_ingest(bench: Bench, number: int) -> Outcome:
    """Taking in is killed a few times, then done: the landing store is that of an undisturbed one."""
    expected, faults = stored(bench.whole() / "landing"), []
    command = [*STATUSQUO, "ingest", "--date", DAY, *map(str, bench.corpus)]
    done = 0
    while done < number:
        home = bench.home()
        for _ in range(min(4, number - done)):
            killed_at_random(home, command, 2.5, bench.chance)
            done += 1
        call(home, "ingest", "--date", DAY, *bench.corpus)
        faults += differences(expected, stored(home / "landing"), "landing store")
        shutil.rmtree(home)
    return Outcome(done, faults)


def kills_of_runs(bench: Bench, number: int) -> Outcome:
    """Runs are killed a few times, then one is let go: all published tables are those of an undisturbed
    home."""
    expected, faults, done = published(bench.whole()), [], 0
    while done < number:
        home = bench.home()
        call(home, "ingest", "--date", DAY, *bench.corpus)
        for _ in range(min(5, number - done)):
            killed_at_random(home, [*STATUSQUO, "run"], 40.0, bench.chance)
            done += 1
        last = call(home, "run", check=False)
        faults += [f"the run after failed: {last.stderr[-200:]}"] if last.returncode else []
        faults += differences(expected, published(home), "published tables")
        faults += [f"left: {path.name}" for path in home.rglob("*.part")]
        shutil.rmtree(home)
    return Outcome(done, faults)


def kills_of_publishing(bench: Bench, number: int) -> Outcome:
    """Publishing is killed at random instants: the published file can be opened each time and is whole."""
    home, faults = bench.copy(), []
    expected = published(home)
    for _ in range(number):
        with child(home, [sys.executable, "-c", LOOP, "9"]) as process:
            process.stdout.readline()
            time.sleep(bench.chance.uniform(0, 4))
        faults += differences(expected, published(home), "published tables")
    shutil.rmtree(home)
    return Outcome(number, faults)


def kills_of_the_daemon(bench: Bench, number: int) -> Outcome:
    """The interface with its daemon is killed after a file was dropped: it is read by the next run, once."""
    faults = []
    home = bench.copy()
    for turn in range(number):
        (home / "inbox").mkdir(exist_ok=True)
        text = f"Ruritania applied to join NATO in {1900 + turn}, an invented minister said."
        (home / "inbox" / f"dropped{turn}.txt").write_text(text, encoding="utf-8")
        port = str(bench.chance.randrange(20000, 40000))
        with child(home, [*STATUSQUO, "ui", "--port", port]) as process:
            try:
                process.wait(timeout=bench.chance.uniform(20, 120))
                faults.append("the interface ended by itself")
            except subprocess.TimeoutExpired:
                pass
        rest = sorted(path for path in (home / "inbox").glob("*.txt"))
        if rest:
            call(home, "ingest", *rest)
            for path in rest:
                path.unlink()
        last = call(home, "run", check=False)
        faults += [f"the run after failed: {last.stderr[-200:]}"] if last.returncode else []
        with duckdb.connect(str(home / "statusquo.duckdb"), read_only=True) as connection:
            sql = "SELECT count(*) FROM raw.briefs WHERE contains(text, 'an invented minister')"
            (found,) = connection.execute(sql).fetchone()
        faults += [] if found == turn + 1 else [f"{found} of {turn + 1} dropped files"]
    shutil.rmtree(home)
    return Outcome(number, faults)


def two_at_once(bench: Bench, number: int) -> Outcome:
    """Two runs of one day, ingestion during a run, a rebuild beside readers: the same tables as one after
    another."""
    both = bench.made("both", (DAY, bench.corpus), (NEXT_DAY, bench.later))
    expected, faults = published(both), []
    for turn in range(number):
        home = bench.home()
        call(home, "ingest", "--date", DAY, *bench.corpus)
        first = ["run"] if turn % 2 else ["run", "--rebuild"]
        with child(home, [*STATUSQUO, *first]) as one:
            time.sleep(bench.chance.uniform(0, 20))
            call(home, "ingest", "--date", NEXT_DAY, *bench.later)
            other = call(home, "run", check=False)
            faults += [f"the second run failed: {other.stderr[-200:]}"] if other.returncode else []
            one.wait()
            faults += ["the first run failed"] if one.returncode else []
        call(home, "run")
        faults += differences(expected, published(home), "published tables")
        shutil.rmtree(home)
    return Outcome(number, faults)


def full_disk(bench: Bench, number: int) -> Outcome:
    """Runs that may write files of some size only, as on a disk that fills up: one line, exit code 1, the
    published
    file as it was; without the limit all is there."""
    home, faults = bench.copy(), []
    call(home, "ingest", "--date", NEXT_DAY, *bench.later)
    before = published(home)
    for _ in range(number):
        limit = bench.chance.choice([20_000, 200_000, 1_000_000, 3_000_000])
        done = subprocess.run(
            [*STATUSQUO, "run"],
            env=environment(home),
            capture_output=True,
            text=True,
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)),
        )
        errors = [line for line in done.stderr.splitlines() if line.startswith("Error")]
        if done.returncode != 1 or len(errors) != 1:
            faults.append(f"limit {limit}: exit code {done.returncode}, {done.stderr[-150:]!r}")
        faults += differences(before, published(home), "published tables")
    call(home, "run")
    both = bench.made("both", (DAY, bench.corpus), (NEXT_DAY, bench.later))
    faults += differences(published(both), published(home), "published tables after it")
    shutil.rmtree(home)
    return Outcome(number, faults)


READER = """
import sys, time, duckdb
path, number, wanted = sys.argv[1], int(sys.argv[2]), sys.argv[3]
sql = ("SELECT (SELECT count(*) FROM raw.briefs) || ' ' || (SELECT count(*) FROM staging.claims) || ' ' ||"
       " (SELECT count(*) FROM marts.membership_status)")
wrong = []
for _ in range(number):
    try:
        with duckdb.connect(path, read_only=True) as connection:
            found = connection.execute(sql).fetchone()[0]
        if found != wanted:
            wrong.append(found)
    except Exception as error:
        wrong.append(str(error))
print(len(wrong), wrong[:1])
"""


def readers(bench: Bench, number: int) -> Outcome:
    """Four processes query while the file is published anew and anew: no error, no half night."""
    home, faults = bench.copy(), []
    path = home / "statusquo.duckdb"
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = ("raw.briefs", "staging.claims", "marts.membership_status")
        wanted = " ".join(
            str(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in tables
        )
    publishes = max(number // 333, 1)
    with child(home, [sys.executable, "-c", LOOP, str(publishes)]) as publisher:
        arguments = [sys.executable, "-c", READER, str(path), str(max(number // 4, 1)), wanted]
        asking = [subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) for _ in range(4)]
        for one in asking:
            told = one.communicate()[0].strip()
            faults += [] if told == "0 []" else [told]
        publisher.wait()
        faults += ["publishing failed"] if publisher.returncode else []
    shutil.rmtree(home)
    return Outcome(number, faults, f"{publishes} publishes meanwhile")


def mutated(content: bytes, chance: random.Random) -> bytes:
    """A content with a few bytes changed, cut out, repeated, moved or put in."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        length = chance.choice((1, 1, 3, 20, 200))
        way = chance.randrange(5)
        if way == 0:
            changed[at : at + 1] = bytes([chance.randrange(256)])
        elif way == 1:
            del changed[at : at + length]
        elif way == 2:
            changed[at:at] = changed[at : at + length] * chance.choice((2, 10))
        elif way == 3:
            changed[at:at] = chance.choice(
                (b"\xff", b"\x00", b"\xed\xa0\x80", b"<", b'"', b"---\n", b"{", b"]]>")
            )
        else:
            other = chance.randrange(len(changed) + 1)
            changed[at:at] = changed[other : other + length]
    return bytes(changed)


def originals() -> list[tuple[bytes, str]]:
    """Contents of all forms with their formats: briefs at full length."""
    briefs = recombined(4, SEED + 2)
    found = []
    for brief in briefs:
        text = brief["text"]
        paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
        item = f"<item><title>A title</title><description><![CDATA[{paragraphs}]]></description></item>"
        found += [
            (text.encode(), "txt"),
            (f"---\ntitle: A title\ndate: 2026-03-02\n---\n\n{text}".encode(), "md"),
            (
                f"<html><title>A title</title><body><h1>A title</h1>{paragraphs}</body></html>".encode(),
                "html",
            ),
            (json.dumps(brief).encode(), "jsonl"),
            (f'<rss version="2.0"><channel>{item}</channel></rss>'.encode(), "feed"),
        ]
    return found


def mutations(bench: Bench, number: int) -> Outcome:
    """Contents with faults of all kinds: each is briefs or a refusal; of a hundredth the texts are read to
    their claims,
    whose spans lie within the text."""
    from pipeline.extract import extract
    from pipeline.ingest.refusals import Refusal

    faults, texts, contents = [], [], originals()
    for turn in range(number):
        content, form = contents[turn % len(contents)]
        try:
            found = texts_of(mutated(content, bench.chance), form)
        except Refusal:
            continue
        except Exception as error:
            faults.append(f"{form}: {type(error).__name__}: {error}")
            continue
        if turn % 100 == 0:
            texts += [text for text in found if text.strip()]
    lines = [json.dumps({"id": str(n), "text": text}).encode() for n, text in enumerate(texts)]
    for answer in extract(lines):
        faults += (
            [] if isinstance(answer, (str, bytes)) else ([str(answer)] if "failed" in str(answer) else [])
        )
    return Outcome(number, faults, f"{len(texts)} of them read to their claims")


def texts_of(content: bytes, form: str) -> list[str]:
    """The texts of the briefs of a content, as ingestion reads it. Raises Refusal."""
    from pipeline.ingest.items import Telling, packed
    from pipeline.ingest.readers import Found, read_content, read_item
    from pipeline.ingest.sources.feeds import body_kind, read_feed

    if form != "feed":
        return [found.text for found in read_content(content, form) if isinstance(found, Found)]
    return [
        read_item(packed(Telling(body_kind(item.content), title=item.title), item.content.encode())).text
        for item in read_feed(content, "https://wire.example/feed")
    ]


def surroundings(bench: Bench, number: int) -> Outcome:
    """Made again under other hash seeds, time zones, locales, threads, orders, umasks: not a row is
    another."""
    expected, faults = published(bench.whole()), []
    chosen = list(VARIANTS.items())[:number]
    for name, more in chosen:
        paths = bench.corpus[:: -1 if "TORTURE_ORDER" in more else 1]
        home = bench.made(f"varied {name}", (DAY, paths), more=more)
        faults += differences(expected, published(home), name)
        shutil.rmtree(home)
    return Outcome(len(chosen), faults, ", ".join(name for name, _ in chosen))


# Name -> the attack and how often it is tried at full scale.
ATTACKS: dict[str, tuple[Callable[[Bench, int], Outcome], int]] = {
    "kills-of-ingest": (kills_of_ingest, 60),
    "kills-of-runs": (kills_of_runs, 60),
    "kills-of-publishing": (kills_of_publishing, 70),
    "kills-of-the-daemon": (kills_of_the_daemon, 10),
    "two-at-once": (two_at_once, 10),
    "full-disk": (full_disk, 10),
    "readers": (readers, 10_000),
    "mutations": (mutations, 100_000),
    "surroundings": (surroundings, len(VARIANTS)),
}


def main() -> int:
    """Attack, print the table; the exit code is 1 where anything went wrong."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--scale", type=float, default=1.0, help="share of the trials, 1 for all")
    arguments.add_argument("--only", action="append", choices=ATTACKS, help="this attack; may be repeated")
    options = arguments.parse_args()
    failed = False
    print("| attack | trials | faults | seconds | |\n| --- | --- | --- | --- | --- |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for name in options.only or ATTACKS:
            attack, full = ATTACKS[name]
            began = time.perf_counter()
            done = attack(bench, max(1, round(full * options.scale)))
            failed = failed or bool(done.faults)
            seconds = time.perf_counter() - began
            print(
                f"| {name} | {done.trials:,} | {len(done.faults)} | {seconds:,.0f} | {done.note} |",
                flush=True,
            )
            for fault in done.faults[:5]:
                print(f"  {name}: {fault}", file=sys.stderr, flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
