"""Storing what a stage made: good rows into the lake, refused rows into quality.rejected, and a stamp of
both."""

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import polars as pl

from pipeline.checks import split
from pipeline.errors import StatusquoError
from pipeline.flow import DAILY
from pipeline.freshness import Stamp, Stamps, files_hash, made_from, stored_hash
from pipeline.lake import UNPARTITIONED, Lake
from pipeline.locking import STEP, Say, held, silent
from pipeline.partitions import FIRST_DAY, day_of
from pipeline.settings import settings
from schemas.quality import Rejected
from schemas.raw import Originals
from schemas.table import Table, about, frame

MANY = 5  # refused briefs from which a share of them tells anything


class TooManyRefused(StatusquoError):
    """A stage could not read an unusual share of the briefs; what it had stored before stays."""


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


@contextmanager
def at_work(lake: Lake, stage: str, day: str, announce: Say = silent) -> Iterator[str]:
    """Hold the home for a stage of a day; gives the hash of all that it is made from, taken before anything
    is read.

    What is landed or stored from then on makes the stage stale, whether or not the stage has seen it. A stage
    of another run waits, so that none reads what the other is storing.
    """
    with held(STEP, announce):
        yield made_from(Stamps(lake), DAILY[stage], day, store=settings().landing)


def stamped(lake: Lake, stage: str, day: str, source: str) -> str:
    """Write the stamp of a stage that has just been stored, made from `source`; gives the hash of what was
    stored."""
    output = stored_hash(lake, DAILY[stage], day)
    Stamps(lake).write(Stamp(source, output), stage, day)
    return output


def refuse_unusual_share(refused: pl.DataFrame, briefs: int) -> None:
    """Raise TooManyRefused where a stage could not read an unusual share of the briefs of a day.

    One brief on which a rule fails is refused alone; where many are, the fault is not theirs.
    """
    failed = refused.filter(pl.col("reason") == "reading_failed")
    if failed.height >= MANY and failed.height > settings().refused_ceiling * briefs:
        raise TooManyRefused(
            f"{failed.height} of {briefs} briefs could not be read, more than the share of "
            f"STATUSQUO_REFUSED_CEILING={settings().refused_ceiling:g}; the first: {failed['detail'][0]}"
        )


def keep(
    lake: Lake,
    stage: str,
    day: str,
    table: pl.DataFrame,
    *,
    source: str,
    refused: pl.DataFrame | None = None,
    tables: Mapping[str, pl.DataFrame] | None = None,
) -> Kept:
    """Store the table of a stage of a day, made from `source` (what `at_work` gives).

    `refused` are rows of quality.rejected that the stage itself gave; rows that break a rule of the table,
    and rows that point to nothing in the `tables` given by name, join them. Raises TableError where the table
    as a whole is wrong, TooManyRefused where an unusual share of the briefs could not be read.
    """
    model = DAILY[stage].rows
    given = tables or {}
    briefs = given.get("raw.briefs")
    originals = dict(briefs.select("brief_id", "original_sha256").iter_rows()) if briefs is not None else {}
    divided = split(
        model,
        table,
        stage=stage,
        parents=parents(model, given),
        originals=originals,
        day=day_of(day),
    )
    all_refused = divided.refused if refused is None else pl.concat([refused, divided.refused])
    if briefs is not None:
        refuse_unusual_share(all_refused, briefs.height)
    lake.write(model, divided.good, day)
    store_refused(lake, all_refused, f"{day}.{stage}")
    return Kept(divided.good, all_refused, stamped(lake, stage, day, source))


def keep_whole(lake: Lake, stage: str, model: type[Table], table: pl.DataFrame) -> Kept:
    """Store an unpartitioned table; rows that break a rule of it are refused under the last day of ingestion.

    Raises TableError where the table as a whole is wrong.
    """
    day = max(lake.partitions(Originals), default=FIRST_DAY)
    divided = split(model, table, stage=stage, day=day_of(day))
    # In one piece, so that the same rows are the same bytes however the frame was put together.
    lake.write(model, divided.good.rechunk())
    refused = whole_partition(model)
    store_refused(lake, divided.refused, refused)
    output = files_hash(lake.path(model), lake.path(Rejected, refused))
    return Kept(divided.good, divided.refused, output)


def whole_partition(model: type[Table]) -> str:
    """The partition of quality.rejected for the refused rows of an unpartitioned table."""
    return f"{UNPARTITIONED}.{model.to_schema().name}"
