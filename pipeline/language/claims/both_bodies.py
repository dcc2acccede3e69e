"""What is told of two organisations at once that were named before: 'Chad belongs to neither', 'Chad is a member of both'."""

from pipeline.language.claims.factuality import factuality
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.statuses import status_of
from pipeline.language.claims.triggers import Trigger
from pipeline.language.claims.when import date_of
from pipeline.language.registry import nobody, nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS

PAIRS = frozenset({"neither", "both"})
PLACING = frozenset({"to", "in", "of", "from"})
# What can be told of a state and two organisations in one word.
TELLING = frozenset({"holds", "admitted", "withdrew", "applied", "seeks"})
BEHIND_THEM = frozenset({"them", "two"})


def both_bodies(index: BriefIndex, sentence: int) -> tuple[Proposal, ...]:
    """What a sentence tells of two organisations that were named before, in text order."""
    found: list[Proposal] = []
    for token in range(*index.bounds[sentence]):
        trigger = _trigger(index, sentence, token) if index.words.lower[token] in PAIRS else None
        if trigger is None:
            continue
        holder, bodies = _holder(index, trigger), _two_named(index, token)
        if holder is not None and bodies:
            found += _proposal(index, token, trigger, holder, bodies)
    return tuple(found)


def _proposal(
    index: BriefIndex, token: int, trigger: Trigger, holder: Referent, bodies: tuple[str, ...]
) -> tuple[Proposal, ...]:
    told = factuality(index, trigger)
    denied = index.words.lower[token] == "neither"
    if told.predicate != trigger.entry.predicate or told.modality != "asserted":
        return ()
    date = date_of(index, trigger.token, None, told.predicate)
    return (
        Proposal(
            frame="both_bodies",
            trigger=trigger.token,
            predicate=told.predicate,
            subjects=holder.entities,
            organisations=bodies,
            actors=(),
            status=status_of(index, trigger, bodies[0]),
            polarity="negated" if denied else told.polarity,
            modality=told.modality,
            when=date.edtf if date is not None and not denied else None,
            statement=index.statement_of.get(trigger.token.i),
            tokens=tuple(sorted({token, trigger.token.i, holder.start})),
            words=told.words,
            why=f"“{index.doc[token].text}” of the two named before",
            plain=True,
        ),
    )


@switchable(nothing)
def _trigger(index: BriefIndex, sentence: int, token: int) -> Trigger | None:
    """The word that tells what somebody is in both or neither: 'belongs to neither', 'a member of both', 'joined both'."""
    words = index.words
    if any(
        words.lower[child] != "of" or not _of_them(index, child)
        for child in words.children[token]
        if child > token and words.parts[child] != "PUNCT"
    ):
        return None
    above = words.heads[token]
    if words.relations[token] == "pobj" and words.lower[above] in PLACING:
        above = words.heads[above]
    elif words.relations[token] != "dobj":
        return None
    if any(words.relations[child] == "dobj" and child != token for child in words.children[above]):
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
    words = index.words
    for verb in words.above(trigger.token.i)[:2]:
        subject = next(
            (child for child in words.children[verb] if words.relations[child] in NOUN_SUBJECTS), None
        )
        if subject is None:
            continue
        here = index.in_sentence[index.sentence_of[subject]]
        return next((one for one in here if one.start <= subject < one.end and one.kind == STATE), None)
    return None


@switchable(nobody)
def _two_named(index: BriefIndex, token: int) -> tuple[str, ...]:
    """The organisations that a paragraph has named before a word, if they are two: of three it is not clear which are meant."""
    sentence = index.sentence_of[token]
    paragraph = index.paragraph_of[sentence]
    found: dict[str, None] = {}
    for number in range(sentence, -1, -1):
        if index.paragraph_of[number] != paragraph:
            break
        here = [one for one in index.in_sentence[number] if one.kind == ORGANISATION and one.end <= token]
        found.update(dict.fromkeys(code for one in reversed(here) for code in one.entities))
    return tuple(reversed(found)) if len(found) == 2 else ()
