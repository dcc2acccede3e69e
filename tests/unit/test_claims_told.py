"""What a clause takes from the sentences before it: the bid that a stance is on, a status, the organisation."""

import pytest

from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import told

PASSAGES = {
    # stances on a bid that an earlier sentence tells
    "Cuba applied to join MERCOSUR in May 2021. Chile supports the request. Peru is against, and Bolivia takes no side.": (
        "applied CUB MERCOSUR @2021-05; supports CUB MERCOSUR actor=CHL; opposes CUB MERCOSUR actor=PER;"
        " undecided CUB MERCOSUR actor=BOL"
    ),
    "Samoa applied to the WTO in 1998. Japan has taken no position.": (
        "applied WSM WTO @1998; undecided WSM WTO actor=JPN"
    ),
    # an organisation's, on a bid for another one
    "Haiti applied to join the WTO in 1999. The European Union supported the Haitian bid.": (
        "applied HTI WTO @1999; supports HTI WTO actor=org:EU"
    ),
    "Kenya asked to join the OECD in May. The African Union backed the Kenyan bid.": (
        "applied KEN OECD @2024-05; supports KEN OECD actor=org:AU"
    ),
    # what somebody wants another to do
    "Bolivia applied to join the OECD in May. Spain wants it to join soon.": "applied BOL OECD @2024-05",
    # of many who made one each, 'the request' is nobody's
    "Cuba asked to join MERCOSUR. Haiti, Jamaica and Panama have applied before it. Chile welcomed the request.": (
        "applied CUB MERCOSUR; applied HTI MERCOSUR; applied JAM MERCOSUR; applied PAN MERCOSUR"
    ),
    # support for something else
    "Morocco joined the African Union in January 2017. Chad supports the return of its own refugees.": (
        "admitted MAR AU @2017-01"
    ),
    # a status taken up
    "Haiti became an observer of the Pacific Alliance in 2019. Jamaica has had the same status since 2020.": (
        "admitted HTI PA observer @2019; holds JAM PA observer @2020/.."
    ),
    # of two organisations that were named before the one that the passage is about
    "Fiji joined the Pacific Islands Forum in 1971. A UN envoy praised the ceremony. Tonga was admitted in 1972.": (
        "admitted FJI PIF @1971; admitted TON PIF @1972"
    ),
}


@pytest.mark.parametrize(("text", "claims"), PASSAGES.items(), ids=lambda value: value[:60])
def test_what_was_told_before_is_taken_up(text: str, claims: str) -> None:
    assert told(text) == expected(claims)


# After a bid, clauses that are on something else.
ELSEWHERE = (
    "Chile opposes the plan to tax copper.",
    "Chile opposes the plan to ban plastic.",
    "Chile backs a peace plan.",
    "Chile opposes the decision to send troops.",
    "Chile opposes rent rises.",
    "Chile supports it with wheat.",
    "Chile opposes the enlargement of NATO.",
    "Chile supports the expansion of ASEAN.",
    "Chile wants fair elections first.",
    "Chile said its fishermen must first be paid.",
)
TAKEN_UP = {
    "Chile opposes the plan.": "opposes CUB MERCOSUR actor=CHL",
    "Chile opposes the plan to admit it.": "opposes CUB MERCOSUR actor=CHL",
    "Chile supports it.": "supports CUB MERCOSUR actor=CHL",
    "Chile opposes the enlargement of MERCOSUR.": "opposes CUB MERCOSUR actor=CHL",
    "Chile wants it to hold fair elections first.": "conditional CUB MERCOSUR actor=CHL",
}
BID = "Cuba applied to join MERCOSUR in May 2021."


@pytest.mark.parametrize("clause", ELSEWHERE)
def test_a_stance_on_something_else_takes_up_no_bid(clause: str) -> None:
    assert told(f"{BID} {clause}") == expected("applied CUB MERCOSUR @2021-05")


@pytest.mark.parametrize(("clause", "claim"), TAKEN_UP.items())
def test_a_stance_on_a_step_without_a_name_takes_up_the_bid(clause: str, claim: str) -> None:
    assert told(f"{BID} {clause}") == expected(f"applied CUB MERCOSUR @2021-05; {claim}")


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Peru and Cuba are partners in BRICS.", "holds PER BRICS partner; holds CUB BRICS partner"),
        ("Canada is a partner in ASEAN.", "holds CAN ASEAN partner"),
        (
            "Jordan has observer status in the D-8. In March 2019 the D-8 admitted it as a full member.",
            "holds JOR D8 observer; admitted JOR D8 @2019-03",
        ),
    ],
)
def test_a_status_that_a_sentence_names_itself_is_not_taken_from_before(text: str, claims: str) -> None:
    assert told(text) == expected(claims)
