"""`statusquo check-facts`: what the published tables say of places on days, against facts from elsewhere."""

import collections
import csv
import datetime
import functools
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from pipeline.errors import StatusquoError
from pipeline.given import given_text
from statusquo.cli.output import format_option, progress, show

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COLUMNS = ("org", "state", "day", "status")
SPAN_COLUMNS = ("org", "state", "from_date", "to_date", "status")
OTHER_NAMES = {"country_iso3": "state"}
SHOWN = 20


class Fact(NamedTuple):
    """A line of the file: the status that a state is said to have had in an organisation on a day."""

    line: int
    org: str
    state: str
    day: datetime.date
    status: str


class Span(NamedTuple):
    """A line of the file: a status that a state had, surely from a first to a last day (the last day of all
    where it goes on)."""

    line: int
    org: str
    state: str
    first: datetime.date
    last: datetime.date
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

    In the place of the day it may have from_date and to_date (YYYY, YYYY-MM or YYYY-MM-DD; '..' while it goes
    on, nothing where the end is not known): then the first and the last sure day are asked, and rows of other
    statuses, such as applicant, are left out and counted.

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

    coded = codes(connection)
    found, spans = [], []
    left_out: collections.Counter = collections.Counter()
    for number, row in numbered(path):
        status = row["status"].strip()
        try:
            if status in HELD:
                pair = coded("org", row["org"].strip()), coded("state", row["state"].strip())
                if "day" in row:
                    found.append(Fact(number, *pair, datetime.date.fromisoformat(row["day"].strip()), status))
                else:
                    spans.append(Span(number, *pair, *sure_days(row["from_date"], row["to_date"]), status))
            elif "day" in row:
                raise StatusquoError(f"{status!r} is no status; there are {', '.join(HELD)}")
            else:
                left_out[status] += 1
        except (StatusquoError, ValueError) as error:
            raise StatusquoError(f"{path}: line {number}: {error}") from error
    found += facts_of(spans)
    if left_out:
        told = ", ".join(f"{status or 'no status'} ({count})" for status, count in sorted(left_out.items()))
        click.echo(f"left out, as no status that is asked for: {told}", err=True)
    if not found:
        raise StatusquoError(f"{path}: no facts in it")
    return found


def codes(connection: "DuckDBPyConnection") -> Callable[[str, str], str]:
    """What gives the code of a name in a column, `org` or `state`; each name is looked up once. It raises
    StatusquoError for an unknown name."""
    from statusquo.cli.published import organisation, subject

    @functools.cache
    def code(column: str, name: str) -> str:
        return (organisation if column == "org" else subject)(connection, name)

    return code


def sure_days(begun: str, ended: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day on which a status surely held, from its dates; of an unknown end nothing is
    sure but the beginning. Raises ValueError for what is no date."""
    from pipeline.edtf import first_day, last_day

    first = last_day(begun.strip())
    if first is None:
        raise ValueError("from_date is empty")
    if ended.strip() == "..":
        return first, datetime.date.max
    end = first_day(ended.strip())
    return first, first if end is None else end - datetime.timedelta(days=1)


def facts_of(spans: list[Span]) -> Iterator[Fact]:
    """What spans say of their first and last days; a member that is suspended then is `suspended`."""
    suspended = collections.defaultdict(list)
    for span in spans:
        if span.status == "suspended":
            suspended[span.org, span.state].append(span)
    for span in spans:
        for day in sorted({span.first, span.last} - {datetime.date.max}):
            beside = suspended[span.org, span.state] if span.status == "member" else ()
            is_suspended = any(one.first <= day <= one.last for one in beside)
            if span.first <= day <= span.last:
                yield Fact(span.line, span.org, span.state, day, "suspended" if is_suspended else span.status)


def numbered(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a file of facts or spans, each with the line on which it ends. Raises StatusquoError."""
    rows = csv.DictReader(io.StringIO(given_text(path), newline=""), strict=True)
    try:
        rows.fieldnames = [OTHER_NAMES.get(name, name) for name in rows.fieldnames or ()]
        spans = "from_date" in rows.fieldnames and "day" not in rows.fieldnames
        columns = SPAN_COLUMNS if spans else COLUMNS
        missing = [column for column in columns if column not in rows.fieldnames]
        if missing:
            raise StatusquoError(f"{path}: no column {', '.join(missing)}; needed: {', '.join(columns)}")
        for row in rows:
            if any(row[column] is None for column in columns):
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
