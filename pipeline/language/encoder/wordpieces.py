"""Texts cut into the pieces of words that the encoder knows, each with its place in the text.

The cut is BERT's: white space apart, punctuation and ideographs on their own, lower case without accents,
then the longest pieces of the vocabulary from the left. A piece keeps the characters of the text that it
stands for, so that what is found about a piece can be told about the text.
"""

import functools
import unicodedata
from collections.abc import Iterator

UNKNOWN = "[UNK]"
LONGEST_WORD = 100  # a longer word is unknown, as in training of the encoder
Piece = tuple[int, int, int]  # number in the vocabulary, first character, character after the last


@functools.cache
def stands_alone(character: str) -> bool:
    """Whether a character is a word of its own: punctuation and ideographs."""
    if character.isascii():
        return not character.isalnum() and character.isprintable()
    category = unicodedata.category(character)
    return category[0] == "P" or unicodedata.name(character, "").startswith("CJK ")


@functools.cache
def plain(character: str) -> str:
    """A character in lower case without accents; nothing for control characters and for accents."""
    if unicodedata.category(character) in ("Cc", "Cf"):
        return ""
    return "".join(
        c for c in unicodedata.normalize("NFD", character.lower()) if unicodedata.category(c) != "Mn"
    )


def words(text: str) -> Iterator[tuple[int, int]]:
    """The words of a text as (first character, character after the last)."""
    start = None
    for at, character in enumerate(text):
        apart = character.isspace()
        if apart or stands_alone(character):
            if start is not None:
                yield start, at
            start = None
            if not apart:
                yield at, at + 1
        elif start is None:
            start = at
    if start is not None:
        yield start, len(text)


class Wordpieces:
    """The vocabulary: piece to number, pieces that continue a word beginning with '##'."""

    def __init__(self, vocabulary: dict[str, int]):
        self.vocabulary = vocabulary
        self.first, self.last = vocabulary["[CLS]"], vocabulary["[SEP]"]
        self.unknown = vocabulary[UNKNOWN]
        self.of_run = functools.lru_cache(maxsize=50_000)(self._of_run)
        self.numbers = functools.lru_cache(maxsize=50_000)(self._numbers)

    def cut(self, text: str) -> list[Piece]:
        """The pieces of a text, in its order."""
        pieces: list[Piece] = []
        at = 0
        for run in text.split():
            at = text.index(run, at)
            pieces += [(number, at + start, at + end) for number, start, end in self.of_run(run)]
            at += len(run)
        return pieces

    def _numbers(self, text: str) -> tuple[int, ...]:
        """The numbers of the pieces of a word, of which a text has most more than once."""
        return tuple(number for number, _, _ in self.cut(text))

    def _of_run(self, run: str) -> tuple[Piece, ...]:
        """The pieces of a run of characters without white space."""
        return tuple(piece for start, end in words(run) for piece in self.of_word(run[start:end], start))

    def of_word(self, word: str, offset: int) -> list[Piece]:
        """The pieces of one word; one unknown piece where the vocabulary cannot make it up."""
        letters, places = [], []
        for place, character in enumerate(word):
            for letter in plain(character):
                letters.append(letter)
                places.append(place)
        whole = "".join(letters)
        unknown = [(self.unknown, offset, offset + len(word))] if whole else []
        if len(whole) > LONGEST_WORD:
            return unknown
        pieces: list[Piece] = []
        start = 0
        while start < len(whole):
            end = self.longest(whole, start)
            if end == start:
                return unknown
            number = self.vocabulary[("##" if start else "") + whole[start:end]]
            pieces.append((number, offset + places[start], offset + places[end - 1] + 1))
            start = end
        return pieces

    def longest(self, word: str, start: int) -> int:
        """Where the longest known piece from `start` ends; `start` where there is none."""
        mark = "##" if start else ""
        return next(
            (end for end in range(len(word), start, -1) if mark + word[start:end] in self.vocabulary), start
        )
