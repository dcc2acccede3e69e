"""The marts: SQL files over the stage tables, run in DuckDB in the order of their dependencies, returned as typed frames."""

import dataclasses
from collections.abc import Iterable
from pathlib import Path

import duckdb
import polars as pl

from pipeline.errors import StatusquoError
from pipeline.settings import settings
from schemas import marts as models
from schemas.table import Table, polars_schema


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


TIMELINE_MACROS = ("dates", "reconciled", "intervals")

# In the order in which they can be built.
MARTS = (
    Mart(models.WeighedClaims, ("raw.briefs", "staging.claims", "staging.statements", "reference.outlets")),
    Mart(models.MembershipFacts, ("marts.weighed_claims", "reference.membership_history", "reference.statuses")),
    Mart(models.Reconciliation, ("marts.membership_facts",), ("dates", "reconciled")),
    Mart(
        models.MembershipTimeline,
        ("marts.membership_facts", "raw.briefs", "reference.statuses", "reference.states", "reference.organisations"),
        TIMELINE_MACROS,
    ),
    Mart(models.MembershipEvents, ("marts.weighed_claims",)),
    Mart(models.Positions, ("marts.weighed_claims", "reference.states", "reference.organisations")),
    Mart(
        models.Bids,
        (
            "marts.weighed_claims", "marts.membership_timeline", "marts.positions", "marts.membership_facts", "staging.claims", "raw.briefs",
            "reference.membership_history", "reference.states", "reference.organisations", "reference.statuses",
        ),
        TIMELINE_MACROS,
    ),
    Mart(models.Contradictions, ("marts.reconciliation", "marts.membership_facts", "marts.weighed_claims")),
    Mart(
        models.MembershipStatus,
        (
            "marts.weighed_claims", "marts.membership_facts", "marts.membership_timeline", "marts.contradictions", "marts.bids", "raw.briefs",
            "reference.membership_history", "reference.states", "reference.organisations", "reference.statuses",
        ),
        TIMELINE_MACROS,
    ),
)

# All macros of the published file, each a file below warehouse/macros, in the order in which they can be defined.
MACROS = ("dates", "reconciled", "intervals")


def mart(name: str) -> Mart:
    """The mart of that name; raises StatusquoError, listing those that exist."""
    for found in MARTS:
        if found.name == name:
            return found
    raise StatusquoError(f"no mart {name!r}; there are {', '.join(found.name for found in MARTS)}")


def read_sql(folder: str, name: str, *, root: Path | None = None) -> str:
    """The text of <root>/<folder>/<name>.sql (root: the setting `sql`); raises StatusquoError where it is missing."""
    path = (root or settings().sql) / folder / f"{name}.sql"
    if not path.is_file():
        raise StatusquoError(f"{path}: no such SQL file; restore it or set STATUSQUO_SQL to the folder that has it")
    return path.read_text(encoding="utf-8")


def define_macros(connection: duckdb.DuckDBPyConnection, names: Iterable[str] = MACROS) -> None:
    """Define macros, by default all; the tables that they read must exist."""
    for name in names:
        connection.execute(read_sql("macros", name))


def build(name: str, connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Run one mart's SQL and return its rows, typed as its model says and sorted by its key.

    The connection has the tables of `Mart.needs` under their published names (tables or views); the macros that the mart
    uses are defined in it. Raises StatusquoError for an unknown mart or a missing file, duckdb.Error where the SQL fails.
    """
    wanted = mart(name)
    define_macros(connection, wanted.macros)
    schema = polars_schema(wanted.model)
    columns = ", ".join(f'"{column}"' for column in schema)
    key = ", ".join(f'"{column}"' for column in wanted.model.Config.metadata["key"])
    found = pl.DataFrame(connection.sql(f"SELECT {columns} FROM ({read_sql('marts', name)}) ORDER BY {key}"))
    return found.cast(schema)
