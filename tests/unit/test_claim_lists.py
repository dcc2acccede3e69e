"""Whom claims are about: lists of states, organisations among them, 'respectively'; bodies that nobody knows."""

import datetime

import pytest

from pipeline.language.claims.index import BriefIndex
from pipeline.language.reading import COMPONENTS, parse, prepare, read_on

DAY = datetime.date(2022, 5, 3)
BEFORE_CLAIMS = COMPONENTS[: COMPONENTS.index("statusquo_claims")]


def lists_of(text: str) -> list[tuple[str, ...]]:
    doc = next(iter(parse([prepare(text, DAY, None)])))
    index = BriefIndex(read_on(doc, BEFORE_CLAIMS), rules=False)
    return [referent.entities for referent in index.listed]


def claims_of(text: str) -> set[tuple[str, str, str]]:
    doc = read_on(next(iter(parse([prepare(text, DAY, None)]))), COMPONENTS)
    return {(claim.predicate, claim.subject, claim.org) for claim in doc._.claims}


def test_an_organisation_may_be_a_member_of_a_list_of_states() -> None:
    found = lists_of("The forum's partners are Chile, Peru, the African Union, Ghana and Norway.")
    assert ("CHL", "PER", "org:AU", "GHA", "NOR") in found
    assert ("org:AU",) in found, "it may be what the others belong to, too"


def test_an_organisation_ends_a_list_behind_and() -> None:
    assert ("CHL", "PER", "org:EU") in lists_of("Envoys of Chile, Peru and the European Union met in Quito.")


@pytest.mark.parametrize(
    "text",
    [
        "The EU, Chile and Peru signed the accord.",
        "Chile left the EU, Peru said.",
        "Chile and the EU agreed on wine.",
    ],
)
def test_an_organisation_beside_a_state_is_no_member_of_a_list(text: str) -> None:
    assert all("org:EU" not in found or len(found) == 1 for found in lists_of(text))


def test_the_style_of_a_state_does_not_end_a_list() -> None:
    found = lists_of("It unites Benin, Republic of Gambia, Ghana and Togo.")
    assert ("BEN", "GMB", "GHA", "TGO") in found


def test_respectively_gives_each_its_own() -> None:
    found = claims_of("Kenya and Norway are members of the African Union and NATO respectively.")
    assert {("holds", "KEN", "AU"), ("holds", "NOR", "NATO")} <= found
    assert not {("holds", "KEN", "NATO"), ("holds", "NOR", "AU")} & found


def test_a_body_that_nobody_knows_is_not_the_organisation_named_before() -> None:
    assert claims_of("SADC ministers met in Lusaka. Malawi has joined the Lagoon Compact.") == set()
    assert claims_of("Malawi wants to join the Lagoon Compact, the president told SADC.") == set()
    assert ("seeks", "MWI", "SADC") in claims_of("Malawi wants to join SADC, the president said.")


def test_a_part_of_an_organisation_is_not_the_organisation() -> None:
    assert claims_of("Chile left NATO's air command in 1971.") == set()
    assert ("withdrew", "CHL", "NATO") in claims_of("Chile left NATO in 1971.")


def test_an_everyday_verb_tells_nothing_of_an_organisation_named_before() -> None:
    text = "NATO ministers met in Lusaka. Thank you for joining us tonight, the host said."
    assert claims_of(text) == set()
