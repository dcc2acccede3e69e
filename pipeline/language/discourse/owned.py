"""Whose country is meant: 'his country', 'their countries', 'our two nations'."""

from spacy.tokens import Token

from pipeline.language.annotations import Mention
from pipeline.language.discourse.course import Course, Meant
from pipeline.language.discourse.definite import Phrase, size_of
from pipeline.language.discourse.expectations import STATE
from pipeline.language.discourse.memory import role
from pipeline.language.names.mentions import beginning, root_of
from pipeline.language.names.offices import office_ending
from pipeline.language.text.classes import is_a

# How many sentences back somebody may have been told whose country is meant.
PERSON_REACH = 2


def owned(course: Course, phrase: Phrase) -> Meant:
    """'his country': that of the person just told; 'their countries' those of a group just told, 'our two
    countries' those of who speak."""
    first = phrase.first
    if phrase.head.tag_ not in {"NNS", "NNPS"}:
        return _home(course, first)
    if first.lower_ != "their":
        counted = (size_of(t) for t in course.doc[first.i + 1 : phrase.head.i])
        return of_us(course, first, next(filter(None, counted), 2))
    group = course.group(first.idx)
    near = group is not None and course.sentence(first.idx) - group.sentence <= 1
    return group.members if group is not None and near else None


def _home(course: Course, first: Token) -> str | None:
    """The state of the last person before 'his country', named or not ('Gabon's new president'), or of
    the people before 'their country'."""
    theirs = first.lower_ == "their"
    # 'their country' goes back to a people of its own sentence, or opens the next.
    beside = int(not theirs or first.i == first.sent.start)
    since = course.since(first.idx, PERSON_REACH)
    persons = beginning(course.persons, since, first.idx) if not theirs else []
    found = [(m.start, m.country or "", PERSON_REACH) for m in persons if m.country]
    states = (m for m in beginning(course.named, since, first.idx) if m.kind == STATE)
    found += [(m.start, m.entity or "", beside) for m in states if _says_whose(course, m, first)]
    at, entity, reach = max(found, default=(0, "", 0))
    near = course.sentence(first.idx) - course.sentence(at) <= reach
    return entity if entity and near and not entity.startswith("org:") else None


def _says_whose(course: Course, mention: Mention, owner: Token) -> bool:
    """Whether a state's name says of which state they are who 'his', 'her' or 'their' means: an officer
    ('a Danish spokesman') or a people ('Danes', 'the Danish people', 'the people of Denmark')."""
    name = root_of(course.doc, mention)
    if owner.lower_ == "their":
        if mention.linked_by == "demonym" and name.tag_ in {"NNS", "NNPS"}:
            return True
        noun = name.head.head if name.dep_ == "pobj" and name.head.lower_ == "of" else name.head
        return name.dep_ in {"poss", "amod", "pobj"} and is_a(noun, "people_noun")
    if owner.lower_ not in {"his", "her"} or name.dep_ not in {"poss", "amod", "compound", "nmod"}:
        return False
    office = office_ending(course.doc, name.head.i)
    return office is not None and office[0].kind == "person" and role(name.head) == "subject"


def of_us(course: Course, token: Token, size: int = 2) -> tuple[str, ...]:
    """The states that say 'we' and 'our' of themselves together: those of a list that were told last,
    else, of two, those that the text is about, told first and most often; none where it has told but
    one."""
    group = course.group(token.idx, size=size)
    if group is not None:
        return group.members
    told = list(dict.fromkeys(o.entity for o in course.memory.of_kind(STATE)))
    if size > 2 or len(told) < 2:
        return ()
    first, counts = told[:2], course.memory.counts
    ranked = sorted(told, key=lambda entity: -counts[entity] - 2 * (entity in first))
    return tuple(sorted(ranked[:2], key=told.index))
