"""What was told before: the claims that were read so far, and which of them a later clause takes up.

'Peru applied to join the League in May. Chad backs the request, Mali is against.' tells whose request it is in its first
sentence alone.
"""

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

from pipeline.language.claims.relations import ancestors
from pipeline.language.claims.rules.context import BID
from pipeline.language.claims.triggers import ABOUT_BELONGING, Trigger, kinds_of
from pipeline.language.registry import nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class

if TYPE_CHECKING:
    from pipeline.language.claims.index import BriefIndex, Referent

# From this confidence on a reading counts as told.
TOLD_FROM = 0.4
LIKELY = 0.2  # enough for what is called a request or bid afterwards
FARTHEST = 3  # sentences back
STANCES = frozenset({"supports", "opposes", "conditional", "undecided"})
# What follows a stance where its matter is not said again.
TAKING_UP = frozenset({"dobj", "pobj", "attr", "oprd", "nsubjpass", "ccomp"})
PRONOUNS = frozenset({"it", "this", "that", "them", "one", "these", "those", "both", "all"})
SETTING = frozenset({"say", "agree", "want"})
CLAUSES = frozenset(
    {"ccomp", "conj", "xcomp", "advcl", "acomp", "attr", "prep", "advmod", "dobj", "pobj", "oprd", "dep"}
)


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A claim that was read: where its trigger stands, its sentence, what it says, and how sure that is."""

    place: int
    sentence: int
    predicate: str
    subjects: tuple[str, ...]
    organisations: tuple[str, ...]
    actors: tuple[str, ...]
    status: str
    polarity: str
    confidence: float


def before(index: "BriefIndex", place: int, least: float = TOLD_FROM) -> Iterator[Told]:
    """What was told before a token, at most FARTHEST sentences back, the last first."""
    sentence = index.sentence_of[place]
    for one in reversed(index.told):
        if one.place < place and one.sentence >= sentence - FARTHEST and one.confidence >= least:
            yield one


@switchable(nothing)
def matter_before(index: "BriefIndex", trigger: Trigger, predicate: str) -> Told | None:
    """The bid that a stance takes up which does not say on what it is: 'Chad backs the request', 'Mali is against'; None where
    it says it itself or is on something else."""
    if predicate not in STANCES or not _takes_up(index, trigger, predicate):
        return None
    found = list(before(index, trigger.token.i, LIKELY))
    owners = _owners(index, trigger)
    if owners:
        found = [one for one in found if owners <= set(one.subjects)]
    if any(kind == "bid" for theme in _themes(trigger) for kind in kinds_of(theme)):
        bids = [one for one in found if one.predicate in ("applied", "seeks")]
        if bids:
            return _whole(found, bids[0], owners)
    last = next((one for one in found if one.predicate in BID and one.confidence >= TOLD_FROM), None)
    return None if last is None else _whole(found, last, owners)


def _owners(index: "BriefIndex", trigger: Trigger) -> set[str]:
    """The states that a stance says it is on: 'backs its return', 'backs Togo', 'opposes Malian entry'."""
    words = [one for theme in _themes(trigger) for one in (theme, *theme.lefts)]
    named = (index.by_token.get(one.i) for one in words)
    return {code for one in named if one is not None and one.kind == "state" for code in one.entities}


def _whole(found: list[Told], one: Told, owners: set[str]) -> Told:
    """What was told with all of whom its sentence tells the same: of 'Chad and Mali applied' each may be read by itself; with
    `owners` alone where there are any."""
    same = [
        code
        for other in reversed(found)
        if (other.sentence, other.predicate, other.organisations)
        == (one.sentence, one.predicate, one.organisations)
        for code in other.subjects
        if not owners or code in owners
    ]
    return dataclasses.replace(one, subjects=tuple(dict.fromkeys(same)))


def _themes(trigger: Trigger) -> list[Token]:
    """What stands behind a stance as what it is on; words of its own idiom ('takes no side') are left out, which those are not
    that a rule reads."""
    token = trigger.token
    idiom = () if trigger.entry.name.startswith("rule ") else trigger.words
    own = [child for child in token.children if child.dep_ in TAKING_UP]
    below = [
        grand
        for child in token.children
        if child.dep_ == "prep"
        for grand in child.children
        if grand.dep_ == "pobj"
    ]
    return [one for one in (*own, *below) if one.i > token.i and one.i not in idiom]


def _takes_up(index: "BriefIndex", trigger: Trigger, predicate: str) -> bool:
    """Whether what a stance is on goes back to what was told: a pronoun, a noun of a bid, a state; or nothing is said."""
    themes = _themes(trigger)
    if not themes or predicate == "conditional" or trigger.token.pos_ == "NOUN":
        return True
    if predicate == "undecided":
        themes = [word for theme in themes for word in theme.subtree]
    return any(_goes_back(index, theme) for theme in themes)


def _goes_back(index: "BriefIndex", theme: Token) -> bool:
    if theme.lower_ in PRONOUNS or theme.i in index.by_token:
        return True
    if _of_something_else(index, theme):
        return False
    return bool(ABOUT_BELONGING.intersection(kinds_of(theme))) or theme.lemma_.lower() in word_class(
        "step_noun"
    )


def _of_something_else(index: "BriefIndex", theme: Token) -> bool:
    """Whether a noun is one of a thing that has no name and is no membership: 'the return of the refugees'."""
    own = [
        grand
        for child in theme.rights
        if child.dep_ == "prep"
        for grand in child.children
        if grand.dep_ == "pobj"
    ]
    return any(
        one.pos_ == "NOUN" and one.i not in index.by_token and not ABOUT_BELONGING.intersection(kinds_of(one))
        for one in own
    )


def acts(index: "BriefIndex", trigger: Trigger, predicate: str, actor: "Referent | None") -> bool:
    """Whether a state is the subject of the clause of a stance's verb, or of one that governs it: of 'Chad says that it backs
    the bid' both are. A condition is set by what one says, wants or demands."""
    token = trigger.token
    if actor is None or actor.kind != "state" or actor.root > token.i or token.pos_ == "NOUN":
        return False
    for above in ancestors(token):
        subject = next((child for child in above.children if child.dep_ in NOUN_SUBJECTS), None)
        if subject is not None and index.by_token.get(subject.i) is index.by_token.get(actor.root):
            return predicate != "conditional" or above.lemma_ in word_class("demanding_verb") | SETTING
        if above.dep_ not in CLAUSES or subject is not None and predicate != "conditional":
            return False
    return False
