"""Attributions by a verb within or behind what is said: 'the bid, she said, stands'."""

from spacy.tokens import Doc, Token

from pipeline.language.grammar.stretches import DASHES, FINITE, QUOTE_TOKENS, Stretch, has_finite_verb
from pipeline.language.registry import as_given, no, switchable
from pipeline.language.statements import contents
from pipeline.language.statements.beside_cues import boundary, quotation_right
from pipeline.language.statements.governing import second_piece
from pipeline.language.statements.quoted import adjacent
from pipeline.language.statements.statement_drafts import Draft, Passage, Source
from pipeline.language.text.classes import is_a
from pipeline.language.text.cues import Cue, Hit
from pipeline.language.text.dependencies import dependent, dependents

RELATIVES = ("WDT", "WP", "WP$")


@switchable(as_given(1))
def interrupted_clause(doc: Doc, start: int, mark: int, end: int, stretch: Stretch) -> int:
    """Where a content begins that is broken off at a mark, before its verb: with the clause of that verb,
    whatever stands before it in the sentence ('Lima has paid, and | Quito, she said, has not', 'the bells,
    | whose tower, she said, leans')."""
    rest = end + 1
    while rest < stretch.end and doc[rest].pos_ == "ADV":
        rest += 1
    verb = doc[rest] if rest < stretch.end else None
    if verb is None or doc[end].text != "," or verb.tag_ not in FINITE or verb.pos_ not in ("VERB", "AUX"):
        return start
    for position in range(mark - 1, start, -1):
        token = doc[position]
        if token.tag_ in FINITE and token.pos_ in ("VERB", "AUX"):
            return start
        if doc[position - 1].text == "," and (token.pos_ == "CCONJ" or token.tag_ in RELATIVES):
            opening = position + 1 if token.pos_ == "CCONJ" else position
            return opening if opening < mark and has_finite_verb(doc, start, position) else start
    return start


def parenthetical(
    passage: Passage, hit: Hit, entry: Cue, source: Source | None, stretch: Stretch
) -> Draft | None:
    """`P, X said` and `P, X said, P`: the cue stands after its content or within it."""
    doc = passage.doc
    inverted = source is not None and source.start >= hit.end
    if not entry.parenthetical or not may_interrupt(doc, hit, source, inverted):
        return None
    edge = telling_start(hit, source, inverted, stretch)
    if edge is None or not closes_content(doc, edge - 1):
        return None
    end = contents.cue_phrase_end(doc, hit, source, stretch)
    start = interrupted_clause(doc, boundary(doc, stretch, edge - 1), edge - 1, end, stretch)
    after = source.end if source is not None and inverted else hit.end
    if start >= edge - 1 or not contents.open_ended(doc, max(hit.end, after), end):
        return None
    left = passage.characters(start, edge - 1)
    complete = has_finite_verb(doc, start, edge - 1)
    if end < stretch.end and doc[end].text == ":":
        quotation = quotation_right(passage, end, stretch) if complete and left is not None else None
        pieces = [left, (quotation.start, quotation.end)] if quotation is not None else []
        return Draft("parenthetical", hit, entry, source, pieces) if pieces else None
    if left is None or not complete and end >= stretch.end and adverbial(doc[start]):
        return None
    if doc[edge - 1].text in DASHES and inverted and aside_ends(doc, start, edge - 1):
        return None
    if not complete and end >= stretch.end - 1 and not headline_like(passage, stretch):
        return None
    rest = interrupted_rest(passage, hit, end, complete, stretch)
    return Draft("parenthetical", hit, entry, source, [left, *rest]) if rest is not None else None


def may_interrupt(doc: Doc, hit: Hit, source: Source | None, inverted: bool) -> bool:
    """Whether cue and source may follow or part their content: no relative clause, no own object."""
    if source is not None and (source.of is not None or not inverted and not adjacent(doc, source, hit)):
        return False
    if hit.token.dep_ == "relcl" and any(c.dep_ == "prep" and dependents(c, "pobj") for c in hit.token.lefts):
        return False  # 'a matter on which pilots disagree'
    if inverted or is_a(hit.token, "addressing_verb"):
        return True
    return not any(c.i >= hit.end and c.pos_ in ("NOUN", "PROPN") for c in dependents(hit.token, "dobj"))


def telling_start(hit: Hit, source: Source | None, inverted: bool, stretch: Stretch) -> int | None:
    """Where 'X said' and 'as X said' begin; None where nothing of the stretch stands before them."""
    edge = hit.start
    if source is None:
        own = dependent(hit.token, "nsubjpass", "nsubj", "expl")
        if own is None or own.i > hit.start:
            return None
        edge = own.i
    elif not inverted:
        edge = min(source.start, hit.start)
    if edge <= stretch.start:
        return None
    led = hit.token.doc[edge - 1].lower_ == "as" and edge - 1 > stretch.start
    return edge - 1 if led else edge


def closes_content(doc: Doc, index: int) -> bool:
    """Whether a mark parts a content from the cue after it: a comma, a dash, a quotation's end."""
    mark = doc[index].text
    dash = mark in DASHES and not hyphen(doc, index)
    return mark == "," or dash or mark in QUOTE_TOKENS and doc[index - 1].text in (",", ".")


def hyphen(doc: Doc, index: int) -> bool:
    """Whether a mark joins the two words around it: 'flood-related'."""
    return doc[index].text == "-" and not doc[index].whitespace_ and not doc[index - 1].whitespace_


def adverbial(first: Token) -> bool:
    """Whether a word opens an adverbial clause ('As ...', 'After ...')."""
    return first.pos_ == "SCONJ" and first.lower_ in contents.SUBORDINATORS


def interrupted_rest(
    passage: Passage, hit: Hit, end: int, complete: bool, stretch: Stretch
) -> list[tuple[int, int]] | None:
    """The content after a cue's phrase that ends at `end`, perhaps nothing; None where what stands before the
    cue is not complete and nothing completes it."""
    doc = passage.doc
    mark = doc[end].text if end < stretch.end else ""
    quotation = quotation_right(passage, end, stretch) if mark == "," else None
    if complete and quotation is not None:
        return [(quotation.start, quotation.end)]
    if end >= stretch.end - 1:
        return []
    goes_on = mark == "," or mark in DASHES
    right = second_piece(passage, hit, end + 1, complete, stretch) if goes_on else None
    if right is None:
        return [] if complete else None
    return [right]


@switchable(no)
def aside_ends(doc: Doc, start: int, dash: int) -> bool:
    """Whether a dash closes an aside before a verb: `The bloc - long divided - admitted Lima`."""
    opening = next((i for i in range(start + 1, dash) if doc[i].text in DASHES), None)
    return opening is not None and not has_finite_verb(doc, start, opening)


def headline_like(passage: Passage, stretch: Stretch) -> bool:
    """Whether a stretch has no final full stop, like a headline ('Angola to leave, ministry says')."""
    return passage.doc[stretch.end - 1].text not in (".", "!", "?", "”", '"')
