"""Sources that are files on this machine: which files they are, and one brief of them to look at."""

import glob
from pathlib import Path

from pipeline.ingest.containers import ARCHIVE, LINES, MAILBOX, is_container, parts_of
from pipeline.ingest.landing import SUFFIXES, Candidate, content_of, expand, format_of
from pipeline.ingest.refusals import Refusal
from pipeline.ingest.sources.configuration import Source
from pipeline.settings import settings


def is_of_kind(path: Path, kind: str) -> bool:
    """Whether a file is one that a source of this kind takes; a folder takes all."""
    name, suffix = path.name, path.suffix.lower()
    return {
        "jsonl": bool(LINES.search(name)),
        "mailbox": bool(MAILBOX.search(name)) or suffix == ".eml",
        "documents": suffix in (".pdf", ".docx"),
        "warc": bool(ARCHIVE.search(name)),
    }.get(kind, True)


def files_of(source: Source) -> list[Candidate]:
    """The files of a source, in the order of their names. Raises Refusal (unreadable) where its place is not
    there."""
    place = Path(source.path or "").expanduser()
    place = place if place.is_absolute() else settings().home / place
    found = [Path(name) for name in sorted(glob.glob(str(place), recursive=True))]
    if not found and not glob.has_magic(str(place)):
        raise Refusal("unreadable", f"{place}: no such file or folder")
    return [candidate for candidate in expand(found) if is_of_kind(candidate.path, source.kind)]


def sample_file(candidates: list[Candidate]) -> tuple[bytes, str] | None:
    """Content and format of the first original of the files. Raises Refusal where it cannot be read."""
    limit = settings().max_original_bytes
    for candidate in candidates:
        if candidate.refusal:
            raise candidate.refusal
        if is_container(candidate.path, limit, settings().partition_briefs):
            part = next(parts_of(candidate.path, limit), None)
            if part is None:
                continue
            if part.refusal:
                raise part.refusal
            return part.content, part.form
        if candidate.path.suffix.lower() in SUFFIXES:
            return content_of(candidate.path, limit), format_of(candidate.path)
    return None
