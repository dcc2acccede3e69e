"""Whom a word for several means that were told before: 'neither', 'both countries', 'none of which', 'three
of the five'.

Where nothing but a number says who is meant, it is those of whom the same was told just before, if they
are that many."""

import dataclasses
from collections.abc import Iterable

from pipeline.language.claims.index import STATE, BriefIndex, Referent, kept
from pipeline.language.claims.told import before
from pipeline.language.discourse.definite import size_of
from pipeline.language.registry import no, nobody, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS

# Of how many at least 'none' is said, and 'both' and 'neither' of two.
SIZES = {"both": 2, "neither": 2, "none": 3, "all": 2, "each": 2}
# These are said of a group only where that stands behind 'of'.
OF_A_GROUP = frozenset({"all", "each"})
EXACT = frozenset({"both", "neither"})
OPENING = frozenset({",", "(", "-", "–", "—", ":"})
THEM = frozenset({"them", "these", "those"})

# What may stand before the noun of a group, and how many words.
BEFORE_A_NOUN, LONGEST_PHRASE = frozenset({"DET", "ADJ", "PART", "PROPN", "PRON"}), 6
# By these edges a number is the subject of a clause; the model takes many a verb behind for a noun that is
# counted.
COUNTING = NOUN_SUBJECTS | {"nummod", "ROOT"}
# What says of somebody in a sentence without a verb of its own that it is no part of what was told.
EXCEPTING = frozenset({"not", "n't", "nor", "neither", "only", "alone", "except", "exception", "exceptions"})


@dataclasses.dataclass(frozen=True, slots=True)
class Clause:
    """Of whom a clause tells, the word that says so, the head of its subject, its verb."""

    states: tuple[str, ...]
    quantifier: int
    subject: int
    verb: int


def may_be_several(index: BriefIndex, token: int) -> bool:
    """Whether a word may be one for several, by itself or by the 'of' behind it."""
    lower = index.words.lower
    return lower[token] in SIZES or lower[token + 1 : token + 2] == ["of"]


@kept
def clause_of_several(index: BriefIndex, token: int) -> Clause | None:
    """The clause whose subject a word for several is: 'neither has', 'neither of them has', 'three of the
    five have'; None where it is not clear who is meant."""
    found = _all_of_them(index, token) if index.words.lower[token] in SIZES else _some_of_them(index, token)
    return found if found is not None and found.states else None


def _all_of_them(index: BriefIndex, token: int) -> Clause | None:
    words = index.words
    if _is_paired(index, token):
        return None
    subject = words.heads[token] if words.relations[token] == "det" else token
    if words.relations[subject] not in NOUN_SUBJECTS:
        return None
    if subject != token and not words.is_a(subject, "plural_state_noun"):
        return None
    if words.lower[token] == "both" and (subject in index.by_token or token in index.by_token):
        return None
    if words.lower[token] in OF_A_GROUP and not _behind_of(index, token):
        return None
    return Clause(_meant(index, token, subject), token, subject, words.heads[subject])


def _some_of_them(index: BriefIndex, token: int) -> Clause | None:
    """'Three of the five, Chad, Mali and Togo, have joined', 'three of them have; Chad and Mali have not'."""
    words = index.words
    behind = _group_behind(index, token) if words.relations[token] in COUNTING else None
    size = size_of(words.tokens[token]) if behind is not None else None
    if size is None or behind is None:
        return None
    verb = words.heads[token] if words.heads[token] > behind else behind + 1
    states = _spelled_out(index, behind, size)
    if not states and _is_pronoun(index, behind):
        states = _all_but_those_excepted(index, token, behind, size)
    return Clause(states, token, token, verb)


def _group_behind(index: BriefIndex, token: int) -> int | None:
    """The word for a group right behind a number's 'of', by order: the model often hangs it elsewhere."""
    words, end = index.words, index.here(token).stop
    if token + 1 == end or words.lower[token + 1] != "of":
        return None
    for at in range(token + 2, min(token + 2 + LONGEST_PHRASE, end)):
        if _is_pronoun(index, at) and not (words.lower[at] in THEM and _counts(index, at + 1)):
            return at
        if words.parts[at] == "NOUN":
            return at
        if words.parts[at] not in BEFORE_A_NOUN:
            return None
    return None


def _counts(index: BriefIndex, word: int) -> bool:
    return size_of(index.words.tokens[word]) is not None


def _is_pronoun(index: BriefIndex, word: int) -> bool:
    """Whether a word stands for a group without a noun: 'them', 'the five'."""
    return index.words.lower[word] in THEM or _counts(index, word)


def _behind_of(index: BriefIndex, token: int) -> list[int]:
    """What stands behind the 'of' of a word."""
    words = index.words
    return [one for of in words.children[token] if words.lower[of] == "of" for one in words.below(of, "pobj")]


@switchable(no)
def is_of_a_number(index: BriefIndex, token: int, states: tuple[str, ...]) -> bool:
    """Whether the subject of a word's clause is a mere number that these states are not: after 'Chad, Mali
    and Togo are in the club', 'two belong to the union' tells of none of them by name."""
    words = index.words
    subjects = words.below(token, *NOUN_SUBJECTS)
    if len(subjects) != 1 or subjects[0] in index.by_token:
        return False
    size = size_of(words.tokens[subjects[0]])
    return size is not None and (size != len(states) or _has_more(index, subjects[0]))


@switchable(no)
def is_of_some_alone(index: BriefIndex, group: Referent | None, organisations: tuple[str, ...]) -> bool:
    """Whether an organisation that a sentence does not name is one of which the text has told of some of a
    group alone, while of another it has told of all: the trio that signed with the union is backed in
    that, though two of them left the club."""
    if group is None or group.link != "group":
        return False
    told = index.readings.states_of
    whole = [code for code, states in told.items() if states.issuperset(group.entities)]
    return bool(whole) and organisations not in whole


def _has_more(index: BriefIndex, number: int) -> bool:
    """Whether a number counts others than those told before: 'three more'."""
    return "more" in (index.words.lower[child] for child in index.words.children[number])


@switchable(nobody)
def _spelled_out(index: BriefIndex, behind: int, size: int) -> tuple[str, ...]:
    """The list behind that is as long as is said: 'three of the five, Chad, Mali and Togo, have joined'."""
    here = index.named_beside(behind)
    listed = next((one for one in here if one.parts and 2 <= one.start - behind <= 3), None)
    if listed is None or listed.kind != STATE or len(listed.entities) != size:
        return ()
    plural = _is_pronoun(index, behind) or index.words.is_a(behind, "plural_state_noun")
    return listed.entities if plural and index.words.lower[behind + 1] in OPENING else ()


@switchable(nobody)
def _all_but_those_excepted(index: BriefIndex, token: int, behind: int, size: int) -> tuple[str, ...]:
    """Those whom the next sentence does not except: 'three of the five are in. Chad and Mali are not.'"""
    group = _whole_group(index, token, behind)
    sentence = index.sentence_of[token] + 1
    if len(group) <= size or sentence >= len(index.bounds):
        return ()
    others = [one for one in _referents_from(index, token, sentence) if one.link != "demonym"]
    excepted = {code for one in others for code in one.entities if code in group}
    start, end = index.words.tokens[token].i, index.bounds[sentence][1]
    if len(group) - len(excepted) != size or EXCEPTING.isdisjoint(index.words.lower[start:end]):
        return ()
    return tuple(code for code in group if code not in excepted)


def _referents_from(index: BriefIndex, token: int, sentence: int) -> Iterable[Referent]:
    """The states named by themselves behind a word in its sentence and in the one that follows."""
    for number in (sentence - 1, sentence):
        states = (one for one in index.in_sentence[number] if one.kind == STATE and one.link != "group")
        yield from (one for one in states if one.start > token)


def _whole_group(index: BriefIndex, token: int, behind: int) -> tuple[str, ...]:
    """The group that some are of: the one resolved, else those of one organisation if as many as is said, or,
    where no number is said, those told alike; empty for none."""
    there = index.by_token.get(behind)
    if there is not None:
        return there.entities if there.kind == STATE else ()
    size = size_of(index.words.tokens[behind])
    if size is None:
        return next((states for states in _alike(index, token) if len(states) > 2), ())
    return next((states for states in _of_one_body(index, token) if len(states) == size), ())


def _is_paired(index: BriefIndex, token: int) -> bool:
    """Whether a word goes with two that follow: 'neither Chad nor Mali', 'both Chad and Mali'."""
    words = index.words
    head = words.heads[token] if words.relations[token] in ("det", "preconj", "cc", "predet") else token
    return words.relations[token] in ("preconj", "cc") or any(
        child > token for child in words.below(head, "cc")
    )


def _meant(index: BriefIndex, token: int, subject: int) -> tuple[str, ...]:
    """The states that a word for several means: as resolved, else those told alike."""
    words = index.words
    behind = _behind_of(index, token)
    if any(words.tokens[one].tag_.startswith("W") for one in behind) and (
        listed := _listed_before(index, token)
    ):
        return listed
    for place in (token, subject, *behind):
        there = index.by_token.get(place)
        if there is not None:
            return there.entities if there.kind == STATE and _fits(index, token, there.entities) else ()
    if not all(_is_pronoun(index, one) for one in behind):
        return ()
    return _told_alike(index, token)


def _fits(index: BriefIndex, token: int, states: tuple[str, ...]) -> bool:
    """Whether so many are as many as a word means."""
    word = index.words.lower[token]
    return len(states) == SIZES[word] if word in EXACT else len(states) > 1


@switchable(nobody)
def _listed_before(index: BriefIndex, token: int) -> tuple[str, ...]:
    """The list that ends right before: 'Chad, Mali and Togo, none of which'."""
    here = index.named_beside(token)
    listed = next((one for one in here if one.parts and one.end in (token - 1, token)), None)
    fits = listed is not None and listed.kind == STATE and _fits(index, token, listed.entities)
    return listed.entities if fits and listed is not None else ()


@switchable(nobody)
def _told_alike(index: BriefIndex, token: int) -> tuple[str, ...]:
    """The last so many of whom the same was told: 'Chad was admitted. So was Mali. Both are in.'"""
    least = SIZES[index.words.lower[token]]
    found = next((states for states in _alike(index, token) if len(states) >= least), ())
    return found if _fits(index, token, found) else ()


def _alike(index: BriefIndex, token: int) -> list[tuple[str, ...]]:
    """The states of whom the same was told before a word, what was told last first."""
    found: dict[tuple, list[str]] = {}
    for one in before(index, token):
        found.setdefault((one.predicate, one.organisations, one.polarity), []).extend(reversed(one.subjects))
    return [_states(subjects) for subjects in found.values()]


def _of_one_body(index: BriefIndex, token: int) -> list[tuple[str, ...]]:
    """For each organisation the states told before a word to be in it or to have come in."""
    found: dict[tuple[str, ...], list[str]] = {}
    for one in before(index, token):
        if one.predicate in ("holds", "admitted") and (one.status, one.polarity) == ("member", "affirmed"):
            found.setdefault(one.organisations, []).extend(reversed(one.subjects))
    return [_states(subjects) for subjects in found.values()]


def _states(subjects: list[str]) -> tuple[str, ...]:
    """The states among subjects given from the last to the first, each once, in the order of the text."""
    return tuple(dict.fromkeys(code for code in reversed(subjects) if not code.startswith("org:")))
