"""Of whom a noun for those in an organisation is told by the shape of its sentence, and of whom another noun
is.

'Of its ten members, Chad and Mali', 'a member of the club and an
observer in the union' name who has a status; 'its biggest customers are Chad and Mali', 'it has camps in
two countries: Chad and Mali' name none."""

import dataclasses

from pipeline.language.claims.companions import is_outside
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.roles import (
    is_one_place,
    is_owner,
    is_real_role,
    organisation_of_role,
    role_head,
    role_proposal,
    start_of_phrase,
    status_of_role,
)
from pipeline.language.dates.numbers import number
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.text.plurals import singular
from pipeline.lexicon import word_class

OUT_OF = frozenset({"of", "among", "amongst"})
ALONE = frozenset({"candidate", "associate"})  # nouns that name a status by themselves
ONLY = frozenset({"only", "just", "even", "the", "both", "alone"})
NAMES = frozenset({"name", "alias", "list"})
COMING_AND_GOING = frozenset({"admitted", "withdrew", "applied", "expelled"})
LONGEST_PLACE = 9

SOME = (("among", "them"), ("including",), ("namely",), ("notably",), ("such", "as"), ("like",))


@kept
def rolls(index: BriefIndex, sentence: int) -> tuple[Proposal, ...]:
    """Who is told to have a status by the shape of a sentence, in text order."""
    found: list[Proposal] = []
    for role in range(*index.bounds[sentence]):
        head = _head(index, role)
        if head is None:
            continue
        holder = next((one for way in WAYS if (one := way(index, role, head)) is not None), None)
        organisation = organisation_of_role(index, role, head)
        status = _status(index, role, head, organisation)
        if holder is None or organisation is None or status is None or not is_real_role(index, role):
            continue
        if set(holder.entities) - set(organisation.entities):
            found.append(role_proposal(index, role, organisation, holder, status))
    titles = (_title(index, name) for name in index.in_sentence[sentence] if name.kind == STATE)
    return (*found, *(one for one in titles if one is not None))


@switchable(nothing)
def _title(index: BriefIndex, name: Referent) -> Proposal | None:
    """'Club newcomer Chad', 'union hopeful Mali', 'club country Togo', 'the club states Chad and Mali':
    what a state, or each of a list, is called right before its name."""
    words, noun = index.words, name.start - 1
    organisation = index.by_token.get(noun - 1)
    if organisation is None or organisation.kind != ORGANISATION or organisation.end != noun:
        return None
    title = words.singulars[noun]
    titled = title in word_class("state_title")
    if not titled and title not in word_class("hopeful_title"):
        return None
    if (
        (name.link != "list" if title != words.lower[noun] else name.link not in ("name", "alias"))
        or organisation.link == "body"
        or is_outside(index, organisation)
    ):
        return None
    told = role_proposal(index, noun, organisation, name, "member")
    return told if titled else dataclasses.replace(told, predicate="seeks")


def _head(index: BriefIndex, role: int) -> int | None:
    """The noun that heads the phrase of a role, a candidate, or states that may be an organisation's."""
    words = index.words
    head = role_head(index, role)
    if (
        head is None
        and words.parts[role] == "NOUN"
        and words.singulars[role] in ("candidate", *word_class("role_head_noun"))
    ):
        return role if words.relations[role] != "compound" else None
    return head


def _status(index: BriefIndex, role: int, head: int, organisation: Referent | None) -> str | None:
    """The status that a role's words name; an organisation's states are members unless they name another."""
    status, noun = status_of_role(index, role, head, organisation), index.words.singulars[role]
    if status is None and organisation is not None:
        return noun if noun in ALONE else "member" if noun in word_class("role_head_noun") else None
    return status


@switchable(nothing)
def _some_of_them(index: BriefIndex, role: int, head: int) -> Referent | None:
    """'Of its ten members, Chad and Mali sent nobody', 'of its members, six, among them Chad, voted'."""
    words, before = index.words, start_of_phrase(index, role) - 1
    start, end = index.bounds[index.sentence_of[role]]
    if before < start or words.lower[before] not in OUT_OF or words.lower[head] == words.singulars[head]:
        return None
    if before > start and words.parts[before - 1] not in ("PUNCT", "CCONJ", "SPACE"):
        return None
    comma = next(
        (at for at in range(head + 1, min(head + LONGEST_PLACE, end)) if words.lower[at] == ","), None
    )
    if comma is None or not is_one_place(index, range(head + 1, comma)):
        return None
    return _named_from(index, _behind_number(index, comma + 1), end)


def _behind_number(index: BriefIndex, place: int) -> int:
    """Where those are named whom a number counts: behind 'six, among them', 'only'."""
    lower = index.words.lower
    if index.words.parts[place : place + 1] == ["NUM"] and lower[place + 1 : place + 2] == [","]:
        place += 2
    for words in SOME:
        if tuple(lower[place : place + len(words)]) == words:
            return place + len(words)
    return place


def _named_from(index: BriefIndex, place: int, end: int) -> Referent | None:
    """The state, or the list of them, whose name begins at a place; none that only owns something."""
    while place < end and index.words.lower[place] in ONLY:
        place += 1
    here = index.named_beside(place) if place < end else []
    found = next((one for one in here if one.start == place and one.kind == STATE), None)
    if found is None or found.link not in NAMES or is_owner(index, found):
        return None
    return found


@switchable(nothing)
def _as_well(index: BriefIndex, role: int, head: int) -> Referent | None:
    """'Chad is a member of the club and an observer in the union': the second of two that one is."""
    words, first = index.words, start_of_phrase(index, role)
    start = index.here(role).start
    first += words.lower[first] == "also"
    at = first - 1
    if words.lower[first] not in ("a", "an") or words.lower[head] != words.singulars[head]:
        return None
    at -= words.lower[at] == "also"
    if at <= start or words.lower[at] not in ("and", "&"):
        return None
    before, roles = at - 1, 0
    while before > start and words.parts[before] != "AUX":
        named = index.by_token.get(before)
        if words.parts[before] == "VERB" or named is not None and named.kind == STATE:
            return None
        roles += role_head(index, before) is not None
        before -= 1
    while before > start and words.lemmas[before] != "be":
        before -= 1
    subject = words.subject(before)
    if not roles or words.lemmas[before] != "be" or subject is None or words.below(before, "neg"):
        return None
    found = index.named_at(subject, STATE)
    return found if found is not None and len(found.entities) == 1 else None


@switchable(nothing)
def _counted(index: BriefIndex, role: int, head: int) -> Referent | None:
    """'Three of the club's states, Chad, Mali and Togo, have ratified it': so many are named."""
    words = index.words
    organisation, end = organisation_of_role(index, role, head), index.here(role).stop
    count = _count(index, head)
    if organisation is None or count is None or words.lower[head] == words.singulars[head]:
        return None
    comma = max(head + 1, organisation.end)
    if words.lower[comma : comma + 1] != [","] or _come_or_go(index, role):
        return None
    found = _named_from(index, comma + 1, end)
    return found if found is not None and len(found.entities) == count else None


@switchable(nothing)
def _so_many(index: BriefIndex, role: int, head: int) -> Referent | None:
    """'Chad and Mali, two members of the club', 'Chad, Mali and Togo, all members of the club'."""
    words, first = index.words, start_of_phrase(index, role)
    start = index.here(role).start
    if words.lower[head] == words.singulars[head] or first <= start:
        return None
    while first > start and words.lower[first - 1] in ("of", "them", "all", "both"):
        first -= 1
    if words.lower[first - 1] not in (",", "–", "—", "("):
        return None
    here = (one for one in index.named_beside(role) if one.end == first - 1 and one.kind == STATE)
    found = next((one for one in here if one.link == "list"), None)
    if found is None:
        return None
    whole = words.lower[first] in ("all", "both") or _count(index, head) == len(found.entities)
    return found if whole else None


def _count(index: BriefIndex, head: int) -> int | None:
    """How many of those whom a noun means are spoken of: three of 'the three' and of 'three of the ten'."""
    words, above = index.words, index.words.heads[head]
    counts = words.below(head, "nummod")
    if (
        words.relations[head] == "pobj"
        and words.lower[above] == "of"
        and words.parts[words.heads[above]] == "NUM"
    ):
        counts = [words.heads[above]]
    try:
        return number(words.lower[counts[0]]) if counts else None
    except KeyError:  # 'a dozen'
        return None


def _come_or_go(index: BriefIndex, role: int) -> bool:
    """Whether a sentence tells that somebody comes in or goes, so that it is open who is a member."""
    found = index.triggers.get(index.sentence_of[role], ())
    return any(one.entry.predicate in COMING_AND_GOING and not one.entry.weak for one in found)


WAYS = (_some_of_them, _as_well, _counted, _so_many)


@switchable(no)
def is_told_otherwise(index: BriefIndex, token: int, subject: Referent) -> bool:
    """Whether a noun says of a list, or of one, what it is, and that is nothing in an organisation: 'its
    biggest customers are Chad and Mali', 'it has camps in two countries: Chad and Mali'."""
    asides = [token, *index.words.below(subject.root, "appos")]
    if any(one > subject.root and role_head(index, one) is not None for one in asides):
        return False  # 'its only neighbour is Chad, an observer'
    noun = _counted_before(index, subject)
    if noun is None:
        noun = _said_of(index, subject)
        return noun is not None and (_is_nothing_in_it(index, noun) or _are_described(index, noun))
    return _is_nothing_in_it(index, noun) or _is_only_where(index, noun) or _is_of_no_place(index, noun)


def _is_nothing_in_it(index: BriefIndex, noun: int) -> bool:
    """Whether a noun means what others are to an organisation, not in it: customers, trading partners."""
    words, one = index.words, singular(index.words.lemmas[noun])
    if words.parts[noun] != "NOUN" or noun in index.by_token:
        return False
    trading = one in ("partner", "ally") and any(
        words.lower[child] in word_class("trading_word") for child in words.children[noun]
    )
    return (trading or one in word_class("outsider_noun")) and organisation_of_role(
        index, noun, noun
    ) is not None


def _are_described(index: BriefIndex, noun: int) -> bool:
    """Whether a clause says of states what they have to do with an organisation, and that is not that they
    are in it: 'the states that border the union are Chad and Mali', 'the states suspended from it'."""
    words = index.words
    if singular(words.lemmas[noun]) not in word_class("state_noun"):
        return False
    clauses = words.below(noun, "acl", "relcl")
    bodies = {one.root for one in index.named_beside(noun) if one.kind == ORGANISATION}
    within = {one for body in bodies for one in clauses if one in words.above(body)}
    here = index.triggers.get(index.sentence_of[noun], ())
    told = (one.token.i for one in here if one.entry.predicate == "holds")
    holding = (one for one in told if words.is_a(one, "belonging_verb") or words.relations[one] == "attr")
    return bool(within) and not any(within.intersection(words.above(one)) for one in holding)


def _is_of_no_place(index: BriefIndex, noun: int) -> bool:
    """Whether a counted noun means nobody who may be a member: 'three priorities: Chad, Mali and Togo'."""
    words = index.words
    return not words.kinds[noun] and singular(words.lemmas[noun]) not in word_class("plural_state_noun")


def _is_only_where(index: BriefIndex, noun: int) -> bool:
    """Whether a plain noun for states only says where something is: 'camps in two countries'."""
    words = index.words
    above = words.heads[noun]
    plain = singular(words.lemmas[noun]) in word_class("state_noun") and words.relations[noun] == "pobj"
    return plain and words.lower[above] in ("in", "from", "to", "for", "with", "at", "against")


def _counted_before(index: BriefIndex, subject: Referent) -> int | None:
    """The noun with a number that a list explains: 'countries' of 'in two countries: Chad and Mali'."""
    words, colon = index.words, subject.start - 1
    start = index.here(subject.start).start
    while colon > start and words.lower[colon] in ONLY:
        colon -= 1
    if colon <= start or words.lower[colon] != ":":
        return None
    for noun in range(colon - 1, start - 1, -1):
        if words.parts[noun] in ("VERB", "AUX"):
            return None
        if words.parts[noun] == "NOUN" and words.below(noun, "nummod"):
            return noun
    return None


def _said_of(index: BriefIndex, subject: Referent) -> int | None:
    """The noun told to be or include whoever is named: 'customers' of 'its customers are Chad and Mali'."""
    words = index.words
    verb = words.heads[subject.root]
    if words.lower[subject.start - 1] in word_class("outsider_noun"):
        return subject.start - 1  # 'the club's neighbour Chad'
    if words.relations[subject.root] == "appos":
        return verb
    aside = words.first_below(subject.root, "appos")
    if aside is not None and words.singulars[aside] in word_class("outsider_noun"):
        return aside  # 'Chad and Mali, both suppliers of the club'
    if words.relations[subject.root] == "attr" and words.lemmas[verb] == "be":
        return words.first_below(verb, "nsubj")
    if words.relations[subject.root] == "dobj" and words.is_a(verb, "composing_verb"):
        return words.first_below(verb, "nsubj")
    if words.relations[subject.root] == "nsubj" and words.lemmas[verb] == "be":
        return next(iter(words.behind(verb, *OUT_OF)), None)
    return None
