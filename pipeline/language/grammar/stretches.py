"""Questions to the parse that several rules ask: stretches of text, noun phrases, finite verbs."""

import bisect
import dataclasses

from spacy.tokens import Doc, Token

from pipeline.language.text.capitals import datelines
from pipeline.language.text.dependencies import FORMAL_SUBJECTS, NOUN_SUBJECTS, dependent, dependents, up
from pipeline.lexicon import word_class

FINITE = ("VBD", "VBP", "VBZ", "MD")
DASHES = ("-", "–", "—", "--")
QUOTE_TOKENS = ('"', "“", "”", "„", "«", "»", "''", "``", "'", "‘", "’", "″")
TERMINATORS = (".", "!", "?", "…", ".”", "...")


@dataclasses.dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence as the rules use it: tokens [start, end), white space at its ends left out."""

    start: int
    end: int


LONGEST = 400  # tokens: what is longer is no sentence, and rules that look over all of it would take too long


def stretches(doc: Doc) -> list[Stretch]:
    """The sentences of a Doc, joined again where split before a lower-case word or a lone mark."""
    found: list[list[int]] = []
    for sentence in doc.sents:
        start, end = sentence.start, sentence.end
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if start == end:
            continue
        # a token with a line break between two sentences keeps them apart
        near = bool(found) and end - found[-1][0] <= LONGEST
        joined = near and not any("\n" in t.text for t in doc[found[-1][1] : start])
        first, last = doc[start], doc[found[-1][1] - 1] if found else None
        fragment = all(t.is_punct or t.text in QUOTE_TOKENS for t in doc[start:end])
        unfinished = last is not None and last.text not in TERMINATORS and first.text[:1].islower()
        if last is not None and last.text in QUOTE_TOKENS and found[-1][1] > 1:
            unfinished = unfinished and doc[found[-1][1] - 2].text not in TERMINATORS
        if joined and (fragment or unfinished):
            found[-1][1] = end
        else:
            found.append([start, end])
    return [Stretch(start, end) for start, end in found]


def after_dateline(doc: Doc, stretch: Stretch, lines: list[tuple[int, int]]) -> Stretch:
    """The stretch without the dateline that it begins with."""
    first = doc[stretch.start].idx
    end = next((end for start, end in lines if start <= first < end), None)
    if end is None:
        return stretch
    start = next((i for i in range(stretch.start, stretch.end) if doc[i].idx >= end), stretch.start)
    return Stretch(start, stretch.end)


class StretchIndex:
    """The stretches of a Doc, to be asked by token; a dateline ('ASTANA, 24 April -') belongs to none."""

    def __init__(self, doc: Doc):
        lines = [(start, end) for start, end in datelines(doc) if end - start < 60]
        self.all = [after_dateline(doc, stretch, lines) for stretch in stretches(doc)]
        self.starts = [stretch.start for stretch in self.all]

    def of(self, index: int) -> Stretch:
        """The stretch that holds a token."""
        return self.all[max(0, bisect.bisect_right(self.starts, index) - 1)]

    def number(self, index: int) -> int:
        """Its number."""
        return max(0, bisect.bisect_right(self.starts, index) - 1)


def subject(token: Token) -> Token | None:
    """The subject of a verb, if it has one of its own."""
    for child in token.children:
        if child.dep_ in FORMAL_SUBJECTS and child.dep_ != "expl":
            return child
    return None


def expletive(token: Token) -> bool:
    """Whether the subject is an empty 'it' or 'there'."""
    return any(
        child.dep_ == "expl" or (child.dep_ in NOUN_SUBJECTS and child.lower_ == "it")
        for child in token.children
    )


def is_passive(token: Token) -> bool:
    """Whether a verb is in the passive."""
    if dependents(token, "auxpass", "nsubjpass"):
        return True
    parted = token.i > 0 and token.doc[token.i - 1].text == ","
    if parted and token.dep_ == "acl" and token.head.dep_ == "ROOT":
        return False  # `The envoy, Ana Pires, offered to mediate`: the main verb, taken for a participle
    return token.tag_ == "VBN" and token.dep_ in ("acl", "relcl") and not dependents(token, "aux", "dobj")


def agent(verb: Token) -> Token | None:
    """The noun after 'by' of a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or child.dep_ == "prep" and child.lower_ == "by":
            return dependent(child, "pobj")
    return None


def is_finite(token: Token) -> bool:
    """Whether a verb token, with its auxiliaries, is finite."""
    if token.tag_ in FINITE:
        return True
    return any(child.tag_ in FINITE for child in dependents(token, "aux", "auxpass"))


def has_finite_verb(doc: Doc, start: int, end: int) -> bool:
    """Whether [start, end) holds a finite verb of its own, relative and subordinate clauses left aside."""
    for token in doc[start:end]:
        if token.tag_ in FINITE and token.pos_ in ("VERB", "AUX"):
            verb = token.head if token.dep_ in ("aux", "auxpass") else token
            if verb.dep_ not in ("relcl", "advcl", "acl"):
                return True
            if verb.dep_ == "advcl" and not any(c.i < verb.i for c in dependents(verb, "mark", "advmod")):
                return True
    return False


def relative_pronoun(token: Token) -> bool:
    """'who', 'which', 'that' as the subject of a relative clause."""
    return token.lower_ in ("who", "which", "that") and token.tag_ in ("WP", "WDT")


def antecedent(verb: Token) -> Token | None:
    """The noun that a relative clause belongs to."""
    verb = up(verb, "conj")
    return verb.head if verb.dep_ == "relcl" else None


def left_edge(token: Token) -> int:
    """Index of the first token of a phrase, opening marks left out."""
    start = token.left_edge.i
    while start < token.i and (
        token.doc[start].is_punct and token.doc[start].text not in ("(",) or token.doc[start].is_space
    ):
        start += 1
    return start


def is_name(token: Token) -> bool:
    """A proper noun, or a capitalised word that the tagger took for another."""
    return token.pos_ == "PROPN" or (
        token.text[:1].isupper() and token.pos_ in ("NOUN", "ADJ", "X") and token.tag_ != "PRP"
    )


def phrase(token: Token) -> tuple[int, int]:
    """Tokens [start, end) of the noun phrase of a head, as a source is written.

    Restrictive clauses stay; an apposition or relative clause after a comma goes, unless the head is an
    office and the apposition the name of its holder ('the trade minister, Ama Boateng'). Coordinated heads
    belong to it.
    """
    doc = token.doc
    start, end = left_edge(token), token.i + 1
    limit = token.right_edge.i + 1
    conjuncts = [c.i for c in token.conjuncts if token.i < c.i < limit]
    reach = max([token.i, *conjuncts, *listed(token, limit)])
    depth = 0
    while end < limit:
        current = doc[end]
        if current.text in ("(", "["):
            depth += 1
        elif current.text in (")", "]"):
            depth -= 1
        elif current.is_space and "\n" in current.text:
            break
        elif (
            depth <= 0
            and end > reach
            and (current.text in (",", ";", ":") or current.text in DASHES and doc[end - 1].whitespace_)
        ):
            holder = holder_after(doc, end, token)
            if holder is None:
                break
            end = holder
            break
        end += 1
    while end < len(doc) and hyphen_between(doc, end):
        end += 2 if doc[end].text == "-" else 1
    if end < len(doc) and doc[end].lower_ == "there" and end <= token.i + 1:
        end += 1
    if depth > 0:
        close = next((i for i in range(end, min(end + 4, len(doc))) if doc[i].text in (")", "]")), None)
        end = close + 1 if close is not None else end
    while end > start + 1 and closes_nothing(doc[end - 1], token):
        end -= 1
    return start, end


def hyphen_between(doc: Doc, index: int) -> bool:
    """Whether a token and the one before it belong to one word, one of them being its hyphen."""
    before, token = doc[index - 1], doc[index]
    if before.whitespace_:
        return False
    if before.text == "-" and index > 1 and not doc[index - 2].whitespace_:
        return True
    return token.text == "-" and not token.whitespace_ and index + 1 < len(doc)


def closes_nothing(last: Token, head: Token) -> bool:
    """Whether the last token of a phrase is no part of it: a mark, a conjunction, a quantifier of the verb
    after it ('the envoys both said')."""
    if last.is_punct:
        return last.text not in (")", "]", ".")
    return last.is_space or last.dep_ == "cc" or last.lower_ in ("both", "all", "each") and last.i > head.i


def listed(token: Token, limit: int) -> list[int]:
    """Places of names in a list within a phrase ('the rulers of Mali, Niger and Chad')."""
    behind = [prep for prep in dependents(token, "prep") if prep.i > token.i]
    places = [place for prep in behind for place in dependents(prep, "pobj")]
    return [other.i for place in places for other in place.conjuncts if place.i < other.i < limit]


def holder_after(doc: Doc, comma: int, head: Token) -> int | None:
    """End of the name behind an office and a comma ('the envoy, Ana Pires, said'), if there is one."""
    named = head.pos_ == "PROPN" and head.text[:1].isupper()
    if doc[comma].text != "," or named and head.text.lower() not in word_class("titled_office"):
        return None
    end, inner = comma + 1, {"-", "’", "'"} | word_class("name_particle")
    while end < len(doc) and (is_name(doc[end]) or doc[end].text in inner and end > comma + 1):
        end += 1
    after = doc[end] if end < len(doc) else None
    closed = after is None or after.text in (",", ".", ";") or after.pos_ in ("VERB", "AUX")
    return end if closed and end > comma + 1 else None
