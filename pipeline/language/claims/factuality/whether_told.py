"""Whether what a word says is told at all: not asked, left open, imagined, called false or a condition."""

from collections.abc import Callable

from spacy.tokens import Token

from pipeline.language.claims.factuality.disbelief import (
    CLAUSES_OF_NOUNS,
    called_false,
    dismissed,
    not_said,
    not_shown,
)
from pipeline.language.claims.factuality.imagined import (
    WISHES,
    inverted,
    is_asked,
    left_open,
    only_imagined,
    opens_condition,
    supposed,
    wonders,
)
from pipeline.language.claims.factuality.not_held import (
    faded,
    favour_faded,
    is_for_another,
    is_to_the_contrary,
)
from pipeline.language.claims.factuality.undone import GRANTED, called_off, is_not_done
from pipeline.language.claims.index import BriefIndex, kept
from pipeline.language.claims.relations import ancestors
from pipeline.language.claims.triggers import STANCES
from pipeline.language.text.classes import is_a

# A status of somebody is taken for granted even in a condition, and what is set as a condition stands in one.
PRESUPPOSED = frozenset({"holds", "conditional"})
# What may be planned and then given up.
CALLED_OFF = GRANTED | {"withdrew", "applied", "seeks"}
# What has been done where nothing above it says that it has not.
HAPPENINGS = GRANTED | frozenset(
    "withdrew expelled suspended ratified signed applied started invited rejected holds".split()
)


def is_told(index: BriefIndex, token: Token, predicate: str | None = None) -> bool:
    """Whether what a word says (of a predicate, where one is given) is told at all: not asked, left open,
    imagined, called false, a condition, or what somebody is invited to."""
    return _is_told(index, token.i, predicate)


@kept
def _is_told(index: BriefIndex, place: int, predicate: str | None) -> bool:
    token = index.words.tokens[place]
    start, end = index.sentence(token)
    if is_asked(index, end):
        return False
    opening = index.doc[start]
    if any(_is_not_told_above(word, opening, place, predicate) for word in ancestors(token)):
        return False
    return not any(
        predicate in told and takes_back(index, token, predicate) for told, takes_back in TAKEN_BACK
    )


def _is_not_told_above(word: Token, opening: Token, place: int, predicate: str | None) -> bool:
    """Whether a word, the trigger at a place or one above it, stands in what is left open, supposed,
    imagined, at an end or called false; `opening` is the first word of the sentence."""
    if left_open(word) or not_said(word) or opens_condition(opening, word) or dismissed(word):
        return True
    if predicate not in PRESUPPOSED and (
        supposed(word) or inverted(word, place) or only_imagined(word, predicate)
    ):
        return True
    if word.dep_ in CLAUSES_OF_NOUNS and (called_false(word.head) or not_shown(word.head)):
        return True
    return predicate in GRANTED and _is_only_favoured(word)


def _is_only_favoured(word: Token) -> bool:
    """'Was invited to join', 'was backed to join': that is not done by it."""
    return word.dep_ == "xcomp" and is_a(word.head, "favouring_verb")


def _is_dropped(refusal: Token) -> bool:
    """'Lifted its veto': a refusal is not told of where it ends."""
    return refusal.dep_ in ("dobj", "nsubjpass") and is_a(refusal.head, "dropping_verb")


# What takes back what a word would tell, by the predicates of which it does.
TAKEN_BACK: tuple[tuple[frozenset[str], Callable[[BriefIndex, Token, str], bool]], ...] = (
    (CALLED_OFF, lambda index, token, predicate: called_off(token, predicate)),
    (HAPPENINGS, lambda index, token, predicate: is_not_done(token, predicate)),
    (frozenset({"rejected"}), lambda index, token, predicate: _is_dropped(token)),
    (WISHES, lambda index, token, predicate: is_to_the_contrary(token)),
    (WISHES, lambda index, token, predicate: wonders(token)),
    (WISHES, lambda index, token, predicate: is_for_another(index, token)),
    (STANCES | WISHES, lambda index, token, predicate: favour_faded(token)),
    (STANCES, lambda index, token, predicate: faded(index, token)),
)
