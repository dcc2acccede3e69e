"""Loading of seeds/: CSV files validated by their schema, with an error that names file, line, column and what to do."""

from pathlib import Path

import pandera.errors
import polars as pl

from pipeline.errors import SeedError
from schemas.table import Table, columns, polars_schema


def read_seed(path: Path, model: type[Table]) -> pl.DataFrame:
    """A CSV file as a frame of the model's types, in the file's order. Empty cells are null.

    Raises SeedError, in one line, where the file is missing, a column is missing or unknown, or a row breaks a rule.
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
            row = lost.arg_max()
            raise SeedError(
                f"{path}: line {row + 2}: column {name}: {found[name][row]!r} is not a {expected[name]}"
            )
    try:
        return model.validate(converted, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        first = errors.failure_cases.row(0, named=True)
        line = f"line {first['index'] + 2}: " if first.get("index") is not None else ""
        allowed = next((c.allowed for c in columns(model) if c.name == first["column"]), ())
        hint = f"; allowed: {', '.join(allowed)}" if allowed else ""
        raise SeedError(
            f"{path}: {line}column {first['column']}: {first['failure_case']!r} breaks {first['check']}{hint}"
            + (f" (and {errors.failure_cases.height - 1} more)" if errors.failure_cases.height > 1 else "")
        ) from errors
