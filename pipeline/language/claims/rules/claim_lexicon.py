"""The claims' lexicons as look-up structures, read and validated once a process."""

import dataclasses
import functools
from types import MappingProxyType

from spacy.tokens import Token

from pipeline.language.claims.triggers import inflections, word_kinds
from pipeline.language.registry import register
from pipeline.lexicon import lexicon_table
from schemas.lexicon_claims import ClaimFrames, ClaimModality

# How far each modality is from what is so; of several that govern a claim the farthest counts.
RANK = {"asserted": 0, "expected": 1, "hoped": 2, "possible": 3, "conditional": 4}


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """A row of claim_frames.csv for one of its wordings: `head` is the lemma, `rest` the words that follow
    it, `rule` the name by which it is switched off."""

    name: str
    rule: str
    head: str
    rest: tuple[str, ...]
    part: str
    object: frozenset[str]
    predicate: str
    subject: tuple[str, ...]
    organisation: tuple[str, ...]
    actor: str | None
    modality: str | None
    polarity: str | None


@functools.cache
def frames() -> MappingProxyType[str, tuple[Frame, ...]]:
    """Head lemma -> frames, the more specific first (more words, then those that ask for an object)."""
    found: dict[str, list[Frame]] = {}
    for row in lexicon_table("claim_frames", ClaimFrames).iter_rows(named=True):
        rule = f"frame {row['frame']}"
        register(rule, "claims", row["example"])
        for wording in row["words"].split("/"):
            head, *rest = wording.split()
            found.setdefault(head, []).append(
                Frame(
                    row["frame"],
                    rule,
                    head,
                    tuple(rest),
                    row["part"],
                    frozenset((row["object"] or "").split("|")) - {""},
                    row["predicate"],
                    tuple(row["subject"].split("|")),
                    tuple(row["organisation"].split("|")),
                    row["actor"],
                    row["modality"],
                    row["polarity"],
                )
            )
    ordered = {
        head: tuple(sorted(rows, key=lambda f: (-len(f.rest), not f.object))) for head, rows in found.items()
    }
    for head in list(ordered):
        for form in inflections(head):
            ordered.setdefault(form, ordered[head])
    return MappingProxyType(ordered)


@functools.cache
def nouns() -> MappingProxyType[str, frozenset[str]]:
    """Noun -> its kinds."""
    return MappingProxyType({noun: frozenset(kinds) for noun, kinds in word_kinds().items()})


@functools.cache
def governing(kind: str) -> MappingProxyType[str, tuple[str | None, str | None]]:
    """Word (of verbs every regular inflection) -> (modality, polarity), for one kind of the lexicon."""
    rows = lexicon_table("claim_modality", ClaimModality).iter_rows(named=True)
    found = {row["word"]: (row["modality"], row["polarity"]) for row in rows if row["kind"] == kind}
    if kind in ("governor", "cue"):
        for word in list(found):
            for form in inflections(word):
                found.setdefault(form, found[word])
    return MappingProxyType(found)


@functools.cache
def heads() -> MappingProxyType[str, str]:
    """Inflected form -> head of a frame, for words that the model lemmatises wrongly ('hopes' as 'hop')."""
    table = {row.head for rows in frames().values() for row in rows}
    return MappingProxyType({form: head for head in sorted(table) for form in inflections(head)})


def lemma(token: Token) -> str:
    """A token's lemma, corrected where its form is one of a frame's head and the model's lemma is none."""
    own = token.lemma_.lower()
    return own if own in frames() and own not in heads() else heads().get(token.lower_, own)
