"""Whose own text it is is told by its letterhead, where its source names nobody; a title in capitals is read as one in small letters."""

import datetime

import pytest

from pipeline.language import reading
from pipeline.language.names.publishers import issuing_organisation
from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import FIELDS

SECRETARIAT = "a secretariat"
TEXTS = [
    # synthetic texts
    (
        "WORLD TRADE ORGANIZATION: COMMITTEE ON ACCESSIONS\n\nNotes of a session in May\n\n"
        "The delegate of the European Union supported the accession of Bhutan. Envoys of Samoa recalled that Vanuatu had"
        " signed its protocol of accession in 2011.",
        "supports BTN WTO actor=org:EU; signed VUT WTO @2011",
    ),
    (
        "AFRICAN UNION - PEACE AND SECURITY COUNCIL\n\nDecision on the Sahel\n\nThe Council notes that Niger remains suspended.",
        "suspended NER AU",
    ),
]


@pytest.mark.parametrize(("text", "claims"), TEXTS)
def test_a_letterhead_says_whose_text_it_is(text: str, claims: str) -> None:
    (doc,) = reading.read([(text, datetime.date(2024, 6, 3), SECRETARIAT)])
    assert set(map(FIELDS, doc._.claims)) == expected(claims)


@pytest.mark.parametrize(
    ("head", "source", "organisation"),
    [
        ("EAST AFRICAN COMMUNITY", SECRETARIAT, "org:EAC"),
        ("EAST AFRICAN COMMUNITY \u2014 COUNCIL", SECRETARIAT, "org:EAC"),
        ("EAST AFRICAN COMMUNITY PRESS RELEASE", SECRETARIAT, "org:EAC"),
        ("EAC news item, 14 May 2024", SECRETARIAT, "org:EAC"),
        ("EAC statement rattles traders", SECRETARIAT, None),
        ("EAC statement: Kenya leaves", SECRETARIAT, None),
        ("EAST AFRICAN COMMUNITY ADMITS SOMALIA", SECRETARIAT, None),
        ("East African Community: a quiet summit", SECRETARIAT, None),
        ("EAST AFRICAN COMMUNITY", "Harbour Post", None),
        ("EAST AFRICAN COMMUNITY", "Ministry of Foreign Affairs, Norway", None),
    ],
)
def test_what_a_letterhead_is(head: str, source: str, organisation: str | None) -> None:
    text = f"{head}\n\nMinisters of the League of Arab States came to Arusha on Monday. They spoke of trade."
    (doc,) = reading.read([(text, datetime.date(2024, 6, 3), source)])
    assert issuing_organisation(doc) == organisation
