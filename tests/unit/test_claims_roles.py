"""Constructions that tell by themselves who has a status."""

import pytest

from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import told

PASSAGES = {
    # fellows are those of whoever acts
    "Norway promised to work closely with fellow members of the Arctic Council.": "holds NOR ARCTIC",
    "Turkey threatened fellow NATO member Greece.": "holds TUR NATO; holds GRC NATO",
    "Iran blamed Iceland's fellow Arctic Council members.": "holds ISL ARCTIC",
    "No other EU member would pay as much as Ukraine.": "",
    "No other EU member relies on gas as Serbia.": "",
    # roles behind 'as'
    "As a member of the EU until 2020, Britain paid a lot.": "holds GBR EU @../2020",
    "As a member of the EU, Moscow said, Hungary must buy its gas elsewhere.": "holds HUN EU",
    "Iran works with Iceland as a member of the Arctic Council.": "holds ISL ARCTIC",
    "As an important dialogue partner of ASEAN, Canada sends experts every year.": (
        "holds CAN ASEAN dialogue_partner"
    ),
    "As a NATO ally and OECD member, Turkey's voice counts.": "holds TUR NATO; holds TUR OECD",
    "Peru has begun its fourth year as an OECD observer.": "holds PER OECD observer",
    "In Norway's third year as a member of NATO, Peru sent help.": "holds NOR NATO",
    "Chile joined the Pacific Alliance as a member in 2011.": "admitted CHL PA @2011",
    # names right behind, and lists
    "ASEAN will engage its dialogue partners at the meetings with Australia, Canada, India and Japan.": (
        "holds AUS ASEAN dialogue_partner; holds CAN ASEAN dialogue_partner; "
        "holds IND ASEAN dialogue_partner; holds JPN ASEAN dialogue_partner"
    ),
    "We thanked our NATO allies, including, of course, Portugal and Spain.": "holds PRT NATO; holds ESP NATO",
    "The members of the EU discussed trade with China, India and Japan.": "",
    "BRICS members as well as Turkey and Vietnam attended the meeting.": "",
    "EU members paid as long as Russia and Belarus attacked.": "",
    "NATO members such as Poland and Latvia sent tanks.": "holds POL NATO; holds LVA NATO",
    # founders
    "Peru and Chile set up the Pacific Alliance in 2011.": "holds PER PA @2011/..; holds CHL PA @2011/..",
    "Kenya led the formation of the East African Community in 2000.": "holds KEN EAC @2000/..",
    "Founded by Chile in 2011, the Pacific Alliance meets in Lima.": "holds CHL PA @2011/..",
    "Kenya led the reform of the East African Community in 2000.": "",
    "Peru condemned the creation of the Pacific Alliance.": "",
    "Britain opposed the formation of the East African Community.": "",
    # who came to it, in a clause without a subject
    "Since joining the OECD in 1994, Mexico has changed its laws.": "admitted MEX OECD @1994",
    "The visit was part of Japan's work in the region since becoming an observer at the Arctic Council in 2013.": (
        "admitted JPN ARCTIC observer @2013"
    ),
    "The minister, since joining the government, has praised the EU.": "",
    # another club at the organisation
    "Founded by Kenya in 1999, the Forum of Small States meets informally at the UN and counts 90 members.": (
        "holds KEN FOSS @1999/.."
    ),
    # the others are no members, or of the club that is named
    "Of the guests, ten are members of the EAC; the others are Chad and Malawi.": "",
    "Fiji applied to OPEC. Peru is a member of the Pacific Alliance; the other members are Chile and Mexico.": (
        "applied FJI OPEC; holds PER PA; holds CHL PA; holds MEX PA"
    ),
    # a seat in a body of it, whatever is thought of that
    "Ghana supports Malawi's candidature for a seat on the Security Council.": "",
    "Ghana backs Malawi's permanent membership of the UN Security Council.": "",
    # an application that nobody took up is none that was not made
    "Mercosur met in May. Guyana's request for associate status was not taken up.": "",
    "OPEC has not examined Gabon's request to join.": "",
    # no such role
    "Aspiring NATO member Georgia sent troops.": "",
    "Iran was invited to attend as an observer of the SCO.": "invited IRN SCO observer",
}


@pytest.mark.parametrize("passage", PASSAGES)
def test_a_construction_tells_who_has_a_status(passage: str) -> None:
    """Each passage gives exactly the claims that it tells."""
    claims = PASSAGES[passage]
    assert told(passage) == (expected(claims) if claims else set())
