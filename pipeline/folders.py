"""Folders that are written beside their place and renamed into it, with checksums of all that they hold."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import StatusquoError

CHECKSUMS = "SHA256SUMS"


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_of(folder: Path) -> list[str]:
    """The files below a folder, by their paths in it, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def check_target(target: Path) -> None:
    """Raise StatusquoError unless a folder is new, empty, or holds what an earlier call wrote and nothing
    else."""
    if not target.parent.is_dir():
        raise StatusquoError(f"{target.parent}: no such folder")
    if not target.exists():
        return
    if not target.is_dir():
        raise StatusquoError(f"{target} is a file; give a new or an empty folder")
    sums = target / CHECKSUMS
    listed = sums.read_text(encoding="utf-8", errors="replace").splitlines() if sums.is_file() else []
    ours = {CHECKSUMS, *(line.partition("  ")[2] for line in listed)}
    strange = [name for name in files_of(target) if name not in ours]
    if strange:
        raise StatusquoError(
            f"{target} holds {strange[0]!r}, which is not from here; give a new or an empty folder"
        )


def replace_folder(made: Path, target: Path) -> None:
    """Put a folder that was made beside it in the place of `target`; what was there comes back if that
    fails."""
    before = made.with_name(f"{made.name}.before")
    if target.exists():
        target.rename(before)
    try:
        made.rename(target)
    except BaseException:
        if before.exists():
            before.rename(target)
        raise
    shutil.rmtree(before, ignore_errors=True)


@contextmanager
def replaced_folder(target: Path) -> Iterator[Path]:
    """An empty folder to write to, which then gets SHA256SUMS and takes the place of `target`.

    Where something is raised, `target` stays as it was. Raises StatusquoError where it holds anything else
    than what an earlier call wrote.
    """
    target = Path(os.path.realpath(target))
    check_target(target)
    made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        yield made
        sums = [f"{file_hash(made / name)}  {name}\n" for name in files_of(made)]
        (made / CHECKSUMS).write_text("".join(sums), encoding="utf-8")
        made.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o755)
        replace_folder(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)
