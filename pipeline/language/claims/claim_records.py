"""From decisions to records: a claim for each subject, organisation and actor, one voice once."""

import dataclasses
from collections import defaultdict

from spacy.tokens import Token

from pipeline.language.annotations import Claim
from pipeline.language.claims.candidates import Candidate
from pipeline.language.claims.decision import Decision
from pipeline.language.claims.echoes import is_of_a_half
from pipeline.language.claims.factuality.how_told import factuality, is_resolved
from pipeline.language.claims.gaps import (
    Dated,
    again,
    crossed,
    denied_besides,
    halves,
    is_denied_besides,
    is_of_crossed,
)
from pipeline.language.claims.index import BriefIndex, Referent
from pipeline.language.claims.manner import (
    Manner,
    date_told,
    goes_on,
    is_told_of_another,
    manner_of,
    proposed,
)
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.scenes import Scene
from pipeline.language.claims.stances.stance import is_acted_on
from pipeline.language.claims.statuses import are_of_two_statuses
from pipeline.language.claims.triggers import Trigger
from pipeline.language.registry import as_given, no, switchable

# A stance that is told on a condition is one of favour on that condition.
CONDITIONED = frozenset({"supports", "opposes"})
# What nobody tells of one state and one day in one clause: one of the two is misread.
CONTRARY = frozenset(
    frozenset(pair)
    for pair in (
        ("suspended", "reinstated"),
        ("supports", "opposes"),
        ("supports", "conditional"),
        ("admitted", "rejected"),
        ("admitted", "deferred"),
        ("admitted", "withdrew"),
        ("declines", "withdrew"),
    )
)
SUBORDINATE = frozenset({"relcl", "acl", "advcl", "ccomp"})
# Two readings of one thing: 'has shown no interest in joining'.
UNWANTED = {("declines", "affirmed"), ("seeks", "negated")}


@dataclasses.dataclass(frozen=True, slots=True)
class _Reading:
    """A claim, its trigger's word, whether its organisation is remembered, its decision's organisations."""

    claim: Claim
    word: Token
    remembered: bool
    organisations: tuple[str, ...]


def claims_of(index: BriefIndex, decided: list[Decision]) -> list[Claim]:
    """Claims in the order of their evidence; the same claim of one voice once, with the surest reading and
    the first evidence."""
    found: dict[tuple, Claim] = {}
    read = [
        _Reading(
            claim,
            decision.candidate.scene.trigger.token,
            decision.candidate.organisation.referent is None,
            decision.candidate.organisation.entities,
        )
        for decision in decided
        for claim in _expanded(index, decision)
    ]
    for claim in _settled(index, read):
        _merge(index, found, claim)
    return sorted(
        found.values(),
        key=lambda claim: (claim.evidence, claim.predicate, claim.subject, claim.org, claim.actor or ""),
    )


def _settled(index: BriefIndex, read: list[_Reading]) -> list[Claim]:
    """Of rival readings at the same place the surest: no sentence contradicts itself."""
    best: dict[int, dict[int, _Reading]] = defaultdict(dict)
    for one in read:
        # Evidence lies within a sentence, and rivals overlap.
        sentence = index.sentence_of[one.word.i]
        beside = best[sentence]
        rival = next((other for other in beside.values() if _rivals(index, other, one)), None)
        if rival is None:
            beside[id(one)] = one
            continue
        surer, other = (one, rival) if _is_surer(one, rival) else (rival, one)
        if surer.claim.when is None and _is_told_alike(index, surer, other):
            surer = dataclasses.replace(surer, claim=dataclasses.replace(surer.claim, when=other.claim.when))
        best[sentence] = {k: kept for k, kept in beside.items() if kept is not rival} | {id(surer): surer}
    told = ([(one.claim, one.word) for one in beside.values()] for beside in best.values())
    kept = [claim for beside in told for claim, _ in beside if not is_acted_on(claim, beside)]
    return sorted(kept, key=lambda claim: claim.evidence)


def _is_surer(one: _Reading, other: _Reading) -> bool:
    if _undoes(one, other) or _undoes(other, one):
        return _undoes(one, other)
    return one.claim.confidence_of_reading > other.claim.confidence_of_reading


@switchable(no)
def _undoes(verb: _Reading, noun: _Reading) -> bool:
    """Whether a verb denies what its object names, however sure that is: 'gave up its objection'."""
    objects = noun.word.dep_ == "dobj" and noun.word.head.i == verb.word.i
    return objects and (verb.claim.polarity, noun.claim.polarity) == ("negated", "affirmed")


def _is_told_alike(index: BriefIndex, one: _Reading, other: _Reading) -> bool:
    """Whether two claims tell the same in one clause, so that the date of one is the other's."""
    first, second = one.claim, other.claim
    if (first.status, first.polarity, first.modality) != (second.status, second.polarity, second.modality):
        return False
    ways = [index.words.above(reading.word.i) for reading in (one, other)]
    apart = {at for at in ways[0] if at not in ways[1]} | {at for at in ways[1] if at not in ways[0]}
    return first.predicate == second.predicate and not any(
        index.words.relations[at] in SUBORDINATE for at in apart
    )


def _rivals(index: BriefIndex, one: _Reading, other: _Reading) -> bool:
    """Whether two claims at one place are readings of the same, or say the contrary of one day."""
    first, second = one.claim, other.claim
    if _of_another_remembered(one, other):
        return True
    if (first.subject, first.org, first.actor) != (second.subject, second.org, second.actor):
        return False
    if not _overlap(first, second):
        return False
    if first.predicate == second.predicate:
        if are_of_two_statuses(index, (one.word, first), (other.word, second)):
            return False
        if _has_changed(one, other) or _has_changed(other, one):
            return False
        if _came_otherwise(one, other) or _came_otherwise(other, one):
            return False
        if None in (first.when, second.when) or first.when == second.when:
            return True
        if _is_once_more(index, one.word) or _is_once_more(index, other.word):
            return False
        return not goes_on(one.word, other.word) and not goes_on(other.word, one.word)
    if {(first.predicate, first.polarity), (second.predicate, second.polarity)} == UNWANTED:
        return True
    if any((one.predicate, one.polarity) == ("reinstated", "negated") for one in (first, second)):
        return False  # who was suspended and is not let back is told nothing contrary
    return frozenset({first.predicate, second.predicate}) in CONTRARY and first.when == second.when


def _came_otherwise(one: _Reading, other: _Reading) -> bool:
    """Whether the second says that what the first expects did not happen: 'it would leave; it never did'."""
    told = (other.word.lower_, other.claim.polarity, other.claim.modality)
    return one.claim.modality == "expected" and told == ("did", "negated", "asserted")


@switchable(no)
def _is_once_more(index: BriefIndex, word: Token) -> bool:
    """Whether a word stands for a verb that was told before, on a further day: 'and again in 2006'."""
    return any(time.first == word.i for time in again(index, index.sentence_of[word.i]))


@switchable(no)
def _has_changed(one: _Reading, other: _Reading) -> bool:
    """Whether a relative clause is contrary to the verb above: 'Chad, which opposed it, no longer does'."""
    if one.claim.polarity == other.claim.polarity or one.word.dep_ != "relcl":
        return False
    return any(child.i == one.word.head.i for child in other.word.children)


@switchable(no)
def _of_another_remembered(one: _Reading, other: _Reading) -> bool:
    """Whether two claims differ in the organisation alone, and the sentence names neither: it is about one
    of them, but for what it tells of both ('Chad belongs to neither')."""
    first, second = one.claim, other.claim
    if one.organisations == other.organisations:
        return False
    return (
        one.remembered
        and other.remembered
        and first.org != second.org
        and (first.predicate, first.subject, first.actor) == (second.predicate, second.subject, second.actor)
        and _overlap(first, second)
    )


def _overlap(one: Claim, other: Claim) -> bool:
    return one.evidence[0] < other.evidence[1] and other.evidence[0] < one.evidence[1]


def _expanded(index: BriefIndex, decision: Decision) -> list[Claim]:
    """A decision as claims; manner, date, frame and statement are those of a rule that proposes the same."""
    candidate = decision.candidate
    trigger = candidate.scene.trigger
    made = []
    for subject, place in _each(index, candidate):
        if _is_a_word(candidate.scene) and is_of_a_half(index, trigger.token.i, place):
            continue
        apart = (rule(index, trigger.token.i, place) for rule in (is_of_crossed, is_denied_besides))
        if trigger.entry.name != "rule echo" and any(apart):
            continue
        for organisation in _organisations_of(index, decision, subject):
            for actor in candidate.actor.entities or (None,):
                same = proposed(index, candidate.scene, subject, organisation, actor)
                own = _named_behind(index, candidate, subject, place)
                date = date_told(index, candidate, same, own, organisation)
                manner = manner_of(index, candidate, organisation, same)
                if is_told_of_another(index, trigger.token.i, subject):
                    manner = dataclasses.replace(manner, polarity="negated")
                predicate, manner = _told_after_all(index, candidate.scene, manner)
                if manner.modality == "expected" and _is_only_resolved(
                    same or candidate.scene.trigger, predicate
                ):
                    date = None  # it is that of the decision
                made.append(
                    Claim(
                        predicate=predicate,
                        subject=subject,
                        org=organisation.removeprefix("org:"),
                        status=manner.status,
                        evidence=_evidence(index, decision, place, same.tokens if same else (), date),
                        frame=same.frame if same else trigger.entry.name,
                        why=_why(index, decision, same, date),
                        confidence_of_reading=round(decision.confidence, 3),
                        actor=actor,
                        polarity=manner.polarity,
                        modality=manner.modality,
                        when=date.edtf if date else None,
                        statement=same.statement if same else index.statement_of.get(trigger.token.i),
                    )
                )
    return made


def _is_a_word(scene: Scene) -> bool:
    """Whether a scene comes of a word of the lexicon, and not of a rule or the pair reader."""
    return scene.proposal is None and not scene.by_reader


def _is_only_resolved(told: Proposal | Trigger, predicate: str) -> bool:
    """Whether what is told is what somebody decided to do: 'decided on Tuesday to open talks'."""
    word = told.trigger if isinstance(told, Proposal) else told.token
    return predicate in ("started", "withdrew") and is_resolved(word)


def _told_after_all(index: BriefIndex, scene: Scene, manner: Manner) -> tuple[str, Manner]:
    """Predicate and manner after all: 'would back it once ...' is favour on a condition, told as a fact;
    who has not made up its mind is undecided."""
    if scene.predicate == "undecided":  # 'has not made up its mind' is that
        return scene.predicate, dataclasses.replace(manner, polarity="affirmed")
    if scene.predicate not in CONDITIONED:
        return scene.predicate, manner
    conditional = "conditional" in (manner.modality, scene.told.modality)
    if scene.proposal is not None and not conditional:
        conditional = factuality(index, scene.trigger, scene.predicate).modality == "conditional"
    if not conditional:
        return scene.predicate, manner
    return "conditional", dataclasses.replace(manner, polarity="affirmed", modality="asserted")


def _organisations_of(index: BriefIndex, decision: Decision, subject: str) -> tuple[str, ...]:
    """A candidate's organisations that a subject is told of: all, or the one in its place of the list
    where the sentence says 'respectively'."""
    subjects, organisations = decision.candidate.subject.entities, decision.candidate.organisation.entities
    start, end = index.sentence(decision.candidate.scene.trigger.token)
    if len(subjects) != len(organisations) or len(subjects) == 1:
        return organisations
    if all(token.lower_ != "respectively" for token in index.doc[start:end]):
        return organisations
    return (organisations[subjects.index(subject)],)


def _each(index: BriefIndex, candidate: Candidate) -> list[tuple[str, Referent | None]]:
    """Each subject of a candidate with what names it: the part of a list, the whole, or a clause without a
    verb behind the trigger."""
    referent, place = candidate.subject.referent, candidate.scene.trigger.token.i
    sentence = index.sentence_of[place]
    named = [*referent.parts, referent] if referent is not None else []
    apart = (*halves(index, sentence), *denied_besides(index, sentence))
    named += [gap.who for gap in apart if gap.first > place]
    named += [one for gap in crossed(index, sentence) if gap.first > place for one in (gap.who, gap.actor)]
    return [
        (code, next((one for one in named if code in one.entities), referent))
        for code in candidate.subject.entities
    ]


@switchable(as_given(3))
def _named_behind(
    index: BriefIndex, candidate: Candidate, subject: str, place: Referent | None
) -> Referent | None:
    """Who is told of, where a group is and its members follow by name: 'All three left: Chad in May, ...'."""
    if place is None or place.link != "group":
        return place
    trigger = candidate.scene.trigger.token.i
    behind = (
        part for one in index.named_beside(trigger) for part in (*one.parts, one) if part.start > trigger
    )
    return next((one for one in behind if one.entities == (subject,)), place)


def _evidence(
    index: BriefIndex,
    decision: Decision,
    subject: Referent | None,
    proposed: tuple[int, ...],
    date: Dated | None,
) -> tuple[int, int]:
    """Characters from the first to the last word that carries the claim, within the trigger's sentence."""
    candidate = decision.candidate
    start, end = index.sentence(candidate.scene.trigger.token)
    tokens = {*candidate.scene.trigger.words, *proposed}
    for place in (subject, candidate.organisation.referent, candidate.actor.referent):
        if place is not None:
            tokens |= {place.start, place.end - 1}
    if date is not None:
        tokens |= {date.first, date.last - 1}
    inside = [token for token in tokens if start <= token < end]
    first, last = index.doc[min(inside)], index.doc[max(inside)]
    return first.idx, last.idx + len(last)


def _why(index: BriefIndex, decision: Decision, proposal: Proposal | None, date: Dated | None) -> str:
    """The words that decided, in a line."""
    scene = decision.candidate.scene
    if proposal is not None:
        parts = [proposal.why]
    else:
        parts = [f"“{scene.trigger.token.text}” ({scene.trigger.entry.name})"]
        if scene.told.words:
            governing = (f"“{word}”" for word in dict.fromkeys(scene.told.words))
            parts.append("governed by " + ", ".join(governing))
        parts.append(f"told as {scene.told.polarity}, {scene.told.modality}")
        for role, slot in (
            ("subject", decision.candidate.subject),
            ("organisation", decision.candidate.organisation),
        ):
            if slot.referent is None:
                parts.append(f"the {role} is remembered")
    if date is not None and date.edtf is not None:
        parts.append(f"date: “{index.doc[date.first : date.last].text}”")
    if decision.reasons:
        parts.append("for it: " + "; ".join(decision.reasons))
    return "; ".join(parts)


def _merge(index: BriefIndex, found: dict[tuple, Claim], claim: Claim) -> None:
    """Put a claim in unless its voice told it before; two happenings at two dates are two."""
    speaker = index.doc._.statements[claim.statement].speaker if claim.statement is not None else None
    voice = None if claim.statement is None else speaker or claim.statement
    told = (claim.predicate, claim.subject, claim.org, claim.status, claim.actor)
    key = (*told, claim.polarity, claim.modality, voice)
    earlier = found.get(key)
    if earlier is None:
        found[key] = claim
    elif claim.when is None or earlier.when in (None, claim.when):
        sure = max(earlier.confidence_of_reading, claim.confidence_of_reading)
        # A verb's day is not since when somebody holds a status: 'NATO member Chad voted in May'.
        lasting = claim.predicate != "holds" or "/" in (claim.when or "")
        when = earlier.when or (claim.when if lasting else None)
        found[key] = dataclasses.replace(earlier, when=when, confidence_of_reading=sure)
    else:
        found.setdefault((*key, claim.when), claim)
