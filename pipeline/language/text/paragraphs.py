"""Paragraphs: by blank lines and block tags, and by single newlines where a text has nothing better."""

import re
from typing import NamedTuple

from pipeline.lexicon import word_class

# A blank line (also with carriage returns or spaces in it), or a block tag left over from a web page. A run
# of white space is tried from its first character alone, so that the time stays linear in its length.
BREAK = re.compile(
    r"(?:(?<!\s)\s*(?:\r\n|\r|\n|\u2029)[^\S\r\n]*(?:\r\n|\r|\n|\u2029)"
    r"|</?(?:p|div|h[1-6]|li|ul|ol|section|article|hr|br ?/?)(?:\s[^<>]*)?>)\s*",
    re.IGNORECASE,
)
LINE = re.compile(r"(?<![^\S\r\n])[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*")
FINAL = re.compile(r"[.!?:\u2026][\"'\u2019\u201d)\]]*$")
ENDED = re.compile(r"[.!?:;\u2026][\"'\u2019\u201d)\]]*$")


class Paragraph(NamedTuple):
    """Its first character and its end, exclusive, without white space around it."""

    start: int
    end: int


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text in their order; together they hold all but white space and block tags."""
    found, at = [], 0
    for match in BREAK.finditer(text):
        if match.start() >= at:
            found += _lines(text, at, match.start())
            at = match.end()
    return found + _lines(text, at, len(text))


def _lines(text: str, start: int, end: int) -> list[Paragraph]:
    """A block, divided where single newlines end paragraphs rather than wrap lines."""
    bounds, at = [], start
    for match in LINE.finditer(text, start, end):
        bounds.append((at, match.start()))
        at = match.end()
    bounds.append((at, end))
    lines = [trimmed for trimmed in (_trimmed(text, *bound) for bound in bounds) if trimmed]
    widest = max((line.end - line.start for line in lines), default=0)
    merged: list[Paragraph] = []
    for index, line in enumerate(lines):
        if merged and _wraps(text[slice(*lines[index - 1])], text[slice(*line)], widest):
            merged[-1] = Paragraph(merged[-1].start, line.end)
        else:
            merged.append(line)
    return merged


def _wraps(line: str, following: str, widest: int) -> bool:
    """Whether a line of a block whose widest line is given goes on in the following one.

    A line in the middle of a sentence does, if the next begins in lower case; so does one after whose last
    word something must come. Else a wrapped line is nearly as wide as the widest; blocks with lines beyond
    120 characters are not wrapped at all.
    """
    if line.rpartition(" ")[2].lower() in word_class("open_word"):
        return True
    if following[0].islower() and not line[0].islower() and len(line.split()) > 2 and not ENDED.search(line):
        return True
    if widest > 120 or len(line) < 0.6 * widest:
        return False
    return not FINAL.search(line) or len(line) >= 0.8 * widest


def _trimmed(text: str, start: int, end: int) -> Paragraph | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Paragraph(start, end) if start < end else None
