"""Sources as whole noun phrases, where the words that the model tags begin or end within one."""

from collections.abc import Set

from spacy.tokens import Doc, Token

from pipeline.language.grammar.stretches import left_edge, relative_pronoun

# Relations of the words that stand before a noun, and of those among them whose noun must follow. A possessor
# is a source by itself ("Quill's remark").
BEFORE = ("det", "predet", "amod", "compound", "nmod", "nummod", "quantmod", "poss", "neg", "case")
UNFINISHED = ("det", "predet", "amod", "compound", "nmod", "nummod", "quantmod")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")
LINKS = ("and", "but", "or", "that", "as")
LONGEST = 8  # words by which a phrase is completed


def whole_phrase(doc: Doc, start: int, end: int, apart: Set[int]) -> tuple[int, int]:
    """The noun phrase that the tokens [start, end) are, without a word of `apart` (cue and content) added.

    Of a noun with a relative pronoun right after it the pronoun is left, the subject of the clause that it
    opens; of one with a comma between them the noun, since that clause is an aside.
    """
    if relative_pronoun(doc[end - 1]):
        if end - start < 3 or doc[end - 2].text != ",":
            return end - 1, end
        end -= 2
    while (first := beginning(doc, start, end)) < start and addable(doc, first, start, apart):
        start = first
    while end - start > 1 and links(doc[start]):
        start += 1
    last = rest(doc, start, end)
    if addable(doc, end, last, apart):
        end = last
    while end - start > 1 and dangles(doc[end - 1]):
        end -= 1
    return start, end


def addable(doc: Doc, start: int, end: int, apart: Set[int]) -> bool:
    """Whether the tokens [start, end) may go to a source: few, of its line, not of cue or content."""
    added = range(start, end)
    return 0 < len(added) <= LONGEST and apart.isdisjoint(added) and "\n" not in doc[start:end].text_with_ws


def beginning(doc: Doc, start: int, end: int) -> int:
    """Where a phrase known from `start` on begins, one step nearer; `start` where it is whole."""
    if start == 0:
        return start
    first, before = doc[start], doc[start - 1]
    if before.dep_ in BEFORE and start <= before.head.i < end and before.lower_ != "that":
        return start - 1
    if before.tag_ == "POS" and start > 1:
        return left_edge(doc[start - 2])
    if before.text == "-" and start > 1 and not before.whitespace_ and not doc[start - 2].whitespace_:
        return start - 2
    if first.lower_ in ("and", "or", "of") and first.head.i < start and first.head.pos_ in NOMINAL:
        return start if before.is_punct else left_edge(first.head)
    return start


def links(token: Token) -> bool:
    """Whether a token only joins the phrase after it to what comes before."""
    return token.dep_ in ("cc", "mark") and token.lower_ in LINKS or token.tag_ in ("WDT", "WRB")


def rest(doc: Doc, start: int, end: int) -> int:
    """Where a phrase ends that [start, end) breaks off: with the noun of its last word, the object of its
    last preposition, the second half of a compound."""
    last = doc[end - 1]
    if last.pos_ == "ADP":
        return max(end, last.right_edge.i + 1)
    if last.dep_ in UNFINISHED:
        return max(end, last.head.i + 1)
    hyphened = end + 1 < len(doc) and doc[end].text == "-" and not last.whitespace_ + doc[end].whitespace_
    return end + 2 if hyphened else end


def dangles(token: Token) -> bool:
    """Whether a token opens a phrase that does not follow."""
    return token.pos_ in ("ADP", "CCONJ", "SCONJ", "AUX") or token.pos_ == "DET" and token.nbor(-1).is_punct
