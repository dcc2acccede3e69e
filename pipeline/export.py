"""Every published table as files that other programs read: CSV, Parquet, a descriptor and checksums."""

import importlib.metadata
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.folders import file_hash, replaced_folder
from schemas.datapackage import FORMATS, datapackage, resource
from schemas.table import Table, about, columns, quoted, table_name
from schemas.tables import PUBLISHED

DESCRIPTOR = "datapackage.json"
OPTIONS = {"csv": "FORMAT csv, HEADER", "parquet": "FORMAT parquet, COMPRESSION zstd"}


def sorted_rows(model: type[Table], form: str) -> str:
    """A SELECT of a table's rows in the order of its key; for CSV, lists are JSON."""

    def chosen(name: str, dtype: pl.DataType) -> str:
        nested = form == "csv" and isinstance(dtype, pl.List)
        return f'to_json("{name}") AS "{name}"' if nested else f'"{name}"'

    chosen_columns = ", ".join(chosen(column.name, column.dtype) for column in columns(model))
    key = ", ".join(f'"{name}"' for name in about(model)["key"])
    return f"SELECT {chosen_columns} FROM {table_name(model)} ORDER BY {key}"


def write_table(
    connection: duckdb.DuckDBPyConnection, model: type[Table], form: str, folder: Path
) -> dict[str, Any]:
    """Write a table as one file; gives its resource in the descriptor."""
    path = folder / f"{table_name(model)}.{form}"
    connection.execute(f"COPY ({sorted_rows(model, form)}) TO {quoted(str(path))} ({OPTIONS[form]})")
    return resource(model, form, path.name, size=path.stat().st_size, sha256=file_hash(path))


def write_package(
    connection: duckdb.DuckDBPyConnection, folder: Path, advance: Callable[[int], None]
) -> None:
    """Write all tables and the descriptor into a folder; `advance` is told of each table."""
    resources = []
    for model in PUBLISHED:
        resources += [write_table(connection, model, form, folder) for form in FORMATS]
        advance(1)
    descriptor = datapackage(resources, importlib.metadata.version("statusquo"))
    (folder / DESCRIPTOR).write_text(
        json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def export(
    connection: duckdb.DuckDBPyConnection, target: Path, advance: Callable[[int], None] = lambda done: None
) -> None:
    """Write every published table into the folder `target`, which is there wholly or stays as it was.

    The same tables give the same bytes. Raises StatusquoError where the folder holds something else, and what
    DuckDB and the file system raise.
    """
    with replaced_folder(target) as folder:
        write_package(connection, folder, advance)
