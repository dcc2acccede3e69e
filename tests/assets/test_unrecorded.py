"""A disk that is full while Dagster records its events: what it cannot record is told in the log alone."""

import logging

import dagster as dg
import pytest
from conftest import instance_of
from room import room_for

from assets import runs
from assets.records import unrecorded_into

SOME_EVENTS = 600_000  # bytes: the run begins, and its events are more
UNRECORDED = "Exception while writing logger call to event log"


@dg.op
def talk(context: dg.OpExecutionContext) -> None:
    for _ in range(1_000):
        context.log.info("word " * 200)


@dg.job(logger_defs={"file": runs.file_logger})
def talking() -> None:
    talk()


@pytest.fixture
def narration(tmp_path, monkeypatch):
    """The log of a DAGSTER_HOME of its own, whose file is closed in the end."""
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    kept = list(runs.narration().handlers)
    for handler in kept:
        runs.narration().removeHandler(handler)
    log = runs.narration()
    yield log
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
    for handler in kept:
        log.addHandler(handler)


def run_without_room(tmp_path) -> None:
    (tmp_path / "dagster").mkdir(exist_ok=True)
    with instance_of(tmp_path) as instance, room_for(SOME_EVENTS), pytest.raises(Exception, match="disk I/O"):
        talking.execute_in_process(instance=instance, raise_on_error=False, run_config=runs.QUIET)


def test_people_are_not_told_of_events_that_could_not_be_recorded(tmp_path, capsys, narration):
    with unrecorded_into(narration):
        run_without_room(tmp_path)
    assert capsys.readouterr().err == ""
    assert UNRECORDED in (tmp_path / "runs.log").read_text(encoding="utf-8")
    run_without_room(tmp_path)
    assert UNRECORDED in capsys.readouterr().err, "as it is with --debug"


def test_a_log_that_has_no_room_is_not_told_of_line_after_line(tmp_path, capsys, narration):
    narration.info("the first")
    with room_for(1_000), unrecorded_into(narration):
        for _ in range(100):
            narration.info("word " * 20)
    assert capsys.readouterr().err == ""
    narration.handlers[0].handle(logging.makeLogRecord({"msg": "%d", "args": ("no number",)}))
    assert "Logging error" in capsys.readouterr().err
    narration.info("the last")
    lines = (tmp_path / "runs.log").read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith("the first") and lines[-1].endswith("the last") and len(lines) < 50
