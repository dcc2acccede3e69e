"""What a page's own markup tells of its article: day of publication, title, author, section, canonical
address.

JSON-LD of the article comes before meta elements, and these before elements of the page. What belongs to a
change, a comment, another article, an item of a list or the page as such is passed over.
"""

import dataclasses
import datetime
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import lxml.etree
import lxml.html

from pipeline.ingest.dating import told_day
from pipeline.ingest.metadata import authors_told, first_told, folded, sections_told, told

ARTICLE_TYPES = frozenset(
    {
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "backgroundnewsarticle",
        "reviewnewsarticle",
        "askpublicnewsarticle",
        "advertisercontentarticle",
        "blogposting",
        "liveblogposting",
        "socialmediaposting",
        "report",
        "scholarlyarticle",
        "techarticle",
        "specialannouncement",
        "pressrelease",
        "governmentservice",
    }
)
# Of a node of JSON-LD only these lead on to the article that the page is about.
LEADING = ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf")
META_DATES = (
    "articlepublishedtime",
    "ogarticlepublishedtime",
    "ogpublishedtime",
    "articlepublished",
    "datepublished",
    "rnewsdatepublished",
    "publisheddate",
    "publicationdate",
    "publishdate",
    "publishedat",
    "publishedtime",
    "publishtime",
    "pubdate",
    "originalpublicationdate",
    "articleoriginaldate",
    "parselypubdate",
    "sailthrudate",
    "cxenseparserecspublishtime",
    "citationpublicationdate",
    "citationonlinedate",
    "citationdate",
    "dcdateissued",
    "dctermsissued",
    "dctermsdateissued",
    "dcissued",
    "dcdatepublished",
    "dcdate",
    "dctermsdate",
    "dctermscreated",
    "dcdatecreated",
    "bepubdate",
    "ptime",
    "displaydate",
    "articledate",
    "articledateoriginal",
    "analyticsattributesarticledate",
    "shareaholicarticlepublishedtime",
    "datecreated",
    "date",
)
META_AUTHORS = (
    "author",
    "articleauthor",
    "ogarticleauthor",
    "parselyauthor",
    "sailthruauthor",
    "citationauthor",
    "dccreator",
    "dctermscreator",
)
META_SECTIONS = ("articlesection", "ogarticlesection", "parselysection")
OTHER_PARTS = re.compile(
    r"comment|reply|replies|discussion|disqus|related|recommend|sidebar|widget|footer|promo|teaser"
    r"|newsletter|most-?read"
    r"|trending|popular|see-?also|more-?(?:on|news|from)|read-?(?:more|next)",
    re.IGNORECASE,
)
CHANGED = re.compile(r"modif|updat|chang|revis|edit|review|archiv|event|expire", re.IGNORECASE)
PUBLISHED = re.compile(
    r"publi|posted|entry-date|dateline|byline|article-?date|post-?date|issued", re.IGNORECASE
)
BEFORE_JSON = re.compile(r"<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?")
LAST_COMMA = re.compile(r'(?<=[\d"}\]el])\s*,(\s*[}\]])')
MAX_WORDS = 60  # characters of a line beside the text: a date with a label, an author, a place
OTHER_TAGS = frozenset({"aside", "footer", "nav"})


@dataclasses.dataclass(frozen=True, slots=True)
class PageData:
    """What the markup tells; None where it does not."""

    published_on: datetime.date | None = None
    title: str | None = None
    canonical: str | None = None
    author: str | None = None
    section: str | None = None


def page_data(tree: lxml.html.HtmlElement) -> PageData:
    """What a page's tree tells, scripts and meta elements still in it."""
    all_metas = meta_lists(tree)
    metas = {name: values[0] for name, values in all_metas.items()}
    canonical = canonical_of(tree, metas)
    title = metas.get("ogtitle") or told(tree.findtext(".//title"))
    article = article_node(tree, canonical, title)
    return PageData(
        published_on=of_article(article) or of_meta(metas) or of_elements(tree),
        title=told(article.get("headline")) or metas.get("ogtitle") or metas.get("twittertitle"),
        canonical=canonical,
        author=first_told(article, ("author", "creator"), authors_told)
        or first_told(all_metas, META_AUTHORS, authors_told),
        section=sections_told(article.get("articleSection"))
        or first_told(all_metas, META_SECTIONS, sections_told),
    )


def meta_lists(tree: lxml.html.HtmlElement) -> dict[str, list[str]]:
    """Contents of meta elements by folded name; those within another part are passed over."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        value = told(element.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = folded(element.get(attribute) or "")
            if name and value and not in_another_part(element):
                found.setdefault(name, []).append(value)
    return found


def canonical_of(tree: lxml.html.HtmlElement, metas: Mapping[str, str]) -> str | None:
    """The address that the page calls its own."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and told(link.get("href")):
            return told(link.get("href"))
    return metas.get("ogurl")


def of_article(article: Mapping[str, Any]) -> datetime.date | None:
    """The day that the article's node tells."""
    return next(
        (
            day
            for key in ("datePublished", "dateIssued", "dateCreated")
            if (day := told_day(told(article.get(key))))
        ),
        None,
    )


def of_meta(metas: Mapping[str, str]) -> datetime.date | None:
    """The day that meta elements tell."""
    return next((day for name in META_DATES if (day := told_day(metas.get(name)))), None)


def article_node(tree: lxml.html.HtmlElement, canonical: str | None, title: str | None) -> Mapping[str, Any]:
    """The node of JSON-LD that describes the page's article; an empty one where there is none or nobody knows
    which.

    Of several the one that names the page's address or title is taken.
    """
    nodes = [node for data in linked_data(tree) for node in article_nodes(data)]
    if len(nodes) > 1:
        own = [node for node in nodes if is_of_page(node, canonical, title)]
        nodes = own or ([] if len({str(of_article(node)) for node in nodes}) > 1 else nodes)
    return nodes[0] if nodes else {}


def linked_data(tree: lxml.html.HtmlElement) -> Iterator[Any]:
    """The contents of JSON-LD scripts, as far as they are JSON."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                yield json.loads(bare_json(script.text or ""), strict=False)
            except (ValueError, RecursionError):
                continue  # one broken script takes nothing from the others


def bare_json(text: str) -> str:
    """The JSON of a script without what editors put around it, and without commas that nothing follows."""
    text = text.strip()
    opening = BEFORE_JSON.match(text)
    if opening is not None:
        text = _without_closing(text[opening.end() :].strip())
    return LAST_COMMA.sub(r"\1", text.removesuffix(";"))


def _without_closing(text: str) -> str:
    """A script without the mark that ends a comment or a section of characters."""
    text = text.removesuffix("-->").rstrip()
    section = text.removesuffix("*/").rstrip()
    if not section.endswith("]]>"):
        return text
    section = section.removesuffix("]]>").rstrip()
    return section.removesuffix("//").removesuffix("/*").rstrip()


def article_nodes(data: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Nodes of articles that the page itself is about: not those in lists of items, in comments or in live
    updates."""
    if isinstance(data, list):
        for one in data:
            yield from article_nodes(one, depth)
    elif isinstance(data, Mapping) and depth < 6:
        kinds = data.get("@type")
        names = {
            folded(str(kind).rpartition("/")[2]) for kind in (kinds if isinstance(kinds, list) else [kinds])
        }
        if names & ARTICLE_TYPES:
            yield data
            return
        for key in LEADING:
            yield from article_nodes(data.get(key), depth + 1)


def is_of_page(node: Mapping[str, Any], canonical: str | None, title: str | None) -> bool:
    """Whether an article's node names the page's address or its title."""
    addresses = {told(node.get(key)) for key in ("url", "@id", "mainEntityOfPage")}
    main = node.get("mainEntityOfPage")
    if isinstance(main, Mapping):
        addresses |= {told(main.get("@id")), told(main.get("url"))}
    own = {address.partition("#")[0].rstrip("/") for address in addresses if address}
    headline = told(node.get("headline"))
    return bool(
        canonical and canonical.rstrip("/") in own or title and headline and title.startswith(headline)
    )


def in_another_part(element: lxml.html.HtmlElement) -> bool:
    """Whether an element lies in a comment, in a list of other articles, or beside the article."""
    for one in (element, *element.iterancestors()):
        if one.tag in ("body", "html", "main", "head"):
            return False
        if one.tag in OTHER_TAGS or OTHER_PARTS.search(f"{one.get('class') or ''} {one.get('id') or ''}"):
            return True
        kind = one.get("itemtype") or ""
        if kind.endswith(("/Comment", "/ItemList", "/UserComments")):
            return True
    return False


def marks(element: lxml.html.HtmlElement) -> str:
    """What an element and the one around it are called."""
    around = element.getparent()
    return " ".join(
        one.get(name) or ""
        for one in (element, *([] if around is None else [around]))
        for name in ("itemprop", "property", "class", "id")
    )


def element_day(element: lxml.html.HtmlElement) -> datetime.date | None:
    """The day that an element gives for machines, else in its words."""
    for name in ("datetime", "content", "title"):
        if day := told_day(element.get(name)):
            return day
    return told_day(" ".join(element.text_content().split()))


def says_published(element: lxml.html.HtmlElement) -> bool:
    """Whether an element is called the day of publication by what it or, for a time, the one around it is
    called."""
    own = f"{element.get('itemprop') or ''} {element.get('property') or ''}"
    if "datepublished" in folded(own):
        return True
    if element.tag == "time":
        return "pubdate" in element.attrib or bool(PUBLISHED.search(marks(element)))
    return bool(PUBLISHED.search(element.get("class") or "")) and len(element.text_content()) <= MAX_WORDS


def is_beside_text(element: lxml.html.HtmlElement) -> bool:
    """Whether a time element is not a part of a sentence."""
    around = element.getparent()
    words = "" if around is None else around.text_content().strip()
    return len(words) - len(element.text_content()) <= MAX_WORDS and not words.endswith(".")


def of_elements(tree: lxml.html.HtmlElement) -> datetime.date | None:
    """The day of elements that are called it; else of the only time element beside the text."""
    called: list[lxml.html.HtmlElement] = []
    timed: list[lxml.html.HtmlElement] = []
    for element in tree.iter(lxml.etree.Element):
        own = f"{element.get('itemprop') or ''} {element.get('property') or ''} {element.get('class') or ''}"
        if CHANGED.search(own) or element.tag in ("meta", "script", "link", "html", "body"):
            continue
        says = says_published(element)
        timely = element.tag == "time" and is_beside_text(element)
        if (says or timely) and not in_another_part(element) and (day := element_day(element)):
            (called if says else timed).append(day)
    if called:
        return called[0]
    return timed[0] if len(set(timed)) == 1 else None
