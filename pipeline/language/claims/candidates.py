"""Candidates of claims: every trigger with every state, organisation and actor that it might be about, and
what speaks for each, as named features. Nothing is ruled out here; the decision is made by weights
(decision.py)."""

import dataclasses
from collections.abc import Iterator

from pipeline.language.claims.evidence import Slot, attachment, other_object, repeated, sentence_kinds
from pipeline.language.claims.index import ACTOR, JOINING, NUMBER_OF_PREDICATE, SUBJECT, BriefIndex, Referent
from pipeline.language.claims.recollection import CONTEXT_SENTENCES, Memory
from pipeline.language.claims.relations import distance
from pipeline.language.claims.scenes import Scene, agreement
from pipeline.language.claims.statuses import status_of
from pipeline.language.claims.triggers import ABOUT_BELONGING
from pipeline.language.text.dependencies import NOUN_SUBJECTS

EARNING = ABOUT_BELONGING - {"talks", "treaty"}
# Log-odds of the pair reader from which an organisation that is only remembered is earned, and those that do
# where the text just told of somebody's place in it.
EARNED_FROM, EARNED_FROM_IN_FOCUS = 0.5, -3.0
LONGEST_LIST_GAP = 14
# What an organisation hangs on by which it is what somebody belongs to, and no part of a list that follows.
BELONGING_TO = ("membership", "status", "bid", "body:of", "group:of")


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """One combination; `pair` are the features of subject and organisation together."""

    scene: Scene
    subject: Slot
    organisation: Slot
    actor: Slot
    pair: tuple[str, ...]

    def features(self) -> Iterator[str]:
        """All features, by name."""
        yield from self.scene.features
        yield from self.subject.features
        yield from self.organisation.features
        yield from self.actor.features
        yield from self.pair

    def bare(self) -> "Candidate":
        """The same without what it was chosen by and from, which takes most of the room: a long brief has
        thousands that are chosen."""
        scene = dataclasses.replace(self.scene, features=(), subjects=(), organisations=(), actors=())
        subject, organisation, actor = (
            one._replace(features=()) for one in (self.subject, self.organisation, self.actor)
        )
        return Candidate(scene, subject, organisation, actor, ())


def earned(index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot, memory: Memory) -> bool:
    """Whether an organisation that is only remembered is earned: its sentence is about membership, or goes on
    with it.

    A clause whose object is something else ('joined the sanctions') earns nothing by its verb alone. What
    the pair reader holds to be told is earned, too."""
    if organisation.referent is not None or scene.proposal is not None:
        return True
    token = scene.trigger.token.i
    if sentence_kinds(index, token) & EARNING:
        return True
    pairs = ((one, other) for one in subject.entities for other in organisation.entities)
    sentence = index.sentence_of[token]
    if any(sentence - memory.told.get(pair, -99) <= CONTEXT_SENTENCES for pair in pairs):
        return True
    other = other_object(index, token) is not None
    if not scene.trigger.entry.weak and not other:
        return True
    odds = learned_odds(index, scene, subject, organisation)
    focused = not other and any(memory.in_focus(code, sentence) for code in organisation.entities)
    return odds is not None and odds >= (EARNED_FROM_IN_FOCUS if focused else EARNED_FROM)


def listed_beside(index: BriefIndex, place: int, subject: Slot, organisation: Slot) -> bool:
    """Whether an organisation only stands in a list with a subject of a trigger ('the EU, Japan and
    Canada'), not as what somebody is a member of ('members of the EU, Malta and Cyprus')."""
    here, there = subject.referent, organisation.referent
    if here is None or there is None:
        return False
    low, high = sorted((here, there), key=lambda one: one.start)
    gap, lower = range(low.end, high.start), index.words.lower
    between = {",", "the", *repeated(index, low)}
    if not 0 < len(gap) <= LONGEST_LIST_GAP or not all(
        lower[word] in JOINING or lower[word] in between or word in index.by_token for word in gap
    ):
        return False
    if not any(lower[word] in JOINING or lower[word] == "," for word in gap) or _opens_a_clause(
        index, high, place
    ):
        return False
    if there.root < here.root and len(gap) <= 2 and lower[low.end] == "and":
        return True
    return not attachment(index, there.root).startswith(BELONGING_TO)


def _opens_a_clause(index: BriefIndex, name: Referent, place: int) -> bool:
    """Whether a name is the subject of the next clause, in which a trigger stands: 'is an observer in the
    union, and Chad is a partner'."""
    words = index.words
    verb = words.heads[name.root]
    if words.relations[name.root] not in NOUN_SUBJECTS or verb not in words.above(place) or verb < name.end:
        return False
    of_another = any(above < name.start for above in words.above(verb) if above != verb)
    return of_another and words.relations[verb] in ("conj", "ROOT", "advcl", "ccomp")


def organisation_features(index: BriefIndex, scene: Scene, organisation: Slot) -> tuple[str, ...]:
    """What speaks for a trigger and an organisation together, whoever the subject is."""
    found = []
    predicate, name, there = scene.predicate, scene.trigger.entry.name, organisation.referent is not None
    token = scene.trigger.token.i
    other = other_object(index, token)
    if other is not None:
        found.append(f"P:{name}:object is other:organisation here={there}")
        found.append(f"P:object is other:{other}:organisation here={there}")
    if scene.proposal is None:
        status = status_of(index, scene.trigger, organisation.entities[0])
        found += (f"P:{predicate}:status={status}", f"P:{name}:{index.words.lemmas[token]}:status={status}")
    return tuple(found)


def pair_features(
    index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot, memory: Memory
) -> tuple[str, ...]:
    """What speaks for a subject and an organisation together."""
    found = []
    predicate, name, token = scene.predicate, scene.trigger.entry.name, scene.trigger.token.i
    here, there = subject.referent, organisation.referent
    if here is not None and there is not None:
        ways = [index.words.path(token, one.root) for one in (here, there)]
        found.append(f"P:{predicate}:{ways[0]} | {ways[1]}")
        found.append(f"P:{scene.trigger.entry.part}:{ways[0]} | {ways[1]}")
        order = "first" if here.root < there.root else "second"
        gap = max(here.start, there.start) - min(here.end, there.end)
        found.append(f"P:{predicate}:{order}:{distance(max(gap, 0))}")
        low, high = sorted((here, there), key=lambda one: one.start)
        words = index.words.between(low.end, high.start, index.masks)
        if words is not None:
            found.append(f"P:{order} '{words}'")
            found.append(f"P:{predicate}:{order} '{words}'")
    else:
        found.append(f"P:{predicate}:here={here is not None},{there is not None}")
        kinds = sentence_kinds(index, token)
        found.append(
            f"P:organisation here={there is not None}:membership={bool(kinds)}"
            f":weak={scene.trigger.entry.weak}"
        )
        found.append(f"P:{predicate}:organisation here={there is not None}:membership={bool(kinds)}")
        found.append(f"P:{name}:here={here is not None},{there is not None}")
    if any((one, other) in memory.told for one in subject.entities for other in organisation.entities):
        found.append("P:told together before")
        found.append(f"P:{predicate}:told together before:{organisation.referent is None}")
    if any(code.startswith("org:") for code in subject.entities):
        found.append("P:organisation as subject")
    return tuple(found)


def actor_features(
    index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot, actor: Slot
) -> tuple[str, ...]:
    """What speaks for an actor beside a subject and an organisation, and whether rules propose the three."""
    found, predicate, here = [], scene.predicate, subject.referent
    if actor.entities:
        found.append(f"P:actor is organisation={actor.entities == organisation.entities}")
        if actor.referent is not None and here is not None:
            token = scene.trigger.token.i
            ways = [index.words.path(token, one.root) for one in (actor.referent, here)]
            found.append(f"P:{predicate}:actor {ways[0]} | {ways[1]}")
            found.append(f"P:{predicate}:actor first={actor.referent.root < here.root}")
    if index.with_rules and scene.proposal is None:
        found += agreement(index, scene, subject, organisation, actor)
    return tuple(found)


def learned_odds(
    index: BriefIndex, scene: Scene, first: Slot, organisation: Slot, role: int = SUBJECT
) -> float | None:
    """Log-odds by the pair reader that a sentence tells a predicate of somebody, in a role, and an
    organisation: the mean of a list's; None where it did not read the pair."""
    table = index.odds(index.sentence_of[scene.trigger.token.i])
    pairs = [(one, other) for one in first.entities for other in organisation.entities]
    number = NUMBER_OF_PREDICATE[scene.predicate]
    read = [table[pair][role][number] for pair in pairs if pair in table]
    return sum(read) / len(read) if read else None


def acting_odds(index: BriefIndex, scene: Scene, actor: Slot, organisation: Slot) -> float | None:
    """Log-odds by the pair reader that somebody acts; of the organisation itself, which is no pair, what
    is left when others are likely to. None where it read nothing of them."""
    if not actor.entities or actor.entities != organisation.entities:
        return learned_odds(index, scene, actor, organisation, ACTOR)
    table = index.odds(index.sentence_of[scene.trigger.token.i])
    number = NUMBER_OF_PREDICATE[scene.predicate]
    others = [odds[ACTOR][number] for pair, odds in table.items() if pair[1] in organisation.entities]
    return min(0.0, -max(others)) if others else None


def candidates(index: BriefIndex, scene: Scene, memory: Memory) -> Iterator[Candidate]:
    """All combinations of a scene's slots; an organisation is no subject of itself."""
    for subject in scene.subjects:
        for organisation in scene.organisations:
            if set(subject.entities) & set(organisation.entities):
                continue
            two = (
                *organisation_features(index, scene, organisation),
                *pair_features(index, scene, subject, organisation, memory),
            )
            for actor in scene.actors:
                if not set(actor.entities) & set(subject.entities):
                    three = actor_features(index, scene, subject, organisation, actor)
                    yield Candidate(scene, subject, organisation, actor, (*two, *three))
