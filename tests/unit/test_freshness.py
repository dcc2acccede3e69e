"""Stamps: what is stale follows from what was landed, stored and changed, whatever ran before."""

import datetime

import pytest

from pipeline.flow import DAILY
from pipeline.freshness import (
    Stamp,
    Stamps,
    is_published,
    made_from,
    published_from,
    stale_stages,
    stamp_mart,
    stamp_published,
)
from pipeline.ingest.landing import land
from pipeline.lake import Lake
from pipeline.marts import MARTS
from pipeline.settings import settings

DAYS = ("2025-03-01", "2025-03-02")


@pytest.fixture
def store(tmp_path):
    """A landing store with a brief on each of two days."""
    for day in DAYS:
        path = tmp_path / f"{day}.txt"
        path.write_text(f"A synthetic brief of {day} about nothing.", encoding="utf-8")
        land([path], store=tmp_path / "landing", day=datetime.date.fromisoformat(day), limit=1000)
    return tmp_path / "landing"


@pytest.fixture
def stamps(tmp_path, store) -> Stamps:
    """Stamps of a lake in which every stage of both days is fresh; only their files' being there counts."""
    made = Stamps(Lake(tmp_path / "lake"))
    for day in DAYS:
        for name in DAILY:
            refresh(made, name, day, store)
    return made


def refresh(stamps: Stamps, name: str, day: str, store, output: str | None = None) -> None:
    stage = DAILY[name]
    path = stamps.lake.path(stage.model, day) if stage.model else stamps.lake.documents_path(day)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    stamps.write(Stamp(made_from(stamps, stage, day, store=store), output or f"{name} of {day}"), name, day)


def stale(stamps: Stamps, store) -> list[list[str]]:
    return [stale_stages(stamps, day, store=store) for day in DAYS]


def test_what_was_just_made_is_fresh(stamps, store):
    assert stale(stamps, store) == [[], []]


def test_new_original_makes_all_of_its_day_stale(stamps, store, tmp_path):
    late = tmp_path / "late.txt"
    late.write_text("Another synthetic brief.", encoding="utf-8")
    land([late], store=store, day=datetime.date(2025, 3, 1), limit=1000)
    assert stale(stamps, store) == [list(DAILY), []]


def test_refused_file_makes_its_day_stale_too(stamps, store, tmp_path):
    (tmp_path / "empty.txt").touch()
    land([tmp_path / "empty.txt"], store=store, day=datetime.date(2025, 3, 2), limit=1000)
    assert stale(stamps, store) == [[], list(DAILY)]


def test_what_came_out_the_same_leaves_what_reads_it_fresh(stamps, store):
    refresh(stamps, "mentions", DAYS[0], store)
    assert stale(stamps, store) == [[], []]
    refresh(stamps, "mentions", DAYS[0], store, output="something else")
    assert stale(stamps, store) == [
        ["appearances", "unlinked_names", "statements", "claims", "claims_doubtful"],
        [],
    ]


def test_changed_briefs_of_a_day_concern_the_briefs_of_later_days(stamps, store):
    refresh(stamps, "briefs", DAYS[0], store, output="something else")
    first, second = stale(stamps, store)
    assert first[0] == "segments" and second == ["briefs"]


@pytest.mark.parametrize("name", ["briefs", "parsed", "claims"])
def test_lost_file_is_noticed(stamps, store, name):
    path = (
        stamps.lake.path(DAILY[name].model, DAYS[1])
        if DAILY[name].model
        else stamps.lake.documents_path(DAYS[1])
    )
    path.unlink()
    assert stale(stamps, store) == [[], [name]]


def test_forgotten_and_broken_stamps_are_stale(stamps, store):
    stamps.forget("claims", DAYS[0])
    stamps.path("statements", DAYS[1]).write_text("{")
    first, second = stale(stamps, store)
    assert first == ["claims"] and second[0] == "statements"


def test_remembered_stamps_give_the_same(stamps, store):
    stamps.forget("parsed", DAYS[0])
    assert stale(Stamps(stamps.lake, remember=True), store) == stale(stamps, store)


def test_file_with_marts_of_before_is_not_taken_as_published(stamps, tmp_path, monkeypatch):
    monkeypatch.setenv("STATUSQUO_HOME", str(tmp_path))
    settings.cache_clear()
    try:
        lake = stamps.lake
        source = published_from(lake)
        for mart in MARTS:
            stamp_mart(lake, mart.name, source)
        stamp_published(lake, source)
        assert not is_published(lake), "there is no file"
        settings().published.write_bytes(b"what was published")
        stamp_published(lake, source)
        assert is_published(lake)
        for damaged in (b"what was", b"what was damaged!!"):
            settings().published.write_bytes(damaged)
            assert not is_published(lake), "it is made anew"
        settings().published.write_bytes(b"what was published")
        assert is_published(lake)
        stamp_mart(lake, MARTS[0].name, "what was there before")
        stamp_published(lake, source)
        assert not is_published(lake)
    finally:
        monkeypatch.undo()
        settings.cache_clear()
