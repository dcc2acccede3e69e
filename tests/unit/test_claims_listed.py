"""An organisation that heads a list of those who act together has no member in it, however sure the pair reader is."""

import numpy as np
import pytest

from pipeline.language.claims.decision import decisions, weights
from pipeline.language.claims.index import NUMBER_OF_PREDICATE, ROLES, SUBJECT, BriefIndex, PairReading
from pipeline.language.reading import COMPONENTS, parse, prepare, read_on
from schemas.vocabulary import PREDICATES, STATUSES

BEFORE_CLAIMS = COMPONENTS[: COMPONENTS.index("statusquo_claims")]
SURE = 6.0
PAIR = ("JPN", "org:EU")


def holders(text: str) -> set[str]:
    """Who is read to hold a place where the reader is sure that Japan does in the EU."""
    index = BriefIndex(read_on(next(iter(parse([prepare(text)]))), BEFORE_CLAIMS), rules=False)
    odds = np.full((len(ROLES), len(PREDICATES)), -SURE)
    odds[SUBJECT, NUMBER_OF_PREDICATE["holds"]] = SURE
    member = np.array([0.0 if status == "member" else -SURE for status in STATUSES] + [-SURE])
    index.learned = {0: {PAIR: PairReading(odds, lambda _: member)}}
    found = [one for one in decisions(index, weights()) if one.candidate.scene.predicate == "holds"]
    return {code for one in found for code in one.candidate.subject.entities}


@pytest.mark.parametrize(
    "text",
    [
        "The EU, Norway, Japan and Canada have long condemned the raid.",
        "The EU, Japan and Chile had earlier banned the general.",
    ],
)
def test_who_acts_beside_an_organisation_is_not_its_member(text: str) -> None:
    assert holders(text) == set()


def test_who_acts_as_members_of_it_are() -> None:
    assert "JPN" in holders("As members of the EU, Japan and Canada have long condemned the raid.")
