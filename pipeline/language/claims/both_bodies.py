"""What is told of two organisations at once that were named before: 'Chad belongs to neither', 'Chad is a
member of both'."""

from pipeline.language.claims.factuality.how_told import factuality
from pipeline.language.claims.factuality.whether_told import is_told
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent
from pipeline.language.claims.plain_verbs import plainly_told
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.statuses import status_of
from pipeline.language.claims.triggers import Entry, Trigger
from pipeline.language.claims.when import day_told
from pipeline.language.registry import nobody, nothing, switchable

PLACE = Entry("both_bodies", "", (), "verb", "holds", None, None, None, False)
FEWEST = 2
PAIRS = frozenset({"neither", "both"})
PLACING = frozenset({"to", "in", "of", "from"})
# What can be told of a state and two organisations in one word.
TELLING = frozenset({"holds", "admitted", "withdrew", "applied", "seeks"})
BEHIND_THEM = frozenset({"them", "two"})


def both_bodies(index: BriefIndex, sentence: int) -> tuple[Proposal, ...]:
    """What a sentence tells of two organisations that were named before, in text order."""
    found: list[Proposal] = []
    for token in range(*index.bounds[sentence]):
        found += _places(index, token)
        trigger = _trigger(index, sentence, token) if index.words.lower[token] in PAIRS else None
        if trigger is None:
            continue
        holder, bodies = _holder(index, trigger), _two_named(index, token)
        if holder is not None and bodies:
            found += _proposal(index, token, trigger, holder, bodies)
    return tuple(found)


@switchable(nobody)
def _places(index: BriefIndex, verb: int) -> tuple[Proposal, ...]:
    """'Is in the union but not in the club', 'is in the union without being in the club'."""
    words = index.words
    first = next((one for one in words.children[verb] if words.lower[one] == "in"), None)
    if words.lemmas[verb] != "be" or first is None or words.relations[verb] == "pcomp":
        return ()
    trigger = Trigger(PLACE, words.tokens[verb], (verb,), True)
    told, holder = factuality(index, trigger), _holder(index, trigger)
    others = [one for one in words.below(first, "conj") if words.lower[one] == "in"]
    placed = [(first, told.polarity == "negated")]
    for one in others:
        joined = words.lower[one - 1]
        denied = joined in ("not", "nor") or joined != "but" and placed[-1][1]
        placed.append((one, denied))
    placed += [(one, True) for one in _without(index, verb)]
    bodies = [(_body(index, one), denied) for one, denied in placed]
    if holder is None or len(bodies) < FEWEST or any(body is None for body, _ in bodies):
        return ()
    if told.modality != "asserted" or not is_told(index, words.tokens[verb], "holds"):
        return ()
    return tuple(_placed(index, trigger, holder, body, denied) for body, denied in bodies if body is not None)


def _without(index: BriefIndex, verb: int) -> list[int]:
    """The 'in' of 'without being in'."""
    words = index.words
    being = [one for one in words.behind(verb, "without") if words.lemmas[one] == "be"]
    return [one for word in being for one in words.children[word] if words.lower[one] == "in"]


def _body(index: BriefIndex, preposition: int) -> Referent | None:
    """The organisation that alone stands behind a preposition."""
    below = index.words.below(preposition, "pobj")
    there = index.by_token.get(below[0]) if below else None
    return there if there is not None and there.kind == ORGANISATION and there.link != "body" else None


def _placed(index: BriefIndex, trigger: Trigger, holder: Referent, body: Referent, denied: bool) -> Proposal:
    return plainly_told(
        index,
        trigger.token.i,
        (holder.start, body.start),
        frame="both_bodies",
        predicate="holds",
        subjects=holder.entities,
        organisations=body.entities,
        polarity="negated" if denied else "affirmed",
        when=None if denied else day_told(index, trigger.token.i, "holds"),
        why=f"“{trigger.token.text} in” of each",
    )


def _proposal(
    index: BriefIndex, token: int, trigger: Trigger, holder: Referent, bodies: tuple[str, ...]
) -> tuple[Proposal, ...]:
    told = factuality(index, trigger)
    denied = index.words.lower[token] == "neither"
    if told.predicate != trigger.entry.predicate or told.modality != "asserted":
        return ()
    proposal = plainly_told(
        index,
        trigger.token.i,
        (token, holder.start),
        frame="both_bodies",
        predicate=told.predicate,
        subjects=holder.entities,
        organisations=bodies,
        status=status_of(index, trigger, bodies[0]),
        polarity="negated" if denied else told.polarity,
        modality=told.modality,
        when=None if denied else day_told(index, trigger.token.i, told.predicate),
        words=told.words,
        why=f"“{index.doc[token].text}” of the two named before",
    )
    return (proposal,)


@switchable(nothing)
def _trigger(index: BriefIndex, sentence: int, token: int) -> Trigger | None:
    """The word that tells of both or neither: 'belongs to neither', 'a member of both', 'joined both'."""
    words = index.words
    behind = (one for one in words.children[token] if one > token and words.parts[one] != "PUNCT")
    if any(words.lower[child] != "of" or not _of_them(index, child) for child in behind):
        return None
    above = words.heads[token]
    if words.relations[token] == "pobj" and words.lower[above] in PLACING:
        above = words.heads[above]
    elif words.relations[token] != "dobj":
        return None
    if any(child != token for child in words.below(above, "dobj")):
        return None  # 'lost faith in both'
    telling = (one for one in index.triggers[sentence] if one.token.i == above)
    return next((one for one in telling if one.entry.predicate in TELLING), None)


def _of_them(index: BriefIndex, preposition: int) -> bool:
    """Whether what stands behind 'of' only repeats who is meant: 'neither of them', 'neither of the two'."""
    words = index.words
    return all(words.lower[child] in BEHIND_THEM for child in words.children[preposition])


@switchable(nothing)
def _holder(index: BriefIndex, trigger: Trigger) -> Referent | None:
    """The state that is the subject of a trigger's clause."""
    return index.named_at(index.words.first_subject(index.words.above(trigger.token.i)[:2]), STATE)


@switchable(nobody)
def _two_named(index: BriefIndex, token: int) -> tuple[str, ...]:
    """The organisations that a paragraph named before a word, if two: of three it is not clear which."""
    sentence = index.sentence_of[token]
    paragraph = index.paragraph_of[sentence]
    found: dict[str, None] = {}
    for number in range(sentence, -1, -1):
        if index.paragraph_of[number] != paragraph:
            break
        here = [one for one in index.in_sentence[number] if one.kind == ORGANISATION and one.end <= token]
        found.update(dict.fromkeys(code for one in reversed(here) for code in one.entities))
    return tuple(reversed(found)) if len(found) == 2 else ()
