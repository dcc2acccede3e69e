"""Who the source of a statement is: the fullest name of the brief, its entity, and on whose behalf it
speaks."""

import bisect
import dataclasses
import itertools
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from pipeline.language.grammar.stretches import phrase, subject
from pipeline.language.names.offices import office_in
from pipeline.language.names.people import GENDERS, Person
from pipeline.language.statements.antecedents import Antecedents
from pipeline.language.statements.cast import Cast, Speaker
from pipeline.language.statements.descriptions import Descriptions, several_of
from pipeline.language.statements.joint_speakers import JointSpeakers
from pipeline.language.statements.office_holders import OfficeHolders
from pipeline.language.statements.reporting import FIRST_PERSON
from pipeline.language.statements.statement_drafts import Draft, Passage, Source
from pipeline.language.statements.wordings import Wordings
from pipeline.language.text.dependencies import NOUN_SUBJECTS, dependents, up

LONGEST_NAME = 12  # tokens
SPOKE = 8  # sentences, and speakers, back among which 'both ministers' are looked for
LONGEST_RUN = 8  # sentences that begin with 'It' one after the other


def may_speak(words: Span) -> bool:
    """Whether a few words name who can speak: an office, a body, a state, an organisation, a person."""
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
        self.cast = cast = Cast(passage)
        self.passage, self.doc, self.countries = cast.passage, cast.doc, cast.countries
        history: list[tuple[int, Speaker]] = []
        holders = OfficeHolders(cast, history)
        self.antecedents = Antecedents(cast, holders, history)
        self.wordings = Wordings(cast, self.antecedents)
        self.descriptions = Descriptions(cast, holders, self.wordings)
        self.joint = JointSpeakers(cast, self.descriptions, self.named)

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
        self.antecedents.history.append((source.start, found))
        return found

    def learn_owner(self, draft: Draft, source: Source) -> None:
        """Note whom 'its' in a source after its content means: the state that the content is about ('Chad
        will wait, its foreign ministry said')."""
        token = next((t for t in self.doc[source.start : source.end] if t.lower_ == "its"), None)
        if token is None or draft.cover()[0] > token.idx:
            return
        said = [c for c in dependents(draft.cue.token, "ccomp") if c.i < source.start]
        state = self.broken_off(draft) or (self.countries.told.subject_state(said[0]) if said else None)
        if state is not None:
            self.countries.told.owners[token.i] = state

    def broken_off(self, draft: Draft) -> str | None:
        """The state alone before a cue that breaks its clause off: 'Chad, its envoy said, will wait'."""
        if draft.rule != "parenthetical" or len(draft.pieces) < 2:
            return None
        told = [m for m in self.countries.told.between(*draft.pieces[0]) if m.kind == "state"]
        covers = len(told) == 1 and (told[0].start, told[0].end) == draft.pieces[0]
        return told[0].entity if covers else None

    def resolve(self, source: Source, headline: bool = False) -> Speaker:
        """The speaker that a noun phrase or pronoun means."""
        several = self.joint.joined(source)
        if several is not None:
            return several
        if self.several_people(source):
            return Speaker(self.wordings.text(source), plural=True)
        person = self.named(source) or self.appositive(source) or self.name_behind(source)
        if person is not None:
            return self.cast.speaker(person, source)
        called = self.called(source.end)
        if called is not None:
            person = self.cast.person_between(called.start_char, called.end_char)
            if person is not None:
                return self.cast.speaker(person, source)
            described = self.descriptions.described(source, headline)
            return dataclasses.replace(described, name=called.text, human=True)
        lower = source.head.lower_
        last = self.latter(source) if lower == "latter" else None
        if last is not None:
            return self.resolve(last, headline)
        single = source.end - source.start == 1
        if single and lower in GENDERS:
            return self.antecedents.pronoun(source, GENDERS[lower])
        if single and lower in FIRST_PERSON:
            return self.first_person(source)
        if single and lower in ("they", "it", "both", "others"):
            return self.plural_or_thing(source, lower)
        pair = self.pair_before(source) if self.two_people(source) else self.who_just_met(source)
        if pair is not None:
            return pair
        return self.descriptions.described(source, headline)

    def several_people(self, source: Source) -> bool:
        """Whether a source names two persons joined by 'and'."""
        joined = [c for c in dependents(source.head, "conj") if c.i < source.end]
        if not joined:
            return False
        first = bisect.bisect_left(self.cast.places, source.start, key=lambda place: place[0])
        inside = itertools.takewhile(
            lambda place: place[1] <= source.end, itertools.islice(self.cast.places, first, None)
        )
        return len({person.entity for start, end, person in inside if not self.cast.possessor(end)}) > 1

    def two_people(self, source: Source) -> bool:
        """Whether a source means two who were told of before it: 'the two', 'both ministers'."""
        words = [token.lower_ for token in self.doc[source.start : source.end]]
        if words[:2] != ["the", "two"] and words[0] != "both" or len(words) > 3:
            return False
        return words[-1] in ("two", "sides", "parties") or self.several_offices(source)

    def several_offices(self, source: Source) -> bool:
        """Whether a source tells several persons by their office alone ('the leaders')."""
        office = office_in(self.doc, source.start, source.end, source.head)
        return office is not None and office[0].kind == "person" and several_of(office[0], source.head)

    def who_just_met(self, source: Source) -> Speaker | None:
        """The two who met in the sentences before a source that is nothing but 'the ministers' or so."""
        alone = source.end - source.start == 2 and self.doc[source.start].lower_ == "the"
        if not alone or not self.several_offices(source):
            return None
        met = self.joint.who_met(source.start, self.passage.stretches.number(source.start))
        return met[1] if met is not None and met[1].together == 2 else None

    def pair_before(self, source: Source) -> Speaker | None:
        """The two persons who spoke or met last before a source, in the sentences before it."""
        number = self.passage.stretches.number(source.start)
        spoke = [
            (position, speaker)
            for position, speaker in self.antecedents.history[-SPOKE:]
            if self.cast.distance(number, position) <= SPOKE
        ]
        told = [*spoke, self.joint.who_met(source.start, number, within=SPOKE)]
        pairs = [pair for pair in told if pair is not None and pair[1].together == 2]
        return max(pairs, key=lambda pair: pair[0])[1] if pairs else None

    def first_person(self, source: Source) -> Speaker:
        """'I', 'we': whose words the passage is, or the state whose ministry publishes it; the pronoun itself
        where only an office signs and the text does not name its state."""
        voice = self.passage.voices.at(source.head.idx)
        publishing = self.countries.issuer.speaking_state
        if voice is not None and voice is self.passage.voices.publisher:
            state = publishing
            name = self.wordings.last_name(state, source.start) if state is not None else None
            return Speaker(name or self.wordings.text(source), state, state)
        if voice is None or voice.name is None:
            plural = source.head.lower_ in ("we", "us")
            state = publishing if voice is not None and plural else None
            name = self.wordings.plain_name(state, source.start) if state is not None else None
            return Speaker(name or self.wordings.text(source), state, state, plural=plural and name is None)
        person = self.cast.person_between(*voice.name)
        plural = source.head.lower_ in ("we", "us", "our")
        if person is not None and plural and self.cast.several_between(*voice.name):
            return Speaker(self.passage.text[slice(*voice.name)], plural=True)
        if person is not None:
            return self.cast.speaker(person)
        words = self.doc.char_span(*voice.name)
        own = self.countries.phrases.of_phrase(words.start, words.end) if words is not None else None
        body = own if own is not None and own.startswith("org:") else None
        return Speaker(self.passage.text[slice(*voice.name)], None, body, human=body is None)

    def named(self, source: Source) -> Person | None:
        """The person whose name the source gives, possessors and objects of prepositions left aside."""
        first = bisect.bisect_left(self.cast.places, source.start - LONGEST_NAME, key=lambda place: place[0])
        for place in range(first, len(self.cast.places)):
            start, end, person = self.cast.places[place]
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
        """Who stands in apposition to an office: `the chairman of the session, Ambassador X of Peru`."""
        doc, comma = self.doc, source.end
        if comma + 1 >= len(doc) or doc[comma].text != "," or doc[source.start].lower_ in ("a", "an"):
            return None
        office = office_in(doc, source.start, source.end, source.head)
        if office is None or office[0].kind != "person":
            return None
        place = bisect.bisect_left(self.cast.places, comma, key=lambda place: place[0])
        if place == len(self.cast.places):
            return None
        start, _, person = self.cast.places[place]
        name = next(n for n in person.names if n.start == start)
        return person if name.first <= comma + 1 <= start else None

    def called(self, comma: int) -> Span | None:
        """The name that an apposition gives a source: 'the chair, a retired smith named Odo Bram'."""
        opening = [token.lower_ for token in self.doc[comma : comma + 2]]
        if opening not in ([",", "a"], [",", "an"]):
            return None
        inside = self.doc[comma + 2 : comma + LONGEST_NAME]
        verb = next((t for t in inside if t.lower_ in ("named", "called") or t.is_punct), None)
        if verb is None or verb.is_punct:
            return None
        name = list(
            itertools.takewhile(lambda t: t.text[0].isupper() or t.text == "-", self.doc[verb.i + 1 :])
        )
        return self.doc[name[0].i : name[-1].i + 1] if name else None

    def name_behind(self, source: Source) -> Person | None:
        """Who is named right after a source that is but a part of the office before the name ('Commission
        vice-|president Ada Quill')."""
        place = bisect.bisect_left(self.cast.places, source.end, key=lambda place: place[0])
        if place == len(self.cast.places):
            return None
        start, _, person = self.cast.places[place]
        name = next(n for n in person.names if n.start == start)
        span = name.office_span
        return person if span is not None and span[0] <= source.start and source.end <= span[1] else None

    def latter(self, source: Source) -> Source | None:
        """Whom 'the latter' means: the last told by an office, in its sentence or the one before."""
        number = self.passage.stretches.number(source.start)
        first = self.passage.stretches.all[max(0, number - 1)].start
        for token in reversed(self.doc[first : source.start]):
            office = office_in(self.doc, *phrase(token), token) if token.pos_ in ("NOUN", "PROPN") else None
            human = office is not None and office[0].kind == "person" and office[2] == token.i + 1
            if human and token.dep_ not in ("compound", "poss"):
                return Source(*phrase(token), token)
        return None

    def plural_or_thing(self, source: Source, word: str) -> Speaker:
        """'they' and 'it': the last speaker or subject of that number, and what the references say."""
        mention = self.wordings.anaphora(source.head)
        plural = word != "it"
        number = self.passage.stretches.number(source.start)
        candidates: list[tuple[int, Speaker]] = []
        for position, speaker in reversed(self.antecedents.history):
            if self.cast.distance(number, position) > 3:
                break
            if position < source.start and speaker.plural == plural and not (speaker.human and not plural):
                candidates.append((position, speaker))
        organ = self.organ_before(source, number) if not plural else None
        if organ is not None:
            return organ
        spoken = any(self.cast.distance(number, place) <= 1 for place, _ in candidates)
        candidates += self.subjects_before(source, number, plural, spoken)
        met = self.joint.who_met(source.start, number) if plural and word != "others" else None
        candidates += [met] if met is not None else []
        if mention is not None and mention.entity:
            same = [pair for pair in candidates if pair[1].country == mention.entity]
            if same:
                return max(same, key=lambda pair: pair[0])[1]
            return Speaker(
                self.wordings.last_name(mention.entity, source.start) or self.wordings.text(source),
                mention.entity,
                mention.entity,
            )
        if candidates:
            return max(candidates, key=lambda pair: pair[0])[1]
        return Speaker(self.wordings.text(source), plural=plural)

    def subjects_before(
        self, source: Source, number: int, plural: bool, spoken: bool
    ) -> Iterator[tuple[int, Speaker]]:
        """The subjects without a name that 'it' or 'they' may mean, of the sentence before it and its own;
        where somebody has `spoken` in these who fits, none of what they said."""
        first = self.passage.stretches.all[max(0, number - 1)].start
        for token in self.doc[first : source.start]:
            if (
                token.dep_ not in NOUN_SUBJECTS
                or token.pos_ not in ("NOUN", "PROPN")
                or token.head.dep_ in ("relcl", "acl")
                or spoken
                and within_content(token.head)
                or self.passage.quoted(token.i)
            ):
                continue
            many = token.tag_ in ("NNS", "NNPS") or bool(dependents(token, "conj"))
            start, end = phrase(token)
            if many != plural or end > source.start:
                continue
            several = self.joint.joined(Source(start, end, token)) if plural else None
            if several is not None:
                yield start, several
            if self.named(Source(start, end, token)) is not None:
                continue
            found = self.descriptions.described(Source(start, end, token))
            if plural or not found.human:
                yield start, found

    def organ_before(self, source: Source, number: int) -> Speaker | None:
        """What 'It' means that begins a sentence in a run of such after one whose subject is a body: 'The
        Council met. It decided to wait. It urged P.'"""
        stretches, doc = self.passage.stretches.all, self.doc
        if source.start != stretches[number].start:
            return None
        paragraph = self.cast.paragraph(source.start)
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
            found = self.descriptions.described(Source(*phrase(head), head))
            return found if not found.human else None
        return None


def within_content(verb: Token) -> bool:
    """Whether a clause is the object of a verb, or goes on one that is."""
    return up(verb, "conj").dep_ == "ccomp"


def main_subject(doc: Doc, start: int, end: int) -> Token | None:
    """The subject of the main clause of the tokens [start, end)."""
    verb = next((t for t in doc[start:end] if t.dep_ == "ROOT"), None)
    return subject(verb) if verb is not None else None
