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
