"""What was not done, or was given up again, by the word that governs it: offered, resolved, called off."""

from spacy.tokens import Token

from pipeline.language.claims.factuality.governors import HIGHEST_CLIMB, governed
from pipeline.language.claims.implicatives import (
    is_left_open_by_verb,
    is_not_borne_out,
    is_only_ahead,
    only_leads_to,
)
from pipeline.language.claims.relations import ancestors
from pipeline.language.registry import no, switchable
from pipeline.language.text.classes import is_a
from pipeline.lexicon import word_class

GRANTED = frozenset({"admitted", "reinstated"})
# What is resolved is told: who resolves to apply wants to, and talks that somebody decides to open are
# expected.
RESOLVED = frozenset({"applied", "started", "withdrew"})
# What a body does to somebody is done when it is resolved: 'voted to suspend it'.
DONE_BY_BODIES = frozenset(
    {"suspended", "expelled", "reinstated", "invited", "ratified", "rejected", "admitted"}
)
PARTS_OF_STATUS = frozenset({"pobj", "compound", "amod", "nmod", "prep", "conj"})


def is_not_done(token: Token, predicate: str) -> bool:
    """Whether what governs a verb, or the verb of a noun, does not say that it was done; who resolves to
    apply is told to want to."""
    if predicate in GRANTED and (only_leads_to(token) or is_only_ahead(token) or _is_held_out(token)):
        return True
    if predicate == "admitted" and _is_given_back(token):
        return True
    if token.pos_ in ("NOUN", "PROPN"):
        if is_left_open_by_verb(token) or predicate != "holds" and _is_only_possible(token):
            return True
        if _is_role_behind(token):
            token = token.head
        elif token.dep_ != "attr" and not is_a(token.head, "getting_verb"):
            return False  # what a noun names is taken for granted, whatever somebody is ready to do about it
        token = token.head
    return any(
        is_not_borne_out(word) and not _is_told_once_resolved(word, predicate) for word in governed(token)
    )


@switchable(no)
def _is_held_out(noun: Token) -> bool:
    """'Was offered the status of a partner country', 'denied it membership'."""
    for _ in range(HIGHEST_CLIMB):
        if noun.dep_ in ("dobj", "nsubjpass", "oprd"):
            return is_a(noun.head, "holding_out_verb", "withholding_verb")
        if noun.dep_ not in PARTS_OF_STATUS or noun.dep_ == "prep" and noun.lower_ not in ("of", "as"):
            return False
        noun = noun.head
    return False


@switchable(no)
def _is_given_back(noun: Token) -> bool:
    """'Its membership was restored': what is told of that is that somebody is let back."""
    return noun.dep_ in ("dobj", "nsubjpass") and is_a(noun.head, "giving_back_verb")


def _is_only_possible(noun: Token) -> bool:
    """'The possible withdrawal', 'its planned accession'."""
    return any(
        child.dep_ == "amod" and child.lower_ in word_class("unreal_role_word") for child in noun.lefts
    )


def _is_role_behind(noun: Token) -> bool:
    """Whether a noun is the role in which something is done, behind its verb: 'attend as an observer'."""
    preposition = noun.head
    verb = preposition.head
    return (
        noun.dep_ == "pobj" and preposition.lower_ == "as" and verb.pos_ == "VERB" and verb.i < preposition.i
    )


def _is_told_once_resolved(word: Token, predicate: str) -> bool:
    """Whether a verb is what somebody resolves to do, by which something is told."""
    if not is_a(word.head, "resolving_word"):
        return False
    if predicate in RESOLVED:
        return True
    other = predicate in DONE_BY_BODIES and word.lemma_ not in word_class("joining_verb")
    return other and word.head.pos_ == "VERB"


@switchable(no)
def called_off(token: Token, predicate: str) -> bool:
    """'Cancelled its withdrawal', 'reversed its decision to leave', 'backed away from its plan to join';
    who 'cancelled its membership' has left."""
    for word in ancestors(token):
        if is_a(word, "leaving_noun", "intent_noun", "ambition_noun"):
            return _is_given_up(word)
        if word.dep_ in ("relcl", "advcl"):
            return False
    return predicate == "withdrew" and any(
        child.lemma_ in word_class("leaving_noun", "intent_noun") and _is_given_up(child)
        for child in token.children
    )


def _is_given_up(noun: Token) -> bool:
    verb = noun.head
    if noun.dep_ in ("dobj", "nsubjpass"):
        given = verb.lemma_ == "give" and any(child.lower_ == "up" for child in verb.rights)
        return given or is_a(verb, "calling_off_verb")
    if noun.dep_ != "pobj" or verb.lower_ not in ("from", "on"):
        return False
    verb = verb.head if verb.head.pos_ == "VERB" else verb.head.head
    away = verb.lemma_ != "go" or any(child.lower_ == "back" for child in verb.rights)
    return away and is_a(verb, "retreating_verb")
