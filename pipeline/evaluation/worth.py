"""What each rule of the reading is worth: what becomes right and wrong in annotated briefs by it alone.

A brief is parsed once. Then every rule that had a say in it is switched off in turn, and what comes after it
is read anew: claims alone for a rule of theirs, statements and claims for one of statements.
"""

import contextlib
import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from spacy.tokens import Doc

from pipeline.evaluation.comparison import Comparison, compare, right_attributes, right_claim_attributes
from pipeline.evaluation.gold import GoldBrief, read_gold
from pipeline.extract import parse_day, readable, record
from pipeline.language.claims.learned.model import pair_reader
from pipeline.language.claims.rules.claim_lexicon import frames
from pipeline.language.dates.publication import publication_date_from_text
from pipeline.language.reading import parse, prepare, read_on
from pipeline.language.registry import Rule, heard, rules, without
from pipeline.language.statements.learned.model import attribution_tagger

CLAIMS = ("statusquo_claims",)
READ_ANEW = {"claims": CLAIMS, "statements": ("statusquo_statements", *CLAIMS)}
UNTOLD = frozenset({"evidence", "cue"})  # attributes that tell where something stands, not what it is

Right = frozenset[int]


@dataclasses.dataclass(frozen=True, slots=True)
class Worth:
    """What is right and wrong in a set by a rule, `of` claims or statements: `won` are right only with it,
    `lost` only without it, `made` are wrong only with it, `spared` only without it."""

    rule: str
    set: str
    of: str
    won: int
    lost: int
    made: int
    spared: int


@dataclasses.dataclass(frozen=True, slots=True)
class _Told:
    """What a reading has right (annotated records, by identity) and wrong, both 'claims' and 'statements'."""

    right: dict[str, Right]
    wrong: dict[str, Counter[tuple]]


def known_rules() -> tuple[Rule, ...]:
    """All rules by name, those of the lexicons among them. Raises SeedError for a faulty lexicon."""
    frames()
    return rules()


def measure(paths: Sequence[Path], advance: Callable[[int], None] = lambda done: None) -> list[Worth]:
    """What each rule is worth in each set, by rule and set; where it changes nothing it has no row.

    `advance` is told of each brief that is done. Raises GoldError where the annotation is malformed.
    """
    found = [one for path in paths for one in _of_set(path.stem, read_gold(path), advance)]
    return sorted(found, key=lambda one: (one.rule, one.set, one.of))


def _of_set(name: str, briefs: list[GoldBrief], advance: Callable[[int], None]) -> Iterator[Worth]:
    counts: dict[tuple[str, str], Counter[str]] = {}
    with contextlib.ExitStack() as stack:
        for learned in (pair_reader(), attribution_tagger()):
            if learned is not None:
                stack.enter_context(learned.encoder.keeping())
        for brief, doc in zip(briefs, parse(map(_prepared, briefs)), strict=True):
            for rule, of, count in _changes(brief, doc):
                counts.setdefault((rule, of), Counter()).update(count)
            advance(1)
    for (rule, of), count in counts.items():
        if any(count.values()):
            yield Worth(rule, name, of, count["won"], count["lost"], count["made"], count["spared"])


def _prepared(brief: GoldBrief) -> Doc:
    text = readable(brief.text)
    return prepare(text, parse_day(brief.published_on) or publication_date_from_text(text), brief.source)


def _changes(brief: GoldBrief, doc: Doc) -> Iterator[tuple[str, str, Counter[str]]]:
    """(rule, what of, counts) for every rule that had a say in a parsed brief."""
    with heard() as names:
        doc = read_on(doc)
    statements, told = doc._.statements, _told(brief, doc)
    for rule in known_rules():
        if rule.name not in names:
            continue
        with without(rule.name):
            bare = _told(brief, read_on(doc, READ_ANEW[rule.room]))
        doc._.statements = statements
        for of in told.right:
            yield rule.name, of, _difference(told, bare, of)


def _difference(told: _Told, bare: _Told, of: str) -> Counter[str]:
    return Counter(
        won=len(told.right[of] - bare.right[of]),
        lost=len(bare.right[of] - told.right[of]),
        made=(told.wrong[of] - bare.wrong[of]).total(),
        spared=(bare.wrong[of] - told.wrong[of]).total(),
    )


def _told(brief: GoldBrief, doc: Doc) -> _Told:
    """What is right and wrong in a reading: right is what is found and has all its attributes right."""
    comparison = compare(brief, record(brief.id, doc))
    right: dict[str, set[int]] = {"claims": set(), "statements": set()}
    wrong: dict[str, Counter[tuple]] = {
        "claims": Counter(map(_claim, comparison.extra_claims)),
        "statements": Counter(map(_statement, comparison.extra_statements)),
    }
    for of, gold, said, attributes in _pairs(comparison):
        if all(is_right for name, is_right in attributes.items() if name not in UNTOLD):
            right[of].add(id(gold))
        else:
            wrong[of][_claim(said) if of == "claims" else _statement(said)] += 1
    return _Told({of: frozenset(found) for of, found in right.items()}, wrong)


def _pairs(comparison: Comparison) -> Iterator[tuple[str, dict, dict, dict[str, bool]]]:
    for gold, said in comparison.claims:
        yield "claims", gold, said, right_claim_attributes(comparison, gold, said)
    for gold, said in comparison.statements:
        yield "statements", gold, said, right_attributes(gold, said)


def _claim(said: dict) -> tuple:
    """A claim without what tells where it stands."""
    return tuple(value for name, value in said.items() if name not in ("evidence", "statement"))


def _statement(said: dict) -> tuple:
    """A statement by its content and who says it."""
    content = tuple(map(tuple, said["content"]))
    return (content, *(said[name] for name in ("speaker", "speaker_country", "via", "quote", "said_on")))
