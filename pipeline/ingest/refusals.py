"""Refusals: why a file or a brief is not taken in, as a row of quality.rejected."""

import datetime
import json

from pipeline.identifiers import identifier

MAX_DETAIL = 300


class Refusal(Exception):
    """A file or brief that is not taken in. `reason` is of schemas.vocabulary.REJECTION_REASONS, `detail` one
    line."""

    def __init__(self, reason: str, detail: str):
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = " ".join(detail.split())[:MAX_DETAIL]


def writable(text: str) -> str:
    """The text without what UTF-8 cannot hold (lone surrogates become '?')."""
    return text.encode("utf-8", "replace").decode("utf-8")


def rejection(
    refusal: Refusal,
    *,
    day: datetime.date,
    stage: str,
    what: str,
    original: str | None,
    row: dict | None = None,
) -> dict:
    """The refusal as a row of quality.rejected; its id does not depend on the day, so the same refusal has
    one id.

    `original` is the hash of the original, or its path where it was not landed; `row` what was refused of it.
    """
    told = None if row is None else writable(json.dumps(row, ensure_ascii=False, sort_keys=True, default=str))
    return {
        "rejected_id": identifier(stage, writable(what), refusal.reason, original, told),
        "ingested_on": day,
        "stage": stage,
        "what": writable(what),
        "reason": refusal.reason,
        "detail": writable(refusal.detail),
        "original": original,
        "row": told,
    }
