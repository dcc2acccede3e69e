"""Items: what a source sent, as an original that tells of itself: a line of JSON, then the content as it
came.

The line has no time of fetching and nothing of the way it came, so the same item is the same original however
often and from wherever it is sent.
"""

import json
from dataclasses import asdict, dataclass, fields

from pipeline.ingest.refusals import Refusal

BODIES = ("page", "html", "txt", "eml", "pdf", "docx")


@dataclass(frozen=True, slots=True)
class Telling:
    """What a source tells of an item; `body` is what the content is, `charset` what the server said."""

    body: str
    id: str | None = None
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: str | None = None
    author: str | None = None
    section: str | None = None
    language: str | None = None
    charset: str | None = None


def packed(telling: Telling, content: bytes) -> bytes:
    """An item as an original."""
    told = {name: value for name, value in asdict(telling).items() if value is not None}
    return json.dumps(told, ensure_ascii=True, sort_keys=True).encode("ascii") + b"\n" + content


def unpacked(original: bytes) -> tuple[Telling, bytes]:
    """What is told of an item, and its content. Raises Refusal (broken) for what `packed` did not make."""
    line, _, content = original.partition(b"\n")
    try:
        told = json.loads(line)
        known = {field.name for field in fields(Telling)}
        telling = Telling(**{name: str(value) for name, value in told.items() if name in known})
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Refusal("broken", f"its first line does not tell of an item: {error}") from error
    if telling.body not in BODIES:
        raise Refusal("broken", f"its content is said to be {telling.body!r}, which nothing reads")
    return telling, content
