"""On whose behalf an office speaks by the words of its phrase: the state or organisation that they name or
point back to."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from pipeline.language.names.issuers import Issuer
from pipeline.language.names.mentions import holding
from pipeline.language.names.offices import Office, is_former, office_in
from pipeline.language.names.people import Whose
from pipeline.language.names.told_states import ToldStates
from pipeline.lexicon import word_class

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


class OfficePhrases:
    """Answers for one Doc; `whose` is asked of persons and offices that a phrase leads to."""

    def __init__(self, told: ToldStates, issuer: Issuer, whose: Whose):
        self.told, self.issuer, self.whose = told, issuer, whose
        self.doc: Doc = told.doc
        self.text = told.text

    def organisation_before(self, index: int) -> str | None:
        """The organisation that publishes the brief, else the one that was named last before a token."""
        if self.issuer.organisation is not None:
            return self.issuer.organisation
        last = self.told.organisation_before(self.doc[index].idx)
        return last.entity if last is not None else None

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

    def closed(self, start: int, end: int) -> bool:
        """Whether a phrase says for whom an office speaks, who is no state, or that it is a past one."""
        if is_former(self.doc[start:end]):
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
        possessors = (t for t in self.doc[start : office[1]] if t.dep_ == "poss")
        possessed = any(t.pos_ == "PROPN" or t.tag_ == "NNS" for t in possessors)
        if possessed and not self.told.within(start, office[1]):
            return True
        return bool(named) and after[0].lower_ in ("of", "for", "at", "with", "from")

    def of_others(self, start: int, head: int) -> bool:
        """Whether the word before an office is a name, and no state's: 'the Tory | leader'."""
        before = self.doc[head - 1] if head > start else None
        capital = before is not None and (
            before.pos_ == "PROPN" or before.text[0].isupper() and head - 1 > start
        )
        return capital and not self.told.within(start, head)

    def of_phrase(self, start: int, end: int, *, depth: int = 0) -> str | None:
        """The country or organisation that a noun phrase [start, end) with an office names, if any."""
        doc = self.doc
        if start >= end or depth > 3:
            return None
        first = doc[start].lower_
        if first == "who":
            return self.of_clause(start, end)
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
        if is_former(doc[start : office[1] + 1]):
            return None
        before = self.of_modifiers(start, office[1])
        if before is not None:
            return before
        return self.of_prepositions(office[0], office[2], end, depth)

    def of_modifiers(self, start: int, head: int) -> str | None:
        """State or organisation before the office: possessive, adjective, compound, 'its', 'the bloc's'."""
        doc, start = self.doc, self.told.name_from(start)
        told = self.of_owner(start, head)
        if told is not None:
            return told
        found = self.told.within(start, head)
        if found:
            possessive = next((m for m in found if self.text[m.end : m.end + 2] in ("'s", "’s")), None)
            if possessive is not None:
                return self.told.entity(possessive)
            return self.told.entity(found[0])
        relative = doc[head].lower_ in word_class("counterpart_noun")
        compound = self.of_compound(start, head)
        if compound is not None:
            return compound
        for index in range(start, head):
            token = doc[index]
            if token.tag_ == "PRP$" and relative:
                continue
            if token.tag_ == "PRP$" or token.dep_ == "poss":
                reference = self.told.reference(token)
                if reference is not None:
                    return reference
                if token.pos_ == "PROPN":
                    person = self.whose.person_at(index)
                    if person is not None:
                        return person.country or self.whose.of_person(person)
                inner = office_in(doc, start, index + 1)
                if inner is not None and inner[0].kind == "body" and token.pos_ == "NOUN":
                    return self.of_phrase(start, index + 1, depth=2) or self.whose.of_context(
                        start, inner[0], named=True
                    )
        return None

    def of_owner(self, start: int, head: int) -> str | None:
        """Whom 'its' or 'whose' before an office means, where its sentence tells."""
        told = next((self.told.owners[i] for i in range(start, head) if i in self.told.owners), None)
        relative = next((i for i in (start - 1, start) if i > 0 and self.doc[i].lower_ == "whose"), None)
        return self.of_antecedent(relative) if told is None and relative is not None else told

    def of_antecedent(self, relative: int) -> str | None:
        """The state or organisation right before it that 'whose' at a token goes back to."""
        last = relative - 1
        while last > 0 and self.doc[last].is_punct:
            last -= 1
        position = self.doc[last].idx
        named = holding(self.told.states, position)
        entity = next((m.entity for m in named if m.kind in ("state", "organisation")), None)
        return entity or self.told.reference(self.doc[last])

    def of_compound(self, start: int, head: int) -> str | None:
        """Whose a body is by whose noun an office is called ('court officials', 'the mission spokesman')."""
        for token in self.doc[start:head]:
            if token.pos_ in ("NOUN", "PROPN") and token.dep_ == "compound":
                noun = token.lower_
                code = self.told.organisation_called(noun, token.idx) or self.told.named_with(noun, token.idx)
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
            found = self.told.beginning(first, stop)
            if len({self.told.entity(m) for m in self.told.listed(found)}) > 1:
                return None
            if found and office.speaks_for == "organisation" and word == "in":
                return self.whose.of_context(start, office, named=True)
            if found:
                return self.told.entity(found[0])
            others = (t for t in self.doc[first:stop] if not self.named_otherwise(t, first))
            meant = next((r for t in others if (r := self.told.reference(t)) is not None), None)
            meant = meant or self.of_inner_office(office, word, (start, first, stop, end), depth)
            meant = meant or self.of_person_in(office, start, first, stop)
            if meant is not None:
                return meant
        return None

    def named_otherwise(self, token: Token, first: int) -> bool:
        """Whether a noun ends a name of its own ('the Harbour Forum'), whatever 'the Forum' means."""
        return token.i > first and token.text[:1].isupper() and self.doc[token.i - 1].text[:1].isupper()

    def prepositional(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """The prepositions of a phrase, each with where what it governs begins and ends (comma or verb)."""
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
        """Whom an office behind a preposition speaks for ('adviser to the premier of Norland')."""
        start, first, stop, end = span
        inner = office_in(self.doc, first, stop)
        if inner is None or word == "in" and inner[0].kind != "body":
            return None
        nested = self.of_phrase(first, end, depth=depth + 1)
        if nested is not None or self.doc[first].lower_ in INDEFINITE:
            return nested
        body = inner[0].kind == "body" and inner[0].speaks_for in ("state", "organisation")
        if body or office.noun in word_class("adviser_office") and inner[0].speaks_for == "state":
            return self.whose.of_context(start, inner[0], named=True)
        return None

    def of_person_in(self, office: Office, start: int, first: int, stop: int) -> str | None:
        """Of an office held with a person ('aide to Ana Dorn'), that person's state."""
        person = next((p for i in range(first, stop) if (p := self.whose.person_at(i)) is not None), None)
        if person is None:
            return None
        own = person.country or self.whose.of_person(person)
        return own or self.whose.of_context(start, office, named=True)

    def of_clause(self, start: int, end: int) -> str | None:
        """`who leads the Zambian team`, `who directs work at the Forum`: for whom the work is done."""
        doc = self.doc
        verb = next((t for t in doc[start:end] if t.pos_ == "VERB"), None)
        if verb is not None and verb.lemma_ in word_class("presiding_verb"):
            if any(t.lower_ in word_class("meeting_noun") for t in doc[start:end]):
                return self.organisation_before(start)
        for index in range(start, end):
            if doc[index].lower_ in word_class("acting_noun") and doc[index].pos_ in ("NOUN", "PROPN"):
                found = [m for m in self.told.within(start, index) if m.kind in ("state", "organisation")]
                if found:
                    return self.told.entity(found[-1])
            if doc[index].lower_ in ("at", "for", "of", "in") and doc[index].pos_ == "ADP":
                kinds = ("state", "organisation") if doc[index].lower_ == "for" else ("organisation",)
                organisations = self.told.beginning(index + 1, min(index + 5, end), kinds)
                if organisations:
                    return organisations[0].entity
                references = (self.told.reference(t) for t in doc[index + 1 : min(index + 5, end)])
                reference = next((r for r in references if r and r.startswith("org:")), None)
                if reference is not None:
                    return reference
        return None
