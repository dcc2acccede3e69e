"""What the commands print: tables for people, csv and json for programs, progress on stderr."""

import contextlib
import csv
import datetime
import json
import sys
from collections.abc import Callable, Iterator, Sequence

import click

from pipeline.inert import shown

FORMATS = ("table", "csv", "json")
GAP = 2
LONG_WORD = 14

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
    names: Sequence[str], rows: Sequence[Sequence], form: str = "table", *, empty: str = "No rows."
) -> None:
    """Print rows in one of FORMATS; `empty` is what people read on stderr where there are none."""
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
    elif sys.stdout.isatty():
        show_boxed(names, rows)
    else:
        show_aligned(names, rows)


def show_boxed(names: Sequence[str], rows: Sequence[Sequence]) -> None:
    """A table that fits the terminal; where it cannot, each row as a list. Columns without any value are left out."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    kept = [place for place in range(len(names)) if any(cell(row[place]) for row in rows)]
    headings = [names[place] for place in kept]
    cells = [[cell(row[place]) for place in kept] for row in rows]
    console = Console()
    if (
        sum(
            narrowest([heading, *column]) + GAP
            for heading, column in zip(headings, zip(*cells, strict=False), strict=True)
        )
        > console.width
    ):
        show_lists(headings, cells)
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading, place in zip(headings, kept, strict=True):
        numeric = all(row[place] is None or type(row[place]) in (int, float) for row in rows)
        table.add_column(Text(heading), justify="right" if numeric else "left", overflow="fold")
    for line in cells:
        table.add_row(*map(Text, line))
    console.print(table)


def narrowest(values: Sequence[str]) -> int:
    """How narrow a column may become without breaking words shorter than LONG_WORD."""
    return max((min(len(word), LONG_WORD) for value in values for word in value.split()), default=0)


def show_lists(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """Each row as lines of heading and value, with a blank line after it."""
    width = max(map(len, headings))
    for line in cells:
        for heading, value in zip(headings, line, strict=True):
            if value:
                click.echo(f"{heading:<{width}}  {value}")
        click.echo("")


def show_aligned(names: Sequence[str], rows: Sequence[Sequence]) -> None:
    """Nothing but aligned columns, a row a line, nothing cut off: for pipes and logs."""
    cells = [list(names), *([cell(value) for value in row] for row in rows)]
    widths = [max(len(line[position]) for line in cells) for position in range(len(names))]
    for line in [cells[0], ["-" * width for width in widths], *cells[1:]]:
        click.echo("  ".join(value.ljust(width) for value, width in zip(line, widths, strict=True)).rstrip())


@contextlib.contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A progress bar on stderr, only where that is a terminal; yields a function that takes the number done since."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    layout = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*layout, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)
