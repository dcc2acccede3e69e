"""Where Dagster keeps its records: DAGSTER_HOME, by default a folder below STATUSQUO_HOME, with its
settings."""

import contextlib
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import click
import yaml

from pipeline.errors import StatusquoError
from pipeline.files import write_atomically
from pipeline.settings import settings

SETTINGS = """# Written by statusquo where no dagster.yaml is; change it as you like.
telemetry:
  enabled: false
nux:
  enabled: false
# One run at a time: the model is large, and runs end by publishing the same file.
concurrency:
  runs:
    max_concurrent_runs: 1
# Where the machine has much else to do, the definitions may take longer to answer than Dagster waits. The run
# then goes back into the queue, else it would count as failed and the night be lost.
run_queue:
  max_user_code_failure_retries: 20
  user_code_failure_retry_delay: 60
code_servers:
  local_startup_timeout: 600
"""
# What a night on a busy machine depends on; what else is in SETTINGS may be left out.
NEEDED = (
    "concurrency.runs.max_concurrent_runs",
    "run_queue.max_user_code_failure_retries",
    "run_queue.user_code_failure_retry_delay",
    "code_servers.local_startup_timeout",
)
# Where Dagster keeps its records if its settings name no other place, and how such a file begins.
RECORDS = ("history/runs.db", "history/runs/index.db", "schedules/schedules.db")
DATABASE = b"SQLite format 3\0"


def usable(folder: Path, variable: str) -> None:
    """Raise StatusquoError where a folder cannot be made or written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise StatusquoError(
            f"{folder} cannot be written to: {(error.strerror or str(error)).lower()}; "
            f"set {variable} to a folder that can"
        ) from error


def prepare() -> Path:
    """Make the folder, with its settings where it has none, and point Dagster to it by the environment.

    A file of settings that is there is somebody's own: it is never written to, and what it lacks of NEEDED is
    told in a line; so are records that are damaged, which are put aside. Raises StatusquoError where
    STATUSQUO_HOME or DAGSTER_HOME cannot be written to, or the file is no YAML.
    """
    usable(settings().home, "STATUSQUO_HOME")
    home = Path(os.environ.get("DAGSTER_HOME") or settings().home / "dagster").resolve()
    usable(home, "DAGSTER_HOME")
    configuration = home / "dagster.yaml"
    if configuration.exists():
        tell_what_lacks(configuration)
    else:
        write_atomically(configuration, SETTINGS.encode())
    put_damaged_aside(home)
    os.environ["DAGSTER_HOME"] = str(home)
    return home


def put_damaged_aside(home: Path) -> None:
    """Put aside what should be Dagster's records and is no database, so that it begins anew, and tell so on
    standard error: without them no run could begin."""
    for path in (home / name for name in RECORDS):
        if not is_overwritten(path):
            continue
        aside = path.with_name(f"{path.name}.damaged")
        path.replace(aside)
        for rest in ("-wal", "-shm"):
            path.with_name(path.name + rest).unlink(missing_ok=True)
        click.echo(
            f"{path} was damaged, no database any more: it is {aside.name} now, and Dagster begins a new "
            "one; what is lost is its history of runs, nothing that was landed, read or published",
            err=True,
        )


def is_overwritten(path: Path) -> bool:
    """Whether a file is there that is no database of SQLite's; one without any bytes is to become one."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(DATABASE)) not in (b"", DATABASE)


def damaged_within(home: Path) -> list[Path]:
    """The records of Dagster's that SQLite finds damaged, all of which it reads for that."""
    found = []
    for path in (home / name for name in RECORDS):
        if not path.is_file():
            continue
        try:
            with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
                good = database.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
        except sqlite3.DatabaseError:
            good = False
        if not good:
            found.append(path)
    return found


def tell_what_lacks(configuration: Path) -> None:
    """Tell on standard error which keys of NEEDED a file of settings does not have. Raises StatusquoError."""
    try:
        own = yaml.safe_load(configuration.read_bytes())
    except (yaml.YAMLError, OSError) as error:
        why = " ".join(str(error).split())
        raise StatusquoError(
            f"{configuration} cannot be read: {why}; mend it, or remove it to have it written anew"
        ) from error
    lacking = [key for key in NEEDED if not has(own, key)]
    if lacking:
        click.echo(
            f"{configuration} lacks {', '.join(lacking)}, without which nights may fail on a busy machine; "
            "add them, or remove the file to have it written anew",
            err=True,
        )


def has(values: Any, key: str) -> bool:
    """Whether a key with dots is in nested tables."""
    for name in key.split("."):
        if not isinstance(values, dict) or name not in values:
            return False
        values = values[name]
    return True
