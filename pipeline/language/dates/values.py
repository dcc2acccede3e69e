"""What a day, month, quarter or year that is told comes to: from the match of a form and a `Context` to a
Period, or None where the text does not fix it."""

import dataclasses
import datetime
import re
from collections.abc import Callable

from pipeline.language.dates import calendar
from pipeline.language.dates.calendar import MONTHS, Period
from pipeline.language.dates.numbers import DAYS_IN_WORDS, ORDINALS, ROMAN, number

FEASTS = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "may day": (5, 1),
    "labour day": (5, 1),
}
PARTS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "turn": "early",
    "opening": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
    "close": "late",
}


@dataclasses.dataclass(slots=True)
class Context:
    """What a relative date is relative to.

    `told` gives 'past', 'future' or 'ahead' for the passage and `perfect` whether its verb is in the present
    perfect (both asked only when needed); `anchor` is the last date told before in the text, `day` the one
    that 'the same day' goes back to, `near` the last one told of the same verb or of one that it goes on
    from.
    """

    published: datetime.date | None
    told: Callable[[], str]
    perfect: Callable[[], bool]
    anchor: Period | None = None
    day: Period | None = None
    near: Period | None = None


def _month(match: re.Match) -> int:
    return MONTHS[match["month"].rstrip(".").lower()]


def _day_number(match: re.Match, day: str = "day") -> int:
    """The number of a day that is told in digits or in words."""
    told = match[day]
    return int(told) if told.isdigit() else DAYS_IN_WORDS[re.sub(r"[\W_]+", "-", told.lower())]


def roman(match: re.Match, context: Context) -> Period | None:
    """'3.IV.2004'."""
    return calendar.day(int(match["year"]), ROMAN[match["roman"]], int(match["day"]))


def _told_year(match: re.Match, context: Context) -> int:
    """The year of a match; of two digits the century that puts it nearest before the next decade."""
    told = match["year"] or match["year2"]
    if len(told) == 4:
        return int(told)
    newest = (context.published.year if context.published else 2030) + 10
    year = newest // 100 * 100 + int(told[-2:])
    return year if year <= newest else year - 100


def _referred_year(ref: str, context: Context) -> int | None:
    """The year that 'last year', 'that year', 'the following year' mean here."""
    ref = " ".join(ref.lower().split())
    if ref.startswith(("this", "last", "next")):
        if context.published is None:
            return None
        return context.published.year + {"this": 0, "last": -1, "next": 1}[ref[:4]]
    if context.anchor is None:
        return None
    by = 1 if ref in {"the following year", "the next year", "the year after"} else 0
    by = -1 if ref in {"the previous year", "the preceding year", "the year before"} else by
    return context.anchor.first.year + by


def full(match: re.Match, context: Context) -> Period | None:
    """'3 May 2004', in any order of its parts."""
    return calendar.day(_told_year(match, context), _month(match), _day_number(match))


def feast(match: re.Match, context: Context) -> Period | None:
    """'New Year's Day 2013', 'Christmas Eve': a day that has a name."""
    month, day = FEASTS[" ".join(match["feast"].lower().replace("\u2019", "'").split())]
    if match["year"]:
        return calendar.day(_told_year(match, context), month, day)
    return calendar.day_near(context.published, month, day, context.told()) if context.published else None


def numeric(match: re.Match, context: Context) -> Period | None:
    """12.03.2024 is a day first; 3/12/2024 says it only where one of the two cannot be a month."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if match["sep"] == "." or first > 12:
        return calendar.day(year, second, first) if second <= 12 else None
    return calendar.day(year, first, second) if second > 12 else None


def iso(match: re.Match, context: Context) -> Period | None:
    """'2004-05-03', '20040503'."""
    year, month, number = int(match["year"]), int(match["m"]), int(match["d"])
    return calendar.day(year, month, number) if 1 <= month <= 12 else None


def day_month(match: re.Match, context: Context, day: str = "day") -> Period | None:
    """'3 May', of the year that is told or referred to, else the one that is nearest by tense."""
    groups = match.groupdict()
    if groups.get("year"):
        return calendar.day(_told_year(match, context), _month(match), _day_number(match, day))
    if groups.get("ref"):
        year = _referred_year(match["ref"], context)
        return calendar.day(year, _month(match), _day_number(match, day)) if year else None
    if context.published is None:
        return None
    told = context.told()
    if told == "past" and context.near and context.near.last.year < context.published.year:
        near = calendar.month_from(context.near, _month(match))
        return calendar.day(near.first.year, _month(match), _day_number(match, day))
    return calendar.day_near(context.published, _month(match), _day_number(match, day), told)


def day_range(match: re.Match, context: Context) -> Period | None:
    """'3 to 5 May'."""
    first, last = day_month(match, context), day_month(match, context, "day2")
    return calendar.between(first, last) if first and last else None


def day_of_same_month(match: re.Match, context: Context) -> Period | None:
    """'the 9th of the same month', of the date told before."""
    if context.anchor is None or context.anchor.grain == "year":
        return None
    return calendar.day(context.anchor.first.year, context.anchor.first.month, int(match["day"]))


def day_of_told_month(match: re.Match, context: Context) -> Period | None:
    """'on the 9th', of the month told before; where none is told before, the last or the next such day."""
    if context.anchor is None and context.published is not None:
        near, day = context.published, int(match["day"])
        step = -1 if context.told() == "past" else 1
        months = (calendar.shift_months(near.year, near.month, step * by) for by in range(3))
        days = [found for year, month in months if (found := calendar.day(year, month, day))]
        return next((found for found in days if (found.first - near).days * step >= 0), None)
    if context.anchor is None or context.anchor.first.replace(day=1) != context.anchor.last.replace(day=1):
        return None
    return calendar.day(context.anchor.first.year, context.anchor.first.month, int(match["day"]))


def _with_part(period: Period | None, match: re.Match) -> Period | None:
    part = match.groupdict().get("part")
    return calendar.part(period, PARTS[part.lower()]) if period and part else period


def month_year(match: re.Match, context: Context) -> Period | None:
    """'May 2004', 'late May 2004'."""
    return _with_part(calendar.month(_told_year(match, context), _month(match)), match)


def numeric_month(match: re.Match, context: Context) -> Period | None:
    """'2004-05'."""
    return calendar.month(int(match["year"]), int(match["m"]))


def month_of_referred_year(match: re.Match, context: Context) -> Period | None:
    """'May last year'."""
    year = _referred_year(match["ref"], context)
    return _with_part(calendar.month(year, _month(match)), match) if year else None


def bare_month(match: re.Match, context: Context) -> Period | None:
    """'in May': the nearest by tense, or after the last one told of the same verb."""
    if context.published is None:
        return None
    told = context.told()
    if told == "past" and context.near and context.near.last.year < context.published.year:
        return _with_part(calendar.month_from(context.near, _month(match)), match)
    return _with_part(calendar.month_near(context.published, _month(match), told), match)


def modified_month(match: re.Match, context: Context) -> Period | None:
    """'last May', 'this coming May', 'the same May'."""
    word = " ".join(match["modifier"].lower().split())
    if word in {"that", "the same", "that same"}:
        return calendar.month(context.anchor.first.year, _month(match)) if context.anchor else None
    if word == "the following":
        return calendar.month_near(context.anchor.last, _month(match), "next") if context.anchor else None
    if word == "the previous":
        return calendar.month_near(context.anchor.first, _month(match), "last") if context.anchor else None
    if context.published is None:
        return None
    when = {"this past": "last", "this coming": "future", "past": "last", "coming": "future"}.get(word, word)
    return calendar.month_near(context.published, _month(match), when)


def half(match: re.Match, context: Context) -> Period | None:
    """'the first half of 2025'."""
    year, which = _year_or_referred(match, context), ORDINALS[match["which"].lower()]
    return calendar.half(year, min(which, 2)) if year and which != 3 else None


def quarter(match: re.Match, context: Context) -> Period | None:
    """'the third quarter of last year'."""
    year = _year_or_referred(match, context)
    which = match["which"].lower()
    return calendar.quarter(year, ORDINALS[which]) if year and which in ORDINALS else None


def numbered_quarter(match: re.Match, context: Context) -> Period | None:
    """'quarter one of 2025'."""
    return calendar.quarter(_told_year(match, context), number(match["which"]))


def months_of_year(match: re.Match, context: Context) -> Period | None:
    """'the first three months of 2025'."""
    year, many = _year_or_referred(match, context), number(match["number"])
    if year is None or not 1 <= many <= 12:
        return None
    first = 1 if match["which"].lower() in {"first", "opening"} else 13 - many
    return calendar.months(year, first, year, first + many - 1)


def half_or_quarter_code(match: re.Match, context: Context) -> Period | None:
    """'Q3 2025', 'H1 2025'."""
    return _coded(match["code"], _told_year(match, context), int(match["which"]))


def code_of_referred_year(match: re.Match, context: Context) -> Period | None:
    """'Q3 of this year'."""
    year = _referred_year(match["ref"], context)
    return _coded(match["code"], year, int(match["which"])) if year else None


def _coded(code: str, year: int, which: int) -> Period | None:
    if code.upper() == "H":
        return calendar.half(year, which) if which < 3 else None
    return calendar.quarter(year, which)


def near_code(match: re.Match, context: Context) -> Period | None:
    """'Q3', of no year: seen from the publication, by tense."""
    return _near_part(match["code"], int(match["which"]), context)


def near_half(match: re.Match, context: Context) -> Period | None:
    """'the first half', of no year: seen from the publication, by tense."""
    return _near_part("H", ORDINALS[match["which"].lower()], context)


def near_quarter(match: re.Match, context: Context) -> Period | None:
    """'the third quarter', of no year: seen from the publication, by tense."""
    return _near_part("Q", ORDINALS[match["which"].lower()], context)


def _near_part(code: str, which: int, context: Context) -> Period | None:
    """A half or quarter of no year: the last that has begun (past), or the next not ended (future)."""
    if context.published is None:
        return None
    near = [_coded(code, context.published.year + by, which) for by in (-1, 0, 1)]
    if context.told() == "past":
        return next((part for part in reversed(near) if part and part.first <= context.published), None)
    return next((part for part in near if part and part.last >= context.published), None)


def _year_or_referred(match: re.Match, context: Context) -> int | None:
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("ref"):
        return _referred_year(groups["ref"], context)
    return context.published.year if context.published else None


def year(match: re.Match, context: Context) -> Period | None:
    """'2025', 'late 2025'."""
    return _with_part(calendar.year(int(match["year"])), match)


def decade(match: re.Match, context: Context) -> Period | None:
    """'the 1990s', 'the early 1990s'."""
    begin = int(match["decade"])
    return _with_part(calendar.years(begin, begin + 9), match)


def years_range(match: re.Match, context: Context) -> Period | None:
    """'2012-15'; '2012-11' is a month."""
    first = int(match["year"])
    text = match["year2"]
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    if last <= first and len(text) == 2 and 1 <= int(text) <= 12:
        return calendar.month(first, int(text))  # '2012-11'
    return calendar.years(first, last) if first < last <= calendar.LAST_YEAR else None


def unknown(match: re.Match, context: Context) -> Period | None:
    """A time that no day bounds: 'that spring'."""
    return None
