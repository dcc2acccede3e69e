"""Dagster's records on the disk of one machine: fewer waits for it, the same records."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine


@contextlib.contextmanager
def kept_open() -> Iterator[None]:
    """Within it, SQLite's files of Dagster's records stay open, and a commit does not wait for the disk.

    Dagster opens and closes them for each of the hundreds of events of a run, and SQLite writes its log back
    and waits for the disk whenever the last connection closes: most of the time of a short run, on a slow
    disk. Should the power fail, the last events may be missing; the files stay whole (SQLite: PRAGMA
    synchronous, write-ahead log). Other databases are left alone.
    """
    held: dict[str, sqlite3.Connection] = {}

    def relax(connection: object, record: object) -> None:
        if not isinstance(connection, sqlite3.Connection):
            return
        connection.execute("PRAGMA synchronous = NORMAL")
        path = connection.execute("PRAGMA database_list").fetchone()[2]
        if path and path not in held and Path(path).stat().st_size:
            held[path] = sqlite3.connect(path, check_same_thread=False)
            held[path].execute("SELECT count(*) FROM sqlite_master").fetchone()

    event.listen(Engine, "connect", relax)
    try:
        yield
    finally:
        event.remove(Engine, "connect", relax)
        for connection in held.values():
            connection.close()
