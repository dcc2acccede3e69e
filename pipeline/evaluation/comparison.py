"""One brief read against its annotation: which statements and claims belong together, which are missing or
invented."""

import dataclasses
from collections.abc import Iterable, Mapping

from pipeline.evaluation.agreement import (
    characters,
    greedy_pairs,
    jaccard,
    overlapping,
    same_actor,
    same_name,
    same_time,
)
from pipeline.evaluation.gold import GoldBrief

SAME_CONTENT = 0.5  # Jaccard similarity from which on two contents are one statement
CORE = ("predicate", "subject", "org")
WHOLE = ("status", "polarity")
NOTHING: Mapping = {"segments": [], "statements": [], "claims": []}

Pair = tuple[dict, dict]


@dataclasses.dataclass(frozen=True)
class Comparison:
    """Pairs are (annotated, predicted). `claim_cores` counts claims right in predicate, subject and
    organisation."""

    brief: GoldBrief
    statements: list[Pair]
    missed_statements: list[dict]
    extra_statements: list[dict]
    claims: list[Pair]
    claim_cores: int
    missed_claims: list[dict]
    extra_claims: list[dict]
    segment_characters: int
    right_segment_characters: int
    statement_ids: dict[str | None, str]


def same_voice(statement_ids: Mapping[str | None, str], gold: Mapping, said: Mapping) -> bool:
    """Whether two claims come from the author both, or from the same statement."""
    if gold.get("statement") is None or said.get("statement") is None:
        return gold.get("statement") is None and said.get("statement") is None
    return statement_ids.get(said["statement"]) == gold["statement"]


def right_attributes(gold: Mapping, said: Mapping) -> dict[str, bool]:
    """For each attribute of a paired statement, whether it is right."""
    return {
        "speaker": same_name(gold["speaker"], said.get("speaker")),
        "speaker_country": gold.get("speaker_country") == said.get("speaker_country"),
        "via": same_name(gold.get("via"), said.get("via")),
        "quote": gold["quote"] == said.get("quote"),
        "cue": overlapping(gold["cue"], said.get("cue")),
        "said_on": same_time(gold.get("said_on"), said.get("said_on")),
    }


def same_core(gold: Mapping, said: Mapping) -> bool:
    """Predicate, subject and organisation agree."""
    return all(gold[field] == said.get(field) for field in CORE)


def same_claim(gold: Mapping, said: Mapping) -> bool:
    """The core and status, polarity and actor agree."""
    return (
        same_core(gold, said)
        and all(gold[field] == said.get(field) for field in WHOLE)
        and same_actor(gold.get("actor"), said.get("actor"))
    )


def segment_kinds(segments: list[dict], length: int) -> dict[int, str]:
    """Offset -> kind of segment."""
    return {at: s["kind"] for s in segments for at in range(s["start"], min(s["end"], length))}


def unpaired(records: list[dict], taken: set[int]) -> list[dict]:
    """The records whose position was not taken."""
    return [record for position, record in enumerate(records) if position not in taken]


def compare(brief: GoldBrief, prediction: Mapping) -> Comparison:
    """Read against gold: statements by content, then claims, whose voice depends on the paired statements."""
    said_statements = prediction.get("statements", [])
    said_claims = [
        claim
        for claim in prediction.get("claims", [])
        if (claim.get("evidence") or [0, len(brief.text)])[1] > brief.scope
    ]
    gold_contents = [characters(brief.text, s["content"]) for s in brief.statements]
    said_contents = [characters(brief.text, s["content"]) for s in said_statements]

    def content_weight(one: frozenset, other: frozenset) -> float:
        similarity = jaccard(one, other)
        return similarity if similarity >= SAME_CONTENT else 0.0

    found = greedy_pairs(gold_contents, said_contents, content_weight)
    statement_ids = {said_statements[j].get("id"): brief.statements[i]["id"] for i, j in found}

    def claim_weight(gold: Mapping, said: Mapping) -> int:
        if not same_claim(gold, said):
            return 0
        return 1 + same_voice(statement_ids, gold, said) + same_time(gold.get("when"), said.get("when"))

    def core_weight(gold: Mapping, said: Mapping) -> int:
        return same_core(gold, said) + same_claim(gold, said)

    pairs = greedy_pairs(brief.claims, said_claims, claim_weight)
    kinds = segment_kinds(brief.segments, len(brief.text))
    predicted_kinds = segment_kinds(prediction.get("segments", []), len(brief.text))
    return Comparison(
        brief=brief,
        statements=[(brief.statements[i], said_statements[j]) for i, j in found],
        missed_statements=unpaired(brief.statements, {i for i, _ in found}),
        extra_statements=unpaired(said_statements, {j for _, j in found}),
        claims=[(brief.claims[i], said_claims[j]) for i, j in pairs],
        claim_cores=len(greedy_pairs(brief.claims, said_claims, core_weight)),
        missed_claims=unpaired(brief.claims, {i for i, _ in pairs}),
        extra_claims=unpaired(said_claims, {j for _, j in pairs}),
        segment_characters=len(kinds),
        right_segment_characters=sum(predicted_kinds.get(at) == kind for at, kind in kinds.items()),
        statement_ids=statement_ids,
    )


def right_claim_attributes(comparison: Comparison, gold: Mapping, said: Mapping) -> dict[str, bool]:
    """For each attribute of a paired claim, whether it is right."""
    return {
        "modality": gold["modality"] == said.get("modality"),
        "when": same_time(gold.get("when"), said.get("when")),
        "voice": same_voice(comparison.statement_ids, gold, said),
        "evidence": overlapping(gold["evidence"], said.get("evidence")),
    }


def compare_all(briefs: Iterable[GoldBrief], predictions: Mapping[str, Mapping]) -> list[Comparison]:
    """Every annotated brief with its prediction; where there is none, nothing was said."""
    return [compare(brief, predictions.get(brief.id, NOTHING)) for brief in briefs]
