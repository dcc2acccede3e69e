"""The text as it is read, and the way back to the text as it came. All texts are invented."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract import extract
from pipeline.language.text.preparation import prepared


@pytest.mark.parametrize(
    ("came", "read"),
    [
        ("Nor\u00adland and Es\u200btonia", "Norland and Estonia"),
        ("\ufeffThe \u2067Quay\u2069 Union", "The Quay Union"),
        ("Cura\u0063\u0327ao", "Curaçao"),
        ("the Quay Union\u00b2 and the League[14] met", "the Quay Union and the League met"),
        ("an area of 5 km\u00b2 or 10\u00b3", "an area of 5 km or 10\u00b3"),
        ("a dialogue\t partner\nof the League", "a dialogue partner of the League"),
        ("One came.\nTwo went home.", "One came.\n\nTwo went home."),
        ("<p>One came.</p><p>Two went.</p>", "One came.\n\nTwo went."),
        ("Norland left the NQU.Estonia stayed.", "Norland left the NQU. Estonia stayed."),
        ("It left in 2024.Estonia stayed!A pity.", "It left in 2024. Estonia stayed! A pity."),
        ("\u201cWe stay.\u201dThe envoy left.", "\u201cWe stay.\u201d The envoy left."),
        ("The league left the U.N.Estonia stayed.", "The league left the U.N. Estonia stayed."),
        ("It left in 2024[2].Estonia stayed;Norland left.", "It left in 2024. Estonia stayed; Norland left."),
        ('Norland left."We stay."Estonia stayed.', 'Norland left. "We stay." Estonia stayed.'),
        ("It left (in May).Estonia stayed", "It left (in May). Estonia stayed"),
        ("In 1998.St. Brannoc left .Norland stayed here", "In 1998. St. Brannoc left . Norland stayed here"),
        ("\u201cWe stay,\u201dits envoy said.", "\u201cWe stay,\u201d its envoy said."),
        ("Nor\x07land left in 2011\u00b2.", "Norland left in 2011."),
        ("T&uuml;rland&nbsp;said&#x3A; &amp;quot;No.&amp;quot;", 'T\u00fcrland said: "No."'),
        (
            "T\u00c3\u00bcrland\u00e2\u20ac\u2122s \u00e2\u20ac\u0153No\u00e2\u20ac\x9d",
            "T\u00fcrland\u2019s \u201cNo\u201d",
        ),
        (
            "It said <<No>>, \u300aNo\u300b, ``No\u00b4\u00b4.",
            "It said \u00abNo\u00bb, \u201cNo\u201d, \u201cNo\u201d.",
        ),
        (
            "The New\nNorland and the long Isles of\nStorm left.",
            "The New Norland and the long Isles of Storm left.",
        ),
    ],
)
def test_what_is_set_oddly_is_read_as_what_it_says(came, read):
    assert prepared(came).text == read


@pytest.mark.parametrize(
    "plain",
    [
        "The U.S. desk",
        "at www.quay.Example",
        "J.R.R. Quay",
        "a Ph.D. of 2,000 pages",
        "One.\n\nTwo.",
        "a b",
    ],
)
def test_abbreviations_addresses_and_plain_texts_stay_as_they_are(plain):
    assert prepared(plain) == (plain, None)


PIECES = st.sampled_from(
    [
        "Norland",
        "u\u0308",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "\u200b",
        "\u00ad",
        ".",
        "\u00b9",
        "<p>",
        "NQU.Quay left",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join)))
def test_every_character_leads_back_to_where_it_came_from(text):
    ready = prepared(text)
    if ready.origin is None:
        assert ready.text == text
        return
    assert len(ready.origin.starts) == len(ready.origin.ends) == len(ready.text)
    for place, character in enumerate(ready.text):
        start, end = ready.origin.outward(place, place + 1)
        if character.isalnum() and text[start:end] == character:
            assert ready.origin.inward(start, end) == (place, place + 1)
    assert list(ready.origin.starts) == sorted(ready.origin.starts)
    assert (
        [*filter(str.isalpha, ready.text)]
        or not [*filter(str.isascii, filter(str.isalpha, text))]
        or "<" in text
    )


def test_what_is_read_has_the_offsets_of_the_text_as_it_came():
    text = "Est\u00adonia  joined\tthe SCO.Mo\u0301naco said on Friday that \u200bit stays.\u00b9"
    (line,) = extract([json.dumps({"id": "a", "published_on": "2024-06-12", "text": text}).encode()])
    found = json.loads(line)
    (claim,) = found["claims"]
    assert (claim["predicate"], claim["subject"], claim["org"]) == ("admitted", "EST", "SCO")
    assert text[slice(*claim["evidence"])] == "Est\u00adonia  joined\tthe SCO"
    (statement,) = found["statements"]
    assert text[slice(*statement["cue"])] == "said"
    assert text[slice(*statement["content"][0])] == "it stays"


@pytest.mark.parametrize("text", ["\u00ad", "\u200b\u00ad\ufeff", " \u00ad "])
def test_a_text_of_invisible_characters_alone_is_a_brief_without_claims(text):
    (found,) = extract([json.dumps({"id": "a", "text": text}).encode()])
    assert json.loads(found)["claims"] == []
