"""How a claim is told decides what it says: wishes, refusals, conditions and advice turn one predicate
into another."""

import copy

from spacy.tokens import Token

from pipeline.language.claims.factuality.how_told import is_resolved
from pipeline.language.claims.factuality.met import Reading
from pipeline.language.claims.factuality.not_held import is_to_the_contrary
from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.claim_lexicon import lemma
from pipeline.language.claims.triggers import STANCES
from pipeline.language.registry import none_of_them, switchable
from pipeline.lexicon import word_class

EVENTS = frozenset(
    "applied invited started signed ratified admitted deferred rejected suspended reinstated withdrew "
    "expelled".split()
)
# What must be so first is a condition, however it is told.
CONDITION_FRAMES = frozenset({"must_first", "wants_before", "agrees_only"})


def transform(draft: Draft, reading: Reading) -> bool:
    """What polarity and conditions make of the predicate; False where nothing is left."""
    if _tells_nothing(draft, reading):
        return False
    _transform_outcome(draft, reading)
    _transform_stance(draft, reading)
    _transform_wish(draft, reading)
    draft.polarity, draft.modality = reading.polarity, reading.modality
    return True


def _tells_nothing(draft: Draft, reading: Reading) -> bool:
    """Whether a consensus is reached, a position taken, or no plan made to leave: each tells of no place."""
    if draft.predicate == "reached" or draft.frame == "no_position":
        return reading.polarity != "negated"
    return draft.frame == "no_plan" and is_to_the_contrary(draft.trigger)


def _transform_outcome(draft: Draft, reading: Reading) -> None:
    """No consensus is a deferral, what is resolved is to come, a veto not cast is opposition."""
    if draft.predicate == "reached":
        draft.predicate, reading.negations = "deferred", 0
        reading.modality = "asserted" if reading.modality == "possible" else reading.modality
    if draft.predicate in ("started", "withdrew") and reading.modality == "asserted":
        reading.modality = "expected" if is_resolved(draft.trigger) else "asserted"
    if draft.frame == "veto" and (reading.modality != "asserted" or reading.polarity == "negated"):
        draft.predicate, reading.modality = "opposes", "asserted"


def _transform_stance(draft: Draft, reading: Reading) -> None:
    """A stance is held for a fact, one on a condition is a condition."""
    if draft.predicate == "undecided":
        reading.negations, reading.modality = 0, "asserted"
    if draft.predicate in ("supports", "opposes") and reading.condition:
        draft.predicate, reading.negations, reading.modality = "conditional", 0, "asserted"
    if draft.frame in CONDITION_FRAMES:
        reading.negations, reading.modality = 0, "asserted"
    if draft.predicate in STANCES and reading.modality in ("expected", "hoped"):
        reading.modality = "asserted"


def _transform_wish(draft: Draft, reading: Reading) -> None:
    """A wish is held for a fact; a denied one declines."""
    if draft.frame == "no_plan" and reading.polarity == "negated":
        draft.predicate, reading.negations = "declines", 0
    elif draft.frame == "no_plan":
        draft.predicate = "seeks"
    if draft.predicate != "seeks":
        return
    if reading.modality in ("expected", "hoped"):
        reading.modality = "asserted"
    if reading.polarity == "negated" and _is_decision(draft.trigger):
        draft.predicate, reading.negations = "declines", 0


def _is_decision(word: Token) -> bool:
    """'Does not want to', 'decided not to'; not 'has not sought'."""
    wants = lemma(word) in word_class("wishing_word") and word.tag_ in ("VB", "VBP", "VBZ", "JJ", "VBN")
    return wants or lemma(word) in word_class("deciding_verb")


@switchable(none_of_them)
def dated_hope(draft: Draft, reading: Reading) -> list[tuple[Draft, Reading]]:
    """'hopes to join in May': the date is that of the joining, which is hoped; the wish itself has none."""
    if draft.predicate != "seeks" or draft.when_wished is None or "/.." in draft.when_wished:
        return []
    hopes = lemma(draft.trigger) in word_class("wishing_word")
    if not hopes or reading.polarity == "negated" or draft.modality != "asserted":
        return []
    joining = copy.copy(draft)
    joining.when = draft.when_wished
    joining.predicate, joining.modality = draft.joining, "hoped"
    if draft.joining == "reinstated":
        draft.predicate = ""
    return [(joining, reading)]
