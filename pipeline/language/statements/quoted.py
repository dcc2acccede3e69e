"""Attributions of a quotation by a verb beside it, and of quotations that no verb is beside."""

from collections.abc import Iterator

from spacy.tokens import Doc

from pipeline.language.grammar.stretches import FINITE, QUOTE_TOKENS, Stretch
from pipeline.language.registry import no, none_of_them, switchable
from pipeline.language.statements import contents
from pipeline.language.statements.beside_cues import boundary, quotation_left, quotation_right, worth
from pipeline.language.statements.governing import clausal
from pipeline.language.statements.reporting import authors_own, negated, tells_nothing
from pipeline.language.statements.sources import after_cue, before_cue, source_at, source_of
from pipeline.language.statements.statement_drafts import Draft, Passage, Source
from pipeline.language.text.cues import Cue, Hit
from pipeline.language.text.dependencies import dependents
from pipeline.language.text.quotations import Quotation


def left_of_quotation(passage: Passage, quotation: Quotation, cue_index: int) -> tuple[int, int]:
    """Characters of the content that ends with a quotation, from the sentence's start if that is before."""
    doc, text = passage.doc, passage.text
    token = next((i for i in range(cue_index, -1, -1) if doc[i].idx < quotation.start), None)
    if token is None:
        return quotation.start, quotation.end
    before = text[: quotation.start].rstrip()
    if not before or before[-1] in '.!?:;"”»…' or "\n" in text[len(before) : quotation.start]:
        return quotation.start, quotation.end
    stretch = passage.stretches.of(token)
    start = boundary(doc, stretch, token + 1)
    first = doc[start].idx
    if first >= quotation.start or quotation.start - first > 300:
        return quotation.start, quotation.end
    if before[-1] == "," and any(
        hit.start >= start and hit.token.idx < quotation.start
        for hit in passage.hits_between(start, stretch.end)
    ):
        return quotation.start, quotation.end
    return first, quotation.end


def candidates(passage: Passage, hit: Hit, stretch: Stretch) -> Iterator[Source]:
    """The sources that a parenthetical cue may have, the parse's first."""
    found = source_of(hit)
    if found is not None and len(own := [c for c in dependents(hit.token, "nsubj") if c.i < hit.start]) > 1:
        found = source_at(own[-1]) if found.head.i == own[0].i else found  # 'It will not, the envoy said'
    if found is not None and (
        found.start < stretch.start or found.end > stretch.end + 1 or passage.quoted(found.head.i)
    ):
        found = None
    if found is not None and within_aside(passage.doc, found, hit):
        found = None
    if found is not None:
        yield found
    if hit.token.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "NN", "NNS"):
        return
    words = before_cue(passage.doc, hit, stretch)
    if words is not None and (found is None or not found.start <= words.start < found.end):
        yield words
    words = after_cue(passage.doc, hit, stretch)
    if words is not None and (found is None or found.start < words.end):
        yield words


@switchable(no)
def within_aside(doc: Doc, source: Source, hit: Hit) -> bool:
    """Whether what the parse takes for a source ends a relative clause between the source's name and the
    cue ('the envoy Odo Bram, whose port keeps the originals, called')."""
    if source.end + 1 != hit.start or doc[source.end].text != ",":
        return False
    opening = next(
        (i for i in range(source.start - 1, max(0, source.start - 15), -1) if doc[i].text == ","), 0
    )
    return opening > 0 and doc[opening + 1].tag_ == "WP$" and doc[opening - 1].pos_ == "PROPN"


def direct(passage: Passage, hit: Hit, entry: Cue, source: Source, stretch: Stretch) -> Draft | None:
    """`"Q," X said` and `"Q," said X`, with the continuation `, "Q"`."""
    edge = min(source.start, hit.start)
    end = contents.cue_phrase_end(passage.doc, hit, source, stretch)
    if entry.kind == "speech" and (negated(hit.token) or tells_nothing(hit.token)):
        return None
    if source.start > hit.end or not adjacent(passage.doc, source, hit):
        return None
    while (
        edge > 1
        and passage.doc[edge - 1].lower_ in ("was", "is", "how", "as")
        and not passage.quoted(edge - 1)
    ):
        edge -= 1
    quotation = quotation_left(passage, passage.doc[edge].idx)
    if quotation is None or not worth(passage, quotation):
        return None
    if concluded(passage, quotation, edge) and clausal(passage, hit, entry, source, stretch) is not None:
        return None
    pieces = [left_of_quotation(passage, quotation, edge - 1)]
    if end < stretch.end and passage.doc[end].text in (*QUOTE_TOKENS, ",", ";", "-", "–", "—", ":"):
        following = quotation_right(passage, end, stretch)
        if following is not None:
            pieces.append((following.start, following.end))
    return Draft("direct", hit, entry, source, pieces)


def adjacent(doc: Doc, source: Source, hit: Hit) -> bool:
    """Whether no other verb of the main clause stands between a source and its cue."""
    return not any(
        t.tag_ in FINITE and t.dep_ in ("ROOT", "ccomp", "conj", "advcl", "parataxis")
        for t in doc[source.end : hit.start]
    )


@switchable(no)
def concluded(passage: Passage, quotation: Quotation, edge: int) -> bool:
    """Whether a quotation ends its sentence, so that the words at `edge` begin a new one."""
    inner = passage.text[quotation.start : quotation.end].rstrip("\"”»'’ ")
    between = passage.text[quotation.end : passage.doc[edge].idx]
    if inner[-1:] == "." and edge == passage.stretches.of(edge).start:
        return True
    ended = inner[-1:] in (".", "!", "?", "…") and "," not in between
    return ended and passage.doc[edge].text[:1].isupper()


@switchable(none_of_them)
def unlisted(passage: Passage) -> Iterator[Draft]:
    """`"Q," shrugged X` and `"Q," X shrugged`: a whole quotation makes any verb right after it a cue."""
    doc, text = passage.doc, passage.text
    known = {hit.token.i for hit in passage.hits}
    for quotation in passage.quotations.all:
        if text[quotation.start : quotation.end].rstrip("\"”»'’ ")[-1:] not in (",", "!", "?", "—"):
            continue
        after = doc.char_span(quotation.start, quotation.end, alignment_mode="expand").end
        if after >= len(doc):
            continue
        stretch = passage.stretches.of(after - 1)
        verbs = (t for t in doc[after : min(after + 14, stretch.end)] if t.tag_ in ("VBD", "VBZ"))
        verb = next((t for t in verbs if t.pos_ == "VERB"), None)
        if verb is None or verb.i in known:
            continue
        if any(t.text in (";", ":") or t.i in known for t in doc[after : verb.i]):
            continue
        entry = Cue(verb.lemma_.lower(), "speech", frozenset({"quote"}), frozenset(), True)
        hit = Hit(verb, verb.i, verb.i + 1, (entry,))
        source = after_cue(doc, hit, stretch) if verb.i == after else source_of(hit)
        if source is None or not after <= source.start <= verb.i + 1:
            continue
        if verb.i != after and after != source.start:
            continue
        draft = direct(passage, hit, entry, source, stretch)
        if draft is not None and not authors_own(passage, source):
            yield draft
