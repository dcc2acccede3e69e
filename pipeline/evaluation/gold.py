"""Annotated briefs, from the guide's notation (spans as exact passages) or with offsets already worked out.

A file is JSON (a brief or a list of briefs) or JSON lines; a folder holds such files. In the notation, a
passage that stands in the text more than once and is short says which occurrence is meant: {"text": "SCO",
"nth": 2}. A cue without a number is the occurrence nearest to its content.
"""

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.errors import StatusquoError
from pipeline.lexicon import predicates
from schemas.table import EDTF_PATTERN, ENTITY_PATTERN, ORGANISATION_PATTERN
from schemas.vocabulary import MODALITIES, POLARITIES, PREDICATES, QUOTES, SEGMENT_KINDS, STATUSES

UNMISTAKABLE = 12  # characters from which on a passage's first occurrence is taken without asking
BETWEEN_PARAGRAPHS = "\n\n"
SUFFIXES = (".json", ".jsonl")

DAY_PATTERN = r"\d{4}-\d{2}-\d{2}"
STATEMENT_SHAPES = {"speaker_country": ENTITY_PATTERN, "said_on": EDTF_PATTERN}
STATEMENT_CHOICES = {"quote": QUOTES}
CLAIM_SHAPES = {"subject": ENTITY_PATTERN, "org": ORGANISATION_PATTERN, "when": EDTF_PATTERN}
CLAIM_CHOICES = {"predicate": PREDICATES, "status": STATUSES, "polarity": POLARITIES, "modality": MODALITIES}
NEVER_NULL = {"subject", "org"}


class GoldError(StatusquoError):
    """An annotation that cannot be used: the file, the brief, and what is wrong there."""


@dataclasses.dataclass(frozen=True)
class GoldBrief:
    """An annotated brief; the records are those of the predictions, with the offsets of `text`.

    `scope` is the character from which on claims are annotated: a line with `sentence` has its title and the
    text before it as context alone. `source` is the brief's source, where told.
    """

    id: str
    text: str
    published_on: str | None
    segments: list[dict]
    statements: list[dict]
    claims: list[dict]
    source: str | None = None
    scope: int = 0


def find(text: str, passage: str | Mapping) -> list[int]:
    """Start and end of a passage, given as it stands or with the number of its occurrence. Raises
    GoldError."""
    wanted, number = (passage, None) if isinstance(passage, str) else (passage["text"], passage.get("nth", 1))
    places = [match.start() for match in re.finditer(f"(?={re.escape(wanted)})", text)] if wanted else []
    if len(places) < (number or 1):
        which = f"occurrence {number} is " if number else ""
        raise GoldError(f"{which}not in the text: {wanted!r}")
    if number is None and len(places) > 1 and len(wanted) < UNMISTAKABLE:
        raise GoldError(f"stands in the text {len(places)} times, say which with nth: {wanted!r}")
    start = places[(number or 1) - 1]
    return [start, start + len(wanted)]


def find_cue(text: str, cue: str | Mapping, content: list[list[int]]) -> list[int]:
    """Start and end of a cue: as numbered, else the whole word outside the content that is nearest to it."""
    if not isinstance(cue, str):
        return find(text, cue)

    def distance(place: int) -> int:
        return min(abs(place - edge) for span in content for edge in span)

    whole_word = re.compile(rf"(?<!\w){re.escape(cue)}(?!\w)")
    places = [match.start() for match in whole_word.finditer(text)]
    outside = [place for place in places if not any(start <= place < end for start, end in content)]
    if not outside:
        raise GoldError(f"the cue does not stand outside the content: {cue!r}")
    start = min(outside, key=distance)
    return [start, start + len(cue)]


def check(record: Mapping, shapes: Mapping[str, str], choices: Mapping[str, Mapping]) -> None:
    """Raise GoldError for a value outside its vocabulary or of the wrong shape."""
    for field, allowed in choices.items():
        if record[field] not in allowed:
            raise GoldError(f"{field} is {record[field]!r}, not one of {', '.join(allowed)}")
    for field, pattern in shapes.items():
        value = record.get(field)
        if value is None and field not in NEVER_NULL:
            continue
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise GoldError(f"{field} is malformed: {value!r}")


def segments_of(paragraphs: list[Mapping]) -> list[dict]:
    """Segments from paragraphs: a run of one kind is one segment."""
    segments: list[dict] = []
    start = 0
    for paragraph in paragraphs:
        kind, end = paragraph["kind"], start + len(paragraph["text"])
        if kind not in SEGMENT_KINDS:
            raise GoldError(f"a paragraph's kind is {kind!r}, not one of {', '.join(SEGMENT_KINDS)}")
        if paragraph["text"] != paragraph["text"].strip():
            raise GoldError(f"white space around a paragraph: {paragraph['text'][:40]!r}")
        if segments and segments[-1]["kind"] == kind:
            segments[-1]["end"] = end
        else:
            segments.append({"kind": kind, "start": start, "end": end})
        start = end + len(BETWEEN_PARAGRAPHS)
    return segments


def resolved_statement(text: str, statement: Mapping) -> dict:
    """A statement of the notation with offsets for source, cue and content."""
    check(statement, STATEMENT_SHAPES, STATEMENT_CHOICES)
    content = sorted(find(text, passage) for passage in statement["content"])
    if not content:
        raise GoldError("no content")
    source = find(text, statement["source"]) if statement.get("source") else None
    return {
        **statement,
        "source": source,
        "cue": find_cue(text, statement["cue"], content),
        "content": content,
    }


def resolved_claim(text: str, claim: Mapping, statements: set[str]) -> dict:
    """A claim of the notation with offsets for its evidence."""
    check(claim, CLAIM_SHAPES, CLAIM_CHOICES)
    if predicates()[claim["predicate"]]["actor"] == "needed" and not claim.get("actor"):
        raise GoldError(f"{claim['predicate']} needs an actor")
    if claim.get("statement") is not None and claim["statement"] not in statements:
        raise GoldError(f"there is no statement {claim['statement']!r}")
    return {**claim, "evidence": find(text, claim["evidence"])}


def resolve(brief: Mapping) -> GoldBrief:
    """A brief of the notation with offsets. Raises GoldError at the first fault, naming brief and record."""
    where = f"brief {brief.get('id')!r}"
    try:
        text = BETWEEN_PARAGRAPHS.join(paragraph["text"] for paragraph in brief["paragraphs"])
        segments = segments_of(brief["paragraphs"])
        check(brief, {"published_on": DAY_PATTERN}, {})
        statements: list[dict] = []
        for statement in brief["statements"]:
            where = f"brief {brief.get('id')!r}, statement {statement.get('id')}"
            if statement["id"] in {earlier["id"] for earlier in statements}:
                raise GoldError("two statements have this id")
            statements.append(resolved_statement(text, statement))
        claims = []
        for claim in brief["claims"]:
            where = f"brief {brief.get('id')!r}, claim {claim.get('id')}"
            claims.append(resolved_claim(text, claim, {statement["id"] for statement in statements}))
        return GoldBrief(
            brief["id"], text, brief.get("published_on"), segments, statements, claims, brief.get("source")
        )
    except GoldError as error:
        raise GoldError(f"{where}: {error}") from error
    except (KeyError, TypeError) as error:
        raise GoldError(
            f"{where}: not in the notation of the guide, {type(error).__name__}: {error}"
        ) from error


def of_sentence(line: Mapping) -> GoldBrief:
    """A sentence with all its claims, behind its title and the text before it. Raises GoldError."""
    where = f"sentence {line.get('id')!r}"
    try:
        before = f"{line['title']}{BETWEEN_PARAGRAPHS}" + (f"{line['before']} " if line["before"] else "")
        claims = []
        for claim in line["claims"]:
            check(claim, CLAIM_SHAPES, CLAIM_CHOICES)
            at = line["sentence"].find(claim["evidence"])
            if at < 0:
                raise GoldError(f"not in the sentence: {claim['evidence']!r}")
            start = len(before) + at
            claims.append({**claim, "evidence": [start, start + len(claim["evidence"])]})
        text = before + line["sentence"]
        return GoldBrief(
            line["id"], text, line.get("published_on"), [], [], claims, line.get("source"), len(before)
        )
    except GoldError as error:
        raise GoldError(f"{where}: {error}") from error
    except (KeyError, TypeError) as error:
        raise GoldError(f"{where}: {type(error).__name__}: {error}") from error


def as_gold(brief: object) -> GoldBrief:
    """A brief in the notation, or with `text` and offsets."""
    if not isinstance(brief, Mapping):
        raise GoldError("a brief is an object with id, paragraphs (or text), segments, statements and claims")
    if "paragraphs" in brief:
        return resolve(brief)
    if "sentence" in brief:
        return of_sentence(brief)
    try:
        records = brief["segments"], brief["statements"], brief["claims"]
        return GoldBrief(brief["id"], brief["text"], brief.get("published_on"), *records)
    except KeyError as error:
        raise GoldError(f"brief {brief.get('id')!r}: neither paragraphs nor {error.args[0]}") from error


def objects(path: Path) -> Iterator[object]:
    """The JSON values of a file: its lines, or its list, or itself."""
    try:
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            yield from (json.loads(line) for line in content.split("\n") if line.strip())
        else:
            value = json.loads(content)
            yield from value if isinstance(value, list) else [value]
    except (ValueError, OSError) as error:
        raise GoldError(f"cannot be read: {error}") from error


def gold_files(path: Path) -> list[Path]:
    """The files of a folder that may hold annotated briefs, sorted; of a file itself."""
    return sorted(found for found in path.rglob("*") if found.suffix in SUFFIXES) if path.is_dir() else [path]


def read_gold(path: Path) -> list[GoldBrief]:
    """The annotated briefs of a file or folder, in the order of the files' names.

    Raises GoldError, with the file, where one is malformed, an id comes twice or there is no brief at all.
    """
    briefs: dict[str, GoldBrief] = {}
    for file in gold_files(path):
        try:
            for value in objects(file):
                brief = as_gold(value)
                if brief.id in briefs:
                    raise GoldError(f"brief {brief.id!r} comes twice")
                briefs[brief.id] = brief
        except GoldError as error:
            raise GoldError(f"{file}: {error}") from error
    if not briefs:
        raise GoldError(
            f"{path}: no annotated briefs there (JSON files in the guide's notation, or JSON lines)"
        )
    return list(briefs.values())
