"""Homes that earlier versions made: they can be asked as they are, and the next run renews them."""

import shutil
import tarfile
from pathlib import Path

from bench.torture.homes import Bench, Outcome, call, differences, failure, halves, published
from pipeline.settings import ROOT

# A home of each shape that was handed out, of the same three files, kept as it was.
HOMES = ROOT / "tests" / "data" / "homes"
BRIEFS = HOMES / "briefs"
DAYS = {"2025-06-01": ["lakeside.md", "quay.txt"], "2025-06-02": ["pier.jsonl"]}


def kept() -> list[Path]:
    """The homes of earlier versions, packed."""
    return sorted(HOMES.glob("*.tar.xz"))


def unpacked(archive: Path, home: Path) -> Path:
    """A home of an earlier version, laid out to be used."""
    with tarfile.open(archive) as packed:
        packed.extractall(home, filter="data")
    return home


def fresh(bench: Bench) -> Path:
    """A home that the present version makes of the same briefs."""
    days = [(day, [BRIEFS / name for name in names]) for day, names in DAYS.items()]
    return bench.made("fresh", *days)


def upgrade(bench: Bench, archive: Path) -> list[str]:
    """What goes wrong with a kept home: it cannot be asked before the run, or differs from a fresh one after
    it."""
    home = unpacked(archive, bench.home())
    faults = failure(call(home, "query", "SELECT count(*) FROM raw.briefs", check=False), "query before")
    faults += failure(call(home, "status", "SADC", check=False), "status before")
    faults += failure(call(home, "run", check=False), "the run")
    faults += differences(published(fresh(bench)), published(home), "published tables") + halves(home)
    again = call(home, "run", check=False)
    faults += [] if again.stdout.startswith("Nothing new") else [f"the run again: {again.stdout[-200:]}"]
    shutil.rmtree(home)
    return [f"{archive.name}: {fault}" for fault in faults]


def upgrades(bench: Bench, number: int) -> Outcome:
    """Homes of earlier versions are brought up to date: their tables are those of a fresh home."""
    archives = kept()[:number]
    faults = [fault for archive in archives for fault in upgrade(bench, archive)]
    return Outcome(len(archives), faults, ", ".join(path.name.partition(".")[0] for path in archives))
