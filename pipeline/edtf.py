"""Dates in EDTF (ISO 8601-2, level 0 and open intervals): '2017-04-21', '2017-06', '2005', '2005/..',
'../2014', 'a/b'.

Every other part of the program gets first and last days from here, so that open ends and precision are
treated alike.
"""

import calendar
import datetime
import re
from typing import NamedTuple

from schemas.table import EDTF_PATTERN

_SHAPE = re.compile(EDTF_PATTERN)


class Days(NamedTuple):
    """First and last possible day; None where the interval is open."""

    first: datetime.date | None
    last: datetime.date | None


def _point(text: str) -> Days:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return Days(datetime.date(parts[0], 1, 1), datetime.date(parts[0], 12, 31))
    if len(parts) == 2:
        return Days(
            datetime.date(parts[0], parts[1], 1),
            datetime.date(parts[0], parts[1], calendar.monthrange(*parts)[1]),
        )
    day = datetime.date(*parts)
    return Days(day, day)


def parse(text: str) -> Days:
    """First and last day of an EDTF date or interval.

    Raises ValueError where it is malformed, names a day that does not exist, or ends before it begins.
    """
    if not isinstance(text, str) or not _SHAPE.fullmatch(text):
        raise ValueError(f"not an EDTF date or interval: {text!r}")
    start, slash, end = text.partition("/")
    if not slash:
        return _point(start)
    first = None if start == ".." else _point(start).first
    last = None if end == ".." else _point(end).last
    if first is None and last is None:
        raise ValueError("an interval open at both ends says nothing: '../..'")
    if first and last and first > last:
        raise ValueError(f"ends before it begins: {text!r}")
    return Days(first, last)


def is_valid(text: str) -> bool:
    """Whether `parse` accepts it."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


def first_day(text: str | None) -> datetime.date | None:
    """First possible day; None for null and for intervals without a beginning."""
    return parse(text).first if text else None


def last_day(text: str | None) -> datetime.date | None:
    """Last possible day; None for null and for intervals without an end."""
    return parse(text).last if text else None


def starting(text: str) -> str:
    """'2005' -> '2005/..': the interval that begins with the date (or with an interval's beginning)."""
    return f"{text.partition('/')[0]}/.."


def ending(text: str) -> str:
    """'2027' -> '../2027': the interval that ends with the date (or with an interval's end)."""
    start, slash, end = text.partition("/")
    return f"../{end if slash else start}"
