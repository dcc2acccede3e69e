"""Rows of tables for tests: what a test does not give is as plain as the schema allows."""

import datetime

import polars as pl

from schemas.table import columns

DAY = datetime.date(2026, 3, 2)


def row(model, **values):
    """A row of a mart: the given values, and for other columns null or the plainest value that the schema
    allows."""
    plain = {pl.String: "0" * 16, pl.Date: DAY, pl.Int64: 1, pl.Float64: 0.5, pl.Boolean: False}
    found = {}
    for column in columns(model):
        if column.name in values:
            found[column.name] = values[column.name]
        elif column.nullable:
            found[column.name] = None
        elif column.allowed:
            found[column.name] = column.allowed[0]
        else:
            found[column.name] = [] if isinstance(column.dtype, pl.List) else plain[column.dtype.base_type()]
    return found
