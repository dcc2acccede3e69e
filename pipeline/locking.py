"""One at a time: locks of a home, held by a process and freed by the system when it dies, and who is alive.

`<home>/.locks/run` is held for a whole run of the command line, `step` while a stage reads and stores,
`interface` by the interface with its daemon. Who finds one taken says so in a line and waits, or goes away.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from pipeline.settings import settings

RUN, STEP, INTERFACE = "run", "step", "interface"
WHAT = {RUN: "another run", STEP: "a stage of another run", INTERFACE: "the interface"}


Say = Callable[[str], None]


def silent(line: str) -> None:
    """Tell nobody."""


def process_token(number: int | None = None) -> str | None:
    """A process by its number and the moment of its start, by default this one; None where there is none."""
    number = os.getpid() if number is None else number
    if not Path("/proc/self/stat").exists():
        return f"{number} 0" if answers(number) else None
    try:
        told = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # After the name in brackets, which may hold anything, come the other fields.
    return f"{number} {told.rpartition(')')[2].split()[19]}"


def answers(number: int) -> bool:
    """Whether a process has a number, where the system has no /proc."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def is_alive(token: str) -> bool:
    """Whether the process of a token is still there: another one that got its number is not meant."""
    number = token.partition(" ")[0]
    return number.isdecimal() and process_token(int(number)) == token


def lock_file(name: str) -> Path:
    """The file of a lock of the home."""
    return settings().home / ".locks" / name


def taken(name: str) -> TextIO | None:
    """The lock, if it is free; it is held until the file is closed or the process ends."""
    path = lock_file(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = path.open("a+", encoding="utf-8")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        return None
    sign(handle)
    return handle


def sign(handle: TextIO) -> None:
    """Write into a lock who holds it."""
    handle.truncate(0)
    handle.write(str(os.getpid()))
    handle.flush()


def holder(name: str) -> str:
    """Who holds a lock, in words."""
    number = lock_file(name).read_text(encoding="utf-8").strip()
    return f"{WHAT[name]} (process {number})" if number else WHAT[name]


@contextmanager
def held(name: str, announce: Say = silent) -> Iterator[None]:
    """Hold a lock of the home; where it is taken, `announce` gets a line, and this waits."""
    handle = taken(name)
    if handle is None:
        announce(f"{holder(name)} is at work on {settings().home}; waiting for it ...")
        handle = lock_file(name).open("a+", encoding="utf-8")
        fcntl.flock(handle, fcntl.LOCK_EX)
        sign(handle)
    with handle:
        yield
