"""The drop folder: which files in it are complete, and how they are taken in and put aside."""

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.ingest.landing import Report, land

LANDED = "landed"
State = tuple[int, int]


def waiting(inbox: Path) -> dict[str, State]:
    """Files in the drop folder, by path within it, with size and time of change; hidden ones are being
    written."""
    found = {}
    for path in sorted(inbox.rglob("*")) if inbox.is_dir() else []:
        inside = path.relative_to(inbox)
        if (
            inside.parts[0] != LANDED
            and not any(part.startswith(".") for part in inside.parts)
            and path.is_file()
        ):
            about = path.stat()
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


def take_in(inbox: Path, names: Iterable[str], *, store: Path, day: datetime.date, limit: int) -> Report:
    """Land files of the drop folder and move them to `landed/<day>` in it; a folder's name tells who sent its
    files.

    `store` is the landing store, `limit` the size in bytes above which files are refused. Refused files are
    moved, too: what was wrong stands in quality.rejected.
    """
    report = Report(day)
    for name in names:
        path, parts = inbox / name, Path(name).parts
        one = land([path], store=store, day=day, limit=limit, source=parts[0] if len(parts) > 1 else None)
        report.landed += one.landed
        report.already += one.already
        report.refused += one.refused
        aside = free_name(inbox / LANDED / day.isoformat() / name)
        aside.parent.mkdir(parents=True, exist_ok=True)
        path.rename(aside)
    return report
