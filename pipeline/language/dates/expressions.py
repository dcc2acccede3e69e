"""The grammar of English time expressions: which form stands at a word of a text.

Each form is a regular expression, anchored at a word, and a function from its match and a `Context`
(publication date, the last date told before, tense) to a Period, or None where the text does not fix it.
Forms are tried at the words that can begin them; the longest match counts.
"""

import re

from pipeline.language.dates.calendar import MONTHS, WEEKDAYS
from pipeline.language.dates.forms import FORMS, Form
from pipeline.language.dates.numbers import DAYS_IN_WORDS, NUMBERS, TENS
from pipeline.language.dates.relative import distance_of, sign


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
    """The longest time expression beginning at a word, with its form; of two as long the earlier form."""
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
    distance = distance_of(found[1])
    return (sign(found[1]) * distance[0], distance[1]) if distance else None
