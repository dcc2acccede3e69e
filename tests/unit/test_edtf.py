"""EDTF: what is accepted, and the first and last day of it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import edtf
from pipeline.language.dates import calendar
from pipeline.language.dates.calendar import Period

DAY = datetime.date

VALUES = [
    ("2017-04-21", DAY(2017, 4, 21), DAY(2017, 4, 21)),
    ("2017-06", DAY(2017, 6, 1), DAY(2017, 6, 30)),
    ("2016-02", DAY(2016, 2, 1), DAY(2016, 2, 29)),
    ("2005", DAY(2005, 1, 1), DAY(2005, 12, 31)),
    ("2005/..", DAY(2005, 1, 1), None),
    ("../2014-03", None, DAY(2014, 3, 31)),
    ("2017-03-21/2017-03-31", DAY(2017, 3, 21), DAY(2017, 3, 31)),
    ("1998/2003", DAY(1998, 1, 1), DAY(2003, 12, 31)),
    ("2012/2012-06", DAY(2012, 1, 1), DAY(2012, 6, 30)),
]


@pytest.mark.parametrize(("text", "first", "last"), VALUES)
def test_first_and_last_day(text, first, last):
    assert edtf.parse(text) == (first, last)
    assert (edtf.first_day(text), edtf.last_day(text)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2017-13",
        "2017-02-30",
        "17-04-21",
        "2017-4-1",
        "../..",
        "2005/",
        "2014/2013",
        "2017-04-21T10:00",
        "2005/.. ",
        None,
    ],
)
def test_what_is_malformed_or_impossible_is_refused(text):
    assert not edtf.is_valid(text)
    with pytest.raises(ValueError, match=r".+"):
        edtf.parse(text)


def test_null_has_no_days():
    assert edtf.first_day(None) is None
    assert edtf.last_day(None) is None


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [("2005", "2005/..", "../2005"), ("2017-03/2017-05", "2017-03/..", "../2017-05")],
)
def test_open_intervals(text, since, until):
    assert edtf.starting(text) == since
    assert edtf.ending(text) == until


DAYS = st.dates(DAY(1850, 1, 1), DAY(2150, 12, 31))


@given(DAYS, DAYS, st.sampled_from(["day", "month", "year"]))
def test_the_days_of_a_written_period_hold_the_period(one, other, grain):
    first, last = sorted((one, other))
    days = edtf.parse(Period(first, last, grain).edtf())
    assert days.first <= first <= last <= days.last


@given(DAYS, st.integers(0, 6), st.sampled_from(["past", "future", "last", "next", "this"]))
def test_weekdays_lie_on_their_side_of_the_publication(published, number, when):
    found = calendar.weekday(published, number, when).first
    assert found.weekday() == number
    assert abs((found - published).days) <= 7
    if when in {"past", "last"}:
        assert found <= published
    if when in {"future", "next"}:
        assert found >= published
    if when in {"last", "next"}:
        assert found != published


@given(DAYS, st.integers(1, 12), st.sampled_from(["past", "future", "last", "next", "this", "ahead"]))
def test_months_lie_on_their_side_of_the_publication(published, number, when):
    found = calendar.month_near(published, number, when)
    here = calendar.month(published.year, published.month)
    assert found.first.month == number
    if when in {"past", "last"}:
        assert found.first <= here.first
    if when in {"future", "next", "ahead"}:
        assert found.first >= here.first
    if when in {"last", "next"}:
        assert found != here


@given(DAYS, st.integers(1, 12), st.integers(1, 31), st.sampled_from(["past", "future", "ahead"]))
def test_a_day_without_a_year_lies_within_a_year_or_the_next_leap_year(published, month, number, when):
    found = calendar.day_near(published, month, number, when)
    if found is not None:
        assert (found.first.month, found.first.day) == (month, number)
        assert abs((found.first - published).days) <= 366
        if when == "past":
            assert found.first <= published
        if when == "future":
            assert found.first >= published


@given(
    DAYS,
    st.sampled_from(["day", "month", "year"]),
    st.integers(-500, 500),
    st.sampled_from(["day", "week", "month", "year"]),
)
def test_going_there_and_back_again(day, grain, amount, unit):
    anchor = {
        "day": calendar.one(day),
        "month": calendar.month(day.year, day.month),
        "year": calendar.year(day.year),
    }[grain]
    there = calendar.distant(anchor, amount, unit)
    if there is None:
        return
    back = calendar.distant(there, -amount, unit)
    if unit != "week":
        assert back.first <= anchor.first <= anchor.last <= back.last or back == anchor


def test_parts_of_a_month_follow_one_another_without_a_gap():
    february = calendar.month(2012, 2)
    early, mid, late = (calendar.part(february, which) for which in ("early", "mid", "late"))
    assert [p.edtf() for p in (early, mid, late)] == [
        "2012-02-01/2012-02-10",
        "2012-02-11/2012-02-20",
        "2012-02-21/2012-02-29",
    ]
