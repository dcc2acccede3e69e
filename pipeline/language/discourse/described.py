"""Whom a description means: 'the bloc', 'the country', 'the government'."""

import bisect
import re

from spacy.tokens import Token

from pipeline.language.annotations import Mention
from pipeline.language.discourse import groups
from pipeline.language.discourse.bodies import by_age
from pipeline.language.discourse.clauses import is_scene, shares_clause, tells
from pipeline.language.discourse.course import Course
from pipeline.language.discourse.definite import Phrase
from pipeline.language.discourse.expectations import ORGANISATION, STATE, expected, is_moved, is_of_another
from pipeline.language.discourse.memory import Occurrence, Reasons, Sought
from pipeline.language.names.mentions import beginning, holding
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import state_traits, word_class

SINGULAR = frozenset({"it", "its", "itself"})
# What stands between 'the government' and the state whose it is.
OF_WHICH = re.compile(r" (?:and (?:the )?people )?(?:in|of) (?:the )?")
FARTHEST_OWNER = 24


def owner(course: Course, phrase: Phrase) -> Mention | None:
    """Whose a territory is by the adjective before it: 'the British territory' is not Britain."""
    if phrase.what != "state" or phrase.head.lower_ != "territory":
        return None
    within = (m for m in _inside(course, phrase) if m.kind == "state" and m.linked_by == "demonym")
    before = next((m for m in within if m.end == phrase.head.idx - 1), None)
    itself = before is not None and before.entity in state_traits()["territory"]  # 'the Aruban territory'
    return None if itself else before


def is_no_reference(course: Course, phrase: Phrase, owned: bool) -> bool:
    """Whether a phrase is part of a name, describes one, or says itself who is meant; `owned` where its
    adjective only tells whose it is."""
    if _is_taken(course, phrase) or _is_apposed(course, phrase) or not owned and _names(course, phrase):
        return True
    # 'The ASEAN nations' are those of an organisation, whoever has been told before.
    return phrase.what == "group" and _holds_organisation(course, phrase)


def _is_taken(course: Course, phrase: Phrase) -> bool:
    """Whether the phrase's head is part of a name ('the African Union') or of another mention."""
    before = bisect.bisect_left(course.taken, phrase.head.idx + len(phrase.head))
    return before > 0 and course.taken_to[before - 1] > phrase.head.idx


def _is_apposed(course: Course, phrase: Phrase) -> bool:
    """Whether the phrase only describes the name before it ('Papua New Guinea, the eastern isle, ...')."""
    if phrase.what == "group" or phrase.head.dep_ not in {"appos", "conj", "nsubj"}:
        return False
    end = phrase.first.idx - 1
    while end >= 0 and course.text[end].isspace():
        end -= 1
    if end < 0 or course.text[end] != "," or not course.text.startswith(",", _end(phrase)):
        return False
    return any(m.end == end and m.kind != "place" for m in holding(course.named, end - 1))


def _end(phrase: Phrase) -> int:
    """The character behind a phrase."""
    return phrase.last.idx + len(phrase.last)


def _names(course: Course, phrase: Phrase) -> bool:
    """Whether a name follows that says who it is ('the free-trade club CEFTA'), or a state within says
    whose body it is ('the Syrian negotiating body'; not 'the Russian-led alliance')."""
    if phrase.what not in {"organisation", "state"}:
        return False
    end, text = _end(phrase), course.text
    following = beginning(course.named, end + 1, end + 2)
    if text[end : end + 1] == " " and any(m.kind != "place" for m in following):
        return True
    within = (m for m in _inside(course, phrase) if m.kind == "state")
    if phrase.what == "state":
        # 'The Zambian economy' is named by its adjective.
        return any(m.linked_by == "demonym" and m.end == phrase.head.idx - 1 for m in within)
    return any(text[m.end : m.end + 1] != "-" for m in within) or _holds_organisation(course, phrase)


def _holds_organisation(course: Course, phrase: Phrase) -> bool:
    """Whether the phrase names an organisation itself ('the ASEAN bloc')."""
    return any(m.kind == ORGANISATION for m in _inside(course, phrase))


def _inside(course: Course, phrase: Phrase) -> list[Mention]:
    """Who is named in a phrase, before its head."""
    return beginning(course.named, phrase.first.idx, phrase.head.idx)


def organisation(course: Course, phrase: Phrase) -> str | None:
    """'the bloc', 'the Nairobi-based body'."""
    bodies, said = course.bodies, course.bodies.describe(phrase)
    sentence = course.sentence(phrase.head.idx)
    if said.capital and bodies.called_otherwise(phrase):
        return None

    def admit(occurrence: Occurrence) -> bool:
        code = occurrence.entity.removeprefix("org:")
        return bodies.fits(said, code, sentence - occurrence.sentence)

    def prefer(occurrence: Occurrence) -> bool:
        return admit(occurrence) and bodies.prefers(said, occurrence.entity.removeprefix("org:"))

    def why(entity: str) -> tuple[str, ...]:
        found = ("called_so",) if bodies.calls_so(said, entity.removeprefix("org:")) else ()
        return (*found, "publisher") if entity == course.publisher else found

    told = (o.entity for o in course.memory.of_kind(ORGANISATION) if admit(o))
    aged = by_age(phrase, list(dict.fromkeys(told)))
    sought = Sought(ORGANISATION, "near" if phrase.first.lower_ in {"this", "that"} else "topic", why)
    best = aged or course.best(sought, phrase.head, prefer) or course.best(sought, phrase.head, admit)
    return best or bodies.unnamed(said)


def state(course: Course, phrase: Phrase) -> str | None:
    """'the country', 'the Nordic kingdom', 'the candidate'."""
    noun = phrase.head.lemma_.lower()
    traits = groups.traits_of((*phrase.modifiers, noun) if noun != "republic" else phrase.modifiers)
    if noun in word_class("described_noun") and not traits:
        return None
    entrant = noun in word_class("entrant_noun")

    def admit(occurrence: Occurrence) -> bool:
        if entrant and occurrence.entity not in course.memory.joiners:
            return False
        if not all(occurrence.entity in trait for trait in traits):
            return False
        if "host" in phrase.modifiers and not is_scene(occurrence.root):
            return False
        return not shares_clause(phrase.head, occurrence.root)

    def of_another(occurrence: Occurrence) -> bool:
        return admit(occurrence) and not tells(occurrence.root, phrase.head)

    # Where its paragraph has told no state before, it means what the text is about.
    paragraph = course.paragraph(phrase.first.idx)
    opens = all(o.paragraph != paragraph for o in course.memory.of_kind(STATE))
    about = opens and not entrant and not phrase.modifiers
    sought = Sought(STATE, "topic" if about else "near", reasons(course, phrase.head))
    best = course.best(sought, phrase.head, of_another) or course.best(sought, phrase.head, admit)
    if best is not None or not traits or entrant:
        return best
    # 'The sultanate', of one that the text has told, however far back.
    fitting = {o.entity for o in course.memory.of_kind(STATE) if admit(o)}
    return fitting.pop() if len(fitting) == 1 else None


def reasons(course: Course, anaphor: Token) -> Reasons:
    """Who vetoes or backs is not who joins: where a reference is of the joining, or of a state of which
    another tells something, what speaks for those of whom the text has told that they join or want to,
    and against the subjects of such verbs."""
    joiners, pronoun = course.memory.joiners, anaphor.lower_ in SINGULAR
    if is_moved(anaphor) or not pronoun and any(tells(o.root, anaphor) for o in course.memory.occurrences):
        return lambda entity: ("moved_joiner",) if entity in joiners else ()
    of_noun = is_a(anaphor.head, "membership_noun")
    if expected(anaphor) != STATE or not (anaphor.dep_ in NOUN_SUBJECTS or of_noun):
        return lambda _: ()
    sentence = course.sentence(anaphor.idx)
    near = (o for o in course.memory.occurrences if sentence - o.sentence <= 1 and o.is_subject)
    stances = word_class("stance_verb")
    takers = {o.entity for o in near if o.root is not None and o.root.head.lemma_.lower() in stances}
    owned = anaphor.dep_ == "poss" and (not pronoun or is_of_another(anaphor))
    return lambda entity: (
        *(("stance_taker",) if entity in takers else ()),
        *(("owning_joiner",) if owned and entity in joiners else ()),
    )


def government(course: Course, phrase: Phrase) -> str | None:
    """'the government', of the state just named, or of the capital it is said to sit in."""
    end = _end(phrase)
    behind = beginning(course.named, end, end + FARTHEST_OWNER)
    after = next((m for m in behind if OF_WHICH.fullmatch(course.text, end, m.start)), None)
    if after is not None and (after.entity or after.country):
        return after.entity if after.kind == "state" else after.country
    if any(m.kind == "state" for m in beginning(course.named, phrase.first.idx, end)):
        return None
    before = course.doc[phrase.first.i + 1 : phrase.head.i]
    if any(t.pos_ in {"NOUN", "PROPN"} or t.lower_ in word_class("local_word") for t in before):
        return None
    # 'The Government', written so, is that of the state which the text is about.
    return course.best(
        Sought(STATE, "topic" if phrase.head.text[0].isupper() else "near"),
        phrase.head,
        lambda o: not shares_clause(phrase.head, o.root),
        "least_pronoun",
    )
