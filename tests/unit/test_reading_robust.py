"""Reading never raises, whatever is cut off, run together or shouted, and finds the same in a batch as
alone."""

import datetime

import pytest

from pipeline.language.reading import parse, prepare, read, read_on
from pipeline.settings import ROOT

DAY = datetime.date(2024, 5, 15)
TEXTS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds" / "briefs").glob("*.txt"))]
ODD = [
    "",
    " ",
    ".",
    '"',
    "“",
    "said",
    "he said " * 50,
    "With Greece's entry in 1981 the EU had ten members",
    "Latvia filed its request in 2022 and Chile did so",
    "to NATO",
    "of the SCO",
    "A member",
    "not",
    "instead of NATO",
    "WITHOUT NATO",
    "SWEDEN JOINS NATO",
    "Sweden, Norway, and",
    "(NATO",
    "— — —",
    "did so",
    "so did",
    "neither",
    "in 2017",
]


def cut(text):
    """Pieces of a text that begin and end at odd places."""
    words = text.split()
    for size, step in ((9, 7), (23, 31)):
        for start in range(0, len(words), step):
            yield " ".join(words[start : start + size]).rstrip(".")


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_pieces_of_briefs(text):
    for doc in parse(prepare(piece, DAY) for piece in cut(text)):
        read_on(doc)


@pytest.mark.parametrize("text", ODD)
def test_odd_texts(text):
    assert len(list(read([(text, None), (text.upper(), DAY)]))) == 2


def test_alone_as_in_a_batch():
    together = list(read([(text, DAY) for text in TEXTS]))
    for text, doc in zip(TEXTS, together, strict=True):
        alone = next(read([(text, DAY)]))
        assert (alone._.statements, alone._.claims) == (doc._.statements, doc._.claims)
