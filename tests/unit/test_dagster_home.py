"""Dagster's home: its settings are written where there are none, and never written over."""

import os

import dagster as dg
import pytest
import sqlalchemy

from pipeline.errors import StatusquoError
from pipeline.settings import settings
from statusquo.cli import damaged_records
from statusquo.cli.dagster_home import NEEDED, RECORDS, SETTINGS, prepare


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty STATUSQUO_HOME; DAGSTER_HOME, which `prepare` sets, is given back."""
    monkeypatch.setenv("STATUSQUO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DAGSTER_HOME", "")
    settings.cache_clear()
    yield tmp_path / "home"
    settings.cache_clear()


def test_a_run_whose_definitions_do_not_answer_is_tried_again(home):
    prepare()
    with dg.DagsterInstance.get() as instance:
        queue = instance.get_concurrency_config().run_queue_config
        assert queue.max_concurrent_runs == 1
        assert queue.max_user_code_failure_retries * queue.user_code_failure_retry_delay >= 600


def test_what_is_written_lacks_nothing(home, capsys):
    prepare()
    prepare()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("own", "lacking"),
    [
        (SETTINGS.replace("max_concurrent_runs: 1", "max_concurrent_runs: 2"), []),
        (SETTINGS.partition("# One run")[2].partition("\n")[2], []),
        (
            SETTINGS.partition("# Where the machine")[0],
            [
                "run_queue.max_user_code_failure_retries",
                "run_queue.user_code_failure_retry_delay",
                "code_servers.local_startup_timeout",
            ],
        ),
        (SETTINGS.replace("  local_startup_timeout: 600\n", ""), ["code_servers.local_startup_timeout"]),
        ("- a list\n", list(NEEDED)),
        ("", list(NEEDED)),
    ],
    ids=["changed", "without the beginning", "shortened", "a key less", "a list", "empty"],
)
def test_what_somebody_wrote_stays_and_what_it_lacks_is_told_in_a_line(home, capsys, own, lacking):
    written = prepare() / "dagster.yaml"
    written.write_text(own, encoding="utf-8")
    prepare()
    assert written.read_text(encoding="utf-8") == own
    told = capsys.readouterr().err
    assert told.count("\n") == bool(lacking)
    assert not lacking or f"dagster.yaml lacks {', '.join(lacking)}, without which" in told


def test_settings_that_are_no_yaml_are_told_in_a_line_and_stay(home):
    written = prepare() / "dagster.yaml"
    written.write_text("telemetry: {enabled: [\n", encoding="utf-8")
    with pytest.raises(StatusquoError, match="dagster.yaml cannot be read: .*remove it") as told:
        prepare()
    assert "\n" not in str(told.value) and written.read_text(encoding="utf-8").startswith("telemetry")


def test_settings_that_were_removed_are_written_anew(home):
    written = prepare() / "dagster.yaml"
    written.unlink()
    prepare()
    assert written.read_text(encoding="utf-8") == SETTINGS


def recorded() -> int:
    """How many runs Dagster has recorded, after one more."""
    with dg.DagsterInstance.get() as instance:
        trial.execute_in_process(instance=instance)
        return instance.get_runs_count()


@dg.job
def trial() -> None:
    pass


@pytest.mark.parametrize("name", RECORDS)
def test_records_that_were_overwritten_are_put_aside_and_begun_anew(home, capsys, name):
    folder = prepare()
    recorded()
    (folder / name).write_bytes(os.urandom(50_000))
    capsys.readouterr()
    prepare()
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and f"{folder / name} was damaged" in told
    assert (folder / f"{name}.damaged").stat().st_size == 50_000
    assert recorded() >= 1
    capsys.readouterr()
    prepare()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", RECORDS)
def test_records_that_are_damaged_further_in_are_named_with_what_to_do(home, name):
    folder = prepare()
    recorded()
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[:100] + os.urandom(len(whole) - 100))
    with pytest.raises(sqlalchemy.exc.DatabaseError) as raised:
        recorded()
    told = damaged_records(raised.value)
    assert told.startswith(f"{folder / name}: damaged") and "remove it" in told
    assert damaged_records(ValueError("of something else")) is None
