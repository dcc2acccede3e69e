"""The human beings of a text: the names that mean one, the pronoun that fits, and who tells for whom they
speak."""

import dataclasses
from typing import Protocol

from spacy.tokens import Doc, Token

from pipeline.identifiers import slug
from pipeline.language.names.offices import Office

GENDERS = {
    "he": "he",
    "him": "he",
    "his": "he",
    "himself": "he",
    "she": "she",
    "her": "she",
    "hers": "she",
    "herself": "she",
}


@dataclasses.dataclass(slots=True)
class Name:
    """A name in the text: tokens [start, end); `first` is where its office begins; `aside` the apposition's
    tokens; `titled` where it stands in a headline."""

    start: int
    end: int
    first: int
    text: str
    office: Office | None = None
    office_span: tuple[int, int] | None = None
    aside: tuple[int, int] | None = None
    gender: str | None = None
    certain: bool = False
    titled: bool = False


@dataclasses.dataclass(slots=True)
class Person:
    """A human being of the brief: the fullest name, all names, the fitting pronoun, whom they speak for."""

    name: str
    names: list[Name]
    gender: str | None = None
    country: str | None = None

    @property
    def entity(self) -> str:
        """'person:ana-pires'."""
        return f"person:{slug(self.name)}"

    @property
    def office(self) -> Office | None:
        """The first office that the text gives."""
        return next((name.office for name in self.names if name.office is not None), None)

    @property
    def first(self) -> int:
        """Token where the brief first names the person."""
        return self.names[0].start

    @property
    def introduced(self) -> int:
        """Token where the brief first names the person in full."""
        return min(name.start for name in self.names if name.text == self.name)


class Whose(Protocol):
    """Who is asked for whom the persons of a text and the offices without a state speak."""

    people: list[Person]

    def person_at(self, index: int) -> Person | None:
        """The person whose name holds a token."""

    def of_person(self, person: Person) -> str | None:
        """The country of a person."""

    def told_of_person(self, person: Person) -> str | None:
        """The country of a person that one of the brief's phrases for them names."""

    def told_subject(self, index: int, person: Person) -> str | None:
        """The state whose doings somebody tells where the name at a token stands."""

    def of_context(
        self, index: int, office: Office, *, named: bool, person: Person | None = None
    ) -> str | None:
        """The state or organisation that the context gives to an office without one."""


def persons(found: list[Name]) -> list[Person]:
    """The human beings of the names: a word alone or under another title is the fullest name with it."""
    people: list[Person] = []
    by_word: dict[str, list[Person]] = {}
    for name in sorted(found, key=lambda n: (-len(n.text.split()), n.start)):
        words = name.text.lower().split()
        match = meant(name, words, by_word.get(words[-1], []) if words else [])
        if match is None:
            people.append(Person(name.text, [name], name.gender))
            for word in dict.fromkeys(words):
                by_word.setdefault(word, []).append(people[-1])
        else:
            match.names.append(name)
            match.gender = match.gender or name.gender
    kept = []
    for person in people:
        person.names.sort(key=lambda n: n.start)
        if any(n.certain for n in person.names) or len(person.name.split()) > 1 or len(person.names) > 1:
            kept.append(person)
    return sorted(kept, key=lambda p: p.first)


def meant(name: Name, words: list[str], people: list[Person]) -> Person | None:
    """Whom of the persons that share its last word a name means: of two with one surname the one introduced
    last before it, else the only one of whose names it is another, told before it or with the same office."""
    alike = [person for person in people if same_person(person.name.lower().split(), words)]
    if alike:
        earlier = [person for person in alike if person.introduced < name.start]
        return max(earlier, key=lambda person: person.introduced) if earlier else alike[0]
    within = [person for person in people if holds(person.name.lower().split(), words)]
    earlier = [person for person in within if person.introduced < name.start or of_one_office(name, person)]
    return earlier[0] if len(earlier) == 1 else None


def of_one_office(name: Name, person: Person) -> bool:
    """Whether a name in a headline has the very office of somebody's full name in the text: 'Adviser
    Takeda' of whom the text tells as 'Adviser Takeda Ichiro'."""
    return name.titled and name.office is not None and name.office == person.office


def same_person(full: list[str], short: list[str]) -> bool:
    """Whether a shorter name is the end of a fuller one, or its first and last words."""
    if not short or len(short) > len(full):
        return False
    return full[-len(short) :] == short or (len(short) > 1 and full[0] == short[0] and full[-1] == short[-1])


def holds(full: list[str], short: list[str]) -> bool:
    """Whether a shorter name is one word of a fuller one ('Vargas'), or its beginning ('Lucía Vargas')."""
    return len(short) < len(full) and (len(short) == 1 or full[: len(short)] == short)


def learn_genders(doc: Doc, people: list[Person]) -> None:
    """Set the pronoun of persons whom 'he' or 'she' follows as a subject, with nobody in between."""
    places = sorted((name.start, number) for number, person in enumerate(people) for name in person.names)
    for token in doc:
        if token.lower_ in ("his", "her") and token.dep_ == "poss":
            number = possessor_in_clause(token, places)
            if number is not None and people[number].gender is None:
                people[number].gender = GENDERS[token.lower_]
        if token.lower_ not in ("he", "she"):
            continue
        earlier = [number for start, number in places if token.i - 60 <= start < token.i]
        if earlier and people[earlier[-1]].gender is None and len(set(earlier[-2:])) == 1:
            people[earlier[-1]].gender = token.lower_


def possessor_in_clause(token: Token, places: list[tuple[int, int]]) -> int | None:
    """The subject of the clause to whose object 'his' or 'her' belongs ('Rojas met her aide')."""
    noun = token.head
    verb = noun.head if noun.dep_ in ("dobj", "dative") else noun.head.head if noun.dep_ == "pobj" else None
    if verb is None or verb.pos_ != "VERB":
        return None
    for child in verb.children:
        if child.dep_ == "nsubj" and child.i < token.i:
            span = child.left_edge.i, child.right_edge.i
            return next((number for start, number in places if span[0] <= start <= span[1]), None)
    return None
