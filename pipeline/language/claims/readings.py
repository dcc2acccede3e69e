"""The claims that were read so far, in the order in which they were decided, so that a clause finds what
it takes up without going through all that a long text has told."""

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # told.py asks the index, which holds the readings
    from pipeline.language.claims.told import Told


class Readings:
    """Claims in the order in which they were put in, by sentence and by subject; `states_of` are the
    subjects of which something was told of each set of organisations."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget them all."""
        self._all: list[Told] = []
        # Up to which sentence those before and each one reach.
        self._reached: list[int] = []
        self._of_subject: dict[str, list[Told]] = defaultdict(list)
        self.states_of: dict[tuple[str, ...], set[str]] = defaultdict(set)

    def append(self, one: "Told") -> None:
        """Put in a claim."""
        self._all.append(one)
        self._reached.append(max([one.sentence, *self._reached[-1:]]))
        for subject in one.subjects:
            self._of_subject[subject].append(one)
        self.states_of[one.organisations].update(one.subjects)

    def __iter__(self) -> Iterator["Told"]:
        return iter(self._all)

    def __reversed__(self) -> Iterator["Told"]:
        return reversed(self._all)

    def since(self, sentence: int) -> list["Told"]:
        """The claims from the first of a sentence on, in their order."""
        return self._all[bisect.bisect_left(self._reached, sentence) :]

    def of(self, states: Iterable[str]) -> Iterator["Told"]:
        """The claims that tell of any of some states, state by state."""
        for state in states:
            yield from self._of_subject.get(state, ())
