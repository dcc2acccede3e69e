"""Every published table as files that other programs read: CSV, Parquet, a descriptor and checksums."""

import hashlib
import importlib.metadata
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.errors import StatusquoError
from schemas.datapackage import FORMATS, datapackage, resource
from schemas.table import Table, about, columns, quoted, table_name
from schemas.tables import PUBLISHED

DESCRIPTOR = "datapackage.json"
CHECKSUMS = "SHA256SUMS"
OPTIONS = {"csv": "FORMAT csv, HEADER", "parquet": "FORMAT parquet, COMPRESSION zstd"}


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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
    """Write all tables, the descriptor and the checksums into a folder; `advance` is told of each table."""
    resources = []
    for model in PUBLISHED:
        resources += [write_table(connection, model, form, folder) for form in FORMATS]
        advance(1)
    descriptor = datapackage(resources, importlib.metadata.version("statusquo"))
    (folder / DESCRIPTOR).write_text(
        json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    sums = [f"{file_hash(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / CHECKSUMS).write_text("".join(sums), encoding="utf-8")


def check_target(target: Path) -> None:
    """Raise StatusquoError unless a folder is new, empty, or holds an earlier export and nothing else."""
    if not target.parent.is_dir():
        raise StatusquoError(f"{target.parent}: no such folder")
    if not target.exists():
        return
    if not target.is_dir():
        raise StatusquoError(f"{target} is a file; give a folder, or a table and a file")
    there = {path.name for path in target.iterdir()}
    if not there:
        return
    sums = target / CHECKSUMS
    listed = sums.read_text(encoding="utf-8", errors="replace").splitlines() if sums.is_file() else []
    strange = sorted(there - {CHECKSUMS} - {line.partition("  ")[2] for line in listed})
    if strange:
        raise StatusquoError(
            f"{target} holds {strange[0]!r}, which is of no earlier export; give a new or an empty folder"
        )


def replace_folder(made: Path, target: Path) -> None:
    """Put a folder that was made beside it in the place of `target`; what was there comes back if that
    fails."""
    before = made.with_name(f"{made.name}.before")
    if target.exists():
        target.rename(before)
    try:
        made.rename(target)
    except BaseException:
        if before.exists():
            before.rename(target)
        raise
    shutil.rmtree(before, ignore_errors=True)


def export(
    connection: duckdb.DuckDBPyConnection, target: Path, advance: Callable[[int], None] = lambda done: None
) -> None:
    """Write every published table into the folder `target`, which is there wholly or stays as it was.

    The same tables give the same bytes. Raises StatusquoError where the folder holds something else, and what
    DuckDB and the file system raise.
    """
    target = Path(os.path.realpath(target))
    check_target(target)
    made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        write_package(connection, made, advance)
        made.chmod(0o755 if not target.exists() else target.stat().st_mode & 0o7777)
        replace_folder(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)
