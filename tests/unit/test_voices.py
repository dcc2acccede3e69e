"""First persons, lines of transcripts, and names beside quotations: whose words they are. All texts are made
up."""

import datetime

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


# A text of one line of a transcript, and joint statements.
def test_one_line_with_an_office_is_a_transcript():
    line = "SECRETARY QUILL: I think that the line is fine. We want it."
    found = said("Secretary Ada Quill Remarks at the Harbour", "Ada Quill, Secretary of Ferries", line)
    assert found == [("Ada Quill", "I think that the line is fine. We want it.", "turn")]


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (
            (
                "Joint Statement on the Ferries",
                "The following statement was released by Peru, Togo, and Benin on the day of the ferries:",
            ),
            "Peru, Togo, and Benin",
        ),
        (
            (
                "Joint Statement on the Ferries",
                "The following joint text was issued by the Governments of Togo and Benin.",
            ),
            "the Governments of Togo and Benin",
        ),
        (
            (
                "The Ferries of the Coast",
                "Following is a joint statement on the ferries issued by the Harbour Master on behalf of the Coast "
                "and the Ministers of Togo and Benin on Monday.",
            ),
            "the Harbour Master on behalf of the Coast and the Ministers of Togo and Benin",
        ),
        (
            ("Joint Statement by Minister Ada Quill and Envoy Odo Bram in Lima", "The ferries of Peru."),
            "Minister Ada Quill and Envoy Odo Bram",
        ),
        (
            (
                "On the Ferries",
                "The following statement was issued today by Ada Quill, Spokesman for President Odo Bram:",
            ),
            "Ada Quill",
        ),
        (("Free Harbour Coalition Statement on the Closing of Ferries",), "Free Harbour Coalition"),
    ],
)
def test_who_issues_a_joint_statement(paragraphs, speaker):
    assert speakers(*paragraphs, "Ferries matter.", "We urge the council to reopen the line.") == [speaker]


def test_how_a_text_was_adopted_is_nobodys_name():
    lead = "The following declaration was adopted by consensus on Monday."
    assert speakers("The Ferries", lead, "Ferries matter.", "We urge the council to reopen the line.") == []


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
            "Dr Ada T. Quill: The harbour is old.",
            HOPE,
        ),
    ],
)
def test_the_first_person_of_a_release_is_who_signs_or_is_named_as_speaking(paragraphs):
    assert speakers(*paragraphs)[-2:] == ["Ada T. Quill", "Ada T. Quill"]


def test_we_are_who_say_so_of_themselves():
    """Synthetic: the ministers of a joint declaration name themselves in its first sentence."""
    opening = "We, the Ministers of Trade of Peru, Togo and Benin, met in Lima on Monday."
    said_by = speakers(
        "JOINT DECLARATION", opening, "We regret that the ferry is late. We call on Ghana to wait."
    )
    assert said_by == ["the Ministers of Trade of Peru, Togo and Benin"] * 2


def test_all_who_say_so_of_themselves_are_named():
    """Synthetic: the last of a list of governments follows a comma, too."""
    governments = "the Governments of Peru, Togo, and the Kingdom of Norway"
    assert speakers("DECLARATION", f"We, {governments}, regret that the ferry is late.") == [governments]


def test_we_of_a_spokesperson_s_office_is_the_state_that_has_it_unless_others_speak_with_it():
    """Synthetic: two releases below an office that one state alone has."""
    line, text = "Office of the Spokesperson", "We expect the quay of the United States to reopen in May."

    def of(title):
        found = next(iter(read([(f"{title}\n\n{line}\n\n{text}", None, None)])))._.statements
        return [s.speaker_country for s in found]

    assert of("A Quay Reopens") == ["USA"]
    assert of("Peru and Chile Reopen a Quay") == [None]


def test_who_addresses_a_meeting_may_be_honourable():
    """Synthetic: an address by an invented minister, called honourable in its title."""
    title = "Address by the Hon. Ada T. Quill, Minister for Ferries of Ghana, to the Harbour Conference"
    assert speakers(title, "Dear colleagues,", "We hope that the line will reopen.") == ["Ada T. Quill"]


def test_who_addresses_a_meeting_may_be_named_behind_an_office_or_on_the_first_line_of_a_title():
    """Synthetic: the office with its article before the name, and a title that goes on with place and day."""
    speech = ("Dear Rector, dear friends,", "The quay is closed. I hope that the line will reopen.")
    officer = "Address by the Harbour Minister of Ghana, Hon. Ada T. Quill, at the opening of the quay"
    assert speakers(officer, "Accra, 6 August 2019", *speech) == ["Ada T. Quill"]
    plain = "Address by State Secretary Ada Quill-Bram"
    assert speakers(plain, "University of Tema, 9 May 2022", *speech) == ["Ada Quill-Bram"]


def test_a_ministry_says_we_for_its_state():
    """Synthetic: in what a ministry publishes, and in no newspaper, 'we' is the state."""
    text = "Ghana runs two ferries.\n\nWe expect the line to reopen in May. I hope that it pays."

    def of(source, text=text):
        found = next(iter(read([(text, None, source)])))._.statements
        return [(s.speaker, s.speaker_country) for s in found]

    assert of("Ministry of Foreign Affairs of Ghana") == [("Ghana", "GHA")]
    assert of("The Ghana Times") == []
    joint = f"Joint Statement on the Ferry\n\n{text}"
    assert of("Ministry of Foreign Affairs of Ghana", joint) == [("We", None)]


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
        ("Ada Quill", "In May.", "turn"),
    ]


def test_a_speaker_s_line_of_thanks_alone_states_nothing():
    found = said(
        "Briefing on the Ferry",
        "Ada Quill, Department Spokesperson",
        "MS QUILL: The line will reopen.",
        "QUESTION: When?",
        "MS QUILL: Thank you all very much.",
    )
    assert found == [("Ada Quill", "The line will reopen.", "turn")]


@pytest.mark.parametrize(
    "text",
    [
        "“The line will reopen in May.” – Ada Quill, minister for harbours",
        "“The line will reopen in May.” -Commissioner Ada Quill",
        "“The line will reopen in May.”\n\n— Ada Quill, the minister",
        "“The line will reopen in May.” (Ada Quill, minister for harbours)",
        "And from Minister Ada Quill of Norland:\n\n“The line will reopen in May.”",
        "Norland's harbour minister Ada Quill: “The line will reopen in May.”",
    ],
)
def test_a_name_beside_a_quotation_is_its_speaker(text):
    assert said(text) == [("Ada Quill", "“The line will reopen in May.”", "name")]


@pytest.mark.parametrize(
    "text",
    [
        "The “May line” (Peru, Togo) will reopen.",
        "“The line will reopen.” (Wire)",
        "“The line” (Minister Ada Quill) is old.",
    ],
)
def test_brackets_after_a_quotation_that_name_nobody_who_says_it(text):
    assert said(text) == []


def test_a_day_between_a_name_and_a_colon_is_when_it_was_said():
    text = "Minister Ada Quill on Monday: “The line will reopen in May.”"
    doc = next(iter(read([(text, datetime.date(2024, 5, 15))])))
    assert [s.said_on for s in doc._.statements] == ["2024-05-13"]


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


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("UN Secretary-General Bo Ki-sung said it was late.", "Bo Ki-sung", "it was late"),
        ("Minister for Trade and Industry Odo Bram said it was late.", "Odo Bram", "it was late"),
        ("Minister of State Ada T. Quill said it was late.", "Ada T. Quill", "it was late"),
        ("Prime Minister of Sweden Odo Bram said it was late.", "Odo Bram", "it was late"),
        ("Prime Minister May said that it was late.", "May", "it was late"),
        (
            "The chairman of the session, Ambassador Odo Bram of Peru, said it was late.",
            "Odo Bram",
            "it was late",
        ),
    ],
)
def test_titles_portfolios_and_hyphens_before_a_name(text, speaker, content):
    assert [(who, what) for who, what, _ in said(text)] == [(speaker, content)]


def test_an_office_before_another_title_and_a_label_above_the_minutes_name_who_holds_it():
    """Synthetic: 'Ambassador' behind the office, and a line of the office and the name alone."""
    call = "The Secretary-General of Ferries of Ghana, Ambassador Ada Quill, spoke today with Odo Bram."
    assert speakers(call, "The Secretary-General hopes that the quay will open.") == ["Ada Quill"]
    minutes = ("MINUTES OF THE HARBOUR COUNCIL", "Chairperson: H.E. Ms Ada Quill (Ghana)", "1. Opening")
    assert speakers(*minutes, "The Chairperson recalled that the quay was closed.") == ["Ada Quill"]


def test_a_statement_by_somebody_stands_in_the_next_paragraph():
    """Synthetic: a line that ends with a colon says by whom the quotation below it is."""
    line = (
        "Statement by Ada Quill, Chair of the Harbour Committee of Ghana, following the meeting of ministers:"
    )
    assert speakers(line, "\u201cThe ferry is late. We ask the port to wait.\u201d") == ["Ada Quill"]


def test_an_official_is_whoever_the_next_sentence_names_of_the_same_body():
    found = speakers(
        "A senior Harbour Bank official said that the loan was safe.",
        '"We have time," Odo Bram, a director of the Harbour Bank, told reporters.',
        '"It is a small loan," the Harbour Bank official said.',
    )
    assert found == ["Odo Bram"] * 3


def test_he_is_whom_the_paragraph_speaks_of():
    found = speakers(
        "Ada Quill said that the line would reopen.",
        "The crowd protested against Captain Odo Bram's plan. He has told friends that he will not go.",
    )
    assert found == ["Ada Quill", "Odo Bram"]


def test_an_abbreviation_has_the_name_that_the_brief_gives_with_it():
    text = "The Delta Harbour Board (DHB) met on Monday. The DHB said that the line would reopen."
    assert speakers(text) == ["Delta Harbour Board"]


def test_of_two_outlets_the_one_that_is_quoted_is_the_source():
    text = "According to the Delta Wire, quoting the Ridge Courier, the line will reopen in May."
    doc = next(iter(read([(text, None)])))
    assert [(s.speaker, s.via) for s in doc._.statements] == [("the Ridge Courier", "Delta Wire")]


@pytest.mark.parametrize(
    "text",
    [
        "Norland welcomed the new ferry.",
        "Norland's envoy criticised the delay.",
        "The crisis demands patience.",
        "Nobody asked for a reason.",
        "Norland asked to join the club.",
        "Minister Dorn's visit underscores the importance of the ferry.",
        "We condemned the court's decision to describe the quay as safe.",
        "The town is committed to painting the quay.",
        "The town is proud to welcome Norland as the tenth port of the line.",
        "The ferry sails to the Delta Union's ports, member states, and islands.",
        "From painting boats to advocating for a longer quay, the town and the port work together.",
    ],
)
def test_deeds_and_things_say_nothing(text):
    assert [found for found in said(text) if found[2] != "learned"] == []


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Norland wants the quota raised.", ["the quota raised"]),
        ("The opposition demanded that the envoy be summoned.", ["the envoy be summoned"]),
        ("The harbour office is proud to announce the opening of the quay.", ["the opening of the quay"]),
        ("Norland has committed to a longer quay.", ["a longer quay"]),
        ("She asked the members for patience.", ["the members for patience"]),
        ("The envoys pledged support for Norland at a meeting in Oslo.", ["support for Norland"]),
        ("The envoy reaffirmed Norland's support for the ferry.", ["Norland's support for the ferry"]),
        (
            "She said both states had agreed and added that a test would follow.",
            ["both states had agreed", "a test would follow"],
        ),
        (
            'Norland would agree, its envoy said, "once the line is open."',
            ['Norland would agree ... "once the line is open."'],
        ),
        ("The mood was bleak: according to the envoy, the line was shut.", ["the line was shut"]),
    ],
)
def test_contents_of_constructions(text, contents):
    assert [content for _, content, _ in said(text)] == contents


def test_a_quotation_that_is_a_paragraph_goes_on_with_the_one_before_it():
    text = '"We have time," Odo Bram told reporters.\n\n"The loan is small. Nobody doubts that."\n\nThe line is shut.'
    assert [content for _, content, _ in said(text)] == [
        '"We have time," ... "The loan is small. Nobody doubts that."'
    ]


def test_a_title_in_capitals_is_read():
    assert speakers(
        "ADA QUILL SAYS NORLAND BACKS FERRY LOAN", "Minister Ada Quill spoke to reporters in Lima."
    ) == ["Ada Quill"]


def test_an_encoded_mark_opens_a_quotation():
    doc = next(iter(read([("The envoy said: &quot;Norland supports the ferry.&quot;", None)])))
    assert [s.quote for s in doc._.statements] == ["direct"]


QUESTION = "Question (Delta Radio): Is the ferry still running?"


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            (QUESTION, "Ada Quill: It is. We never stopped it."),
            [("Ada Quill", "It is. We never stopped it.")],
        ),
        (("REPORTER: And the bridge?", "MS QUILL: It is open."), [("Quill", "It is open.")]),
        (("Q: And the bridge?", "A: It is open."), [("A", "It is open.")]),
        # no question, no line of a transcript; a city is a dateline
        (("The ferry is late.", "Harbour Notes: It is open."), []),
        (("LIMA: The ferry is late.", "BERLIN: The bridge is open."), []),
    ],
)
def test_who_answers_is_quoted_and_who_asks_is_not(paragraphs, expected):
    """Synthetic: lines of an interview, of notes and of an agency's round-up."""
    found = [(speaker, content) for speaker, content, _ in said("Ferries in May", *paragraphs)]
    assert found == expected


def countries(source: str, *paragraphs: str) -> list[tuple[str | None, str | None]]:
    """Speaker and country of each statement of a text with a source."""
    doc = next(iter(read([("\n\n".join(paragraphs), None, source)])))
    return [(s.speaker, s.speaker_country) for s in doc._.statements]


ASKED = "The Peruvian side said that the ferry will stop. What is your view?"


def test_names_in_small_letters_that_answer_one_another_are_turns():
    """Synthetic: a spokesperson's conference in which each outlet asks once."""
    found = said(
        "Spokesperson Ada Quill's Regular Press Conference on May 3, 2024",
        f"Delta Ledger: {ASKED}",
        "Ada Quill: The ferry serves both shores. We hope that it goes on.",
        "Harbour: Will the quay be closed?",
        "Ada Quill: Please ask the port.",
        "The transcript has been shortened.",
    )
    assert found == [
        ("Delta Ledger", ASKED, "turn"),
        ("Ada Quill", "The ferry serves both shores. We hope that it goes on.", "turn"),
        ("Harbour", "Will the quay be closed?", "turn"),
        ("Ada Quill", "Please ask the port.", "turn"),
    ]


def test_whoever_answers_at_a_ministry_speaks_for_its_state_and_who_asks_for_none():
    found = countries(
        "Ministry of Foreign Affairs, Lima",
        "Spokesperson Ada Quill's Regular Press Conference on May 3, 2024",
        f"Delta Ledger: {ASKED}",
        "Ada Quill: The ferry serves both shores.",
        "Harbour Ledger: Will the quay be closed?",
        "Ada Quill: Please ask the port.",
    )
    assert found == [
        ("Delta Ledger", None),
        ("Ada Quill", "PER"),
        ("Harbour Ledger", None),
        ("Ada Quill", "PER"),
    ]


def test_brackets_tell_for_whom_a_line_of_a_transcript_asks():
    """Synthetic: titles in small letters, the outlet of who asks in brackets."""
    found = said(
        "Transcript of the press briefing by Ada Quill, Spokesperson of the Harbour Union",
        "Ms Quill: Good morning. The ferry sailed on Sunday.",
        "Mr Bram (Radio Delta): The pilots are on strike. Will the quay close?",
        "Ms Quill: Let me be precise. The quay is open.",
        "Mr Bram: And the lock? Some say that it leaks.",
        "Ms Quill: It does not leak.",
    )
    assert [(content, rule) for _, content, rule in found] == [
        ("Good morning. The ferry sailed on Sunday.", "turn"),
        ("The pilots are on strike. Will the quay close?", "turn"),
        ("Let me be precise. The quay is open.", "turn"),
        ("And the lock? Some say that it leaks.", "turn"),
        ("It does not leak.", "turn"),
    ]


def test_lines_with_a_colon_of_which_none_asks_are_no_turns():
    lines = ("Key Points: The quay is old.", "Key Points: The ferry is new.", "Press Contact: The port.")
    assert said("Ferries in Peru", *lines) == []


def test_the_title_tells_for_whom_a_surname_in_capitals_speaks():
    """Synthetic: an interview whose subtitle gives the office and whose first sentence the name."""
    found = countries(
        "Harbour Review",
        "The man at the quay",
        "Chad's deputy ferry minister on boats and fog",
        "Odo Quill-Bram receives us in a shed. He smokes.",
        "Chad stopped paying its dues. Are you in?",
        "QUILL-BRAM: On paper we are in. The fog is thick.",
        "And the boats?",
        "QUILL-BRAM: They will sail.",
    )
    assert found == [("Odo Quill-Bram", "TCD")] * 2


def test_whom_a_title_names_goes_before_the_office_that_signs():
    foot = "Embassy of the Republic of Peru - Press and Culture Section"
    title = "Remarks by Ambassador Ada T. Quill at the River Forum"
    assert speakers(title, f"Dear colleagues, the harbour is old. {HOPE}", foot) == ["Ada T. Quill"] * 2


def test_we_are_who_met_as_the_first_sentence_tells():
    found = countries(
        "Chair of the Association of Southeast Asian Nations",
        "CHAIRMAN'S STATEMENT OF THE FERRY MEETING",
        "1. The Heads of State and Government of the ASEAN Member States gathered today for the meeting.",
        "2. We clarified that the ferry has not been sold. We called on our Ministers to wait.",
    )
    assert found == [("The Heads of State and Government of the ASEAN Member States", "org:ASEAN")] * 2


def test_the_clauses_of_a_resolution_are_the_words_of_its_body():
    """Synthetic: paragraphs that begin with a verb, some with several clauses, below a preamble."""
    paragraphs = (
        "COMMUNIQUÉ",
        "Adopted by the Ferries and Harbours Council of the African Union (AU) at its meeting on the quays,",
        "The Ferries and Harbours Council, having heard the opening remarks of its Chairperson;",
        "Mindful of its communiqué of 31 August 2023, by which the quay was closed;",
        "1. Congratulates the people of Chad on the opening of the quay;",
        "2. Recalls that Guinea and Mali remain suspended, and that the quay depends on the tide;",
        "3. Regrets the departure of Mali, which took effect in May; stresses that the boats should sail; and "
        "encourages both sides to pursue the talks;",
        "4. Requests the Commission to dispatch a ferry before the end of the year;",
        "5. Decides to remain seized of the matter.",
    )
    assert [content for _, content, _ in said(*paragraphs)] == [
        "Guinea and Mali remain suspended, and that the quay depends on the tide",
        "the boats should sail",
        "both sides to pursue the talks",
        "the Commission to dispatch a ferry before the end of the year",
    ]
    assert {country for _, country in countries("African Union", *paragraphs)} == {"org:AU"}


def test_clauses_of_a_resolution_hope_express_and_recall_in_the_preamble():
    """Synthetic: an abbreviation behind the body, 'expresses its concern about', a second verb in a clause."""
    paragraphs = (
        "DECLARATION",
        "The Parliament of MERCOSUR (PM),",
        "Recalling that the ferry of Paraguay was laid up in May, and that no boat has crossed since;",
        "Having regard to the protocol which the pilots signed in Brasília;",
        "1. Expresses its deep concern about the state of the northern quay;",
        "2. Hopes to see the ferry afloat before winter;",
        "3. Calls on the captains to paint the hull, and encourages them to publish their accounts;",
        "4. Expresses its thanks to the crew.",
    )
    assert [content for _, content, _ in said(*paragraphs)] == [
        "the ferry of Paraguay was laid up in May, and that no boat has crossed since",
        "the state of the northern quay",
        "to see the ferry afloat before winter",
        "the captains to paint the hull",
        "them to publish their accounts",
    ]
    assert set(countries("a parliament", *paragraphs)) == {("The Parliament of MERCOSUR", "org:MERCOSUR")}
