"""The stages of reading as pure functions, frames in and frames out: segments, the parse, mentions,
statements, claims.

Parsing and what trained models do are most of the cost, so both are kept: later stages restore Docs from the
parse and from the tables of the stages before, run only their own components, and ask a model only what it
was not asked before. A brief on which a component raises is refused and stops no other one.
"""

import dataclasses
import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import spacy
import srsly
from spacy.attrs import ORTH, SENT_START, SPACY
from spacy.tokens import Doc, DocBin

from pipeline import records
from pipeline.errors import not_of_the_text
from pipeline.identifiers import identifier, sha256
from pipeline.language import reading
from pipeline.language.annotations import as_it_came, moved
from pipeline.language.encoder.answers import AT_HAND, kept_in
from pipeline.language.model import parser
from pipeline.language.names.publishers import official
from pipeline.language.text.preparation import prepared
from pipeline.language.text.segments import divide
from pipeline.read_once import CLAIMS, with_claims
from pipeline.settings import settings
from pipeline.timing import limited
from schemas.quality import Rejected
from schemas.staging import Appearances, Claims, ClaimsDoubtful, Mentions, Segments, Statements
from schemas.table import Table, frame

STATEMENTS = ("statusquo_statements",)
# Docs are prepared in slices, so that a large day does not lie in memory unparsed.
PREPARED_AT_ONCE = 256
Brief = Mapping[str, Any]
Rows = dict[str, list[dict[str, Any]]]


@dataclasses.dataclass(frozen=True)
class Read:
    """What a stage made: its table, and rows of quality.rejected for briefs on which it raised."""

    table: pl.DataFrame
    refused: pl.DataFrame


@dataclasses.dataclass(frozen=True)
class Parsed:
    """The parse of briefs as bytes (spaCy's DocBin), rows of quality.rejected, and how many briefs were
    parsed anew."""

    documents: bytes
    refused: pl.DataFrame
    briefs: int
    new: int


def mention_components() -> tuple[str, ...]:
    """The components that make mentions: all but those of statements and claims."""
    return tuple(name for name in reading.COMPONENTS if name not in STATEMENTS + CLAIMS)


@functools.cache
def model_version() -> str:
    """Name, version and parts of the language model and version of spaCy: another one parses differently."""
    meta = parser().meta
    model = f"{meta['lang']}_{meta['name']} {meta['version']}"
    return f"{model} ({' '.join(parser().pipe_names)}) spaCy {spacy.about.__version__}"


def refusal(brief: Brief, stage: str, error: Exception) -> dict[str, Any]:
    """A row of quality.rejected for a brief on which a stage raised."""
    what = f"raw.briefs {brief['brief_id']}"
    return {
        "rejected_id": identifier(stage, what, "reading_failed", brief["brief_id"]),
        "ingested_on": brief["ingested_on"],
        "stage": stage,
        "what": what,
        "reason": "reading_failed",
        "detail": " ".join(f"{type(error).__name__}: {error}".split()),
        "original": brief["original_sha256"],
        "row": None,
    }


def failed_briefs(refused: pl.DataFrame) -> set[str]:
    """Ids of the briefs that rows of quality.rejected say could not be read; later stages leave them out."""
    failed = refused.filter(pl.col("reason") == "reading_failed")["what"]
    return {what.rpartition(" ")[2] for what in failed}


def by_brief(table: pl.DataFrame) -> Rows:
    """Rows of a stage table by brief, in their order."""
    rows: Rows = {}
    for row in table.iter_rows(named=True):
        rows.setdefault(row["brief_id"], []).append(row)
    return rows


def read_each(stage: str, model: type[Table], briefs: Iterable, rows_of: Callable[..., list[dict]]) -> Read:
    """Rows of a table from each (brief, ...), refused briefs where `rows_of` raises.

    Where answers of models are kept, those for a brief are written before the next is read.
    """
    made, refused, answers = [], [], AT_HAND.get()
    for brief, *material in briefs if answers is None else answers.flushed_between(briefs):
        try:
            with limited(settings().brief_seconds):
                made += rows_of(brief, *material)
        except Exception as error:  # a rule that fails on one brief must not stop the others
            if not_of_the_text(error):
                raise
            refused.append(refusal(brief, stage, error))
    return Read(frame(model, made), frame(Rejected, refused))


def segments(briefs: pl.DataFrame) -> Read:
    """staging.segments of raw.briefs."""
    rows = ((brief,) for brief in briefs.iter_rows(named=True))
    return read_each("segments", Segments, rows, segment_rows)


def segment_rows(brief: Brief) -> list[dict]:
    """Rows of staging.segments of a brief."""
    divided = divide(brief["text"], official=official(brief["source"] or ""))
    return records.segment_rows(divided, brief)


def stored_documents(documents: bytes | None) -> Iterator[Doc]:
    """Docs of a DocBin in their order, one at a time; `doc.user_data["brief_id"]` tells the brief."""
    if documents:
        yield from DocBin(store_user_data=True).from_bytes(documents).get_docs(parser().vocab)


def document_key(doc: Doc) -> str:
    """What the parse of a prepared Doc depends on: the model and what the parser sees."""
    return identifier(model_version(), sha256(doc.to_array([ORTH, SPACY, SENT_START]).tobytes()))


def packed(doc: Doc, brief_id: str, key: str) -> DocBin:
    """A parsed Doc without what only memory holds, ready to be stored."""
    doc.user_data = {"brief_id": brief_id, "key": key, "characters": len(doc.text)}
    return DocBin(store_user_data=True, docs=[doc])


def stored_about(documents: bytes | None) -> list[dict[str, Any]]:
    """What was noted of each stored Doc (brief_id, key, characters of its text), in their order; restores
    none."""
    stored = DocBin(store_user_data=True).from_bytes(documents) if documents else DocBin()
    return [srsly.msgpack_loads(noted) for noted in stored.user_data]


def parse_each(prepared: list[tuple[Brief, Doc]], refused: list[dict]) -> Iterator[tuple[Brief, Doc]]:
    """Parse prepared Docs; where the model raises, the rest is given singly, so that only the culprit is
    refused."""
    done = 0
    try:
        parsed_docs = reading.parse(doc for _, doc in prepared)
        for (brief, _), doc in zip(prepared, parsed_docs, strict=True):
            yield brief, doc
            done += 1
    except Exception as first:
        if not_of_the_text(first):
            raise
        for brief, _ in prepared[done:]:
            try:
                doc = next(
                    reading.parse([reading.prepare(brief["text"], brief["published_on"], brief["source"])])
                )
            except Exception as error:
                if not_of_the_text(error):
                    raise
                refused.append(refusal(brief, "parsed", error))
            else:
                yield brief, doc


def parsed(briefs: pl.DataFrame, earlier: bytes | None = None, *, skip: Collection[str] = ()) -> Parsed:
    """Parse briefs that have a text; what `earlier`, the parse as stored, holds unchanged is not parsed
    again."""
    known = {noted["brief_id"]: noted["key"] for noted in stored_about(earlier)}
    keys: dict[str, str] = {}
    new: dict[str, DocBin] = {}
    refused: list[dict] = []
    for part in briefs.filter(~pl.col("brief_id").is_in(sorted(skip))).iter_slices(PREPARED_AT_ONCE):
        prepared: list[tuple[Brief, Doc]] = []
        for brief in part.iter_rows(named=True):
            if not brief["text"].strip():
                continue
            try:
                with limited(settings().brief_seconds):
                    doc = reading.prepare(brief["text"], brief["published_on"], brief["source"])
            except Exception as error:
                if not_of_the_text(error):
                    raise
                refused.append(refusal(brief, "parsed", error))
                continue
            keys[brief["brief_id"]] = document_key(doc)
            if known.get(brief["brief_id"]) != keys[brief["brief_id"]]:
                prepared.append((brief, doc))
        for read, doc in parse_each(prepared, refused):
            new[read["brief_id"]] = packed(doc, read["brief_id"], keys[read["brief_id"]])
    if earlier and keys == known and list(keys) == list(known):
        return Parsed(earlier, frame(Rejected, refused), len(known), 0)
    kept = {
        doc.user_data["brief_id"]: packed(doc, doc.user_data["brief_id"], doc.user_data["key"])
        for doc in stored_documents(earlier if known.items() & keys.items() else None)
        if keys.get(doc.user_data["brief_id"]) == doc.user_data["key"]
    }
    documents = DocBin(store_user_data=True)
    for brief_id in keys:
        if brief_id in new or brief_id in kept:
            documents.merge(new.pop(brief_id) if brief_id in new else kept.pop(brief_id))
    return Parsed(
        documents.to_bytes(),
        frame(Rejected, refused),
        len(documents),
        len(documents) - len(known.items() & keys.items()),
    )


def restored(
    documents: bytes | None,
    briefs: pl.DataFrame,
    skip: Collection[str],
    segments: Rows,
    mentions: Rows,
    statements: Rows,
) -> Iterator[tuple[Brief, Doc]]:
    """Briefs with their Docs as they were after the stages whose rows are given."""
    known = {brief["brief_id"]: brief for brief in briefs.iter_rows(named=True)}
    for doc in stored_documents(documents):
        brief_id = doc.user_data["brief_id"]
        if brief_id in known and brief_id not in skip:
            doc._.published_on = known[brief_id]["published_on"]
            doc._.source = known[brief_id]["source"]
            doc._.origin = prepared(known[brief_id]["text"]).origin
            place = doc._.origin and doc._.origin.inward
            doc._.segments = moved(records.segments_of(segments.get(brief_id, ())), place)
            doc._.mentions = moved(records.mentions_of(mentions.get(brief_id, ())), place)
            doc._.statements = moved(records.statements_of(statements.get(brief_id, ())), place)
            yield known[brief_id], doc


def mentions(
    documents: bytes | None, briefs: pl.DataFrame, segments: pl.DataFrame, *, skip: Collection[str] = ()
) -> Read:
    """staging.mentions of parsed briefs."""
    docs = restored(documents, briefs, skip, by_brief(segments), {}, {})

    def rows_of(brief: Brief, doc: Doc) -> list[dict]:
        return records.mention_rows(
            as_it_came(doc, reading.read_on(doc, mention_components())._.mentions), brief
        )

    return read_each("mentions", Mentions, docs, rows_of)


def appearances(mentions: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    """staging.appearances of staging.mentions; `names` has the names of the reference data by entity id."""
    made = (row for rows in by_brief(mentions).values() for row in records.appearance_rows(rows, names))
    return frame(Appearances, made)


def statements(
    documents: bytes | None,
    briefs: pl.DataFrame,
    segments: pl.DataFrame,
    mentions: pl.DataFrame,
    *,
    skip: Collection[str] = (),
    answers: Path | None = None,
) -> Read:
    """staging.statements of parsed briefs with their mentions; `answers` is the file of what the model
    answered."""
    parts = by_brief(segments)
    docs = restored(documents, briefs, skip, parts, by_brief(mentions), {})

    def rows_of(brief: Brief, doc: Doc) -> list[dict]:
        read = reading.read_on(doc, STATEMENTS)
        return records.statement_rows(
            as_it_came(read, read._.statements),
            brief,
            parts[brief["brief_id"]],
            records.Sentences(read, brief["text"]),
        )

    with kept_in(answers):
        return read_each("statements", Statements, docs, rows_of)


def claims(
    documents: bytes | None,
    briefs: pl.DataFrame,
    segments: pl.DataFrame,
    mentions: pl.DataFrame,
    statements: pl.DataFrame,
    *,
    skip: Collection[str] = (),
    doubtful: bool = False,
    answers: Path | None = None,
) -> Read:
    """staging.claims of parsed briefs with their mentions and statements; where `doubtful`,
    staging.claims_doubtful. `answers` is the file of what the model answered, for both."""
    parts, named, said = by_brief(segments), by_brief(mentions), by_brief(statements)
    docs = restored(documents, briefs, skip, parts, named, said)

    def rows_of(brief: Brief, doc: Doc) -> list[dict]:
        brief_id = brief["brief_id"]
        read = with_claims(doc, brief, *(rows.get(brief_id) for rows in (parts, named, said)))
        sentences = records.Sentences(read, brief["text"])
        return records.claim_rows(
            as_it_came(read, read._.claims_doubtful if doubtful else read._.claims),
            as_it_came(read, read._.statements),
            brief,
            parts[brief_id],
            sentences,
        )

    with kept_in(answers):
        if doubtful:
            return read_each("claims_doubtful", ClaimsDoubtful, docs, rows_of)
        return read_each("claims", Claims, docs, rows_of)
