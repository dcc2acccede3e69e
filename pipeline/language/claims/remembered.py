"""Which of the organisations that a brief has named a clause without one is about.

A clause is about what its paragraph is about, and about what the brief set out with, rather than about an
organisation that was named once in passing: after 'Chad, a NATO partner, joined the League. Mali applied
in May.' Mali applied to the League."""

from collections.abc import Mapping

from pipeline.language.claims.index import BriefIndex
from pipeline.language.claims.recollection import Memory
from pipeline.language.claims.rules.context import NOT_OF_ZONES
from pipeline.language.claims.scenes import Scene
from pipeline.language.claims.statuses import status_of
from pipeline.language.claims.triggers import STANCES
from pipeline.language.registry import no, switchable
from pipeline.lexicon import knows_status, word_class

# What an organisation wins by each, in log-odds; fitted beside the weights on texts left out, and rounded.
IN_PARAGRAPH, FIRST_IN_BRIEF, PUBLISHER, QUALIFYING = 2.0, 1.4, 4.0, -2.0
OF_A_ZONE, WITHOUT_STATUS = -6.0, -4.0
# Sentences: what a text set out with is settled after a few, and a long text turns from one thing to another.
SETTLED, LONGEST_BRIEF = 4, 40


def no_difference(*_: object) -> dict[str, float]:
    """No organisation is preferred."""
    return {}


@switchable(no_difference)
def behind_the_best(index: BriefIndex, memory: Memory, scene: Scene) -> Mapping[str, float]:
    """How far each organisation that a scene only remembers is behind the one of these that the text is
    likeliest about, in log-odds; 0 for that one."""
    remembered = {slot.entities[0] for slot in scene.organisations if slot.referent is None}
    if not remembered:
        return {}
    known = memory.recent(index.sentence_of[scene.trigger.token.i], organisations=True)
    won = {code: _won(index, memory, scene, code) for code in remembered.union(known)}
    best = max((won[code] for code in known), default=0.0)
    return {code: min(0.0, won[code] - best) for code in remembered}


def _won(index: BriefIndex, memory: Memory, scene: Scene, code: str) -> float:
    """What speaks for an organisation by where the text named it; nobody applies to a zone."""
    if code not in memory.last:
        return 0.0
    sentence = index.sentence_of[scene.trigger.token.i]
    same = index.paragraph_of[memory.last[code]] == index.paragraph_of[sentence]
    zone = code.removeprefix("org:").lower() in word_class("zone") and scene.predicate in NOT_OF_ZONES
    return (
        OF_A_ZONE * zone
        + WITHOUT_STATUS * _lacks_status(index, scene, code)
        + IN_PARAGRAPH * same
        + FIRST_IN_BRIEF * (code == memory.first_organisation and SETTLED <= sentence <= LONGEST_BRIEF)
        + PUBLISHER * (code == memory.publisher)
        + QUALIFYING * memory.qualifying.get(code, False)
    )


@switchable(no)
def _lacks_status(index: BriefIndex, scene: Scene, code: str) -> bool:
    """Whether an organisation has no status of the name that is told: NATO has no observers."""
    if scene.predicate in STANCES:
        return False
    return not knows_status(code, status_of(index, scene.trigger, code))
