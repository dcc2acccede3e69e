"""`statusquo doctor`: is everything there and in order."""

import datetime
import importlib
import importlib.metadata
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from pipeline.errors import StatusquoError
from statusquo.cli.output import format_option, show

MIN_FREE_BYTES = 1_000_000_000
Finding = tuple[bool, str]


def python() -> Finding:
    """The interpreter is new enough."""
    return sys.version_info >= (3, 11), f"{platform.python_version()} at {sys.executable}"


def packages() -> Finding:
    """All packages that the distribution requires are installed in the versions that it requires."""
    from packaging.requirements import Requirement

    wrong, count = [], 0
    for line in importlib.metadata.requires("statusquo") or []:
        requirement = Requirement(line)
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        count += 1
        try:
            version = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            wrong.append(f"{requirement.name} is missing")
            continue
        if version not in requirement.specifier:
            wrong.append(f"{requirement.name} is {version}, wanted {requirement.specifier}")
    return not wrong, "; ".join(wrong) or f"{count} in the versions wanted"


def model() -> Finding:
    """The language model loads and parses."""
    from pipeline.language.model import parser

    begun = time.perf_counter()
    doc = parser()("The council met on Friday.")
    seconds = time.perf_counter() - begun
    meta = parser().meta
    return doc.has_annotation(
        "DEP"
    ), f"{meta['lang']}_{meta['name']} {meta['version']}, loaded in {seconds:.1f} s"


def arithmetic() -> Finding:
    """The model multiplies matrices as the setting wants."""
    from thinc.api import get_current_ops

    from pipeline.language.model import parser
    from pipeline.settings import settings

    parser()
    fast = not getattr(get_current_ops(), "use_blis", True)
    return (
        fast == settings().fast_blas,
        "numpy's BLAS (fast)" if fast else "BLIS (slower; STATUSQUO_FAST_BLAS turns the fast one on)",
    )


def seeds() -> Finding:
    """Every file of reference data and lexicons keeps the rules of its schema."""
    from pipeline.seeds import seed_faults, seed_models

    wrong, rows = seed_faults()
    return not wrong, "; ".join(wrong) or f"{len(seed_models())} files, {rows} rows"


def home() -> Finding:
    """The folder of what a run builds can be written to and has room."""
    from pipeline.settings import settings

    folder = settings().home
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        free = shutil.disk_usage(folder).free
    return free >= MIN_FREE_BYTES, f"{folder}, {free / 1e9:.1f} GB free"


def landing() -> Finding:
    """The landing store can be read, and its originals are there as long as they were landed."""
    from pipeline.ingest.known import landed_partitions
    from pipeline.ingest.landing import landed_days, original_path, originals
    from pipeline.settings import settings

    store, landed, refused, wrong = settings().landing, 0, 0, []
    for partition in landed_partitions(store):
        held = originals(store, partition)
        landed, refused = landed + len(held[0]), refused + len(held[1])
        paths = ((original_path(store, row), row["size_bytes"]) for row in held[0])
        wrong += [path for path, size in paths if not is_whole(path, size)]
    told = f"{landed} originals and {refused} refusals on {len(landed_days(store))} days"
    if wrong:
        more = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        told += f"; {wrong[0]}{more}: gone, changed or not to be read: bring it back from a copy"
    return not wrong, told


def is_whole(path: Path, size: int) -> bool:
    """Whether a file can be read and has so many bytes."""
    return path.is_file() and os.access(path, os.R_OK) and path.stat().st_size == size


def published_file() -> Finding:
    """What is published opens and has tables; nothing published yet is in order too."""
    from pipeline.settings import settings
    from statusquo.cli.published import ask, published

    if not settings().published.exists():
        return True, "nothing published yet; statusquo run publishes"
    with published() as connection:
        _, tables = ask(
            connection, "SELECT count(*) FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
        )
        _, claims = ask(connection, "SELECT count(*) FROM staging.claims")
    return tables[0][0] > 0, f"{settings().published}: {tables[0][0]} tables, {claims[0][0]} claims"


def sources() -> Finding:
    """The configuration of sources is right, and each that is on could be had at the last try."""
    from pipeline.ingest.sources.configuration import load_sources
    from pipeline.ingest.sources.memory import recall

    known = [source for source in load_sources().values() if source.enabled]
    wrong = [f"{one.name}: {problem}" for one in known if (problem := recall(one.name).problem)]
    return not wrong, "; ".join(wrong) or f"{len(known)} are on"


def night() -> Finding:
    """The last night ended well, and not too long ago."""
    from pipeline.nights import last_good, lateness

    late, last = lateness(datetime.datetime.now(datetime.UTC)), last_good()
    told = (
        f"last good night: {last.day}, ended {last.ended:%Y-%m-%d %H:%M} UTC"
        if last
        else "none has ended well yet"
    )
    return late is None, f"late: {late}" if late else told


CHECKS: dict[str, Callable[[], Finding]] = {
    "Python": python,
    "packages": packages,
    "language model": model,
    "arithmetic": arithmetic,
    "seeds": seeds,
    "home": home,
    "landing store": landing,
    "published file": published_file,
    "sources": sources,
    "night": night,
}


def examined() -> Iterator[tuple[str, str, str]]:
    """Check, 'ok' or 'wrong', and what was found, of all CHECKS; one that raises is wrong."""
    for name, check in CHECKS.items():
        try:
            fine, detail = check()
        except Exception as error:
            fine, detail = (
                False,
                str(error) if isinstance(error, StatusquoError) else f"{type(error).__name__}: {error}",
            )
        yield name, "ok" if fine else "wrong", detail


@click.command()
@format_option
@click.pass_context
def command(context: click.Context, form: str) -> None:
    """Check the installation, the reference data, the folders and the published file; exit 1 if anything is
    wrong.

    \b
    Example:
      statusquo doctor
    """
    rows = list(examined())
    show(["check", "result", "found"], rows, form)
    if any(result != "ok" for _, result, _ in rows):
        context.exit(1)
