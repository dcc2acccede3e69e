"""Who the source of a statement is: the fullest name of the brief, its entity, and on whose behalf it
speaks."""

import bisect
import dataclasses
import functools
import itertools
import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from pipeline.language.annotations import Mention
from pipeline.language.grammar.stretches import phrase, subject
from pipeline.language.names.countries import Countries
from pipeline.language.names.introductions import introductions
from pipeline.language.names.mentions import holding
from pipeline.language.names.offices import Office, office_in
from pipeline.language.names.people import GENDERS, Person, learn_genders, persons
from pipeline.language.names.person_names import names
from pipeline.language.names.unnamed_states import RANKS, portfolio, portfolio_words
from pipeline.language.statements.outlets import generic, outlet_name, outlet_phrase
from pipeline.language.statements.statement_drafts import Draft, Passage, Source
from pipeline.language.statements.verbs import FIRST_PERSON
from pipeline.language.text.dependencies import FORMAL_SUBJECTS, NOUN_SUBJECTS, dependents
from pipeline.language.text.plurals import singular
from pipeline.lexicon import word_class

# Words after a noun phrase that are no part of who it is ("officials here", "the pilots themselves").
AFTER_NAME = re.compile(r" (?:here|himself|herself|itself|themselves)\Z")
CAPITALS = r"[A-Z\u00c0-\u00dd][\w'\u2019-]*"
LONGEST_NAME = 12  # tokens
SOON = 4  # sentences after an office in which its holder is named
LONGEST_RUN = 8  # sentences that begin with 'It' one after the other
FARTHEST = 200  # names back among which a pronoun's is looked for
# Offices that later phrases use for one another: 'the top diplomat' is a foreign minister, 'the leader' a
# president.
ALIKE = (
    "envoy_title",
    "diplomat_title",
    "ruler_title",
    "spokesman_title",
    "negotiator_title",
    "minister_title",
    "secretary_general_title",
)


@dataclasses.dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: name, entity and country (ISO alpha-3 or org:CODE), each None where unknown; `single` human
    beings."""

    name: str | None = None
    entity: str | None = None
    country: str | None = None
    gender: str | None = None
    human: bool = False
    plural: bool = False
    office: Office | None = None


def may_speak(words: Span) -> bool:
    """Whether a few words name somebody who can speak: an office, a body, a state, an organisation, a
    person."""
    doc = words.doc
    if office_in(doc, words.start, words.end) is not None:
        return not any(t.pos_ == "NUM" for t in words)
    head = words.root.idx
    return any(
        m.kind in ("state", "organisation", "person", "outlet") and m.start <= head < m.end
        for m in doc._.mentions
    )


class Speakers:
    """Resolves the sources of one Doc; ask for them in the order of the text."""

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
        signing = self.signatories()
        official = passage.voices.whole is not None
        for person in self.people:
            if person.entity in signing or official:
                person.country = (
                    self.countries.told_of_person(person)
                    or self.countries.home_of_person(person)
                    or self.countries.own_officer(person)
                    or self.countries.issuer.issuing_state_of(person)
                )
            else:
                person.country = self.countries.of_person(person) or self.introduced(person)
        self.history: list[tuple[int, Speaker]] = []
        self.of_office: dict[str, list[Person]] = {}
        self.bodies: dict[str, list[tuple[int, str]]] = {}  # by noun, where full names of bodies end
        self.references = [m for m in self.doc._.mentions if m.linked_by == "anaphora"]
        introduced = introductions(passage.text)
        self.short_names = {one.short: one.name for one in introduced}
        self.introduced_names = {one.end: one.name for one in introduced}

    def signatories(self) -> set[str]:
        """The persons in whose name the whole text speaks, or who sign it."""
        voices = [self.passage.voices.whole, *self.passage.voices.lines]
        spans = [voice.name for voice in voices if voice is not None and voice.name and voice.turn is None]
        found = (self.person_between(start, end) for start, end in spans)
        return {person.entity for person in found if person is not None}

    def span(self, draft: Draft) -> tuple[int, int] | None:
        """Characters of the source."""
        if draft.source is None:
            return None
        last = self.doc[draft.source.end - 1]
        return self.doc[draft.source.start].idx, last.idx + len(last)

    def of(self, draft: Draft) -> Speaker:
        """The speaker of a draft."""
        source = draft.source
        if source is None:
            return Speaker()
        if source.of is not None:
            start, end = phrase(source.of)
            source = Source(start, min(end, source.start) if end > source.start > start else end, source.of)
        self.learn_owner(draft, source)
        headline = any(
            s.kind == "headline" and s.start <= draft.cue.token.idx < s.end for s in self.doc._.segments
        )
        found = self.resolve(source, headline)
        self.history.append((source.start, found))
        return found

    def learn_owner(self, draft: Draft, source: Source) -> None:
        """Note whom 'its' in a source after its content means: the state that the content is about ('Chad
        will wait, its foreign ministry said')."""
        token = next((t for t in self.doc[source.start : source.end] if t.lower_ == "its"), None)
        if token is None or draft.cover()[0] > token.idx:
            return
        said = [c for c in dependents(draft.cue.token, "ccomp") if c.i < source.start]
        state = self.countries.told.subject_state(said[0]) if said else None
        if state is not None:
            self.countries.told.owners[token.i] = state

    def resolve(self, source: Source, headline: bool = False) -> Speaker:
        """The speaker that a noun phrase or pronoun means."""
        if self.several_people(source):
            return Speaker(self.text(source), plural=True)
        person = self.named(source) or self.appositive(source)
        if person is not None:
            return self.speaker(person, source)
        lower = source.head.lower_
        single = source.end - source.start == 1
        if single and lower in GENDERS:
            return self.pronoun(source, GENDERS[lower])
        if single and lower in FIRST_PERSON:
            return self.first_person(source)
        if single and lower in ("they", "it", "both", "others"):
            return self.plural_or_thing(source, lower)
        return self.described(source, headline)

    def several_people(self, source: Source) -> bool:
        """Whether a source names two persons joined by 'and'."""
        joined = [c for c in dependents(source.head, "conj") if c.i < source.end]
        if not joined:
            return False
        first = bisect.bisect_left(self.places, source.start, key=lambda place: place[0])
        inside = itertools.takewhile(
            lambda place: place[1] <= source.end, itertools.islice(self.places, first, None)
        )
        return len({person.entity for start, end, person in inside if not self.possessor(end)}) > 1

    def first_person(self, source: Source) -> Speaker:
        """'I', 'we': whose words the passage is, or the state whose ministry publishes it; the pronoun itself
        where only an office signs."""
        voice = self.passage.voices.at(source.head.idx)
        publishing = None if self.countries.issuer.is_joint else self.countries.issuer.state
        if voice is not None and voice is self.passage.voices.publisher:
            state = publishing
            name = self.last_name(state, source.start) if state is not None else None
            return Speaker(name or self.text(source), state, state)
        if voice is None or voice.name is None:
            plural = source.head.lower_ in ("we", "us")
            state = publishing if voice is not None and plural else None
            return Speaker(self.text(source), None, state, plural=plural)
        person = self.person_between(*voice.name)
        if person is not None:
            return self.speaker(person)
        return Speaker(self.passage.text[slice(*voice.name)], human=True)

    def person_between(self, start: int, end: int) -> Person | None:
        """The first person that is named within the characters [start, end)."""
        first = bisect.bisect_left(self.places, start, key=lambda place: self.doc[place[0]].idx)
        if first < len(self.places) and self.doc[self.places[first][0]].idx < end:
            return self.places[first][2]
        return None

    def named(self, source: Source) -> Person | None:
        """The person whose name the source gives, possessors and objects of prepositions left aside."""
        first = bisect.bisect_left(self.places, source.start - LONGEST_NAME, key=lambda place: place[0])
        for place in range(first, len(self.places)):
            start, end, person = self.places[place]
            if start >= source.end:
                break
            if not (source.start <= start and end <= source.end or start <= source.start < source.end <= end):
                continue
            name = next(n for n in person.names if n.start == start)
            following = (
                self.doc[name.end - 1].text[-2:] in ("'s", "’s")
                or name.end < source.end
                and self.doc[name.end].text in ("'s", "’s", "'", "’")
            )
            if following:
                continue
            comma = self.doc[name.start - 1].text == ","
            before = (
                self.doc[name.start - 1 if comma else name.first - 1] if name.first > source.start else None
            )
            if before is not None and before.pos_ == "ADP":
                continue
            if (
                any(t.pos_ == "ADP" for t in self.doc[source.start : name.start])
                and before is not None
                and before.text != ","
                and name.office is None
            ):
                continue
            return person
        return None

    def appositive(self, source: Source) -> Person | None:
        """Who stands in apposition to a source that is an office: `the chairman of the session, Ambassador X
        of Peru`."""
        doc, comma = self.doc, source.end
        if comma + 1 >= len(doc) or doc[comma].text != "," or doc[source.start].lower_ in ("a", "an"):
            return None
        office = office_in(doc, source.start, source.end, source.head)
        if office is None or office[0].kind != "person":
            return None
        place = bisect.bisect_left(self.places, comma, key=lambda place: place[0])
        if place == len(self.places):
            return None
        start, _, person = self.places[place]
        name = next(n for n in person.names if n.start == start)
        return person if name.first <= comma + 1 <= start else None

    def speaker(self, person: Person, source: Source | None = None) -> Speaker:
        """A person as a speaker; the office in this very phrase may tell the country that the others do
        not."""
        country = person.country
        if country is None and source is not None:
            country = self.countries.phrases.of_phrase(source.start, source.end)
            person.country = country
        return Speaker(person.name, person.entity, country, person.gender, human=True, office=person.office)

    def introduced(self, person: Person) -> str | None:
        """The country of somebody named without an office right after one was mentioned without a name."""
        if person.office is not None or not person.names:
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

    def unnamed_office(self, span: tuple[int, int]) -> bool:
        """Whether a phrase is definite, has a human office and no name ('his counterpart in Astana')."""
        first = self.doc[span[0]]
        definite = (
            first.lower_ == "the"
            or first.tag_ == "PRP$"
            or any(t.text in ("'s", "’s") for t in self.doc[span[0] : span[1]])
        )
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

    def pronoun(self, source: Source, gender: str) -> Speaker:
        """'he', 'she': whoever the paragraph speaks of last whom the pronoun fits, else the last speaker or
        subject."""
        found = self.antecedent(source.start, gender)
        if found is None:
            return Speaker(self.text(source), None, None, gender, human=True)
        if found.entity is not None and found.gender is None:
            person = next((p for p in self.people if p.entity == found.entity), None)
            if person is not None:
                person.gender = gender
        return dataclasses.replace(found, gender=found.gender or gender)

    def antecedent(self, index: int, gender: str) -> Speaker | None:
        """Who 'he' or 'she' at a token is, if the brief tells."""
        number = self.passage.stretches.number(index)
        best = self.speaker_before(index, number, gender)
        named = [place for place in self.named_before(index, gender) if self.distance(number, place[0]) <= 3]
        subject = next((place for place in named if self.subject_of(*place[:2])), None)
        if subject is not None and (best is None or subject[0] > best[0]):
            best = subject[0], self.speaker(subject[2])
        paragraph = self.paragraph(index)
        within = next((place for place in named if self.paragraph(place[0]) == paragraph), None)
        if within is not None and (best is None or self.paragraph(best[0]) != paragraph):
            return self.speaker(within[2])
        if best is not None:
            return best[1]
        earlier = next(iter(self.named_before(index, gender)), None)
        return self.speaker(earlier[2]) if earlier is not None else None

    def speaker_before(self, index: int, number: int, gender: str) -> tuple[int, Speaker] | None:
        """The last human speaker before a token, at most six sentences away, whom a pronoun fits."""
        for position, speaker in reversed(self.history):
            if self.distance(number, position) > 6:
                return None
            if position < index and speaker.human and not speaker.plural and speaker.gender in (None, gender):
                return position, speaker
        return None

    def named_before(self, index: int, gender: str) -> Iterator[tuple[int, int, Person]]:
        """The places before a token where persons are named whom a pronoun fits, outside quotations, the last
        first."""
        last = bisect.bisect_left(self.places, index, key=lambda place: place[0])
        for place in reversed(self.places[max(0, last - FARTHEST) : last]):
            if place[2].gender in (None, gender) and not self.passage.quoted(place[0]):
                yield place

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

    def plural_or_thing(self, source: Source, word: str) -> Speaker:
        """'they' and 'it': the last speaker or subject of that number before it, and what the references
        say."""
        mention = self.anaphora(source.head)
        plural = word != "it"
        number = self.passage.stretches.number(source.start)
        candidates: list[tuple[int, Speaker]] = []
        for position, speaker in reversed(self.history):
            if self.distance(number, position) > 3:
                break
            if position < source.start and speaker.plural == plural and not (speaker.human and not plural):
                candidates.append((position, speaker))
        organ = self.organ_before(source, number) if not plural else None
        if organ is not None:
            return organ
        candidates += self.subjects_before(source, number, plural)
        if mention is not None and mention.entity:
            same = [pair for pair in candidates if pair[1].country == mention.entity]
            if same:
                return max(same, key=lambda pair: pair[0])[1]
            return Speaker(
                self.last_name(mention.entity, source.start) or self.text(source),
                mention.entity,
                mention.entity,
            )
        if candidates:
            return max(candidates, key=lambda pair: pair[0])[1]
        return Speaker(self.text(source), plural=plural)

    def subjects_before(self, source: Source, number: int, plural: bool) -> Iterator[tuple[int, Speaker]]:
        """The subjects without a name that 'it' or 'they' may mean, of the sentence before it and its own."""
        first = self.passage.stretches.all[max(0, number - 1)].start
        for token in self.doc[first : source.start]:
            if (
                token.dep_ not in NOUN_SUBJECTS
                or token.pos_ not in ("NOUN", "PROPN")
                or token.head.dep_ in ("relcl", "acl")
                or self.passage.quoted(token.i)
            ):
                continue
            many = token.tag_ in ("NNS", "NNPS") or bool(dependents(token, "conj"))
            start, end = phrase(token)
            if many != plural or end > source.start or self.named(Source(start, end, token)) is not None:
                continue
            found = self.described(Source(start, end, token))
            if plural or not found.human:
                yield start, found

    def organ_before(self, source: Source, number: int) -> Speaker | None:
        """What 'It' means that begins a sentence in a run of such after one whose subject is a body: 'The
        Council met. It decided to wait. It urged P.'"""
        stretches, doc = self.passage.stretches.all, self.doc
        if source.start != stretches[number].start:
            return None
        paragraph = self.paragraph(source.start)
        for earlier in range(number - 1, max(-1, number - LONGEST_RUN), -1):
            stretch = stretches[earlier]
            if doc[stretch.start].idx < paragraph:
                return None
            head = main_subject(doc, stretch.start, stretch.end)
            if head is None:
                return None
            if head.lower_ == "it" and head.i == stretch.start:
                continue
            body = office_in(doc, *phrase(head), head)
            if body is None or body[0].kind != "body" or head.tag_ in ("NNS", "NNPS") or not head.is_title:
                return None
            found = self.described(Source(*phrase(head), head))
            return found if not found.human else None
        return None

    def anaphora(self, token: Token) -> Mention | None:
        """The reference that the brief's references resolved at a token."""
        place = bisect.bisect_right(self.references, token.idx, key=lambda mention: mention.start) - 1
        return self.references[place] if place >= 0 and token.idx < self.references[place].end else None

    @functools.cached_property
    def naming(self) -> dict[str, list[Mention]]:
        """By entity the mentions that name it, in the order of the text."""
        found: dict[str, list[Mention]] = {}
        for mention in self.doc._.mentions:
            if mention.entity and mention.linked_by in ("name", "alias", "capital"):
                found.setdefault(mention.entity, []).append(mention)
        return found

    def last_name(self, entity: str, index: int) -> str | None:
        """The words by which the text last named an entity before a token."""
        named = self.naming.get(entity, [])
        place = bisect.bisect_left(named, self.doc[index].idx, key=lambda mention: mention.start) - 1
        return self.passage.text[named[place].start : named[place].end] if place >= 0 else None

    def full_name(self, source: Source, entity: str | None = None) -> str:
        """The source as worded, an abbreviation replaced by the name that the brief gives with it or before
        it."""
        words = self.text(source)
        last = self.doc[source.end - 1]
        if last.idx + len(last) in self.introduced_names:
            return self.introduced_names[last.idx + len(last)]
        short = words.removeprefix("the ").removeprefix("The ")
        if not short.isupper() or len(short) < 2 or " " in short:
            return words
        if short in self.short_names:
            return self.short_names[short]
        if entity is None or not entity.startswith("org:"):
            return words
        earlier = [m for m in self.naming.get(entity, []) if m.start < self.doc[source.start].idx]
        longest = max((self.passage.text[m.start : m.end] for m in earlier), key=len, default="")
        return longest if longest.count(" ") else words

    def described(self, source: Source, headline: bool = False) -> Speaker:
        """A noun phrase without a name: a state, a body, an office; linked to a person of the brief where it
        means one."""
        doc, start, end = self.doc, source.start, source.end
        office = office_in(doc, start, end, source.head)
        plural = source.head.tag_ in ("NNS", "NNPS") or any(
            c.i < end for c in dependents(source.head, "conj")
        )
        plural = plural or office is not None and several_of(office[0], source.head)
        if outlet_phrase(doc, start, end) and (office is None or office[0].kind == "body"):
            return Speaker(self.outlet(source), None, None)
        mention = self.whole_mention(source)
        if mention is not None:
            entity = None if plural and self.several(source) else mention.entity
            name = self.full_name(source, entity)
            bodily = office is None or office[0].speaks_for == "organisation"
            if mention.linked_by == "anaphora" and entity is not None and bodily:
                name = self.last_name(entity, source.start) or name
            return Speaker(name, entity, entity, plural=bool(plural))
        if office is None:
            reference = self.anaphora(source.head)
            country = (
                reference.entity
                if reference is not None and reference.kind in ("state", "organisation")
                else None
            )
            return Speaker(self.full_name(source), country, country, plural=plural)
        own = self.own_organ(source, office[0], plural)
        if own is not None:
            name = None if plural else self.body_in_full(source)
            return Speaker(name or self.text(source), None, own, plural=plural, office=office[0])
        country = (
            None
            if office[0].noun in word_class("describing_noun")
            and (plural or doc[office[2] - 1].tag_ == "NNS")
            else self.country(source, office[0], plural, headline)
        )
        human = office[0].kind == "person"
        if human and not plural:
            told = self.countries.phrases.of_phrase(start, end) if headline else country
            person = self.only_holder(source, office[0]) or self.holder(source, office[0], told, headline)
            at, earlier = self.same_description(source, office[0])
            if person is not None and not (earlier is not None and at > self.last_named(person, start)):
                return self.holding(person, source, country, told)
            if earlier is not None:
                return earlier
            told = self.countries.phrases.of_phrase(start, end)
            person = self.holder(source, office[0], told, headline) if end - start > 2 else None
            if person is not None:
                return self.holding(person, source, country, told)
        name = (
            self.last_name(country, start) if country is not None and self.describes(source, office) else None
        )
        if office[0].kind == "body" and not plural:
            name = name or self.body_in_full(source)
        return Speaker(
            name or self.text(source),
            None,
            country,
            office[0].gender if human else None,
            human=human,
            plural=plural,
            office=office[0],
        )

    def own_organ(self, source: Source, office: Office, plural: bool) -> str | None:
        """The organisation that publishes the text, of which a body written like a name is an organ ('the
        Authority'), or whose ministers or leaders they are without another word ('Ministers')."""
        code, doc = self.countries.issuer.organisation, self.doc
        if code is None or self.countries.told.within(source.start, source.end):
            return None
        if plural:
            alone = source.end - source.start <= 1 + (doc[source.start].lower_ == "the")
            return code if alone and source.head.lower_ in ("ministers", "leaders") else None
        organ = office.kind == "body" and office.noun in word_class("governing_body")
        return code if organ and source.head.text[:1].isupper() else None

    def describes(self, source: Source, office: tuple[Office, int, int]) -> bool:
        """Whether a source is a description of one state: 'the tiny Balkan state'."""
        definite = self.doc[source.start].lower_ == "the" and source.head.tag_ == "NN"
        return definite and source.head.i == office[2] - 1 and office[0].noun in word_class("describing_noun")

    def body_in_full(self, source: Source) -> str | None:
        """What 'the Council' or 'Council' is called in full before it, where the text names one body so."""
        head = source.head
        if not head.is_title or source.end - source.start > 1 + (self.doc[source.start].lower_ == "the"):
            return None
        if head.text not in self.bodies:
            self.bodies[head.text] = [
                (m.end(), m[0]) for m in full_body(head.text).finditer(self.passage.text)
            ]
        names = {name for end, name in self.bodies[head.text] if end <= self.doc[source.start].idx}
        longest = max(sorted(names), key=len, default=None)
        return longest if longest is not None and all(longest.startswith(name) for name in names) else None

    def holding(self, person: Person, source: Source, country: str | None, told: str | None) -> Speaker:
        """The holder of an office as a speaker; what the phrase itself tells of the country goes before a
        guess."""
        if person.country is None or told is not None and person.office is None:
            person.country = told or country
        elif self.countries.told_of_person(person) is None and self.countries.told.within(
            source.start, source.end
        ):
            own = self.countries.phrases.of_phrase(source.start, source.end)
            person.country = own if own is not None else person.country
        return self.speaker(person)

    def outlet(self, source: Source) -> str:
        """An outlet as a source; 'the station' is the outlet that was named last."""
        if generic(self.doc, source.start, source.end):
            place = bisect.bisect_left(self.outlet_phrases, (source.start, 0)) - 1
            if place >= 0:
                return outlet_name(self.doc, *self.outlet_phrases[place])
            earlier = next((s for p, s in reversed(self.history) if p < source.start and s.name), None)
            if earlier is not None:
                return earlier.name or self.full_name(source)
        return self.full_name(source)

    @functools.cached_property
    def outlet_phrases(self) -> list[tuple[int, int]]:
        """Subjects and objects that name an outlet, in the order of the text."""
        found = []
        for token in self.doc:
            if token.dep_ in ("nsubj", "dobj", "pobj", "nsubjpass") and token.pos_ == "PROPN":
                span = phrase(token)
                if outlet_phrase(self.doc, *span) and not generic(self.doc, *span):
                    found.append(span)
        return found

    def country(self, source: Source, office: Office, plural: bool, headline: bool) -> str | None:
        """On whose behalf an office or body speaks, by its phrase, else by the context where the phrase is
        definite."""
        start, end = source.start, source.end
        found = self.countries.phrases.of_phrase(start, end)
        if found is not None or office.speaks_for not in ("state", "organisation"):
            return found
        if self.countries.phrases.closed(start, end):
            return None
        if any(t.lower_ == "there" for t in self.doc[start:end]):
            reference = self.anaphora(source.head)
            return reference.entity if reference is not None and reference.entity else self.last_entity(start)
        first = self.doc[start]
        if plural:
            return None
        definite = (
            first.lower_ == "the"
            or first.tag_ == "PRP$"
            or headline
            or first.pos_ not in ("DET", "NUM")
            or first.lower_ in ("a", "an")
            and any(t.lower_ in word_class("national_word") for t in self.doc[start:end])
        )
        if office.kind == "person" and self.countries.phrases.led_on(start, end):
            return None
        if self.passage.voices.whole is not None and office.speaks_for == "state":
            return self.countries.issuer.issuing_state()
        return self.countries.of_context(start, office, named=definite)

    def last_entity(self, index: int) -> str | None:
        """What 'there' means before a token: the last place, organisation or state after 'in' or 'at', else
        the last state."""
        earlier = self.countries.told.between(0, self.doc[index].idx)
        places = [m for m in earlier[-4:] if m.kind != "state" or self.countries.told.located(m)]
        return self.countries.told.entity((places or earlier)[-1]) if earlier else None

    def whole_mention(self, source: Source) -> Mention | None:
        """The state or organisation whose name the source is, no office in between."""
        head = source.head
        for mention in holding(self.doc._.mentions, head.idx):
            if mention.linked_by == "anaphora":
                if mention.kind in ("state", "organisation") and source.end - source.start <= 3:
                    return mention
            elif mention.kind in ("state", "organisation", "group"):
                if mention.linked_by != "demonym" or head.tag_ != "JJ":
                    return mention
        return None

    def several(self, source: Source) -> bool:
        """Whether a source is a list of different states or organisations."""
        return len({m.entity for m in self.countries.told.within(source.start, source.end)}) > 1

    def holder(self, source: Source, office: Office, country: str | None, headline: bool) -> Person | None:
        """The named person that a phrase for an office means: the last one before it that fits, else one
        named right after."""
        first = self.doc[source.start]
        definite = (
            first.lower_ in ("the", "that", "this")
            or headline
            and first.pos_ != "DET"
            or any(t.text in ("'s", "’s") for t in self.doc[source.start : source.end])
        )
        if first.lower_ in ("a", "an"):
            return self.named_next(source) or self.told_later(source, office, country)
        if first.tag_ == "PRP$" and first.lower_ in ("its", "their", "our"):
            return self.told_later(source, office, country) or self.named_soon(source.start)
        if not definite or first.tag_ == "PRP$":
            return None
        before = [p for p in self.before(source.start) if self.fits(p, source, office, country)]
        if before:
            return next((p for p in before if same_office(p.office, office)), before[0])
        for person in self.people if headline else ():
            general = person.office is None and office.noun in word_class("general_office")
            if general or self.fits(person, source, office, country):
                return person
        return self.named_soon(source.start) or self.told_later(source, office, country)

    def told_later(self, source: Source, office: Office, country: str | None) -> Person | None:
        """Who is named in the next sentences with the very office, as one told before: 'a spokesman said P
        ... the spokesman, Odo Bram, added Q'."""
        number = self.passage.stretches.number(source.start)
        first = bisect.bisect_left(self.places, source.end, key=lambda place: place[0])
        for start, _, person in itertools.islice(self.places, first, None):
            if self.distance(number, start) < -SOON:
                return None
            name = person.names[0]
            span = name.office_span or name.aside
            if name.start != start or span is None or person.office is None:
                continue
            definite = self.doc[span[0]].lower_ == "the" and same_office(person.office, office)
            if definite and self.countries.told_of_person(person) in (None, country):
                return person
        return None

    def before(self, index: int) -> list[Person]:
        """The persons named before a token, the last first, not farther back than FARTHEST names."""
        last = bisect.bisect_left(self.places, index, key=lambda place: place[0])
        near = reversed(self.places[max(0, last - FARTHEST) : last])
        return list({id(person): person for _, _, person in near}.values())

    def named_soon(self, index: int) -> Person | None:
        """Who is first named, without an office, as the subject of one of the two sentences after a token."""
        number = self.passage.stretches.number(index)
        first = bisect.bisect_left(self.places, index, key=lambda place: place[0])
        for start, end, person in itertools.islice(self.places, first, None):
            distance = self.passage.stretches.number(start) - number
            if distance > 2:
                return None
            new = person.office is None and person.first == start and distance > 0
            new = new and person.names[0].aside is None
            if new and not self.passage.quoted(start) and self.subject_of(start, end):
                return person
        return None

    def only_holder(self, source: Source, office: Office) -> Person | None:
        """Whom 'the secretary' means where one person alone of those named before has that office."""
        if self.doc[source.start].lower_ != "the" or source.end - source.start > 3:
            return None
        if office.noun not in self.of_office:
            self.of_office[office.noun] = [p for p in self.people if same_office(p.office, office)]
        held = self.of_office[office.noun]
        told = self.countries.phrases.of_phrase(source.start, source.end)
        if len(held) == 1 and self.other_portfolio(held[0], source):
            return None
        if len(held) != 1 or held[0].names[0].start > source.start or told not in (None, held[0].country):
            return None
        return held[0]

    def fits(self, person: Person, source: Source, office: Office, country: str | None) -> bool:
        """Whether a person may be meant by an office: the same or a like one, of no other country, of a
        fitting pronoun."""
        if person.office is None or office.gender and person.gender and office.gender != person.gender:
            return False
        if office.noun in word_class("general_office") and self.shares_body(person, source):
            return True
        if country is not None and person.country is not None and country != person.country:
            return False
        if self.other_portfolio(person, source):
            return False
        theirs = person.office.noun
        if office.noun in ("official", "officer"):
            return person.office.kind == "person" and person.office.speaks_for in ("state", "organisation")
        if theirs == office.noun or theirs.endswith(" " + office.noun) or office.noun.endswith(" " + theirs):
            return True
        return any(
            office.noun in word_class(group) and theirs in word_class(group) for group in ALIKE
        ) or self.foreign_minister(person, office)

    def other_portfolio(self, person: Person, source: Source) -> bool:
        """Whether a phrase and somebody's office are in charge of different things: 'the education minister',
        'Defence Minister Dorn'."""
        mine = set(portfolio_words(self.doc, source.start, source.end)) - RANKS
        theirs = set(portfolio(self.doc, person)) - RANKS
        return bool(mine and theirs) and not mine & theirs

    def named_next(self, source: Source) -> Person | None:
        """Whom the next sentences name as one of the same body: `a State Bank official said ... X, of the
        State Bank`."""
        number = self.passage.stretches.number(source.start)
        first = bisect.bisect_left(self.places, source.end, key=lambda place: place[0])
        for start, _, person in self.places[first : first + 3]:
            if self.distance(number, start) >= -3 and person.names[0].start == start:
                if self.shares_body(person, source):
                    return person
        return None

    def shares_body(self, person: Person, source: Source) -> bool:
        """Whether a phrase for an office names a body, by two capitalised words, that a person's own phrases
        name."""
        doc = self.doc
        states = {m.start for m in self.countries.told.within(source.start, source.end)}
        body = {t.lower_ for t in doc[source.start + 1 : source.end] if t.is_title and t.idx not in states}
        spans = [span for name in person.names for span in (name.office_span, name.aside) if span is not None]
        theirs = {t.lower_ for start, end in spans for t in doc[start:end] if t.is_title}
        return len(body & theirs) > 1

    def foreign_minister(self, person: Person, office: Office) -> bool:
        """Whether 'the top diplomat' is meant to be a foreign minister."""
        if "diplomat" not in office.noun:
            return False
        return any(
            "foreign" in self.doc[n.office_span[0] : n.office_span[1]].text.lower()
            for n in person.names
            if n.office_span is not None
        )

    def last_named(self, person: Person, index: int) -> int:
        """Where somebody was named last before a token."""
        return max((name.start for name in person.names if name.start < index), default=-1)

    def same_description(self, source: Source, office: Office) -> tuple[int, Speaker | None]:
        """`The official added`: the unnamed official of before, and where."""
        if self.doc[source.start].lower_ not in ("the", "that", "this") or source.end - source.start > 3:
            return -1, None
        for position, speaker in reversed(self.history):
            held = speaker.office
            unnamed = speaker.human and not speaker.plural and speaker.entity is None
            if position < source.start and held is not None and unnamed:
                if held.noun == office.noun or held.noun.endswith(office.noun):
                    return position, speaker
        return -1, None

    def text(self, source: Source) -> str:
        """The source as worded, a leading possessive pronoun replaced by what it stands for."""
        doc = self.doc
        words = AFTER_NAME.sub("", doc[source.start : source.end].text)
        if source.end - source.start == 1:
            return words
        if not any(t.tag_ == "PRP$" for t in doc[source.start : source.end]):
            return self.with_owner_named(source, words)
        token = next(t for t in doc[source.start : source.end] if t.tag_ == "PRP$")
        owner = self.owner(token)
        if owner is None:
            return words
        offset = token.idx - doc[source.start].idx
        return words[:offset] + possessive(owner) + words[offset + len(token) :]

    def with_owner_named(self, source: Source, words: str) -> str:
        """The words of a source that begins with a possessor without a name, by its name ('the kingdom's
        embassy')."""
        doc = self.doc
        ending = next((t for t in doc[source.start + 1 : source.end] if t.text in ("'s", "’s")), None)
        if ending is None or doc[source.start].lower_ != "the" or ending.i - source.start > 3:
            return words
        mention = self.anaphora(doc[ending.i - 1])
        if mention is None or mention.entity is None or mention.kind not in ("state", "organisation"):
            return words
        name = self.last_name(mention.entity, source.start)
        after = ending.idx + len(ending) - doc[source.start].idx
        return possessive(name) + words[after:] if name is not None else words

    def owner(self, token: Token) -> str | None:
        """The name that a possessive pronoun stands for."""
        if token.lower_ in GENDERS:
            found = self.pronoun(Source(token.i, token.i + 1, token), GENDERS[token.lower_])
            return found.name if found.name and found.name.lower() != token.lower_ else None
        if token.lower_ == "our":
            state = self.countries.issuer.state
            return self.last_name(state, token.i) if state is not None else None
        if token.i in self.countries.told.owners:
            return self.last_name(self.countries.told.owners[token.i], token.i)
        mention = self.anaphora(token)
        if mention is not None and mention.entity:
            return self.last_name(mention.entity, token.i)
        earlier = [
            m
            for m in self.doc._.mentions
            if m.kind in ("state", "organisation")
            and m.linked_by in ("name", "capital", "alias", "body")
            and m.start < token.idx
        ]
        return (
            self.passage.text[earlier[-1].start : earlier[-1].end]
            if earlier and token.lower_ == "its"
            else None
        )


def several_of(office: Office, head: Token) -> bool:
    """Whether a word is the plural of an office, which the tagger may take for a name ('Ministers')."""
    return office.noun.split()[-1] == singular(head.lower_) != head.lower_


def main_subject(doc: Doc, start: int, end: int) -> Token | None:
    """The subject of the main clause of the tokens [start, end)."""
    verb = next((t for t in doc[start:end] if t.dep_ == "ROOT"), None)
    return subject(verb) if verb is not None else None


@functools.lru_cache(maxsize=256)
def full_body(noun: str) -> re.Pattern:
    """A body of this noun named in full: 'Fisheries and Ferries Council of Norland', 'Joint Committee on
    Ferries'."""
    return re.compile(
        rf"(?<![\w-])(?!(?:The|This|Its|Our|In|At|On|By|For|To) )"
        rf"(?:{CAPITALS}(?:,? and|,)? ){{1,6}}{re.escape(noun)}\b"
        rf"(?: (?:of|on|for) (?:the )?{CAPITALS}(?:(?:,? and|,| of| for)? {CAPITALS}){{0,6}})?"
    )


def same_office(held: Office | None, meant: Office) -> bool:
    """Whether two office nouns are one, or the other with a word more ('secretary', 'secretary of state')."""
    if held is None:
        return False
    return f" {meant.noun} " in f" {held.noun} " or f" {held.noun} " in f" {meant.noun} "


def possessive(name: str) -> str:
    """'Lima' -> "Lima's"."""
    return name + ("'" if name.endswith("s") else "'s")
