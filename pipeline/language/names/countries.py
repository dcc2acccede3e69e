"""On whose behalf a person or an office speaks: the state or organisation that their phrases name, else the
one that the text gives them."""

import functools

from spacy.tokens import Doc, Token

from pipeline.language.names.issuers import Issuer
from pipeline.language.names.office_phrases import OfficePhrases
from pipeline.language.names.offices import Office, home_of, is_former, office_in
from pipeline.language.names.people import Name, Person
from pipeline.language.names.told_states import ToldStates
from pipeline.language.names.unnamed_states import UnnamedStates
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import dependent
from pipeline.lexicon import word_class


class Countries:
    """Answers for one Doc; `people` are its persons (for 'a spokesman for Keita')."""

    def __init__(self, doc: Doc, people: list[Person]):
        self.doc = doc
        self.people = people
        self.told = ToldStates(doc)
        self.issuer = Issuer(self.told)
        self.phrases = OfficePhrases(self.told, self.issuer, self)
        self.asked: set[int] = set()  # people whose country is being sought

    def of_person(self, person: Person) -> str | None:
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

    def sought_of_person(self, person: Person) -> str | None:
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
        """The state for which a person whose name ends at a token speaks: 'Minister Dorn said Norland'."""
        clause = self.told_clause(end)
        if clause is None or not is_a(clause, "position_verb"):
            return None
        return self.told.subject_state(clause)

    def told_clause(self, end: int) -> Token | None:
        """The verb of what somebody says whose name ends at a token."""
        verb = next((t for t in self.doc[end - 1 : end + 3] if t.dep_ in ("ROOT", "advcl", "ccomp")), None)
        clause = dependent(verb, "ccomp") if verb is not None else None
        return clause if clause is not None and clause.i >= end else None

    def told_subject(self, index: int, person: Person) -> str | None:
        """The state whose doings somebody tells where the name at a token stands."""
        name = next((name for name in person.names if name.start == index), None)
        clause = self.told_clause(name.end) if name is not None else None
        return self.told.subject_state(clause) if clause is not None else None

    def told_of_person(self, person: Person) -> str | None:
        """The country of a person that one of the brief's phrases for them names."""
        presided = self.presided(person)
        if presided is not None:
            return presided
        for name in person.names:
            for span in (name.office_span, name.aside):
                if span is not None:
                    found = self.phrases.of_phrase(*span)
                    if found is not None:
                        return found
            found = self.after_name(name)
            if found is not None:
                return found
        return None

    def presided(self, person: Person) -> str | None:
        """The organisation whose meeting or body somebody chairs, whatever state has sent them."""
        for name in person.names:
            for span in (name.office_span, name.aside):
                office = office_in(self.doc, *span) if span is not None else None
                if span is None or office is None or office[0].noun not in word_class("presiding_office"):
                    continue
                told = self.phrases.of_phrase(*span)
                if told is not None:
                    return told
                meeting = any(t.lower_ in word_class("meeting_noun") for t in self.doc[span[0] : span[1]])
                sent = self.after_name(name) is not None
                known = sent or self.issuer.organisation is not None  # whose meeting it is
                if is_former(self.doc[slice(*span)]):
                    continue
                if meeting and known or sent and not self.phrases.closed(*span):
                    return self.phrases.organisation_before(span[0])
        return None

    def after_name(self, name: Name) -> str | None:
        """The state after a name: 'Ana Pires (Norland)', with an office 'Envoy Ana Pires of Norland'."""
        bracketed = self.in_brackets(name.end)
        if bracketed is not None:
            return bracketed
        held = name.office is not None and (
            name.office.speaks_for == "state" or name.office.noun in word_class("presiding_office")
        )
        if not held or name.end + 1 >= len(self.doc) or self.doc[name.end].lower_ != "of":
            return None
        found = self.told.within(name.end + 1, min(name.end + 5, len(self.doc)), ("state",))
        first = self.doc[name.end + 1].idx + 4 * (self.doc[name.end + 1].lower_ == "the")
        return self.told.entity(found[0]) if found and found[0].start == first else None

    def in_brackets(self, index: int) -> str | None:
        """The state that is all that stands in the brackets which open at a token."""
        doc = self.doc
        if index + 2 >= len(doc) or doc[index].text != "(":
            return None
        found = self.told.within(index + 1, min(index + 6, len(doc)), ("state",))
        alone = found and found[0].start in (doc[index + 1].idx, doc[index + 2].idx)
        closed = alone and doc.text[found[0].end : found[0].end + 1] == ")"
        return self.told.entity(found[0]) if closed else None

    def home_of_person(self, person: Person) -> str | None:
        """The state that alone has an office of the name that one of the brief's phrases gives a person."""
        spans = (span for name in person.names for span in (name.office_span, name.aside) if span is not None)
        return next((state for span in spans if (state := home_of(self.doc, *span)) is not None), None)

    def own_officer(self, person: Person) -> str | None:
        """The organisation that publishes the brief, for a person with an office of organisations and one
        that does not say whose it is, else None."""
        own = any(n.office is not None and n.office.speaks_for == "organisation" for n in person.names)
        open_one = any(n.office is not None and self.open_office(n, n.office) for n in person.names)
        return self.issuer.organisation if own and open_one else None

    def own_spokesman(self, person: Person) -> str | None:
        """The organisation that publishes the brief, of whoever speaks for somebody that no phrase names."""
        titles = word_class("spokesman_title")
        held = [(name, name.office) for name in person.names if name.office is not None]
        own = bool(held) and all(
            office.noun.split()[-1] in titles and self.open_office(name, office) for name, office in held
        )
        return self.issuer.organisation if own else None

    def open_office(self, name: Name, office: Office) -> bool:
        """Whether a name's office speaks for a state or organisation that its phrase leaves unsaid."""
        span = name.office_span or name.aside
        closed = span is not None and self.phrases.closed(*span)
        return office.speaks_for in ("state", "organisation") and not closed

    def person_at(self, index: int) -> Person | None:
        """The person whose name holds a token."""
        return self._places.get(index)

    @functools.cached_property
    def _places(self) -> dict[int, Person]:
        """The tokens of names, with whose name they are of."""
        found: dict[int, Person] = {}
        for person in self.people:
            for name in person.names:
                for index in range(name.start, name.end):
                    found.setdefault(index, person)
        return found

    def of_context(
        self, index: int, office: Office, *, named: bool, person: Person | None = None
    ) -> str | None:
        """The state (or organisation) that the context gives to an office without one.

        An organisation's office or body takes the organisation that publishes the brief, else the one that
        was named last. Of which state another one is the evidence of the whole text decides.
        """
        position = self.doc[index].idx
        if office.speaks_for == "organisation":
            if self.issuer.organisation is not None and self.own_body(office):
                return self.issuer.organisation
            last = self.told.organisation_before(position) or next(iter(self.told.organisations), None)
            return last.entity if last is not None else None
        if office.noun in word_class("describing_noun"):
            return self.told.last_state(position) if named else None
        return self.unnamed_states.of(index, office, named=named, person=person)

    @functools.cached_property
    def unnamed_states(self) -> UnnamedStates:
        """What tells of which state an office is that names none."""
        return UnnamedStates(self.told, self.issuer, self)

    def own_body(self, office: Office) -> bool:
        """Whether an organisation's own text means its own by an office or body: 'the Director-General', 'the
        Council', but not 'the bloc'."""
        return office.kind == "person" or office.noun in word_class("governing_body")
