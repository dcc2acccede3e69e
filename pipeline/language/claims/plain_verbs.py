"""Proposals of rules by which a verb alone tells a claim: how it is told, when, and in which statement,
asked in one place."""

from pipeline.language.claims.factuality.how_told import Factuality, factuality
from pipeline.language.claims.index import BriefIndex
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.triggers import Entry, Trigger
from pipeline.language.claims.when import date_of


def told_by_verb(index: BriefIndex, verb: int, predicate: str) -> Factuality:
    """How a verb that no row of the lexicon stands for tells a predicate."""
    entry = Entry("plain verb", "", (), "verb", predicate, None, None, None, False)
    return factuality(index, Trigger(entry, index.doc[verb], (verb,), True), predicate)


def of_verb(
    index: BriefIndex,
    verb: int,
    predicate: str,
    told: Factuality,
    *,
    frame: str,
    subjects: tuple[str, ...],
    organisations: tuple[str, ...],
    status: str,
    tokens: tuple[int, ...],
    why: str,
    trigger: int | None = None,
    at_most: float = 1.0,
) -> Proposal:
    """The proposal of what a verb tells, on the day of its clause; `trigger` is the word that stands for
    it where that is another, `tokens` the words beside the verb that carry it."""
    date = date_of(index, index.doc[verb], None, predicate)
    return Proposal(
        frame=frame,
        trigger=index.doc[verb if trigger is None else trigger],
        predicate=predicate,
        subjects=subjects,
        organisations=organisations,
        status=status,
        polarity=told.polarity,
        modality=told.modality,
        when=date.edtf if date is not None else None,
        statement=index.statement_of.get(verb),
        tokens=tuple(sorted({verb, *tokens})),
        words=told.words,
        why=why,
        plain=True,
        at_most=at_most,
    )
