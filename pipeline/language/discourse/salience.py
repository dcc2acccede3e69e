"""Which states and organisations are in the reader's mind at a point of the text, and how much.

After Lappin and Leass (1994): what was told recently, often and as a subject is meant rather than what was
told once, long ago, in passing.
"""

import dataclasses
from collections import deque
from collections.abc import Callable

from spacy.tokens import Token

from pipeline.language.annotations import Mention
from pipeline.language.text.dependencies import NOUN_SUBJECTS


@dataclasses.dataclass(frozen=True, slots=True)
class Weights:
    """How much counts: the share of prominence left after so many sentences (and beyond), being told often
    (up to five times), being the first entity of the brief, being in another paragraph."""

    by_distance: tuple[float, ...]
    beyond: float
    often: float
    first: float
    paragraph: float = 0.9


# A pronoun or 'the country' means what was told just now; 'the bloc' rather what the brief is about.
NEAR = Weights((1.0, 0.75, 0.35, 0.2, 0.12), 0.05, 0.02, 0.02)
TOPIC = Weights((1.0, 0.75, 0.5, 0.33, 0.25, 0.2), 0.1, 0.05, 0.25)
MOST_OFTEN = 5
MOST_REMEMBERED = 500


@dataclasses.dataclass(frozen=True, slots=True)
class Occurrence:
    """An entity told at a place: its kind, first character, sentence and paragraph, prominence (0 to 1), head
    word."""

    entity: str
    kind: str
    start: int
    sentence: int
    paragraph: int
    prominence: float
    root: Token | None


Admits = Callable[[Occurrence], bool]
Bonus = Callable[[str], float]


def prominence(mention: Mention, root: Token) -> float:
    """How prominent a mention is by its place in the sentence: subjects most, adjectives and places least."""
    if mention.kind == "place":
        return 0.45
    role, head = root.dep_, root.head
    seen = 0
    while role in {"conj", "appos"} and seen < 20:
        root, role, head, seen = head, head.dep_, head.head, seen + 1
    topic = role == "pobj" and head.lower_ == "for" and head.i > 0 and head.nbor(-1).lower_ == "as"
    if role in NOUN_SUBJECTS or topic:
        value = 1.0
    elif role in {"poss", "compound", "amod", "nmod", "npadvmod"}:
        value = (
            0.75
            if role == "poss" and head.dep_ in NOUN_SUBJECTS
            else 0.55
            if role == "poss"
            else 0.5
            if head.dep_ in NOUN_SUBJECTS
            else 0.4
        )
    elif role in {"dobj", "dative", "attr", "ROOT", "oprd"}:
        value = 0.7
    elif role == "pobj" and head.lower_ == "of" and head.head.dep_ in NOUN_SUBJECTS:
        value = 0.75
    else:
        value = 0.6
    return value * (0.85 if seen else 1.0)


class Discourse:
    """The entities told so far; of a long text the latest MOST_REMEMBERED times that one was told, so that
    reading stays linear in its length."""

    def __init__(self) -> None:
        self.occurrences: deque[Occurrence] = deque(maxlen=MOST_REMEMBERED)
        self.firsts: dict[str, str] = {}
        self.told = 0
        self.counts: dict[str, int] = {}

    def add(self, occurrence: Occurrence) -> None:
        """Remember an occurrence."""
        self.occurrences.append(occurrence)
        self.firsts.setdefault(occurrence.kind, occurrence.entity)
        self.told += 1
        self.counts[occurrence.entity] = self.counts.get(occurrence.entity, 0) + 1

    def scores(
        self,
        kind: str,
        sentence: int,
        paragraph: int,
        weights: Weights,
        admit: Callable[[Occurrence], bool] = lambda _: True,
    ) -> dict[str, float]:
        """Entities of a kind with their salience at a sentence. An entity is left out where one of its
        occurrences in this sentence is not admitted."""
        best: dict[str, float] = {}
        barred = {
            o.entity for o in self.occurrences if o.kind == kind and o.sentence == sentence and not admit(o)
        }
        for order, occurrence in enumerate(self.occurrences, self.told - len(self.occurrences)):
            if occurrence.kind != kind or occurrence.entity in barred or not admit(occurrence):
                continue
            distance = sentence - occurrence.sentence
            decay = weights.by_distance[distance] if distance < len(weights.by_distance) else weights.beyond
            decay *= weights.paragraph ** (paragraph - occurrence.paragraph)
            # Of two as prominent in one sentence, the later is the nearer by a hair.
            value = occurrence.prominence * decay + 1e-4 * order
            best[occurrence.entity] = max(best.get(occurrence.entity, 0.0), value)
        first = self.firsts.get(kind)
        return {
            entity: value
            + weights.often * min(self.counts[entity], MOST_OFTEN)
            + (weights.first if entity == first else 0.0)
            for entity, value in best.items()
        }

    def best(
        self,
        kind: str,
        sentence: int,
        paragraph: int,
        weights: Weights,
        admit: Admits = lambda _: True,
        bonus: Bonus = lambda _: 0.0,
        floor: float = 0.0,
    ) -> str | None:
        """The most salient entity of a kind, a bonus (or malus) for each counted in; None where none reaches
        the floor."""
        scores = {
            entity: value + bonus(entity)
            for entity, value in self.scores(kind, sentence, paragraph, weights, admit).items()
        }
        entity = max(scores, key=lambda e: (scores[e], e), default=None)
        return entity if entity is not None and scores[entity] >= floor else None
