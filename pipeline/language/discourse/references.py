"""Mentions of states and organisations by something else than a name: pronouns, 'the bloc', 'the country',
'the three'.

The text is gone through once, in order. What is told is remembered (memory.py); a phrase or pronoun takes the
likeliest entity that its words admit: the noun must fit the organisation, traits the state ('the Nordic
country'), and the verb says whether a state or an organisation is meant (expectations.py). What stays
uncertain gets no mention.
"""

import bisect
import dataclasses
import itertools
import re

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.language.annotations import Mention
from pipeline.language.discourse import definite, groups
from pipeline.language.discourse.bodies import Bodies, by_age
from pipeline.language.discourse.clauses import clause_verb, is_scene, shares_clause, tells
from pipeline.language.discourse.definite import Phrase
from pipeline.language.discourse.expectations import (
    ORGANISATION,
    STATE,
    expected,
    is_expletive,
    is_moved,
    is_of_another,
    joins,
    leaning,
)
from pipeline.language.discourse.groups import Group
from pipeline.language.discourse.memory import (
    Admits,
    Memory,
    Occurrence,
    Place,
    Reasons,
    Sought,
    prominence,
    role,
)
from pipeline.language.discourse.seats import Seat, seated, seats
from pipeline.language.grammar.coordination import coordinations
from pipeline.language.names.mentions import add, beginning, holding, root_of
from pipeline.language.names.offices import office_ending
from pipeline.language.names.publishers import issuing_organisation
from pipeline.language.text.dependencies import NOUN_SUBJECTS, dependents
from pipeline.language.text.paragraphs import paragraphs
from pipeline.language.text.plurals import singular
from pipeline.lexicon import (
    organisations,
    reference_weights,
    state_traits,
    word_class,
)

SINGULAR = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
RELATIVE = frozenset({"which", "that", "who", "whose", "whom"})
SHARES = frozenset({"all", "none", "both", "neither", "either", "each", "most"})
NAMED = frozenset({"state", "organisation", "place"})
# What stands between 'the government' and the state whose it is.
OF_WHICH = re.compile(r" (?:and (?:the )?people )?(?:in|of) (?:the )?")
FARTHEST_OWNER = 24
# How many sentences back somebody may have been told whose country is meant.
PERSON_REACH = 2
# How many sentences back the two may have been told of which one is the former.
PAIR_REACH = 2


class _Reader:
    """Goes through one Doc and collects the references it can resolve."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.text = doc.text
        self.found: list[Mention] = []
        self.found_at: dict[int, Mention] = {}
        self.replaced: set[int] = set()
        self.sentences = [sentence.start_char for sentence in doc.sents]
        self.paragraphs = [paragraph.start for paragraph in paragraphs(self.text)]
        self.named = [m for m in doc._.mentions if m.kind in NAMED]
        taken = [m for m in doc._.mentions if m.kind in {"state", "organisation", "outlet", "place", "date"}]
        self.taken = [m.start for m in taken]
        # How far those reach that begin up to each of them.
        self.taken_to = list(itertools.accumulate((m.end for m in taken), max))
        self.persons = [m for m in doc._.mentions if m.kind == "person"]
        self.ends = {m.end for m in self.named if m.kind != "place"}
        self.many = {
            m.start for listed in coordinations(self.text, self.named) if len(listed) > 2 for m in listed
        }
        self.phrases = definite.find(doc)
        self.bodies = Bodies(doc, self.named)
        self.memory = Memory(groups.listed_groups(self.text, self.named, self.sentence))
        self.publisher = issuing_organisation(doc)
        if self.publisher is not None:
            told = reference_weights()["subject"]
            self.memory.add(Occurrence(self.publisher, ORGANISATION, -1, 0, 0, told, None))

    def sentence(self, start: int) -> int:
        """The number of the sentence that holds a character."""
        return max(0, bisect.bisect_right(self.sentences, start) - 1)

    def paragraph(self, start: int) -> int:
        """The number of the paragraph that holds a character, from 1."""
        return bisect.bisect_right(self.paragraphs, start)

    def read(self) -> list[Mention]:
        """The references of the Doc, in text order."""
        inside = {token for phrase in self.phrases for token in range(phrase.first.i, phrase.last.i + 1)}
        events = [(m.start, 0, m) for m in self.named]
        events += [(phrase.first.idx, 1, phrase) for phrase in self.phrases]
        events += [(t.idx, 1, t) for t in self.doc if t.lower_ in SINGULAR | PLURAL and t.i not in inside]
        events += [(t.idx, 1, t) for t in self.doc if t.lower_ in RELATIVE and t.tag_ in {"WDT", "WP", "WP$"}]
        events += [(t.idx, 1, t) for t in self.doc if t.lower_ == "we" and _are_members(t)]
        events += [(seat.first.idx, -1, seat) for seat in seats(self.doc)]
        for _, _, event in sorted(events, key=lambda e: (e[0], e[1])):
            if isinstance(event, Seat):
                self._seat(event)
            elif isinstance(event, Mention):
                if event.start not in self.replaced:
                    self._remember(event, root_of(self.doc, event))
            elif isinstance(event, Phrase):
                self._phrase(event)
            elif event.lower_ == "we":
                self._we(event)
            elif event.lower_ in RELATIVE:
                self._relative(event)
            elif event.lower_ in SINGULAR:
                self._singular(event)
            else:
                self._plural(event)
        return self.found

    def _seat(self, seat: Seat) -> None:
        """A city in the place of the one organisation told that sits there; then it is no place."""
        told = dict.fromkeys(o.entity for o in self.memory.occurrences if o.kind == ORGANISATION)
        entity = seated(seat.name, list(told))
        here = beginning(self.named, seat.first.idx, seat.first.idx + 1)
        government = any(m.kind != "place" for m in here) and seat.last.dep_ != "poss"
        if entity is not None and not government:
            self.replaced |= {m.start for m in here}
            self._tell(seat.first, seat.last, seat.last, entity=entity)

    def _remember(self, mention: Mention, root: Token, weight: float | None = None) -> None:
        value = prominence(mention, root) if weight is None else weight
        sentence, paragraph = self.sentence(mention.start), self.paragraph(mention.start)
        entities = mention.members or (
            (mention.entity or (mention.country if mention.kind == "place" else None)),
        )
        for entity in entities:
            if entity:
                kind = ORGANISATION if entity.startswith("org:") else STATE
                told = value * reference_weights()["ended"] if self._is_gone(entity) else value
                listed = mention.start in self.many or len(mention.members) > 2
                self.memory.add(
                    Occurrence(entity, kind, mention.start, sentence, paragraph, told, root, listed)
                )
                if kind == STATE and mention.linked_by != "anaphora" and joins(root):
                    self.memory.joiners.add(entity)

    def _is_gone(self, entity: str) -> bool:
        """Whether an organisation had ended when the brief was written."""
        row = organisations().get(entity.removeprefix("org:")) if entity.startswith("org:") else None
        ended = row and row["dissolved_on"]
        return bool(ended and self.doc._.published_on and ended[:4] < str(self.doc._.published_on.year))

    def _tell(
        self,
        first: Token,
        last: Token,
        root: Token,
        *,
        entity: str | None = None,
        members: tuple[str, ...] = (),
    ) -> None:
        """Write down a resolved reference and make its entities salient."""
        start, end = first.idx, last.idx + len(last)
        kind = "group" if members or not entity else ORGANISATION if entity.startswith("org:") else STATE
        mention = Mention(start, end, kind, "anaphora", entity, members)
        self.found.append(mention)
        for token in self.doc[first.i : last.i + 1]:
            self.found_at.setdefault(token.i, mention)
        value = prominence(mention, root)
        self._remember(
            mention, root, value * reference_weights()["repeated_group" if members else "repeated"]
        )
        if members:
            self.memory.add_group(Group(members, groups.kind_of(members), start, self.sentence(start), False))

    def _best(self, sought: Sought, token: Token, admit: Admits, least: str = "least_told") -> str | None:
        """The likeliest entity that a reference means; None where none is likely enough."""
        at = Place(self.sentence(token.idx), self.paragraph(token.idx))
        answers = self.memory.resolve(sought, at, admit)
        return answers[0].entity if answers and answers[0].score >= reference_weights()[least] else None

    # Phrases

    def _phrase(self, phrase: Phrase) -> None:
        owner = self._owner(phrase)
        if owner is not None:
            phrase = dataclasses.replace(phrase, modifiers=())
        if (
            self._is_taken(phrase)
            or self._is_apposed(phrase)
            or owner is None
            and self._names(phrase)
            or self._is_of_members(phrase)
        ):
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
            if owner is not None:
                self.replaced.add(owner.start)
            self._tell(phrase.first, phrase.last, phrase.head, entity=entity)

    def _owner(self, phrase: Phrase) -> Mention | None:
        """Whose a territory is by the adjective before it: 'the British territory' is not Britain."""
        if phrase.what != "state" or phrase.head.lower_ != "territory":
            return None
        within = (m for m in self._inside(phrase) if m.kind == "state" and m.linked_by == "demonym")
        before = next((m for m in within if m.end == phrase.head.idx - 1), None)
        itself = before is not None and before.entity in state_traits()["territory"]  # 'the Aruban territory'
        return None if itself else before

    def _is_taken(self, phrase: Phrase) -> bool:
        """Whether the phrase's head is part of a name ('the African Union') or of another mention."""
        before = bisect.bisect_left(self.taken, phrase.head.idx + len(phrase.head))
        return before > 0 and self.taken_to[before - 1] > phrase.head.idx

    def _is_apposed(self, phrase: Phrase) -> bool:
        """Whether the phrase only describes the name before it ('Papua New Guinea, the eastern neighbour,
        ...')."""
        end = phrase.first.idx - 1
        while end >= 0 and self.text[end].isspace():
            end -= 1
        if phrase.what == "group" or end < 0 or self.text[end] != ",":
            return False
        return (
            end in self.ends and phrase.head.dep_ in {"appos", "conj", "nsubj"} and self._comma_after(phrase)
        )

    def _names(self, phrase: Phrase) -> bool:
        """Whether a name follows that says who it is ('the free-trade club CEFTA'), or a state within says
        whose body it is ('the Syrian negotiating body'; not 'the Russian-led alliance')."""
        end = phrase.last.idx + len(phrase.last)
        if phrase.what in {"organisation", "state"} and any(
            self.text[end] == " " for m in beginning(self.named, end + 1, end + 2) if m.kind != "place"
        ):
            return True
        within = (m for m in self._inside(phrase) if m.kind == "state")
        if phrase.what == "state":
            # 'The Zambian economy' is named by its adjective.
            return any(m.linked_by == "demonym" and m.end == phrase.head.idx - 1 for m in within)
        return phrase.what == "organisation" and (
            any(self.text[m.end : m.end + 1] != "-" for m in within) or self._holds_organisation(phrase)
        )

    def _is_of_members(self, phrase: Phrase) -> bool:
        """'the ASEAN nations': those of an organisation, whoever has been told before."""
        return phrase.what == "group" and self._holds_organisation(phrase)

    def _holds_organisation(self, phrase: Phrase) -> bool:
        """Whether the phrase names an organisation itself ('the ASEAN bloc')."""
        return any(m.kind == ORGANISATION for m in self._inside(phrase))

    def _inside(self, phrase: Phrase) -> list[Mention]:
        """Who is named in a phrase, before its head."""
        return beginning(self.named, phrase.first.idx, phrase.head.idx)

    def _comma_after(self, phrase: Phrase) -> bool:
        return self.text[phrase.last.idx + len(phrase.last) :].startswith(",")

    def _organisation(self, phrase: Phrase) -> str | None:
        said = self.bodies.describe(phrase)
        sentence = self.sentence(phrase.head.idx)
        if said.capital and self.bodies.called_otherwise(phrase):
            return None

        def admit(occurrence: Occurrence) -> bool:
            code = occurrence.entity.removeprefix("org:")
            return self.bodies.fits(said, code, sentence - occurrence.sentence)

        def prefer(occurrence: Occurrence) -> bool:
            return admit(occurrence) and self.bodies.prefers(said, occurrence.entity.removeprefix("org:"))

        def reasons(entity: str) -> tuple[str, ...]:
            found = ("called_so",) if self.bodies.calls_so(said, entity.removeprefix("org:")) else ()
            return (*found, "publisher") if entity == self.publisher else found

        told = [o.entity for o in self.memory.occurrences if o.kind == ORGANISATION and admit(o)]
        aged = by_age(phrase, list(dict.fromkeys(told)))
        course = "near" if phrase.first.lower_ in {"this", "that"} else "topic"
        sought = Sought(ORGANISATION, course, reasons)
        best = aged or self._best(sought, phrase.head, prefer) or self._best(sought, phrase.head, admit)
        return best or self.bodies.unnamed(said)

    def _state(self, phrase: Phrase) -> str | None:
        noun = phrase.head.lemma_.lower()
        traits = groups.traits_of((*phrase.modifiers, noun) if noun != "republic" else phrase.modifiers)
        if noun in word_class("described_noun") and not traits:
            return None
        entrant = noun in word_class("entrant_noun")

        def admit(occurrence: Occurrence) -> bool:
            if entrant and occurrence.entity not in self.memory.joiners:
                return False
            if not all(occurrence.entity in trait for trait in traits):
                return False
            if "host" in phrase.modifiers and not is_scene(occurrence.root):
                return False
            return not shares_clause(phrase.head, occurrence.root)

        def of_another(occurrence: Occurrence) -> bool:
            return admit(occurrence) and not tells(occurrence.root, phrase.head)

        about = not entrant and not phrase.modifiers and self._opens_paragraph(phrase)
        sought = Sought(STATE, "topic" if about else "near", self._reasons(phrase.head))
        best = self._best(sought, phrase.head, of_another) or self._best(sought, phrase.head, admit)
        if best is not None or not traits or entrant:
            return best
        # 'The sultanate', of one that the text has told, however far back.
        fitting = {o.entity for o in self.memory.occurrences if o.kind == STATE and admit(o)}
        return fitting.pop() if len(fitting) == 1 else None

    def _opens_paragraph(self, phrase: Phrase) -> bool:
        """Whether a paragraph has told no state before a phrase: then it means what the text is about."""
        paragraph = self.paragraph(phrase.first.idx)
        return all(o.paragraph != paragraph for o in self.memory.occurrences if o.kind == STATE)

    def _reasons(self, anaphor: Token) -> Reasons:
        """Who vetoes or backs is not who joins: where a reference is of the joining, or of a state of which
        another tells something, what speaks for those of whom the text has told that they join or want to,
        and against the subjects of such verbs."""
        of_another = anaphor.lower_ not in SINGULAR and any(
            tells(o.root, anaphor) for o in self.memory.occurrences
        )
        if is_moved(anaphor) or of_another:
            return lambda entity: ("moved_joiner",) if entity in self.memory.joiners else ()
        joining = anaphor.dep_ in NOUN_SUBJECTS or anaphor.head.lemma_.lower() in word_class(
            "membership_noun"
        )
        if expected(anaphor) != STATE or not joining:
            return lambda _: ()
        sentence = self.sentence(anaphor.idx)
        takers = {
            o.entity
            for o in self.memory.occurrences
            if sentence - o.sentence <= 1
            and o.root is not None
            and o.root.dep_ in NOUN_SUBJECTS
            and o.root.head.lemma_.lower() in word_class("stance_verb")
        }
        owned = anaphor.dep_ == "poss" and (anaphor.lower_ not in SINGULAR or is_of_another(anaphor))
        return lambda entity: (
            *(("stance_taker",) if entity in takers else ()),
            *(("owning_joiner",) if owned and entity in self.memory.joiners else ()),
        )

    def _government(self, phrase: Phrase) -> str | None:
        """'the government', of the state just named, or of the capital it is said to sit in."""
        end = phrase.last.idx + len(phrase.last)
        after = next(
            (
                m
                for m in beginning(self.named, end, end + FARTHEST_OWNER)
                if OF_WHICH.fullmatch(self.text, end, m.start)
            ),
            None,
        )
        if after is not None and (after.entity or after.country):
            return after.entity if after.kind == "state" else after.country
        if any(m.kind == "state" for m in beginning(self.named, phrase.first.idx, end)):
            return None
        if any(
            t.pos_ in {"NOUN", "PROPN"} or t.lower_ in word_class("local_word")
            for t in self.doc[phrase.first.i + 1 : phrase.head.i]
        ):
            return None
        # 'The Government', written so, is that of the state which the text is about.
        return self._best(
            Sought(STATE, "topic" if phrase.head.text[0].isupper() else "near"),
            phrase.head,
            lambda o: not shares_clause(phrase.head, o.root),
            "least_pronoun",
        )

    def _own(self, phrase: Phrase) -> None:
        """'his country': that of the person just told; 'their countries', 'our two countries': those just
        listed."""
        if phrase.head.tag_ in {"NNS", "NNPS"}:
            members = self._owned(phrase)
            if members:
                self._tell(phrase.first, phrase.last, phrase.head, members=members)
            return
        entity = self._home(phrase)
        if entity is not None:
            self._tell(phrase.first, phrase.last, phrase.head, entity=entity)

    def _home(self, phrase: Phrase) -> str | None:
        """The state of the last person before 'his country', named or not ('Gabon's new president'), or of
        the people before 'their country'."""
        first, sentence = phrase.first, self.sentence(phrase.first.idx)
        theirs = first.lower_ == "their"
        # 'their country' goes back to a people of its own sentence, or opens the next.
        beside = int(not theirs or first.i == first.sent.start)
        since = self.sentences[sentence - PERSON_REACH] if sentence > PERSON_REACH else 0
        found: list[tuple[int, str | None, int]] = [
            (m.start, m.country, PERSON_REACH)
            for m in beginning(self.persons, since, first.idx)
            if m.country and not theirs
        ]
        found += [
            (m.start, m.entity, beside)
            for m in beginning(self.named, since, first.idx)
            if m.kind == STATE and self._says_whose(m, first)
        ]
        at, entity, reach = max(found, default=(0, None, 0))
        near = sentence - self.sentence(at) <= reach
        return entity if entity and near and not entity.startswith("org:") else None

    def _says_whose(self, mention: Mention, owner: Token) -> bool:
        """Whether a state's name says of which state they are who 'his', 'her' or 'their' means: an officer
        ('a Danish spokesman') or a people ('Danes', 'the Danish people', 'the people of Denmark')."""
        name = root_of(self.doc, mention)
        if owner.lower_ == "their":
            if mention.linked_by == "demonym" and name.tag_ in {"NNS", "NNPS"}:
                return True
            noun = name.head.head if name.dep_ == "pobj" and name.head.lower_ == "of" else name.head
            return name.dep_ in {"poss", "amod", "pobj"} and noun.lemma_.lower() in word_class("people_noun")
        if owner.lower_ not in {"his", "her"} or name.dep_ not in {"poss", "amod", "compound", "nmod"}:
            return False
        office = office_ending(self.doc, name.head.i)
        return office is not None and office[0].kind == "person" and role(name.head) == "subject"

    def _owned(self, phrase: Phrase) -> tuple[str, ...]:
        """The states of 'their countries' (a group just told) or of 'our nations'."""
        if phrase.first.lower_ != "their":
            counted = (definite.size_of(t) for t in self.doc[phrase.first.i + 1 : phrase.head.i])
            return self._of_us(phrase.first, next(filter(None, counted), 2))
        start, sentence = phrase.first.idx, self.sentence(phrase.first.idx)
        group = groups.resolve(
            self._near_groups(start), size=None, kind=STATE, traits=(), start=start, sentence=sentence
        )
        return group.members if group is not None and sentence - group.sentence <= 1 else ()

    def _of_us(self, token: Token, size: int = 2) -> tuple[str, ...]:
        """The states that say 'we' and 'our' of themselves together: those of a list that were told last,
        else, of two, those that the text is about, told first and most often; none where it has told but
        one."""
        start, sentence = token.idx, self.sentence(token.idx)
        group = groups.resolve(
            self._near_groups(start), size=size, kind=STATE, traits=(), start=start, sentence=sentence
        )
        if group is not None:
            return group.members
        if size > 2:
            return ()
        told = list(dict.fromkeys(o.entity for o in self.memory.occurrences if o.kind == STATE))
        first = told[:2]
        ranked = sorted(told, key=lambda entity: -self.memory.counts[entity] - 2 * (entity in first))
        return tuple(sorted(ranked[:2], key=told.index)) if len(told) > 1 else ()

    def _near_groups(self, start: int) -> list[Group]:
        """The groups that a phrase at a place may go back to: those told before it, and not long ago."""
        sentence = self.sentence(start)
        since = self.sentences[sentence - groups.REACH] if sentence > groups.REACH else 0
        return self.memory.groups_from(since, start)

    def _we(self, token: Token) -> None:
        """'As NATO allies, we ...': the two states of which the text is."""
        members = self._of_us(token)
        if members:
            self._tell(token, token, token, members=members)

    def _one_of_two(self, phrase: Phrase) -> str | None:
        """'the former', 'the latter': of the two told last, in a list or each in a clause of its own; behind
        'membership of', too, of two states where no two organisations were told."""
        wanted = expected(phrase.head)
        if wanted == ORGANISATION and not any(g.kind == wanted for g in self.memory.groups):
            wanted = None
        sentence = self.sentence(phrase.first.idx)
        group = next(
            (
                g
                for g in reversed(self._near_groups(phrase.first.idx))
                if len(g.members) == 2 and wanted in {None, g.kind}
            ),
            None,
        )
        near = sentence - group.sentence if group is not None else PAIR_REACH + 1
        apart = self._told_apart(phrase.head, sentence) if near > 1 and wanted != ORGANISATION else ()
        two = apart or (group.members if group is not None and near <= PAIR_REACH else ())
        return two[phrase.what == "latter"] if two else None

    def _told_apart(self, head: Token, sentence: int) -> tuple[str, ...]:
        """The two states that the sentence before has told, or before a subject its own; none where there
        are more."""
        clause = head.dep_ in NOUN_SUBJECTS or self.doc[head.i - 2].is_punct
        for at in (sentence, sentence - 1) if clause else (sentence - 1,):
            told = (o.entity for o in self.memory.occurrences if o.kind == STATE and o.sentence == at)
            states = tuple(dict.fromkeys(told))
            if len(states) > 1:
                return states if len(states) == 2 else ()
        return ()

    def _members(self, phrase: Phrase) -> tuple[str, ...]:
        start, sentence = phrase.first.idx, self.sentence(phrase.first.idx)
        if phrase.what == "others":
            return self._others(start, sentence)
        noun = phrase.head.lemma_.lower()
        traits = phrase.modifiers + ((noun,) if phrase.of == STATE else ())
        entrants = noun in word_class("entrant_noun")

        def admit(group: Group) -> bool:
            if entrants and not self._joins(group):
                return False
            return (
                phrase.head is phrase.first
                or group.last is None
                or not shares_clause(phrase.head, root_of(self.doc, group.last))
            )

        group = groups.resolve(
            self._near_groups(start),
            size=phrase.size,
            kind=phrase.of,
            traits=traits,
            start=start,
            sentence=sentence,
            admit=admit,
        )
        if phrase.size is None:
            # A plural without a number means a group only where one has just been told.
            near = group is not None and sentence - group.sentence <= 2 and noun in word_class("plain_plural")
            return group.members if group is not None and near else ()
        if group is not None and (phrase.size > 2 or sentence - group.sentence <= 3):
            return group.members
        scattered = self._followed(phrase, sentence) or self._scattered(
            phrase, phrase.of or STATE, traits, sentence
        )
        if scattered:
            return scattered
        if group is not None:
            return group.members
        if phrase.of == STATE or phrase.of is None and phrase.size > 2:
            told = self.memory.groups
            far = groups.only_one(told, size=phrase.size, traits=traits, start=start, admit=admit)
            if far is not None:
                return far.members
        if phrase.size > 2 and phrase.of != ORGANISATION:
            ahead = groups.following(self.memory.groups, size=phrase.size, start=start, sentence=sentence)
            return ahead.members if ahead is not None else ()
        return ()

    def _joins(self, group: Group) -> bool:
        """Whether the sentence that told a group is of joining."""
        if group.sentence >= len(self.sentences):
            return False
        start = self.sentences[group.sentence]
        end = (
            self.sentences[group.sentence + 1] if group.sentence + 1 < len(self.sentences) else len(self.text)
        )
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return span is not None and any(token.lemma_.lower() in word_class("entrant_word") for token in span)

    def _followed(self, phrase: Phrase, sentence: int) -> tuple[str, ...]:
        """The two subjects of the last two sentences, where the last only says that it is so of another too
        ('Norland joined. So did Fiji. Both ...')."""
        if phrase.size != 2 or sentence < 2:
            return ()
        if not self.text.startswith(("So ", "Nor ", "Neither "), self.sentences[sentence - 1]):
            return ()
        told = [
            o
            for o in self.memory.occurrences
            if 0 < sentence - o.sentence <= 2
            and o.kind == STATE
            and o.root is not None
            and o.root.dep_ in NOUN_SUBJECTS
        ]
        entities = tuple(dict.fromkeys(o.entity for o in told))
        return entities if len(entities) == 2 and told[-1].sentence == sentence - 1 else ()

    def _scattered(
        self, phrase: Phrase, kind: str, traits: tuple[str, ...], sentence: int
    ) -> tuple[str, ...]:
        """So many entities told one by one: in this sentence and the last two, or in the whole text so
        far."""
        barred = {
            o.entity
            for o in self.memory.occurrences
            if o.sentence == sentence and shares_clause(phrase.head, o.root)
        }
        for reach in (0, 1, 2, None):
            told = [
                o
                for o in self.memory.occurrences
                if o.kind == kind and (reach is None or o.sentence >= sentence - reach)
            ]
            entities = tuple(
                dict.fromkeys(o.entity for o in told if o.prominence > 0.5 and o.entity not in barred)
            )
            fitting = tuple(e for e in entities if groups.fits((e,), traits)) if kind == STATE else entities
            if len(fitting) == phrase.size:
                return fitting
        return ()

    def _others(self, start: int, sentence: int) -> tuple[str, ...]:
        """'the rest', 'the others': the last group without those told since."""
        group = next(
            (
                g
                for g in reversed(self._near_groups(start))
                if sentence - g.sentence <= 3 and len(g.members) > 2
            ),
            None,
        )
        if group is None:
            return ()
        since = {o.entity for o in self.memory.occurrences if o.start >= group.start}
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
        listed = self._listed_before(token, verb)
        if len(listed) == 1:
            self._tell(token, token, token, entity=listed[0])
            return
        if listed:
            self._tell(token, token, token, members=listed)
            return
        referent = self._at(noun) or next(
            (self._at(child) for child in dependents(noun, "appos") if self._at(child)), None
        )
        if referent is None:
            return
        entity = referent.entity if not referent.members else None
        if entity:
            self._tell(token, token, token, entity=entity)
        elif referent.members:
            self._tell(token, token, token, members=referent.members)

    def _listed_before(self, token: Token, verb: Token) -> tuple[str, ...]:
        """The members of a list of states that ends just before 'which', where its verb is one of several
        ('Norway and Iceland, which are in EFTA'), or may be and the clause is attached to the first of them;
        the last where the verb is one of a single state."""
        share = share_of(token)
        start = token.idx if share is None else share.idx
        group = next(
            (
                g
                for g in self.memory.groups_from(start - 2, start)
                if g.listed and g.last is not None and 0 <= start - g.last.end <= 2
            ),
            None,
        )
        if group is None or group.last is None or group.kind != STATE:
            return ()
        if share is not None:
            return group.members
        forms = {child.lower_ for child in (verb, *verb.lefts)}
        if forms & {"is", "was", "has", "does"} or verb.tag_ == "VBZ":
            return (group.last.entity,) if group.last.entity else ()
        plural = verb.tag_ == "VBP" or forms & {"are", "were", "have"}
        last = root_of(self.doc, group.last)
        return group.members if plural or verb.head.i < last.i else ()

    def _at(self, token: Token) -> Mention | None:
        """The named or resolved state or organisation whose last word this is."""
        end = token.idx + len(token)
        meant = self.found_at.get(token.i)
        for mention in (*holding(self.named, token.idx), *((meant,) if meant is not None else ())):
            if mention.kind != "place" and mention.end >= end and (mention.entity or mention.members):
                return (
                    mention
                    if self.text[end : mention.end].strip(" ().") in {"", "'s"}
                    or mention.linked_by != "demonym"
                    else None
                )
        return None

    def _singular(self, token: Token) -> None:
        of_another = is_of_another(token)
        wanted = STATE if of_another else expected(token) or self._of_who_is_inside(token)
        if wanted is None and is_expletive(token):
            return
        later = self._told_later(token) if wanted == ORGANISATION else frozenset()

        def admit(occurrence: Occurrence) -> bool:
            if occurrence.entity in later:
                return False
            return (token.dep_ == "poss" and not of_another) or not shares_clause(token, occurrence.root)

        if wanted is None:
            entity = self._continued(token, admit)
            wanted = leaning(token) if entity is None else None
        else:
            entity = None
        if wanted == STATE and token.dep_ == "dobj" and self._states_act(token):
            return
        if wanted is not None:
            sought = Sought(wanted, "near", self._reasons(token))
            entity = self._best(sought, token, admit, "least_pronoun")
        if entity:
            self._tell(token, token, token, entity=entity)

    def _told_later(self, token: Token) -> frozenset[str]:
        """The organisations that the rest of the sentence tells: 'it' is another ('are in it without
        being of the Union')."""
        start, end = token.idx, token.sent.end_char
        named = {m.entity for m in beginning(self.named, start + 1, end) if m.kind == ORGANISATION}
        first = bisect.bisect_right(self.phrases, start, key=lambda phrase: phrase.first.idx)
        for phrase in itertools.islice(self.phrases, first, None):
            if phrase.first.idx >= end:
                break
            if phrase.what == "organisation":
                said = self.bodies.describe(phrase)
                told = {o.entity for o in self.memory.occurrences if o.kind == ORGANISATION}
                named |= {code for code in told if self.bodies.calls_so(said, code.removeprefix("org:"))}
        return frozenset(code for code in named if code)

    def _of_who_is_inside(self, token: Token) -> str | None:
        """STATE where what 'it' is in or outside of is an organisation that the clause names ('it has been in
        the Union')."""
        if token.dep_ != "nsubj" or token.head.lemma_.lower() not in {"be", "remain", "stay"}:
            return None
        places = (
            thing
            for child in token.head.children
            if child.lower_ in {"in", "outside"}
            for thing in dependents(child, "pobj")
        )
        found = (self._at(thing) for thing in places)
        return STATE if any(one is not None and one.kind == ORGANISATION for one in found) else None

    def _states_act(self, token: Token) -> bool:
        """Whether a state is the subject of a verb whose subject is an organisation where its object is a
        state: what Indonesia 'suspended again' is its participation."""
        verb = token.head
        if verb.lemma_.lower() in word_class("inviting_verb"):
            return False
        subjects = (
            o.root
            for o in self.memory.occurrences
            if o.root is not None and o.root.dep_ in NOUN_SUBJECTS and o.kind == STATE
        )
        return any(
            clause_verb(root) == clause_verb(token)
            for root in subjects
            if root.sent.start == token.sent.start
        )

    def _continued(self, token: Token, admit: Admits) -> str | None:
        """Whom 'it' means where no word tells: the entity that was the subject just before, if one was."""
        if token.dep_ not in NOUN_SUBJECTS | {"poss"}:
            return None
        sentence, paragraph = self.sentence(token.idx), self.paragraph(token.idx)
        least = reference_weights()["least_untold"]
        near = [
            o
            for o in self.memory.occurrences
            if sentence - o.sentence <= 1 and o.paragraph == paragraph and o.prominence >= least and admit(o)
        ]
        verb = clause_verb(token)
        own = [
            o
            for o in near
            if verb is not None
            and o.root is not None
            and o.root.dep_ in NOUN_SUBJECTS
            and o.root.head.i == verb.i
        ]
        if token.dep_ == "poss":
            blamed = self._blamed(token)
            if blamed or own:
                return blamed or own[-1].entity
        last = max(near, key=lambda o: (o.sentence, round(o.prominence, 2), o.start), default=None)
        if last is None or self._other_subject(last, token):
            return None
        return last.entity

    def _blamed(self, token: Token) -> str | None:
        """Whom 'its' means in 'condemned Norland for its raids': the one that is condemned."""
        for _ in range(5):
            if token.lower_ == "for" and token.dep_ == "prep":
                objects = (child for child in dependents(token.head, "dobj") if child.i < token.i)
                found = next((self._at(child) for child in objects), None)
                return found.entity if found is not None else None
            token = token.head
        return None

    def _other_subject(self, occurrence: Occurrence, token: Token) -> bool:
        """Whether another singular noun became a subject between an occurrence and a pronoun: it may mean
        that."""
        for between in self.doc[occurrence.root.i + 1 : token.i] if occurrence.root else ():
            if (
                between.dep_ in NOUN_SUBJECTS
                and between.pos_ in {"NOUN", "PROPN"}
                and between.tag_ in {"NN", "NNP"}
                and self._at(between) is None
            ):
                return True
        return False

    def _plural(self, token: Token) -> None:
        wanted = expected(token)
        start, sentence = token.idx, self.sentence(token.idx)
        if wanted == ORGANISATION or self._is_of_others(token):
            return
        share = share_of(token)
        group = groups.resolve(
            self._near_groups(start),
            size=2 if share is not None and share.lower_ in {"neither", "both", "either"} else None,
            kind=STATE,
            traits=(),
            start=start,
            sentence=sentence,
        )
        if group is None or sentence - group.sentence > (2 if wanted == STATE else 1):
            return
        if wanted is None and share is None and not self._was_subject(group):
            return
        self._tell(token, token, token, members=group.members)

    def _is_of_others(self, token: Token) -> bool:
        """Whether 'their' belongs to a plural subject of its own clause that is nobody told before ('its
        members regulate their exports')."""
        if token.dep_ != "poss":
            return False
        verb = clause_verb(token)
        return verb is not None and any(
            child.tag_ in {"NNS", "NNPS"} and self._at(child) is None
            for child in dependents(verb, *NOUN_SUBJECTS)
            if child.i < token.i
        )

    def _was_subject(self, group: Group) -> bool:
        told = [
            o for o in self.memory.occurrences if o.entity in group.members and o.sentence == group.sentence
        ]
        return bool(told) and all(o.prominence >= 0.7 for o in told)


def share_of(pronoun: Token) -> Token | None:
    """The word that says how many of those that a pronoun means: 'none of which', 'neither of them'."""
    of = pronoun.head
    if pronoun.dep_ != "pobj" or of.lower_ != "of" or of.i + 1 != pronoun.i or of.i == 0:
        return None
    before = of.nbor(-1)
    return before if before.lower_ in SHARES else None


def _are_members(pronoun: Token) -> bool:
    """Whether the clause of 'we' says that they are members or partners ('as allies, we', 'we are both
    members')."""
    if pronoun.dep_ != "nsubj":
        return False
    verb = pronoun.head
    nouns = [child for child in dependents(verb, "attr") if verb.lemma_ == "be"]
    nouns += [other for noun in nouns for other in noun.conjuncts]
    for child in verb.children:
        if child.lower_ == "as" and child.dep_ == "prep":
            nouns += pronoun.doc[child.i + 1 : pronoun.i] if child.i < pronoun.i else child.children
    shared = word_class("membership_attribute") - word_class("state_noun")
    return any(noun.tag_ in {"NNS", "NNPS"} and _singular_of(noun) in shared for noun in nouns)


def _singular_of(noun: Token) -> str:
    """The singular of a plural, that of a name too, which the model leaves as it is ('Allies')."""
    lemma = noun.lemma_.lower()
    if lemma != noun.lower_:
        return lemma
    return singular(lemma)


@Language.component("statusquo_references")
def references_component(doc: Doc) -> Doc:
    """Adds the anaphoric mentions of states and organisations to `doc._.mentions`."""
    reader = _Reader(doc)
    found = reader.read()
    doc._.mentions = [
        mention
        for mention in doc._.mentions
        if mention.kind not in NAMED or mention.start not in reader.replaced
    ]
    add(doc, found)
    return doc
