"""`statusquo changes`: what the last publication, or nights, changed."""

import datetime

import click

from statusquo.cli.days import Day
from statusquo.cli.marts import mart_options, of_pair, print_rows

COLUMNS = {
    "subject": "subject",
    "org": "org",
    "kind": "kind",
    "what": "what",
    "before": "before",
    "after": "after",
    "about": "concat_ws(' ', about_day, CASE WHEN is_history THEN '(history)' END)",
    "night": "ingested_on",
    "weight": "weight",
    "claims": "list_transform(claim_ids, lambda one: one[:8])",
}


@click.command()
@mart_options
@click.option(
    "--since",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="All nights from this day of ingestion on; by default what the last publication brought.",
)
def command(org: str | None, subject: str | None, wide: bool, form: str, since: datetime.date | None) -> None:
    """Show what changed in statuses, positions and bids, what matters most first, and which claims did it.

    By default what the last publication brought; changes about days of more than a year ago come last, marked
    as history.

    \b
    Examples:
      statusquo changes
      statusquo changes SCO --since 2026-11-01
    """
    from statusquo.cli.published import published

    with published() as connection:
        selection = of_pair(connection, org, subject)
        if since:
            selection.add("ingested_on >= ?", since)
        else:
            selection.add("change_id IN (SELECT change_id FROM marts.news)")
        print_rows(
            connection,
            "marts.changes",
            selection,
            people=COLUMNS,
            order="is_history, weight DESC, ingested_on DESC, kind, org, subject, what",
            form=form,
            wide=wide,
            empty="Nothing changed.",
        )
