"""Statements without the trained model, for tests of the rules alone."""

import pytest

from pipeline.language.statements.learned.model import attribution_tagger
from pipeline.settings import settings


def forget() -> None:
    """Let settings and the trained model be asked for anew."""
    settings.cache_clear()
    attribution_tagger.cache_clear()


@pytest.fixture(scope="module")
def rules_alone():
    """Statements as the rules find them, without the trained model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STATUSQUO_LEARNED_ATTRIBUTIONS", "false")
        forget()
        yield
    forget()
