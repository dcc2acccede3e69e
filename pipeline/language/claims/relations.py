"""How two words of a sentence relate: what governs a word, what an edge of the parse is called, how far is
far."""

import functools
from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.language.claims.triggers import inflections
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import NOUN_SUBJECTS, SUBJECTS, dependents
from pipeline.lexicon import word_class

LONGEST_PATH = 6
HIGHEST = 64  # steps up the parse that are looked at
SKIPPED = frozenset({"conj", "appos"})
AS_PREPOSITION = frozenset({"pobj", "pcomp"})
PREDICATIVE = frozenset({"acomp", "oprd", "attr", "advmod", "advcl"})
THINGS = frozenset({"anything", "nothing", "something"})


def ancestors(token: Token) -> Iterator[Token]:
    """A token and the words that govern it, up to the root; bounded, however deep the parse is."""
    for _ in range(HIGHEST):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def is_infinitive(word: Token) -> bool:
    """Whether a verb has its 'to'."""
    return any(child.lower_ == "to" for child in dependents(word, "aux"))


def takes_effect(verb: Token) -> bool:
    """'Takes effect', 'came into force'."""
    things = (one.lower_ for child in verb.rights for one in (child, *child.children))
    return verb.lemma_ in ("take", "come", "go", "enter") and not {"effect", "force"}.isdisjoint(things)


def own_subjects(verb: Token) -> list[Token]:
    """The subjects of a verb, each of a list of such."""
    first = dependents(verb, *NOUN_SUBJECTS)
    return first + [word for one in first for word in one.conjuncts]


def doers(token: Token) -> list[Token]:
    """The subjects of the first word that has such, of a token and those that govern it; empty for none."""
    return next((found for word in ancestors(token) if (found := own_subjects(word))), [])


@switchable(nothing)
def thing_before(preposition: Token) -> Token | None:
    """The 'nothing' or 'anything' that a preposition goes with ('has nothing against it'), which the parse
    often hangs on the verb."""
    if preposition.dep_ != "prep":
        return None
    if preposition.head.lower_ in THINGS:
        return preposition.head
    before = preposition.doc[preposition.i - 1] if preposition.i else None
    if before is not None and before.lower_ in THINGS and before.head.i == preposition.head.i:
        return before
    return None


def label(relation: str, word: str) -> str | None:
    """What the edge above a word is called in a path: prepositions by name. None for coordination and
    apposition, which are seen through, and for what goes with its preposition."""
    if relation in SKIPPED or relation in AS_PREPOSITION:
        return None
    if relation == "prep":
        return word
    return "by" if relation == "agent" else relation


def distance(count: int) -> str:
    """A count of tokens as a coarse class."""
    for limit, name in ((1, "0-1"), (3, "2-3"), (6, "4-6"), (11, "7-11"), (20, "12-20")):
        if count <= limit:
            return name
    return "21+"


@switchable(no)
def fades(noun: Token) -> bool:
    """Whether an attitude against something is said to be gone."""
    return is_a(noun, "doubting_noun") and (is_gone(noun) or _is_dropped(noun))


def _is_dropped(noun: Token) -> bool:
    """'Its objection has been withdrawn', not 'has not been' or 'must be'."""
    if noun.dep_ != "nsubjpass" or not is_a(noun.head, "dropping_verb"):
        return False
    return not any(child.dep_ == "neg" or child.tag_ in ("MD", "TO") for child in noun.head.children)


def is_gone(noun: Token) -> bool:
    """Whether the clause that a noun is the subject of says that it is gone."""
    if noun.dep_ not in SUBJECTS:
        return False
    if any(child.dep_ == "neg" or child.tag_ == "MD" for child in noun.head.children):
        return False
    told = (noun.head, *(dependents(noun.head, *PREDICATIVE)))
    return any({word.lemma_.lower(), word.lower_} & _fading() for word in told)


@functools.cache
def _fading() -> frozenset[str]:
    """The words of fading with their regular inflections, which are lemmatised wrongly ('waned' as 'wan')."""
    words = word_class("fading_word")
    return words | {form for word in words for form in inflections(word)}
