"""What sentences are about that name an organisation and use its words for something else.

'Joined the union in condemning the raid' makes nobody a member, 'its bid to host the union's summit' is no bid for
membership, and what most of a people want is not what their state seeks.
"""

from pipeline.language.claims.index import ORGANISATION, BriefIndex, Referent, kept
from pipeline.language.claims.objects import arguments, objects
from pipeline.language.claims.triggers import ABOUT_BELONGING, Trigger
from pipeline.language.registry import no, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class

PURPOSES = frozenset({"acl", "relcl", "xcomp"})
CONTENTS = frozenset({"dobj", "attr", "oprd"})
FEWEST_STATES = 2  # of a list behind 'joined the union' that makes it a list of partners
FEWEST_OF_A_GROUP = 2
LONGEST_TURN = 4  # verbs that share one subject, one joined to the other


def is_another_matter(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether what a trigger tells is no matter of membership, whoever it is told of."""
    token = trigger.token.i
    return (
        _joins_action(index, token)
        or _joins_states(index, token)
        or _for_something_else(index, token)
        or _in_another_role(index, token)
        or _comes_into_force(index, token)
    )


@switchable(no)
@kept
def _joins_action(index: BriefIndex, token: int) -> bool:
    """'Joined the union in condemning the raid', 'joins the bloc in its call for talks', 'joined it to denounce the raid'."""
    words = index.words
    if not _is_joining(index, token):
        return False
    companions = [child for child in words.children[token] if words.relations[child] == "dobj"]
    for word in (token, *_listed(index, companions)):
        for child in words.children[word]:
            if words.relations[child] == "prep" and words.lower[child] == "in" and _is_action(index, child):
                return True
            purpose = words.relations[child] in ("advcl", "xcomp") and words.lemmas[child] in word_class(
                "common_action"
            )
            if purpose and any(words.lower[grand] == "to" for grand in words.children[child]):
                return True
    return False


def _is_action(index: BriefIndex, preposition: int) -> bool:
    """Whether what stands behind 'in' is done: a verb, or a noun of doing."""
    words = index.words
    for child in words.children[preposition]:
        if words.relations[child] == "pcomp" and words.tokens[child].tag_ == "VBG":
            return True
        if words.relations[child] == "pobj" and words.lemmas[child] in word_class("common_action"):
            return True
    return False


@switchable(no)
@kept
def _joins_states(index: BriefIndex, token: int) -> bool:
    """'Joined Japan and the union', 'joined the union, Japan and Peru': those joined are partners in something."""
    words = index.words
    if not _is_joining(index, token):
        return False
    companions = [child for child in words.children[token] if words.relations[child] == "dobj"]
    named = [index.by_token[one] for one in _listed(index, companions) if one in index.by_token]
    states = [not code.startswith("org:") for one in named for code in one.entities]
    return not all(states) and (states[:1] == [True] or sum(states) >= FEWEST_STATES)


def _is_joining(index: BriefIndex, token: int) -> bool:
    return index.words.parts[token] == "VERB" and index.words.lemmas[token] == "join"


def _listed(index: BriefIndex, tokens: list[int]) -> list[int]:
    """Words with those that are joined to them."""
    words, found = index.words, list(tokens)
    for word in found:
        found += [child for child in words.children[word] if words.relations[child] in ("conj", "appos")]
    return found


@switchable(no)
@kept
def _for_something_else(index: BriefIndex, token: int) -> bool:
    """Whether the bid that a trigger is or is about has a purpose of its own that is no membership: 'its bid to host the
    summit', 'a request for a higher quota'."""
    words = index.words
    own = [child for label, child in arguments(index, token) if label == "nsubjpass"]
    bids = [one for one in (token, *own, *objects(index, token)) if "bid" in words.kinds[one]]
    return bool(bids) and all(_has_other_purpose(index, one) for one in bids)


def _has_other_purpose(index: BriefIndex, bid: int) -> bool:
    words = index.words
    for child in words.children[bid]:
        relation = words.relations[child]
        if relation in PURPOSES and any(words.lower[grand] == "to" for grand in words.children[child]):
            return not _is_of_membership(index, child)
        if relation == "prep" and words.lower[child] == "for":
            things = [grand for grand in words.children[child] if words.relations[grand] == "pobj"]
            return any(_is_thing(index, grand) for grand in things)
    return False


def _is_of_membership(index: BriefIndex, verb: int) -> bool:
    """Whether what a bid is to do has to do with a membership."""
    words = index.words
    below = [token.i for token in words.tokens[verb].subtree if token.i > verb]
    if any(ABOUT_BELONGING.intersection(words.kinds[one]) for one in below):
        return True
    if words.lemmas[verb] in ("become", "be"):
        things = [child for child in words.children[verb] if words.relations[child] in CONTENTS]
        return not any(_is_thing(index, one) for one in things)
    return words.lemmas[verb] in word_class("joining_verb") or any(
        word in index.by_token and index.by_token[word].kind == ORGANISATION
        for _, word in arguments(index, verb)
    )


@switchable(no)
@kept
def _comes_into_force(index: BriefIndex, token: int) -> bool:
    """'The treaty's entry into force': nobody enters anything."""
    words = index.words
    if words.lemmas[token] not in ("entry", "enter"):
        return False
    return any(
        label == "into" and words.lemmas[word] in ("force", "effect")
        for label, word in arguments(index, token)
    )


@switchable(no)
@kept
def _in_another_role(index: BriefIndex, token: int) -> bool:
    """'Invited as chair of the club', 'joined the summit as a guest': not as what one is in an organisation."""
    words = index.words
    if words.parts[token] != "VERB":
        return False
    roles = [word for label, word in arguments(index, token) if label == "as"]
    return any(words.lemmas[one] in word_class("guest_role") for one in roles)


def _is_thing(index: BriefIndex, word: int) -> bool:
    """Whether a plain noun is neither a name nor a word of membership."""
    words = index.words
    return words.parts[word] == "NOUN" and not words.kinds[word] and word not in index.by_token


@switchable(no)
def is_acted_upon(index: BriefIndex, trigger: Trigger, actor: Referent | None) -> bool:
    """Whether a name stands within what the subject of a verb acts upon, so that it is not who acts: of 'the ministers praised
    the union's work and welcomed the accession of Togo' the union is nobody who welcomes."""
    words, token = index.words, trigger.token.i
    if actor is None or words.parts[token] != "VERB" or actor.root < 0:
        return False
    verbs = [token]
    while (
        words.relations[verbs[-1]] == "conj"
        and len(verbs) < LONGEST_TURN
        and not _has_subject(index, verbs[-1])
    ):
        verbs.append(words.heads[verbs[-1]])
    if not _has_active_subject(index, verbs[-1]):
        return False
    way = words.above(actor.root)
    return any(
        verb in way and way.index(verb) > 0 and words.relations[way[way.index(verb) - 1]] == "dobj"
        for verb in verbs
    )


def _has_subject(index: BriefIndex, verb: int) -> bool:
    return any(index.words.relations[child] in NOUN_SUBJECTS for child in index.words.children[verb])


def _has_active_subject(index: BriefIndex, verb: int) -> bool:
    return any(index.words.relations[child] == "nsubj" for child in index.words.children[verb])


def is_only_some(index: BriefIndex, referent: Referent | None) -> bool:
    """Whether a name or a group stands behind words that mean some of it alone."""
    return (
        referent is not None
        and referent.root >= 0
        and (_are_some_people(index, referent) or _are_some_members(index, referent))
    )


@switchable(no)
def _are_some_people(index: BriefIndex, referent: Referent) -> bool:
    """Some of a people are not their state: 'most Fijians want to leave', 'a third of Fijians'."""
    words, root = index.words, referent.root
    if words.tokens[root].tag_ not in ("NNS", "NNPS"):
        return False
    if any(words.lemmas[child] in word_class("share_word") for child in words.children[root]):
        return True
    return _counted_of(index, root) in word_class("share_word")


@switchable(no)
def _are_some_members(index: BriefIndex, referent: Referent) -> bool:
    """Some of a group that was named before are not all of it: 'two of the eight are in the union'."""
    if referent.link == "name" or referent.parts or len(referent.entities) < FEWEST_OF_A_GROUP:
        return False
    counted = _counted_of(index, referent.root)
    return counted is not None and (counted.isdigit() or counted in word_class("share_word"))


def _counted_of(index: BriefIndex, word: int) -> str | None:
    """What stands before the 'of' that a word hangs on, as its lemma, a number word as '1'."""
    words = index.words
    above = words.heads[word]
    if words.lower[above] != "of" or above == word:
        return None
    head = words.heads[above]
    return "1" if words.parts[head] == "NUM" else words.lemmas[head]
