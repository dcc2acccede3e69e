"""Feeds: RSS, Atom and JSON Feed, from bytes to items with what they tell."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import feedparser

from pipeline.ingest.decoding import decode
from pipeline.ingest.markup import holds_markup, unescaped
from pipeline.ingest.metadata import authors_told, sections_told, told
from pipeline.ingest.refusals import Refusal
from pipeline.ingest.sources.addresses import identity, joined

FULL_TEXT_CHARACTERS = (
    400  # a description of this length or of several paragraphs is the text itself, not a teaser
)


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item of a feed; `content` is its text or HTML, `summary` whether that is no more than a teaser,
    `authors` all whose names it gives and `author` what tells its versions apart."""

    id: str | None
    url: str | None
    title: str | None
    published: str | None
    author: str | None
    authors: str | None
    section: str | None
    content: str
    summary: bool

    @property
    def key(self) -> str | None:
        """What tells it apart from others of its feed; None where it has nothing that does."""
        return self.id or (identity(self.url) if self.url else None) or self.title


def read_feed(content: bytes, address: str) -> list[FeedItem]:
    """The items of a feed in their order. Raises Refusal: broken for what is no feed, empty."""
    beginning = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not beginning:
        raise Refusal("empty", f"{address}: no bytes")
    items = list(json_items(content, address) if beginning == b"{" else xml_items(content, address))
    return distinct(items)


def distinct(items: list[FeedItem]) -> list[FeedItem]:
    """The items; of those with one key that lead to different pages each gets a key of its own."""
    pages: dict[str | None, set[str | None]] = {}
    for item in items:
        pages.setdefault(item.key, set()).add(item.url)
    return [
        item if len(pages[item.key]) == 1 else replace(item, id=f"{item.id} {item.url}") for item in items
    ]


def is_teaser(text: str) -> bool:
    """Whether a description is too short to be the whole text."""
    return len(text) < FULL_TEXT_CHARACTERS and text.lower().count("<p") < 2 and "\n\n" not in text.strip()


def xml_items(content: bytes, address: str) -> Iterator[FeedItem]:
    """Items of RSS or Atom."""
    try:
        found = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # what is no feed at all makes its parser raise many things
        raise Refusal("broken", f"{address}: not a feed: {type(error).__name__}: {error}") from error
    if not found.version and not found.entries:
        raise Refusal(
            "broken", f"{address}: not a feed: {found.get('bozo_exception') or 'nothing in it is an item'}"
        )
    for entry in found.entries:
        whole = [part.get("value", "") for part in entry.get("content", [])]
        description = entry.get("summary") or ""
        text = max(whole, key=len, default="") or description
        link = page_link(entry)
        yield FeedItem(
            told(entry.get("id")),
            joined(address, link) if link else None,
            told(entry.get("title")),
            told(entry.get("published") or entry.get("created") or entry.get("date") or entry.get("updated")),
            told(entry.get("author")),
            xml_authors(entry),
            sections_told([tag.get("label") or tag.get("term") for tag in entry.get("tags") or ()]),
            text,
            not any(part.strip() for part in whole) and is_teaser(description),
        )


def xml_authors(entry: Mapping[str, Any]) -> str | None:
    """All authors of an entry of RSS or Atom; its `author` is but the last, as it came.

    The parser cuts addresses in long top-level domains and takes the rest of them for a part of the name.
    """
    last = entry.get("author") or ""
    whole = [one for one in entry.get("authors") or () if not is_cut(one.get("email") or "", last)]
    return authors_told([one.get("name") for one in whole]) or authors_told(last)


def is_cut(address: str, author: str) -> bool:
    """Whether an address of mail goes on in the author that it was taken from."""
    return bool(address) and author.partition(address)[2][:1].isalpha()


def page_link(entry: Mapping[str, Any]) -> str | None:
    """The page that an entry links to; its id stands for that only where it is an address."""
    alternate = [
        one.get("href") for one in entry.get("links", []) if one.get("rel", "alternate") == "alternate"
    ]
    link = next(filter(None, alternate), None) or entry.get("link")
    is_name = link == entry.get("id") and not str(link).startswith(("http://", "https://"))
    return None if is_name else link


def json_items(content: bytes, address: str) -> Iterator[FeedItem]:
    """Items of a JSON Feed."""
    try:
        found = json.loads(decode(content), parse_constant=lambda name: None)
    except (ValueError, RecursionError) as error:
        raise Refusal("broken", f"{address}: not JSON: {error}") from error
    items = found.get("items") if isinstance(found, Mapping) else None
    if not isinstance(items, list):
        raise Refusal("broken", f"{address}: JSON, but no feed: it has no items")
    for item in items:
        if isinstance(item, Mapping):
            yield json_item(item, address)


def json_item(item: Mapping[str, Any], address: str) -> FeedItem:
    """One item of a JSON Feed."""
    whole = next((item[key] for key in ("content_html", "content_text") if is_text(item.get(key))), "")
    summary = item["summary"] if is_text(item.get("summary")) else ""
    authors = item.get("authors") or item.get("author")
    link = told(item.get("url")) or told(item.get("external_url"))
    return FeedItem(
        told(item.get("id")),
        joined(address, link) if link else None,
        told(item.get("title")),
        told(item.get("date_published")) or told(item.get("date_modified")),
        told([told(one) for one in authors]) if isinstance(authors, list) else told(authors),
        authors_told(authors),
        sections_told(item.get("tags")),
        whole or summary,
        not whole and is_teaser(summary),
    )


def is_text(value: Any) -> bool:
    """Whether it is a text with anything in it."""
    return isinstance(value, str) and bool(value.strip())


def body_kind(content: str) -> str:
    """Whether an item's content is HTML or plain text."""
    return "html" if holds_markup(content) or holds_markup(unescaped(content)) else "txt"
