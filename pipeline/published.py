"""The published DuckDB file, opened for reading alone."""

from pathlib import Path

import duckdb

from pipeline.errors import StatusquoError

OPEN = {"autoinstall_known_extensions": "false"}
SEALED = OPEN | {"autoload_known_extensions": "false", "enable_external_access": "false"}
# The file itself stays open to `COPY ... TO` it, even where it is opened for reading alone, unless no file
# can be opened.
SEALING = ("SET disabled_filesystems = 'LocalFileSystem'", "SET lock_configuration = true")
LOCKED = "SELECT current_setting('lock_configuration')"


def connect(path: Path, *, sealed: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection that reads the published file and locks nothing.

    A sealed one reads and writes no other file, and no statement can change that. A later publication is seen
    by connections that are opened after all earlier ones of this process are closed. Raises StatusquoError
    where nothing is published yet, and duckdb.Error where the file cannot be opened.
    """
    if not path.exists():
        raise StatusquoError(f"nothing is published yet at {path}; run `statusquo run`")
    connection = duckdb.connect(str(path), read_only=True, config=dict(SEALED if sealed else OPEN))
    # Connections of one process to one file share its settings: an earlier one may have sealed it.
    if sealed and not connection.execute(LOCKED).fetchall()[0][0]:
        for statement in SEALING:
            connection.execute(statement)
    return connection
