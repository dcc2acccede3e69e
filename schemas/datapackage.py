"""The descriptor of an export: a Frictionless Data Package whose fields are typed and told from the
models."""

from typing import Any

import polars as pl
from polars.datatypes import DataTypeClass

from schemas.table import Column, Table, about, columns, meaning, table_name

TYPES: dict[DataTypeClass, str] = {
    pl.String: "string",
    pl.Date: "date",
    pl.Int64: "integer",
    pl.Float64: "number",
    pl.Boolean: "boolean",
}
FORMATS = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
NUMBERS = {"min_value": "minimum", "max_value": "maximum"}


def field_type(dtype: pl.DataType | DataTypeClass) -> dict[str, Any]:
    """The type of a field; an array (JSON within a CSV file) tells what it holds."""
    if isinstance(dtype, pl.List):
        return {"type": "array", "arrayItem": field_type(dtype.inner)}
    return {"type": TYPES[dtype.base_type()]}


def constraints(column: Column) -> dict[str, Any]:
    """What every value of a column fulfils."""
    found: dict[str, Any] = {"required": not column.nullable}
    if column.allowed:
        found["enum"] = list(column.allowed)
    for rule in column.rules:
        name, _, value = rule.partition(" ")
        if name in NUMBERS:
            found[NUMBERS[name]] = float(value) if column.dtype == pl.Float64 else int(value)
        elif name == "pattern":
            found["pattern"] = value
        elif name == "unique":
            found["unique"] = True
    return found


def field(column: Column) -> dict[str, Any]:
    """A column as a field of a table schema."""
    return {
        "name": column.name,
        **field_type(column.dtype),
        "description": column.meaning,
        "constraints": constraints(column),
    }


def foreign_key(model: type[Table], column: str, target: str) -> dict[str, Any]:
    """A column that points to 'schema.table.column'; a table points to itself as ''."""
    resource, _, fields = target.rpartition(".")
    reference = {"resource": "" if resource == table_name(model) else resource, "fields": fields}
    return {"fields": column, "reference": reference}


def table_schema(model: type[Table]) -> dict[str, Any]:
    """A model as a table schema: fields, key, and where its rows point to."""
    references = about(model).get("references", {})
    return {
        "fields": [field(column) for column in columns(model)],
        "missingValues": [""],
        "primaryKey": about(model)["key"],
        **({"foreignKeys": [foreign_key(model, *one) for one in references.items()]} if references else {}),
    }


def resource(model: type[Table], form: str, path: str, *, size: int, sha256: str) -> dict[str, Any]:
    """A file of a table; the CSV file has the table's name, the other forms have theirs after it."""
    name = table_name(model)
    return {
        "name": name if form == "csv" else f"{name}.{form}",
        "path": path,
        "profile": "tabular-data-resource",
        "title": name if form == "csv" else f"{name} ({form})",
        "description": f"{meaning(model)} One row is {about(model)['grain']}.",
        "format": form,
        "mediatype": FORMATS[form],
        **({"encoding": "utf-8"} if form == "csv" else {}),
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "schema": table_schema(model),
    }


def datapackage(resources: list[dict[str, Any]], version: str) -> dict[str, Any]:
    """The whole descriptor; `version` is that of the program that wrote the files."""
    return {
        "profile": "data-package",
        "name": "statusquo",
        "title": "Statusquo: who said what about which state's place in which international organisation",
        "description": "All published tables, each as CSV and as Parquet. Lists are JSON within the CSV "
        "files. Offsets "
        "are characters of the brief's text, from 0, the end exclusive.",
        "version": version,
        "resources": resources,
    }
