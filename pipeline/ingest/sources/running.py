"""Running sources: fetch what is new, land it, remember it; each source fails alone."""

import datetime
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.ingest.landing import Candidate, Landing, Report, land, landing_in
from pipeline.ingest.readers import Found, Unreadable, read_content
from pipeline.ingest.refusals import Refusal
from pipeline.ingest.sources.collecting import Collected, asked, collect, remember, sample
from pipeline.ingest.sources.configuration import FETCHED, HOURS, Source
from pipeline.ingest.sources.fetching import Fetcher
from pipeline.ingest.sources.files import files_of, sample_file
from pipeline.ingest.sources.imap import of_imap
from pipeline.ingest.sources.memory import Memory, Seen, recall
from pipeline.settings import settings

LANDED_AT_ONCE = 50
BYTES_AT_ONCE = 8_000_000
EARLY = 0.9  # a source is due a little before its time, so that a night that begins sooner leaves none out


@dataclass(slots=True)
class SourceReport:
    """What a source gave: numbers of originals, and the problem where it could not be had as a whole."""

    name: str
    landed: int = 0
    already: int = 0
    refused: int = 0
    revised: int = 0
    problem: str | None = None
    details: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, report: Report) -> None:
        """Count what was landed."""
        self.landed += len(report.landed)
        self.already += len(report.already)
        self.refused += len(report.refused)
        self.revised += sum(row["revises"] is not None for row in report.landed)
        self.details += [f"{row['what']}: {row['reason']}: {row['detail']}" for row in report.refused]

    @property
    def line(self) -> str:
        """In a line."""
        told = f"{self.landed} landed, {self.already} already there, {self.refused} refused"
        return f"{told}; {self.problem}" if self.problem else told


def now() -> datetime.datetime:
    """This moment."""
    return datetime.datetime.now(datetime.UTC)


def is_due(source: Source, memory: Memory, at: datetime.datetime) -> bool:
    """Whether a source is to be asked: on, and not asked with success within the time that it is asked once
    in."""
    if not source.enabled or (memory.not_before and at < memory.not_before):
        return False
    pause = datetime.timedelta(hours=HOURS[source.every] * EARLY)
    # Every night is every night, also one that begins soon after a run by hand.
    return source.every == "night" or memory.last_good is None or at - memory.last_good >= pause


def run_source(source: Source, fetcher: Fetcher, *, day: datetime.date | None = None) -> SourceReport:
    """Fetch what a source has that did not come yet, and land it under a day of ingestion, today by default.

    Never raises on account of the source: what cannot be had is in the report and among the refused.
    """
    began = now()
    report, memory = SourceReport(source.name), recall(source.name)
    memory.last_try = began
    day = day or began.date()
    try:
        collected(source, fetcher, memory, report, day)
        memory.last_good, memory.problem = now(), None
    except Refusal as refusal:
        report.problem = memory.problem = f"{refusal.reason}: {refusal.detail}"
        refused = note_failure(source, refusal, day)
        report.refused += len(refused.refused)
    except OSError as error:
        report.problem = memory.problem = f"unreadable: {error}"
    try:
        memory.save()
    except OSError as error:  # what was landed is known by its content, so only requests are lost
        report.problem = report.problem or f"unreadable: {error}"
    report.seconds = (now() - began).total_seconds()
    return report


def note_failure(source: Source, refusal: Refusal, day: datetime.date) -> Report:
    """Keep that a source as a whole could not be had that day."""
    with landing_in(settings().landing, day, settings().max_original_bytes) as landing:
        what = f"source {source.name}: {source.place}"
        landing.refuse(refusal, what=what, row={"source": source.name, "kind": source.kind, "day": day})
        return landing.report


def collected(
    source: Source, fetcher: Fetcher, memory: Memory, report: SourceReport, day: datetime.date
) -> None:
    """Land what a source gives, by its kind. Raises Refusal and OSError."""
    if source.kind in FETCHED:
        land_collected(source, collect(source, fetcher, memory), memory, report, day)
    elif source.kind == "mailbox" and source.url:
        land_collected(source, of_imap(source, memory), memory, report, day)
    elif source.url:
        answer = asked(source.url, fetcher, memory)
        if answer.content is not None:
            with stored_beside(answer.content) as path:
                land_files(source, [Candidate(path)], report, day)
            remember(source.url, answer, memory)
    else:
        land_files(source, files_of(source), report, day)


@contextmanager
def stored_beside(content: bytes) -> Iterator[Path]:
    """A fetched content of JSON lines as a file with the suffix that tells what it is, for as long as it is
    read."""
    with tempfile.TemporaryDirectory(prefix="statusquo-") as folder:
        packed = content.startswith(b"\x1f\x8b")
        path = Path(folder) / ("fetched.jsonl.gz" if packed else "fetched.jsonl")
        path.write_bytes(content)
        yield path


def land_files(source: Source, files: list[Candidate], report: SourceReport, day: datetime.date) -> None:
    """Land files that are there."""
    limit = settings().max_original_bytes
    report.add(land(files, store=settings().landing, day=day, limit=limit, source=source.outlet))


def batches(items: Iterable[Collected]) -> Iterator[list[Collected]]:
    """Items in groups that may lie in memory together; what came before a failure is not lost by it."""
    batch: list[Collected] = []
    try:
        for item in items:
            batch.append(item)
            if len(batch) >= LANDED_AT_ONCE or sum(len(one.original) for one in batch) >= BYTES_AT_ONCE:
                yield batch
                batch = []
    except (Refusal, OSError):
        yield batch
        raise
    yield batch


def land_collected(
    source: Source, items: Iterable[Collected], memory: Memory, report: SourceReport, day: datetime.date
) -> None:
    """Land items as they come and remember them."""
    for batch in batches(items):
        if not batch:
            continue
        with landing_in(settings().landing, day, settings().max_original_bytes) as landing:
            for item in batch:
                land_item(source, item, memory, landing)
        report.add(landing.report)


def land_item(source: Source, item: Collected, memory: Memory, landing: Landing) -> None:
    """Land one item as a new version of the one that is remembered, if any, and remember it."""
    before = memory.items.get(item.key)
    tries = (before.tries + 1 if before and before.version == item.version else 1) if item.incomplete else 0
    original = before.original if before else ""
    try:
        if item.refusal:
            raise item.refusal
        original = landing.take(
            item.original,
            name=item.key,
            uri=item.what,
            form="item",
            source=source.publisher,
            revises=before.original if before and before.original else None,
        )
    except Refusal as refusal:
        landing.refuse(refusal, what=item.what, row={"source": source.name})
    memory.items[item.key] = Seen(item.version, original, tries)


def run_sources(
    sources: list[Source],
    *,
    day: datetime.date | None = None,
    tell: Callable[[SourceReport], None] = lambda report: None,
) -> list[SourceReport]:
    """Run sources one after another; those that failed are tried once more after the others."""
    reports: dict[str, SourceReport] = {}
    with Fetcher() as fetcher:
        for source in sources:
            reports[source.name] = run_source(source, fetcher, day=day)
            if reports[source.name].problem is None:
                tell(reports[source.name])
    failed = [one for one in sources if reports[one.name].problem]
    if failed:
        # A host that was given up is asked anew: the second round has a memory of its own.
        with Fetcher() as fetcher:
            for source in failed:
                reports[source.name] = run_source(source, fetcher, day=day)
                tell(reports[source.name])
    return list(reports.values())


def first_read(source: Source) -> Found | None:
    """What would be read of a source's first item; None where it has none now. Raises Refusal."""
    if source.kind in FETCHED:
        with Fetcher() as fetcher:
            original = sample(source, fetcher)
        found = (original, "item") if original else None
    elif source.kind == "mailbox" and source.url:
        item = next(of_imap(source.model_copy(update={"most": 1}), Memory()), None)
        found = (item.original, "item") if item else None
    elif source.url:
        with Fetcher() as fetcher, stored_beside(asked(source.url, fetcher, Memory()).content or b"") as path:
            found = sample_file([Candidate(path)])
    else:
        found = sample_file(files_of(source))
    if found is None:
        return None
    first = read_content(*found)[0]
    if isinstance(first, Unreadable):
        raise first.refusal
    return first
