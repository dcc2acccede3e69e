"""The marts: SQL files over the stage tables, run in DuckDB in the order of their dependencies, returned as
typed frames."""

import dataclasses
from collections.abc import Iterable
from pathlib import Path

import duckdb
import polars as pl

from pipeline.errors import StatusquoError
from pipeline.settings import settings
from schemas import marts as models
from schemas.table import Table, order, polars_schema


@dataclasses.dataclass(frozen=True)
class Mart:
    """A mart: its model, the tables that its SQL reads, and the macros that must be there first."""

    model: type[Table]
    needs: tuple[str, ...]
    macros: tuple[str, ...] = ("dates",)

    @property
    def name(self) -> str:
        """'membership_status' for marts.membership_status; also the stem of its SQL file."""
        return self.model.to_schema().name


STEP_MACROS = ("dates", "steps")
LIST_MACROS = ("dates", "now", "lists")
TIMELINE_MACROS = (*LIST_MACROS, "reconciled", "intervals")
STATUS_MACROS = (*TIMELINE_MACROS, "status_on")
BID_MACROS = (*STEP_MACROS, "now", "lists")

# What the macros of lists read.
LISTS = ("marts.reference_windows", "marts.horizon")
# What says who had which place, and what of it is a list.
HISTORY = ("reference.membership_history", "reference.organisations", *LISTS)

# In the order in which they can be built.
MARTS = (
    Mart(models.Horizon, ("raw.briefs", "reference.membership_history", "reference.coverage")),
    Mart(
        models.ReferenceWindows,
        (
            "reference.membership_history",
            "reference.statuses",
            "reference.organisations",
            "reference.coverage",
        ),
    ),
    Mart(
        models.WeighedClaims,
        ("raw.briefs", "staging.claims", "staging.statements", "reference.outlets", "reference.predicates"),
        STEP_MACROS,
    ),
    Mart(
        models.MembershipFacts,
        ("marts.weighed_claims", "reference.predicates", *HISTORY),
        LIST_MACROS,
    ),
    Mart(models.Reconciliation, ("marts.membership_facts",), ("dates", "reconciled")),
    Mart(
        models.MembershipTimeline,
        (
            "marts.reconciliation",
            "marts.membership_facts",
            *LISTS,
            "reference.statuses",
            "reference.organisations",
            "reference.states",
        ),
        TIMELINE_MACROS,
    ),
    Mart(models.MembershipEvents, ("marts.weighed_claims", "reference.predicates")),
    Mart(models.Positions, ("marts.weighed_claims", "reference.states", "reference.organisations")),
    Mart(
        models.Bids,
        (
            "reference.predicates",
            "reference.voting",
            "marts.weighed_claims",
            "marts.membership_timeline",
            "marts.positions",
            "marts.membership_facts",
            "staging.claims",
            *HISTORY,
            "reference.states",
        ),
        BID_MACROS,
    ),
    Mart(
        models.Contradictions,
        (
            "marts.reconciliation",
            "marts.membership_facts",
            "marts.reference_windows",
            "marts.weighed_claims",
            "staging.claims",
        ),
    ),
    Mart(
        models.MembershipStatus,
        (
            "marts.weighed_claims",
            "marts.membership_facts",
            "marts.membership_timeline",
            "marts.contradictions",
            "marts.bids",
            "marts.reconciliation",
            *HISTORY,
            "reference.statuses",
            "reference.states",
        ),
        STATUS_MACROS,
    ),
    Mart(
        models.SourceScorecard,
        ("raw.briefs", "staging.statements", "marts.weighed_claims", "marts.reconciliation"),
    ),
    Mart(
        models.BriefDigest,
        (
            "raw.briefs",
            "staging.claims",
            "staging.statements",
            "marts.reconciliation",
        ),
    ),
    Mart(
        models.Changes,
        (
            "marts.weighed_claims",
            "marts.membership_facts",
            "marts.reconciliation",
            "marts.horizon",
            "reference.predicates",
        ),
        (*STEP_MACROS, "now"),
    ),
)

# All macros of the published file, each a file below warehouse/macros, in the order in which they can be
# defined.
MACROS = (*STATUS_MACROS, "steps")


def mart(name: str) -> Mart:
    """The mart of that name; raises StatusquoError, listing those that exist."""
    for found in MARTS:
        if found.name == name:
            return found
    raise StatusquoError(f"no mart {name!r}; there are {', '.join(found.name for found in MARTS)}")


def read_sql(folder: str, name: str, *, root: Path | None = None) -> str:
    """The text of <root>/<folder>/<name>.sql (root: the setting `sql`); raises StatusquoError where it is
    missing."""
    path = (root or settings().sql) / folder / f"{name}.sql"
    if not path.is_file():
        raise StatusquoError(
            f"{path}: no such SQL file; restore it or set STATUSQUO_SQL to the folder that has it"
        )
    return path.read_text(encoding="utf-8")


def define_macros(connection: duckdb.DuckDBPyConnection, names: Iterable[str] = MACROS) -> None:
    """Define macros, by default all; the tables that they read must exist."""
    for name in names:
        connection.execute(read_sql("macros", name))


def build(name: str, connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Run one mart's SQL and return its rows, typed as its model says and sorted.

    The connection has the tables of `Mart.needs` under their published names (tables or views); the macros
    that the mart uses are defined in it. Raises StatusquoError for an unknown mart or a missing file,
    duckdb.Error where the SQL fails.
    """
    wanted = mart(name)
    define_macros(connection, wanted.macros)
    schema = polars_schema(wanted.model)
    columns = ", ".join(f'"{column}"' for column in schema)
    found = pl.DataFrame(connection.sql(f"SELECT {columns} FROM ({read_sql('marts', name)})"))
    return found.cast(pl.Schema(schema)).sort(order(wanted.model))


def define_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Define the views beside the marts; the tables, and the macros, must exist."""
    for path in sorted((settings().sql / "views").glob("*.sql")):
        connection.execute(path.read_text(encoding="utf-8"))


# What must hold between and within the marts: name -> (meaning, SQL that finds the rows that break it).
CHECKS = {
    "intervals_do_not_overlap": (
        "on one track, an interval's sure days end before the next one's begin",
        """
        SELECT subject, org, track, one.interval_number, other.interval_number AS other_number
        FROM marts.membership_timeline AS one
        JOIN marts.membership_timeline AS other USING (subject, org, track)
        WHERE one.interval_number < other.interval_number AND (one.ongoing OR one.to_first > other.from_last OR one.from_last > other.from_last)
        """,
    ),
    "windows_are_in_order": (
        "first possible days come before last ones, beginnings before ends",
        """
        SELECT interval_id, from_first, from_last, to_first, to_last
        FROM marts.membership_timeline
        WHERE from_first > from_last OR to_first > to_last OR from_last > to_last OR from_first > to_first
        UNION ALL
        SELECT event_id, happened_first, happened_last, NULL, NULL FROM marts.membership_events WHERE happened_first > happened_last
        """,
    ),
    "ends_are_told": (
        "every day at which an interval may begin or end is a day that a fact or a reference row of the "
        "pair gives",
        """
        WITH given AS (
            SELECT subject, org, track, unnest([first_day, last_day, until_day]) AS day FROM marts.membership_facts
            UNION
            SELECT subject, org, track, unnest([first_day, last_day]) FROM marts.reconciliation
            UNION
            SELECT subject, org, track, retired_on FROM marts.membership_timeline JOIN retired_terms() AS retired USING (org)
        ),
        ends AS (
            SELECT interval_id, subject, org, track, unnest([from_first, from_last, to_first, to_last]) AS day FROM marts.membership_timeline
        )
        SELECT ends.* FROM ends ANTI JOIN given USING (subject, org, track, day) WHERE day IS NOT NULL
        """,
    ),
    "counts_add_up": (
        "counts by voice, by modality, by fate and by novelty add up to their totals, and all claims and "
        "briefs are counted once",
        """
        SELECT 'voices of ' || subject || ' ' || org AS what FROM marts.membership_status WHERE claims_news + claims_comment + claims_statement <> claims
        UNION ALL
        SELECT 'modalities of ' || subject || ' ' || org FROM marts.membership_status
        WHERE claims_asserted + claims_expected + claims_hoped + claims_possible + claims_conditional <> claims
        UNION ALL
        SELECT 'claims of all pairs' WHERE (SELECT coalesce(sum(claims), 0) FROM marts.membership_status) <> (SELECT count(*) FROM staging.claims)
        UNION ALL
        SELECT 'briefs of all sources' WHERE (SELECT coalesce(sum(briefs), 0) FROM marts.source_scorecard) <> (SELECT count(*) FROM raw.briefs)
        UNION ALL
        SELECT 'fates of ' || source FROM marts.source_scorecard WHERE confirmed + alone + outweighed + open <> facts
        UNION ALL
        SELECT 'claims of brief ' || brief_id FROM marts.brief_digest WHERE new_claims + repeated_claims <> claims OR new_claims <> len(added)
        UNION ALL
        SELECT 'event ' || event_id FROM marts.membership_events WHERE len(claim_ids) <> claims OR sources > claims OR briefs > claims
        UNION ALL
        SELECT 'position of ' || actor FROM marts.positions WHERE len(claim_ids) <> claims OR len(history) <> changes + 1 OR sources > claims
        UNION ALL
        SELECT 'bid ' || bid_id FROM marts.bids WHERE len(members_not_heard) > members
        """,
    ),
    "rows_have_evidence": (
        "every row names claims or reference rows, contradictions on both sides",
        """
        SELECT 'membership_status' AS mart, subject || ' ' || org AS what FROM marts.membership_status WHERE len(claim_ids) + len(reference_ids) = 0
        UNION ALL SELECT 'membership_timeline', interval_id FROM marts.membership_timeline WHERE len(claim_ids) + len(reference_ids) = 0
        UNION ALL SELECT 'membership_events', event_id FROM marts.membership_events WHERE len(claim_ids) = 0
        UNION ALL SELECT 'positions', actor || ' ' || subject || ' ' || org FROM marts.positions WHERE len(claim_ids) = 0
        UNION ALL SELECT 'bids', bid_id FROM marts.bids WHERE len(claim_ids) + len(reference_ids) = 0
        UNION ALL SELECT 'contradictions', contradiction_id FROM marts.contradictions
        WHERE len(left_claim_ids) + len(left_reference_ids) = 0 OR len(right_claim_ids) + len(right_reference_ids) = 0
        UNION ALL SELECT 'changes', change_id FROM marts.changes WHERE len(claim_ids) = 0
        """,
    ),
    "evidence_exists": (
        "every claim that a mart names is in staging.claims",
        """
        WITH cited AS (
            SELECT 'membership_status' AS mart, unnest(claim_ids) AS claim_id FROM marts.membership_status
            UNION SELECT 'membership_timeline', unnest(claim_ids) FROM marts.membership_timeline
            UNION SELECT 'membership_events', unnest(claim_ids) FROM marts.membership_events
            UNION SELECT 'positions', unnest(claim_ids) FROM marts.positions
            UNION SELECT 'bids', unnest(claim_ids) FROM marts.bids
            UNION SELECT 'contradictions', unnest(list_concat(left_claim_ids, right_claim_ids)) FROM marts.contradictions
            UNION SELECT 'changes', unnest(claim_ids) FROM marts.changes
        )
        SELECT cited.* FROM cited ANTI JOIN staging.claims USING (claim_id)
        """,
    ),
    "facts_have_one_verdict": (
        "the reconciliation judges every fact once",
        """
        SELECT fact_id, count(verdict) AS verdicts
        FROM marts.membership_facts
        LEFT JOIN marts.reconciliation USING (fact_id)
        GROUP BY fact_id
        HAVING count(verdict) <> 1
        """,
    ),
}


def checks(connection: duckdb.DuckDBPyConnection) -> dict[str, pl.DataFrame]:
    """The rows that break each of CHECKS, by its name; empty frames where all is well. All marts and macros
    must be there."""
    return {name: pl.DataFrame(connection.sql(sql)) for name, (_, sql) in CHECKS.items()}
