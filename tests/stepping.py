"""Regular expressions matched step by step, as the module `re` does it, so that steps can be counted instead of seconds."""

import re
from collections.abc import Callable
from re import _compiler as compiler
from re import _constants as codes
from re import _parser as parser

# Repetitions that are bounded by more than this count as bounded by this: their time is linear, however large the
# bound, and the texts that tell it from a square can stay short.
BOUND = 4
MOST_STEPS = 300_000  # more than any linear pattern needs for a text of a test

SINGLE = (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN)
REPEATED = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
Then = Callable[[int], int | None]
Matcher = Callable[[int, Then], int | None]


class Endless(Exception):
    """A match takes so many steps that nobody waits for its end."""


def arrived(at: int) -> int:
    """What follows the whole of a pattern: nothing more."""
    return at


class Stepper:
    """Matches one pattern by backtracking, in the order in which `re` tries; `steps` counts the looks at a character.

    Endless is raised after MOST_STEPS.
    """

    def __init__(self, pattern: re.Pattern):
        self.flags = pattern.flags
        self.text, self.steps = "", 0
        self.groups: dict[int, tuple[int, int] | None] = {}
        self.whole = self.sequence(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))

    def match(self, text: str, at: int = 0) -> int | None:
        """Where a match that begins at a place ends; None where there is none."""
        self.text = text
        self.groups.clear()
        return self.whole(at, arrived)

    def fullmatch(self, text: str) -> int | None:
        """The end of the text where all of it matches; None where it does not."""
        self.text = text
        self.groups.clear()
        return self.whole(0, lambda end: end if end == len(text) else None)

    def finditer(self, text: str) -> list[tuple[int, int]]:
        """The spans of all matches, one after another."""
        found, at = [], 0
        while at <= len(text):
            end = self.match(text, at)
            if end is not None and end > at:
                found.append((at, end))
            at = max(at + 1, end or 0)
        return found

    def sequence(self, tree) -> Matcher:
        """A matcher of one node after another."""
        parts = [self.node(kind, value) for kind, value in tree]

        def run(at: int, then: Then, position: int = 0) -> int | None:
            if position == len(parts):
                return then(at)
            return parts[position](at, lambda end: run(end, then, position + 1))

        return parts[0] if len(parts) == 1 else run

    def compiled(self, kind, value) -> re.Pattern:
        """A pattern of one node alone."""
        state = parser.State()
        state.flags, state.str = self.flags, ""
        return compiler.compile(parser.SubPattern(state, [(kind, value)]), self.flags)

    def fits(self, kind, value) -> Callable[[int], bool]:
        """Whether the character at a place is what a node of one character wants."""
        one, known = self.compiled(kind, value), {}

        def look(at: int) -> bool:
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise Endless
            if at >= len(self.text):
                return False
            character = self.text[at]
            if character not in known:
                known[character] = bool(one.fullmatch(character))
            return known[character]

        return look

    def node(self, kind, value) -> Matcher:
        """A matcher of a node of a parsed pattern."""
        if kind in SINGLE:
            fits = self.fits(kind, value)
            return lambda at, then: then(at + 1) if fits(at) else None
        if kind is codes.AT:
            place = self.compiled(kind, value)
            return lambda at, then: then(at) if place.match(self.text, at) else None
        if kind in REPEATED:
            return self.repeat(kind, *value)
        if kind is codes.BRANCH:
            ways = [self.sequence(branch) for branch in value[1]]
            return lambda at, then: next((e for way in ways if (e := way(at, then)) is not None), None)
        if kind is codes.SUBPATTERN:
            return self.group(value[0], self.sequence(value[3]))
        if kind in (codes.ASSERT, codes.ASSERT_NOT):
            return self.look_around(*value, wanted=kind is codes.ASSERT)
        if kind is codes.ATOMIC_GROUP:
            return self.atomic(self.sequence(value))
        if kind is codes.GROUPREF:
            return self.repetition_of(value)
        raise NotImplementedError(f"{kind} is matched by no step here")

    def group(self, number: int | None, inner: Matcher) -> Matcher:
        """A matcher that remembers what a group held."""

        def run(at: int, then: Then) -> int | None:
            before = self.groups.get(number)

            def close(end: int) -> int | None:
                self.groups[number] = (at, end)
                return then(end)

            end = inner(at, close)
            if end is None:
                self.groups[number] = before
            return end

        return inner if number is None else run

    def repetition_of(self, number: int) -> Matcher:
        """A matcher of what a group held."""

        def run(at: int, then: Then) -> int | None:
            held = self.groups.get(number)
            self.steps += 1
            if held is None or not self.text.startswith(self.text[held[0] : held[1]], at):
                return None
            return then(at + held[1] - held[0])

        return run

    def look_around(self, direction: int, tree, *, wanted: bool) -> Matcher:
        """A matcher of what comes before or after a place."""
        inner, width = self.sequence(tree), tree.getwidth()[0] if direction < 0 else 0

        def run(at: int, then: Then) -> int | None:
            met = at >= width and inner(at - width, arrived) is not None
            return then(at) if met == wanted else None

        return run

    def atomic(self, inner: Matcher) -> Matcher:
        """A matcher that does not go back into what it has matched."""

        def run(at: int, then: Then) -> int | None:
            end = inner(at, arrived)
            return None if end is None else then(end)

        return run

    def repeat(self, kind, least: int, most: int, tree) -> Matcher:
        """A matcher of a repetition: the longest first, the shortest first, or the longest alone."""
        most = most if most is codes.MAXREPEAT else max(least, min(most, BOUND))
        if len(tree) == 1 and tree[0][0] in SINGLE:
            return self.run_of_one(kind, least, most, self.fits(*tree[0]))
        inner, lazy = self.sequence(tree), kind is codes.MIN_REPEAT

        def again(at: int, then: Then, count: int) -> int | None:
            def go_on() -> int | None:
                if count >= most:
                    return None
                return inner(
                    at, lambda end: again(end, then, count + 1) if end > at or count < least else None
                )

            ways = [go_on, lambda: then(at) if count >= least else None]
            return next((e for way in (ways[::-1] if lazy else ways) if (e := way()) is not None), None)

        def run(at: int, then: Then) -> int | None:
            return again(at, then, 0)

        return self.atomic(run) if kind is codes.POSSESSIVE_REPEAT else run

    def run_of_one(self, kind, least: int, most: int, fits: Callable[[int], bool]) -> Matcher:
        """A matcher of a repeated character."""

        def run(at: int, then: Then) -> int | None:
            longest = 0
            while longest < (least if kind is codes.MIN_REPEAT else most) and fits(at + longest):
                longest += 1
            if longest < least:
                return None
            if kind is codes.MIN_REPEAT:
                while (end := then(at + longest)) is None and longest < most and fits(at + longest):
                    longest += 1
                return end
            last = longest if kind is codes.POSSESSIVE_REPEAT else least
            return next((e for n in range(longest, last - 1, -1) if (e := then(at + n)) is not None), None)

        return run
