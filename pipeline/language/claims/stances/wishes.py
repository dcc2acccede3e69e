"""Favour told as a wish that somebody else comes in: 'Chad hopes that Mali will return to the Union',
'would like to see it join', 'wants Togo to be the next member'. Whoever wishes it takes the stance; what
is hoped is told beside it by other words."""

import dataclasses
from collections.abc import Iterator

from pipeline.language.claims.factuality.how_told import factuality
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent
from pipeline.language.claims.objects import argued, arguments
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.stances.actors import actors_of, named_actors, subject_of
from pipeline.language.claims.stances.bids_meant import bid_named, bids_before
from pipeline.language.claims.stances.stance import Stance, told_by
from pipeline.language.claims.statuses import named_by
from pipeline.language.claims.told import FARTHEST, Told
from pipeline.language.claims.triggers import STANCES, Trigger
from pipeline.language.registry import nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class

HOPING = frozenset({"hopes", "hoped", "hoping"})
CLAUSES = frozenset({"ccomp", "xcomp", "acl", "relcl"})
OWNING = frozenset({"poss", "compound", "amod", "nmod"})
INTO = frozenset({"to", "into"})
OF_WHOM = frozenset({"of", "for", "by"})


@switchable(nothing)
def wished_for(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """The stance of who wishes that another state had a place in an organisation; None for no such wish."""
    place = _wish(index, trigger.token.i)
    if place is None:
        return None
    told, subject = factuality(index, trigger, "supports"), subject_of(index, place)
    if (
        subject is None
        or index.words.lower[subject] == "it"
        or (told.predicate, told.polarity, told.modality) != ("supports", "affirmed", "asserted")
    ):
        return None
    actors = named_actors(index, subject)
    for theme in _themes(index, place):
        matter = _matter(index, trigger, theme, actors)
        if matter is not None:
            matter = dataclasses.replace(matter, status=_status(index, theme, matter))
            stance = Stance(actors or actors_of(index, subject, matter), matter, "supports")
            return told_by(index, trigger, told, subject, stance)
    return None


def _wish(index: BriefIndex, place: int) -> int | None:
    """Where a word for a wish stands: a verb, a hope that is expressed, or what one would like to see,
    told by either word; None where a word is none."""
    words = index.words
    seen = [one for one in words.below(place, "xcomp") if words.lemmas[one] == "see"]
    if seen and words.is_a(place, "wishful_word"):
        return seen[0]
    above = words.heads[place]
    if words.lemmas[place] == "see":
        wished = words.relations[place] == "xcomp" and words.is_a(above, "wishful_word")
        return place if wished else None
    # The model takes 'hopes' for a form of 'hop'.
    wishing = words.is_a(place, "wishful_word") or words.lemmas[place] == "recommend"
    if not wishing and words.lower[place] not in HOPING:
        return None
    if words.parts[place] == "NOUN":
        voiced = words.relations[place] == "dobj" and words.is_a(above, "voicing_verb")
        return place if voiced else None
    return place if words.parts[place] == "VERB" else None


def _themes(index: BriefIndex, place: int) -> Iterator[int]:
    """The clauses and nouns behind a wish that tell of a place in an organisation."""
    for label, one in arguments(index, place):
        if one < place:
            continue
        if (
            label in CLAUSES
            and _comes_in(index, one)
            or label in ("for", "ccomp", "dobj")
            and _is_entry(index, one)
        ):
            yield one
        elif label == "dobj" and _is_wanted_in(index, place, one):
            yield one


def _is_entry(index: BriefIndex, noun: int) -> bool:
    return index.words.parts[noun] == "NOUN" and "membership" in index.words.kinds[noun]


def _is_wanted_in(index: BriefIndex, verb: int, state: int) -> bool:
    """Whether a state is whom somebody wants 'in', whatever that is."""
    words = index.words
    into = (one for one in words.children[verb] if one > state and words.lower[one] == "in")
    wanted = words.lemmas[verb] == "want" and state in index.by_token
    return wanted and any(not words.children[one] for one in into)


def _comes_in(index: BriefIndex, verb: int) -> bool:
    """Whether a verb tells that its subject comes into an organisation or is in it, and in nothing else."""
    words = index.words
    lemma = words.lemmas[verb]
    if lemma in ("be", "become"):
        made = words.below(verb, "attr")
        return any(
            named_by(words.tokens[one]) is not None or words.lemmas[one] in ("ally", "part") for one in made
        )
    if lemma in word_class("admitting_verb") and not words.below(verb, "auxpass"):
        return False
    things = argued(index, verb, "dobj", *INTO)
    if not all(_is_club(index, one) for one in things):
        return False
    if lemma in word_class("admitting_verb") | {"return"}:
        return True
    return lemma in word_class("joining_verb") - {"apply"} and bool(things)


def _is_club(index: BriefIndex, noun: int) -> bool:
    named = index.by_token.get(noun)
    return named is not None and named.kind == ORGANISATION or noun in index.date_tokens


def _owner(index: BriefIndex, theme: int) -> Referent | None:
    """Which states are to come in: the subject of a clause, whose a noun is."""
    words = index.words
    if words.relations[theme] == "dobj" and theme in index.by_token:
        places = [theme]
    elif _is_entry(index, theme):
        behind = argued(index, theme, *OF_WHOM)
        places = [*words.below(theme, *OWNING), *behind]
    else:
        places = words.below(theme, *NOUN_SUBJECTS)
    found = (index.named_at(one, STATE) for one in places)
    return next((one for one in found if one and one.link not in ("first_person", "person")), None)


def _matter(index: BriefIndex, trigger: Trigger, theme: int, actors: tuple[str, ...]) -> Told | None:
    """The place that is wished for: in the organisation that the clause names, else in that of which
    something was told of the same states just before. 'It', where it is nobody or taken for whoever
    wishes, is of whom something was told last."""
    bodies = [one for one in index.named_below(theme) if one.kind == ORGANISATION]
    if len(bodies) > 1 or any(len(one.entities) > 1 or one.link == "body" for one in bodies):
        return None
    owner = _owner(index, theme)
    near = _told_near(index, trigger)
    if owner is None or owner.link == "anaphora" and set(owner.entities) <= set(actors):
        if not _is_it(index, theme):
            return None
        last = [one for one in near if set(one.subjects).isdisjoint(actors)][:1]
        named = {one.entities for one in bodies}
        return next((one for one in last if len(one.subjects) == 1 and named <= {one.organisations}), None)
    if bodies:
        return bid_named(index, trigger, owner.entities, bodies[0])
    return next((one for one in near if set(one.subjects) == set(owner.entities)), None)


def _status(index: BriefIndex, theme: int, matter: Told) -> str:
    """The status that is wished for: the one that a clause names ('will be a member'), else that of a bid
    told before; who has a lesser one is wished a full one."""
    named = [named_by(index.words.tokens[one]) for one in index.words.below(theme, "attr")]
    return "member" if "member" in named or matter.predicate in ("holds", "admitted") else matter.status


def _is_it(index: BriefIndex, theme: int) -> bool:
    words = index.words
    return any(words.lower[one] in ("it", "its") for one in words.below(theme, *NOUN_SUBJECTS, "poss"))


def _told_near(index: BriefIndex, trigger: Trigger) -> list[Told]:
    """What was told of bids a few sentences before, the last first."""
    first = index.sentence_of[trigger.token.i] - FARTHEST
    told = (one for one in bids_before(index, trigger) if one.predicate not in STANCES)
    return [one for one in told if one.sentence >= first]
