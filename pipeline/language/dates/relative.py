"""What a date comes to that is told from another, that of publication or one told before: 'last week', 'two
years later', 'on Friday'; as in `values.py`."""

import re

from pipeline.language.dates import calendar
from pipeline.language.dates.calendar import WEEKDAYS, Period
from pipeline.language.dates.numbers import number
from pipeline.language.dates.values import PARTS, Context

# What a distance in each unit is counted in: the first of these in which it is a whole number.
DISTANCES = {
    "day": ((1, "day"),),
    "week": ((1, "week"),),
    "fortnight": ((2, "week"),),
    "month": ((1, "month"), (4, "week")),
    "year": ((1, "year"), (12, "month")),
    "decade": ((10, "year"), (120, "month")),
    "century": ((100, "year"),),
}


def weekday(match: re.Match, context: Context) -> Period | None:
    """'on Friday', 'last Friday', 'Friday of next week', 'the following Friday'."""
    if context.published is None:
        return None
    number_of_day = WEEKDAYS[match["weekday"].rstrip(".").lower()]
    modifier = (match.groupdict().get("modifier") or "").lower()
    week = (match.groupdict().get("week") or "").lower()
    if week:
        by = {"last": -7, "this": 0, "next": 7}[week]
        return calendar.one(calendar.moved(calendar.week(context.published).first, by + number_of_day))
    if modifier in {"the following", "that", "the same", "the previous"}:
        if context.anchor is None or context.anchor.grain != "day":
            return None
        when = {"the following": "next", "the previous": "last"}.get(modifier, "this")
        return calendar.weekday(context.anchor.first, number_of_day, when)
    when = {"this past": "last", "this coming": "future", "past": "last", "coming": "future"}.get(
        modifier, modifier
    )
    return calendar.weekday(context.published, number_of_day, when or context.told())


def relative_unit(match: re.Match, context: Context) -> Period | None:
    """'this year', 'last month', 'the following week'."""
    modifier, unit = " ".join(match["modifier"].lower().split()), match["unit"].lower()
    if modifier in {"this", "last", "next", "the current"}:
        at = calendar.one(context.published) if context.published else None
        by = {"this": 0, "the current": 0, "last": -1, "next": 1}[modifier]
    else:
        at = context.day if unit == "day" else context.anchor
        by = {"the following": 1, "the next": 1, "the previous": -1, "the preceding": -1}.get(modifier, 0)
    return _unit_around(at, unit, by)


def same_day(match: re.Match, context: Context) -> Period | None:
    """'the same morning'."""
    return _unit_around(context.day, "day", 0)


def told_last(match: re.Match, context: Context) -> Period | None:
    """The last date told: 'left in 2010 and has been outside ever since', 'joined in 2010 and was an observer
    until then'."""
    return context.anchor


def _unit_around(at: Period | None, unit: str, by: int) -> Period | None:
    """The day, week, month, quarter, year or decade that holds a period, or one so many of them away."""
    if at is None:
        return None
    if unit == "year":
        return calendar.year(at.first.year + by) if at.first.year == at.last.year else None
    if unit == "decade":
        begin = (at.first.year // 10 + by) * 10
        return calendar.years(begin, begin + 9)
    if unit == "month":
        return calendar.distant(at, by, "month")
    if unit == "day" and by == 0 and at.grain in ("month", "year"):
        return at  # the same day of a month or a year: no more is known of it
    if unit == "quarter":
        if at.first != at.last:
            return None
        year, month = calendar.shift_months(at.first.year, at.first.month, 3 * by)
        return calendar.quarter(year, (month + 2) // 3)
    if at.first != at.last:
        return None
    if unit == "day":
        return calendar.distant(at, by, "day")
    week = calendar.week(calendar.moved(at.first, 7 * by))
    return Period(calendar.moved(week.first, 5), week.last, "day") if unit == "weekend" else week


def part_of_unit(match: re.Match, context: Context) -> Period | None:
    """'late last year', 'early next month'; 'later this year' says no more than the year."""
    period = relative_unit(match, context)
    word = match["part"].lower()
    if period is None or word in {"later", "earlier"}:
        return period
    if match["unit"].lower() not in {"month", "year", "decade"}:
        return period
    return calendar.part(period, PARTS[word])


def part_of_the_unit(match: re.Match, context: Context) -> Period | None:
    """'the end of the year', of the publication's year."""
    if context.published is None:
        return None
    period = _unit_around(calendar.one(context.published), match["unit"].lower(), 0)
    if period is None or match["unit"].lower() == "week":
        return period
    return calendar.part(period, PARTS[match["part"].lower()])


def adverb(match: re.Match, context: Context) -> Period | None:
    """'yesterday', 'the day after tomorrow'."""
    if context.published is None:
        return None
    word = " ".join(match["adverb"].lower().split())
    by = {
        "yesterday": -1,
        "last night": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }.get(word, 0)
    return calendar.distant(calendar.one(context.published), by, "day")


def distance_of(match: re.Match) -> tuple[int, str] | None:
    """A distance in years, months, weeks or days: the coarsest that is whole, or None."""
    groups = match.groupdict()
    if groups.get("months"):
        return _months_too(match)
    if groups.get("share"):
        share = match["share"].lower()
        name = match["whole"]
        amount = 0.5 if "half" in share else 0.75 if share.startswith("three") else 0.25
    else:
        name = match["unit"]
        amount = number(match["number"]) + (0.5 if groups.get("half") or groups.get("and_half") else 0)
    for many, unit in DISTANCES[name.lower().replace("ie", "y")]:
        if (amount * many) % 1 == 0:
            return int(amount * many), "anniversary" if groups.get("exact") and unit == "year" else unit
    return None


def _moved(anchor: Period, match: re.Match, sign: int) -> Period | None:
    """The period that lies the distance of a match after (before, where the sign is negative) an anchor."""
    distance = distance_of(match)
    return calendar.distant(anchor, sign * distance[0], distance[1]) if distance else None


def _months_too(match: re.Match) -> tuple[int, str] | None:
    """'two years and six months' as months; of other units nobody says so."""
    many = {"year": 12, "decade": 120}.get(match["unit"].lower())
    return (number(match["number"]) * many + number(match["months"]), "month") if many else None


def ago(match: re.Match, context: Context) -> Period | None:
    """'two years ago' is a year, 'two months ago' a month, 'two weeks ago' a week, 'two days ago' a day."""
    if context.published is None:
        return None
    return _moved(calendar.one(context.published), match, -1)


def ahead(match: re.Match, context: Context) -> Period | None:
    """'in two weeks' time', 'three months from now'."""
    if context.published is None:
        return None
    return _moved(calendar.one(context.published), match, 1)


def in_future(match: re.Match, context: Context) -> Period | None:
    """'will join in two years'; of the past it is how long something took."""
    return ahead(match, context) if context.told() == "future" else None


def later(match: re.Match, context: Context) -> Period | None:
    """'a month later', 'six years after', 'three days before': from the last date told before."""
    if context.anchor is None:
        return None
    return _moved(context.anchor, match, sign(match))


def sign(match: re.Match) -> int:
    """-1 for a distance back, 1 for one ahead."""
    return -1 if match["order"].lower() in {"earlier", "before", "previously"} else 1


def unit_next_to(match: re.Match, context: Context) -> Period | None:
    """'the year after', 'the day before'."""
    if context.anchor is None:
        return None
    unit = match["unit"].lower()
    return _unit_around(
        context.day if unit == "day" else context.anchor, unit, 1 if match["order"].lower() == "after" else -1
    )


def duration(match: re.Match, context: Context) -> Period | None:
    """'has sought membership for fifteen years': the year in which that began."""
    return ago(match, context) if context.perfect() else None
