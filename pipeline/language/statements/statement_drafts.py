"""What the rules hand to one another: a passage under analysis and the attribution found in it."""

import bisect
import dataclasses
import functools

from spacy.tokens import Doc, Token

from pipeline.language.grammar.stretches import StretchIndex
from pipeline.language.names.publishers import publishing_state
from pipeline.language.statements.voices import Voices
from pipeline.language.text.cues import Cue, CueLexicon, Hit, cue_lexicon, hits
from pipeline.language.text.quotations import QuotationIndex


@dataclasses.dataclass(slots=True)
class Source:
    """A source: tokens [start, end) and the head; `of` is what a relative pronoun stands for."""

    start: int
    end: int
    head: Token
    of: Token | None = None


@dataclasses.dataclass(slots=True)
class Draft:
    """An attribution before it is settled: content pieces and spans are characters.

    `rule` says which rule found it (of schemas.vocabulary.PROPOSERS), `score` how sure the trained model is
    (log-odds).
    """

    rule: str
    cue: Hit
    entry: Cue
    source: Source | None
    pieces: list[tuple[int, int]]
    via: tuple[int, int] | None = None
    governor: Token | None = None
    score: float | None = None

    def cover(self) -> tuple[int, int]:
        """First and last character of the content."""
        return min(start for start, _ in self.pieces), max(end for _, end in self.pieces)

    def contains(self, position: int) -> bool:
        """Whether a character lies within the content."""
        return any(start <= position < end for start, end in self.pieces)


class Passage:
    """A Doc with what all rules need of it, worked out once."""

    def __init__(self, doc: Doc, lexicon: CueLexicon | None = None):
        self.doc = doc
        self.text = doc.text
        self.lexicon = lexicon or cue_lexicon()
        self.quotations = QuotationIndex(self.text)
        self.stretches = StretchIndex(doc)

    @functools.cached_property
    def hits(self) -> list[Hit]:
        """The cues outside quotations and outside the lines of a transcript."""
        outside = [one for one in hits(self.doc, self.lexicon) if self.quotations.at(one.token.idx) is None]
        return [hit for hit in outside if not self.voices.in_turn(hit.token.idx)]

    @functools.cached_property
    def _hit_places(self) -> list[int]:
        return [hit.token.i for hit in self.hits]

    def hit_at(self, index: int) -> Hit | None:
        """The cue whose head is a token, if it is one."""
        number = bisect.bisect_left(self._hit_places, index)
        return self.hits[number] if self._hit_places[number : number + 1] == [index] else None

    def hits_between(self, start: int, end: int) -> list[Hit]:
        """The cues whose heads are among the tokens [start, end)."""
        places = self._hit_places
        return self.hits[bisect.bisect_left(places, start) : bisect.bisect_left(places, end)]

    @functools.cached_property
    def voices(self) -> Voices:
        """Who speaks where the text speaks in the first person."""
        return Voices(self.text, self.doc._.segments, publishing_state(self.doc._.source or ""))

    def quoted(self, index: int) -> bool:
        """Whether a token stands within a quotation."""
        return self.quotations.at(self.doc[index].idx) is not None

    def trim(self, start: int, end: int) -> tuple[int, int] | None:
        """Characters [start, end) without white space, commas and dashes around them and without a final full
        stop.

        A full stop or comma within the closing quotation mark stays; None where no word is left.
        """
        text = self.text
        while start < end and (text[start].isspace() or text[start] in ",;:—–-"):
            start += 1
        while end > start:
            last = text[end - 1]
            dash = last == "-" and text[end - 2 : end - 1].isspace()
            stop = last == "." and not abbreviation(text, start, end)
            if dash or stop or last.isspace() or last in ",;:—–":
                end -= 1
            else:
                break
        return (start, end) if any(c.isalnum() for c in text[start:end]) else None

    def characters(self, start: int, end: int) -> tuple[int, int] | None:
        """Trimmed characters of the tokens [start, end), a quotation at the edge completed."""
        if start >= end:
            return None
        first, last = self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])
        before = first - 1
        while before >= 0 and self.text[before] in "\"“„«'‘`":
            first, before = before, before - 1
        holding = self.quotations.at(max(first, last - 1))
        if holding is not None and holding.end > last and holding.start >= first:
            last = holding.end
        elif (
            last < len(self.text)
            and (closing := self.quotations.at(last)) is not None
            and closing.start < last <= closing.end
        ) and not self.text[last : closing.end].strip("\"”»'’.,!? "):
            last = closing.end
        return self.trim(first, last)


def abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the full stop at the end of [start, end) belongs to an abbreviation such as 'U.S.'."""
    word = text[start:end].rsplit(None, 1)[-1]
    return len(word) >= 4 and word[-3:-2] == "." and word[-2].isupper()
