"""A brief whose reading takes too long is refused with a reason, and the others are read."""

import threading
import time

import pytest

from pipeline import stages
from pipeline.errors import SeedError
from pipeline.settings import settings
from pipeline.timing import TooSlow, limited
from schemas.staging import Segments

BRIEF = {"ingested_on": None, "original_sha256": "0" * 64}


@pytest.fixture
def short_of_time(monkeypatch):
    monkeypatch.setenv("STATUSQUO_BRIEF_SECONDS", "0.1")
    settings.cache_clear()
    yield
    settings.cache_clear()


def busy(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_work_is_stopped_at_its_limit_and_left_alone_after():
    with pytest.raises(TooSlow, match=r"more than 0.05 s of processor time"), limited(0.05):
        busy(5)
    with limited(0.05):
        pass
    busy(0.1)


def test_another_thread_has_no_limit():
    failed = []

    def work():
        try:
            with limited(0.01):
                busy(0.05)
        except TooSlow as error:
            failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert not failed


def test_a_brief_that_takes_too_long_is_refused_and_the_night_goes_on(short_of_time):
    read = []

    def rows_of(brief):
        if brief["brief_id"] == "b":
            busy(5)
        read.append(brief["brief_id"])
        return []

    made = stages.read_each("segments", Segments, [(BRIEF | {"brief_id": name},) for name in "abc"], rows_of)
    assert read == ["a", "c"]
    (refused,) = made.refused.iter_rows(named=True)
    assert refused["what"] == "raw.briefs b" and refused["reason"] == "reading_failed"
    assert "TooSlow: took more than 0.1 s" in refused["detail"]


def test_a_fault_of_the_seeds_refuses_no_brief():
    def rows_of(brief):
        raise SeedError("cues.csv: line 3: column kind: 'x' breaks isin")

    with pytest.raises(SeedError, match="line 3"):
        stages.read_each("statements", Segments, [(BRIEF | {"brief_id": "a"},)], rows_of)
