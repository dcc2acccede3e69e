"""The lake: partitions are files, there wholly or not at all, the same bytes for the same rows."""

import datetime

import polars as pl
import pytest

from pipeline.files import replacing, write_atomically
from pipeline.keeping import keep_whole
from pipeline.lake import Lake, LakeError
from schemas.staging import Segments
from schemas.table import frame

ROWS = [
    {
        "brief_id": "b" * 16,
        "ingested_on": datetime.date(2025, 3, 1),
        "segment_id": f"{n:016x}",
        "kind": "news",
        "position": n,
        "start_char": 0,
        "end_char": 3,
        "text": "abc",
    }
    for n in range(3)
]


def test_what_is_written_is_read(tmp_path):
    lake = Lake(tmp_path)
    table = frame(Segments, ROWS)
    lake.write(Segments, table, "2025-03-01")
    lake.write(Segments, table.head(1), "2025-02-01")
    assert lake.read(Segments, "2025-03-01").equals(table)
    assert lake.partitions(Segments) == ["2025-02-01", "2025-03-01"]
    assert lake.read(Segments).equals(pl.concat([table.head(1), table]))


def test_a_table_that_was_cut_or_is_something_else_is_damaged(tmp_path):
    lake = Lake(tmp_path)
    for partition, change in {
        "2025-03-01": lambda content: content,
        "2025-03-02": lambda content: content[:-1],
        "2025-03-03": lambda content: b"no table",
        "2025-03-04": lambda content: b"",
    }.items():
        path = lake.write(Segments, frame(Segments, ROWS), partition)
        path.write_bytes(change(path.read_bytes()))
    assert lake.damaged(Segments) == ["2025-03-02", "2025-03-03", "2025-03-04"]


def test_nothing_stored_is_an_empty_typed_table(tmp_path):
    assert Lake(tmp_path).read(Segments).equals(frame(Segments))
    assert Lake(tmp_path).read(Segments, "2025-03-01").schema == frame(Segments).schema
    assert Lake(tmp_path).read_documents("2025-03-01") is None


def test_same_rows_same_bytes(tmp_path):
    one, two = Lake(tmp_path / "one"), Lake(tmp_path / "two")
    paths = [lake.write(Segments, frame(Segments, ROWS), "2025-03-01") for lake in (one, two)]
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_whole_table_has_one_hash_however_its_frame_was_put_together(tmp_path):
    table = frame(Segments, ROWS)
    pieces = pl.concat([table.head(1), table.tail(2)], rechunk=False)
    one, other, less = (
        keep_whole(Lake(tmp_path / name), "segments", Segments, rows).output
        for name, rows in (("one", table), ("other", pieces), ("less", table.head(2)))
    )
    assert one == other != less


def test_columns_are_those_of_all_partitions_or_of_some(tmp_path):
    lake, table = Lake(tmp_path), frame(Segments, ROWS)
    lake.write(Segments, table.head(2), "2025-02-01")
    lake.write(Segments, table.tail(2), "2025-03-01")
    asked = ["position", "segment_id"]
    assert lake.columns(Segments, asked).equals(lake.read(Segments).select(asked))
    assert lake.columns(Segments, asked, ["2025-03-01"]).equals(table.tail(2).select(asked))
    assert lake.columns(Segments, asked, []).equals(frame(Segments).select(asked))
    assert Lake(tmp_path / "empty").columns(Segments, asked).equals(frame(Segments).select(asked))


def test_failed_write_leaves_what_was_there(tmp_path):
    path = tmp_path / "file"
    write_atomically(path, b"old")
    with pytest.raises(RuntimeError), replacing(path) as temporary:
        temporary.write_bytes(b"half")
        raise RuntimeError("power cut")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_files_being_written_are_no_partitions(tmp_path):
    lake = Lake(tmp_path)
    lake.write(Segments, frame(Segments, ROWS), "2025-03-01")
    with replacing(lake.path(Segments, "2025-03-02")) as temporary:
        temporary.write_bytes(b"half")
        assert lake.partitions(Segments) == ["2025-03-01"]
        assert lake.read(Segments).height == 3


def test_broken_and_outdated_partitions_are_told_in_one_line(tmp_path):
    lake = Lake(tmp_path)
    path = lake.write(Segments, frame(Segments, ROWS).drop("text"), "2025-03-01")
    with pytest.raises(LakeError, match=f"^{path}: stored with other columns .* statusquo run --rebuild$"):
        lake.read(Segments)
    path.write_bytes(b"no Parquet")
    with pytest.raises(LakeError, match=f"^{path}: .* statusquo run --rebuild$"):
        lake.read(Segments, "2025-03-01")
