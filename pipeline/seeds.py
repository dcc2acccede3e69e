"""Loading of seeds/: CSV files validated by their schema, with an error that names file, line, column and
what to do."""

import csv
import difflib
import importlib
import io
import pkgutil
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pandera.errors
import polars as pl

import schemas
from pipeline.edtf import last_day
from pipeline.errors import SeedError
from pipeline.settings import settings
from schemas.corrections import CorrectionRows
from schemas.table import Table, about, columns, polars_schema

# Schema of a model -> the folder of its file below seeds/.
FOLDERS = {"reference": "reference/", "lexicon": "lexicon/", "models": "models/", "seeds": ""}


EARLY = ("membership_history", "states", "early_members")  # who was where before the state began
MOST_NAMED = 20  # allowed values that an error lists one by one


def read_seed(path: Path, model: type[Table]) -> pl.DataFrame:
    """A CSV file as a frame of the model's types, in the file's order. Empty cells are null.

    Raises SeedError, in one line, where the file is missing, a column is missing or unknown, a row breaks a
    rule, or two rows have one key.
    """
    if not path.is_file():
        raise SeedError(
            f"{path}: no such seed file; restore it or set STATUSQUO_SEEDS to the folder that has it"
        )
    content = path.read_bytes()
    try:
        return checked(typed(cells(content, model), content, model), content, model)
    except SeedError as error:
        raise SeedError(f"{path}: {error}") from error


def cells(content: bytes, model: type[Table]) -> pl.DataFrame:
    """The cells of a content as text, under the columns of the model. Raises SeedError."""
    if fault := fault_of_form(content):
        raise SeedError(fault)
    try:
        found = pl.read_csv(content, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise SeedError(unbalanced(content) or f"not a CSV file: {str(error).splitlines()[0]}") from error
    expected = polars_schema(model)
    if sorted(found.columns) != sorted(expected):
        missing, unknown = (
            sorted(set(expected) - set(found.columns)),
            sorted(set(found.columns) - set(expected)),
        )
        raise SeedError(f"line 1: columns missing: {missing}, unknown: {unknown}; expected {list(expected)}")
    return found.select(pl.col(name).str.strip_chars().replace("", None) for name in expected)


def typed(found: pl.DataFrame, content: bytes, model: type[Table]) -> pl.DataFrame:
    """Cells as values of the model's types. Raises SeedError for one that cannot be."""
    converted = found.select(
        of_type(pl.col(name), dtype).alias(name) for name, dtype in polars_schema(model).items()
    )
    for name in found.columns:
        lost = converted[name].is_null() & found[name].is_not_null()
        if lost.any():
            row = lost.arg_true()[0]
            raise SeedError(
                f"line {line_of(content, row)}: column {name}: {found[name][row]!r} is not a "
                f"{converted.schema[name]}"
            )
    return converted


def of_type(cell: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """A cell of text as a value of a type; null where it is none."""
    if dtype == pl.Boolean:
        values = {"true": True, "false": False}
        return cell.str.to_lowercase().replace_strict(values, default=None, return_dtype=pl.Boolean)
    if dtype == pl.Date:
        return cell.str.to_date(strict=False)
    return cell if dtype == pl.String else cell.cast(dtype, strict=False)


def checked(rows: pl.DataFrame, content: bytes, model: type[Table]) -> pl.DataFrame:
    """The rows, which keep the model's rules and have a key each. Raises SeedError."""
    try:
        valid = model.validate(rows, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        first = errors.failure_cases.row(0, named=True)
        line = f"line {line_of(content, first['index'])}: " if first.get("index") is not None else ""
        if first["schema_context"] == "DataFrameSchema":
            raise SeedError(f"{line}{first['check']}") from errors
        more = f" (and {errors.failure_cases.height - 1} more)" if errors.failure_cases.height > 1 else ""
        raise SeedError(f"{line}column {first['column']}: {broken(model, first)}{more}") from errors
    if model is not CorrectionRows:  # which of two corrections counts is told where they are looked up
        refuse_doubled(valid, content, about(model)["key"])
    return valid


def broken(model: type[Table], failure: dict[str, Any]) -> str:
    """What is wrong with a cell, by a row of pandera's failure cases; of many allowed values those alike."""
    value, check = failure["failure_case"], str(failure["check"])
    allowed = next((c.allowed for c in columns(model) if c.name == failure["column"]), ())
    if not allowed or not check.startswith("isin"):
        return f"{value!r} breaks {check}"
    near = difflib.get_close_matches(str(value), allowed) if len(allowed) > MOST_NAMED else allowed
    hint = f"allowed: {', '.join(near)}" if near else f"none of the {len(allowed)} allowed values is like it"
    return f"{value!r} is not allowed; {hint}"


def refuse_doubled(rows: pl.DataFrame, content: bytes, key: list[str]) -> None:
    """Raise SeedError where two rows have one key."""
    doubled = rows.select(~pl.struct(key).is_first_distinct()).to_series().arg_true()
    if len(doubled):
        second = rows.row(doubled[0], named=True)
        told = ", ".join(f"{name} {second[name]!r}" for name in key)
        raise SeedError(f"line {line_of(content, doubled[0])}: {told} stands on an earlier line already")


def fault_of_form(content: bytes) -> str | None:
    """What makes a content no table of comma-separated values, with its line; None where it is one."""
    for number, line in enumerate(content.split(b"\n"), start=1):
        if b"\0" in line:
            return f"line {number}: a character with the code 0"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            return f"line {number}: byte {error.start + 1} is not UTF-8"
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    width, begins = None, 1
    try:
        for row in rows:
            width = width or len(row)
            if len(row) != width:
                return f"line {begins}: {len(row)} cells, but the first line names {width} columns"
            begins = rows.line_num + 1
    except csv.Error as error:
        return unbalanced(content) or f"line {begins}: {error}"
    return None if width else "line 1: no columns are named"


def unbalanced(content: bytes) -> str | None:
    """The first line whose quotation marks are not in pairs, in words."""
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.count(b'"') % 2:
            return f"line {number}: a quotation mark has no partner"
    return None


def line_of(content: bytes, row: int) -> int:
    """The line of a file on which a row of its table begins, the first being 0; cells may hold line ends."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    for _ in range(row + 1):
        next(rows)
    return rows.line_num + 1


def seed_models() -> dict[str, type[Table]]:
    """'reference/states.csv' -> its schema, of all schemas of reference data, lexicons, fitted tables,
    corrections."""
    found = {}
    for module in pkgutil.iter_modules(schemas.__path__):
        for value in vars(importlib.import_module(f"schemas.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, Table) and about(value).get("schema") in FOLDERS:
                found[f"{FOLDERS[about(value)['schema']]}{value.to_schema().name}.csv"] = value
    return found


def seed_faults() -> tuple[list[str], int]:
    """What is wrong with the files of seeds/, a sentence each, and the number of rows of those that are
    right."""
    models, folder = seed_models(), settings().seeds
    wrong: list[str] = []
    right: dict[Path, pl.DataFrame] = {}
    files: dict[Path, type[Table] | None] = {folder / place: model for place, model in models.items()}
    files |= {path: files.get(path) for path in folder.glob("*/*.csv")}
    files |= dict.fromkeys(correction_files(), CorrectionRows)
    wrong += [
        f"{path}: damaged; restore it from the distribution"
        for path in sorted(folder.glob("models/*.npz"))
        if is_damaged(path)
    ]
    for path, model in sorted(files.items()):
        if model is None:
            wrong.append(f"{path.relative_to(folder)}: no schema")
            continue
        if about(model).get("optional") and not path.exists():
            continue
        try:
            right[path] = read_seed(path, model)
        except SeedError as error:
            wrong.append(str(error))
    told = [folder / "reference" / f"{name}.csv" for name in EARLY]
    if right.keys() >= set(told):
        history, states, early = (right[path] for path in told)
        wrong += [f"{told[0]}: {fault}" for fault in early_memberships(history, states, early)]
    return wrong, sum(table.height for table in right.values())


def early_memberships(history: pl.DataFrame, states: pl.DataFrame, early: pl.DataFrame) -> list[str]:
    """What of the membership history begins before its state did, a sentence each; `early` are the places
    that may. A year or a month in which the state began is not before it."""
    began = dict(states.drop_nulls("began_on").select("iso3", "began_on").iter_rows())
    allowed = set(early.select("iso3", "org").iter_rows())
    wrong = []
    for iso3, org, since in history.select("iso3", "org", "from_edtf").iter_rows():
        first = last_day(since.removeprefix("../").split("/")[0])
        if iso3 in began and first and first < began[iso3] and (iso3, org) not in allowed:
            wrong.append(
                f"{iso3} in {org} from {since}: the state began on {began[iso3]}; correct the row, or give "
                "the reason in early_members.csv"
            )
    return wrong


def is_damaged(archive: Path) -> bool:
    """Whether an archive of fitted matrices cannot be read to its end."""
    try:
        with zipfile.ZipFile(archive) as parts:
            return parts.testzip() is not None
    except (OSError, zipfile.BadZipFile, zlib.error):
        return True


def correction_files() -> list[Path]:
    """Where corrections may lie, whether or not they do: beside the other seeds, and in the home."""
    return [settings().seeds / "corrections.csv", settings().home / "corrections.csv"]


def check_seeds() -> None:
    """Raise SeedError for the first file of seeds/ or of corrections that is wrong, with how many others
    are."""
    wrong, _ = seed_faults()
    wrong = [fault for fault in wrong if not fault.endswith("no schema")]
    if wrong:
        others = f" (and {len(wrong) - 1} more files; see: statusquo doctor)" if len(wrong) > 1 else ""
        raise SeedError(wrong[0] + others)
