"""Settings: read from the environment, documented, and refused in one line."""

import pytest

from pipeline.errors import StatusquoError
from pipeline.settings import ROOT, Settings, settings, settings_page


@pytest.fixture
def unread():
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_page_is_fresh():
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == settings_page(), (
        "stale: statusquo docs"
    )


def test_every_setting_has_a_meaning():
    assert all(
        field.description and field.description.endswith(".") for field in Settings.model_fields.values()
    )


def test_the_environment_sets_them(unread, monkeypatch, tmp_path):
    monkeypatch.setenv("STATUSQUO_HOME", str(tmp_path))
    assert settings().published == tmp_path / "statusquo.duckdb"


def test_a_wrong_value_is_one_line_that_names_the_variable(unread, monkeypatch):
    monkeypatch.setenv("STATUSQUO_BATCH_SIZE", "many")
    with pytest.raises(StatusquoError, match="^STATUSQUO_BATCH_SIZE: 'many' will not do: .*$") as caught:
        settings()
    assert "\n" not in str(caught.value)


def test_an_empty_variable_is_one_that_is_not_set(unread, monkeypatch):
    monkeypatch.setenv("STATUSQUO_HOME", "")
    assert settings().home == ROOT / "warehouse"
