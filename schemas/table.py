"""What every table has in common: a pandera model whose fields carry their meaning, and what is derived from
it.

A table is a subclass of `Table`. Its docstring is its meaning; `Config.metadata` holds `schema` (where it is
published), `grain` (what one row is), `key` (the columns that identify a row), where rows are not sorted by
their key `order` (the columns by which they are) and, where rows point to other tables, `references` (column
-> "schema.table.column"). Polars schemas, DDL, comments and the data dictionary
all come from here.
"""

import dataclasses
import inspect
from collections.abc import Iterable, Mapping
from typing import Any

import pandera.polars as pa
import polars as pl
from polars.datatypes import DataTypeClass

MONTH_OR_DAY = r"(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
EDTF_PATTERN = rf"^(?:\d{{4}}{MONTH_OR_DAY}|(?:\d{{4}}{MONTH_OR_DAY}|\.\.)/(?:\d{{4}}{MONTH_OR_DAY}|\.\.))$"
ENTITY_PATTERN = r"^(?:[A-Z]{3}|org:[A-Z0-9+-]{2,12})$"
ORGANISATION_PATTERN = r"^[A-Z0-9][A-Za-z0-9+-]{1,11}$"
ID_PATTERN = r"^[0-9a-f]{16}$"
QID_PATTERN = r"^Q[1-9][0-9]*$"

SQL_TYPES: dict[DataTypeClass, str] = {
    pl.String: "VARCHAR",
    pl.Date: "DATE",
    pl.Int64: "BIGINT",
    pl.Float64: "DOUBLE",
    pl.Boolean: "BOOLEAN",
}


class Table(pa.DataFrameModel):
    """A table of Statusquo. Columns are exactly those declared: a missing or an extra one is an error."""

    class Config:
        strict = True
        coerce = False


def column(
    meaning: str,
    *,
    allowed: Iterable[str] | Mapping[str, str] | None = None,
    inner: type | None = None,
    **options: Any,
) -> Any:
    """A pandera field with a plain-English meaning.

    `allowed` is a closed vocabulary; `inner` the element type of a `pl.List` column; the rest goes to
    `pa.Field` (nullable, unique, ge, le, str_matches, ...).
    """
    if allowed is not None:
        options["isin"] = list(allowed)
    if inner is not None:
        options["dtype_kwargs"] = {"inner": inner}
    if isinstance(allowed, Mapping):
        options["metadata"] = {"values": dict(allowed)}
    return pa.Field(description=meaning, **options)


@dataclasses.dataclass(frozen=True)
class Column:
    """One column of a table, as the documents and the DDL need it."""

    name: str
    dtype: pl.DataType
    nullable: bool
    meaning: str
    allowed: tuple[str, ...]
    values: dict[str, str]
    rules: tuple[str, ...]

    @property
    def sql_type(self) -> str:
        """The DuckDB type."""
        return sql_type(self.dtype)


def sql_type(dtype: pl.DataType | type[pl.DataType] | DataTypeClass) -> str:
    """The DuckDB type of a polars type; raises KeyError for one that no table uses."""
    if isinstance(dtype, pl.List):
        return sql_type(dtype.inner) + "[]"
    return SQL_TYPES[dtype.base_type()]


def about(model: type[Table]) -> dict:
    """The table's metadata: schema, grain, key, references."""
    return getattr(model.Config, "metadata", None) or {}


def order(model: type[Table]) -> list[str]:
    """The columns by which a table is sorted: its key, or what makes the questions asked of it cheaper."""
    facts = about(model)
    return list(facts.get("order", facts["key"]))


def table_name(model: type[Table]) -> str:
    """'staging.claims' for the model of the claims."""
    return f"{about(model)['schema']}.{model.to_schema().name}"


def meaning(model: type[Table]) -> str:
    """What the table is, from the model's docstring, a line a paragraph."""
    told = inspect.cleandoc(model.__doc__ or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in told)


def columns(model: type[Table]) -> list[Column]:
    """The table's columns in their order."""
    found = []
    for name, spec in model.to_schema().columns.items():
        allowed: tuple[str, ...] = ()
        rules = []
        for check in spec.checks:
            if check.name == "isin":
                allowed = tuple(check.statistics["allowed_values"])
            else:
                rules.append(
                    ", ".join(f"{key} {value}" for key, value in check.statistics.items()) or check.name
                )
        if spec.unique:
            rules.append("unique")
        found.append(
            Column(
                name,
                spec.dtype.type,
                spec.nullable,
                spec.description or "",
                allowed,
                (spec.metadata or {}).get("values", {}),
                tuple(rules),
            )
        )
    return found


def polars_schema(model: type[Table]) -> dict[str, pl.DataType]:
    """Column name -> polars type, in the table's order."""
    return {c.name: c.dtype for c in columns(model)}


def frame(model: type[Table], rows: Iterable[Mapping] = ()) -> pl.DataFrame:
    """A typed frame of the given rows (dicts with the table's columns; an absent key is null), possibly
    empty."""
    schema = polars_schema(model)
    return pl.DataFrame(
        [{name: row.get(name) for name in schema} for row in rows], schema=schema, orient="row"
    )


def quoted(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def ddl(model: type[Table], name: str | None = None) -> str:
    """CREATE TABLE with types, NOT NULL, CHECKs of closed vocabularies and the PRIMARY KEY."""
    lines = []
    for c in columns(model):
        line = f'    "{c.name}" {c.sql_type}'
        if not c.nullable:
            line += " NOT NULL"
        if c.allowed and c.dtype == pl.String:
            line += f' CHECK ("{c.name}" IN ({", ".join(map(quoted, c.allowed))}))'
        lines.append(line)
    key = about(model).get("key")
    if key:
        lines.append("    PRIMARY KEY (" + ", ".join(f'"{k}"' for k in key) + ")")
    return f"CREATE TABLE {name or table_name(model)} (\n" + ",\n".join(lines) + "\n);"


def comments(model: type[Table], name: str | None = None) -> list[str]:
    """COMMENT ON statements for the table and each of its columns."""
    name = name or table_name(model)
    text = f"{meaning(model)} One row is {about(model)['grain']}."
    return [f"COMMENT ON TABLE {name} IS {quoted(text)};"] + [
        f'COMMENT ON COLUMN {name}."{c.name}" IS {quoted(c.meaning)};' for c in columns(model)
    ]
