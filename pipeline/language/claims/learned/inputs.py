"""A sentence as the pair reader sees it: pieces of words with names masked, and the pairs that are asked
about.

Names are masked by a plain word for their kind, so that what is learned of one state holds for all. A
little of the text before goes along, since 'the country' and 'it' mean somebody named there."""

import dataclasses
import functools
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent
from pipeline.language.claims.standing import Standing
from pipeline.language.claims.triggers import Trigger
from pipeline.language.encoder.answers import key_of
from pipeline.language.encoder.wordpieces import Wordpieces
from schemas.vocabulary import PREDICATES

CONTEXT_PIECES, CONTEXT_SENTENCES, SENTENCE_PIECES = 70, 3, 170
NAME = "name"
MASKS = {
    (STATE, NAME): "france",
    (STATE, "demonym"): "french",
    (STATE, "person"): "minister",
    (STATE, "first_person"): "we",
    (STATE, "anaphora"): "country",
    (STATE, "place"): "paris",
    (ORGANISATION, NAME): "union",
    (ORGANISATION, "anaphora"): "organization",
    (ORGANISATION, "first_person"): "we",
    (ORGANISATION, "person"): "secretary",
}
PREDICATE_NUMBERS = {predicate: number for number, predicate in enumerate(PREDICATES, start=1)}
PARTS_OF_SPEECH = (
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE".split()
)
RELATIONS = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj "
    "dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis "
    "pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp"
).split()
NOUN_KINDS = "bid expelling invitation leaving membership restoring status suspension talks treaty".split()
# Classes of a word, each with how many there are beside "none": told predicate, part of speech, relation,
# kind of noun.
CLASSES = (len(PREDICATE_NUMBERS), len(PARTS_OF_SPEECH), len(RELATIONS), len(NOUN_KINDS))
NUMBER_OF_PART = {name: number for number, name in enumerate(PARTS_OF_SPEECH, start=1)}
NUMBER_OF_RELATION = {name: number for number, name in enumerate(RELATIONS, start=1)}
NUMBER_OF_KIND = {name: number for number, name in enumerate(NOUN_KINDS, start=1)}
NO_TOKEN = -1
HERE, BEFORE, REMEMBERED = range(3)
FAR_IN_TREE, NOT_IN_TREE = 8, 9
DISTANCES, NO_DISTANCE = 21, 20
DEEPEST = 60  # steps up the parse that are looked at

Places = Mapping[str, Sequence[int]]


@dataclasses.dataclass(frozen=True, slots=True)
class PairInput:
    """What the encoder and the head are given of a sentence with P pairs, in L pieces.

    `numbers` are the pieces; `words` (L, 4) the classes of each piece's word; `here` the first piece of
    the sentence; `pairs` (subject, organisation) as codes. `subjects` and `organisations` (P, L) hold the
    shares with which a piece names one; `by_order` (2, P, L) and `by_parse` (2, P, L) how far each piece
    stands from the nearest name, as buckets; `flags` (P,) where each of the two is named; `standing` (P,
    C) how they stand in the brief, a number for each of standing.COLUMNS."""

    numbers: tuple[int, ...]
    words: np.ndarray
    here: int
    pairs: tuple[tuple[str, str], ...]
    subjects: np.ndarray
    organisations: np.ndarray
    by_order: np.ndarray
    by_parse: np.ndarray
    flags: np.ndarray
    standing: np.ndarray

    def key(self, mark: bytes) -> bytes:
        """What the reader with a mark is asked, as a hash in which the pairs' codes do not count."""
        arrays = (
            self.words,
            self.subjects,
            self.organisations,
            self.by_order,
            self.by_parse,
            self.flags,
            self.standing,
        )
        numbers = np.array([self.here, *self.numbers], np.int64)
        return key_of(mark, numbers.tobytes(), *(one.tobytes() for one in arrays))


@dataclasses.dataclass(slots=True)
class _Pieces:
    """Pieces with the token of each (NO_TOKEN for a mark between sentences) and each entity's places."""

    numbers: list[int] = dataclasses.field(default_factory=list)
    tokens: list[int] = dataclasses.field(default_factory=list)
    places: dict[str, list[int]] = dataclasses.field(default_factory=dict)

    def add(self, numbers: Sequence[int], tokens: Sequence[int]) -> None:
        self.numbers += numbers
        self.tokens += tokens

    def before(self, other: "_Pieces", mark: int) -> "_Pieces":
        """These pieces, a mark, then the others."""
        places = {code: list(found) for code, found in self.places.items()}
        shift = len(self.numbers) + 1
        for code, found in other.places.items():
            places.setdefault(code, []).extend(place + shift for place in found)
        return _Pieces([*self.numbers, mark, *other.numbers], [*self.tokens, NO_TOKEN, *other.tokens], places)

    def cut(self, first: int, last: int) -> "_Pieces":
        """The pieces from `first` to before `last`."""
        inside = {
            code: [place - first for place in found if first <= place < last]
            for code, found in self.places.items()
        }
        return _Pieces(
            self.numbers[first:last],
            self.tokens[first:last],
            {code: found for code, found in inside.items() if found},
        )


class Sentences:
    """The sentences of one brief as masked pieces, each made once."""

    def __init__(self, index: BriefIndex, wordpieces: Wordpieces) -> None:
        self.index, self.wordpieces = index, wordpieces
        self.steps = _Steps(index)
        self.made: dict[int, _Pieces] = {}
        self.classes: dict[int, tuple[int, int, int]] = {}

    def ask(
        self, number: int, pairs: tuple[tuple[str, str], ...], found: Iterable[Trigger], standing: Standing
    ) -> PairInput | None:
        """The input for pairs of subject and organisation (codes) in a sentence, that stand so in the
        brief; None where there is no pair."""
        if not pairs:
            return None
        before, here = self._before(number), self._sentence(number).cut(0, SENTENCE_PIECES)
        whole = _Pieces([*before.numbers, *here.numbers], [*before.tokens, *here.tokens])
        near = {code: [place + len(before.numbers) for place in at] for code, at in here.places.items()}
        told = {one.token.i: PREDICATE_NUMBERS.get(one.entry.predicate, 0) for one in found}
        trees = _Trees(self.steps, whole.tokens)
        words = [self._classes(token, told) for token in whole.tokens]
        stands = np.array([standing.of(*pair) for pair in pairs], np.int8)
        return _with_pairs(whole, words, len(before.numbers), pairs, (near, before.places), trees, stands)

    def _sentence(self, number: int) -> _Pieces:
        if number not in self.made:
            self.made[number] = self._masked(number)
        return self.made[number]

    def _before(self, number: int) -> _Pieces:
        """The last pieces of the sentences before, a mark behind each."""
        found = _Pieces()
        for earlier in range(number - 1, max(-1, number - 1 - CONTEXT_SENTENCES), -1):
            if len(found.numbers) >= CONTEXT_PIECES:
                break
            if self.index.kind_of[earlier] != "boilerplate":
                found = self._sentence(earlier).before(found, self.wordpieces.last)
        near = found.cut(max(0, len(found.numbers) - CONTEXT_PIECES), len(found.numbers))
        return self._with_named(number, near)

    def _with_named(self, number: int, near: _Pieces) -> _Pieces:
        """What stands before a sentence, behind the last sentence that names an organisation where none is
        named in it."""
        if any(map(is_organisation, near.places)) or any(map(is_organisation, self._sentence(number).places)):
            return near
        for earlier in range(number - 1, -1, -1):
            if self.index.kind_of[earlier] != "boilerplate":
                named = self._sentence(earlier)
                if any(map(is_organisation, named.places)):
                    return named.cut(0, CONTEXT_PIECES).before(near, self.wordpieces.last)
        return near

    def _masked(self, number: int) -> _Pieces:
        """A sentence's pieces, each name as one piece for its kind."""
        at, end = self.index.bounds[number]
        found = _Pieces()
        for referent in self._named(number):
            if referent.start < at:
                continue
            self._cut(found, at, referent.start)
            for code in referent.entities:
                found.places.setdefault(code, []).append(len(found.numbers))
            found.add([self._mask(referent)], [referent.root])
            at = referent.end
        self._cut(found, at, end)
        return found

    def _named(self, number: int) -> list[Referent]:
        parts = [part for one in self.index.in_sentence[number] for part in (one.parts or (one,))]
        fitting = (one for one in parts if one.kind in (STATE, ORGANISATION))
        return sorted(fitting, key=lambda one: (one.start, one.end))

    def _cut(self, found: _Pieces, start: int, end: int) -> None:
        for index in range(start, end):
            pieces = self.wordpieces.numbers(self.index.words.tokens[index].text)
            found.add(pieces, [index] * len(pieces))

    def _classes(self, token: int, told: Mapping[int, int]) -> tuple[int, int, int, int]:
        """The classes of a piece's word, zero for none."""
        if token == NO_TOKEN:
            return 0, 0, 0, 0
        if token not in self.classes:
            words = self.index.words
            kind = next((NUMBER_OF_KIND[one] for one in words.kinds[token] if one in NUMBER_OF_KIND), 0)
            part, relation = words.parts[token], words.relations[token]
            self.classes[token] = NUMBER_OF_PART.get(part, 0), NUMBER_OF_RELATION.get(relation, 0), kind
        return told.get(token, 0), *self.classes[token]

    def _mask(self, referent: Referent) -> int:
        word = MASKS.get((referent.kind, referent.link)) or MASKS[referent.kind, NAME]
        return self.wordpieces.vocabulary[word]


def is_organisation(code: str) -> bool:
    """Whether a code is an organisation's."""
    return code.startswith("org:")


def pairs_of(subjects: Iterable[str], organisations: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """All pairs of subjects and organisations (codes), in order."""
    others = sorted(organisations)
    return tuple((one, other) for one in sorted(subjects) for other in others if one != other)


def _with_pairs(
    pieces: _Pieces,
    words: Sequence[tuple[int, int, int, int]],
    here: int,
    pairs: tuple[tuple[str, str], ...],
    places: tuple[Places, Places],
    trees: "_Trees",
    standing: np.ndarray,
) -> PairInput:
    length, count = len(pieces.numbers), len(pairs)
    shares = np.zeros((2, count, length), np.float32)
    by_order = np.full((2, count, length), NO_DISTANCE, np.int8)
    by_parse = np.full((2, count, length), NOT_IN_TREE, np.int8)
    where = np.zeros((2, count), np.int64)
    for role in range(2):
        rows: dict[str, list[int]] = {}
        for row, pair in enumerate(pairs):
            rows.setdefault(pair[role], []).append(row)
        for code, its in rows.items():
            at = places[HERE].get(code) or places[BEFORE].get(code) or ()
            where[role, its] = (
                HERE if code in places[HERE] else BEFORE if code in places[BEFORE] else REMEMBERED
            )
            if at:
                share = np.zeros(length, np.float32)
                share[list(at)] = 1 / len(at)
                shares[role, its] = share
                by_order[role, its] = order_buckets(length, at)
                by_parse[role, its] = trees.distances(at)
    classes = np.array(words, np.int64).reshape(length, len(CLASSES))
    flags = where[0] * 3 + where[1]
    return PairInput(
        tuple(pieces.numbers), classes, here, pairs, shares[0], shares[1], by_order, by_parse, flags, standing
    )


def _buckets() -> np.ndarray:
    """The bucket of each distance from -FARTHEST to FARTHEST."""
    far = np.arange(-FARTHEST, FARTHEST + 1)
    bucket = np.searchsorted([0, 1, 2, 3, 4, 6, 10, 16, 28], np.abs(far))
    return np.where(far < 0, bucket, bucket + 10)


FARTHEST = 2 * CONTEXT_PIECES + 1 + SENTENCE_PIECES  # pieces in an input
BUCKETS = _buckets()


def order_buckets(length: int, places: Sequence[int]) -> np.ndarray:
    """How far each of `length` pieces stands from the nearest of `places`: ten buckets each way."""
    if len(places) == 1:
        return BUCKETS[FARTHEST - places[0] : FARTHEST - places[0] + length]
    pieces, named = np.arange(length), np.array(places)
    nearest = named[np.abs(pieces[:, None] - named[None]).argmin(1)]
    return BUCKETS[pieces - nearest + FARTHEST]


class _Steps:
    """Steps in the parse from the words of a sentence to a name in it, counted once: a sentence is asked
    about, then stands before others that are."""

    def __init__(self, index: BriefIndex) -> None:
        self.index = index
        self.known: dict[int, np.ndarray] = {}

    def of_pieces(self, tokens: np.ndarray, root: int) -> np.ndarray:
        """The steps from each piece's token to a name's head, FAR_IN_TREE at most, or NOT_IN_TREE."""
        start, end = self.index.bounds[self.index.sentence_of[root]]
        if root not in self.known:
            self.known[root] = np.array(self._counted(root, start, end), np.int64)
        inside = (tokens >= start) & (tokens < end)
        found = np.full(len(tokens), NOT_IN_TREE, np.int64)
        found[inside] = self.known[root][tokens[inside] - start]
        return found

    def _counted(self, root: int, start: int, end: int) -> list[int]:
        words = self.index.words
        above = {token: steps for steps, token in enumerate(words.above(root)[:DEEPEST])}
        return [_steps(words.above(token)[:DEEPEST], above) for token in range(start, end)]


def _steps(way: Sequence[int], above: Mapping[int, int]) -> int:
    """The steps up a way to the first word of another way, and down that."""
    for steps, word in enumerate(way):
        if word in above:
            return min(FAR_IN_TREE, steps + above[word])
    return NOT_IN_TREE


class _Trees:
    """Steps in the parse between the pieces of a sentence and names in it."""

    def __init__(self, steps: _Steps, tokens: Sequence[int]) -> None:
        """The steps between words, and the token of each piece."""
        self.steps, self.tokens = steps, np.array(tokens, np.int64)
        self.known: dict[int, np.ndarray] = {}

    def distances(self, places: Sequence[int]) -> np.ndarray:
        """The fewest steps from each piece to one of the pieces at `places`, FAR_IN_TREE at most."""
        roots = dict.fromkeys(self.tokens[list(places)].tolist())
        return functools.reduce(np.minimum, map(self._from, roots))

    def _from(self, root: int) -> np.ndarray:
        if root not in self.known:
            self.known[root] = self.steps.of_pieces(self.tokens, root)
        return self.known[root]
