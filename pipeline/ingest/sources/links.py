"""Links: the pages that a list page or a sitemap leads to."""

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.etree
import lxml.html

from pipeline.ingest.decoding import decode
from pipeline.ingest.refusals import Refusal
from pipeline.ingest.sources.addresses import identity, joined
from pipeline.settings import settings


@dataclass(frozen=True, slots=True)
class Link:
    """A page that is led to, and what is told of it there; `changed` is what a sitemap says of its last
    change."""

    url: str
    published: str | None = None
    title: str | None = None
    changed: str | None = None


def matching(links: list[Link], pattern: str | None) -> list[Link]:
    """The links that a pattern admits, each page once, in their order."""
    admitted = re.compile(pattern or "")
    found: dict[str, Link] = {}
    for link in links:
        if admitted.search(link.url):
            found.setdefault(identity(link.url), link)
    return list(found.values())


def page_links(content: bytes, address: str) -> list[Link]:
    """All links of a list page. Raises Refusal where it is no page."""
    try:
        tree = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(content, html=True)))
    except (lxml.etree.LxmlError, ValueError) as error:
        raise Refusal("broken", f"{address}: not a page: {error}") from error
    return [
        Link(joined(address, element.get("href")), title=" ".join(element.text_content().split()) or None)
        for element in tree.iter("a")
        if element.get("href")
    ]


def opened(content: bytes, address: str) -> bytes:
    """A sitemap out of its gzip file, if it is one. Raises Refusal (oversized, broken)."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    limit = settings().max_original_bytes
    unpacking = zlib.decompressobj(47)
    try:
        plain = unpacking.decompress(content, limit + 1)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise Refusal("broken", f"{address}: the gzip file is damaged: {error}") from error
    if len(plain) > limit:
        raise Refusal("oversized", f"{address}: unpacked more than STATUSQUO_MAX_ORIGINAL_BYTES={limit}")
    if not unpacking.eof:
        raise Refusal("broken", f"{address}: the gzip file ends before its end")
    return plain


def sitemap_entries(content: bytes, address: str) -> tuple[list[str], list[Link]]:
    """Further sitemaps and pages of a sitemap. Raises Refusal (broken, oversized)."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = lxml.etree.fromstring(opened(content, address), parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise Refusal("broken", f"{address}: not a sitemap: {error}") from error
    if root is None or lxml.etree.QName(root).localname not in ("urlset", "sitemapindex"):
        raise Refusal("broken", f"{address}: not a sitemap")
    entries = [fields_of(entry) for entry in root if isinstance(entry.tag, str)]
    found = [(joined(address, told["loc"]), told) for told in entries if told.get("loc")]
    if lxml.etree.QName(root).localname == "sitemapindex":
        return [url for url, _ in found], []
    return [], [
        Link(url, told.get("publication_date"), told.get("title"), told.get("lastmod")) for url, told in found
    ]


def fields_of(entry: lxml.etree._Element) -> dict[str, str]:
    """Texts below an entry of a sitemap, by local name."""
    return {
        lxml.etree.QName(element).localname: " ".join((element.text or "").split())
        for element in fields_below(entry)
    }


def fields_below(entry: lxml.etree._Element) -> Iterator[lxml.etree._Element]:
    """Elements below an entry, those of pictures and videos left out."""
    for element in entry.iter(lxml.etree.Element):
        inside = [one for one in element.iterancestors() if one is not entry]
        if not any(lxml.etree.QName(one).localname in ("image", "video") for one in inside):
            yield element
