"""How newspapers tell what is said: clauses broken off by their cue, questions left unanswered, who is only called
something, of which state the ministers of a town's paper are. All texts are made up."""

import datetime

import pytest

from pipeline.language.reading import read

PUBLISHED = datetime.date(2024, 5, 8)  # a Wednesday


def statements(text: str, source: str | None = None):
    return next(iter(read([(text, PUBLISHED, source)])))._.statements


def contents(text: str) -> list[str]:
    return [" ... ".join(text[start:end] for start, end in s.content) for s in statements(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The toll fell in March, and a pier in Chile, according to two pilots there, was down to its last plank.",
            ["a pier in Chile ... was down to its last plank"],
        ),
        (
            "The carters pay late, and the millers, they said, are worse.",
            ["the millers ... are worse"],
        ),
        (
            "She counts the sheep twice and sighs, which the dog, she says, never does.",
            ["which the dog ... never does"],
        ),
        # nothing stands before the clause, or it is whole
        ("The millers, the warden said, are worse.", ["The millers ... are worse"]),
        (
            "The millers left, and the carters stayed, the warden said, and nobody paid.",
            ["The millers left, and the carters stayed"],
        ),
    ],
)
def test_a_clause_that_its_cue_breaks_off_begins_with_itself(text, expected):
    assert contents(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The warden did not say whether she would stay.",
        "The envoy would not say how many boats are still missing.",
        "The consul has not said what he expects to find.",
        "Peru's delegate, asked about the fog, spoke of other things.",
        "A curate, asked for comment, sang.",
    ],
)
def test_what_somebody_does_not_say_or_is_asked_is_no_statement(text):
    assert contents(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A curate in Lima, asked what would become of his bell, said it had survived two wars.",
            ["it had survived two wars"],
        ),
        ("A curate asked what would become of his bell.", ["what would become of his bell"]),
        (
            "Peru, whose ambassador assures everybody at every dinner that his country will pay next year, might wait.",
            ["his country will pay next year"],
        ),
        ("The millers believe, against all evidence, that the river will rise.", ["the river will rise"]),
        (
            "Two pilots came: one expected a letter in May, the other thought that it would take until June.",
            ["a letter in May", "it would take until June"],
        ),
        (
            'It will not, fisheries minister Rosa Bram-Lund told this newspaper: "We are staying, and we pay."',
            ['It will not ... "We are staying, and we pay."'],
        ),
        (
            "Buyers in Peru fear a cold January more than any guild: prices rose last month, and ports shut.",
            ["a cold January more than any guild"],
        ),
    ],
)
def test_what_is_said_is_told_apart_from_whom_it_is_said_to_and_what_was_asked(text, expected):
    assert contents(text) == expected


@pytest.mark.parametrize(
    ("text", "speaker", "country"),
    [
        (
            "The chair of the guild, a retired baker named Odo Bram-Lund, asked that the minutes be read.",
            "Odo Bram-Lund",
            None,
        ),
        (
            "The carters wait, and their chairman, a mild man called Bram, says that the road is closed.",
            "Bram",
            None,
        ),
        (
            "The chair of the guild, a man from Lima, says that the road is closed.",
            "The chair of the guild",
            None,
        ),
        (
            "Chad is a member of ASEAN, whose relief coordinator, Rosa Paredes, says that she has tents.",
            "Rosa Paredes",
            "org:ASEAN",
        ),
        (
            "Norway will close the port, and Chile, its government has announced, intends to do likewise.",
            "Chile's government",
            "CHL",
        ),
    ],
)
def test_who_speaks_by_what_stands_beside(text, speaker, country):
    (found,) = statements(text)
    assert (found.speaker, found.speaker_country) == (speaker, country)


def test_whose_envoy_speaks_is_told_by_the_state_s_name_and_not_by_its_capital_in_the_sentence():
    (found,) = statements("Mali left in 2001. Bamako has no wish to return, its ambassador said.")
    assert (found.speaker, found.speaker_country) == ("Mali's ambassador", "MLI")
    (found,) = statements("Bamako has no wish to return, its ambassador said.")
    assert (found.speaker, found.speaker_country) == ("Bamako's ambassador", "MLI")
    (found,) = statements("Mali left in 2001. Bamako is hot. Its ambassador said that it would not return.")
    assert (found.speaker, found.speaker_country) == ("Bamako's ambassador", "MLI")


@pytest.mark.parametrize(
    ("source", "country"), [("a Maseru weekly", "LSO"), ("The Oslo Courier", "NOR"), ("a weekly", None)]
)
def test_ministers_of_a_town_s_newspaper_are_of_its_state_where_the_text_tells_none(source, country):
    text = "The harbour fair opened in the rain.\n\nTransport minister Odo Bram said the road was open."
    (found,) = statements(text, source)
    assert found.speaker_country == country


def test_ministers_in_a_town_s_newspaper_are_of_the_state_that_their_paragraph_is_about():
    text = "The fair opened.\n\nPeru has shut its ports. Transport minister Odo Bram said the road was open."
    (found,) = statements(text, "a Maseru weekly")
    assert found.speaker_country == "PER"


def test_this_newspaper_is_called_so():
    (found,) = statements("The millers will wait, Rosa Paredes told this newspaper.")
    assert found.via == "this newspaper"
