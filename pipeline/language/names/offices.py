"""Nouns for offices and bodies: where they stand in a text and on whose behalf their holders speak."""

import dataclasses
import functools

from spacy.tokens import Doc, Token

from pipeline.language.text.plurals import singular
from pipeline.lexicon import lexicon_table
from schemas.lexicon_statements import Offices


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
    """The longest office noun that ends with a token, and the index where it begins; None where there is
    none."""
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
    """The office noun of a noun phrase [start, end): at its head, else the last before a preposition or a
    name."""
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
        if best is not None and (
            token.pos_ in ("ADP", "VERB", "AUX")
            or token.text in (",", "(")
            or token.tag_ in ("WP", "WDT", "WP$", "TO")
        ):
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
