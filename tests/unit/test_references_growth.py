"""What a pronoun or phrase is asked for does not grow with the length of the text before it."""

import sys

import pytest

from bench.talk import talk
from pipeline.language.discourse import memory
from pipeline.language.reading import COMPONENTS, parse, prepare, read_on

BEFORE = COMPONENTS[: COMPONENTS.index("statusquo_references")]


def steps(length: int) -> int:
    """How many instructions of Python resolving the references of a text so long takes."""
    (doc,) = parse([prepare(talk(length))])
    doc = read_on(doc, BEFORE)
    made = 0

    def count(frame, event, argument):
        nonlocal made
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        made += event == "opcode"
        return count

    sys.settrace(count)
    try:
        read_on(doc, ["statusquo_references"])
    finally:
        sys.settrace(None)
    return made


@pytest.fixture()
def short_memory(monkeypatch):
    # So that a short text fills it as a long one fills the whole.
    monkeypatch.setattr(memory, "MOST_REMEMBERED", 20)


def test_references_take_steps_in_line_with_the_length(short_memory):
    short, long = 6_000, 24_000
    steps(short)  # what is looked up once a process
    assert steps(long) / steps(short) < 1.15 * long / short
