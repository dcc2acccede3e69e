"""Every trigger and every word of modality has an example: it is found there, and does what its row says."""

import functools
from collections.abc import Iterator

import pytest
from spacy.tokens import Doc

from pipeline.language.claims.candidates import candidates
from pipeline.language.claims.factuality.how_told import factuality
from pipeline.language.claims.index import BriefIndex
from pipeline.language.claims.scenes import scenes
from pipeline.language.claims.triggers import inflections, triggers
from pipeline.language.reading import COMPONENTS, parse, prepare, read_on
from pipeline.lexicon import lexicon_table
from schemas.lexicon_claims import ClaimModality, ClaimTriggers

MODALITY = list(lexicon_table("claim_modality", ClaimModality).iter_rows(named=True))
TRIGGERS = list(lexicon_table("claim_triggers", ClaimTriggers).iter_rows(named=True))
# Rows that do not do in their example what they say, and why.
OTHER = "another row, or none, tells the claim of the example"
FAILING = {
    "threat": ("governor", "the noun is read as the cue of a statement by another word"),
}
FAILING_TRIGGERS = {
    **dict.fromkeys(("approve_membership", "withdraw", "dream", "support_noun"), OTHER),
    "consents": "is of what was decided before, and nothing is decided here",
    "no_plan": "'no intention' negates what is sought and is not told as declined",
}
CONDITIONS = {"mark": "condition", "mark_only": "condition", "mark_negated": "condition after no"}


@functools.cache
def docs() -> dict[str, Doc]:
    """The examples, read up to the statements, by their text; all are parsed in one go."""
    examples = list(dict.fromkeys(row["example"] for row in (*MODALITY, *TRIGGERS)))
    parsed = parse(prepare(example) for example in examples)
    return {example: read_on(doc, COMPONENTS[:-1]) for example, doc in zip(examples, parsed, strict=True)}


def forms(doc: Doc, word: str) -> set[str]:
    """The words of a Doc by which a row's word stands in it."""
    known = {word, *inflections(word), *word.split()}
    return {token.text for token in doc if known & {token.lower_, token.lemma_.lower()}}


def known(kind: str, word: str) -> list[pytest.MarkDecorator]:
    """The mark of a row that fails as is known; it must be taken off when the row does what it says."""
    failing, why = (
        FAILING.get(word, ("", "")) if kind != "trigger" else ("trigger", FAILING_TRIGGERS.get(word))
    )
    return [pytest.mark.xfail(reason=why, strict=True)] if why and failing == kind else []


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=f"{row['kind']}-{row['word']}", marks=known(row["kind"], row["word"]))
        for row in MODALITY
    ],
)
def test_example_of_modality(row):
    doc = docs()[row["example"]]
    index = BriefIndex(doc)
    told = [factuality(index, one) for one in triggers(index.words, 0, len(doc))]
    if row["kind"] in CONDITIONS:
        assert any(CONDITIONS[row["kind"]] in one.flags for one in told)
        return
    meant = (row["polarity"] or "affirmed", row["modality"] or "asserted")
    assert any(
        (one.polarity, one.modality) == meant and forms(doc, row["word"]) & set(one.words) for one in told
    )


def told_by(row: dict) -> Iterator[tuple]:
    """Predicate, subject and organisation of the candidates that a row's trigger makes in its example."""
    index = BriefIndex(docs()[row["example"]])
    for scene, memory in scenes(index):
        plain = scene.proposal is not None and scene.proposal.plain  # a construction with the row's word
        if scene.trigger.entry.name in (row["trigger"], f"rule {row['trigger']}" if plain else None):
            for one in candidates(index, scene, memory):
                for subject in one.subject.entities:
                    for organisation in one.organisation.entities:
                        yield scene.told.predicate, subject, organisation.removeprefix("org:")


@pytest.mark.parametrize(
    "row",
    [pytest.param(row, id=row["trigger"], marks=known("trigger", row["trigger"])) for row in TRIGGERS],
)
def test_example_of_trigger(row):
    expected = {tuple(part.split()[:3]) for part in row["expects"].split("; ")}
    assert expected & set(told_by(row))
