"""The reference history beside lists from outside: the comparison, and what those lists have wrong."""

import csv

import pytest

from bench.history import REFERENCE, faults, read_csv, verdicts


def row(org: str, iso3: str, year: int, status: int = 1) -> dict[str, str]:
    """A state-year."""
    return {"org": org, "iso3": iso3, "year": str(year), "status": str(status)}


@pytest.mark.parametrize(("state_year", "verdict"), [
    (row("EU", "FRA", 1999), "agrees"), (row("EU", "GBR", 2019), "agrees"),
    (row("EU", "GBR", 2020), "denied"),
    (row("NATO", "RUS", 2004), "denied"), (row("COE", "DEU", 1950, status=2), "agrees"),
    (row("SCO", "IRN", 2010, status=3), "agrees"), (row("ISBA", "DEU", 1998), "vague"),
    (row("COMECON", "IND", 1948), "missing"), (row("WTO", "DZA", 2005), "fault"),
])  # fmt: skip
def test_a_state_year_is_compared_with_what_holds_at_the_end_of_the_year(state_year, verdict):
    assert [found for _, found, _ in verdicts([state_year])] == [verdict]


def test_organisations_and_values_that_nobody_knows_are_left_out():
    assert list(verdicts([row("NOWHERE", "FRA", 1999), row("EU", "FRA", 1999, status=9)])) == []


def test_known_faults_of_the_state_years_name_known_organisations_and_say_why():
    organisations = {found["org"] for found in read_csv(REFERENCE / "organisations.csv")}
    rows = read_csv(REFERENCE / "sources" / "cow_faults.csv")
    assert {found["org"] for found in rows} <= organisations
    assert all(found["reason"] and found["first_year"] <= found["last_year"] for found in rows)
    assert sum(len(years) for years in faults().values()) == len(rows)


def test_what_the_factbook_has_wrong_is_not_in_the_history():
    with (REFERENCE / "sources" / "factbook_faults.csv").open(encoding="utf-8", newline="") as source:
        wrong = {(found["org"], found["iso3"]): found["reason"] for found in csv.DictReader(source)}
    assert all(wrong.values())
    taken = {
        (found["org"], found["iso3"])
        for found in read_csv(REFERENCE / "membership_history.csv")
        if found["source"].startswith("CIA World Factbook")
    }
    assert len(taken) > 3000
    assert taken & set(wrong) == set()
