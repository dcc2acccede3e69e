"""From briefs as JSON lines to what was read out of them as JSON lines, in bounded memory and in the order of
the input.

A line of the input is an object with `id`, `text` and, if known, `published_on` (or another of the keys and
forms of dates that ingestion knows; else the text is asked for its date). A line of the output has that `id`,
`segments`, `statements` and `claims`, with offsets in characters (code points) of `text` exactly as it came.
"""

import dataclasses
import datetime
import json
import re
from collections.abc import Iterable, Iterator
from typing import IO

from spacy.tokens import Doc

from pipeline.errors import not_of_the_text
from pipeline.ingest.dating import told_day
from pipeline.ingest.metadata import by_folded_key, day_of
from pipeline.language.annotations import as_it_came
from pipeline.language.dates.publication import publication_date_from_text
from pipeline.language.reading import read
from pipeline.settings import settings
from pipeline.timing import limited

BATCH_CHARACTERS = 400_000
# A line so many times as long as one may be is taken for one that never ends.
ENDLESS = 10
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
CARRIAGE_RETURNS = re.compile(r"\r\n?(?:\r\n?|\n)*")


@dataclasses.dataclass(frozen=True, slots=True)
class Brief:
    """A line that can be read."""

    line: int
    id: str | int
    text: str
    published_on: datetime.date | None
    source: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Bad:
    """A line that cannot, and why."""

    line: int
    why: str


def bounded(stream: IO[bytes]) -> Iterator[bytes | Bad]:
    """The lines of a stream; one that is too long is told and passed over, and one that does not end is the
    last."""
    limit, number = settings().max_original_bytes, 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield line
            continue
        length = len(line)
        while line and not line.endswith(b"\n") and length <= ENDLESS * limit:
            line = stream.readline(limit)
            length += len(line)
        told = f"has more than {limit:,} bytes (STATUSQUO_MAX_ORIGINAL_BYTES)"
        if length > ENDLESS * limit:
            yield Bad(number, f"{told}, even more than {ENDLESS} times as many: what follows is not read")
            return
        yield Bad(number, told)


def parse_day(value: object) -> datetime.date | None:
    """The day of a date in a form that names one without doubt; None for null and ''. Raises ValueError for
    anything else."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError(f"published_on is not a string: {value!r:.60}")
    if day := told_day(value):
        return day
    raise ValueError(f"published_on is not a date like 2017-04-24: {value!r:.60}")


def check_text(text: object) -> None:
    """Raise ValueError, which says why, where a text cannot be read."""
    if not isinstance(text, str):
        raise ValueError("text is not a string")
    if not text.strip():
        raise ValueError("text is empty")
    if len(text) > settings().max_text_chars:
        raise ValueError(
            f"text has {len(text)} characters, more than STATUSQUO_MAX_TEXT_CHARS={settings().max_text_chars}"
        )


def parse_line(number: int, line: bytes) -> Brief | Bad | None:
    """One line of the input; None if it is blank."""
    if number == 1:
        line = line.removeprefix(b"\xef\xbb\xbf")
    if not line.strip():
        return None
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Bad(number, "not UTF-8")
    except (ValueError, RecursionError) as error:
        return Bad(number, f"not JSON: {error}")
    if not isinstance(found, dict):
        return Bad(number, "not an object, but a brief is one, with id and text")
    name, text = found.get("id"), found.get("text")
    if name is None or name == "":
        return Bad(number, "no id")
    if isinstance(name, bool) or not isinstance(name, (str, int)):
        return Bad(number, "id is neither a string nor a whole number")
    if text is None:
        return Bad(number, "no text")
    try:
        check_text(text)
        day = parse_day(found.get("published_on")) or day_of(by_folded_key(found))
        source = found.get("source")
        return Brief(number, name, text, day, source if isinstance(source, str) else None)
    except ValueError as error:
        return Bad(number, str(error))


def readable(text: str) -> str:
    """The text as the reader can take it, every character in its place: lone surrogates replaced, line ends
    as '\\n'.

    The line ends of a run come last in it, so that a blank line stays one: '\\r\\n\\r\\n' is two spaces and
    two '\\n'.
    """

    def end_lines(run: re.Match) -> str:
        ends = run[0].count("\n") + len(re.findall(r"\r(?!\n)", run[0]))
        return "\n" * ends if ends == len(run[0]) else " " * (len(run[0]) - ends) + "\n" * ends

    return CARRIAGE_RETURNS.sub(end_lines, LONE_SURROGATE.sub("\ufffd", text))


def record(name: str | int | None, doc: Doc) -> dict:
    """What was read out of a brief, in the form of the output. Statements are numbered s1, s2 ... in text
    order."""
    segments = [{"kind": s.kind, "start": s.start, "end": s.end} for s in as_it_came(doc, doc._.segments)]
    statements = [
        {
            "id": f"s{number}",
            "content": [list(span) for span in s.content],
            "source": list(s.source) if s.source else None,
            "cue": list(s.cue) if s.cue else None,
            "speaker": s.speaker,
            "speaker_country": s.speaker_country,
            "via": s.via,
            "quote": s.quote,
            "said_on": s.said_on,
            "proposed_by": s.proposed_by,
            "score": s.score,
        }
        for number, s in enumerate(as_it_came(doc, doc._.statements), start=1)
    ]
    claims = [
        {
            "predicate": c.predicate,
            "subject": c.subject,
            "org": c.org,
            "status": c.status,
            "actor": c.actor,
            "polarity": c.polarity,
            "modality": c.modality,
            "when": c.when,
            "statement": None if c.statement is None else statements[c.statement]["id"],
            "evidence": list(c.evidence),
        }
        for c in as_it_came(doc, doc._.claims)
    ]
    return {"id": name, "segments": segments, "statements": statements, "claims": claims}


def read_text(text: str, published_on: datetime.date | str | None = None, source: str | None = None) -> dict:
    """What was read out of one text, in the form of the output, its `id` None.

    Raises ValueError where the text cannot be read or the day is none, and whatever the reading raises.
    """
    check_text(text)
    if isinstance(published_on, datetime.datetime):
        published_on = published_on.date()
    day = published_on if isinstance(published_on, datetime.date) else parse_day(published_on)
    text = readable(text)
    with limited(settings().brief_seconds):
        (doc,) = read([(text, day or publication_date_from_text(text), source)])
    return record(None, doc)


def serialise(found: dict) -> bytes:
    """A line of the output in UTF-8; what UTF-8 cannot hold (a lone surrogate in an id) stays an escape."""
    try:
        return (json.dumps(found, ensure_ascii=False) + "\n").encode("utf-8")
    except UnicodeEncodeError:
        return (json.dumps(found) + "\n").encode("ascii")


def batches(lines: Iterable[bytes | Bad]) -> Iterator[list[Brief | Bad]]:
    """Lines in groups that the parser takes at once: at most `batch_size` briefs and not much more than
    BATCH_CHARACTERS."""
    batch: list[Brief | Bad] = []
    briefs = characters = 0
    for number, line in enumerate(lines, start=1):
        parsed = line if isinstance(line, Bad) else parse_line(number, line)
        if parsed is None:
            continue
        batch.append(parsed)
        if isinstance(parsed, Brief):
            briefs, characters = briefs + 1, characters + len(parsed.text)
        if briefs >= settings().batch_size or characters >= BATCH_CHARACTERS or len(batch) >= 1000:
            yield batch
            batch, briefs, characters = [], 0, 0
    if batch:
        yield batch


def read_batch(briefs: list[Brief]) -> list[Doc | Bad]:
    """Read briefs at once; where one fails, one by one, so that it alone is lost."""
    try:
        texts = [readable(brief.text) for brief in briefs]
        days = [
            brief.published_on or publication_date_from_text(text)
            for brief, text in zip(briefs, texts, strict=True)
        ]
        sources = [brief.source for brief in briefs]
        with limited(len(briefs) * settings().brief_seconds):
            return list(read(zip(texts, days, sources, strict=True)))
    except Exception as error:
        if not_of_the_text(error):
            raise
        if len(briefs) == 1:
            return [Bad(briefs[0].line, f"reading failed: {type(error).__name__}: {error}")]
        return [one for brief in briefs for one in read_batch([brief])]


def extract(lines: Iterable[bytes | Bad]) -> Iterator[bytes | Bad]:
    """For each line that is not blank, in order, the line of output or why there is none."""
    for batch in batches(lines):
        docs = iter(read_batch([one for one in batch if isinstance(one, Brief)]))
        for one in batch:
            if isinstance(one, Bad):
                yield one
                continue
            found = next(docs)
            yield found if isinstance(found, Bad) else serialise(record(one.id, found))
