"""What a process knows of a landing store: the hashes of all that was landed, and how much a partition holds.

It is kept from one taking in to the next, so that a night of many sources does not list all that ever came
for each of them. `.lock` in the store, held while something is landed, names who held it last: while that is
this process, nobody else has landed anything, and what it noted itself is what is there. Otherwise a
partition is listed again where its folders have changed since.
"""

import fcntl
import functools
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.files import sweep
from pipeline.partitions import is_partition

REFUSED = "refused"
SETTLED_NANOSECONDS = 2_000_000_000  # more than any file system rounds its times by


@contextmanager
def locked(store: Path) -> Iterator[bool]:
    """Hold the store's lock; waits for another ingestion to end. The system frees it when a process dies.

    Gives whether this process held it last, so that nobody has landed anything in between.
    """
    store.mkdir(parents=True, exist_ok=True)
    with (store / ".lock").open("a+b", buffering=0) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        handle.seek(0)
        again = handle.read() == holder(os.getpid())
        if not again:
            # Where the disk is full nobody is named, and all is listed again.
            with suppress(OSError):
                handle.truncate(0)
                handle.write(holder(os.getpid()))
        yield again


@functools.cache
def holder(process: int) -> bytes:
    """What a process writes into a lock that it holds; one that was forked off writes something else."""
    return f"{process} {uuid.uuid4().hex}\n".encode()


@dataclass(slots=True)
class Listed:
    """A partition as it was listed: when its folders were changed last, whether that was long enough before
    for a later change to bear another time, the hashes in it, and how many rows it holds, once that was
    counted."""

    changed: tuple[int, ...]
    settled: bool
    hashes: set[str]
    rows: int | None = None


class Known:
    """The hashes of all originals of a store, on whatever day they were landed."""

    def __init__(self, store: Path):
        self.store = store
        self.hashes: set[str] = set()
        self.listed: dict[str, Listed] = {}

    def look(self, *, alone: bool = False) -> set[str]:
        """The hashes as they are now, to be used within `locked`; `alone` is what that gives. What a killed
        ingestion was writing is removed."""
        partitions = landed_partitions(self.store)
        gone = self.listed.keys() - set(partitions)
        for partition in gone:
            del self.listed[partition]
        lost = bool(gone)
        for partition in partitions:
            before = self.listed.get(partition)
            changed = self.changed(partition)
            if before is None or before.changed != changed or not (alone or before.settled):
                found = self.list_anew(partition)
                self.listed[partition] = Listed(changed, is_settled(changed), found)
                self.hashes |= found
                lost = lost or before is None or not before.hashes <= found
        if lost:
            self.hashes = set().union(*(one.hashes for one in self.listed.values()))
        return self.hashes

    def changed(self, partition: str) -> tuple[int, ...]:
        """When a partition and its refusals were changed last."""
        folder = self.store / partition
        return tuple(place.stat().st_mtime_ns for place in (folder, folder / REFUSED) if place.is_dir())

    def list_anew(self, partition: str) -> set[str]:
        """The hashes of a partition."""
        sweep(self.store / partition)
        names = os.listdir(self.store / partition)
        return {name.removesuffix(".json") for name in names if name.endswith(".json")}

    def taken_out(self, partition: str) -> Listed:
        """What is known of a partition into which this process is going to land; unless it is noted
        afterwards, the partition is listed again."""
        return self.listed.pop(partition, None) or Listed((), False, set())

    def note(self, partition: str, before: Listed, landed: set[str], rows: int | None) -> None:
        """Note what this process has landed into a partition, and how many rows it holds now; to be used
        within `locked`."""
        self.hashes |= landed
        before.hashes |= landed
        self.listed[partition] = Listed(self.changed(partition), False, before.hashes, rows)


def is_settled(changed: tuple[int, ...]) -> bool:
    """Whether changes lie so far back that a further one cannot bear the same time."""
    return all(time.time_ns() - one > SETTLED_NANOSECONDS for one in changed)


@functools.cache
def known_in(store: Path) -> Known:
    """What this process knows of a store."""
    return Known(store)


def landed_partitions(store: Path) -> list[str]:
    """The partitions into which something was landed or refused, in their order."""
    if not store.is_dir():
        return []
    return sorted(entry.name for entry in store.iterdir() if is_partition(entry.name) and entry.is_dir())
