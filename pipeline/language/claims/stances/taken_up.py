"""The bid that a stance takes up which does not say on what it is, as weights ask for it, and what is no
stance on that bid.

'Peru applied to join the League in May. Chad backs the request, Mali opposes the plan to ban gas.'"""

from collections.abc import Iterable

from spacy.tokens import Token

from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, kept
from pipeline.language.claims.relations import is_infinitive
from pipeline.language.claims.rules.context import BID
from pipeline.language.claims.told import LIKELY, TOLD_FROM, Told, before, whole
from pipeline.language.claims.triggers import ABOUT_BELONGING, STANCES, Trigger, entries, kinds_of
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import NOUN_SUBJECTS, dependents

# How long something lasts is not what it is on: 'opposed the step for years'.
TIMES = frozenset({"year", "decade", "month", "week", "day", "time"})
MOST_TOGETHER = 2  # states whose request may be one
# What follows a stance where its matter is not said again.
OBJECTS = frozenset({"dobj", "pobj", "attr", "oprd", "nsubjpass", "ccomp"})
PRONOUNS = frozenset({"it", "this", "that", "them", "one", "these", "those", "both", "all"})
# Kinds of nouns of belonging that are as often of something else: 'talks', 'agreement', 'status'.
AMBIGUOUS = frozenset({"treaty", "talks", "status", "invitation"})
OF_WHAT = frozenset({"of", "on", "to", "for"})
# What tells that there is a bid, and what became of it.
BIDS = frozenset({"applied", "seeks", "rejected", "deferred", "declines"})


@switchable(nothing)
def matter_before(index: BriefIndex, trigger: Trigger, predicate: str) -> Told | None:
    """The bid that a stance takes up which does not say on what it is: 'Chad backs the request', 'Mali is
    against'; None where it says it itself or is on something else."""
    if predicate not in STANCES or not _takes_up(index, trigger, predicate):
        return None
    told = before(index, trigger.token.i, LIKELY)
    way = (index, trigger, predicate)
    found = [one for one in told if not is_elsewhere(*way, one.subjects, one.organisations)]
    owners = _owners(index, trigger)
    if owners:
        found = [one for one in found if owners <= set(one.subjects)]
    if any(kind == "bid" for theme in _themes(index, trigger) for kind in kinds_of(theme)):
        bids = [one for one in found if one.predicate in BIDS]
        if bids:
            return whole(found, bids[0], owners)
    last = next((one for one in found if one.predicate in BID and one.confidence >= TOLD_FROM), None)
    return None if last is None else whole(found, last, owners)


def _owners(index: BriefIndex, trigger: Trigger) -> set[str]:
    """The states that a stance says it is on: 'backs its return', 'backs Togo', 'opposes Malian entry'."""
    words = [one for theme in _themes(index, trigger) for one in (theme, *theme.lefts)]
    named = index.named(one.i for one in words)
    return {code for one in named if one.kind == STATE for code in one.entities}


@kept
def _themes(index: BriefIndex, trigger: Trigger) -> list[Token]:
    """What stands behind a stance as what it is on; words of its own idiom ('takes no side') are left out,
    which those are not that a rule reads."""
    token = trigger.token
    idiom = () if trigger.entry.name.startswith("rule ") else trigger.words
    own = dependents(token, *OBJECTS)
    below = [one for one in _behind_prepositions(token.children) if not is_time(one)]
    return [one for one in (*own, *below) if one.i > token.i and one.i not in idiom]


def is_time(word: Token) -> bool:
    """Whether a noun tells when or for how long."""
    return word.ent_type_ == "DATE" or word.lemma_.lower() in TIMES


def _behind_prepositions(words: Iterable[Token]) -> list[Token]:
    """What stands behind the prepositions among words."""
    return [thing for word in words if word.dep_ == "prep" for thing in dependents(word, "pobj")]


def _takes_up(index: BriefIndex, trigger: Trigger, predicate: str) -> bool:
    """Whether a stance is on what was told: by a pronoun, a noun of a bid, a state, or no word."""
    themes = _themes(index, trigger)
    if not themes or predicate == "conditional" or trigger.token.pos_ == "NOUN":
        return True
    if predicate == "undecided":
        themes = [word for theme in themes for word in theme.subtree]
    return any(_goes_back(index, theme) for theme in themes)


def _goes_back(index: BriefIndex, theme: Token) -> bool:
    if theme.lower_ in PRONOUNS or theme.i in index.by_token:
        return True
    if _of_something_else(index, theme):
        return False
    return bool(ABOUT_BELONGING.intersection(kinds_of(theme))) or is_a(theme, "step_noun")


@switchable(no)
def is_elsewhere(
    index: BriefIndex,
    trigger: Trigger,
    predicate: str,
    subjects: tuple[str, ...],
    organisations: tuple[str, ...],
) -> bool:
    """Whether a stance is on something else than the place of these in an organisation that its sentence
    does not name: 'opposes the plan to ban Russian gas', 'opposes the enlargement of NATO', 'wants free
    elections first'."""
    if predicate not in STANCES:
        return False
    if predicate == "conditional":
        # Who agrees 'only once the courts are free' agrees to the bid.
        return trigger.token.lemma_ != "agree" and not _speaks_of(index, trigger, subjects)
    if predicate == "supports" and any(_helps_with_thing(theme) for theme in _themes(index, trigger)):
        return True
    return _is_on_another_plan(index, trigger, subjects) or _is_on_another_body(index, trigger, organisations)


@kept
def _is_on_another_plan(index: BriefIndex, trigger: Trigger, subjects: tuple[str, ...]) -> bool:
    return any(_is_another_plan(index, theme, subjects) for theme in _themes(index, trigger)[:1])


@kept
def _is_on_another_body(index: BriefIndex, trigger: Trigger, organisations: tuple[str, ...]) -> bool:
    return any(_of_another_body(index, theme, organisations) for theme in _themes(index, trigger))


@switchable(no)
def is_support_at_large(index: BriefIndex, trigger: Trigger, predicate: str) -> bool:
    """Whether a state is backed, of whose bid nothing was told: 'reaffirmed its support for Chad'."""
    if predicate != "supports":
        return False
    themes = _themes(index, trigger)
    if any(child.dep_ in ("acl", "relcl") for theme in themes for child in theme.children):
        return False
    named = [index.by_token.get(theme.i) for theme in themes]
    if not named or any(one is None or one.kind != STATE or one.link != "name" for one in named):
        return False
    states = {code for one in named if one is not None for code in one.entities}
    return not any(one.place < trigger.token.i and one.predicate in BID for one in index.readings.of(states))


@switchable(no)
def is_its_own_by_name_alone(
    index: BriefIndex,
    trigger: Trigger,
    subjects: tuple[str, ...],
    organisations: tuple[str, ...],
    actors: tuple[str, ...],
) -> bool:
    """Whether an organisation takes a stance on a bid that the brief told to be for another one: 'Chad
    applied to the League. The Union backs the Chadian bid.'"""
    if not actors or set(actors) != set(organisations):
        return False
    told = (one for one in index.readings.of(subjects) if one.place < trigger.token.i)
    bids = [one.organisations for one in told if one.predicate in BID and one.confidence >= TOLD_FROM]
    return bool(bids) and not any(set(organisations) & set(one) for one in bids)


@switchable(no)
def is_enlargement_at_large(
    index: BriefIndex, trigger: Trigger, subjects: tuple[str, ...], organisations: tuple[str, ...]
) -> bool:
    """Whether a stance is on the growth of an organisation of which nothing was told of these states:
    after Chad's bid for the League 'Mali opposes the enlargement of the Union' is on nobody's."""
    steps = [theme for theme in _themes(index, trigger) if is_a(theme, "step_noun")]
    steps = [step for step in steps if _of_another_body(index, step, ())]
    return bool(steps) and not any(
        set(subjects) & set(one.subjects) and set(organisations) & set(one.organisations)
        for one in before(index, trigger.token.i, LIKELY)
    )


@switchable(no)
def is_of_fewer(index: BriefIndex, trigger: Trigger, subjects: tuple[str, ...]) -> bool:
    """Whether a stance is on 'the request', and the text told that so many made one each."""
    return len(subjects) > MOST_TOGETHER and any(
        theme.tag_ == "NN" and theme.i not in index.by_token and "bid" in kinds_of(theme)
        for theme in _themes(index, trigger)
    )


@kept
def _speaks_of(index: BriefIndex, trigger: Trigger, subjects: tuple[str, ...]) -> bool:
    """Whether a condition's sentence speaks of these states, of a country without a name or of joining."""
    unnamed, named = _spoken_of(index, index.sentence_of[trigger.token.i])
    return unnamed or not named.isdisjoint(subjects)


@kept
def _spoken_of(index: BriefIndex, sentence: int) -> tuple[bool, frozenset[str]]:
    """Whether a sentence speaks of a country without a name or of joining, and who is named in it."""
    start, end = index.bounds[sentence]
    unnamed = any(
        is_a(word, "state_noun") or _of_joining(word) or _is_another_party(word)
        for word in index.doc[start:end]
    )
    named = index.named(range(start, end))
    return unnamed, frozenset(code for one in named for code in one.entities)


def _is_another_party(word: Token) -> bool:
    """Whether a pronoun is the subject of an infinitive, which the subject of its governor is not: 'wants it
    to pay first'."""
    return word.lower_ in PRONOUNS and word.dep_ in NOUN_SUBJECTS and is_infinitive(word.head)


def _is_one_of(index: BriefIndex, word: Token, states: tuple[str, ...]) -> bool:
    """Whether a word is a name of one of these states."""
    named = index.by_token.get(word.i)
    return named is not None and not set(named.entities).isdisjoint(states)


def _of_joining(word: Token) -> bool:
    """Whether a word tells of a place in an organisation: a noun of membership, a verb of coming or going."""
    if (ABOUT_BELONGING - AMBIGUOUS | {"seat"}).intersection(kinds_of(word)):
        return True
    return word.pos_ == "VERB" and any(
        entry.part == "verb" and not entry.weak and not entry.rest and entry.predicate not in STANCES
        for entry in entries().get(word.lemma_.lower(), ())
    )


def _is_another_plan(index: BriefIndex, theme: Token, subjects: tuple[str, ...]) -> bool:
    """Whether a step or plan is another than the bid: 'a peace plan', 'the decision to send tanks'."""
    if theme.pos_ != "NOUN" or theme.i in index.by_token or not is_a(theme, "step_noun"):
        return False
    inner = [word for word in theme.subtree if word.i != theme.i]
    if any(_of_joining(word) or _is_one_of(index, word, subjects) for word in inner):
        return False
    if any(word.tag_ == "TO" for word in inner):
        return not any(word.lower_ in PRONOUNS and word.dep_ in ("dobj", "nsubj") for word in inner)
    if any(child.dep_ == "compound" and child.i not in index.by_token for child in theme.lefts):
        return True
    if ABOUT_BELONGING.intersection(kinds_of(theme)) or any(
        child.i in index.by_token for child in theme.lefts
    ):
        return False
    if any(child.lower_ in OF_WHAT and _is_thing(index, child) for child in theme.rights):
        return True
    if any(child.lower_ == "such" for child in theme.lefts):
        return False
    bare = theme.tag_ == "NNS" and not any(child.dep_ in ("det", "poss") for child in theme.lefts)
    return bare or any(child.lower_ in ("a", "an") for child in theme.lefts)


def _is_thing(index: BriefIndex, preposition: Token) -> bool:
    """Whether a preposition's noun is neither a name nor a country without one."""
    nouns = (one for one in dependents(preposition, "pobj") if one.pos_ == "NOUN")
    others = (one for one in nouns if not is_a(one, "state_noun", "generic_organisation_noun"))
    return any(one.i not in index.by_token and not is_time(one) for one in others)


def _of_another_body(index: BriefIndex, theme: Token, organisations: tuple[str, ...]) -> bool:
    """Whether a noun is one of another organisation by name: 'the expansion of BRICS', 'NATO enlargement'."""
    below = [theme, *(child for child in theme.rights if child.dep_ == "prep")]
    named = index.named(child.i for one in below for child in one.children)
    codes = {code for one in named if one.kind == ORGANISATION for code in one.entities}
    return bool(codes) and codes.isdisjoint(organisations)


def _helps_with_thing(theme: Token) -> bool:
    """Whether a pronoun's state is given something: 'supports it with gas'."""
    if theme.lower_ not in PRONOUNS or theme.dep_ != "dobj":
        return False
    given = _behind_prepositions(child for child in theme.head.rights if child.lower_ == "with")
    return any(one.pos_ == "NOUN" and not kinds_of(one) for one in given)


def _of_something_else(index: BriefIndex, theme: Token) -> bool:
    """Whether a noun is of a thing without a name, no membership: 'the return of the refugees'."""
    return any(
        one.pos_ == "NOUN" and one.i not in index.by_token and not ABOUT_BELONGING.intersection(kinds_of(one))
        for one in _behind_prepositions(theme.rights)
    )
