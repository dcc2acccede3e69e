"""What an organisation publishes is about itself where the text names none: 'the Community', 'a member since 1998'."""

import datetime

import pytest

from pipeline.language import reading
from pipeline.language.names.publishers import publishing_organisation
from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import FIELDS

TEXTS = {
    # synthetic texts
    "WTO Secretariat": (
        "Bhutan's accession: members meet\n\n"
        "Japan, the European Union and Chile voiced support for the accession of Bhutan. Tonga, a member since 2007, offered"
        " its help. Bhutan applied for membership in September 1999.",
        "supports BTN WTO actor=JPN; supports BTN WTO actor=CHL; supports BTN WTO actor=org:EU; holds TON WTO @2007/..;"
        " applied BTN WTO @1999-09",
    ),
    "ECOWAS Commission": (
        "Final communique\n\n"
        "Envoys of the African Union and of the United Nations attended the session in Lome.\n\n"
        "Mauritania has not applied for readmission to the Community.",
        "applied MRT ECOWAS negated",
    ),
}


@pytest.mark.parametrize("source", TEXTS)
def test_an_organisation_publishes_about_itself(source: str) -> None:
    text, claims = TEXTS[source]
    (doc,) = reading.read([(text, datetime.date(2024, 6, 3), source)])
    assert set(map(FIELDS, doc._.claims)) == expected(claims)


@pytest.mark.parametrize(
    ("source", "organisation"),
    [
        ("NATO Press Office", "org:NATO"),
        ("Ministry of Foreign Affairs, Norway", None),
        ("Harbour Post", None),
        ("NATO Daily Monitor", None),
    ],
)
def test_whose_text_it_is(source: str, organisation: str | None) -> None:
    assert publishing_organisation(source) == organisation
