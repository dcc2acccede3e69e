"""Files that are there wholly or not at all: written to a temporary name beside their place and renamed."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary name in the same folder, hidden and nobody else's; renamed into place unless something is
    raised."""
    if not path.parent.is_dir():  # which is asked sooner than a folder that is there is made
        path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        yield temporary
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_atomically(path: Path, content: bytes) -> None:
    """Write bytes to a temporary file in the same folder and rename it into place."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def sweep(folder: Path) -> int:
    """Remove files that a killed process was writing; gives their number. Only while nobody else writes
    there."""
    left = list(folder.rglob(".*.part")) if folder.is_dir() else []
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
