"""Candidates of claims: every trigger with every state, organisation and actor that it might be about, and
what speaks for each, as named features. Nothing is ruled out here; the decision is made by weights
(decision.py)."""

import dataclasses
from collections.abc import Collection, Iterator
from typing import NamedTuple

from pipeline.language.claims.arrivals import arrivals
from pipeline.language.claims.both_bodies import both_bodies
from pipeline.language.claims.denials import denials, is_of_the_unwanted
from pipeline.language.claims.echoes import echoes
from pipeline.language.claims.factuality import Factuality, factuality, is_asked, is_told, only_resolved
from pipeline.language.claims.founders import founders
from pipeline.language.claims.index import (
    ACTOR,
    GROUP,
    JOINING,
    NUMBER_OF_PREDICATE,
    ORGANISATION,
    STATE,
    SUBJECT,
    BriefIndex,
    Referent,
    kept,
)
from pipeline.language.claims.matters import is_acted_upon, is_another_matter, is_only_some
from pipeline.language.claims.objects import (
    about_another_matter,
    arguments,
    gets_something_else,
    in_clause_of,
    of_another_body,
)
from pipeline.language.claims.offers import offers
from pipeline.language.claims.proposals import Proposal, proposed
from pipeline.language.claims.recollection import CONTEXT_SENTENCES, Memory, about_belonging, belonging
from pipeline.language.claims.relations import distance
from pipeline.language.claims.roles import plain_roles
from pipeline.language.claims.rolls import rolls
from pipeline.language.claims.shapes import shapes
from pipeline.language.claims.stances.actors import is_a_place, is_held_in, is_no_agent
from pipeline.language.claims.stances.attitudes import is_of_no_bid, plain_stance
from pipeline.language.claims.stances.bids_meant import BY_CONSTRUCTION
from pipeline.language.claims.stances.others_bids import stance_on_another
from pipeline.language.claims.stances.scope import is_only_there, is_within_stance
from pipeline.language.claims.stances.taken_up import matter_before
from pipeline.language.claims.standing import Standing, standing
from pipeline.language.claims.statuses import status_of
from pipeline.language.claims.together import together
from pipeline.language.claims.told import before
from pipeline.language.claims.triggers import ABOUT_BELONGING, STANCES, Entry, Trigger, triggers
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class
from schemas.vocabulary import PREDICATES

MAY_HAVE_ACTOR = frozenset({"ratified", "rejected"})
EARNING = ABOUT_BELONGING - {"talks", "treaty"}
# Log-odds of the pair reader from which an organisation that is only remembered is earned, and those that do
# where the text just told of somebody's place in it.
EARNED_FROM, EARNED_FROM_IN_FOCUS = 0.5, -3.0
LONGEST_LIST_GAP = 14
# What an organisation hangs on by which it is what somebody belongs to, and no part of a list that follows.
# What nobody is told not to do who does not intend it: 'does not plan to apply'.
UNWANTED = frozenset({"applied", "seeks"})
BELONGING_TO = ("membership", "status", "bid", "body:of", "group:of")
# Log-odds of the pair reader from which it proposes what a word of the sentence may tell of the pair, and
# what none tells.
PROPOSED_FROM, PROPOSED_ALONE_FROM = 1.0, 2.5
MOST_NEAR = 12  # named candidates of one role in one sentence
# Links of referents that are names, not words that stand for somebody.
NAMING = frozenset({"name", "alias", "list", "demonym"})
NOBODY = "nobody"
# (sentence, predicate, subject, organisation): what a decision is about.
Telling = tuple[int, str, str, str]


class Slot(NamedTuple):
    """Who might fill a role: entities (none for nobody), where they stand (None where they are only
    remembered)."""

    entities: tuple[str, ...]
    referent: Referent | None
    features: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Scene:
    """A trigger with what might fill its roles: the parts that candidates are combined from; `by_reader`
    where the pair reader proposes it for one pair."""

    trigger: Trigger
    predicate: str
    told: Factuality
    features: tuple[str, ...]
    subjects: tuple[Slot, ...]
    organisations: tuple[Slot, ...]
    actors: tuple[Slot, ...]
    proposal: Proposal | None = None
    by_reader: bool = False


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


def passages(index: BriefIndex) -> Iterator[tuple[int, list[Trigger], Memory]]:
    """The sentences of a brief but those of boilerplate, with their triggers and the memory of what was
    named before."""
    memory = Memory(index.issuer)
    for number, (start, end) in enumerate(index.bounds):
        if index.kind_of[number] == "boilerplate":
            continue
        if number not in index.triggers:
            found = [one for one in triggers(index.words, start, end) if not _is_idle(index, one)]
            index.triggers[number] = [*found, *shapes(index, number)]
        found = index.triggers[number]
        yield number, found, memory
        memory.learn(index, number, found)


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A sentence that may tell of a membership: its number, triggers, codes of possible subjects and
    organisations, the predicates told before it, how each of these stands in the brief by then, and
    whether a word told something in the sentences just before."""

    sentence: int
    triggers: list[Trigger]
    subjects: set[str]
    organisations: set[str]
    before: list[str]
    standing: Standing
    goes_on: bool


def asked_of(index: BriefIndex) -> Iterator[Asked]:
    """The sentences that may tell of a membership.

    These are the sentences that name an organisation, and those that name somebody where one was named
    before."""
    for number, found, memory in passages(index):
        here = [code for one in index.in_sentence[number] if one.kind != GROUP for code in one.entities]
        organisations = {code for code in here if code.startswith("org:")}
        remembered = memory.recent(number, organisations=True)
        if organisations or (remembered and (here or found)):
            subjects = {*here, *memory.recent(number, organisations=False)}
            organisations.update(remembered)
            before = memory.predicates(number)
            stands = standing(memory, number, subjects, organisations, set(here))
            yield Asked(number, found, subjects, organisations, before, stands, memory.goes_on(number))


def is_consulted(index: BriefIndex, asked: Asked) -> bool:
    """Whether what the pair reader says of a sentence can bear upon a decision.

    A question tells nothing. Where no rule proposes anything, a sentence that names an organisation needs
    a word of telling or a noun of the field. One that names none tells by its triggers alone, of
    organisations that are remembered; by weak ones only right after a sentence that told something
    (docs/claims_model.md says what that saves and loses)."""
    if is_asked(index, index.bounds[asked.sentence][1]):
        return False
    if proposed(index, asked.sentence):
        return True
    belongs = any(index.words.kinds[word] for word in range(*index.bounds[asked.sentence]))
    here = index.in_sentence[asked.sentence]
    if any(code in asked.organisations for one in here for code in one.entities):
        return belongs or bool(asked.triggers)
    if not belongs and not asked.goes_on and all(one.entry.weak for one in asked.triggers):
        return False
    return any(
        tells(index, one, predicate) and not of_another_body(index, one.token.i, ())
        for one in asked.triggers
        for predicate in _predicates_of(one, asked.triggers, asked.before)
    )


def _predicates_of(trigger: Trigger, found: list[Trigger], before: list[str]) -> list[str]:
    """What a trigger may tell: its own predicate; of a pro-verb the last two told before it, in its
    sentence and `before`."""
    if trigger.entry.predicate != "same":
        return [trigger.entry.predicate]
    told = [one.entry.predicate for one in found if one.token.i < trigger.token.i and not one.entry.weak]
    here = [one for one in dict.fromkeys(reversed(told)) if one not in ("same", "reached")]
    return [*here, *(one for one in before if one not in here)][:2]


def tells(index: BriefIndex, trigger: Trigger, predicate: str) -> bool:
    """Whether a trigger tells anything of a predicate, and of a membership, whoever it is told of."""
    if about_another_matter(index, trigger) or is_another_matter(index, trigger):
        return False
    if predicate in UNWANTED and is_of_the_unwanted(index, trigger.token.i):
        return False
    if is_within_stance(index, trigger) or gets_something_else(index, trigger, predicate):
        return False
    return is_told(index, trigger.token, predicate)


def scenes(index: BriefIndex, decided: Collection[Telling] = ()) -> Iterator[tuple[Scene, Memory]]:
    """The scenes of a brief in text order, each with the memory of what was named before its sentence; of
    what stands in `decided` by then the pair reader proposes none."""
    for number, found, memory in passages(index):
        index.turn()
        waiting = _proposals(index, number)
        plain: list[Proposal] = []
        for proposal in waiting:
            if proposal.predicate not in STANCES:
                yield _proposed(index, number, proposal, memory), memory
        yield from _stances_and_others(index, number, found, waiting, plain, memory)
        for echo in echoes(index, number):
            yield _proposed(index, number, echo, memory), memory
        for proposal in (*together(index, number), *both_bodies(index, number)):
            yield _proposed(index, number, proposal, memory), memory
        for scene in _proposed_pairs(index, number, found, memory, decided):
            if scene.predicate not in STANCES or not any(_tells_it(one, scene.trigger) for one in plain):
                yield scene, memory


def _stances_and_others(
    index: BriefIndex,
    sentence: int,
    found: list[Trigger],
    waiting: list[Proposal],
    plain: list[Proposal],
    memory: Memory,
) -> Iterator[tuple[Scene, Memory]]:
    """The scenes of a sentence's triggers, and of the stances that rules propose in it. Where a word tells
    a stance by its construction alone, nothing else is asked of it; these are put into `plain`."""
    worth = bool(found) and _worth_reading(index, sentence, found, memory)
    of_no_bid = {one.token.i for one in found if is_of_no_bid(index, one)}
    waiting = [one for one in waiting if one.predicate in STANCES and one.trigger.i not in of_no_bid]
    for trigger in found if worth else ():
        while waiting and waiting[0].trigger.i < trigger.token.i:
            yield from _unless_told(index, sentence, waiting.pop(0), plain, memory)
        if trigger.entry.predicate in STANCES | {"rejected"} and any(
            _tells_it(one, trigger) for one in plain
        ):
            continue
        told = plain_stance(index, trigger) or stance_on_another(index, trigger)
        if told is not None:
            plain.append(told)
            yield _proposed(index, sentence, told, memory), memory
        if told is not None or trigger.token.i in of_no_bid or trigger.entry.name in BY_CONSTRUCTION:
            continue
        for scene in _scenes_of(index, sentence, trigger, found, memory):
            yield scene, memory
    for proposal in waiting:
        yield from _unless_told(index, sentence, proposal, plain, memory)


def _unless_told(
    index: BriefIndex, sentence: int, proposal: Proposal, plain: list[Proposal], memory: Memory
) -> Iterator[tuple[Scene, Memory]]:
    """The scene of a stance that a rule proposes, unless a construction tells it already: by its word, or
    on its condition."""
    for told in plain:
        conditional = told.predicate == proposal.predicate == "conditional"
        if proposal.trigger.i == told.trigger.i or conditional and set(told.actors) == set(proposal.actors):
            return
    yield _proposed(index, sentence, proposal, memory), memory


def _tells_it(told: Proposal, trigger: Trigger) -> bool:
    """Whether a trigger is part of what a stance tells already: its word, or what sets its condition."""
    conditional = told.predicate == trigger.entry.predicate == "conditional"
    return trigger.token.i in told.tokens or conditional and trigger.token.i > told.trigger.i


def _proposals(index: BriefIndex, sentence: int) -> list[Proposal]:
    """What rules propose in a sentence: those of old, then constructions that admit one reading."""
    return [
        *proposed(index, sentence),
        *plain_roles(index, sentence),
        *rolls(index, sentence),
        *founders(index, sentence),
        *arrivals(index, sentence),
        *offers(index, sentence),
        *denials(index, sentence),
    ]


def _proposed_pairs(
    index: BriefIndex, sentence: int, found: list[Trigger], memory: Memory, decided: Collection[Telling]
) -> Iterator[Scene]:
    """What the pair reader holds to be told, a scene for each pair: a trigger tells of one pair alone, and
    what no word of the lexicon tells has none. Where a sentence asks or supposes something, only what
    another of its words tells is proposed."""
    named = {code for one in index.in_sentence[sentence] for code in one.entities}
    in_words = {one.entry.predicate for one in found}
    untold = any(not one.entry.weak and not is_told(index, one.token, one.entry.predicate) for one in found)
    for (subject, organisation), odds in index.odds(sentence).items():
        for predicate, told in zip(PREDICATES, odds[SUBJECT], strict=True):
            if told < PROPOSED_FROM or (sentence, predicate, subject, organisation) in decided:
                continue
            if untold and not _told_besides(index, sentence, found, predicate, subject):
                continue
            words = predicate in in_words
            if told >= (PROPOSED_FROM if words else PROPOSED_ALONE_FROM) and (words or organisation in named):
                yield _scene_of_pair(index, sentence, found, predicate, (subject, organisation), memory)


def _told_besides(
    index: BriefIndex, sentence: int, found: list[Trigger], predicate: str, subject: str
) -> bool:
    """Whether, in a sentence that asks or supposes something, a word tells a predicate of a subject in its
    own clause."""
    places = [one.root for one in index.in_sentence[sentence] if subject in one.entities]
    return any(
        one.entry.predicate == predicate
        and not one.entry.weak
        and is_told(index, one.token, predicate)
        and any(in_clause_of(index, place, one.token.i) for place in places)
        for one in found
    )


def _scene_of_pair(
    index: BriefIndex,
    sentence: int,
    found: list[Trigger],
    predicate: str,
    pair: tuple[str, str],
    memory: Memory,
) -> Scene:
    """The scene of one pair that the reader proposes."""
    trigger = _proposed_trigger(index, sentence, found, predicate, pair[0])
    predicate = only_resolved(predicate, trigger.token)
    told = factuality(index, trigger, predicate)
    if told.predicate != predicate:
        polarity = "negated" if (predicate, told.predicate) == ("seeks", "declines") else "affirmed"
        told = Factuality(predicate, polarity, "asserted", told.flags, told.words)
    subject = _named_slot(index, sentence, trigger, predicate, pair[:1], "S", memory)
    organisation = _named_slot(index, sentence, trigger, predicate, pair[1:], "O", memory)
    actors = _actors(index, sentence, trigger, predicate)
    features = _trigger_features(index, sentence, trigger, predicate, told, (organisation,), memory)
    return Scene(
        trigger, predicate, told, tuple(features), (subject,), (organisation,), actors, by_reader=True
    )


def _proposed_trigger(
    index: BriefIndex, sentence: int, found: list[Trigger], predicate: str, subject: str
) -> Trigger:
    """What a proposal hangs on: of the words that tell the predicate the nearest to the subject, with its
    status, else the head of the sentence."""
    start, end = index.bounds[sentence]
    places = [one.root for one in index.in_sentence[sentence] if subject in one.entities]
    near = places[0] if places else start
    same = [one for one in found if one.entry.predicate == predicate]
    same = [one for one in same if is_told(index, one.token, predicate)] or same
    same = [one for one in same if not _is_told_by_clause(index, one, same)] or same
    nearest = min(same, key=lambda one: (abs(one.token.i - near), one.token.i), default=None)
    status = nearest.entry.status if nearest else None
    entry = Entry(f"reader {predicate}", "", (), "any", predicate, status, None, None, False)
    if nearest is not None:
        return Trigger(entry, nearest.token, nearest.words, True)
    root = index.doc[start:end].root
    return Trigger(entry, root, (root.i,), True)


@switchable(no)
def _is_told_by_clause(index: BriefIndex, trigger: Trigger, same: list[Trigger]) -> bool:
    """Whether a clause behind a plain noun says what the noun's word would: 'countries that are not
    members'."""
    words, noun = index.words, trigger.token.i
    if words.lemmas[noun] not in word_class("state_noun"):
        return False
    clauses = set(words.below(noun, "relcl"))
    return any(clauses.intersection(words.above(one.token.i)) for one in same)


def _is_idle(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether a trigger's word tells nothing of its own: an auxiliary, or part of a name."""
    return index.words.relations[trigger.token.i] in ("aux", "auxpass") or _within_name(index, trigger)


def _within_name(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether a trigger's word is part of a name ('European Union', 'United States')."""
    referent = index.by_token.get(trigger.token.i)
    if referent is None:
        return False
    return referent.kind == ORGANISATION or referent.kind == STATE and referent.link in NAMING


def _worth_reading(index: BriefIndex, sentence: int, found: list[Trigger], memory: Memory) -> bool:
    """Whether a sentence names an organisation, or tells of membership by its words or by what was told
    just before."""
    if any(referent.kind == ORGANISATION for referent in index.in_sentence[sentence]):
        return True
    if not any(code.startswith("org:") for code in memory.last):
        return False
    if memory.told and sentence - max(memory.told.values()) <= CONTEXT_SENTENCES:
        return True
    if next(before(index, index.bounds[sentence][0]), None) is not None:
        return True
    return any(not one.entry.weak for one in found) or about_belonging(index, sentence)


def _scenes_of(
    index: BriefIndex, sentence: int, trigger: Trigger, found: list[Trigger], memory: Memory
) -> Iterator[Scene]:
    """The scene of a trigger; of a pro-verb one for each of the predicates told before it."""
    for predicate in _predicates_of(trigger, found, memory.predicates(sentence)):
        told = factuality(index, trigger, predicate)
        if told.predicate is None:
            continue
        subjects = _slots(index, sentence, trigger, told.predicate, "S", memory)
        organisations = _slots(index, sentence, trigger, told.predicate, "O", memory)
        if (matter := matter_before(index, trigger, told.predicate)) is not None:
            subjects = _with(index, sentence, trigger, subjects, matter.subjects, "S", memory)
            organisations = _with(index, sentence, trigger, organisations, matter.organisations, "O", memory)
        if subjects and organisations:
            actors = _actors(index, sentence, trigger, told.predicate)
            features = tuple(
                _trigger_features(index, sentence, trigger, told.predicate, told, organisations, memory)
            )
            yield Scene(trigger, told.predicate, told, features, subjects, organisations, actors)


def _with(
    index: BriefIndex,
    sentence: int,
    trigger: Trigger,
    slots: tuple[Slot, ...],
    entities: tuple[str, ...],
    role: str,
    memory: Memory,
) -> tuple[Slot, ...]:
    """Slots with one of `entities`, which were told of before, if it is not among them."""
    if any(set(slot.entities) == set(entities) for slot in slots):
        return slots
    return (*slots, _named_slot(index, sentence, trigger, trigger.entry.predicate, entities, role, memory))


def _proposed(index: BriefIndex, sentence: int, proposal: Proposal, memory: Memory) -> Scene:
    """The scene of a rule's proposal: one candidate, to be taken or not."""
    predicate = only_resolved(proposal.predicate, proposal.trigger)
    entry = Entry(f"rule {proposal.frame}", "", (), "any", predicate, None, None, None, False)
    words = (proposal.trigger.i, *(i for i in proposal.tokens if i != proposal.trigger.i))
    trigger = Trigger(entry, proposal.trigger, words, True)
    told = Factuality(predicate, proposal.polarity, proposal.modality, (), proposal.words)
    subject = _named_slot(index, sentence, trigger, predicate, proposal.subjects, "S", memory)
    organisation = _named_slot(index, sentence, trigger, predicate, proposal.organisations, "O", memory)
    actor = Slot((), None, (f"A:{predicate}:{NOBODY}",))
    if proposal.actors:
        actor = _named_slot(index, sentence, trigger, predicate, proposal.actors, "A", memory)
    features = (
        *_trigger_features(index, sentence, trigger, predicate, told, (organisation,), memory),
        "R:proposed",
        f"R:proposed:{predicate}",
        f"R:proposed:{predicate}:{proposal.polarity}:{proposal.modality}",
    )
    return Scene(trigger, predicate, told, features, (subject,), (organisation,), (actor,), proposal)


def _named_slot(
    index: BriefIndex,
    sentence: int,
    trigger: Trigger,
    predicate: str,
    entities: tuple[str, ...],
    role: str,
    memory: Memory,
) -> Slot:
    """Given entities as a slot: where the sentence names them, the nearest to the trigger, else as
    remembered."""
    here = index.in_sentence[sentence]
    fitting = [one for one in here if set(one.entities) & set(entities)]
    if fitting:
        referent = min(
            fitting,
            key=lambda one: (-len(set(one.entities) & set(entities)), abs(one.root - trigger.token.i)),
        )
        same = [one for one in here if one.kind == referent.kind]
        return Slot(
            entities, referent, tuple(_slot_features(index, trigger, predicate, referent, role, same))
        )
    if entities[0] in memory.last:
        rest = (entities[0], role, 0, memory, bool(here))
        return Slot(entities, None, tuple(_context_features(index, sentence, trigger, predicate, *rest)))
    return Slot(entities, None, (f"{role}:nowhere",))


def _agreement(
    index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot, actor: Slot
) -> tuple[str, ...]:
    """Whether the rules read the same in this sentence."""
    sentence, predicate = index.sentence_of[scene.trigger.token.i], scene.predicate
    if not proposed(index, sentence):
        return "R:silent", f"R:{predicate}:silent", "R:same predicate here=False"
    pair = _proposals_of(index, sentence, subject.entities, organisation.entities)
    with_actor = [
        one
        for one in pair
        if one.predicate == predicate and set(actor.entities) == set(one.actors) & set(actor.entities)
    ]
    if with_actor and (actor.entities or not with_actor[0].actors):
        found = "same"
    elif any(one.predicate == predicate for one in pair):
        found = "same but actor"
    else:
        found = "other predicate" if pair else "silent"
    same = any(one.predicate == predicate for one in proposed(index, sentence))
    return f"R:{found}", f"R:{predicate}:{found}", f"R:same predicate here={same}"


@kept
def _proposals_of(
    index: BriefIndex, sentence: int, subjects: tuple[str, ...], organisations: tuple[str, ...]
) -> list[Proposal]:
    """What the rules propose of all these subjects and organisations in a sentence."""
    return [
        one
        for one in proposed(index, sentence)
        if set(subjects) <= set(one.subjects) and set(organisations) <= set(one.organisations)
    ]


def _near(index: BriefIndex, sentence: int, trigger: Trigger, kinds: tuple[str, ...]) -> list[Referent]:
    """The referents of a sentence that stand nearest to a trigger, in text order: of a longer list the
    rest is left out, since what is combined with each other grows with the third power."""
    here = [one for one in index.in_sentence[sentence] if one.kind in kinds]
    if len(here) <= MOST_NEAR:
        return here
    nearest = sorted(here, key=lambda one: abs(one.root - trigger.token.i))[:MOST_NEAR]
    return [one for one in here if one in nearest]


def _slots(
    index: BriefIndex, sentence: int, trigger: Trigger, predicate: str, role: str, memory: Memory
) -> tuple[Slot, ...]:
    """Who might be subject ("S") or organisation ("O"): those of the sentence, then those remembered."""
    kinds = (ORGANISATION,) if role == "O" else (STATE, ORGANISATION)
    here = _near(index, sentence, trigger, kinds)
    found = [
        Slot(
            referent.entities,
            referent,
            tuple(_slot_features(index, trigger, predicate, referent, role, here)),
        )
        for referent in here
    ]
    present = {code for slot in found for code in slot.entities}
    for rank, code in enumerate(memory.recent(sentence, organisations=role == "O")):
        if code not in present:
            found.append(
                Slot(
                    (code,),
                    None,
                    tuple(
                        _context_features(
                            index, sentence, trigger, predicate, code, role, rank, memory, bool(present)
                        )
                    ),
                )
            )
    return tuple(found)


def _actors(index: BriefIndex, sentence: int, trigger: Trigger, predicate: str) -> tuple[Slot, ...]:
    """Who might hold a position: those of the sentence, the speaker, a group without a name; nobody for
    the rest. None does where it is only said that there is one."""
    nobody = Slot((), None, (f"A:{predicate}:{NOBODY}",))
    if predicate not in STANCES | MAY_HAVE_ACTOR:
        return (nobody,)
    holder = _holder(index, trigger.token.i)
    if holder is not None:
        return (holder,)
    here = _near(index, sentence, trigger, (STATE, ORGANISATION, GROUP))
    if is_only_there(index, trigger):
        holders = [one for one in here if is_held_in(index, trigger.token.i, one)]
        return tuple(
            Slot(one.entities, one, tuple(_slot_features(index, trigger, predicate, one, "A", holders)))
            for one in holders
        )
    found: list[Slot] = []
    for referent in here:
        if is_acted_upon(index, trigger, referent) or is_only_some(index, referent):
            continue
        if predicate in STANCES and (
            is_no_agent(index, trigger.token.i, referent) or is_a_place(index, referent)
        ):
            continue
        features = tuple(_slot_features(index, trigger, predicate, referent, "A", here))
        found.append(Slot(referent.entities, referent, features))
    speaker = index.speaker(trigger.token.i)
    if speaker and all(speaker not in slot.entities for slot in found):
        inside = trigger.token.i in index.statement_of
        found.append(
            Slot(
                (speaker,),
                None,
                (f"A:speaker:{inside}", f"A:{predicate}:speaker:{inside}", f"A:{trigger.entry.name}:speaker"),
            )
        )
    group = _group(index, trigger)
    if group is not None:
        found.append(group)
    if predicate in MAY_HAVE_ACTOR or not (found or here):
        found.append(nobody)
    return tuple(found)


def _group(index: BriefIndex, trigger: Trigger) -> Slot | None:
    """The grammatical subject where it names nobody: 'some other members oppose it'."""
    return _group_of(index, trigger.token.i)


@switchable(nothing)
@kept
def _group_of(index: BriefIndex, token: int) -> Slot | None:
    """Several without a name who are the subject of a word or of what governs it."""
    words = index.words
    for word in words.above(token):
        subject = next(
            (child for child in words.below(word, *NOUN_SUBJECTS) if child < token),
            None,
        )
        if subject is not None:
            break
        if words.relations[word] not in ("xcomp", "conj", "aux", "ccomp", "dobj", "pcomp", "prep"):
            return None
    else:
        return None
    return _phrase(index, token, subject)


@switchable(nothing)
@kept
def _holder(index: BriefIndex, token: int) -> Slot | None:
    """Several without a name whose attitude a noun is, so that it is nobody else's: 'some members'
    reservations'."""
    words = index.words
    if words.parts[token] != "NOUN":
        return None
    owner = next(iter(words.below(token, "poss")), None)
    if owner is None or words.tokens[owner].tag_ != "NNS":
        return None
    return _phrase(index, token, owner)


def _phrase(index: BriefIndex, token: int, subject: int) -> Slot | None:
    """A noun with what stands before it as who acts, where it names nobody."""
    words = index.words
    phrase = index.doc[words.tokens[subject].left_edge.i : subject + 1]
    if any(one in index.by_token for one in range(phrase.start, phrase.end)):
        return None
    if words.parts[subject] != "NOUN":
        return None
    kind = ",".join(words.kinds[subject]) or "other"
    return Slot(
        (phrase.text,),
        Referent(phrase.start, phrase.end, subject, GROUP, "phrase", (phrase.text,)),
        (f"A:phrase:{kind}", f"A:phrase:path={words.path(token, subject)}"),
    )


@kept
def _attachment(index: BriefIndex, root: int) -> str:
    """What a name hangs on: the kind of that word and the label of the edge ('membership:poss',
    'other:compound')."""
    words, token = index.words, root
    while words.relations[token] in ("conj", "appos") and words.heads[token] != token:
        token = words.heads[token]
    label, head = words.relations[token], words.heads[token]
    if label == "pobj":
        label, head = words.lower[head], words.heads[head]
    return "root" if head == token else f"{_kind(index, head)}:{label}"


def _kind(index: BriefIndex, token: int) -> str:
    """A word as a class: who it names, the kind of noun it is, else its part of speech."""
    referent = index.by_token.get(token)
    if referent is not None:
        return referent.kind.upper()
    kinds = index.words.kinds[token]
    return kinds[0] if kinds else index.words.parts[token]


@dataclasses.dataclass(frozen=True, slots=True)
class _Place:
    """How a name stands to a word, whatever is told by it: the path, what the name hangs on, the side, how
    many words and verbs are between, the kinds of names it is listed with, the words between, the kind of
    noun it qualifies."""

    path: str
    attached: str
    side: str
    far: str
    verbs: int
    listed: tuple[str, ...]
    words: str | None
    qualifies: str | None


@kept
def _place(index: BriefIndex, token: int, start: int, end: int, root: int, kind: str) -> _Place:
    """How the name at tokens `start` to `end`, its head `root`, stands to a token."""
    after = root > token
    low, high = sorted((token, root))
    verbs = index.words.verbs_before
    bounds = (token + 1, start) if after else (end, token)
    return _Place(
        index.words.path(token, root),
        _attachment(index, root),
        "after" if after else "before",
        distance(max(start - token - 1 if after else token - end, 0)),
        max(0, verbs[high] - verbs[low + 1]),
        tuple(_listed_with(index, start, end, kind)),
        index.words.between(*bounds, index.masks) if bounds[0] <= bounds[1] else "inside",
        _qualified(index, token, end),
    )


def _qualified(index: BriefIndex, token: int, end: int) -> str | None:
    """The kind of the noun that follows a name and is neither a name nor the token itself; None for no
    noun."""
    words = index.words
    if end >= len(words.parts) or end == token or end in index.by_token:
        return None
    if words.parts[end] not in ("NOUN", "PROPN"):
        return None
    return words.kinds[end][0] if words.kinds[end] else "other"


def _slot_features(
    index: BriefIndex, trigger: Trigger, predicate: str, referent: Referent, role: str, here: list[Referent]
) -> Iterator[str]:
    token, root, name = trigger.token.i, referent.root, trigger.entry.name
    place = _place(index, token, referent.start, referent.end, root, referent.kind)
    nearer = sum(
        abs(one.root - token) < abs(root - token) and (one.root > token) == (root > token)
        for one in here
        if one is not referent
    )
    way, attached, side = place.path, place.attached, place.side
    yield f"{role}:path={way}"
    yield f"{role}:{predicate}:path={way}"
    yield f"{role}:{name}:path={way}"
    yield f"{role}:attach={attached}"
    yield f"{role}:{predicate}:attach={attached}"
    yield f"{role}:{predicate}:{side}:{place.far}"
    yield f"{role}:{trigger.entry.part}:{side}:verbs={min(place.verbs, 2)}"
    yield f"{role}:{trigger.entry.part}:{side}:nearer={min(nearer, 2)}"
    yield f"{role}:{name}:{side}:nearer={min(nearer, 2)}"
    yield f"{role}:link={referent.link}"
    yield f"{role}:kind={referent.kind}"
    if root in index.in_source:
        yield f"{role}:source"
    if (token in index.statement_of) != (root in index.statement_of):
        yield f"{role}:other voice"
    for beside in place.listed:
        yield f"{role}:listed with {beside}"
        yield f"{role}:{predicate}:listed with {beside}"
    if len(referent.entities) > 1:
        yield f"{role}:several"
        yield f"{role}:{name}:several"
    if place.words is not None:
        yield f"{role}:{predicate}:{side} '{place.words}'"
        yield f"{role}:{trigger.entry.part}:{side} '{place.words}'"
    if place.qualifies is not None:
        yield f"{role}:qualifies {place.qualifies}"


def _listed_with(index: BriefIndex, start: int, end: int, kind: str) -> Iterator[str]:
    """What stands next to a name in a list that is not made one with it: a state beside an organisation,
    say."""
    lower = index.words.lower
    for side, step, at in (("before", -1, start - 1), ("after", 1, end)):
        joined = False
        while 0 <= at < len(lower) and at not in index.by_token:
            joins = lower[at] in JOINING or lower[at] == ","
            joined = joined or joins
            if not joins and lower[at] != "the":
                break
            at += step
        other = index.by_token.get(at)
        if joined and other is not None and other.kind != kind:
            yield f"{other.kind} {side}"


def _context_features(
    index: BriefIndex,
    sentence: int,
    trigger: Trigger,
    predicate: str,
    code: str,
    role: str,
    rank: int,
    memory: Memory,
    present: bool,
) -> Iterator[str]:
    ago = sentence - memory.last[code]
    share = memory.counts[code] / max(1, memory.named["O" if role == "O" else "S"])
    same = index.paragraph_of[sentence] == index.paragraph_of[memory.last[code]]
    yield f"{role}:remembered"
    yield f"{role}:{predicate}:remembered"
    yield f"{role}:{trigger.entry.name}:remembered"
    yield f"{role}:remembered:others here={present}"
    yield f"{role}:remembered:ago={min(ago, 4)}"
    yield f"{role}:remembered:rank={min(rank, 3)}"
    yield f"{role}:remembered:share={int(share * 4)}"
    yield f"{role}:remembered:same paragraph={same}"
    if code in memory.titled:
        yield f"{role}:remembered:in title"


def _trigger_features(
    index: BriefIndex,
    sentence: int,
    trigger: Trigger,
    predicate: str,
    told: Factuality,
    organisations: tuple[Slot, ...],
    memory: Memory,
) -> Iterator[str]:
    token, name, words = trigger.token.i, trigger.entry.name, index.words
    relation = words.relations[token]
    yield "bias"
    yield f"T:{predicate}"
    yield f"T:{name}"
    yield f"T:{name}:{words.lemmas[token]}"
    yield f"T:{name}:{trigger.token.tag_}"
    yield f"T:{predicate}:dep={relation}"
    for label, word in arguments(index, token):
        kind = _kind(index, word)
        yield f"T:{predicate}:has {label}:{kind}"
        yield f"T:{name}:has {label}:{kind}"
        if kind in ("NOUN", "VERB") and label not in ("nsubj", "advcl"):
            yield f"T:{predicate}:has {label}:{words.lemmas[word]}"
    above = words.above(token)[1:3]
    for depth, word in enumerate(above):
        if depth == 1 and words.parts[above[0]] != "ADP":
            break
        yield f"T:{predicate}:under {words.lemmas[word]}"
        yield f"T:{name}:under {_kind(index, word)}:{relation}"
    for flag in told.flags:
        yield f"F:{flag}"
        yield f"F:{predicate}:{flag}"
    yield f"F:{predicate}:{told.modality}:{told.polarity}"
    named = any(slot.referent is not None for slot in organisations)
    yield f"T:{predicate}:organisation here={named}"
    yield f"T:{name}:organisation here={named}"
    start, end = index.bounds[sentence]
    kinds = _sentence_kinds(index, token)
    for kind in sorted(kinds):
        yield f"T:{predicate}:with {kind}"
        yield f"T:{name}:with {kind}"
    if not kinds:
        yield f"T:{predicate}:no word of membership"
        yield f"T:{name}:no word of membership"
    before = memory.predicates(sentence)
    yield f"T:{predicate}:told before={before[0] if before else None}"
    if before:
        yield f"T:{name}:told before={before[0]}"
    yield f"T:segment={index.kind_of[sentence]}"
    yield f"T:length={distance((end - start) // 3)}"


def earned(index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot, memory: Memory) -> bool:
    """Whether an organisation that is only remembered is earned: its sentence is about membership, or goes on
    with it.

    A clause whose object is something else ('joined the sanctions') earns nothing by its verb alone. What
    the pair reader holds to be told is earned, too."""
    if organisation.referent is not None or scene.proposal is not None:
        return True
    token = scene.trigger.token.i
    if _sentence_kinds(index, token) & EARNING:
        return True
    pairs = ((one, other) for one in subject.entities for other in organisation.entities)
    sentence = index.sentence_of[token]
    if any(sentence - memory.told.get(pair, -99) <= CONTEXT_SENTENCES for pair in pairs):
        return True
    other = _other_object(index, token) is not None
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
    between = {",", "the", *_repeated(index, low)}
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
    return not _attachment(index, there.root).startswith(BELONGING_TO)


def _opens_a_clause(index: BriefIndex, name: Referent, place: int) -> bool:
    """Whether a name is the subject of the next clause, in which a trigger stands: 'is an observer in the
    union, and Chad is a partner'."""
    words = index.words
    verb = words.heads[name.root]
    return (
        words.relations[name.root] in NOUN_SUBJECTS
        and verb in words.above(place)
        and verb >= name.end
        and words.relations[verb] in ("conj", "ROOT", "advcl", "ccomp")
        and any(above < name.start for above in words.above(verb) if above != verb)
    )


def _repeated(index: BriefIndex, name: Referent) -> list[str]:
    """The preposition before a name, which a list may say again before each: 'with the union, with Chad'."""
    words, at = index.words, name.start - 1
    if at > 0 and words.lower[at] == "the":
        at -= 1
    return [words.lower[at]] if at >= 0 and words.lower[at] in ("with", "from", "for", "by", "to") else []


@kept
def _sentence_kinds(index: BriefIndex, token: int) -> frozenset[str]:
    """The kinds of words of membership in a token's sentence, the token itself aside."""
    words = belonging(index, index.sentence_of[token])
    return frozenset(kind for word, kinds in words if word != token for kind in kinds)


@kept
def _other_object(index: BriefIndex, token: int) -> str | None:
    """Where a verb has an object that is nobody and no word of membership ('joined the call'): how it
    hangs on it."""
    if index.words.parts[token] not in ("VERB", "AUX"):
        return None
    for label, word in arguments(index, token):
        if label in ("dobj", "nsubjpass", "from", "to", "with", "on", "in", "into") and word > token:
            if _kind(index, word) in ("NOUN", "PROPN") and word not in index.date_tokens:
                return label
    return None


def organisation_features(index: BriefIndex, scene: Scene, organisation: Slot) -> tuple[str, ...]:
    """What speaks for a trigger and an organisation together, whoever the subject is."""
    found = []
    predicate, name, there = scene.predicate, scene.trigger.entry.name, organisation.referent is not None
    token = scene.trigger.token.i
    other = _other_object(index, token)
    if other is not None:
        found.append(f"P:{name}:object is other:organisation here={there}")
        found.append(f"P:object is other:{other}:organisation here={there}")
    if scene.proposal is None:
        status = status_of(index, scene.trigger, organisation.entities[0])
        found += (
            f"P:{predicate}:status={status}",
            f"P:{name}:{index.words.lemmas[token]}:status={status}",
        )
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
        kinds = _sentence_kinds(index, token)
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
    """What speaks for an actor beside a subject and an organisation, and whether the rules propose the
    three."""
    found, predicate, here = [], scene.predicate, subject.referent
    if actor.entities:
        found.append(f"P:actor is organisation={actor.entities == organisation.entities}")
        if actor.referent is not None and here is not None:
            token = scene.trigger.token.i
            ways = [index.words.path(token, one.root) for one in (actor.referent, here)]
            found.append(f"P:{predicate}:actor {ways[0]} | {ways[1]}")
            found.append(f"P:{predicate}:actor first={actor.referent.root < here.root}")
    if index.with_rules and scene.proposal is None:
        found += _agreement(index, scene, subject, organisation, actor)
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
