"""What stands within a stance and is not told besides it: 'welcomed Chad's application to the union' is
favour and no application, 'support for Chad opening talks' opens none."""

from pipeline.language.claims.index import STATE, BriefIndex
from pipeline.language.claims.relations import is_infinitive
from pipeline.language.claims.stances.others_bids import lent
from pipeline.language.claims.triggers import PLACES, STANCES, Trigger, entries
from pipeline.language.registry import no, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class

BIDDING = frozenset({"seeks", "applied"})
FOR = frozenset({"for", "of", "to", "on"})
# By these edges a step goes on to what is said of it.
OF_A_STEP = frozenset({"pobj", "prep", "pcomp", "acl", "dobj", "compound", "nmod", "amod", "xcomp", "conj"})
HIGHEST_STEP = 8


def is_within_stance(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether a bid, a step or a welcome is only what a stance is on."""
    return (
        _is_bid_of_stance(index, trigger)
        or _is_step_of_stance(index, trigger)
        or _helps_otherwise(index, trigger)
        or _only_praises(index, trigger)
        or _is_demanded(index, trigger)
        or _is_lent(index, trigger)
        or _is_own_wish(index, trigger)
    )


@switchable(no)
def _is_own_wish(index: BriefIndex, trigger: Trigger) -> bool:
    """'Hopes to join', 'wants to be a member': what one wants for oneself is no favour."""
    words, verb = index.words, trigger.token.i
    if trigger.entry.predicate != "supports" or not words.is_a(verb, "wishful_word"):
        return False
    wished = () if words.below(verb, "dobj") else words.below(verb, "xcomp")  # 'would like Mali to join'
    return any(
        words.lemmas[one] in word_class("joining_verb") | {"be"} and is_infinitive(words.tokens[one])
        for one in wished
        if not words.below(one, *NOUN_SUBJECTS)
    )


def _is_lent(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether favour is had from others or asked of them; its own construction tells what that says."""
    return not trigger.entry.name.startswith("rule ") and lent(index, trigger) is not None


@switchable(no)
def _is_bid_of_stance(index: BriefIndex, trigger: Trigger) -> bool:
    """'Welcomed Chad's application', 'support for Chad's interest in joining'."""
    if trigger.entry.predicate not in BIDDING:
        return False
    return any(_is_wanted(index, word) and _has_stance_above(index, word) for word in trigger.words)


def _is_wanted(index: BriefIndex, word: int) -> bool:
    return "bid" in index.words.kinds[word] or index.words.is_a(word, "wished_noun")


def _has_stance_above(index: BriefIndex, word: int) -> bool:
    """Whether a noun is the object of a verb or noun of favour, of its contrary or of refusal."""
    words = index.words
    word = words.up(word, "conj")
    above = words.heads[word]
    if words.relations[word] == "pobj" and words.lower[above] in FOR:
        above = words.heads[above]
        if words.lemmas[above] in word_class("stance_noun") - {"importance", "commitment"}:
            return True
    elif words.relations[word] not in ("dobj", "nsubjpass"):
        return False
    elif words.is_a(above, "outright_verb"):
        return True
    rows = entries().get(words.lemmas[above], ())
    return any(row.predicate in STANCES | {"rejected"} for row in rows if not row.rest)


@switchable(no)
def _is_step_of_stance(index: BriefIndex, trigger: Trigger) -> bool:
    """'Support for Chad opening talks', 'the invitation to open talks': none are opened by that."""
    if trigger.entry.predicate != "started":
        return False
    words, word = index.words, trigger.token.i
    for _ in range(HIGHEST_STEP):
        above, relation = words.heads[word], words.relations[word]
        if relation not in OF_A_STEP or above == word:
            return False
        if words.lemmas[above] == "support" or "invitation" in words.kinds[above]:
            return True
        word = above
    return False


@switchable(no)
def _helps_otherwise(index: BriefIndex, trigger: Trigger) -> bool:
    """'Support Chad to train officials': help in something else, whatever that is for."""
    words, token = index.words, trigger.token.i
    if trigger.entry.predicate != "supports" or words.parts[token] != "VERB":
        return False
    objects = words.below(token, "dobj")
    helped = any(index.kind_at(child) == STATE for child in objects)
    aims = words.below(token, "xcomp", "advcl")
    return helped and any(is_infinitive(words.tokens[aim]) and _does_something(index, aim) for aim in aims)


@switchable(no)
def _only_praises(index: BriefIndex, trigger: Trigger) -> bool:
    """'Commended Chad for its work', 'congratulated Mali on joining': praise for a deed is no stance."""
    words, verb = index.words, trigger.token.i
    if trigger.entry.predicate != "supports" or not words.is_a(verb, "praising_verb"):
        return False
    own = words.children[verb]
    named = any(words.relations[one] == "dobj" and one in index.by_token for one in own)
    return named and any(words.lower[one] == "for" or _is_on_a_deed(index, one) for one in own)


def _is_on_a_deed(index: BriefIndex, preposition: int) -> bool:
    """'On joining'."""
    words = index.words
    return words.lower[preposition] == "on" and bool(words.below(preposition, "pcomp"))


@switchable(no)
def _is_demanded(index: BriefIndex, trigger: Trigger) -> bool:
    """'Called for Chad to be expelled', 'recommended that Chad be admitted': it has not been."""
    words, token = index.words, trigger.token.i
    going = trigger.entry.predicate in ("expelled", "suspended")
    demanding = word_class("demanding_deed") if going else {"recommend"}
    if trigger.entry.predicate in STANCES or words.parts[token] != "VERB":
        return False
    if words.relations[token] not in ("advcl", "ccomp", "xcomp"):
        return False
    bare = words.below(token, "aux", "auxpass")
    told = any(words.lower[child] not in ("to", "be", "should") for child in bare)
    return bool(bare) and not told and words.lemmas[words.heads[token]] in demanding


def _does_something(index: BriefIndex, verb: int) -> bool:
    """Whether a verb has a plain noun as its object, and no place in an organisation or what one joins."""
    words = index.words
    things = words.below(verb, "dobj")
    if words.is_a(verb, "joining_verb") or any(one in index.by_token for one in things):
        return False
    return bool(things) and not any(PLACES.intersection(words.kinds[one]) for one in (*things, verb))


@switchable(no)
def is_only_there(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether an attitude is one that there is, so that nobody of its clause has it: 'there is broad
    support for its bid', 'there is a consensus for letting it in'."""
    return any(_is_there(index, one) for one in trigger.words)


def _is_there(index: BriefIndex, word: int) -> bool:
    """Whether a word is, or is said of, something that there is."""
    words = index.words
    for above in words.above(word):
        below = {words.relations[child] for child in words.children[above]}
        if words.parts[above] in ("VERB", "AUX") and below & NOUN_SUBJECTS:
            return False
        if words.lemmas[above] == "be" and "expl" in below:
            return True
        if words.parts[above] == "NOUN" and words.relations[above] in ("attr", "nsubj"):
            return "expl" in {words.relations[one] for one in words.children[words.heads[above]]}
    return False
