"""Loading of seeds/: CSV files validated by their schema, with an error that names file, line, column and
what to do."""

import importlib
import pkgutil
from pathlib import Path

import pandera.errors
import polars as pl

import schemas
from pipeline.errors import SeedError
from pipeline.settings import settings
from schemas.corrections import CorrectionRows
from schemas.table import Table, about, columns, polars_schema

# Schema of a model -> the folder of its file below seeds/.
FOLDERS = {"reference": "reference/", "lexicon": "lexicon/", "models": "models/", "seeds": ""}


def read_seed(path: Path, model: type[Table]) -> pl.DataFrame:
    """A CSV file as a frame of the model's types, in the file's order. Empty cells are null.

    Raises SeedError, in one line, where the file is missing, a column is missing or unknown, or a row breaks
    a rule.
    """
    if not path.is_file():
        raise SeedError(
            f"{path}: no such seed file; restore it or set STATUSQUO_SEEDS to the folder that has it"
        )
    expected = polars_schema(model)
    try:
        found = pl.read_csv(path, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise SeedError(f"{path}: not a CSV file: {str(error).splitlines()[0]}") from error
    if sorted(found.columns) != sorted(expected):
        missing, unknown = (
            sorted(set(expected) - set(found.columns)),
            sorted(set(found.columns) - set(expected)),
        )
        raise SeedError(f"{path}: columns missing: {missing}, unknown: {unknown}; expected {list(expected)}")
    typed = []
    for name, dtype in expected.items():
        cell = pl.col(name).str.strip_chars().replace("", None)
        if dtype == pl.Boolean:
            typed.append(
                cell.str.to_lowercase().replace_strict(
                    {"true": True, "false": False}, default=None, return_dtype=pl.Boolean
                )
            )
        elif dtype == pl.Date:
            typed.append(cell.str.to_date(strict=False))
        elif dtype == pl.String:
            typed.append(cell)
        else:
            typed.append(cell.cast(dtype, strict=False))
    converted = found.select(
        *(expression.alias(name) for name, expression in zip(expected, typed, strict=True))
    )
    for name in expected:
        lost = converted[name].is_null() & found[name].str.strip_chars().replace("", None).is_not_null()
        if lost.any():
            row = lost.arg_true()[0]
            raise SeedError(
                f"{path}: line {row + 2}: column {name}: {found[name][row]!r} is not a {expected[name]}"
            )
    try:
        return model.validate(converted, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        first = errors.failure_cases.row(0, named=True)
        line = f"line {first['index'] + 2}: " if first.get("index") is not None else ""
        if first["schema_context"] == "DataFrameSchema":
            raise SeedError(f"{path}: {line}{first['check']}") from errors
        allowed = next((c.allowed for c in columns(model) if c.name == first["column"]), ())
        hint = f"; allowed: {', '.join(allowed)}" if allowed else ""
        raise SeedError(
            f"{path}: {line}column {first['column']}: {first['failure_case']!r} breaks {first['check']}{hint}"
            + (f" (and {errors.failure_cases.height - 1} more)" if errors.failure_cases.height > 1 else "")
        ) from errors


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
    wrong, rows = [], 0
    files: dict[Path, type[Table] | None] = {folder / place: model for place, model in models.items()}
    files |= {path: files.get(path) for path in folder.glob("*/*.csv")}
    files |= dict.fromkeys(correction_files(), CorrectionRows)
    for path, model in sorted(files.items()):
        if model is None:
            wrong.append(f"{path.relative_to(folder)}: no schema")
            continue
        if about(model).get("optional") and not path.exists():
            continue
        try:
            rows += read_seed(path, model).height
        except SeedError as error:
            wrong.append(str(error))
    return wrong, rows


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
