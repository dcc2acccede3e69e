"""Triggers that are no word of a lexicon but a shape: a list of states behind 'of', '(' or 'are'."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent
from pipeline.language.claims.relations import ancestors
from pipeline.language.claims.triggers import Entry, Trigger
from pipeline.language.registry import no, nothing, switchable

COMPOSITION = Entry("composition", "", (), "any", "holds", None, None, None, True)
# What may stand before a list of those that make up a body.
OPENERS = frozenset(
    "( : of between among amongst including are is were comprising with — – , like as by".split()
)
SKIPPED = frozenset({"the", "both", "now", "all", "currently", "namely", "mainly"})


def shapes(index: BriefIndex, sentence: int) -> Iterator[Trigger]:
    """The shapes of a sentence, in text order."""
    for referent in index.in_sentence[sentence]:
        if referent.kind != STATE or len(referent.entities) < 2:
            continue
        if (opener := _opener(index, referent)) is not None:
            yield Trigger(COMPOSITION, index.doc[opener], (opener,), True)


@switchable(nothing)
def _opener(index: BriefIndex, referent: Referent) -> int | None:
    """What opens a list of states as the members of a body: 'of', '(', 'are'; None for another list."""
    at, (start, _) = referent.start - 1, index.bounds[index.sentence_of[referent.start]]
    while at >= start and index.doc[at].lower_ in SKIPPED:
        at -= 1

    if at > start and index.doc[at].text == "," and _describes(index, index.doc[at - 1], referent):
        return None
    return at if at >= start and index.doc[at].lower_ in OPENERS else None


@switchable(no)
def _describes(index: BriefIndex, noun: Token, referent: Referent) -> bool:
    """Whether a noun before a comma only says what the states behind it are, and stands beside no
    organisation: 'two island states, Samoa and Tonga, ...'."""
    if noun.pos_ != "NOUN" or not any(one.i == noun.i for one in ancestors(index.doc[referent.root])):
        return False
    return not any(index.kind_at(one.i) == ORGANISATION for one in noun.subtree if one.i < referent.start)
