"""Dagster's home: its settings are written, renewed, and left alone once somebody has changed them."""

import dagster as dg
import pytest

from pipeline.settings import settings
from statusquo.cli.dagster_home import SETTINGS, prepare


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


def test_what_an_earlier_version_wrote_is_renewed_and_what_somebody_wrote_is_not(home):
    written = prepare() / "dagster.yaml"
    written.write_text(SETTINGS.partition("run_queue:")[0])
    prepare()
    assert written.read_text() == SETTINGS
    own = SETTINGS.replace("max_concurrent_runs: 1", "max_concurrent_runs: 2")
    written.write_text(own)
    prepare()
    assert written.read_text() == own
