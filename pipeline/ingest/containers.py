"""Containers: files that hold many originals (long files of JSON lines, mailboxes, web archives), read in a
stream.

Only one part lies in memory at a time. A part is the same original however often its container is taken in,
so taking in can be broken off and begun again.
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from pipeline.ingest.items import Telling, packed
from pipeline.ingest.refusals import Refusal

LINES_AT_ONCE = 1_000
LINES = re.compile(r"\.(?:jsonl|ndjson)(?:\.gz)?$", re.IGNORECASE)
MAILBOX = re.compile(r"\.mbox$", re.IGNORECASE)
ARCHIVE = re.compile(r"\.warc(?:\.gz)?$", re.IGNORECASE)
PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Part:
    """An original within a container, or why it is none."""

    name: str
    form: str = ""
    content: bytes = b""
    uri: str | None = None
    refusal: Refusal | None = None


def is_container(path: Path, limit: int, most: int) -> bool:
    """Whether a file holds many originals, as its name tells; plain JSON lines do when they are larger than
    `limit` bytes or more than `most` lines."""
    if LINES.search(path.name):
        return path.suffix.lower() == ".gz" or has_more(path, limit, most)
    return bool(MAILBOX.search(path.name) or ARCHIVE.search(path.name))


def has_more(path: Path, limit: int, most: int) -> bool:
    """Whether a file is larger than `limit` bytes or has more than `most` lines; False for what is no file or
    cannot be read."""
    try:
        return path.is_file() and (path.stat().st_size > limit or path.read_bytes().count(b"\n") > most)
    except OSError:
        return False


def parts_of(path: Path, limit: int) -> Iterator[Part]:
    """The parts of a container in their order; a damaged one ends with a part that says so."""
    if not path.is_file():
        raise Refusal("unsupported", "not a regular file")
    read = line_parts if LINES.search(path.name) else mails if MAILBOX.search(path.name) else pages
    try:
        yield from read(path, limit)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Part("end", refusal=Refusal("broken", f"the gzip file is damaged: {error}"))
    except OSError as error:
        # What the system did not say is said by a reader of a damaged archive.
        reason = "unreadable" if error.errno else "broken"
        yield Part("end", refusal=Refusal(reason, error.strerror or str(error)))


def line_parts(path: Path, limit: int) -> Iterator[Part]:
    """JSON lines, LINES_AT_ONCE a part; a line longer than `limit` is refused alone."""
    with gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb") as file:
        lines: list[bytes] = []
        size, first, number = 0, 1, 0
        for number, line in enumerate(long_lines(file, limit), start=1):
            if line is None:
                told = f"a line of more than STATUSQUO_MAX_ORIGINAL_BYTES={limit} bytes"
                yield Part(f"line {number}", refusal=Refusal("oversized", told))
                line = b"\n"
            if lines and (len(lines) >= LINES_AT_ONCE or size + len(line) > limit):
                yield from lines_part(lines, first)
                lines, size, first = [], 0, number
            lines.append(line)
            size += len(line)
        yield from lines_part(lines, first)


def lines_part(lines: list[bytes], first: int) -> Iterator[Part]:
    """A part of lines, unless they are blank."""
    content = b"".join(lines)
    if content.strip():
        yield Part(f"lines {first} to {first + len(lines) - 1}", "jsonl", content)


def long_lines(file: BinaryIO | gzip.GzipFile, limit: int) -> Iterator[bytes | None]:
    """The lines of a file; None for one that is longer than `limit`, of which no more than that is ever in
    memory."""
    while line := file.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(limit + 1)
        yield None


def mails(path: Path, limit: int) -> Iterator[Part]:
    """The mails of a mailbox."""
    import mailbox  # only mailboxes wait for its import

    box = mailbox.mbox(str(path), create=False)
    try:
        for number, key in enumerate(box.iterkeys(), start=1):
            yield Part(f"mail {number}", "eml", box.get_bytes(key))
    finally:
        box.close()


def pages(path: Path, limit: int) -> Iterator[Part]:
    """The pages of a web archive: answers with status 200 that are HTML."""
    with path.open("rb") as file:
        found = 0
        for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
            address, headers = record.headers.get("WARC-Target-URI"), record.http_headers
            kind = (record.http_content_type or "").lower()
            if headers is None or headers.status_code != 200 or kind not in PAGES:
                continue
            found += 1
            content = record.reader.read(limit + 1)
            if len(content) > limit:
                told = f"more than STATUSQUO_MAX_ORIGINAL_BYTES={limit} bytes"
                yield Part(address or f"record {found}", refusal=Refusal("oversized", told))
                continue
            telling = Telling("page", url=address, charset=record.http_charset)
            yield Part(address or f"record {found}", "item", packed(telling, content), address)
        if not found:
            yield Part("all", refusal=Refusal("empty", "no page in the web archive"))
