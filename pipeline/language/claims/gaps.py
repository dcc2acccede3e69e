"""Clauses that leave out what they tell: where they stand, whom they are of, whether they deny, and their own
date.

Some have an auxiliary for their verb ('as did Togo', 'Chad does not'), halves have nothing but a date
('Mali in 2015', 'by the League a year later') or a distance ('two years after Peru'). What they tell is
read elsewhere (echoes.py); what is told of whom they name has their date and no other (when.py)."""

import dataclasses

from pipeline.language.claims.index import STATE, BriefIndex, Referent, kept
from pipeline.language.dates.calendar import distant, period_of
from pipeline.language.dates.expressions import distance_to
from pipeline.language.grammar.pro_verbs import (
    INVERTING,
    NOR_SO,
    PRO_VERBS,
    YET_TO_DO_SO,
    has_yet_to_do_so,
    is_of_its_noun,
    is_pro_verb,
)
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS

DENYING = frozenset({"not", "n't", "n’t", "never"})
# What may stand behind a pro-verb and says nothing of its own.
IDLE = frozenset({"so", "too", "yet", "either", "do", "done", "already", "also", "likewise", "now"})
BREAKS = frozenset({",", ".", ";", ":", "—", "–", "-", "(", ")", "!", "…", '"', "“", "”", "’", "'"})
CONJUNCTIONS = frozenset(
    {"and", "but", "or", "while", "whereas", "though", "although", "since", "because", "if", "when"}
)
COMPARING = frozenset({"as", "unlike", "but", "while", "whereas", "though", "although"})
SEPARATORS = frozenset({",", ";", ":", "—", "–", "(", "and", "but", "while", "then"})
LISTING = frozenset({",", "and", "or", "the", "&", "both"})
TEMPORAL = frozenset(
    "in on since by only from at for as early late until the already finally even ( during".split()
)
STAND_INS = frozenset({"those", "that"})
# What may stand before whose the matter of a clause without a verb is.
BEFORE_THE_OTHER = STAND_INS | {"of", "to", "against", "for"}
COUNTING = frozenset({"after", "before"})
PREPOSITIONS = frozenset({"by", "from", "to", "with", "of"})
NAMING = frozenset({"name", "alias", "capital", "list", "anaphora", "group"})
BESIDES = frozenset({"and", "but", ","})
FURTHER = (("again",), ("a", "second", "time"), ("for", "a", "second", "time"), ("once", "more"))
ONE_OF_TWO = frozenset({"former", "latter"})
LONGEST_ASIDE = 6
LONGEST_GAP = 3  # words between a name and its date
MANY_WEEKS = 8  # so many and more are told in months


@dataclasses.dataclass(frozen=True, slots=True)
class Dated:
    """A date at tokens `first` to `last` (exclusive), in EDTF where it is known."""

    first: int
    last: int
    edtf: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Gap:
    """A clause without what it tells: whom it is of, the word that it hangs on, its first token and the
    one after its last; whether it denies, its date if it has one, whether its word stands for a verb, how
    far it is from what it takes up, and the preposition that its name stands behind."""

    who: Referent
    word: int
    first: int
    end: int
    denies: bool = False
    date: Dated | None = None
    stands_for_verb: bool = False
    away: tuple[int, str] | None = None
    preposition: str | None = None

    @property
    def only_denies(self) -> bool:
        """Whether the clause has nothing but 'not' and a name: 'but not of the Union'."""
        return self.denies and not self.stands_for_verb


@dataclasses.dataclass(frozen=True, slots=True)
class Crossed:
    """A clause without its verb that has somebody else in two roles, who acts and whose the matter is,
    with its first token, the one after its last and its date: 'Peru backs the former, Chile the latter',
    'Peru opposes Togo's entry and Chile Mali's'."""

    actor: Referent
    who: Referent
    first: int
    end: int
    date: Dated | None = None


@kept
def standing_for_verbs(index: BriefIndex, sentence: int) -> tuple[Gap, ...]:
    """The clauses of a sentence that have an auxiliary for their verb."""
    places = (place for place in range(*index.bounds[sentence]) if index.words.lower[place] in PRO_VERBS)
    found = (_pro_verb(index, place) for place in places)
    return tuple(gap for gap in found if gap is not None)


@kept
def halves(index: BriefIndex, sentence: int) -> tuple[Gap, ...]:
    """The clauses of a sentence that have nothing but a date of their own, or a distance."""
    dates = index.dates_in(*index.bounds[sentence])
    found = (_with_distance(index, first) or _with_date(index, first) for first, _, _ in dates)
    return tuple(gap for gap in found if gap is not None and is_end(index, gap.end))


@kept
def denied_besides(index: BriefIndex, sentence: int) -> tuple[Gap, ...]:
    """The clauses of a sentence that have nothing but 'not' and whom a preposition names: 'but not of the
    Union', 'and not with Peru'."""
    words, found = index.words.lower, []
    for place in range(index.bounds[sentence][0] + 1, index.bounds[sentence][1] - 2):
        besides = words[place] == "not" and words[place - 1] in BESIDES and words[place + 1] in PREPOSITIONS
        who = _from(_named(index, place + 2), place) if besides else None
        date = _date_behind(index, who.end) if who is not None else None
        end = date.last if date is not None else who.end if who is not None else place
        if who is not None and is_end(index, end):
            found.append(Gap(who, place, place - 1, end, True, date, preposition=words[place + 1]))
    return tuple(found)


@kept
def crossed(index: BriefIndex, sentence: int) -> tuple[Crossed, ...]:
    """The clauses of a sentence that leave out only their verb, and name somebody else in two roles."""
    found = (_crossed(index, who) for who in index.referents_in(sentence))
    return tuple(one for one in found if one is not None)


@kept
def again(index: BriefIndex, sentence: int) -> tuple[Dated, ...]:
    """Clauses with nothing but a further date: 'and again in 2006', ', and a second time in May'."""
    found = []
    start, end = index.bounds[sentence]
    for place in range(start + 1, end):
        first = next(
            (one for one in FURTHER if tuple(index.words.lower[place : place + len(one)]) == one), None
        )
        if first is None or index.words.lower[place - 1] not in ("and", ","):
            continue
        date = _date_behind(index, place + len(first))
        if date is not None and date.edtf is not None and is_end(index, date.last):
            found.append(Dated(place, date.last, date.edtf))
    return tuple(found)


@switchable(no)
def is_of_crossed(index: BriefIndex, token: int, who: Referent | None) -> bool:
    """Whether a word stands in a clause that has a verb before it for its own, or before one that somebody
    stands in: neither tells."""
    return any(
        one.first <= token < one.end
        or who is not None
        and one.first <= who.start
        and who.end <= one.end
        and token < one.first
        for one in crossed(index, index.sentence_of[token])
    )


@switchable(no)
def is_denied_besides(index: BriefIndex, token: int, who: Referent | None) -> bool:
    """Whether a word stands before a clause that has nothing but 'not' and somebody, of whom it does not
    tell: 'talks with Chad, but not with Peru'."""
    if who is None:
        return False
    here = denied_besides(index, index.sentence_of[token])
    return any(token < gap.first <= who.start < gap.end for gap in here)


@switchable(nothing)
def _crossed(index: BriefIndex, who: Referent) -> Crossed | None:
    """'Chile the latter', 'Chile Mali's', of whom the matter is."""
    lower, start = index.words.lower, index.here(who.start).start
    owns = index.words.tokens[who.end : who.end + 1]
    possessive = bool(owns) and owns[0].tag_ == "POS"
    if who.kind != STATE or not (possessive or is_one_of_two(index, who)):
        return None
    date = _date_behind(index, who.end + possessive)
    end = date.last if date is not None else who.end + possessive
    at = who.start
    while at > start and at - 1 not in index.by_token and lower[at - 1] in BEFORE_THE_OTHER:
        at -= 1
    actor = index.by_token.get(at - 1)
    if actor is None or actor.link not in NAMING or not is_end(index, end):
        return None
    first = actor.start - (lower[actor.start - 1] == "the")
    if first <= start or lower[first - 1] not in SEPARATORS or not _goes_before(index, start, first):
        return None
    return Crossed(actor, who, first, end, date)


def _goes_before(index: BriefIndex, start: int, end: int) -> bool:
    """Whether two states are named before a clause, one for each of its roles."""
    before = {
        one.entities for one in index.referents if start <= one.start and one.end <= end and one.kind == STATE
    }
    return len(before) > 1


def half_of(index: BriefIndex, who: Referent) -> Gap | None:
    """The half that somebody stands in."""
    here = halves(index, index.sentence_of[who.start])
    return next((gap for gap in here if gap.first <= who.start and who.end <= gap.end), None)


def is_one_of_two(index: BriefIndex, who: Referent) -> bool:
    """'The former', 'the latter'."""
    return index.words.lower[who.end - 1] in ONE_OF_TWO


def date_of_half(index: BriefIndex, gap: Gap) -> Dated | None:
    """The date of a half: its own; where it has a distance, so far from the date before it."""
    if gap.away is None:
        return gap.date
    base = date_before(index, gap)
    return Dated(gap.first, gap.end, moved(base, -gap.away[0], gap.away[1]))


def date_before(index: BriefIndex, gap: Gap) -> str | None:
    """The last date before a half in its sentence."""
    before = index.dates_in(index.here(gap.word).start, gap.first)
    return next((mention.edtf for _, _, mention in reversed(before) if mention.edtf), None)


def moved(edtf: str | None, by: int, unit: str) -> str | None:
    """A date so many units later (earlier, where negative); None where that is not known."""
    base = period_of(edtf) if edtf else None
    then = distant(base, by, unit) if base is not None else None
    if then is None:
        return None
    return f"{then.first:%Y-%m}" if unit == "week" and abs(by) > MANY_WEEKS else then.edtf()


def is_end(index: BriefIndex, place: int) -> bool:
    """Whether a clause ends before a token."""
    end = len(index.words.lower)
    if place >= end or index.words.tokens[place].is_sent_start:
        return True
    return index.words.lower[place] in BREAKS | CONJUNCTIONS or index.words.parts[place] == "SPACE"


def _date_behind(index: BriefIndex, place: int) -> Dated | None:
    """The date that follows at a token."""
    sentence = index.sentence_of[place - 1]
    for first, last, mention in index.dates_in(
        place, min(place + LONGEST_GAP + 1, index.bounds[sentence][1])
    ):
        if all(word in TEMPORAL for word in index.words.lower[place:first]):
            return Dated(first, last, mention.edtf)
        return None
    return None


def _named(index: BriefIndex, place: int) -> Referent | None:
    """Whoever is named at a token, an article aside, with all of his list; None for whom a name only
    qualifies ('Chad's economy')."""
    lower = index.words.lower
    if place < len(lower) and lower[place] == "the" and place not in index.by_token:
        place += 1
    if place not in index.by_token:
        return None
    here = index.named_beside(place)
    who = next((one for one in here if one.start <= place < one.end), None)
    return _until_break(index, who) if who is not None and who.link in NAMING and who.entities else None


def _until_break(index: BriefIndex, who: Referent) -> Referent:
    """Of a list what stands before its first semicolon, behind which another clause begins ('as do Chad
    and Mali; Togo ...'), or before one that has a date ('as did Chad, and Mali in May')."""
    stop = next((one for one in range(who.start, who.end) if index.words.lower[one] == ";"), who.end)
    dated = (one.start for one in who.parts[1:] if _date_behind(index, one.end) is not None)
    stop = min(stop, next(dated, stop))
    return who if stop == who.end else _with_parts(who, tuple(one for one in who.parts if one.end <= stop))


def _from(who: Referent | None, start: int) -> Referent | None:
    """Of a list what stands from a token on: 'Chad, but not with Mali and Togo'."""
    if who is None or who.start >= start:
        return who
    return _with_parts(who, tuple(one for one in who.parts if one.start >= start))


def _with_parts(who: Referent, parts: tuple[Referent, ...]) -> Referent:
    """A list without all but some of its parts; as it is where that leaves none."""
    if not parts:
        return who
    entities = tuple(dict.fromkeys(code for one in parts for code in one.entities))
    return who._replace(start=parts[0].start, end=parts[-1].end, entities=entities, parts=parts)


@switchable(nothing)
def _pro_verb(index: BriefIndex, place: int) -> Gap | None:
    """'As did Togo', 'nor has Mali', 'Chad does not', 'as Peru had done in 2010'."""
    if place == index.here(place).start:
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
    last = date.last if date is not None else behind
    if not is_end(index, last) or _goes_on(index, place, last):
        return None
    return dataclasses.replace(gap, end=last, date=date)


def _goes_on(index: BriefIndex, place: int, end: int) -> bool:
    """Whether an auxiliary has its complement behind an aside, or shares that of another: 'Chad is also,
    since May, a member', 'Chad is not, and will not be, a member'."""
    words = index.words
    for one in words.children[place]:
        below = {words.relations[child] for child in words.children[one]}
        if words.relations[one] == "conj" and "aux" in below and not below & NOUN_SUBJECTS:
            return True
    if words.lower[end : end + 1] != [","]:
        return False
    stop = min(index.here(place).stop, end + LONGEST_ASIDE)
    comma = next((one for one in range(end + 1, stop) if words.lower[one] == ","), None)
    return comma is not None and words.lower[comma + 1 : comma + 2] in (["a"], ["an"])


def _is_set_apart(index: BriefIndex, gap: Gap) -> bool:
    """Whether a clause is set beside the one before: 'as Peru had', 'but Chad does', 'and the latter is'."""
    start = index.here(gap.word).start
    if gap.first > start and is_one_of_two(index, gap.who):
        return True
    return gap.first > start and index.words.lower[gap.first - 1] in COMPARING


def _inverted(index: BriefIndex, place: int) -> Gap | None:
    """'As did Togo', 'nor has Mali', without what may stand behind."""
    who, denies = _named(index, place + 1), index.words.lower[place - 1] in NOR_SO
    return Gap(who, place, place - 1, who.end, denies, stands_for_verb=True) if who is not None else None


def _straight(index: BriefIndex, place: int) -> Gap | None:
    """'Chad does not', 'Chad never did', 'Peru had', without what may stand behind."""
    words = index.words
    never = words.lower[place - 1] == "never"
    who = _named_until(index, place - never)
    if who is None:
        return None
    yet = has_yet_to_do_so(words.tokens[place])
    behind = place + 1 < len(words.lower) and words.lower[place + 1] in DENYING
    denies = yet or never or behind
    start = index.here(place).start
    first = who.start - 1 if who.start > start and words.lower[who.start - 1] == "the" else who.start
    end = place + 1 + (len(YET_TO_DO_SO) if yet else behind)
    return Gap(who, place, first, end, denies, stands_for_verb=True)


def _behind_idle(index: BriefIndex, place: int) -> int:
    """The first token from a place on that says something of its own behind a pro-verb."""
    lower = index.words.lower
    if lower[place : place + 1] == [","] and IDLE.intersection(lower[place + 1 : place + 2]):
        place += 1
    while place < len(lower) and lower[place] in IDLE:
        place += 1
    return place + 2 if lower[place : place + 2] == ["the", "same"] else place


def _named_until(index: BriefIndex, place: int) -> Referent | None:
    """Whoever's name, or list of names, ends right before a token, or before an aside that does: 'Chad,
    which had asked, has not'; whose noun is left out, too: 'Chad's has not'; for a relative clause whom it
    is about: 'Chad, which has not'."""
    here = index.named_beside(place)
    end = place - (index.words.tokens[place - 1].tag_ == "POS")
    if is_of_its_noun(index.words.tokens[place]):
        end = _end_of_noun(index, place, here)
    who = next((one for one in here if one.end == end and one.start < end), None)
    who = who or _before_aside(index, place)
    return who if who is not None and who.link in NAMING and who.entities else None


def _end_of_noun(index: BriefIndex, place: int, here: list[Referent]) -> int:
    """The end of the name that a relative clause hangs on, or of the list that ends before its pronoun:
    'Chad and Mali, which are not'."""
    noun, comma = index.words.heads[place], place - 2
    joined = any(one.end == comma and one.start <= noun for one in here if index.words.lower[comma] == ",")
    return comma if joined else noun + 1


def _before_aside(index: BriefIndex, place: int) -> Referent | None:
    """Whoever is the subject of a verb that an aside between commas parts from it."""
    words = index.words
    if words.lower[place - 1] != ",":
        return None
    named = index.named(words.below(place, *NOUN_SUBJECTS))
    return next((who for who in named if words.lower[who.end] == ","), None)


@switchable(nothing)
def _with_date(index: BriefIndex, place: int) -> Gap | None:
    """'Chad applied in 2010, Mali in 2012', 'suspended by the League in 2010 and the Union in 2011'."""
    lower, start = index.words.lower, index.here(place).start
    date = next(Dated(*one[:2], one[2].edtf) for one in index.dates_in(place, place + 1))
    end = place
    while (
        end > start
        and lower[end - 1] in TEMPORAL
        and end - 1 not in index.by_token
        and place - end < LONGEST_GAP
    ):
        end -= 1
    end = _before_style(index, end)
    who = _names_until(index, end)
    if who is None:
        return None
    if who.parts and lower[who.start - 1 - (lower[who.start - 1] == "the")] in COUNTING:
        who = who.parts[-1]  # 'a week after Sudan, and Guinea on Friday'
    first = who.start - (lower[who.start - 1] == "the")
    preposition = lower[first - 1] if lower[first - 1] in PREPOSITIONS else None
    before = first - 1 - (preposition is not None)
    before -= lower[before] in STAND_INS
    if before <= start or lower[before] not in SEPARATORS:
        return None
    if not (is_one_of_two(index, who) or index.dates_in(start, before)):
        return None
    return Gap(who, who.root, first, date.last, date=date, preposition=preposition)


def _before_style(index: BriefIndex, end: int) -> int:
    """Where a name ends, before an aside that gives another: 'Mali, as the French Sudan, in 1960'."""
    lower, start = index.words.lower, max(end - LONGEST_ASIDE, index.here(end - 1).start)
    if lower[end - 1] != ",":
        return end
    return next((at for at in range(end - 2, start, -1) if lower[at : at + 2] == [",", "as"]), end)


def _names_until(index: BriefIndex, end: int) -> Referent | None:
    """The names of one kind that are listed right before a token, as one."""
    run: list[Referent] = []
    start = index.here(end - 1).start
    while end > start:
        who = index.by_token.get(end - 1)
        if (
            who is None
            or who.end != end
            or who.link not in NAMING
            or not who.entities
            or run
            and who.kind != run[0].kind
        ):
            break
        run.insert(0, who)
        end = who.start
        while end > start and index.words.lower[end - 1] in LISTING and end - 1 not in index.by_token:
            end -= 1
    if len(run) < 2:  # nobody, or one
        return next(iter(run), None)
    entities = tuple(dict.fromkeys(code for one in run for code in one.entities))
    return Referent(run[0].start, run[-1].end, run[-1].root, run[0].kind, "list", entities, tuple(run))


@switchable(nothing)
def _with_distance(index: BriefIndex, place: int) -> Gap | None:
    """'Chad applied in 2010, two years after Mali'."""
    (_, last, mention), *_ = index.dates_in(place, place + 1)
    who = _named(index, last)
    away = distance_to(index.text[mention.start : mention.end]) if who is not None else None
    return Gap(who, who.root, place, who.end, away=away) if who is not None and away is not None else None
