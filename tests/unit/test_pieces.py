"""Long texts are parsed in pieces: every word as in the whole, never many at once. All texts are invented."""

import pytest

from pipeline.language import pieces
from pipeline.language.model import parser
from pipeline.language.pieces import batches, parsed, parsed_in_pieces
from pipeline.language.reading import LONGEST_PARAGRAPH, LONGEST_RUN, prepare

PARAGRAPHS = (
    "The harbour masters of Norland won't meet before Sept. 3, an envoy said. He didn't say why.",
    "\u201cWe can't wait,\u201d said Ms. Quay, who'd led the talks: \u201cWhat's next?\u201d",
    "QUAY CITY -- Its bakers, rejoining the union that nobody left, wanted bread (and got it).",
    "Who gonna tell them? Ten states, among them Norland, had applied by 1 p.m. in the old port.",
)
AT_ONCE = 60


@pytest.fixture
def in_small_pieces(monkeypatch):
    monkeypatch.setattr(pieces, "TOKENS_AT_ONCE", AT_ONCE)


def said(doc) -> list[tuple]:
    return [
        (one.text, one.tag_, one.pos_, str(one.morph), one.lemma_, one.dep_, one.head.i, one.is_sent_start)
        for one in doc
    ]


def test_words_are_parsed_in_pieces_as_in_the_whole(in_small_pieces):
    text = "\n\n".join(PARAGRAPHS[number % 4] for number in range(20))
    whole, doc = next(parser().pipe([prepare(text)])), prepare(text)
    assert len(list(pieces.pieces(doc))) > 5
    assert said(parsed_in_pieces(doc)) == said(whole)
    assert [sentence.start for sentence in doc.sents] == [sentence.start for sentence in whole.sents]
    assert doc._.segments and doc.text == whole.text


def test_docs_come_in_their_order_and_few_tokens_at_once(in_small_pieces):
    texts = ["\n\n".join(PARAGRAPHS[:number]) for number in (1, 2, 4, 1, 4, 1, 1)]
    groups = [[len(doc) for doc in batch] for batch in batches(map(prepare, texts))]
    assert all(sum(group) <= AT_ONCE or len(group) == 1 for group in groups) and len(groups) < len(texts)
    assert [doc.text for doc in parsed(map(prepare, texts))] == texts


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("The old quay joined the union. ", LONGEST_PARAGRAPH + LONGEST_RUN),
        ("the quay of the quay ", LONGEST_RUN + 2),
        ("what; who; ", LONGEST_PARAGRAPH + LONGEST_RUN),
        ('"They left.\n', 2 * LONGEST_PARAGRAPH + LONGEST_RUN),
        ("- 12.\n", 2 * LONGEST_PARAGRAPH + LONGEST_RUN),
    ],
)
def test_a_paragraph_without_end_is_cut_where_a_sentence_ends(text, longest):
    doc = prepare(text * 1500)
    starts = [token.i for token in doc if token.is_sent_start]
    ends = [*starts[1:], len(doc)]
    assert max(end - start for start, end in zip(starts, ends, strict=True)) <= longest
    if text.startswith("The "):
        assert {doc[start].text for start in starts} == {"The"}


def test_a_text_of_signs_alone_is_parsed_in_pieces_too():
    doc = prepare("; " * (3 * pieces.TOKENS_AT_ONCE))
    found = list(pieces.pieces(doc))
    assert found[-1][1] == len(doc)
    assert max(end - start for start, end in found) <= pieces.TOKENS_AT_ONCE + LONGEST_RUN
    assert len(parsed_in_pieces(doc)) == len(doc)
