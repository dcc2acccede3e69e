"""Passages that may be a cue's content or source, by the way that leads to them in the parse."""

import dataclasses
from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.language.grammar.stretches import sentence_of
from pipeline.language.statements.learned.features import SUBJECTS, governing_subject, subject_of
from pipeline.language.text.quotations import QuotationIndex

SKIPPED = {"punct", "aux", "auxpass", "det", "neg", "mark", "expl", "prt", "case"}
UNDER = {"parataxis", "ccomp", "advcl", "prep", "relcl", "acl", "conj", "dep", "nsubj", "appos", "npadvmod"}
CARRIERS = {"dobj", "acomp", "attr", "oprd", "pobj", "prt", "advmod"}
DEEPER = {"ccomp", "xcomp", "acl", "prep", "relcl", "advcl", "conj"}
MANY = 400


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """A candidate: the token it hangs on, the relation that leads to it, and its tokens' indices."""

    token: Token
    relation: str
    tokens: frozenset[int]


def subtree(token: Token, without: Token | None = None) -> frozenset[int]:
    """Indices of the tokens below a token, itself included, less those below another."""
    indices = {leaf.i for leaf in token.subtree}
    if without is not None:
        indices -= {leaf.i for leaf in without.subtree}
    return frozenset(indices)


def quotation_parts(cue: Token, quotations: QuotationIndex) -> Iterator[Part]:
    """The quotations nearest to the cue, before and after, in its sentence and its neighbours."""
    doc, sentence = cue.doc, sentence_of(cue)
    first = sentence_of(doc[max(0, sentence.start - 1)]).start_char if sentence.start else sentence.start_char
    last = sentence_of(doc[sentence.end]).end_char if sentence.end < len(doc) else sentence.end_char
    around = [q for q in quotations.overlapping(first, last) if not q.holds(cue.idx)]
    before = [q for q in around if q.end <= cue.idx][-2:]
    after = [q for q in around if q.start > cue.idx][:2]
    for quotation, side in [(q, "before") for q in before] + [(q, "after") for q in after]:
        span = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
        if span is None or len(span) > MANY:
            continue
        same = span.end > sentence.start and span.start < sentence.end
        nearest = (side == "before" and quotation is before[-1]) or (
            side == "after" and quotation is after[0]
        )
        relation = f"quote-{side}-{'same' if same else 'other'}-{'near' if nearest else 'far'}"
        yield Part(span.root, relation, frozenset(range(span.start, span.end)))


def content_parts(cue: Token, quotations: QuotationIndex) -> Iterator[Part]:
    """Passages that may be the content of a cue."""
    for child in cue.children:
        if child.dep_ in SKIPPED or child.is_space:
            continue
        yield Part(child, "child", subtree(child))
        if child.dep_ in {"prep", "agent", "dative"}:
            for leaf in child.children:
                if leaf.dep_ in {"pobj", "pcomp"}:
                    yield Part(leaf, f"prep-{leaf.dep_}", subtree(leaf))
        elif child.dep_ in CARRIERS:
            for leaf in child.children:
                if leaf.dep_ in DEEPER:
                    yield Part(leaf, f"{child.dep_}-{leaf.dep_}", subtree(leaf))
                    if leaf.dep_ == "prep":
                        for deepest in leaf.children:
                            if deepest.dep_ in {"pobj", "pcomp"}:
                                yield Part(deepest, f"{child.dep_}-prep-{deepest.dep_}", subtree(deepest))
    if cue.dep_ in UNDER and cue.head is not cue:
        rest = subtree(cue.head, without=cue)
        yield Part(cue.head, f"under-{cue.dep_}", rest)
        root = sentence_of(cue).root
        if root is not cue.head and cue.head.dep_ != "conj":
            yield Part(root, f"root-{cue.dep_}", subtree(root, without=cue))
    yield from quotation_parts(cue, quotations)


def source_parts(cue: Token) -> Iterator[Part]:
    """Passages that may be the source of a cue."""
    for child in cue.children:
        if child.dep_ in SUBJECTS or child.dep_ in {"poss", "nmod", "compound", "dobj", "amod", "npadvmod"}:
            yield Part(child, "child", subtree(child))
        elif child.dep_ in {"agent", "prep"}:
            for leaf in child.children:
                if leaf.dep_ in {"pobj", "prep"}:
                    target = next((deep for deep in leaf.children if deep.dep_ == "pobj"), leaf)
                    yield Part(target, f"{child.lower_}-{leaf.dep_}", subtree(target))
    if subject_of(cue) is None:
        subject = governing_subject(cue)
        if subject is not None:
            yield Part(subject, f"governing-{cue.dep_}", subtree(subject))
        if cue.dep_ in {"acl", "relcl", "amod", "appos"}:
            yield Part(cue.head, f"noun-{cue.dep_}", subtree(cue.head, without=cue))
        if cue.dep_ == "dobj":
            verb_subject = governing_subject(cue.head)
            if verb_subject is not None:
                yield Part(verb_subject, "verb-subject", subtree(verb_subject))
    elif cue.dep_ == "relcl":
        yield Part(cue.head, "noun-relcl", subtree(cue.head, without=cue))
