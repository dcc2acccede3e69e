"""Where one clause ends and the next begins, between two names that look like a list."""

from spacy.tokens import Doc, Token

from pipeline.language.grammar.stretches import FINITE

CONJUNCTIONS = frozenset({"and", "but", "while", "whereas", "or"})
VERBS = frozenset({"VERB", "AUX"})
ADVERBS = frozenset({"ADV", "PART"})


def begins_clause(doc: Doc, before: Token, start: int, end: int) -> bool:
    """Whether the name at tokens `start` to `end` is the subject of a clause of its own, and is not listed
    with the word `before`, which belongs to the clause before: 'admitted Chad, and Mali has left', not 'Chad,
    and Mali have left'."""
    gap = [token.lower_ for token in doc[before.i + 1 : start]]
    if "," not in gap or not CONJUNCTIONS.intersection(gap) or not _is_finite(doc, end):
        return False
    verb = next((word for word in before.ancestors if word.pos_ in VERBS), None)
    return verb is not None and verb.i < before.i and verb.sent.start == before.sent.start


def _is_finite(doc: Doc, at: int) -> bool:
    """Whether a finite verb stands at a token, an adverb aside."""
    while at < len(doc) and doc[at].pos_ in ADVERBS:
        at += 1
    return at < len(doc) and doc[at].pos_ in VERBS and doc[at].tag_ in FINITE
