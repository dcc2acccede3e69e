"""Who holds a status, and who is only named near those that do.

'Chad and all members of the union', 'the union's members and other partners to help Chad', 'Chad's allies in the union' and
'the ministers were in Chad with the union' say nothing of what Chad is.
"""

from pipeline.language.claims.index import STATE, BriefIndex, Referent, kept
from pipeline.language.claims.objects import is_body
from pipeline.language.claims.triggers import ABOUT_BELONGING, Trigger
from pipeline.language.registry import no, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class

# Words that make the members named beside a state its fellows.
FELLOWS = frozenset({"other", "fellow", "remaining", "rest", "co"})
QUALIFYING = frozenset({"compound", "nmod", "poss", "amod"})
INSIDE = frozenset({"in", "within", "inside", "of", "among"})
LISTING = frozenset({"like", "including", "as"})
ACTED_ON = frozenset({"dobj", "prep", "dative"})
# With these what follows are the members.
CONSISTING = frozenset({"include", "comprise", "number", "span", "be"})
# What can be told of an organisation by the name of its body: stances are taken, applications handed in there.
NOT_OF_A_BODY = frozenset({"holds", "admitted", "withdrew", "seeks", "declines"})


def is_no_holder(
    index: BriefIndex, trigger: Trigger, subject: Referent | None, organisation: Referent | None
) -> bool:
    """Whether a status that a trigger tells is not one that `subject` holds in `organisation`."""
    token = _listing_noun(index, trigger.token.i)
    if organisation is not None and (
        _is_of_others(index, token, organisation) or _is_elsewhere(index, token, organisation)
    ):
        return True
    if subject is None:
        return False
    return (
        _is_beside_members(index, token, subject)
        or _has_companions(index, token, subject)
        or _is_their_purpose(index, token, subject)
        or _is_acted_on(index, token, subject)
    )


def _listing_noun(index: BriefIndex, token: int) -> int:
    """The noun whose members a word lists ('partners like Chad'), else the word itself."""
    words = index.words
    above = words.heads[token]
    listing = words.lower[token] in LISTING and words.parts[above] in ("NOUN", "PROPN")
    return above if listing and above < token else token


@switchable(no)
def is_in_a_body(index: BriefIndex, predicate: str, organisation: Referent | None) -> bool:
    """Whether a place is one in a body of the organisation, as which most members are not: 'elected to the union's council'."""
    return predicate in NOT_OF_A_BODY and organisation is not None and is_body(index, organisation)


@switchable(no)
def is_of_another_subject(index: BriefIndex, subject: Referent | None, organisation: Referent | None) -> bool:
    """Whether the clause that names an organisation is one of another state: in 'the club admitted Chad, and Mali left the
    union' nothing is told of Chad and the union."""
    if subject is None or organisation is None:
        return False
    words = index.words
    for verb in words.above(organisation.root):
        own = [child for child in words.children[verb] if words.relations[child] in NOUN_SUBJECTS]
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
    """Whether a state is only named beside members: 'Chad and all members of the union', not 'and other members'."""
    words, noun = index.words, token
    if words.parts[noun] not in ("NOUN", "PROPN"):
        return False
    while words.relations[noun] == "compound" and words.heads[noun] != noun:
        noun = words.heads[noun]
    if noun == subject.root or _head_of_list(index, noun) != _head_of_list(index, subject.root):
        return False
    if "conj" not in (words.relations[noun], words.relations[subject.root]):
        return False
    first = words.tokens[noun].left_edge.i
    return not any(words.lower[one] in FELLOWS for one in range(first, noun))


def _head_of_list(index: BriefIndex, word: int) -> int:
    words = index.words
    while words.relations[word] == "conj" and words.heads[word] != word:
        word = words.heads[word]
    return word


@switchable(no)
def _has_companions(index: BriefIndex, token: int, subject: Referent) -> bool:
    """Whether a state has the allies or partners that are told of, and is none of them: 'our partners in the union'."""
    words = index.words
    return (
        words.relations[subject.root] == "poss"
        and words.heads[subject.root] == token
        and words.lemmas[token] in word_class("companion_noun")
    )


@switchable(no)
@kept
def _is_their_purpose(index: BriefIndex, token: int, subject: Referent) -> bool:
    """Whether a state stands in what the members mean to do: 'members of the union and others to help Chad'."""
    words = index.words
    if words.parts[token] not in ("NOUN", "PROPN"):
        return False
    here = words.above(token)
    for word in words.above(subject.root):
        if word in here:
            return False
        to = any(words.lower[child] == "to" for child in words.children[word])
        if words.relations[word] in ("acl", "advcl") and words.parts[word] == "VERB" and to and word > token:
            return True
    return False


@switchable(no)
@kept
def _is_acted_on(index: BriefIndex, token: int, subject: Referent) -> bool:
    """Whether members do something to a state: 'members of the union support friends like Chad'."""
    words = index.words
    noun = _head_of_list(index, token)
    verb = words.heads[noun]
    if words.relations[noun] != "nsubj" or words.lemmas[verb] in CONSISTING or words.parts[verb] != "VERB":
        return False
    way = words.above(subject.root)
    if verb not in way or subject.root <= verb:
        return False
    return words.relations[way[way.index(verb) - 1]] in ACTED_ON


@switchable(no)
def _is_of_others(index: BriefIndex, token: int, organisation: Referent) -> bool:
    """Whether an organisation qualifies other members than the trigger's: of 'what NATO allies give to partners like Chad'."""
    words, root = index.words, organisation.root
    noun = words.heads[root]
    if (
        words.relations[root] not in QUALIFYING
        or words.parts[token] not in ("NOUN", "PROPN")
        or noun == token
    ):
        return False
    if words.lemmas[noun] not in word_class("companion_noun") or words.relations[token] == "compound":
        return False
    return _head_of_list(index, noun) != _head_of_list(index, token) and token not in words.above(noun)


@switchable(no)
@kept
def _is_elsewhere(index: BriefIndex, token: int, organisation: Referent) -> bool:
    """Whether 'to be' is not 'to be in' the organisation: 'was in Chad with ministers of the union', 'is a friend of it'."""
    words, root = index.words, organisation.root
    if words.lemmas[token] != "be":
        return False
    if root < token:
        return token not in words.above(root) and root not in words.above(token)
    above = words.heads[root]
    while words.relations[root] in ("conj", "compound", "appos") and above != root:
        root, above = above, words.heads[above]
    if words.relations[root] != "pobj" or words.lower[above] not in INSIDE:
        return True
    noun = words.heads[above]
    if noun == token:
        return False
    kinds = ABOUT_BELONGING | {"body", "seat"}
    part = words.lemmas[noun] == "part" or kinds.intersection(words.kinds[noun])
    return not (part and words.heads[noun] == token)
