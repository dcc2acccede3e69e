"""Homes to attack, what is called in them, and what they hold in the end."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import duckdb

from bench.children import COMPILED_ONCE
from bench.corpus import recombined
from pipeline.identifiers import sha256
from pipeline.settings import ROOT

SEED = 20260102
BRIEFS = 12
DAY, NEXT_DAY = "2026-03-02", "2026-03-03"
STATUSQUO = [sys.executable, "-c", "from statusquo.cli import main; main()"]
# Publishes so many times what a home has in its lake.
PUBLISH = (
    "import sys; from pipeline.lake import Lake; from pipeline.publish import publish;"
    "from pipeline.settings import settings;"
    "print('began', flush=True);"
    "[publish(Lake(settings().lake), settings().published, sql=settings().sql, floor=0)"
    " for _ in range(int(sys.argv[1]))]"
)
UNREADABLE = "cannot be opened"
NEWS = "marts.news"


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
        **COMPILED_ONCE,
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


def failure(done: subprocess.CompletedProcess[str], what: str) -> list[str]:
    """The fault of a command that should have succeeded."""
    return [f"{what} failed: {done.stderr[-200:]}"] if done.returncode else []


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


def hashes(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Hashes of all rows of the tables, by table; what was rejected aside, whose originals are told by their
    path."""
    names = connection.execute(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY 1"
    ).fetchall()
    return {
        name: sha256("\n".join(sorted(map(repr, connection.execute(f"FROM {name}").fetchall()))).encode())
        for (name,) in names
        if name != "quality.rejected"
    }


def published(home: Path) -> dict[str, str]:
    """Hashes of the tables of the published file of a home."""
    path = home / "statusquo.duckdb"
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            return hashes(connection)
    except duckdb.Error:
        return {UNREADABLE: str(path)}


def without_news(tables: Mapping[str, str]) -> dict[str, str]:
    """Hashes of tables, the news aside: they tell what the last publish changed, and depend on how many there
    were."""
    return {name: found for name, found in tables.items() if name != NEWS}


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


def halves(home: Path) -> list[str]:
    """Files that were being written and lie there still."""
    return [f"left: {path.name}" for path in home.rglob("*.part")]


class Bench:
    """A folder with a corpus, homes that were made undisturbed, and chance with a fixed seed."""

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

    def landed(self) -> Path:
        """A new home in which the corpus was landed and nothing was read."""
        home = self.home()
        call(home, "ingest", "--date", DAY, *self.corpus)
        return home

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

    def both(self) -> Path:
        """The home of the corpus and of what came a day later."""
        return self.made("both", (DAY, self.corpus), (NEXT_DAY, self.later))

    def copy(self, of: Path | None = None) -> Path:
        """A copy of a home, by default of that of the corpus."""
        home = self.home()
        home.rmdir()
        return Path(shutil.copytree(of or self.whole(), home, symlinks=True))

    def waiting(self) -> Path:
        """A copy of the home of the corpus in which a later day was landed and not read."""
        kept = self.folder / "waiting"
        if not kept.exists():
            self.copy().rename(kept)
            call(kept, "ingest", "--date", NEXT_DAY, *self.later)
        return self.copy(kept)

    def night(self) -> Path:
        """The home in which the later day was read after the corpus was published, undisturbed."""
        home = self.folder / "night"
        if not home.exists():
            self.waiting().rename(home)
            call(home, "run")
        return home
