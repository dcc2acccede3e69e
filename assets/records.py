"""Dagster's records on the disk of one machine: fewer waits for it, the same records, one line where it is
full."""

import contextlib
import logging
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

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


# How Dagster begins what it writes to standard error of events that it could not record.
UNRECORDED = (
    "Exception while writing logger call to event log",
    "Exception while storing event batch",
    "Falling back to storing multiple single-event storage requests",
)


class WithoutRecords:
    """A stream for people: what Dagster writes to it of events that it could not record goes to a log."""

    def __init__(self, stream: TextIO, log: logging.Logger):
        self.stream, self.log = stream, log

    def write(self, text: str) -> int:
        """Write, or let the log have it; gives the number of characters."""
        if not text.startswith(UNRECORDED):
            return self.stream.write(text)
        self.log.error(text.rstrip())
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextlib.contextmanager
def unrecorded_into(log: logging.Logger) -> Iterator[None]:
    """Within it, events that Dagster could not record are told in a log instead of on standard error: the
    run that they belong to fails, and its error says why once."""
    with contextlib.redirect_stderr(WithoutRecords(sys.stderr, log)):
        yield
