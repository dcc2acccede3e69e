"""What a brief has told up to a place, and whom a phrase may mean there.

After Lappin and Leass (1994): what was told recently, often and as a subject is meant rather than what was
told once, long ago, in passing. Each term of a score has a weight with a name in
seeds/lexicon/reference_weights.csv, and each answer says what it is made of.
"""

import bisect
import dataclasses
import functools
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from pipeline.language.annotations import Mention
from pipeline.language.discourse.groups import Group
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import reference_weights

MOST_OFTEN = 5
MOST_REMEMBERED = 500


@dataclasses.dataclass(frozen=True, slots=True)
class Occurrence:
    """An entity told at a place: its kind, first character, sentence and paragraph, prominence (0 to 1), head
    word, and whether it was one of three or more told together."""

    entity: str
    kind: str
    start: int
    sentence: int
    paragraph: int
    prominence: float
    root: Token | None
    listed: bool = False

    @property
    def is_subject(self) -> bool:
        """Whether it was the subject of its clause."""
        return self.root is not None and self.root.dep_ in NOUN_SUBJECTS


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where something is asked: the number of the sentence and of the paragraph."""

    sentence: int
    paragraph: int


Admits = Callable[[Occurrence], bool]
Reasons = Callable[[str], Iterable[str]]


@dataclasses.dataclass(frozen=True, slots=True)
class Sought:
    """What a phrase asks for: an entity of a kind; `course` says how what was told fades (near or topic),
    `reasons` names the weights that the words around the phrase add for an entity."""

    kind: str
    course: str
    reasons: Reasons = lambda _: ()


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """Whom a phrase may mean, its score, and the terms that the score is the sum of."""

    entity: str
    score: float
    reasons: tuple[tuple[str, float], ...]


@functools.cache
def shares(course: str) -> tuple[float, ...]:
    """What is left of a prominence after no, one, two ... sentences; the last holds from there on."""
    weights = reference_weights()
    names = (f"{course}_after_{number}" for number in range(len(weights)))
    return tuple(weights[name] for name in names if name in weights)


def prominence(mention: Mention, root: Token) -> float:
    """How prominent a mention is by its place in the sentence: subjects most, adjectives and places least."""
    weights = reference_weights()
    if mention.kind == "place":
        return weights["place"]
    seen = 0
    while root.dep_ in {"conj", "appos"} and seen < 20:
        root, seen = root.head, seen + 1
    return weights[role(root)] * (weights["listed"] if seen else 1.0)


def role(word: Token) -> str:
    """The name of the weight that a word has by its part in the sentence."""
    head = word.head
    if word.dep_ in NOUN_SUBJECTS or _is_example(word) or _is_of_hidden_verb(word):
        return "subject"
    if word.dep_ == "poss":
        return "possessor_of_subject" if head.dep_ in NOUN_SUBJECTS else "possessor"
    if word.dep_ in {"compound", "amod", "nmod", "npadvmod"}:
        return "modifier_of_subject" if head.dep_ in NOUN_SUBJECTS else "modifier"
    if word.dep_ in {"dobj", "dative", "attr", "ROOT", "oprd"}:
        return "object"
    if word.dep_ == "pobj" and head.lower_ == "of" and head.head.dep_ in NOUN_SUBJECTS:
        return "complement_of_subject"
    return "other_part"


def _is_of_hidden_verb(word: Token) -> bool:
    """'Norland borders Sudland', where the model takes the verb for a noun that the name qualifies."""
    verb = word.head
    if word.dep_ != "compound" or verb.tag_ not in ("NNS", "VBZ") or verb.i != word.i + 1:
        return False
    return verb.dep_ not in NOUN_SUBJECTS and word.left_edge.i == word.sent.start


def _is_example(word: Token) -> bool:
    """'As for Norland, ...', 'For Norland ...': what the sentence is about."""
    head = word.head
    if word.dep_ != "pobj" or head.lower_ != "for":
        return False
    return head.i == head.sent.start or head.nbor(-1).lower_ == "as"


class Memory:
    """The entities and groups told so far, and who is said to join.

    Of a long text the latest MOST_REMEMBERED times that an entity was told are kept, so that reading stays
    linear in its length.
    """

    def __init__(self, groups: Iterable[Group] = ()) -> None:
        self.occurrences: deque[Occurrence] = deque(maxlen=MOST_REMEMBERED)
        self.firsts: dict[str, str] = {}
        self.told = 0
        self.counts: dict[str, int] = {}
        self.groups: list[Group] = list(groups)
        self.joiners: set[str] = set()

    def add(self, occurrence: Occurrence) -> None:
        """Remember an occurrence."""
        self.occurrences.append(occurrence)
        self.firsts.setdefault(occurrence.kind, occurrence.entity)
        self.told += 1
        self.counts[occurrence.entity] = self.counts.get(occurrence.entity, 0) + 1

    def of_kind(self, kind: str) -> Iterator[Occurrence]:
        """The occurrences of a kind, in text order."""
        return (o for o in self.occurrences if o.kind == kind)

    def add_group(self, group: Group) -> None:
        """Remember entities that a phrase told together, in text order with those that the text lists."""
        bisect.insort(self.groups, group, key=lambda known: known.start)

    def groups_from(self, first: int, last: int) -> list[Group]:
        """The groups that were told from one character to another, both included, in text order."""
        begin = bisect.bisect_left(self.groups, first, key=lambda known: known.start)
        end = bisect.bisect_right(self.groups, last, key=lambda known: known.start)
        return self.groups[begin:end]

    def resolve(self, sought: Sought, at: Place, admits: Admits = lambda _: True) -> list[Answer]:
        """Whom a phrase may mean, the likeliest first; empty where nobody of that kind is admitted.

        An entity is left out where one of its occurrences in the sentence itself is not admitted.
        """
        here = [o for o in self.occurrences if o.kind == sought.kind and o.sentence == at.sentence]
        barred = {o.entity for o in here if not admits(o)}
        recent: dict[str, tuple[float, float, float]] = {}
        for order, occurrence in enumerate(self.occurrences, self.told - len(self.occurrences)):
            if occurrence.kind != sought.kind or occurrence.entity in barred or not admits(occurrence):
                continue
            # Of two as prominent in one sentence, the later is the nearer by a hair.
            told, later = self._left(occurrence, sought.course, at), reference_weights()["later"] * order
            entity = occurrence.entity
            recent[entity] = max(recent.get(entity, (0.0, 0.0, 0.0)), (told + later, told, later))
        answers = [self._answer(entity, sought, told, later) for entity, (_, told, later) in recent.items()]
        return sorted(answers, key=lambda answer: (answer.score, answer.entity), reverse=True)

    def _left(self, occurrence: Occurrence, course: str, at: Place) -> float:
        """What is left of an occurrence's prominence at a place."""
        left = shares(course)
        share = left[min(at.sentence - occurrence.sentence, len(left) - 1)]
        faded = share * reference_weights()["paragraph"] ** (at.paragraph - occurrence.paragraph)
        return (
            occurrence.prominence * faded * (reference_weights()["one_of_many"] if occurrence.listed else 1.0)
        )

    def _answer(self, entity: str, sought: Sought, told: float, later: float) -> Answer:
        weights = reference_weights()
        often = weights[f"{sought.course}_often"] * min(self.counts[entity], MOST_OFTEN)
        terms = [("told", told), ("later", later), (f"{sought.course}_often", often)]
        if self.firsts.get(sought.kind) == entity:
            terms.append((f"{sought.course}_first", weights[f"{sought.course}_first"]))
        terms += [(name, weights[name]) for name in sought.reasons(entity)]
        return Answer(entity, sum(value for _, value in terms), tuple(terms))
