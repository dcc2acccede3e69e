"""A stance as the proposal of a claim."""

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Token

from pipeline.language.annotations import Claim
from pipeline.language.claims.factuality.how_told import Factuality
from pipeline.language.claims.index import BriefIndex
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.stances.actors import phrase_of
from pipeline.language.claims.stances.bids_meant import themes_of
from pipeline.language.claims.told import SURE, Told
from pipeline.language.claims.triggers import STANCES, Trigger
from pipeline.language.registry import no, switchable


class Stance(NamedTuple):
    """Who takes a stance, nobody where a bid itself is turned down; on what, None where that is not known;
    and which way, by its predicate."""

    actors: tuple[str, ...]
    matter: Told | None
    way: str


def told_by(
    index: BriefIndex, trigger: Trigger, told: Factuality, subject: int, stance: Stance
) -> Proposal | None:
    """A stance that a word and the subject of its verb tell; None where nobody takes it, it is not sure on
    what it is, or it is on the bid of those who take it."""
    actors, matter, way = stance
    if matter is None or matter.confidence < SURE or not matter.subjects:
        return None
    if not actors and way in STANCES or set(actors) & set(matter.subjects):
        return None
    return Proposal(
        frame=trigger.entry.name,
        trigger=trigger.token,
        predicate=way,
        subjects=matter.subjects,
        organisations=matter.organisations,
        actors=actors,
        status=matter.status,
        polarity="affirmed" if way in ("conditional", "undecided") else told.polarity,
        statement=_voice(index, trigger),
        tokens=tuple(sorted({*trigger.words, *phrase_of(index, subject)})),
        words=told.words,
        why=f"“{trigger.token.text}” of “{index.words.tokens[subject].text}”",
        plain=True,
        at_most=matter.confidence,
    )


@switchable(no)
def is_acted_on(claim: Claim, beside: Iterable[tuple[Claim, Token]]) -> bool:
    """Whether a stance was acted on in its sentence, by the claims told there, each by its word: a veto that
    was cast is no stance."""
    if (claim.predicate, claim.polarity) != ("opposes", "affirmed"):
        return False
    vetoes = (one for one, word in beside if word.lemma_ == "veto" and one.predicate == "rejected")
    cast = (one for one in vetoes if (one.polarity, one.modality) == ("affirmed", "asserted"))
    return any((one.subject, one.org, one.actor) == (claim.subject, claim.org, claim.actor) for one in cast)


def _voice(index: BriefIndex, trigger: Trigger) -> int | None:
    """The statement in which a stance stands, or whose cue it is ('called for a quick return')."""
    place = trigger.token
    if place.i in index.statement_of:
        return index.statement_of[place.i]
    for theme in themes_of(index, trigger):
        number = index.statement_of.get(theme)
        cue = index.doc._.statements[number].cue if number is not None else None
        if cue is not None and cue[0] <= place.idx < cue[1]:
            return number
    return None
