"""Where quotation marks open and close, in every typography, and what they enclose.

Double marks ("..", “..”, „..“, «..», ''..'', ``..'') always count; single ones (‘..’, '..') only where they cannot be
an apostrophe. Marks are paired within a paragraph. A paragraph whose last quotation is left open and whose successor
opens with a mark again is the usual form of a quotation over several paragraphs; a mark without a partner is ignored.
"""

import bisect
import dataclasses
import re

MARK = re.compile(r"''|``|\"|“|”|„|«|»|″")
SINGLE = re.compile(
    r"(?<![\w'’])[‘'](?!\d0s)(?=[\w“\"$€£(\[])(?P<inner>[^\n]{1,600}?)(?<=[\w.,?!…)\]])[’'](?![\w’'])"
)
PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
CLOSING_BEFORE = re.compile(r"[\w.,;:?!…)\]%’'—–-]$")


@dataclasses.dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted passage, its marks included; `open` where the closing mark is missing at the paragraph's end."""

    start: int
    end: int
    open: bool = False

    def holds(self, position: int) -> bool:
        """Whether a character position lies within, marks included."""
        return self.start <= position < self.end


def opens(text: str, start: int, end: int) -> bool:
    """Whether a mark that may open or close stands before a word rather than after one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if after.isspace() or not after:
        return False
    if before.isspace() or not before or before in "([{—–-/‘'":
        return True
    return not CLOSING_BEFORE.search(before)


def is_opener(text: str, mark: re.Match) -> bool:
    """Whether a mark opens a quotation, by its shape or, for straight marks, by what is around it."""
    kind = mark.group()
    if kind in ("“", "„", "``", "«"):
        return True
    if kind in ("”", "»"):
        return False
    return opens(text, mark.start(), mark.end())


def paragraph_quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Pair the double marks of one paragraph; the last may be open."""
    found, opened = [], None
    for mark in MARK.finditer(text, start, end):
        opener = is_opener(text, mark) and not (
            mark.group() == "“" and opened is not None and text[opened] == "„"
        )
        if opener and opened is None:
            opened = mark.start()
        elif not opener and opened is not None:
            found.append(Quotation(opened, mark.end()))
            opened = None
        elif opener and opened is not None and mark.group() in "“«" and text[opened] not in "“«":
            opened = mark.start()
    if opened is not None:
        found.append(Quotation(opened, end, open=True))
    return found


def singles(text: str, start: int, end: int, taken: list[Quotation]) -> list[Quotation]:
    """Quotations in single marks that lie in none of the double ones."""
    found = []
    for match in SINGLE.finditer(text, start, end):
        inner = match.group("inner")
        plural_owner = text[match.end() - 1] in "'’" and inner.endswith("s") and " " not in inner
        if plural_owner or any(q.start < match.end() and match.start() < q.end for q in taken):
            continue
        found.append(Quotation(match.start(), match.end()))
    return found


def quotations(text: str) -> list[Quotation]:
    """All quotations of a text, in order, none within another.

    An opening mark without its closing one counts only where the next paragraph opens with a mark too.
    """
    found: list[Quotation] = []
    paragraphs = [match.span() for match in PARAGRAPH.finditer(text)]
    for number, (start, end) in enumerate(paragraphs):
        doubles = paragraph_quotations(text, start, end)
        if doubles and doubles[-1].open:
            following = text[paragraphs[number + 1][0] :][:2] if number + 1 < len(paragraphs) else ""
            trimmed = following.strip()
            if not trimmed or trimmed[0] not in '"“«„' and not trimmed.startswith(("''", "``")):
                doubles.pop()
        found += sorted(doubles + singles(text, start, end, doubles), key=lambda q: q.start)
    return found


class QuotationIndex:
    """Quotations of a text, to be asked by position."""

    def __init__(self, text: str):
        self.all = quotations(text)
        self.starts = [quotation.start for quotation in self.all]

    def at(self, position: int) -> Quotation | None:
        """The quotation that holds the position, if any."""
        number = bisect.bisect_right(self.starts, position) - 1
        return self.all[number] if number >= 0 and self.all[number].holds(position) else None

    def overlapping(self, start: int, end: int) -> list[Quotation]:
        """The quotations that share a character with [start, end)."""
        first = max(0, bisect.bisect_right(self.starts, start) - 1)
        found = []
        for quotation in self.all[first:]:
            if quotation.start >= end:
                break
            if quotation.end > start:
                found.append(quotation)
        return found


def quote_kind(text: str, pieces, index: QuotationIndex) -> str:
    """'direct' where all words of the pieces stand within quotation marks, 'indirect' where none, else 'mixed'."""
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
