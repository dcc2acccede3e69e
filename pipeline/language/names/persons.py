"""Mentions of persons, once for a brief: by their names, any one of which alone is linked to the fullest of
the brief, and by 'he' and 'she'."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language.annotations import Mention
from pipeline.language.names.countries import Countries
from pipeline.language.names.mentions import add
from pipeline.language.names.people import GENDERS, Person, learn_genders, persons
from pipeline.language.names.person_names import names
from pipeline.language.text.dependencies import FORMAL_SUBJECTS


@Language.component("statusquo_persons")
def persons_component(doc: Doc) -> Doc:
    """Adds the mentions of persons by name and by 'he' and 'she' to `doc._.mentions`."""
    people = persons(names(doc))
    learn_genders(doc, people)
    countries = Countries(doc, people)
    found = []
    for person in people:
        person.country = countries.of_person(person)
        for name in person.names:
            office = doc[name.office_span[0] : name.office_span[1]].text if name.office_span else None
            if office is None and name.aside is not None and name.office is not None:
                office = doc[name.aside[0] : name.aside[1]].text
            last = doc[name.end - 1]
            start = doc[name.first].idx
            end = last.idx + len(last)
            linked = "model" if not name.certain else "name"
            found.append(
                Mention(
                    start,
                    end,
                    "person",
                    linked,
                    person.entity,
                    name=person.name,
                    office=office,
                    country=person.country,
                )
            )
    found += pronouns(doc, people)
    add(doc, found)
    return doc


def pronouns(doc: Doc, people: list[Person]) -> list[Mention]:
    """'he', 'she', 'his', 'her': the last person named before, subjects first, whom the pronoun fits."""
    places = sorted(
        (name.start, name.end, number) for number, person in enumerate(people) for name in person.names
    )
    found = []
    for token in doc:
        gender = GENDERS.get(token.lower_)
        if gender is None or token.pos_ not in ("PRON", "DET"):
            continue
        person = antecedent_of(doc, token.i, gender, places, people)
        if person is not None:
            found.append(
                Mention(
                    token.idx,
                    token.idx + len(token),
                    "person",
                    "anaphora",
                    person.entity,
                    name=person.name,
                    country=person.country,
                )
            )
    return found


def antecedent_of(
    doc: Doc, index: int, gender: str, places: list[tuple[int, int, int]], people: list[Person]
) -> Person | None:
    """The person that a pronoun at a token means, within the 120 tokens before it."""
    best, best_score = None, None
    for start, end, number in places:
        if start >= index or index - start > 120:
            continue
        person = people[number]
        if person.gender not in (None, gender):
            continue
        head = doc[start:end].root
        while (
            head.dep_ in ("appos", "compound")
            and head.head.i != head.i
            and head.head.pos_ in ("NOUN", "PROPN")
        ):
            head = head.head
        score = start + (40 if head.dep_ in FORMAL_SUBJECTS else 0)
        if best_score is None or score >= best_score:
            best, best_score = person, score
    return best
