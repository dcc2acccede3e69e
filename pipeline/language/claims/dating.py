"""When: the date that belongs to the claim's predicate, by the parse first, then by its place in the clause."""

import datetime

from spacy.tokens import Token

from pipeline.language.annotations import Mention
from pipeline.language.claims import syntax
from pipeline.language.claims.referents import Page

STANDING = frozenset({"holds", "seeks", "supports", "opposes", "conditional", "undecided"})


def attached(page: Page, mention: Mention, verb: Token, inside: set[int]) -> bool:
    """Whether the parse hangs the date on the verb, through prepositions, adverbs and the claim's own words only."""
    start, end = page.span[id(mention)]
    token = page.doc[start:end].root
    for _ in range(8):
        if token.head == token:
            return False
        token = token.head
        if token == verb:
            return True
        if syntax.is_verb(token) and token.i not in inside:
            return False
        if token.pos_ not in ("ADP", "SCONJ", "ADV", "NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON", "PART") and token.i not in inside:
            return False
    return False


def date_of(page: Page, verb: Token, tokens: set[int], start: int, end: int, taken: set[int]) -> Mention | None:
    """The date mention of a predicate whose clause spans the tokens start..end; `taken` are dates of other claims."""
    candidates = [m for m in page.dates if start <= page.span[id(m)][0] and page.span[id(m)][1] <= end and id(m) not in taken]
    if not candidates:
        return None
    direct = [m for m in candidates if attached(page, m, verb, tokens)]
    after = [m for m in direct if page.span[id(m)][0] > verb.i]
    for pool in (after, direct):
        if pool:
            return min(pool, key=lambda m: abs(page.span[id(m)][0] - verb.i))
    free = [m for m in candidates if not _other_verb_between(page, m, verb, tokens)]
    if not free:
        return None
    following = [m for m in free if page.span[id(m)][0] > verb.i]
    return min(following or free, key=lambda m: abs(page.span[id(m)][0] - verb.i))


def _other_verb_between(page: Page, mention: Mention, verb: Token, tokens: set[int]) -> bool:
    start, end = page.span[id(mention)]
    low, high = (verb.i + 1, start) if start > verb.i else (end, verb.i)
    return any(
        syntax.is_verb(token) and token.dep_ not in ("aux", "auxpass", "amod", "compound") and token.i not in tokens
        and not (token.dep_ in ("xcomp", "pcomp"))
        for token in page.doc[low:high]
    )


def first_day(edtf: str) -> datetime.date | None:
    """The first day that an EDTF date or interval covers; None for an open start."""
    begin = edtf.split("/")[0]
    if begin == "..":
        return None
    year, month, day = (*map(int, begin.split("-")), 1, 1)[:3]
    return datetime.date(year, month, day)
