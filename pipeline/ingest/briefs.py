"""From originals to briefs: decoded, described, dated, in a language that is read."""

import datetime
import logging
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from pipeline.errors import StatusquoError, not_of_the_text
from pipeline.identifiers import identifier, sha256, text_sha256
from pipeline.inert import without_acting
from pipeline.ingest.dating import credible, inferred_day
from pipeline.ingest.decoding import tidy
from pipeline.ingest.landing import original_path
from pipeline.ingest.languages import ENGLISH, language_of
from pipeline.ingest.readers import Found, Unreadable, read_content
from pipeline.ingest.refusals import Refusal, rejection
from pipeline.language.dates.publication import publication_date_from_text
from pipeline.settings import settings

MAX_METADATA = 1_000

logger = logging.getLogger(__name__)


def read_originals(originals: pl.DataFrame, *, store: Path) -> tuple[list[dict], list[dict]]:
    """Rows of raw.briefs and of quality.rejected (stage briefs) for rows of raw.originals, in the order of
    their hashes.

    `store` is the landing store. Nothing raises on account of an original: what cannot be read is among the
    rejected. `duplicate_of` is left null, `mark_duplicates` fills it. Raises OSError for what is no fault of
    an original: no room, a broken disk.
    """
    briefs: list[dict] = []
    rejected: list[dict] = []
    for original in originals.sort("original_sha256").iter_rows(named=True):
        for row in rows_of(original, store):
            (rejected if "rejected_id" in row else briefs).append(row)
    return briefs, rejected


def rows_of(original: dict, store: Path) -> Iterator[dict]:
    """The rows of raw.briefs or quality.rejected that come of one original."""
    day, digest = original["ingested_on"], original["original_sha256"]

    def refused(refusal: Refusal, position: int | None = None, row: dict | None = None) -> dict:
        what = original["uri"] if position is None else f"{original['uri']}:{position + 1}"
        return rejection(refusal, day=day, stage="briefs", what=what, original=digest, row=row)

    try:
        found = read_content(content_of(original, store), original["format"])
        for one in found:
            place = one.position if original["format"] == "jsonl" else None
            if isinstance(one, Unreadable):
                yield refused(one.refusal, place, one.part)
                continue
            row = brief_row(one, original)
            try:
                refuse_unfit(row)
                yield row
            except Refusal as refusal:
                yield refused(refusal, place, row)
    except Refusal as refusal:
        yield refused(refusal)
    except Exception as error:
        if not_of_the_text(error):
            raise
        logger.exception("reading the original %s failed", digest)
        yield refused(Refusal("reading_failed", f"{type(error).__name__}: {error}"))


def content_of(original: dict, store: Path) -> bytes:
    """The content of an original, unchanged since it was landed. Raises Refusal, and StatusquoError where the
    user may not read it: that can be mended, and what was refused would not be read again."""
    try:
        content = original_path(store, original).read_bytes()
    except PermissionError as error:
        raise StatusquoError(
            f"{error.filename}: permission denied; give this user the right to read it and call the command "
            "again"
        ) from error
    except OSError as error:
        if not_of_the_text(error) and not isinstance(error, FileNotFoundError):
            raise
        raise Refusal(
            "unreadable", f"the original is gone from the landing store: {error.strerror}"
        ) from error
    if sha256(content) != original["original_sha256"]:
        raise Refusal("broken", "the original in the landing store was changed since it was landed")
    return content


def brief_row(found: Found, original: dict) -> dict:
    """The row of raw.briefs of what a reader found, its language included."""
    text = tidy(found.text).strip("\n")
    published_on, basis = dated(found, text, original)
    return {
        "brief_id": identifier(original["original_sha256"], found.position),
        "ingested_on": original["ingested_on"],
        "external_id": cleaned(found.external_id),
        "source": cleaned(found.source) or original["source"],
        "uri": cleaned(found.uri) or original["uri"],
        "title": cleaned(found.title),
        "author": cleaned(found.author),
        "section": cleaned(found.section),
        "text": text,
        "published_on": published_on,
        "published_on_basis": basis,
        "language": language_of(text),
        "format": original["format"],
        "original_sha256": original["original_sha256"],
        "position": found.position,
        "text_sha256": text_sha256(text),
        "revises": identifier(original["revises"], found.position) if original["revises"] else None,
        "duplicate_of": None,
        "duplicate_similarity": None,
    }


def dated(found: Found, text: str, original: dict) -> tuple[datetime.date | None, str]:
    """Day of publication and its basis: metadata before the text's own statement before names and addresses.

    Of a page the address that it calls its own comes before the text, which tells of many days. A day after
    the ingestion is not trusted and the next basis is asked.
    """
    tries = {
        "metadata": lambda: found.published_on,
        "text": lambda: publication_date_from_text(text),
        "inferred": lambda: inferred_day(original["name"], found.uri, original["uri"]),
    }
    order = list(tries)
    if original["format"] in ("html", "item") and inferred_day(found.uri):
        order = ["metadata", "inferred", "text"]
    for basis in order:
        day = tries[basis]()
        if credible(day, original["ingested_on"]):
            return day, basis
        if day:
            logger.warning(
                "%s: %s (%s) lies after the ingestion and is not trusted", original["uri"], day, basis
            )
    return None, "unknown"


def cleaned(value: str | None) -> str | None:
    """Metadata on one line of at most MAX_METADATA characters, nothing in it that acts; None for nothing."""
    line = " ".join(without_acting(tidy(value)).split()) if value else ""
    return (line if len(line) <= MAX_METADATA else line[: MAX_METADATA - 1] + "\u2026") or None


def refuse_unfit(row: dict) -> None:
    """Raise Refusal for a brief that has no text, too long a one, or one in another language."""
    if not row["text"].strip():
        raise Refusal("empty", "the brief has no text")
    if len(row["text"]) > settings().max_text_chars:
        raise Refusal(
            "oversized",
            f"{len(row['text'])} characters, more than STATUSQUO_MAX_TEXT_CHARS={settings().max_text_chars}",
        )
    if row["language"] != ENGLISH:
        raise Refusal("language", f"the text is in the language '{row['language']}'; the model reads English")
