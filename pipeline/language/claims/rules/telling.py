"""How a claim is told decides what it says: wishes, refusals, conditions and advice turn one predicate
into another."""

import copy

from pipeline.language.annotations import Statement
from pipeline.language.claims.factuality import Reading, is_resolved, is_to_the_contrary
from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.claim_lexicon import lemma
from pipeline.language.claims.triggers import STANCES
from pipeline.language.registry import none_of_them, switchable

WANTING = frozenset(
    {"want", "wish", "plan", "intend", "interested", "seek", "desire", "interest", "keen", "hope"}
)
DECIDING = frozenset({"decide", "choose", "opt", "elect", "vote", "prefer", "agree"})
HOPING = frozenset({"hope", "aim", "plan", "intend", "want", "wish", "dream", "aspire", "seek"})
EVENTS = frozenset(
    "applied invited started signed ratified admitted deferred rejected suspended reinstated withdrew "
    "expelled".split()
)


def transform(said: Statement | None, draft: Draft, reading: Reading) -> bool:
    """What polarity and conditions make of the predicate; False where nothing is left."""
    if draft.predicate == "reached":
        if reading.polarity != "negated":
            return False
        draft.predicate, reading.negations = "deferred", 0
        reading.modality = "asserted" if reading.modality == "possible" else reading.modality
    if (
        draft.predicate in ("started", "withdrew")
        and reading.modality == "asserted"
        and is_resolved(draft.trigger)
    ):
        reading.modality = "expected"
    if draft.frame == "veto" and (reading.modality != "asserted" or reading.polarity == "negated"):
        draft.predicate, reading.modality = "opposes", "asserted"
    if draft.frame == "no_position" and reading.polarity != "negated":
        return False
    if draft.predicate == "undecided":
        reading.negations, reading.modality = 0, "asserted"
    if draft.predicate in ("supports", "opposes") and reading.condition:
        draft.predicate, reading.negations, reading.modality = "conditional", 0, "asserted"
    if draft.frame in ("must_first", "wants_before", "agrees_only"):
        reading.negations, reading.modality = 0, "asserted"
    if draft.predicate in STANCES:
        reading.modality = "asserted" if reading.modality in ("expected", "hoped") else reading.modality
    if draft.frame == "no_plan":
        if is_to_the_contrary(draft.trigger):
            return False
        if reading.polarity != "negated":
            draft.predicate = "seeks"
        else:
            draft.predicate, reading.negations = "declines", 0
    if draft.predicate == "seeks" and reading.modality in ("expected", "hoped"):
        reading.modality = "asserted"
    if (
        draft.predicate == "seeks"
        and reading.polarity == "negated"
        and (
            lemma(draft.trigger) in WANTING
            and draft.trigger.tag_ in ("VB", "VBP", "VBZ", "JJ", "VBN")
            or lemma(draft.trigger) in DECIDING
        )
    ):
        draft.predicate, reading.negations = "declines", 0
    draft.polarity, draft.modality = reading.polarity, reading.modality
    return True


@switchable(none_of_them)
def dated_hope(draft: Draft, reading: Reading) -> list[tuple[Draft, Reading]]:
    """'hopes to join in May': the date is that of the joining, which is hoped; the wish itself has none."""
    if draft.predicate != "seeks" or draft.when_wished is None or "/.." in draft.when_wished:
        return []
    if lemma(draft.trigger) not in HOPING or reading.polarity == "negated" or draft.modality != "asserted":
        return []
    joining = copy.copy(draft)
    joining.when = draft.when_wished
    joining.predicate, joining.modality = draft.joining, "hoped"
    if draft.joining == "reinstated":
        draft.predicate = ""
    return [(joining, reading)]
