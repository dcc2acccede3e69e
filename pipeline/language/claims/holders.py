"""Who holds a status, and who is only named near those that do.

'Chad and all members of the union', 'the union's members and other partners to help Chad', 'Chad's allies
in the union' and 'the ministers were in Chad with the union' say nothing of what Chad is."""

from pipeline.language.claims.companions import (
    are_others,
    is_companion,
    is_of_fellows,
    is_of_states,
    is_outside,
    listing_noun,
)
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.objects import argued, is_body
from pipeline.language.claims.relations import is_infinitive
from pipeline.language.claims.rolls import is_told_otherwise
from pipeline.language.claims.shapes import COMPOSITION
from pipeline.language.claims.triggers import PLACES, Trigger, triggers
from pipeline.language.dates.numbers import number
from pipeline.language.registry import no, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class

QUALIFYING = frozenset({"compound", "nmod", "poss", "amod"})
# Kinds of nouns for an organisation and those in it.
MEMBERS = frozenset({"club", "membership", "seat", "status"})
LINKED = frozenset({"conj", "compound", "appos", "poss", "nmod", "amod"})
INSIDE = frozenset({"in", "within", "inside", "of", "among", "outside"})
# What those do who come into an organisation or go: it is none that they are listed as members of.
COMING_AND_GOING = frozenset({"admitted", "withdrew", "applied", "seeks", "holds"})
# What can be told of an organisation by the name of its body: stances are taken, applications handed in
# there.
NOT_OF_A_BODY = frozenset({"holds", "admitted", "withdrew", "seeks", "declines"})


def is_no_holder(
    index: BriefIndex, trigger: Trigger, subject: Referent | None, organisation: Referent | None
) -> bool:
    """Whether a status that a trigger tells is not one that `subject` holds in `organisation`."""
    token = listing_noun(index, trigger.token.i)
    if organisation is not None and (
        _is_of_others(index, token, organisation)
        or _is_elsewhere(index, token, organisation)
        or is_outside(index, organisation)
        or _is_from_outside(index, organisation)
        or _is_what_they_do(index, token, organisation)
    ):
        return True
    if _are_none(index, token):
        return True
    if subject is None:
        return False
    return (
        _is_beside_members(index, token, subject)
        or organisation is not None
        and _is_beside_counted(index, subject, organisation)
        or are_others(index, token, subject)
        or _is_their_purpose(index, token, subject)
        or _is_what_some_do_it_to(index, token, subject)
        or is_told_otherwise(index, token, subject)
        or _has_such_a_neighbour(index, subject)
        or _are_the_others(index, subject, organisation)
    )


OBJECTS = frozenset({"dobj", "pobj"})
# What tells that a place came to nothing.
GIVEN_UP = frozenset({"declines", "rejected", "withdrew"})


@switchable(no)
def _is_what_some_do_it_to(index: BriefIndex, token: int, subject: Referent) -> bool:
    """Whether members do something to a state: 'one of the members that do not recognise Chad'."""
    words = index.words
    clauses = [one for one in words.above(subject.root) if words.relations[one] == "relcl"]
    return any(words.heads[one] == token for one in clauses) and words.relations[subject.root] in OBJECTS


@switchable(no)
def _is_from_outside(index: BriefIndex, organisation: Referent) -> bool:
    """Whether something is done outside an organisation, which tells nobody to be in it: 'still outside
    the union, Chad spends little'; who is or stays outside is told by that."""
    words, at = index.words, organisation.start - 1
    at -= words.lower[at] == "the"
    return words.lower[at] == "outside" and not words.is_a(words.heads[at], "remaining_verb", "placed_verb")


@switchable(no)
def _has_such_a_neighbour(index: BriefIndex, subject: Referent) -> bool:
    """Whether a state only says whose neighbour another is: 'Chad's neighbour Mali is in the union'."""
    words = index.words
    owned = index.by_token.get(words.heads[subject.root])
    return words.relations[subject.root] == "poss" and owned is not None and owned.kind == STATE


@switchable(no)
def _are_the_others(index: BriefIndex, subject: Referent, organisation: Referent | None) -> bool:
    """Whether states are others than those told to be in the organisation, 'ten are members of the union;
    the others are Chad and Mali', or of another that the sentence names: 'it is in the club; the other
    members are Chad and Mali'."""
    words = index.words
    first = words.up(subject.root, "conj")
    verb = words.heads[first]
    nouns = words.below(verb, *NOUN_SUBJECTS) if words.relations[first] == "attr" else []
    if organisation is None:
        named = any(one.kind == ORGANISATION for one in index.named_beside(verb))
        return named and any(is_of_fellows(index, one) for one in nouns)
    apart = any(words.lemmas[one] in ("other", "rest", "remainder") for one in nouns)
    above = words.above(organisation.root)
    return apart and any(words.relations[one] == "attr" and words.heads[one] != verb for one in above)


@switchable(no)
def _are_none(index: BriefIndex, token: int) -> bool:
    """Whether what is done is said of none of those who hold a status, which says nothing of who does not
    hold it: 'no other member would pay as much as Chad'."""
    words = index.words
    denied = words.has_word(token, "no", "none")
    return denied and words.relations[token] in NOUN_SUBJECTS


@switchable(no)
def lists_no_members(index: BriefIndex, trigger: Trigger, organisation: Referent | None) -> bool:
    """Whether a list tells nobody's members: 'other states, including Chad and Mali', where neither an
    organisation nor a word for one or its members stands in the sentence."""
    words, token = index.words, trigger.token.i
    if organisation is not None and not _is_loose_pronoun(index, token, organisation):
        return False
    listing = word_class("composing_verb", "state_noun")
    loose = trigger.entry is COMPOSITION and words.lemmas[token] not in ("be", ":", "(")
    if not loose and words.lemmas[token] not in listing:
        return False
    here = index.here(token)
    return not any(
        MEMBERS.intersection(words.kinds[one]) or words.is_a(one, "membership_word") for one in here
    )


def _is_loose_pronoun(index: BriefIndex, token: int, organisation: Referent) -> bool:
    """Whether a pronoun stands for an organisation, and not as what has members by the word: 'that includes',
    not 'it has'."""
    words, root = index.words, organisation.root
    if words.parts[root] != "PRON":
        return False
    return words.tokens[root].tag_ == "DT" or words.relations[root] != "nsubj" or words.heads[root] != token


@switchable(no)
def is_in_a_body(index: BriefIndex, predicate: str, organisation: Referent | None) -> bool:
    """Whether a place is one in a body of the organisation, as which most members are not: 'elected to the
    union's council', whatever is thought of it: 'backs the bid for a seat on the council'."""
    if organisation is None or not is_body(index, organisation):
        return False
    words, before = index.words, index.words.heads[organisation.root]
    seat = {"membership", "seat"}.intersection(words.kinds[words.heads[before]])
    return predicate in NOT_OF_A_BODY or bool(seat) and words.lower[before] in INSIDE | {"on"}


@switchable(no)
def are_joined(index: BriefIndex, token: int, subject: Referent) -> bool:
    """Whether others join a state: 'Chad entered on Monday, joining Mali, Niger and Togo'."""
    words, place = index.words, index.words.up(subject.root, "conj")
    return words.lemmas[token] == "join" and words.relations[place] == "dobj" and words.heads[place] == token


@switchable(no)
def is_of_a_place_given_up(index: BriefIndex, token: int, organisation: Referent | None) -> bool:
    """Whether an organisation is named only in an aside that tells how nothing came of a place in it, so
    that a status told outside the aside is one elsewhere: 'Chad, which declined to join the club, has been
    a candidate since 2022'."""
    if organisation is None:
        return False
    words = index.words
    asides = {one for one in words.above(organisation.root) if words.relations[one] == "relcl"}
    asides -= set(words.above(token))
    if not asides:
        return False
    here = triggers(words, *index.bounds[index.sentence_of[token]])
    inside = (one.entry.predicate for one in here if asides.intersection(words.above(one.token.i)))
    return not GIVEN_UP.isdisjoint(inside)


def _stands_beside_another(index: BriefIndex, subject: Referent, organisation: Referent) -> bool:
    """Whether another organisation is named before one, so that a subject may be told of that."""
    here = (one for one in index.named_beside(organisation.root) if one is not subject)
    before = (one for one in here if one.kind == ORGANISATION and one.root < organisation.root)
    return not all(set(one.entities) & set(organisation.entities) for one in before)


@switchable(no)
@kept
def is_of_another_subject(index: BriefIndex, subject: Referent | None, organisation: Referent | None) -> bool:
    """Whether the clause that names an organisation is one of another state: in 'the club admitted Chad,
    and Mali left the union' nothing is told of Chad and the union."""
    if subject is None or organisation is None:
        return False
    words = index.words
    if not _stands_beside_another(index, subject, organisation):
        return False
    for verb in words.above(organisation.root):
        own = words.below(verb, *NOUN_SUBJECTS)
        if words.parts[verb] not in ("VERB", "AUX") or not own:
            continue
        named = index.by_token.get(own[0])
        if words.relations[verb] != "conj" or named is None or named.kind != STATE:
            return False
        inside = set(named.entities) & set(subject.entities) or verb in words.above(subject.root)
        return not inside and subject.root < own[0]
    return False


@switchable(no)
def _is_beside_members(index: BriefIndex, token: int, subject: Referent) -> bool:
    """Whether a state is only beside members: 'Chad and all members of it', not 'and other members'."""
    words, noun = index.words, token
    if words.parts[noun] not in ("NOUN", "PROPN"):
        return False
    noun = words.up(noun, "compound")
    way = words.above(subject.root)
    beside = next((one for one in way if words.up(one, "conj") == words.up(noun, "conj")), None)
    if beside is None or beside == noun or beside != subject.root and noun in way:
        return False
    if "conj" not in (words.relations[noun], words.relations[beside]):
        return False
    return not is_of_fellows(index, noun)


@switchable(no)
def _is_beside_counted(index: BriefIndex, subject: Referent, organisation: Referent) -> bool:
    """Whether a state stands in a list behind so many members that these are others: 'the ten nations of
    the union, Chad and Mali', 'the 12 members of the union and Chad'."""
    words, noun = index.words, _members_of(index, organisation)
    if noun is None or noun >= subject.start or is_of_fellows(index, noun):
        return False
    counts = [word for word in words.below(noun, "nummod") if word < noun]
    if not counts or words.tokens[noun].tag_ not in ("NNS", "NNPS"):
        return False
    above = words.above(subject.root)
    ends = organisation.root if organisation.root in above else noun
    beside = above[: above.index(ends)] if ends in above else ()
    if not beside or any(words.relations[one] not in ("conj", "appos") for one in beside):
        return False
    try:
        return number(words.lower[counts[0]]) != len(subject.entities)
    except KeyError:  # 'a dozen', 'several hundred'
        return True


def _members_of(index: BriefIndex, organisation: Referent) -> int | None:
    """The noun for the members of an organisation beside its name: 'nations' of 'ten ASEAN nations'."""
    words, root = index.words, organisation.root
    above = words.heads[root]
    if words.relations[root] == "pobj" and words.lower[above] == "of":
        above = words.heads[above]
    elif words.relations[root] not in QUALIFYING:
        return None
    return above if is_of_states(index, above) else None


@switchable(no)
@kept
def _is_their_purpose(index: BriefIndex, token: int, subject: Referent) -> bool:
    """Whether a state stands in the members' purpose: 'members of the union and others to help Chad'."""
    words = index.words
    if words.parts[token] not in ("NOUN", "PROPN"):
        return False
    here = words.above(token)
    for word in words.above(subject.root):
        if word in here:
            return False
        purpose = words.relations[word] in ("acl", "advcl") and words.parts[word] == "VERB"
        if purpose and is_infinitive(words.tokens[word]) and word > token:
            return True
    return False


@switchable(no)
@kept
def _is_what_they_do(index: BriefIndex, token: int, organisation: Referent) -> bool:
    """Whether an organisation is what those that a subject lists join, leave or are not in, and not what
    they are listed as: 'two of its members, Chad and Mali, left the union', 'two club countries, Chad and
    Mali, are not in the union'."""
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
    """Whether a state is told to be a member of no organisation that is named with it, and to leave one:
    'Chad, a member since 1998, wants to leave the union'."""
    words = index.words
    if words.relations[token] != "appos" or not words.has_word(token, "a"):
        return False
    if any(one.i in index.by_token or one.dep_ == "poss" for one in words.tokens[token].subtree):
        return False
    here = index.triggers.get(index.sentence_of[token], ())
    told = {one.entry.predicate for one in here if one.token.i in clause}
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
    """Whether an organisation qualifies other members than the trigger's: of 'what NATO allies give to
    partners like Chad', 'NATO allies and other partners like Chad'."""
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
    if words.up(noun, "conj") == words.up(token, "conj"):
        return noun < token and words.lemmas[noun] != words.lemmas[token] and is_of_fellows(index, token)
    return token not in words.above(noun)


@switchable(no)
@kept
def _is_elsewhere(index: BriefIndex, token: int, organisation: Referent) -> bool:
    """Whether being is not being in the organisation: 'was in Chad with ministers of the union', 'remains
    a friend of it', 'are the same club to us'."""
    words, root = index.words, organisation.root
    if not words.is_a(token, "remaining_verb"):
        return False
    if root < token:
        if token not in words.above(root) and root not in words.above(token):
            return True
        return _is_in_something(index, token)
    root = words.up(root, *LINKED)
    above = words.heads[root]
    if words.relations[root] != "pobj":
        if words.has_word(root, "same"):
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
    inside = [word for word in argued(index, token, *INSIDE) if word > token]
    return any(
        words.parts[one] == "NOUN" and one not in index.by_token and not words.kinds[one] for one in inside
    )


@switchable(no)
def is_imagined(index: BriefIndex, organisation: Referent | None) -> bool:
    """Whether an organisation is one that might be: 'a Union that includes Chad', not the one there is."""
    if organisation is None:
        return False
    words, root = index.words, organisation.root
    if words.tokens[root].tag_ == "WDT":
        clauses = (verb for verb in words.above(root) if words.relations[verb] == "relcl")
        root = next((words.heads[verb] for verb in clauses), root)
    if words.parts[root] != "PROPN":
        return False
    return any(words.lower[child] in ("a", "an") and child < root for child in words.children[root]) and bool(
        words.below(root, "relcl")
    )
