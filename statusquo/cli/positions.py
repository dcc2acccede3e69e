"""`statusquo positions`: who is for and who is against whose place in an organisation."""

import click

from statusquo.cli.marts import mart_options, of_pair, print_rows

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
    from statusquo.cli.published import actor as actor_called
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
