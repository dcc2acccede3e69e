"""From decisions to records: a claim for each subject, organisation and actor, one voice once."""

import dataclasses

from pipeline.language.annotations import Claim, Mention
from pipeline.language.claims.decision import Decision
from pipeline.language.claims.index import BriefIndex, Referent
from pipeline.language.claims.manner import manner_of, proposed
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.when import date_of

# What nobody tells of one state and one day in one clause: one of the two is misread.
CONTRARY = frozenset(
    frozenset(pair)
    for pair in (
        ("suspended", "reinstated"),
        ("supports", "opposes"),
        ("admitted", "rejected"),
        ("admitted", "deferred"),
        ("admitted", "withdrew"),
    )
)


def claims_of(index: BriefIndex, decided: list[Decision]) -> list[Claim]:
    """Claims in the order of their evidence; the same claim of one voice once, with the surest reading and the first
    evidence."""
    found: dict[tuple, Claim] = {}
    for claim in _settled([claim for decision in decided for claim in _expanded(index, decision)]):
        _merge(index, found, claim)
    return sorted(
        found.values(),
        key=lambda claim: (claim.evidence, claim.predicate, claim.subject, claim.org, claim.actor or ""),
    )


def _settled(claims: list[Claim]) -> list[Claim]:
    """Of rival readings at the same place the surest: no sentence contradicts itself."""
    best: dict[tuple, Claim] = {}
    for claim in claims:
        rival = next((one for one in best.values() if _rivals(one, claim)), None)
        if rival is None:
            best[id(claim)] = claim
        elif claim.confidence_of_reading > rival.confidence_of_reading:
            best = {k: one for k, one in best.items() if one is not rival} | {id(claim): claim}
    return sorted(best.values(), key=lambda claim: claim.evidence)


def _rivals(one: Claim, other: Claim) -> bool:
    """Whether two claims at one place are readings of the same, or say the contrary of one day."""
    if (one.subject, one.org, one.actor) != (other.subject, other.org, other.actor) or not _overlap(
        one, other
    ):
        return False
    if one.predicate == other.predicate:
        return True
    return frozenset({one.predicate, other.predicate}) in CONTRARY and one.when == other.when


def _overlap(one: Claim, other: Claim) -> bool:
    return one.evidence[0] < other.evidence[1] and other.evidence[0] < one.evidence[1]


def _expanded(index: BriefIndex, decision: Decision) -> list[Claim]:
    """A decision as claims; where a rule proposes the same, manner, date, frame and statement are the rule's."""
    candidate = decision.candidate
    trigger = candidate.scene.trigger
    made = []
    for subject, place in _each(candidate.subject.entities, candidate.subject.referent):
        for organisation in _organisations_of(index, decision, subject):
            for actor in candidate.actor.entities or (None,):
                same = proposed(index, candidate.scene, subject, organisation, actor)
                date = None if same else date_of(index, trigger.token, place, candidate.scene.predicate)
                manner = manner_of(index, candidate, organisation, same)
                made.append(
                    Claim(
                        predicate=candidate.scene.predicate,
                        subject=subject,
                        org=organisation.removeprefix("org:"),
                        status=manner.status,
                        evidence=_evidence(index, decision, place, same.tokens if same else (), date),
                        frame=same.frame if same else trigger.entry.name,
                        why=_why(decision, same),
                        confidence_of_reading=round(decision.confidence, 3),
                        actor=actor,
                        polarity=manner.polarity,
                        modality=manner.modality,
                        when=same.when if same else date[2].edtf if date else None,
                        statement=same.statement if same else index.statement_of.get(trigger.token.i),
                    )
                )
    return made


def _organisations_of(index: BriefIndex, decision: Decision, subject: str) -> tuple[str, ...]:
    """A candidate's organisations that a subject is told of: all, or the one in its place of the list where the sentence
    says 'respectively'."""
    subjects, organisations = decision.candidate.subject.entities, decision.candidate.organisation.entities
    start, end = index.sentence(decision.candidate.scene.trigger.token)
    if len(subjects) != len(organisations) or len(subjects) == 1:
        return organisations
    if all(token.lower_ != "respectively" for token in index.doc[start:end]):
        return organisations
    return (organisations[subjects.index(subject)],)


def _each(entities: tuple[str, ...], referent: Referent | None) -> list[tuple[str, Referent | None]]:
    """Each entity with the part of a list that names it."""
    parts = referent.parts if referent is not None else ()
    return [(code, next((part for part in parts if code in part.entities), referent)) for code in entities]


def _evidence(
    index: BriefIndex,
    decision: Decision,
    subject: Referent | None,
    proposed: tuple[int, ...],
    date: tuple[int, int, Mention] | None,
) -> tuple[int, int]:
    """Characters from the first to the last word that carries the claim, within the trigger's sentence."""
    candidate = decision.candidate
    start, end = index.sentence(candidate.scene.trigger.token)
    tokens = {*candidate.scene.trigger.words, *proposed}
    for place in (subject, candidate.organisation.referent, candidate.actor.referent):
        if place is not None:
            tokens |= {place.start, place.end - 1}
    if date is not None:
        tokens |= {date[0], date[1] - 1}
    inside = [token for token in tokens if start <= token < end]
    first, last = index.doc[min(inside)], index.doc[max(inside)]
    return first.idx, last.idx + len(last)


def _why(decision: Decision, proposal: Proposal | None) -> str:
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
    if decision.reasons:
        parts.append("for it: " + "; ".join(decision.reasons))
    return "; ".join(parts)


def _merge(index: BriefIndex, found: dict[tuple, Claim], claim: Claim) -> None:
    """Put a claim in unless its voice told it before; two happenings at two dates are two."""
    speaker = index.doc._.statements[claim.statement].speaker if claim.statement is not None else None
    voice = None if claim.statement is None else speaker or claim.statement
    key = (
        claim.predicate,
        claim.subject,
        claim.org,
        claim.status,
        claim.actor,
        claim.polarity,
        claim.modality,
        voice,
    )
    earlier = found.get(key)
    if earlier is None:
        found[key] = claim
    elif claim.when is None or earlier.when in (None, claim.when):
        sure = max(earlier.confidence_of_reading, claim.confidence_of_reading)
        found[key] = dataclasses.replace(earlier, when=earlier.when or claim.when, confidence_of_reading=sure)
    else:
        found.setdefault((*key, claim.when), claim)
