"""Segments: which paragraphs are headline, news, comment, boilerplate.

Standing text is known by its wording: patterns with weights (seeds/lexicon/segment_phrases.csv), whose sum
must be higher in the middle of a brief than at its head or tail. Comment begins at a marker ('Analysis:',
'Why it matters' on a line of its own; seeds/lexicon/segment_markers.csv) and lasts until the next marker or
the end. Markers and publishers that no list has are told by their shape (segment_features): lead-ins after
the news, closing paragraphs that speak of their publisher or to their reader. A headline is a short first
line without a full stop, or a line of place and date under one; bylines and the letterhead of a release are
standing text, and a digest has a title for every item (release_lines).
"""

import functools
import re

from pipeline.language.annotations import Segment
from pipeline.language.text.paragraphs import Paragraph, paragraphs
from pipeline.language.text.release_lines import (
    byline,
    digest,
    letterhead,
    place_and_date,
    question,
    release,
    sentence_end,
    titled_line,
    topic_line,
    transcript,
    turn,
)
from pipeline.language.text.segment_features import closing_score, lead_in_score, sentences_of, tells_news
from pipeline.lexicon import lexicon_table
from schemas.lexicon_base import SegmentMarkers, SegmentPhrases

TAIL, HEAD, MIDDLE = 1.0, 1.5, 2.0
ENOUGH = 1.0 - 1e-9  # the sum of a shape's features that decides, whatever their order of addition
SHORT_TAIL, SHORT = 0.65, 60
MOST = 0.5  # of a long paragraph that sentences of standing text make up, where it is one
LONGEST_TAIL = 8  # closing paragraphs at most that are read for the shape of standing text
# What a marker adds: a paragraph that opens a comment is none of the publisher's, whatever its words.
OPENED = {"boilerplate": 2.0, "comment": -3.0, "news": -3.0}
LONGEST_HEADLINE = 160
LONGEST_TITLE = 300  # where the line after it shows that it is one
DATELINE_LETTERS = re.compile(
    r"^[A-Z][A-Z .'\u2019/-]{2,40}(?:,[^\n]{0,40})?(?: \([^)]{1,30}\))? ?(?:[-\u2013\u2014:]|\.)\s"
)
FULL_STOP = re.compile(r"[.!?\u2026][\"'\u2019\u201d)]*$")
NOT_A_HEADLINE = re.compile(
    r"(?i)^(?:dear|hello|good (?:morning|afternoon|evening|day)|welcome|by [A-Z]|posted|published|"
    r"updated|date:|source:)"
)
WRITER = re.compile(r"(?i)\W{0,3}the (?:writer|author) (?:is|was|served|has been|teaches|works)\b")
HEADING = re.compile(r"^\W{0,4}(?P<heading>[^\W_][^:\n]{1,60}?)\W{0,3}$")
BEFORE_COLON = re.compile(
    r"^\W{0,4}(?P<heading>[A-Z][^:\n.,;\"\u201c\u201d]{1,45}?)\W{0,2}"
    r"(?P<sign>:| [\u2013\u2014-]+ |\.[\u2013\u2014-] "
    r"?|[\u2013\u2014]|[.?!](?=\W{0,4}\s+[\"'\u2018\u201c]?[A-Z]))"
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
    """How much a paragraph is worded like standing text: 1 is enough at a brief's end, 2 within."""
    lowered = (
        paragraph.lower()
    )  # and patterns in lower case: searching without regard to case is half as fast
    return sum(weight for pattern, weight in _patterns() if pattern.search(lowered))


def holds_news(paragraph: str) -> bool:
    """Whether news stands in a paragraph of standing text: a sentence, or most of a long one."""
    sentences = sentences_of(paragraph)
    others = [sentence for sentence in sentences if standing_score(sentence) <= 0]
    if any(tells_news(sentence) for sentence in others):
        return True
    long = len(paragraph.split()) > SHORT
    return long and sum(map(len, others)) > (1 - MOST) * sum(map(len, sentences))


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
    return None


def looks_like_comment(paragraph: str) -> bool:
    """Whether a paragraph within a brief begins with a lead-in that has the shape of a comment's heading."""
    heading = HEADING.match(paragraph)
    before = None if heading else BEFORE_COLON.match(paragraph)
    match = heading or before
    return (
        match is not None
        and lead_in_score(match["heading"], before["sign"].strip() if before else "", paragraph) >= ENOUGH
    )


def _marker_of(heading: str) -> tuple[str, bool] | None:
    """The marker that a heading is, or that it begins with ('what it means for your portfolio')."""
    if heading in _markers() or len(heading.split()) > 8:
        return _markers().get(heading)
    for preposition in re.finditer(r" (?:from|for|in|on|to|of)(?= )", heading):
        for begin in (heading[: preposition.start()], heading[: preposition.end()]):
            if " " in begin and begin in _markers():
                return _markers()[begin]
    return None


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z' ]+", " ", heading.lower().replace("\u2019", "'")).strip()


def _is_headline(text: str, paragraph: Paragraph) -> bool:
    line = text[paragraph.start : paragraph.end]
    if len(line) > LONGEST_HEADLINE or "\n" in line or not re.search(r"[^\W\d_]{2}", line):
        return False
    if len(line.split()) < 2 or NOT_A_HEADLINE.match(line) or question(line):
        return False
    if place_and_date(line) or letterhead(line):
        return True
    if re.search(r"[:;,][\"'\u2019\u201d)]*$", line) or DATELINE_LETTERS.match(line):
        return False
    return not sentence_end(line) or re.search(r"\b[A-Z]\.$|[!?]$", line) is not None


def _openings(parts: list[str], official: bool) -> list[str | None]:
    """For each paragraph the kind of the part that it opens: by a known marker, or by the shape of a lead-in.

    In a release or a transcript nothing opens a comment, in another `official` text a known marker alone.
    """
    found = [
        marker(part) or ("comment" if index and not official and looks_like_comment(part) else None)
        for index, part in enumerate(parts)
    ]
    return [None if kind == "comment" and release(parts) else kind for kind in found]


def _boilerplate(parts: list[str], openings: list[str | None], official: bool) -> set[int]:
    """Indices of the paragraphs that are standing text."""
    scores = [
        OPENED.get(opens or "", 0.0) + standing_score(part)
        for part, opens in zip(parts, openings, strict=True)
    ]
    standing = {index for index, score in enumerate(scores) if score >= MIDDLE or topic_line(parts[index])}
    for index in range(len(parts) - 1, 0, -1):
        if not _closes(parts, index, scores[index], official):
            break
        standing.add(index)
    for index in range(len(parts) - 1):
        if scores[index] < HEAD:
            break
        standing.add(index)
    return {index for index in standing if openings[index] == "boilerplate" or not holds_news(parts[index])}


def _closes(parts: list[str], index: int, score: float, official: bool) -> bool:
    """Whether a paragraph after which only standing text comes is standing text, too."""
    part = parts[index]
    if turn(part) or titled_line(part):
        return False
    short = len(part.split()) <= SHORT
    if score >= (SHORT_TAIL if short and not official else TAIL):
        return True
    # After a title it is all that such a text tells: never by its shape alone.
    after_title = index == 1 and not FULL_STOP.search(parts[0])
    if not short or after_title or len(parts) - index > LONGEST_TAIL:
        return False
    if letterhead(part) or place_and_date(part):
        return True
    return not official and score + closing_score(part, parts[:index]) >= ENOUGH


def _kinds(text: str, found: list[Paragraph], official: bool) -> list[str]:
    """The kind of each paragraph; `official` where a government or an organisation publishes the text."""
    parts = [text[paragraph.start : paragraph.end] for paragraph in found]
    items = digest(parts)
    if items is not None:
        return items
    openings = _openings(parts, official)
    standing = _boilerplate(parts, openings, release(parts))
    own = not official and "comment" not in openings and _opinion(parts, standing)
    spoken = transcript(parts)
    kinds, kind, opened = [], "comment" if own else "news", False
    for index, (paragraph, part, opens) in enumerate(zip(found, parts, openings, strict=True)):
        followed = index + 1 < len(found)
        if index in standing or not opened and followed and byline(part, first=not index):
            kinds.append("boilerplate")
            continue
        if opens and not (opened and kind == "news" and " " in part):
            opens = marker(part)  # a lead-in of an unknown wording opens a comment after the news alone
        first = followed and not opened and (opens is None or len(part.split()) > 5)
        if first and (_is_headline(text, paragraph) or _is_dated_title(parts, index)):
            kinds.append("headline")
            kind = opens or kind
            continue
        opened = True
        kind = opens or kind
        within = followed and kind == "news" and not opens and not spoken and index + 1 not in standing
        kinds.append("headline" if within and _is_title_within(text, paragraph) else kind)
    return kinds


def _opinion(parts: list[str], standing: set[int]) -> bool:
    """Whether a text is somebody's own opinion: its last words tell who the writer is."""
    last = max(standing, default=None)
    return last == len(parts) - 1 and WRITER.match(parts[last]) is not None


def _is_title_within(text: str, paragraph: Paragraph) -> bool:
    """A title between items of the news: as a headline, and not the end of a quotation or a list."""
    line = text[paragraph.start : paragraph.end]
    begins = _is_headline(text, paragraph) and (line[0].isupper() or line[0].isdigit())
    return begins and not re.search(r"[!?\"\u201d)]$", line)


def _is_dated_title(parts: list[str], index: int) -> bool:
    """Whether the first line is a title though long or ended by a full stop: a byline or date follows."""
    if index or len(parts) <= 2 or len(parts[0]) > LONGEST_TITLE:
        return False
    return place_and_date(parts[1]) or byline(parts[1])


def divide(text: str, *, official: bool = False) -> list[Segment]:
    """The segments of a text, in order, covering it from the first to the last character that is not white
    space; what is `official`, a government or an organisation publishes, which adds no comment."""
    return [Segment(*part) for part in _divided(text, official)]


@functools.lru_cache(maxsize=512)
def _divided(text: str, official: bool) -> tuple[tuple[str, int, int], ...]:
    """Kind, start and end of each segment; kept, since several ask for the same texts."""
    found = paragraphs(text)
    segments: list[tuple[str, int, int]] = []
    for paragraph, kind in zip(found, _kinds(text, found, official), strict=True):
        if segments and segments[-1][0] == kind:
            segments[-1] = (kind, segments[-1][1], paragraph.end)
        else:
            segments.append((kind, *paragraph))
    return tuple(segments)
