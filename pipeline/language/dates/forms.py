"""The forms of English time expressions: a pattern each, the words that can begin it, what it comes to."""

import dataclasses
import re
from collections.abc import Callable

from pipeline.language.dates import relative, values
from pipeline.language.dates.calendar import Period
from pipeline.language.dates.numbers import ROMAN
from pipeline.language.dates.patterns import (
    AT_END,
    CODE,
    DAY,
    DAY_FIRST,
    DAYS_FIRST,
    DAYTIME,
    DISTANCE,
    IN_WORDS,
    LED,
    MON,
    MONTH_FIRST,
    MONTH_FIRST_DAYS,
    NO_OTHER,
    NUM,
    OF_YEAR,
    OPTIONAL_WEEKDAY,
    PART,
    PART_OF,
    TO_YEAR,
    UNIT_MODIFIER,
    WD,
    WHICH,
    YEAR,
    YEAR_OF,
    YEAR_REF,
    YEARS,
    S,
)
from pipeline.language.dates.values import FEASTS, Context

APOSTROPHE, QUOTES = "'", r"['\u2019]"


@dataclasses.dataclass(frozen=True, slots=True)
class Form:
    """A form: its name, the words (or, with #, classes) that begin it, its pattern, its value."""

    name: str
    starts: tuple[str, ...]
    pattern: re.Pattern
    value: Callable[[re.Match, Context], Period | None]


def _form(name: str, starts: str, pattern: str, value: Callable[[re.Match, Context], Period | None]) -> Form:
    return Form(name, tuple(starts.split()), re.compile(pattern), value)


_EITHER_ORDER = (
    ("#digit #weekday", DAY_FIRST),
    ("#month #weekday", MONTH_FIRST),
    ("#ordinal #weekday", IN_WORDS),
)
_EITHER_RANGE = (("#digit #weekday", DAYS_FIRST), ("#month #weekday", MONTH_FIRST_DAYS))
_PARTS, _PARTS_OF = "early mid late", "the beginning start middle end close turn"
_MODIFIERS = "last this next past coming that the"
_END = "the end close"
_CODES = "q1 q2 q3 q4 h1 h2 q01 q02 q03 q04"
FORMS: tuple[Form, ...] = (
    *(
        _form("full", starts, rf"{OPTIONAL_WEEKDAY}{order}{TO_YEAR}{YEAR_OF}", values.full)
        for starts, order in _EITHER_ORDER
    ),
    _form(
        "full",
        "#digit",
        r"(?P<year>(?:1[89]|20)\d\d)(?P<sep>[-/.])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?!\d)",
        values.iso,
    ),
    _form(
        "full",
        "#digit",
        r"(?P<year>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\w%]|[.,]\d)",
        values.iso,
    ),
    _form("full", "#digit", rf"{DAY}(?P<sep>[-/.\u2010-\u2014]?){MON}(?P=sep){YEAR}", values.full),
    _form(
        "full",
        "#digit",
        rf"{DAY}(?P<sep>[-/. ]|\. )(?P<roman>{'|'.join(sorted(ROMAN, key=len, reverse=True))})(?P=sep){YEAR}",
        values.roman,
    ),
    _form("full", "#digit", rf"{YEAR}(?P<sep>[-/. ]){MON}(?P=sep){DAY}", values.full),
    _form(
        "full",
        "new christmas boxing may labour",
        rf"(?P<feast>(?i:{'|'.join(name.replace(APOSTROPHE, QUOTES) for name in FEASTS)}))"
        rf"(?:,?{S}(?:of{S}|in{S})?{YEAR_OF})?",
        values.feast,
    ),
    _form(
        "full",
        "#digit",
        r"(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:1[89]|20)\d\d)(?!\d)",
        values.numeric,
    ),
    *(
        _form("days", starts, rf"{OPTIONAL_WEEKDAY}{order}(?:{TO_YEAR}{YEAR_OF})?", values.day_range)
        for starts, order in _EITHER_RANGE
    ),
    *(
        _form("days", starts, rf"{order},?{S}(?i:{YEAR_REF})", values.day_range)
        for starts, order in _EITHER_RANGE
    ),
    *(
        _form("day_month", starts, rf"{OPTIONAL_WEEKDAY}{order},?{S}(?i:{YEAR_REF})", values.day_month)
        for starts, order in _EITHER_ORDER
    ),
    *(
        _form("day_month", starts, rf"{OPTIONAL_WEEKDAY}{order}{DAYTIME}", values.day_month)
        for starts, order in _EITHER_ORDER
    ),
    _form(
        "day_of_same_month",
        "the #digit",
        rf"(?:the )?{DAY} of (?:the same|that) month\b",
        values.day_of_same_month,
    ),
    _form(
        "ordinal_day",
        "the",
        r"the (?P<day>[12]?\d|3[01])(?:st|nd|rd|th)\b(?= "
        r"?(?:[.,;:)]|and\b|in\b|at\b|to\b|by\b|with\b|that\b|$))",
        values.day_of_told_month,
    ),
    _form(
        "month_year",
        f"#month {_PARTS}",
        rf"(?:(?i:{PART})[- ](?:in )?)?{MON}(?:{TO_YEAR}|-){YEAR_OF}",
        values.month_year,
    ),
    _form("month_year", _PARTS_OF, rf"(?i:{PART_OF}){S}{MON}{TO_YEAR}{YEAR_OF}", values.month_year),
    _form(
        "month_year",
        "#digit",
        r"(?P<m>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\d/])",
        values.numeric_month,
    ),
    _form(
        "month_year",
        f"#month {_PARTS}",
        rf"(?:(?i:{PART})[- ](?:in )?)?{MON},?{S}(?i:{YEAR_REF})",
        values.month_of_referred_year,
    ),
    _form(
        "month_year", _PARTS_OF, rf"(?i:{PART_OF}){S}{MON},?{S}(?i:{YEAR_REF})", values.month_of_referred_year
    ),
    _form(
        "modified_month",
        _MODIFIERS,
        rf"(?P<modifier>(?i:last|this past|this coming|this|next|past|coming|that same|that|the same|"
        rf"the following|the previous)){S}{MON}",
        values.modified_month,
    ),
    _form("part_month", _PARTS, rf"(?i:{PART})[- ](?:in )?{MON}", values.bare_month),
    _form("part_month", _PARTS_OF, rf"(?i:{PART_OF}){S}{MON}", values.bare_month),
    _form("month", "#month", MON, values.bare_month),
    _form(
        "half",
        f"{_END} first second #digit",
        rf"(?i:{AT_END}(?:the{S})?{WHICH}[- ]half of{S}{OF_YEAR})",
        values.half,
    ),
    _form("half", "the", rf"(?i:the{S}(?P<which>first|second){S}half)\b{NO_OTHER}", values.near_half),
    _form(
        "quarter",
        f"{_END} first second third fourth final last opening closing #digit",
        rf"(?i:{AT_END}(?:the{S})?{WHICH}{S}quarter{S}(?:of{S})?{OF_YEAR})\b",
        values.quarter,
    ),
    _form("half", "this last next #digit", rf"(?i:{YEARS}{WHICH}{S}half)\b{NO_OTHER}", values.half),
    _form("quarter", "this last next #digit", rf"(?i:{YEARS}{WHICH}{S}quarter)\b{NO_OTHER}", values.quarter),
    _form(
        "quarter",
        "the",
        rf"(?i:the{S}(?P<which>first|second|third|fourth|final|opening|closing){S}quarter)\b{NO_OTHER}",
        values.near_quarter,
    ),
    _form(
        "quarter",
        "quarter",
        rf"(?i:quarter{S}(?P<which>one|two|three|four|[1-4]),?{S}(?:of{S})?){YEAR_OF}",
        values.numbered_quarter,
    ),
    _form(
        "months_of_year",
        "the first last opening final",
        rf"(?i:(?:the{S})?(?P<which>first|last|opening|final|closing){S}{NUM}{S}months{S}of{S}{OF_YEAR})\b",
        values.months_of_year,
    ),
    _form(
        "quarter",
        f"{_CODES} {_END}",
        rf"{AT_END}{CODE}(?:[-/ ]|,?{S}(?:of{S})?|(?=['\u2018\u2019])){YEAR_OF}",
        values.half_or_quarter_code,
    ),
    _form(
        "quarter",
        f"{_CODES} {_END}",
        rf"{AT_END}{CODE}{S}(?i:(?:of{S})?(?P<ref>(?:this|last|next){S}year))\b",
        values.code_of_referred_year,
    ),
    _form(
        "quarter",
        f"#digit {_END}",
        rf"{AT_END}(?P<which>[1-4])(?P<code>[QHqh])(?:(?:{S}(?:of{S})?)?{YEAR_OF}|(?P<year2>\d\d)(?!\w))",
        values.half_or_quarter_code,
    ),
    _form(
        "quarter",
        f"#digit {_END}",
        rf"{AT_END}(?P<year>(?:19|20)\d\d)[-/ ]?{CODE}(?!\w)",
        values.half_or_quarter_code,
    ),
    _form("quarter", f"{_CODES} {_END}", rf"{AT_END}{CODE}(?!\w)", values.near_code),
    _form("part_year", _PARTS, rf"(?i:{PART}[- ](?:in )?){YEAR}", values.year),
    _form("part_year", _PARTS_OF, rf"(?i:{PART_OF}){S}{YEAR}", values.year),
    _form(
        "decade",
        f"the {_PARTS} #digit",
        rf"(?i:(?:the{S})?(?:{PART}[- ])?)(?P<decade>(?:18|19|20)\d0)['\u2019]?s\b",
        values.decade,
    ),
    _form(
        "years",
        "#digit",
        rf"{YEAR}[-\u2010-\u2014/](?P<year2>(?:1[89]|20)\d\d|\d\d)(?![-\d%])",
        values.years_range,
    ),
    _form("year", "#digit", YEAR, values.year),
    _form(
        "relative_unit",
        "this last next that the",
        rf"(?i:{UNIT_MODIFIER}{S}(?P<unit>day|weekend|week|month|quarter|year|decade))\b(?!{S}(?:of|after"
        rf"|before|as)\b)",
        relative.relative_unit,
    ),
    _form(
        "part_of_unit",
        f"{_PARTS} later earlier",
        rf"(?i:(?P<part>early|mid|late|later|earlier)[- ](?:in{S})?(?P<modifier>this|last|next|that|"
        rf"the same|the following){S}(?P<unit>week|month|year|decade))\b",
        relative.part_of_unit,
    ),
    _form(
        "part_of_unit",
        _PARTS_OF,
        rf"(?i:{PART_OF}{S}(?P<modifier>this|last|next|that|the same|the following){S}(?P<unit>week|"
        rf"month|year|decade))\b",
        relative.part_of_unit,
    ),
    _form(
        "part_of_unit",
        _PARTS_OF,
        rf"(?i:{PART_OF}{S}the{S}(?P<unit>week|month|year|decade))\b",
        relative.part_of_the_unit,
    ),
    _form(
        "adverb",
        "yesterday today tomorrow tonight last this the",
        r"(?i:(?P<adverb>yesterday|today|tomorrow|tonight|last night|this (?:morning|afternoon|"
        r"evening)|the day before yesterday|the day after tomorrow))\b" + DAYTIME,
        relative.adverb,
    ),
    _form(
        "ago",
        "#number half just only some about almost nearly exactly barely more",
        rf"(?i:{LED}{DISTANCE}{S}(?:ago|back(?!{S}(?:in|to|into|from|on|at)\b)))\b",
        relative.ago,
    ),
    _form("ahead", "in", rf"(?i:in{S}{DISTANCE}['\u2019]?s?['\u2019]?{S}time)\b", relative.ahead),
    _form("ahead", "#number half", rf"(?i:{DISTANCE}{S}from (?:now|today))\b", relative.ahead),
    _form("ahead", "in", rf"(?i:in{S}{LED}{DISTANCE})\b(?!{S}of\b|-)", relative.in_future),
    _form(
        "later",
        "#number half",
        rf"(?i:{DISTANCE}{S}(?P<exact>to the day{S})?"
        rf"(?P<order>later|afterwards|earlier|previously|before|after))\b",
        relative.later,
    ),
    _form(
        "unit_next_to",
        "the",
        r"(?i:the (?P<unit>day|week|month|year) (?P<order>after|before))\b",
        relative.unit_next_to,
    ),
    _form(
        "same_day",
        "the that",
        r"(?i:(?:the|that)(?: very)? same (?:morning|afternoon|evening|night))\b",
        relative.same_day,
    ),
    _form(
        "ever_since",
        "ever",
        r"(?i:ever since)\b(?=[^\S\n]*(?:[.,;:)]|$|(?:and|but|though)\b))",
        relative.told_last,
    ),
    _form("until_then", "until till", r"(?i:(?:until|till) then)\b", relative.told_last),
    _form(
        "duration",
        "for",
        rf"(?i:for{S}(?:the (?:past|last){S})?{NUM}{S}(?P<unit>year|month)s?)\b",
        relative.duration,
    ),
    _form(
        "weekday",
        f"{_MODIFIERS} #weekday",
        rf"(?:(?P<modifier>(?i:last|this past|this coming|this|next|past|coming|the following|that|"
        rf"the previous)){S})?{WD}{DAYTIME}"
        rf"(?:{S}(?:of{S})?(?P<week>last|this|next){S}week\b)?",
        relative.weekday,
    ),
    _form(
        "vague",
        "the coming past recent next last few",
        rf"(?i:(?:the{S})?(?:coming|past|recent|next|last|few)(?:{S}(?:few|several|couple of|"
        rf"\w+))?{S}(?:days|weeks|months|years|decades))\b",
        values.unknown,
    ),
    _form(
        "vague",
        "within",
        rf"(?i:within{S}(?:(?:the|a|an|\w+|a few|several){S})?(?:days?|weeks?|months?|years?))\b",
        values.unknown,
    ),
    _form(
        "season",
        "last this next that early late the spring summer autumn winter",
        rf"(?i:(?:(?:last|this|next|that|early|late|the{S}following){S})?(?:the{S})?(?:spring|summer|"
        rf"autumn|winter)(?:{S}of)?{S}{YEAR})",
        values.unknown,
    ),
    _form(
        "season",
        "last this next that",
        rf"(?i:(?:last|this|next|that){S}(?:spring|summer|autumn|winter))\b",
        values.unknown,
    ),
)
