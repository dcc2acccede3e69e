"""Of which state an office or body is whose own words name none: one choice among the states that the text
tells, each by what speaks for it.

What a sentence merely speaks about (whom it accuses, where somebody travels) weighs least, and where nothing
weighs enough the state stays unknown: a wrong one is worse than none.
"""

import functools
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from pipeline.language.annotations import Mention
from pipeline.language.names.mentions import within
from pipeline.language.names.offices import Office, office_in
from pipeline.language.names.publishers import publisher
from pipeline.language.text.capitals import datelines
from pipeline.lexicon import word_class

if TYPE_CHECKING:
    from pipeline.language.names.countries import Countries
    from pipeline.language.names.persons import Person

SETTING = 5.0  # the place that the sentence is set in: 'In Lima the minister said'
HEADED = 5.0  # the place or state at the head of the paragraph: 'LIMA: ...'
MINISTRY = 7.0  # the state whose ministry publishes the text
PLACE = 4.5  # the place in which a sentence before in the paragraph is set
TOPIC = 4.0  # the state that the sentence itself or one before it in the paragraph is about
SAID_TOPIC = 3.0  # the state that something said before in the paragraph is about
BESIDE = 2.5  # a place told in the sentence itself: 'A station in Lima quoted the minister'
OTHER_TOPIC = 1.0  # another one that the paragraph has been about
EARLIER_TOPIC = 1.5  # the last one that the paragraphs before were about
DATELINE = 1.0  # the place from which the whole text is dated
OWN = 1.0  # the one that somebody tells the doings of: 'Minister Quill said Norland would wait'
TITLE = 0.75  # a state of the headline
MAIN_TOPIC = 0.75  # the one that most sentences are about
NEWSPAPER = 0.75  # the state in the name of another publisher
MENTION = 0.5  # the one that the paragraph named last, whatever is told of it
LAST = 0.75  # the one that the text named last, where none was what a sentence was about
ALONE = 0.75  # the only one of the text
HELD = -6.0  # another is told to hold the very office there
ENOUGH = 1.5
RANKS = frozenset({"deputy", "vice", "prime"})


class UnnamedStates:
    """Answers for one Doc with the mentions that Countries knows."""

    def __init__(self, countries: "Countries"):
        self.countries = countries
        self.doc: Doc = countries.doc
        self.text = countries.text
        self.asking = False  # whether somebody else's state is being asked for

    def of(self, index: int, office: Office, *, named: bool, person: "Person | None" = None) -> str | None:
        """The state of an office or body at a token; an unnamed official's that is not definite is only that
        of the place that the sentence is set in. `person` is the one who is told to hold the office."""
        home = self.countries.publishing_state if named else None
        setting = self.countries.setting(index)
        if not named:
            return setting
        scores: defaultdict[str, float] = defaultdict(float)
        for state, weight in self.evidence(index):
            scores[state] += weight
        if person is not None and (own := self.countries.told_subject(index, person)) is not None:
            scores[own] += OWN
        if home is not None:
            scores[home] += MINISTRY
        if setting is not None:
            scores[setting] += OTHER_TOPIC if home is not None else SETTING
        for state in sorted(self.held_elsewhere(office, person)):
            scores[state] += HELD
        best = max(scores, key=lambda state: scores[state], default=None)
        return best if best is not None and scores[best] >= ENOUGH else None

    def evidence(self, index: int) -> Iterator[tuple[str, float]]:
        """The states that the text tells with what each of their places in it weighs."""
        position = self.doc[index].idx
        paragraph = self.text.rfind("\n", 0, position) + 1
        yield from self.of_paragraph(paragraph, index)
        earlier = self.countries.last_topic(paragraph)
        if earlier is not None:
            yield earlier, EARLIER_TOPIC
        elif (last := self.countries.last_state(paragraph)) is not None:
            yield last, LAST
        yield from self.of_text(position)

    def of_paragraph(self, start: int, index: int) -> Iterator[tuple[str, float]]:
        """What the paragraph of an office tells before it, the last first."""
        position = self.doc[index].idx
        yield from ((state, HEADED) for at, state in self.datelines if at == start and at < position)
        mentions = [m for m in self.countries.between(start, position) if self.state_of(m) is not None]
        sentence = self.doc[self.countries.sentence_start(index)].idx
        topical: dict[str, float] = {}
        for mention in reversed(mentions):
            state, weight = self.state_of(mention) or "", self.topic_weight(mention, sentence)
            if weight:
                topical.setdefault(state, OTHER_TOPIC if topical else weight)
            elif mention.start >= sentence and self.countries.located(mention):
                yield state, BESIDE
        yield from topical.items()
        if mentions:
            yield self.state_of(mentions[-1]) or "", MENTION

    def of_text(self, position: int) -> Iterator[tuple[str, float]]:
        """What the whole text tells, wherever an office stands in it."""
        first = next((state for at, state in self.datelines if at < position), None)
        if first is not None:
            yield first, DATELINE
        yield from ((state, TITLE) for state in sorted(self.of_title))
        main = self.countries.main_topic
        if main is not None:
            yield main, MAIN_TOPIC
        source = publisher(self.doc._.source or "")
        if source is not None and not source.startswith("org:"):
            yield source, NEWSPAPER
        told = {state for m in self.countries.states if (state := self.state_of(m)) is not None}
        if len(told) == 1:
            yield told.pop(), ALONE

    def state_of(self, mention: Mention) -> str | None:
        """The state that a mention means or lies in; None for organisations."""
        entity = self.countries.entity(mention)
        return entity if entity and not entity.startswith("org:") else None

    @functools.cached_property
    def datelines(self) -> list[tuple[int, str]]:
        """Where the datelines of the text begin, with the state of the place that each names."""
        found = []
        for start, end in datelines(self.doc, self.text):
            states = [state for m in within(self.countries.states, start, end) if (state := self.state_of(m))]
            named = states[0] if states else publisher(self.text[start:end].title())
            if named is not None and not named.startswith("org:"):
                found.append((start, named))
        return found

    @functools.cached_property
    def of_title(self) -> set[str]:
        """The states of the headline: what it is about, else all of them if they are one."""
        title = next((s for s in self.doc._.segments if s.kind == "headline"), None)
        if title is None:
            return set()
        mentions = within(self.countries.states, title.start, title.end)
        topics = {
            state for m in mentions if self.topic_weight(m, title.start) and (state := self.state_of(m))
        }
        states = {state for m in mentions if (state := self.state_of(m))}
        return topics or (states if len(states) == 1 else set())

    def topic_weight(self, mention: Mention, sentence: int) -> float:
        """How much a sentence is about a state: 0 where it only speaks of it. `sentence` is the character at
        which the sentence begins for which that is asked."""
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None or not self.countries.topical(mention) or self.owns_only(span):
            return 0.0
        root = span.root
        if root.dep_ == "pobj":
            return PLACE
        subject = root.head if root.dep_ in ("amod", "compound", "poss") else root
        if subject.i != root.i and self.envoy(subject.i):
            return OTHER_TOPIC  # the ambassador of one state is heard or summoned in another
        said = subject.head.dep_ == "ccomp" and mention.start < sentence
        return SAID_TOPIC if said else TOPIC

    def owns_only(self, span: Span) -> bool:
        """Whether a state is told only as the owner of a territory ('a French possession')."""
        following = self.doc[span.end] if span.end < len(self.doc) else None
        return following is not None and following.lemma_.lower() in word_class("dependent_noun")

    def envoy(self, index: int) -> bool:
        """Whether an office at a token is one that is held abroad."""
        found = office_in(self.doc, max(0, index - 1), index + 1)
        return found is not None and found[0].noun in word_class("envoy_office")

    def held_elsewhere(self, office: Office, person: "Person | None") -> set[str]:
        """The states whose holders of this very office the text names, where it is not they who are meant."""
        if person is None or self.asking:
            return set()
        self.asking = True
        try:
            others = [
                other
                for other in self.countries.people
                if other is not person and other.office is not None and other.office.noun == office.noun
            ]
            told = {
                self.countries.told_of_person(other)
                for other in others
                if portfolio(self.doc, other) == portfolio(self.doc, person)
            }
        finally:
            self.asking = False
        return {state for state in told if state is not None}


def portfolio(doc: Doc, person: "Person") -> frozenset[str]:
    """The words for what somebody's office is in charge of ('deputy', 'trade')."""
    spans = [name.office_span for name in person.names if name.office_span is not None]
    return frozenset(portfolio_words(doc, *spans[0])) if spans else frozenset()


def portfolio_words(doc: Doc, start: int, end: int) -> Iterator[str]:
    """The words of a phrase for what its office is in charge of, and its rank."""
    for token in doc[start:end]:
        if token.lower_ in word_class("portfolio_word") or token.lower_ in RANKS:
            yield token.lower_
