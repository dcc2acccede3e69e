"""When: the date that belongs to the claim's predicate, by the parse first, then by its place in the clause."""

import datetime

from spacy.tokens import Token

from pipeline.language.annotations import Mention
from pipeline.language.claims.rules import syntax
from pipeline.language.claims.rules.referents import Page
from pipeline.language.registry import no, switchable

PLANNED = frozenset({"plan", "schedule", "expect", "agree", "promise", "announce"})


def governing_verb(page: Page, mention: Mention, inside: set[int]) -> Token | None:
    """The first verb that a date hangs on in the parse, 'as planned' and the claim's own clause passed over."""
    start, end = page.span[id(mention)]
    token = page.doc[start:end].root
    for _ in range(10):
        if token.head == token:
            return token if syntax.is_verb(token) else None
        token = token.head
        if syntax.is_verb(token) and token.dep_ not in ("amod", "compound"):
            if token.i in inside or token.lemma_ in PLANNED and token.dep_ == "advcl":
                continue
            return token
    return None


def date_of(
    page: Page,
    verb: Token,
    inside: set[int],
    region: tuple[int, int],
    bounds: tuple[int, int],
    taken: set[int],
) -> Mention | None:
    """The date mention of a predicate.

    `inside` are the words of the clause that the claim's frame took over; `region` is the predicate's clause by order,
    `bounds` the statement's content or the sentence; `taken` are the ids of dates of other claims. Dates that hang on
    the verb (or what it completes) come first, then those of the clause that hang on no other verb.
    """
    start, end = bounds
    candidates = [
        m
        for m in page.dates
        if start <= page.span[id(m)][0] and page.span[id(m)][1] <= end and id(m) not in taken
    ]
    if not candidates:
        return None
    tops = _tops(verb)
    hung = {id(m): governing_verb(page, m, inside) for m in candidates}
    direct = [m for m in candidates if (above := hung[id(m)]) is not None and above.i in tops]
    after = [m for m in direct if page.span[id(m)][0] > verb.i]
    for pool in (after, direct):
        if pool:
            return min(pool, key=lambda m: abs(page.span[id(m)][0] - verb.i))
    free = [
        m
        for m in candidates
        if region[0] <= page.span[id(m)][0]
        and page.span[id(m)][1] <= region[1]
        and (
            (above := hung[id(m)]) is None
            or above.i in tops
            or above.dep_ not in ("relcl", "acl", "advcl", "ccomp", "xcomp")
            or above.i > verb.i
            and not syntax.is_verb(verb)
        )
        and not _other_verb_between(page, m, verb, inside)
    ]
    if free:
        following = [m for m in free if page.span[id(m)][0] > verb.i]
        return min(following or free, key=lambda m: abs(page.span[id(m)][0] - verb.i))
    return None


def _tops(verb: Token) -> set[int]:
    """The verb and those that it completes: 'failed to reach', 'the last to be admitted was'."""
    found = {verb.i}
    token = verb
    for _ in range(4):
        if token.dep_ in ("xcomp", "acomp", "attr", "oprd") and token.head != token:
            token = token.head
        elif (
            (
                token.dep_ in ("relcl", "acl")
                and any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children)
                and syntax.is_verb(token.head.head)
            )
            or token.dep_ == "pcomp"
            and token.head.head != token.head
        ):
            token = token.head.head
        else:
            break
        if syntax.is_verb(token):
            found.add(token.i)
    return found


@switchable(no)
def _other_verb_between(page: Page, mention: Mention, verb: Token, inside: set[int]) -> bool:
    """Whether a predicate of its own stands between a date and a verb."""
    start, end = page.span[id(mention)]
    low, high = (verb.i + 1, start) if start > verb.i else (end, verb.i)
    return any(
        syntax.is_verb(token)
        and token.dep_ not in ("aux", "auxpass", "amod", "compound")
        and token.i not in inside
        and token.dep_ not in ("xcomp", "pcomp")
        for token in page.doc[low:high]
    )


def first_day(edtf: str) -> datetime.date | None:
    """The first day that an EDTF date or interval covers; None for an open start."""
    begin = edtf.split("/")[0]
    if begin == "..":
        return None
    year, month, day = (*map(int, begin.split("-")), 1, 1)[:3]
    return datetime.date(year, month, day)
