"""Datelines: told by their capitals, in time that grows with their length alone."""

import time

import pytest

from pipeline.language.text.capitals import dateline_end


@pytest.mark.parametrize(
    "dateline",
    [
        "ASTANA - ",
        "NEW YORK, 24 April (Harbour Wire) - ",
        "PORT-AU-PRINCE. ",
        "ST. JOHN'S, Antigua (HW) \u2014 ",
        "KYIV: ",
        "WASHINGTON D.C. - ",
    ],
)
def test_a_dateline_ends_before_its_story(dateline):
    assert dateline_end(f"{dateline}The council met.", 0) == len(dateline)


@pytest.mark.parametrize("opening", ["The council met - and left. ", "Astana - a city. ", "astana - "])
def test_other_openings_are_none(opening):
    assert dateline_end(opening, 0) == 0


@pytest.mark.parametrize("unit", ["U.S.", "A", "Mr.", "O'", "X-", "AB, ", "A B ", "A.. "])
def test_runs_of_capitals_take_no_time(unit):
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    dateline_end(text, 0)
    assert time.process_time() - began < 0.5
