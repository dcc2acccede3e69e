"""On whose behalf an office speaks: the state or organisation that the phrase names, points back to, or
leaves to the context."""

import bisect
import functools
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span, Token

from pipeline.language.annotations import Mention
from pipeline.language.names.mentions import holding, within
from pipeline.language.names.offices import Office, office_ending, office_in, offices
from pipeline.language.names.publishers import publishing_organisation, publishing_state
from pipeline.language.names.unnamed_states import UnnamedStates
from pipeline.language.text.dependencies import NOUN_SUBJECTS, dependent
from pipeline.lexicon import organisation_nouns, word_class

if TYPE_CHECKING:
    from pipeline.language.names.persons import Name, Person

# Offices abroad: the place after 'in' or 'to' is where they are accredited, not for whom they speak.
# 'minister for trade', 'director for Europe': what they are in charge of.
LEADING = ("of", "for", "at", "from", "in", "with", "to")
INDEFINITE = ("a", "an", "one", "two", "some")
SEVERAL = ("one", "two", "three", "some", "several", "many", "most")


def leads_elsewhere(office: Office, word: str) -> bool:
    """Whether a preposition after an office leads to a place or a task rather than to whom it speaks for."""
    if word == "in":
        return office.noun in word_class("envoy_office")
    if word == "to":
        return office.noun not in word_class("adviser_office")
    return word == "for" and office.noun.endswith(tuple(word_class("charge_office")))


FARTHEST = 20_000  # characters back in which an organisation is looked for that a common noun means
HEAD = 120  # tokens among which an office stands that publishes the whole


def sentence_start(doc: Doc, index: int) -> int:
    """The first token of the sentence that holds a token; spaCy's own `sent` goes over the whole Doc each
    time."""
    while index > 0 and not doc[index].is_sent_start:
        index -= 1
    return index


class LastTopics:
    """For each place of a text the state that a sentence before was about last, else the one named last."""

    def __init__(self, countries: "Countries", mentions: list[Mention]):
        self.mentions = mentions
        self.entities: list[str | None] = []
        self.topics: list[str | None] = []
        topic = None
        for mention in mentions:
            topic = mention if countries.topical(mention) else topic
            self.entities.append(countries.entity(topic or mention))
            self.topics.append(countries.entity(topic) if topic is not None else None)

    def at(self, position: int) -> str | None:
        """The state before a character."""
        return self._before(self.entities, position)

    def topic_at(self, position: int) -> str | None:
        """The state before a character that a sentence was about."""
        return self._before(self.topics, position)

    def _before(self, entities: list[str | None], position: int) -> str | None:
        place = bisect.bisect_left(self.mentions, position, key=lambda mention: mention.start)
        return entities[place - 1] if place else None


def is_guest(person: "Person", state: str | None) -> bool:
    """Whether a minister is named in a release of a government of secretaries, which has no ministers."""
    if not any(one.state == state and one.noun.startswith("secretary") for one in offices().values()):
        return False
    held = (name.office.noun for name in person.names if name.office is not None)
    return any("minister" in noun.split() for noun in held)


class Countries:
    """Answers for one Doc; `people` are its persons (for 'a spokesman for Keita')."""

    def __init__(self, doc: Doc, people: list):
        self.doc = doc
        self.text = doc.text
        self.people = people
        self.states = [
            m
            for m in doc._.mentions
            if m.kind in ("state", "organisation") or m.kind == "place" and m.country
        ]
        self.anaphora = [m for m in doc._.mentions if m.linked_by == "anaphora"]
        self.asked: set[int] = set()  # people whose country is being sought
        self.owners: dict[int, str] = {}  # whom possessive pronouns at tokens mean, where the sentence tells
        self.publishing_state = publishing_state(doc._.source or "")
        self.publishing_organisation = publishing_organisation(doc._.source or "")

    def entity(self, mention: Mention) -> str | None:
        """What a mention stands for: its entity, for a place the state that it lies in."""
        return mention.entity if mention.kind in ("state", "organisation") else mention.country

    def within(
        self, start: int, end: int, kinds: tuple[str, ...] = ("state", "organisation", "place")
    ) -> list[Mention]:
        """Mentions within the tokens [start, end)."""
        if start >= end:
            return []
        first, last = self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])
        return [m for m in within(self.states, first, last) if m.kind in kinds]

    def beginning(
        self, start: int, end: int, kinds: tuple[str, ...] = ("state", "organisation", "place")
    ) -> list[Mention]:
        """Mentions that begin within the tokens [start, end), wherever they end."""
        if start >= end:
            return []
        first, last = self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])
        return [m for m in self.between(first, last) if m.kind in kinds]

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

    def of_person(self, person: "Person") -> str | None:
        """The country of a person, from the first of the brief's phrases for them that tells it.

        None where it is already sought: an aide to Dorn and Dorn, adviser to that aide, tell nothing of each
        other.
        """
        if id(person) in self.asked:
            return None
        self.asked.add(id(person))
        try:
            return self.sought_of_person(person)
        finally:
            self.asked.discard(id(person))

    def sought_of_person(self, person: "Person") -> str | None:
        """As `of_person`, which keeps it from seeking in a circle."""
        told = self.told_of_person(person) or self.home_of_person(person)
        if told is not None:
            return told
        for name in person.names:
            if name.office is not None and self.open_office(name, name.office):
                found = self.of_own_words(name.end) or self.of_context(
                    name.start, name.office, named=True, person=person
                )
                if found is not None:
                    return found
        return None

    def of_own_words(self, end: int) -> str | None:
        """The state for whose stance somebody speaks whose name ends at a token: 'Minister Dorn said Norland
        backs'."""
        clause = self.told_clause(end)
        if clause is None or clause.lemma_.lower() not in word_class("position_verb"):
            return None
        return self.subject_state(clause)

    def told_clause(self, end: int) -> Token | None:
        """The verb of what somebody says whose name ends at a token."""
        verb = next((t for t in self.doc[end - 1 : end + 3] if t.dep_ in ("ROOT", "advcl", "ccomp")), None)
        clause = dependent(verb, "ccomp") if verb is not None else None
        return clause if clause is not None and clause.i >= end else None

    def subject_state(self, verb: Token) -> str | None:
        """The state that is the subject of a verb."""
        subject = dependent(verb, "nsubj")
        own = self.within(subject.i, subject.i + 1, ("state",)) if subject is not None else []
        return self.entity(own[0]) if own else None

    def told_subject(self, index: int, person: "Person") -> str | None:
        """The state whose doings somebody tells where the name at a token stands."""
        name = next((name for name in person.names if name.start == index), None)
        clause = self.told_clause(name.end) if name is not None else None
        return self.subject_state(clause) if clause is not None else None

    def told_of_person(self, person: "Person") -> str | None:
        """The country of a person that one of the brief's phrases for them names."""
        presided = self.presided(person)
        if presided is not None:
            return presided
        for name in person.names:
            for span in (name.office_span, name.aside):
                if span is not None:
                    found = self.of_phrase(*span)
                    if found is not None:
                        return found
            found = self.after_name(name)
            if found is not None:
                return found
        return None

    def presided(self, person: "Person") -> str | None:
        """The organisation whose meeting or body somebody chairs, whatever state has sent them."""
        for name in person.names:
            for span in (name.office_span, name.aside):
                office = office_in(self.doc, *span) if span is not None else None
                if span is None or office is None or office[0].noun not in word_class("presiding_office"):
                    continue
                told = self.of_phrase(*span)
                if told is not None:
                    return told
                meeting = any(t.lower_ in word_class("meeting_noun") for t in self.doc[span[0] : span[1]])
                sent = self.after_name(name) is not None
                known = sent or self.publishing_organisation is not None  # whose meeting it is
                if not self.former(*span) and (meeting and known or sent and not self.closed(*span)):
                    return self.organisation_before(span[0])
        return None

    def organisation_before(self, index: int) -> str | None:
        """The organisation that publishes the brief, else the one that was named last before a token."""
        if self.publishing_organisation is not None:
            return self.publishing_organisation
        position = self.doc[index].idx
        place = bisect.bisect_left(self._organisations, position, key=lambda m: m.start)
        return self._organisations[place - 1].entity if place else None

    def after_name(self, name: "Name") -> str | None:
        """The state after a name: 'Ana Pires (Norland)' and, of who has an office, 'Ambassador Ana Pires of
        Norland'."""
        bracketed = self.in_brackets(name.end)
        if bracketed is not None:
            return bracketed
        held = name.office is not None and (
            name.office.speaks_for == "state" or name.office.noun in word_class("presiding_office")
        )
        if not held or name.end + 1 >= len(self.doc) or self.doc[name.end].lower_ != "of":
            return None
        found = self.within(name.end + 1, min(name.end + 5, len(self.doc)), ("state",))
        first = self.doc[name.end + 1].idx + 4 * (self.doc[name.end + 1].lower_ == "the")
        return self.entity(found[0]) if found and found[0].start == first else None

    def in_brackets(self, index: int) -> str | None:
        """The state that is all that stands in the brackets which open at a token."""
        doc = self.doc
        if index + 2 >= len(doc) or doc[index].text != "(":
            return None
        found = self.within(index + 1, min(index + 6, len(doc)), ("state",))
        alone = found and found[0].start in (doc[index + 1].idx, doc[index + 2].idx)
        return self.entity(found[0]) if alone and doc.text[found[0].end : found[0].end + 1] == ")" else None

    def home_of_person(self, person: "Person") -> str | None:
        """The state that alone has an office of the name that one of the brief's phrases gives a person."""
        spans = (span for name in person.names for span in (name.office_span, name.aside) if span is not None)
        return next((state for span in spans if (state := self.home_of_phrase(*span)) is not None), None)

    def home_of_phrase(self, start: int, end: int) -> str | None:
        """The state that alone has an office of this name, as 'Secretary of State' (no one 'for' that)."""
        office = office_in(self.doc, start, end)
        if office is None or office[0].state is None or self.former(start, office[1]):
            return None
        after = self.doc[office[2]].lower_ if office[2] < len(self.doc) else ""
        return None if after == "for" and office[0].noun == "secretary of state" else office[0].state

    def former(self, start: int, end: int) -> bool:
        """Whether words make an office a past one."""
        return any(token.lower_ in word_class("former_word") for token in self.doc[start:end])

    @functools.cached_property
    def _takers(self) -> Counter:
        """How often each state is the subject of a verb by which a government takes a position."""
        found: Counter = Counter()
        for mention in self.states:
            span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if mention.kind != "state" or span is None or span.root.dep_ != "nsubj":
                continue
            if span.root.head.lemma_.lower() in word_class("position_verb"):
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
            or self.publishing_state
            or max(self._takers, key=lambda state: self._takers[state], default=None)
        )

    def own_officer(self, person: "Person") -> str | None:
        """The organisation that publishes the brief, of whom its text gives an office of organisations
        alone."""
        own = any(n.office is not None and n.office.speaks_for == "organisation" for n in person.names)
        open_one = any(n.office is not None and self.open_office(n, n.office) for n in person.names)
        return self.publishing_organisation if own and open_one else None

    def led_on(self, start: int, end: int) -> bool:
        """Whether a preposition leads on from an office to something else than what it is in charge of."""
        office = office_in(self.doc, start, end)
        after = self.doc[office[2] : end] if office is not None else self.doc[start:end]
        charged = office is not None and office[0].noun.endswith(tuple(word_class("charge_office")))
        led = [t for t in after if t.pos_ == "ADP"]
        in_charge = charged and all(t.lower_ in ("of", "for") for t in led)
        return bool(led) and not (in_charge and self.all_portfolio(after))

    def all_portfolio(self, words: Span) -> bool:
        """Whether words are nothing but what an office is in charge of ('for trade and industry')."""
        known = word_class("portfolio_word")
        return all(t.lower_ in known or t.pos_ in ("ADP", "CCONJ", "DET") or t.is_punct for t in words)

    def issuing_state_of(self, person: "Person") -> str | None:
        """The state whose government a release is of, where a person may be one of it."""
        state = self.issuing_state()
        return None if is_guest(person, state) else state

    @functools.cached_property
    def _publisher(self) -> str | None:
        """The state that alone has an office of a name with which a line at the beginning ends."""
        for index in range(1, min(len(self.doc), HEAD)):
            found = office_ending(self.doc, index, max(0, index - 3))
            ends = index + 1 == len(self.doc) or "\n" in self.doc[index + 1].text
            state = self.home_of_phrase(found[1], index + 1) if found is not None and ends else None
            if state is not None:
                return state
        return None

    def open_office(self, name: "Name", office: Office) -> bool:
        """Whether a name's office speaks for a state or organisation that its phrase leaves unsaid."""
        span = name.office_span or name.aside
        closed = span is not None and self.closed(*span)
        return office.speaks_for in ("state", "organisation") and not closed

    def closed(self, start: int, end: int) -> bool:
        """Whether a phrase says for whom the office speaks in words that are no state, or that the office is
        a past one."""
        words = [t.lower_ for t in self.doc[start:end]]
        if any(w in word_class("former_word") for w in words):
            return True
        office = office_in(self.doc, start, end)
        if office is None:
            return True
        after = self.doc[office[2] : end]
        charged = office[0].noun.endswith(tuple(word_class("charge_office")))
        portfolio = word_class("portfolio_word") if charged else ()  # 'Minister of Foreign Affairs'
        named = [t for t in after if t.pos_ == "PROPN" and t.lower_ not in portfolio]
        if office[0].noun in word_class("chief_office") and self.of_others(start, office[1]):
            return True
        possessors = [
            t
            for t in self.doc[start : office[1]]
            if t.dep_ == "poss" and (t.pos_ == "PROPN" or t.tag_ == "NNS")
        ]
        if possessors and not self.within(start, office[1]):
            return True
        return bool(named) and after[0].lower_ in ("of", "for", "at", "with", "from")

    def of_others(self, start: int, head: int) -> bool:
        """Whether the word before an office is a name, and no state's: 'the Tory | leader'."""
        before = self.doc[head - 1] if head > start else None
        capital = before is not None and (
            before.pos_ == "PROPN" or before.text[0].isupper() and head - 1 > start
        )
        return capital and not self.within(start, head)

    def of_phrase(self, start: int, end: int, *, depth: int = 0) -> str | None:
        """The country or organisation that a noun phrase [start, end) with an office names; None where it
        names none."""
        doc = self.doc
        if start >= end or depth > 3:
            return None
        first = doc[start].lower_
        if first in ("who", "whose"):
            return self.of_clause(start, end) if first == "who" else None
        office = office_in(doc, start, end)
        if (
            office is not None
            and office[0].noun == "member"
            and office[2] < end
            and doc[office[2]].lower_ == "of"
        ):
            return self.of_phrase(office[2] + 1, end, depth=depth + 1)
        if office is None or office[0].speaks_for in ("nobody", "party", "document"):
            return None
        if any(t.lower_ in word_class("former_word") for t in doc[start : office[1] + 1]):
            return None
        before = self.of_modifiers(start, office[1])
        if before is not None:
            return before
        return self.of_prepositions(office[0], office[2], end, depth)

    def of_modifiers(self, start: int, head: int) -> str | None:
        """State or organisation before the office: possessive, adjective, compound; 'its' and 'the bloc's'
        too."""
        doc = self.doc
        told = next((self.owners[i] for i in range(start, head) if i in self.owners), None)
        if told is not None:
            return told
        found = self.within(start, head)
        if found:
            possessive = next((m for m in found if self.text[m.end : m.end + 2] in ("'s", "’s")), None)
            if possessive is not None:
                return self.entity(possessive)
            return self.entity(found[0])
        relative = doc[head].lower_ in word_class("counterpart_noun")
        compound = self.of_compound(start, head)
        if compound is not None:
            return compound
        for index in range(start, head):
            token = doc[index]
            if token.tag_ == "PRP$" and relative:
                continue
            if token.tag_ == "PRP$" or token.dep_ == "poss":
                reference = self.reference(token)
                if reference is not None:
                    return reference
                if token.pos_ == "PROPN":
                    person = self.person_at(index)
                    if person is not None:
                        return person.country or self.of_person(person)
                inner = office_in(doc, start, index + 1)
                if inner is not None and inner[0].kind == "body" and token.pos_ == "NOUN":
                    return self.of_phrase(start, index + 1, depth=2) or self.of_context(
                        start, inner[0], named=True
                    )
        return None

    def of_compound(self, start: int, head: int) -> str | None:
        """Whose a body is by whose noun an office is called ('court officials', 'the mission spokesman')."""
        for token in self.doc[start:head]:
            if token.pos_ in ("NOUN", "PROPN") and token.dep_ == "compound":
                noun = token.lower_
                code = self.organisation_called(noun, token.idx) or self.named_with(noun, token.idx)
                if code is not None:
                    return code
        return None

    def of_prepositions(self, office: Office, start: int, end: int, depth: int) -> str | None:
        """State or organisation after the office: `of`, `for`, `from`, `at`, `in`, and `to` for advisers."""
        for word, first, stop in self.prepositional(start, end):
            if word not in LEADING or leads_elsewhere(office, word):
                continue
            if first < stop and self.doc[first].lower_ in SEVERAL:
                return None  # 'a diplomat of one of the island states'
            found = self.beginning(first, stop)
            if len({self.entity(m) for m in self.listed(found)}) > 1:
                return None
            if found and office.speaks_for == "organisation" and word == "in":
                return self.of_context(start, office, named=True)
            if found:
                return self.entity(found[0])
            meant = (
                next(
                    (
                        r
                        for t in self.doc[first:stop]
                        if not self.named_otherwise(t, first) and (r := self.reference(t)) is not None
                    ),
                    None,
                )
                or self.of_inner_office(office, word, (start, first, stop, end), depth)
                or self.of_person_in(office, start, first, stop)
            )
            if meant is not None:
                return meant
        return None

    def named_otherwise(self, token: Token, first: int) -> bool:
        """Whether a noun ends a name of its own ('the Harbour Forum'), whatever 'the Forum' means."""
        return token.i > first and token.text[:1].isupper() and self.doc[token.i - 1].text[:1].isupper()

    def prepositional(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """The prepositions of a phrase with the first token and the end of what each governs, up to a comma
        or verb."""
        doc, index = self.doc, start
        while index < end:
            token = doc[index]
            if token.pos_ not in ("ADP", "ADV") and token.lower_ not in ("to", "for", "there"):
                if token.text in (",", ";") or token.pos_ in ("VERB", "AUX"):
                    return
                index += 1
                continue
            stop = index + 1
            while (
                stop < end
                and doc[stop].pos_ not in ("ADP", "VERB", "AUX")
                and doc[stop].text not in (",", ";")
                and doc[stop].tag_ not in ("WP", "WDT")
            ):
                stop += 1
            yield token.lower_, index + 1, stop
            index = stop

    def of_inner_office(
        self, office: Office, word: str, span: tuple[int, int, int, int], depth: int
    ) -> str | None:
        """Of an office that a preposition leads to ('adviser to the premier of Norland'), whom that one
        speaks for."""
        start, first, stop, end = span
        inner = office_in(self.doc, first, stop)
        if inner is None or word == "in" and inner[0].kind != "body":
            return None
        nested = self.of_phrase(first, end, depth=depth + 1)
        if nested is not None or self.doc[first].lower_ in INDEFINITE:
            return nested
        body = inner[0].kind == "body" and inner[0].speaks_for in ("state", "organisation")
        if body or office.noun in word_class("adviser_office") and inner[0].speaks_for == "state":
            return self.of_context(start, inner[0], named=True)
        return None

    def of_person_in(self, office: Office, start: int, first: int, stop: int) -> str | None:
        """Of an office held with a person ('aide to Ana Dorn'), that person's state."""
        person = next((p for i in range(first, stop) if (p := self.person_at(i)) is not None), None)
        if person is None:
            return None
        return person.country or self.of_person(person) or self.of_context(start, office, named=True)

    def of_clause(self, start: int, end: int) -> str | None:
        """`who leads the Zambian team`, `who directs accession work at the Forum`: for whom the work is
        done."""
        doc = self.doc
        verb = next((t for t in doc[start:end] if t.pos_ == "VERB"), None)
        if verb is not None and verb.lemma_ in ("chair", "preside", "facilitate"):
            if any(t.lower_ in word_class("meeting_noun") for t in doc[start:end]):
                return self.organisation_before(start)
        for index in range(start, end):
            if doc[index].lower_ in word_class("acting_noun") and doc[index].pos_ in ("NOUN", "PROPN"):
                found = [m for m in self.within(start, index) if m.kind in ("state", "organisation")]
                if found:
                    return self.entity(found[-1])
            if doc[index].lower_ in ("at", "for", "of", "in") and doc[index].pos_ == "ADP":
                kinds = ("state", "organisation") if doc[index].lower_ == "for" else ("organisation",)
                organisations = self.beginning(index + 1, min(index + 5, end), kinds)
                if organisations:
                    return organisations[0].entity
                reference = next(
                    (
                        r
                        for t in doc[index + 1 : min(index + 5, end)]
                        if (r := self.reference(t)) and r.startswith("org:")
                    ),
                    None,
                )
                if reference is not None:
                    return reference
        return None

    def organisation_called(self, noun: str, position: int) -> str | None:
        """The organisation of the brief that a common noun in an office means ('court officials'), named
        before it."""
        nouns = organisation_nouns()
        return next(
            (
                m.entity
                for m in reversed(self.between(position - FARTHEST, position))
                if m.kind == "organisation"
                and m.entity
                and noun in nouns.get(m.entity.removeprefix("org:"), ())
            ),
            None,
        )

    def named_with(self, noun: str, position: int) -> str | None:
        """Whose body of this noun the text named last: 'the mission spokesman' after 'the African Union
        mission'."""
        if noun not in word_class("acting_noun"):
            return None
        named = (
            self.entity(m)
            for m in reversed(self.between(position - FARTHEST, position))
            if self.text.startswith(f" {noun}", m.end)
        )
        return next(named, None)

    def reference(self, token: Token) -> str | None:
        """The entity that a pronoun or a definite phrase at a token stands for, by its sentence or the
        references of the brief."""
        if token.i in self.owners:
            return self.owners[token.i]
        for mention in holding(self.anaphora, token.idx):
            if mention.kind in ("state", "organisation"):
                return mention.entity
            if mention.kind == "person":
                return mention.country
        return None

    def person_at(self, index: int) -> "Person | None":
        """The person whose name holds a token."""
        return self._places.get(index)

    @functools.cached_property
    def _places(self) -> dict[int, "Person"]:
        """The tokens of names, with whose name they are of."""
        found: dict[int, Person] = {}
        for person in self.people:
            for name in person.names:
                for index in range(name.start, name.end):
                    found.setdefault(index, person)
        return found

    def of_context(
        self, index: int, office: Office, *, named: bool, person: "Person | None" = None
    ) -> str | None:
        """The state (or organisation) that the context gives to an office without one.

        An organisation's office or body takes the organisation that publishes the brief, else the one that
        was named last. Of which state another one is the evidence of the whole text decides.
        """
        position = self.doc[index].idx
        if office.speaks_for == "organisation":
            if self.publishing_organisation is not None and self.own_body(office):
                return self.publishing_organisation
            place = bisect.bisect_left(self._organisations, position, key=lambda m: m.start)
            return self._organisations[max(0, place - 1)].entity if self._organisations else None
        if office.noun in word_class("describing_noun"):
            return self.last_state(position) if named else None
        return self.unnamed_states.of(index, office, named=named, person=person)

    @functools.cached_property
    def unnamed_states(self) -> UnnamedStates:
        """What tells of which state an office is that names none."""
        return UnnamedStates(self)

    def own_body(self, office: Office) -> bool:
        """Whether an organisation's own text means its own by an office or body: 'the Director-General', 'the
        Council', but not 'the bloc'."""
        return office.kind == "person" or office.noun in word_class("governing_body")

    def last_state(self, position: int) -> str | None:
        """The state that a sentence before a character was about last, else the one named last."""
        return self._states_before.at(position)

    @functools.cached_property
    def _organisations(self) -> list[Mention]:
        return [m for m in self.states if m.kind == "organisation"]

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
        return (
            span is not None
            and span.root.dep_ == "pobj"
            and span.root.head.lower_ in ("in", "at", "to", "within")
        )

    def topical(self, mention: Mention) -> bool:
        """Whether a state is what its sentence is about: subject, possessor of the subject, or the place that
        it opens with."""
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None:
            return False
        root = span.root
        subject = root.head if root.dep_ in ("amod", "compound", "poss") else root
        if subject.dep_ in NOUN_SUBJECTS:
            return subject.head.dep_ not in ("relcl", "advcl", "acl", "pcomp")
        first = sentence_start(self.doc, span.start)
        opens = span.start - first <= 2 and self.doc[first].lower_ in ("in", "at", "from", "across", "for")
        return opens and root.dep_ == "pobj"
