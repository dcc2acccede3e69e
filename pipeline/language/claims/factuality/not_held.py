"""Wishes and attitudes that nobody has: they are told to be gone, of another or of something else."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.language.claims.index import STATE, BriefIndex
from pipeline.language.claims.relations import doers, fades, is_gone, is_infinitive
from pipeline.language.claims.triggers import kinds_of
from pipeline.language.registry import no, switchable
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import NOUN_SUBJECTS, SUBJECTS, dependents

# What says of what a wish is ('hopes of leaving'), and whose an attitude is ('doubts in Serbia').
OF_WISHES = frozenset({"of", "in", "on", "about", "for", "at", "towards"})
HOLDING = frozenset({"in", "of", "from", "among", "by", "within"})
BY_NAME = frozenset({"name", "alias", "list", "demonym"})


@switchable(no)
def favour_faded(token: Token) -> bool:
    """Whether what is told is favour or interest that is said to be gone: 'support for its bid has faded'."""
    return is_a(token, "favouring_noun") and is_gone(token)


@switchable(no)
def faded(index: BriefIndex, token: Token) -> bool:
    """Whether objections of nobody named are gone: 'all objections have been overcome'."""
    noun = token.head if token.dep_ == "poss" else token
    if token.pos_ in ("VERB", "AUX"):
        noun = next(iter(dependents(token, *SUBJECTS)), token)
    return fades(noun) and not _is_held(index, noun)


def _is_held(index: BriefIndex, noun: Token) -> bool:
    """Whether an attitude is somebody's by name: 'Serbia's doubts', 'Serbian doubts', 'doubts in Serbia'."""
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ in ("PROPN", "PRON"):
            return True
        if child.dep_ in ("amod", "compound") and child.i in index.by_token:
            return True
        if child.lower_ in HOLDING and any(word.i in index.by_token for word in child.children):
            return True
    return False


@switchable(no)
def is_for_another(index: BriefIndex, token: Token) -> bool:
    """Whether somebody else is wanted to do it: 'wants it to join', 'hopes for Chad's accession'."""
    wanted = [child for child in token.rights if child.dep_ in ("xcomp", "ccomp") and is_infinitive(child)]
    if any(one.dep_ in NOUN_SUBJECTS and one.i > token.i for verb in wanted for one in verb.lefts):
        return True
    things = [one for word in (token, *token.rights) for one in word.rights if one.dep_ in ("dobj", "pobj")]
    return any(is_owned_by_another(index, token, noun) for noun in things)


def is_owned_by_another(index: BriefIndex, verb: Token, noun: Token) -> bool:
    """Whether a noun of membership is one of a state by name, or of several by 'their', that is not the
    subject of its verb: 'the accession of Chad', 'membership for Chad'."""
    if "membership" not in kinds_of(noun):
        return False
    behind = (one for child in noun.rights if child.lower_ in ("of", "for", "by") for one in child.children)
    owners = index.named(one.i for one in (*noun.lefts, *behind))
    known = [one for one in owners if one.kind == STATE]
    known = [one for one in known if one.link in BY_NAME or index.words.lower[one.root] == "their"]
    states = {code for one in known for code in one.entities}
    own = [one for doer in doers(verb) for one in (doer, *dependents(doer, "poss"))]
    wanting = {code for one in index.named(one.i for one in own) for code in one.entities}
    return bool(states and wanting) and not states & wanting


@switchable(no)
def is_to_the_contrary(token: Token) -> bool:
    """Whether somebody wants to leave or to keep another out: 'want to leave', 'no plans to block it'."""
    objects = [child for child in token.rights if child.dep_ == "dobj"]
    return any(_is_contrary(verb) for word in (token, *objects) for verb in _wanted(word))


def _is_contrary(verb: Token) -> bool:
    """'Leave', 'withdraw', 'give up'."""
    gives_up = verb.lemma_ == "give" and any(child.lower_ == "up" for child in verb.rights)
    return gives_up or is_a(verb, "contrary_verb")


def _wanted(token: Token) -> Iterator[Token]:
    """The verbs that say what a wish or plan is: 'to leave', 'of leaving'."""
    for child in token.rights:
        if child.dep_ in ("xcomp", "acl") or child.dep_ == "relcl" and is_infinitive(child):
            yield child
        elif child.dep_ == "prep" and child.lower_ in OF_WISHES:
            yield from dependents(child, "pcomp")
