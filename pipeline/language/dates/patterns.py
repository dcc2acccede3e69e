"""The pieces of which the patterns of time expressions are made: months, days, years, distances, parts."""

from pipeline.language.dates.calendar import MONTHS, WEEKDAYS
from pipeline.language.dates.numbers import DAYS_IN_WORDS, NUMBERS, SMALL


def _names(table: dict[str, int]) -> str:
    """An alternation of month or weekday names, capitalised or in capitals, short ones with a dot or none."""
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
DAY2 = DAY.replace("<day>", "<day2>")
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
    rf"(?P<and_half>{S}and{S}a{S}half|{S}and{S}(?P<months>\d{{1,2}}|a|{'|'.join(SMALL[:11])}){S}months?)?)"
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
OPTIONAL_WEEKDAY = rf"(?:{WD},?{S}(?:the{S})?)?"
# A pattern may use a group name once, so the two orders of day and month are two forms each.
DAY_FIRST = rf"{DAY}(?:{S}(?:day{S})?of)?{S}{MON}"
MONTH_FIRST = rf"{MON}(?:{S}(?:the{S})?|(?<=\.)){DAY}"
IN_WORDS = (
    rf"(?i:(?P<day>{'|'.join(sorted(DAYS_IN_WORDS, key=len, reverse=True)).replace('-', '[- ]')}))"
    rf"(?:{S}day)?{S}of{S}{MON}"
)
DAYS_FIRST = rf"{DAY}{DASH}{_DAY_OF_WEEK}{DAY2}(?:{S}of)?{S}{MON}"
MONTH_FIRST_DAYS = rf"{MON}{S}{DAY}{DASH}{DAY2}"
# What stands between a month and its year: 'May 2004', 'May, 2004', 'May 3,2004', 'May of 2004', 'Nov.2012',
# 'May (2004)'.
TO_YEAR = rf"(?:,?{S}(?:of{S})?|,(?=\d{{4}}\b)|{S}\((?=\d{{4}}\))|(?<=\.))"
LED = r"(?:(?:just|only|some|about|almost|nearly|exactly|barely|more than)" + S + ")?"
UNIT_MODIFIER = (
    rf"(?P<modifier>this|last|next|the current|{THAT}|the following|the next|the previous|the preceding)"
)
# 'the first half of the match', 'the second quarter-final': of something else than a year.
NO_OTHER = rf"(?!{S}(?:of|final|finals)\b|-)"
# 'the end of Q1 2025' is no more than the quarter, but what happens by then happens by its end.
AT_END = rf"(?:(?i:(?:the{S})?(?P<part>end|close){S}of{S}(?:the{S})?))?"
WHICH = r"(?P<which>first|second|third|fourth|final|last|opening|closing|1st|2nd|3rd|4th)"
OF_YEAR = rf"(?:{YEAR}|{YEAR_REF}|the year)"
YEARS = rf"(?:{YEAR}|(?P<ref>(?:this|last|next){S}year))['\u2019]s{S}"
CODE = r"(?P<code>[QHqh])0?(?P<which>[1-4])"
