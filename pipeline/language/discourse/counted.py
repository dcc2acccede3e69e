"""Whom a counted or plural phrase means: 'the three', 'both kingdoms', 'the others', 'the latter'."""

from spacy.tokens import Token

from pipeline.language.discourse import groups
from pipeline.language.discourse.clauses import shares_clause
from pipeline.language.discourse.course import Course
from pipeline.language.discourse.definite import Phrase
from pipeline.language.discourse.expectations import ORGANISATION, STATE, expected
from pipeline.language.discourse.groups import Group
from pipeline.language.names.mentions import root_of
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class

# How many sentences back the two may have been told of which one is the former.
PAIR_REACH = 2


def one_of_two(course: Course, phrase: Phrase) -> str | None:
    """'the former', 'the latter': of the two told last, in a list or each in a clause of its own; behind
    'membership of', too, of two states where no two organisations were told."""
    wanted = expected(phrase.head)
    if wanted == ORGANISATION and not any(g.kind == wanted for g in course.memory.groups):
        wanted = None
    sentence = course.sentence(phrase.first.idx)
    pairs = (g for g in reversed(course.near_groups(phrase.first.idx)) if len(g.members) == 2)
    group = next((g for g in pairs if wanted in {None, g.kind}), None)
    near = sentence - group.sentence if group is not None else PAIR_REACH + 1
    apart = _told_apart(course, phrase.head, sentence) if near > 1 and wanted != ORGANISATION else ()
    two = apart or (group.members if group is not None and near <= PAIR_REACH else ())
    return two[phrase.what == "latter"] if two else None


def _told_apart(course: Course, head: Token, sentence: int) -> tuple[str, ...]:
    """The two states of the sentence before, or of its own before a subject; none where there are more."""
    clause = head.dep_ in NOUN_SUBJECTS or course.doc[head.i - 2].is_punct
    for at in (sentence, sentence - 1) if clause else (sentence - 1,):
        told = (o.entity for o in course.memory.of_kind(STATE) if o.sentence == at)
        states = tuple(dict.fromkeys(told))
        if len(states) > 1:
            return states if len(states) == 2 else ()
    return ()


def members(course: Course, phrase: Phrase) -> tuple[str, ...]:
    """Those of 'the three', 'both kingdoms', 'the candidates', 'the rest'."""
    start, sentence = phrase.first.idx, course.sentence(phrase.first.idx)
    if phrase.what == "others":
        return _others(course, start, sentence)
    noun, told = phrase.head.lemma_.lower(), course.memory.groups
    traits = phrase.modifiers + ((noun,) if phrase.of == STATE else ())
    entrants = noun in word_class("entrant_noun")

    def admit(group: Group) -> bool:
        if entrants and not _joins(course, group):
            return False
        if phrase.head is phrase.first or group.last is None:
            return True
        return not shares_clause(phrase.head, root_of(course.doc, group.last))

    group = course.group(start, phrase.size, phrase.of, traits, admit)
    if phrase.size is None:
        # A plural without a number means a group only where one has just been told.
        near = group is not None and sentence - group.sentence <= 2 and noun in word_class("plain_plural")
        return group.members if group is not None and near else ()
    if group is not None and (phrase.size > 2 or sentence - group.sentence <= 3):
        return group.members
    scattered = _followed(course, phrase, sentence) or _scattered(course, phrase, traits, sentence)
    if scattered:
        return scattered
    if group is None and (phrase.of == STATE or phrase.of is None and phrase.size > 2):
        group = groups.only_one(told, size=phrase.size, traits=traits, start=start, admit=admit)
    if group is None and phrase.size > 2 and phrase.of != ORGANISATION:
        group = groups.following(told, size=phrase.size, start=start, sentence=sentence)
    return group.members if group is not None else ()


def _joins(course: Course, group: Group) -> bool:
    """Whether the sentence that told a group is of joining."""
    return any(is_a(token, "entrant_word") for token in course.spans[group.sentence])


def _followed(course: Course, phrase: Phrase, sentence: int) -> tuple[str, ...]:
    """The two subjects of the last two sentences, where the last only says that it is so of another too
    ('Norland joined. So did Fiji. Both ...')."""
    if phrase.size != 2 or sentence < 2:
        return ()
    if not course.text.startswith(("So ", "Nor ", "Neither "), course.sentences[sentence - 1]):
        return ()
    told = [o for o in course.memory.of_kind(STATE) if 0 < sentence - o.sentence <= 2 and o.is_subject]
    entities = tuple(dict.fromkeys(o.entity for o in told))
    return entities if len(entities) == 2 and told[-1].sentence == sentence - 1 else ()


def _scattered(course: Course, phrase: Phrase, traits: tuple[str, ...], sentence: int) -> tuple[str, ...]:
    """So many entities told one by one: in this sentence and the last two, or in the whole text so far."""
    kind, occurrences = phrase.of or STATE, course.memory.occurrences
    here = (o for o in occurrences if o.sentence == sentence and shares_clause(phrase.head, o.root))
    barred = {o.entity for o in here}
    told = [o for o in course.memory.of_kind(kind) if o.prominence > 0.5 and o.entity not in barred]
    for since in (sentence, sentence - 1, sentence - 2, 0):
        entities = dict.fromkeys(o.entity for o in told if o.sentence >= since)
        fitting = tuple(e for e in entities if kind != STATE or groups.fits((e,), traits))
        if len(fitting) == phrase.size:
            return fitting
    return ()


def _others(course: Course, start: int, sentence: int) -> tuple[str, ...]:
    """'the rest', 'the others': the last group without those told since."""
    near = (g for g in reversed(course.near_groups(start)) if sentence - g.sentence <= 3)
    group = next((g for g in near if len(g.members) > 2), None)
    if group is None:
        return ()
    since = {o.entity for o in course.memory.occurrences if o.start >= group.start}
    left = tuple(e for e in group.members if e not in since)
    return left if 0 < len(left) < len(group.members) else ()
