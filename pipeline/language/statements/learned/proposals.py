"""Attributions that the trained model proposes, in the form in which the rules hand theirs on."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.language.statements.learned.features import (
    context_features,
    may_be_cue,
    quoted_tokens,
    role_features,
    word_features,
)
from pipeline.language.statements.learned.model import AttributionModel, attribution_model
from pipeline.language.statements.learned.parts import Part, content_parts, source_parts
from pipeline.language.statements.statement_drafts import Draft, Passage, Source
from pipeline.language.text.cues import Cue, Hit

LIKELY = 0.0  # log-odds from which a passage belongs to a cue
LAST_RESORT = -1.5  # the best passage counts down to here where none is likely
MARGIN = 6.0  # the context never added more to a cue's score on PolNeAR's dev part
WHOLE_QUOTATION = 0.5  # share of a quotation within the content from which all of it is


def words(doc: Doc, indices) -> set[int]:
    """The indices that are neither punctuation nor space."""
    return {i for i in indices if not doc[i].is_punct and not doc[i].is_space}


def content_of(cue: Token, passage: Passage, model: AttributionModel, inside: list[bool]) -> set[int]:
    """Words that belong to the content of a cue."""
    found: set[int] = set()
    best, best_score = None, LAST_RESORT
    for part in content_parts(cue, passage.quotations):
        held = words(passage.doc, part.tokens) - {cue.i}
        if not held:
            continue
        score = model.score("content", role_features(cue, part.token, part.relation, inside, len(held)))
        if score > LIKELY:
            found |= held
        elif score > best_score:
            best, best_score = held, score
    return found or best or set()


def source_of(cue: Token, passage: Passage, model: AttributionModel, inside: list[bool]) -> Part | None:
    """The likeliest source of a cue, if any is likely."""
    best, best_score = None, LIKELY
    for part in source_parts(cue):
        held = words(passage.doc, part.tokens)
        if held:
            score = model.score("source", role_features(cue, part.token, part.relation, inside, len(held)))
            if score > best_score:
                best, best_score = part, score
    return best


def with_whole_quotations(passage: Passage, content: set[int], apart: set[int]) -> set[int]:
    """The content with every quotation that it fills by half; a quotation that holds something else is left alone."""
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


def proposals(
    passage: Passage, *, threshold: float, model: AttributionModel | None = None
) -> Iterator[Draft]:
    """Drafts of the attributions whose cue scores at least `threshold`, in text order."""
    model = model or attribution_model()
    if model is None:
        return
    doc = passage.doc
    inside = quoted_tokens(doc, passage.quotations.all)
    for token in doc:
        if inside[token.i] or not may_be_cue(token):
            continue
        score = model.score("cue", word_features(token))
        if score < threshold - MARGIN:
            continue
        score += model.score("cue", context_features(token, inside))
        if score < threshold:
            continue
        content = content_of(token, passage, model, inside)
        part = source_of(token, passage, model, inside)
        source = set(part.tokens) - content if part is not None else set()
        content -= source | {token.i}
        if not content:
            continue
        pieces = pieces_of(passage, with_whole_quotations(passage, content, source | {token.i}))
        if not pieces:
            continue
        entry = Cue(token.lemma_.lower(), "learned", frozenset(), frozenset(), False)
        found = (
            Source(min(source), max(source) + 1, part.token) if source and part.token.i in source else None
        )
        yield Draft(
            "learned", Hit(token, token.i, token.i + 1, (entry,)), entry, found, pieces, score=round(score, 3)
        )
