"""Who holds a status, and who is only named near those that do.

'The union's members and other partners like Chad', 'Chad consulted allies in the union' and 'the ministers were in Chad with the union'
say nothing of what Chad is.
"""

from pipeline.language.claims.companions import (
    head_of_list,
    is_companion,
    is_of_fellows,
    listing_noun,
    stand_apart,
)
from pipeline.language.claims.index import ORGANISATION, BriefIndex, Referent, kept
from pipeline.language.claims.objects import arguments, is_body
from pipeline.language.claims.triggers import PLACES, Trigger
from pipeline.language.registry import no, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS

QUALIFYING = frozenset({"compound", "nmod", "poss", "amod"})
LINKED = frozenset({"conj", "compound", "appos", "poss", "nmod", "amod"})
BEING = frozenset({"be", "remain", "stay", "continue", "serve", "keep"})
INSIDE = frozenset({"in", "within", "inside", "of", "among", "outside"})
# What those do who come into an organisation or go: it is none that they are listed as members of.
COMING_AND_GOING = frozenset({"admitted", "withdrew", "applied", "seeks", "holds"})
# What can be told of an organisation by the name of its body: stances are taken, applications handed in there.
NOT_OF_A_BODY = frozenset({"holds", "admitted", "withdrew", "seeks", "declines"})


def is_no_holder(
    index: BriefIndex, trigger: Trigger, subject: Referent | None, organisation: Referent | None
) -> bool:
    """Whether a status that a trigger tells is not one that `subject` holds in `organisation`."""
    token = listing_noun(index, trigger.token.i)
    if organisation is not None and (
        _is_of_others(index, token, organisation)
        or _is_elsewhere(index, token, organisation)
        or _is_what_they_do(index, token, organisation)
    ):
        return True
    if _are_none(index, token):
        return True
    if subject is None:
        return False
    return stand_apart(index, token, subject) or _are_the_others(index, subject, organisation)


@switchable(no)
def _are_the_others(index: BriefIndex, subject: Referent, organisation: Referent | None) -> bool:
    """Whether states are others than those told to be in the organisation, 'ten are members of the union; the others are Chad and Mali',
    or of another that the sentence names: 'it is in the club; the other members are Chad and Mali'."""
    words = index.words
    first = head_of_list(index, subject.root)
    verb = words.heads[first]
    nouns = words.below(verb, *NOUN_SUBJECTS) if words.relations[first] == "attr" else []
    if organisation is None:
        here = index.in_sentence[index.sentence_of[verb]]
        return any(is_of_fellows(index, one) for one in nouns) and any(
            one.kind == ORGANISATION for one in here
        )
    apart = any(words.lemmas[one] in ("other", "rest", "remainder") for one in nouns)
    above = words.above(organisation.root)
    return apart and any(words.relations[one] == "attr" and words.heads[one] != verb for one in above)


@switchable(no)
def _are_none(index: BriefIndex, token: int) -> bool:
    """Whether what is done is said of none of those who hold a status, which says nothing of who does not hold it: 'no other
    member would pay as much as Chad'."""
    words = index.words
    denied = any(words.lower[child] in ("no", "none") for child in words.children[token])
    return denied and words.relations[token] in NOUN_SUBJECTS


@switchable(no)
def is_in_a_body(index: BriefIndex, predicate: str, organisation: Referent | None) -> bool:
    """Whether a place is one in a body of the organisation, as which most members are not: 'elected to the union's council', whatever
    is thought of it: 'backs the bid for a seat on the council'."""
    if organisation is None or not is_body(index, organisation):
        return False
    words, before = index.words, index.words.heads[organisation.root]
    seat = {"membership", "seat"}.intersection(words.kinds[words.heads[before]])
    return predicate in NOT_OF_A_BODY or bool(seat) and words.lower[before] in INSIDE | {"on"}


@switchable(no)
def are_joined(index: BriefIndex, token: int, subject: Referent) -> bool:
    """Whether a state is one of those whom others join: 'Chad entered on Monday, joining Mali, Niger and Togo'."""
    words, place = index.words, subject.root
    while words.relations[place] == "conj":
        place = words.heads[place]
    return words.lemmas[token] == "join" and words.relations[place] == "dobj" and words.heads[place] == token


@switchable(no)
@kept
def _is_what_they_do(index: BriefIndex, token: int, organisation: Referent) -> bool:
    """Whether an organisation is what those that a subject lists join, leave or are not in, and not what they are listed as:
    'two of its members, Chad and Mali, left the union', 'two club countries, Chad and Mali, are not in the union'."""
    words = index.words
    way = words.above(organisation.root)
    verb = next(
        (one for one in way[1:] if words.parts[one] in ("VERB", "AUX") and one < organisation.root), None
    )
    if verb is None or token >= verb or not _is_in_subject(index, token, verb):
        return False
    if words.lemmas[verb] == "be":
        denied = bool(words.below(verb, "neg"))
        return denied and words.lower[words.heads[organisation.root]] in INSIDE
    clause = {one for one in way if one >= verb}
    if _is_left_as_one(index, token, clause):
        return False
    return any(
        one.token.i in clause and one.entry.predicate in COMING_AND_GOING
        for one in index.triggers.get(index.sentence_of[token], ())
    )


def _is_left_as_one(index: BriefIndex, token: int, clause: set[int]) -> bool:
    """Whether a state is told to be a member of no organisation that is named with it, and to leave one: 'Chad, a member since
    1998, wants to leave the union'."""
    words = index.words
    if words.relations[token] != "appos" or not any(
        words.lower[child] == "a" for child in words.children[token]
    ):
        return False
    if any(one.i in index.by_token or one.dep_ == "poss" for one in words.tokens[token].subtree):
        return False
    told = {
        one.entry.predicate
        for one in index.triggers.get(index.sentence_of[token], ())
        if one.token.i in clause
    }
    return "withdrew" in told and told.isdisjoint(COMING_AND_GOING - {"withdrew"})


def _is_in_subject(index: BriefIndex, token: int, verb: int) -> bool:
    """Whether a word, or the comma before a list, stands in the subject of a verb or of what governs that."""
    words = index.words
    subjects = [
        child for above in words.above(verb) for child in words.below(above, *NOUN_SUBJECTS) if child < verb
    ]
    return any(words.tokens[one].left_edge.i <= token <= words.tokens[one].right_edge.i for one in subjects)


@switchable(no)
def _is_of_others(index: BriefIndex, token: int, organisation: Referent) -> bool:
    """Whether an organisation qualifies other members than the trigger's: of 'what NATO allies give to partners like Chad',
    'NATO allies and other partners like Chad'."""
    words, root = index.words, organisation.root
    noun = words.heads[root]
    if (
        words.relations[root] not in QUALIFYING
        or words.parts[token] not in ("NOUN", "PROPN")
        or noun == token
    ):
        return False
    if not is_companion(index, noun) or words.relations[token] == "compound":
        return False
    if head_of_list(index, noun) == head_of_list(index, token):
        return noun < token and words.lemmas[noun] != words.lemmas[token] and is_of_fellows(index, token)
    return token not in words.above(noun)


@switchable(no)
@kept
def _is_elsewhere(index: BriefIndex, token: int, organisation: Referent) -> bool:
    """Whether being is not being in the organisation: 'was in Chad with ministers of the union', 'remains a friend of it', 'are
    the same club to us'."""
    words, root = index.words, organisation.root
    if words.lemmas[token] not in BEING:
        return False
    if root < token:
        if token not in words.above(root) and root not in words.above(token):
            return True
        return _is_in_something(index, token)
    above = words.heads[root]
    while words.relations[root] in LINKED and above != root:
        root, above = above, words.heads[above]
    if words.relations[root] != "pobj":
        if any(words.lower[child] == "same" for child in words.children[root]):
            return True
        return not (words.heads[root] == token and words.kinds[root])
    if words.lower[above] not in INSIDE:
        return True
    noun = words.heads[above]
    if noun == token:
        return False
    part = words.lemmas[noun] == "part" or PLACES.intersection(words.kinds[noun])
    return not (part and token in words.above(noun))


def _is_in_something(index: BriefIndex, token: int) -> bool:
    """Whether what somebody is in is a plain thing: 'the club, where Peru is in the lead'."""
    words = index.words
    inside = [word for label, word in arguments(index, token) if label in INSIDE and word > token]
    return any(
        words.parts[one] == "NOUN" and one not in index.by_token and not words.kinds[one] for one in inside
    )
