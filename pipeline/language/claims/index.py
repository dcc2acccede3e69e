"""An index of a brief for the reading of claims: its sentences, who is named or meant where, and in whose
words."""

import bisect
import dataclasses
import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec, TypeVar

import numpy as np
from spacy.tokens import Doc, Span, Token

from pipeline.language.annotations import Mention, Statement
from pipeline.language.claims.readings import Readings
from pipeline.language.claims.triggers import Trigger
from pipeline.language.claims.words import Words
from pipeline.language.grammar.clause_bounds import begins_clause
from pipeline.language.names.publishers import issuing_organisation, publisher
from pipeline.language.registry import no, switchable, yes
from pipeline.language.text.capitals import datelines
from pipeline.lexicon import word_class
from schemas.vocabulary import MODALITIES, PREDICATES, STATUSES

if TYPE_CHECKING:  # proposals.py asks the index
    from pipeline.language.claims.proposals import Proposal

# What may stand between the members of a list, beside dates ('Colombia in 2020 and Peru in 2021').
LISTING = frozenset(
    ", ; and or & / - – the both as well then plus also later with along together 's ’s in on since a of ( ) "
    "like nor neither either to by for".split()
)
# Of these, what may stand between a date and the next member: no preposition.
CONTINUING = LISTING - {"in", "on", "since", "a", "of", "(", "to", "by", "for", "'s", "’s", "like"}
JOINING = frozenset({"and", "or", "&", "nor", "plus", "-", "–", "/"})
LEAST_BEFORE_ORGANISATION = 2  # states of a list before an organisation that is one of its members
LONGEST_DATELINE = 60  # characters
FIRST_PERSON = frozenset({"we", "us", "our", "ours", "i", "me", "my"})
STATE, ORGANISATION, GROUP = "state", "organisation", "group"
# What the pair reader is asked of a pair for every predicate: is it told of the first as its subject, and is
# the first the one who acts in it?
ROLES = (SUBJECT, ACTOR) = (0, 1)
# The places of predicates, statuses and modalities in what it says.
NUMBER_OF_PREDICATE = {predicate: number for number, predicate in enumerate(PREDICATES)}
NUMBER_OF_STATUS = {status: number for number, status in enumerate(STATUSES)}
NUMBER_OF_MODALITY = {modality: number for number, modality in enumerate(MODALITIES)}


@dataclasses.dataclass(frozen=True, slots=True)
class PairReading:
    """What the pair reader says of a pair in a sentence: `odds` (roles, predicates), the log-odds that a
    predicate is told; and of a predicate by its number how it is told if it is: the logarithms of the
    shares of its statuses, then the log-odds that it is denied. The latter is asked of few, and worked out
    when it is."""

    odds: np.ndarray
    manner: Callable[[int], np.ndarray]

    def status(self, predicate: int, status: int) -> float:
        """The logarithm of the share of a status, both by their numbers."""
        return float(self.manner(predicate)[status])

    def negated(self, predicate: int) -> float:
        """The log-odds that a predicate is denied."""
        return float(self.manner(predicate)[-1])


# Sentence -> (subject, organisation) -> what the pair reader says.
Learned = Mapping[int, Mapping[tuple[str, str], PairReading]]
Odds = list[list[float]]  # of a PairReading, as plain numbers: role, predicate

UNKNOWN: Any = object()
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def kept(
    function: Callable[Concatenate["BriefIndex", Arguments], Result],
) -> Callable[Concatenate["BriefIndex", Arguments], Result]:
    """A function of an index and of plain values that is worked out once for each of them while one
    sentence is read: its many candidates share most of what is asked. `BriefIndex.turn` lets go of what
    was kept."""

    @functools.wraps(function)
    def look_up(index: "BriefIndex", /, *arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        # One look, since the hash of a key is most of its cost.
        results, key = index.results[function], (arguments, *named.items()) if named else arguments
        found: Result = results.get(key, UNKNOWN)
        if found is UNKNOWN:
            found = results[key] = function(index, *arguments, **named)
        return found

    return look_up


class Referent(NamedTuple):
    """Somebody named or meant at tokens `start` to `end` (exclusive), `root` its head.

    `entities` are ISO codes or 'org:CODE', several for a plural or a list; `kind` is state, organisation
    or group; `link` says how it is known (a name, a demonym, an anaphor, a person, first person), `parts`
    are the members of a list."""

    start: int
    end: int
    root: int
    kind: str
    link: str
    entities: tuple[str, ...]
    parts: tuple["Referent", ...] = ()


class BriefIndex:
    """A Doc with its referents by token and sentence; `learned` is what the pair reader adds, if any."""

    def __init__(self, doc: Doc, rules: bool = True) -> None:
        """Index a Doc with segments, mentions and statements; without `rules` no proposals are read."""
        self.doc = doc
        self.words = Words(doc)
        self.text: str = doc.text  # put together from the tokens at each call
        self.results: dict[Callable, dict[tuple, Any]] = defaultdict(dict)
        self.bounds = [(sentence.start, sentence.end) for sentence in doc.sents]
        self.sentence_of = [
            number for number, (start, end) in enumerate(self.bounds) for _ in range(start, end)
        ]
        self.statement_of = self._statements()
        self.source_country = publisher(doc._.source or "")
        self.issuer = issuing_organisation(doc)
        self.in_source = self._sources()
        self.dates: list[tuple[int, int, Mention]] = []
        self.date_tokens: set[int] = set()
        self.referents: list[Referent] = []
        self.by_token: dict[int, Referent] = {}
        self._collect()
        self.in_sentence: dict[int, list[Referent]] = defaultdict(list)
        self.listed = self._lists()
        for referent in self.listed:
            self.in_sentence[self.sentence_of[referent.start]].append(referent)
        self.kind_of = self._segments()
        self.paragraph_of = self._paragraphs()
        self.triggers: dict[int, list[Trigger]] = {}
        self.learned = {}
        # Grows while the decisions are made, in text order: a clause takes up what stands before it.
        self.readings = Readings()
        self.with_rules = rules
        # What the rules propose, by sentence; filled where it is asked for first.
        self.proposals: dict[int, list[Proposal]] | None = None if rules else {}

    @property
    def learned(self) -> Learned:
        """What the pair reader says; empty where it was not asked."""
        return self._learned

    @learned.setter
    def learned(self, found: Learned) -> None:
        self._learned = found
        self._odds: dict[int, dict[tuple[str, str], Odds]] = {}

    def odds(self, sentence: int) -> Mapping[tuple[str, str], Odds]:
        """The pair reader's log-odds of each pair of a sentence, as plain numbers: they are looked up far
        more often than they are computed. Those of one sentence are held at a time, since plain numbers
        take much room."""
        if sentence not in self._odds:
            read = self._learned.get(sentence, {})
            self._odds = {sentence: {pair: one.odds.tolist() for pair, one in read.items()}}
        return self._odds[sentence]

    @functools.cached_property
    def masks(self) -> dict[int, str]:
        """Token -> what kind of name or date it belongs to."""
        found = {token: one.kind.upper() for token, one in self.by_token.items()}
        return found | dict.fromkeys(self.date_tokens, "DATE")

    def turn(self) -> None:
        """Let go of what was kept for the sentence before."""
        self.results.clear()

    def dates_in(self, start: int, end: int) -> list[tuple[int, int, Mention]]:
        """(first token, token after the last, mention) of the dates within tokens."""
        first = bisect.bisect_left(self.dates, start, key=lambda one: one[0])
        last = bisect.bisect_left(self.dates, end, key=lambda one: one[0])
        return self.dates[first:last]

    def sentence(self, token: Token) -> tuple[int, int]:
        """Indices of the first token of a token's sentence and of the one after its last."""
        return self.bounds[self.sentence_of[token.i]]

    def referents_in(self, sentence: int) -> list[Referent]:
        """Who begins in a sentence, each member of a list by itself."""
        start, end = self.bounds[sentence]
        return self.referents[self.referents_before(start) : self.referents_before(end)]

    def referents_before(self, place: int) -> int:
        """How many referents begin before a token."""
        return bisect.bisect_left(self.referents, place, key=lambda one: one.start)

    def named_beside(self, place: int) -> list[Referent]:
        """Who is named in the sentence of a token."""
        return self.in_sentence[self.sentence_of[place]]

    def named_at(self, place: int | None, kind: str) -> Referent | None:
        """Who of a kind is named at a token, in a list all of them."""
        if place is None:
            return None
        here = self.named_beside(place)
        return next((one for one in here if one.start <= place < one.end and one.kind == kind), None)

    def first_named(self, places: Iterable[int], kind: str) -> Referent | None:
        """Who of a kind is named at the first of some tokens that names one, in a list all of them."""
        return next((who for place in places if (who := self.named_at(place, kind)) is not None), None)

    def named(self, places: Iterable[int]) -> list[Referent]:
        """Who is named at some tokens, in their order."""
        return [self.by_token[place] for place in places if place in self.by_token]

    def kind_at(self, place: int) -> str | None:
        """The kind of who is named at a token, None for nobody."""
        return self.by_token[place].kind if place in self.by_token else None

    def here(self, place: int) -> range:
        """The tokens of a token's sentence."""
        return range(*self.bounds[self.sentence_of[place]])

    def named_below(self, place: int) -> list[Referent]:
        """Who is named in the phrase or clause that a token heads."""
        return [one for one in self.named_beside(place) if place in self.words.above(one.root)]

    def _segments(self) -> list[str]:
        """The kind of the segment that each sentence begins in."""
        found, segments, at = [], self.doc._.segments, 0
        for start, _ in self.bounds:
            place = self.doc[start].idx
            while at + 1 < len(segments) and segments[at].end <= place:
                at += 1
            found.append(segments[at].kind if segments else "news")
        return found

    def _paragraphs(self) -> list[int]:
        """The number of each sentence's paragraph."""
        found, number = [], 0
        for start, _ in self.bounds:
            if start and "\n" in self.doc[start - 1].text_with_ws:
                number += 1
            found.append(number)
        return found

    def _statements(self) -> dict[int, int]:
        """Token -> the statement in whose content it stands, the innermost."""
        found: dict[int, int] = {}
        for number, statement in enumerate(self.doc._.statements):
            for start, end in statement.content:
                span = self.doc.char_span(start, end, alignment_mode="expand")
                for token in span or ():
                    found[token.i] = number
        return found

    def _sources(self) -> set[int]:
        """Tokens of the sources of statements: who speaks is not what is spoken of."""
        found: set[int] = set()
        for statement in self.doc._.statements:
            if statement.source is not None:
                span = self.doc.char_span(statement.source[0], statement.source[1], alignment_mode="expand")
                found.update(token.i for token in span or ())
        return found

    def _collect(self) -> None:
        lines = [
            (start, end) for start, end in datelines(self.doc, self.text) if end - start <= LONGEST_DATELINE
        ]
        for mention in self.doc._.mentions:
            if mention.kind != "date" and any(start <= mention.start < end for start, end in lines):
                continue  # where a report comes from says nothing of whom it is about
            span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None:
                continue
            if mention.kind == "date":
                self.dates.append((span.start, span.end, mention))
                self.date_tokens.update(range(span.start, span.end))
                continue
            referent = _referent(mention, span.start, span.end, span.root.i)
            if referent is not None:
                self._add(referent)
        for token in self.doc:
            if token.lower_ in FIRST_PERSON and token.i not in self.by_token:
                country = self.speaker(token.i)
                if country:
                    kind = ORGANISATION if country.startswith("org:") else STATE
                    self._add(Referent(token.i, token.i + 1, token.i, kind, "first_person", (country,)))
        self.dates.sort(key=lambda one: one[:2])
        self.referents.sort(key=lambda one: (one.start, one.end))

    def _add(self, referent: Referent) -> None:
        """Keep a referent; of those that cover one token the shortest with an entity wins."""
        self.referents.append(referent)
        for index in range(referent.start, referent.end):
            held = self.by_token.get(index)
            if held is None or held.end - held.start > referent.end - referent.start:
                self.by_token[index] = referent

    def _lists(self) -> list[Referent]:
        """The referents, those of a list as one; a referent within another of the same kind is left out.

        An organisation that is named in a list of states ('Chile, the African Union and Peru') is one of
        the list's members and, since it may be what they belong to, stands on its own too."""
        found: list[Referent] = []
        run: list[Referent] = []
        outer = [one for one in self.referents if self.by_token.get(one.root) is one]
        for number, referent in enumerate(outer):
            following = outer[number + 1] if number + 1 < len(outer) else None
            if run and (self._continues(run, referent) or self._joins(run, referent, following)):
                run.append(referent)
                continue
            found += self._as_list(run)
            run = [referent]
        return [*found, *self._as_list(run)]

    def _continues(self, run: list[Referent], referent: Referent) -> bool:
        """Whether a referent goes on with a list: of the same kind, and nothing but list words between."""
        last = run[-1]
        if run[0].kind != referent.kind:
            return False
        if {last.link, referent.link} & {"first_person", "anaphora", "person"} and last.link != referent.link:
            return False
        return self._listed_after(last, referent)

    def _joins(self, run: list[Referent], referent: Referent, following: Referent | None) -> bool:
        """Whether an organisation is one of a list of states: some before it, one behind it or an 'and'."""
        states = len(run) >= LEAST_BEFORE_ORGANISATION and all(one.link == "name" for one in (*run, referent))
        if not states or run[0].kind != STATE or referent.kind != ORGANISATION:
            return False
        if not self._listed_after(run[-1], referent):
            return False
        if following is not None and following.kind == STATE and following.link == "name":
            return self._listed_after(referent, following)
        return any(token.lower_ in ("and", "&") for token in self.doc[run[-1].end : referent.start])

    def _listed_after(self, last: Referent, referent: Referent) -> bool:
        """Whether only list words, a comma or a conjunction among them, stand between two of one sentence."""
        gap = self.doc[last.end : referent.start]
        if self.sentence_of[last.start] != self.sentence_of[referent.start]:
            return False
        if not 0 < len(gap) <= 12 or set(last.entities) & set(referent.entities):
            return False
        if not self._listed_after_date(gap, referent):
            return False
        if begins_clause(self.doc, self.doc[last.end - 1], referent.start, referent.end):
            return False
        listing = LISTING | word_class("state_style")
        if any(token.i not in self.date_tokens and token.lower_ not in listing for token in gap):
            return False
        return any(token.lower_ in JOINING or token.text in ",;" for token in gap)

    @switchable(yes)
    def _listed_after_date(self, gap: Span, referent: Referent) -> bool:
        """Whether a list goes on behind the last date of a gap, if there is one: with 'and', or with a
        comma where the next has a date or a neighbour of its own ('Peru in 2020, Chile in 2021'; not 'Peru
        on Friday, a day after Chile' nor 'Peru on Friday, Chile said')."""
        dated = [token.i for token in gap if token.i in self.date_tokens]
        if not dated:
            return True
        behind = [token.lower_ for token in self.doc[dated[-1] + 1 : referent.start]]
        if not behind or not set(behind) <= CONTINUING:
            return False
        following = self.doc[referent.end : referent.end + 2]
        parallel = any(
            token.i in self.date_tokens or token.lower_ in JOINING or token.text in ",;"
            for token in following
        )
        return parallel or bool(JOINING.intersection(behind))

    def _as_list(self, run: list[Referent]) -> list[Referent]:
        """A run of referents as one list where a conjunction binds it or it has three members or more."""
        if len(run) < 2:
            return run
        words = {
            token.lower_ for a, b in zip(run, run[1:], strict=False) for token in self.doc[a.end : b.start]
        }
        if len(run) == 2 and not words & JOINING:
            return run
        entities = tuple(dict.fromkeys(code for one in run for code in one.entities))
        first = run[0]
        alone = [one for one in run if one.kind != first.kind]
        return [
            Referent(first.start, run[-1].end, first.root, first.kind, "list", entities, tuple(run)),
            *alone,
        ]

    def speaker(self, index: int) -> str | None:
        """On whose behalf a token is said: the state of the statement's speaker, else the source's."""
        number = self.statement_of.get(index)
        if number is None:
            return self.source_country
        statement = self.doc._.statements[number]
        return statement.speaker_country or (
            None if _is_outsider(self.text, statement) else self.source_country
        )


@switchable(no)
def _is_outsider(text: str, statement: Statement) -> bool:
    """Whether who speaks is not of the source: who asks in a transcript, a minister of no known state."""
    if statement.speaker_entity is None:
        return (statement.speaker or "").isupper()
    return statement.source is not None and "minister" in text[slice(*statement.source)].lower()


def _referent(mention: Mention, start: int, end: int, root: int) -> Referent | None:
    entities = mention.members or tuple(filter(None, [mention.entity]))
    if mention.kind == "organisation" and entities:
        return Referent(start, end, root, ORGANISATION, mention.linked_by, entities)
    if mention.kind == "state" and entities:
        return Referent(start, end, root, STATE, mention.linked_by, entities)
    if mention.kind == "group" and entities:
        organisations = all(code.startswith("org:") for code in entities)
        return Referent(start, end, root, ORGANISATION if organisations else STATE, "group", entities)
    if mention.kind in ("person", "place") and mention.country:
        kind = ORGANISATION if mention.country.startswith("org:") else STATE
        return Referent(start, end, root, kind, mention.kind, (mention.country,))
    return None
