"""Every frame of the lexicon has an example sentence; the rules propose exactly the claims that the row
expects."""

import datetime

import pytest

from pipeline.language import reading
from pipeline.language.claims.index import BriefIndex
from pipeline.language.claims.proposals import proposals
from pipeline.lexicon import lexicon_table
from schemas.lexicon_claims import ClaimFrames
from schemas.vocabulary import MODALITIES, STATUSES

PUBLISHED = datetime.date(2024, 5, 15)
ROWS = list(lexicon_table("claim_frames", ClaimFrames).iter_rows(named=True))


def expected(cell: str) -> set[tuple]:
    """The claims of an `expects` cell as tuples."""
    claims = set()
    for part in cell.split("; "):
        head, *rest = part.split(" actor=", 1)
        actor, words = None, head.split()
        if rest:
            actor, tail = _actor(rest[0])
            words += tail
        predicate, subject, org, *marks = words
        claims.add(
            (
                predicate,
                subject,
                org,
                next((m for m in marks if m in STATUSES), "member"),
                actor,
                "negated" if "negated" in marks else "affirmed",
                next((m for m in marks if m in MODALITIES), "asserted"),
                next((m[1:] for m in marks if m.startswith("@")), None),
            )
        )
    return claims


def _actor(text: str) -> tuple[str, list[str]]:
    words = text.split()
    marks = [w for w in words if w in MODALITIES or w in STATUSES or w == "negated" or w.startswith("@")]
    return " ".join(w for w in words if w not in marks), marks


def told(text: str) -> set[tuple]:
    """The claims that the rules propose for a text, as tuples."""
    doc = next(reading.read([(text, PUBLISHED)]))
    return {
        (
            one.predicate,
            subject,
            org.removeprefix("org:"),
            one.status,
            actor,
            one.polarity,
            one.modality,
            one.when,
        )
        for one in proposals(BriefIndex(doc))
        for subject in one.subjects
        for org in one.organisations
        for actor in one.actors or (None,)
    }


@pytest.mark.parametrize("row", ROWS, ids=[row["frame"] for row in ROWS])
def test_example_of_frame(row):
    assert told(row["example"]) == expected(row["expects"])
