"""Storing what a stage made: good rows into the lake, refused rows into quality.rejected, and a stamp of both."""

import dataclasses
import datetime
from collections.abc import Mapping

import polars as pl

from pipeline.checks import split
from pipeline.flow import DAILY, FIRST_DAY
from pipeline.freshness import Stamp, Stamps, made_from, stored_hash
from pipeline.identifiers import identifier
from pipeline.lake import UNPARTITIONED, Lake
from pipeline.settings import settings
from schemas.quality import Rejected
from schemas.raw import Originals
from schemas.table import Table, about, frame


@dataclasses.dataclass(frozen=True)
class Kept:
    """What was stored: the rows, the refused rows, and a hash of both."""

    rows: pl.DataFrame
    refused: pl.DataFrame
    output: str


def parents(model: type[Table], tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.Series]:
    """Column of a model -> the ids that it may point to, for the tables that are given by name."""
    found = {}
    for column, target in about(model).get("references", {}).items():
        table, _, name = target.rpartition(".")
        if table in tables:
            found[column] = tables[table][name]
    return found


def store_refused(lake: Lake, refused: pl.DataFrame, partition: str) -> None:
    """Keep the refused rows of a partition; where there are none, no file is left of earlier ones."""
    if refused.is_empty():
        lake.path(Rejected, partition).unlink(missing_ok=True)
    else:
        lake.write(Rejected, refused.sort("rejected_id"), partition)


def earlier_refused(lake: Lake, day: str, stage: str) -> pl.DataFrame:
    """What the stages before this one refused of a day."""
    before = list(DAILY)[: list(DAILY).index(stage)]
    return pl.concat([frame(Rejected), *(lake.read(Rejected, f"{day}.{name}") for name in before)])


def stamped(lake: Lake, stage: str, day: str) -> str:
    """Write the stamp of a stage that has just been stored; gives the hash of what was stored."""
    stamps = Stamps(lake)
    output = stored_hash(lake, DAILY[stage], day)
    stamps.write(Stamp(made_from(stamps, DAILY[stage], day, store=settings().landing), output), stage, day)
    return output


def keep(
    lake: Lake,
    stage: str,
    day: str,
    table: pl.DataFrame,
    *,
    refused: pl.DataFrame | None = None,
    tables: Mapping[str, pl.DataFrame] | None = None,
) -> Kept:
    """Store the table of a stage of a day.

    `refused` are rows of quality.rejected that the stage itself gave; rows that break a rule of the table, and rows
    that point to nothing in the `tables` given by name, join them. Raises TableError where the table as a whole
    is wrong.
    """
    model = DAILY[stage].model
    given = tables or {}
    briefs = given.get("raw.briefs")
    originals = dict(briefs.select("brief_id", "original_sha256").iter_rows()) if briefs is not None else {}
    divided = split(
        model,
        table,
        stage=stage,
        parents=parents(model, given),
        originals=originals,
        day=datetime.date.fromisoformat(day),
    )
    all_refused = divided.refused if refused is None else pl.concat([refused, divided.refused])
    lake.write(model, divided.good, day)
    store_refused(lake, all_refused, f"{day}.{stage}")
    return Kept(divided.good, all_refused, stamped(lake, stage, day))


def keep_whole(lake: Lake, stage: str, model: type[Table], table: pl.DataFrame) -> Kept:
    """Store an unpartitioned table; rows that break a rule of it are refused under the last day of ingestion.

    Raises TableError where the table as a whole is wrong.
    """
    day = max(lake.partitions(Originals), default=FIRST_DAY)
    divided = split(model, table, stage=stage, day=datetime.date.fromisoformat(day))
    lake.write(model, divided.good)
    store_refused(lake, divided.refused, whole_partition(model))
    return Kept(
        divided.good,
        divided.refused,
        identifier(*(frame.write_ndjson() for frame in (divided.good, divided.refused))),
    )


def whole_partition(model: type[Table]) -> str:
    """The partition of quality.rejected for the refused rows of an unpartitioned table."""
    return f"{UNPARTITIONED}.{model.to_schema().name}"
