"""Scenes: every trigger of a passage, and every claim that a rule or the pair reader proposes, with what
may fill its roles."""

import dataclasses
from collections.abc import Collection, Iterator

from pipeline.language.claims.arrivals import arrivals
from pipeline.language.claims.both_bodies import both_bodies
from pipeline.language.claims.denials import denials
from pipeline.language.claims.echoes import echoes
from pipeline.language.claims.evidence import Slot, trigger_features
from pipeline.language.claims.factuality.how_told import Factuality, factuality, only_resolved
from pipeline.language.claims.factuality.imagined import is_asked
from pipeline.language.claims.factuality.whether_told import is_told
from pipeline.language.claims.fillers import NAMING, NOBODY, actors_of, named_slot, slots_of
from pipeline.language.claims.founders import founders
from pipeline.language.claims.index import GROUP, ORGANISATION, STATE, SUBJECT, BriefIndex, kept
from pipeline.language.claims.matters import is_another_matter
from pipeline.language.claims.objects import (
    about_another_matter,
    gets_something_else,
    in_clause_of,
    of_another_body,
)
from pipeline.language.claims.offers import offers
from pipeline.language.claims.own_bids import own_bids
from pipeline.language.claims.proposals import Proposal, proposed
from pipeline.language.claims.recollection import CONTEXT_SENTENCES, Memory, about_belonging
from pipeline.language.claims.roles import plain_roles
from pipeline.language.claims.rolls import rolls
from pipeline.language.claims.shapes import shapes
from pipeline.language.claims.stances.attitudes import is_of_no_bid, plain_stance
from pipeline.language.claims.stances.bids_meant import BY_CONSTRUCTION
from pipeline.language.claims.stances.others_bids import stance_on_another
from pipeline.language.claims.stances.scope import is_within_stance
from pipeline.language.claims.stances.taken_up import matter_before
from pipeline.language.claims.standing import Standing, standing
from pipeline.language.claims.together import together
from pipeline.language.claims.told import before
from pipeline.language.claims.triggers import STANCES, Entry, Trigger, triggers
from pipeline.language.registry import no, switchable
from schemas.vocabulary import PREDICATES

# Log-odds of the pair reader from which it proposes what a word of the sentence may tell of the pair, and
# what none tells.
PROPOSED_FROM, PROPOSED_ALONE_FROM = 1.0, 2.5
# (sentence, predicate, subject, organisation): what a decision is about.
Telling = tuple[int, str, str, str]


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


def passages(index: BriefIndex) -> Iterator[tuple[int, list[Trigger], Memory]]:
    """The sentences of a brief but for boilerplate, with their triggers and the memory of earlier names."""
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
    """What a trigger may tell: its predicate; of a pro-verb the last two of its sentence and `before`."""
    if trigger.entry.predicate != "same":
        return [trigger.entry.predicate]
    told = [one.entry.predicate for one in found if one.token.i < trigger.token.i and not one.entry.weak]
    here = [one for one in dict.fromkeys(reversed(told)) if one not in ("same", "reached")]
    return [*here, *(one for one in before if one not in here)][:2]


def tells(index: BriefIndex, trigger: Trigger, predicate: str) -> bool:
    """Whether a trigger tells anything of a predicate, and of a membership, whoever it is told of."""
    if about_another_matter(index, trigger) or is_another_matter(index, trigger):
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
    """The scene of a stance that a rule proposes, unless a construction tells it already: by its word, or on
    its condition."""
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
        *own_bids(index, sentence),
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
    """Whether a word tells a predicate of a subject in its own clause, whatever is asked besides."""
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
    subject = named_slot(index, sentence, trigger, predicate, pair[:1], "S", memory)
    organisation = named_slot(index, sentence, trigger, predicate, pair[1:], "O", memory)
    actors = actors_of(index, sentence, trigger, predicate)
    features = trigger_features(index, sentence, trigger, predicate, told, (organisation,), memory)
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
    """Whether a clause behind a plain noun tells it: 'countries that are not members'."""
    words, noun = index.words, trigger.token.i
    if not words.is_a(noun, "state_noun"):
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
    """Whether a sentence names an organisation, or tells of membership by itself or what came before."""
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
        subjects = slots_of(index, sentence, trigger, told.predicate, "S", memory)
        organisations = slots_of(index, sentence, trigger, told.predicate, "O", memory)
        if (matter := matter_before(index, trigger, told.predicate)) is not None:
            subjects = _with(index, sentence, trigger, subjects, matter.subjects, "S", memory)
            organisations = _with(index, sentence, trigger, organisations, matter.organisations, "O", memory)
        if subjects and organisations:
            actors = actors_of(index, sentence, trigger, told.predicate)
            features = tuple(
                trigger_features(index, sentence, trigger, told.predicate, told, organisations, memory)
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
    return (*slots, named_slot(index, sentence, trigger, trigger.entry.predicate, entities, role, memory))


def _proposed(index: BriefIndex, sentence: int, proposal: Proposal, memory: Memory) -> Scene:
    """The scene of a rule's proposal: one candidate, to be taken or not."""
    predicate = only_resolved(proposal.predicate, proposal.trigger)
    entry = Entry(f"rule {proposal.frame}", "", (), "any", predicate, None, None, None, False)
    words = (proposal.trigger.i, *(i for i in proposal.tokens if i != proposal.trigger.i))
    trigger = Trigger(entry, proposal.trigger, words, True)
    told = Factuality(predicate, proposal.polarity, proposal.modality, (), proposal.words)
    subject = named_slot(index, sentence, trigger, predicate, proposal.subjects, "S", memory)
    organisation = named_slot(index, sentence, trigger, predicate, proposal.organisations, "O", memory)
    actor = Slot((), None, (f"A:{predicate}:{NOBODY}",))
    if proposal.actors:
        actor = named_slot(index, sentence, trigger, predicate, proposal.actors, "A", memory)
    features = (
        *trigger_features(index, sentence, trigger, predicate, told, (organisation,), memory),
        "R:proposed",
        f"R:proposed:{predicate}",
        f"R:proposed:{predicate}:{proposal.polarity}:{proposal.modality}",
    )
    return Scene(trigger, predicate, told, features, (subject,), (organisation,), (actor,), proposal)


def agreement(
    index: BriefIndex, scene: Scene, subject: Slot, organisation: Slot, actor: Slot
) -> tuple[str, ...]:
    """Whether the rules read the same in this sentence."""
    sentence, predicate = index.sentence_of[scene.trigger.token.i], scene.predicate
    if not proposed(index, sentence):
        return "R:silent", f"R:{predicate}:silent", "R:same predicate here=False"
    pair = _proposals_of(index, sentence, subject.entities, organisation.entities)
    alike = [one for one in pair if one.predicate == predicate]
    with_actor = [one for one in alike if set(actor.entities) <= set(one.actors)]
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
    found = (one for one in proposed(index, sentence) if set(subjects) <= set(one.subjects))
    return [one for one in found if set(organisations) <= set(one.organisations)]
