"""Whom a pronoun means: 'it', 'they', 'which', 'we'."""

import bisect
import itertools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.language.discourse.clauses import clause_verb, shares_clause
from pipeline.language.discourse.course import Course, Meant
from pipeline.language.discourse.described import SINGULAR, reasons
from pipeline.language.discourse.expectations import (
    ORGANISATION,
    STATE,
    expected,
    is_expletive,
    is_of_another,
    leaning,
)
from pipeline.language.discourse.groups import Group
from pipeline.language.discourse.memory import Admits, Occurrence, Sought
from pipeline.language.discourse.owned import of_us
from pipeline.language.names.mentions import beginning, root_of
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import NOUN_SUBJECTS, dependents
from pipeline.language.text.plurals import singular
from pipeline.lexicon import reference_weights, word_class

PLURAL = frozenset({"they", "them", "their", "themselves"})
RELATIVE = frozenset({"which", "that", "who", "whose", "whom"})
SHARES = frozenset({"all", "none", "both", "neither", "either", "each", "most"})


def pronouns(doc: Doc, taken: set[int]) -> Iterator[Token]:
    """The pronouns of a text that may mean somebody told before, in no order; `taken` are the tokens of
    phrases."""
    for token in doc:
        lower = token.lower_
        if lower in SINGULAR or lower in PLURAL:
            if token.i not in taken:
                yield token
        elif (
            lower in RELATIVE and token.tag_ in {"WDT", "WP", "WP$"} or lower == "we" and _are_members(token)
        ):
            yield token


def meant(course: Course, token: Token) -> Meant:
    """Whom a pronoun means: 'it', 'they', 'which', and the 'we' of two that are members of something."""
    if token.lower_ == "we":
        return of_us(course, token)
    if token.lower_ in RELATIVE:
        return of_relative(course, token)
    return of_singular(course, token) if token.lower_ in SINGULAR else of_plural(course, token)


def of_relative(course: Course, token: Token) -> Meant:
    """'which' and its like mean what the clause is attached to."""
    verb = next((one for one in (token.head, *token.head.ancestors) if one.dep_ == "relcl"), None)
    if verb is None or verb.head.i > token.i:
        return None
    listed = _listed_before(course, token, verb)
    if listed:
        return listed if len(listed) > 1 else listed[0]
    nouns = (verb.head, *dependents(verb.head, "appos"))
    referent = next(filter(None, map(course.at, nouns)), None)
    return referent.members or referent.entity if referent is not None else None


def _listed_before(course: Course, token: Token, verb: Token) -> tuple[str, ...]:
    """The members of a list of states that ends just before 'which', where its verb is one of several
    ('Norway and Iceland, which are in EFTA'), or may be and the clause is attached to the first of them;
    the last where the verb is one of a single state."""
    share = _share_of(token)
    start = token.idx if share is None else share.idx
    near = (g for g in course.memory.groups_from(start - 2, start) if g.listed and g.last is not None)
    group = next((g for g in near if g.last is not None and 0 <= start - g.last.end <= 2), None)
    if group is None or group.last is None or group.kind != STATE:
        return ()
    if share is not None:
        return group.members
    forms = {child.lower_ for child in (verb, *verb.lefts)}
    if forms & {"is", "was", "has", "does"} or verb.tag_ == "VBZ":
        return (group.last.entity,) if group.last.entity else ()
    plural = verb.tag_ == "VBP" or forms & {"are", "were", "have"}
    return group.members if plural or verb.head.i < root_of(course.doc, group.last).i else ()


def _share_of(pronoun: Token) -> Token | None:
    """The word that says how many of those that a pronoun means: 'none of which', 'neither of them'."""
    of = pronoun.head
    if pronoun.dep_ != "pobj" or of.lower_ != "of" or of.i + 1 != pronoun.i or of.i == 0:
        return None
    before = of.nbor(-1)
    return before if before.lower_ in SHARES else None


def of_singular(course: Course, token: Token) -> Meant:
    """'it', 'its'."""
    of_another = is_of_another(token)
    wanted = STATE if of_another else expected(token) or _of_who_is_inside(course, token)
    if wanted is None and is_expletive(token):
        return None
    later = _told_later(course, token) if wanted == ORGANISATION else frozenset()

    def admit(occurrence: Occurrence) -> bool:
        if occurrence.entity in later:
            return False
        return (token.dep_ == "poss" and not of_another) or not shares_clause(token, occurrence.root)

    if wanted is None:
        entity = _continued(course, token, admit)
        wanted = leaning(token) if entity is None else None
        if wanted is None:
            return entity
    if wanted == STATE and token.dep_ == "dobj" and _states_act(course, token):
        return None
    return course.best(Sought(wanted, "near", reasons(course, token)), token, admit, "least_pronoun")


def _told_later(course: Course, token: Token) -> frozenset[str]:
    """The organisations told later in a sentence: 'it' is another ('in it, not in the Union')."""
    start, end = token.idx, token.sent.end_char
    named = {m.entity for m in beginning(course.named, start + 1, end) if m.kind == ORGANISATION}
    told = {occurrence.entity for occurrence in course.memory.of_kind(ORGANISATION)}
    first = bisect.bisect_right(course.phrases, start, key=lambda phrase: phrase.first.idx)
    for phrase in itertools.islice(course.phrases, first, None):
        if phrase.first.idx >= end:
            break
        if phrase.what == "organisation":
            said = course.bodies.describe(phrase)
            named |= {code for code in told if course.bodies.calls_so(said, code.removeprefix("org:"))}
    return frozenset(code for code in named if code)


def _of_who_is_inside(course: Course, token: Token) -> str | None:
    """STATE where 'it' is in or outside of an organisation that the clause names ('it is in the Union')."""
    if token.dep_ != "nsubj" or token.head.lemma_.lower() not in {"be", "remain", "stay"}:
        return None
    inside = (child for child in token.head.children if child.lower_ in {"in", "outside"})
    found = (course.at(thing) for child in inside for thing in dependents(child, "pobj"))
    return STATE if any(one is not None and one.kind == ORGANISATION for one in found) else None


def _states_act(course: Course, token: Token) -> bool:
    """Whether a state is the subject of a verb whose subject is an organisation where its object is a
    state: what Indonesia 'suspended again' is its participation."""
    if is_a(token.head, "inviting_verb"):
        return False
    subjects = (o.root for o in course.memory.of_kind(STATE) if o.root is not None and o.is_subject)
    return any(
        clause_verb(root) == clause_verb(token) for root in subjects if root.sent.start == token.sent.start
    )


def _continued(course: Course, token: Token, admit: Admits) -> str | None:
    """Whom 'it' means where no word tells: the entity that was the subject just before, if one was."""
    if token.dep_ not in NOUN_SUBJECTS | {"poss"}:
        return None
    sentence, paragraph = course.sentence(token.idx), course.paragraph(token.idx)
    least = reference_weights()["least_untold"]
    near = [o for o in course.memory.occurrences if sentence - o.sentence <= 1 and o.paragraph == paragraph]
    near = [o for o in near if o.prominence >= least and admit(o)]
    if token.dep_ == "poss":
        verb = clause_verb(token)
        own = [o for o in near if o.root is not None and o.is_subject and o.root.head == verb]
        blamed = _blamed(course, token)
        if blamed or own:
            return blamed or own[-1].entity
    last = max(near, key=lambda o: (o.sentence, round(o.prominence, 2), o.start), default=None)
    return None if last is None or _other_subject(course, last, token) else last.entity


def _blamed(course: Course, token: Token) -> str | None:
    """Whom 'its' means in 'condemned Norland for its raids': the one that is condemned."""
    for _ in range(5):
        if token.lower_ == "for" and token.dep_ == "prep":
            objects = (child for child in dependents(token.head, "dobj") if child.i < token.i)
            found = next(map(course.at, objects), None)
            return found.entity if found is not None else None
        token = token.head
    return None


def _other_subject(course: Course, occurrence: Occurrence, token: Token) -> bool:
    """Whether another singular noun was a subject between an occurrence and a pronoun: it may mean that."""
    between = course.doc[occurrence.root.i + 1 : token.i] if occurrence.root else ()
    nouns = (t for t in between if t.pos_ in {"NOUN", "PROPN"} and t.tag_ in {"NN", "NNP"})
    return any(t.dep_ in NOUN_SUBJECTS and course.at(t) is None for t in nouns)


def of_plural(course: Course, token: Token) -> Meant:
    """'they', 'their', of states that were told together."""
    wanted = expected(token)
    if wanted == ORGANISATION or _is_of_others(course, token):
        return None
    share = _share_of(token)
    two = share is not None and share.lower_ in {"neither", "both", "either"}
    group = course.group(token.idx, size=2 if two else None)
    if group is None or course.sentence(token.idx) - group.sentence > (2 if wanted == STATE else 1):
        return None
    return group.members if wanted is not None or share is not None or _was_subject(course, group) else None


def _is_of_others(course: Course, token: Token) -> bool:
    """Whether 'their' belongs to a plural subject of its own clause that is nobody told before ('its
    members regulate their exports')."""
    verb = clause_verb(token) if token.dep_ == "poss" else None
    return verb is not None and any(
        child.tag_ in {"NNS", "NNPS"} and course.at(child) is None
        for child in dependents(verb, *NOUN_SUBJECTS)
        if child.i < token.i
    )


def _was_subject(course: Course, group: Group) -> bool:
    told = [o for o in course.memory.occurrences if o.entity in group.members]
    told = [o for o in told if o.sentence == group.sentence]
    return bool(told) and all(o.prominence >= 0.7 for o in told)


def _are_members(pronoun: Token) -> bool:
    """Whether 'we' are said to be members or partners ('as allies, we', 'we are both members')."""
    if pronoun.dep_ != "nsubj":
        return False
    verb = pronoun.head
    nouns = dependents(verb, "attr") if verb.lemma_ == "be" else []
    nouns += [other for noun in nouns for other in noun.conjuncts]
    for child in verb.children:
        if child.lower_ == "as" and child.dep_ == "prep":
            nouns += pronoun.doc[child.i + 1 : pronoun.i] if child.i < pronoun.i else child.children
    shared = word_class("membership_attribute") - word_class("state_noun")
    return any(noun.tag_ in {"NNS", "NNPS"} and _singular_of(noun) in shared for noun in nouns)


def _singular_of(noun: Token) -> str:
    """The singular of a plural, that of a name too, which the model leaves as it is ('Allies')."""
    lemma = noun.lemma_.lower()
    return lemma if lemma != noun.lower_ else singular(lemma)
