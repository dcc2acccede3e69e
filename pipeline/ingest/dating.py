"""Days of publication as sources write them. What is ambiguous or names no single day gives None, never a
guess."""

import datetime
import email.utils
import re
from collections.abc import Callable, Mapping

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
# Pages in English that a system in another language has made name the month in that language.
ELSEWHERE = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
for _names in ELSEWHERE.values():
    MONTHS |= {name: number for number, name in enumerate(_names.split(), start=1)}
NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?[.,]{0,2}\s+)?"
GAP = r"[\s/.,-]{1,3}"
DAY_FIRST = re.compile(
    rf"{WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of|\s+de)?(?:{GAP})?({NAME})(?:\s+del?)?"
    rf"(?:(?:{GAP})?(\d{{4}})|\s+['\u2019](\d\d))(?!\d)",
    re.IGNORECASE,
)
MONTH_FIRST = re.compile(
    rf"{WEEKDAY}({NAME}){GAP}(\d{{1,2}})(?:st|nd|rd|th)?{GAP}(\d{{4}})(?!\d)", re.IGNORECASE
)
YEAR_LAST = re.compile(
    rf"{WEEKDAY}({NAME})\s+(\d{{1,2}})\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s+(?:[A-Z]{{2,5}}\s+)?(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
NAMED_BETWEEN = re.compile(rf"(\d{{4}}){GAP}({NAME}){GAP}(\d{{1,2}})(?!\d)", re.IGNORECASE)
YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})(?!\d)|(\d{2})(\d{2})(?!\d))")
NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
CHARACTERS = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)(?!\d)")
ISO_WEEK = re.compile(r"\d{4}-?W\d{2}-?[1-7](?![\d-])")
DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{3})(?![\d-])")
TIME_BEFORE = re.compile(
    r"^\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?(?:\s+[A-Z]{2,5}\b)?\s*(?:,|-|\||on\b)?\s*"
)
LABEL = re.compile(
    r"\b(?:first\s+)?(?:published|posted|issued|released|date)(?:\s+(?:on|at))?\s*:?\s+", re.IGNORECASE
)
# What stands around a time in data of programs: '/Date(1718006400000)/', 'D:20240610'.
WRAPPED = re.compile(r"/Date\((\d+)(?:[+-]\d{4})?\)/|D:(\d{8}).*")
NAMED_TIME = ("$date", "date", "value", "iso", "iso8601", "@value", "#text")
# What programs give for a time that is not known.
NO_TIME = re.compile(r"0{1,4}1?-|1970-01-01[T ]00:00")
OLDEST = 1700
SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")  # since 1970; thirteen digits are milliseconds
IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
TOMORROW = datetime.timedelta(days=1)


def day(year: int | str, month: int | str, number: int | str) -> datetime.date | None:
    """The day, if the calendar has it."""
    try:
        return datetime.date(int(year), int(month), int(number)) if int(year) >= OLDEST else None
    except ValueError:
        return None


def of_numbers(found: re.Match) -> datetime.date | None:
    """The day of '13/06/2024', '06/13/2024', '10.6.2024'; None where nobody knows which number is the month.

    Nobody writes the month first with full stops.
    """
    first, mark, second, year = int(found[1]), found[2], int(found[3]), found[4]
    if mark == "." or first > 12 or first == second:
        return day(year, second, first)
    return day(year, first, second) if second > 12 else None


def of_seconds(number: float) -> datetime.date | None:
    """The day in UTC of a number of seconds, or of milliseconds, since 1970."""
    try:
        return datetime.datetime.fromtimestamp(
            number / 1000 if number >= 1e11 else number, tz=datetime.UTC
        ).date()
    except (ValueError, OverflowError, OSError):
        return None


def of_year(year: int, number: int) -> datetime.date | None:
    """The day of a year by its number, if the year has it. Raises ValueError for no year."""
    found = datetime.date(year, 1, 1) + datetime.timedelta(number - 1)
    return found if found.year == year else None


def named(year: str, month: str, number: str) -> datetime.date | None:
    """The day of a year, a month's name and a number."""
    return day(year, MONTHS[month.lower()], number)


FORMS: tuple[tuple[re.Pattern, Callable[[re.Match], datetime.date | None]], ...] = (
    (YEAR_FIRST, lambda found: day(found[1], found[3] or found[5], found[4] or found[6])),
    (RUN_TOGETHER, lambda found: day(found[1], found[2], found[3])),
    (CHARACTERS, lambda found: day(found[1], found[2], found[3])),
    (NAMED_BETWEEN, lambda found: named(found[1], found[2], found[3])),
    (DAY_FIRST, lambda found: named(found[3] or f"20{found[4]}", found[2], found[1])),
    (MONTH_FIRST, lambda found: named(found[3], found[1], found[2])),
    (YEAR_LAST, lambda found: named(found[3], found[1], found[2])),
    (NUMBERS, of_numbers),
    (DAY_OF_YEAR, lambda found: of_year(int(found[1]), int(found[2]))),
    (ISO_WEEK, lambda found: datetime.date.fromisoformat(found[0])),
)


def told_day(value: object) -> datetime.date | None:
    """The day that a source's metadata tell: ISO 8601, RFC 2822, '24 April 2017', 'April 24, 2017',
    '24-Apr-2017', '2017/4/24', '24.04.2017', '04/24/2017', seconds or milliseconds since 1970.

    A time of day is dropped as it stands, without a change of time zone. None for anything else, also for
    '04/05/2017', of which nobody knows which is the month, and for a month or year alone.
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if (
        isinstance(value, (list, tuple))
        and len(value) >= 6
        and all(isinstance(one, int) for one in value[:3])
    ):
        return day(*value[:3])  # as feed parsers give a time
    if isinstance(value, Mapping):
        return next((found for name in NAMED_TIME if (found := told_day(value.get(name)))), None)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return day_in(str(value).strip(" \t\n'\""))


def day_in(text: str) -> datetime.date | None:
    """The day that a line tells of publication, at its beginning or after a word for that."""
    if NO_TIME.match(text):
        return None
    text = WRAPPED.sub(lambda wrapped: wrapped[1] or wrapped[2], text)
    labels = list(LABEL.finditer(text))
    text = TIME_BEFORE.sub("", text[labels[0].end() :] if labels else text)
    if SECONDS.fullmatch(text):
        return of_seconds(float(text))
    for form, read in FORMS:
        if found := form.match(text):
            try:
                return read(found)
            except ValueError:
                return None
    try:
        return email.utils.parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError):
        return None


def inferred_day(*names: str | None) -> datetime.date | None:
    """The day in a file's name or an address ('2017-04-24-x.txt', '/2017/04/24/x'), of the first that has
    exactly one."""
    for name in names:
        days = {
            found for _, found in ((m, day(m[1], m[3], m[4])) for m in IN_NAME.finditer(name or "")) if found
        }
        if len(days) == 1:
            return days.pop()
    return None


def credible(published_on: datetime.date | None, ingested_on: datetime.date) -> bool:
    """Whether a brief can have been published then: no later than the day after its ingestion (time zones
    differ)."""
    return published_on is not None and published_on <= ingested_on + TOMORROW
