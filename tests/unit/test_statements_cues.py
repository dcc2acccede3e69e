"""Every cue of the lexicon finds, by the rules alone, the content of its example sentence."""

import csv
import functools

import pytest

from pipeline.language.reading import read
from pipeline.language.statements.component import rules
from pipeline.language.statements.settle import settled
from pipeline.language.statements.statement_drafts import Passage
from pipeline.settings import settings

with (settings().seeds / "lexicon" / "cues.csv").open(encoding="utf-8") as file:
    CUES = list(csv.DictReader(file))
VERBS = [cue for cue in CUES if cue["kind"] not in ("carrier", "noun")]


def name(cue: dict[str, str]) -> str:
    """'speech-point-out'."""
    return f"{cue['kind']}-{cue['lemma'].replace(' ', '-')}"


@functools.cache
def readings() -> dict[str, list[tuple[str, str]]]:
    """Example -> (cue lemma, content) of the attributions that the rules find; all examples are parsed in one
    go."""
    examples = [cue["example"] for cue in CUES]
    found = {}
    for example, doc in zip(examples, read((example, None) for example in examples), strict=True):
        passage = Passage(doc)
        found[example] = [
            (draft.entry.lemma, " ... ".join(example[start:end] for start, end in draft.pieces))
            for draft in settled(passage, rules(passage, doc._.segments))
        ]
    return found


@pytest.mark.parametrize("cue", CUES, ids=name)
def test_example_gives_its_content(cue):
    assert [content for _, content in readings()[cue["example"]]] == [cue["content"]]


@pytest.mark.parametrize("cue", VERBS, ids=name)
def test_example_is_found_by_its_own_entry(cue):
    assert [lemma for lemma, _ in readings()[cue["example"]]] == [cue["lemma"]]


def test_the_lexicon_is_wide():
    assert len({cue["lemma"] for cue in VERBS}) >= 200
    assert len([cue for cue in CUES if cue["kind"] == "noun"]) >= 60
