"""How sure a reading is: by its share alone where nothing was fitted, else by all marks; fitted from decisions."""

import datetime

import pytest

from pipeline.language.claims.decision import decisions, weights
from pipeline.language.claims.index import BriefIndex
from pipeline.language.claims.judgement import ALWAYS, WITH_READER, WITHOUT_READER, confidence_of
from pipeline.language.claims.learned.model import pair_reader
from pipeline.language.reading import COMPONENTS, parse, prepare, read_on
from pipeline.training.claims import judging

DAY = datetime.date(2024, 3, 7)
BEFORE_CLAIMS = COMPONENTS[: COMPONENTS.index("statusquo_claims")]
TEXT = "Estonia joined NATO in 2004. Chile signed a loan, and Peru said that it had applied to the OECD."


@pytest.fixture(params=[True, False], ids=["with reader", "without reader"])
def index(request) -> BriefIndex:
    doc = next(iter(parse([prepare(TEXT, DAY, None)])))
    found = BriefIndex(read_on(doc, BEFORE_CLAIMS))
    if request.param:
        found.learned = pair_reader().read(found)
    return found


def test_the_shipped_table_makes_confidence_with_and_without_reader(index: BriefIndex) -> None:
    prefix = WITH_READER if index.learned else WITHOUT_READER
    assert prefix + ALWAYS in weights()
    found = list(decisions(index, weights()))
    assert found
    assert all(0 <= one.confidence <= 1 for one in found)
    assert any(one.confidence != pytest.approx(share_of(one.marks)) for one in found)


def test_a_table_without_rows_of_judging_leaves_the_share(index: BriefIndex) -> None:
    features = {name: value for name, value in weights().items() if "confidence" not in name}
    for one in decisions(index, features):
        assert one.confidence == pytest.approx(share_of(one.marks))


def test_every_mark_of_a_reading_has_a_row(index: BriefIndex) -> None:
    prefix = WITH_READER if index.learned else WITHOUT_READER
    for one in decisions(index, weights()):
        assert {prefix + name for name in one.marks} <= set(weights())


def test_a_mark_of_wrong_readings_lowers_confidence() -> None:
    decided = [
        ({ALWAYS: 1.0, "share": 1.0, "doubt": float(number % 2)}, float(number % 2 == 0))
        for number in range(80)
    ]
    rows = judging(decided, WITH_READER)
    assert rows[WITH_READER + "doubt"] < 0
    doubted, trusted = ({ALWAYS: 1.0, "share": 1.0, "doubt": mark} for mark in (1.0, 0.0))
    assert confidence_of(doubted, rows, True) < 0.3 < 0.7 < confidence_of(trusted, rows, True)
    assert judging(decided, WITH_READER) == rows


def share_of(marks) -> float:
    return confidence_of(marks, {}, True)
