"""A small corpus written by hand as claims, for the tests of the marts: briefs, statements and reference rows
in few words."""

import datetime
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl

from pipeline import marts
from pipeline.identifiers import identifier, sha256
from pipeline.lexicon import reference_table
from schemas import quality, raw, reference, staging
from schemas.table import Table, ddl, frame, table_name

SEGMENT = identifier("segment")
READ_BY_MACROS = (
    "status_on",
    "members_of",
    "membership_intervals",
    "history_horizon",
    "corpus_now",
    "retired_terms",
)


def day(text: str | None) -> datetime.date | None:
    """'2017-04-24' as a date."""
    return datetime.date.fromisoformat(text) if text else None


def brief(
    name: str,
    published_on: str | None,
    *,
    ingested_on: str = "2026-01-01",
    source: str | None = None,
    copy_of: str | None = None,
) -> dict:
    """A row of raw.briefs; its id is a hash of the name."""
    return {
        "brief_id": identifier(name),
        "ingested_on": day(ingested_on),
        "source": source or f"Outlet of {name}",
        "text": name,
        "title": name,
        "published_on": day(published_on),
        "published_on_basis": "metadata" if published_on else "unknown",
        "language": "en",
        "format": "txt",
        "original_sha256": sha256(name.encode()),
        "position": 0,
        "text_sha256": sha256(name.encode()),
        "duplicate_of": identifier(copy_of) if copy_of else None,
        "duplicate_similarity": 1.0 if copy_of else None,
    }


def statement(
    name: str,
    of: str,
    speaker: str,
    *,
    country: str | None = None,
    via: str | None = None,
    ingested_on: str = "2026-01-01",
) -> dict:
    """A row of staging.statements in the brief `of`."""
    return {
        "statement_id": identifier(name),
        "brief_id": identifier(of),
        "ingested_on": day(ingested_on),
        "segment_id": SEGMENT,
        "segment_kind": "news",
        "content_starts": [0],
        "content_ends": [1],
        "text": name,
        "quote": "indirect",
        "speaker": speaker,
        "speaker_entity_id": f"person:{speaker.lower().replace(' ', '-')}",
        "speaker_country": country,
        "via": via,
        "sentence": name,
    }


def claim(
    of: str,
    predicate: str,
    subject: str,
    org: str,
    *,
    status: str = "member",
    actor: str | None = None,
    polarity: str = "affirmed",
    modality: str = "asserted",
    when: str | None = None,
    voice: str = "news",
    said: str | None = None,
    ingested_on: str = "2026-01-01",
    confidence_of_reading: float = 1.0,
) -> dict:
    """A row of staging.claims in the brief `of`; `said` names the statement that makes it."""
    kind = (
        None
        if actor is None
        else "organisation"
        if actor.startswith("org:")
        else "state"
        if len(actor) == 3 and actor.isupper()
        else "group"
    )
    fields = (
        of,
        predicate,
        subject,
        org,
        status,
        actor,
        polarity,
        modality,
        when,
        "statement" if said else voice,
        said,
    )
    return {
        "claim_id": identifier(*fields),
        "brief_id": identifier(of),
        "ingested_on": day(ingested_on),
        "segment_id": SEGMENT,
        "statement_id": identifier(said) if said else None,
        "voice": "statement" if said else voice,
        "predicate": predicate,
        "subject": subject,
        "org": org,
        "status": status,
        "actor": actor,
        "actor_kind": kind,
        "polarity": polarity,
        "modality": modality,
        "when_edtf": when,
        "evidence_start": 0,
        "evidence_end": 1,
        "evidence": "e",
        "sentence": "s",
        "frame": "f",
        "why": "w",
        "confidence_of_reading": confidence_of_reading,
    }


def history(
    iso3: str,
    org: str,
    term: str,
    status: str | None,
    begins: str | None,
    ends: str | None = None,
    *,
    ended: bool = False,
    basis: str = "source",
) -> dict:
    """A row of reference.membership_history; `ended` without `ends`: it ended, nobody knows when."""
    return {
        "iso3": iso3,
        "org": org,
        "term": term,
        "status": status,
        "from_edtf": begins,
        "to_edtf": ends,
        "to_known": not ended or ends is not None,
        "basis": basis,
        "source": "a yearbook",
    }


def organisation(org: str, decision_rule: str = "consensus", **more: str | None) -> dict:
    """A row of reference.organisations."""
    return {
        "org": org,
        "name": f"Organisation {org}",
        "kind": "political",
        "decision_rule": decision_rule,
    } | more


def coverage(
    org: str, status: str, complete_from: str, complete_to: str | None = None, *, basis: str = "source"
) -> dict:
    """A row of reference.coverage."""
    return {
        "org": org,
        "status": status,
        "complete_from": complete_from,
        "complete_to": complete_to,
        "basis": basis,
        "source": "a yearbook",
    }


def term(
    org: str,
    words: str,
    status: str,
    used_from: str | None = None,
    used_to: str | None = None,
    successor: str | None = None,
) -> dict:
    """A row of reference.statuses."""
    return {
        "org": org,
        "term": words,
        "status": status,
        "used_from": used_from,
        "used_to": used_to,
        "successor": successor,
    }


def state(iso3: str, name: str) -> dict:
    """A row of reference.states."""
    return {"iso3": iso3, "iso2": iso3[:2], "name": name}


TABLES = {
    "originals": raw.Originals,
    "briefs": raw.Briefs,
    "segments": staging.Segments,
    "statements": staging.Statements,
    "claims": staging.Claims,
    "mentions": staging.Mentions,
    "entities": staging.Entities,
    "states": reference.States,
    "organisations": reference.Organisations,
    "statuses": reference.Statuses,
    "outlets": reference.Outlets,
    "membership_history": reference.MembershipHistory,
    "coverage": reference.Coverage,
    "voting": reference.Voting,
    "corrections": quality.Corrections,
}


def insert(
    connection: duckdb.DuckDBPyConnection, model: type[Table], rows: pl.DataFrame, *, keys: bool = False
) -> None:
    """Fill a new table: with `keys` by its DDL, else of the frame's types."""
    name = table_name(model)
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name.split('.')[0]}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        rows.write_parquet(path)
        if keys:
            connection.execute(ddl(model))
            connection.execute(f"INSERT INTO {name} BY NAME FROM '{path}'")
        else:
            connection.execute(f"CREATE TABLE {name} AS FROM '{path}'")


class Warehouse:
    """A DuckDB in memory in which a mart is made when it is first asked for, from those that it needs.

    Tables of marts are made by their DDL, so types, keys, closed vocabularies and NOT NULL hold in all of
    them; that the models accept them is proven on the corpora of test_marts_properties.
    """

    asked = re.compile(r"\bmarts\.(\w+)")
    macro = re.compile(rf"\b({'|'.join(READ_BY_MACROS)})\(")

    def __init__(self, rows: Mapping[str, list[dict]]) -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        self.made: set[str] = set()
        self.described = False
        for name, model in TABLES.items():
            insert(self.connection, model, frame(model, rows.get(name, ())))
        insert(self.connection, reference.Predicates, reference_table("predicates", reference.Predicates))

    def make(self, name: str) -> None:
        """Make a mart, once."""
        if name in self.made:
            return
        mart = marts.mart(name)
        for needed in mart.needs:
            if needed.startswith("marts."):
                self.make(needed.removeprefix("marts."))
        insert(self.connection, mart.model, marts.build(name, self.connection), keys=True)
        self.made.add(name)

    def describe(self) -> None:
        """Make all marts and the macros and views over them, once."""
        if not self.described:
            for mart in marts.MARTS:
                self.make(mart.name)
            marts.define_macros(self.connection)
            marts.define_views(self.connection)
            self.described = True

    def prepare(self, sql: str) -> None:
        """Make what a statement asks for."""
        names = set(self.asked.findall(sql))
        known = {mart.name for mart in marts.MARTS}
        if names - known:
            self.describe()
        for name in names & known:
            self.make(name)
        if self.macro.search(sql) and not self.described:
            self.make("membership_timeline")
            marts.define_macros(self.connection)

    def execute(self, sql: str, values: Sequence = ()) -> duckdb.DuckDBPyConnection:
        """Run a statement on the marts."""
        self.prepare(sql)
        return self.connection.execute(sql, list(values))

    def sql(self, sql: str) -> duckdb.DuckDBPyRelation:
        """The rows of a query on the marts."""
        self.prepare(sql)
        return self.connection.sql(sql)

    def close(self) -> None:
        """Let go of it."""
        self.connection.close()


def warehouse(**rows: list[dict]) -> Warehouse:
    """A warehouse of the given rows, by the names of TABLES."""
    return Warehouse(rows)


def timeline(connection: Warehouse, subject: str, org: str, track: str = "standing") -> list[tuple]:
    """The intervals of a pair: (status, from, to), the ends in EDTF."""
    return connection.execute(
        "SELECT status, from_edtf, to_edtf FROM marts.membership_timeline WHERE (subject, org, track) = (?, ?, ?) ORDER BY interval_number",
        [subject, org, track],
    ).fetchall()
