"""`statusquo positions`: who is for and who is against whose place in an organisation."""

from typing import TYPE_CHECKING

import click

from pipeline.errors import StatusquoError
from statusquo.cli.marts import mart_options, of_pair, print_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COLUMNS = {
    "actor": "actor",
    "name": "nullif(actor_name, actor)",
    "subject": "subject",
    "org": "org",
    "stance": "concat_ws(' ', stance, CASE WHEN past THEN '(past)' END)",
    "since": "stance_since",
    "last told": "last_told_on",
    "status": "status",
    "own words": "coalesce(own_stance || ' ' || own_stance_on, CASE WHEN own_words THEN 'yes' ELSE 'no' END)",
    "sources": "sources",
    "contested": "contested",
    "course": "array_to_string(history, '; ')",
}


@click.command()
@mart_options
@click.option(
    "-a",
    "--actor",
    metavar="WHO",
    help="A state or organisation by code or name, or an unnamed group's words; only its rows.",
)
def command(org: str | None, subject: str | None, wide: bool, form: str, actor: str | None) -> None:
    """Show where actors stand on a state's place in an organisation, since when, and how that changed.

    \b
    Examples:
      statusquo positions SCO --subject Iran
      statusquo positions --actor Russia
    """
    from statusquo.cli.published import published

    with published() as connection:
        selection = of_pair(connection, org, subject)
        if actor is not None:
            selection.add("actor = ?", actor_called(connection, actor))
        print_rows(
            connection,
            "marts.positions",
            selection,
            people=COLUMNS,
            order="org, subject, stance, actor",
            form=form,
            wide=wide,
            empty="No position is told.",
        )


def actor_called(connection: "DuckDBPyConnection", name: str) -> str:
    """The code of a state, 'org:CODE', or the words by which an actor is told of who is neither. Raises
    StatusquoError where no position tells of such a one."""
    from statusquo.cli import published

    for called in (published.subject, lambda *asked: f"org:{published.organisation(*asked)}"):
        try:
            return called(connection, name)
        except StatusquoError:
            continue
    told = connection.execute("SELECT DISTINCT actor, actor FROM marts.positions").fetchall()
    return published.resolved("actor", name, told)
