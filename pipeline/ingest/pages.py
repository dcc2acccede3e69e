"""Web pages: their main text with headline and paragraphs, and what their markup tells about them."""

import dataclasses
import datetime
import functools
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import lxml.etree
import lxml.html

from pipeline.ingest.markup import readable_tree
from pipeline.ingest.page_data import page_data
from pipeline.ingest.refusals import Refusal

if TYPE_CHECKING:
    from trafilatura.settings import Document, Extractor

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
HIDDEN = (
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "nav",
    "form",
    "button",
    "select",
    "iframe",
    "object",
    "svg",
)
MARKS = re.compile(r"^\s*(?:- |\|\s*)|(?<!\s)\s*\|\s*$")
RULED = re.compile(r"[\s|:-]+")
# What the parser drops from here to the end, without a word, unless its log is asked.
LIMIT_PASSED = "ERR_RESOURCE_LIMIT"
MAX_DEPTH = 250  # of elements within one another
TOO_DEEP = lxml.etree.XPath(f"boolean({'/*' * MAX_DEPTH})")
MAX_TAGS = 50_000  # pages with more are no articles, and finding the article among them would take a minute


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """A page's text, paragraphs separated by blank lines, and its metadata."""

    text: str
    title: str | None
    source: str | None
    uri: str | None
    published_on: datetime.date | None
    author: str | None
    section: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Article:
    """The text of a page's article, a block a line, and the title, name of the site and address that were
    found beside it."""

    text: str = ""
    title: str | None = None
    site: str | None = None
    uri: str | None = None


def read_page(markup: str) -> Page:
    """The page as trafilatura sees it; where that finds no text, all that is visible. Raises Refusal if
    nothing is.

    What is struck out or hidden is taken away before. Day, author and section are those of the article's own
    markup: trafilatura's search for a day takes that of the address before it, and of any part of the page,
    and its authors are names as it thinks that they should be written.
    """
    # XML declarations in a decoded page make the parser raise.
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
    tree = tree_of(markup)
    if tree is None:
        raise Refusal("empty", "no text is left without the markup")
    told = page_data(tree)
    title = page_title(tree)
    tree = readable_tree(tree)
    found = article_of(tree) if markup.count("<") <= MAX_TAGS else Article()
    text = paragraphs(found.text)
    text = parted(text, tree) if text else visible_text(tree)
    if not text:
        raise Refusal("empty", "no text is left without the markup")
    return Page(
        text,
        found.title or told.title or title,
        found.site,
        told.canonical or found.uri,
        told.published_on,
        told.author,
        told.section,
    )


def article_of(tree: lxml.html.HtmlElement) -> Article:
    """The article that trafilatura finds in a page's tree, lists kept; an empty one where it finds none or
    raises.

    It is not asked for pages nested so deep that it would drop a part of them.
    """
    if TOO_DEEP(tree):
        return Article()
    # Only whoever reads pages waits for it to be imported.
    import trafilatura

    try:
        told = told_beside(tree)
        found = trafilatura.bare_extraction(tree, options=extraction())  # which leaves the tree as it is
    except Exception:
        return Article()  # malformed pages make extractors raise many things; the plain reading may still do
    if not isinstance(found, trafilatura.settings.Document):
        return Article()
    return Article(found.text or "", told.title, site_of(told, tree), told.url)


@functools.cache
def extraction() -> "Extractor":
    """How articles are looked for: lists kept, comments left out. Made once, since each reads a
    configuration."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", comments=False, recall=True)


def told_beside(tree: lxml.html.HtmlElement) -> "Document":
    """Title, name of the site and address as trafilatura finds them.

    Its own search for metadata also looks for author, day, subjects and licence, which nobody asks it for and
    which take it a third of the time of a page.
    """
    from trafilatura import metadata

    told = metadata.examine_meta(tree)
    try:
        told = metadata.extract_meta_json(tree, told)
    except Exception:
        told = metadata.examine_meta(tree)  # broken JSON takes nothing from the rest
    told.title = told.title or metadata.extract_title(tree)
    told.url = told.url or metadata.extract_url(tree)
    told.clean_and_trim()
    return told


def site_of(told: "Document", tree: lxml.html.HtmlElement) -> str | None:
    """The name of a page's site: as it calls itself, names in small letters with capitals, else its host."""
    from trafilatura import metadata

    name = (told.sitename or metadata.extract_sitename(tree) or "").lstrip("@")
    if name:
        return name if "." in name or name[0].isupper() else name.title()
    try:
        return (urlsplit(told.url or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def paragraphs(text: str) -> str:
    """Lines that trafilatura gives, as paragraphs with blank lines between them, without the marks of lists
    and tables."""
    lines = (MARKS.sub("", line).strip() for line in text.splitlines() if not RULED.fullmatch(line))
    return "\n\n".join(line for line in lines if line)


def parted(text: str, tree: lxml.html.HtmlElement) -> str:
    """The text; where it came as a single run of sentences, in the paragraphs that the page has."""
    if "\n" in text:
        return text
    found = [one for one in visible_text(tree).split("\n\n") if one in text]
    return "\n\n".join(found) if " ".join(found) == text else text


def tree_of(markup: str) -> lxml.html.HtmlElement | None:
    """The parsed page, without comments; None where there is nothing to parse. Raises Refusal where a part of
    it would be lost."""
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(markup, parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        tree = None
    for error in parser.error_log:
        if error.type_name == LIMIT_PASSED:
            raise Refusal("broken", f"more than can be parsed: {error.message.partition(', use ')[0]}")
    return tree


def page_title(tree: lxml.html.HtmlElement) -> str | None:
    """The title element's text."""
    title = tree.findtext(".//title")
    return " ".join(title.split()) or None if title else None


def visible_text(tree: lxml.html.HtmlElement) -> str:
    """All text of a page outside of HIDDEN elements, a block element a paragraph; the tree is changed."""
    pieces: list[str] = []
    for event, element in lxml.etree.iterwalk(strip_hidden(tree), events=("start", "end")):
        breaks = element.tag in BLOCKS
        if event == "start":
            pieces.extend(
                ("\n\n" if breaks else "", element.text or "" if isinstance(element.tag, str) else "")
            )
        else:
            pieces.extend(("\n\n" if breaks else "", element.tail or ""))
    paragraphs = (" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", "".join(pieces)))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML, such as the content of a feed's item: all that is not hidden or struck
    out."""
    tree = tree_of(f"<div>{markup}</div>")
    return visible_text(readable_tree(tree)) if tree is not None else ""


def strip_hidden(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The tree without the elements that no reader sees; the text after them stays."""
    for element in list(tree.iter(*HIDDEN)):
        if element.getparent() is not None:
            element.drop_tree()
    return tree
