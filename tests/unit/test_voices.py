"""First persons, lines of transcripts, and names beside quotations: whose words they are. All texts are made up."""

import pytest

from pipeline.language.reading import read

TITLE = "Ferry Line to Reopen"


def said(*paragraphs: str) -> list[tuple[str | None, str, str]]:
    """Speaker, content and proposer of each statement of a text."""
    doc = next(iter(read([("\n\n".join(paragraphs), None)])))
    return [
        (s.speaker, " ... ".join(doc.text[a:b] for a, b in s.content), s.proposed_by)
        for s in doc._.statements
    ]


def speakers(*paragraphs: str) -> list[str | None]:
    return [speaker for speaker, _, _ in said(*paragraphs)]


HOPE = "We hope that the line will reopen. I believe that it will pay for itself."


@pytest.mark.parametrize(
    "paragraphs",
    [
        (TITLE, "Ada T. Quill, Minister of State", HOPE),
        (TITLE, "Press Office", "The following is attributable to Spokesperson Ada T. Quill:", HOPE),
        ("Statement by Minister Ada T. Quill on the Ferry", HOPE, "The harbour is old."),
        ("Minister of State Ada T. Quill's Written Reply on the Ferry", HOPE, "The harbour is old."),
        (
            "QUESTION",
            "Mr Odo Bram: When will it reopen?",
            "REPLY",
            f"Dr Ada T. Quill: The harbour is old. {HOPE}",
        ),
    ],
)
def test_the_first_person_of_a_release_is_who_signs_or_is_named_as_speaking(paragraphs):
    assert speakers(*paragraphs) == ["Ada T. Quill", "Ada T. Quill"]


def test_the_first_person_of_a_report_is_nobody_s():
    assert said("The ferry is late. We believe that it will come.", "I hope that it does.") == []


def test_a_release_that_an_office_signs_speaks_for_itself():
    assert speakers(TITLE, "Office of the Spokesperson", "We hope that the line will reopen.") == ["We"]


def test_the_lines_of_a_transcript_are_their_speakers():
    found = said(
        "Briefing on the Ferry",
        "Ada Quill, Department Spokesperson",
        "MS QUILL: Good morning. The minister said that the line will reopen.",
        "We hope so.",
        "QUESTION: When?",
        "MS QUILL: In May.",
    )
    assert found == [
        ("Ada Quill", "Good morning. The minister said that the line will reopen.\n\nWe hope so.", "turn"),
        ("QUESTION", "When?", "turn"),
        ("Ada Quill", "In May.", "turn"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“The line will reopen in May.” – Ada Quill, minister for harbours",
        "“The line will reopen in May.” -Commissioner Ada Quill",
        "“The line will reopen in May.”\n\n— Ada Quill, the minister",
        "And from Minister Ada Quill of Norland:\n\n“The line will reopen in May.”",
        "Norland's harbour minister Ada Quill: “The line will reopen in May.”",
    ],
)
def test_a_name_beside_a_quotation_is_its_speaker(text):
    assert said(text) == [("Ada Quill", "“The line will reopen in May.”", "name")]


@pytest.mark.parametrize(
    "title",
    [
        "Ferry line will reopen in May: minister",
        "Ferry line will reopen in May - PM",
        "Minister - Ferry line will reopen",
    ],
)
def test_a_speaker_apart_from_a_clause_in_a_title(title):
    assert [
        rule for _, _, rule in said(title, "The harbour was dredged last year and is deep enough again.")
    ] == ["headline"]


def test_an_aside_between_dashes_is_no_attribution():
    assert speakers("The club – long divided – admitted Norland, the envoy said.") == ["the envoy"]


@pytest.mark.parametrize("reply", ["did not answer", "never replied", "did not respond", "said nothing"])
def test_who_does_not_answer_takes_no_quotation(reply):
    text = f'Minister Ada Quill said: "We will reopen the line.\n\n"We ask for patience." The harbour master {reply}.'
    assert set(speakers(text)) == {"Ada Quill"}
