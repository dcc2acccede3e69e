"""What a source tells of a brief under the names that feeds, scrapers and editors use, and how a Markdown
file begins."""

import datetime
import json
import math
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeGuard

import yaml

from pipeline.ingest.dating import told_day
from pipeline.ingest.refusals import Refusal

# Names as `folded` has them, the surest first: of when something was changed nobody is asked.
ID_KEYS = ("id", "guid", "externalid")
TITLE_KEYS = ("title", "headline", "articletitle", "hed", "subject")
TEXT_KEYS = (
    "text",
    "fulltext",
    "contenttext",
    "textcontent",
    "articlebody",
    "articletext",
    "maintext",
    "bodytext",
    "cleantext",
    "rawtext",
    "body",
    "content",
    "contents",
    "article",
    "story",
)
MARKUP_KEYS = ("contenthtml", "html", "contentencoded", "bodyhtml")
# What a line has that holds no more than the beginning of an article.
TEASER_KEYS = ("description", "summary", "abstract")
SOURCE_KEYS = ("source", "publisher", "outlet", "sourcename", "sitename", "site")
URI_KEYS = ("uri", "url", "link", "canonicalurl", "permalink", "externalurl")
AUTHOR_KEYS = ("author", "authors", "byline", "creator", "creators")
SECTION_KEYS = ("section", "sections", "articlesection", "category", "categories")
DATE_KEYS = (
    "publishedon",
    "published",
    "datepublished",
    "publishedat",
    "publicationdate",
    "publisheddate",
    "publishdate",
    "publishedtime",
    "publishtime",
    "pubdate",
    "pubtime",
    "firstpublished",
    "firstpublishedat",
    "firstpublicationdate",
    "firstpublishdate",
    "originallypublished",
    "articlepublishedtime",
    "ogpublishedtime",
    "dateofpublication",
    "postdate",
    "postedon",
    "posted",
    "postedat",
    "date",
    "dcdate",
    "dctermsdate",
    "dctermsissued",
    "dcdateissued",
    "issued",
    "dateissued",
    "releasedate",
    "releasedon",
    "isodate",
    "dategmt",
    "webpublicationdate",
    "publicationtime",
    "pubdatetime",
    "displaydate",
    "seendate",
    "publishedparsed",
    "datetime",
    "timestamp",
    "unixtimestamp",
    "time",
    "ts",
    "publishedtimestamp",
    "pubtimestamp",
    "created",
    "createdat",
    "datecreated",
    "createdutc",
    "publishedutc",
    "firstcreated",
    "storydate",
    "datepublish",
    "dateposted",
    "versioncreated",
    "articledate",
    "newsdate",
    "dateline",
    "pub",
    "day",
)
# Other names of a day of publication, as a last resort; none of who publishes or of a change.
SAYS_PUBLISHED = re.compile(r"publi(?:sh(?!er)|cation)|pubdate|posted|released")
SAYS_OTHER = re.compile(r"updat|modif|chang|revis|expir|archiv|unpubli|embargo|until")
KNOWN = frozenset({*ID_KEYS, *TITLE_KEYS, *SOURCE_KEYS, *URI_KEYS, *DATE_KEYS})
NAME_IN_OBJECT = ("name", "title", "main", "label", "rendered", "value", "href", "url")
# Vocabularies whose terms mean the same without them: 'dc:title', 'prism:publicationDate'.
VOCABULARIES = frozenset({"dc", "dcterms", "og", "article", "prism", "schema", "rnews", "twitter", "parsely"})

# How authors and sections are parted, since names hold commas.
PARTED = "; "
NAMES = ("name", "title", "label")
NOBODY = frozenset({"null", "none", "nil", "~", "n/a", "unknown"})
ADDRESS = r"[^\s<>()@;,]{1,100}@[^\s<>()@;,]{1,200}"
# 'Name <address>', 'Name (address)' and 'address (Name)', as mails, Atom and RSS have them.
BESIDE_ADDRESS = (
    re.compile(rf"(?P<name>[^<>()@]{{1,300}}?) ?[<(]{ADDRESS}[>)]"),
    re.compile(rf"{ADDRESS} ?\((?P<name>[^<>()@]{{1,300}})\)"),
)
NO_NAME = re.compile(rf"[<(]?(?:mailto:)?{ADDRESS}[>)]?|(?:https?:)?//\S*|[\W\d_]*", re.IGNORECASE)

MAX_FRONT_MATTER = 65_536
MAX_YAML_DEPTH = 50  # the C loader calls itself for each level, and no exception ends that
# PyYAML is built without libyaml on some systems; its own loader gives the same values.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
OPENING = re.compile(
    r"[\u200b\ufeff]?(?:[ \t]*\n){0,100}(?:%YAML[^\n]{0,20}\n)?[ \t]{0,3}(-{3,}|\+{3}|;{3}|`{3}|<!--)"
    r"(?:[ \t]*(?:yaml|yml|toml|json))?[ \t]*\n",
    re.IGNORECASE,
)
CLOSING = {
    "-": re.compile(r"^(?:-{3,}|\.{3})[ \t]*(?:\n|\Z)", re.MULTILINE),
    "+": re.compile(r"^\+{3}[ \t]*(?:\n|\Z)", re.MULTILINE),
    ";": re.compile(r"^;{3}[ \t]*(?:\n|\Z)", re.MULTILINE),
    "`": re.compile(r"^`{3}[ \t]*(?:\n|\Z)", re.MULTILINE),
    "<": re.compile(r"^[ \t]*-->[ \t]*(?:\n|\Z)", re.MULTILINE),
}
SIGNED = re.compile(r"^!|^[^\"'].*\s#\w")
RULE = re.compile(r"^-{3}[ \t]*$", re.MULTILINE)
TITLE_BLOCK = re.compile(r"% ?(\S.*)\n(?:% ?(.*)\n)?(?:% ?(.*)\n)?(?=\s*\n)")
KEY_LINE = re.compile(r"(\w[\w .-]{0,60}?)[ \t]*:[ \t]*(.*)")
CONTINUED = re.compile(r"[ \t]+\S|- |[\]})]")
PLAIN_KEY = re.compile(r"[a-z][a-z0-9_.-]*")


def folded(name: object) -> str:
    """A key without case, separators and prefixed marks: 'pubDate', 'pub_date' and 'pub-date' are one."""
    return "".join(character for character in str(name).casefold() if character.isalnum())


def by_folded_key(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values under folded keys; of keys that are then the same the first that has a value."""
    found: dict[str, Any] = {}
    for key, value in [*values.items(), *unprefixed(values)]:
        if found.get(folded(key)) in (None, "", [], {}):
            found[folded(key)] = value
    return found


def unprefixed(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The values whose keys begin with the name of a vocabulary, under what follows it."""
    for key, value in values.items():
        vocabulary, colon, term = str(key).partition(":")
        if colon and vocabulary.strip().lower() in VOCABULARIES:
            yield term, value


def told(value: Any) -> str | None:
    """A value on one line: a text, a number, a list of them joined, or the name of an object; None for
    nothing."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(told_simply, value))) or None
    if isinstance(value, Mapping):
        return next((one for key in NAME_IN_OBJECT if (one := told_simply(value.get(key)))), None)
    return told_simply(value)


def told_simply(value: Any) -> str | None:
    """A text or a finite number on one line; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return " ".join(str(value).split()) or None


def text_of(values: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    """The first of the folded keys that tells anything."""
    return next((found for key in keys if (found := told(values.get(key)))), None)


def each_told(value: Any) -> list[str]:
    """All that a value names, each on one line and once: a text, an object by its name, or a list of them.

    Numbers are keys of somebody's system and name nothing.
    """
    values = value if isinstance(value, list) else [value]
    named = [
        next((one[key] for key in NAMES if one.get(key)), None) if isinstance(one, Mapping) else one
        for one in values
    ]
    lines = [" ".join(name.split()) for name in named if isinstance(name, str)]
    return list(dict.fromkeys(line for line in lines if line and line.casefold() not in NOBODY))


def authors_told(value: Any) -> str | None:
    """The authors that a value names, parted by PARTED; None where it names nobody or addresses alone."""
    named = [name for one in each_told(value) if (name := name_alone(one))]
    return PARTED.join(named) or None


def name_alone(author: str) -> str | None:
    """An author without the address of mail beside the name; None for an address of mail or of a page."""
    for form in BESIDE_ADDRESS:
        if beside := form.fullmatch(author):
            author = beside["name"].strip(" \"'")
    return None if NO_NAME.fullmatch(author) else author


def sections_told(value: Any) -> str | None:
    """The sections or categories that a value names, parted by PARTED."""
    return PARTED.join(each_told(value)) or None


def first_told(
    values: Mapping[str, Any], keys: Iterable[str], read: Callable[[Any], str | None]
) -> str | None:
    """What `read` makes of the first of the folded keys that it makes anything of."""
    return next((found for key in keys if (found := read(values.get(key)))), None)


def day_of(values: Mapping[str, Any]) -> datetime.date | None:
    """The day of publication that values under folded keys tell, if it is one."""
    others = [key for key in values if SAYS_PUBLISHED.search(key) and not SAYS_OTHER.search(key)]
    return next((found for key in (*DATE_KEYS, *others) if (found := told_day(values.get(key)))), None)


def refuse_deep_yaml(source: str) -> None:
    """Raise ValueError for YAML whose lists and mappings are nested too deep to be loaded."""
    depth = 0
    for event in yaml.parse(source, Loader=LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_YAML_DEPTH:
            raise ValueError(f"nested deeper than {MAX_YAML_DEPTH} levels")


def of_yaml(source: str) -> object:
    """Front matter in YAML, every value as it is written: a wrong date or number is then no error of the
    format."""
    refuse_deep_yaml(source)
    return yaml.load(source, Loader=LOADER)


def of_fenced_yaml(source: str) -> object:
    """YAML that has its own fence within another."""
    return of_yaml(RULE.sub("", source))


def unquoted(value: str) -> str:
    """A value without the quotation marks around the whole of it."""
    whole = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    # An odd number of further ones are apostrophes; an even number are quotations within the value.
    return value[1:-1] if whole and (value.count(value[0]) % 2 or value.count(value[0]) == 2) else value


def of_lines(source: str) -> dict[str, str] | None:
    """Lines 'key: rest', as people write them who do not know YAML; None where any line is none.

    Lines that are indented, are an entry of a list or a comment belong to the key before and are not read.
    """
    found: dict[str, str] = {}
    for line in source.splitlines():
        if pair := KEY_LINE.fullmatch(line.rstrip()):
            found[pair[1]] = unquoted(pair[2].strip())
        elif line.strip() and not line.startswith("#") and not (found and CONTINUED.match(line)):
            return None
    return found


READERS: dict[str, tuple[Callable[[str], object], ...]] = {
    "-": (of_yaml, of_lines, tomllib.loads),
    "+": (tomllib.loads, of_yaml, of_lines),
    ";": (json.loads, of_yaml),
    "`": (of_fenced_yaml, of_lines, tomllib.loads),
    "<": (of_fenced_yaml, of_lines),
}


def are_metadata(values: object) -> TypeGuard[Mapping]:
    """Whether it is a mapping that tells of a brief: a known key in it, or keys alone that no sentence begins
    with."""
    if not isinstance(values, Mapping):
        return False
    return any(folded(key) in KNOWN for key in values) or (
        bool(values) and all(PLAIN_KEY.fullmatch(str(key)) for key in values)
    )


def split_front_matter(text: str) -> tuple[dict, str]:
    """Metadata and body of a Markdown file: YAML between '---' and '---' or '...', TOML between '+++', JSON
    between ';;;', and YAML in a fence or a comment.

    What stands between two rules and is no metadata is text, and nothing of it is lost. Raises Refusal
    (oversized) for front matter that is longer than any.
    """
    opening = OPENING.match(text)
    if opening is None:
        return unfenced(text)
    closing = CLOSING[opening[1][0]].search(text, opening.end())
    if closing is None:
        return {}, text
    source, body = text[opening.end() : closing.start()], text[closing.end() :]
    if not source.strip():
        return {}, body
    if len(source) > MAX_FRONT_MATTER:
        if KEY_LINE.match(source.lstrip().partition("\n")[0]):
            raise Refusal(
                "oversized", f"front matter of {len(source)} characters, more than {MAX_FRONT_MATTER}"
            )
        return {}, text
    for read in READERS[opening[1][0]]:
        try:
            values = read(source)
        except (yaml.YAMLError, ValueError, TypeError, RecursionError):
            continue  # the next reader may do; else the lines stay in the text
        if are_metadata(values):
            return with_titles(values, source), body
    return {}, text


def unfenced(text: str) -> tuple[dict, str]:
    """Metadata and body of a Markdown file that begins with an object of JSON, with a block of title, author
    and day whose lines begin with '%', or with lines 'key: rest' up to a blank one; there both a title and a
    day must be among them."""
    if text.startswith("{"):
        try:
            values, end = json.JSONDecoder().raw_decode(text[:MAX_FRONT_MATTER])
        except (ValueError, RecursionError):
            return {}, text
        return (dict(values), text[end:]) if are_metadata(values) else ({}, text)
    if block := TITLE_BLOCK.match(text):
        told = zip(("title", "author", "date"), block.groups(), strict=True)
        return {key: value.strip() for key, value in told if value and value.strip()}, text[block.end() :]
    head, blank, body = text.partition("\n\n")
    lines = of_lines(head) if blank and len(head) <= MAX_FRONT_MATTER and KEY_LINE.match(head) else None
    keys = {folded(key) for key in lines or ()}
    if lines and keys & set(TITLE_KEYS) and keys & set(DATE_KEYS):
        return dict(lines), body
    return {}, text


def with_titles(values: Mapping[str, Any], source: str) -> dict[str, Any]:
    """The values; a title that YAML takes for a comment, a tag or an object as it stands in its line, and one
    with a number sign that begins a word, as no comment does."""
    lines = of_lines(source) or {}
    titles = {key for key in values if folded(key) in TITLE_KEYS and lines.get(key)}
    wrong = {
        key
        for key in titles
        if not values[key] or not isinstance(values[key], str) or SIGNED.search(lines[key])
    }
    return dict(values) | {key: lines[key] for key in wrong}
