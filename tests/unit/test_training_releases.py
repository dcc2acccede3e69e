"""Annotations kept without text are joined with the releases again, and never with another text."""

import hashlib
import json
from pathlib import Path

import pytest

from pipeline.errors import StatusquoError
from pipeline.evaluation.gold import read_gold
from pipeline.training.releases import main, mark_of

SENTENCE = "The islands hope to join the Commonwealth next spring."
PAGE = f"<p>Invented for this test.</p><p>The premier spoke at noon. {SENTENCE}</p>"


def given(folder: Path, page: str) -> list[str]:
    evidence = "hope to join the Commonwealth"
    start = SENTENCE.index(evidence)
    claim = {
        "predicate": "seeks",
        "subject": "TUV",
        "org": "COMMONWEALTH",
        "status": "member",
        "actor": None,
        "polarity": "affirmed",
        "modality": "asserted",
        "when": None,
        "voice": "author",
        "evidence": [start, start + len(evidence)],
    }
    label = {
        "release": mark_of("https://example.org/1"),
        "paragraph": 1,
        "sentence": [27, 27 + len(SENTENCE)],
        "sum": hashlib.sha256(SENTENCE.encode()).hexdigest()[:12],
        "claims": [claim],
    }
    item = {
        "url": "https://example.org/1",
        "title": "Invented",
        "published": "Tue, 05 Mar 2024 10:00:00 +0000",
        "html": page,
    }
    (folder / "labels.jsonl").write_text(json.dumps(label) + "\n", encoding="utf-8")
    (folder / "releases.jsonl").write_text(json.dumps(item) + "\n", encoding="utf-8")
    return [str(folder / "labels.jsonl"), str(folder / "releases.jsonl"), "-o", str(folder / "out.jsonl")]


def test_labels_and_releases_are_joined(tmp_path: Path) -> None:
    assert main(given(tmp_path, PAGE)) == 0
    (brief,) = read_gold(tmp_path / "out.jsonl")
    assert brief.text.endswith(f"The premier spoke at noon. {SENTENCE}")
    assert brief.published_on == "2024-03-05"
    start, end = brief.claims[0]["evidence"]
    assert brief.text[start:end] == "hope to join the Commonwealth"


def test_another_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StatusquoError, match="paragraph 1 is not the one that was annotated"):
        main(given(tmp_path, PAGE.replace("islands", "atolls")))


def test_a_release_that_is_not_there_is_named(tmp_path: Path) -> None:
    arguments = given(tmp_path, PAGE)
    (tmp_path / "releases.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(StatusquoError, match=f"has no release {mark_of('https://example.org/1')}"):
        main(arguments)
