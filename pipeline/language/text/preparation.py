"""The text that is read, made from the text as it came, with the way back from every character of it.

A name must not change by how it was set: soft hyphens, zero-width and bidirectional marks go, letters that
came in pieces (a 'u' and its diaeresis) are put together, runs of white space within a paragraph are one
space, marks of footnotes go, sentences that came without a space between them get one, paragraphs are a
blank line apart, entities and letters that went through a wrong encoding are what they stand for, and rare
quotation marks are the usual ones.
"""

import array
import bisect
import functools
import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.language.text.paragraphs import paragraphs

# Soft hyphen, zero-width and bidirectional marks, the byte order mark, variation selectors,
# control characters.
INVISIBLE = (
    r"\x00-\x08\x0e-\x1b\x7f"
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
QUOTATION_MARKS = {
    "\uff02": '"',
    **dict.fromkeys(
        (
            *("\x93", "\u201f", "\u2018\u2018", "``", "\u300c", "\u300e"),
            *("\u3008", "\u300a", "\u275d", "\u301d"),
        ),
        "\u201c",
    ),
    **dict.fromkeys(
        (
            *("\x94", "\u2019\u2019", "\u00b4\u00b4", "\u300d", "\u300f"),
            *("\u3009", "\u300b", "\u275e", "\u301e", "\u301f"),
        ),
        "\u201d",
    ),
    **dict.fromkeys(("\x84", "\u201a\u201a"), "\u201e"),
    **dict.fromkeys(("\u2039", "<<"), "\u00ab"),
    **dict.fromkeys(("\u203a", ">>"), "\u00bb"),
    **dict.fromkeys(("\x91", "`", "\u275b"), "\u2018"),
    **dict.fromkeys(("\x92", "\u00b4", "\u275c"), "\u2019"),
}
# Windows' characters for the bytes that follow the first of a character in UTF-8, as browsers read them.
TRAILING = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0xC0)}
LEADING = {"\u00c2": b"\xc2", "\u00c3": b"\xc3", "\u00e2\u20ac": b"\xe2\x80"}
LETTER = rf"(?:[^\W\d_]|[\u0300-\u036f{INVISIBLE}])"
SUPERSCRIPT = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
ODD = re.compile(
    rf"(?P<white>[\s{INVISIBLE}]{{2,}}|[{INVISIBLE}]|[^\S \u00a0\u2007\u2009\u202f])"
    r"|(?P<pieces>\w[\u0300-\u036f]+)"
    r"|(?P<entity>&(?:amp;){0,2}(?:#\d{2,6}|#[xX][0-9A-Fa-f]{2,5}|[A-Za-z]{2,8}\d{0,2});)"
    rf"|(?P<wrong>(?:{'|'.join(LEADING)})[{re.escape(''.join(TRAILING))}])"
    rf"|(?P<mark>{'|'.join(re.escape(mark) for mark in sorted(QUOTATION_MARKS, key=len, reverse=True))})"
    rf"|(?P<note>(?<=[^\W\d_]|[.,;!?)\"\u201d\u2019])[{SUPERSCRIPT}]+"
    rf"|(?<=\b(?:19|20)\d\d)[{SUPERSCRIPT}]+"
    rf"|(?<=[\w.,;!?)\"\u201d\u2019])\[\d{{1,3}}\])"
)
# 'joined the SCO.Iran joined': a whole word, number or abbreviation with dots, a full stop, a capitalised
# word; no address, no initials. Marks of footnotes may stand around the full stop.
NOTE = rf"(?:\[\d{{1,3}}\]|[{SUPERSCRIPT}]{{1,3}})?"
NEXT = (
    rf"(?=[(\u201c\u2018]?(?:(?:[A-Z\u00c0-\u00de]{LETTER}{{1,40}}|I|A)(?:[\s,;:'\u2019-]|$)"
    r"|(?:St|Mt|Dr|Mr|Mrs|Ms|Gen|Sen|Gov|Rep|Prof)\. ))"
)
GLUED = re.compile(
    rf"(?<![\w.@/:\u0300-\u036f{INVISIBLE}_-])"
    rf"(?:(?:[^\W\d_]{LETTER}{{1,40}}(?:['\u2019]s)?|\d{{2,4}}){NOTE}"
    rf"(?:[.!?;\u2026]{NOTE}[{INVISIBLE}]{{0,3}}[)\u201d\u2019]?"
    rf"|[)\u201d][.!?\u2026])[{INVISIBLE}]{{0,3}}{NEXT}"
    r"|(?:[A-Z]\.){2,6}(?=[A-Z][a-z]{2})"
    r"|(?<=[^\W\d_]{2} )\.(?=[A-Z][a-z]{2,40} )"  # 'joined the SCO .Iran joined'
    r"|(?<=\w[,.!?])\u201d(?=[^\W\d_]{2}))"  # '“We back it,”its envoy said'
)
# A straight quotation mark between two sentences opens or closes, as those before it in the paragraph say.
GLUED_QUOTE = re.compile(r"(?<=[^\W\d_]{2}[.!?])\"(?=[A-Z])")
# '"We agree." -Minister Quill': the dash of an attribution belongs to no word.
DASHED = re.compile(r"(?<=[\"\u201c\u201d\u00bb] )[\u2013\u2014-](?=[A-Z\u00c0-\u00de])")
BLANK_LINE = "\n\n"


class Origin(NamedTuple):
    """Where each character of a prepared text begins and ends in the text as it came."""

    starts: array.array
    ends: array.array

    def outward(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters [start, end) of the prepared text stand in the text as it came."""
        return self.starts[start], self.ends[end - 1]

    def inward(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters [start, end) of the text as it came stand in the prepared text."""
        first = bisect.bisect_right(self.ends, start)
        return first, max(first, bisect.bisect_left(self.starts, end))


class Prepared(NamedTuple):
    """A prepared text; `origin` is None where every character stands where it stood."""

    text: str
    origin: Origin | None


class _Change(NamedTuple):
    start: int
    end: int
    text: str


@functools.lru_cache(maxsize=64)
def prepared(text: str) -> Prepared:
    """The text as it shall be read; those of the last texts are kept, since the stages ask in turn for the
    same. A text of invisible characters alone, of which nothing would be left, stays as it came."""
    changes = sorted(_changes(text))
    if not changes:
        return Prepared(text, None)
    pieces, at = [], 0
    starts, ends = array.array("L"), array.array("L")
    for change in changes:
        pieces += [text[at : change.start], change.text]
        starts.extend(range(at, change.start))
        ends.extend(range(at + 1, change.start + 1))
        starts.extend([change.start] * len(change.text))
        ends.extend([change.end] * len(change.text))
        at = change.end
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    whole = "".join([*pieces, text[at:]])
    return Prepared(whole, Origin(starts, ends)) if whole else Prepared(text, None)


def _changes(text: str) -> Iterator[_Change]:
    """What is changed, without overlap; insertions have no width."""
    end = 0
    for paragraph in paragraphs(text):
        if gap := text[end : paragraph.start]:
            wanted = BLANK_LINE if end else ""
            if gap != wanted and (end or not gap.isspace()):
                yield _Change(end, paragraph.start, wanted)
        yield from _within(text, *paragraph)
        end = paragraph.end
    if end < len(text) and not text[end:].isspace():
        yield _Change(end, len(text), "")


def _meant(odd: re.Match) -> str:
    """What an odd stretch of text stands for."""
    if odd["white"]:
        return " " if re.search(r"\s", odd[0]) else ""
    if odd["pieces"]:
        return unicodedata.normalize("NFC", odd[0])
    if odd["entity"] or odd["wrong"]:
        told = character_of(odd["entity"]) if odd["entity"] else decoded(odd["wrong"])
        return QUOTATION_MARKS.get(told, " " if told.isspace() else told)
    return QUOTATION_MARKS[odd[0]] if odd["mark"] else ""


def character_of(entity: str) -> str:
    """The character of an entity of HTML, also of one that was encoded twice; what is no entity as it is."""
    told = html.unescape(entity)
    return html.unescape(told) if told != entity else entity


def decoded(wrong: str) -> str:
    """The character whose bytes in UTF-8 were read as those of Windows-1252."""
    return (LEADING[wrong[:-1]] + bytes([TRAILING[wrong[-1]]])).decode()


def _within(text: str, start: int, end: int) -> Iterator[_Change]:
    marks = set()
    for odd in ODD.finditer(text, start, end):
        if odd["mark"] or odd["entity"] or odd["wrong"]:
            marks.add(odd.end())
        meant = _meant(odd)
        if meant != odd[0]:
            yield _Change(*odd.span(), meant)
    for pattern in (GLUED, DASHED):
        for found in pattern.finditer(text, start, end):
            if found.end() in marks:
                continue  # the semicolon of '&quot;' ends no sentence
            yield _Change(found.end(), found.end(), " ")
    before, at = 0, start
    for quote in GLUED_QUOTE.finditer(text, start, end):
        before, at = before + text.count('"', at, quote.start()), quote.start()
        place = quote.end() if before % 2 else quote.start()
        yield _Change(place, place, " ")
