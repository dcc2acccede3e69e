"""What the reference history knows of a pair before a brief tells of it.

Who reads 'France supports its membership' takes 'its' for somebody who is no member yet. So two things are
not read against the reference history. Where a clause leaves a state or an organisation to be understood,
who has long been a member is nobody whose coming in is wished, opposed or expected. Where it leaves the
organisation to be understood, who never had a place in one whose list is complete from its beginnings on
was neither admitted to it nor is a member of it. Where a clause names both, nothing is doubted, nor where it
goes back to a step that the brief itself told."""

import datetime
import functools
from types import MappingProxyType
from typing import NamedTuple

import polars as pl

from pipeline import edtf
from pipeline.language.claims.evidence import Slot
from pipeline.language.claims.index import BriefIndex
from pipeline.language.claims.scenes import Scene
from pipeline.language.claims.statuses import same_status, status_of
from pipeline.language.claims.told import LIKELY, before
from pipeline.language.claims.triggers import STANCES
from pipeline.language.registry import no, switchable
from pipeline.lexicon import organisations, reference_table
from schemas.reference import Coverage, MembershipHistory

# For so long somebody must have been a member: the last step of a bid is told of for some months.
SETTLED = datetime.timedelta(days=400)
# So long after its foundation a list may begin that goes back to it.
BEGINNINGS = datetime.timedelta(days=1100)
# How words mean somebody whom they do not name.
UNDERSTOOD = frozenset({"anaphora", "body", "first_person", "group", "person"})
WISHES = frozenset({"seeks", "declines"})
# Told as done, these are history: 'Chad joined in 1960' is no less likely of a member.
STEPS_IN = frozenset({"applied", "invited", "started", "signed", "admitted", "deferred", "rejected"})
# Not who left: of former members lists tell less.
OF_MEMBERS = frozenset({"holds", "admitted", "suspended", "expelled", "reinstated"})
# Of these only who came in some time before.
AFTER_ENTRY = frozenset({"suspended", "expelled", "reinstated"})
DONE = "affirmed", "asserted"
SUSPENDED = "suspended"
Pair = tuple[str, str]


class Span(NamedTuple):
    """The first and the last day on which something surely held."""

    first: datetime.date
    last: datetime.date


def _sure(row: dict) -> Span:
    """When a row of the reference history surely held; a span that ends before it begins where no day is
    sure."""
    first = edtf.last_day(row["from_edtf"]) or datetime.date.max
    if row["to_edtf"]:
        return Span(first, edtf.first_day(row["to_edtf"]) or datetime.date.min)
    return Span(first, datetime.date.max if row["to_known"] else datetime.date.min)


@functools.cache
def _history() -> MappingProxyType[Pair, tuple[tuple[str, str | None, Span], ...]]:
    """(State, 'org:CODE') -> each term of its place there with the status that it is and when it held."""
    found: dict[Pair, list[tuple[str, str | None, Span]]] = {}
    for row in reference_table("membership_history", MembershipHistory).iter_rows(named=True):
        pair = row["iso3"], f"org:{row['org']}"
        found.setdefault(pair, []).append((row["term"], row["status"], _sure(row)))
    return MappingProxyType({pair: tuple(rows) for pair, rows in found.items()})


@functools.cache
def _complete() -> MappingProxyType[str, Span]:
    """'org:CODE' -> when the list of its members is complete; only of lists that go back to its beginnings,
    since others do not tell who left before. None is complete of what came after the last day that the
    history tells of."""
    rows = reference_table("coverage", Coverage).filter(pl.col("status").is_in(["member", "any"]))
    found = {}
    for row in rows.iter_rows(named=True):
        first = edtf.last_day(row["complete_from"]) or datetime.date.max
        founded = edtf.last_day(organisations()[row["org"]]["founded_on"])
        if founded is not None and first <= founded + BEGINNINGS:
            last = edtf.first_day(row["complete_to"]) or _horizon()
            found[f"org:{row['org']}"] = Span(first, min(last, _horizon()))
    return MappingProxyType(found)


@functools.cache
def _horizon() -> datetime.date:
    """The last day on which somebody came in for good: seats for a term are told of beforehand."""
    spans = (span for rows in _history().values() for *_, span in rows if span.last == datetime.date.max)
    begun = (span.first for span in spans if span.first < datetime.date.max)
    return max(begun, default=datetime.date.min)


def _is_settled(pair: Pair, day: datetime.date) -> bool:
    """Whether somebody long has been a full member on a day, for good as far as is known, whose place
    nobody ever suspended."""
    rows = _history().get(pair, ())
    if any(term == SUSPENDED for term, _, _ in rows):
        return False
    return any(
        status == "member" and span.first <= day - SETTLED and span.last == datetime.date.max
        for _, status, span in rows
    )


def _is_stranger(pair: Pair, day: datetime.date, grace: datetime.timedelta) -> bool:
    """Whether somebody never had a place in an organisation, whose list is complete on a day, or so long
    before it that nobody came in since."""
    window = _complete().get(pair[1])
    return pair not in _history() and window is not None and window.first <= day <= window.last + grace


@switchable(no)
def is_known_otherwise(index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot) -> bool:
    """Whether what is told of a pair, one of which has to be understood, cannot be meant of it on the day
    of the brief; never where a brief has no day."""
    day = index.doc._.published_on
    if day is None or _is_named(subject) and _is_named(organisation):
        return False
    if _is_told_of(index, scene, subject, organisation, day):
        return False
    pairs = [(one, other) for one in subject.entities for other in organisation.entities]
    if any(_is_settled(pair, day) for pair in pairs) and _is_coming_in(scene):
        return True
    if organisation.referent is not None or not _is_of_membership(index, scene, organisation):
        return False
    grace = SETTLED if scene.predicate in AFTER_ENTRY else datetime.timedelta(0)
    return all(_is_stranger(pair, day, grace) for pair in pairs)


def _is_named(slot: Slot) -> bool:
    return slot.referent is not None and slot.referent.link not in UNDERSTOOD


def _is_told_of(
    index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot, day: datetime.date
) -> bool:
    """Whether the brief told before that somebody is to come in or came of late: it may know more than the
    history, but nobody is to come in whom it tells to have come years ago."""
    coming = _is_coming_in(scene)
    return any(
        one.predicate != "holds"
        and not (coming and one.predicate == "admitted" and (edtf.last_day(one.when) or day) < day - SETTLED)
        and set(subject.entities) <= set(one.subjects)
        and set(organisation.entities) <= set(one.organisations)
        for one in before(index, scene.trigger.token.i, LIKELY)
    )


def _is_coming_in(scene: Scene) -> bool:
    """Whether what is told is of somebody who is not in yet; that nobody opposes them any more is told for
    years."""
    if scene.predicate in STANCES:
        return scene.told.polarity == "affirmed"
    return scene.predicate in WISHES or (scene.predicate in STEPS_IN and scene.told.modality != "asserted")


def _is_of_membership(index: BriefIndex, scene: Scene, organisation: Slot) -> bool:
    """Whether what is told is of somebody who is a full member or was one."""
    if scene.predicate not in OF_MEMBERS or (scene.told.polarity, scene.told.modality) != DONE:
        return False
    return all(
        same_status(index, scene.trigger, code) is None and status_of(index, scene.trigger, code) == "member"
        for code in organisation.entities
    )
