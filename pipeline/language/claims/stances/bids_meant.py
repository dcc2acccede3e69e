"""Which bid a stance is on: the one that its object names, or one told before that it goes back to ('the
request', 'its return')."""

import dataclasses
from collections.abc import Iterator

from pipeline.language.claims.gaps import crossed
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent
from pipeline.language.claims.rules.context import BID
from pipeline.language.claims.stances.actors import is_a_place
from pipeline.language.claims.stances.taken_up import AMBIGUOUS as SELDOM_OF_BELONGING
from pipeline.language.claims.stances.taken_up import BIDS, is_elsewhere, is_time
from pipeline.language.claims.statuses import named_by, status_of
from pipeline.language.claims.told import FARTHEST, LIKELY, SURE, TOLD_FROM, Told, whole
from pipeline.language.claims.triggers import ABOUT_BELONGING, PLACES, Trigger
from pipeline.language.registry import as_given, no, nothing, switchable
from pipeline.language.text.dependencies import has_word
from pipeline.lexicon import word_notes

# Rows whose words tell a stance by their construction alone: 'agrees', of what was told.
BY_CONSTRUCTION = frozenset({"consents"})
OBJECTS = frozenset({"dobj", "attr", "oprd", "ccomp", "xcomp"})
# Prepositions behind which stands what a stance is on.
ON = frozenset({"to", "on", "about", "for", "of", "over", "against", "regarding", "towards", "in"})
FRONTED = frozenset({"on", "about", "towards", "toward"})
# Who has none of two bids in mind has both.
OF_TWO = frozenset({"either", "both", "neither"})
BACK = frozenset({"it", "this", "that", "them", "which"})
DEFINITE = frozenset({"the", "this", "that", "such", "its", "their"})
# Nouns of belonging that are as often of something else.
AMBIGUOUS = SELDOM_OF_BELONGING | {"suspension"}
OF = frozenset({"of", "for"})
AGAINST = frozenset({"opposes", "rejected"})
# What is told of bids, and what one may come back from.
OF_BIDS = BID | {"withdrew", "suspended", "expelled"}
# Sentences back: of what nothing says what it is on, and of what only points to it.
FARTHEST_VAGUE, FARTHEST_POINTED = 2, 1
OWN = frozenset({"its", "their", "his", "her", "our"})
# How openly a stance is taken is not what it is on.
HOW = frozenset({"public", "private", "principle", "writing", "general"})
DONE = frozenset({"admitted", "reinstated"})
NAMING = frozenset({"name", "alias", "list", "demonym", "capital"})


def bid_of(index: BriefIndex, trigger: Trigger, actors: tuple[str, ...]) -> Told | None:
    """What a stance is on: what its object names, the bid told before if it goes back to it, or what the
    same actor was told to be against."""
    themes = list(themes_of(index, trigger))
    named = _named(index, trigger, themes)
    if named is not None:
        return None if set(actors) & set(named.subjects) else named
    told = bids_before(index, trigger)
    if trigger.entry.predicate == "opposes" and not themes:
        own = [one for one in told if one.predicate in AGAINST and actors and set(actors) <= set(one.actors)]
        if own:
            return _as_sure(told, max(own, key=lambda one: (one.sentence, one.confidence)))
    if not themes and not _stands_alone(trigger):
        return None
    theme = next(iter(themes), None)
    sides = theme is None and "side" in (index.words.lemmas[one] for one in trigger.words)
    if theme is not None and index.words.lower[theme] in OF_TWO or sides:
        two = _two_bids(index, trigger, told, actors)
        if two is not None or not sides:
            return two
    owners = set() if theme is None else _owners(index, theme, actors)
    if owners is None or not all(is_of_bid(index, one) for one in themes[1:] if is_behind_of(index, one)):
        return None
    bodies = _bodies_of(index, theme) if theme is not None else set()
    if bodies:
        told = [one for one in told if bodies == set(one.organisations)]
    matter = last_bid(index, trigger, told, owners, theme)
    if matter is None or set(actors) & set(matter.subjects):
        return None
    if not owners and is_between(index, trigger, theme, matter, actors):
        return None
    return dataclasses.replace(matter, status=_status(index, trigger, matter, theme))


@switchable(nothing)
def _two_bids(index: BriefIndex, trigger: Trigger, told: list[Told], actors: tuple[str, ...]) -> Told | None:
    """The bids of the two of whom alone something was told just before: 'has not decided on either'."""
    first = index.sentence_of[trigger.token.i] - FARTHEST
    near = [
        one for one in told if one.sentence >= first and one.predicate in BID and one.confidence >= TOLD_FROM
    ]
    states = tuple(dict.fromkeys(code for one in near for code in one.subjects))
    if len(states) != 2 or len({one.organisations for one in near}) != 1 or set(actors) & set(states):
        return None
    return _as_sure(told, dataclasses.replace(near[0], subjects=states))


def _bodies_of(index: BriefIndex, theme: int) -> set[str]:
    """The organisations that a noun of membership is said to be one in: 'entry into the Union'."""
    if "membership" not in index.words.kinds[theme]:
        return set()
    return {code for one in index.named_below(theme) if one.kind == ORGANISATION for code in one.entities}


def _stands_alone(trigger: Trigger) -> bool:
    """Whether a word of stance asks for no object: 'is against', 'does not object', 'takes no side'."""
    if trigger.entry.predicate == "supports":
        own = has_word(trigger.token.doc[trigger.words[-1]], *OWN)
        return trigger.entry.name in BY_CONSTRUCTION or trigger.entry.name == "express_support" and own
    notes = word_notes("outright_stance")
    return len(trigger.words) > 1 or notes.get(trigger.token.lemma_.lower()) != "object"


def is_between(
    index: BriefIndex, trigger: Trigger, theme: int | None, matter: Told, actors: tuple[str, ...]
) -> bool:
    """Whether something stands between a bid and a stance that it may as well be on: another state, or for
    'it' another thing."""
    words, place = index.words, trigger.token.i
    start = index.here(place).start
    pointed = theme is None or not ABOUT_BELONGING.intersection(words.kinds[theme])
    first = matter.sentence + 1 if pointed else index.sentence_of[place]
    if _others_named(index, trigger, first, {*actors, *matter.subjects}):
        return True
    if theme is None or words.lower[theme] not in BACK:
        return False
    objects = [one for one in range(start, place) if words.relations[one] == "dobj"]
    things = [one for one in objects if words.parts[one] == "NOUN" and one not in index.by_token]
    return any(PLACES.isdisjoint(words.kinds[one]) for one in things)


def _others_named(index: BriefIndex, trigger: Trigger, first: int, known: set[str]) -> bool:
    """Whether a stance's clause is preceded, in its sentence and those from `first` on, by other states
    than those of the bid and those that took a stance on it, so that it may be on theirs."""
    here = index.sentence_of[trigger.token.i]
    near = index.readings.since(first - 1)
    told = [one for one in near if one.sentence >= first - 1 and one.confidence >= TOLD_FROM]
    acting = {code for one in told for code in one.actors}
    return any(
        one.kind == STATE
        and one.link in NAMING
        and one.end <= trigger.token.i
        and not is_a_place(index, one)
        and not set(one.entities) <= known | acting
        for sentence in range(min(first, here), here + 1)
        for one in index.in_sentence[sentence]
    )


def _status(index: BriefIndex, trigger: Trigger, matter: Told, theme: int | None) -> str:
    """The status that a bid told before is for: who has a lesser one is backed for more."""
    if theme is not None and _is_entry(index, theme) or matter.predicate in ("admitted", "holds"):
        return status_of(index, trigger, matter.organisations[0])
    return matter.status


def _is_entry(index: BriefIndex, theme: int) -> bool:
    words = index.words
    return "membership" in words.kinds[theme] and not words.is_a(theme, "return_noun")


def bids_before(index: BriefIndex, trigger: Trigger) -> list[Told]:
    """What was told of bids before a word, the last first."""
    before = (one for one in reversed(index.readings) if one.place < trigger.token.i)
    return [one for one in before if one.predicate in OF_BIDS and one.confidence >= LIKELY]


def last_bid(
    index: BriefIndex, trigger: Trigger, told: list[Told], owners: set[str], theme: int | None = None
) -> Told | None:
    """The last bid told of `owners`, or of anybody; what only points to it ('it', 'the move') is near."""
    words, here = index.words, index.sentence_of[trigger.token.i]
    if owners:
        told = [one for one in told if owners <= set(one.subjects)]
    else:
        told = [one for one in told if here - _last_of(told, one) <= _farthest(index, theme, one)]
    if theme is not None and "bid" in words.kinds[theme]:
        told = [one for one in told if one.predicate in BIDS] or told
    back = theme is not None and words.is_a(theme, "return_noun")
    told = [one for one in told if back or one.predicate in BID]
    told = _likely(told)
    if not owners and not words.is_a(trigger.token.i, "welcoming_verb"):
        told = _open(told)
    latest = [one for one in told if one.sentence == told[0].sentence]  # told of in one breath
    if not latest:
        return None
    surest = max(latest, key=lambda one: one.confidence)
    matter = _as_sure(told, whole([one for one in latest if one.confidence >= TOLD_FROM], surest, owners))
    rivals = (one for one in latest if one.confidence >= SURE and not _is_within(one, matter, owners))
    if any(rivals):
        return None
    predicate = trigger.entry.predicate
    if predicate == "conditional":
        return matter  # what is asked for first is something else
    elsewhere = is_elsewhere(index, trigger, predicate, matter.subjects, matter.organisations)
    return None if elsewhere else matter


def _last_of(told: list[Told], one: Told) -> int:
    """The last sentence that tells of a bid, of stances on it, too, so long as it is near itself."""
    last = next(
        other.sentence
        for other in told
        if (other.subjects, other.organisations) == (one.subjects, one.organisations)
    )
    return last if last - one.sentence <= FARTHEST else one.sentence


def _likely(told: list[Told]) -> list[Told]:
    """What was told with some likelihood, where anything was."""
    return [one for one in told if one.confidence >= TOLD_FROM] or told


def _open(told: list[Told]) -> list[Told]:
    """What was told of bids of those who are not in, where anything was: nobody is against what is done."""
    done = {
        (one.subjects, one.organisations)
        for one in told
        if one.predicate in DONE and (one.polarity, one.modality) == ("affirmed", "asserted")
    }
    return [one for one in told if (one.subjects, one.organisations) not in done] or told


def _farthest(index: BriefIndex, theme: int | None, one: Told) -> int:
    """How many sentences back what was told may be that a stance is on."""
    if theme is None and one.predicate not in DONE:
        return FARTHEST_VAGUE
    noun = theme is not None and ABOUT_BELONGING.intersection(index.words.kinds[theme])
    return FARTHEST if noun else FARTHEST_POINTED


def _is_within(one: Told, matter: Told, owners: set[str]) -> bool:
    """Whether what was told is of the same matter: of all `owners`, whoever else it is of, or, where there
    are none, of nobody but the matter's own states."""
    same = one.organisations == matter.organisations
    return same and (owners <= set(one.subjects) if owners else set(one.subjects) <= set(matter.subjects))


def _as_sure(told: list[Told], matter: Told) -> Told:
    """A bid as surely told as by the surest that was told of it."""
    there = [one for one in told if one.organisations == matter.organisations]
    same = [one.confidence for one in there if set(matter.subjects) <= set(one.subjects)]
    return dataclasses.replace(matter, confidence=max([matter.confidence, *same]))


def _owners(index: BriefIndex, theme: int, actors: tuple[str, ...]) -> set[str] | None:
    """The states whose an object is; None where it is no bid or names something else. A pronoun taken for
    the actor's own ('Mali opposed its return') says nothing."""
    words = index.words
    if not goes_back(index, theme):
        return None
    unknown = (child for child in words.below(theme, "poss") if child not in index.by_token)
    if any(words.parts[child] != "PRON" for child in unknown):
        return None
    found: set[str] = set()
    for one in index.named_below(theme):
        if words.relations[one.root] in ("relcl", "acl"):
            continue
        if set(one.entities) <= set(actors) and one.link in ("anaphora", "group"):
            continue
        if one.kind == ORGANISATION and len(_bodies_of(index, theme)) == 1:
            continue  # 'entry into the Union', of which the bid has to be
        if one.kind != STATE or set(one.entities) & set(actors):
            return None
        found |= set(one.entities)
    return found


def _named(index: BriefIndex, trigger: Trigger, themes: list[int]) -> Told | None:
    """The bid that an object names in full: 'opposes the entry of Chad into the League'."""
    words = index.words
    theme = next(iter(themes), None)
    if theme is None or not (ABOUT_BELONGING - AMBIGUOUS).intersection(words.kinds[theme]):
        return None
    inside = index.named_below(theme)
    states = [one for one in inside if one.kind == STATE]
    bodies = [one for one in inside if one.kind == ORGANISATION]
    if len(states) != 1 or len(bodies) != 1 or len(bodies[0].entities) != 1:
        return None
    return bid_named(index, trigger, states[0].entities, bodies[0])


def bid_named(index: BriefIndex, trigger: Trigger, states: tuple[str, ...], organisation: Referent) -> Told:
    """The bid of states that are named beside a stance for a place in an organisation that is."""
    place, codes = trigger.token.i, organisation.entities
    status = status_of(index, trigger, codes[0], organisation)
    sentence = index.sentence_of[place]
    return Told(place, sentence, "seeks", states, codes, (), status, "affirmed", "asserted", None, 1.0)


def goes_back(index: BriefIndex, theme: int) -> bool:
    """Whether an object is a bid or whose it is: a pronoun, a state, or a definite noun for a bid."""
    words = index.words
    if theme in index.by_token:
        return index.by_token[theme].kind == STATE
    if words.lower[theme] in BACK:
        return True
    kinds = ABOUT_BELONGING.intersection(words.kinds[theme]) - AMBIGUOUS
    staged = is_behind_of(index, theme) and words.is_a(words.heads[words.heads[theme]], "stage_noun")
    if not kinds and not staged and not words.is_a(theme, "step_noun"):
        return False
    inside = [one for child in words.children[theme] for one in (child, *words.children[child])]
    things = [one for one in inside if is_behind_of(index, one) and not _is_time(index, one)]
    if not all(is_of_bid(index, one) for one in things):
        return False
    inside += [one for thing in things for one in words.children[thing]]
    if not inside and words.kinds[theme][:1] == ("membership",) and words.tokens[theme].tag_ == "NN":
        return True  # 'is against membership'
    return any(words.lower[one] in DEFINITE or one in index.by_token for one in inside)


def themes_of(index: BriefIndex, trigger: Trigger) -> Iterator[int]:
    """What a stance has as its object, or behind a preposition: of the last noun of an idiom ('takes no
    side on'); of what the parse takes from a clause that has this verb for its own what stands before that
    ('objects to the former, Mali to the latter')."""
    parted = crossed(index, index.sentence_of[trigger.token.i])
    for theme in (_reached(index, one) for one in _themes(index, trigger)):
        clause = next((one for one in parted if one.first <= theme < one.end), None)
        if clause is None:
            yield theme
        else:
            between = range(trigger.token.i + 1, clause.first)
            yield from (
                one for one in index.words.children[theme] if one in between and one in index.by_token
            )


@switchable(as_given(1))
def _reached(index: BriefIndex, theme: int) -> int:
    """What a stage is one of: the accession of 'a quick conclusion of the accession'."""
    words = index.words
    if not words.is_a(theme, "stage_noun"):
        return theme
    behind = (
        one for child in words.children[theme] for one in words.children[child] if is_behind_of(index, one)
    )
    return next((one for one in behind if ABOUT_BELONGING.intersection(words.kinds[one])), theme)


def _themes(index: BriefIndex, trigger: Trigger) -> Iterator[int]:
    words = index.words
    idiom = {
        *trigger.words,
        *(one for one in words.children[trigger.token.i] if _is_dropped(index, one, trigger)),
    }
    copula = {words.heads[trigger.token.i]} if words.relations[trigger.token.i] == "acomp" else set()
    for word in sorted(idiom | copula):
        for child in words.children[word]:
            if word in copula and not _is_fronted(index, child, trigger) or child in idiom:
                continue
            if words.relations[child] == "nsubjpass" and words.below(word, "agent"):
                yield child  # 'the bid was backed by Mali'
            if child < trigger.token.i:
                if _is_relative(index, child, trigger.token.i):
                    yield child
                if not _is_fronted(index, child, trigger):
                    continue
            if (
                words.relations[child] in OBJECTS
                or words.relations[child] in ("pobj", "pcomp")
                and words.lower[word] in ON
            ):
                yield child
            elif words.relations[child] == "prep" and words.lower[child] in ON:
                matters = words.below(child, "pobj", "pcomp")
                yield from (
                    one for one in matters if not _is_time(index, one) and words.lower[one] not in HOW
                )


def _is_time(index: BriefIndex, word: int) -> bool:
    """'In May', 'for years'."""
    return word in index.date_tokens or is_time(index.words.tokens[word])


@switchable(no)
def _is_relative(index: BriefIndex, child: int, verb: int) -> bool:
    """'Wants to be a member, which Mali supports', 'filed an application, which Mali backs'."""
    words, noun = index.words, index.words.heads[verb]
    if words.lower[child] != "which" or (words.relations[child], words.relations[verb]) != ("dobj", "relcl"):
        return False
    return words.parts[noun] == "VERB" or bool(
        {"membership", "bid"}.intersection(words.kinds[noun]) or named_by(words.tokens[noun])
    )


def _is_fronted(index: BriefIndex, child: int, trigger: Trigger) -> bool:
    """'On Mali's request Chad takes no position', 'towards Mali it is noncommittal'."""
    return trigger.entry.predicate == "undecided" and index.words.lower[child] in FRONTED


def _is_dropped(index: BriefIndex, word: int, trigger: Trigger) -> bool:
    """The objection that somebody drops."""
    return trigger.entry.name == "drop_objection" and "objection" in index.words.kinds[word]


def is_behind_of(index: BriefIndex, word: int) -> bool:
    """Whether a noun stands behind 'of' or 'for'."""
    words = index.words
    return words.relations[word] == "pobj" and words.lower[words.heads[word]] in OF


def is_of_bid(index: BriefIndex, thing: int) -> bool:
    """Whether what a noun is of is a state, named or not, or a bid: not 'the return of the refugees'."""
    words = index.words
    if thing in index.by_token or words.is_a(thing, "state_noun"):
        return True
    return words.lower[thing] in BACK or bool(ABOUT_BELONGING.intersection(words.kinds[thing]))
