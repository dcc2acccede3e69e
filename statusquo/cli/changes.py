"""`statusquo changes`: what nights changed."""

import datetime

import click

from statusquo.cli.days import Day
from statusquo.cli.marts import mart_options, of_pair, print_rows

COLUMNS = {
    "night": "ingested_on",
    "kind": "kind",
    "subject": "subject",
    "org": "org",
    "what": "what",
    "before": "before",
    "after": "after",
    "about": "about_day",
    "claims": "list_transform(claim_ids, lambda one: one[:8])",
}


@click.command()
@mart_options
@click.option(
    "--since",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="All nights from this day of ingestion on; by default the last alone.",
)
def command(org: str | None, subject: str | None, wide: bool, form: str, since: datetime.date | None) -> None:
    """Show what the briefs of a night changed in statuses, positions and bids, and which claims did it.

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
            selection.add("ingested_on = (SELECT max(ingested_on) FROM raw.briefs)")
        print_rows(
            connection,
            "marts.changes",
            selection,
            people=COLUMNS,
            order="ingested_on, kind, org, subject, what",
            form=form,
            wide=wide,
            empty="Nothing changed.",
        )
