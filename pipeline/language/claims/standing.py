"""How the names in a sentence stand in their brief by then, as small numbers: how long ago each was named,
how long ago somebody's membership was told of it, how often it is named, whether the brief is about it.
The pair reader sees a sentence and a little of the text before, not what the brief set out with."""

import bisect
from collections.abc import Collection, Sequence
from typing import NamedTuple

from pipeline.language.claims.recollection import Memory

# Sentences ago, numbers of times and of names, each as buckets: the first that is not below.
AGES, COUNTS, CHOICES = (0, 1, 2, 3, 6), (0, 1, 2, 4, 8), (1, 2, 3, 5)
NEVER = len(AGES) + 1
MARKS = 8  # whether it is named most, stands in the title, is the first or the publisher, as one number
OF_NAME = (NEVER + 1, NEVER + 1, len(COUNTS) + 1, MARKS)
# How many values each column has: of the subject, of the organisation, of both together.
COLUMNS = (*OF_NAME, *OF_NAME, NEVER + 1, len(CHOICES) + 1, len(CHOICES) + 1)


class Standing(NamedTuple):
    """Of each code its numbers (OF_NAME), and when the membership of each pair was told, in AGES."""

    of_name: dict[str, tuple[int, ...]]
    together: dict[tuple[str, str], int]
    subjects: int
    organisations: int

    def of(self, subject: str, organisation: str) -> tuple[int, ...]:
        """The numbers of a pair, one for each of COLUMNS."""
        told = self.together.get((subject, organisation), NEVER)
        names = self.of_name[subject] + self.of_name[organisation]
        return (*names, told, self.subjects, self.organisations)


def standing(
    memory: Memory,
    sentence: int,
    subjects: Collection[str],
    organisations: Collection[str],
    here: Collection[str],
) -> Standing:
    """How subjects and organisations stand by a sentence, of which `here` are named in it."""
    most = {_most_named(memory, organisations), _most_named(memory, subjects)}

    def numbers(code: str) -> tuple[int, ...]:
        named = 0 if code in here else _age(sentence, memory.last.get(code))
        first = code in (memory.first_organisation, memory.publisher)
        marks = (code in most) + 2 * (code in memory.titled) + 4 * first
        return named, _age(sentence, memory.told_of.get(code)), _bucket(memory.counts[code], COUNTS), marks

    pairs = ((one, other) for one in subjects for other in organisations if (one, other) in memory.told)
    return Standing(
        {code: numbers(code) for code in {*subjects, *organisations}},
        {pair: _age(sentence, memory.told[pair]) for pair in pairs},
        _bucket(len(subjects), CHOICES),
        _bucket(len(organisations), CHOICES),
    )


def _most_named(memory: Memory, codes: Collection[str]) -> str | None:
    return max(sorted(codes), key=lambda code: memory.counts[code], default=None)


def _age(sentence: int, last: int | None) -> int:
    return NEVER if last is None else _bucket(sentence - last, AGES)


def _bucket(value: int, lowest: Sequence[int]) -> int:
    return bisect.bisect_left(lowest, value)
