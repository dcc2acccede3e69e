"""What a clause leaves to be understood: in which organisation a status is held, and what became of an application."""

import pytest

from tests.unit import test_claims_frames, test_claims_readings
from tests.unit.test_claims_frames import expected

# An organisation that has a status of that name, rather than the one named last.
STATUSES = {
    "Finland belongs to NATO. The Council of Europe met in Riga. Sweden belongs to NATO. Japan has been an observer since 1996.": (
        "holds FIN NATO; holds SWE NATO; holds JPN COE observer @1996/.."
    ),
    "Ministers of Mercosur met in Salto. Suriname, which is not a member of the NDB, has been an associate since 2013.": (
        "holds SUR NDB negated; holds SUR MERCOSUR associate @2013/.."
    ),
    "Leaders of the CIS met in Minsk. Moldova is a member of GUAM. Latvia is an observer.": (
        "holds MDA GUAM; holds LVA CIS observer"
    ),
    # a territory is told of as a state is
    "The talks were about Wallis and Futuna. The territory has been an associate member of the PIF since 2018.": (
        "holds WLF PIF associate @2018/.."
    ),
    "Bermuda can wait. The British territory, an observer of CARICOM since 2003, has sent nobody.": (
        "holds BMU CARICOM observer @2003/.."
    ),
    # where no organisation is known to have it, the nearest is meant
    "Moldova is a member of GUAM. Latvia is an observer.": "holds MDA GUAM; holds LVA GUAM observer",
}
OUTCOMES = {
    # what a verb makes of somebody, by that noun alone
    "North Macedonia became a candidate for the European Union in 2005.": "admitted MKD EU candidate @2005",
    "The application of Morocco to ECOWAS was turned down in 2018.": "rejected MAR ECOWAS @2018",
    "Vanuatu shelved its application to the WTO in 2001.": "declines VUT WTO @2001",
    "The AIIB turned down the application of North Korea in 2015. Japan had fought the application.": (
        "rejected PRK AIIB @2015; opposes PRK AIIB actor=JPN"
    ),
    # what is to be, and what must
    "Moldova is to be admitted to the African Union.": "admitted MDA AU expected",
    "Latvia must join the OECD without delay.": "admitted LVA OECD hoped",
    "Russia must ratify the package and becomes a member of the WTO in June.": "admitted RUS WTO expected @2024-06",
    # what is not given up
    "Chad has no plans to withdraw its application to the OECD.": "declines TCD OECD negated",
    "Gabon has no intention of joining NATO.": "declines GAB NATO",
    # where a report comes from, and who only says it
    "OSLO, May 3 - Sweden joined NATO on Sunday.": "admitted SWE NATO @2024-05-12",
    "KUALA LUMPUR - Tonga became a member of ASEAN on Sunday.": "admitted TON ASEAN @2024-05-12",
    "Kenya left OPEC in March, Norway announced.": "withdrew KEN OPEC @2024-03",
    "Norway announced that Kenya had left OPEC.": "withdrew KEN OPEC",
    # together with whom somebody is told of
    "The OECD met. Cuba, which declined to join BRICS, has been a candidate since 2022, together with Peru and Haiti.": (
        "declines CUB BRICS"
    ),
    # what comes to an end
    "Yemen ceased to be a member of OPEC in 2019.": "withdrew YEM OPEC @2019",
    "Japan stopped supporting Peru's accession to the OECD.": "supports PER OECD negated actor=JPN",
    # told by itself, before what became of it
    "Morocco applied to ECOWAS in 2017 and was turned down in 2018.": (
        "applied MAR ECOWAS @2017; rejected MAR ECOWAS @2018"
    ),
    "Vanuatu submitted its application to the WTO in 1995.": "applied VUT WTO @1995",
}
POSITIONS = {
    "Ecuador applied to join BRICS. Brazil has taken no position.": "applied ECU BRICS; undecided ECU BRICS actor=BRA",
    "Brazil has yet to take a position on the application of Ecuador to BRICS.": "undecided ECU BRICS actor=BRA",
    "Brazil has taken a position on the application of Ecuador to BRICS.": "",
    "Ecuador applied to join BRICS. Brazil will take a position in May.": "applied ECU BRICS",
}


@pytest.mark.parametrize("passage", STATUSES)
def test_who_has_such_a_status(passage: str) -> None:
    """The rules propose exactly the claims that a passage tells."""
    assert test_claims_frames.told(passage) == expected(STATUSES[passage])


@pytest.mark.parametrize(("passage", "claims"), (OUTCOMES | POSITIONS).items())
def test_an_outcome_or_a_position(passage: str, claims: str) -> None:
    """A passage gives exactly the claims that it tells: an outcome alone, and a position as none."""
    assert test_claims_readings.told(passage) == (expected(claims) if claims else set())
