"""Days of publication as sources write them. What is ambiguous or names no single day gives None, never a guess."""

import datetime
import email.utils
import re

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
NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY_FIRST = re.compile(
    rf"(?:[A-Za-z]+,?\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\s+({NAME})\.?,?\s+(\d{{4}})\b", re.IGNORECASE
)
MONTH_FIRST = re.compile(
    rf"(?:[A-Za-z]+,?\s+)?({NAME})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE
)
YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)")
IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
TOMORROW = datetime.timedelta(days=1)


def day(year: object, month: object, number: object) -> datetime.date | None:
    """The day, if the calendar has it."""
    try:
        return datetime.date(int(year), int(month), int(number))
    except ValueError:
        return None


def told_day(value: object) -> datetime.date | None:
    """The day that a source's metadata tell: ISO 8601, RFC 2822, '24 April 2017', 'April 24, 2017', '2017/04/24'.

    A time of day is dropped as it stands, without a change of time zone. None for anything else, also for '04/05/2017',
    of which nobody knows which is the month, and for a month or year alone.
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if found := YEAR_FIRST.match(text):
        return day(found[1], found[3], found[4])
    if found := DAY_FIRST.match(text):
        return day(found[3], MONTHS[found[2].lower()], found[1])
    if found := MONTH_FIRST.match(text):
        return day(found[3], MONTHS[found[1].lower()], found[2])
    try:
        return email.utils.parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError):
        return None


def inferred_day(*names: str | None) -> datetime.date | None:
    """The day in a file's name or an address ('2017-04-24-x.txt', '/2017/04/24/x'), of the first that has exactly one."""
    for name in names:
        days = {
            found for _, found in ((m, day(m[1], m[3], m[4])) for m in IN_NAME.finditer(name or "")) if found
        }
        if len(days) == 1:
            return days.pop()
    return None


def credible(published_on: datetime.date | None, ingested_on: datetime.date) -> bool:
    """Whether a brief can have been published then: no later than the day after its ingestion (time zones differ)."""
    return published_on is not None and published_on <= ingested_on + TOMORROW
