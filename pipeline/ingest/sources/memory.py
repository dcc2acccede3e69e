"""What is remembered of a source between nights: what its server said of changes, and which items came in
which version."""

import datetime
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline.files import write_atomically
from pipeline.ingest.sources.fetching import Validators
from pipeline.settings import settings

TRIES_FOR_A_PAGE = 3


@dataclass(slots=True)
class Seen:
    """An item that came: a hash of its newest version, the original of it, how often its page was tried in
    vain."""

    version: str
    original: str
    tries: int = 0


@dataclass(slots=True)
class Memory:
    """What is remembered of one source. Losing it costs requests and nothing else: originals are known by
    content."""

    path: Path | None = None
    validators: dict[str, Validators] = field(default_factory=dict)
    items: dict[str, Seen] = field(default_factory=dict)
    last_try: datetime.datetime | None = None
    last_good: datetime.datetime | None = None
    not_before: datetime.datetime | None = None
    problem: str | None = None

    def save(self) -> None:
        """Keep it, if it has a place."""
        if self.path is None:
            return
        told = asdict(self) | {"path": None}
        write_atomically(self.path, json.dumps(told, sort_keys=True, indent=1, default=str).encode())


def memory_path(name: str) -> Path:
    """Where the memory of a source lies."""
    return settings().home / "sources" / f"{name}.json"


def moment(value: Any) -> datetime.datetime | None:
    """A time that `save` wrote."""
    return datetime.datetime.fromisoformat(value) if value else None


def recall(name: str) -> Memory:
    """The memory of a source; an empty one where there is none, or a damaged one."""
    path = memory_path(name)
    try:
        told = json.loads(path.read_bytes())
        return Memory(
            path,
            {url: Validators(**values) for url, values in told["validators"].items()},
            {key: Seen(**values) for key, values in told["items"].items()},
            moment(told["last_try"]),
            moment(told["last_good"]),
            moment(told["not_before"]),
            told["problem"],
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Memory(path)
