"""Sketches: what is kept of the briefs of a day, so that a later day finds what it repeats without looking at
their texts again.

A file a day below `<lake>/.sketches/<version>`; another version of the code that makes them makes them anew.
"""

from pathlib import Path

import numpy
import polars as pl

from pipeline.flow import closure, version_of
from pipeline.ingest.duplicates import BANDS, sketch
from pipeline.lake import Lake, replacing

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "text_sha256": pl.String,
    "bands": pl.Array(pl.UInt64, BANDS),
}


def sketches_of(lake: Lake, day: str, briefs: pl.DataFrame) -> dict[str, numpy.ndarray]:
    """The sketches of the briefs of a day, by the hashes of their texts; those that are kept are not made
    again."""
    path = lake.root / ".sketches" / version_of(closure(("pipeline.ingest.duplicates",))) / f"{day}.parquet"
    kept = read(path) if path.exists() else {}
    texts = dict(briefs.select("text_sha256", "text").iter_rows())
    if kept.keys() == texts.keys():
        return kept
    made = {name: kept[name] if name in kept else sketch(texts[name]) for name in sorted(texts)}
    table = pl.DataFrame({"text_sha256": list(made), "bands": list(made.values())}, schema=SCHEMA)
    with replacing(path) as temporary:
        table.write_parquet(temporary)
    return made


def read(path: Path) -> dict[str, numpy.ndarray]:
    """The sketches that a file holds; none where it is damaged, so that they are made anew."""
    try:
        table = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError):
        return {}
    return (
        dict(zip(table["text_sha256"], table["bands"].to_numpy(), strict=True))
        if table.schema == SCHEMA
        else {}
    )
