"""The landing store: originals kept unchanged under the hash of their content, the same content once.

`<store>/<partition>/<sha256>.<format>` is an original, `<sha256>.json` beside it tells what it is (the row of
raw.originals). The original is written first and both are renamed into place, so an original counts as landed
when its JSON is there and a crash leaves nothing half. What is refused leaves
`<store>/<partition>/refused/<id>.json` (the row of quality.rejected). A partition is a day, or what follows
when STATUSQUO_PARTITION_BRIEFS came in on it (pipeline.partitions). A lock on the store keeps two ingestions
from landing one content on two days (pipeline.ingest.known).
"""

import dataclasses
import datetime
import functools
import json
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import StatusquoError
from pipeline.files import write_atomically
from pipeline.identifiers import identifier, sha256
from pipeline.inert import shown
from pipeline.ingest.containers import Part, is_container, parts_of
from pipeline.ingest.known import REFUSED, known_in, landed_partitions, locked
from pipeline.ingest.readers import check
from pipeline.ingest.refusals import Refusal, rejection
from pipeline.partitions import day_of, following
from pipeline.settings import settings

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
    ".eml": "eml",
    ".pdf": "pdf",
    ".docx": "docx",
}


@dataclasses.dataclass(slots=True)
class Report:
    """What became of the files: rows of raw.originals, names, rows of quality.rejected, and the files of
    which nothing at all could be taken in."""

    day: datetime.date
    landed: list[dict] = dataclasses.field(default_factory=list)
    already: list[str] = dataclasses.field(default_factory=list)
    refused: list[dict] = dataclasses.field(default_factory=list)
    fruitless: list[Path] = dataclasses.field(default_factory=list)


def printable(path: str | os.PathLike) -> str:
    """A path as text; bytes that are no UTF-8 become replacement characters, control characters are written
    out."""
    return shown(os.fsencode(path).decode("utf-8", "replace")).replace("\n", "\\n").replace("\t", "\\t")


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be taken in, why not, where its place tells so already, and the path that was asked
    for: itself or a folder above it."""

    path: Path
    refusal: Refusal | None = None
    given: Path | None = None


def leads_out(path: Path, root: Path) -> bool:
    """Whether a path is a link to something outside of a folder."""
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def outward(root: Path) -> Refusal:
    """Why a link to something outside of a folder is not followed."""
    return Refusal("unsupported", f"a link that leads out of {printable(root)}")


def files_below(folder: Path, seen: set[tuple[int, int]], root: Path) -> Iterator[Candidate]:
    """All that is not hidden below a folder, sorted by name; folders are entered, also through links, each
    once.

    `seen` holds device and inode of the folders that were entered before. A folder that cannot be opened is
    given itself, so that it is refused like a file that cannot be; links that lead out of `root` are refused.
    """
    try:
        about = folder.stat()
        names = sorted(os.listdir(folder))
    except OSError:
        yield Candidate(folder, given=root)
        return
    place = (about.st_dev, about.st_ino)
    if place in seen:
        return
    seen.add(place)
    for name in names:
        path = folder / name
        if name.startswith("."):
            continue
        if leads_out(path, root):
            yield Candidate(path, outward(root), root)
        elif path.is_dir():
            yield from files_below(path, seen, root)
        else:
            yield Candidate(path, given=root)


def expand(paths: Iterable[Path]) -> list[Candidate]:
    """Files of the given files and folders. Raises StatusquoError for a path that is not there."""
    found: list[Candidate] = []
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if not os.path.lexists(path):
            raise StatusquoError(f"{printable(path)}: no such file or folder")
        found.extend(files_below(path, seen, path) if path.is_dir() else [Candidate(path, given=path)])
    return found


def content_of(path: Path, limit: int) -> bytes:
    """The bytes of a file. Raises Refusal: unsupported (not a file), oversized, unreadable. Never waits for a
    pipe."""
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


class Landing:
    """One taking in: contents into the store under a day, each once, whatever the day on which it came first.

    To be had of `landing_in`. Nothing raises on account of a content: what cannot be read is refused.
    """

    def __init__(self, store: Path, day: datetime.date, limit: int, *, alone: bool):
        self.store = store
        self.limit = limit
        self.report = Report(day)
        self.all_known = known_in(store.absolute())
        self.known = self.all_known.look(alone=alone)
        self.taken: set[str] = set()
        self.partition = self.first = (partitions_of(store, day) or [day.isoformat()])[-1]
        self.before = self.all_known.taken_out(self.first)
        self.rows = self.before.rows  # counted when something is to be landed

    @property
    def folder(self) -> Path:
        """Where what is taken in lies."""
        return self.store / self.partition

    def make_room(self, rows: int) -> None:
        """Begin the next partition of the day where this one has no room for further rows."""
        if self.rows is None:
            self.rows = rows_held(self.folder)
        if self.rows and self.rows + rows > settings().partition_briefs:
            self.partition, self.rows = following(self.partition), 0
        self.rows += rows

    def note(self) -> None:
        """Note what was taken in, so that the next taking in need not list it."""
        if self.partition == self.first and self.folder.is_dir():
            self.all_known.note(self.first, self.before, self.taken, self.rows)

    def is_known(self, digest: str) -> bool:
        """Whether a content was landed before or by this taking in."""
        return digest in self.known or digest in self.taken

    def take(
        self,
        content: bytes,
        *,
        name: str,
        uri: str,
        form: str,
        source: str | None = None,
        revises: str | None = None,
    ) -> str:
        """Land a content; gives its hash. `revises` is the hash of the earlier version. Raises Refusal."""
        digest = sha256(content)
        if self.is_known(digest):
            self.report.already.append(uri)
            return digest
        if len(content) > self.limit:
            raise Refusal(
                "oversized", f"{len(content)} bytes, more than STATUSQUO_MAX_ORIGINAL_BYTES={self.limit}"
            )
        check(content, form)
        self.make_room(rows_in(content, form))
        row = {
            "original_sha256": digest,
            "ingested_on": self.report.day,
            "name": name,
            "uri": uri,
            "source": source,
            "format": form,
            "size_bytes": len(content),
            "revises": revises,
        }
        write_atomically(self.folder / f"{digest}.{form}", content)
        write_atomically(self.folder / f"{digest}.json", serialised(row))
        self.taken.add(digest)
        self.report.landed.append(row)
        return digest

    def refuse(
        self, refusal: Refusal, *, what: str, original: str | None = None, row: dict | None = None
    ) -> None:
        """Keep a refusal; the same one once."""
        told = rejection(refusal, day=self.report.day, stage="landing", what=what, original=original, row=row)
        self.report.refused.append(told)
        if not any(self.store.glob(f"*/{REFUSED}/{told['rejected_id']}.json")):
            self.make_room(1)
            write_atomically(self.folder / REFUSED / f"{told['rejected_id']}.json", serialised(told))

    def take_candidate(
        self, candidate: Candidate, source: str | None, advance: Callable[[int], None]
    ) -> None:
        """Land a file or all that it holds, or keep why not; `advance` is called for each original."""
        path, report = candidate.path, self.report
        had, refused = len(report.landed) + len(report.already), len(report.refused)
        try:
            if candidate.refusal:
                advance(1)
                raise candidate.refusal
            self.take_file(path, source, advance)
        except Refusal as refusal:
            self.refuse(refusal, what=printable(path), original=printable(path))
        if len(report.refused) > refused and len(report.landed) + len(report.already) == had:
            report.fruitless.append(path)

    def take_file(self, path: Path, source: str | None, advance: Callable[[int], None]) -> None:
        """Land a file, or all that a container (an archive, a mailbox) holds; `advance` is called for each
        original."""
        address = printable(path)
        if is_container(path, self.limit, settings().partition_briefs):
            if path.stat().st_size <= self.limit and self.is_known(sha256(content_of(path, self.limit))):
                self.report.already.append(address)  # landed whole by an earlier version
                advance(1)
                return
            for part in parts_of(path, self.limit):
                self.take_part(part, path, source)
                advance(1)
            return
        advance(1)
        self.take(
            content_of(path, self.limit),
            name=printable(path.name),
            uri=address,
            form=format_of(path),
            source=source,
        )

    def take_part(self, part: Part, path: Path, source: str | None) -> None:
        """Land a part of a container; one that cannot be read stops no other."""
        place = f"{printable(path)}#{part.name}"
        try:
            if part.refusal:
                raise part.refusal
            self.take(
                part.content,
                name=f"{printable(path.name)}#{part.name}",
                uri=part.uri or place,
                form=part.form,
                source=source,
            )
        except Refusal as refusal:
            self.refuse(refusal, what=place, original=printable(path))


@contextmanager
def landing_in(store: Path, day: datetime.date, limit: int) -> Iterator[Landing]:
    """A taking in, for as long as the store's lock is held."""
    with locked(store) as alone:
        landing = Landing(store, day, limit, alone=alone)
        yield landing
        landing.note()


def land(
    paths: Iterable[Path | str] | list[Candidate],
    *,
    store: Path,
    day: datetime.date,
    limit: int,
    source: str | None = None,
    advance: Callable[[int], None] = lambda done: None,
) -> Report:
    """Take in files and folders, or what `expand` gave of them, under a day of ingestion.

    What is there already, on whatever day, stays as it is. `limit` is the size in bytes above which files are
    refused, `source` who sent them, `advance` is called with the number of originals done since. Raises
    StatusquoError for a path that is not there, before anything is landed; files never raise, they are
    refused.
    """
    given = list(paths)
    files = [one for one in given if isinstance(one, Candidate)]
    files += expand(Path(path) for path in given if not isinstance(path, Candidate))
    with landing_in(store, day, limit) as landing:
        for candidate in files:
            landing.take_candidate(candidate, source, advance)
    return landing.report


def serialised(row: dict) -> bytes:
    """A row as JSON, a key a line."""
    # Not by indent=, with which the encoder is the one in Python, five times as slow.
    told = json.dumps(row, ensure_ascii=False, separators=(",\n ", ": "), sort_keys=True, default=str)
    return f"{{\n {told[1:-1]}\n}}\n".encode()


def restored(path: Path) -> dict:
    """A row that `serialised` wrote."""
    row = json.loads(path.read_bytes())
    if "original_sha256" in row:
        row.setdefault("revises", None)
    return row | {"ingested_on": datetime.date.fromisoformat(row["ingested_on"])}


def sidecars(folder: Path) -> list[Path]:
    """The JSON files of the originals of a partition, in the order of their hashes."""
    return sorted(folder.glob("*.json"))


def rows_in(content: bytes, form: str) -> int:
    """How many briefs a content may hold, without reading it."""
    return content.count(b"\n") + (not content.endswith(b"\n")) if form == "jsonl" else 1


def rows_held(folder: Path) -> int:
    """How many briefs and refusals a partition may hold, without reading them."""
    names = os.listdir(folder) if folder.is_dir() else []
    of_lines = [name for name in names if name.endswith(".jsonl")]
    lines = sum(lines_held(folder / name) for name in of_lines)
    others = sum(name.endswith(".json") for name in names) - len(of_lines)
    refused = os.listdir(folder / REFUSED) if (folder / REFUSED).is_dir() else []
    return others + lines + sum(name.endswith(".json") for name in refused)


@functools.cache
def lines_held(path: Path) -> int:
    """How many briefs landed JSON lines may hold; their name is the hash of what they hold."""
    return rows_in(path.read_bytes(), "jsonl")


def landed_days(store: Path) -> list[datetime.date]:
    """The days of ingestion on which something was landed or refused, in their order."""
    return sorted({day_of(partition) for partition in landed_partitions(store)})


def partitions_of(store: Path, day: datetime.date) -> list[str]:
    """The partitions of a day into which something was landed or refused, in their order."""
    found, partition = [], day.isoformat()
    while (store / partition).is_dir():
        found.append(partition)
        partition = following(partition)
    return found


def originals(store: Path, partition: str) -> tuple[list[dict], list[dict]]:
    """What was landed into a partition and what was refused: rows of raw.originals and of
    quality.rejected."""
    folder = store / partition
    refused = sorted((folder / REFUSED).glob("*.json"))
    return [restored(path) for path in sidecars(folder)], [restored(path) for path in refused]


def original_path(store: Path, row: dict) -> Path:
    """Where the original of a row of raw.originals lies; where it should lie if it is gone."""
    name, day = f"{row['original_sha256']}.{row['format']}", row["ingested_on"]
    first = store / day.isoformat() / name
    if first.exists():
        return first
    paths = (store / partition / name for partition in partitions_of(store, day))
    return next((path for path in paths if path.exists()), first)


def fingerprint(store: Path, partition: str) -> str:
    """A hash of what a partition holds: another one when something was landed or refused since. Only names
    are looked at: they are hashes of what the files hold."""
    refused = sorted(path.name for path in (store / partition / REFUSED).glob("*.json"))
    return identifier(*(path.name for path in sidecars(store / partition)), *refused)
