"""Proposals of rules by which a verb alone tells a claim: how it is told, when, and in which statement,
asked in one place."""

from collections.abc import Iterable
from typing import Any

from pipeline.language.claims.factuality.how_told import Factuality, factuality
from pipeline.language.claims.index import BriefIndex
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.triggers import Entry, Trigger
from pipeline.language.claims.when import day_told


def told_by_verb(index: BriefIndex, verb: int, predicate: str) -> Factuality:
    """How a verb that no row of the lexicon stands for tells a predicate."""
    entry = Entry("plain verb", "", (), "verb", predicate, None, None, None, False)
    return factuality(index, Trigger(entry, index.doc[verb], (verb,), True), predicate)


def plainly_told(index: BriefIndex, word: int, tokens: Iterable[int], **fields: Any) -> Proposal:
    """What a word plainly tells; `tokens` are the words beside it that carry it, `fields` the others of the
    proposal."""
    return Proposal(
        trigger=index.doc[word],
        statement=index.statement_of.get(word),
        tokens=tuple(sorted({word, *tokens})),
        plain=True,
        **fields,
    )


def of_verb(
    index: BriefIndex, verb: int, predicate: str, told: Factuality, tokens: Iterable[int], **fields: Any
) -> Proposal:
    """What a verb plainly tells, as it tells it and on the day of its clause."""
    return plainly_told(
        index,
        verb,
        tokens,
        predicate=predicate,
        polarity=told.polarity,
        modality=told.modality,
        when=day_told(index, verb, predicate),
        words=told.words,
        **fields,
    )
