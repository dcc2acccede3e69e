"""The states, organisations and places that a text tells: which stand where, and what its sentences are
about."""

import bisect
import functools
from collections import Counter

from spacy.tokens import Doc, Token

from pipeline.language.annotations import Mention
from pipeline.language.names.mentions import holding, within
from pipeline.language.text.dependencies import NOUN_SUBJECTS, dependent
from pipeline.lexicon import organisation_nouns, word_class

FARTHEST = 20_000  # characters back in which an organisation is looked for that a common noun means


def sentence_start(doc: Doc, index: int) -> int:
    """The first token of a token's sentence; spaCy's own `sent` goes over the whole Doc each time."""
    while index > 0 and not doc[index].is_sent_start:
        index -= 1
    return index


class LastTopics:
    """For each place of a text the state that a sentence before was about last, else the one named last."""

    def __init__(self, told: "ToldStates", mentions: list[Mention]):
        self.mentions = mentions
        self.entities: list[str | None] = []
        self.topics: list[str | None] = []
        topic = None
        for mention in mentions:
            topic = mention if told.topical(mention) else topic
            self.entities.append(told.entity(topic or mention))
            self.topics.append(told.entity(topic) if topic is not None else None)

    def at(self, position: int) -> str | None:
        """The state before a character."""
        return self._before(self.entities, position)

    def topic_at(self, position: int) -> str | None:
        """The state before a character that a sentence was about."""
        return self._before(self.topics, position)

    def _before(self, entities: list[str | None], position: int) -> str | None:
        place = bisect.bisect_left(self.mentions, position, key=lambda mention: mention.start)
        return entities[place - 1] if place else None


class ToldStates:
    """Answers for one Doc."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.text = doc.text
        self.states = [
            m
            for m in doc._.mentions
            if m.kind in ("state", "organisation") or m.kind == "place" and m.country
        ]
        self.organisations = [m for m in self.states if m.kind == "organisation"]
        self.anaphora = [m for m in doc._.mentions if m.linked_by == "anaphora"]
        self.owners: dict[int, str] = {}  # whom possessive pronouns at tokens mean, where the sentence tells

    def entity(self, mention: Mention) -> str | None:
        """What a mention stands for: its entity, for a place the state that it lies in."""
        return mention.entity if mention.kind in ("state", "organisation") else mention.country

    def within(
        self, start: int, end: int, kinds: tuple[str, ...] = ("state", "organisation", "place")
    ) -> list[Mention]:
        """Mentions within the tokens [start, end)."""
        return [m for m in within(self.states, *self.characters(start, end)) if m.kind in kinds]

    def name_from(self, token: int) -> int:
        """Where the name begins that goes over a token, 'Republic of | Korea'; else the token."""
        spans = (
            self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            for mention in holding(self.states, self.doc[token].idx)
        )
        return min((span.start for span in spans if span is not None), default=token)

    def beginning(
        self, start: int, end: int, kinds: tuple[str, ...] = ("state", "organisation", "place")
    ) -> list[Mention]:
        """Mentions that begin within the tokens [start, end), wherever they end."""
        return [m for m in self.between(*self.characters(start, end)) if m.kind in kinds]

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the tokens [start, end), of which there may be none."""
        if start >= end:
            return 0, 0
        return self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])

    def between(self, first: int, last: int) -> list[Mention]:
        """The states, organisations and places that begin within the characters [first, last)."""
        start, end = (bisect.bisect_left(self.states, at, key=lambda m: m.start) for at in (first, last))
        return self.states[start:end]

    def listed(self, found: list[Mention]) -> list[Mention]:
        """The mentions and those that a list goes on with ('Mali, Niger and Chad')."""
        grown = list(found)
        first = bisect.bisect_right(self.states, grown[-1].end, key=lambda m: m.start) if grown else None
        while first is not None and first < len(self.states):
            between = self.text[grown[-1].end : self.states[first].start]
            if between and between.strip() not in (",", "and", ", and", "or"):
                break
            if between:
                grown.append(self.states[first])
            first += 1
        return grown

    def subject_state(self, verb: Token) -> str | None:
        """The state that is the subject of a verb."""
        subject = dependent(verb, "nsubj")
        own = self.within(subject.i, subject.i + 1, ("state",)) if subject is not None else []
        return self.entity(own[0]) if own else None

    def organisation_before(self, position: int) -> Mention | None:
        """The organisation that was named last before a character."""
        place = bisect.bisect_left(self.organisations, position, key=lambda m: m.start)
        return self.organisations[place - 1] if place else None

    def organisation_called(self, noun: str, position: int) -> str | None:
        """The organisation that a common noun in an office means ('court officials'), named before it."""
        nouns = organisation_nouns()
        named = reversed(self.between(position - FARTHEST, position))
        codes = (m.entity for m in named if m.kind == "organisation" and m.entity)
        return next((code for code in codes if noun in nouns.get(code.removeprefix("org:"), ())), None)

    def named_with(self, noun: str, position: int) -> str | None:
        """Whose body of this noun the text named last: 'mission' after 'the African Union mission'."""
        if noun not in word_class("acting_noun"):
            return None
        before = reversed(self.between(position - FARTHEST, position))
        return next((self.entity(m) for m in before if self.text.startswith(f" {noun}", m.end)), None)

    def organ_named(self, noun: str, position: int) -> str | None:
        """The organisation whose body of this name was named last: 'the Delta Union Authority'."""
        named = reversed(self.between(position - FARTHEST, position))
        own = (m.entity for m in named if m.kind == "organisation" and self.ends_with(m, f" {noun}"))
        return next(own, None)

    def ends_with(self, mention: Mention, word: str) -> bool:
        """Whether a name ends with a word, or is followed by it."""
        return self.text[: mention.end].endswith(word) or self.text.startswith(word, mention.end)

    def reference(self, token: Token) -> str | None:
        """The entity that a pronoun or a definite phrase means, by its sentence or the references."""
        if token.i in self.owners:
            return self.owners[token.i]
        for mention in holding(self.anaphora, token.idx):
            if mention.kind in ("state", "organisation"):
                return mention.entity
            if mention.kind == "person":
                return mention.country
        return None

    def last_state(self, position: int) -> str | None:
        """The state that a sentence before a character was about last, else the one named last."""
        return self._states_before.at(position)

    @functools.cached_property
    def _told_before(self) -> "LastTopics":
        return LastTopics(self, [m for m in self.states if m.kind in ("state", "place")])

    @functools.cached_property
    def _states_before(self) -> "LastTopics":
        return LastTopics(self, [m for m in self.states if m.kind == "state"])

    def last_topic(self, position: int) -> str | None:
        """The state that a sentence before a character was about last, by its name or that of a place."""
        return self._told_before.topic_at(position)

    @functools.cached_property
    def main_topic(self) -> str | None:
        """The state that sentences are about most often: whose office is meant where none is named."""
        found = Counter(m.entity for m in self.states if m.kind == "state" and self.topical(m))
        return max(found, key=lambda state: found[state], default=None)

    def setting(self, index: int) -> str | None:
        """The place before a token in its sentence: `In Berlin`, `From the Somali capital`, `and in Lima`."""
        doc = self.doc
        start = sentence_start(doc, index)
        for place in range(start, index):
            before = doc[place - 1] if place > start else None
            opens = before is None or before.is_punct or before.is_space or before.pos_ == "CCONJ"
            if opens and doc[place].lower_ in ("in", "from", "at") and doc[place].pos_ == "ADP":
                found = self.within(place + 1, min(place + 5, index), ("state", "place"))
                if found:
                    return self.entity(found[0])
        return None

    def sentence_start(self, index: int) -> int:
        """The first token of the sentence that holds a token."""
        return sentence_start(self.doc, index)

    def located(self, mention: Mention) -> bool:
        """Whether a mention stands after a preposition of place."""
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        root = span.root if span is not None else None
        behind = root.head.lower_ if root is not None and root.dep_ == "pobj" else ""
        return behind in ("in", "at", "to", "within")

    def topical(self, mention: Mention) -> bool:
        """Whether a sentence is about a state: its subject, whose that is, or the place it opens with."""
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None:
            return False
        root = span.root
        # 'the host, Norland, was late'
        subject = root.head if root.dep_ in ("amod", "compound", "poss", "appos") else root
        if subject.dep_ in NOUN_SUBJECTS:
            return subject.head.dep_ not in ("relcl", "advcl", "acl", "pcomp")
        first = sentence_start(self.doc, span.start)
        opens = span.start - first <= 2 and self.doc[first].lower_ in ("in", "at", "from", "across", "for")
        return opens and root.dep_ == "pobj"
