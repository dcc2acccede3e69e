"""Mentions of states and organisations by something else than a name: pronouns, 'the bloc', 'the country', 'the three'.

The text is gone through once, in order. Names make entities salient (salience.py); a phrase or pronoun takes the most
salient entity that its words admit: the noun must fit the organisation, traits the state ('the Nordic country'), and
the verb says whether a state or an organisation is meant (expectations.py). What stays uncertain gets no mention.
"""

import bisect

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.language import definite, groups
from pipeline.language.annotations import Mention
from pipeline.language.definite import Phrase
from pipeline.language.expectations import ORGANISATION, STATE, expected, is_expletive
from pipeline.language.groups import Group
from pipeline.language.mentions import add, root_of
from pipeline.language.salience import SUBJECTS, Discourse, Occurrence, prominence
from pipeline.lexicon import organisation_nouns, organisation_words, organisations, state_traits, word_class

SINGULAR = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
RELATIVE = frozenset({"which", "that", "who", "whose", "whom"})
NAMED = frozenset({"state", "organisation", "place"})
# How salient a referent must be: where the words name its kind, and where only the course of the text speaks for it.
TOLD, UNTOLD = 0.15, 0.8


class _Reader:
    """Goes through one Doc and collects the references it can resolve."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.text = doc.text
        self.found: list[Mention] = []
        self.discourse = Discourse()
        self.sentences = [sentence.start_char for sentence in doc.sents]
        self.paragraphs = [segment.start for segment in doc._.segments]
        self.paragraphs = sorted({*self.paragraphs, *(i + 2 for i in range(len(self.text) - 1) if self.text[i : i + 2] == "\n\n")})
        self.named = [m for m in doc._.mentions if m.kind in NAMED]
        self.taken = sorted((m.start, m.end) for m in doc._.mentions if m.kind in {"state", "organisation", "outlet", "place", "date"})
        self.persons = [m for m in doc._.mentions if m.kind == "person"]
        self.groups: list[Group] = groups.listed_groups(self.text, self.named, self.sentence)

    def sentence(self, start: int) -> int:
        return max(0, bisect.bisect_right(self.sentences, start) - 1)

    def paragraph(self, start: int) -> int:
        return bisect.bisect_right(self.paragraphs, start)

    def read(self) -> list[Mention]:
        """The references of the Doc, in text order."""
        phrases = definite.find(self.doc)
        inside = {token for phrase in phrases for token in range(phrase.first.i, phrase.last.i + 1)}
        events = [(m.start, 0, m) for m in self.named]
        events += [(phrase.first.idx, 1, phrase) for phrase in phrases]
        events += [(t.idx, 1, t) for t in self.doc if t.lower_ in SINGULAR | PLURAL and t.i not in inside]
        events += [(t.idx, 1, t) for t in self.doc if t.lower_ in RELATIVE and t.tag_ in {"WDT", "WP", "WP$"}]
        for _, _, event in sorted(events, key=lambda e: (e[0], e[1])):
            if isinstance(event, Mention):
                self._remember(event, root_of(self.doc, event))
            elif isinstance(event, Phrase):
                self._phrase(event)
            elif event.lower_ in RELATIVE:
                self._relative(event)
            elif event.lower_ in SINGULAR:
                self._singular(event)
            else:
                self._plural(event)
        return self.found

    def _remember(self, mention: Mention, root: Token, weight: float | None = None) -> None:
        value = prominence(mention, root) if weight is None else weight
        sentence, paragraph = self.sentence(mention.start), self.paragraph(mention.start)
        entities = mention.members or ((mention.entity or (mention.country if mention.kind == "place" else None)),)
        for entity in entities:
            if entity:
                kind = ORGANISATION if entity.startswith("org:") else STATE
                self.discourse.add(Occurrence(entity, kind, mention.start, sentence, paragraph, value, root))

    def _tell(self, first: Token, last: Token, root: Token, *, entity: str | None = None, members: tuple[str, ...] = ()) -> None:
        """Write down a resolved reference and make its entities salient."""
        start, end = first.idx, last.idx + len(last)
        kind = "group" if members else ORGANISATION if entity.startswith("org:") else STATE
        mention = Mention(start, end, kind, "anaphora", entity, members)
        self.found.append(mention)
        value = prominence(mention, root)
        self._remember(mention, root, value * (0.8 if members else 0.95))
        if members:
            group_kind = ORGANISATION if members[0].startswith("org:") else STATE
            self.groups = sorted([*self.groups, Group(members, group_kind, start, self.sentence(start), False)], key=lambda g: g.start)

    def _best(self, kind: str, token: Token, admit, floor: float = TOLD) -> str | None:
        return self.discourse.best(kind, self.sentence(token.idx), self.paragraph(token.idx), admit, floor)

    # Phrases

    def _phrase(self, phrase: Phrase) -> None:
        if self._is_taken(phrase):
            return
        if phrase.what == "organisation":
            entity = self._organisation(phrase)
        elif phrase.what == "state":
            entity = self._state(phrase)
        elif phrase.what == "government":
            entity = self._government(phrase)
        elif phrase.what == "own":
            self._own(phrase)
            return
        elif phrase.what in {"former", "latter"}:
            entity = self._one_of_two(phrase)
        else:
            members = self._members(phrase)
            if members:
                self._tell(phrase.first, phrase.last, phrase.head, members=members)
            return
        if entity:
            self._tell(phrase.first, phrase.last, phrase.head, entity=entity)

    def _is_taken(self, phrase: Phrase) -> bool:
        """Whether the phrase's head is part of a name ('the African Union') or of another mention."""
        start, end = phrase.head.idx, phrase.head.idx + len(phrase.head)
        return any(a < end and start < b for a, b in self.taken)

    def _organisation(self, phrase: Phrase) -> str | None:
        noun = phrase.head.lemma_.lower()
        capital = phrase.head.text[0].isupper()
        seats = {m.country for m in self.named if m.kind == "place" and phrase.first.idx <= m.start < phrase.head.idx}
        words = {self.text[m.start : m.end] for m in self.named if m.kind == "place" and phrase.first.idx <= m.start < phrase.head.idx}

        def admit(occurrence: Occurrence) -> bool:
            code = occurrence.entity.removeprefix("org:")
            if seats and organisations().get(code, {}).get("seat") not in words:
                return False
            named = noun in organisation_words().get(code, self._introduced(code))
            if capital:
                return named
            known = organisation_nouns().get(code)
            if named or known is None or noun in known:
                return True
            return noun in word_class("loose_organisation_noun") and not known & {"court", "bank", "lender"}

        return self._best(ORGANISATION, phrase.head, admit) or (self._by_seat(words, noun) if seats else None)

    def _introduced(self, code: str) -> frozenset[str]:
        """The words of the names that the text itself gives an organisation that the reference data do not know."""
        spans = (self.text[m.start : m.end] for m in self.named if m.entity == f"org:{code}")
        return frozenset(word for span in spans for word in span.lower().split())

    def _by_seat(self, words: set[str], noun: str) -> str | None:
        """'the Jakarta-based bloc', where the text has not named it: the only organisation with that seat and noun."""
        codes = [code for code, row in organisations().items() if row["seat"] in words and not row["dissolved_on"] and noun in organisation_nouns()[code]]
        return f"org:{codes[0]}" if len(codes) == 1 else None

    def _state(self, phrase: Phrase) -> str | None:
        noun = phrase.head.lemma_.lower()
        traits = groups.traits_of(phrase.modifiers)
        if noun in state_traits() and noun != "republic":
            traits.append(state_traits()[noun])
        if noun == "producer" and not traits:
            return None

        def admit(occurrence: Occurrence) -> bool:
            if not all(occurrence.entity in trait for trait in traits):
                return False
            return not _shares_clause(phrase.head, occurrence.root)

        return self._best(STATE, phrase.head, admit)

    def _government(self, phrase: Phrase) -> str | None:
        """'the government', of the state just named, or of the capital it is said to sit in."""
        end = phrase.last.idx + len(phrase.last)
        after = next((m for m in self.named if m.start >= end and self.text[end : m.start].strip() in {"in", "of"} and m.start - end < 8), None)
        if after is not None and (after.entity or after.country):
            return after.entity if after.kind == "state" else after.country
        if any(m.kind == "state" and phrase.first.idx <= m.start < end for m in self.named):
            return None
        return self._best(STATE, phrase.head, lambda o: not _shares_clause(phrase.head, o.root), 0.3)

    def _own(self, phrase: Phrase) -> None:
        """'his country': that of the person just told; 'their countries': those just listed."""
        if phrase.first.lower_ == "their":
            group = groups.resolve(self.groups, size=None, kind=STATE, traits=(), start=phrase.first.idx, sentence=self.sentence(phrase.first.idx))
            if group is not None and self.sentence(phrase.first.idx) - group.sentence <= 1 and phrase.head.tag_ in {"NNS", "NNPS"}:
                self._tell(phrase.first, phrase.last, phrase.head, members=group.members)
            return
        person = next((m for m in reversed(self.persons) if m.start <= phrase.first.idx and m.country), None)
        if person is not None and not person.country.startswith("org:") and self.sentence(phrase.first.idx) - self.sentence(person.start) <= 2:
            self._tell(phrase.first, phrase.last, phrase.head, entity=person.country)

    def _one_of_two(self, phrase: Phrase) -> str | None:
        wanted = expected(phrase.head)
        for group in reversed(self.groups):
            if group.start <= phrase.first.idx and len(group.members) == 2 and (wanted is None or group.kind == wanted):
                near = self.sentence(phrase.first.idx) - group.sentence <= 2
                return group.members[0 if phrase.what == "former" else 1] if near else None
        return None

    def _members(self, phrase: Phrase) -> tuple[str, ...]:
        start, sentence = phrase.first.idx, self.sentence(phrase.first.idx)
        if phrase.what == "others":
            return self._others(start, sentence)
        traits = phrase.modifiers
        if phrase.of == STATE:
            traits += (phrase.head.lemma_.lower(),)
        kind = phrase.of or None
        group = groups.resolve(self.groups, size=phrase.size, kind=kind, traits=traits, start=start, sentence=sentence)
        if phrase.size is None:
            # A plural without a number means a group only where one has just been told.
            return group.members if group is not None and sentence - group.sentence <= 2 and phrase.head.lemma_.lower() not in {"member", "party", "side", "power", "economy", "government", "rival", "ally", "partner"} else ()
        if group is not None and (phrase.size > 2 or sentence - group.sentence <= 4):
            return group.members
        scattered = self._scattered(phrase.size, kind or STATE, traits, sentence)
        if scattered:
            return scattered
        if group is not None:
            return group.members
        if phrase.size > 2 and kind != ORGANISATION:
            ahead = groups.following(self.groups, size=phrase.size, start=start, sentence=sentence)
            return ahead.members if ahead is not None else ()
        return ()

    def _scattered(self, size: int, kind: str, traits: tuple[str, ...], sentence: int) -> tuple[str, ...]:
        """So many entities told one by one: in this sentence and the last, or in the whole text so far."""
        for reach in (0, 1, 2, None):
            told = [o for o in self.discourse.occurrences if o.kind == kind and (reach is None or o.sentence >= sentence - reach) and o.prominence > 0.4]
            entities = tuple(dict.fromkeys(o.entity for o in told))
            fitting = tuple(e for e in entities if groups.fits((e,), traits)) if kind == STATE else entities
            if len(fitting) == size:
                return fitting
        return ()

    def _others(self, start: int, sentence: int) -> tuple[str, ...]:
        """'the rest', 'the others': the last group without those told since."""
        group = next((g for g in reversed(self.groups) if g.start <= start and sentence - g.sentence <= 3 and len(g.members) > 2), None)
        if group is None:
            return ()
        since = {o.entity for o in self.discourse.occurrences if o.start >= group.start}
        left = tuple(e for e in group.members if e not in since)
        return left if 0 < len(left) < len(group.members) else ()

    # Pronouns

    def _relative(self, token: Token) -> None:
        """'which' and its like mean what the clause is attached to."""
        verb = token.head
        while verb.dep_ != "relcl" and verb.head.i != verb.i:
            verb = verb.head
        if verb.dep_ != "relcl" or verb.head.i > token.i:
            return
        noun = verb.head
        referent = self._at(noun) or next((self._at(child) for child in noun.children if child.dep_ == "appos" and self._at(child)), None)
        if referent is None:
            return
        entity = referent.entity if not referent.members else None
        if entity:
            self._tell(token, token, token, entity=entity)
        elif referent.members:
            self._tell(token, token, token, members=referent.members)

    def _at(self, token: Token) -> Mention | None:
        """The named or resolved state or organisation whose last word this is."""
        end = token.idx + len(token)
        for mention in (*self.named, *self.found):
            if mention.kind != "place" and mention.start <= token.idx and mention.end >= end and (mention.entity or mention.members):
                return mention if self.text[end : mention.end].strip(" ().") in {"", "'s"} or mention.linked_by != "demonym" else None
        return None

    def _singular(self, token: Token) -> None:
        if is_expletive(token) and expected(token) is None:
            return
        wanted = expected(token)

        def admit(occurrence: Occurrence) -> bool:
            return token.dep_ == "poss" or not _shares_clause(token, occurrence.root)

        if wanted is not None:
            entity = self._best(wanted, token, admit, 0.3)
        else:
            entity = self._continued(token, admit)
        if entity:
            self._tell(token, token, token, entity=entity)

    def _continued(self, token: Token, admit) -> str | None:
        """Whom 'it' means where no word tells: the entity that was the subject just before, if one was."""
        sentence = self.sentence(token.idx)
        if token.dep_ not in SUBJECTS | {"poss"}:
            return None
        last = None
        for occurrence in self.discourse.occurrences:
            if sentence - occurrence.sentence <= 1 and occurrence.prominence >= UNTOLD and admit(occurrence):
                last = occurrence
        if last is None or self._other_subject(last, token):
            return None
        return last.entity

    def _other_subject(self, occurrence: Occurrence, token: Token) -> bool:
        """Whether another singular noun became a subject between an occurrence and a pronoun: it may mean that."""
        for between in self.doc[occurrence.root.i + 1 : token.i]:
            if between.dep_ in SUBJECTS and between.pos_ in {"NOUN", "PROPN"} and between.tag_ in {"NN", "NNP"} and self._at(between) is None:
                if between.ent_type_ != "PERSON":
                    return True
        return False

    def _plural(self, token: Token) -> None:
        wanted = expected(token)
        start, sentence = token.idx, self.sentence(token.idx)
        if wanted == ORGANISATION:
            return
        group = groups.resolve(self.groups, size=None, kind=STATE, traits=(), start=start, sentence=sentence)
        if group is None or sentence - group.sentence > (2 if wanted == STATE else 1):
            return
        if wanted is None and not self._was_subject(group):
            return
        self._tell(token, token, token, members=group.members)

    def _was_subject(self, group: Group) -> bool:
        told = [o for o in self.discourse.occurrences if o.entity in group.members and o.sentence == group.sentence]
        return bool(told) and all(o.prominence >= 0.7 for o in told)


def _clause(token: Token) -> Token | None:
    """The verb of the clause that a word belongs to."""
    for _ in range(len(token.doc)):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _shares_clause(anaphor: Token, root: Token | None) -> bool:
    """Whether a candidate is itself subject or object of the clause in which the reference stands: 'Russia opposes the
    country's entry' is not of Russia."""
    if root is None or root.dep_ not in SUBJECTS | {"dobj", "pobj", "conj"} or root.i == anaphor.i:
        return False
    verb = _clause(anaphor)
    if verb is None or root.sent.start != anaphor.sent.start:
        return False
    return _clause(root) is not None and _clause(root).i == verb.i


@Language.component("statusquo_references")
def references_component(doc: Doc) -> Doc:
    """Adds the anaphoric mentions of states and organisations to `doc._.mentions`."""
    add(doc, _Reader(doc).read())
    return doc
