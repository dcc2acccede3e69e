"""Annotated lines put together into whole texts."""

from pipeline.evaluation.gold import GoldBrief, of_sentence
from pipeline.training.passages import whole_texts

CLAIM = {
    "predicate": "holds",
    "subject": "TCD",
    "org": "WTO",
    "status": "member",
    "actor": None,
    "polarity": "affirmed",
    "modality": "asserted",
    "when": None,
    "voice": "author",
}


def line(number: int, title: str, before: str, sentence: str, *evidence: str) -> GoldBrief:
    claims = [CLAIM | {"evidence": passage} for passage in evidence]
    written = {"id": f"a{number}", "title": title, "before": before, "sentence": sentence, "claims": claims}
    return of_sentence(written)


def evidence(text: GoldBrief) -> list[str]:
    return [text.text[slice(*claim["evidence"])] for claim in text.claims]


def test_lines_that_go_on_are_one_text_with_its_claims_in_place() -> None:
    first = line(1, "Trade", "", "Chad is in the WTO.", "Chad")
    second = line(2, "Trade", "Chad is in the WTO.", "It came late.", "It")
    (text,) = whole_texts([first, second])
    assert text.text == "Trade\n\nChad is in the WTO. It came late."
    assert evidence(text) == ["Chad", "It"]
    assert text.scope == len("Trade\n\n")


def test_a_title_that_is_annotated_stands_once() -> None:
    title = line(1, "Chad joins the WTO", "", "Chad joins the WTO", "Chad joins")
    second = line(2, "Chad joins the WTO", "Chad joins the WTO", "It is the last.", "It")
    (text,) = whole_texts([title, second])
    assert text.text == "Chad joins the WTO\n\nIt is the last."
    assert evidence(text) == ["Chad joins", "It"]
    assert text.scope == 0


def test_lines_of_other_texts_stay_apart() -> None:
    first = line(1, "Trade", "", "Chad is in the WTO.", "Chad")
    other = line(2, "Money", "Chad is in the WTO.", "It came late.", "It")
    unread = line(3, "Money", "Nobody came.", "It came late.", "It")
    texts = whole_texts([first, other, unread])
    assert [one.id for one in texts] == ["a1", "a2", "a3"]
    assert [evidence(one) for one in texts] == [["Chad"], ["It"], ["It"]]
