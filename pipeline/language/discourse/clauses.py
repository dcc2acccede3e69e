"""Clauses, for telling whom a reference cannot mean: the subject or object of the clause in which it
stands."""

from spacy.tokens import Token

from pipeline.language.discourse.expectations import is_small_clause
from pipeline.language.text.dependencies import NOUN_SUBJECTS, dependents


def clause_verb(token: Token) -> Token | None:
    """The verb of the clause that a word belongs to; of verbs that share a subject, the first."""
    for _ in range(len(token.doc)):
        own_subject = bool(dependents(token, *NOUN_SUBJECTS))
        shared = token.dep_ == "conj" and token.head.pos_ in {"VERB", "AUX"} and not own_subject
        if token.pos_ in {"VERB", "AUX"} and not shared and not is_small_clause(token):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _head_of_list(root: Token) -> Token:
    """The noun that a name explains, or the first of those that it is listed with ('five, Chad and Mali')."""
    steps = 0
    while root.dep_ in {"appos", "conj"} and root.head.pos_ in {"NOUN", "PROPN"} and steps < 20:
        root, steps = root.head, steps + 1
    return root


def shares_clause(anaphor: Token, root: Token | None) -> bool:
    """Whether a candidate is itself subject or object of the clause in which the reference stands: 'Russia
    opposes the country's entry' is not of Russia."""
    if root is None or root.i == anaphor.i or root.sent.start != anaphor.sent.start:
        return False
    root = _head_of_list(root)
    possessor = root.dep_ == "poss" and root.head.dep_ in NOUN_SUBJECTS and anaphor.dep_ == "dobj"
    if not possessor and root.dep_ not in NOUN_SUBJECTS | {"dobj", "pobj", "conj"}:
        return False
    verb = clause_verb(anaphor)
    if verb is None:
        return False
    other = clause_verb(root)
    return other is not None and other.i == verb.i


def tells(root: Token | None, anaphor: Token) -> bool:
    """Whether a candidate is itself the subject that tells the clause of a phrase: 'Kenya says the country
    must wait' is of another."""
    if root is None or not anaphor.sent.start <= root.i < anaphor.i:
        return False
    if root.dep_ not in NOUN_SUBJECTS or root.pos_ != "PROPN":
        return False
    verb = clause_verb(anaphor)
    return verb is not None and verb.dep_ == "ccomp" and verb.head.i == root.head.i


def is_scene(root: Token | None) -> bool:
    """Whether something is told to happen in a state: 'the summit in Norland'."""
    return root is not None and root.dep_ == "pobj" and root.head.lower_ in {"in", "at"}
