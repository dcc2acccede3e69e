"""Web pages: their main text with headline and paragraphs, and what their markup tells about them."""

import dataclasses
import datetime
import re

import lxml.etree
import lxml.html
import trafilatura
from htmldate import find_date

from pipeline.ingest.refusals import Refusal

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
EARLIEST = "1900-01-01"
MAX_TAGS = 50_000  # pages with more are no articles, and finding the article among them would take a minute


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """A page's text, paragraphs separated by blank lines, and its metadata."""

    text: str
    title: str | None
    source: str | None
    uri: str | None
    published_on: datetime.date | None


def read_page(markup: str, ingested_on: datetime.date) -> Page:
    """The page as trafilatura sees it; where that finds no text, all that is visible. Raises Refusal if nothing is.

    The date is that of the markup (meta elements, JSON-LD, time elements) alone: htmldate's search through the text is
    off, since it takes any date of the text for the date of publication.
    """
    dates = {
        "extensive_search": False,
        "original_date": True,
        "min_date": EARLIEST,
        "max_date": ingested_on.isoformat(),
    }
    # XML declarations in a decoded page make the parser raise.
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
    try:
        options = {"with_metadata": True, "include_comments": False, "date_extraction_params": dates}
        found = trafilatura.bare_extraction(markup, **options) if markup.count("<") <= MAX_TAGS else None
    except Exception:
        found = (
            None  # malformed pages make extractors raise many things; the plain reading below still may do
        )
    text = (
        "\n\n".join(line.strip() for line in (found.text or "").splitlines() if line.strip()) if found else ""
    )
    text = text or visible_text(markup)
    if not text:
        raise Refusal("empty", "no text is left without the markup")
    if found is None:
        return Page(text, page_title(markup), None, None, declared_day(markup, dates))
    day = datetime.date.fromisoformat(found.date) if found.date else None
    return Page(text, found.title or page_title(markup), found.sitename or found.hostname, found.url, day)


def tree_of(markup: str) -> lxml.html.HtmlElement | None:
    """The parsed page; None where there is nothing to parse."""
    try:
        return lxml.html.document_fromstring(markup)
    except (lxml.etree.LxmlError, ValueError):
        return None


def declared_day(markup: str, dates: dict) -> datetime.date | None:
    """The date of the markup alone."""
    try:
        found = find_date(markup, **dates)
    except Exception:
        return None  # as above
    return datetime.date.fromisoformat(found) if found else None


def page_title(markup: str) -> str | None:
    """The title element's text."""
    tree = tree_of(markup)
    title = None if tree is None else tree.findtext(".//title")
    return " ".join(title.split()) or None if title else None


def visible_text(markup: str) -> str:
    """All text outside of HIDDEN elements, a block element a paragraph."""
    tree = tree_of(markup)
    if tree is None:
        return ""
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


def strip_hidden(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The tree without the elements that no reader sees; the text after them stays."""
    for element in list(tree.iter(*HIDDEN)):
        if element.getparent() is not None:
            element.drop_tree()
    return tree
