"""Segments: which paragraphs are headline, news, comment, boilerplate.

Standing text is known by its wording: patterns with weights (seeds/lexicon/segment_phrases.csv), whose sum must be
higher in the middle of a brief than at its head or tail. Comment begins at a marker ('Analysis:', 'Why it matters' on a
line of its own; seeds/lexicon/segment_markers.csv) and lasts until the next marker or the end. A headline is a short
first line without a full stop.
"""

import functools
import re

from pipeline.language.annotations import Segment
from pipeline.language.paragraphs import Paragraph, paragraphs
from pipeline.lexicon import lexicon_table, word_class
from schemas.lexicon_base import SegmentMarkers, SegmentPhrases

TAIL, HEAD, MIDDLE = 1.0, 1.5, 2.0
SHORT_TAIL, SHORT = 0.65, 60
# What a marker adds: a paragraph that opens a comment is none of the publisher's, whatever its words.
OPENED = {"boilerplate": 2.0, "comment": -3.0, "news": -3.0}
LONGEST_HEADLINE = 160
DATELINE_LETTERS = re.compile(
    r"^[A-Z][A-Z .'\u2019/-]{2,40}(?:,[^\n]{0,40})?(?: \([^)]{1,30}\))? ?(?:[-\u2013\u2014:]|\.)\s"
)
NOT_A_HEADLINE = re.compile(
    r"(?i)^(?:dear|hello|good (?:morning|afternoon|evening|day)|welcome|by [A-Z]|posted|published|"
    r"updated|date:|source:)"
)
HEADING = re.compile(r"^\W{0,4}(?P<heading>[^\W_][^:\n]{1,60}?)\W{0,3}$")
BEFORE_COLON = re.compile(
    r"^\W{0,4}(?P<heading>[A-Z][^:\n.,;\"\u201c\u201d]{1,45}?)\W{0,2}"
    r"(?P<sign>:| [\u2013\u2014-]+ |\.[\u2013\u2014-] ?|[\u2013\u2014]|[.?!](?=\W{0,4}\s+[\"'\u2018\u201c]?[A-Z]))"
)


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern, float], ...]:
    rows = lexicon_table("segment_phrases", SegmentPhrases).iter_rows(named=True)
    return tuple((re.compile(row["pattern"]), row["weight"]) for row in rows)


@functools.cache
def _markers() -> dict[str, tuple[str, bool]]:
    rows = lexicon_table("segment_markers", SegmentMarkers).iter_rows(named=True)
    return {row["marker"]: (row["kind"], row["own_line"]) for row in rows}


def standing_score(paragraph: str) -> float:
    """How much a paragraph is worded like standing text: 1 is enough at the end of a brief, 2 in its middle."""
    lowered = paragraph.lower()  # and patterns in lower case: searching without regard to case is half as fast
    return sum(weight for pattern, weight in _patterns() if pattern.search(lowered))


def marker(paragraph: str) -> str | None:
    """The kind of the part that a paragraph opens by a marker, or None."""
    heading = HEADING.match(paragraph)
    before = BEFORE_COLON.match(paragraph)
    for match, sign in ((heading, ""), (before, before["sign"].strip() if before else "")):
        if match is None:
            continue
        words = _plain(match["heading"])
        known = _marker_of(words)
        if known and (sign in {"", ":"} or not known[1]):
            return known[0]
        if sign in {"", ":", "\u2014", "\u2013"} and _names_comment(words):
            return "comment"
    return None


def _marker_of(heading: str) -> tuple[str, bool] | None:
    """The marker that a heading is, or that it begins with and goes on from ('what it means for your portfolio')."""
    if heading in _markers() or len(heading.split()) > 8:
        return _markers().get(heading)
    for preposition in re.finditer(r" (?:from|for|in|on|to|of)(?= )", heading):
        for begin in (heading[: preposition.start()], heading[: preposition.end()]):
            if " " in begin and begin in _markers():
                return _markers()[begin]
    return None


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z' ]+", " ", heading.lower().replace("\u2019", "'")).strip()


def _names_comment(heading: str) -> bool:
    """Whether a heading of a few words names the analyst's part ('Our analysis', 'The desk's view')."""
    parts = heading.split()
    if not 0 < len(parts) <= 4 or parts[-1] not in word_class("comment_heading") or parts[0] in word_class("own_lead"):
        return False
    return parts[0].endswith(("'s", "s'")) or parts[0] in word_class("heading_lead") | word_class("comment_heading")


def _is_headline(text: str, paragraph: Paragraph) -> bool:
    line = text[paragraph.start : paragraph.end]
    if len(line) > LONGEST_HEADLINE or "\n" in line or not re.search(r"[^\W\d_]{2}", line):
        return False
    if re.search(r"[.:;,\u2026][\"'\u2019\u201d)]*$", line) and not re.search(r"\b[A-Z]\.$", line):
        return False
    return not NOT_A_HEADLINE.match(line) and not DATELINE_LETTERS.match(line) and len(line.split()) > 1


def _boilerplate(text: str, found: list[Paragraph]) -> set[int]:
    """Indices of the paragraphs that are standing text."""
    parts = [text[paragraph.start : paragraph.end] for paragraph in found]
    opened = [marker(part) for part in parts]
    scores = [OPENED.get(opens, 0.0) + standing_score(part) for part, opens in zip(parts, opened, strict=True)]
    standing = {index for index, score in enumerate(scores) if score >= MIDDLE}
    for index in range(len(found) - 1, 0, -1):
        short = len(text[found[index].start : found[index].end].split()) <= SHORT
        if scores[index] < (SHORT_TAIL if short else TAIL):
            break
        standing.add(index)
    for index in range(len(found) - 1):
        if scores[index] < HEAD:
            break
        standing.add(index)
    return standing


def _kinds(text: str, found: list[Paragraph]) -> list[str]:
    standing = _boilerplate(text, found)
    kinds, kind, opened = [], "news", False
    for index, paragraph in enumerate(found):
        if index in standing:
            kinds.append("boilerplate")
            continue
        followed = index + 1 < len(found)
        opens = marker(text[paragraph.start : paragraph.end])
        if (
            not opened
            and followed
            and _is_headline(text, paragraph)
            and (opens is None or len(text[paragraph.start : paragraph.end].split()) > 5)
        ):
            kinds.append("headline")
            kind = opens or kind
            continue
        opened = True
        kind = opens or kind
        title = (
            followed
            and kind == "news"
            and not opens
            and index + 1 not in standing
            and _is_title_within(text, paragraph)
        )
        kinds.append("headline" if title else kind)
    return kinds


def _is_title_within(text: str, paragraph: Paragraph) -> bool:
    """A title between items of the news: as a headline, and not the end of a quotation or a list."""
    line = text[paragraph.start : paragraph.end]
    return (
        _is_headline(text, paragraph)
        and line[0].isupper()
        and not re.search(r"[!?\"\u201d]$", line)
        and len(line.split()) > 2
    )


def divide(text: str) -> list[Segment]:
    """The segments of a text, in order, covering it from the first to the last character that is not white space."""
    found = paragraphs(text)
    segments: list[Segment] = []
    for paragraph, kind in zip(found, _kinds(text, found), strict=True):
        if segments and segments[-1].kind == kind:
            segments[-1].end = paragraph.end
        else:
            segments.append(Segment(kind, paragraph.start, paragraph.end))
    return segments
