"""What speaks for a trigger and for what may fill its roles, as named features: where a name stands, what
it hangs on, what stands between, what the sentence tells besides."""

import dataclasses
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.language.claims.factuality.how_told import Factuality
from pipeline.language.claims.index import JOINING, BriefIndex, Referent, kept
from pipeline.language.claims.objects import arguments
from pipeline.language.claims.recollection import Memory, belonging
from pipeline.language.claims.relations import distance
from pipeline.language.claims.triggers import Trigger


class Slot(NamedTuple):
    """Who might fill a role: entities (none for nobody), where they stand (None if only remembered)."""

    entities: tuple[str, ...]
    referent: Referent | None
    features: tuple[str, ...]


@kept
def attachment(index: BriefIndex, root: int) -> str:
    """What a name hangs on: that word's kind and the edge's label ('membership:poss', 'other:compound')."""
    words, token = index.words, index.words.up(root, "conj", "appos")
    label, head = words.relations[token], words.heads[token]
    if label == "pobj":
        label, head = words.lower[head], words.heads[head]
    return "root" if head == token else f"{_kind(index, head)}:{label}"


def _kind(index: BriefIndex, token: int) -> str:
    """A word as a class: who it names, the kind of noun it is, else its part of speech."""
    referent = index.by_token.get(token)
    if referent is not None:
        return referent.kind.upper()
    kinds = index.words.kinds[token]
    return kinds[0] if kinds else index.words.parts[token]


@dataclasses.dataclass(frozen=True, slots=True)
class _Place:
    """How a name stands to a word, whatever is told by it: the path, what the name hangs on, the side, how
    many words and verbs are between, the kinds of names it is listed with, the words between, the kind of
    noun it qualifies."""

    path: str
    attached: str
    side: str
    far: str
    verbs: int
    listed: tuple[str, ...]
    words: str | None
    qualifies: str | None


@kept
def _place(index: BriefIndex, token: int, start: int, end: int, root: int, kind: str) -> _Place:
    """How the name at tokens `start` to `end`, its head `root`, stands to a token."""
    after = root > token
    low, high = sorted((token, root))
    verbs = index.words.verbs_before
    bounds = (token + 1, start) if after else (end, token)
    return _Place(
        index.words.path(token, root),
        attachment(index, root),
        "after" if after else "before",
        distance(max(start - token - 1 if after else token - end, 0)),
        max(0, verbs[high] - verbs[low + 1]),
        tuple(_listed_with(index, start, end, kind)),
        index.words.between(*bounds, index.masks) if bounds[0] <= bounds[1] else "inside",
        _qualified(index, token, end),
    )


def _qualified(index: BriefIndex, token: int, end: int) -> str | None:
    """The kind of the noun behind a name that is neither a name nor the token itself; None for no noun."""
    words = index.words
    if end >= len(words.parts) or end == token or end in index.by_token:
        return None
    if words.parts[end] not in ("NOUN", "PROPN"):
        return None
    return words.kinds[end][0] if words.kinds[end] else "other"


def slot_features(
    index: BriefIndex, trigger: Trigger, predicate: str, referent: Referent, role: str, here: list[Referent]
) -> Iterator[str]:
    """What speaks for a referent of the trigger's sentence in a role; `here` are all that might have it."""
    token, root, name = trigger.token.i, referent.root, trigger.entry.name
    place = _place(index, token, referent.start, referent.end, root, referent.kind)
    roots = [one.root for one in here if one is not referent and (one.root > token) == (root > token)]
    nearer = sum(abs(one - token) < abs(root - token) for one in roots)
    way, attached, side = place.path, place.attached, place.side
    yield f"{role}:path={way}"
    yield f"{role}:{predicate}:path={way}"
    yield f"{role}:{name}:path={way}"
    yield f"{role}:attach={attached}"
    yield f"{role}:{predicate}:attach={attached}"
    yield f"{role}:{predicate}:{side}:{place.far}"
    yield f"{role}:{trigger.entry.part}:{side}:verbs={min(place.verbs, 2)}"
    yield f"{role}:{trigger.entry.part}:{side}:nearer={min(nearer, 2)}"
    yield f"{role}:{name}:{side}:nearer={min(nearer, 2)}"
    yield f"{role}:link={referent.link}"
    yield f"{role}:kind={referent.kind}"
    if root in index.in_source:
        yield f"{role}:source"
    if (token in index.statement_of) != (root in index.statement_of):
        yield f"{role}:other voice"
    for beside in place.listed:
        yield f"{role}:listed with {beside}"
        yield f"{role}:{predicate}:listed with {beside}"
    if len(referent.entities) > 1:
        yield f"{role}:several"
        yield f"{role}:{name}:several"
    if place.words is not None:
        yield f"{role}:{predicate}:{side} '{place.words}'"
        yield f"{role}:{trigger.entry.part}:{side} '{place.words}'"
    if place.qualifies is not None:
        yield f"{role}:qualifies {place.qualifies}"


def _listed_with(index: BriefIndex, start: int, end: int, kind: str) -> Iterator[str]:
    """What of another kind stands next to a name in a list: a state beside an organisation, say."""
    lower = index.words.lower
    for side, step, at in (("before", -1, start - 1), ("after", 1, end)):
        joined = False
        while 0 <= at < len(lower) and at not in index.by_token:
            joins = lower[at] in JOINING or lower[at] == ","
            joined = joined or joins
            if not joins and lower[at] != "the":
                break
            at += step
        other = index.by_token.get(at)
        if joined and other is not None and other.kind != kind:
            yield f"{other.kind} {side}"


def context_features(
    index: BriefIndex,
    sentence: int,
    trigger: Trigger,
    predicate: str,
    code: str,
    role: str,
    rank: int,
    memory: Memory,
    present: bool,
) -> Iterator[str]:
    """What speaks for an entity that is only remembered: how long ago and how often it was told, and how many
    were told since (`rank`)."""
    ago = sentence - memory.last[code]
    share = memory.counts[code] / max(1, memory.named["O" if role == "O" else "S"])
    same = index.paragraph_of[sentence] == index.paragraph_of[memory.last[code]]
    yield f"{role}:remembered"
    yield f"{role}:{predicate}:remembered"
    yield f"{role}:{trigger.entry.name}:remembered"
    yield f"{role}:remembered:others here={present}"
    yield f"{role}:remembered:ago={min(ago, 4)}"
    yield f"{role}:remembered:rank={min(rank, 3)}"
    yield f"{role}:remembered:share={int(share * 4)}"
    yield f"{role}:remembered:same paragraph={same}"
    if code in memory.titled:
        yield f"{role}:remembered:in title"


def trigger_features(
    index: BriefIndex,
    sentence: int,
    trigger: Trigger,
    predicate: str,
    told: Factuality,
    organisations: tuple[Slot, ...],
    memory: Memory,
) -> Iterator[str]:
    """What speaks for a trigger by itself: its word, what it has and hangs on, how it is told."""
    token, name, words = trigger.token.i, trigger.entry.name, index.words
    relation = words.relations[token]
    yield "bias"
    yield f"T:{predicate}"
    yield f"T:{name}"
    yield f"T:{name}:{words.lemmas[token]}"
    yield f"T:{name}:{trigger.token.tag_}"
    yield f"T:{predicate}:dep={relation}"
    for label, word in arguments(index, token):
        kind = _kind(index, word)
        yield f"T:{predicate}:has {label}:{kind}"
        yield f"T:{name}:has {label}:{kind}"
        if kind in ("NOUN", "VERB") and label not in ("nsubj", "advcl"):
            yield f"T:{predicate}:has {label}:{words.lemmas[word]}"
    above = words.above(token)[1:3]
    for depth, word in enumerate(above):
        if depth == 1 and words.parts[above[0]] != "ADP":
            break
        yield f"T:{predicate}:under {words.lemmas[word]}"
        yield f"T:{name}:under {_kind(index, word)}:{relation}"
    for flag in told.flags:
        yield f"F:{flag}"
        yield f"F:{predicate}:{flag}"
    yield f"F:{predicate}:{told.modality}:{told.polarity}"
    named = any(slot.referent is not None for slot in organisations)
    yield f"T:{predicate}:organisation here={named}"
    yield f"T:{name}:organisation here={named}"
    start, end = index.bounds[sentence]
    kinds = sentence_kinds(index, token)
    for kind in sorted(kinds):
        yield f"T:{predicate}:with {kind}"
        yield f"T:{name}:with {kind}"
    if not kinds:
        yield f"T:{predicate}:no word of membership"
        yield f"T:{name}:no word of membership"
    before = memory.predicates(sentence)
    yield f"T:{predicate}:told before={before[0] if before else None}"
    if before:
        yield f"T:{name}:told before={before[0]}"
    yield f"T:segment={index.kind_of[sentence]}"
    yield f"T:length={distance((end - start) // 3)}"


def repeated(index: BriefIndex, name: Referent) -> list[str]:
    """The preposition before a name, which a list may say again before each: 'with the union, with Chad'."""
    words, at = index.words, name.start - 1
    if at > 0 and words.lower[at] == "the":
        at -= 1
    return [words.lower[at]] if at >= 0 and words.lower[at] in ("with", "from", "for", "by", "to") else []


@kept
def sentence_kinds(index: BriefIndex, token: int) -> frozenset[str]:
    """The kinds of words of membership in a token's sentence, the token itself aside."""
    words = belonging(index, index.sentence_of[token])
    return frozenset(kind for word, kinds in words if word != token for kind in kinds)


@kept
def other_object(index: BriefIndex, token: int) -> str | None:
    """How an object that is nobody and no word of membership hangs on a verb ('joined the call')."""
    if index.words.parts[token] not in ("VERB", "AUX"):
        return None
    for label, word in arguments(index, token):
        if label in ("dobj", "nsubjpass", "from", "to", "with", "on", "in", "into") and word > token:
            if _kind(index, word) in ("NOUN", "PROPN") and word not in index.date_tokens:
                return label
    return None
