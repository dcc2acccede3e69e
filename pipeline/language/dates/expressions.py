"""The grammar of English time expressions: a pattern for each form and what it comes to.

Each form is a regular expression, anchored at a word, and a function from its match and a `Context`
(publication date, the last date told before, tense) to a Period, or None where the text does not fix it.
Forms are tried at the words that can begin them; the longest match counts.
"""

import dataclasses
import datetime
import re
from collections.abc import Callable

from pipeline.language.dates import calendar
from pipeline.language.dates.calendar import MONTHS, WEEKDAYS, Period

SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen".split()
)
NUMBERS = {word: number for number, word in enumerate(SMALL, start=1)} | {"a": 1, "an": 1}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
ORDINALS = {
    "first": 1,
    "opening": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
    "closing": 4,
    "last": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
DAYS_IN_WORDS = {
    word: day
    for day, word in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first "
            "twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth "
            "twenty-ninth thirtieth thirty-first"
        ).split(),
        start=1,
    )
}
ROMAN = {word: month for month, word in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}
FEASTS = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "may day": (5, 1),
    "labour day": (5, 1),
}
APOSTROPHE, QUOTES = "'", r"['\u2019]"
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


@dataclasses.dataclass(frozen=True, slots=True)
class Form:
    """A form: its name, the words (or classes of words, with #) that can begin it, its pattern, what it comes
    to."""

    name: str
    starts: tuple[str, ...]
    pattern: re.Pattern
    value: Callable[[re.Match, Context], Period | None]


def _names(table: dict[str, int]) -> str:
    """An alternation of month or weekday names, capitalised or in capitals, abbreviations with or without a
    dot."""
    whole = sorted(
        (name for name in table if len(name) > 4 or name in {"may", "june", "july"}), key=len, reverse=True
    )
    short = sorted((name for name in table if name not in whole), key=len, reverse=True)
    cased = [form for name in whole for form in (name.capitalize(), name.upper())]
    dotted = [form for name in short for form in (name.capitalize() + r"\b\.?", name.upper() + r"\b\.?")]
    return "(?:" + "|".join([*cased, *dotted]) + ")"


# Digits may follow a month at once: '19Nov2012'.
MON = rf"(?P<month>{_names(MONTHS)})(?![A-Za-z])".replace(r"\b", "")
WD = rf"(?P<weekday>{_names(WEEKDAYS)})(?![a-z])"
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%]|\.\d|,\d{3}(?!\d))"
DAY2 = r"(?P<day2>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%]|\.\d|,\d{3}(?!\d))"
YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?![\d%]|[.,]\d)"
# After a month, also what is left of a year after an apostrophe: 'May '04'.
YEAR_OF = r"(?P<year>(?:1[89]|20)\d\d|['\u2018\u2019]\d\d)(?![\d%]|[.,]\d)"
DASH = r"[ \u00a0]?(?:[-\u2010-\u2014]|to|and)[ \u00a0]?"
S = r"[ \u00a0\n]+"
NUM = (
    r"(?P<number>\d{1,3}|(?:(?:an?|one|two|three|four|five)[- ])?hundred|(?:(?:half )?a |one |two )?dozen|"
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|"
    r"two|three|four|five|six|seven|eight|nine))?)|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
)
# A distance in time: 'two years', 'half a century', 'a year and a half', 'one and a half years', '1.5 years',
# 'two years and six months'. What only ends like one ('the first third of a century', 'two or three years')
# is none.
_NOT_AFTER = r"(?<!\d[.,])(?<!\bor )(?<!third of )(?<!fifth of )(?<!hundred and )"
DISTANCE = (
    rf"{_NOT_AFTER}(?:(?P<share>half|a half|a quarter(?: of)?|three[- ]quarters(?: of)?)[- ](?:an?[- ])?"
    rf"(?P<whole>month|year|decade|century)"
    rf"|{NUM}(?P<half>{S}and{S}a{S}half|\.5|[- ]?\u00bd)?[- \u00a0\n]+(?:(?:full|whole|long){S})?"
    rf"(?P<unit>day|week|fortnight|month|year|decade|centur(?:y|ie))s?"
    rf"(?P<and_half>{S}and{S}a{S}half|{S}and{S}(?P<months>\d{{1,2}}|{'|'.join(SMALL[:11])}){S}months?)?)"
)
THAT = r"(?:the|that|this)(?: very)? same|that(?: very)?"
YEAR_REF = (
    rf"(?:of{S})?(?P<ref>(?:this|last|next|that|the same|the following|the next|the previous|"
    rf"the preceding|that same){S}year"
    r"|the year (?:before|after))\b"
)
PART = r"(?P<part>early|mid|late)"
PART_OF = r"(?:the )?(?:very )?(?P<part>beginning|start|middle|end|close|turn) of"
DAYTIME = r"(?:[ \u00a0](?:early |late )?(?:morning|afternoon|evening|night|lunchtime|midnight))?"

_DAY_OF_WEEK = rf"(?:{_names(WEEKDAYS)},?{S}(?:the{S})?)?"
_weekday = rf"(?:{WD},?{S}(?:the{S})?)?"


def number(text: str) -> int:
    """'eighteen' or '18' -> 18; raises KeyError for another word."""
    lowered = text.lower().replace("-", " ")
    if lowered.isdigit():
        return int(lowered)
    if lowered in NUMBERS:
        return NUMBERS[lowered]
    if lowered == "half a dozen":
        return 6
    for word, many in (("hundred", 100), ("dozen", 12)):
        if lowered.endswith(word):
            return many * NUMBERS[lowered.removesuffix(word).strip() or "one"]
    tens, _, ones = lowered.partition(" ")
    return TENS[tens] + (NUMBERS[ones] if ones else 0)


def _month(match: re.Match) -> int:
    return MONTHS[match["month"].rstrip(".").lower()]


def _day_number(match: re.Match, day: str = "day") -> int:
    """The number of a day that is told in digits or in words."""
    told = match[day]
    return int(told) if told.isdigit() else DAYS_IN_WORDS[re.sub(r"[\W_]+", "-", told.lower())]


def _roman(match: re.Match, context: Context) -> Period | None:
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


def _full(match: re.Match, context: Context) -> Period | None:
    return calendar.day(_told_year(match, context), _month(match), _day_number(match))


def _feast(match: re.Match, context: Context) -> Period | None:
    """'New Year's Day 2013', 'Christmas Eve': a day that has a name."""
    month, day = FEASTS[" ".join(match["feast"].lower().replace("\u2019", "'").split())]
    if match["year"]:
        return calendar.day(_told_year(match, context), month, day)
    return calendar.day_near(context.published, month, day, context.told()) if context.published else None


def _numeric(match: re.Match, context: Context) -> Period | None:
    """12.03.2024 is a day first; 3/12/2024 says it only where one of the two cannot be a month."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if match["sep"] == "." or first > 12:
        return calendar.day(year, second, first) if second <= 12 else None
    return calendar.day(year, first, second) if second > 12 else None


def _iso(match: re.Match, context: Context) -> Period | None:
    return (
        calendar.day(int(match["year"]), int(match["m"]), int(match["d"]))
        if int(match["m"]) in range(1, 13)
        else None
    )


def _day_month(match: re.Match, context: Context, day: str = "day") -> Period | None:
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


def _day_range(match: re.Match, context: Context) -> Period | None:
    first, last = _day_month(match, context), _day_month(match, context, "day2")
    return calendar.between(first, last) if first and last else None


def _day_of_same_month(match: re.Match, context: Context) -> Period | None:
    if context.anchor is None or context.anchor.grain == "year":
        return None
    return calendar.day(context.anchor.first.year, context.anchor.first.month, int(match["day"]))


def _day_of_told_month(match: re.Match, context: Context) -> Period | None:
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


def _month_year(match: re.Match, context: Context) -> Period | None:
    return _with_part(calendar.month(_told_year(match, context), _month(match)), match)


def _numeric_month(match: re.Match, context: Context) -> Period | None:
    return calendar.month(int(match["year"]), int(match["m"]))


def _month_of_referred_year(match: re.Match, context: Context) -> Period | None:
    year = _referred_year(match["ref"], context)
    return _with_part(calendar.month(year, _month(match)), match) if year else None


def _bare_month(match: re.Match, context: Context) -> Period | None:
    if context.published is None:
        return None
    told = context.told()
    if told == "past" and context.near and context.near.last.year < context.published.year:
        return _with_part(calendar.month_from(context.near, _month(match)), match)
    return _with_part(calendar.month_near(context.published, _month(match), told), match)


def _modified_month(match: re.Match, context: Context) -> Period | None:
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


def _weekday_value(match: re.Match, context: Context) -> Period | None:
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


def _relative_unit(match: re.Match, context: Context) -> Period | None:
    modifier, unit = " ".join(match["modifier"].lower().split()), match["unit"].lower()
    if modifier in {"this", "last", "next", "the current"}:
        at = calendar.one(context.published) if context.published else None
        by = {"this": 0, "the current": 0, "last": -1, "next": 1}[modifier]
    else:
        at = context.day if unit == "day" else context.anchor
        by = {"the following": 1, "the next": 1, "the previous": -1, "the preceding": -1}.get(modifier, 0)
    return _unit_around(at, unit, by)


def _same_day(match: re.Match, context: Context) -> Period | None:
    """'the same morning'."""
    return _unit_around(context.day, "day", 0)


def _ever_since(match: re.Match, context: Context) -> Period | None:
    """'left in 2010 and has been outside ever since': the last date told, from which something lasts."""
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


def _part_of_unit(match: re.Match, context: Context) -> Period | None:
    """'late last year', 'early next month'; 'later this year' says no more than the year."""
    period = _relative_unit(match, context)
    word = match["part"].lower()
    if period is None or word in {"later", "earlier"}:
        return period
    if match["unit"].lower() not in {"month", "year", "decade"}:
        return period
    return calendar.part(period, PARTS[word])


def _part_of_the_unit(match: re.Match, context: Context) -> Period | None:
    """'the end of the year', of the publication's year."""
    if context.published is None:
        return None
    period = _unit_around(calendar.one(context.published), match["unit"].lower(), 0)
    return (
        calendar.part(period, PARTS[match["part"].lower()])
        if period and match["unit"].lower() != "week"
        else period
    )


def _adverb(match: re.Match, context: Context) -> Period | None:
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


def _distance(match: re.Match) -> tuple[int, str] | None:
    """A distance as so many years, months, weeks or days: the coarsest of these that is whole; None where
    none is."""
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
    distance = _distance(match)
    return calendar.distant(anchor, sign * distance[0], distance[1]) if distance else None


def _months_too(match: re.Match) -> tuple[int, str] | None:
    """'two years and six months' as months; of other units nobody says so."""
    many = {"year": 12, "decade": 120}.get(match["unit"].lower())
    return (number(match["number"]) * many + number(match["months"]), "month") if many else None


def _ago(match: re.Match, context: Context) -> Period | None:
    """'two years ago' is a year, 'two months ago' a month, 'two weeks ago' a week, 'two days ago' a day."""
    if context.published is None:
        return None
    return _moved(calendar.one(context.published), match, -1)


def _ahead(match: re.Match, context: Context) -> Period | None:
    """'in two weeks' time', 'three months from now'."""
    if context.published is None:
        return None
    return _moved(calendar.one(context.published), match, 1)


def _in_future(match: re.Match, context: Context) -> Period | None:
    """'will join in two years'; of the past it is how long something took."""
    return _ahead(match, context) if context.told() == "future" else None


def _later(match: re.Match, context: Context) -> Period | None:
    """'a month later', 'six years after', 'three days before': from the last date told before."""
    if context.anchor is None:
        return None
    return _moved(context.anchor, match, _sign(match))


def _sign(match: re.Match) -> int:
    """-1 for a distance back, 1 for one ahead."""
    return -1 if match["order"].lower() in {"earlier", "before", "previously"} else 1


def _unit_next_to(match: re.Match, context: Context) -> Period | None:
    """'the year after', 'the day before'."""
    if context.anchor is None:
        return None
    unit = match["unit"].lower()
    return _unit_around(
        context.day if unit == "day" else context.anchor, unit, 1 if match["order"].lower() == "after" else -1
    )


def _half(match: re.Match, context: Context) -> Period | None:
    year, which = _year_or_referred(match, context), ORDINALS[match["which"].lower()]
    return calendar.half(year, min(which, 2)) if year and which != 3 else None


def _quarter(match: re.Match, context: Context) -> Period | None:
    year = _year_or_referred(match, context)
    which = match["which"].lower()
    return calendar.quarter(year, ORDINALS[which]) if year and which in ORDINALS else None


def _numbered_quarter(match: re.Match, context: Context) -> Period | None:
    """'quarter one of 2025'."""
    return calendar.quarter(_told_year(match, context), number(match["which"]))


def _months_of_year(match: re.Match, context: Context) -> Period | None:
    """'the first three months of 2025'."""
    year, many = _year_or_referred(match, context), number(match["number"])
    if year is None or not 1 <= many <= 12:
        return None
    first = 1 if match["which"].lower() in {"first", "opening"} else 13 - many
    return calendar.months(year, first, year, first + many - 1)


def _half_or_quarter_code(match: re.Match, context: Context) -> Period | None:
    return _coded(match["code"], _told_year(match, context), int(match["which"]))


def _code_of_referred_year(match: re.Match, context: Context) -> Period | None:
    year = _referred_year(match["ref"], context)
    return _coded(match["code"], year, int(match["which"])) if year else None


def _coded(code: str, year: int, which: int) -> Period | None:
    if code.upper() == "H":
        return calendar.half(year, which) if which < 3 else None
    return calendar.quarter(year, which)


def _near_code(match: re.Match, context: Context) -> Period | None:
    """'Q3', of no year: seen from the publication, by tense."""
    return _near_part(match["code"], int(match["which"]), context)


def _near_half(match: re.Match, context: Context) -> Period | None:
    return _near_part("H", ORDINALS[match["which"].lower()], context)


def _near_quarter(match: re.Match, context: Context) -> Period | None:
    return _near_part("Q", ORDINALS[match["which"].lower()], context)


def _near_part(code: str, which: int, context: Context) -> Period | None:
    """A half or quarter of no year: the last that has begun (past), or the next that has not ended
    (future)."""
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


def _year(match: re.Match, context: Context) -> Period | None:
    return _with_part(calendar.year(int(match["year"])), match)


def _decade(match: re.Match, context: Context) -> Period | None:
    begin = int(match["decade"])
    return _with_part(calendar.years(begin, begin + 9), match)


def _years_range(match: re.Match, context: Context) -> Period | None:
    first = int(match["year"])
    text = match["year2"]
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    if last <= first and len(text) == 2 and 1 <= int(text) <= 12:
        return calendar.month(first, int(text))  # '2012-11'
    return calendar.years(first, last) if first < last <= calendar.LAST_YEAR else None


def _duration(match: re.Match, context: Context) -> Period | None:
    """'has sought membership for fifteen years': the year in which that began."""
    if not context.perfect():
        return None
    return _ago(match, context)


def _unknown(match: re.Match, context: Context) -> Period | None:
    return None


def _form(name: str, starts: str, pattern: str, value: Callable[[re.Match, Context], Period | None]) -> Form:
    return Form(name, tuple(starts.split()), re.compile(pattern), value)


# A pattern may use a group name once, so the two orders of day and month are two forms each.
_DAY_FIRST = rf"{DAY}(?:{S}(?:day{S})?of)?{S}{MON}"
_MONTH_FIRST = rf"{MON}(?:{S}(?:the{S})?|(?<=\.)){DAY}"
_IN_WORDS = (
    rf"(?i:(?P<day>{'|'.join(sorted(DAYS_IN_WORDS, key=len, reverse=True)).replace('-', '[- ]')}))"
    rf"(?:{S}day)?{S}of{S}{MON}"
)
_DAYS_FIRST = rf"{DAY}{DASH}{_DAY_OF_WEEK}{DAY2}(?:{S}of)?{S}{MON}"
_MONTH_FIRST_DAYS = rf"{MON}{S}{DAY}{DASH}{DAY2}"
# What stands between a month and its year: 'May 2004', 'May, 2004', 'May 3,2004', 'May of 2004', 'Nov.2012',
# 'May (2004)'.
_TO_YEAR = rf"(?:,?{S}(?:of{S})?|,(?=\d{{4}}\b)|{S}\((?=\d{{4}}\))|(?<=\.))"
_EITHER_ORDER = (
    ("#digit #weekday", _DAY_FIRST),
    ("#month #weekday", _MONTH_FIRST),
    ("#ordinal #weekday", _IN_WORDS),
)
_EITHER_RANGE = (("#digit #weekday", _DAYS_FIRST), ("#month #weekday", _MONTH_FIRST_DAYS))
_PARTS, _PARTS_OF = "early mid late", "the beginning start middle end close turn"
_MODIFIERS = "last this next past coming that the"
_LED = r"(?:(?:just|only|some|about|almost|nearly|exactly|barely|more than)" + S + ")?"
_UNIT_MODIFIER = (
    rf"(?P<modifier>this|last|next|the current|{THAT}|the following|the next|the previous|the preceding)"
)

# 'the first half of the match', 'the second quarter-final': of something else than a year.
_NO_OTHER = rf"(?!{S}(?:of|final|finals)\b|-)"

# 'the end of Q1 2025' is no more than the quarter, but what happens by then happens by its end.
_AT_END = rf"(?:(?i:(?:the{S})?(?P<part>end|close){S}of{S}(?:the{S})?))?"
_END = "the end close"
_WHICH = r"(?P<which>first|second|third|fourth|final|last|opening|closing|1st|2nd|3rd|4th)"
_OF_YEAR = rf"(?:{YEAR}|{YEAR_REF}|the year)"
_YEARS = rf"(?:{YEAR}|(?P<ref>(?:this|last|next){S}year))['\u2019]s{S}"
_CODE = r"(?P<code>[QHqh])0?(?P<which>[1-4])"
_CODES = "q1 q2 q3 q4 h1 h2 q01 q02 q03 q04"

FORMS: tuple[Form, ...] = (
    *(
        _form("full", starts, rf"{_weekday}{order}{_TO_YEAR}{YEAR_OF}", _full)
        for starts, order in _EITHER_ORDER
    ),
    _form(
        "full",
        "#digit",
        r"(?P<year>(?:1[89]|20)\d\d)(?P<sep>[-/.])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?!\d)",
        _iso,
    ),
    _form(
        "full",
        "#digit",
        r"(?P<year>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\w%]|[.,]\d)",
        _iso,
    ),
    _form("full", "#digit", rf"{DAY}(?P<sep>[-/.\u2010-\u2014]?){MON}(?P=sep){YEAR}", _full),
    _form(
        "full",
        "#digit",
        rf"{DAY}(?P<sep>[-/. ]|\. )(?P<roman>{'|'.join(sorted(ROMAN, key=len, reverse=True))})(?P=sep){YEAR}",
        _roman,
    ),
    _form("full", "#digit", rf"{YEAR}(?P<sep>[-/. ]){MON}(?P=sep){DAY}", _full),
    _form(
        "full",
        "new christmas boxing may labour",
        rf"(?P<feast>(?i:{'|'.join(name.replace(APOSTROPHE, QUOTES) for name in FEASTS)}))"
        rf"(?:,?{S}(?:of{S}|in{S})?{YEAR_OF})?",
        _feast,
    ),
    _form(
        "full",
        "#digit",
        r"(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:1[89]|20)\d\d)(?!\d)",
        _numeric,
    ),
    *(
        _form("days", starts, rf"{_weekday}{order}(?:{_TO_YEAR}{YEAR_OF})?", _day_range)
        for starts, order in _EITHER_RANGE
    ),
    *(_form("days", starts, rf"{order},?{S}(?i:{YEAR_REF})", _day_range) for starts, order in _EITHER_RANGE),
    *(
        _form("day_month", starts, rf"{_weekday}{order},?{S}(?i:{YEAR_REF})", _day_month)
        for starts, order in _EITHER_ORDER
    ),
    *(
        _form("day_month", starts, rf"{_weekday}{order}{DAYTIME}", _day_month)
        for starts, order in _EITHER_ORDER
    ),
    _form(
        "day_of_same_month", "the #digit", rf"(?:the )?{DAY} of (?:the same|that) month\b", _day_of_same_month
    ),
    _form(
        "ordinal_day",
        "the",
        r"the (?P<day>[12]?\d|3[01])(?:st|nd|rd|th)\b(?= "
        r"?(?:[.,;:)]|and\b|in\b|at\b|to\b|by\b|with\b|that\b|$))",
        _day_of_told_month,
    ),
    _form(
        "month_year",
        f"#month {_PARTS}",
        rf"(?:(?i:{PART})[- ](?:in )?)?{MON}(?:{_TO_YEAR}|-){YEAR_OF}",
        _month_year,
    ),
    _form("month_year", _PARTS_OF, rf"(?i:{PART_OF}){S}{MON}{_TO_YEAR}{YEAR_OF}", _month_year),
    _form("month_year", "#digit", r"(?P<m>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\d/])", _numeric_month),
    _form(
        "month_year",
        f"#month {_PARTS}",
        rf"(?:(?i:{PART})[- ](?:in )?)?{MON},?{S}(?i:{YEAR_REF})",
        _month_of_referred_year,
    ),
    _form("month_year", _PARTS_OF, rf"(?i:{PART_OF}){S}{MON},?{S}(?i:{YEAR_REF})", _month_of_referred_year),
    _form(
        "modified_month",
        _MODIFIERS,
        rf"(?P<modifier>(?i:last|this past|this coming|this|next|past|coming|that same|that|the same|"
        rf"the following|the previous)){S}{MON}",
        _modified_month,
    ),
    _form("part_month", _PARTS, rf"(?i:{PART})[- ](?:in )?{MON}", _bare_month),
    _form("part_month", _PARTS_OF, rf"(?i:{PART_OF}){S}{MON}", _bare_month),
    _form("month", "#month", MON, _bare_month),
    _form(
        "half",
        f"{_END} first second #digit",
        rf"(?i:{_AT_END}(?:the{S})?{_WHICH}[- ]half of{S}{_OF_YEAR})",
        _half,
    ),
    _form("half", "the", rf"(?i:the{S}(?P<which>first|second){S}half)\b{_NO_OTHER}", _near_half),
    _form(
        "quarter",
        f"{_END} first second third fourth final last opening closing #digit",
        rf"(?i:{_AT_END}(?:the{S})?{_WHICH}{S}quarter{S}(?:of{S})?{_OF_YEAR})\b",
        _quarter,
    ),
    _form("half", "this last next #digit", rf"(?i:{_YEARS}{_WHICH}{S}half)\b{_NO_OTHER}", _half),
    _form("quarter", "this last next #digit", rf"(?i:{_YEARS}{_WHICH}{S}quarter)\b{_NO_OTHER}", _quarter),
    _form(
        "quarter",
        "the",
        rf"(?i:the{S}(?P<which>first|second|third|fourth|final|opening|closing){S}quarter)\b{_NO_OTHER}",
        _near_quarter,
    ),
    _form(
        "quarter",
        "quarter",
        rf"(?i:quarter{S}(?P<which>one|two|three|four|[1-4]),?{S}(?:of{S})?){YEAR_OF}",
        _numbered_quarter,
    ),
    _form(
        "months_of_year",
        "the first last opening final",
        rf"(?i:(?:the{S})?(?P<which>first|last|opening|final|closing){S}{NUM}{S}months{S}of{S}{_OF_YEAR})\b",
        _months_of_year,
    ),
    _form(
        "quarter",
        f"{_CODES} {_END}",
        rf"{_AT_END}{_CODE}(?:[-/ ]|,?{S}(?:of{S})?|(?=['\u2018\u2019])){YEAR_OF}",
        _half_or_quarter_code,
    ),
    _form(
        "quarter",
        f"{_CODES} {_END}",
        rf"{_AT_END}{_CODE}{S}(?i:(?:of{S})?(?P<ref>(?:this|last|next){S}year))\b",
        _code_of_referred_year,
    ),
    _form(
        "quarter",
        f"#digit {_END}",
        rf"{_AT_END}(?P<which>[1-4])(?P<code>[QHqh])(?:(?:{S}(?:of{S})?)?{YEAR_OF}|(?P<year2>\d\d)(?!\w))",
        _half_or_quarter_code,
    ),
    _form(
        "quarter",
        f"#digit {_END}",
        rf"{_AT_END}(?P<year>(?:19|20)\d\d)[-/ ]?{_CODE}(?!\w)",
        _half_or_quarter_code,
    ),
    _form("quarter", f"{_CODES} {_END}", rf"{_AT_END}{_CODE}(?!\w)", _near_code),
    _form("part_year", _PARTS, rf"(?i:{PART}[- ](?:in )?){YEAR}", _year),
    _form("part_year", _PARTS_OF, rf"(?i:{PART_OF}){S}{YEAR}", _year),
    _form(
        "decade",
        f"the {_PARTS} #digit",
        rf"(?i:(?:the{S})?(?:{PART}[- ])?)(?P<decade>(?:18|19|20)\d0)['\u2019]?s\b",
        _decade,
    ),
    _form(
        "years", "#digit", rf"{YEAR}[-\u2010-\u2014/](?P<year2>(?:1[89]|20)\d\d|\d\d)(?![-\d%])", _years_range
    ),
    _form("year", "#digit", YEAR, _year),
    _form(
        "relative_unit",
        "this last next that the",
        rf"(?i:{_UNIT_MODIFIER}{S}(?P<unit>day|weekend|week|month|quarter|year|decade))\b(?!{S}(?:of|after"
        rf"|before|as)\b)",
        _relative_unit,
    ),
    _form(
        "part_of_unit",
        f"{_PARTS} later earlier",
        rf"(?i:(?P<part>early|mid|late|later|earlier)[- ](?:in{S})?(?P<modifier>this|last|next|that|"
        rf"the same|the following){S}(?P<unit>week|month|year|decade))\b",
        _part_of_unit,
    ),
    _form(
        "part_of_unit",
        _PARTS_OF,
        rf"(?i:{PART_OF}{S}(?P<modifier>this|last|next|that|the same|the following){S}(?P<unit>week|"
        rf"month|year|decade))\b",
        _part_of_unit,
    ),
    _form(
        "part_of_unit",
        _PARTS_OF,
        rf"(?i:{PART_OF}{S}the{S}(?P<unit>week|month|year|decade))\b",
        _part_of_the_unit,
    ),
    _form(
        "adverb",
        "yesterday today tomorrow tonight last this the",
        r"(?i:(?P<adverb>yesterday|today|tomorrow|tonight|last night|this (?:morning|afternoon|"
        r"evening)|the day before yesterday|the day after tomorrow))\b" + DAYTIME,
        _adverb,
    ),
    _form(
        "ago",
        "#number half just only some about almost nearly exactly barely more",
        rf"(?i:{_LED}{DISTANCE}{S}(?:ago|back(?!{S}(?:in|to|into|from|on|at)\b)))\b",
        _ago,
    ),
    _form("ahead", "in", rf"(?i:in{S}{DISTANCE}['\u2019]?s?['\u2019]?{S}time)\b", _ahead),
    _form("ahead", "#number half", rf"(?i:{DISTANCE}{S}from (?:now|today))\b", _ahead),
    _form("ahead", "in", rf"(?i:in{S}{_LED}{DISTANCE})\b(?!{S}of\b|-)", _in_future),
    _form(
        "later",
        "#number half",
        rf"(?i:{DISTANCE}{S}(?P<exact>to the day{S})?"
        rf"(?P<order>later|afterwards|earlier|previously|before|after))\b",
        _later,
    ),
    _form(
        "unit_next_to",
        "the",
        r"(?i:the (?P<unit>day|week|month|year) (?P<order>after|before))\b",
        _unit_next_to,
    ),
    _form(
        "same_day",
        "the that",
        r"(?i:(?:the|that)(?: very)? same (?:morning|afternoon|evening|night))\b",
        _same_day,
    ),
    _form(
        "ever_since", "ever", r"(?i:ever since)\b(?=[^\S\n]*(?:[.,;:)]|$|(?:and|but|though)\b))", _ever_since
    ),
    _form(
        "duration", "for", rf"(?i:for{S}(?:the (?:past|last){S})?{NUM}{S}(?P<unit>year|month)s?)\b", _duration
    ),
    _form(
        "weekday",
        f"{_MODIFIERS} #weekday",
        rf"(?:(?P<modifier>(?i:last|this past|this coming|this|next|past|coming|the following|that|"
        rf"the previous)){S})?{WD}{DAYTIME}"
        rf"(?:{S}(?:of{S})?(?P<week>last|this|next){S}week\b)?",
        _weekday_value,
    ),
    _form(
        "vague",
        "the coming past recent next last few",
        rf"(?i:(?:the{S})?(?:coming|past|recent|next|last|few)(?:{S}(?:few|several|couple of|"
        rf"\w+))?{S}(?:days|weeks|months|years|decades))\b",
        _unknown,
    ),
    _form(
        "vague",
        "within",
        rf"(?i:within{S}(?:(?:the|a|an|\w+|a few|several){S})?(?:days?|weeks?|months?|years?))\b",
        _unknown,
    ),
    _form(
        "season",
        "last this next that early late the spring summer autumn winter",
        rf"(?i:(?:(?:last|this|next|that|early|late|the{S}following){S})?(?:the{S})?(?:spring|summer|"
        rf"autumn|winter)(?:{S}of)?{S}{YEAR})",
        _unknown,
    ),
    _form(
        "season",
        "last this next that",
        rf"(?i:(?:last|this|next|that){S}(?:spring|summer|autumn|winter))\b",
        _unknown,
    ),
)


def _by_start() -> dict[str, tuple[Form, ...]]:
    """The forms that each word, or class of words, can begin."""
    found: dict[str, list[Form]] = {}
    for form in FORMS:
        for start in form.starts:
            found.setdefault(start, []).append(form)
    return {start: tuple(forms) for start, forms in found.items()}


BY_START = _by_start()
NUMBER_WORDS = frozenset(NUMBERS) | frozenset(TENS) | {"hundred", "dozen"}
NUMBER_KEY = re.compile(r"\d+(?:1\u20442|\u00bd)?")
ORDINAL_WORDS = frozenset(word.partition("-")[0] for word in DAYS_IN_WORDS)


def forms_at(key: str) -> tuple[Form, ...]:
    """The forms that a word (in lower case) can begin."""
    found = BY_START.get(key, ())
    if key[:1].isdigit():
        found += BY_START["#digit"]
        return found + BY_START["#number"] if NUMBER_KEY.fullmatch(key) else found
    if key in MONTHS:
        found += BY_START["#month"]
    if key in WEEKDAYS:
        found += BY_START["#weekday"]
    if key in NUMBER_WORDS:
        found += BY_START["#number"]
    if key in ORDINAL_WORDS:
        found += BY_START["#ordinal"]
    return found


def expression_at(text: str, start: int, key: str) -> tuple[Form, re.Match] | None:
    """The longest time expression that begins at a word, with its form; the earlier form where two are as
    long."""
    best = None
    for form in forms_at(key):
        match = form.pattern.match(text, start)
        if match and (best is None or match.end() > best[1].end()):
            best = (form, match)
    return best


def distance_to(text: str) -> tuple[int, str] | None:
    """How far behind what it is counted from a time is ('three months after', 'a year before'), in units; a
    negative number where it is before it. None for a text that tells no distance."""
    found = expression_at(text, 0, re.split(r"[\s-]", text, maxsplit=1)[0].lower())
    if found is None or found[0].name != "later":
        return None
    distance = _distance(found[1])
    return (_sign(found[1]) * distance[0], distance[1]) if distance else None
