"""Clauses that set a condition on what governs a trigger: 'if', 'once', 'as soon as', 'only after'."""

import functools
from types import MappingProxyType

from spacy.tokens import Token

from pipeline.language.claims.factuality.met import Reading
from pipeline.language.claims.index import STATE, BriefIndex
from pipeline.language.claims.relations import ancestors
from pipeline.language.claims.rules.claim_lexicon import governing
from pipeline.language.registry import no, nothing_done, switchable
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import NOUN_SUBJECTS, SUBJECTS, dependents


@switchable(nothing_done)
def conditions(index: BriefIndex, token: Token, chain: set[int], reading: Reading, stance: bool) -> None:
    """Clauses with 'if', 'once', 'as soon as', 'only after' that depend on the trigger or on what governs
    it; that the other chooses so ('if they apply') is no condition of a stance."""
    start, end = index.sentence(token)
    only, negated = governing("mark_only"), governing("mark_negated")
    for place in range(start, end):
        lower = index.words.lower[place]
        phrase = _mark(index, place, start)
        if phrase is None and lower not in only and lower not in negated:
            continue
        mark = index.words.tokens[place]
        if index.words.lower[max(start, place - 1)] == "even" or _is_given(mark) or _is_of_the_past(mark):
            continue  # 'even if' sets no condition, nor does 'help has been provided'
        clause = mark.head if mark.dep_ in ("mark", "advmod") else mark
        inside = any(word.i == clause.i for word in ancestors(token))
        governed = clause.head.i != clause.i and (
            _governs(clause.head, chain) or stance and _taken_for_part(token, clause.head)
        )
        if governed and (_parted(token, mark) or stance and _chooses(index, clause)):
            continue
        if inside and clause.i != token.i or clause.i == token.i:
            reading.flags.add(f"in clause of {phrase or lower}")
        elif governed and phrase is not None and not _past(token):
            reading.take(mark, "conditional", None)
            reading.flags.add("condition")
        elif governed and lower in only and index.doc[max(0, mark.i - 1)].lower_ == "only":
            reading.take(mark, "conditional", None)
            reading.flags.add("condition")
        elif governed and lower in negated and reading.negations % 2:
            reading.flags.add("condition after no")


def _is_given(mark: Token) -> bool:
    """Whether a participle sets no condition, as it has an auxiliary: 'was provided', 'is assuming'."""
    return mark.pos_ == "VERB" and bool(dependents(mark, "aux", "auxpass"))


@switchable(no)
def _is_of_the_past(mark: Token) -> bool:
    """'Once a member, Chad is an ally now': what was; not 'once a member, Chad will pay'."""
    noun = mark.head
    if mark.lower_ != "once" or noun.pos_ not in ("NOUN", "PROPN") or noun.head.i == noun.i:
        return False
    return not any(child.tag_ == "MD" for child in noun.head.children)


@switchable(no)
def _taken_for_part(verb: Token, noun: Token) -> bool:
    """Whether the parse took a verb for a part of the noun that it governs: 'Chad and Mali favour admission
    only after ...'."""
    return verb.dep_ in ("compound", "amod") and verb.head.i == noun.i


def _parted(token: Token, mark: Token) -> bool:
    low, high = sorted((token.i, mark.i))
    return any(word.text == ";" for word in token.doc[low:high])


@switchable(no)
def _chooses(index: BriefIndex, clause: Token) -> bool:
    """Whether a clause leaves it to a state, its government or its people, not to a court or another body."""
    if not is_a(clause, "choosing_verb"):
        return False
    return any(_can_choose(index, child) for child in dependents(clause, *NOUN_SUBJECTS))


def _can_choose(index: BriefIndex, chooser: Token) -> bool:
    referent = index.by_token.get(chooser.i)
    if referent is not None:
        return referent.kind == STATE
    return chooser.pos_ == "PRON" or is_a(chooser, "own_state_noun", "people_noun")


def _governs(word: Token, chain: set[int]) -> bool:
    """Whether a subordinate clause below `word` depends on the words of a chain: it does not where another
    clause with a subject or auxiliaries of its own lies between ('is against, and has threatened to leave
    if ...')."""
    for above in ancestors(word):
        if above.i in chain:
            return True
        labels = {child.dep_ for child in above.children}
        if labels & SUBJECTS or above.dep_ == "conj" and "aux" in labels:
            return False
    return False


def _mark(index: BriefIndex, place: int, start: int) -> str | None:
    """The mark of a condition that ends at a token ('if', 'as soon as')."""
    lower = index.words.lower
    for mark in _marks().get(lower[place], ()):
        length = mark.count(" ") + 1
        if place - length + 1 >= start and " ".join(lower[place - length + 1 : place + 1]) == mark:
            return mark
    return None


@functools.cache
def _marks() -> MappingProxyType[str, tuple[str, ...]]:
    """The last word of a mark of a condition -> the marks that end so."""
    marks = governing("mark")
    found: dict[str, tuple[str, ...]] = {}
    for mark in marks:
        last = mark.split(" ")[-1]
        found[last] = (*found.get(last, ()), mark)
    return MappingProxyType(found)


@switchable(no)
def _past(word: Token) -> bool:
    """Whether a verb tells what was or has been, so that 'once' and 'as long as' are times."""
    auxiliaries = {child.lower_ for child in dependents(word, "aux")}
    if auxiliaries & {"will", "would", "could", "to"}:
        return False
    return word.tag_ == "VBD" or bool(auxiliaries & {"has", "have", "had"})
