"""HTML as a tree of what a reader sees: struck-out and hidden parts gone, inline marks turned into
characters."""

import html
import re

import lxml.etree
import lxml.html

STRUCK = ("del", "s", "strike")
UNSEEN = ("template", "noscript", "script", "style")
HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?![.\d])"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}|clip(?:-path)?\s*:\s*(?:rect\(\s*0|inset\(\s*(?:50|100)%)"
    r"|text-decoration[^;]*line-through|font-size\s*:\s*0(?:px|r?em|pt|%)?\s*(?:[;!]|$)",
    re.IGNORECASE,
)
HIDING_CLASSES = frozenset(
    {
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "screen-reader-only",
        "d-none",
        "hidden",
        "is-hidden",
        "invisible",
        "offscreen",
        "off-screen",
        "a11y-hidden",
        "strikethrough",
        "line-through",
        "struck",
    }
)
# What `is_hidden` and `is_footnote` may say yes to, so that the many others are not asked one by one.
NOTABLE = lxml.etree.XPath(
    "descendant::*[@class or @style or @hidden or self::a[starts-with(@href, '#')] or "
    + " or ".join(f"self::{tag}" for tag in (*STRUCK, *UNSEEN, "dialog", "sup", "wbr"))
    + "]"
)
FOOTNOTE = re.compile(
    r"(?:[\[(]\s*)?(?:\d{1,3}(?:\s*[,\u2013-]\s*\d{1,3}){0,5}|[a-z]|[ivx]{1,5}|note \d{1,3})(?:\s*[\])])?"
    r"|[*†‡§#]{1,3}|\[[^\[\]]{1,40}\]"
)
NOTE_CLASSES = re.compile(r"(?:^|[\s_-])(?:footnote|noteref|fnref|endnote)", re.IGNORECASE)
# Elements that only set their words in another way, or mark them for machines; extractors drop some of them.
PLAIN = ("font", "time", "nobr", "tt", "big", "center")
EXPONENT = re.compile(r"\b(?:[kcmd]?m|ft|mi|10)$")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
ELEMENTS = (
    "p|div|span|a|em|strong|b|i|u|li|ul|ol|dl|dt|dd|h[1-6]|blockquote|section|article|table|td|tr|font|figure|"
    "q|del|s|sup|ins"
)
OPENED = re.compile(rf"<({ELEMENTS})(?:\s[^<>]{{0,2000}})?>", re.IGNORECASE)
CLOSED = re.compile(rf"</({ELEMENTS})\s*>", re.IGNORECASE)
SINGLE = re.compile(r"<(?:br|hr|p|img)\b[^<>]{0,2000}>", re.IGNORECASE)
ESCAPED = re.compile(r"(?:\\u[0-9A-Fa-f]{4})+")
CDATA = re.compile(r"\s*<!\[CDATA\[(.*)\]\]>\s*", re.DOTALL)
SEARCHED = 20_000


def unescaped(text: str) -> str:
    """Text with HTML's entities as what they mean; twice, since feeds escape what is escaped."""
    if wrapped := CDATA.fullmatch(text):
        text = wrapped[1]
    for _ in range(2):
        if not ENTITY.search(text):
            break
        text = ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return ESCAPED.sub(of_escapes, text).replace("\xa0", " ")


def of_escapes(escapes: re.Match) -> str:
    """The characters of JSON's notation that was written as JSON once more."""
    codes = [int(code, 16) for code in escapes[0].split("\\u")[1:]]
    return b"".join(code.to_bytes(2) for code in codes).decode("utf-16-be", "replace")


def unescaped_markup(text: str) -> str:
    """HTML; where it came escaped ('&lt;p&gt;') or as character data, as what is meant."""
    if wrapped := CDATA.fullmatch(text):
        text = wrapped[1]
    return html.unescape(text) if "<" not in text and "&lt;" in text else text


def holds_markup(text: str) -> bool:
    """Whether a text is HTML rather than plain: an element that is opened and closed, or a line break in its
    notation."""
    beginning = text[:SEARCHED]
    if "<" not in beginning:
        return False
    opened, closed = ({name.lower() for name in tag.findall(beginning)} for tag in (OPENED, CLOSED))
    return bool(opened & closed or SINGLE.search(beginning))


def is_data(element: lxml.html.HtmlElement) -> bool:
    """Whether an element is no text but what the page tells of itself."""
    return element.tag == "script" and "json" in (element.get("type") or "")


def is_hidden(element: lxml.html.HtmlElement) -> bool:
    """Whether an element is struck out or not shown."""
    if is_data(element):
        return False
    if element.tag in STRUCK or element.tag in UNSEEN or "hidden" in element.attrib:
        return True
    if element.tag == "dialog" and "open" not in element.attrib:
        return True
    classes = HIDING_CLASSES.intersection((element.get("class") or "").lower().split())
    return bool(classes) or bool(HIDING.search(element.get("style") or ""))


def text_before(element: lxml.html.HtmlElement) -> str:
    """The text right before an element, within its parent."""
    before = element.getprevious()
    return (before.tail if before is not None else element.getparent().text) or ""


def replace_by(element: lxml.html.HtmlElement, text: str) -> None:
    """Put a text in the place of an element that has none of worth."""
    element.tail = text + (element.tail or "")
    element.drop_tree()


def is_footnote(element: lxml.html.HtmlElement) -> bool:
    """Whether an element is a reference to a note: a raised or linked number or mark, and no exponent."""
    linked = element.tag == "a" and (element.get("href") or "").startswith("#")
    if element.tag != "sup" and not linked and not NOTE_CLASSES.search(element.get("class") or ""):
        return False
    return bool(FOOTNOTE.fullmatch(element.text_content().strip())) and not EXPONENT.search(
        text_before(element)
    )


def join_lines(element: lxml.html.HtmlElement) -> None:
    """A line break within a paragraph becomes a space; of two in a row both stay and part paragraphs."""
    follows = element.getnext()
    first = follows is not None and follows.tag == "br" and not (element.tail or "").strip()
    before = element.getprevious()
    second = before is not None and before.tag == "br" and not (before.tail or "").strip()
    if not first and not second:
        replace_by(element, " ")


def set_plainly(tree: lxml.html.HtmlElement) -> None:
    """Elements that extractors lose, and their words with them, as the plain ones that they mean."""
    for element in list(tree.iter(*PLAIN)):
        if element.getparent() is not None:
            element.drop_tag()
    for element in list(tree.iterfind(".//li//a")):
        if element.text_content().rstrip().endswith("."):
            element.drop_tag()  # a sentence, no title of another page: extractors drop lists of links
    for element in tree.iter("menu"):
        element.tag = "ul"


def readable_tree(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The tree, changed in place: hidden and struck-out parts gone, quotations in quotation marks, no note
    numbers."""
    for element in NOTABLE(tree):
        if element.getparent() is None or element.tag in ("html", "body", "head"):
            continue
        if is_hidden(element) or is_footnote(element):
            element.drop_tree()
        elif element.tag == "wbr":
            element.drop_tag()
    quotations = [(element, next(element.iterancestors("q"), None) is not None) for element in tree.iter("q")]
    for element, within in quotations:
        opening, closing = "‘’" if within else "“”"
        element.text = f"{opening}{element.text or ''}"
        element.tail = f"{closing}{element.tail or ''}"
        element.drop_tag()
    set_plainly(tree)
    for element in list(tree.iter("br")):
        if element.getparent() is not None:
            join_lines(element)
    return tree
