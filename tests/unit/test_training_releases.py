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


def test_a_release_annotated_whole_is_joined(tmp_path: Path) -> None:
    main(given(tmp_path, PAGE))
    page = "<p>Invented for this test.</p><p>The premier said the ferry was late.</p>"
    text = "Invented\n\nInvented for this test.\n\nThe premier said the ferry was late."
    spans = {name: [text.index(name), text.index(name) + len(name)] for name in ("The premier", "said")}
    content = [[text.index("the ferry"), len(text) - 1]]
    statement = {
        "source": spans["The premier"],
        "cue": spans["said"],
        "content": content,
        "quote": "indirect",
    }
    label = {
        "release": mark_of("https://example.org/1"),
        "sum": hashlib.sha256(text.encode()).hexdigest()[:12],
        "kinds": ["headline", "boilerplate", "news"],
        "statements": [{"id": "s1", **statement}],
        "claims": [],
    }
    item = json.loads((tmp_path / "releases.jsonl").read_text(encoding="utf-8"))
    paths = [tmp_path / name for name in ("labels.jsonl", "releases.jsonl", "out.jsonl")]
    paths[0].write_text(json.dumps(label) + "\n", encoding="utf-8")
    paths[1].write_text(json.dumps(item | {"html": page}) + "\n", encoding="utf-8")
    assert main([str(paths[0]), str(paths[1]), "-o", str(paths[2])]) == 0
    (brief,) = read_gold(paths[2])
    assert [segment["kind"] for segment in brief.segments] == ["headline", "boilerplate", "news"]
    assert brief.text[slice(*brief.statements[0]["content"][0])] == "the ferry was late"
    paths[1].write_text(json.dumps(item | {"html": page.upper()}) + "\n", encoding="utf-8")
    with pytest.raises(StatusquoError, match="the text is not the one that was annotated"):
        main([str(path) for path in paths[:2]] + ["-o", str(paths[2])])
