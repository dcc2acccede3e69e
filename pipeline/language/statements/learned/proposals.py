"""Attributions that the trained model proposes, in the form in which the rules hand theirs on."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from pipeline.language.grammar.stretches import antecedent, relative_pronoun
from pipeline.language.statements.learned.model import attribution_tagger
from pipeline.language.statements.learned.tagger import Tagged, Tagger
from pipeline.language.statements.sources import NOBODY, governing_subject, source_at
from pipeline.language.statements.statement_drafts import Draft, Passage, Source
from pipeline.language.text.cues import Cue, Hit, source_words

WHOLE_QUOTATION = 0.5  # share of a quotation within the content from which all of it is
SURER = 3.0  # log-odds that a proposal without a proposition needs more


def words(doc: Doc, indices: Iterable[int]) -> set[int]:
    """The indices that are neither punctuation nor space."""
    return {i for i in indices if not doc[i].is_punct and not doc[i].is_space}


def with_whole_quotations(passage: Passage, content: set[int], apart: set[int]) -> set[int]:
    """The content with every quotation that it fills by half, unless that holds source or cue."""
    doc, grown = passage.doc, set(content)
    first, last = doc[min(content)], doc[max(content)]
    for quotation in passage.quotations.overlapping(first.idx, last.idx + len(last)):
        span = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
        held = words(doc, range(span.start, span.end)) if span is not None else set()
        if held and not held & apart and len(held & content) / len(held) >= WHOLE_QUOTATION:
            grown |= held
    return grown


def runs(doc: Doc, indices: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches of tokens [start, end), joined over punctuation and spaces."""
    start = previous = None
    for i in sorted(indices):
        if previous is not None and all(doc[j].is_punct or doc[j].is_space for j in range(previous + 1, i)):
            previous = i
            continue
        if start is not None:
            yield start, previous + 1
        start = previous = i
    if start is not None:
        yield start, previous + 1


def pieces_of(passage: Passage, content: set[int]) -> list[tuple[int, int]]:
    """Character spans of the content, without the conjunction that introduces it."""
    doc, pieces = passage.doc, []
    for start, end in runs(doc, content):
        while start < end and (
            doc[start].dep_ in ("mark", "cc") and doc[start].lower_ in ("that", "and", "but")
        ):
            start += 1
        piece = passage.characters(start, end) if start < end else None
        if piece is not None:
            pieces.append(piece)
    return pieces


def source_of(doc: Doc, tagged: Tagged, cue: Token) -> Source | None:
    """The stretch of source words nearest to the cue; where the model sees none, the cue's subject."""
    found = []
    for start, end in runs(doc, words(doc, tagged.source)):
        while end - start > 1 and doc[end - 1].tag_ == "POS":
            end -= 1
        head = doc[start:end].root
        found.append(Source(start, end, head, antecedent(head.head) if relative_pronoun(head) else None))
    if found:
        start, end = tagged.cue
        return min(found, key=lambda source: max(start - source.end, source.start - end))
    subject = governing_subject(cue) if cue.pos_ == "VERB" else None
    if subject is None or subject.lower_ in NOBODY or subject.i in tagged.content:
        return None
    return source_at(subject)


def draft_of(passage: Passage, tagged: Tagged) -> Draft | None:
    """The draft of what the model sees, if its cue is not quoted and its content has a word."""
    doc = passage.doc
    start, end = tagged.cue
    head = doc[start:end].root
    content = words(doc, tagged.content)
    if not content or passage.quotations.at(head.idx) is not None:
        return None
    pieces = pieces_of(passage, with_whole_quotations(passage, content, {*tagged.source, *range(start, end)}))
    if not pieces:
        return None
    entry = Cue(head.lemma_.lower(), "learned", frozenset(), frozenset(), False)
    hit = Hit(head, start, end, (entry,))
    return Draft("learned", hit, entry, source_of(doc, tagged, head), pieces, score=round(tagged.score, 3))


def bare(passage: Passage, draft: Draft) -> bool:
    """Whether a proposal tells no proposition: its cue is a deed, or its content has neither verb nor quotation."""
    if draft.cue.token.lemma_.lower() in source_words("deed"):
        return True
    for start, end in draft.pieces:
        span = passage.doc.char_span(start, end, alignment_mode="expand")
        if passage.quotations.at(start) is not None or any(t.pos_ in ("VERB", "AUX") for t in span or ()):
            return False
    return True


def proposals(passage: Passage, *, threshold: float, tagger: Tagger | None = None) -> Iterator[Draft]:
    """Drafts of the attributions whose cue scores at least `threshold`, in text order; bare ones must be surer."""
    tagger = tagger or attribution_tagger()
    if tagger is None:
        return
    for tagged in tagger.read(passage.doc, threshold):
        draft = draft_of(passage, tagged)
        if draft is not None and (tagged.score >= threshold + SURER or not bare(passage, draft)):
            yield draft
