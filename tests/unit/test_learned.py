"""The trained attribution model: training, storing, proposing, and doing without it."""

import numpy as np
import pytest

from pipeline.language.reading import parse, prepare
from pipeline.language.statements.learned import model as models
from pipeline.language.statements.learned.proposals import proposals
from pipeline.language.statements.statement_drafts import Passage
from pipeline.training.attributions import annotations, corpus, main

TEXTS = {
    "harbour": (
        "The harbour master grumbled that the cranes were idle. The cranes stood still.",
        "The harbour master",
        "grumbled",
        "the cranes were idle",
    ),
    "bakery": (
        "The baker grumbled that flour was dear. The mill was closed.",
        "The baker",
        "grumbled",
        "flour was dear",
    ),
    "station": (
        "A guard grumbled that the trains ran late. Nobody was there.",
        "A guard",
        "grumbled",
        "the trains ran late",
    ),
}


def standoff(text, source, cue, content):
    """A brat file with one attribution."""
    spans = [
        (role, text.index(part), part)
        for role, part in (("Source", source), ("Cue", cue), ("Content", content))
    ]
    lines = [f"T{n}\t{role} {at} {at + len(part)}\t{part}" for n, (role, at, part) in enumerate(spans, 1)]
    return "\n".join([*lines, "T4\tAttribution 0 1\tx", "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1", ""])


@pytest.fixture(scope="module")
def annotated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("annotated")
    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    for name, (text, *parts) in TEXTS.items():
        (folder / "text" / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / "attributions" / f"{name}_ann.ann").write_text(standoff(text, *parts), encoding="utf-8")
    return folder


def trained(folder, output, monkeypatch):
    monkeypatch.setattr("sys.argv", ["training", str(folder), "-o", str(output)])
    assert main() == 0
    return output.read_bytes()


def test_training_twice_gives_the_same_bytes(annotated, tmp_path, monkeypatch):
    assert trained(annotated, tmp_path / "a.npy", monkeypatch) == trained(
        annotated, tmp_path / "b.npy", monkeypatch
    )


def test_standoff_is_read(annotated):
    (text, found), *_ = corpus(annotated)
    assert text == TEXTS["bakery"][0]
    ((start, end),) = found[0]["Content"]
    assert text[start:end] == "flour was dear"


def test_an_event_without_content_is_left_out(tmp_path):
    path = tmp_path / "x.ann"
    path.write_text(
        "T1\tSource 0 2\tHe\nT2\tCue 3 7\tsaid\nE1\tAttribution:T2 Cue:T2 Source:T1\n", encoding="utf-8"
    )
    assert annotations(path) == []


def test_what_was_learnt_is_found_in_new_words(annotated, tmp_path, monkeypatch):
    trained(annotated, tmp_path / "m.npy", monkeypatch)
    stored = np.load(tmp_path / "m.npy")
    weights = {}
    for number, decision in enumerate(models.DECISIONS):
        mine = stored[stored["decision"] == number]
        dense = np.zeros(models.BUCKETS)
        dense[mine["bucket"]] = mine["weight"]
        weights[decision] = dense.tolist()
    doc = next(parse([prepare("The porter grumbled that the lift was broken. The lift was old.")]))
    passage = Passage(doc)
    found = list(proposals(passage, threshold=-1.0, model=models.AttributionModel(weights)))
    assert [doc.text[s:e] for d in found for s, e in d.pieces] == ["the lift was broken"]
    assert [doc[d.source.start : d.source.end].text for d in found] == ["The porter"]


def test_without_a_model_nothing_is_proposed(tmp_path, monkeypatch):
    monkeypatch.setattr(models.settings(), "learned_attributions", False)
    models.attribution_model.cache_clear()
    doc = next(parse([prepare("The porter said that the lift was broken.")]))
    assert list(proposals(Passage(doc), threshold=-100.0)) == []
    models.attribution_model.cache_clear()


def test_the_model_that_ships_is_small_and_scores():
    path = models.settings().seeds / "models" / "attribution.npy"
    assert path.stat().st_size < 2_000_000
    doc = next(parse([prepare("The warden told visitors that the gate would close.")]))
    found = list(proposals(Passage(doc), threshold=0.0))
    assert [doc.text[s:e] for d in found for s, e in d.pieces] == ["the gate would close"]
