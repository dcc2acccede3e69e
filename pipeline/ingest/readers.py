"""Readers, one a format: the text of an original in, the briefs that it holds out, with what they tell about themselves."""

import dataclasses
import datetime
import json
import re

import frontmatter
import yaml

from pipeline.ingest.dating import told_day
from pipeline.ingest.pages import read_page
from pipeline.ingest.refusals import Refusal

DATE_KEYS = ("published_on", "published", "date", "publication_date", "pubdate", "datePublished")
SOURCE_KEYS = ("source", "publisher", "outlet")
URI_KEYS = ("uri", "url", "link", "canonical_url")
FRONT_MATTER = re.compile(r"\A-{3,}[ \t]*\n(.*?)^-{3,}[ \t]*$\n?", re.DOTALL | re.MULTILINE)


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """A brief as its original tells it; `published_on` only where data say so, not the text."""

    text: str
    position: int = 0
    external_id: str | None = None
    title: str | None = None
    source: str | None = None
    uri: str | None = None
    published_on: datetime.date | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Unreadable:
    """A part of an original that is no brief, with the part itself."""

    refusal: Refusal
    position: int
    part: dict


class TextValues(frontmatter.YAMLHandler):
    """Front matter in YAML, every value as it is written: a wrong date or number is then no error of the format."""

    def load(self, fm: str, **options: object) -> object:
        return yaml.load(fm, Loader=yaml.BaseLoader)


def text_of(values: dict, keys: tuple[str, ...]) -> str | None:
    """The first of the keys that has a text, a number, or a list of texts."""
    for key in keys:
        value = values.get(key)
        if isinstance(value, list):
            value = ", ".join(str(one) for one in value if isinstance(one, (str, int)))
        if isinstance(value, (str, int, float)) and not isinstance(value, bool) and str(value).strip():
            return " ".join(str(value).split())
    return None


def day_of(values: dict) -> datetime.date | None:
    """The day of publication that metadata tell, if it is one."""
    return next((found for key in DATE_KEYS if (found := told_day(values.get(key)))), None)


def described(values: dict, text: str, position: int = 0) -> Found:
    """A brief with the metadata that the values have under the usual keys."""
    return Found(
        text,
        position,
        external_id=text_of(values, ("id",)),
        title=text_of(values, ("title",)),
        source=text_of(values, SOURCE_KEYS),
        uri=text_of(values, URI_KEYS),
        published_on=day_of(values),
    )


def split_front_matter(text: str) -> tuple[dict, str]:
    """Metadata and body of a Markdown file. Raises Refusal where the front matter is not YAML."""
    if not FRONT_MATTER.match(text):
        return {}, text
    try:
        metadata, body = frontmatter.parse(text, handler=TextValues())
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise Refusal("broken", f"the front matter is not YAML: {error}") from error
    return metadata, body


# All repetitions are bounded or begin at one place only, so that no text takes more than linear time.
TARGET = r"\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)"
INLINE = (
    (re.compile(rf"!\[([^\[\]\n]{{0,300}})\]{TARGET}"), r"\1"),
    (re.compile(rf"\[([^\[\]\n]{{1,300}})\](?:{TARGET}|\[[^\[\]\n]{{0,100}}\])"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^<>\s]{1,1000})>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>\n]{0,1000}>"), ""),
    (re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.{1,300}?)(?<=[^\s\\])\1"), r"\2"),
    (re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,300})(?<=[^\s*\\])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_\\])_(?=[^\s_])([^_\n]{1,300})(?<=[^\s_\\])_(?![\w_])"), r"\1"),
    (re.compile(r"(?<!`)`{1,3}([^`\n]{1,1000})`{1,3}(?!`)"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)
FENCES = (
    (re.compile(r"^ {0,3}(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}\[[^\[\]\n]{1,100}\]:[ \t]+\S.*$", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,100}$", re.MULTILINE), ""),
    (re.compile(r"^(\S.*)\n {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE), r"\1\n"),
)
LINES = (
    (re.compile(r"^ {0,3}#{1,6}[ \t]+(\S.{0,500}?)[ \t]*#*[ \t]*$", re.MULTILINE), r"\n\1\n"),
    (re.compile(r"^(?: {0,3}>[ \t]?)+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)", re.MULTILINE), ""),
    (re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE), ""),
    (re.compile(r"\n{3,}"), "\n\n"),
)


def without_comments(text: str) -> str:
    """Markdown without HTML comments; one that is never closed stays."""
    pieces, place = [], 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces.append(text[place:start])
        place = end + len("-->")
    return "".join([*pieces, text[place:]])


def plain_markdown(text: str) -> str:
    """Markdown's text without its marks: headings, emphasis, links, quotes, lists, rules. Line breaks stay."""
    text = without_comments(text)
    for pattern, replacement in (*FENCES, *INLINE, *LINES):
        text = pattern.sub(replacement, text)
    return text.strip("\n")


def read_lines(text: str) -> list[Found | Unreadable]:
    """Briefs of JSON lines: objects with `text` and, if told, id, title, source, url and published_on."""
    found: list[Found | Unreadable] = []
    for position, line in enumerate(text.split("\n")):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            found.append(Unreadable(Refusal("broken", f"not JSON: {error}"), position, {"line": line}))
            continue
        if not isinstance(values, dict):
            found.append(Unreadable(Refusal("broken", "not an object with a text"), position, {"line": line}))
        elif not isinstance(values.get("text"), str):
            found.append(Unreadable(Refusal("broken", "text is missing or not a string"), position, values))
        else:
            found.append(described(values, values["text"], position))
    return found


def read_text(text: str, form: str, ingested_on: datetime.date) -> list[Found | Unreadable]:
    """The briefs of an original. Raises Refusal (broken, empty) where it holds none at all."""
    if form == "txt":
        return [Found(text)]
    if form == "md":
        values, body = split_front_matter(text)
        return [described(values, plain_markdown(body))]
    if form == "html":
        page = read_page(text, ingested_on)
        return [Found(page.text, 0, None, page.title, page.source, page.uri, page.published_on)]
    if form == "jsonl":
        return read_lines(text)
    raise ValueError(f"no reader for the format {form!r}")


def check(text: str, form: str) -> None:
    """Raise Refusal (broken) for what can be seen at once: front matter that is not YAML, no line that is a brief."""
    if form == "md":
        split_front_matter(text)
    elif form == "jsonl":
        found = read_lines(text)
        if all(isinstance(one, Unreadable) for one in found):
            raise Refusal(
                "broken", f"none of the {len(found)} lines is a brief; the first: {found[0].refusal.detail}"
            )
