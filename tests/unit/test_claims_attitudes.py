"""Stances that their construction tells: who is for or against a bid, on what condition; and what is no stance on it."""

import pytest

from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import told

BID = "Chad applied to join the WTO in May 2021. "
STANCES = {
    # who has no name
    "The Farmers' Party opposes the application.": "opposes TCD WTO actor=The Farmers' Party",
    "Some forty members voted for the admission.": "supports TCD WTO actor=Some forty members",
    # nothing said of what it is on
    "Peru has yet to make up its mind.": "undecided TCD WTO actor=PER",
    "Peru does not object.": "opposes TCD WTO actor=PER negated",
    # who gives it stands behind the noun
    "The application has the support of Norway and Iceland.": "supports TCD WTO actor=NOR; supports TCD WTO actor=ISL",
    # on a condition
    "Peru would accept the country only with a longer probation.": "conditional TCD WTO actor=PER",
    "Peru will back the bid when the tariffs are cut.": "conditional TCD WTO actor=PER",
    "Peru would vote in favour, a spokesman in Lima said, once the tariffs are cut.": "conditional TCD WTO actor=PER",
    "Peru wants a charter first.": "conditional TCD WTO actor=PER",
    "Peru insists that it must first reform its courts.": "conditional TCD WTO actor=PER",
}
SILENT = (
    "Peru welcomed the candidate for president.",
    "Peru has no position on the strike in Togo.",
    "The Unity Party opposes the budget, and the Church backs it.",
    "Peru agreed to send rice.",
    "Peru wants peace first.",
    "Peru demanded that Togo first pay its debts.",
    "UNESCO turned the film down.",
    "It offered UNESCO a palace. UNESCO turned it down.",
)


@pytest.mark.parametrize(("clause", "claim"), STANCES.items(), ids=lambda value: value[:60])
def test_a_construction_tells_a_stance_on_the_bid(clause: str, claim: str) -> None:
    assert told(BID + clause) == expected(f"applied TCD WTO @2021-05; {claim}")


@pytest.mark.parametrize("clause", SILENT)
def test_a_stance_on_something_else_is_none_on_the_bid(clause: str) -> None:
    assert told(BID + clause) == expected("applied TCD WTO @2021-05")


def test_a_pronoun_before_what_is_opposed_is_of_the_state_of_the_bid() -> None:
    read = told("Chad left the League of Arab States in 2009. Peru and Mali opposed its return.")
    assert read == expected("withdrew TCD LAS @2009; opposes TCD LAS actor=PER; opposes TCD LAS actor=MLI")


def test_who_was_against_and_is_no_longer_is_told_both() -> None:
    read = told("Peru opposed Chad's entry into the WTO. It dropped its objection on 3 June 2021.")
    assert read == expected("opposes TCD WTO actor=PER; opposes TCD WTO actor=PER negated @2021-06-03")


def test_an_organ_without_a_name_is_its_organisation() -> None:
    read = told("Chad applied to join the Council of Europe in May 2021. The Assembly backed the request.")
    assert read == expected("applied TCD COE @2021-05; supports TCD COE actor=org:COE")


def test_who_merits_a_place_is_backed_by_who_says_so() -> None:
    read = told(
        "Chad was suspended from the African Union in 2009. A spokesman for the Peruvian foreign ministry said that Chad did not"
        " deserve readmission."
    )
    assert read == expected("suspended TCD AU @2009; opposes TCD AU actor=PER")
