"""How sure a reading is: by its share alone where nothing was fitted, else by all marks; fitted from decisions."""

import datetime
import math

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


def index_of(text: str, with_reader: bool) -> BriefIndex:
    doc = next(iter(parse([prepare(text, DAY, None)])))
    found = BriefIndex(read_on(doc, BEFORE_CLAIMS))
    if with_reader:
        found.learned = pair_reader().read(found)
        assert found.learned
    return found


@pytest.mark.parametrize(("with_reader", "prefix"), [(True, WITH_READER), (False, WITHOUT_READER)])
def test_marks_make_confidence_by_rows_of_their_own(with_reader: bool, prefix: str) -> None:
    found = list(decisions(index_of(TEXT, with_reader), weights()))
    assert {"admitted", "applied"} <= {one.candidate.scene.predicate for one in found}
    for one in found:
        score = sum(value * weights().get(prefix + name, 0.0) for name, value in one.marks.items())
        assert one.confidence == pytest.approx(1 / (1 + math.exp(-score)))
        assert prefix + ALWAYS in weights()


@pytest.mark.parametrize("with_reader", [True, False])
def test_a_table_without_rows_of_confidence_leaves_the_share(with_reader: bool) -> None:
    features = {
        name: value for name, value in weights().items() if not name.startswith((WITH_READER, WITHOUT_READER))
    }
    found = list(decisions(index_of(TEXT, with_reader), features))
    assert found
    for one in found:
        assert one.confidence == pytest.approx(1 / (1 + math.exp(-one.marks["share"])))


def test_a_reading_that_the_reader_holds_told_is_surer() -> None:
    found = {one.candidate.scene.predicate: one for one in decisions(index_of(TEXT, True), weights())}
    assert found["admitted"].marks["reader"] > 0
    doubted = {**found["admitted"].marks, "reader": -5.0}
    assert confidence_of(doubted, weights(), True) < found["admitted"].confidence


def test_agreement_on_how_it_is_told_is_a_mark() -> None:
    told = next(one for one in decisions(index_of("Estonia is a member of NATO.", True), weights()))
    assert told.candidate.scene.predicate == "holds"
    assert told.marks["polarity agreed"] > 0
    assert -1 < told.marks["status agreed"] <= 0


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


def test_nothing_decided_gives_no_rows() -> None:
    assert judging([], WITH_READER) == {}


def test_a_decision_holds_what_spoke_for_it_and_not_all_that_it_was_chosen_by() -> None:
    found = list(decisions(index_of(TEXT, True), weights()))
    assert found
    for one in found:
        assert one.reasons and not list(one.candidate.features()) and not one.candidate.scene.subjects
