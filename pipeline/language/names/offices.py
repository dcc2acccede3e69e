"""Nouns for offices and bodies: where they stand in a text and on whose behalf their holders speak."""

import calendar
import dataclasses
import functools

from spacy.tokens import Doc, Span, Token

from pipeline.language.text.plurals import singular
from pipeline.lexicon import lexicon_table, word_class
from schemas.lexicon_statements import Offices

ARTICLES = frozenset({"the", "a", "an"})
WEEKDAYS = frozenset(name.lower() for name in calendar.day_name)


@dataclasses.dataclass(frozen=True, slots=True)
class Office:
    """An office noun: for whom it speaks, whether a person, a body or a text, the pronoun that fits, and the
    state that alone has an office of this name."""

    noun: str
    speaks_for: str
    kind: str
    gender: str | None = None
    state: str | None = None


@functools.cache
def offices() -> dict[str, Office]:
    """Noun -> office, from seeds/lexicon/offices.csv. Raises SeedError where the file is faulty."""
    rows = lexicon_table("offices", Offices).iter_rows(named=True)
    return {row["noun"]: Office(**row) for row in rows}


@functools.cache
def longest() -> int:
    """How many words the longest office noun has."""
    return max(len(noun.replace("-", " - ").split()) for noun in offices())


@functools.cache
def endings() -> frozenset[str]:
    """All that an office noun may end with: few words do, and the rest need no closer look."""
    return frozenset(noun[at:] for noun in offices() for at in range(len(noun) + 1))


def office_ending(doc: Doc, index: int, start: int = 0) -> tuple[Office, int] | None:
    """The longest office noun that ends with a token, and where it begins; None where there is none."""
    last = doc[index]
    if last.pos_ not in ("NOUN", "PROPN", "ADJ", "X", "VERB") or last.is_punct:
        return None
    spellings = (last.lower_, last.lemma_.lower(), singular(last.lower_))
    forms = [form for form in spellings if form in endings()]
    if not forms:
        return None
    table = offices()
    for length in range(min(longest(), index - start + 1), 0, -1):
        first = index - length + 1
        before = doc[first:index].text.lower()
        glue = doc[index - 1].whitespace_ if length > 1 else ""
        for form in forms:
            found = table.get(before + glue + form)
            if found is not None:
                return found, first
    return None


def office_in(doc: Doc, start: int, end: int, head: Token | None = None) -> tuple[Office, int, int] | None:
    """The office noun of a phrase [start, end): at its head, else the last before a preposition or name."""
    if head is not None and start <= head.i < end:
        found = office_ending(doc, head.i, start)
        if found is not None:
            return found[0], found[1], head.i + 1
    best = None
    for index in range(start, end):
        token = doc[index]
        longer = longer_office(doc, index, start, end) if best is not None and token.lower_ == "of" else None
        if longer is not None:
            best = longer
            continue
        goes_on = token.pos_ in ("ADP", "VERB", "AUX") or token.tag_ in ("WP", "WDT", "WP$", "TO")
        if best is not None and (goes_on or token.text in (",", "(")):
            break
        found = office_ending(doc, index, start)
        if found is not None:
            best = (found[0], found[1], index + 1)
    return best


def longer_office(doc: Doc, index: int, start: int, end: int) -> tuple[Office, int, int] | None:
    """The office that goes on over an 'of' at a token: 'Secretary of State', 'Office of the Spokesperson'."""
    for last in range(index + 1, min(index + 3, end)):
        found = office_ending(doc, last, start)
        if found is not None and found[1] < index:
            return found[0], found[1], last + 1
    return None


def surname_at(doc: Doc, index: int) -> bool:
    """Whether the name of a month or a day of the week is somebody's surname there.

    Right after an honorific or a capitalised office ('President April'), and after a forename that stands
    right after either ('Foreign Minister Anna June') or begins what explains an office ('the minister, Anna
    Sunday, said'). Papers put the day there as well ('the President Friday said', 'President Roe Friday
    said'), though no month, so that of a day more is asked; a number after it makes any of them a date.
    """
    token = doc[index]
    if index == 0 or not token.text.istitle() or index + 1 < len(doc) and doc[index + 1].like_num:
        return False
    weekday = token.lower_ in WEEKDAYS
    if titled(doc, index - 1, bare=weekday):
        return True
    forename = doc[index - 1]
    if index < 2 or not forename.is_title or not forename.is_alpha or forename.pos_ != "PROPN":
        return False
    if doc[index - 2].text == ",":
        closed = index + 1 == len(doc) or doc[index + 1].text == ","
        return index > 2 and closed and office_ending(doc, index - 3) is not None
    return not weekday and titled(doc, index - 2)


def titled(doc: Doc, index: int, *, bare: bool = False) -> bool:
    """Whether an honorific or a capitalised office ends at a token; with `bare` one without an article."""
    if not doc[index].text[:1].isupper():
        return False
    if doc[index].lower_ in word_class("honorific"):
        return True
    found = office_ending(doc, index, max(0, index - 3))
    if found is None or found[0].kind != "person":
        return False
    return not bare or found[1] == 0 or doc[found[1] - 1].lower_ not in ARTICLES


def is_former(words: Span) -> bool:
    """Whether words make an office a past one."""
    return any(token.lower_ in word_class("former_word") for token in words)


def home_of(doc: Doc, start: int, end: int) -> str | None:
    """The state that alone has an office of a phrase's name: 'Secretary of State', but none 'for' a field."""
    office = office_in(doc, start, end)
    if office is None or office[0].state is None or is_former(doc[start : office[1]]):
        return None
    after = doc[office[2]].lower_ if office[2] < len(doc) else ""
    return None if after == "for" and office[0].noun == "secretary of state" else office[0].state
