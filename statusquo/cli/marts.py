"""What the commands that print a mart have in common: filters by organisation and subject, few columns for
people."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import StatusquoError
from statusquo.cli.output import format_option, show

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SURE = "printf('%.2f', confidence)"
WIDE_HELP = "All columns in the table too; csv and json always have all."


def mart_options(command: Callable) -> Callable:
    """[ORG], --subject, --wide and --format."""
    for option in (
        format_option,
        click.option("--wide", is_flag=True, help=WIDE_HELP),
        click.option(
            "-s",
            "--subject",
            metavar="STATE",
            help="A state by ISO code, name or alias, or org:CODE; only its rows.",
        ),
        click.argument("org", metavar="[ORG]", required=False),
    ):
        command = option(command)
    return command


class Selection:
    """Conditions on a query and the values that they need; `org` is the organisation that is asked for."""

    def __init__(self, org: str | None = None) -> None:
        self.org = org
        self.conditions: list[str] = []
        self.values: list[Any] = []
        if org is not None:
            self.add("org = ?", org)

    def add(self, condition: str, *values: Any) -> None:
        """Rows must also fulfil this."""
        self.conditions.append(condition)
        self.values.extend(values)

    @property
    def where(self) -> str:
        """The conditions as SQL, empty where there are none."""
        return f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""


def of_pair(connection: "DuckDBPyConnection", org: str | None, subject: str | None) -> Selection:
    """The rows of an organisation and a subject, each if given. Raises StatusquoError where nobody is called
    so."""
    from statusquo.cli import published

    selection = Selection(None if org is None else organisation_called(connection, org))
    if subject is not None:
        selection.add("subject = ?", published.subject(connection, subject))
    return selection


def organisation_called(connection: "DuckDBPyConnection", name: str) -> str:
    """The code of an organisation; a state's name gives the advice to use --subject."""
    from statusquo.cli import published

    try:
        return published.organisation(connection, name)
    except StatusquoError as error:
        try:
            code = published.subject(connection, name)
        except StatusquoError:
            raise error from None
        raise StatusquoError(f"{name!r} is a state ({code}), no organisation; use --subject {code}") from None


def print_rows(
    connection: "DuckDBPyConnection",
    source: str,
    selection: Selection,
    *,
    people: Mapping[str, str],
    order: str,
    form: str,
    wide: bool,
    empty: str,
    values: Sequence[Any] = (),
) -> None:
    """Print rows of a table or query (`values` are those of `source`), all columns for programs.

    `people` are the columns for people: heading -> SQL expression over the source's columns.
    """
    from statusquo.cli.published import ask

    columns = (
        "*"
        if wide or form != "table"
        else ", ".join(f'{expression} AS "{heading}"' for heading, expression in people.items())
    )
    sql = f"SELECT {columns} FROM (SELECT * FROM {source}{selection.where} ORDER BY {order})"
    names, rows = ask(connection, sql, [*values, *selection.values])
    show(names, rows, form, empty=empty, wide=wide)
