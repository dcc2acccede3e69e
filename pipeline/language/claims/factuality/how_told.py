"""How a trigger is told, and what is told by it after all: polarity, modality and predicate."""

import dataclasses
from collections.abc import Collection

from spacy.tokens import Token

from pipeline.language.claims.factuality.governors import met
from pipeline.language.claims.index import ORGANISATION, BriefIndex
from pipeline.language.claims.relations import is_infinitive
from pipeline.language.claims.triggers import STANCES, Trigger
from pipeline.language.registry import no, switchable
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import dependents, has_word, up


@dataclasses.dataclass(frozen=True, slots=True)
class Factuality:
    """How a trigger is told. `predicate` is what is told after all (None for nothing); `words` decided it."""

    predicate: str | None
    polarity: str
    modality: str
    flags: tuple[str, ...]
    words: tuple[str, ...]


def factuality(index: BriefIndex, trigger: Trigger, predicate: str | None = None) -> Factuality:
    """How a trigger is told, and of which predicate that makes a claim; `predicate` overrides the entry's."""
    entry = trigger.entry
    reading = met(index, trigger.token.i, (predicate or entry.predicate) in STANCES)
    negations, modality = reading.negations, reading.modality
    if _is_granted(index, predicate or entry.predicate, trigger.token):
        negations, modality = 0, "asserted"
    negated = (negations + (entry.polarity == "negated") + _raises_none(trigger)) % 2 == 1
    modality = entry.modality if entry.modality and modality == "asserted" else modality
    if modality == "conditional" and not negated and _lasts(predicate or entry.predicate, reading.words):
        modality = "asserted"
    told, negated, modality = _told(trigger, predicate or entry.predicate, negated, modality)
    polarity = "negated" if negated else "affirmed"
    return Factuality(told, polarity, modality, tuple(sorted(reading.flags)), tuple(reading.words))


@switchable(no)
def _raises_none(trigger: Trigger) -> bool:
    """'Has raised no objection', 'has no objections'."""
    if trigger.entry.name != "different_stance":
        return False
    things = (trigger.token.doc[i] for i in trigger.words[1:])
    return any(has_word(one, "no") for one in things)


@switchable(no)
def _lasts(predicate: str, words: Collection[str]) -> bool:
    """Whether somebody is against something 'as long as' something lasts: against it he is."""
    return predicate == "opposes" and "as" in words


def _is_granted(index: BriefIndex, predicate: str, token: Token) -> bool:
    """Whether a predicate is taken for granted, whatever is denied or expected around its word."""
    if predicate == "invited":
        return _is_turned_down(index, token)
    return predicate == "holds" and _presupposed(token)


@switchable(no)
def _is_turned_down(index: BriefIndex, noun: Token) -> bool:
    """'Declined the invitation': whoever is no organisation was invited."""
    if noun.dep_ not in ("dobj", "nsubjpass") or not is_a(noun.head, "declining_verb"):
        return False
    if dependents(noun.head, "dative"):
        return False
    named = index.named(child.i for child in dependents(noun.head, "nsubj", "agent"))
    return all(one.kind != ORGANISATION for one in named)


@switchable(no)
def _presupposed(token: Token) -> bool:
    """Whether a status is taken for granted, whatever is denied or expected around it: 'not without our
    fellow members', 'as a member of the union, Chad will vote', 'of its members, Chad has never voted'."""
    word = up(token, "conj", "appos")
    if word.pos_ not in ("NOUN", "PROPN") or word.dep_ in ("attr", "acomp", "oprd", "ROOT", "nsubj", "dep"):
        return False
    if has_word(word, "no", "not", "non"):
        return False
    if word.dep_ == "dobj" and has_word(word, "a", "an", "any"):
        return False  # what somebody has or has not: 'none of them has a seat'
    if word.dep_ != "pobj" or word.head.lower_ not in ("among", "as", "of", "with", "in"):
        return True
    if word.head.lower_ == "as" and (word.head.head.lemma_ == "capacity" or _follows_partner(word.head)):
        return True
    opens = word.head.i < word.head.head.i and word.head.head.pos_ in ("VERB", "AUX")
    return opens and word.head.lower_ in ("as", "among", "of")


def _follows_partner(preposition: Token) -> bool:
    """Whether 'as' stands behind a name with which something is done: 'works with Chad as a member'."""
    name = preposition.nbor(-1) if preposition.i > preposition.sent.start else preposition
    return name.pos_ == "PROPN" and name.dep_ == "pobj" and name.head.lower_ == "with"


def only_resolved(predicate: str, word: Token) -> str:
    """What a word tells that is said to tell a predicate: who resolves to apply seeks to."""
    return "seeks" if predicate == "applied" and is_resolved(word) else predicate


@switchable(no)
def is_resolved(word: Token) -> bool:
    """'Decided to apply', 'its decision to open talks': that is yet to be done."""
    return is_infinitive(word) and is_a(word.head, "resolving_word")


def _told(trigger: Trigger, predicate: str, negated: bool, modality: str) -> tuple[str | None, bool, str]:
    """What is told after all: no consensus is a deferral, an unwanted status is declined, who resolves to
    apply wants to, a stance is held for a fact."""
    predicate = only_resolved(predicate, trigger.token)
    if predicate in ("started", "withdrew") and modality == "asserted" and is_resolved(trigger.token):
        modality = "expected"
    if predicate == "reached":
        return ("deferred", False, modality) if negated else (None, negated, modality)
    if predicate == "seeks":
        modality = "asserted" if modality in ("expected", "hoped") else modality
        if negated and is_a(trigger.token, "wanting"):
            return "declines", False, modality
    if predicate in STANCES:
        if not negated and _is_position(trigger):
            return None, negated, modality
        modality = "asserted" if modality in ("expected", "hoped") else modality
        if predicate == "conditional":
            return predicate, False, "asserted"
    return predicate, negated, modality


@switchable(no)
def _is_position(trigger: Trigger) -> bool:
    """Whether somebody has a position: 'took a position on the bid', not 'takes no position'."""
    if trigger.entry.name not in ("no_position", "make_mind", "form_view"):
        return False
    return not any(has_word(trigger.token.doc[i], "no") for i in trigger.words)
