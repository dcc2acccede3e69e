"""Clauses that leave out what they tell: 'as did Togo', 'Chad does not', 'Mali in 2015', 'two years after
Peru'.

Each takes up a claim that was read before it, with somebody else in the place of one of its roles: in the
place of whom the verb of that claim has as its subject. 'Norway backs the bid, as does Peru' is of another
actor, 'the League let it in, and so did the Union' of another organisation."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Token

from pipeline.language.claims.gaps import (
    Crossed,
    Dated,
    Gap,
    again,
    crossed,
    date_before,
    date_of_half,
    denied_besides,
    half_of,
    halves,
    standing_for_verbs,
)
from pipeline.language.claims.index import ORGANISATION, BriefIndex, Referent
from pipeline.language.claims.plain_verbs import plainly_told
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.told import TOLD_FROM, Told
from pipeline.language.grammar.pro_verbs import RELATIVES, agrees, finite_part, is_denied, tells_what_came
from pipeline.language.registry import no, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS

# By these edges a word completes what its verb tells; behind 'as' and such it stands beside it.
COMPLETING = frozenset("xcomp pcomp oprd attr acomp dobj pobj prep advmod neg prt conj acl ccomp".split())
BESIDE_VERBS = frozenset({"as", "after", "before", "since", "upon", "without", "despite"})
ACCOMPANYING = frozenset({"with", "to", "from", "of"})
BESIDE_NAMES = frozenset({"appos", "acl", "relcl"})
OF_OTHERS = frozenset({"relcl", "acl"})
CONTRARY = {"affirmed": "negated", "negated": "affirmed"}
# What a denial may tell ('does not want to join'), so that another one of the same tells the same.
TOLD_BY_DENIAL = frozenset({"declines", "undecided", "opposes", "rejected", "deferred", "conditional"})
QUALIFYING = frozenset({"poss", "compound", "amod", "nmod"})
# Subjects that name nobody by themselves.
STAND_INS = frozenset({"PRON", "NUM", "DET"})
# What may happen to somebody more than once.
REPEATED = frozenset({"suspended", "withdrew", "applied", "rejected", "admitted", "deferred", "expelled"})
ROLES = ("subjects", "actors", "organisations")


@dataclasses.dataclass(frozen=True, slots=True)
class Taken:
    """What a clause takes up: the verb it stands for, the role that it fills anew, what that verb told."""

    verb: Token
    role: str
    told: tuple[Told, ...]


def echoes(index: BriefIndex, sentence: int) -> Iterator[Proposal]:
    """What the clauses of a sentence that leave out what they tell take up, in text order; what each of
    them tells is decided before the next is looked at, which may go on from it."""
    found = (*standing_for_verbs(index, sentence), *halves(index, sentence), *denied_besides(index, sentence))
    for gap in sorted(found, key=lambda gap: gap.word):
        taken = _taken_up(index, gap)
        if taken is not None:
            yield from _echoed(index, gap, taken)
    for clause in crossed(index, sentence):
        proposal = _in_both_roles(index, clause)
        if proposal is not None:
            yield proposal
    for time in again(index, sentence):
        yield from _repeated(index, time)


@switchable(no)
def is_of_an_echo(index: BriefIndex, token: int, subject: Referent | None) -> bool:
    """Whether somebody is the subject of a clause that takes up a verb, so that no other word outside it
    tells of him but what is said beside his name: of 'Chad, a member, spoke, as did Togo' Togo is none by
    that, of 'as did Togo, a member' he is."""
    if subject is None:
        return False
    return any(
        _is_inside(subject, gap) and _is_outside(index, token, gap) and _takes_up_a_verb(index, gap)
        for gap in standing_for_verbs(index, index.sentence_of[subject.start])
    )


@switchable(no)
def is_of_a_half(index: BriefIndex, token: int, subject: Referent | None) -> bool:
    """Whether somebody stands in a clause that has nothing but a date, of which no word behind it tells:
    of 'Chad left in 2010, Mali in 2012; the others are members' Mali is none; nor one before it of whom
    stands behind a preposition: 'signed in 2010 with Chad and in 2012 with Mali'."""
    half = half_of(index, subject) if subject is not None else None
    if half is None or half.end <= token:
        return half is not None
    # The parse may have no verb in it, of which the half then is no echo.
    return half.preposition in ACCOMPANYING and _verb(index, half) is not None


@switchable(no)
def is_said_of_an_echo(index: BriefIndex, token: int, subject: Referent | None) -> bool:
    """Whether a word stands beside the name in a clause that takes up a verb, and somebody before it: of
    'Chad spoke, as did Togo, a member' Chad is none."""
    if subject is None:
        return False
    return any(
        subject.end <= gap.first and _is_beside(index, token, gap.who)
        for gap in standing_for_verbs(index, index.sentence_of[subject.start])
    )


@switchable(no)
def is_set_against(index: BriefIndex, token: int, subject: Referent | None) -> bool:
    """Whether somebody is only named as one of whom it is not told: Togo in 'Chad, unlike Togo, is in'."""
    if subject is None:
        return False
    words, noun = index.words, subject.root
    if words.lower[noun] in RELATIVES and words.relations[words.heads[noun]] == "relcl":
        noun = words.heads[words.heads[noun]]
    joined = next((one for one in words.above(noun) if words.relations[one] != "conj"), noun)
    beside = (words.heads[one] for one in words.above(token) if words.relations[one] in BESIDE_NAMES)
    return words.lower[words.heads[joined]] == "unlike" and joined not in beside


@switchable(no)
def is_said_against(index: BriefIndex, word: int, subject: Referent | None) -> bool:
    """Whether a word stands beside one whom somebody before it is set against: of 'Chad spoke, unlike
    Togo, which is a member' Chad is none."""
    words = index.words
    beside = (words.heads[one] for one in words.above(word) if words.relations[one] in BESIDE_NAMES)
    against = next((words.heads[one] for one in beside if words.lower[words.heads[one]] == "unlike"), None)
    return subject is not None and against is not None and subject.end <= against


def _is_inside(subject: Referent, gap: Gap) -> bool:
    """Whether somebody stands in a clause."""
    return gap.first <= subject.start and subject.end <= gap.end


def _is_outside(index: BriefIndex, token: int, gap: Gap) -> bool:
    """Whether a word stands outside a clause and not beside the name in it; before it, where the clause is
    one about a name that is the subject of another: 'Chad, which has not, spoke'."""
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
    return gap.first > index.here(gap.word).start and _verb(index, gap) is not None


def _taken_up(index: BriefIndex, gap: Gap) -> Taken | None:
    """What was told that a clause takes up: of the readings of the verb that it stands for, the surest and
    those of the same words."""
    verb = _verb(index, gap)
    if verb is None:
        return None
    base = date_before(index, gap) if gap.away is not None else None
    told = [one for one in index.readings.since(index.sentence_of[verb.i]) if _is_of(index, one, verb, gap)]
    told = [one for one in told if base is None or one.when in (None, base)]
    fitting = [(one, role) for one in told if (role := _role(index, gap, verb, one)) is not None]
    fitting = [one for one in fitting if one[0].place == verb.i and one[0].confidence >= TOLD_FROM] or fitting
    if not fitting:
        return None
    best, role = max(fitting, key=lambda one: one[0].confidence)
    alike = [one for one, of_same in fitting if of_same == role and _is_alike(one, best)]
    sure = min(TOLD_FROM, best.confidence)
    return Taken(verb, role, tuple(one for one in alike if one.confidence >= sure))


def _is_alike(one: Told, other: Told) -> bool:
    return (one.predicate, one.place, one.status) == (other.predicate, other.place, other.status)


def _verb(index: BriefIndex, gap: Gap) -> Token | None:
    """The finite verb that a clause stands for: the last before it that its auxiliary agrees with; where
    its sentence has none before it, the last of the sentence before."""
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
        aside = index.words.relations[place] not in COMPLETING or index.words.lower[place] in BESIDE_VERBS
        if aside or finite_part(index.words.tokens[place]) is not None:
            return False
    return False


def _role(index: BriefIndex, gap: Gap, verb: Token, told: Told) -> str | None:
    """The role of a reading that somebody fills anew: that of its verb's subject, where he can; else, in
    halves with a date or distance of their own, the one that is of his kind."""
    kind = "organisations" if gap.who.kind == ORGANISATION else "subjects"
    if gap.preposition is not None:
        return kind if _is_behind(index, gap, getattr(told, kind)) else None
    entities, known = _subject(index, verb)
    role = next((one for one in ROLES if set(entities) & set(getattr(told, one))), None)
    if known and role is None:
        return None
    if role is None and told.actors:
        role = "actors"
    role = role or "subjects"
    if role == "actors":
        return role
    return kind if role == kind or not gap.stands_for_verb else None


def _is_behind(index: BriefIndex, gap: Gap, entities: tuple[str, ...]) -> bool:
    """Whether one before a half has the same preposition before it: 'with Chad in 2010 and with Mali'."""
    lower = index.words.lower
    before = (one for one in index.named_beside(gap.word) if one.start < gap.first)
    return any(
        set(entities) & set(one.entities)
        and lower[one.start - 1 - (lower[one.start - 1] == "the")] == gap.preposition
        for one in before
    )


def _subject(index: BriefIndex, verb: Token) -> tuple[tuple[str, ...], bool]:
    """The subject of a verb, or of one that it is joined to; and whether it is a noun or name."""
    for place in index.words.above(verb.i):
        subject = index.words.first_below(place, *NOUN_SUBJECTS)
        if subject is not None:
            return entities_at(index, subject), index.words.parts[subject] not in STAND_INS
        if index.words.relations[place] != "conj":
            break
    return (), False


def entities_at(index: BriefIndex, noun: int) -> tuple[str, ...]:
    """Who is named at a noun or joined to it, or before a word for who acts ('Chad's government')."""
    found: list[str] = []
    nouns = [noun]
    for word in nouns:
        acting = index.words.is_a(word, "government_noun", "acting_noun")
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
        own = set(filled) & set(getattr(told, taken.role))
        if filled and (not own or gap.only_denies or gap.denies and _came(index, gap, taken.verb)):
            echo = _filled(told, taken.role, filled)
            found.setdefault((echo.subjects, echo.organisations, echo.actors), echo)
    for echo in found.values():
        yield _proposal(index, gap, taken.verb, echo)


def _came(index: BriefIndex, gap: Gap, verb: Token) -> bool:
    """Whether a clause tells what came of something that was to come: 'it would leave; it never did'."""
    return gap.stands_for_verb and tells_what_came(index.words.tokens[gap.word], verb)


def _filled(told: Told, role: str, entities: tuple[str, ...]) -> Told:
    """What was told, with somebody else in one of its roles."""
    roles: dict[str, Any] = {role: entities}
    return dataclasses.replace(told, **roles)


def _proposal(index: BriefIndex, gap: Gap, verb: Token, told: Told) -> Proposal:
    """`told`, which has whom a clause is of in his role by now, as the clause tells it."""
    turned, came = gap.stands_for_verb and gap.denies != is_denied(verb), _came(index, gap, verb)
    polarity = CONTRARY[told.polarity] if turned else told.polarity
    if gap.denies and told.predicate not in TOLD_BY_DENIAL:
        polarity = "negated"
    return dataclasses.replace(
        _once_more(index, told, gap.word, range(gap.first, gap.end)),
        polarity=polarity,
        modality="asserted" if came else told.modality,
        when=_when(index, gap, told, turned or came or gap.only_denies),
    )


def _once_more(index: BriefIndex, told: Told, word: int, words: range) -> Proposal:
    """What was told, once more by words that take it up, of which one stands for its trigger."""
    return plainly_told(
        index,
        word,
        words,
        frame="echo",
        predicate=told.predicate,
        subjects=told.subjects,
        organisations=told.organisations,
        actors=told.actors,
        status=told.status,
        why=f"“{index.doc[words.start : words.stop].text}” takes up “{index.doc[told.place].text}”",
        at_most=told.confidence,
    )


def _repeated(index: BriefIndex, time: Dated) -> Iterator[Proposal]:
    """What a verb tells once more on a further date of its own: 'was suspended in 2000 and again in 2006'."""
    here = index.readings.since(index.sentence_of[time.first])
    told = [one for one in here if one.place < time.first and one.predicate in REPEATED]
    told = [one for one in told if one.confidence >= TOLD_FROM and one.modality == "asserted"]
    last = max((one.place for one in told), default=None)
    same = [one for one in told if one.place == last and one.when is not None and one.polarity == "affirmed"]
    for one in {(one.subjects, one.organisations, one.actors): one for one in same}.values():
        if one.when != time.edtf:
            again = _once_more(index, one, time.first, range(time.first, time.last))
            yield dataclasses.replace(again, when=time.edtf)


def _in_both_roles(index: BriefIndex, clause: Crossed) -> Proposal | None:
    """What the verb before a clause without one tells, of whom that has in its two roles."""
    gap = Gap(clause.who, clause.actor.root, clause.first, clause.end, date=clause.date)
    verb = _verb(index, gap)
    if verb is None:
        return None
    near = index.readings.since(index.sentence_of[verb.i])
    told = [one for one in near if one.actors and _is_of(index, one, verb, gap)]
    if not told:
        return None
    best = max(told, key=lambda one: one.confidence)
    filled = dataclasses.replace(best, subjects=clause.who.entities, actors=clause.actor.entities)
    if set(filled.actors) & {*best.actors, *filled.subjects, *filled.organisations}:
        return None
    return _proposal(index, gap, verb, filled)


def _when(index: BriefIndex, gap: Gap, told: Told, turned: bool) -> str | None:
    """The date of a clause: its own, known or not, else that of what it takes up unless turned round."""
    own = gap.date if gap.stands_for_verb else date_of_half(index, gap)
    if own is not None:
        return own.edtf
    return None if turned else told.when
