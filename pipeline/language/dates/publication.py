"""When a brief was written, where its own text says so: a dateline, a line that is a date, or 'Posted on 3
May 2021'.

Conservative: only full dates count, only where they date the brief and not what it tells; two that disagree
date nothing.
"""

import datetime
import re

from pipeline.language.dates.calendar import MONTHS, WEEKDAYS
from pipeline.language.text.paragraphs import paragraphs

MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY = rf"(?:(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\.?,?\s+(?:the\s+)?)?"
DAY_FIRST = (
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})\.?,?\s+(?P<year>(?:19|20)\d\d)"
)
MONTH_FIRST = rf"(?P<month>{MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)"
ISO = r"(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)"
DATES = tuple(rf"{WEEKDAY}{form}(?!\d)" for form in (DAY_FIRST, MONTH_FIRST, ISO))
TIME = r"(?:,?\s+(?:at\s+)?\d{1,2}[:.h]\d\d\s*(?:am|pm|a\.m\.|p\.m\.)?\s*(?:[A-Z]{2,4})?)?"
LABEL = (
    r"(?:first\s+)?(?:published|posted|issued|released|filed|date|dated|publication date)"
    r"(?:\s+(?:on|in [A-Z]\w+ on))?(?:\s*:)?\s+"
)
BYLINE = r"(?:by\s+[A-Z][\w.' -]{2,40}[,|\u2022\u00b7-]+\s*)?"
PLACE = r"[A-Z][A-Z.'\u2019/ -]{2,30}(?:,\s+[A-Z][\w. ]{1,20}?)?"
AGENCY = r"(?:\s*[(/][^()/\n]{2,30}[)/])?"
# A place or a publication beside a date on a line of its own, each in a few words, capitalised or small.
NAME = (
    r"[A-Z\u00c0-\u00de][\w.'\u2019&-]*"
    r"(?:\s+(?:[A-Z\u00c0-\u00de&][\w.'\u2019&-]*|of|the|and|de|du|la|el|al|on)){0,5}"
)
NAMES = rf"{NAME}(?:,\s+{NAME})?"
HEAD, TAIL = 6, 4
LONGEST = 400  # of a line's beginning, where its date stands if it has one, and of its end


def _compiled(shape: str) -> tuple[re.Pattern, ...]:
    return tuple(re.compile(shape.replace("DATE", date), re.IGNORECASE) for date in DATES)


LINE = _compiled(rf"^\W*{BYLINE}DATE{TIME}\W*$")
LABELLED = _compiled(rf"(?:^|[|\u2022\u00b7]\s*){LABEL}DATE\b")
# 'Monday, 3 May 2021. The council ...': without the weekday it could be an entry of a chronology.
BEFORE_STORY = tuple(
    re.compile(rf"^\W{{0,4}}(?=[A-Z][a-z]+day\b)(?i:{date})\s*(?:[-\u2010-\u2015]{{1,2}}|:|\.)\s")
    for date in DATES
)
# Names are told by their capitals; the sentence 'On 3 May 2021' has a preposition before the date and is
# none.
STANDING_ALONE = tuple(
    re.compile(
        rf"^\W{{0,4}}(?:(?!(?:On|In|By|Since|Until|From|Before|After|Till|Effective|Deadline|Due)\b){NAMES}"
        rf"{AGENCY}\s*(?:,|\||/|[\u00b7\u2022]|[-\u2010-\u2015]{{1,2}}|:)\s+)?(?i:{date}){TIME}"
        rf"(?:\s*(?:[,|/\u00b7\u2022\u2010-\u2015-]+\s*)?(?:\([^()\n]{{2,30}}\)|{NAMES}))?\W{{0,4}}$"
    )
    for date in DATES
)
# The place of a dateline is told by its capitals, so case counts here; months may be written in any.
DATELINE = tuple(
    re.compile(rf"^{PLACE}{AGENCY},?\s+(?i:{date}){AGENCY}\s*(?:[-\u2010-\u2015]{{1,2}}|:|\.)\s")
    for date in DATES
)


def publication_date_from_text(text: str) -> datetime.date | None:
    """The day on which a brief says that it was written, or None where it does not say so plainly."""
    lines = [line for start, end in paragraphs(text) for line in text[start:end].splitlines()]
    lines = [line.strip() for line in lines]
    edges = lines if len(lines) <= HEAD + TAIL else lines[:HEAD] + lines[-TAIL:]
    openings = [line[:LONGEST] for line in lines[:HEAD]]
    whole = [line for line in lines[:HEAD] if len(line) <= LONGEST]
    for shapes, among in (
        (LABELLED, [part for line in edges for part in ends(line)]),
        (DATELINE, openings),
        (LINE, whole),
        (STANDING_ALONE, whole),
        (BEFORE_STORY, openings),
    ):
        matches = (match for line in among for shape in shapes for match in shape.finditer(line))
        found = {day for match in matches if (day := _day(match))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def ends(line: str) -> list[str]:
    """A line whole, or the beginning and the end of a long one."""
    return [line] if len(line) <= 2 * LONGEST else [line[:LONGEST], line[-LONGEST:]]


def _day(match: re.Match) -> datetime.date | None:
    groups = match.groupdict()
    month = int(groups["number"]) if groups.get("number") else MONTHS[groups["month"].lower()]
    try:
        return datetime.date(int(groups["year"]), month, int(groups["day"]))
    except ValueError:
        return None
