"""The time of dividing, dating and preparing a text grows with its length and not with its square."""

import time

import pytest

from pipeline.language.dates.publication import publication_date_from_text
from pipeline.language.reading import prepare
from pipeline.language.text import segments

SENTENCE = "The harbour council of the two lakes met on Monday, 3 May 2021, and put off its vote on Uganda once more. "
TEXTS = {
    "one word": "talks ",
    "sentences": SENTENCE,
    "a sentence without end": "the envoy of the state that chairs the council of the lake that ",
    "wrapped lines": "the council of the two lakes met on the bank and put off its vote on the new member again\n",
    "paragraphs": f"{SENTENCE}\n\n",
    "closing words": "Hill & Quay Letter is free. Forward it to a friend, or write to us.\n\n",
    "a list": "Kenya, Uganda, Tanzania, Rwanda, ",
    "dates": "3 May 2021, ",
    "spaces": " ",
    "lines of spaces": " \t\n",
    "dotted": "a.b",
    "a ruler": "-",
    "open quotations": '"',
    "dashes": "- ",
    "tags": "<p ",
}
SHORT, ROUNDS = 8_000, 3


def seconds(work, text: str) -> float:
    """The least of some rounds of processor time, so that other processes count little."""
    spent = []
    for _ in range(ROUNDS):
        segments._divided.cache_clear()
        start = time.process_time()
        work(text)
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize("work", [segments.divide, publication_date_from_text, prepare])
@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS)
def test_four_times_the_length_takes_no_more_than_a_linear_share(work, unit):
    short, long = (f"Talks begin\n\n{unit * (length // len(unit))}x" for length in (SHORT, 4 * SHORT))
    work(short)  # lexicons and patterns are read once a process
    # Quadratic work would be 16 times as long; the constant forgives what the clock cannot tell.
    assert seconds(work, long) <= 8 * seconds(work, short) + 0.02


def test_a_text_is_divided_once_for_all_who_ask(monkeypatch):
    text = f"Talks begin\n\n{SENTENCE}\n\nAnalysis: nobody is in a hurry to decide, least of all the chair."
    asked = []
    inner = segments._kinds
    monkeypatch.setattr(segments, "_kinds", lambda *given: asked.append(1) or inner(*given))
    segments._divided.cache_clear()
    first, second = segments.divide(text), segments.divide(text)
    assert first == second and len(asked) == 1
    first[0].end = 0
    assert segments.divide(text) == second, "what one caller does to its segments is no other's affair"
