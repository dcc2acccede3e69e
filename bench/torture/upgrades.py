"""Homes that earlier versions made: they can be asked as they are, and the next run renews them."""

import json
import shutil
import tarfile
from pathlib import Path

from bench.torture.homes import Bench, Outcome, call, differences, failure, halves, published, without_news
from pipeline.settings import ROOT

# A home of each shape that was handed out, kept as it was but for Dagster's records. All were made of three
# files: two texts, and JSON lines of which one has an empty text.
HOMES = ROOT / "tests" / "data" / "homes"
BRIEFS = 4


def kept() -> list[Path]:
    """The homes of earlier versions, packed."""
    return sorted(HOMES.glob("*.tar.xz"))


def unpacked(archive: Path, home: Path) -> Path:
    """A home of an earlier version, laid out to be used."""
    with tarfile.open(archive) as packed:
        packed.extractall(home, filter="data")
    return home


def fresh(archive: Path, home: Path) -> Path:
    """A home in which the present version has read what an earlier one landed."""
    unpacked(archive, home)
    shutil.rmtree(home / "lake")
    (home / "statusquo.duckdb").unlink()
    call(home, "run")
    return home


def upgrade(bench: Bench, archive: Path) -> list[str]:
    """What goes wrong with a kept home: it cannot be asked before the run, or differs from a fresh one after
    it."""
    home, other = unpacked(archive, bench.home()), fresh(archive, bench.home())
    count = "SELECT count(*) AS briefs FROM raw.briefs"
    before = call(home, "query", "--format", "json", count, check=False)
    faults = failure(before, "a query before the run") + failure(
        call(home, "status", "SADC", check=False), "status before the run"
    )
    faults += failure(call(home, "run", check=False), "the run")
    faults += differences(without_news(published(other)), without_news(published(home)), "published tables")
    faults += halves(home)
    after = call(home, "query", "--format", "json", count, check=False)
    expected = [{"briefs": BRIEFS}]
    faults += [
        f"{told.stdout!r} instead of {BRIEFS} briefs"
        for told in (before, after)
        if not told.returncode and json.loads(told.stdout) != expected
    ]
    again = call(home, "run", check=False)
    faults += [] if again.stdout.startswith("Nothing new") else [f"the run again: {again.stdout[-200:]}"]
    shutil.rmtree(home)
    shutil.rmtree(other)
    return [f"{archive.name}: {fault}" for fault in faults]


def upgrades(bench: Bench, number: int) -> Outcome:
    """Homes of earlier versions are brought up to date: their tables are those of a fresh home."""
    archives = kept()[:number]
    faults = [fault for archive in archives for fault in upgrade(bench, archive)]
    return Outcome(len(archives), faults, ", ".join(path.name.partition(".")[0] for path in archives))
