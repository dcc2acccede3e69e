"""Checks of tables: what must be refused is refused, all of it counted."""

import datetime
import json

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks import (
    TableError,
    findings,
    is_slice,
    key_findings,
    markdown,
    reference_findings,
    rule_findings,
    span_findings,
    split,
)
from schemas.staging import Segments, Statements
from schemas.table import frame

DAY = datetime.date(2025, 3, 1)
BRIEF = "b" * 16
TEXT = "Ärger über Öl"


def segment(number: int, **changes) -> dict:
    row = {
        "brief_id": BRIEF,
        "ingested_on": DAY,
        "segment_id": f"{number:016x}",
        "kind": "news",
        "position": number,
        "start_char": 0,
        "end_char": 5,
        "text": TEXT[:5],
    }
    return row | changes


def test_rows_in_order_all_go_on():
    divided = split(Segments, frame(Segments, [segment(1), segment(2)]), stage="segments")
    assert (divided.good.height, divided.refused.height) == (2, 0)


def test_every_rule_that_a_row_breaks_is_told():
    table = frame(
        Segments,
        [segment(1), segment(2, kind="gossip", position=-1, text=None), segment(3, segment_id="short")],
    )
    divided = split(Segments, table, stage="segments", originals={BRIEF: "a" * 64})
    assert divided.good["segment_id"].to_list() == [f"{1:016x}"]
    first, second = divided.refused.sort("detail").iter_rows(named=True)
    assert [piece.partition(":")[0] for piece in first["detail"].split("; ")] == ["kind", "position", "text"]
    assert second["detail"] == "segment_id: str_matches('^[0-9a-f]{16}$'): short"
    assert (first["stage"], first["reason"], first["ingested_on"], first["original"]) == (
        "segments",
        "schema",
        DAY,
        "a" * 64,
    )
    assert json.loads(first["row"])["kind"] == "gossip"


def test_second_row_with_one_key_is_refused():
    divided = split(Segments, frame(Segments, [segment(1), segment(1, position=7)]), stage="segments")
    assert divided.good["position"].to_list() == [1]
    assert "an earlier row has it" in divided.refused["detail"][0]


def test_a_key_is_not_taken_by_a_row_that_was_refused():
    rows = [segment(1, position=-1), segment(1), segment(1, position=7), segment(1, position=8)]
    divided = split(Segments, frame(Segments, rows), stage="segments")
    assert divided.good["position"].to_list() == [1]
    assert [detail.partition(":")[0] for detail in divided.refused["detail"]] == [
        "position",
        "segment_id",
        "segment_id",
    ]


def test_row_that_points_to_nothing_is_refused():
    divided = split(
        Segments, frame(Segments, [segment(1)]), stage="segments", parents={"brief_id": pl.Series(["c" * 16])}
    )
    assert divided.good.is_empty()
    assert divided.refused["detail"][0] == f"brief_id: reference: not in raw.briefs.brief_id: {BRIEF}"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda table: table.drop("kind"),
        lambda table: table.with_columns(extra=1),
        lambda table: table.cast({"position": pl.String}),
    ],
)
def test_table_of_another_shape_raises(spoil):
    with pytest.raises(TableError, match="staging.segments: .* disagree"):
        split(Segments, spoil(frame(Segments, [segment(1)])), stage="segments")


def test_empty_table_is_in_order():
    assert split(Segments, frame(Segments), stage="segments").good.height == 0
    assert rule_findings(Segments, frame(Segments)).is_empty()


def test_stored_rows_that_break_rules_are_found():
    table = frame(Segments, [segment(1), segment(1), segment(2, position=-3)])
    assert rule_findings(Segments, table)["column"].to_list() == ["position"]
    assert key_findings(Segments, table).height == 2
    assert reference_findings(Segments, table, lambda target: pl.Series(["c" * 16])).height == 3
    assert reference_findings(Segments, table, lambda target: pl.Series([BRIEF])).is_empty()


def test_spans_count_characters_not_bytes():
    assert span_findings(Segments, frame(Segments, [segment(1)]), {BRIEF: TEXT}).is_empty()
    for wrong in (
        {"end_char": 6},
        {"text": "Arger"},
        {"start_char": 5},
        {"brief_id": "c" * 16},
        {"end_char": 99},
    ):
        assert span_findings(Segments, frame(Segments, [segment(1, **wrong)]), {BRIEF: TEXT}).height == 1, (
            wrong
        )


def test_pieces_of_a_content_are_spans_too():
    row = {
        "brief_id": BRIEF,
        "ingested_on": DAY,
        "statement_id": "1" * 16,
        "segment_id": "2" * 16,
        "segment_kind": "news",
        "content_starts": [0, 6],
        "content_ends": [5, 10],
        "text": "Ärger ... über",
        "quote": "direct",
        "sentence": TEXT,
    }
    assert span_findings(Statements, frame(Statements, [row]), {BRIEF: TEXT}).is_empty()
    assert (
        span_findings(Statements, frame(Statements, [row | {"content_ends": [5, 9]}]), {BRIEF: TEXT}).height
        == 1
    )
    assert span_findings(Statements, frame(Statements, [row | {"cue_text": "über"}]), {BRIEF: TEXT})[
        "column"
    ].to_list() == ["cue_text"]


@settings(deadline=None)
@given(st.text(min_size=1), st.data())
def test_a_slice_is_one_and_what_differs_is_none(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert is_slice(text, start, end, text[start:end])
    assert not is_slice(text, start, end, text[start:end] + "x")


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([{}, {"kind": "gossip"}, {"position": -1}, {"text": None}, {"segment_id": "x"}]),
        max_size=12,
    )
)
def test_good_and_refused_rows_are_all_rows(spoils):
    table = frame(Segments, [segment(number, **spoil) for number, spoil in enumerate(spoils)])
    divided = split(Segments, table, stage="segments")
    kept = divided.good["position"].to_list()
    assert kept == [number for number, spoil in enumerate(spoils) if not spoil]
    assert divided.good.height + sum(1 for spoil in spoils if spoil) == table.height
    assert divided.refused.height == len({json.dumps(row) for row in divided.refused["row"]})


def test_markdown_tells_how_many_more_there_are():
    table = findings({"row": str(n), "column": "a|b", "rule": "r", "value": None} for n in range(5))
    text = markdown(table, 2)
    assert text.splitlines()[2] == "| 0 | a\\|b | r |  |"
    assert text.endswith("*and 3 more*")
    assert markdown(findings(), 2) == "*no rows*"
