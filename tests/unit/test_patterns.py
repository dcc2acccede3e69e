"""Every regular expression over text from outside takes steps in proportion to the text, also on its worst inputs.

The worst inputs are made from the patterns themselves: what comes before a repetition, then the repeated part over and
over, then a character that no pattern wants, so that all ways to divide the run are tried. Steps are counted, so no
clock is asked.
"""

import ast
import functools
import importlib
import itertools
import math
import pkgutil
import re
import sys
from collections.abc import Iterator
from re import _constants as codes
from re import _parser as parser

import pytest
import stepping
from stepping import Endless, Stepper

import pipeline.ingest
import pipeline.language
from pipeline.language.text.segments import _patterns
from pipeline.settings import ROOT

MISFIT = "\x00a\x00"
SHORT, GROWTH = 40, 4
DEEP = 20_000  # a step within a step: a matcher goes deeper than programs usually do
MOST_PUMPS = 16
CLASSES = {
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_WORD: "-",
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_NOT_DIGIT: "a",
}


def compiled(module) -> list[tuple[str, re.Pattern]]:
    """Patterns among the values of a module, also in tuples, lists and dicts of it."""
    found = []

    def look(name, value, depth=0):
        if isinstance(value, re.Pattern):
            found.append((name, value))
        elif isinstance(value, (tuple, list)) and depth < 3:
            for position, one in enumerate(value):
                look(f"{name}[{position}]", one, depth + 1)
        elif isinstance(value, dict) and depth < 3:
            for key, one in value.items():
                look(f"{name}[{key}]", one, depth + 1)

    for name, value in vars(module).items():
        if not name.startswith("__"):
            look(f"{module.__name__}.{name}", value)
    return found


def patterns() -> dict[str, re.Pattern]:
    """All patterns of the packages that meet texts from outside, each once, by its place."""
    found: dict[str, re.Pattern] = {}
    for package in (pipeline.ingest, pipeline.language):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            found |= dict(compiled(importlib.import_module(info.name)))
    found |= {f"segment_phrases {number}": pattern for number, (pattern, _) in enumerate(_patterns())}
    once = {in_characters(pattern): name for name, pattern in reversed(found.items())}
    return {name: pattern for pattern, name in once.items()}


def in_characters(pattern: re.Pattern) -> re.Pattern:
    """A pattern of bytes as one of characters, which takes the same steps; others as they are."""
    if isinstance(pattern.pattern, str):
        return pattern
    return re.compile(pattern.pattern.decode("latin-1"), pattern.flags | re.ASCII)


def written_in_place() -> list[tuple[str, str, str]]:
    """(module, function of re, pattern) of patterns that are given to a function of re as they are written."""
    return sorted(
        {
            (module, node.func.attr, in_characters(re.compile(node.args[0].value)).pattern)
            for module, tree in sources().items()
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in ("match", "fullmatch", "search", "sub", "split", "finditer", "findall")
            and isinstance(node.args[0], ast.Constant)
        }
    )


def of_set(parts) -> str:
    """A character of a set; of a negated one a letter, or else a mark that it does not name."""
    if parts[0][0] is codes.NEGATE:
        named = {of_set([part]) for part in parts[1:]}
        return next(one for one in "aA1-. é" if one not in named)
    kind, value = parts[-1]
    if kind is codes.RANGE:
        return chr(value[0])
    return CLASSES.get(value, "a") if kind is codes.CATEGORY else chr(value)


def samples(tree) -> list[str]:
    """A few texts that a parsed pattern matches, without regard to what it looks ahead or behind for."""
    found = [""]
    for kind, value in tree:
        if kind is codes.LITERAL:
            ways = [chr(value)]
        elif kind is codes.NOT_LITERAL:
            ways = ["a" if value != ord("a") else "b"]
        elif kind is codes.ANY:
            ways = ["a"]
        elif kind is codes.IN:
            ways = sorted({of_set([part]) for part in value if part[0] is not codes.NEGATE} or {"a"})[:4]
            ways = [of_set(value)] if value[0][0] is codes.NEGATE else ways
        elif kind is codes.BRANCH:
            ways = [way for branch in value[1] for way in samples(branch)[:1]]
        elif kind is codes.SUBPATTERN:
            ways = samples(value[3])
        elif kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            ways = [way * max(value[0], 1) for way in samples(value[2])] + ([""] if not value[0] else [])
        elif kind is codes.ATOMIC_GROUP:
            ways = samples(value)
        else:
            ways = [""]
        found = [before + way for before, way in itertools.product(found[:6], ways[:4])]
    return found


def repetitions(tree, before: str = "") -> list[tuple[str, str]]:
    """(what comes before, what is repeated) of every repetition that may be long, those within others too."""
    found = []
    for position, (kind, value) in enumerate(tree):
        ahead = before + samples(tree[:position])[0]
        if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            if value[1] is codes.MAXREPEAT or value[1] >= 20 or len(samples(value[2])) > 1:
                found += [(ahead, way) for way in samples(value[2]) if way]
            found += repetitions(value[2], ahead)
        elif kind is codes.SUBPATTERN:
            found += repetitions(value[3], ahead)
        elif kind is codes.BRANCH:
            for branch in value[1]:
                found += repetitions(branch, ahead)
    return found


def worst(pattern: re.Pattern) -> list[tuple[str, str]]:
    """(beginning, repeated part) of the inputs that make a pattern try most."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    runs = repetitions(tree)
    whole = samples(tree)[:4]
    pumps = dict.fromkeys(
        [*runs, *((start, way + other) for (start, way), (_, other) in itertools.pairwise(runs))]
        + [("", way) for way in whole if way]
        + [("", one) for one in (" ", "\n", "\n ", "A", "A.", "a ", "A, ", "\t", "-", ".", '"', "(", "1")]
    )
    return list(pumps)[:MOST_PUMPS]


@functools.cache
def sources() -> dict[str, ast.Module]:
    """The parsed modules of the domain, by name."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_bytes())
        for path in (ROOT / "pipeline").rglob("*.py")
    }


@functools.cache
def uses() -> dict[str, tuple[set[tuple[str, str]], dict[str, set[str]]]]:
    """By module: the (module, name) pairs that it imports, and what it asks of each name."""
    found = {}
    for module, tree in sources().items():
        nodes = list(ast.walk(tree))
        imported = {
            (node.module, alias.name)
            for node in nodes
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }
        asked = {
            id(node.value): node.attr
            for node in nodes
            if isinstance(node, ast.Attribute) and node.attr in ("match", "fullmatch")
        }
        names: dict[str, set[str]] = {}
        for node in nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                names.setdefault(node.id, set()).add(asked.get(id(node), "finditer"))
        found[module] = imported, names
    return found


def methods(module: str, constant: str) -> set[str]:
    """What the modules that know a constant ask of it: match, fullmatch, or finditer for all else."""
    found: set[str] = set()
    for name, (imported, names) in uses().items():
        if name == module or (module, constant) in imported:
            found |= names.get(constant, set())
    return found or {"finditer"}


@pytest.fixture(autouse=True)
def deep() -> Iterator[None]:
    """Let matchers go deep."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(DEEP)
    yield
    sys.setrecursionlimit(before)


def text_of(start: str, pump: str, length: int) -> str:
    """A beginning, a part repeated to some length, and a character that no pattern wants."""
    return start + pump * (length // len(pump)) + MISFIT


def growth(stepper: Stepper, start: str, pump: str, asked: set[str]) -> float:
    """How many times as many steps a run that is GROWTH times as long takes."""
    counts = []
    short = max(SHORT, 4 * len(pump))
    for length in (short, GROWTH * short):
        stepper.steps = 0
        for method in asked:
            try:
                getattr(stepper, method)(text_of(start, pump, length))
            except Endless:
                return math.inf
        counts.append(stepper.steps)
    return counts[1] / max(counts[0], 1)


def steep_inputs(pattern: re.Pattern, asked: set[str]) -> dict[tuple[str, str], float]:
    """The inputs on which a pattern takes more than a linear share of steps, with their growth."""
    stepper = Stepper(pattern)
    growths = {pump: growth(stepper, *pump, asked) for pump in worst(pattern)}
    return {pump: round(found, 1) for pump, found in growths.items() if found > 2 * GROWTH}


def bad_patterns() -> list[re.Pattern]:
    """Patterns that take the square of a text's length, or more."""
    written = (
        r"(?:[A-Z][\w.]*,? ?){1,6}-",
        r"#[ \t]+(\S.{0,500}?)[ \t]*#*[ \t]*$",
        r"\s*,?\s+x",
        r"(?:a+)+b",
    )
    return [re.compile(one, re.MULTILINE) for one in written]


@pytest.mark.parametrize("name", list(patterns()))
def test_a_pattern_takes_linear_steps_on_its_worst_inputs(name):
    module, _, constant = name.rpartition(".")
    assert not steep_inputs(patterns()[name], methods(module, constant.partition("[")[0]))


def test_patterns_written_in_place_take_linear_steps():
    found = written_in_place()
    assert len(found) > 20
    for module, function, pattern in found:
        asked = {function if function in ("match", "fullmatch") else "finditer"}
        assert not steep_inputs(re.compile(pattern), asked), (module, pattern)


def test_a_pattern_that_is_not_linear_is_found():
    for pattern in bad_patterns():
        steepest = (growth(Stepper(pattern), *pump, {"finditer"}) for pump in worst(pattern))
        assert any(found > 2 * GROWTH for found in steepest), pattern.pattern


def test_steps_match_what_the_module_re_matches(monkeypatch):
    monkeypatch.setattr(stepping, "BOUND", codes.MAXREPEAT)
    for name, pattern in patterns().items():
        stepper = Stepper(pattern)
        for start, pump in worst(pattern)[:4]:
            stepper.steps = 0
            text = text_of(start, pump, 24)
            spans = [match.span() for match in pattern.finditer(text) if match[0]]
            assert stepper.finditer(text) == spans, (name, text)
