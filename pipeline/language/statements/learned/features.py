"""What the attribution model sees: words, tags and dependencies around a possible cue, and around what may belong to it.

A feature is a string; the model hashes it. Two kinds of decisions have features of their own: whether a token is a cue,
and which role a passage plays for a cue (content, source, neither).
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.language.grammar.stretches import sentence_of
from pipeline.language.text.quotations import Quotation

CUE_TAGS = {"VERB", "NOUN", "AUX", "ADJ", "ADP"}
CLAUSES = {"ccomp", "xcomp", "advcl", "acl", "relcl", "parataxis", "conj", "ROOT"}
MARKS = set('"“”«»„') | {"''", "``"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}


def quoted_tokens(doc: Doc, quotations: list[Quotation]) -> list[bool]:
    """For each token whether it lies inside a quotation."""
    inside, which = [], 0
    for token in doc:
        while which < len(quotations) and quotations[which].end <= token.idx:
            which += 1
        inside.append(which < len(quotations) and quotations[which].start <= token.idx)
    return inside


def may_be_cue(token: Token) -> bool:
    """Whether a token is of a kind that cues are; the rest is never asked."""
    if token.pos_ == "ADP":
        return token.lower_ in {"according", "per", "for", "to"} and token.lower_ != "to"
    return token.pos_ in CUE_TAGS and token.is_alpha and token.dep_ not in {"aux", "auxpass"}


def subject_of(token: Token) -> Token | None:
    """The token's grammatical subject, if one depends on it."""
    return next((child for child in token.children if child.dep_ in SUBJECTS), None)


def governing_subject(token: Token) -> Token | None:
    """The subject of the token or, for a second verb or an infinitive, of the verb that it hangs on."""
    for _ in range(4):
        subject = subject_of(token)
        if subject is not None:
            return subject
        if token.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp"} or token.head is token:
            return None
        token = token.head
    return None


def near(doc: Doc, position: int) -> str:
    """The lower-cased word at a position, numbers folded, '#' outside the text."""
    if not 0 <= position < len(doc):
        return "#"
    token = doc[position]
    return "0" if token.like_num else token.lower_


def cue_features(token: Token, inside: list[bool]) -> Iterator[str]:
    """Features of the question whether the token is a cue."""
    yield from word_features(token)
    yield from context_features(token, inside)


def word_features(token: Token) -> Iterator[str]:
    """The part of them that the word itself gives: enough to pass over most words."""
    lemma = token.lemma_.lower()
    yield "bias"
    yield f"l={lemma}"
    yield f"lt={lemma}|{token.tag_}"
    yield f"ld={lemma}|{token.dep_}"
    yield f"t={token.tag_}"
    yield f"d={token.dep_}|{token.pos_}"
    yield f"s={lemma[-3:]}|{token.pos_}"


def context_features(token: Token, inside: list[bool]) -> Iterator[str]:
    """The part of them that the words around it give."""
    doc, lemma, here = token.doc, token.lemma_.lower(), token.i
    quoted = inside[here]
    yield f"q={quoted}"
    yield f"lq={lemma}|{quoted}"
    children = list(token.children)
    labels = sorted({child.dep_ for child in children if child.dep_ not in {"punct", "det", "aux"}})
    for label in labels:
        yield f"c={label}|{token.pos_}"
        yield f"lc={lemma}|{label}"
    yield "cs=" + "+".join(labels)
    if not any(child.dep_ in {"ccomp", "xcomp", "dobj", "prep", "parataxis"} for child in children):
        yield f"bare|{token.pos_}|{token.dep_}"
        yield f"lbare={lemma}"
    for child in children:
        if child.dep_ in SUBJECTS:
            yield f"sl={child.lower_}"
            yield f"se={child.tag_}|{child.is_title}"
            yield f"lse={lemma}|{child.pos_}"
            yield f"sp={'after' if child.i > here else 'before'}"
        elif child.dep_ == "prep":
            yield f"p={child.lower_}|{token.pos_}"
            yield f"lp={lemma}|{child.lower_}"
        elif child.dep_ in {"ccomp", "xcomp", "acl"}:
            mark = next(
                (leaf.lower_ for leaf in child.children if leaf.dep_ in {"mark", "aux"} and leaf.i < child.i),
                "",
            )
            yield f"m={child.dep_}|{mark}"
            yield f"lm={lemma}|{child.dep_}|{mark}"
            yield f"cp={child.dep_}|{'before' if child.i < here else 'after'}"
        elif child.dep_ == "dobj":
            yield f"o={child.lemma_.lower()}"
            yield f"lo={lemma}|{child.lemma_.lower()}"
            yield f"oe={child.pos_}|{child.tag_}"
        elif child.dep_ == "neg":
            yield "neg"
        elif child.dep_ == "poss":
            yield f"poss={child.pos_}"
            yield f"lposs={lemma}"
    if subject_of(token) is None:
        subject = governing_subject(token)
        yield f"gs={subject.tag_ if subject is not None else None}|{token.dep_}"
        if subject is not None:
            yield f"gsl={subject.lower_}"
    head = token.head
    yield f"h={head.lemma_.lower()}|{token.dep_}"
    yield f"ht={head.tag_}|{token.dep_}"
    for offset in (-2, -1, 1, 2):
        word = near(doc, here + offset)
        yield f"w{offset}={word}"
        if abs(offset) == 1:
            yield f"lw{offset}={lemma}|{word}"
    before = "".join("1" if doc[i].text in MARKS else "0" for i in range(max(0, here - 4), here))
    after = "".join("1" if doc[i].text in MARKS else "0" for i in range(here + 1, min(len(doc), here + 5)))
    yield f"qb={'1' in before}|{'1' in after}|{quoted}"
    sentence = sentence_of(token)
    yield f"sq={doc[sentence.start].text in MARKS}|{quoted}"
    yield f"sb={'1' in before}|{token.pos_}|{subject_of(token) is not None}"


def role_features(cue: Token, part: Token, relation: str, inside: list[bool], size: int) -> Iterator[str]:
    """Features of the question which role a passage (the subtree of `part`, reached by `relation`) plays for a cue."""
    lemma, dep = cue.lemma_.lower(), part.dep_
    side = "before" if part.i < cue.i else "after"
    quoted = inside[part.i]
    yield "bias"
    yield f"r={relation}|{dep}"
    yield f"rs={relation}|{dep}|{side}"
    yield f"rp={relation}|{dep}|{cue.pos_}|{cue.tag_}"
    yield f"rl={relation}|{dep}|{lemma}"
    yield f"rls={relation}|{dep}|{lemma}|{side}"
    yield f"t={relation}|{dep}|{part.tag_}"
    yield f"e={relation}|{dep}|{part.pos_}|{part.is_title}"
    yield f"pl={dep}|{part.lemma_.lower()}"
    yield f"rpl={relation}|{lemma}|{part.lemma_.lower()}"
    yield f"q={relation}|{quoted}|{inside[cue.i]}"
    yield f"n={relation}|{dep}|{min(size // 3, 6)}"
    yield f"gap={relation}|{min(abs(part.i - cue.i), 6)}|{side}"
    siblings = sorted(
        {
            child.dep_
            for child in cue.children
            if child is not part and child.dep_ not in {"punct", "det", "aux"}
        }
    )
    for label in siblings:
        yield f"w={relation}|{dep}|{label}"
    yield f"ws={relation}|{dep}|{'+'.join(siblings)}"
    clause = any(label in {"ccomp", "xcomp", "parataxis"} for label in siblings)
    yield f"clause={relation}|{dep}|{clause}|{cue.pos_}"
    mark = next((leaf.lower_ for leaf in part.children if leaf.dep_ in {"mark", "aux", "prep", "case"}), "")
    yield f"mk={relation}|{dep}|{mark}"
    yield f"mkl={lemma}|{dep}|{mark}"
    if part.head is not cue:
        yield f"hd={relation}|{part.head.lower_}|{dep}"
        yield f"hdl={relation}|{lemma}|{part.head.lower_}"
