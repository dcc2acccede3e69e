"""Favour that somebody has, gets or asks of somebody else: in 'Chad has the support of Mali in its bid' Mali is for it, and the bid is
Chad's; where it is only asked for, nobody is said to give it."""

from typing import NamedTuple

from pipeline.language.claims.index import STATE, BriefIndex
from pipeline.language.claims.triggers import Trigger
from pipeline.language.registry import nothing, switchable

FAVOUR = frozenset({"support", "backing", "endorsement", "blessing", "approval", "consent"})
HAVING = frozenset(
    "have enjoy win gain get receive secure obtain earn keep retain attract draw command count rely bank".split()
)
ASKING = frozenset(
    "ask seek request need want lobby appeal call hope campaign court solicit look lose lack await expect crave".split()
)
TRUSTED = frozenset({"count", "rely", "bank"})  # with 'on'
LENT_BY = frozenset({"of", "from"})


class Lent(NamedTuple):
    """Where the noun of favour stands, the verb of who has it, the names of those who lend it, whether it is only asked for."""

    noun: int
    verb: int
    lenders: tuple[int, ...]
    asked: bool


@switchable(nothing)
def lent(index: BriefIndex, trigger: Trigger) -> Lent | None:
    """The favour that a word of favour says somebody to have of others."""
    noun = _favour(index, trigger.token.i) if trigger.entry.predicate == "supports" else None
    if noun is None:
        return None
    words, verb = index.words, index.words.heads[noun]
    preposition = None
    if words.relations[noun] == "pobj":
        preposition, verb = words.lower[verb], words.heads[verb]
    elif words.relations[noun] not in ("dobj", "nsubjpass"):
        return None
    lemma = words.lemmas[verb]
    if lemma not in HAVING | ASKING or words.parts[verb] not in ("VERB", "AUX"):
        return None
    if lemma in HAVING and (preposition is None) == (lemma in TRUSTED):
        return None
    lenders = tuple(one for one in _lenders(index, noun) if _is_state(index, one))
    return Lent(noun, verb, lenders, lemma in ASKING) if lenders else None


def _favour(index: BriefIndex, place: int) -> int | None:
    """The noun of favour that a word is, or has as its object."""
    words = index.words
    verbs = [place, *(words.below(place, "xcomp"))]
    below = [one for verb in verbs for one in words.below(verb, "dobj", "prep")]
    below += [one for word in below for one in words.below(word, "pobj")]
    found = (one for one in (place, *below) if words.lemmas[one] in FAVOUR and words.parts[one] == "NOUN")
    return next(found, None)


def _lenders(index: BriefIndex, noun: int) -> list[int]:
    words = index.words
    own = words.below(noun, "poss")
    behind = (one for one in words.children[noun] if one > noun and words.lower[one] in LENT_BY)
    return own + [one for place in behind for one in words.below(place, "pobj")]


def _is_state(index: BriefIndex, place: int) -> bool:
    return place in index.by_token and index.by_token[place].kind == STATE
