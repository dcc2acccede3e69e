"""What the assets of all tables have in common: how Dagster is told of a table, from its model."""

from collections.abc import Iterable, Mapping
from typing import Any

import dagster as dg
import polars as pl

from assets.partitions import DAYS
from pipeline.checks import markdown
from pipeline.flow import DAILY, Stage, code_version
from pipeline.identifiers import identifier
from pipeline.keeping import Kept, keep
from pipeline.lake import Lake
from pipeline.settings import settings
from pipeline.stages import Read
from schemas.table import Column, Table, about, columns, meaning, table_name

OWNERS = ["team:statusquo"]
PREVIEW_ROWS = 10
MAX_FAILING_ROWS = 100


def lake() -> Lake:
    """The lake of the settings."""
    return Lake(settings().lake)


def key(name: str) -> dg.AssetKey:
    """'staging.claims' -> the key staging/claims."""
    return dg.AssetKey(name.split("."))


def column_schema(model: type[Table]) -> dg.TableSchema:
    """A model's columns as Dagster shows them: types, meanings, constraints."""

    def constraints(column: Column) -> dg.TableColumnConstraints:
        allowed = [f"one of {', '.join(column.allowed)}"] if column.allowed else []
        unique = "unique" in column.rules or about(model)["key"] == [column.name]
        rules = [rule for rule in column.rules if rule != "unique"]
        return dg.TableColumnConstraints(nullable=column.nullable, unique=unique, other=[*allowed, *rules])

    return dg.TableSchema(
        columns=[dg.TableColumn(c.name, c.sql_type, c.meaning, constraints(c)) for c in columns(model)],
        constraints=dg.TableConstraints(other=[f"key: {', '.join(about(model)['key'])}"]),
    )


def described(
    model: type[Table], *, group: str, kinds: Iterable[str], version: str, layer: str | None = None
) -> dict[str, Any]:
    """Arguments of `dg.asset` that tell all of a table that its model and sources tell."""
    name = table_name(model)
    return {
        "key": key(name),
        "description": f"{meaning(model)} One row is {about(model)['grain']}.",
        "group_name": group,
        "kinds": set(kinds),
        "owners": OWNERS,
        "code_version": version,
        "tags": {"layer": layer or about(model)["schema"]},
        "metadata": {
            "dagster/table_name": name,
            "dagster/column_schema": column_schema(model),
            "grain": about(model)["grain"],
            "key": ", ".join(about(model)["key"]),
        },
    }


def daily(name: str, *, group: str, kinds: Iterable[str]) -> dict[str, Any]:
    """Arguments of `dg.asset` for a stage of a day that has a table."""
    stage = DAILY[name]
    return {
        **described(stage.rows, group=group, kinds=kinds, version=code_version(stage)),
        "deps": upstream(stage),
        "partitions_def": DAYS,
    }


def upstream(stage: Stage) -> list[dg.AssetKey]:
    """Keys of the stages that a stage reads."""
    return [key(DAILY[name].table) for name in stage.reads]


def stored(
    store: Lake, stage: str, day: str, read: Read, source: str, tables: Mapping[str, pl.DataFrame]
) -> dg.MaterializeResult:
    """Store what a stage read of a day, good rows and refused, and tell Dagster; `tables` hold what its rows
    point to."""
    return result(keep(store, stage, day, read.table, source=source, refused=read.refused, tables=tables))


def result(kept: Kept, **metadata: Any) -> dg.MaterializeResult:
    """What Dagster is told of a table that was stored."""
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": kept.rows.height,
            "refused_rows": kept.refused.height,
            "preview": dg.MetadataValue.md(markdown(kept.rows, PREVIEW_ROWS)),
            **({"refused": refused_table(kept.refused)} if kept.refused.height else {}),
            **metadata,
        },
        data_version=dg.DataVersion(kept.output),
    )


def preview(table: pl.DataFrame, *, data_version: str, **frames: pl.DataFrame) -> dg.MaterializeResult:
    """What Dagster is told of an unpartitioned table; further frames become tables of its metadata."""
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": table.height,
            "preview": dg.MetadataValue.md(markdown(table, PREVIEW_ROWS)),
            **{
                name: dg.MetadataValue.md(markdown(frame, MAX_FAILING_ROWS)) for name, frame in frames.items()
            },
        },
        data_version=dg.DataVersion(data_version),
    )


def refused_table(refused: pl.DataFrame) -> dg.MarkdownMetadataValue:
    """Refused rows for people."""
    return dg.MetadataValue.md(markdown(refused.select("what", "reason", "detail", "row"), MAX_FAILING_ROWS))


def content_version(table: pl.DataFrame) -> str:
    """A hash of a frame's rows."""
    return identifier(*table.columns, table.write_ndjson())
