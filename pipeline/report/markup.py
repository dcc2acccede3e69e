"""HTML from values: what is not markup already is escaped, so that no text of a brief acts."""

import datetime
import html
from collections.abc import Iterable, Sequence

from pipeline.inert import shown


class Markup(str):
    """Text that is HTML already."""


def escaped(value: object) -> Markup:
    """A value as HTML: markup as it is, anything else as text; nothing for null."""
    if isinstance(value, Markup):
        return value
    return Markup("" if value is None else html.escape(shown(str(value))))


def joined(parts: Iterable[object], between: str = "") -> Markup:
    """Values as HTML, one after another."""
    return Markup(between.join(map(escaped, parts)))


def element(name: str, *content: object, **attributes: object) -> Markup:
    """An element; attributes that are null are left out, `class_` is class, '_' in a name is '-'."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{given}>{joined(content)}</{name}>")


def link(to: str, text: object, **attributes: object) -> Markup:
    """A link within the report."""
    return element("a", text, href=to, **attributes)


def dated(value: object) -> object:
    """A day as an element that is not broken; anything else as it is."""
    return element("time", value.isoformat()) if isinstance(value, datetime.date) else value


def table(
    headings: Sequence[str], rows: Sequence[Sequence[object]], empty: str, without: str | None = None
) -> Markup:
    """A table in a frame that scrolls where it is too wide, `without` the column of that heading.

    A sentence where there are no rows.
    """
    if not rows:
        return element("p", empty, class_="none")
    kept = [place for place, heading in enumerate(headings) if heading != without]
    head = element("tr", *(element("th", headings[place], scope="col") for place in kept))
    body = [
        element("tr", *(element("td", dated(row[place]), data_label=headings[place]) for place in kept))
        for row in rows
    ]
    return element("div", element("table", element("thead", head), element("tbody", *body)), class_="wide")


def section(title: str, *content: object, note: str | None = None) -> Markup:
    """A part of a page with its heading, and a line that tells what it shows."""
    return element(
        "section", element("h2", title), element("p", note, class_="note") if note else None, *content
    )
