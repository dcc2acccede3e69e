"""What the rules of old propose: claims of frames over the parse, precise on what they know, taken as
evidence.

A proposal is a candidate like others and a feature of those that words alone give; it is decided by the
same weights."""

import dataclasses
from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.language.claims.index import BriefIndex
from pipeline.language.claims.rules.explanation import explain
from pipeline.language.claims.rules.reader import ClaimReader
from pipeline.language.claims.rules.sentences import forget, keep


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A claim (for each subject, organisation and actor) as a rule reads it; `tokens` are the words that
    carry it, `plain` says that its construction admits no other reading, of which one can be as sure as
    `at_most`."""

    frame: str
    trigger: Token
    predicate: str
    subjects: tuple[str, ...]
    organisations: tuple[str, ...]
    actors: tuple[str, ...] = ()
    status: str = "member"
    polarity: str = "affirmed"
    modality: str = "asserted"
    when: str | None = None
    statement: int | None
    tokens: tuple[int, ...]
    words: tuple[str, ...] = ()
    why: str
    plain: bool = False
    at_most: float = 1.0


def proposed(index: BriefIndex, sentence: int) -> Sequence[Proposal]:
    """What the rules propose in a sentence, in text order."""
    if index.proposals is None:
        index.proposals = defaultdict(list)
        for one in proposals(index):
            index.proposals[index.sentence_of[one.trigger.i]].append(one)
    return index.proposals.get(sentence, ())


def proposals(index: BriefIndex) -> list[Proposal]:
    """What the rules read out of a brief, in text order; nothing where a sentence is nested too deeply."""
    doc = index.doc
    keep(doc)
    try:
        finished = ClaimReader(index).read()
    except RecursionError:
        return []
    finally:
        forget(doc)
    found = [
        Proposal(
            frame=draft.frame,
            trigger=draft.trigger,
            predicate=draft.predicate,
            subjects=tuple(dict.fromkeys(draft.subjects)),
            organisations=tuple(dict.fromkeys(draft.organisations)),
            actors=tuple(dict.fromkeys(draft.actors)),
            status=draft.status or "member",
            polarity=draft.polarity or "affirmed",
            modality=draft.modality or "asserted",
            when=draft.when,
            statement=draft.statement,
            tokens=tuple(sorted({*draft.tokens, draft.trigger.i, draft.verb.i})),
            words=tuple(dict.fromkeys(reading.words)),
            why=explain(draft, reading, doc),
        )
        for draft, reading in finished
        if draft.predicate and draft.subjects and draft.organisations
    ]
    return sorted(
        found, key=lambda one: (one.trigger.i, one.frame, one.predicate, one.subjects, one.organisations)
    )
