"""Headline, news, comment and standing text, in every layout and for publishers never seen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.reading import parsing_text
from pipeline.language.text.paragraphs import paragraphs
from pipeline.language.text.segments import divide, standing_score
from pipeline.lexicon import lexicon_table
from schemas.lexicon_base import SegmentPhrases

NEWS = "Kenya will host the next meeting of the river states, its foreign ministry announced on Monday, and Uganda has agreed to come."
MORE = "A Ugandan envoy said that the date suited nobody. The members had wanted to meet in June."
VIEW = "The quarrel over dates hides a quarrel over money. Nobody wants to pay for the secretariat."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(segment.kind, text[segment.start : segment.end]) for segment in divide(text)]


STANDING = [
    "The Savanna Letter is a free weekly digest. Forward it to a friend or subscribe on our website.",
    "Copyright 2019 Harbour Media. All rights reserved.",
    "About us: we are a small newsroom funded by our readers. If you value what we do, please consider a donation.",
    "The views expressed here are those of the author and do not necessarily reflect the position of the institute.",
    "The Upland Institute is an independent, non-partisan research centre. It takes no institutional positions on policy.",
    "This note is for informational purposes only and is not investment advice.",
    "You are receiving this e-mail because you signed up for our newsletter. Unsubscribe at any time.",
    "Republishing is welcome under a Creative Commons licence, with credit to the Delta Wire and a link.",
    "Follow us on Mastodon and join our Telegram channel.",
    "Home | World | Politics | Business | About",
    "Read also: Ministers fail to agree on a date",
    "Reporting by our correspondents in Kampala; editing by the night desk.",
    "Back issues and advertising rates are available on request. Contact us at desk@example.org.",
    "The Highland Observer has been covering the region since 1998. It lives on subscriptions and the gifts of its readers.",
    "Terms of use | Privacy policy | Cookies",
    "\u00a9 2024 Ridge & Valley LLC",
    "You are receiving this letter because you asked for it. Leave the list | Privacy | Earlier letters",
    "The Ferry Times, est. 1911. Subscriptions: see page 4. Classifieds: two shillings a word.",
    "Printed copies may be ordered from the registry. Errors and omissions excepted.",
    "Circulated for comment; please do not quote without asking the authors. The centre receives core funding from one government.",
    "Did someone forward this to you? Sign up here. Tell your friends.",
    "QUARRY WIRE. Reproduction without a hyperlink is prohibited. Found a typo? Press Ctrl+Enter. About us - Jobs - Terms",
    "Lagoon Digest \u2022 compiled from the press of the islands \u2022 Archive \u2022 Donate",
]


@pytest.mark.parametrize("closing", STANDING)
def test_standing_text_at_the_end_is_boilerplate(closing):
    assert kinds(f"{NEWS}\n\n{MORE}\n\n{closing}") == [
        ("news", f"{NEWS}\n\n{MORE}"),
        ("boilerplate", closing),
    ]


@pytest.mark.parametrize("closing", STANDING)
def test_standing_text_ends_a_comment(closing):
    found = kinds(f"{NEWS}\n\nComment: {VIEW}\n\n{closing}")
    assert [kind for kind, _ in found] == ["news", "comment", "boilerplate"]


# Publishers of many kinds, none of which a list of phrases has.
UNSEEN_STANDING = [
    "Rope & Tackle Quarterly has its desk in a chandler's shop in Mombasa. Typos belong to the night shift.",
    "Thank you for listening. The programme is repeated at six on short wave; write to Box 40, Kisumu.",
    "Savanna Signals lands in 3,000 inboxes before breakfast. Hit reply if you spot an error.",
    "Delta Desk, suite 9, Quay Street. Opening hours: ten to four. Closed on market days.",
    "Printed on banana paper. Price: 300 shillings. Next issue on the first of the month.",
    "The authors thank two anonymous readers. Maps by P. Adoyo. Errors remain ours.",
    "Made possible by a grant from the Weir Fund, which had no part in the editing.",
    "Our app is on your phone's shop. Rate us, then tell a neighbour.",
    "Disclosure: the writer's brother owns shares in a ferry company. Charts are licensed for reuse.",
    "Photographs: courtesy of the harbour office. Layout: Studio Njia. Circulation: 900 copies.",
    "Complaints go to our ombudsman. We print corrections on page two.",
    "Join our evening briefing on Telegram. Ask us anything, and we will answer you on air.",
    "This text was first published in Swahili by Jua Kali Press and appears here by arrangement.",
    "Recipients may not store this sheet in a retrieval system. Handling: addressee only.",
    "Lantern House is a registered charity. Cheques are payable to the treasurer.",
    "Want this earlier? Upgrade to the morning edition, with no advertisements.",
    "UNCLASSIFIED. For distribution to staff. The originator bears no responsibility for the accuracy of press sources.",
    "Prices as of Friday's close. Authorised and regulated in two small jurisdictions. Securities can fall.",
    "Scan the code to get the podcast. New episodes drop when the editors wake up.",
    "Check your spam folder if we go missing, and add us to your address book.",
]


@pytest.mark.parametrize("closing", UNSEEN_STANDING)
@pytest.mark.parametrize("comment", ["", f"Comment: {VIEW}\n\n"])
def test_closing_words_of_publishers_never_seen_are_boilerplate(closing, comment):
    assert kinds(f"{NEWS}\n\n{MORE}\n\n{comment}{closing}")[-1] == ("boilerplate", closing)


NOT_STANDING = [
    "The independent commission said on Monday that the members had rejected the request of Uganda.",
    "Donors met in Nairobi and pledged money for the secretariat, a spokesman told reporters.",
    "The newspaper Daily Lantern reported that the minister had subscribed to the view of the council.",
    "The organisation, a founding member of the river forum, will admit Uganda at its summit.",
    "Kenya supports the work of the tribunal, and its parliament will vote on the protocol.",
    "We hope to join next year, the envoy said. You will see our flag in front of the building.",
    "Four members will pay. Uganda may leave, and Kenya could follow it.",
    "The fund, the bank and the registry will each get a seat. Burundi applied for two of them in May.",
    "\u201cRead the treaty,\u201d a delegate of Rwanda told reporters. \u201cYou and your readers will find no such clause.\u201d",
    "Rwanda joined in 2007. Burundi, too. South Sudan in 2016.",
    "River Council members: Kenya, Uganda, Tanzania. Observers: Burundi, Rwanda.",
    "Ethiopia has been suspended since May; its membership is under review.",
    "Write-offs of old dues helped Burundi, which was readmitted on Monday.",
    "Publishers in Kampala welcome the accession of South Sudan, and so does Kenya.",
    "The council publishes its decisions every spring; the members ratified the last of them in 2019.",
]


@pytest.mark.parametrize("closing", NOT_STANDING)
def test_news_at_the_end_is_not_boilerplate(closing):
    assert kinds(f"{NEWS}\n\n{closing}") == [("news", f"{NEWS}\n\n{closing}")]


MARKERS = [
    "Comment: ",
    "COMMENT: ",
    "Analysis: ",
    "Outlook: ",
    "Background: ",
    "Why it matters: ",
    "Why it matters\n\n",
    "Analysis\n\n",
    "The view from here: ",
    "Our view: ",
    "The bottom line: ",
    "What it means: ",
    "Comment \u2014 ",
    "**Analysis:** ",
    "Our analysis:\n\n",
    "The desk's view: ",
    "ANALYSIS. ",
    "So what? ",
    "To sum up. ",
    "What it means for your business. ",
    "Editor's remark: ",
    "The view from the ferry\n\n",
    "Our two cents: ",
    "Reading between the lines. ",
    "Explanatory note. ",
    "ANALYSIS\n",
    "Context: ",
    "## Outlook\n\n",
    "How this plays out: ",
    "HOW THIS ENDS. ",
    "What we are watching: ",
    "Columnist's view - ",
    "Bureau chief's angle. ",
    "Wider frame: ",
    "From the editor's chair: ",
    "A second thought. ",
    "Afterthought. ",
    "Behind the quarrel: ",
    "Market view\n\n",
    "Comment by our lake desk: ",
    "Where this leaves us: ",
    "READING THE WATER\n\n",
    "Thinking aloud: ",
    "My three cents: ",
    "Why care? ",
    "What could go wrong: ",
    "In short. ",
    "Key judgement: ",
    "**Larger picture.** ",
    "Parting thought \u2014 ",
    "What it adds up to: ",
    "Looking further ahead: ",
    "The deeper meaning: ",
    "Strategist's corner\n\n",
]


@pytest.mark.parametrize("marker", MARKERS)
def test_a_marker_opens_the_comment(marker):
    found = kinds(f"{NEWS}\n\n{marker}{VIEW}")
    assert [kind for kind, _ in found] == ["news", "comment"]
    assert found[1][1] == f"{marker}{VIEW}"


def test_comment_lasts_over_paragraphs_and_markers_until_a_marker_of_news():
    text = f"{NEWS}\n\nComment: {VIEW}\n\n{MORE}\n\nOutlook: {VIEW}\n\nThe news: {NEWS}\n\nAnalysis: {VIEW}"
    assert [kind for kind, _ in kinds(text)] == ["news", "comment", "news", "comment"]


NO_MARKERS = [
    "His comment: nobody had asked him.",
    "Background checks were made on all delegates.",
    "Analysis of the vote will take weeks, an official said.",
    "Outlook for trade is poor, the bank warned.",
    "Analysis is cheap. Acting is not.",
    "Note that nobody came.",
    "Kampala's view: the date is too early, its envoy said.",
    "Her assessment: nobody would come.",
    "Nobody offered an opinion. The meeting ended early.",
    "Ministers: all of them came. The chair took note.",
    "Kisumu - the talks were moved.",
    "Members so far: Kenya, Uganda and Tanzania.",
    "Next meeting: Arusha, in June.",
    "Who will come? Nobody knows, an official said.",
    "What happened next is disputed, a diplomat said.",
    "\u201cComment is free,\u201d said the envoy.",
]


@pytest.mark.parametrize("sentence", NO_MARKERS)
def test_words_of_markers_within_sentences_open_nothing(sentence):
    assert [kind for kind, _ in kinds(f"{NEWS}\n\n{sentence} {MORE}")] == ["news"]


HEADLINES = [
    "Kenya to host river summit",
    "River states meet in Kisumu, but nobody agrees on a date",
    "\u201cWe will wait,\u201d says Uganda as talks drag on",
    "Will Uganda come?",
    "KENYA TO HOST RIVER SUMMIT",
    "# Kenya to host river summit",
]


@pytest.mark.parametrize("headline", HEADLINES)
@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n\r\n", "\r\n"])
def test_a_title_line_is_the_headline(headline, gap):
    assert [kind for kind, _ in kinds(f"{headline}{gap}{NEWS}{gap}{MORE}")] == ["headline", "news"]


NO_HEADLINES = [
    "NAIROBI, 3 May (Lake Wire) - Kenya will host the summit.",
    "Good morning, here is the news of the week.",
    "Dear readers,",
    "Kenya will host the summit.",
    "NAIROBI:  Kenya will host the summit",
]


@pytest.mark.parametrize("opening", NO_HEADLINES)
def test_datelines_greetings_and_sentences_are_no_headlines(opening):
    assert [kind for kind, _ in kinds(f"{opening}\n\n{NEWS}")] == ["news"]


def test_a_lone_title_line_is_not_a_headline_of_nothing():
    assert kinds("Kenya to host river summit") == [("news", "Kenya to host river summit")]


def test_layouts_of_one_brief_have_the_same_parts():
    parts = ["Kenya to host river summit", NEWS, MORE, f"Analysis: {VIEW}", STANDING[0]]
    wanted = ["headline", "news", "comment", "boilerplate"]
    for joint in ("\n\n", "\n", "\r\n", "\r\n\r\n", "\n \n", "\n\n\n\n", "<br><br>", "</p>\n<p>"):
        text = joint.join(parts)
        assert [kind for kind, _ in kinds(text)] == wanted, repr(joint)
    assert [kind for kind, _ in kinds("".join(f"<p>{part}</p>" for part in parts))] == wanted


def test_wrapped_lines_are_not_paragraphs():
    wrapped = re.sub(r"(.{60,72}) ", r"\1\n", f"{NEWS} {MORE} {NEWS}")
    assert len(paragraphs(wrapped)) == 1
    assert [kind for kind, _ in kinds(f"{wrapped}\n\nComment: {wrapped}")] == ["news", "comment"]


def test_a_line_that_stops_in_mid_sentence_goes_on_in_the_next():
    assert (
        len(paragraphs("The harbour office of Norland\nopened. The quay stays shut for repairs till spring."))
        == 1
    )
    assert len(paragraphs("Harbours of Norland:\nthe old one\nthe new one\nThe quay")) == 3


def test_the_one_paragraph_after_a_title_is_no_standing_text_by_its_shape():
    told = "We thank the quay's keepers. All three harbours that we own are now open to you, and we keep them so."
    assert [kind for kind, _ in kinds(f"A word from the harbour office\n\n{told}")] == ["headline", "news"]


def test_boilerplate_is_blanked_for_the_parser_and_all_else_keeps_its_place():
    text = f"Kenya\u2019s bid\n\n{NEWS}\n\n{STANDING[1]}"
    seen = parsing_text(text, divide(text))
    assert len(seen) == len(text)
    assert STANDING[1] not in seen
    assert seen.startswith("Kenya's bid")
    assert seen[: len(text) - len(STANDING[1])].replace("'", "\u2019") == text[: len(text) - len(STANDING[1])]


def test_a_line_in_capitals_among_titles_is_read_in_small_letters():
    text = f"LAKE COUNCIL \u2013 BOARD OF HARBOURS AND QUAYS\n\nNotes of the session\n\n{NEWS}"
    found = divide(text)
    assert [segment.kind for segment in found][:2] == ["headline", "news"]
    seen = parsing_text(text, found)
    assert seen.startswith("Lake Council \u2013 Board OF Harbours and Quays\n\nNotes of the session\n")


def test_every_pattern_of_standing_text_is_found_in_its_example():
    for row in lexicon_table("segment_phrases", SegmentPhrases).iter_rows(named=True):
        assert re.search(row["pattern"], row["example"].lower()), row["pattern"]


STANDING_WORDS = (
    "Subscribe to our newsletter. All rights reserved. Follow us on Mastodon. "
    "The views expressed are the author's own."
)
REPORTED = "Norland and Uganda applied to join the Lake Council on Monday, the minister said. "


@pytest.mark.parametrize("repeated", [1, 3, 40])
@pytest.mark.parametrize("order", ["{news}{standing}", "{standing} {news}", "{news}{standing} {news}"])
def test_a_paragraph_with_news_and_a_few_standing_sentences_is_news(repeated, order):
    text = order.format(news=REPORTED * repeated, standing=STANDING_WORDS).strip()
    assert [segment.kind for segment in divide(text)] == ["news"]
    assert [segment.kind for segment in divide(f"{REPORTED}\n\n{text}")] == ["news"]


def test_a_long_paragraph_of_standing_text_is_boilerplate():
    text = f"{REPORTED}\n\n{STANDING_WORDS * 6}"
    assert [segment.kind for segment in divide(text)] == ["news", "boilerplate"]


def test_a_sentence_of_news_scores_below_nothing():
    assert standing_score("The minister said that parliament would ratify the protocol.") < 0


PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "Comment:",
        "Analysis",
        "Kenya said so.",
        "\u00a9 2020",
        "All rights reserved.",
        "<p>",
        "</p>",
        "A title",
        "\u2028",
        "\t",
        "\x0b",
        "\ufeff",
        "x",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=25).map("".join)))
def test_segments_of_any_text_are_in_order_apart_and_cover_it(text):
    segments = divide(text)
    end = 0
    for segment in segments:
        assert end <= segment.start < segment.end <= len(text)
        assert not text[segment.start].isspace() and not text[segment.end - 1].isspace()
        assert re.fullmatch(r"(?:\s|<[^<>]*>)*", text[end : segment.start])
        end = segment.end
    assert re.fullmatch(r"(?:\s|<[^<>]*>)*", text[end:])
    assert all(a.kind != b.kind for a, b in zip(segments, segments[1:], strict=False))
    assert len(parsing_text(text, segments)) == len(text)
