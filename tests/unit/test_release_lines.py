"""Lines around the text of releases, transcripts and digests: what is a title, what is standing text. All
texts are made up."""

import pytest

from pipeline.language.text.release_lines import byline, digest, letterhead, place_and_date, turn
from pipeline.language.text.segments import divide

BODY = "Norland's foreign minister met her Sudland counterpart on Tuesday, and both agreed to reopen the ferry line."
MORE = "They will meet again in the autumn, when the harbour has been dredged and the customs house rebuilt."


def kinds(*parts: str) -> list[str]:
    text = "\n\n".join(parts)
    found = []
    for part in parts:
        at = text.index(part)
        found.append(next(s.kind for s in divide(text) if s.start <= at < s.end))
    return found


@pytest.mark.parametrize(
    "line",
    [
        "Ada T. Quill, Minister of State",
        "Ada Quill, Special Envoy for the Delta",
        "Office of the Spokesperson",
        "Ministry of Foreign Affairs",
        "By Ada Quill",
        "Presidential Press Service",
    ],
)
def test_who_signs_under_the_title_is_standing_text(line):
    assert kinds("Ferry Line to Reopen", line, BODY, MORE) == ["headline", "boilerplate", "news", "news"]
    assert byline(line)


@pytest.mark.parametrize("line", ["Talks in Lima, Ministers Hopeful of a Deal", "Ferry line to reopen", MORE])
def test_titles_and_sentences_are_no_bylines(line):
    assert not byline(line)


def test_an_office_may_begin_a_title():
    assert kinds("Department of Harbours Offers Reward", BODY, MORE)[0] == "headline"


@pytest.mark.parametrize(
    "line", ["MIRA, March 3 2014", "LOWTOWN 1994-05-12", "3 March 2014", "Tuesday, 4 May 2021"]
)
def test_place_and_date_under_a_title_belong_to_the_title(line):
    assert kinds("Norland would welcome inspectors.", line, BODY, MORE)[:2] == ["headline", "headline"]
    assert place_and_date(line)


def test_a_title_in_capitals_with_an_abbreviation_is_no_dateline():
    assert kinds("QUILL SAYS U.S. BACKS FERRY LOAN", BODY, MORE)[0] == "headline"


@pytest.mark.parametrize(
    "closing",
    [
        ["MINISTRY OF HARBOURS", "MIRA", "4 MAY 2021"],
        ["###"],
        ["# # #"],
        ["- END -"],
        ["End text."],
        ["Photo Credit: Harbour Wire", "Photo caption: Ada Quill at the quay"],
        ["(The briefing was concluded at 3:10 p.m.)"],
        ["For press inquiries, please contact the desk at desk@example.org."],
    ],
)
def test_what_closes_a_release_is_standing_text(closing):
    assert kinds("Ferry Line to Reopen", BODY, MORE, *closing) == [
        "headline",
        "news",
        "news",
        *["boilerplate"] * len(closing),
    ]


@pytest.mark.parametrize(
    "line",
    ["FOR IMMEDIATE RELEASE", "Begin text:", "The following is attributable to Spokesperson Ada Quill:"],
)
def test_what_opens_a_release_is_standing_text(line):
    assert kinds("Ferry Line to Reopen", "Office of the Spokesperson", line, BODY, MORE)[2] == "boilerplate"


def test_a_release_has_no_comment_and_asks_its_readers_for_nothing():
    assert kinds(
        "Ferry Line to Reopen",
        "Ada Quill, Minister of State",
        BODY,
        "Conclusions for the Customs Service",
        "We call on all partners to join us in opening the harbour.",
    )[2:] == ["news", "headline", "news"]


def test_a_transcript_is_news_to_its_last_word():
    parts = [
        "Briefing on Harbours",
        "Ada Quill, Spokesperson",
        "Mira, Norland",
        "MS QUILL: Good morning. In our view the line will reopen in May.",
        "QUESTION: Outlook?",
        "MS QUILL: Thank you. Subscribe to our channel.",
    ]
    assert kinds(*parts) == ["headline", "boilerplate", "headline", "news", "news", "news"]
    assert turn(parts[3])["speaker"] == "MS QUILL" and turn(BODY) is None


def test_the_items_of_a_digest_have_titles():
    parts = [
        "Norland's parliament approves the reopening of the ferry line to Sudland.",
        "Deputies in Norland's parliament voted on Tuesday to reopen the ferry.",
        "Flooding in Westmark closes three mountain roads.",
        "Context: flooding, Westmark",
        "The central bank of Estmark raises interest rates by a point.",
        "Estmark's central bank has raised its rates to eight per cent.",
    ]
    assert kinds(*parts) == ["headline", "news", "headline", "boilerplate", "headline", "news"]
    assert digest([BODY, MORE]) is None


def test_a_source_in_brackets_does_not_make_a_sentence_a_title():
    parts = ["Business and trade", f"{BODY} (Delta Wire)", "2019 harbour strike", f"{MORE} (Ridge Courier)"]
    assert kinds(*parts) == ["headline", "news", "headline", "news"]


def test_a_letterhead_is_in_capitals():
    assert (
        letterhead("MINISTRY OF HARBOURS")
        and not letterhead("Ministry of Harbours")
        and not letterhead("OK.")
    )
