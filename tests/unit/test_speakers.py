"""Speakers are resolved within the brief: fullest name, state or organisation, pronouns, offices."""

import functools

import pytest

from pipeline.language.reading import read
from tests.unit.without_model import rules_alone  # noqa: F401

pytestmark = pytest.mark.usefixtures("rules_alone")


@functools.cache
def doc_of(text: str):
    return next(iter(read([(text, None)])))


def speakers(text: str) -> list[tuple[str | None, str | None]]:
    return [(s.speaker, s.speaker_country) for s in doc_of(text)._.statements]


ONE = [
    ("Peruvian Vice-Minister Ada Quill do Monte said the road was open.", ("Ada Quill do Monte", "PER")),
    (
        "The harbour wants more of Ghana's ferries.\n\nGovernment spokeswoman Ada Quill said the road was open.\n\n"
        "Togo waits. Togo has one.",
        ("Ada Quill", "GHA"),
    ),
    (
        "Prime Minister Ada Quill of Ghana met the President of Togo, Odo Bram. The Prime Minister praised Togo's "
        "choice. A harbour without Togo, she said, was a shame.",
        ("Ada Quill", "GHA"),
    ),
    (
        "Prime Minister Odo Bram of Ghana met the President of Togo, Jun Roe. The Prime Minister praised the quay. He "
        "said the road was open.",
        ("Odo Bram", "GHA"),
    ),
    ("Peruvian Foreign Minister Rosa Paredes said the road was open.", ("Rosa Paredes", "PER")),
    ("Rosa Paredes, Peru's foreign minister, said the road was open.", ("Rosa Paredes", "PER")),
    ("The foreign minister of Peru, Rosa Paredes, said the road was open.", ("Rosa Paredes", "PER")),
    ("Kwame Osei, a spokesman for the African Union, said the road was open.", ("Kwame Osei", "org:AU")),
    ("An adviser to the Kenyan president, Grace Wanjiru, said the road was open.", ("Grace Wanjiru", "KEN")),
    ("Rita Moyo, who leads the Zambian team, said the road was open.", ("Rita Moyo", "ZMB")),
    ("Erik Holm, a Danish economist, said the road was open.", ("Erik Holm", None)),
    ("A retired Kenyan ambassador said the road was open.", ("A retired Kenyan ambassador", None)),
    ("The foreign ministry in Ankara said the road was open.", ("The foreign ministry in Ankara", "TUR")),
    ("Poland's ambassador to Lima said the road was open.", ("Poland's ambassador to Lima", "POL")),
    ("A diplomat from Tashkent said the road was open.", ("A diplomat from Tashkent", "UZB")),
    ("Tehran hopes that the road is open.", ("Tehran", "IRN")),
    ("Benin and Togo said that the road was open.", ("Benin and Togo", None)),
    ("Two diplomats said the road was open.", ("Two diplomats", None)),
    ("Chinese banks fear that the road is closed.", ("Chinese banks", None)),
    ("A senior NATO official said the road was open.", ("A senior NATO official", "org:NATO")),
    (
        "The rulers of Mali, Niger and Chad said that the road was open.",
        ("The rulers of Mali, Niger and Chad", None),
    ),
    ("In Berlin a government official said the road was open.", ("a government official", "DEU")),
    ("Deputy Foreign Minister Rosa Paredes of Peru said the road was open.", ("Rosa Paredes", "PER")),
    ("African Union (AU) Secretary General Odo Bram said the road was open.", ("Odo Bram", "org:AU")),
    (
        "A member of the Kenyan delegation said the road was open.",
        ("A member of the Kenyan delegation", "KEN"),
    ),
    ("Minister Odo Bram said Peru backs the road.", ("Odo Bram", "PER")),
    ("Yesterday Gorse leader Odo Bram said the road was open.", ("Odo Bram", None)),
    ("Secretary of State Ada Quill said the road was open.", ("Ada Quill", "USA")),
    ("Chilean Secretary of State Ada Quill said the road was open.", ("Ada Quill", "CHL")),
    # offices that name no state, or whose words the parser parts from the name
    (
        "The African Union (AU) let Guinea in. Commission vice-president Ada Quill told reporters that the "
        "road was open.",
        ("Ada Quill", "org:AU"),
    ),
    (
        "Iceland will vote on the European Union. Enlargement Commissioner Odo Bram said the road was open.",
        ("Odo Bram", "org:EU"),
    ),
    (
        "Peru left. “One does not part by postcard,” fumed opposition spokeswoman Ada Quill.",
        ("Ada Quill", None),
    ),
    (
        "New Zealand trade envoy Odo Bram, whose country looks after the originals, called the road “a path”.",
        ("Odo Bram", "NZL"),
    ),
    (
        "Mali's deputies met the Vice-Speaker of the Assembly of Chad, Odo Bram, at noon. He said the road was "
        "open.",
        ("Odo Bram", "TCD"),
    ),
    # the minister who is an ambassador, the last of two, the meeting
    (
        "The text was signed by the Minister of Foreign Affairs of Peru, Ambassador Ada Quill. The Minister "
        "said the road was open.",
        ("Ada Quill", "PER"),
    ),
    (
        "The minister of Peru met the Trade Minister of Chad. According to the latter, the road was open.",
        ("the Trade Minister of Chad", "TCD"),
    ),
    (
        "Minister Ada Quill and Ambassador Odo Bram said the road was open.",
        ("Ada Quill and Odo Bram", None),
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_one_sentence(text, expected):
    assert speakers(text) == [expected]


MANY = [
    # offices alike, and descriptions of a state
    (
        "Secretary of State Ada Quill met Peruvian Foreign Minister Rosa Paredes. The Secretary said the road was open.",
        [("Ada Quill", "USA")],
    ),
    (
        "Peru is small. Talks were held in Brussels, where the tiny Andean state said the road was open.",
        [("Peru", "PER")],
    ),
    # surnames and pronouns
    (
        "Peruvian Foreign Minister Rosa Paredes met reporters. Paredes said the road was open. She added that it was long.",
        [("Rosa Paredes", "PER")] * 2,
    ),
    (
        "Rosa Paredes, Peru's foreign minister, met her Chilean counterpart, Jorge Vera. He said the road was open.",
        [("Jorge Vera", "CHL")],
    ),
    # offices that mean somebody named before, or right after
    (
        "Russian Foreign Minister Oleg Sorin said the road was open. It is long, the Russian top diplomat added.",
        [("Oleg Sorin", "RUS")] * 2,
    ),
    (
        'The Polish president\'s special envoy said the road was open. "It is long," Marek Wilk said.',
        [("Marek Wilk", "POL")] * 2,
    ),
    (
        "A senior EU official said the road was open. The official added that it was long.",
        [("A senior EU official", "org:EU")] * 2,
    ),
    # they and it
    (
        "Economists at a bank in Lisbon expect a boom. They warn that it may end soon.",
        [("Economists at a bank in Lisbon", None)] * 2,
    ),
    (
        "A Brazilian farm lobby believes that exports will rise. It expects the quotas to open by May.",
        [("A Brazilian farm lobby", None)] * 2,
    ),
    # possessives are resolved
    (
        "Moldova is in a hurry. Its foreign ministry said the road was open.",
        [("Moldova's foreign ministry", "MDA")],
    ),
    (
        "Deputy Minister Tariq Haddadin of Jordan resigned. His predecessor said that it was a stunt.",
        [("Tariq Haddadin's predecessor", None)],
    ),
    # the context gives the state that an office leaves unsaid
    (
        "In Harare people were relieved. Deputy Foreign Minister Tendai Moyo said the road was open.",
        [("Tendai Moyo", "ZWE")],
    ),
    ("Angola will leave, the oil ministry said.", [("the oil ministry", "AGO")]),
    (
        "The African Union met on Monday. A spokeswoman for the secretariat, Awa Diop, said the road was open.",
        [("Awa Diop", "org:AU")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), MANY)
def test_within_the_brief(text, expected):
    assert speakers(text) == expected


def test_the_speaker_has_an_entity():
    text = "Peruvian Foreign Minister Rosa Paredes said the road was open. Lima hopes that it stays so."
    assert [s.speaker_entity for s in doc_of(text)._.statements] == ["person:rosa-paredes", "PER"]


def test_headline_office_is_the_person_named_below():
    text = (
        "Fund will cut no corners for Lima, official says\n\n"
        "LIMA - Peru will be measured like everybody else, Henrik Dahl, an official of the International Monetary Fund, told a hearing. "
        "The country has waited for years, and the hearing lasted for a whole day."
    )
    assert [speaker for speaker, _ in speakers(text)] == ["Henrik Dahl", "Henrik Dahl"]


def test_reading_twice_gives_the_same():
    text = ONE[0][0]
    first, second = (next(iter(read([(text, None)])))._.statements for _ in range(2))
    assert first == second


def test_people_whose_phrases_name_each_other_are_no_circle():
    text = (
        "The envoy saw President Dorn, which came after Minister Lind's talks with President Dorn. "
        "President Dorn said the road was open."
    )
    assert speakers(text) == [("Dorn", None)]


def test_a_minister_is_a_guest_of_a_government_of_secretaries() -> None:
    """In a transcript of a department of secretaries its own speak for it, and a minister of no named state for nobody known."""
    text = (
        "Ada Quill, Secretary of State\n\n"
        "SECRETARY QUILL: We said that the road is open.\n\n"
        "FOREIGN MINISTER BRAM: We said that the bridge is open.\n"
    )
    found = dict(speakers(text))
    assert {found.get(name) for name in found if "Quill" in str(name)} == {"USA"}
    assert {found.get(name) for name in found if "Bram" in str(name)} == {None}


def published(text: str, source: str) -> list[tuple[str | None, str | None]]:
    doc = next(iter(read([(text, None, source)])))
    return [(s.speaker, s.speaker_country) for s in doc._.statements]


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        (
            "The African Union sent a guest. The Council said that the road was open.",
            "ECOWAS Commission",
            ("The Council", "org:ECOWAS"),
        ),
        (
            "The European Union asked a question. Deputy Director-General Ada Quill said that the road was open.",
            "WTO Secretariat",
            ("Ada Quill", "org:WTO"),
        ),
        (
            "Minister of Foreign Affairs Ada Quill called the foreign minister of Peru. Quill said that the road was open.",
            "Ministry of Foreign Affairs of Ghana",
            ("Ada Quill", "GHA"),
        ),
        (
            "In Lima, the president says that the road is open.",
            "Ministry of Foreign Affairs of Ghana",
            ("the president", "GHA"),
        ),
        (
            "In Lima, the president says that the road is open.",
            "The Ghana Times",
            ("the president", "PER"),
        ),
    ],
)
def test_offices_in_official_texts_are_the_publishers(text, source, expected):
    """Synthetic: an officer or body without a country speaks for the organisation or state that publishes."""
    assert published(text, source)[-1] == expected


@pytest.mark.parametrize(
    ("opening", "speaker"),
    [
        ("The Ferries and Harbours Committee met in May.", "Ferries and Harbours Committee"),
        ("The Joint Committee on Ferries met in May.", "Joint Committee on Ferries"),
        ("The Ferries Committee wrote to the Harbours Committee.", "The Committee"),
        ("The members met in May.", "The Committee"),
    ],
)
def test_a_body_has_the_full_name_before_it(opening, speaker):
    """Synthetic: 'the Committee' is the only body of that noun that the text names in full before."""
    assert speakers(f"{opening} The Committee recommends that the road be opened.")[-1][0] == speaker


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("As regards Chile, the Peruvian side recalled that the road is open.", "PER"),
        ("Ghana met Peru. Both sides said that the road was open.", None),
    ],
)
def test_a_side_speaks_for_the_state_that_it_names(text, country):
    """Synthetic: in the report of a meeting one of the two sides speaks."""
    assert speakers(text)[-1][1] == country


UNNAMED = [
    # the paragraph's place, subject or heading goes before a state that is only spoken of
    ("Flights to Peru were full. The transport ministry said the road was open.", None),
    ("In Accra people waited. Flights to Peru were full. The transport ministry said P is late.", "GHA"),
    ("Ghana is calm. Officials thanked Peru. The finance ministry said the road was open.", "GHA"),
    ("LIMA. The road to Chile is long. The transport ministry said the road was open.", "PER"),
    ("Peru is calm, and in Accra the prime minister's office said the road was open.", "GHA"),
    ("A station in Accra quoted government spokesman Odo Bram as saying that the road was open.", "GHA"),
    ("Ghana's ambassador was heard in Lima. Peru is calm. The police said the road was open.", "PER"),
    ("Ghana is calm. A government spokeswoman said the road was open.", "GHA"),
    ("Ghana is calm. A spokeswoman said the road was open.", None),
    ("Ghana is calm. The election commission said the road was open.", "GHA"),
    ("Ghana is calm. The millers' association said the road was open.", None),
    ("Ghana is calm. The minister for trade said the road was open.", "GHA"),
    ("Ghana is calm. The minister in charge of Lake Volta said the road was open.", None),
    # somebody else is the minister there
    (
        "Ghana is calm. Ghana's Foreign Minister Ada Quill left. Foreign Minister Odo Bram said P is late.",
        None,
    ),
    # words of the phrase itself go before all else
    ("In Accra, Peru's transport ministry said the road was open.", "PER"),
    ("Ghana is calm. A diplomat from one of the Benelux states said the road was open.", None),
    ("The African Union mission left Ghana. The mission spokesman said the road was open.", "org:AU"),
]


@pytest.mark.parametrize(("text", "country"), UNNAMED)
def test_the_state_of_an_office_that_names_none(text, country):
    assert speakers(text)[-1][1] == country


NAMED = [
    # who chairs an organisation's talks speaks for it, whatever state has sent them
    (
        "The WTO met. The chairman of the working party, Ambassador Ada Quill of Peru, said the road was open.",
        ("Ada Quill", "org:WTO"),
    ),
    (
        "The WTO met. Ambassador Ada Quill of Peru, who chairs the talks, said the road was open.",
        ("Ada Quill", "org:WTO"),
    ),
    ("The WTO met. Ambassador Ada Quill of Peru said the road was open.", ("Ada Quill", "PER")),
    # a meeting is of nobody in particular where its chair has another office
    (
        "The WTO is far. Shipping talks opened. The chair of the meeting was Peruvian Transport Minister "
        "Ada Quill. Next was the co-chair of the meeting, Ada Quill. Ada Quill said the road was open.",
        ("Ada Quill", "PER"),
    ),
    # offices and titles are no names
    ("The Chairperson, Ambassador Ada Quill of Peru, said the road was open.", ("Ada Quill", "PER")),
    ("Hon. Ada Quill, Peru's minister of ports, said the road was open.", ("Ada Quill", "PER")),
    ("Ada Quill MP, Peru's minister of ports, said the road was open.", ("Ada Quill", "PER")),
    # told first, named later
    (
        "A spokesman for Peru's navy said the road was open. Ships left, the spokesman, Odo Bram, said.",
        ("Odo Bram", "PER"),
    ),
    (
        "Peru is calm. Defence Minister Ada Quill left. The education minister said P is late.",
        ("The education minister", "PER"),
    ),
    # whom possessors mean
    (
        "Ghana and Peru left. Togo will wait, its foreign ministry said.",
        ("Togo's foreign ministry", "TGO"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_chairs_titles_and_owners(text, expected):
    assert speakers(text)[-1] == expected


ORGANS = [
    ("The Authority urged members to pay.", ("The Authority", "org:ECOWAS")),
    ("Ministers urged members to pay.", ("Ministers", "org:ECOWAS")),
    (
        "The Council met in Abuja. It decided to wait. It urged members to pay.",
        ("The Council", "org:ECOWAS"),
    ),
    ("Ghana's Electoral Authority urged members to pay.", ("Ghana's Electoral Authority", "GHA")),
    ("Togo's ministers urged members to pay.", ("Togo's ministers", "TGO")),
]


@pytest.mark.parametrize(("text", "expected"), ORGANS)
def test_organs_in_their_organisations_own_texts(text, expected):
    assert published(text, "ECOWAS Commission")[-1] == expected


WHEN = [
    ("Ghana, an observer since 2011, hopes to join.", None),
    ("Speaking on 3 May 2020, Ada Quill said the road was open.", "2020-05-03"),
    ("In a letter dated 3 May 2020, the port said the road was open.", "2020-05-03"),
    ("Ada Quill, who returned from Lima on 3 May 2020, said the road was open.", None),
    ("Ada Quill said on 3 May 2020 that the road was open.", "2020-05-03"),
]


@pytest.mark.parametrize(("text", "day"), WHEN)
def test_the_day_of_a_statement_is_that_of_its_verb(text, day):
    assert [s.said_on for s in doc_of(text)._.statements] == [day]


TOGETHER = [
    (
        "Deputy Foreign Minister Ada Quill spoke today with Peruvian Foreign Minister Odo Bram. They agreed that "
        "the road must open. Both noted that the port is closed. The two also stressed that the ferry runs.",
        ["Ada Quill and Odo Bram"] * 3,
    ),
    (
        "Kenyan Foreign Minister Ada Quill met Peruvian President Odo Bram in Lima. The Minister and President "
        "Bram said that the road is open. They added that the port is closed.",
        ["Ada Quill and Odo Bram"] * 2,
    ),
    (
        "Foreign Minister Ada Quill and her counterparts said that the road was open.",
        ["Ada Quill and her counterparts"],
    ),
    ("The mayor and port warden Ada Quill said that the road was open.", ["Ada Quill"]),
    (
        "Minister Ada Quill of Peru met Envoy Odo Bram of Chad. Residents said that the road was shut. Both "
        "ministers said that it would open.",
        ["Residents", "Ada Quill and Odo Bram"],
    ),
    (
        "Minister Ada Quill of Peru met Envoy Odo Bram of Chad. Others said that the port was shut.",
        ["Others"],
    ),
    (
        "Minister Ada Quill did not meet Envoy Odo Bram. They said that the road was shut.",
        ["They"],
    ),
    ("Prime Minister and Defence Minister Ada Quill said that the road was open.", ["Ada Quill"]),
    (
        "Minister Ada Quill met Envoy Odo Bram with full honours. The two said that the road was open.",
        ["Ada Quill and Odo Bram"],
    ),
    (
        "Deputy Minister Ada Quill met Peruvian Minister Odo Bram and Kenyan Vice Minister Jun Kim. The Deputy "
        "Minister, Minister, and Vice Minister said that the road is open.",
        ["The Deputy Minister, Minister, and Vice Minister"],
    ),
    (
        "Minister Ada Quill met Peruvian President Odo Bram today. The road is long. The river is wide. The port "
        "is old. The ferry is late. Both leaders affirmed that the road is open.",
        ["Ada Quill and Odo Bram"],
    ),
    (
        "Minister Ada Quill met voters in the port of Lima. Farmers there said that the road was open. They added "
        "that the port was closed.",
        ["Farmers there", "Farmers there"],
    ),
    (
        "Minister Ada Quill met Peruvian President Odo Bram today. The leaders said that the road was open. Both "
        "parties agreed that the port was old.",
        ["Ada Quill and Odo Bram"] * 2,
    ),
    (
        "Farmers met in the port of Lima. The leaders said that the road was open.",
        ["The leaders"],
    ),
    (
        "Secretary Ada Quill spoke with Chadian Foreign Secretary Odo Bram. The Secretary and Foreign Secretary "
        "said that the road was open.",
        ["Ada Quill and Odo Bram"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOGETHER)
def test_who_speaks_together(text, expected):
    assert [name for name, _ in speakers(text)] == expected
