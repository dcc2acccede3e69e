"""Who 'he' and 'she' are as the source of a statement: whoever spoke or was named before them."""

import bisect
import dataclasses
from collections.abc import Iterator

from pipeline.language.grammar.stretches import phrase
from pipeline.language.names.offices import office_in
from pipeline.language.names.people import Person
from pipeline.language.statements.cast import FARTHEST, Cast, Speaker
from pipeline.language.statements.office_holders import OfficeHolders
from pipeline.language.statements.statement_drafts import Source
from pipeline.language.text.dependencies import FORMAL_SUBJECTS


class Antecedents:
    """Answers for one passage; `history` are those who spoke so far, with where their sources begin."""

    def __init__(self, cast: Cast, holders: OfficeHolders, history: list[tuple[int, Speaker]]):
        self.cast, self.holders, self.history = cast, holders, history
        self.passage, self.doc, self.countries = cast.passage, cast.doc, cast.countries

    def pronoun(self, source: Source, gender: str) -> Speaker:
        """'he', 'she': who fits and is told last in the paragraph, else the last speaker or subject."""
        found = self.antecedent(source.start, gender)
        if found is None:
            return Speaker(source.head.text, None, None, gender, human=True)
        if found.entity is not None and found.gender is None:
            person = next((p for p in self.cast.people if p.entity == found.entity), None)
            if person is not None:
                person.gender = gender
        return dataclasses.replace(found, gender=found.gender or gender)

    def antecedent(self, index: int, gender: str) -> Speaker | None:
        """Who 'he' or 'she' at a token is, if the brief tells."""
        number = self.passage.stretches.number(index)
        best = self.speaker_before(index, number, gender)
        named = [
            place for place in self.named_before(index, gender) if self.cast.distance(number, place[0]) <= 3
        ]
        subject = next((place for place in named if self.cast.subject_of(*place[:2])), None)
        if subject is not None and (best is None or subject[0] > best[0]):
            best = subject[0], self.cast.speaker(subject[2])
        held = self.office_before(index, number, gender, best[0] if best is not None else -1)
        best = held or best
        paragraph = self.cast.paragraph(index)
        within = next((place for place in named if self.cast.paragraph(place[0]) == paragraph), None)
        if within is not None and (best is None or self.cast.paragraph(best[0]) != paragraph):
            return self.cast.speaker(within[2])
        if best is not None:
            return best[1]
        earlier = next(iter(self.named_before(index, gender)), None)
        return self.cast.speaker(earlier[2]) if earlier is not None else None

    def speaker_before(self, index: int, number: int, gender: str) -> tuple[int, Speaker] | None:
        """The last human speaker before a token, at most six sentences away, whom a pronoun fits."""
        for position, speaker in reversed(self.history):
            if self.cast.distance(number, position) > 6:
                return None
            if position < index and speaker.human and not speaker.plural and speaker.gender in (None, gender):
                return position, speaker
        return None

    def office_before(self, index: int, number: int, gender: str, after: int) -> tuple[int, Speaker] | None:
        """Who holds the office that is the last subject before a token, of its sentence or the one before and
        behind another ('The minister met Odo Bram. He said'), whom a pronoun fits."""
        stretch = self.passage.stretches.all[max(0, number - 1)]
        first = max(stretch.start, after + 1)
        for token in reversed(self.doc[first:index]):
            if token.dep_ not in FORMAL_SUBJECTS or not self.cast.subject_of(token.i, token.i + 1):
                continue
            start, end = phrase(token)
            office = office_in(self.doc, start, end, token)
            if office is None or office[0].kind != "person" or self.passage.quoted(start):
                return None
            source = Source(start, end, token)
            person = self.holders.only_holder(source, office[0]) or self.holders.before(
                source,
                office[0],
                self.countries.phrases.of_phrase(start, end),
                definite=self.doc[start].lower_ == "the",
            )
            if person is None or person.gender not in (None, gender):
                return None
            return start, self.cast.speaker(person)
        return None

    def named_before(self, index: int, gender: str) -> Iterator[tuple[int, int, Person]]:
        """The places before a token, outside quotations, of persons whom a pronoun fits, the last first."""
        last = bisect.bisect_left(self.cast.places, index, key=lambda place: place[0])
        for place in reversed(self.cast.places[max(0, last - FARTHEST) : last]):
            if place[2].gender in (None, gender) and not self.passage.quoted(place[0]):
                yield place
