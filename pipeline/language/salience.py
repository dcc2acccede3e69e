"""Which states and organisations are in the reader's mind at a point of the text, and how much.

After Lappin and Leass (1994): what was told recently, often and as a subject is meant rather than what was told once,
long ago, in passing.
"""

import dataclasses
from collections.abc import Callable

from spacy.tokens import Token

from pipeline.language.annotations import Mention

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
BY_DISTANCE = (1.0, 0.75, 0.5, 0.33, 0.25, 0.2)
LONG_AGO = 0.1
OFTEN, MOST_OFTEN, FIRST = 0.05, 5, 0.1
PARAGRAPH = 0.9


@dataclasses.dataclass(frozen=True, slots=True)
class Occurrence:
    """An entity told at a place: its kind, first character, sentence and paragraph, prominence (0 to 1), head word."""

    entity: str
    kind: str
    start: int
    sentence: int
    paragraph: int
    prominence: float
    root: Token | None


def prominence(mention: Mention, root: Token) -> float:
    """How prominent a mention is by its place in the sentence: subjects most, adjectives and places least."""
    if mention.kind == "place":
        return 0.45
    role, head = root.dep_, root.head
    seen = 0
    while role in {"conj", "appos"} and seen < 20:
        root, role, head, seen = head, head.dep_, head.head, seen + 1
    if role in SUBJECTS:
        value = 1.0
    elif role in {"poss", "compound", "amod", "nmod", "npadvmod"}:
        value = 0.75 if role == "poss" and head.dep_ in SUBJECTS else 0.55 if role == "poss" else 0.5 if head.dep_ in SUBJECTS else 0.4
    elif role in {"dobj", "dative", "attr", "ROOT", "oprd"}:
        value = 0.7
    else:
        value = 0.6
    return value * (0.85 if seen else 1.0)


class Discourse:
    """The entities told so far."""

    def __init__(self) -> None:
        self.occurrences: list[Occurrence] = []
        self.counts: dict[str, int] = {}

    def add(self, occurrence: Occurrence) -> None:
        """Remember an occurrence."""
        self.occurrences.append(occurrence)
        self.counts[occurrence.entity] = self.counts.get(occurrence.entity, 0) + 1

    def scores(self, kind: str, sentence: int, paragraph: int, admit: Callable[[Occurrence], bool] = lambda _: True) -> dict[str, float]:
        """Entities of a kind with their salience at a sentence, of those whose occurrences are admitted."""
        best: dict[str, float] = {}
        barred = {o.entity for o in self.occurrences if o.kind == kind and o.sentence == sentence and not admit(o)}
        for order, occurrence in enumerate(self.occurrences):
            if occurrence.kind != kind or occurrence.entity in barred or not admit(occurrence):
                continue
            distance = sentence - occurrence.sentence
            decay = BY_DISTANCE[distance] if distance < len(BY_DISTANCE) else LONG_AGO
            decay *= PARAGRAPH ** (paragraph - occurrence.paragraph)
            # Of two as prominent in one sentence, the later is the nearer by a hair.
            value = occurrence.prominence * decay + 1e-4 * order
            best[occurrence.entity] = max(best.get(occurrence.entity, 0.0), value)
        first = self.occurrences[0].entity if self.occurrences else None
        return {
            entity: value + OFTEN * min(self.counts[entity], MOST_OFTEN) + (FIRST if entity == first else 0.0) for entity, value in best.items()
        }

    def best(self, kind: str, sentence: int, paragraph: int, admit: Callable[[Occurrence], bool] = lambda _: True, floor: float = 0.0) -> str | None:
        """The most salient entity of a kind, or None where none reaches the floor."""
        scores = self.scores(kind, sentence, paragraph, admit)
        entity = max(scores, key=lambda e: (scores[e], e), default=None)
        return entity if entity is not None and scores[entity] >= floor else None
