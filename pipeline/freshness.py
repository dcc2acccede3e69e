"""Which stages of which days are stale: a stamp beside every stored partition tells what it was made from.

Stamps lie in the lake (`<lake>/.stamps/<stage>/<partition>.json`), so they are right whatever ran the stage,
and a lost or added file of the lake or of the landing store is noticed. They hold hashes only, never times.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.evaluation.version import measured_from
from pipeline.files import write_atomically
from pipeline.flow import DAILY, Stage, closure, code_version, seed_files, version_of
from pipeline.identifiers import identifier, sha256
from pipeline.ingest import known, landing
from pipeline.lake import UNPARTITIONED, Lake
from pipeline.marts import MARTS
from pipeline.seeds import correction_files
from pipeline.settings import settings
from schemas.quality import Rejected

PUBLISHED = "warehouse"
MART = "marts.{}"


@dataclasses.dataclass(frozen=True)
class Stamp:
    """Hash of all that a partition was made from, and hash of what was made."""

    made_from: str
    output: str


def stamp_of(path: Path) -> Stamp | None:
    """The stamp that a file holds; None where there is none or it holds something else."""
    try:
        return Stamp(**json.loads(path.read_bytes()))
    except (FileNotFoundError, TypeError, ValueError):
        return None


class Stamps:
    """Reads and writes the stamps of a lake; with `remember`, each is read once, for a look at all days at
    one time."""

    def __init__(self, lake: Lake, *, remember: bool = False):
        self.lake = lake
        self.root = lake.root / ".stamps"
        self.known: dict[Path, Stamp | None] | None = {} if remember else None

    def path(self, stage: str, partition: str = UNPARTITIONED) -> Path:
        """The file of a stamp."""
        return self.root / stage / f"{partition}.json"

    def read(self, stage: str, partition: str = UNPARTITIONED) -> Stamp | None:
        """The stamp of a partition; None where there is none."""
        path = self.path(stage, partition)
        if self.known is None:
            return stamp_of(path)
        if path not in self.known:
            self.known[path] = stamp_of(path)
        return self.known[path]

    def write(self, stamp: Stamp, stage: str, partition: str = UNPARTITIONED) -> None:
        """Keep the stamp of a partition that has just been stored."""
        write_atomically(
            self.path(stage, partition), json.dumps(dataclasses.asdict(stamp), sort_keys=True).encode()
        )

    def forget(self, stage: str, partition: str = UNPARTITIONED) -> None:
        """Make a partition stale: what is stored there must not be built upon."""
        self.path(stage, partition).unlink(missing_ok=True)

    def output(self, stage: str, partition: str = UNPARTITIONED) -> str | None:
        """The hash of what a partition holds, as it was stored."""
        stamp = self.read(stage, partition)
        return stamp.output if stamp else None


def data_path(lake: Lake, stage: Stage, day: str) -> Path:
    """Where a stage of a day is stored."""
    return lake.path(stage.model, day) if stage.model else lake.documents_path(day)


def files_hash(rows: Path, refused: Path) -> str:
    """The hash of what is stored of a table: the file of its rows and, where there is one, of refused
    rows."""
    return identifier(
        sha256(rows.read_bytes()),
        sha256(refused.read_bytes()) if refused.exists() else None,
    )


def stored_hash(lake: Lake, stage: Stage, day: str) -> str:
    """The hash of what a stage of a day stored: its table or parse, and the rows that it refused."""
    return files_hash(data_path(lake, stage, day), lake.path(Rejected, f"{day}.{stage.name}"))


def made_from(stamps: Stamps, stage: Stage, day: str, *, store: Path) -> str:
    """The hash of all that a stage of a day would be made from now: code, what it reads, the landed
    originals.

    Briefs are compared with those of earlier days to find repetitions, so they depend on them, too.
    """
    parts = [code_version(stage), *(stamps.output(name, day) for name in stage.reads)]
    if stage.name == "landing":
        parts.append(landing.fingerprint(store, day))
    if stage.name == "briefs":
        earlier = sorted(path.stem for path in (stamps.root / "briefs").glob("*.json") if path.stem < day)
        parts += [stamps.output("briefs", one) for one in earlier]
    return identifier(*parts)


def unread_days(stamps: Stamps, *, store: Path) -> list[str]:
    """Partitions into which something was landed since they were read, in their order."""
    days = known.landed_partitions(store)
    return [day for day in days if is_stale(stamps, DAILY["landing"], day, store=store)]


def is_stale(stamps: Stamps, stage: Stage, day: str, *, store: Path) -> bool:
    """Whether a stage of a day was not made from what is there now."""
    stamp = stamps.read(stage.name, day)
    there = data_path(stamps.lake, stage, day).exists()
    return stamp is None or not there or stamp.made_from != made_from(stamps, stage, day, store=store)


def stale_stages(stamps: Stamps, day: str, *, store: Path) -> list[str]:
    """Stages of a day that were not made from what is there now, in their order.

    Stages after them may turn out stale or not once these have run; where something was landed, all are taken
    as stale.
    """
    stale = [stage.name for stage in DAILY.values() if is_stale(stamps, stage, day, store=store)]
    return list(DAILY) if "landing" in stale else stale


def forget_damaged(lake: Lake) -> list[tuple[Path, str]]:
    """Make stages stale of which a stored table is no whole file; gives these files, each with its day."""
    stamps, found = Stamps(lake), []
    for stage in DAILY.values():
        if stage.model is None:
            continue
        for day in lake.damaged(stage.model):
            stamps.forget(stage.name, day)
            found.append((lake.path(stage.model, day), day))
    for partition in lake.damaged(Rejected):
        day, _, name = partition.rpartition(".")
        if name in DAILY:
            stamps.forget(name, day)
            found.append((lake.path(Rejected, partition), day))
    return found


def outputs(stamps: Stamps, stages: Iterable[str]) -> Iterator[str]:
    """Hashes of all stored partitions of stages, with their names."""
    for stage in stages:
        for path in sorted((stamps.root / stage).glob("*.json")):
            yield f"{stage} {path.stem} {stamps.output(stage, path.stem)}"


def building() -> list[Path]:
    """Code, SQL and reference data from which the published tables are built."""
    sql = [path for kind in ("marts", "macros", "views") for path in settings().sql.glob(f"{kind}/*.sql")]
    code = closure(
        ("pipeline.entities", "pipeline.unlinked", "pipeline.marts", "pipeline.publish", "schemas.tables")
    )
    return [*code, *sql, *seed_files(("reference/*.csv",))]


def rules() -> str:
    """The version of all that reads briefs and builds the published tables: it is another after an upgrade,
    or once a lexicon or a reference table has changed."""
    return version_of(building(), *map(code_version, DAILY.values()))


def published_from(lake: Lake) -> str:
    """The hash of all that is published from: stored days, reference data, corrections, annotated briefs,
    code, SQL."""
    corrections = [path for path in correction_files() if path.exists()]
    return version_of(
        [*building(), *corrections],
        *outputs(Stamps(lake), DAILY),
        *measured_from(settings().gold),
    )


def stamp_mart(lake: Lake, name: str, source: str) -> None:
    """Note what a mart was made from: what `published_from` gave before."""
    Stamps(lake).write(Stamp(source, source), MART.format(name))


def content_hash(path: Path) -> str | None:
    """The hash of a file's content; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def stamp_published(lake: Lake, source: str) -> None:
    """Note what the published file was made from, if all marts were made from the same; else it stays
    stale."""
    stamps, content = Stamps(lake), content_hash(settings().published)
    if content and all(stamps.output(MART.format(mart.name)) == source for mart in MARTS):
        stamps.write(Stamp(source, content), PUBLISHED)
    else:
        stamps.forget(PUBLISHED)


def is_published(lake: Lake) -> bool:
    """Whether the published file is there, as it was published, and made from what the lake and the seeds
    hold now."""
    stamp = Stamps(lake).read(PUBLISHED)
    return (
        stamp is not None
        and stamp.made_from == published_from(lake)
        and stamp.output == content_hash(settings().published)
    )
