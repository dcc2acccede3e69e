"""A brief is dated by its own text only where the text says when it was written."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.dates.publication import publication_date_from_text

STORY = "The council of the river states put off its vote again, and nobody at the table would say why."

DATED = [
    ("LUSAKA, 24 April 2017 (Zambezi Wire) - " + STORY, (2017, 4, 24)),
    ("Vote put off again\n\nLUSAKA (Zambezi Wire), April 24, 2017 \u2014 " + STORY, (2017, 4, 24)),
    ("Vote put off again\n\nPosted on 3 May 2021\n\n" + STORY, (2021, 5, 3)),
    ("Vote put off again\n\nMonday, 3 May 2021\n\n" + STORY, (2021, 5, 3)),
    ("Vote put off again\nBy Ines Okafor | 3 May 2021 10:40 GMT\n\n" + STORY, (2021, 5, 3)),
    (STORY + "\n\nPublished: May 3, 2021", (2021, 5, 3)),
    (STORY + "\n\nDate: 2021-05-03", (2021, 5, 3)),
    ("Vote put off again\n\nLusaka, 24 April 2017\n\n" + STORY, (2017, 4, 24)),
    ("Lusaka, 24 April 2017 (Zambezi Wire)\n\n" + STORY, (2017, 4, 24)),
    ("Vote put off again\nZambezi Ledger, Monday, 24 April 2017\n\n" + STORY, (2017, 4, 24)),
    ("Vote put off again\n\nS\u00e3o Tom\u00e9 \u2014 April 24, 2017\n\n" + STORY, (2017, 4, 24)),
    ("Vote put off again\n24 April 2017, Lusaka\n\n" + STORY, (2017, 4, 24)),
    ("Bread and Water Letter | 24 April 2017\n\n" + STORY, (2017, 4, 24)),
    ("**Lusaka, Zambia, Monday 24 April 2017**\n\n" + STORY, (2017, 4, 24)),
    ("Monday, 24 April 2017. " + STORY, (2017, 4, 24)),
]


@pytest.mark.parametrize(("text", "day"), DATED)
def test_a_text_that_says_when_it_was_written(text, day):
    assert publication_date_from_text(text) == datetime.date(*day)


UNDATED = [
    STORY,
    "On 24 April 2017 the council put off its vote. " + STORY,
    "The treaty of 3 May 2021 was read out.\n\n" + STORY,
    "LUSAKA, 24 April - " + STORY,
    "Updated rules were published by the council on 3 May 2021.\n\n" + STORY,
    "Posted on 3 May 2021\n\nPosted on 9 May 2021\n\n" + STORY,
    "On 3 May 2021\n\n" + STORY,
    "Signed in Lusaka on 24 April 2017\n\n" + STORY,
    "Born 24 April 2017\n\n" + STORY,
    "Lusaka, 24 April 2017 - 2 May 2017\n\n" + STORY,
    "The treaty of Lusaka, 24 April 2017, was read out\n\n" + STORY,
    "24 April 2017: the talks begin\n\n" + STORY,
    "Posted on 31 February 2021\n\n" + STORY,
    "",
]


@pytest.mark.parametrize("text", UNDATED)
def test_a_text_that_does_not_say_so_stays_undated(text):
    assert publication_date_from_text(text) is None


@given(
    st.lists(
        st.sampled_from(
            [
                "3 May 2021",
                "Posted on",
                "LUSAKA",
                ",",
                "-",
                "\n\n",
                "31 June 1999",
                "Date:",
                "2020-13-40",
                " ",
                "x",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_any_text_is_read_without_an_error(text):
    day = publication_date_from_text(text)
    assert day is None or str(day.year) in text
