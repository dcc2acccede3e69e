"""Statements are read out of sentences of every form: source, cue, content, quote, via and date."""

import datetime
import functools

import pytest

from pipeline.language.reading import read
from tests.unit.without_model import rules_alone  # noqa: F401

pytestmark = pytest.mark.usefixtures("rules_alone")
PUBLISHED = datetime.date(2024, 5, 8)  # a Wednesday


@functools.cache
def doc_of(text: str):
    return next(iter(read([(text, PUBLISHED)])))


def contents(text: str) -> list[str]:
    """Contents of the statements, pieces joined by ' ... '."""
    return [" ... ".join(text[start:end] for start, end in s.content) for s in doc_of(text)._.statements]


def only(text: str):
    found = doc_of(text)._.statements
    assert len(found) == 1, contents(text)
    return found[0]


def part(text: str, span) -> str | None:
    return text[slice(*span)] if span else None


CONTENTS = [
    # direct, with its continuation, inverted, broken by the cue
    (
        '"The door stays open," the Dutch envoy said. "It always was."',
        ['"The door stays open," ... "It always was."'],
    ),
    ("“We pay our dues,” said a Chadian diplomat.", ["“We pay our dues,”"]),
    ("«The pact is safe», the premier of Chad said.", ["«The pact is safe»"]),
    (
        "''The pact is safe,'' the premier of Chad said. ''It will last.''",
        ["''The pact is safe,'' ... ''It will last.''"],
    ),
    ('"We hope," the Laotian minister said, "that it lasts."', ['"We hope," ... "that it lasts."']),
    ('The minister answered: "Not before the vote."', ['"Not before the vote."']),
    ('"It is over," shrugged a Swiss negotiator.', ['"It is over,"']),
    ('"The text is weak," was how one Omani delegate summed it up.', ['"The text is weak,"']),
    # a quotation over two paragraphs
    ('"We have waited.\n\n"Now we act," the Peruvian envoy said.', ['"We have waited.\n\n"Now we act,"']),
    # two statements, each with a quotation of its own
    ('"It is late," Ms Lund said. "It is dark," she added.', ['"It is late,"', '"It is dark,"']),
    # parenthetical cues
    ("Nobody, the Malian minister insisted, had been asked.", ["Nobody ... had been asked"]),
    ("Until then, a Fijian official warned, the talks are frozen.", ["Until then ... the talks are frozen"]),
    ("The bill, countered a Thai official, had been paid.", ["The bill ... had been paid"]),
    ("Peru will follow, a spokeswoman, Rita Leon, said.", ["Peru will follow"]),
    # clauses, coordinated ones and second verbs
    (
        "The Gabonese minister said that the talks had failed and that the envoy would leave.",
        ["the talks had failed and that the envoy would leave"],
    ),
    (
        "The envoy said the text was ready, adding that only the date was open.",
        ["the text was ready", "only the date was open"],
    ),
    ("The ministry denied having received any letter.", ["having received any letter"]),
    ("Ghana hopes the talks will resume; Togo has sent nobody.", ["the talks will resume"]),
    ("Chile announced that it would leave, hours after the vote in Lima.", ["it would leave"]),
    # attitudes
    ("Tunis wants a ruling before the winter.", ["a ruling before the winter"]),
    (
        "The bloc urged both capitals to hold their fleets back.",
        ["both capitals to hold their fleets back"],
    ),
    ("Jakarta is hoping to join in June.", ["to join in June"]),
    ("The Union called for a signature before the summer.", ["a signature before the summer"]),
    # nouns and phrases
    ("The Kremlin voiced readiness to back the bid.", ["to back the bid"]),
    ("There are fears in Paris that the deal will fail.", ["the deal will fail"]),
    ("According to two Danish officials, the fleet will sail.", ["the fleet will sail"]),
    ("The fleet, according to two Danish officials, will sail.", ["The fleet ... will sail"]),
    (
        "Oman expects rain to fall, according to its ministry of agriculture; a drought cannot be ruled out.",
        ["Oman expects rain to fall"],
    ),
    ("A pact is a promise, in the words of a retired Greek diplomat.", ["A pact is a promise"]),
    ('The Czech envoy\'s answer was short: "Not now."', ['"Not now."']),
    # no source
    ("It is feared in Oslo that the quota will shrink.", ["the quota will shrink"]),
    ("Both states were told that they would be heard.", ["they would be heard"]),
    ("The fleet will sail, it was announced in Athens.", ["The fleet will sail"]),
    # a time between the cue and its clause, and what was done since
    ("Peru announced that month that it would leave; it never did.", ["it would leave"]),
    (
        "Lima said in 2022 that it would apply, has since held many hearings, and has not got round to it.",
        ["it would apply"],
    ),
    # what goes on in reported speech behind the cue
    (
        "The pact binds nobody, the League's assistant secretary-general Odo Bram told a press conference; "
        "each port would act “according to its own tides”.",
        ["The pact binds nobody ... each port would act “according to its own tides”"],
    ),
    (
        "Peru had done “most of its homework”, the Chadian envoy Ada Quill told a panel on Thursday, but Chad "
        "would agree to nothing before there had been a clean vote.",
        [
            "Peru had done “most of its homework” ... Chad would agree to nothing before there had been a clean "
            "vote"
        ],
    ),
    (
        "Minister Odo Bram called the court a farce; a bill, he added, would be tabled after Easter.",
        ["the court a farce", "a bill ... would be tabled after Easter"],
    ),
    # an apposition to what is said
    (
        "Foreign Minister Odo Bram informed the port that his country no longer wished to sail, a formula over "
        "which the lawyers are bent to this hour.",
        ["his country no longer wished to sail"],
    ),
    # an object called something
    ('The Nepalese delegate called the text "a soup without salt".', ['the text "a soup without salt"']),
]


@pytest.mark.parametrize(("text", "expected"), CONTENTS)
def test_contents(text, expected):
    assert contents(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A senior aide, who asked not to be named, left the room.",
        "The minister did not say when the treaty would be signed.",
        "If the envoy says that the talks are over, the markets will fall.",
        "It is too early to tell whether the ceasefire will hold.",
        "The record of that summit shows what a promise is worth.",
        "Poland backs the bid and opposes the delay.",
        "The sailors' boats lay in the harbour.",
        "Asked about the delay, the minister left.",
        "The embassy declined to comment.",
        "Peru, which joined last year, has shown us that a small port is no obstacle.",
        "Ghana cannot agree to that request.",
        "Rabat politely said no, and we were given a fund of five billion dollars.",
        "The levy that Lima has announced will hurt the fishermen of Chile first.",
        "Nothing in the treaty says when, or whether, a partner becomes a member.",
    ],
)
def test_no_statement(text):
    assert contents(text) == []


def test_no_statement_within_another():
    text = "The premier said that the king had promised to resign and that the queen hoped he would."
    assert len(doc_of(text)._.statements) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"We will stay," the envoy said.', "direct"),
        ("The envoy said they would stay.", "indirect"),
        ('The envoy said they would stay "for now".', "mixed"),
    ],
)
def test_quote(text, kind):
    assert only(text).quote == kind


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        # who issues a text says what it says; what somebody says is no part of the source
        (
            "The port of Norland issued a statement on Monday saying that the cranes were idle.",
            "The port of Norland",
            "saying",
        ),
        (
            "The pilots sent the council a letter demanding that the quay be rebuilt.",
            "The pilots",
            "demanding",
        ),
        ("A ferry captain praised officials saying that the quay was safe.", "officials", "saying"),
        (
            "The Chadian trade minister, Idris Abakar, said the road was open.",
            "The Chadian trade minister, Idris Abakar",
            "said",
        ),
        ("Idris Abakar, the Chadian trade minister, said the road was open.", "Idris Abakar", "said"),
        (
            "A Malian official who had copied the file said nobody spoke.",
            "A Malian official who had copied the file",
            "said",
        ),
        ("The road was open, the minister pointed out.", "the minister", "pointed out"),
        (
            "According to a draft seen by the paper, the road is open.",
            "a draft seen by the paper",
            "According to",
        ),
        (
            "According to the Bamako Herald, Mali's premier, Idris Abakar, has left.",
            "the Bamako Herald",
            "According to",
        ),
        ("Nothing has changed, reports the agency Sahel-Info.", "the agency Sahel-Info", "reports"),
        ("It is said that the road is open.", None, "said"),
        (
            "The rulers of Mali, Niger and Chad announced that they would leave.",
            "The rulers of Mali, Niger and Chad",
            "announced",
        ),
    ],
)
def test_source_and_cue(text, source, cue):
    statement = only(text)
    assert part(text, statement.source) == source
    assert part(text, statement.cue) == cue


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("The Malian minister told the newspaper Le Fleuve that the road was open.", "Le Fleuve"),
        ("The Malian minister told reporters that the road was open.", None),
        ("A Malian official, quoted by the agency Sahel-Info, said the road was open.", "Sahel-Info"),
        ("The agency Sahel-Info quoted the Malian minister as saying the road was open.", "Sahel-Info"),
        (
            "The Malian minister was quoted by the Bamako Herald as saying that the road was open.",
            "Bamako Herald",
        ),
        ("The Malian minister said the road was open, according to the weekly Le Fleuve.", "Le Fleuve"),
        (
            "In an interview with the daily Le Fleuve, the Malian minister said the road was open.",
            "Le Fleuve",
        ),
        ("The Malian minister said on state television that the road was open.", "state television"),
        ("The daily Le Fleuve reported that the road was open.", None),
        ("The daily Le Fleuve, citing two diplomats, reported that the road was open.", "Le Fleuve"),
        (
            "The Malian minister was quoted on Friday by the agency Sahel-Info as saying that the road was open.",
            "Sahel-Info",
        ),
    ],
)
def test_via(text, via):
    assert only(text).via == via


def test_the_same_agency_is_the_one_named_before():
    text = "Ana Pires told the agency Lusitania that she would go. A Spanish official told the same agency that he would not."
    assert [s.via for s in doc_of(text)._.statements] == ["Lusitania", "Lusitania"]


@pytest.mark.parametrize(
    ("text", "said_on"),
    [
        ("The envoy said on Friday that the talks would go on.", "2024-05-03"),
        ("On Monday the envoy warned that the talks would fail.", "2024-05-06"),
        ("The envoy told a seminar on 2 May that the talks would go on.", "2024-05-02"),
        ("The envoy said that the talks would go on in June.", None),
        ("The envoy said last week the talks would go on.", "2024-04-29/2024-05-05"),
    ],
)
def test_said_on(text, said_on):
    assert only(text).said_on == said_on


def test_said_on_of_an_entry():
    """Synthetic: the date at the head of a chronology's entry is that of all that is said in it."""
    text = (
        "3 March 2013 – In Lima, the president announces that the road is open. An envoy warns that the bridge is shut.\n\n"
        "4 March 2013 – The bridge closes.\n\nThe envoy says that the ferry is late."
    )
    assert [s.said_on for s in doc_of(text)._.statements] == ["2013-03-03", "2013-03-03", None]


def test_date_and_outlet_carry_over_to_a_second_verb():
    text = "The minister told the daily Le Fleuve on Friday that the road was open, adding that the bridge was not."
    assert [(s.via, s.said_on) for s in doc_of(text)._.statements] == [("Le Fleuve", "2024-05-03")] * 2


def test_headlines():
    text = "Minister: Talks have failed\n\nThe talks between the two states have failed. Nobody knows why they met in Lima at all."
    assert contents(text) == ["Talks have failed"]


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("Peru and Chad both said that the talks had failed.", "Peru and Chad", "Peru and Chad"),
        ("The envoys all said that the talks had failed.", "The envoys", "The envoys"),
        ("The brokers themselves said that the talks had failed.", "The brokers themselves", "The brokers"),
    ],
)
def test_a_word_that_only_stresses_who_speaks_is_no_part_of_the_name(text, source, speaker):
    found = only(text)
    assert (part(text, found.source), found.speaker) == (source, speaker)


def test_a_clause_is_of_the_verb_right_before_it():
    text = "The mayor was replying to a baker who noted that the mill had burnt down."
    found = only(text)
    assert (part(text, found.cue), part(text, found.source), found.speaker) == ("noted", "who", "a baker")
    late = "The mayor told a baker who came late that the mill had burnt down."
    assert (part(late, only(late).cue), contents(late)) == ("told", ["the mill had burnt down"])


@pytest.mark.parametrize(
    ("phrase", "via"),
    [
        ("the Zvezda news agency", "Zvezda"),
        ("the Zvezda agency", "Zvezda"),
        ("the official agency", "official agency"),
        ("the Padma News Agency", "Padma News Agency"),
    ],
)
def test_news_agency_is_no_part_of_a_name_unless_it_is_written_so(phrase, via):
    assert only(f"Rita Leon was quoted by {phrase} as saying that the talks had failed.").via == via


def test_a_source_ends_with_a_whole_word():
    text = "The restaurant chain Fish-in-Box warned that prices would climb."
    assert part(text, only(text).source) == "The restaurant chain Fish-in-Box"
