"""Sketches: what is kept of the briefs of a partition, so that a later one finds what it repeats without
looking at their texts again.

A file a partition below `<lake>/.sketches/<version>`; another version of the code that makes them makes them
anew.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy
import polars as pl

from pipeline.files import replacing
from pipeline.flow import closure, version_of
from pipeline.ingest.duplicates import BANDS, sketch
from pipeline.lake import Lake
from schemas.raw import Briefs
from schemas.table import frame

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "text_sha256": pl.String,
    "bands": pl.Array(pl.UInt64, BANDS),
}


def earlier_related(lake: Lake, partition: str, new: pl.DataFrame) -> pl.DataFrame:
    """The briefs of the partitions before one that its new briefs may repeat or be new versions of; of others
    no text is read.

    What shares a band with a new brief is among them, what a new one revises, and what that repeats.
    """
    fresh = numpy.unique(numpy.concatenate([numpy.empty(0, numpy.uint64), *map(sketch, new["text"])]))
    wanted = set(new["revises"].drop_nulls())
    found = [frame(Briefs)]
    for one in reversed([name for name in lake.partitions(Briefs) if name < partition]):
        briefs = lake.scan(Briefs, one)
        listed = briefs.select("brief_id", "text_sha256", "duplicate_of").collect()
        like = sharing(sketches_of(lake, one, listed["text_sha256"]), fresh)
        revised = listed.filter(pl.col("brief_id").is_in(wanted))
        wanted |= set(revised["duplicate_of"].drop_nulls())
        is_like = pl.col("text_sha256").is_in(like) & pl.col("duplicate_of").is_null()
        found.append(briefs.filter(is_like | pl.col("brief_id").is_in(wanted)).collect())
    return pl.concat(found)


def sharing(sketches: pl.DataFrame, fresh: numpy.ndarray) -> list[str]:
    """The hashes of the texts that share a band with the fresh ones."""
    bands = sketches["bands"].to_numpy().reshape(-1, BANDS)
    shared = pl.Series(numpy.isin(bands, fresh).any(axis=1), dtype=pl.Boolean)
    return sketches.filter(shared)["text_sha256"].to_list()


def sketches_of(lake: Lake, partition: str, hashes: Iterable[str]) -> pl.DataFrame:
    """The sketches of the briefs of a partition, whose texts have the hashes given; those that are kept are
    not made again."""
    version = version_of(closure(("pipeline.ingest.duplicates",)))
    path = lake.root / ".sketches" / version / f"{partition}.parquet"
    kept, wanted = read(path), set(hashes)
    if set(kept["text_sha256"]) == wanted:
        return kept
    known = kept.filter(pl.col("text_sha256").is_in(wanted))
    missing = wanted - set(known["text_sha256"])
    briefs = lake.scan(Briefs, partition).filter(pl.col("text_sha256").is_in(missing))
    texts = dict(briefs.select("text_sha256", "text").collect().iter_rows())
    made = pl.DataFrame(
        {"text_sha256": list(texts), "bands": list(map(sketch, texts.values()))}, schema=SCHEMA
    )
    table = pl.concat([known, made]).sort("text_sha256")
    with replacing(path) as temporary:
        table.write_parquet(temporary)
    return table


def read(path: Path) -> pl.DataFrame:
    """The sketches that a file holds; none where it is missing or damaged, so that they are made anew."""
    none = pl.DataFrame(schema=SCHEMA)
    try:
        table = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError):
        return none
    return table if table.schema == none.schema else none
