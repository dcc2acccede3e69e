"""The rules of the reading by name, each of which can be switched off to see what it is worth.

A rule is a function for one case among many, marked `switchable`, or a row of a lexicon, told with
`register`. While it is off the reading goes on as if its case never came up. `statusquo evaluate
--worth` switches one after another off.
"""

import contextlib
import dataclasses
import functools
from collections.abc import Callable, Iterator
from typing import Any, ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
ROOM = "pipeline.language."

_rules: dict[str, "Rule"] = {}
_off: set[str] = set()
_heard: list[set[str]] = []


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, the room of the reading that asks it ('statements', 'claims'), what it is for."""

    name: str
    room: str
    says: str


def register(name: str, room: str, says: str) -> None:
    """Make a rule known, in the place of an earlier one of its name."""
    _rules[name] = Rule(name, room, says)


def rules() -> tuple[Rule, ...]:
    """The rules of all modules and lexicons that were read, by name."""
    return tuple(_rules[name] for name in sorted(_rules))


def is_off(name: str) -> bool:
    """Whether a rule is switched off."""
    return name in _off


@contextlib.contextmanager
def without(name: str) -> Iterator[None]:
    """Switch a rule off for a while. Raises KeyError where there is none of that name."""
    _off.add(_rules[name].name)
    try:
        yield
    finally:
        _off.discard(name)


@contextlib.contextmanager
def heard() -> Iterator[set[str]]:
    """The names of the rules that have a say from now on: what is read without any other stays as it is."""
    _heard.append(set())
    try:
        yield _heard[-1]
    finally:
        _heard.pop()


def speaks(name: str) -> None:
    """Note that a rule had a say."""
    for names in _heard:
        names.add(name)


def switchable(
    otherwise: Callable[..., Any],
) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Mark a function as a rule; `otherwise` answers in its place while it is off, as the function itself
    does where its case does not come up."""

    def register_function(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        place = function.__module__.removeprefix(ROOM).replace("claims.rules.", "claims.")
        name = f"{place}.{function.__name__.strip('_')}"
        register(name, place.split(".")[0], " ".join((function.__doc__ or "").partition("\n\n")[0].split()))

        @functools.wraps(function)
        def ask(*arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
            # Nearly always so, and asked millions of times.
            if not (_off or _heard):
                return function(*arguments, **named)
            if name in _off:
                return otherwise(*arguments, **named)
            found = function(*arguments, **named)
            return found if not _heard else _listened_to(name, found, otherwise, *arguments, **named)

        return ask

    return register_function


def _listened_to(name: str, found: Any, otherwise: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """What a rule answers; one that answers bit by bit has a say with the first bit."""
    if isinstance(found, Iterator):
        return _bit_by_bit(name, found)
    if otherwise is nothing_done or found != otherwise(*arguments, **named):
        speaks(name)
    return found


def _bit_by_bit(name: str, found: Iterator[Any]) -> Iterator[Any]:
    for one in found:
        speaks(name)
        yield one


def no(*_: object) -> bool:
    """The case does not hold."""
    return False


def yes(*_: object) -> bool:
    """The case holds, as it mostly does."""
    return True


def nothing(*_: object) -> None:
    """Nothing is found."""


def nothing_done(*_: object) -> None:
    """Nothing is changed; whether the rule would have changed anything its answer does not tell."""


def none_of_them(*_: object) -> list:
    """Nothing is found of several."""
    return []


def nobody(*_: object) -> tuple[str, ...]:
    """Nobody is found."""
    return ()


def as_given(place: int) -> Callable[..., Any]:
    """The argument at a place, as it came."""
    return lambda *arguments: arguments[place]
