"""The drop folder: which files in it are complete, and how they are taken in and put aside."""

import datetime
import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.ingest.landing import Candidate, Report, land, leads_out, outward

LANDED = "landed"
State = tuple[int, int]


def waiting(inbox: Path) -> dict[str, State]:
    """Files and links in the drop folder, by path within it, with size and time of change; hidden ones are
    being written.

    One that goes while this looks is none.
    """
    found = {}
    for path in sorted(inbox.rglob("*")) if inbox.is_dir() else []:
        inside = path.relative_to(inbox)
        if inside.parts[0] == LANDED or any(part.startswith(".") for part in inside.parts):
            continue
        try:
            about = path.lstat() if leads_out(path, inbox) else path.stat()
        except OSError:
            continue
        if not path.is_dir() or path.is_symlink():
            found[str(inside)] = (about.st_size, about.st_mtime_ns)
    return found


def complete(before: Mapping[str, State], now: Mapping[str, State]) -> list[str]:
    """Files that have not changed between two looks."""
    return [name for name, state in now.items() if tuple(before.get(name, ())) == state]


def free_name(path: Path) -> Path:
    """The path, or the first free one with a number before its suffix."""
    number, free = 2, path
    while free.exists():
        free, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
    return free


def take_in(
    inbox: Path,
    names: Iterable[str],
    *,
    store: Path,
    day: datetime.date,
    limit: int,
    seconds: float = float("inf"),
) -> Report:
    """Land files of the drop folder and move them to `landed/<day>` in it; a folder's name tells who sent its
    files.

    `store` is the landing store, `limit` the size in bytes above which files are refused. Refused files are
    moved, too: what was wrong stands in quality.rejected. Links that lead out of the drop folder are refused.
    A file that is gone by now is passed over; after `seconds` no other one is begun, and the rest stays for
    the next time.
    """
    report, end = Report(day), time.monotonic() + seconds
    for name in names:
        if time.monotonic() > end:
            break
        path, parts = inbox / name, Path(name).parts
        candidate = Candidate(path, outward(inbox) if leads_out(path, inbox) else None)
        source = parts[0] if len(parts) > 1 else None
        if not os.path.lexists(path):
            continue
        one = land([candidate], store=store, day=day, limit=limit, source=source)
        report.landed += one.landed
        report.already += one.already
        report.refused += one.refused
        aside = free_name(inbox / LANDED / day.isoformat() / name)
        aside.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            path.rename(aside)
    return report
