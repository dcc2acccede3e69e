"""The asset quality/accuracy: figures where annotated briefs are at hand, an empty table and a warning
otherwise."""

import json

import dagster as dg
import polars as pl
import pytest
from conftest import living_in

from assets.accuracy import HEADLINES, accuracy
from pipeline.evaluation.version import measured_from
from pipeline.lake import Lake
from pipeline.settings import settings
from schemas.evaluation import Accuracy

BRIEF = {
    "id": "note",
    "published_on": "2031-03-05",
    "paragraphs": [{"kind": "news", "text": "Estonia has been a member of NATO since 2004."}],
    "statements": [],
    "claims": [
        {
            "id": "c1",
            "predicate": "holds",
            "subject": "EST",
            "org": "NATO",
            "status": "member",
            "actor": None,
            "polarity": "affirmed",
            "modality": "asserted",
            "when": "2004/..",
            "statement": None,
            "evidence": "Estonia has been a member of NATO since 2004",
        },
    ],
}


@pytest.fixture
def measured(tmp_path, monkeypatch):
    """What the asset stores and tells for a gold file of the given content."""

    def measure(content: str | None):
        gold = tmp_path / "notes.json"
        if content is not None:
            gold.write_text(content, encoding="utf-8")
            monkeypatch.setenv("STATUSQUO_GOLD", str(gold))
        with living_in(tmp_path / "home"):
            result = dg.materialize([accuracy], instance=dg.DagsterInstance.ephemeral())
            (event,) = result.get_asset_materialization_events()
            return Lake(settings().lake).read(Accuracy), event.materialization.metadata

    return measure


def test_figures_are_stored_and_drawn(measured):
    table, metadata = measured(json.dumps(BRIEF))
    own = table.filter(pl.col("set_name") == "notes")
    values = dict(own.select("metric", "value").iter_rows())
    assert values["claims.f1"] == 1.0
    others = set(table["set_name"]) - {"notes"}
    assert others and all(name.startswith("left out: ") for name in others)
    assert metadata["claims_f1"].value == 1.0
    assert {name for name in HEADLINES if name.startswith("claims")} <= set(values)


def test_without_annotated_briefs_the_table_tells_of_the_sets_left_out_alone(measured):
    table, metadata = measured(None)
    assert table["set_name"].str.starts_with("left out: ").all()
    assert metadata["dagster/row_count"].value == table.height > 0


def test_a_faulty_annotation_does_not_stop_the_run(measured):
    table, _ = measured("{")
    assert table["set_name"].str.starts_with("left out: ").all()


def test_figures_are_stale_once_the_briefs_change(tmp_path):
    gold = tmp_path / "notes.json"
    gold.write_text(json.dumps(BRIEF), encoding="utf-8")
    before = measured_from(gold)
    assert before == measured_from(gold)
    gold.write_text(json.dumps([BRIEF]), encoding="utf-8")
    assert before != measured_from(gold)
    assert measured_from(None) == ()
