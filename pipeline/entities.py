"""Entities over all briefs, from what each brief tells of them."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from schemas.staging import Entities
from schemas.table import frame

Row = Mapping[str, Any]


def names(
    states: Mapping[str, Row], organisations: Mapping[str, Row], outlets: Mapping[str, Row]
) -> dict[str, str]:
    """Entity id -> its name, from the reference data by ISO code, organisation's code and outlet's id."""
    return {
        **{iso3: row["name"] for iso3, row in states.items()},
        **{f"org:{org}": row["name"] for org, row in organisations.items()},
        **{outlet: row["name"] for outlet, row in outlets.items()},
    }


def qids(states: Mapping[str, Row], organisations: Mapping[str, Row]) -> dict[str, str]:
    """Entity id -> its Wikidata id, where the reference data have it."""
    found = {
        **{iso3: row["qid"] for iso3, row in states.items()},
        **{f"org:{org}": row["qid"] for org, row in organisations.items()},
    }
    return {entity: qid for entity, qid in found.items() if qid}


def state_voices(outlets: Mapping[str, Row]) -> dict[str, str]:
    """Id of an outlet that belongs to a state -> that state, for which it speaks."""
    return {outlet: row["iso3"] for outlet, row in outlets.items() if row["state_owned"] and row["iso3"]}


def entities(
    appearances: pl.DataFrame,
    briefs: pl.DataFrame,
    *,
    named: Mapping[str, str],
    known_as: Mapping[str, str],
    speaks_for: Mapping[str, str],
) -> pl.DataFrame:
    """staging.entities of all appearances, in the order of their ids.

    `named`, `known_as` (Wikidata ids) and `speaks_for` are what `names`, `qids` and `state_voices` give. A
    brief tells of the day when it was published, or ingested where nobody says when that was.
    """
    told = appearances.join(
        briefs.select("brief_id", pl.coalesce("published_on", "ingested_on").alias("told_on")), on="brief_id"
    )
    rows = []
    for (entity,), found in told.sort("entity_id", "told_on", "brief_id").group_by(
        "entity_id", maintain_order=True
    ):
        facts = list(found.iter_rows(named=True))
        told_countries = [fact["country"] for fact in facts if fact["country"]]
        rows.append(
            {
                "entity_id": entity,
                "kind": facts[0]["kind"],
                "name": named.get(entity)
                or min((fact["name"] for fact in facts), key=lambda name: (-len(name), name)),
                "iso3": entity if facts[0]["kind"] == "state" else None,
                "qid": known_as.get(entity),
                "country": told_countries[-1] if told_countries else speaks_for.get(entity),
                "offices": offices(facts) or None,
                "briefs": len(facts),
                "mentions": sum(fact["mentions"] for fact in facts),
            }
        )
    return frame(Entities, rows)


def offices(facts: list[dict[str, Any]]) -> list[str]:
    """The offices of appearances in the order of days, each with the first and last day of which a brief
    gives it."""
    days: dict[str, list] = {}
    for fact in facts:
        if fact["office"]:
            days.setdefault(fact["office"], []).append(fact["told_on"])
    return [f"{office} ({min(told)}..{max(told)})" for office, told in days.items()]
