"""What may fill the roles of a trigger: names of its sentence, groups without a name, what the brief
remembers, or nobody."""

from pipeline.language.claims.evidence import Slot, context_features, slot_features
from pipeline.language.claims.index import GROUP, ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.matters import is_acted_upon, is_only_some
from pipeline.language.claims.recollection import Memory
from pipeline.language.claims.stances.actors import is_a_place, is_held_in, is_no_agent
from pipeline.language.claims.stances.scope import is_only_there
from pipeline.language.claims.triggers import STANCES, Trigger
from pipeline.language.registry import nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS

MAY_HAVE_ACTOR = frozenset({"ratified", "rejected"})
MOST_NEAR = 12  # named candidates of one role in one sentence
# Links of referents that are names, not words that stand for somebody.
NAMING = frozenset({"name", "alias", "list", "demonym"})
NOBODY = "nobody"


def named_slot(
    index: BriefIndex,
    sentence: int,
    trigger: Trigger,
    predicate: str,
    entities: tuple[str, ...],
    role: str,
    memory: Memory,
) -> Slot:
    """Given entities as a slot: as named nearest to the trigger in the sentence, else as remembered."""
    here = index.in_sentence[sentence]
    fitting = [one for one in here if set(one.entities) & set(entities)]
    if fitting:
        referent = min(
            fitting,
            key=lambda one: (-len(set(one.entities) & set(entities)), abs(one.root - trigger.token.i)),
        )
        same = [one for one in here if one.kind == referent.kind]
        return Slot(entities, referent, tuple(slot_features(index, trigger, predicate, referent, role, same)))
    if entities[0] in memory.last:
        rest = (entities[0], role, 0, memory, bool(here))
        return Slot(entities, None, tuple(context_features(index, sentence, trigger, predicate, *rest)))
    return Slot(entities, None, (f"{role}:nowhere",))


def _near(index: BriefIndex, sentence: int, trigger: Trigger, kinds: tuple[str, ...]) -> list[Referent]:
    """The referents of a sentence that stand nearest to a trigger, in text order: of a longer list the
    rest is left out, since what is combined with each other grows with the third power."""
    here = [one for one in index.in_sentence[sentence] if one.kind in kinds]
    if len(here) <= MOST_NEAR:
        return here
    nearest = sorted(here, key=lambda one: abs(one.root - trigger.token.i))[:MOST_NEAR]
    return [one for one in here if one in nearest]


def slots_of(
    index: BriefIndex, sentence: int, trigger: Trigger, predicate: str, role: str, memory: Memory
) -> tuple[Slot, ...]:
    """Who might be subject ("S") or organisation ("O"): those of the sentence, then those remembered."""
    kinds = (ORGANISATION,) if role == "O" else (STATE, ORGANISATION)
    here = _near(index, sentence, trigger, kinds)
    features = (tuple(slot_features(index, trigger, predicate, one, role, here)) for one in here)
    found = [Slot(one.entities, one, own) for one, own in zip(here, features, strict=True)]
    present = {code for slot in found for code in slot.entities}
    for rank, code in enumerate(memory.recent(sentence, organisations=role == "O")):
        if code not in present:
            place = (sentence, trigger, predicate, code, role, rank, memory, bool(present))
            found.append(Slot((code,), None, tuple(context_features(index, *place))))
    return tuple(found)


def actors_of(index: BriefIndex, sentence: int, trigger: Trigger, predicate: str) -> tuple[Slot, ...]:
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
            Slot(one.entities, one, tuple(slot_features(index, trigger, predicate, one, "A", holders)))
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
        features = tuple(slot_features(index, trigger, predicate, referent, "A", here))
        found.append(Slot(referent.entities, referent, features))
    speaker = index.speaker(trigger.token.i)
    if speaker and all(speaker not in slot.entities for slot in found):
        inside = trigger.token.i in index.statement_of
        names = (f"speaker:{inside}", f"{predicate}:speaker:{inside}", f"{trigger.entry.name}:speaker")
        found.append(Slot((speaker,), None, tuple(f"A:{name}" for name in names)))
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
        subject = next((child for child in words.below(word, *NOUN_SUBJECTS) if child < token), None)
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
    """Several without a name whose attitude a noun is, and nobody else's: 'some members' reservations'."""
    words = index.words
    if words.parts[token] != "NOUN":
        return None
    owner = words.first_below(token, "poss")
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
    who = Referent(phrase.start, phrase.end, subject, GROUP, "phrase", (phrase.text,))
    return Slot(who.entities, who, (f"A:phrase:{kind}", f"A:phrase:path={words.path(token, subject)}"))
