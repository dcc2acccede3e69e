"""Parsing in pieces, so that the memory which the model asks for does not grow with the length of a text.

A long Doc is cut where a sentence begins whatever the parser may find. Each piece is parsed with a few tokens
around it: the model knows a word by its nearest neighbours, and so says of it what it would say in the whole.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, NORM, POS, SENT_START, TAG
from spacy.tokens import Doc

from pipeline.language.model import parser
from pipeline.settings import settings

TOKENS_AT_ONCE = 4_000
AROUND = 12
GIVEN: list[int | str] = [NORM, SENT_START]
SAID: list[int | str] = [TAG, POS, MORPH, LEMMA, DEP, HEAD]


def parsed(docs: Iterable[Doc]) -> Iterator[Doc]:
    """The Docs with their parse, in their order."""
    for batch in batches(docs):
        if len(batch[0]) > TOKENS_AT_ONCE:
            yield parsed_in_pieces(batch[0])
        else:
            yield from parser().pipe(batch, batch_size=len(batch))


def batches(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    """Docs in groups of at most `batch_size` and TOKENS_AT_ONCE tokens; a longer one by itself."""
    batch: list[Doc] = []
    tokens = 0
    for doc in docs:
        if batch and (len(batch) == settings().batch_size or tokens + len(doc) > TOKENS_AT_ONCE):
            yield batch
            batch, tokens = [], 0
        batch.append(doc)
        tokens += len(doc)
    if batch:
        yield batch


def parsed_in_pieces(doc: Doc) -> Doc:
    """A Doc with its parse, which was made piece by piece."""
    said = []
    for start, end in pieces(doc):
        begin = max(start - AROUND, 0)
        piece = next(parser().pipe([part_of(doc, begin, min(end + AROUND, len(doc)))]))
        said.append(values(piece, SAID)[start - begin : end - begin])
    whole: Any = np.concatenate(said)
    return doc.from_array(SAID, whole)


def pieces(doc: Doc) -> Iterator[tuple[int, int]]:
    """Where to cut a Doc: the longest pieces of at most TOKENS_AT_ONCE tokens that end before the beginning
    of a sentence; a longer one where there is none."""
    start = end = 0
    for token in doc:
        if not token.is_sent_start:
            continue
        if token.i - start > TOKENS_AT_ONCE and end > start:
            yield start, end
            start = end
        end = token.i
    if len(doc) - start > TOKENS_AT_ONCE and end > start:
        yield start, end
        start = end
    yield start, len(doc)


def part_of(doc: Doc, start: int, end: int) -> Doc:
    """An unparsed Doc of some of the tokeniser's tokens, with the known beginnings of sentences."""
    tokens = list(doc[start:end])
    spaces = [bool(token.whitespace_) for token in tokens]
    part = Doc(doc.vocab, words=[token.text for token in tokens], spaces=spaces)
    return part.from_array(GIVEN, values(doc, GIVEN)[start:end])


def values(doc: Doc, attributes: list[int | str]) -> Any:
    """What the tokens have of some attributes, a row each."""
    return doc.to_array(attributes)
