"""Finding many phrases in a text at once: words with their offsets, and a trie over the words of the phrases.

Words are compared without accents, so that 'Brasilia' finds 'Brasília'; dots in abbreviations are no
difference ('S.C.O.' is 'SCO'); case is compared as each phrase asks. The cost is a few dictionary look-ups a
word.
"""

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# An abbreviation with dots, or letters and digits with an optional plus sign ('OPEC+').
WORD = re.compile(r"(?:[A-Z]\.){2,}(?:[A-Z](?![a-z]))?|[^\W_]+\+?")
# What may stand between two words of one phrase: never a bracket or a paragraph's end, a comma only where the
# phrase has it.
COMMA = re.compile(r",[ \u00a0\n]")
BETWEEN = re.compile(r"[ \u00a0]?[-&\u2010\u2011\u2013'\u2018\u2019.]?[ \u00a0\n]?")


@functools.lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The text without accents, case kept."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return (
        "".join(c for c in decomposed if not unicodedata.combining(c))
        .replace("\u02bb", "")
        .replace("\u2019", "'")
    )


class Word(NamedTuple):
    """A word of a text: offsets, its form without accents and dots, and that in lower case."""

    start: int
    end: int
    form: str
    key: str


@functools.lru_cache(maxsize=4)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order (kept of the last few texts, since several components ask in turn)."""
    found = []
    for match in WORD.finditer(text):
        raw = match.group()
        form = raw if raw.isalnum() and raw.isascii() else plain(raw.replace(".", ""))
        found.append(Word(match.start(), match.end(), form, form.lower()))
    return tuple(found)


@dataclasses.dataclass(frozen=True, slots=True)
class Match:
    """Words first..last (indices, inclusive) of a text that form a phrase, and what was filed under it."""

    first: int
    last: int
    start: int
    end: int
    entries: tuple


@dataclasses.dataclass(slots=True)
class _Node:
    children: dict = dataclasses.field(default_factory=dict)
    entries: list = dataclasses.field(default_factory=list)


class Phrases:
    """A table of phrases: `add` files an entry under one, `matches` finds the longest of a text."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, phrase: str, entry: object, *, fold_case: bool = False) -> None:
        """File an entry under a phrase, found in its case or in capitals, with `fold_case` in any."""
        parts = words(phrase)
        node = self._root
        for index, part in enumerate(parts):
            comma = index > 0 and COMMA.fullmatch(phrase, parts[index - 1].end, part.start)
            node = node.children.setdefault("," + part.key if comma else part.key, _Node())
        if parts:
            node.entries.append((None if fold_case else tuple(part.form for part in parts), entry))

    def longest(self, text: str, found: Sequence[Word], first: int) -> Match | None:
        """The longest phrase that begins at the word with this index."""
        node: _Node | None = self._root
        best = None
        for last in range(first, len(found)):
            word = found[last]
            key = word.key
            if last > first and not BETWEEN.fullmatch(text, found[last - 1].end, word.start):
                if not COMMA.fullmatch(text, found[last - 1].end, word.start):
                    break
                key = "," + key
            node = node.children.get(key) if node else None
            if node is None:
                break
            if node.entries:
                entries = tuple(
                    entry for forms, entry in node.entries if _same_case(forms, found, first, last)
                )
                if entries:
                    best = Match(first, last, found[first].start, word.end, entries)
        return best

    def matches(self, text: str, found: Sequence[Word] | None = None) -> Iterator[Match]:
        """The longest phrases from left to right, without overlap."""
        found = words(text) if found is None else found
        index = 0
        children = self._root.children
        while index < len(found):
            match = self.longest(text, found, index) if found[index].key in children else None
            if match is None:
                index += 1
                continue
            if found[index].key == "the" and match.last > index:
                # 'The Commonwealth of Dominica' is no Commonwealth.
                without = self.longest(text, found, index + 1)
                match = without if without and without.last > match.last else match
            yield match
            index = match.last + 1


def _same_case(forms: tuple[str, ...] | None, found: Sequence[Word], first: int, last: int) -> bool:
    if forms is None:
        return True
    seen = [word.form for word in found[first : last + 1]]
    if all(a == b for a, b in zip(forms, seen, strict=True)):
        return True
    # Headlines and datelines in capitals; short words in capitals are abbreviations of something else.
    return sum(map(len, seen)) > 3 and all(a.upper() == b for a, b in zip(forms, seen, strict=True))
