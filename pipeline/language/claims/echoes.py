"""Clauses that leave out what they tell: 'as did Togo', 'Chad does not', 'Mali in 2015', 'two years after Peru'.

Each takes up a claim that was read before it, with somebody else in the place of one of its roles: in the place of whom the verb of
that claim has as its subject. 'Norway backs the bid, as does Peru' is of another actor, 'the League let it in, and so did the Union'
of another organisation.
"""

import dataclasses
from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.language.claims.index import ORGANISATION, BriefIndex, Referent, kept
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.told import TOLD_FROM, Told
from pipeline.language.dates.calendar import distant, period_of
from pipeline.language.dates.expressions import distance_to
from pipeline.language.grammar.pro_verbs import (
    INVERTING,
    NOR_SO,
    PRO_VERBS,
    RELATIVES,
    agrees,
    finite_part,
    is_denied,
    is_of_its_noun,
    is_pro_verb,
)
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class

DENYING = frozenset({"not", "n't", "n’t", "never"})
# What may stand behind a pro-verb and says nothing of its own.
IDLE = frozenset({"so", "too", "yet", "either", "done", "already", "also", "likewise", "now"})
BREAKS = frozenset({",", ".", ";", ":", "—", "–", "-", ")", "!", "…", '"', "”", "’", "'"})
CONJUNCTIONS = frozenset({"and", "but", "or", "while", "whereas", "though", "although", "since", "because"})
COMPARING = frozenset({"as", "unlike", "but", "while", "whereas", "though", "although"})
SEPARATORS = frozenset({",", ";", "and", "but", "while", "then"})
TEMPORAL = frozenset({"in", "on", "since", "by", "only", "from", "at", "for", "as", "early", "late", "until"})
# By these edges a word completes what its verb tells; behind 'as' stands who somebody is that does something else.
COMPLETING = frozenset(
    {
        "xcomp",
        "pcomp",
        "oprd",
        "attr",
        "acomp",
        "dobj",
        "pobj",
        "prep",
        "advmod",
        "neg",
        "prt",
        "conj",
        "acl",
        "ccomp",
    }
)
AS = frozenset({"as"})
BESIDE_NAMES = frozenset({"appos", "acl", "relcl"})
OF_OTHERS = frozenset({"relcl", "acl"})
CONTRARY = {"affirmed": "negated", "negated": "affirmed"}
# What a denial may tell ('does not want to join'), so that another one of the same tells the same.
TOLD_BY_DENIAL = frozenset({"declines", "undecided", "opposes", "rejected", "deferred", "conditional"})
QUALIFYING = frozenset({"poss", "compound", "amod", "nmod"})
# Subjects that name nobody by themselves.
STAND_INS = frozenset({"PRON", "NUM", "DET"})
NAMING = frozenset({"name", "alias", "list", "anaphora", "group"})
LONGEST_ASIDE = 6
LONGEST_GAP = 3  # words between a name and its date
ROLES = ("subjects", "actors", "organisations")


@dataclasses.dataclass(frozen=True, slots=True)
class Gap:
    """A clause without what it tells: whom it is of, the word that it hangs on, its first token and the one after its last; whether
    it denies, its date, whether its word stands for a verb, how far it is from what it takes up."""

    who: Referent
    word: int
    first: int
    end: int
    denies: bool = False
    when: str | None = None
    stands_for_verb: bool = False
    away: tuple[int, str] | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Taken:
    """What a clause takes up: the verb that it stands for, the role that it fills anew, what was told by that verb."""

    verb: Token
    role: str
    told: tuple[Told, ...]


def echoes(index: BriefIndex, sentence: int) -> Iterator[Proposal]:
    """What the clauses of a sentence that leave out what they tell take up, in text order; what each of them tells is decided before
    the next is looked at, which may go on from it."""
    start, end = index.bounds[sentence]
    dated = {first for first, _, _ in index.dates_in(start, end)}
    for place in range(start, end):
        if not (place in dated or place in index.by_token or index.words.lower[place] in PRO_VERBS):
            continue
        for way in (_pro_verb, _with_date, _with_distance):
            gap = way(index, place)
            taken = _taken_up(index, gap) if gap is not None else None
            if gap is not None and taken is not None:
                yield from _echoed(index, gap, taken)


@switchable(no)
def is_of_an_echo(index: BriefIndex, token: int, subject: Referent | None) -> bool:
    """Whether somebody is the subject of a clause that takes up a verb, so that no other word outside it tells of him but what is
    said beside his name: of 'Chad, a member, spoke, as did Togo' Togo is none by that, of 'as did Togo, a member' he is."""
    if subject is None:
        return False
    return any(
        _is_inside(subject, gap) and _is_outside(index, token, gap) and _takes_up_a_verb(index, gap)
        for gap in _standing_for_verbs(index, index.sentence_of[subject.start])
    )


@switchable(no)
def is_said_of_an_echo(index: BriefIndex, token: int, subject: Referent | None) -> bool:
    """Whether a word stands beside the name in a clause that takes up a verb, and somebody before it: of 'Chad spoke, as did
    Togo, a member' Chad is none."""
    if subject is None:
        return False
    return any(
        subject.end <= gap.first and _is_beside(index, token, gap.who)
        for gap in _standing_for_verbs(index, index.sentence_of[subject.start])
    )


@switchable(no)
def is_set_against(index: BriefIndex, token: int, subject: Referent | None) -> bool:
    """Whether somebody is only named as one of whom a word does not tell: of 'Chad, unlike Togo, is a member' Togo is none."""
    if subject is None:
        return False
    words, noun = index.words, subject.root
    if words.lower[noun] in RELATIVES and words.relations[words.heads[noun]] == "relcl":
        noun = words.heads[words.heads[noun]]
    joined = next((one for one in words.above(noun) if words.relations[one] != "conj"), noun)
    beside = (words.heads[one] for one in words.above(token) if words.relations[one] in BESIDE_NAMES)
    return words.lower[words.heads[joined]] == "unlike" and joined not in beside


@switchable(no)
def is_denied_apart(index: BriefIndex, token: int, subject: Referent | None) -> bool:
    """Whether a clause is denied of somebody whose complement the parse takes for an apposition, which says nothing of the denial:
    'Chad is not, the minister said, a member'."""
    words = index.words
    if (
        subject is None
        or words.relations[token] != "appos"
        or words.relations[subject.root] not in NOUN_SUBJECTS
    ):
        return False
    verb = words.tokens[words.heads[subject.root]]
    below = {child.dep_ for child in verb.children}
    return verb.lemma_ == "be" and verb.i < token and is_denied(verb) and not below & {"attr", "acomp"}


@switchable(no)
def is_said_against(index: BriefIndex, word: int, subject: Referent | None) -> bool:
    """Whether a word stands beside one whom somebody before it is set against: of 'Chad spoke, unlike Togo, which is a member' Chad
    is none."""
    words = index.words
    beside = (words.heads[one] for one in words.above(word) if words.relations[one] in BESIDE_NAMES)
    against = next((words.heads[one] for one in beside if words.lower[words.heads[one]] == "unlike"), None)
    return subject is not None and against is not None and subject.end <= against


def _is_inside(subject: Referent, gap: Gap) -> bool:
    """Whether somebody stands in a clause."""
    return gap.first <= subject.start and subject.end <= gap.end


def _is_outside(index: BriefIndex, token: int, gap: Gap) -> bool:
    """Whether a word stands outside a clause and not beside the name in it; before it, where the clause is one about a name that
    is the subject of another: 'Chad, which has not, spoke'."""
    if index.words.relations[gap.word] == "relcl":
        return token < gap.first
    return not gap.first <= token < gap.end and not _is_beside(index, token, gap.who)


def _is_beside(index: BriefIndex, token: int, who: Referent) -> bool:
    """Whether a word belongs to what is said beside a name: 'Chad, a member'."""
    words = index.words
    return any(
        words.relations[one] in BESIDE_NAMES and who.start <= words.heads[one] < who.end
        for one in words.above(token)
    )


def _takes_up_a_verb(index: BriefIndex, gap: Gap) -> bool:
    """Whether a clause does not open its sentence and has a verb that it stands for."""
    return gap.first > index.bounds[index.sentence_of[gap.word]][0] and _verb(index, gap) is not None


@kept
def _standing_for_verbs(index: BriefIndex, sentence: int) -> tuple[Gap, ...]:
    """The clauses of a sentence that have an auxiliary for their verb."""
    places = (place for place in range(*index.bounds[sentence]) if index.words.lower[place] in PRO_VERBS)
    found = (_pro_verb(index, place) for place in places)
    return tuple(gap for gap in found if gap is not None)


def _end(index: BriefIndex, place: int) -> bool:
    """Whether a clause ends before a token."""
    end = len(index.words.lower)
    if place >= end or index.words.tokens[place].is_sent_start:
        return True
    return index.words.lower[place] in BREAKS | CONJUNCTIONS or index.words.parts[place] == "SPACE"


def _date_behind(index: BriefIndex, place: int) -> tuple[int, str | None] | None:
    """The token after the date that follows at a token, and its value."""
    sentence = index.sentence_of[place - 1]
    for first, last, mention in index.dates_in(
        place, min(place + LONGEST_GAP + 1, index.bounds[sentence][1])
    ):
        if all(word in TEMPORAL for word in index.words.lower[place:first]):
            return last, mention.edtf
        return None
    return None


def _named(index: BriefIndex, place: int) -> Referent | None:
    """Whoever is named at a token, an article aside, with all of his list; None for whom a name only qualifies ('Chad's economy')."""
    lower = index.words.lower
    if place < len(lower) and lower[place] == "the" and place not in index.by_token:
        place += 1
    if place not in index.by_token:
        return None
    here = index.in_sentence[index.sentence_of[place]]
    who = next((one for one in here if one.start <= place < one.end), None)
    return _until_break(index, who) if who is not None and who.link in NAMING and who.entities else None


def _until_break(index: BriefIndex, who: Referent) -> Referent:
    """Of a list what stands before its first semicolon, behind which another clause begins: 'as do Chad and Mali; Togo ...'."""
    stop = next((one for one in range(who.start, who.end) if index.words.lower[one] == ";"), who.end)
    parts = tuple(one for one in who.parts if one.end <= stop)
    if stop == who.end or not parts:
        return who
    entities = tuple(dict.fromkeys(code for one in parts for code in one.entities))
    return who._replace(end=parts[-1].end, entities=entities, parts=parts)


@switchable(nothing)
def _pro_verb(index: BriefIndex, place: int) -> Gap | None:
    """'As did Togo', 'nor has Mali', 'Chad does not', 'as Peru had done in 2010'."""
    if place == index.bounds[index.sentence_of[place]][0]:
        return None
    inverted = index.words.lower[place - 1] in INVERTING
    if not is_pro_verb(index.words.tokens[place], inverted):
        return None
    gap = _inverted(index, place) if inverted else _straight(index, place)
    if gap is None:
        return None
    behind = _behind_idle(index, gap.end)
    if not (inverted or gap.denies or behind > gap.end or _is_set_apart(index, gap)):
        return None
    date = _date_behind(index, behind) if behind < len(index.words.lower) else None
    last, when = date or (behind, None)
    if not _end(index, last) or _goes_on(index, place, last):
        return None
    return dataclasses.replace(gap, end=last, when=when)


def _goes_on(index: BriefIndex, place: int, end: int) -> bool:
    """Whether an auxiliary has its complement behind an aside, or shares that of another: 'Chad is also, since May, a member',
    'Chad is not, and will not be, a member'."""
    words = index.words
    for one in words.children[place]:
        below = {words.relations[child] for child in words.children[one]}
        if words.relations[one] == "conj" and "aux" in below and not below & NOUN_SUBJECTS:
            return True
    if words.lower[end : end + 1] != [","]:
        return False
    stop = min(index.bounds[index.sentence_of[place]][1], end + LONGEST_ASIDE)
    comma = next((one for one in range(end + 1, stop) if words.lower[one] == ","), None)
    return comma is not None and words.lower[comma + 1 : comma + 2] in (["a"], ["an"])


def _is_set_apart(index: BriefIndex, gap: Gap) -> bool:
    """Whether a clause is set beside or against the one before it: 'as Peru had', 'but Chad does'."""
    start = index.bounds[index.sentence_of[gap.word]][0]
    return gap.first > start and index.words.lower[gap.first - 1] in COMPARING


def _inverted(index: BriefIndex, place: int) -> Gap | None:
    """'As did Togo', 'nor has Mali', without what may stand behind."""
    who, denies = _named(index, place + 1), index.words.lower[place - 1] in NOR_SO
    return Gap(who, place, place - 1, who.end, denies, stands_for_verb=True) if who is not None else None


def _straight(index: BriefIndex, place: int) -> Gap | None:
    """'Chad does not', 'Peru had', without what may stand behind."""
    words, who = index.words, _named_until(index, place)
    if who is None:
        return None
    denies = place + 1 < len(words.lower) and words.lower[place + 1] in DENYING
    start = index.bounds[index.sentence_of[place]][0]
    first = who.start - 1 if who.start > start and words.lower[who.start - 1] == "the" else who.start
    return Gap(who, place, first, place + 1 + denies, denies, stands_for_verb=True)


def _behind_idle(index: BriefIndex, place: int) -> int:
    """The first token from a place on that is none of those which say nothing of their own behind a pro-verb."""
    lower = index.words.lower
    if lower[place : place + 1] == [","] and IDLE.intersection(lower[place + 1 : place + 2]):
        place += 1
    while place < len(lower) and lower[place] in IDLE:
        place += 1
    return place + 2 if lower[place : place + 2] == ["the", "same"] else place


def _named_until(index: BriefIndex, place: int) -> Referent | None:
    """Whoever's name, or list of names, ends right before a token, or before an aside that does: 'Chad, which had asked, has not';
    whose noun is left out, too: 'Chad's has not'; for a relative clause whom it is about: 'Chad, which has not'."""
    here = index.in_sentence[index.sentence_of[place]]
    end = place - (index.words.tokens[place - 1].tag_ == "POS")
    if is_of_its_noun(index.words.tokens[place]):
        end = _end_of_noun(index, place, here)
    who = next((one for one in here if one.end == end and one.start < end), None)
    who = who or _before_aside(index, place)
    return who if who is not None and who.link in NAMING and who.entities else None


def _end_of_noun(index: BriefIndex, place: int, here: list[Referent]) -> int:
    """The end of the name that a relative clause hangs on, or of the list that ends before its pronoun: 'Chad and Mali, which are
    not'."""
    noun, comma = index.words.heads[place], place - 2
    joined = any(one.end == comma and one.start <= noun for one in here if index.words.lower[comma] == ",")
    return comma if joined else noun + 1


def _before_aside(index: BriefIndex, place: int) -> Referent | None:
    """Whoever is the subject of a verb that an aside between commas parts from it."""
    words = index.words
    if words.lower[place - 1] != ",":
        return None
    subjects = (one for one in words.children[place] if words.relations[one] in NOUN_SUBJECTS)
    named = (index.by_token.get(one) for one in subjects)
    return next((who for who in named if who is not None and words.lower[who.end] == ","), None)


@switchable(nothing)
def _with_date(index: BriefIndex, place: int) -> Gap | None:
    """'Chad applied in 2010, Mali in 2012'."""
    words, who = index.words, index.by_token.get(place)
    start = index.bounds[index.sentence_of[place]][0]
    if who is None or who.start != place or who.link not in NAMING or not who.entities:
        return None
    before = place - 1 if words.lower[place - 1] != "the" else place - 2
    if before <= start or words.lower[before] not in SEPARATORS or not index.dates_in(start, before):
        return None
    date = _date_behind(index, who.end)
    if date is None or date[1] is None or not _end(index, date[0]):
        return None
    return Gap(who, who.root, place, date[0], when=date[1])


@switchable(nothing)
def _with_distance(index: BriefIndex, place: int) -> Gap | None:
    """'Chad applied in 2010, two years after Mali'."""
    date = next(iter(index.dates_in(place, place + 1)), None)
    if date is None:
        return None
    who = _named(index, date[1])
    if who is None or not _end(index, who.end):
        return None
    away = distance_to(index.text[date[2].start : date[2].end])
    if away is None:
        return None
    return Gap(who, who.root, place, who.end, away=away)


def _taken_up(index: BriefIndex, gap: Gap) -> Taken | None:
    """What was told that a clause takes up: of the readings of the verb that it stands for, the surest and those of the same words."""
    verb = _verb(index, gap)
    if verb is None:
        return None
    told = [one for one in index.readings if _is_of(index, one, verb, gap)]
    fitting = [(one, role) for one in told if (role := _role(index, gap, verb, one)) is not None]
    if not fitting:
        return None
    best, role = max(fitting, key=lambda one: one[0].confidence)
    same = [
        one
        for one, of_same in fitting
        if (one.predicate, one.place, one.status, of_same) == (best.predicate, best.place, best.status, role)
        and one.confidence >= min(TOLD_FROM, best.confidence)
    ]
    return Taken(verb, role, tuple(same))


def _verb(index: BriefIndex, gap: Gap) -> Token | None:
    """The finite verb that a clause stands for: the last before it that its auxiliary agrees with; where its sentence has none before
    it, the last of the sentence before."""
    sentence = index.sentence_of[gap.word]
    here = _finite(index, index.bounds[sentence][0], gap.first)
    if not here and gap.stands_for_verb and sentence:
        here = _finite(index, *index.bounds[sentence - 1])
    fitting = (
        one for one in reversed(here) if not gap.stands_for_verb or agrees(index.words.tokens[gap.word], one)
    )
    return next(fitting, None)


def _finite(index: BriefIndex, start: int, end: int) -> list[Token]:
    """The finite verbs among tokens, those of relative clauses left out."""
    found = (index.words.tokens[place] for place in range(start, end))
    return [one for one in found if one.dep_ not in OF_OTHERS and finite_part(one) is not None]


def _is_of(index: BriefIndex, told: Told, verb: Token, gap: Gap) -> bool:
    """Whether a reading is what a verb tells, by itself or by what completes it, and stands before a gap."""
    if told.place >= gap.first or told.place in index.by_token and told.place != verb.i:
        return False
    for place in index.words.above(told.place):
        if place == verb.i:
            return True
        aside = index.words.relations[place] not in COMPLETING or index.words.lower[place] in AS
        if aside or finite_part(index.words.tokens[place]) is not None:
            return False
    return False


def _role(index: BriefIndex, gap: Gap, verb: Token, told: Told) -> str | None:
    """The role of a reading that somebody fills anew: that of its verb's subject, where he can; else, in halves with a date or distance
    of their own, the one that is of his kind."""
    entities, known = _subject(index, verb)
    role = next((one for one in ROLES if set(entities) & set(getattr(told, one))), None)
    if known and role is None:
        return None
    if role is None and told.actors:
        role = "actors"
    role = role or "subjects"
    if role == "actors":
        return role
    kind = "organisations" if gap.who.kind == ORGANISATION else "subjects"
    return kind if role == kind or not gap.stands_for_verb else None


def _subject(index: BriefIndex, verb: Token) -> tuple[tuple[str, ...], bool]:
    """Whom a verb has as its subject, or shares with one that it is joined to; and whether the subject is a noun or name."""
    for place in index.words.above(verb.i):
        subject = next(
            (one for one in index.words.children[place] if index.words.relations[one] in NOUN_SUBJECTS), None
        )
        if subject is not None:
            return _entities(index, subject), index.words.parts[subject] not in STAND_INS
        if index.words.relations[place] != "conj":
            break
    return (), False


def _entities(index: BriefIndex, noun: int) -> tuple[str, ...]:
    """Who is named at a noun, by what is joined to it, or by what qualifies a word for who acts ('Chad's government')."""
    found: list[str] = []
    nouns = [noun]
    for word in nouns:
        acting = index.words.lemmas[word] in word_class("government_noun") | word_class("acting_noun")
        for one in (word, *index.words.children[word]):
            if one == word or acting and index.words.relations[one] in QUALIFYING:
                found += index.by_token[one].entities if one in index.by_token else ()
            elif index.words.relations[one] == "conj":
                nouns.append(one)
    return tuple(dict.fromkeys(found))


def _echoed(index: BriefIndex, gap: Gap, taken: Taken) -> Iterator[Proposal]:
    """What was told, of somebody else, each once."""
    found: dict[tuple, Told] = {}
    for told in taken.told:
        others = {code for role in ROLES if role != taken.role for code in getattr(told, role)}
        filled = tuple(code for code in gap.who.entities if code not in others)
        if filled and not set(filled) & set(getattr(told, taken.role)):
            echo = _filled(told, taken.role, filled)
            found.setdefault((echo.subjects, echo.organisations, echo.actors), echo)
    for echo in found.values():
        yield _proposal(index, gap, taken.verb, echo)


def _filled(told: Told, role: str, entities: tuple[str, ...]) -> Told:
    """What was told, with somebody else in one of its roles."""
    if role == "actors":
        return dataclasses.replace(told, actors=entities)
    if role == "organisations":
        return dataclasses.replace(told, organisations=entities)
    return dataclasses.replace(told, subjects=entities)


def _proposal(index: BriefIndex, gap: Gap, verb: Token, told: Told) -> Proposal:
    """`told`, which has whom a clause is of in his role by now, as the clause tells it."""
    turned = gap.stands_for_verb and gap.denies != is_denied(verb)
    polarity = CONTRARY[told.polarity] if turned else told.polarity
    if gap.denies and told.predicate not in TOLD_BY_DENIAL:
        polarity = "negated"
    return Proposal(
        frame="echo",
        trigger=index.doc[gap.word],
        predicate=told.predicate,
        subjects=told.subjects,
        organisations=told.organisations,
        actors=told.actors,
        status=told.status,
        polarity=polarity,
        modality=told.modality,
        when=_when(gap, told, turned),
        statement=index.statement_of.get(gap.word),
        tokens=tuple(sorted({gap.word, *range(gap.first, gap.end)})),
        words=(),
        why=f"“{index.doc[gap.first : gap.end].text}” takes up “{index.doc[told.place].text}”",
        plain=True,
        at_most=told.confidence,
    )


def _when(gap: Gap, told: Told, turned: bool) -> str | None:
    """The date of a clause: its own; else, where it says how far it is from that of what it takes up, so far from it; else the same."""
    if gap.away is not None:
        base = period_of(told.when) if told.when else None
        moved = distant(base, -gap.away[0], gap.away[1]) if base is not None else None
        return moved.edtf() if moved is not None else None
    return gap.when or (None if turned else told.when)
