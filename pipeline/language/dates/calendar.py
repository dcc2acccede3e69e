"""Calendar arithmetic for what texts say of time: weekdays by tense, months by tense, parts, distances.

All functions are pure. A `Period` is a first and a last day with the grain in which it is written as EDTF.
"""

import calendar
import datetime
from typing import NamedTuple

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
WEEKDAYS |= {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "weds": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
LAST_YEAR = 2999


class Period(NamedTuple):
    """From first to last day. `grain`, the unit in which both ends are written: day, month or year."""

    first: datetime.date
    last: datetime.date
    grain: str

    def edtf(self) -> str:
        """The period in EDTF: one point where both ends are written alike, else an interval."""
        width = {"day": 10, "month": 7, "year": 4}[self.grain]
        start, end = self.first.isoformat()[:width], self.last.isoformat()[:width]
        return start if start == end else f"{start}/{end}"


def day(year: int, month: int, number: int) -> Period | None:
    """One day, or None where the calendar has no such day."""
    try:
        found = datetime.date(year, month, number)
    except ValueError:
        return None
    return Period(found, found, "day")


def one(date: datetime.date) -> Period:
    """The period of one day."""
    return Period(date, date, "day")


def moved(date: datetime.date, days: int) -> datetime.date:
    """The day so many days later (earlier, if negative); at the calendar's edge its first or last day."""
    number = date.toordinal() + days
    return datetime.date.fromordinal(min(max(number, 1), datetime.date.max.toordinal()))


def within(number: int) -> int:
    """A year that the calendar has: the first or last one for a year beyond its edge."""
    return min(max(number, datetime.MINYEAR), datetime.MAXYEAR)


def month(year: int, number: int) -> Period:
    """One month."""
    year = within(year)
    return Period(
        datetime.date(year, number, 1),
        datetime.date(year, number, calendar.monthrange(year, number)[1]),
        "month",
    )


def year(number: int) -> Period:
    """One year."""
    return years(number, number)


def week(of: datetime.date) -> Period:
    """The week, Monday to Sunday, of a day."""
    monday = moved(of, -of.weekday())
    return Period(monday, moved(monday, 6), "day")


def years(first: int, last: int) -> Period:
    """Some years."""
    return Period(datetime.date(within(first), 1, 1), datetime.date(within(last), 12, 31), "year")


def months(first_year: int, first: int, last_year: int, last: int) -> Period:
    """Some months."""
    return Period(month(first_year, first).first, month(last_year, last).last, "month")


def between(first: Period, last: Period) -> Period | None:
    """From the beginning of one period to the end of another, written in the finer of the two grains."""
    if last.last < first.first:
        return None
    grain = min(first.grain, last.grain, key=("day", "month", "year").index)
    return Period(first.first, last.last, grain)


def period_of(edtf: str) -> Period | None:
    """The period that a year, month or day in EDTF means; None for an interval or anything else."""
    match edtf.split("-"):
        case [at] if at.isdigit():
            return year(int(at))
        case [at, of_year] if at.isdigit() and of_year.isdigit():
            return month(int(at), int(of_year))
        case [at, of_year, of_month] if at.isdigit() and of_year.isdigit() and of_month.isdigit():
            return day(int(at), int(of_year), int(of_month))
    return None


def shift_months(year_number: int, month_number: int, by: int) -> tuple[int, int]:
    """Year and month so many months later (earlier, if negative)."""
    total = year_number * 12 + month_number - 1 + by
    return total // 12, total % 12 + 1


def weekday(published: datetime.date, number: int, when: str) -> Period:
    """A weekday seen from a day.

    `when` is past (last on or before), future or ahead (next on or after), last, next (not the day itself) or
    this.
    """
    back = (published.weekday() - number) % 7
    ahead = (number - published.weekday()) % 7
    shift = {
        "past": -back,
        "future": ahead,
        "ahead": ahead,
        "last": -(back or 7),
        "next": ahead or 7,
        "this": number - published.weekday(),
    }[when]
    return one(moved(published, shift))


def month_near(published: datetime.date, number: int, when: str) -> Period:
    """A month seen from a day.

    `when` is past (last on or before), future or ahead (next on or after), last, next (not this month) or
    this.
    """
    at = published.year
    if when == "past":
        return month(at if number <= published.month else at - 1, number)
    if when == "last":
        return month(at if number < published.month else at - 1, number)
    if when in {"future", "ahead"}:
        return month(at if number >= published.month else at + 1, number)
    if when == "next":
        return month(at if number > published.month else at + 1, number)
    return month(at, number)


def day_near(published: datetime.date, month_number: int, number: int, when: str) -> Period | None:
    """A day and month without a year: the last on or before (past) or the next on or after (future) a day.

    A year is left out where it is plain: where the text merely seems to look `ahead` (tense.told_of), a day
    nine months off gives way to one within the last three months.
    """
    candidates = [day(published.year + by, month_number, number) for by in (-1, 0, 1)]
    days = [found.first for found in candidates if found]
    past = max((found for found in days if found <= published), default=None)
    future = min((found for found in days if found >= published), default=None)
    if past and future and when == "ahead":
        if (future - published).days > 270 and (published - past).days <= 90:
            return one(past)
    chosen = past if when in {"past", "last"} else future
    return one(chosen) if chosen else None


def month_from(anchor: Period, number: int) -> Period:
    """The first such month that ends on or after the anchor's beginning."""
    at = anchor.first
    return month(at.year if number >= at.month else at.year + 1, number)


def part(of: Period, which: str) -> Period:
    """Early, mid or late in a month (days 1-10, 11-20, 21 to the end), a year (thirds) or a decade."""
    first, last = of.first, of.last
    if of.grain == "month" and (first.year, first.month) == (last.year, last.month):
        begin, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[which]
        return Period(first.replace(day=begin), first.replace(day=end), "day")
    if first.year == last.year:
        begin, end = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[which]
        return months(first.year, begin, first.year, end)
    begin, end = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[which]
    return years(first.year + begin, min(first.year + end, last.year))


def half(of_year: int, which: int) -> Period:
    """First or second half of a year."""
    return months(of_year, 1 + 6 * (which - 1), of_year, 6 * which)


def quarter(of_year: int, which: int) -> Period:
    """One of the four quarters of a year."""
    return months(of_year, 3 * which - 2, of_year, 3 * which)


def distant(anchor: Period, amount: int, unit: str) -> Period | None:
    """So many units after (before, if negative) an anchor, as exact as both allow: 2007-11 and six months is
    2008-05.

    None where the anchor is too coarse for the unit ('three days after 1998') or the result is out of range.
    """
    try:
        if unit == "year":
            if anchor.grain == "year" and anchor.first.year != anchor.last.year:
                return None
            at = anchor.first.year + amount
            return year(at) if at == within(at) else None
        if unit == "anniversary":
            then = anchor.first
            return day(then.year + amount, then.month, then.day) if anchor.first == anchor.last else None
        if unit == "month":
            if anchor.grain == "year" or (anchor.first.year, anchor.first.month) != (
                anchor.last.year,
                anchor.last.month,
            ):
                return None
            at, number = shift_months(anchor.first.year, anchor.first.month, amount)
            return month(at, number) if at == within(at) else None
        if anchor.first != anchor.last:
            return None
        day_then = anchor.first + datetime.timedelta(days=amount * (7 if unit == "week" else 1))
        return week(day_then) if unit == "week" else one(day_then)
    except OverflowError:
        return None
