"""Who speaks, and for whom, in what ministries, organisations and their spokesmen publish. All texts are made
up."""

import datetime

import pytest

from pipeline.language.names.publishers import ministry, outlet, publisher, publishing_organisation
from pipeline.language.reading import read
from pipeline.language.statements.sources import governing_subject

WEDNESDAY = datetime.date(2024, 6, 5)


def spoken(text: str, source: str | None = None) -> list[tuple[str | None, str | None]]:
    """Speaker and country of each statement, in text order."""
    (doc,) = read([(text, WEDNESDAY, source)])
    return [(s.speaker, s.speaker_country) for s in doc._.statements]


@pytest.mark.parametrize(
    ("source", "whose"),
    [
        ("ASEAN Secretariat, Jakarta", "org:ASEAN"),
        ("African Union Commission, Addis Ababa", "org:AU"),
        ("Ministry of Ferries, Tallinn", "EST"),
        ("Norway, Ministry of Ferries", "NOR"),
        ("UN, Permanent Mission of Norway", "NOR"),
    ],
)
def test_a_seat_after_a_comma_tells_whose_a_source_is_only_if_its_name_does_not(source, whose):
    assert publisher(source) == whose
    assert publishing_organisation(source) == (whose if whose.startswith("org:") else None)


@pytest.mark.parametrize(
    ("source", "by_government"),
    [
        ("a ferry ministry's website", True),
        ("transcript of a press briefing at the ministry in Lima", True),
        ("press release of Norway's ministry of ferries", True),
        ("the press department of ASEAN", False),
        ("Ministry Press Daily", False),
        ("a newspaper", False),
    ],
)
def test_what_a_government_publishes(source, by_government):
    assert ministry(source) is by_government


def test_a_press_briefing_is_no_newspaper_but_a_press_service_may_be_one():
    assert not outlet("a press briefing in Lima")
    assert outlet("Harbour Press Service")


def test_an_organisation_s_secretariat_at_its_seat_means_its_own_leaders_and_officers():
    text = (
        "Leaders leave the harbour\n\nThe heads of the islands met on Monday.\n\nLeaders called on banks to lower the "
        "price of ferries.\n\nThe OIF sent greetings. The Secretary-General, Ada Quill, said the quay was open."
    )
    assert spoken(text, "Commonwealth Secretariat, London") == [
        ("Leaders", "org:COMMONWEALTH"),
        ("Ada Quill", "org:COMMONWEALTH"),
    ]


def test_a_body_written_like_a_name_is_the_organ_that_the_text_named_before():
    text = (
        "Communique of the ECOWAS Authority of Ports and Ferries\n\nAbuja, 4 June 2024\n\n"
        "On harbours, the Authority noted that the quay is expected to open in May. It urged members to lower the dues."
    )
    name = "ECOWAS Authority of Ports and Ferries"
    assert spoken(text, "a secretariat") == [(name, "org:ECOWAS"), (name, "org:ECOWAS")]
    national = (
        "Nigeria is calm.\n\nThe Ports Authority closed the quay. The Authority said the gates were shut."
    )
    assert [country for _, country in spoken(national)] == ["NGA"]


def transcript(*lines: str) -> str:
    return "\n\n".join(["Press Conference by the Press Secretary", *lines])


ASKED = "REPORTER: Will the ferry to Peru open?"


@pytest.mark.parametrize(
    ("lines", "source", "country"),
    [
        # whose ministry it is tells the source, or that the state takes a position
        (("MS. QUILL: The quay is shut.", ASKED, "MS. QUILL: It will."), "foreign ministry, Oslo", "NOR"),
        (
            ("MS. QUILL: Norway welcomes this ferry.", ASKED, "MS. QUILL: It will."),
            "a foreign ministry's website",
            "NOR",
        ),
        # two who answer may be of two states, a newspaper may ask anybody
        (("MS. QUILL: Norway welcomes this ferry.", ASKED, "MR. BRAM: It will."), "a foreign ministry", None),
        (("MS. QUILL: Norway welcomes this ferry.", ASKED, "MS. QUILL: It will."), "a newspaper", None),
    ],
)
def test_who_alone_answers_at_a_ministry_speaks_for_its_state(lines, source, country):
    assert [of for _, of in spoken(transcript(*lines), source)] == [country, country]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The Minister of Ferries of Chile, the Hon. Ada Quill, today received a delegation from Peru. The Minister "
            "said that the quay was open.",
            ("Ada Quill", "CHL"),
        ),
        ("The Hon. Ada Quill, Minister of Ferries of Chile, said the quay was open.", ("Ada Quill", "CHL")),
        (
            "The secretary general of the African Union, the Rt. Hon. Ada Quill, said the quay was open.",
            ("Ada Quill", "org:AU"),
        ),
    ],
)
def test_a_full_stop_after_an_honorific_ends_no_sentence(text, speaker):
    assert spoken(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Both sides expressed the hope that Chile will join the ferry before long and underlined the importance of the quay "
        "for small boats.",
        "Leaders reaffirmed their support for small ports that face high debts and called on banks to lower the price.",
        "The Council put off to May the review of the request of Peru, made in 2019, and called on the port to finish its study.",
    ],
)
def test_a_verb_goes_on_with_the_main_one_of_its_tense(text):
    *_, (speaker, _) = spoken(text)
    assert speaker is not None and text.startswith(f"{speaker} ")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The port closed its gates on Monday, saying that the quay was full.", "2024-06-03"),
        ("The board voted on Tuesday to send a letter urging the port to reopen.", "2024-06-04"),
        ("The port, which closed on Monday, has gone on saying that the quay was full.", None),
    ],
)
def test_what_is_said_with_a_deed_is_said_on_its_day(text, day):
    (doc,) = read([(text, WEDNESDAY, None)])
    assert [s.said_on for s in doc._.statements] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "The Minister thanked Chile for sending tugs to the port and said that the ferry was late.",
        "The Council commended the port for its work on the new quay. It said that the ferry was late.",
    ],
)
def test_thanks_for_a_deed_tell_nothing_else(text):
    (doc,) = read([(text, WEDNESDAY, None)])
    assert [s.cue_lemma for s in doc._.statements] == ["say"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        # the byline of a reporter makes no release of a report
        (
            "Chile Waits\n\nBy Ada Quill\n\nPeru welcomes the ferry. Chile closed the quay. The deputy ferry "
            "minister, Odo Bram, said the gates were shut.",
            "CHL",
        ),
        # an apposition to the subject tells what a sentence is about
        (
            "Peru sent tugs. The owner, Chile, was late. Prime Minister Odo Bram said the gates were shut.",
            "CHL",
        ),
        # of two states of which as much speaks the one that sentences are about most often
        (
            "Chile waits for the ferry\n\nChile has closed the quay. Chile opened a port.\n\nPeru sent tugs.\n\nA "
            "government spokesman, Odo Bram, said the gates were shut.",
            "CHL",
        ),
    ],
)
def test_of_which_state_an_office_is_that_names_none(text, country):
    assert spoken(text) == [("Odo Bram", country)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The African Union has sent observers to Chile. Chile voted on Monday. Turnout was low, the election "
            "commission said.",
            ("the election commission", "CHL"),
        ),
        (
            "The African Union is divided. The union of the ferry owners said the gates were shut.",
            ("The union of the ferry owners", None),
        ),
    ],
)
def test_a_body_that_is_no_organisation_s_though_an_organisation_was_told(text, speaker):
    assert spoken(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The ferry minister of Chile was shouted at. Ada Quill, 41, who sells fish, said the gates were shut.",
            ("Ada Quill", None),
        ),
        (
            "Fiji quit the Pacific Islands Forum. Ada Quill of the Council for Free Ferries in Suva said the gates were "
            "shut.",
            ("Ada Quill", None),
        ),
        ("The ferry minister of Chile was late. Ada Quill said the gates were shut.", ("Ada Quill", "CHL")),
    ],
)
def test_somebody_of_whom_an_age_or_a_body_is_told_holds_no_office_told_before(text, speaker):
    assert spoken(text) == [speaker]


def test_a_secretariat_is_called_as_it_is_and_a_ministry_as_in_full():
    text = (
        "Report of the year\n\nThe ASEAN ports are full. The Secretariat believes that the quay is too long."
    )
    assert spoken(text, "ASEAN Secretariat, Jakarta") == [("The Secretariat", "org:ASEAN")]
    text = "Ada Quill of the Ministry of Ferries and Tugs received the crew. The Ministry said the quay was open."
    assert [name for name, _ in spoken(text)] == ["Ministry of Ferries and Tugs"]
    text = "The Ferry Ministry is shut, and so is the Ministry of Tugs. The Ministry said the quay was open."
    assert [name for name, _ in spoken(text)] == ["Ferry Ministry"]


def test_a_full_name_is_somebody_s_wherever_it_stands_again():
    text = (
        "The ferry minister of Chile, Ada Quill, received the crew of Peru's vice-president, Odo Bram. Ada Quill showed "
        "them the quay. She underlined that it was new. Odo Bram walked along it and said that it was long."
    )
    assert spoken(text) == [("Ada Quill", "CHL"), ("Odo Bram", "PER")]
    text = (
        "Odo Bram, the minister of Peru, left. The Odo Bram ferry sank. A maker of the Odo Bram ferry said P."
    )
    assert "Odo Bram" not in [name for name, _ in spoken(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Anyone who wants to join the ferry should be at the quay by ten.",
        "The club is open to any port that wishes to join.",
        "Which ports are in the club, and who would like to be?",
        "The works, admitted two years earlier, advanced slowly.",
        "The port's registry, asked for comment, sent a report.",
        "Neither has agreed to close the quay.",
        # plans and what lies ahead, which the model alone takes for reports
        "The minister is expected to leave for Lima on Sunday.",
        "Peru intends to double the output of its ports by the end of next year.",
        "Suva is interested in acceding to the Comprehensive Harbour Agreement (CHA), but has made no formal request.",
    ],
)
def test_whoever_there_may_be_says_nothing(text):
    assert spoken(text) == []


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ('According to an aide of Chile, quoted by the weekly O Cais, the port "will not close".', "O Cais"),
        (
            "Peru's ferry minister, Ada Quill, told her country's radio that the quay was open.",
            "her country's radio",
        ),
        ("Ada Quill told the Lima daily Correo-Mar yesterday that nobody had come.", "Correo-Mar"),
        ("Ada Quill told the radio station La Mar last week that the quay was shut.", "La Mar"),
        ("Ada Quill told USA Today that the quay was shut.", "USA Today"),
        ("The Blue Ports Alliance wrote in its newsletter that the quay was open.", None),
    ],
)
def test_who_relays(text, via):
    (doc,) = read([(text, WEDNESDAY, None)])
    assert [s.via for s in doc._.statements] == [via]


def test_excerpts_of_an_address_are_of_who_gives_it():
    text = (
        "Excerpts from the address of Minister Ada Quill at the Institute of Ports\n\nCallao, 4 June 2024\n\n"
        "I hope that the quay will open. We want Chile to be the tenth port."
    )
    said = spoken(text, "Ministry of Ferries, Lima")
    assert said == [("Ada Quill", "PER"), ("Ada Quill", "PER")]


def test_a_spokesperson_of_whoever_publishes_speaks_for_that_organisation():
    text = (
        'Accession of Turkmenistan\n\n"We keep the file," Deputy Spokesperson Ada Quill told correspondents. She '
        "pointed out that the talks go on."
    )
    assert spoken(text, "World Trade Organization, Information Division") == [("Ada Quill", "org:WTO")] * 2


def test_a_summit_speaks_for_the_organisation_that_publishes_and_is_no_title_in_capitals():
    text = (
        "COMMUNIQUÉ OF THE ORDINARY SUMMIT OF HEADS OF STATE\n\nThe Heads of State of the East African Community "
        "(EAC) met today.\n\nThe Summit recalled that Congo had joined. It directed the Council to wait."
    )
    assert spoken(text, "EAC Secretariat") == [("The Summit", "org:EAC")] * 2


@pytest.mark.parametrize(
    ("state", "country"),
    [
        ("Republic of Korea", "KOR"),
        ("Democratic Republic of the Congo", "COD"),
        ("Republic of Moldova", "MDA"),
    ],
)
def test_a_state_of_several_words_before_an_office_is_named_by_all_of_them(state, country):
    text = f"The talks with {state} Foreign Minister Ada Quill went well. Ada Quill said that the DPRK was not there."
    assert spoken(text) == [("Ada Quill", country)]


def test_what_is_said_to_somebody_by_name_does_not_describe_them():
    lines = (
        "Ada Quill, Ministry Spokesperson",
        "MS. QUILL: The quay is shut.",
        "REPORTER: Yes. Ada, you said yesterday that with the French envoy, you would open it?",
        "MS. QUILL: We will.",
    )
    assert ("Ada Quill", "NOR") in spoken(transcript(*lines), "foreign ministry, Oslo")


def test_whom_the_issuers_met_and_the_officers_of_organisations_are_not_theirs():
    """Synthetic: a release of an invented secretary; of those who speak only the Admiral may be hers."""
    text = (
        "A Call from the Quay\n\nAda Quill, Secretary of State\n\nI spoke today with Chairman Odo Bram. Chairman Bram "
        "said that the road was open. Admiral Jun Reed said that it was shut. The Director-General, Ana Roe, said that "
        "it was wet."
    )
    assert [country for _, country in spoken(text)] == [None, "USA", None]


@pytest.mark.parametrize(
    "text",
    [
        "Secretary Ada Quill spoke today with Peruvian Foreign Minister Odo Bram to reiterate that the road is open.",
        "Secretary Ada Quill met with Peruvian Foreign Minister Odo Bram to reiterate the ports' need for ferries.",
    ],
)
def test_what_a_meeting_was_for_is_said_by_whose_it_was(text):
    (doc,) = read([(text, WEDNESDAY, None)])
    cue = next(token for token in doc if token.text == "reiterate")
    assert governing_subject(cue).text == "Quill"
