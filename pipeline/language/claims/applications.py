"""Applications that are told as made, and those that are only spoken of or are somebody else's.

'Chad filed its application' tells that Chad applied; 'they discussed Chad's application', 'Chad reviews
such applications' and 'Chad lodged its application with the court' do not."""

from pipeline.language.claims.index import STATE, BriefIndex, Referent, kept
from pipeline.language.claims.relations import is_infinitive
from pipeline.language.claims.triggers import Trigger
from pipeline.language.grammar.pro_verbs import is_denied
from pipeline.language.registry import no, switchable
from pipeline.lexicon import organisations, word_class

OBJECTS = frozenset({"dobj", "nsubjpass"})
# By these edges a noun is one of several, or stands for what another is.
BESIDE = frozenset({"conj", "appos", "attr"})
MENTIONING = frozenset({"on", "about", "including", "of", "like"})
OUTCOMES = frozenset({"declines", "rejected", "deferred"})
COURTS = frozenset({"court", "tribunal"})
FURTHEST = 6  # edges from an application to the noun for what is spoken of


def is_not_made(index: BriefIndex, trigger: Trigger, organisation: Referent | None) -> bool:
    """Whether a trigger of `applied` tells of no application that a subject made to an organisation."""
    if trigger.entry.predicate != "applied":
        return False
    token = trigger.token.i
    if organisation is not None and _is_brought_to_court(index, token, organisation):
        return True
    if index.words.parts[token] != "NOUN":
        return _is_to_be_studied(index, token) or _is_asked_of_it(index, token)
    return _is_spoken_of(index, token) or _meets_outcome(index, token)


@switchable(no)
def _is_brought_to_court(index: BriefIndex, token: int, organisation: Referent) -> bool:
    """'Lodged an application with the world court': of no membership, where none is spoken of."""
    codes = [code.removeprefix("org:") for code in organisation.entities]
    names = [set(organisations()[code]["name"].lower().split()) for code in codes if code in organisations()]
    if not names or not all(words & COURTS for words in names):
        return False
    return not any(
        "membership" in index.words.kinds[one] or index.words.is_a(one, "joining_verb")
        for one in index.here(token)
    )


@switchable(no)
def _is_to_be_studied(index: BriefIndex, verb: int) -> bool:
    """'Needs to study Chad's application', 'will examine its request', 'did not take it up': what is done
    with it is told, and not yet."""
    words, token = index.words, index.words.tokens[verb]
    particles = (words.lower[one] for one in words.below(verb, "prt"))
    if " ".join((words.lemmas[verb], *particles)) not in word_class("studying_verb"):
        return False
    ahead = any(words.tokens[child].tag_ == "MD" for child in words.below(verb, "aux"))
    return ahead or is_infinitive(token) or is_denied(token)


@switchable(no)
def _is_asked_of_it(index: BriefIndex, verb: int) -> bool:
    """'Was asked to join the club', 'asked Chad to join it': somebody else asks."""
    words = index.words
    asked = words.below(verb, "xcomp", "ccomp")
    infinitives = [one for one in asked if is_infinitive(words.tokens[one])]
    doers = [one for infinitive in infinitives for one in words.below(infinitive, "nsubj")]
    named = any(index.kind_at(one) == STATE for one in (*doers, *words.below(verb, "dobj")))
    passive = bool(words.below(verb, "nsubjpass", "auxpass")) or _is_only_asked(index, verb)
    return bool(infinitives) and (passive or named)


def _is_only_asked(index: BriefIndex, verb: int) -> bool:
    """Whether the parse takes a passive for a clause: 'Chad and Mali were this morning asked to join'."""
    word = index.words.tokens[verb]
    return (
        word.tag_ == "VBN" and word.dep_ in ("advcl", "acl") and not index.words.below(verb, "aux", "nsubj")
    )


@switchable(no)
@kept
def _meets_outcome(index: BriefIndex, noun: int) -> bool:
    """'Chad's application was turned down', 'put its application on ice': only what became of it is told."""
    words = index.words
    noun = words.up(noun, "conj")
    verb = words.heads[noun]
    return words.relations[noun] in OBJECTS and any(
        one.token.i == verb and one.entry.predicate in OUTCOMES
        for one in index.triggers.get(index.sentence_of[noun], ())
    )


@switchable(no)
@kept
def _is_spoken_of(index: BriefIndex, noun: int) -> bool:
    """'The main topics were trade and Chad's application', 'exchanged views on its request to join'."""
    words = index.words
    for _ in range(FURTHEST):
        if words.is_a(noun, "topic_noun"):
            return True
        above, relation = words.heads[noun], words.relations[noun]
        if relation in OBJECTS:
            return words.is_a(above, "discussing_verb") or _is_to_be_studied(index, above)
        if relation == "attr":
            subject = words.subject(above)
            above = noun if subject is None else subject
        elif not (relation in BESIDE or relation == "prep" or words.lower[above] in MENTIONING):
            return False
        if above == noun:
            return False
        noun = above
    return False
