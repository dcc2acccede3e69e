"""The cast of a passage: the persons that it names, where it does, and for whom each of them speaks."""

import bisect
import dataclasses

from spacy.tokens import Doc

from pipeline.language.grammar.stretches import phrase
from pipeline.language.names.countries import Countries
from pipeline.language.names.offices import Office, office_in
from pipeline.language.names.people import Person, learn_genders, persons
from pipeline.language.names.person_names import names
from pipeline.language.statements.statement_drafts import Passage, Source
from pipeline.language.text.dependencies import FORMAL_SUBJECTS

FARTHEST = 200  # names back among which a pronoun's is looked for


@dataclasses.dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: name, entity and country (ISO alpha-3 or org:CODE), each None where unknown; `human` one
    human being, `together` how many it is known to be who speak together."""

    name: str | None = None
    entity: str | None = None
    country: str | None = None
    gender: str | None = None
    human: bool = False
    plural: bool = False
    office: Office | None = None
    together: int = 1


class Cast:
    """Answers for one passage."""

    def __init__(self, passage: Passage):
        self.passage = passage
        self.doc: Doc = passage.doc
        self.people = persons(names(self.doc))
        learn_genders(self.doc, self.people)
        self.countries = Countries(self.doc, self.people)
        self.places = sorted(
            ((name.start, name.end, person) for person in self.people for name in person.names),
            key=lambda place: place[:2],
        )
        signing, answering = self.signatories(), self.answering()
        official = passage.voices.official
        for person in self.people:
            if person.entity in signing or official:
                known = self.countries
                told = known.told_of_person(person) or known.home_of_person(person)
                told = told or known.own_officer(person) or known.issuer.issuing_state_of(person)
                person.country = told
            else:
                told = self.countries.told_of_person(person) or self.countries.own_spokesman(person)
                person.country = told or self.countries.of_person(person) or self.introduced(person)
        for person in self.people:
            if person.entity == answering and person.country is None:
                person.country = self.countries.issuer.briefing_state() or self.titled_office()

    def signatories(self) -> set[str]:
        """The persons in whose name the whole text speaks, or who sign it."""
        voices = [self.passage.voices.whole, *self.passage.voices.lines]
        spans = [voice.name for voice in voices if voice is not None and voice.name and voice.turn is None]
        found = (self.person_between(start, end) for start, end in spans)
        return {person.entity for person in found if person is not None}

    def answering(self) -> str | None:
        """The person who alone speaks in a transcript, reporters and others who only ask aside."""
        text, voices = self.passage.text, self.passage.voices
        turns = [voice for voice in voices.turns() if not text[: voice.end].rstrip().endswith("?")]
        found = [self.person_between(*voice.name) if voice.name is not None else None for voice in turns]
        entities = {person.entity if person is not None else None for person in found}
        return entities.pop() if len(entities) == 1 else None

    def titled_office(self) -> str | None:
        """The state of the first unnamed office to which a title gives one ('Chad's ferry minister')."""
        for segment in self.doc._.segments:
            title = self.doc.char_span(segment.start, segment.end, alignment_mode="contract")
            if segment.kind != "headline" or title is None:
                continue
            spans = [phrase(token) for token in title if token.pos_ in ("NOUN", "PROPN")]
            states = (self.countries.phrases.of_phrase(*span) for span in spans if self.unnamed_office(span))
            state = next(filter(None, states), None)
            if state is not None:
                return state
        return None

    def named_between(self, start: int, end: int) -> list[tuple[int, int, Person]]:
        """The places at which persons are named within the characters [start, end), in order."""
        first, last = (
            bisect.bisect_left(self.places, at, key=lambda place: self.doc[place[0]].idx)
            for at in (start, end)
        )
        return self.places[first:last]

    def person_between(self, start: int, end: int) -> Person | None:
        """The first person that is named within the characters [start, end)."""
        return next((person for *_, person in self.named_between(start, end)), None)

    def several_between(self, start: int, end: int) -> bool:
        """Whether the characters [start, end) name persons joined by 'and'."""
        named = self.named_between(start, end)
        people = {person.entity for _, _, person in named}
        return len(people) > 1 and any(t.lower_ == "and" for t in self.doc[named[0][1] : named[-1][0]])

    def speaker(self, person: Person, source: Source | None = None) -> Speaker:
        """A person as a speaker; the office in this phrase may tell the country that others do not."""
        country = person.country
        if country is None and source is not None and (person.office or not self.told_otherwise(person)):
            country = self.countries.phrases.of_phrase(source.start, source.end)
            person.country = country
        return Speaker(person.name, person.entity, country, person.gender, human=True, office=person.office)

    def introduced(self, person: Person) -> str | None:
        """The country of somebody named without an office right after one was mentioned without a name."""
        if person.office is not None or not person.names or self.told_otherwise(person):
            return None
        number = self.passage.stretches.number(person.first)
        for earlier in range(number - 1, max(-1, number - 3), -1):
            stretch = self.passage.stretches.all[earlier]
            for token in self.doc[stretch.start : stretch.end]:
                if token.dep_ in FORMAL_SUBJECTS and self.unnamed_office(phrase(token)):
                    return self.countries.phrases.of_phrase(*phrase(token))
            if "\n" in self.passage.text[self.doc[stretch.start].idx : self.doc[person.first].idx]:
                break
        return None

    def told_otherwise(self, person: Person) -> bool:
        """Whether the text tells of somebody something else than an office where it first names them: an age,
        a body of no state ('Ada Quill, 41, ...', 'Odo Bram of the Ferry Forum')."""
        after = person.names[0].end
        if after + 1 >= len(self.doc):
            return False
        return self.doc[after].text == "," and self.doc[after + 1].like_num or self.doc[after].lower_ == "of"

    def unnamed_office(self, span: tuple[int, int]) -> bool:
        """Whether a phrase is definite, has a human office and no name ('his counterpart in Astana')."""
        first = self.doc[span[0]]
        owned = first.tag_ == "PRP$" or any(t.text in ("'s", "’s") for t in self.doc[span[0] : span[1]])
        definite = owned or first.lower_ == "the"
        office = office_in(self.doc, *span)
        if not definite or office is None or office[0].kind != "person":
            return False
        return not any(
            span[0] <= n.start < span[1] and not self.possessor(n.end) for p in self.people for n in p.names
        )

    def possessor(self, end: int) -> bool:
        """Whether a possessive ending follows a name."""
        return end < len(self.doc) and (
            self.doc[end].text in ("'s", "’s", "'", "’") or self.doc[end - 1].text.endswith(("'s", "’s"))
        )

    def distance(self, number: int, index: int) -> int:
        """How many sentences before the one with a number a token stands."""
        return number - self.passage.stretches.number(index)

    def paragraph(self, index: int) -> int:
        """The character at which the paragraph of a token begins."""
        return self.passage.text.rfind("\n", 0, self.doc[index].idx) + 1

    def subject_of(self, start: int, end: int) -> bool:
        """Whether a name is the subject of a main clause."""
        head = self.doc[start:end].root
        while (
            head.dep_ in ("appos", "compound", "conj")
            and head.head.i != head.i
            and head.head.pos_ in ("NOUN", "PROPN")
        ):
            head = head.head
        return head.dep_ in FORMAL_SUBJECTS and head.head.dep_ not in ("relcl", "advcl", "acl")

    def before(self, index: int) -> list[Person]:
        """The persons named before a token, the last first, not farther back than FARTHEST names."""
        last = bisect.bisect_left(self.places, index, key=lambda place: place[0])
        near = reversed(self.places[max(0, last - FARTHEST) : last])
        return list({id(person): person for _, _, person in near}.values())
