"""What was told before: the claims that were read so far.

'Peru applied to join the League in May. Chad backs the request, Mali is against.' tells whose request it
is in its first sentence alone."""

import dataclasses
from collections.abc import Iterator

from pipeline.language.claims.index import BriefIndex

# From these confidences on a reading counts as called a request or bid afterwards, as told, and as told for
# sure.
LIKELY, TOLD_FROM, SURE = 0.2, 0.4, 0.6
FARTHEST = 3  # sentences back


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A claim that was read: where its trigger stands, its sentence, what it says, and how sure that is."""

    place: int
    sentence: int
    predicate: str
    subjects: tuple[str, ...]
    organisations: tuple[str, ...]
    actors: tuple[str, ...]
    status: str
    polarity: str
    modality: str
    when: str | None
    confidence: float


def before(index: BriefIndex, place: int, least: float = TOLD_FROM) -> Iterator[Told]:
    """What was told before a token, at most FARTHEST sentences back, the last first."""
    sentence = index.sentence_of[place]
    for one in reversed(index.readings.since(sentence - FARTHEST)):
        if one.place < place and one.sentence >= sentence - FARTHEST and one.confidence >= least:
            yield one


def whole(found: list[Told], one: Told, owners: set[str]) -> Told:
    """What was told with all of whom its sentence tells the same: of 'Chad and Mali applied' each may be
    read by itself; with `owners` alone where there are any."""
    same = [
        code
        for other in reversed(found)
        if (other.sentence, other.predicate, other.organisations)
        == (one.sentence, one.predicate, one.organisations)
        for code in other.subjects
        if not owners or code in owners
    ]
    return dataclasses.replace(one, subjects=tuple(dict.fromkeys(same)))
