"""Collecting: what a source has that did not come yet, an item at a time, for `running` to land."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.identifiers import identifier
from pipeline.ingest.items import Telling, packed
from pipeline.ingest.readers import read_item
from pipeline.ingest.refusals import Refusal
from pipeline.ingest.sources.addresses import identity
from pipeline.ingest.sources.configuration import Source
from pipeline.ingest.sources.feeds import FeedItem, body_kind, read_feed
from pipeline.ingest.sources.fetching import Answer, Fetcher, Validators
from pipeline.ingest.sources.links import Link, matching, page_links, sitemap_entries
from pipeline.ingest.sources.memory import TRIES_FOR_A_PAGE, Memory

MAX_SITEMAPS = 50
CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]+)", re.IGNORECASE)
DOCUMENT_TYPES = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "text/plain": "txt",
}


@dataclass(frozen=True, slots=True)
class Collected:
    """An item to be landed, or why it is none. `key` and `version` are remembered; `incomplete` asks for
    another try."""

    key: str
    version: str
    what: str
    original: bytes = b""
    refusal: Refusal | None = None
    incomplete: bool = False


def collect(source: Source, fetcher: Fetcher, memory: Memory) -> Iterator[Collected]:
    """The new and changed items of a feed, page or sitemap. Raises Refusal where the source as a whole cannot
    be had."""
    if source.kind == "feed":
        yield from of_feed(source, fetcher, memory)
    elif source.kind == "sitemap":
        yield from of_links(source, sitemap_links(source, fetcher, memory), fetcher, memory)
    elif source.pattern:
        yield from of_links(source, listed_links(source, fetcher, memory), fetcher, memory)
    else:
        yield from of_page(source, fetcher, memory)


def asked(url: str, fetcher: Fetcher, memory: Memory) -> Answer:
    """An answer to a conditional request; what the server says of changes is remembered by `remember`."""
    return fetcher.get(url, memory.validators.get(url, Validators()))


def remember(url: str, answer: Answer, memory: Memory) -> None:
    """Note what a server said of changes, once all that came of the answer is landed."""
    if answer.content is not None:
        memory.validators[url] = answer.validators


def of_feed(source: Source, fetcher: Fetcher, memory: Memory) -> Iterator[Collected]:
    """Items of a feed; where one is no more than a teaser, its page is fetched."""
    answer = asked(source.address, fetcher, memory)
    items = [] if answer.content is None else read_feed(answer.content, answer.url)
    fresh = [item for item in items if is_fresh(item, memory)]
    waiting = len(fresh) > source.most
    for item in reversed(fresh[: source.most]):  # feeds begin with the newest
        collected = of_item(source, item, fetcher)
        seen = memory.items.get(collected.key)
        waiting |= collected.incomplete and (seen is None or seen.tries + 1 < TRIES_FOR_A_PAGE)
        yield collected
    if not waiting:
        remember(source.address, answer, memory)


def version_of(item: FeedItem) -> str:
    """A hash of all that a feed tells of an item but its categories."""
    return identifier(item.title, item.published, item.url, item.author, item.content)


def is_fresh(item: FeedItem, memory: Memory) -> bool:
    """Whether an item is new, was changed, or its page could not be had and may be tried again."""
    seen = memory.items.get(item.key or version_of(item))
    return seen is None or seen.version != version_of(item) or 0 < seen.tries < TRIES_FOR_A_PAGE


def of_item(source: Source, item: FeedItem, fetcher: Fetcher) -> Collected:
    """One item of a feed."""
    version = version_of(item)
    key, what = item.key or version, item.url or item.id or item.title or source.place
    telling = Telling(
        body_kind(item.content),
        id=item.id,
        url=item.url,
        title=item.title,
        source=source.publisher,
        published=item.published,
        author=item.authors,
        section=item.section,
        language=source.language,
    )
    wants_page = source.text == "page" or source.text == "auto" and item.summary
    missing: Refusal | None = None
    if item.url and wants_page:
        try:
            answer = fetcher.get(item.url)
            return Collected(key, version, what, of_answer(telling, answer))
        except Refusal as refusal:
            missing = refusal
    if not item.content.strip():
        why = missing or Refusal("empty", f"{what}: a title and nothing else")
        return Collected(key, version, what, refusal=why, incomplete=missing is not None)
    original = packed(telling, item.content.encode("utf-8", "replace"))
    return Collected(key, version, what, original, incomplete=missing is not None)


def of_answer(telling: Telling, answer: Answer) -> bytes:
    """An item whose content is what a server answered."""
    kind = answer.content_type.partition(";")[0].strip().lower()
    charset = CHARSET.search(answer.content_type)
    told = replace(
        telling,
        body=DOCUMENT_TYPES.get(kind, "page"),
        url=telling.url or answer.url,
        charset=charset[1] if charset else None,
    )
    return packed(told, answer.content or b"")


def listed_links(source: Source, fetcher: Fetcher, memory: Memory) -> list[Link]:
    """The links of a list page that the pattern admits; none where the page did not change."""
    answer = asked(source.address, fetcher, memory)
    if answer.content is None:
        return []
    links = matching(page_links(answer.content, answer.url), source.pattern)
    remember_when_done(source.address, answer, links, memory)
    return links


def remember_when_done(url: str, answer: Answer, links: list[Link], memory: Memory) -> None:
    """Note what the server said only where nothing is left to be fetched, so that the rest comes the next
    night."""
    if all(identity(link.url) in memory.items for link in links):
        remember(url, answer, memory)


def sitemap_links(source: Source, fetcher: Fetcher, memory: Memory) -> list[Link]:
    """The pages of a sitemap and of those that it names; newest changes first."""
    waiting, links, done = [source.address], [], 0
    while waiting and done < MAX_SITEMAPS:
        url = waiting.pop(0)
        done += 1
        answer = asked(url, fetcher, memory)
        if answer.content is None:
            continue
        further, found = sitemap_entries(answer.content, answer.url)
        admitted = matching(found, source.pattern)
        remember_when_done(url, answer, admitted, memory)
        waiting += further
        links += admitted
    return sorted(links, key=lambda link: link.changed or "", reverse=True)


def of_links(source: Source, links: list[Link], fetcher: Fetcher, memory: Memory) -> Iterator[Collected]:
    """The pages that links lead to, each once and again when the sitemap says that it changed."""
    fetched = 0
    for link in links:
        key, version = identity(link.url), identifier(link.url, link.changed)
        seen = memory.items.get(key)
        if seen is not None and seen.version == version and not 0 < seen.tries < TRIES_FOR_A_PAGE:
            continue
        if fetched >= source.most:
            return
        fetched += 1
        telling = Telling(
            "page",
            url=link.url,
            title=link.title if source.kind == "sitemap" else None,
            source=source.outlet,
            published=link.published,
            language=source.language,
        )
        try:
            yield Collected(key, version, link.url, of_answer(telling, fetcher.get(link.url)))
        except Refusal as refusal:
            yield Collected(key, version, link.url, refusal=refusal, incomplete=True)


def of_page(source: Source, fetcher: Fetcher, memory: Memory) -> Iterator[Collected]:
    """A single page; it is another version only where its text is another, whatever else on it changes."""
    answer = asked(source.address, fetcher, memory)
    if answer.content is None:
        return
    telling = Telling("page", url=answer.url, source=source.outlet, language=source.language)
    original = of_answer(telling, answer)
    try:
        version = identifier(read_item(original).text)
    except Refusal as refusal:
        yield Collected(identity(source.address), identifier(answer.content), source.address, refusal=refusal)
    else:
        seen = memory.items.get(identity(source.address))
        if seen is None or seen.version != version:
            yield Collected(identity(source.address), version, source.address, original)
    remember(source.address, answer, memory)


def sample(source: Source, fetcher: Fetcher) -> bytes | None:
    """The first item that a source would give now, as an original; nothing is remembered.

    Raises Refusal where the source or its first item cannot be had.
    """
    memory = Memory()
    if source.kind == "feed":
        items = read_feed(asked(source.address, fetcher, memory).content or b"", source.address)
        found = of_item(source, items[0], fetcher) if items else None
    else:
        found = next(collect(source.model_copy(update={"most": 1}), fetcher, memory), None)
    if found and found.refusal:
        raise found.refusal
    return found.original if found else None
