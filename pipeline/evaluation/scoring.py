"""The figures over all briefs: precision, recall and F1 of statements and claims, shares of what is right in
them."""

from collections import Counter
from collections.abc import Iterable

from pipeline.evaluation.comparison import Comparison, right_attributes, right_claim_attributes

STATEMENT_ATTRIBUTES = ("speaker", "speaker_country", "via", "quote", "cue", "said_on")
CLAIM_ATTRIBUTES = ("modality", "when", "voice", "evidence")
DIGITS = 4


def share(part: int, whole: int) -> float | None:
    """A share, rounded; None of nothing."""
    return round(part / whole, DIGITS) if whole else None


def rates(hits: int, gold: int, said: int) -> dict[str, float | int]:
    """Precision, recall, F1 and the counts below them."""
    precision = hits / said if said else 0.0
    recall = hits / gold if gold else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return {
        "precision": round(precision, DIGITS),
        "recall": round(recall, DIGITS),
        "f1": round(f1, DIGITS),
        "gold": gold,
        "said": said,
    }


def score(comparisons: Iterable[Comparison]) -> dict:
    """Everything that is measured, as one object.

    `statements_full` also wants the speaker right; `claims_core` is predicate, subject and organisation,
    `claims` status, polarity and actor as well. Attributes are shares of the paired statements and claims.
    """
    count: Counter[str] = Counter()
    right: Counter[str] = Counter()
    predicates: dict[str, Counter[str]] = {"hit": Counter(), "gold": Counter(), "said": Counter()}
    for one in comparisons:
        count["briefs"] += 1
        count["segment_characters"] += one.segment_characters
        right["segment_characters"] += one.right_segment_characters
        count["statements"] += len(one.statements)
        count["gold_statements"] += len(one.statements) + len(one.missed_statements)
        count["said_statements"] += len(one.statements) + len(one.extra_statements)
        for gold, said in one.statements:
            attributes = right_attributes(gold, said)
            right.update(f"statement {name}" for name, is_right in attributes.items() if is_right)
        count["cores"] += one.claim_cores
        count["claims"] += len(one.claims)
        count["gold_claims"] += len(one.claims) + len(one.missed_claims)
        count["said_claims"] += len(one.claims) + len(one.extra_claims)
        for gold, said in one.claims:
            attributes = right_claim_attributes(one, gold, said)
            right.update(f"claim {name}" for name, is_right in attributes.items() if is_right)
        predicates["hit"].update(gold["predicate"] for gold, _ in one.claims)
        predicates["gold"].update(claim["predicate"] for claim in one.brief.claims)
        predicates["said"].update(said["predicate"] for _, said in one.claims)
        predicates["said"].update(str(claim.get("predicate")) for claim in one.extra_claims)
    named = set(predicates["gold"]) | set(predicates["said"])
    by_frequency = sorted(named, key=lambda predicate: (-predicates["gold"][predicate], predicate))
    return {
        "briefs": count["briefs"],
        "segments_accuracy": share(right["segment_characters"], count["segment_characters"]),
        "statements": rates(count["statements"], count["gold_statements"], count["said_statements"]),
        "statements_full": rates(
            right["statement speaker"], count["gold_statements"], count["said_statements"]
        ),
        "statement_attributes": {
            n: share(right[f"statement {n}"], count["statements"]) for n in STATEMENT_ATTRIBUTES
        },
        "claims_core": rates(count["cores"], count["gold_claims"], count["said_claims"]),
        "claims": rates(count["claims"], count["gold_claims"], count["said_claims"]),
        "claim_attributes": {n: share(right[f"claim {n}"], count["claims"]) for n in CLAIM_ATTRIBUTES},
        "claims_by_predicate": {
            p: rates(predicates["hit"][p], predicates["gold"][p], predicates["said"][p]) for p in by_frequency
        },
    }
