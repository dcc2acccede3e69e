"""Helpers over mentions: their tokens, their order, where they lie."""

import bisect
from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from pipeline.language.annotations import Mention

LONGEST = 300  # characters of a mention


def span_of(doc: Doc, start: int, end: int) -> Span:
    """The tokens that the characters touch; raises ValueError where there are none."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no tokens at {start}:{end}")
    return span


def root_of(doc: Doc, mention: Mention) -> Token:
    """The syntactic head of a mention's tokens."""
    return span_of(doc, mention.start, mention.end).root


def add(doc: Doc, found: Iterable[Mention]) -> None:
    """Add mentions to the Doc's, sorted by start and end."""
    doc._.mentions = sorted(
        [*doc._.mentions, *found], key=lambda mention: (mention.start, mention.end, mention.kind)
    )


def beginning(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """The mentions (sorted) that begin within the characters."""
    first = bisect.bisect_left(mentions, start, key=lambda mention: mention.start)
    last = bisect.bisect_left(mentions, end, key=lambda mention: mention.start)
    return mentions[first:last]


def within(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """The mentions (sorted) that lie within the characters."""
    return [mention for mention in beginning(mentions, start, end) if mention.end <= end]


def holding(mentions: list[Mention], position: int) -> list[Mention]:
    """The mentions (sorted) that hold a character, those that are longer than LONGEST left aside."""
    first = bisect.bisect_left(mentions, position - LONGEST, key=lambda mention: mention.start)
    last = bisect.bisect_right(mentions, position, key=lambda mention: mention.start)
    return [mention for mention in mentions[first:last] if position < mention.end]
