"""Which quotation stands beside a cue, and how far it goes."""

from spacy.tokens import Doc

from pipeline.language.grammar.stretches import QUOTE_TOKENS, Stretch, has_finite_verb
from pipeline.language.statements.statement_drafts import Passage
from pipeline.language.text.quotations import Quotation


def quotation_left(passage: Passage, position: int) -> Quotation | None:
    """The quotation that ends right before a character, commas, dashes and white space aside."""
    text = passage.text
    while position > 0 and (text[position - 1].isspace() or text[position - 1] in ",—–-"):
        if text[position - 1] == "\n" and "\n\n" in text[max(0, position - 3) : position]:
            return None
        position -= 1
    return passage.quotations.at(position - 1) if position else None


def quotation_right(passage: Passage, index: int, stretch: Stretch) -> Quotation | None:
    """The quotation that begins at a token, or after the comma or colon that stands there."""
    doc = passage.doc
    while index < min(stretch.end + 1, len(doc)) and (
        doc[index].text in (",", ":", "-", "–", "—", "but", "and")
        or doc[index].is_space
        and "\n\n" not in doc[index].text
    ):
        index += 1
    if index >= len(doc):
        return None
    found = passage.quotations.at(doc[index].idx)
    return found if found is not None and found.start >= doc[index].idx - 1 else None


def boundary(doc: Doc, stretch: Stretch, end: int) -> int:
    """Where a clause that ends at `end` may begin: the stretch's start, or after its last semicolon."""
    for position in range(end - 1, stretch.start, -1):
        if doc[position].text == ";":
            return position + 1
        if (
            doc[position].text == ":"
            and has_finite_verb(doc, position + 1, end)
            and doc[position - 1].text[-1:] not in QUOTE_TOKENS
        ):
            return position + 1
    start = stretch.start
    while start < end and doc[start].is_punct and doc[start].text not in QUOTE_TOKENS:
        start += 1
    return start


def worth(passage: Passage, quotation: Quotation) -> bool:
    """Whether a quotation is speech rather than a title or a single quoted word."""
    inner = passage.text[quotation.start : quotation.end]
    if inner.rstrip("\"”»'’ ")[-1:] in (",", ".", "!", "?", "…", "—", "-"):
        return True
    return len(inner.split()) >= 3
