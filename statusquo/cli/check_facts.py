"""`statusquo check-facts`: what the published tables say of places on days, against facts from elsewhere."""

import collections
import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from pipeline.errors import StatusquoError
from pipeline.given import given_text
from statusquo.cli.output import format_option, progress, show

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COLUMNS = ("org", "state", "day", "status")
SHOWN = 20


class Fact(NamedTuple):
    """A line of the file: the status that a state is said to have had in an organisation on a day."""

    line: int
    org: str
    state: str
    day: datetime.date
    status: str


class Answer(NamedTuple):
    """A fact and what the published tables say."""

    fact: Fact
    status: str
    possible: list[str]

    @property
    def right(self) -> bool:
        """Whether the tables say what the fact says."""
        return self.status == self.fact.status


@click.command()
@click.argument("path", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--at-least",
    type=click.FloatRange(0, 1),
    default=1.0,
    show_default=True,
    help="The share that must be right; below it the exit code is 1.",
)
@click.option("--all", "everything", is_flag=True, help=f"All wrong answers, not only the first {SHOWN}.")
@format_option
def command(path: Path, at_least: float, everything: bool, form: str) -> None:
    """Check statuses on days against facts from elsewhere: right and wrong by organisation, status, decade.

    FILE.csv has the columns org, state, day (YYYY-MM-DD) and status: member, observer, dialogue_partner,
    partner, associate, candidate, suspended, none or unknown. With --format csv or json all answers are
    printed.

    \b
    Examples:
      statusquo check-facts facts.csv
      statusquo check-facts facts.csv --at-least 0.9
    """
    from statusquo.cli.published import published

    with published() as connection:
        answers = answered(connection, read(connection, path))
    right = sum(answer.right for answer in answers)
    if form == "table":
        show_counts(answers)
        show_wrong([answer for answer in answers if not answer.right], everything=everything)
    else:
        names = ("line", *COLUMNS, "answer", "possible", "right")
        show(
            names, [(*answer.fact, answer.status, answer.possible, answer.right) for answer in answers], form
        )
    share = right / len(answers)
    click.echo(f"{right} of {len(answers)} right ({share:.3f})", err=True)
    if share < at_least:
        raise SystemExit(1)


def read(connection: "DuckDBPyConnection", path: Path) -> list[Fact]:
    """The facts of a file, names turned into codes. Raises StatusquoError naming the line that is at
    fault."""
    from schemas.marts import HELD
    from statusquo.cli.published import organisation, subject

    found = []
    codes: dict[tuple, str] = {}
    for number, row in numbered(path):
        try:
            status = row["status"].strip()
            if status not in HELD:
                raise StatusquoError(f"{status!r} is no status; there are {', '.join(HELD)}")
            for resolve, column in ((organisation, "org"), (subject, "state")):
                name = row[column].strip()
                if (column, name) not in codes:
                    codes[column, name] = resolve(connection, name)
            found.append(
                Fact(
                    number,
                    codes["org", row["org"].strip()],
                    codes["state", row["state"].strip()],
                    datetime.date.fromisoformat(row["day"].strip()),
                    status,
                )
            )
        except (StatusquoError, ValueError) as error:
            raise StatusquoError(f"{path}: line {number}: {error}") from error
    if not found:
        raise StatusquoError(f"{path}: no facts in it")
    return found


def numbered(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a file of facts, each with the line on which it ends. Raises StatusquoError."""
    rows = csv.DictReader(io.StringIO(given_text(path), newline=""), strict=True)
    try:
        missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
        if missing:
            raise StatusquoError(f"{path}: no column {', '.join(missing)}; needed: {', '.join(COLUMNS)}")
        for row in rows:
            if any(row[column] is None for column in COLUMNS):
                raise StatusquoError(f"{path}: line {rows.line_num}: fewer cells than columns")
            yield rows.line_num, row
    except csv.Error as error:
        line = rows.reader.line_num
        raise StatusquoError(f"{path}: line {line}: not a table of CSV: {error}") from error


def answered(connection: "DuckDBPyConnection", facts: Iterable[Fact]) -> list[Answer]:
    """Each fact with the published status, in the order of the file; organisation and day are asked once."""
    asked = collections.defaultdict(list)
    for fact in facts:
        asked[fact.org, fact.day].append(fact)
    answers = []
    with progress("asking", total=len(asked)) as advance:
        for (org, day), about in asked.items():
            told = {
                subject: (status, possible)
                for subject, status, possible in connection.execute(
                    "SELECT subject, status, possible FROM status_on(?, ?) WHERE list_contains(?, subject)",
                    [day, org, [fact.state for fact in about]],
                ).fetchall()
            }
            answers += [Answer(fact, *told.get(fact.state, ("unknown", []))) for fact in about]
            advance(1)
    return sorted(answers, key=lambda answer: answer.fact.line)


def show_counts(answers: Iterable[Answer]) -> None:
    """Tables of right and wrong by organisation, by status and by decade."""
    for heading, key in (
        ("org", lambda fact: fact.org),
        ("status", lambda fact: fact.status),
        ("decade", lambda fact: f"{fact.day.year // 10 * 10}s"),
    ):
        counts: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
        for answer in answers:
            counts[key(answer.fact)][answer.right] += 1
        rows = [
            (name, right, wrong, f"{right / (right + wrong):.3f}")
            for name, (wrong, right) in sorted(counts.items())
        ]
        show((heading, "right", "wrong", "share"), rows)


def show_wrong(wrong: list[Answer], *, everything: bool) -> None:
    """The wrong answers, the first SHOWN or all."""
    if not wrong:
        return
    kept = wrong if everything else wrong[:SHOWN]
    show(
        ("line", *COLUMNS, "answer", "possible"),
        [(*answer.fact, answer.status, answer.possible) for answer in kept],
    )
    if len(kept) < len(wrong):
        click.echo(f"{len(wrong) - len(kept)} more wrong: --all", err=True)
