"""The encoder: how words are cut, whose vectors they get, and doing without it."""

import logging
import signal
import time

import numpy as np
import pytest

from pipeline.language.encoder import make_encoder, vectors, weights
from pipeline.language.encoder.wordpieces import Wordpieces
from pipeline.settings import settings

PIECES = ("[UNK]", "[CLS]", "[SEP]", "har", "##bour", "turk", "##iye", "'", "s", ",", "\u6771")
TEXTS = ["The harbour master of Norland spoke.", "He left.", "The baker of Sudland kept silent, they say."]


@pytest.fixture
def wordpieces():
    return Wordpieces({piece: number for number, piece in enumerate(PIECES)})


def cut(wordpieces, text):
    return [(PIECES[number], text[start:end]) for number, start, end in wordpieces.cut(text)]


def test_pieces_keep_their_characters(wordpieces):
    assert cut(wordpieces, "Harbour,  T\u00fcrkiye's") == [
        ("har", "Har"),
        ("##bour", "bour"),
        (",", ","),
        ("turk", "T\u00fcrk"),
        ("##iye", "iye"),
        ("'", "'"),
        ("s", "s"),
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        (" \n\t", []),
        ("quay", [("[UNK]", "quay")]),
        ("har\u00adbour", [("har", "har"), ("##bour", "bour")]),  # a soft hyphen is no letter
        ("Tu\u0308rkiye", [("turk", "Tu\u0308rk"), ("##iye", "iye")]),  # an accent on its own
        ("\u6771s", [("\u6771", "\u6771"), ("s", "s")]),
        ("s" * 101, [("[UNK]", "s" * 101)]),
    ],
)
def test_odd_texts_are_cut(wordpieces, text, pieces):
    assert cut(wordpieces, text) == pieces


@pytest.fixture(scope="module")
def encoder():
    return make_encoder()


def vectors_of(encoder, texts):
    return encoder.run([[piece[0] for piece in encoder.pieces.cut(text)] for text in texts])


def test_vectors_do_not_depend_on_the_texts_beside(encoder):
    for text, found in zip(TEXTS, vectors_of(encoder, TEXTS), strict=True):
        assert found.shape == (len(encoder.pieces.cut(text)), vectors.WIDTH)
        assert np.array_equal(vectors_of(encoder, [text])[0], found)


def test_a_word_means_what_stands_around_it(encoder):
    bank, river = vectors_of(encoder, ["the bank lent money", "the bank of the river"])
    assert not np.allclose(bank[1], river[1], atol=0.1)


@pytest.fixture
def signals():
    """Those of a clock that runs while the process computes, as they come in."""
    seen = []
    before = signal.signal(signal.SIGPROF, lambda number, frame: seen.append(number))
    signal.setitimer(signal.ITIMER_PROF, 0.005, 0.005)
    yield seen
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


def test_signals_do_no_harm_to_the_network(encoder, signals):
    windows = [[2000 + number for number in range(length)] for length in (40, 90, 160, 250)]
    expected = encoder.run(windows)
    end = time.process_time() + 1
    while time.process_time() < end:
        for one, found in zip(expected, encoder.run(windows), strict=True):
            assert np.array_equal(one, found)
    assert signals


def test_vectors_that_come_one_at_a_time_are_those_that_come_together(encoder):
    windows = [[piece[0] for piece in encoder.pieces.cut(text)] for text in [*TEXTS, TEXTS[0], ""]]
    together = encoder.run(windows)
    with encoder.keeping():
        kept = dict(encoder.each(windows))
    for found in (dict(encoder.each(windows)), kept):
        assert sorted(found) == list(range(len(windows)))
        assert all(np.array_equal(found[number], one) for number, one in enumerate(together))


def test_an_empty_text_has_no_vectors(encoder):
    assert vectors_of(encoder, ["", "tea"])[0].shape == (0, vectors.WIDTH)


def test_weights_are_quantised_once_and_alike(tmp_path):
    path = weights.archive()
    pieces = weights.vocabulary(path)
    kept = weights.kept_at(tmp_path, path, None)
    weights.loaded(path, pieces, kept)
    first = (kept / "model.bin").read_bytes()
    (kept / "model.bin").unlink()
    weights.loaded(path, pieces, kept_twice := tmp_path / "again")
    assert (kept_twice / "model.bin").read_bytes() == first
    assert weights.kept_at(tmp_path, path, {"a.bias": np.zeros(3, np.float32)}) != kept


def test_a_network_that_was_cut_short_is_made_anew(tmp_path):
    path = weights.archive()
    pieces = weights.vocabulary(path)
    weights.loaded(path, pieces, kept := tmp_path / "kept", layers=1)
    whole = (kept / "model.bin").read_bytes()
    (kept / "model.bin").write_bytes(whole[: len(whole) // 2])
    network = weights.loaded(path, pieces, kept, layers=1)
    assert network.forward_batch([[101, 102]]).last_hidden_state.shape == [1, 2, vectors.WIDTH]
    assert (kept / "model.bin").read_bytes() == whole


def test_a_home_that_cannot_be_written_to_is_no_hindrance(tmp_path):
    path = weights.archive()
    (tmp_path / "models").write_text("no folder", encoding="utf-8")
    network = weights.loaded(path, weights.vocabulary(path), tmp_path / "models" / "kept")
    assert network.forward_batch([[101, 102]]).last_hidden_state.shape == [1, 2, vectors.WIDTH]


def test_the_setting_turns_it_off(monkeypatch):
    monkeypatch.setattr(settings(), "encoder", False)
    assert vectors.make_encoder() is None


def test_a_missing_package_is_told_once(monkeypatch, caplog):
    monkeypatch.setitem(vectors.PACKAGES, "no_such_package", "no-such-package")
    with caplog.at_level(logging.WARNING):
        assert vectors.make_encoder() is None and vectors.make_encoder() is None
    assert [record.getMessage().split(":")[0] for record in caplog.records] == [
        "no-such-package not installed"
    ]
