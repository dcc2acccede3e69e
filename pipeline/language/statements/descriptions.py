"""Whom a noun phrase without a name means as the source of a statement: a state, a body, the holder of an
office."""

from spacy.tokens import Token

from pipeline.language.annotations import Mention
from pipeline.language.names.mentions import holding
from pipeline.language.names.offices import Office, office_in
from pipeline.language.names.people import Person
from pipeline.language.statements.cast import Cast, Speaker
from pipeline.language.statements.office_holders import OfficeHolders
from pipeline.language.statements.outlets import outlet_phrase
from pipeline.language.statements.statement_drafts import Source
from pipeline.language.statements.wordings import Wordings
from pipeline.language.text.dependencies import dependents
from pipeline.language.text.plurals import singular
from pipeline.lexicon import word_class


class Descriptions:
    """Answers for one passage."""

    def __init__(self, cast: Cast, holders: OfficeHolders, wordings: Wordings):
        self.cast, self.holders, self.wordings = cast, holders, wordings
        self.passage, self.doc, self.countries = cast.passage, cast.doc, cast.countries

    def described(self, source: Source, headline: bool = False) -> Speaker:
        """A noun phrase without a name: a state, a body, an office, linked to the person it means."""
        doc, start, end = self.doc, source.start, source.end
        office = office_in(doc, start, end, source.head)
        plural = source.head.tag_ in ("NNS", "NNPS") or any(
            c.i < end for c in dependents(source.head, "conj")
        )
        plural = plural or office is not None and several_of(office[0], source.head)
        if outlet_phrase(doc, start, end) and (office is None or office[0].kind == "body"):
            return Speaker(self.wordings.outlet(source), None, None)
        mention = self.whole_mention(source)
        if mention is not None:
            entity = None if plural and self.several(source) else mention.entity
            name = self.wordings.full_name(source, entity)
            bodily = office is None or office[0].speaks_for == "organisation"
            organ = office is not None and office[0].noun in word_class("governing_body")
            if mention.linked_by == "anaphora" and organ:
                name = self.wordings.body_in_full(source) or name
            elif mention.linked_by == "anaphora" and entity is not None and bodily:
                name = self.wordings.last_name(entity, source.start) or name
            return Speaker(name, entity, entity, plural=bool(plural))
        if office is None:
            reference = self.wordings.anaphora(source.head)
            known = reference is not None and reference.kind in ("state", "organisation")
            country = reference.entity if reference is not None and known else None
            return Speaker(self.wordings.full_name(source), country, country, plural=plural)
        own = self.own_organ(source, office[0], plural)
        if own is not None:
            name = None if plural else self.wordings.body_in_full(source)
            return Speaker(name or self.wordings.text(source), None, own, plural=plural, office=office[0])
        several = plural or doc[office[2] - 1].tag_ == "NNS"
        described = several and office[0].noun in word_class("describing_noun")
        country = None if described else self.country(source, office[0], plural, headline)
        human = office[0].kind == "person"
        if human and not plural:
            told = self.countries.phrases.of_phrase(start, end) if headline else country
            person = self.holders.only_holder(source, office[0]) or self.holders.holder(
                source, office[0], told, headline
            )
            at, earlier = self.holders.same_description(source, office[0])
            if person is not None and not (
                earlier is not None and at > self.holders.last_named(person, start)
            ):
                return self.holding(person, source, country, told)
            if earlier is not None:
                return earlier
        name = None
        if country is not None and self.describes(source, office):
            name = self.wordings.last_name(country, start)
        if office[0].kind == "body" and not plural:
            name = name or self.wordings.body_in_full(source)
        return Speaker(
            name or self.wordings.text(source),
            None,
            country,
            office[0].gender if human else None,
            human=human,
            plural=plural,
            office=office[0],
        )

    def own_organ(self, source: Source, office: Office, plural: bool) -> str | None:
        """The organisation of which a body written like a name is an organ ('the Authority'): as the text
        named one before ('the Delta Union Authority'), else the one that publishes it, whose ministers or
        leaders they also are without another word ('Ministers')."""
        code, doc = self.countries.issuer.organisation, self.doc
        if any(m.linked_by != "anaphora" for m in self.countries.told.within(source.start, source.end)):
            return None
        if plural:
            alone = source.end - source.start <= 1 + (doc[source.start].lower_ == "the")
            return code if alone and source.head.lower_ in ("ministers", "leaders") else None
        organ = office.kind == "body" and office.noun in word_class("governing_body")
        return self.named_organ(source) or code if organ and source.head.text[:1].isupper() else None

    def named_organ(self, source: Source) -> str | None:
        """The organisation whose organ a body written like a name is, as the text named it before."""
        head = source.head
        if not head.is_title or head.lower_ not in word_class("governing_body"):
            return None
        return self.countries.told.organ_named(head.text, self.doc[source.start].idx)

    def describes(self, source: Source, office: tuple[Office, int, int]) -> bool:
        """Whether a source is a description of one state: 'the tiny Balkan state'."""
        definite = self.doc[source.start].lower_ == "the" and source.head.tag_ == "NN"
        return definite and source.head.i == office[2] - 1 and office[0].noun in word_class("describing_noun")

    def holding(self, person: Person, source: Source, country: str | None, told: str | None) -> Speaker:
        """The holder of an office as a speaker; the country that the phrase tells goes before a guess."""
        if person.country is None or told is not None and person.office is None:
            person.country = told or country
        elif self.countries.told_of_person(person) is None and self.countries.told.within(
            source.start, source.end
        ):
            own = self.countries.phrases.of_phrase(source.start, source.end)
            person.country = own if own is not None else person.country
        return self.cast.speaker(person)

    def country(self, source: Source, office: Office, plural: bool, headline: bool) -> str | None:
        """On whose behalf an office or body speaks, by its phrase, if definite by the context."""
        start, end = source.start, source.end
        if self.of_people(source, office, plural):
            return None
        found = self.countries.phrases.of_phrase(start, end)
        if found is not None or office.speaks_for not in ("state", "organisation"):
            return found
        if self.countries.phrases.closed(start, end):
            return None
        if any(t.lower_ == "there" for t in self.doc[start:end]):
            reference = self.wordings.anaphora(source.head)
            return reference.entity if reference is not None and reference.entity else self.last_entity(start)
        first = self.doc[start]
        if plural:
            return None
        definite = headline or first.pos_ not in ("DET", "NUM")
        definite = definite or first.lower_ == "the" or first.tag_ == "PRP$"
        if not definite and first.lower_ in ("a", "an"):
            definite = any(t.lower_ in word_class("national_word") for t in self.doc[start:end])
        if office.kind == "person" and self.countries.phrases.led_on(start, end):
            return None
        if self.passage.voices.official and office.speaks_for == "state":
            return self.countries.issuer.issuing_state()
        return self.countries.of_context(start, office, named=definite)

    def last_entity(self, index: int) -> str | None:
        """'there': the last place, organisation or state after 'in' or 'at', else the last state."""
        earlier = self.countries.told.between(0, self.doc[index].idx)
        places = [m for m in earlier[-4:] if m.kind != "state" or self.countries.told.located(m)]
        return self.countries.told.entity((places or earlier)[-1]) if earlier else None

    def whole_mention(self, source: Source) -> Mention | None:
        """The state or organisation whose name the source is, no office in between."""
        head = source.head
        for mention in holding(self.doc._.mentions, head.idx):
            if mention.linked_by == "anaphora":
                meant = mention.kind in ("state", "organisation") and source.end - source.start <= 3
                if meant and not self.other_body(source, mention):
                    return mention
            elif mention.kind in ("state", "organisation", "group"):
                if mention.linked_by != "demonym" or head.tag_ != "JJ":
                    return mention
        return None

    def of_people(self, source: Source, office: Office, plural: bool) -> bool:
        """Whether a body is one of people, not of states: 'staff unions', 'the union of ferry owners'."""
        if office.noun not in word_class("league_noun"):
            return False
        after = self.doc[source.head.i + 1 : source.end]
        several = any(t.tag_ == "NNS" and t.lower_ not in ("states", "nations", "countries") for t in after)
        return plural or several and after[0].lower_ == "of"

    def other_body(self, source: Source, mention: Mention) -> bool:
        """Whether a phrase that a reference took for a state means an organ of an organisation by its name,
        or a state's own body that it took for an organisation ('the election commission')."""
        if mention.kind == "state":
            return self.named_organ(source) is not None
        office = office_in(self.doc, source.start, source.end, source.head)
        return office is not None and office[0].kind == "body" and office[0].speaks_for == "state"

    def several(self, source: Source) -> bool:
        """Whether a source is a list of different states or organisations."""
        return len({m.entity for m in self.countries.told.within(source.start, source.end)}) > 1


def several_of(office: Office, head: Token) -> bool:
    """Whether a word is the plural of an office, which the tagger may take for a name ('Ministers')."""
    return office.noun.split()[-1] == singular(head.lower_) != head.lower_
