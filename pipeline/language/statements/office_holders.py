"""Which person of a passage holds an office that a source names."""

import bisect
import itertools

from pipeline.language.names.offices import Office
from pipeline.language.names.people import Person
from pipeline.language.names.unnamed_states import RANKS, portfolio, portfolio_words
from pipeline.language.statements.cast import Cast, Speaker
from pipeline.language.statements.statement_drafts import Source
from pipeline.lexicon import word_class

SOON = 4  # sentences after an office in which its holder is named
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


class OfficeHolders:
    """Answers for one passage; `history` are those who spoke so far, with where their sources begin."""

    def __init__(self, cast: Cast, history: list[tuple[int, Speaker]]):
        self.cast, self.history = cast, history
        self.passage, self.doc, self.countries = cast.passage, cast.doc, cast.countries
        self.of_office: dict[str, list[Person]] = {}

    def holder(self, source: Source, office: Office, country: str | None, headline: bool) -> Person | None:
        """The person that a phrase for an office means: the last fitting before it, else one right after."""
        first = self.doc[source.start]
        definite = first.lower_ in ("the", "that", "this") or headline and first.pos_ != "DET"
        definite = definite or any(t.text in ("'s", "’s") for t in self.doc[source.start : source.end])
        if first.lower_ in ("a", "an"):
            return self.named_next(source) or self.told_later(source, office, country)
        if first.tag_ == "PRP$" and first.lower_ in ("its", "their", "our"):
            return self.told_later(source, office, country) or self.named_soon(source.start)
        before = self.before(source, office, country, definite=definite)
        if before is not None or not definite or first.tag_ == "PRP$":
            return before
        for person in self.cast.people if headline else ():
            general = person.office is None and office.noun in word_class("general_office")
            if general or self.fits(person, source, office, country):
                return person
        return self.named_soon(source.start) or self.told_later(source, office, country)

    def before(
        self,
        source: Source,
        office: Office,
        country: str | None,
        *,
        definite: bool,
        apart: frozenset[str | None] = frozenset(),
    ) -> Person | None:
        """The last person named before a phrase who fits its office, the very office going before a like one,
        none of those `apart`; only a definite phrase means one, whose article may stand before another ('the
        Clerk and | Mayor')."""
        if not definite or self.doc[source.start].tag_ == "PRP$":
            return None
        people = (p for p in self.cast.before(source.start) if p.entity not in apart)
        fitting = [p for p in people if self.fits(p, source, office, country)]
        return max(fitting, key=lambda person: closeness(person.office, office), default=None)

    def told_later(self, source: Source, office: Office, country: str | None) -> Person | None:
        """Who is named in the next sentences with the very office, as one told before: 'a spokesman said P
        ... the spokesman, Odo Bram, added Q'."""
        number = self.passage.stretches.number(source.start)
        first = bisect.bisect_left(self.cast.places, source.end, key=lambda place: place[0])
        for start, _, person in itertools.islice(self.cast.places, first, None):
            if self.cast.distance(number, start) < -SOON:
                return None
            name = person.names[0]
            span = name.office_span or name.aside
            if name.start != start or span is None or person.office is None:
                continue
            definite = self.doc[span[0]].lower_ == "the" and same_office(person.office, office)
            if definite and self.countries.told_of_person(person) in (None, country):
                return person
        return None

    def named_soon(self, index: int) -> Person | None:
        """Who is first named, without an office, as the subject of one of the two sentences after a token."""
        number = self.passage.stretches.number(index)
        first = bisect.bisect_left(self.cast.places, index, key=lambda place: place[0])
        for start, end, person in itertools.islice(self.cast.places, first, None):
            distance = self.passage.stretches.number(start) - number
            if distance > 2:
                return None
            new = person.office is None and person.first == start and distance > 0
            new = new and person.names[0].aside is None
            if new and not self.passage.quoted(start) and self.cast.subject_of(start, end):
                return person
        return None

    def only_holder(self, source: Source, office: Office) -> Person | None:
        """Whom 'the secretary' means where one person alone of those named before has that office."""
        words = self.doc[source.start : source.end].text.split()
        if words[0].lower() != "the" or len(words) > 3:
            return None
        if office.noun not in self.of_office:
            self.of_office[office.noun] = [p for p in self.cast.people if same_office(p.office, office)]
        held = self.of_office[office.noun]
        told = self.countries.phrases.of_phrase(source.start, source.end)
        if len(held) == 1 and self.other_portfolio(held[0], source):
            return None
        if len(held) != 1 or held[0].names[0].start > source.start or told not in (None, held[0].country):
            return None
        return held[0]

    def fits(self, person: Person, source: Source, office: Office, country: str | None) -> bool:
        """Whether a person may be meant: an office like theirs, no other country, a fitting pronoun."""
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
        return any(office.noun in word_class(group) and theirs in word_class(group) for group in ALIKE)

    def other_portfolio(self, person: Person, source: Source) -> bool:
        """Whether a phrase and somebody's office are in charge of different things: 'the education minister',
        'Defence Minister Dorn'."""
        mine = set(portfolio_words(self.doc, source.start, source.end)) - RANKS
        theirs = set(portfolio(self.doc, person)) - RANKS
        return bool(mine and theirs) and not mine & theirs

    def named_next(self, source: Source) -> Person | None:
        """Whom next sentences name of the same body: `a State Bank aide said ... X, of the State Bank`."""
        number = self.passage.stretches.number(source.start)
        first = bisect.bisect_left(self.cast.places, source.end, key=lambda place: place[0])
        for start, _, person in self.cast.places[first : first + 3]:
            if self.cast.distance(number, start) >= -3 and person.names[0].start == start:
                if self.shares_body(person, source):
                    return person
        return None

    def shares_body(self, person: Person, source: Source) -> bool:
        """Whether an office's phrase names a body, by two capitalised words, as a person's own do."""
        doc = self.doc
        states = {m.start for m in self.countries.told.within(source.start, source.end)}
        body = {t.lower_ for t in doc[source.start + 1 : source.end] if t.is_title and t.idx not in states}
        spans = [span for name in person.names for span in (name.office_span, name.aside) if span is not None]
        theirs = {t.lower_ for start, end in spans for t in doc[start:end] if t.is_title}
        return len(body & theirs) > 1

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


def closeness(held: Office | None, meant: Office) -> int:
    """How much an office is the one that is meant: 2 by its very noun, 1 where one is the other with a word
    more, else 0."""
    return same_office(held, meant) + (held is not None and held.noun == meant.noun)


def same_office(held: Office | None, meant: Office) -> bool:
    """Whether two office nouns are one, or the other with a word more ('secretary', 'secretary of state')."""
    if held is None:
        return False
    return f" {meant.noun} " in f" {held.noun} " or f" {held.noun} " in f" {meant.noun} "
