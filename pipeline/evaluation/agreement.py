"""When two annotations are the same: names, actors, times, contents; and the pairing of one list with
another.

The definitions are those of the annotation guide's scorer: a right name may be shorter than the annotated one
(a surname, no title), a right time is the same first and last day however it is written, and contents overlap
by the Jaccard similarity of their characters, white space aside.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from pipeline import edtf
from schemas.table import ENTITY_PATTERN

LITTLE_WORDS = frozenset(
    ["a", "an", "certain", "her", "his", "its", "of", "other", "several", "some", "the", "their"]
)
OFFICE_WORDS = frozenset(
    [
        "ambassador",
        "chancellor",
        "dr",
        "foreign",
        "king",
        "minister",
        "mr",
        "mrs",
        "ms",
        "president",
        "prime",
        "secretary",
    ]
)
SAME_GROUP = 0.34  # share of words that two wordings of one unnamed group have in common

_WORD = re.compile("[a-z0-9]+")
_ENTITY = re.compile(ENTITY_PATTERN)

Left = TypeVar("Left")
Right = TypeVar("Right")
Span = Sequence[int]


def name_words(name: str) -> list[str]:
    """The words of a name in ASCII lower case, without articles, possessive endings and the like."""
    straight = name.replace("\u2019", "'")
    ascii_only = unicodedata.normalize("NFKD", straight).encode("ascii", "ignore").decode().lower()
    return [word for word in _WORD.findall(ascii_only.replace("'s", " ")) if word not in LITTLE_WORDS]


def same_name(gold: str | None, said: str | None) -> bool:
    """Whether two names mean one speaker or outlet: equal, or one ends the other, offices aside.

    Of speakers without a name (written small: 'a Pentagon spokesman') a longer wording may also begin with
    the shorter.
    """
    if not gold or not said:
        return not (gold or said)
    full = name_words(gold), name_words(said)
    if full[0] == full[1]:
        return True
    bare = [[word for word in words if word not in OFFICE_WORDS] or words for words in full]
    short, long = sorted(bare, key=len)
    if not short:
        return False
    if long[len(long) - len(short) :] == short:
        return True
    unnamed = gold[0].islower() or said[0].islower()
    return unnamed and len(short) >= 2 and long[: len(short)] == short


def same_actor(gold: str | None, said: str | None) -> bool:
    """Whether two actors are one: the same code, or wordings of a group that share enough words."""
    if not gold or not said:
        return not (gold or said)
    if gold == said:
        return True
    if _ENTITY.fullmatch(gold) or _ENTITY.fullmatch(said):
        return False
    one, other = set(name_words(gold)), set(name_words(said))
    return bool(one & other) and jaccard(one, other) >= SAME_GROUP


def same_time(gold: str | None, said: str | None) -> bool:
    """Whether two EDTF values have the same first and last day; a malformed value is never right."""
    if not gold or not said:
        return not (gold or said)
    try:
        return edtf.parse(gold) == edtf.parse(said)
    except ValueError:
        return False


def characters(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """The offsets that the spans cover, white space aside."""
    return frozenset(at for start, end in spans for at in range(start, end) if not text[at].isspace())


def jaccard(one: frozenset | set, other: frozenset | set) -> float:
    """Shared elements by all elements; 0 for two empty sets."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def overlapping(one: Span | None, other: Span | None) -> bool:
    """Whether two spans share a character."""
    return one is not None and other is not None and max(one[0], other[0]) < min(one[1], other[1])


def greedy_pairs(
    gold: Sequence[Left], said: Sequence[Right], weight: Callable[[Left, Right], float]
) -> list[tuple[int, int]]:
    """One-to-one pairs of positions by falling weight, ties in list order; what weighs nothing is never
    paired."""
    weighed = [(-weight(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(said)]
    free_gold, free_said = set(range(len(gold))), set(range(len(said)))
    chosen = []
    for heavy, i, j in sorted(weighed):
        if heavy < 0 and i in free_gold and j in free_said:
            free_gold.remove(i)
            free_said.remove(j)
            chosen.append((i, j))
    return chosen
