"""What somebody wants for itself, or no more, where only what was told of it before says in what: 'Mali left
the Union. It is considering an application', 'it hopes to complete its accession by 2027'."""

from collections import Counter

from pipeline.language.claims.factuality.how_told import factuality
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex
from pipeline.language.claims.plain_verbs import of_verb
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.stances.actors import named_actors, subject_of
from pipeline.language.claims.stances.bids_meant import OF_BIDS, themes_of
from pipeline.language.claims.statuses import named_by
from pipeline.language.claims.told import SURE, TOLD_FROM, Told
from pipeline.language.claims.triggers import Trigger
from pipeline.language.registry import nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class

OWN = frozenset({"seeks", "declines"})
SOUGHT, ASKED_FOR = frozenset({"membership", "bid", "seat"}), frozenset({"bid"})
# Rows by which one gives up what is asked for: who does so with a seat or membership leaves.
GIVING_UP = frozenset({"withdraw_bid", "give_up_joining", "freeze_talks", "give_up_agreement", "leave_talks"})
# Rows of what others do as well: 'voted against the application'.
ALSO_OF_OTHERS = frozenset({"decide_against"})
# What tells where one stands by now.
STANDING = frozenset({"holds", "admitted", "reinstated", "withdrew", "suspended", "expelled"})
# Rows whose own noun says that it is a place.
INTERESTED = frozenset({"show_interest", "no_plan"})
INSIDE = frozenset({"holds", "admitted", "reinstated"})
# Sentences back: farther than a stance goes, since whose it is is said.
FARTHEST_OWN = 6
INTO = frozenset({"to", "into", "in", "with"})


def own_bids(index: BriefIndex, sentence: int) -> tuple[Proposal, ...]:
    """What a sentence that names no organisation tells of somebody's own bid, in text order."""
    bodies = [one for one in index.in_sentence[sentence] if one.kind == ORGANISATION]
    if any(one.link != "anaphora" for one in bodies):
        return ()
    of_wishes = [one for one in index.triggers[sentence] if one.entry.predicate in OWN]
    found = (_own_bid(index, one) for one in of_wishes if one.entry.name not in ALSO_OF_OTHERS)
    return tuple(
        one for one in found if one is not None and all(body.entities == one.organisations for body in bodies)
    )


@switchable(nothing)
def _own_bid(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """What a word of wishing tells of whoever is its subject, in what was told of it before."""
    words, verb = index.words, trigger.token.i
    subject = subject_of(index, verb)
    if subject is None or words.parts[verb] == "NOUN" or _is_open(index, trigger):
        return None
    told, actors, theme = factuality(index, trigger), named_actors(index, subject), _theme(index, trigger)
    if told.predicate not in OWN or not actors or theme is None:
        return None
    kinds = ASKED_FOR if trigger.entry.name in GIVING_UP else SOUGHT
    if not _is_interest(index, trigger, theme) and not _is_sought(index, theme, actors, kinds):
        return None
    matter = _last_told(index, trigger, actors)
    if matter is None:
        return None
    return of_verb(
        index,
        verb,
        told.predicate,
        told,
        frame="own bid",
        subjects=actors,
        organisations=matter.organisations,
        status=_status(index, theme, matter, actors),
        tokens=(subject, theme),
        why=f"“{words.tokens[theme].text}” of “{words.tokens[subject].text}”",
        at_most=matter.confidence,
    )


def _theme(index: BriefIndex, trigger: Trigger) -> int | None:
    """What is sought: the object of a word, or its own noun where nothing is said of it ('no interest')."""
    verb = trigger.token.i
    objects = (one for one in themes_of(index, trigger) if one > verb)
    return next(objects, trigger.words[-1] if len(trigger.words) > 1 else None)


def _is_open(index: BriefIndex, trigger: Trigger) -> bool:
    """'Has no plans', 'has not decided', of which the weights know better what is denied."""
    words, verb = index.words, trigger.token.i
    if words.is_a(verb, "deciding_verb") and words.below(verb, "neg"):
        return True
    return any(words.has_word(word, "no") for word in trigger.words)


def _is_interest(index: BriefIndex, trigger: Trigger, theme: int) -> bool:
    """'Has shown interest', of which nothing says in what."""
    own = theme in trigger.words and trigger.entry.name in INTERESTED
    return own and not _is_of_something(index, theme)


def _is_sought(index: BriefIndex, theme: int, actors: tuple[str, ...], kinds: frozenset[str]) -> bool:
    """Whether an object is a place that nothing says where it is: 'an application', 'to join by 2027'."""
    words = index.words
    if any(
        one.kind == STATE and not set(one.entities) <= set(actors) for one in index.named_below(theme)
    ) or words.below(theme, *NOUN_SUBJECTS):
        return False
    if words.parts[theme] == "NOUN":
        return bool(kinds.intersection(words.kinds[theme])) and not _is_of_something(index, theme)
    lemma = words.lemmas[theme]
    if lemma in ("be", "become"):
        made = words.below(theme, "attr")
        return any(
            named_by(words.tokens[one]) is not None and not _is_of_something(index, one) for one in made
        )
    if words.below(theme, "auxpass"):
        return lemma in word_class("admitting_verb") | {"invite"}
    if lemma in word_class("completing") and words.below(theme, "dobj"):
        things = words.below(theme, "dobj")
        return all("membership" in words.kinds[one] and not _is_of_something(index, one) for one in things)
    joins = lemma in word_class("joining_verb") | {"return", "follow"}
    return joins and not words.below(theme, "dobj", "xcomp", "ccomp") and not _is_of_something(index, theme)


def _is_of_something(index: BriefIndex, word: int) -> bool:
    """Whether what stands behind a preposition of a word, or what follows it, may say what it is for."""
    words = index.words
    for child in words.children[word]:
        if words.relations[child] in ("acl", "relcl"):
            if words.is_a(child, "saying_verb"):
                continue  # 'an application, one of its diplomats said'
            return True
        if words.relations[child] != "prep" or child < word:
            continue
        behind = words.children[child]
        if any(one not in index.date_tokens and not SOUGHT.intersection(words.kinds[one]) for one in behind):
            return words.lower[child] in INTO | {"of", "for", "on", "by"}
    return False


def _last_told(index: BriefIndex, trigger: Trigger, actors: tuple[str, ...]) -> Told | None:
    """What was told last of a place in one organisation, near by, of those who seek one, unless they are in
    it."""
    first = index.sentence_of[trigger.token.i] - FARTHEST_OWN
    near = [
        one
        for one in reversed(index.readings.since(first))
        if one.sentence >= first and one.place < trigger.token.i and one.predicate in OF_BIDS | {"holds"}
    ]
    surest = next((one for one in near if one.confidence >= SURE), None)
    since = [one for one in near if surest is not None and one.sentence >= surest.sentence]
    if surest is None or any(
        one.organisations != surest.organisations for one in since if one.confidence >= TOLD_FROM
    ):
        return None
    if len(surest.organisations) != 1 or not set(actors) <= set(surest.subjects):
        return None
    return surest if _is_main(index, surest) and not _are_in(index, actors, surest) else None


def _is_main(index: BriefIndex, last: Told) -> bool:
    """Whether an organisation is the one of which most was told so far, and no other in passing."""
    told = Counter(one.organisations for one in index.readings if one.confidence >= SURE)
    return told[last.organisations] == max(told.values())


def _are_in(index: BriefIndex, actors: tuple[str, ...], last: Told) -> bool:
    """Whether the last that was told of somebody and an organisation is that it is a member there."""
    own = [
        one
        for one in index.readings.of(actors)
        if one.organisations == last.organisations
        and one.predicate in STANDING
        and (one.polarity, one.modality, one.status) == ("affirmed", "asserted", "member")
        and set(actors) & set(one.subjects)
    ]
    return bool(own) and max(own, key=lambda one: one.place).predicate in INSIDE


def _status(index: BriefIndex, theme: int, matter: Told, actors: tuple[str, ...]) -> str:
    """The status that an object names, else that of a bid of the same told before."""
    words = index.words
    named = [named_by(words.tokens[one]) for one in (theme, *words.below(theme, "attr", "compound", "amod"))]
    own = set(actors) & set(matter.subjects) and matter.predicate not in STANDING
    return next((one for one in named if one is not None), matter.status if own else "member")
