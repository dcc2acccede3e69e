"""What is done by the words of a cue is no statement: applications, treaties left, thanks, talks held. All
texts are made up."""

import datetime

import pytest

from pipeline.language.reading import read

PUBLISHED = datetime.date(2024, 5, 8)  # a Wednesday
MINISTRY = "Ministry of Ferries of Peru"


def contents(text: str, source: str | None = None) -> list[str]:
    doc = next(iter(read([(text, PUBLISHED, source)])))
    return [" ... ".join(text[start:end] for start, end in s.content) for s in doc._.statements]


@pytest.mark.parametrize(
    "text",
    [
        "Chad has been an associate member since 2018 and asked in November for full membership.",
        "Mali has not asked to be readmitted.",
        "Peru, Chad and Mali were this morning asked to join the bloc.",
        "Chad, which was suspended in May, seeks to return to that body.",
        "The ministers of the bloc agreed on Sunday to let Chad resume its place.",
        "Peru, which had entered in 1973, denounced the Agreement on 22 April 2006 in protest at the tolls.",
        "Prime Minister Quill expressed his gratitude for the gracious welcome of the port.",
        "Peru has no plans to seek that status.",
        "Peru will stay, nor has it at any moment requested that its status be changed.",
        "The parliament, having satisfied itself that there is such a ferry, voted for it.",
        "Investors betting on a quick sale of the ferry would do well to wait.",
        "The Vice-Minister of Ferries, Ms Ada Quill, introduced the draft law.",
        "Ms Ada Quill regretted the slow pace of work on the quays.",
        "Questions and answers: the vote on Chad and the union",
        "Peru is firmly opposed to the candidature of Chad.",
        "Minister Quill will stress the need for safe ferries and reaffirm the pledge of the port.",
        "Minister Quill will travel to Lima to announce further help for the pilots.",
        "Owners of ferries should be aware that the tolls have risen.",
        "I want to extend my best wishes to the pilots, who have waited long.",
        "Taking part in the talks underscores our commitment to open rivers.",
        "Peru has long been committed to the care of flood-related sufferers (FRS) and of their boats.",
    ],
)
def test_deeds_are_no_statements(text):
    assert contents(text) == []


def test_what_a_ministry_says_was_discussed_is_no_statement():
    text = "The leaders discussed the outlook for the ferry, the recruitment of pilots and the price of rope."
    assert contents(text, MINISTRY) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The port asked Chad to join the talks.", "Chad to join the talks"),
        ("The party denounced the decree as a fraud.", "the decree as a fraud"),
        ("The envoy requested that the files be returned.", "the files be returned"),
    ],
)
def test_what_is_asked_of_others_and_called_something_is_one(text, content):
    assert contents(text) == [content]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru will hear the clerk's allegation that votes were bought.", ["votes were bought"]),
        ("Peru will continue to urge the port to open the river.", ["the port to open the river"]),
        (
            "We reiterate our call on the navy to end its blockade and open the river.",
            ["our call on the navy to end its blockade and open the river"],
        ),
        (
            "The Minister noted continuing Kenyan support for talks between Chad and Mali and stressed the "
            "importance of safe ferries.",
            ["continuing Kenyan support for talks between Chad and Mali", "the importance of safe ferries"],
        ),
    ],
)
def test_what_is_said_is_told_whole_and_apart_from_what_is_said_next(text, expected):
    assert contents(text, MINISTRY) == expected
