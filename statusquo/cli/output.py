"""What the commands print: tables for people, csv and json for programs, progress on stderr."""

import contextlib
import csv
import datetime
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence

import click

from pipeline.inert import shown

FORMATS = ("table", "csv", "json")
GAP = 2
LONG_WORD = 30
FOLDED = 12  # a column with longer cells becomes no narrower than this
NARROWEST = 20

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to print the rows.",
)


def cell(value: object) -> str:
    """A value as people read it: nothing for null, lists joined by commas, one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}" if value % 1 else str(int(value))
    if isinstance(value, (list, tuple)):
        return ", ".join(map(cell, value))
    return shown(" ".join(str(value).split()))


def plain(value: object) -> object:
    """A value as JSON has it: dates as ISO 8601 strings, what JSON lacks as text."""
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None
    return str(value)


def show(
    names: Sequence[str],
    rows: Sequence[Sequence],
    form: str = "table",
    *,
    empty: str = "No rows.",
    wide: bool = True,
) -> None:
    """Print rows in one of FORMATS; `empty` is what people read on stderr where there are none.

    A table fits the terminal. Unless it is `wide`, the last columns are left out where there is no room for
    them.
    """
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        for row in rows:
            writer.writerow("|".join(map(str, v)) if isinstance(v, (list, tuple)) else plain(v) for v in row)
    elif form == "json":
        lines = [
            json.dumps(dict(zip(names, map(plain, row), strict=True)), ensure_ascii=False) for row in rows
        ]
        click.echo("[" + ",\n ".join(lines) + "]")
    elif not rows:
        click.echo(empty, err=True)
    elif width := room():
        show_fitted(names, rows, width, wide=wide)
    else:
        show_aligned(names, rows)


def room() -> int | None:
    """How many columns there are: those of the terminal, or what COLUMNS says; None for a pipe or a file."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        return max(shutil.get_terminal_size().columns, NARROWEST)
    return None


def show_fitted(names: Sequence[str], rows: Sequence[Sequence], width: int, *, wide: bool) -> None:
    """A table within a width: long cells are folded, columns without any value left out, then the last ones.

    A wide table leaves out none of those with values; where they do not fit, each row is printed as a list.
    """
    cells = [[cell(value) for value in row] for row in rows]
    places = [place for place in range(len(names)) if any(line[place] for line in cells)] or [0]
    columns = {place: [names[place], *(line[place] for line in cells)] for place in places}
    least = {place: narrowest(column) for place, column in columns.items()}
    kept = list(places)
    while len(kept) > 1 and needed(least, kept) > width:
        kept.pop()
    left = [names[place] for place in places if place not in kept]
    if left and wide:
        show_lists([names[place] for place in places], [[line[p] for p in places] for line in cells], width)
        return
    widths = shared({place: (least[place], max(map(len, columns[place]))) for place in kept}, width)
    numeric = {place for place in kept if all(is_number(row[place]) for row in rows)}
    print_folded([names[place] for place in kept], [widths[place] for place in kept], None, heading=True)
    for line in cells:
        right = [place in numeric for place in kept]
        print_folded([line[place] for place in kept], [widths[place] for place in kept], right)
    if left:
        told = f"Left out for want of room: {', '.join(left)} (--wide shows all, csv and json have all)."
        click.echo("\n".join(textwrap.wrap(told, width)), err=True)


def is_number(value: object) -> bool:
    """Whether a value is a number, or none at all."""
    return value is None or type(value) in (int, float)


def needed(least: dict[int, int], kept: Sequence[int]) -> int:
    """The width of a table whose columns are as narrow as they may be."""
    return sum(least[place] for place in kept) + GAP * (len(kept) - 1)


def narrowest(column: Sequence[str]) -> int:
    """How narrow a column may become: no word up to LONG_WORD is broken, and long texts stay readable."""
    word = max((min(len(word), LONG_WORD) for value in column for word in value.split()), default=1)
    longest = max(map(len, column))
    return max(word, min(longest, FOLDED) if longest > FOLDED else 0)


def shared(columns: dict[int, tuple[int, int]], width: int) -> dict[int, int]:
    """Widths of columns of which the least and the full width are given: room goes to who lacks most."""
    widths = {place: min(least, width) for place, (least, _) in columns.items()}
    room = width - sum(widths.values()) - GAP * (len(widths) - 1)
    for _ in range(max(room, 0)):
        place = max(columns, key=lambda one: columns[one][1] - widths[one])
        if columns[place][1] <= widths[place]:
            break
        widths[place] += 1
    return widths


def print_folded(
    values: Sequence[str], widths: Sequence[int], right: Sequence[bool] | None, *, heading: bool = False
) -> None:
    """Print one row, its cells folded to their widths; numbers stand at the right of their columns."""
    folded = [
        textwrap.wrap(value, width, break_on_hyphens=False)
        for value, width in zip(values, widths, strict=True)
    ]
    for number in range(max(1, *map(len, folded))):
        pieces = [lines[number] if number < len(lines) else "" for lines in folded]
        placed = [
            piece.rjust(width) if right and right[place] else piece.ljust(width)
            for place, (piece, width) in enumerate(zip(pieces, widths, strict=True))
        ]
        line = (" " * GAP).join(placed).rstrip()
        click.echo(click.style(line, bold=True) if heading else line)
    if heading:
        click.echo((" " * GAP).join("-" * width for width in widths))


def show_lists(headings: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> None:
    """Each row as lines of heading and value, with a blank line after it."""
    label = min(max(map(len, headings)), width // 2)
    for line in cells:
        for heading, value in zip(headings, line, strict=True):
            if value:
                folded = textwrap.wrap(value, width - label - GAP, break_on_hyphens=False)
                click.echo(f"{heading[:label]:<{label}}  " + f"\n{'':{label + GAP}}".join(folded))
        click.echo("")


def show_aligned(names: Sequence[str], rows: Sequence[Sequence]) -> None:
    """Nothing but aligned columns, a row a line, nothing cut off: for pipes and logs."""
    cells = [list(names), *([cell(value) for value in row] for row in rows)]
    widths = [max(len(line[position]) for line in cells) for position in range(len(names))]
    for line in [cells[0], ["-" * width for width in widths], *cells[1:]]:
        click.echo("  ".join(value.ljust(width) for value, width in zip(line, widths, strict=True)).rstrip())


@contextlib.contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A progress bar on stderr, only where that is a terminal; yields a function that takes the number done
    since."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    layout = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*layout, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)
