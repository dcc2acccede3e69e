"""Where quotation marks open and close, in every typography, and what they enclose.

Double marks ("..", “..”, ”..”, „..“, «..», »..«, ''..'', ``..'') always count; single ones (‘..’, '..') only
where they cannot be an apostrophe. What stands around a mark tells whether it opens or closes, its shape only
where that does not. Marks are paired within a paragraph. A paragraph whose last quotation is left open and
whose successor opens with a mark again is the usual form of a quotation over several paragraphs; a mark
without a partner is ignored. Rarer marks are made these in the preparation of the text.
"""

import bisect
import dataclasses
import itertools
import re
from collections.abc import Iterable

MARK = re.compile(r"''|``|\"|“|”|„|«|»|″")
STRAIGHT = ('"', "″", "''")
OPENING_SHAPE = ("“", "„", "``", "«")
SINGLE_OPENING = re.compile(r"(?<![\w'’])[‘'‚](?!\d0s)(?=[\w“\"$€£(\[])")
SINGLE_CLOSING = re.compile(r"(?<=[\w.,?!…)\]])[’'](?![\w’'])")
LOW_CLOSING = re.compile(r"(?<=[\w.,?!…)\]])[’'‘](?![\w’'])")  # of what a low mark opened
LONGEST_SINGLE = 600
PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")
CLOSING_BEFORE = re.compile(r"[\w.,;:?!…)\]%’'—–-]$")


@dataclasses.dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted passage with its marks; `open` where the closing one is missing at the paragraph's end."""

    start: int
    end: int
    open: bool = False

    def holds(self, position: int) -> bool:
        """Whether a character position lies within, marks included."""
        return self.start <= position < self.end


class QuotationRuns:
    """Quotations in order, none within another, to be asked by position."""

    def __init__(self, found: list[Quotation]):
        self.all = found
        self.starts = [quotation.start for quotation in found]

    def at(self, position: int) -> Quotation | None:
        """The quotation that holds the position, if any."""
        number = bisect.bisect_right(self.starts, position) - 1
        return self.all[number] if number >= 0 and self.all[number].holds(position) else None

    def overlapping(self, start: int, end: int) -> list[Quotation]:
        """The quotations that share a character with [start, end)."""
        found = []
        for number in range(max(0, bisect.bisect_right(self.starts, start) - 1), len(self.all)):
            quotation = self.all[number]
            if quotation.start >= end:
                break
            if quotation.end > start:
                found.append(quotation)
        return found


def opens(text: str, start: int, end: int) -> bool:
    """Whether a mark that may open or close stands before a word rather than after one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if after.isspace() or not after or after in ",.;:!?)]}":
        return False
    if before.isspace() or not before or before in "([{—–-/‘'":
        return True
    return not CLOSING_BEFORE.search(before)


def closes(text: str, start: int, end: int) -> bool:
    """Whether a mark stands after a word and before none."""
    after = text[end : end + 1]
    return bool(CLOSING_BEFORE.search(text[start - 1 : start])) and not (
        after.isalnum() or after in "([{$€£" and after
    )


def is_opener(text: str, mark: re.Match, opened: bool) -> bool:
    """Whether a mark opens a quotation, by its surroundings or shape; `opened` if one is open."""
    start, end = mark.span()
    before = opens(text, start, end)
    if mark.group() in STRAIGHT:
        return before
    after = closes(text, start, end)
    if before != after and (before or opened):
        return before
    return mark.group() in OPENING_SHAPE


def paragraph_quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Pair the double marks of one paragraph; the last may be open."""
    found: list[Quotation] = []
    opened: int | None = None
    nested = False
    for mark in MARK.finditer(text, start, end):
        opener = is_opener(text, mark, opened is not None)
        if opened is None:
            opened = mark.start() if opener else None
        elif opener and mark.group() in "“«" and text[opened] not in OPENING_SHAPE:
            opened = mark.start()
        elif opener:
            nested = nested or mark.group() in OPENING_SHAPE and mark.group() != text[opened]
        elif nested:
            nested = False
        elif opened is not None:
            found.append(Quotation(opened, mark.end()))
            opened = None
    if opened is not None:
        found.append(Quotation(opened, end, open=True))
    return found


def singles(text: str, start: int, end: int, taken: list[Quotation]) -> list[Quotation]:
    """Quotations in single marks that lie in no double ones and cut none, but may hold them."""
    found: list[Quotation] = []
    doubles = QuotationRuns(taken)
    openings = [match.start() for match in SINGLE_OPENING.finditer(text, start, end)]
    for opening, following in itertools.pairwise([*openings, end]):
        if found and opening < found[-1].end:
            continue
        close = single_end(text, opening, min(following, opening + LONGEST_SINGLE))
        if close is None or not all(
            opening < inner.start and inner.end < close and not inner.open and text[opening] == "‘"
            for inner in doubles.overlapping(opening, close)
        ):
            continue
        inner = text[opening + 1 : close - 1]
        if not (inner.endswith("s") and " " not in inner):  # an owner in the plural
            found.append(Quotation(opening, close))
    return found


def single_end(text: str, opening: int, limit: int) -> int | None:
    """Where the quotation that a single mark opens ends: at a mark after a full stop or comma, if there is
    one, else at the first that cannot be a plural owner's (‘the members’ doubts’)."""
    marks = LOW_CLOSING if text[opening] == "‚" else SINGLE_CLOSING
    closing = [match.end() for match in marks.finditer(text, opening + 2, limit)]
    if not closing:
        return None
    sure = [end for end in closing if text[end - 2] in ".,?!…"]
    owners = [end for end in closing if text[end - 2] == "s" and re.match(r" [a-z]", text[end : end + 2])]
    apart = [end for end in closing if end not in owners]
    if sure and (closing[0] in owners or sure[0] == closing[0]):
        return sure[0]
    return (apart or closing)[0]


def quotations(text: str) -> list[Quotation]:
    """All quotations of a text, in order, none within another.

    An opening mark without its closing one counts only where the next paragraph opens with a mark too.
    """
    found: list[Quotation] = []
    paragraphs = [match.span() for match in PARAGRAPH.finditer(text)]
    for number, (start, end) in enumerate(paragraphs):
        doubles = paragraph_quotations(text, start, end)
        if doubles and doubles[-1].open:
            following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
            if not MARK.match(text[following : following + 2].strip()):
                doubles.pop()
        outer = QuotationRuns(singles(text, start, end, doubles))
        whole = [quotation for quotation in doubles if outer.at(quotation.start) is None]
        found += sorted(whole + outer.all, key=lambda quotation: quotation.start)
    return found


class QuotationIndex(QuotationRuns):
    """Quotations of a text, to be asked by position."""

    def __init__(self, text: str):
        super().__init__(quotations(text))


def quote_kind(text: str, pieces: Iterable[tuple[int, int]], index: QuotationIndex) -> str:
    """'direct' where all words of the pieces are in quotation marks, 'indirect' where none, else 'mixed'."""
    inside = outside = 0
    for start, end in pieces:
        quoted = index.overlapping(start, end)
        for word in re.finditer(r"\w+", text[start:end]):
            position = start + word.start()
            if any(q.holds(position) for q in quoted):
                inside += 1
            else:
                outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
