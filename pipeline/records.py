"""Records on Docs (pipeline.language.annotations) to rows of the stage tables, and back, without loss.

A brief is a row of raw.briefs as a dict. Rows come in the order of the records, which is the order of the
text.
"""

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from spacy.tokens import Doc

from pipeline.edtf import parse as days
from pipeline.identifiers import identifier
from pipeline.language.annotations import Claim, Mention, Segment, Statement
from schemas.table import ENTITY_PATTERN

Row = dict[str, Any]
PIECES = " ... "
ISO3 = re.compile(r"[A-Z]{3}")
PREFIXES = {"org": "organisation", "person": "person", "outlet": "outlet", "group": "group", "place": "place"}


class Sentences:
    """The sentences of a Doc in the text as it came, to look up the run of them that holds a span."""

    def __init__(self, doc: Doc, text: str):
        self.text = text
        spans = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        self.spans = [doc._.origin.outward(*span) for span in spans] if doc._.origin else spans
        self.starts = [start for start, _ in self.spans]

    def around(self, start: int, end: int) -> str:
        """The text of the sentences that the span touches, without the white space at its ends."""
        first = max(bisect.bisect_right(self.starts, start) - 1, 0)
        last = max(bisect.bisect_left(self.starts, end) - 1, first)
        if not self.spans:
            return self.text[start:end]
        return self.text[min(self.spans[first][0], start) : max(self.spans[last][1], end)].strip()


def of_brief(brief: Mapping[str, Any]) -> Row:
    """The columns that every row read out of a brief has."""
    return {"brief_id": brief["brief_id"], "ingested_on": brief["ingested_on"]}


def segment_rows(segments: Iterable[Segment], brief: Mapping[str, Any]) -> list[Row]:
    """Rows of staging.segments."""
    return [
        of_brief(brief)
        | {
            "segment_id": identifier("segment", brief["brief_id"], position),
            "kind": segment.kind,
            "position": position,
            "start_char": segment.start,
            "end_char": segment.end,
            "text": brief["text"][segment.start : segment.end],
        }
        for position, segment in enumerate(segments)
    ]


def segments_of(rows: Iterable[Mapping[str, Any]]) -> list[Segment]:
    """Segments of the rows of one brief."""
    return [Segment(row["kind"], row["start_char"], row["end_char"]) for row in rows]


def segment_at(segments: Sequence[Mapping[str, Any]], offset: int) -> Mapping[str, Any]:
    """The row of staging.segments in which a character lies; white space after a segment counts with it."""
    position = bisect.bisect_right([row["start_char"] for row in segments], offset) - 1
    return segments[max(position, 0)]


def mention_rows(mentions: Iterable[Mention], brief: Mapping[str, Any]) -> list[Row]:
    """Rows of staging.mentions."""
    rows = []
    for mention in mentions:
        first_day, last_day = days(mention.edtf) if mention.edtf else (None, None)
        rows.append(
            of_brief(brief)
            | {
                "mention_id": identifier(
                    "mention", brief["brief_id"], mention.kind, mention.start, mention.end
                ),
                "start_char": mention.start,
                "end_char": mention.end,
                "text": brief["text"][mention.start : mention.end],
                "kind": mention.kind,
                "entity_id": mention.entity,
                "members": list(mention.members) or None,
                "linked_by": mention.linked_by,
                "edtf": mention.edtf,
                "first_day": first_day,
                "last_day": last_day,
                "name": mention.name,
                "office": mention.office,
                "country": mention.country,
            }
        )
    return rows


def mentions_of(rows: Iterable[Mapping[str, Any]]) -> list[Mention]:
    """Mentions of the rows of one brief."""
    return [
        Mention(
            row["start_char"],
            row["end_char"],
            row["kind"],
            row["linked_by"],
            entity=row["entity_id"],
            members=tuple(row["members"] or ()),
            edtf=row["edtf"],
            name=row["name"],
            office=row["office"],
            country=row["country"],
        )
        for row in rows
    ]


def entity_kind(entity: str) -> str:
    """What an entity id means: 'IRN' is a state, 'org:SCO' an organisation; raises ValueError for no id at
    all."""
    if ISO3.fullmatch(entity):
        return "state"
    prefix = entity.partition(":")[0]
    if prefix not in PREFIXES:
        raise ValueError(f"{entity!r} is no entity id")
    return PREFIXES[prefix]


def most_frequent(values: Iterable[str | None]) -> str | None:
    """The value that comes most often, the longer and then the alphabetically first among equals; None
    without any."""
    counts: dict[str, int] = {}
    for value in values:
        if value:
            counts[value] = counts.get(value, 0) + 1
    return min(counts, key=lambda value: (-counts[value], -len(value), value), default=None)


def appearance_rows(mentions: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[Row]:
    """Rows of staging.appearances from the rows of staging.mentions of one brief, in the order of entity ids.

    `names` has the names of the reference data by entity id; others bear the fullest name that the brief
    gives.
    """
    by_entity: dict[str, list[Mapping[str, Any]]] = {}
    for mention in mentions:
        if mention["entity_id"]:
            by_entity.setdefault(mention["entity_id"], []).append(mention)
    rows = []
    for entity, found in sorted(by_entity.items()):
        given = [mention["name"] for mention in found if mention["name"]] or [
            mention["text"] for mention in found
        ]
        rows.append(
            of_brief(found[0])
            | {
                "appearance_id": identifier("appearance", found[0]["brief_id"], entity),
                "entity_id": entity,
                "kind": entity_kind(entity),
                "name": names.get(entity) or min(given, key=lambda name: (-len(name), name)),
                "office": most_frequent(mention["office"] for mention in found),
                "country": most_frequent(mention["country"] for mention in found),
                "mentions": len(found),
            }
        )
    return rows


def statement_rows(
    statements: Iterable[Statement],
    brief: Mapping[str, Any],
    segments: Sequence[Mapping[str, Any]],
    sentences: Sentences,
) -> list[Row]:
    """Rows of staging.statements; `segments` are the brief's rows of staging.segments."""
    text, rows = brief["text"], []
    for statement in statements:
        spans = [*statement.content, *(span for span in (statement.cue, statement.source) if span)]
        start, end = min(first for first, _ in spans), max(last for _, last in spans)
        segment = segment_at(segments, start)
        source, cue = statement.source or (None, None), statement.cue or (None, None)
        first_day, last_day = days(statement.said_on) if statement.said_on else (None, None)
        rows.append(
            of_brief(brief)
            | {
                "statement_id": statement_id(statement, brief["brief_id"]),
                "segment_id": segment["segment_id"],
                "segment_kind": segment["kind"],
                "source_start": source[0],
                "source_end": source[1],
                "source_text": text[slice(*source)] if statement.source else None,
                "cue_start": cue[0],
                "cue_end": cue[1],
                "cue_text": text[slice(*cue)] if statement.cue else None,
                "cue_lemma": statement.cue_lemma,
                "content_starts": [first for first, _ in statement.content],
                "content_ends": [last for _, last in statement.content],
                "text": PIECES.join(text[first:last] for first, last in statement.content),
                "quote": statement.quote,
                "speaker": statement.speaker,
                "speaker_entity_id": statement.speaker_entity,
                "speaker_country": statement.speaker_country,
                "via": statement.via,
                "said_on": statement.said_on,
                "said_first_day": first_day,
                "said_last_day": last_day,
                "proposed_by": statement.proposed_by,
                "score": statement.score,
                "sentence": sentences.around(start, end),
            }
        )
    return rows


def statement_id(statement: Statement, brief_id: str) -> str:
    """The id of a statement of a brief."""
    return identifier(
        "statement", brief_id, tuple(map(tuple, statement.content)), statement.cue and tuple(statement.cue)
    )


def statements_of(rows: Iterable[Mapping[str, Any]]) -> list[Statement]:
    """Statements of the rows of one brief."""
    return [
        Statement(
            content=tuple(zip(row["content_starts"], row["content_ends"], strict=True)),
            cue=(row["cue_start"], row["cue_end"]) if row["cue_start"] is not None else None,
            cue_lemma=row["cue_lemma"],
            source=(row["source_start"], row["source_end"]) if row["source_start"] is not None else None,
            quote=row["quote"],
            proposed_by=row["proposed_by"],
            score=row["score"],
            speaker=row["speaker"],
            speaker_entity=row["speaker_entity_id"],
            speaker_country=row["speaker_country"],
            via=row["via"],
            said_on=row["said_on"],
        )
        for row in rows
    ]


def actor_kind(actor: str | None) -> str | None:
    """What an actor is: a state's code, an organisation's, or an unnamed group by its noun phrase."""
    if actor is None:
        return None
    if re.fullmatch(ENTITY_PATTERN, actor):
        return "organisation" if actor.startswith("org:") else "state"
    return "group"


def claim_rows(
    claims: Iterable[Claim],
    statements: Sequence[Statement],
    brief: Mapping[str, Any],
    segments: Sequence[Mapping[str, Any]],
    sentences: Sentences,
) -> list[Row]:
    """Rows of staging.claims; `segments` are the brief's rows of staging.segments."""
    rows = []
    for claim in claims:
        start, end = claim.evidence
        segment = segment_at(segments, start)
        said = (
            None if claim.statement is None else statement_id(statements[claim.statement], brief["brief_id"])
        )
        voice = "statement" if said else "comment" if segment["kind"] == "comment" else "news"
        first_day, last_day = days(claim.when) if claim.when else (None, None)
        fields = {
            "predicate": claim.predicate,
            "subject": claim.subject,
            "org": claim.org,
            "status": claim.status,
            "actor": claim.actor,
            "polarity": claim.polarity,
            "modality": claim.modality,
            "when_edtf": claim.when,
        }
        rows.append(
            of_brief(brief)
            | fields
            | {
                "claim_id": identifier("claim", brief["brief_id"], *fields.values(), voice, said, start, end),
                "segment_id": segment["segment_id"],
                "statement_id": said,
                "voice": voice,
                "actor_kind": actor_kind(claim.actor),
                "when_first_day": first_day,
                "when_last_day": last_day,
                "evidence_start": start,
                "evidence_end": end,
                "evidence": brief["text"][start:end],
                "sentence": sentences.around(start, end),
                "frame": claim.frame,
                "why": claim.why,
                "confidence_of_reading": claim.confidence_of_reading,
            }
        )
    return rows
