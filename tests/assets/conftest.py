"""A whole run over a small corpus of two days, made once for the tests that look at what came of it."""

import dataclasses
import datetime
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest

from pipeline.ingest.landing import Report, land
from pipeline.lake import Lake
from pipeline.settings import settings

CORPUS = Path(__file__).parents[1] / "data" / "briefs"
SQL = ("marts", "macros", "views", "queries")
DAYS = ("2025-03-01", "2025-03-02")


@dataclasses.dataclass
class World:
    """A home with its Dagster instance, and what the first run told."""

    home: Path
    instance: dg.DagsterInstance
    told: list[str] = dataclasses.field(default_factory=list)

    @property
    def lake(self) -> Lake:
        return Lake(self.home / "lake")


def instance_of(home: Path) -> dg.DagsterInstance:
    """A Dagster instance in a home, that tells nobody of anything."""
    return dg.DagsterInstance.local_temp(str(home / "dagster"), overrides={"telemetry": {"enabled": False}})


@contextmanager
def living_in(home: Path) -> Iterator[None]:
    """Let this process use a folder as STATUSQUO_HOME, with seeds and SQL of its own that a test may
    change."""
    given = {
        "STATUSQUO_HOME": home,
        "DAGSTER_HOME": home / "dagster",
        "STATUSQUO_SEEDS": home / "seeds",
        "STATUSQUO_SQL": home / "sql",
    }
    before = {name: os.environ.get(name) for name in given}
    if not (home / "seeds").exists():
        shutil.copytree(settings().seeds, home / "seeds")
        shutil.copytree(
            settings().sql,
            home / "sql",
            ignore=lambda folder, names: [n for n in names if n not in SQL and folder == str(settings().sql)],
        )
    (home / "dagster").mkdir(parents=True, exist_ok=True)
    os.environ.update({name: str(path) for name, path in given.items()})
    settings.cache_clear()
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})
        settings.cache_clear()


def land_corpus(*, backwards: bool = False) -> list[Report]:
    """Land the corpus, each folder on its day."""
    reports = []
    for day in DAYS:
        files = sorted((CORPUS / day).iterdir(), reverse=backwards)
        reports.append(
            land(
                files,
                store=settings().landing,
                day=datetime.date.fromisoformat(day),
                limit=settings().max_original_bytes,
            )
        )
    return reports


@pytest.fixture(scope="package")
def world(tmp_path_factory) -> Iterator[World]:
    """The corpus landed and run, in a home of its own."""
    from assets.runs import bring_up_to_date

    home = tmp_path_factory.mktemp("home")
    with living_in(home):
        land_corpus()
        with instance_of(home) as instance:
            made = World(home, instance)
            assert bring_up_to_date(instance, say=made.told.append)
            yield made
