"""What the reference history knows of a pair fills in nobody whom a clause cannot mean."""

import datetime

import pytest

from pipeline.language import reading
from pipeline.language.claims import known_before
from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import FIELDS, told

TEXTS = {
    # who long is a member is not whose bid is told
    "The CSTO met in Yerevan on Monday. Armenia is not content. Latvia openly supports Armenian membership.": "",
    "NATO met in Riga. The ministers of Germany and France came. They hope to become members of the alliance "
    "soon.": "",
    "The council of the United Nations met on Monday. The minister said that Norway welcomes the entry of "
    "Turkey as a mediator.": "",
    # of who is none it is
    "NATO met in Riga. The ministers of Georgia and Moldova came. They hope to become members of the alliance "
    "soon.": "seeks GEO NATO; seeks MDA NATO; admitted GEO NATO hoped; admitted MDA NATO hoped",
    # what is told as done is history
    "The summit of NATO dealt with Poland. It joined in 1999.": "admitted POL NATO @1999",
    # who never had a place has none to hold
    "The summit of the European Union dealt with famine. Ethiopia and Eritrea were once joined.": "",
    "The African Union met on Monday. Envoys of Norway came. The country was admitted in 2019.": "",
    # what a clause names is not doubted
    "Norway was admitted to the African Union in 2019.": "admitted NOR AU @2019",
    "Latvia supports the accession of Germany to NATO.": "supports DEU NATO actor=LVA",
    # nor what goes back to a step that the brief told
    "Norway was admitted to the African Union in 2019. Envoys came. It was suspended in 2021.": (
        "admitted NOR AU @2019; suspended NOR AU @2021"
    ),
    # but not to one that it told to be done long ago
    "Laos joined ASEAN in 1997. Tonga became a member of ASEAN on Monday. Laos and Brunei cheered; Vietnam had "
    "opposed the admission.": "admitted LAO ASEAN @1997; admitted TON ASEAN @2024-05-13; opposes TON ASEAN actor=VNM",
    # whose place was suspended may come back
    "The Arab League met on Monday. Syria is not content. Jordan supports Syrian membership.": (
        "supports SYR LAS actor=JOR"
    ),
}


@pytest.mark.parametrize(("text", "claims"), TEXTS.items(), ids=lambda value: value[:60])
def test_known_before(text: str, claims: str) -> None:
    assert told(text) == (expected(claims) if claims else set())


@pytest.mark.parametrize(("day", "known"), [("2019-05-01", True), ("2099-05-01", False)])
def test_of_what_came_after_the_history_no_list_is_complete(day: str, known: bool) -> None:
    text = "The African Union met on Monday. Envoys of Norway came. The country was admitted last year."
    (doc,) = reading.read([(text, datetime.date.fromisoformat(day), None)])
    assert [FIELDS(claim)[:3] for claim in doc._.claims] == ([] if known else [("admitted", "NOR", "AU")])


@pytest.mark.parametrize(("deed", "known"), [("suspended", True), ("admitted", False)])
def test_who_was_suspended_had_come_in_some_time_before(deed: str, known: bool) -> None:
    """Half a year after the last entry that the history tells of."""
    day = known_before._horizon() + datetime.timedelta(days=180)
    text = f"The African Union met on Monday. Envoys of Norway came. The country was {deed} last month."
    (doc,) = reading.read([(text, day, None)])
    assert [FIELDS(claim)[:3] for claim in doc._.claims] == ([] if known else [(deed, "NOR", "AU")])


def test_a_list_that_begins_late_tells_nothing_of_who_left_before() -> None:
    """NEAFC's list is complete from 2020 on; it exists since 1982."""
    text = "NEAFC met on Monday. Envoys of Poland came. The country was admitted in 1984."
    assert told(text) == expected("admitted POL NEAFC @1984")


@pytest.mark.parametrize(("day", "known"), [("2018-05-01", True), ("1998-05-01", False), (None, False)])
def test_it_counts_what_was_known_on_the_day_of_the_brief(day: str | None, known: bool) -> None:
    """Both are members since 2004; a brief without a day may be of any."""
    text = (
        "NATO met in Riga. The ministers of Lithuania and Latvia came. They hope to become members of the "
        "alliance soon."
    )
    published = datetime.date.fromisoformat(day) if day else None
    (doc,) = reading.read([(text, published, None)])
    found = {(FIELDS(claim)[0], claim.subject) for claim in doc._.claims}
    assert (("seeks", "LTU") not in found) == known
