"""Which sources there are: `sources.toml` in STATUSQUO_HOME, a table a source, validated, each error in one
line."""

import re
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from pipeline.errors import StatusquoError
from pipeline.files import write_atomically
from pipeline.settings import settings

FILE = "sources.toml"
KINDS = {
    "folder": "files in a folder, or those that a pattern names",
    "feed": "RSS, Atom or JSON Feed",
    "page": "a page, or the pages that a list links to and a pattern admits",
    "sitemap": "the pages of a sitemap, or those that a pattern admits",
    "jsonl": "JSON lines, plain or gzipped",
    "mailbox": "mail: .eml or .mbox files, or an IMAP folder",
    "documents": "PDF and Word files",
    "warc": "pages in a web archive",
}
FETCHED = ("feed", "page", "sitemap")
HOURS = {"hour": 1, "night": 24, "week": 168}
HEAD = "# Sources of briefs; seeds/sources.example.toml explains every key.\n"


class SourcesError(StatusquoError):
    """The configuration of sources is wrong; tells where and what to do."""


class Source(BaseModel):
    """One source."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
    kind: Literal["folder", "feed", "page", "sitemap", "jsonl", "mailbox", "documents", "warc"]
    url: str | None = None
    path: str | None = None
    outlet: str | None = Field(None, min_length=1, max_length=200)
    language: str = Field("en", pattern=r"^[a-z]{2,3}$")
    licence: str | None = None
    enabled: bool = True
    every: Literal["hour", "night", "week"] = "night"
    pattern: str | None = None
    text: Literal["auto", "item", "page"] = "auto"
    most: int = Field(1000, ge=1, le=100_000)
    password_from: str | None = Field(None, pattern=r"^[A-Z][A-Z0-9_]*$")

    @field_validator("pattern")
    @classmethod
    def is_regular(cls, value: str | None) -> str | None:
        """The pattern can be used."""
        if value is not None:
            try:
                re.compile(value)
            except re.error as error:
                raise ValueError(f"is no regular expression: {error}") from error
        return value

    @model_validator(mode="after")
    def has_a_place(self) -> "Source":
        """It says where it is, in the one way that its kind has."""
        if self.kind in FETCHED and not self.url:
            raise ValueError(f"a {self.kind} needs url")
        if self.kind not in FETCHED and bool(self.url) == bool(self.path):
            raise ValueError(f"a source of kind {self.kind} needs either path or url")
        if self.kind in ("folder", "documents", "warc") and self.url:
            raise ValueError(f"a source of kind {self.kind} needs path, not url")
        return self

    @property
    def place(self) -> str:
        """Its address or path."""
        return self.url or self.path or ""

    @property
    def address(self) -> str:
        """The address of a source that is fetched, which has one; else nothing."""
        return self.url or ""

    @property
    def publisher(self) -> str:
        """Who is told as the source of its briefs."""
        return self.outlet or self.name


def sources_file() -> Path:
    """Where the sources are configured."""
    return settings().home / FILE


def one_line(error: ValidationError, name: str) -> str:
    """What is wrong with a source, in one line."""
    first = error.errors()[0]
    what = ".".join(map(str, first["loc"]))
    return f"{name}: {f'{what}: ' if what else ''}{first['msg'].removeprefix('Value error, ')}"


def source_of(name: str, values: Any, where: str) -> Source:
    """A source from its table. Raises SourcesError."""
    if not isinstance(values, dict):
        raise SourcesError(f"{where}: {name}: is no table; write [{name}] and its keys below")
    try:
        return Source(name=name, **values)
    except ValidationError as error:
        raise SourcesError(f"{where}: {one_line(error, name)}") from error
    except TypeError as error:
        raise SourcesError(f"{where}: {name}: name is the table's own, not a key") from error


def load_sources(path: Path | None = None) -> dict[str, Source]:
    """All sources by name, in the order of the file; none where there is no file. Raises SourcesError."""
    path = path or sources_file()
    if not path.exists():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourcesError(f"{path}: not TOML: {error}") from error
    return {name: source_of(name, table, str(path)) for name, table in values.items()}


def chosen(names: tuple[str, ...] | list[str], *, enabled: bool = True) -> list[Source]:
    """The sources of these names, or all that are on. Raises SourcesError for a name that is not there."""
    known = load_sources()
    for name in names:
        if name not in known:
            there = ", ".join(known) or "none yet (statusquo sources add NAME --kind feed --url URL)"
            raise SourcesError(f"no source {name!r} in {sources_file()}; there are: {there}")
    if names:
        return [known[name] for name in names]
    return [source for source in known.values() if source.enabled or not enabled]


def add_source(name: str, values: dict[str, Any], *, replace: bool = False) -> Source:
    """Write a new source to the file, the rest of it as it was. Raises SourcesError where it is wrong or
    there already."""
    import tomlkit  # reading does without it

    path = sources_file()
    source = source_of(name, values, str(path))
    known = load_sources()
    if name in known and known[name] != source and not replace:
        raise SourcesError(
            f"{name} is in {path} already, with other values; --replace puts these in their place"
        )
    document = tomlkit.parse(path.read_text(encoding="utf-8") if path.exists() else HEAD)
    document[name] = tomlkit.item(dict(values))
    write_atomically(path, tomlkit.dumps(document).encode("utf-8"))
    return source
