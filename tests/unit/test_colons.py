"""Lists of names behind a colon belong to its sentence; what stands behind a label does not."""

import datetime

import pytest

from pipeline.language import reading
from pipeline.language.text.colons import lists_behind_colons


@pytest.mark.parametrize(
    "text",
    [
        "The club has two observers today: Chad and Mali.",
        "Three states have left it since May: Mali, Burkina Faso and the Central African Republic.",
        "It counts four members in the islands: Palau, the Turks and Caicos Islands, Fiji, and Samoa; none is rich",
    ],
)
def test_list_behind_colon_begins_no_sentence(text):
    assert lists_behind_colons(text) == {text.index(": ") + 2}
    doc = next(reading.read([(text, datetime.date(2024, 5, 15), None)]))
    assert not any(
        token.is_sent_start and token.idx > 0 for token in doc if token.idx <= text.index(": ") + 2
    )


@pytest.mark.parametrize(
    "text",
    [
        "Sources: Chad and Mali.",
        "He had a question for the minister: Was Chad there?",
        "The minister of Mali said on Monday: Chad has left.",
        "Nobody in the hall spoke of it:\nChad and Mali had left.",
    ],
)
def test_no_list_behind_colon(text):
    assert lists_behind_colons(text) == set()


def test_long_runs_are_no_lists():
    assert lists_behind_colons("a b c d: " + "Chad, " * 50_000 + "c") == set()
    assert lists_behind_colons("x" * 200_000 + ": Chad and Mali.") == set()
