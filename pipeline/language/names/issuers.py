"""Who issues a text: the organisation, or the state whose ministry publishes it or whose government speaks in
it."""

import functools
from collections import Counter

from pipeline.language.names.offices import home_of, office_ending, offices
from pipeline.language.names.people import Name, Person
from pipeline.language.names.publishers import issuing_organisation, ministry, publishing_state
from pipeline.language.names.told_states import ToldStates
from pipeline.language.text.classes import is_a
from pipeline.lexicon import word_class

HEAD = 120  # tokens among which an office stands that publishes the whole
MEETING = 5  # tokens from a verb of meeting to whom somebody met


def is_guest(person: Person, state: str | None) -> bool:
    """Whether somebody is an organisation's officer, or a minister who is named in a release of a government
    of secretaries, which has no ministers."""
    offices_held = [name.office for name in person.names if name.office is not None]
    if offices_held and all(office.speaks_for == "organisation" for office in offices_held):
        return True
    if not any(one.state == state and one.noun.startswith("secretary") for one in offices().values()):
        return False
    return any("minister" in office.noun.split() for office in offices_held)


class Issuer:
    """Answers for one Doc; `state` and `organisation` are those that its source names."""

    def __init__(self, told: ToldStates):
        self.told = told
        self.doc, self.text = told.doc, told.text
        self.state = publishing_state(self.doc._.source or "")
        self.organisation = issuing_organisation(self.doc)

    @functools.cached_property
    def _takers(self) -> Counter:
        """How often each state is the subject of a verb by which a government takes a position."""
        found: Counter = Counter()
        for mention in self.told.states:
            span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if mention.kind != "state" or span is None or span.root.dep_ != "nsubj":
                continue
            if is_a(span.root.head, "position_verb"):
                found[mention.entity] += 1
        return found

    @functools.cached_property
    def is_joint(self) -> bool:
        """Whether the headline says that the text is by several ("Joint statement on ...")."""
        heads = (segment for segment in self.doc._.segments if segment.kind == "headline")
        return any("joint" in self.text[one.start : one.end].lower().split() for one in heads)

    def issuing_state(self) -> str | None:
        """The state whose government a release is of: its office stands above it, or it takes positions."""
        return (
            self._publisher
            or self.state
            or max(self._takers, key=lambda state: self._takers[state], default=None)
        )

    def briefing_state(self) -> str | None:
        """The state of whoever alone answers in a transcript that a government publishes."""
        if not ministry(self.doc._.source or "") or self.is_joint:
            return None
        return self.state or self.issuing_state()

    def issuing_state_of(self, person: Person) -> str | None:
        """The state whose government a release is of, where a person may be one of it."""
        state = self.issuing_state()
        guest = is_guest(person, state) or any(map(self.is_other, person.names))
        return None if guest else state

    def is_other(self, name: Name) -> bool:
        """Whether a name is one of somebody with whom the issuers met ('the Secretary spoke with Chairman
        Bram')."""
        with_whom = name.first > 0 and self.doc[name.first - 1].lower_ == "with"
        before = self.doc[max(0, name.first - MEETING) : max(0, name.first - 1)]
        return with_whom and any(token.lemma_.lower() in word_class("meeting_verb") for token in before)

    @functools.cached_property
    def speaking_state(self) -> str | None:
        """The state that 'we' means where nobody signs: whose body publishes the text, or whose office stands
        above it; None where a headline tells that others speak with it."""
        if self.is_joint:
            return None
        return self.state or (None if self.is_shared else self._publisher)

    @functools.cached_property
    def is_shared(self) -> bool:
        """Whether a headline names an organisation or several states, who may speak together."""
        heads = (segment for segment in self.doc._.segments if segment.kind == "headline")
        told = [mention for one in heads for mention in self.told.between(one.start, one.end)]
        states = {mention.entity for mention in told if mention.kind == "state"}
        return len(states) > 1 or any(mention.kind == "organisation" for mention in told)

    @functools.cached_property
    def _publisher(self) -> str | None:
        """The state that alone has an office of a name with which a line at the beginning ends."""
        for index in range(1, min(len(self.doc), HEAD)):
            found = office_ending(self.doc, index, max(0, index - 3))
            ends = index + 1 == len(self.doc) or "\n" in self.doc[index + 1].text
            state = home_of(self.doc, found[1], index + 1) if found is not None and ends else None
            if state is not None:
                return state
        return None
