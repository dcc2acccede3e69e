"""The landing store: originals kept unchanged under the hash of their content, the same content once.

`<store>/<day>/<sha256>.<format>` is an original, `<sha256>.json` beside it tells what it is (the row of raw.originals).
The original is written first and both are renamed into place, so an original counts as landed when its JSON is there
and a crash leaves nothing half. What is refused leaves `<store>/<day>/refused/<id>.json` (the row of quality.rejected).
A lock on the store keeps two ingestions from landing one content on two days.
"""

import dataclasses
import datetime
import fcntl
import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import StatusquoError
from pipeline.identifiers import identifier, sha256
from pipeline.ingest.decoding import decode, tidy
from pipeline.ingest.readers import check
from pipeline.ingest.refusals import Refusal, rejection
from pipeline.lake import write_atomically

SUFFIXES = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
REFUSED = "refused"


@dataclasses.dataclass(slots=True)
class Report:
    """What became of the files: rows of raw.originals, names, rows of quality.rejected."""

    day: datetime.date
    landed: list[dict] = dataclasses.field(default_factory=list)
    already: list[str] = dataclasses.field(default_factory=list)
    refused: list[dict] = dataclasses.field(default_factory=list)


def printable(path: str | os.PathLike) -> str:
    """A path as text; bytes that are no UTF-8 become replacement characters."""
    return os.fsencode(path).decode("utf-8", "replace")


def files_below(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    """All that is not hidden below a folder, sorted by name; folders are entered, also through links, each once.

    `seen` holds device and inode of the folders that were entered before. A folder that cannot be opened is given
    itself, so that it is refused like a file that cannot be.
    """
    try:
        about = folder.stat()
        names = sorted(os.listdir(folder))
    except OSError:
        yield folder
        return
    place = (about.st_dev, about.st_ino)
    if place in seen:
        return
    seen.add(place)
    for name in names:
        path = folder / name
        if name.startswith("."):
            continue
        if path.is_dir():
            yield from files_below(path, seen)
        else:
            yield path


def expand(paths: Iterable[Path]) -> list[Path]:
    """Files of the given files and folders. Raises StatusquoError for a path that is not there."""
    found: list[Path] = []
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if not os.path.lexists(path):
            raise StatusquoError(f"{printable(path)}: no such file or folder")
        found.extend(files_below(path, seen) if path.is_dir() else [path])
    return found


def content_of(path: Path, limit: int) -> bytes:
    """The bytes of a file. Raises Refusal: unsupported (not a file), oversized, unreadable. Never waits for a pipe."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise Refusal(
                "unreadable" if stat.S_ISDIR(about.st_mode) else "unsupported", "not a regular file"
            )
        if about.st_size <= limit:
            with path.open("rb") as file:
                content = file.read(limit + 1)
            if len(content) <= limit:
                return content
    except OSError as error:
        raise Refusal("unreadable", error.strerror or str(error)) from error
    raise Refusal("oversized", f"{about.st_size} bytes, more than STATUSQUO_MAX_ORIGINAL_BYTES={limit}")


def format_of(path: Path) -> str:
    """The format that a file's name tells. Raises Refusal where no reader exists for it."""
    suffix = printable(path.suffix).lower()
    if suffix not in SUFFIXES:
        raise Refusal(
            "unsupported", f"no reader for {suffix or 'a name without suffix'}; known: {', '.join(SUFFIXES)}"
        )
    return SUFFIXES[suffix]


@contextmanager
def locked(store: Path) -> Iterator[None]:
    """Hold the store's lock; waits for another ingestion to end. The system frees it when a process dies."""
    store.mkdir(parents=True, exist_ok=True)
    with (store / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def land(
    paths: Iterable[Path | str],
    *,
    store: Path,
    day: datetime.date,
    limit: int,
    source: str | None = None,
    advance: Callable[[int], None] = lambda done: None,
) -> Report:
    """Take in files and folders under a day of ingestion; what is there already, on whatever day, stays as it is.

    `limit` is the size in bytes above which files are refused, `source` who sent them,
    `advance` is called with the number of files done since. Raises StatusquoError for a
    path that is not there, before anything is landed; files never raise, they are refused.
    """
    files = expand(Path(path) for path in paths)
    report = Report(day)
    with locked(store):
        known = {path.stem for path in sidecars(store)}
        for path in files:
            address = printable(path)
            try:
                form = format_of(path)
                content = content_of(path, limit)
                digest = sha256(content)
                if digest in known:
                    report.already.append(address)
                else:
                    check(tidy(decode(content, html=form == "html")), form)
                    row = {
                        "original_sha256": digest,
                        "ingested_on": day,
                        "name": printable(path.name),
                        "uri": address,
                        "source": source,
                        "format": form,
                        "size_bytes": len(content),
                    }
                    write_atomically(store / day.isoformat() / f"{digest}.{form}", content)
                    write_atomically(store / day.isoformat() / f"{digest}.json", serialised(row))
                    known.add(digest)
                    report.landed.append(row)
            except Refusal as refusal:
                row = rejection(refusal, day=day, stage="landing", what=address, original=printable(path))
                report.refused.append(row)
                if not any(store.glob(f"*/{REFUSED}/{row['rejected_id']}.json")):
                    write_atomically(
                        store / day.isoformat() / REFUSED / f"{row['rejected_id']}.json", serialised(row)
                    )
            advance(1)
    return report


def serialised(row: dict) -> bytes:
    """A row as JSON, a key a line."""
    return (json.dumps(row, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n").encode("utf-8")


def restored(path: Path) -> dict:
    """A row that `serialised` wrote."""
    row = json.loads(path.read_bytes())
    return row | {"ingested_on": datetime.date.fromisoformat(row["ingested_on"])}


def sidecars(store: Path, day: datetime.date | None = None) -> list[Path]:
    """The JSON files of the originals of one day or of all days, in the order of their hashes within a day."""
    return [
        path
        for one in ([day] if day else landed_days(store))
        for path in sorted((store / one.isoformat()).glob("*.json"))
    ]


def landed_days(store: Path) -> list[datetime.date]:
    """The days of ingestion on which something was landed or refused, in their order."""
    if not store.is_dir():
        return []
    return sorted(
        datetime.date.fromisoformat(entry.name)
        for entry in store.iterdir()
        if DAY.fullmatch(entry.name) and entry.is_dir()
    )


def originals(store: Path, day: datetime.date) -> tuple[list[dict], list[dict]]:
    """What was landed on a day and what was refused on it: rows of raw.originals and of quality.rejected."""
    refused = sorted((store / day.isoformat() / REFUSED).glob("*.json"))
    return [restored(path) for path in sidecars(store, day)], [restored(path) for path in refused]


def original_path(store: Path, row: dict) -> Path:
    """Where the original of a row of raw.originals lies."""
    return store / row["ingested_on"].isoformat() / f"{row['original_sha256']}.{row['format']}"


def fingerprint(store: Path, day: datetime.date) -> str:
    """A hash of what a day holds: another one when something was landed or refused since."""
    landed, refused = originals(store, day)
    return identifier(*(row["original_sha256"] for row in landed), *(row["rejected_id"] for row in refused))
