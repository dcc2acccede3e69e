"""The words of a brief as plain lists, read off its Doc once.

Every look at a Token's lemma, head or children makes Python objects anew; whoever combines each trigger
with each name asks for the same few again and again."""

import functools
from collections.abc import Iterable

from spacy.tokens import Doc

from pipeline.language.claims.relations import HIGHEST, LONGEST_PATH, label
from pipeline.language.claims.triggers import kinds_of
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.language.text.plurals import singular
from pipeline.lexicon import word_class


class Words:
    """By the index of a token: the Token, the index of its head, its wording and lemma in lower case, its
    part of speech, its relation and its kinds as a noun of membership."""

    def __init__(self, doc: Doc) -> None:
        self.tokens = list(doc)
        self.heads = [token.head.i for token in self.tokens]
        self.lower = [token.lower_ for token in self.tokens]
        self.lemmas = [token.lemma_.lower() for token in self.tokens]
        self.parts = [token.pos_ for token in self.tokens]
        self.relations = [token.dep_ for token in self.tokens]
        self.kinds = [kinds_of(token) for token in self.tokens]
        self._above: dict[int, tuple[int, ...]] = {}

    @functools.cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each word, in text order."""
        found: list[list[int]] = [[] for _ in self.heads]
        for index, head in enumerate(self.heads):
            if head != index:
                found[head].append(index)
        return found

    def is_a(self, index: int, *classes: str) -> bool:
        """Whether a word's lemma has one of these classes of words."""
        return self.lemmas[index] in word_class(*classes)

    def below(self, index: int, *relations: str) -> list[int]:
        """The dependents of a word that have one of these relations to it, in text order."""
        return [child for child in self.children[index] if self.relations[child] in relations]

    def first_below(self, index: int, *relations: str) -> int | None:
        """The first of these, if there is one."""
        return next((child for child in self.children[index] if self.relations[child] in relations), None)

    def has_below(self, index: int, *relations: str) -> bool:
        """Whether a word has a dependent that has one of these relations to it."""
        return self.first_below(index, *relations) is not None

    def has_word(self, index: int, *words: str) -> bool:
        """Whether one of these words hangs on a word."""
        return any(self.lower[child] in words for child in self.children[index])

    def subject(self, verb: int) -> int | None:
        """The noun that a verb has as its subject, of several the first."""
        return self.first_below(verb, *NOUN_SUBJECTS)

    def first_subject(self, verbs: Iterable[int]) -> int | None:
        """The subject of the first of some verbs that has one."""
        subjects = (self.subject(verb) for verb in verbs)
        return next((one for one in subjects if one is not None), None)

    def behind(self, index: int, *prepositions: str) -> list[int]:
        """What stands behind these prepositions of a word, in text order."""
        own = (child for child in self.children[index] if self.lower[child] in prepositions)
        return [one for child in own for one in self.children[child]]

    def up(self, index: int, *relations: str) -> int:
        """What a word hangs on over these relations: over 'conj' the first of those that it is joined to."""
        while self.relations[index] in relations and self.heads[index] != index:
            index = self.heads[index]
        return index

    @functools.cached_property
    def singulars(self) -> list[str]:
        """The wording of each word in the singular, if it is a plural."""
        return [singular(word) for word in self.lower]

    @functools.cached_property
    def statuses(self) -> list[str]:
        """The same as it stands in names of statuses: whoever has a partnership is a partner."""
        return [singular(word.replace("partnership", "partner")) for word in self.lower]

    @functools.cached_property
    def labels(self) -> list[str | None]:
        """What the edge above each word adds to a path, None for nothing."""
        return [label(*both) for both in zip(self.relations, self.lower, strict=True)]

    @functools.cached_property
    def verbs_before(self) -> list[int]:
        """How many verbs that are no qualifiers stand before each word, and before the end."""
        counts = [0]
        for part, relation in zip(self.parts, self.relations, strict=True):
            counts.append(counts[-1] + (part == "VERB" and relation not in ("amod", "compound")))
        return counts

    def above(self, index: int) -> tuple[int, ...]:
        """A word and those that govern it, up to the root; bounded, however deep the parse is."""
        found = self._above.get(index)
        if found is None:
            way = [index]
            while (head := self.heads[way[-1]]) != way[-1] and len(way) < HIGHEST:
                way.append(head)
            found = self._above[index] = tuple(way)
        return found

    def path(self, trigger: int, other: int) -> str:
        """The way from a trigger to another word: '^label' for each edge up, 'label' for each edge down,
        prepositions by name.

        'nsubj' for the trigger's subject, '^xcomp nsubj' for the subject of the verb that governs it, 'of'
        for the object of its 'of'; 'far' where the way has more than LONGEST_PATH edges or leaves the
        sentence, 'self' for the same word."""
        if trigger == other:
            return "self"
        above, down = self.above(trigger), self.above(other)
        for steps, word in enumerate(down):
            if word in above:
                up = above[: above.index(word)]
                ways = [f"^{name}" for i in up if (name := self.labels[i]) is not None]
                ways += [name for i in reversed(down[:steps]) if (name := self.labels[i]) is not None]
                return (" ".join(ways) or "same") if len(ways) <= LONGEST_PATH else "far"
        return "far"

    def between(self, low: int, high: int, masked: dict[int, str]) -> str | None:
        """The lemmas between two words where there are at most three; `masked` names words by their kind."""
        if high - low > 3:
            return None
        words: list[str] = []
        for index in range(low, high):
            word = masked.get(index) or self.lemmas[index]
            if not words or words[-1] != word:
                words.append(word)
        return " ".join(words) or "adjacent"
