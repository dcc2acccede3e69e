"""Readers, one a format: the content of an original in, the briefs that it holds out, with what they tell
about themselves."""

import dataclasses
import datetime
import json
import re
from collections.abc import Mapping
from typing import Any

from pipeline.ingest.dating import told_day
from pipeline.ingest.decoding import decode, tidy
from pipeline.ingest.documents import DOCUMENTS
from pipeline.ingest.items import Telling, unpacked
from pipeline.ingest.mail import open_mail
from pipeline.ingest.markup import holds_markup, unescaped, unescaped_markup
from pipeline.ingest.metadata import (
    AUTHOR_KEYS,
    ID_KEYS,
    MARKUP_KEYS,
    SECTION_KEYS,
    SOURCE_KEYS,
    TEASER_KEYS,
    TEXT_KEYS,
    TITLE_KEYS,
    URI_KEYS,
    authors_told,
    by_folded_key,
    day_of,
    first_told,
    sections_told,
    split_front_matter,
    text_of,
)
from pipeline.ingest.pages import Page, fragment_text, read_page
from pipeline.ingest.refusals import Refusal


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
    author: str | None = None
    section: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Unreadable:
    """A part of an original that is no brief, with the part itself."""

    refusal: Refusal
    position: int
    part: dict


def described(values: Mapping[str, Any], text: str, position: int = 0) -> Found:
    """A brief with the metadata that the values have under the usual keys."""
    known = by_folded_key(values)
    return Found(
        text,
        position,
        external_id=text_of(known, ID_KEYS),
        title=plain(text_of(known, TITLE_KEYS)),
        source=plain(text_of(known, SOURCE_KEYS)),
        uri=text_of(known, URI_KEYS),
        published_on=day_of(known),
        author=plain(first_told(known, AUTHOR_KEYS, authors_told)),
        section=plain(first_told(known, SECTION_KEYS, sections_told)),
    )


def of_page(page: Page) -> Found:
    """The brief that a page is."""
    return Found(
        page.text,
        title=page.title,
        source=page.source,
        uri=page.uri,
        published_on=page.published_on,
        author=page.author,
        section=page.section,
    )


def plain(line: str | None) -> str | None:
    """A title or name of a feed, in which tags and entities are read as what they mean."""
    return line and " ".join(plain_text(line).split())


def plain_text(text: str) -> str:
    """A text as its reader sees it: HTML without its tags, entities as the characters that they mean."""
    markup = unescaped_markup(text)
    if holds_markup(markup):
        return unescaped(fragment_text(markup) or markup)
    return unescaped(text)


def heading(line: re.Match) -> str:
    """A heading's words as a paragraph, without the number signs that close it."""
    words = line[1].rstrip()
    bare = words.rstrip("#")
    closed = bare != words and (not bare or bare[-1].isspace())
    return f"\n{(bare if closed else words).rstrip()}\n"


# All repetitions are bounded or begin at one place only, and no two that may match the same characters follow
# one another, so that no text takes more than linear time.
ATTRIBUTE = r"[\w-]{1,30}(?:=(?:\"[^\"<>]{0,200}\"|'[^'<>]{0,200}'|[^\s\"'<>]{1,200}))?"
TARGET = r"\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)"
INLINE = (
    (re.compile(rf"!\[([^\[\]\n]{{0,300}})\]{TARGET}"), r"\1"),
    (re.compile(rf"\[([^\[\]\n]{{1,300}})\](?:{TARGET}|\[[^\[\]\n]{{0,100}}\])"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^<>\s]{1,1000})>"), r"\1"),
    (re.compile(r"~~(?=\S)(?:[^~\n]|~(?!~)|\n(?!\s*\n)){1,1000}(?<=\S)~~"), ""),
    (
        re.compile(
            r"<(del|s|strike)(?:\s[^<>]{0,300})?>(?:(?!</\1>).){0,1000}</\1>", re.IGNORECASE | re.DOTALL
        ),
        "",
    ),
    (
        re.compile(
            rf"<([a-z]{{1,10}})(?:\s+{ATTRIBUTE}){{0,10}}?\s+(?:hidden(?=[\s=>])|style\s*=\s*[\"'][^<>\"']{{0,200}}"
            rf"(?:display\s*:\s*none|visibility\s*:\s*hidden|line-through))[^<>]{{0,300}}>(?:(?!</\1>).){{0,1000}}</\1>",
            re.IGNORECASE | re.DOTALL,
        ),
        "",
    ),
    (re.compile(r"\{(--|>>)(?:[^{}\n]){1,1000}?(?:--|<<)\}"), ""),
    (re.compile(r"\[\^[^\[\]\s]{1,30}\]"), ""),
    (re.compile(r"</?q>", re.IGNORECASE), '"'),
    (re.compile(r"<sup>\[?\d{1,3}\]?</sup>", re.IGNORECASE), ""),
    (re.compile(r"<br */?>(?!\n)", re.IGNORECASE), " "),
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
    (re.compile(r"^ {0,3}#{1,6}[ \t]+(\S.*)$", re.MULTILINE), heading),
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
    """Markdown's text without its marks: headings, emphasis, links, quotes, lists, rules. Line breaks
    stay."""
    text = without_comments(text)
    for pattern, replacement in (*FENCES, *INLINE, *LINES):
        text = pattern.sub(replacement, text)
    return unescaped(text.strip("\n"))


def body_of(values: Mapping[str, Any]) -> str | None:
    """The text of an object, under the first of the usual keys that has one; HTML becomes plain text."""
    known = by_folded_key(values)
    for key in (*TEXT_KEYS, *MARKUP_KEYS, *TEASER_KEYS):
        value = known.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = value.get("rendered") or value.get("value")
        if isinstance(value, str) and value.strip():
            return plain_text(value)
    return known.get("text") if isinstance(known.get("text"), str) else None


def read_lines(text: str) -> list[Found | Unreadable]:
    """Briefs of JSON lines: objects with `text` and, if told, id, title, source, url and published_on."""
    found: list[Found | Unreadable] = []
    for position, line in enumerate(text.split("\n")):
        if not line.strip():
            continue
        try:
            values = json.loads(line, parse_constant=lambda name: None)
        except (ValueError, RecursionError) as error:
            found.append(Unreadable(Refusal("broken", f"not JSON: {error}"), position, {"line": line}))
            continue
        if not isinstance(values, dict):
            found.append(Unreadable(Refusal("broken", "not an object with a text"), position, {"line": line}))
        elif (body := body_of(values)) is None:
            found.append(Unreadable(Refusal("broken", "text is missing or not a string"), position, values))
        else:
            found.append(described(values, body, position))
    return found


def read_text(text: str, form: str) -> list[Found | Unreadable]:
    """The briefs of an original. Raises Refusal (broken, empty) where it holds none at all."""
    if form == "txt":
        return [Found(plain_text(text))]
    if form == "md":
        values, body = split_front_matter(text)
        return [described(values, plain_markdown(body))]
    if form == "html":
        return [of_page(read_page(text))]
    if form == "jsonl":
        return read_lines(text)
    raise ValueError(f"no reader for the format {form!r}")


SIGNATURES = {"pdf": b"%PDF-", "docx": b"PK\x03\x04"}


def text_from(content: bytes, form: str, charset: str | None = None) -> str:
    """The decoded and tidied text of a content; JSON lines line by line, so that a bad one costs no other.

    `charset` is what a server said of it. Raises Refusal: empty, binary, undecodable.
    """
    return tidy(decode(content, html=form in ("html", "page"), charset=charset))


def read_content(content: bytes, form: str) -> list[Found | Unreadable]:
    """The briefs of an original. Raises Refusal where it holds none at all."""
    if form == "item":
        return [read_item(content)]
    if form == "eml":
        return read_mail(content)
    if form in DOCUMENTS:
        return [document(content, form)]
    return read_text(text_from(content, form), form)


def document(content: bytes, form: str) -> Found:
    """The brief that a document is."""
    read = DOCUMENTS[form](content)
    return Found(tidy(read.text), title=read.title)


def read_item(original: bytes) -> Found:
    """The brief that an item of a source is; what the source told of it comes before what its page tells."""
    telling, content = unpacked(original)
    found = read_body(content, telling)
    return dataclasses.replace(
        found,
        external_id=telling.id,
        title=plain(telling.title) or found.title,
        source=telling.source or found.source,
        uri=found.uri or telling.url,
        published_on=told_day(telling.published) or found.published_on,
        author=plain(authors_told(telling.author)) or found.author,
        section=plain(telling.section) or found.section,
    )


def read_body(content: bytes, telling: Telling) -> Found:
    """The text of an item's content, with what the content tells of itself."""
    if telling.body in DOCUMENTS:
        return document(content, telling.body)
    if telling.body == "eml":
        found = read_mail(content)[0]
        if isinstance(found, Unreadable):
            raise found.refusal
        return found
    text = text_from(content, telling.body, telling.charset)
    if telling.body == "page":
        return of_page(read_page(text))
    return Found(plain_text(text))


def read_mail(content: bytes) -> list[Found | Unreadable]:
    """The briefs of a mail: its own text, and each document and page that is attached to it."""
    mail = open_mail(content)
    briefs: list[Found | Unreadable] = []
    for position, part in enumerate(mail.parts):
        try:
            found = read_body(part.content, Telling(part.body, charset=part.charset))
        except Refusal as refusal:
            briefs.append(Unreadable(refusal, position, {"part": part.name}))
            continue
        briefs.append(
            dataclasses.replace(
                found,
                position=position,
                external_id=mail.id,
                title=(found.title if part.name else None) or mail.subject,
                source=found.source if part.name else mail.sender,
                published_on=told_day(mail.date),
                author=found.author if part.name else mail.author,
            )
        )
    briefs += [
        Unreadable(Refusal("unsupported", f"an attachment of the type {kind}"), position, {"part": name})
        for position, (name, kind) in enumerate(mail.others, start=len(briefs))
    ]
    return briefs


def check(content: bytes, form: str) -> None:
    """Raise Refusal for what can be seen at once: no text, front matter that has no end, no line that is a
    brief."""
    if form == "item":
        unpacked(content)
    elif form in ("eml", *DOCUMENTS):
        if not content.strip():
            raise Refusal("empty", "no bytes" if not content else "nothing but white space")
        if form in SIGNATURES and SIGNATURES[form] not in content[:1024]:
            raise Refusal("broken", f"named as {form}, which it is not")
    else:
        check_text(text_from(content, form), form)


def check_text(text: str, form: str) -> None:
    """Raise Refusal for front matter that is too long and for JSON lines of which none is a brief."""
    if form == "md":
        split_front_matter(text)
    elif form == "jsonl":
        found = read_lines(text)
        if not found:
            raise Refusal("empty", "nothing but white space")
        bad = [one.refusal.detail for one in found if isinstance(one, Unreadable)]
        if len(bad) == len(found):
            raise Refusal("broken", f"none of the {len(found)} lines is a brief; the first: {bad[0]}")
