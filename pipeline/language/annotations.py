"""What components write on a Doc: plain records with character offsets.

`doc._.segments`, `doc._.mentions`, `doc._.statements`, `doc._.claims` and `doc._.claims_doubtful` are lists
of these, in text order; `doc._.published_on` is the brief's date (datetime.date or None), `doc._.source` the
name of its source where known. Offsets are those of the Doc's text, which is the prepared one
(text/preparation.py); `as_it_came` gives those of the text as it came, which the stage tables hold. A
component reads the Doc's tokens, parse and the earlier records, nothing else: Docs can be restored from the
parsed store and the tables, and read on from any stage.
"""

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from spacy.tokens import Doc


@dataclasses.dataclass(slots=True)
class Segment:
    """A part of the text; `kind` is of schemas.vocabulary.SEGMENT_KINDS."""

    kind: str
    start: int
    end: int


@dataclasses.dataclass(slots=True)
class Mention:
    """A passage that means somebody, something or a time.

    `entity` is an ISO alpha-3 code, 'org:CODE', 'person:slug', 'outlet:slug', 'group:slug', or None where
    unknown; `members` the entities of a plural mention ('the three'); `linked_by` is of LINKS. For a date,
    `edtf` is its value (None where the text does not fix it). For persons: `name` is the fullest name that
    the brief gives, `office` the office as worded, `country` on whose behalf the person speaks (ISO alpha-3
    or 'org:CODE').
    """

    start: int
    end: int
    kind: str
    linked_by: str
    entity: str | None = None
    members: tuple[str, ...] = ()
    edtf: str | None = None
    name: str | None = None
    office: str | None = None
    country: str | None = None


@dataclasses.dataclass(slots=True)
class Statement:
    """An attribution; spans are (start, end) in characters. `cue_lemma` is the entry of the cue lexicon.

    `proposed_by` is the rule that found it, of schemas.vocabulary.PROPOSERS; `score` the log-odds of the
    trained model, None where a rule found it.
    """

    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int] | None
    cue_lemma: str | None
    source: tuple[int, int] | None
    quote: str
    proposed_by: str
    score: float | None = None
    speaker: str | None = None
    speaker_entity: str | None = None
    speaker_country: str | None = None
    via: str | None = None
    said_on: str | None = None


@dataclasses.dataclass(slots=True)
class Claim:
    """A membership claim. `statement` is an index into `doc._.statements`, None for the author's voice.

    `confidence_of_reading` (0 to 1) is how likely the reading is right, calibrated on annotated texts.
    """

    predicate: str
    subject: str
    org: str
    status: str
    evidence: tuple[int, int]
    frame: str
    why: str
    actor: str | None = None
    polarity: str = "affirmed"
    modality: str = "asserted"
    when: str | None = None
    statement: int | None = None
    confidence_of_reading: float = 1.0


Record = TypeVar("Record", Segment, Mention, Statement, Claim)
Place = Callable[[int, int], tuple[int, int]]


def moved(found: Iterable[Record], place: Place | None) -> list[Record]:
    """The records with `place` put to each of their spans; the same records where `place` is None."""
    if place is None:
        return list(found)
    return [dataclasses.replace(one, **_placed(one, place)) for one in found]


def as_it_came(doc: Doc, found: Iterable[Record]) -> list[Record]:
    """Records of a Doc with the offsets of the text as it came."""
    return moved(found, doc._.origin and doc._.origin.outward)


def _placed(one: Segment | Mention | Statement | Claim, place: Place) -> dict[str, Any]:
    """The fields of a record that are spans, put in their place."""
    if isinstance(one, Claim):
        return {"evidence": place(*one.evidence)}
    if isinstance(one, Statement):
        return {
            "content": tuple(place(*span) for span in one.content),
            "cue": one.cue and place(*one.cue),
            "source": one.source and place(*one.source),
        }
    start, end = place(one.start, one.end)
    return {"start": start, "end": end}


def register() -> None:
    """Declare the Doc extensions; may be called again."""
    for name in ("segments", "mentions", "statements", "claims", "claims_doubtful"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
    for name in ("published_on", "origin", "source"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


register()
