"""Attributions by a mark alone: a name with a colon or a dash beside what is said, in headlines, quotations
and transcripts."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from pipeline.language.grammar.stretches import DASHES, has_finite_verb
from pipeline.language.registry import none_of_them, switchable
from pipeline.language.statements.phrases import COLON
from pipeline.language.statements.speakers import may_speak
from pipeline.language.statements.statement_drafts import Draft, Passage, Source
from pipeline.language.text.cues import Cue, Hit
from pipeline.language.text.quotations import Quotation
from pipeline.language.text.segment_features import plain_words
from pipeline.lexicon import word_class

AFTER = re.compile(r"\s*(?P<mark>[\u2013\u2014]|--?)\s*(?=[A-Z\u00c0-\u00dea-z])")
IN_BRACKETS = re.compile(r"\s*(?P<mark>\()(?P<named>[^()\n]{3,120})\)")
BEFORE = re.compile(r"(?P<mark>:|(?<=\s)(?:[\u2013\u2014]|--?))\s*$")
ASKED = re.compile(
    r":\s+To (?P<cue>ask)\b[^.?\n]*?\s"
    r"(?P<content>(?:whether|what|if|how|why|when|which|who|where|\([a-z]\))\s[^\n]+)"
)
ASK = Cue("ask", "speech", frozenset({"clause"}), frozenset(), False)
LEADING = ("and", "but", "from", "also", "then", "or")
LONGEST_SOURCE = 16


@switchable(none_of_them)
def turns(passage: Passage) -> Iterator[Draft]:
    """The lines of a transcript: all that a speaker says up to the next line, unless it only thanks."""
    doc, text = passage.doc, passage.text
    for voice in passage.voices.turns():
        name = doc.char_span(*voice.name, alignment_mode="expand")
        end = len(text[: voice.end].rstrip())
        start = voice.turn + len(text[voice.turn : end]) - len(text[voice.turn : end].lstrip())
        if (
            name is None
            or start >= end
            or word_class("thanking_word").issuperset(plain_words(text[start:end]))
        ):
            continue
        colon = next((t for t in doc[name.end - 1 : name.end + 12] if ":" in t.text), name[-1])
        hit = Hit(colon, colon.i, colon.i + 1, (COLON,))
        yield Draft("turn", hit, COLON, Source(name.start, name.end, name.root), [(start, end)])


@switchable(none_of_them)
def questions(passage: Passage) -> Iterator[Draft]:
    """A member's question to a ministry: `Mr Odo Bram: To ask the Minister whether P.`"""
    doc, text = passage.doc, passage.text
    for voice in passage.voices.lines:
        asked = ASKED.match(text, voice.name[1]) if voice.turn is None else None
        name = doc.char_span(*voice.name, alignment_mode="expand") if asked is not None else None
        cue = doc.char_span(*asked.span("cue")) if name is not None else None
        piece = passage.trim(*asked.span("content")) if cue is not None else None
        if piece is not None:
            hit = Hit(cue[0], cue.start, cue.end, (ASK,))
            yield Draft("turn", hit, ASK, Source(name.start, name.end, name.root), [piece])


@switchable(none_of_them)
def headline_marks(passage: Passage, titles: list[tuple[int, int]]) -> Iterator[Draft]:
    """In headlines: `Minister: Talks have failed`, `Talks have failed: minister` or `- minister`."""
    doc = passage.doc
    for title in titles:
        span = doc.char_span(*title, alignment_mode="expand")
        if span is None:
            continue
        marks = [
            t for t in span if t.text == ":" or t.text in DASHES and t.whitespace_ and t.nbor(-1).whitespace_
        ]
        for mark in marks:
            draft = headline_mark(passage, span, mark.i)
            if draft is not None:
                yield draft
                break


def headline_mark(passage: Passage, title: Span, mark: int) -> Draft | None:
    """The attribution that a mark in a headline makes, if it parts a speaker from a clause."""
    doc = passage.doc
    if mark in (title.start, title.end - 1) or passage.quoted(mark):
        return None
    left, right = (title.start, mark), (mark + 1, title.end)
    for source_side, content_side in ((left, right), (right, left)):
        words = doc[source_side[0] : source_side[1]]
        if len(words) > 5 or has_finite_verb(doc, *source_side) or not may_speak(words):
            continue
        clause = has_finite_verb(doc, *content_side) or any(t.tag_ == "TO" for t in doc[slice(*content_side)])
        piece = passage.characters(*content_side)
        asked = piece is not None and passage.text[piece[0] : piece[1]].rstrip("\"”'’ ").endswith("?")
        if clause and piece is not None and not asked and content_side[1] - content_side[0] >= 3:
            hit = Hit(doc[mark], mark, mark + 1, (COLON,))
            return Draft("headline", hit, COLON, Source(*source_side, words.root), [piece])
    return None


@switchable(none_of_them)
def named_quotations(passage: Passage) -> Iterator[Draft]:
    """`Ada Quill, the minister: "Q"` and `"Q" - Ada Quill, minister`, in the same paragraph or the next."""
    text = passage.text
    previous = 0
    for quotation in passage.quotations.all:
        before = BEFORE.search(text, previous, quotation.start)
        previous = quotation.end
        if before is not None and text.count("\n", before.end("mark"), quotation.start) <= 2:
            start = max(text.rfind("\n", 0, before.start("mark")) + 1, 0)
            draft = named_quotation(passage, quotation, start, before.start("mark"), before.start("mark"))
            if draft is not None:
                yield draft
                continue
        after = AFTER.match(text, quotation.end)
        if after is not None and text.count("\n", quotation.end, after.start("mark")) <= 2:
            end = text.find("\n", after.end())
            draft = named_quotation(
                passage, quotation, after.end(), len(text) if end < 0 else end, after.start("mark")
            )
            if draft is not None:
                yield draft
        else:
            yield from bracketed(passage, quotation)


def bracketed(passage: Passage, quotation: Quotation) -> Iterator[Draft]:
    """`"We agree" (Ada Quill, minister).`: a person in brackets after a quotation that is a clause."""
    after = IN_BRACKETS.match(passage.text, quotation.end)
    clause = passage.doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
    if after is None or clause is None or not has_finite_verb(passage.doc, clause.start, clause.end):
        return
    first, last = after.span("named")
    if any(m.kind == "person" and first <= m.start and m.end <= last for m in passage.doc._.mentions):
        draft = named_quotation(passage, quotation, first, last, after.start("mark"))
        if draft is not None:
            yield draft


def named_quotation(passage: Passage, quotation: Quotation, start: int, end: int, mark: int) -> Draft | None:
    """The attribution of a quotation to whoever the characters [start, end) name, if no more."""
    doc = passage.doc
    words = doc.char_span(start, end, alignment_mode="contract")
    sign = doc.char_span(mark, mark + 1, alignment_mode="expand")
    if words is None or sign is None:
        return None
    first, last = named_part(doc, words.start, words.end, last_sentence=end == mark)
    comma = next((t.i for t in doc[first + 1 : last] if t.text in (",", "(")), last)
    issued = doc[first - 1].lower_ in ("by", "from")
    length = (comma if issued else last) - first
    if not 0 < length <= LONGEST_SOURCE or has_finite_verb(doc, first, last) or passage.quoted(first):
        return None
    named = doc[first:comma]
    described = comma < last and may_speak(doc[comma + 1 : last])
    if not may_speak(named) and not described and not like_a_name(named):
        return None
    hit = Hit(sign[0], sign[0].i, sign[0].i + 1, (COLON,))
    return Draft("name", hit, COLON, Source(first, comma, named.root), [(quotation.start, quotation.end)])


def like_a_name(words: Span) -> bool:
    """Whether two to four capitalised words may be the name of somebody of whom nothing else is told."""
    return 2 <= len(words) <= 4 and all(t.is_title and t.is_alpha and t.pos_ == "PROPN" for t in words)


def named_part(doc: Doc, first: int, last: int, *, last_sentence: bool) -> tuple[int, int]:
    """The nearest sentence of the tokens [first, last) without 'And from' and a final full stop."""
    stops = [t.i for t in doc[first:last] if t.text in ("?", "!", ";") or t.text == "." and t.i + 1 < last]
    if stops and last_sentence:
        first = stops[-1] + 1
    elif stops:
        last = stops[0]
    while first < last and (doc[first].is_space or doc[first].is_punct or doc[first].lower_ in LEADING):
        first += 1
    if (
        last - first > 2
        and doc[first].lower_ in word_class("text_noun")
        and doc[first + 1].lower_ in ("by", "from")
    ):
        first += 2  # 'Statement by Ada Quill, the minister, after the talks:'
    while last > first and (doc[last - 1].is_space or doc[last - 1].is_punct):
        last -= 1
    return first, last
