"""Quotations are found in every typography, and apostrophes are not taken for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.text.quotations import QuotationIndex, quotations, quote_kind


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go," she said, "and we stay."', ['"We go,"', '"and we stay."']),
        ("“We go,” she said.", ["“We go,”"]),
        ("''We go,'' she said. ''Now.''", ["''We go,''", "''Now.''"]),
        ("``We go,'' she said.", ["``We go,''"]),
        ("«Nous partons», she said.", ["«Nous partons»"]),
        ("„Wir gehen“, she said.", ["„Wir gehen“"]),
        ("‘We go,’ she said of the sailors’ boats.", ["‘We go,’"]),
        ("'We go,' she said of the sailors' boats.", ["'We go,'"]),
        ("It's the guards' hut, isn't it?", []),
        ("‚Wir gehen‘, she said.", ["‚Wir gehen‘"]),
        ("‘The sailors’ word was “no”, at first,’ she said.", ["‘The sailors’ word was “no”, at first,’"]),
        ("She said “no” to the ‘owners’ club.", ["“no”"]),
        ("The '90s were kind to the owners' club.", []),
        ('He said it was "a 5" tall" toy.', ['"a 5"']),
        ('He called it "over" and left."', ['"over"']),
    ],
)
def test_marks(text, expected):
    assert quoted(text) == expected


def test_a_quotation_over_paragraphs_stays_open():
    text = '"We have waited.\n\n"Now we act," she said.'
    found = quotations(text)
    assert [q.open for q in found] == [True, False]
    assert text[found[0].start : found[0].end] == '"We have waited.'


def test_an_opening_mark_without_a_partner_is_ignored():
    assert quoted('She said "the gate is shut.\n\nNobody came.') == []


@pytest.mark.parametrize(
    ("piece", "kind"),
    [("“all of it.”", "direct"), ("none of it", "indirect"), ("half “of it”", "mixed")],
)
def test_kind(piece, kind):
    text = f"He said {piece}"
    assert quote_kind(text, [(8, len(text))], QuotationIndex(text)) == kind


@given(st.text(alphabet="ab .,\n\"“”'’«»", max_size=60))
def test_quotations_never_overlap_and_lie_within_the_text(text):
    found = quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(one.end <= two.start for one, two in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("»We go,« she said. »Now.«", ["»We go,«", "»Now.«"]),
        ("”We go,” she said. ”Now.”", ["”We go,”", "”Now.”"]),
        ("“We go,“ she said.", ["“We go,“"]),
        ("« We go, » she said.", ["« We go, »"]),
        ("“We saw „nothing“ there,” she said.", ["“We saw „nothing“ there,”"]),
        ("She said: ‘The sailors’ boats are gone.’", ["‘The sailors’ boats are gone.’"]),
        ("'The sailors' boats are gone' was all she wrote.", ["'The sailors' boats are gone'"]),
        ("a ‘club of rulers’ and a ‘shop.’", ["‘club of rulers’", "‘shop.’"]),
        ("“We go, she said, and left.", []),
    ],
)
def test_marks_of_other_typographies_and_owners_in_single_marks(text, expected):
    assert quoted(text) == expected


def test_a_quotation_over_paragraphs_in_marks_of_one_shape():
    assert [q.open for q in quotations("”We have waited.\n\n”Now we act,” she said.")] == [True, False]
