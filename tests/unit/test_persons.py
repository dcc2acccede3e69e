"""Persons are found by name and office, linked to their fullest name, and told apart from outlets and
states."""

import functools

import pytest

from pipeline.language.names.offices import office_in, offices
from pipeline.language.reading import read


@functools.cache
def doc_of(text: str):
    return next(iter(read([(text, None)])))


def persons(text: str) -> list[tuple[str, str | None, str | None]]:
    """(words, name, country) of the mentions of persons."""
    return [(text[m.start : m.end], m.name, m.country) for m in doc_of(text)._.mentions if m.kind == "person"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norwegian Trade Minister Liv Berg left.",
            [("Norwegian Trade Minister Liv Berg", "Liv Berg", "NOR")],
        ),
        ("Liv Berg, Norway's trade minister, left.", [("Liv Berg", "Liv Berg", "NOR")]),
        (
            "The envoy of Ghana, Kofi Adu-Boateng, left.",
            [("The envoy of Ghana, Kofi Adu-Boateng", "Kofi Adu-Boateng", "GHA")],
        ),
        (
            "Bahraini columnist Nabil al-Mansur left.",
            [("Bahraini columnist Nabil al-Mansur", "Nabil al-Mansur", None)],
        ),
        ("Canada left early.", []),
        ("President Friday left.", [("President Friday", "Friday", None)]),
        ("Professor Kofi Adu (Ghana) left.", [("Professor Kofi Adu", "Kofi Adu", "GHA")]),
        (
            "Ghana's trade minister, Esi Sunday, left.",
            [("Ghana's trade minister, Esi Sunday", "Esi Sunday", "GHA")],
        ),
        ("The Bamako Herald closed.", []),
    ],
)
def test_mentions(text, expected):
    assert persons(text) == expected


def test_surnames_and_pronouns_are_the_fullest_name():
    text = "Norwegian Trade Minister Liv Berg arrived. Berg smiled, and she took her seat."
    assert [(words, name) for words, name, _ in persons(text)][1:] == [
        ("Berg", "Liv Berg"),
        ("she", "Liv Berg"),
        ("her", "Liv Berg"),
    ]


def test_two_of_one_surname_stay_apart():
    text = "Minister Liv Berg and Minister Odd Berg arrived."
    assert {name for _, name, _ in persons(text)} == {"Liv Berg", "Odd Berg"}


def test_mentions_stay_in_order():
    mentions = doc_of("Norwegian Trade Minister Liv Berg left Oslo for Lima, and she slept.")._.mentions
    assert [(m.start, m.end) for m in mentions] == sorted((m.start, m.end) for m in mentions)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("the deputy foreign ministers of both states", "foreign minister"),
        ("an assistant secretary-general of the bloc", "assistant secretary-general"),
        ("the finance ministry", "ministry"),
        ("two retired envoys", "envoy"),
    ],
)
def test_office_of_a_phrase(text, noun):
    doc = doc_of(text)
    assert office_in(doc, 0, len(doc))[0].noun == noun


def test_office_lexicon_is_wide():
    assert len(offices()) > 300


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Norwegian Trade Minister Berg Solvei arrived. Berg said that the road was open.", "Berg Solvei"),
        (
            "Norway's trade minister, Liv Berg Dahl, arrived. Berg said that the road was open.",
            "Liv Berg Dahl",
        ),
        ("Norway's trade minister, Liv Berg Dahl, arrived. Liv Berg said so.", "Liv Berg Dahl"),
        ("Trade Minister Liv Berg met Envoy Per Berg. Berg said that the road was open.", "Per Berg"),
        ("Trade Minister Berg Solvei met Envoy Liv Berg. Berg said that the road was open.", "Liv Berg"),
    ],
)
def test_one_word_of_a_name_is_the_fullest_name(text, last):
    """Synthetic: a family name may come first or in the middle; of two persons the last introduced is meant."""
    assert persons(text)[-1][1] == last


def test_one_word_of_two_names_is_nobodys():
    """Synthetic: a word within the names of two persons, the surname of neither, tells neither."""
    text = "Trade Minister Liv Berg Dahl met Envoy Per Berg Lund. Berg said that the road was open."
    assert [name for words, name, _ in persons(text) if words == "Berg" and name != "Berg"] == []


def test_capitals_before_a_colon_are_any_surname():
    """Synthetic: the minister of a transcript is called by the first of two surnames."""
    text = "Press conference of Minister Liv Berg Dahl\n\nQUESTION: Is it open?\n\nMINISTER BERG: It is.\n\nQUESTION: Why?"
    assert ("BERG", "Liv Berg Dahl") in [(words.split()[-1], name) for words, name, _ in persons(text)]
