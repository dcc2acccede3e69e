"""Words that may tell of a membership, as they stand in a text: each with what it would say of somebody."""

import functools
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from spacy.tokens import Token

from pipeline.lexicon import lexicon_table
from schemas.lexicon_claims import ClaimNouns, ClaimTriggers

if TYPE_CHECKING:  # words.py asks for the kinds of nouns
    from pipeline.language.claims.words import Words

# Kinds of nouns (claim_nouns.csv) that tell of somebody's place in an organisation.
ABOUT_BELONGING = frozenset(
    "membership bid treaty invitation suspension status leaving expelling restoring talks".split()
)
# The same with the nouns for those who have one, and for where.
PLACES = ABOUT_BELONGING | {"body", "seat"}
# What somebody thinks of another's place in an organisation.
STANCES = frozenset({"supports", "opposes", "conditional", "undecided"})
LONGEST_GAP = 5
PARTS = {
    "verb": frozenset({"VERB", "AUX"}),
    "noun": frozenset({"NOUN", "PROPN"}),
    "adjective": frozenset({"ADJ", "ADV", "VERB", "ADP"}),
}


class Entry(NamedTuple):
    """A row of claim_triggers.csv for one wording: `head` is the lemma, `rest` the words that follow."""

    name: str
    head: str
    rest: tuple[str, ...]
    part: str
    predicate: str
    status: str | None
    modality: str | None
    polarity: str | None
    weak: bool


class Trigger(NamedTuple):
    """An entry found at a token; `words` are the indices of its words, the head's first, `sure` whether
    its part of speech is the one asked for."""

    entry: Entry
    token: Token
    words: tuple[int, ...]
    sure: bool


@functools.cache
def entries() -> MappingProxyType[str, tuple[Entry, ...]]:
    """Head (lemma or regular inflection) -> entries."""
    found: dict[str, list[Entry]] = {}
    for row in lexicon_table("claim_triggers", ClaimTriggers).iter_rows(named=True):
        for wording in dict.fromkeys(row["words"].split("/")):
            head, *rest = wording.split()
            found.setdefault(head, []).append(
                Entry(
                    row["trigger"],
                    head,
                    tuple(rest),
                    row["part"],
                    row["predicate"],
                    row["status"],
                    row["modality"],
                    row["polarity"],
                    bool(row["weak"]),
                )
            )
    for head in list(found):
        for form in inflections(head):
            found.setdefault(form, found[head])
    return MappingProxyType({head: tuple(rows) for head, rows in found.items()})


def inflections(head: str) -> tuple[str, ...]:
    """Regular inflections, for words that the model lemmatises wrongly ('readmitted' as 'readmitte') or
    not at all ('Allies' as a name)."""
    stem = head[:-1] if head.endswith("e") else head
    doubled = head + head[-1]
    regular = (f"{head}s", f"{stem}ed", f"{stem}ing", f"{doubled}ed", f"{doubled}ing", f"{doubled}e")
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return (*regular, f"{head[:-1]}ies", f"{head[:-1]}ied")
    return regular


@functools.cache
def word_kinds() -> MappingProxyType[str, tuple[str, ...]]:
    """Noun -> its kinds (claim_nouns.csv)."""
    found: dict[str, list[str]] = {}
    for row in lexicon_table("claim_nouns", ClaimNouns).iter_rows(named=True):
        found.setdefault(row["noun"], []).append(row["kind"])
    return MappingProxyType({noun: tuple(dict.fromkeys(kinds)) for noun, kinds in found.items()})


def kinds_of(token: Token) -> tuple[str, ...]:
    """The kinds of a noun, empty for other words."""
    if token.pos_ not in ("NOUN", "PROPN", "VERB", "ADJ"):
        return ()
    table = word_kinds()
    lower = token.lower_
    found = table.get(token.lemma_.lower()) or table.get(lower, ())
    return found or (table.get(f"{lower[:-3]}y", ()) if lower.endswith("ies") else ())


def triggers(words: "Words", start: int, end: int) -> list[Trigger]:
    """The triggers of a sentence (tokens start to end), in text order; an entry counts once at a token."""
    table, found = entries(), []
    for place in range(start, end):
        rows = table.get(words.lemmas[place]) or table.get(words.lower[place])
        if not rows:
            continue
        token, taken = words.tokens[place], dict[str, Trigger]()
        for entry in rows:
            if entry.part != "any" and not (_fits(entry.part, token)):
                continue
            wording = _rest(words, place, entry.rest, end)
            if wording is None:
                continue
            trigger = Trigger(entry, token, wording, True)
            held = taken.get(entry.name)
            if held is None or len(held.words) < len(wording):
                taken[entry.name] = trigger
        longest = max((len(one.words) for one in taken.values()), default=0)
        found += [one for one in taken.values() if len(one.words) == longest or len(one.words) > 1]
    return found


def _fits(part: str, token: Token) -> bool:
    if token.pos_ in PARTS[part]:
        return True
    # The small model takes many a participle for an adjective and a headline's verb for a noun.
    return part == "verb" and (token.tag_ in ("VBN", "VBG", "VBD", "VBZ") or token.pos_ == "ADJ")


def _rest(words: "Words", head: int, rest: tuple[str, ...], end: int) -> tuple[int, ...] | None:
    """Indices of a wording's words after its head, each near the one before; None where one is missing."""
    found, at, lower, lemmas = [head], head + 1, words.lower, words.lemmas
    for word in rest:
        for place in range(at, min(end, at + LONGEST_GAP)):
            if lower[place] == word or lemmas[place] == word:
                break
        else:
            return None
        found.append(place)
        at = place + 1
    return tuple(found)
