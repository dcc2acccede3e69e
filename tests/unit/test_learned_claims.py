"""The pair reader: names are masked, so what is read of one state is read of all; texts beside do not matter."""

import datetime
import gc

import numpy as np
import pytest

from pipeline.language.claims.decision import decisions, weights
from pipeline.language.claims.index import ACTOR, ROLES, SUBJECT, BriefIndex
from pipeline.language.claims.learned import model
from pipeline.language.claims.learned.inputs import (
    HERE,
    NOT_IN_TREE,
    REMEMBERED,
    PairInput,
    _Steps,
    order_buckets,
)
from pipeline.language.claims.learned.model import pair_reader, questions
from pipeline.language.reading import COMPONENTS, parse, prepare, read_on
from schemas.vocabulary import PREDICATES, STATUSES

DAY = datetime.date(2024, 3, 7)
BEFORE_CLAIMS = COMPONENTS[: COMPONENTS.index("statusquo_claims")]


def index_of(text: str) -> BriefIndex:
    doc = next(iter(parse([prepare(text, DAY, None)])))
    return BriefIndex(read_on(doc, BEFORE_CLAIMS), rules=False)


def odds_of(text: str, pair: tuple[str, str]) -> np.ndarray:
    index = index_of(text)
    table = pair_reader().read(index)
    return next(found[pair].odds for found in table.values() if pair in found)


@pytest.mark.parametrize(
    "wording", ["{} became a member of NATO in 2017.", "NATO will not admit {} this year."]
)
def test_a_state_is_read_as_any_other(wording: str) -> None:
    one = odds_of(wording.format("Estonia"), ("EST", "org:NATO"))
    other = odds_of(wording.format("Albania"), ("ALB", "org:NATO"))
    np.testing.assert_array_equal(one, other)


def test_a_reader_gives_odds_for_each_predicate() -> None:
    odds = odds_of("Estonia has been a member of NATO since 2004.", ("EST", "org:NATO"))
    assert odds.shape == (len(ROLES), len(PREDICATES))
    assert list(PREDICATES)[int(odds[SUBJECT].argmax())] == "holds"


def test_a_reader_says_how_a_predicate_is_told() -> None:
    index = index_of("Estonia has been an observer of the OECD since 2004.")
    read = next(found["EST", "org:OECD"] for found in pair_reader().read(index).values())
    holds = list(PREDICATES).index("holds")
    shares = [read.status(holds, number) for number in range(len(STATUSES))]
    np.testing.assert_allclose(np.exp(shares).sum(), 1, rtol=1e-4)
    assert list(STATUSES)[int(np.argmax(shares))] == "observer"
    assert read.negated(holds) < 0


def test_who_supports_is_told_from_who_is_supported() -> None:
    text = "Latvia supports Georgia's bid to join NATO."
    supports = list(PREDICATES).index("supports")
    for_it, bidding = odds_of(text, ("LVA", "org:NATO")), odds_of(text, ("GEO", "org:NATO"))
    assert for_it[ACTOR, supports] > 0 > bidding[ACTOR, supports]
    assert bidding[SUBJECT, supports] > for_it[SUBJECT, supports]


def test_a_sentence_alone_is_read_as_among_others() -> None:
    text = "Estonia joined NATO in 2004."
    alone = odds_of(text, ("EST", "org:NATO"))
    longer = odds_of(f"{text}\n\nRain fell on the harbour. Peru left the OAS.", ("EST", "org:NATO"))
    np.testing.assert_array_equal(alone, longer)


def test_names_of_the_text_before_are_known() -> None:
    index = index_of("Estonia had asked NATO for help. The country joined in 2004.")
    asked = questions(index, pair_reader().encoder.pieces)
    last = asked[max(asked)]
    flags = dict(zip(last.pairs, last.flags.tolist(), strict=True))
    assert flags["EST", "org:NATO"] // 3 in (HERE, REMEMBERED - 1)
    assert flags["EST", "org:NATO"] % 3 == REMEMBERED - 1
    assert last.here > 0


def test_distances_are_told_apart_before_and_behind() -> None:
    buckets = order_buckets(7, [3])
    assert buckets[3] == 10
    assert list(buckets[:3]) == [3, 2, 1]
    assert list(buckets[4:]) == [11, 12, 13]


def test_the_reader_speaks_for_and_against() -> None:
    from pipeline.language.claims.decision import EVEN, reader_score

    assert reader_score(EVEN) == 0
    assert reader_score(4.0) > 0 > reader_score(-4.0)
    assert reader_score(None) < 0


def test_sentences_that_bear_upon_nothing_are_not_read() -> None:
    text = "Estonia joined NATO in 2004. Did Latvia join NATO, too? Peru and Chile lie by the sea. Togo has applied."
    index, reader = index_of(text), pair_reader()
    assert {number for number, found in reader.read(index).items() if found} == {0, 3}
    decided = []
    for learned in (reader.read(index), reader.answer(questions(index, reader.encoder.pieces))):
        index.learned = learned
        decided.append([(one.candidate, one.confidence) for one in decisions(index, weights())])
    assert decided[0] == decided[1] and decided[0], "nor does anything become of what they would say"


@pytest.mark.parametrize(
    "before, read",
    [
        ("Estonia applied to NATO in May.", True),
        ("The ministers of NATO had lunch in Riga.", False),
    ],
)
def test_a_weak_word_is_read_only_right_after_something_was_told(before: str, read: bool) -> None:
    index = index_of(f"{before} Latvia is in favour.")
    assert bool(pair_reader().read(index).get(1)) is read


def test_few_questions_are_held_at_a_time_and_none_once_all_are_answered(monkeypatch) -> None:
    text = " ".join(f"Estonia joined NATO in {year}." for year in range(2001, 2010))
    index, reader, held = index_of(text), pair_reader(), []
    at_once = reader.read(index)
    monkeypatch.setattr(model, "AT_ONCE", 2)
    for learned in (at_once, reader.read(index)):
        index.learned = learned
        held.append([(one.candidate, one.confidence) for one in decisions(index, weights())])
    assert len(held[0]) > 2 and held[0] == held[1]
    assert not [one for one in gc.get_objects() if isinstance(one, PairInput)]


def test_what_is_told_of_another_body_is_not_read() -> None:
    index = index_of("Estonia joined NATO in 2004. Ghana joined the Lagoon Compact.")
    assert {number for number, found in pair_reader().read(index).items() if found} == {0}


def test_a_pro_verb_is_read_for_what_it_stands_for() -> None:
    standing = index_of("Kenya is a member of the EAC. If Rwanda follows suit, trade will grow.")
    assert {number for number, found in pair_reader().read(standing).items() if found} == {0, 1}
    wish = index_of("Kenya wants to join the EAC. If Rwanda follows suit, trade will grow.")
    assert {number for number, found in pair_reader().read(wish).items() if found} == {0}


def test_steps_in_the_parse_stay_within_a_sentence() -> None:
    index = index_of("Estonia joined NATO in 2004. Togo applied.")
    words = [token.text for token in index.doc]
    steps = _Steps(index).of_pieces(np.arange(len(words)), words.index("NATO"))
    assert steps[words.index("NATO")] == 0
    assert steps[words.index("joined")] == 1
    assert steps[words.index("Estonia")] == 2
    assert steps[words.index("Togo")] == NOT_IN_TREE
