"""Which texts a reader has not seen while weights are fitted."""

from types import SimpleNamespace

import pytest

from pipeline.errors import StatusquoError
from pipeline.training.claims import HALVES, Corpus, halves, learn


def corpus_of(*named: tuple[str, str]) -> Corpus:
    return Corpus([SimpleNamespace(id=its) for its, _ in named], [name for _, name in named], [])


def test_sets_are_dealt_in_turn_and_stay_whole() -> None:
    found = corpus_of(("a1", "a"), ("a2", "a"), ("b1", "b"), ("c1", "c"))
    assert halves(found) == [0, 0, 1, 0]


def test_invented_passages_are_in_no_half() -> None:
    assert halves(corpus_of(("x1", "hand_x"), ("a1", "a"), ("b1", "b"))) == [None, 0, 1]


def test_sentences_of_one_release_stay_together_and_releases_are_in_both_halves() -> None:
    ids = [f"release {number}#{sentence}.0" for number in range(40) for sentence in range(3)]
    dealt = halves(corpus_of(*((one, "releases") for one in ids)))
    assert set(dealt) == set(range(HALVES))
    assert all(len(set(dealt[first : first + 3])) == 1 for first in range(0, len(ids), 3))


def test_a_single_set_cannot_be_left_out() -> None:
    with pytest.raises(StatusquoError, match="second PATH"):
        learn(corpus_of(("a1", "a")), [(0, 0, None)])
