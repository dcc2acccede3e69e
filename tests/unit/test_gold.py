"""The annotated briefs: what they hold, and floors below which the reading of them may not fall."""

import json
from collections import Counter
from pathlib import Path

import pytest

from pipeline import edtf
from pipeline.evaluation.comparison import compare_all, segment_kinds
from pipeline.evaluation.gold import read_gold
from pipeline.evaluation.misses import in_context
from pipeline.evaluation.predictions import predict
from pipeline.evaluation.scoring import score
from schemas.vocabulary import MODALITIES, POLARITIES, PREDICATES, QUOTES, SEGMENT_KINDS, STATUSES

FOLDER = Path(__file__).resolve().parents[1] / "data" / "gold"
BRIEFS = read_gold(FOLDER)

VOCABULARIES = {"predicate": PREDICATES, "status": STATUSES, "modality": MODALITIES, "polarity": POLARITIES}
VOICE_AND_CLAIM = ("predicate", "subject", "org", "status", "actor", "polarity", "when", "statement")

# Well below what is reached, so that a broken rule shows and a small trade between rules does not.
FLOORS = {
    ("segments_accuracy",): 0.97,
    ("statements", "f1"): 0.88,
    ("statements_full", "f1"): 0.83,
    ("statement_attributes", "via"): 0.92,
    ("statement_attributes", "quote"): 0.95,
    ("statement_attributes", "said_on"): 0.94,
    ("claims_core", "f1"): 0.82,
    ("claims_core", "precision"): 0.88,
    ("claims", "f1"): 0.81,
    ("claim_attributes", "modality"): 0.94,
    ("claim_attributes", "when"): 0.9,
    ("claim_attributes", "voice"): 0.93,
    ("claim_attributes", "evidence"): 0.92,
}


# The same of briefs that no model was fitted with.
FLOORS_UNREAD = {
    ("segments_accuracy",): 0.88,
    ("statements", "f1"): 0.86,
    ("statements_full", "f1"): 0.8,
    ("claims", "precision"): 0.85,
    ("claims", "f1"): 0.65,
    ("claim_attributes", "when"): 0.89,
}


@pytest.fixture(scope="module")
def scores():
    return _scores(BRIEFS)


@pytest.fixture(scope="module")
def scores_unread():
    return _scores(read_gold(FOLDER.with_name("unread")))


def _scores(briefs):
    predictions = predict({brief.id: (brief.text, brief.published_on, brief.source) for brief in briefs})
    return score(compare_all(briefs, predictions))


@pytest.mark.parametrize("figure", FLOORS_UNREAD, ids=".".join)
def test_the_reading_of_unread_briefs_does_not_fall_below_its_floor(scores_unread, figure):
    value = scores_unread
    for part in figure:
        value = value[part]
    assert value >= FLOORS_UNREAD[figure]


@pytest.mark.parametrize("figure", FLOORS, ids=".".join)
def test_the_reading_does_not_fall_below_its_floor(scores, figure):
    value = scores
    for part in figure:
        value = value[part]
    assert value >= FLOORS[figure]


def test_every_value_of_every_vocabulary_occurs():
    claims = [claim for brief in BRIEFS for claim in brief.claims]
    for field, values in VOCABULARIES.items():
        assert {claim[field] for claim in claims} == set(values), field
    assert {statement["quote"] for brief in BRIEFS for statement in brief.statements} == set(QUOTES)
    assert {segment["kind"] for brief in BRIEFS for segment in brief.segments} == set(SEGMENT_KINDS)
    assert len({claim["org"] for claim in claims}) > 30


def test_there_are_briefs_without_a_date_and_without_claims():
    assert sum(brief.published_on is None for brief in BRIEFS) == 4
    assert sum(not brief.claims for brief in BRIEFS) == 5


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_briefs_are_marked_as_made_up(path):
    assert json.loads(path.read_text(encoding="utf-8"))["synthetic"] is True


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.id)
def test_annotations_agree_with_one_another(brief):
    kinds = segment_kinds(brief.segments, len(brief.text))
    statements = {statement["id"]: statement for statement in brief.statements}
    spans = [span for statement in brief.statements for span in statement["content"]]
    spans += [claim["evidence"] for claim in brief.claims]
    assert not [brief.text[start:end] for start, end in spans if kinds[start] == "boilerplate"]
    seen = Counter(tuple(claim[field] for field in VOICE_AND_CLAIM) for claim in brief.claims)
    assert not [claim for claim, number in seen.items() if number > 1], "one voice says a thing once"
    for claim in brief.claims:
        assert claim["when"] is None or edtf.is_valid(claim["when"])
        if claim["statement"]:
            content = statements[claim["statement"]]["content"]
            said = in_context(brief.text, [tuple(span) for span in content]).translate(
                {0x27E6: None, 0x27E7: None}
            )
            evidence = " ".join(brief.text[slice(*claim["evidence"])].split())
            assert evidence in said, "evidence stands in the sentence of its statement"


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.id)
def test_quotes_are_named_by_their_marks(brief):
    for statement in brief.statements:
        pieces = [brief.text[start:end] for start, end in statement["content"]]
        marked = any(
            mark in piece for piece in pieces for mark in ('"', "\u201c", "\u2018", "\u00ab", "''", " '")
        )
        whole = all(
            piece[0] in "\"\u201c\u2018\u00ab'" and piece[-1] in "\"\u201d\u2019\u00bb'" for piece in pieces
        )
        if statement["quote"] == "direct":
            assert whole, statement["id"]
        else:
            assert marked is (statement["quote"] == "mixed"), statement["id"]
