"""Of which state an office or body is whose own words name none: one choice among the states that the text
tells, each by what speaks for it, as seeds/lexicon/unnamed_state_weights.csv weighs it.

What a sentence merely speaks about (whom it accuses, where somebody travels) weighs least, and where nothing
weighs enough the state stays unknown: a wrong one is worse than none.
"""

import functools
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from pipeline.language.annotations import Mention
from pipeline.language.names.issuers import Issuer
from pipeline.language.names.mentions import within
from pipeline.language.names.offices import Office, office_in
from pipeline.language.names.people import Person, Whose
from pipeline.language.names.publishers import publisher
from pipeline.language.names.told_states import ToldStates
from pipeline.language.text.capitals import datelines
from pipeline.language.text.classes import is_a
from pipeline.lexicon import unnamed_state_weights, word_class

RANKS = frozenset({"deputy", "vice", "prime"})


class UnnamedStates:
    """Answers for one Doc; `whose` is asked for whom its persons speak."""

    def __init__(self, told: ToldStates, issuer: Issuer, whose: Whose):
        self.told, self.issuer, self.whose = told, issuer, whose
        self.doc: Doc = told.doc
        self.text = told.text
        self.asking = False  # whether somebody else's state is being asked for

    def of(self, index: int, office: Office, *, named: bool, person: Person | None = None) -> str | None:
        """The state of an office or body at a token; an unnamed official's that is not definite is only that
        of the place that the sentence is set in. `person` is the one who is told to hold the office."""
        home = self.issuer.state if named else None
        setting = self.told.setting(index)
        if not named:
            return setting
        weights = unnamed_state_weights()
        scores: defaultdict[str, float] = defaultdict(float)
        for state, reason in self.evidence(index):
            scores[state] += weights[reason]
        if person is not None and (own := self.whose.told_subject(index, person)) is not None:
            scores[own] += weights["own"]
        if home is not None:
            scores[home] += weights["ministry"]
        if setting is not None:
            scores[setting] += weights["other_topic" if home is not None else "setting"]
        for state in sorted(self.held_elsewhere(office, person)):
            scores[state] += weights["held"]
        main = self.told.main_topic
        best = max(scores, key=lambda state: (scores[state], state == main), default=None)
        return best if best is not None and scores[best] >= weights["enough"] else None

    def evidence(self, index: int) -> Iterator[tuple[str, str]]:
        """The states that the text tells, each with the name of the weight of where it does."""
        position = self.doc[index].idx
        paragraph = self.text.rfind("\n", 0, position) + 1
        yield from self.of_paragraph(paragraph, index)
        earlier = self.told.last_topic(paragraph)
        if earlier is not None:
            yield earlier, "earlier_topic"
        elif (last := self.told.last_state(paragraph)) is not None:
            yield last, "last"
        yield from self.of_text(position)

    def of_paragraph(self, start: int, index: int) -> Iterator[tuple[str, str]]:
        """What the paragraph of an office tells before it, the last first."""
        position = self.doc[index].idx
        yield from ((state, "headed") for at, state in self.datelines if at == start and at < position)
        mentions = [m for m in self.told.between(start, position) if self.state_of(m) is not None]
        sentence = self.doc[self.told.sentence_start(index)].idx
        topical: dict[str, str] = {}
        for mention in reversed(mentions):
            state, reason = self.state_of(mention) or "", self.topic(mention, sentence)
            if reason is not None:
                topical.setdefault(state, "other_topic" if topical else reason)
            elif mention.start >= sentence and self.told.located(mention):
                yield state, "beside"
        yield from topical.items()
        if mentions:
            yield self.state_of(mentions[-1]) or "", "mention"

    def of_text(self, position: int) -> Iterator[tuple[str, str]]:
        """What the whole text tells, wherever an office stands in it."""
        first = next((state for at, state in self.datelines if at < position), None)
        if first is not None:
            yield first, "dateline"
        yield from ((state, "title") for state in sorted(self.of_title))
        main = self.told.main_topic
        if main is not None:
            yield main, "main_topic"
        source = publisher(self.doc._.source or "")
        if source is not None and not source.startswith("org:"):
            yield source, "newspaper"
        for last, reason in ((len(self.text), "alone"), (position, "alone_before")):
            told = {state for m in self.told.between(0, last) if (state := self.state_of(m)) is not None}
            if len(told) == 1:
                yield told.pop(), reason
                break

    def state_of(self, mention: Mention) -> str | None:
        """The state that a mention means or lies in; None for organisations."""
        entity = self.told.entity(mention)
        return entity if entity and not entity.startswith("org:") else None

    @functools.cached_property
    def datelines(self) -> list[tuple[int, str]]:
        """Where the datelines of the text begin, with the state of the place that each names."""
        found = []
        for start, end in datelines(self.doc, self.text):
            states = [state for m in within(self.told.states, start, end) if (state := self.state_of(m))]
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
        mentions = within(self.told.states, title.start, title.end)
        topics = {state for m in mentions if self.topic(m, title.start) and (state := self.state_of(m))}
        states = {state for m in mentions if (state := self.state_of(m))}
        return topics or (states if len(states) == 1 else set())

    def topic(self, mention: Mention, sentence: int) -> str | None:
        """In which way a sentence is about a state, by the name of its weight; None where it only speaks of
        it. `sentence` is the character at which the sentence begins for which that is asked."""
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None or not self.told.topical(mention) or self.owns_only(span):
            return None
        root = span.root
        if root.dep_ == "pobj":
            return "place"
        subject = root.head if root.dep_ in ("amod", "compound", "poss") else root
        if subject.i != root.i and self.envoy(subject.i):
            return "other_topic"  # the ambassador of one state is heard or summoned in another
        said = subject.head.dep_ == "ccomp" and mention.start < sentence
        return "said_topic" if said else "topic"

    def owns_only(self, span: Span) -> bool:
        """Whether a state is told only as the owner of a territory ('a French possession')."""
        following = self.doc[span.end] if span.end < len(self.doc) else None
        return following is not None and is_a(following, "dependent_noun")

    def envoy(self, index: int) -> bool:
        """Whether an office at a token is one that is held abroad."""
        found = office_in(self.doc, max(0, index - 1), index + 1)
        return found is not None and found[0].noun in word_class("envoy_office")

    def held_elsewhere(self, office: Office, person: Person | None) -> set[str]:
        """The states whose holders of this very office the text names, where it is not they who are meant."""
        if person is None or self.asking:
            return set()
        self.asking = True
        try:
            others = [
                other
                for other in self.whose.people
                if other is not person and other.office is not None and other.office.noun == office.noun
            ]
            own = portfolio(self.doc, person)
            told = {self.whose.told_of_person(one) for one in others if portfolio(self.doc, one) == own}
        finally:
            self.asking = False
        return {state for state in told if state is not None}


def portfolio(doc: Doc, person: Person) -> frozenset[str]:
    """The words for what somebody's office is in charge of ('deputy', 'trade')."""
    spans = [name.office_span for name in person.names if name.office_span is not None]
    return frozenset(portfolio_words(doc, *spans[0])) if spans else frozenset()


def portfolio_words(doc: Doc, start: int, end: int) -> Iterator[str]:
    """The words of a phrase for what its office is in charge of, and its rank."""
    for token in doc[start:end]:
        if token.lower_ in word_class("portfolio_word") or token.lower_ in RANKS:
            yield token.lower_
