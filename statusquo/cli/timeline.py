"""`statusquo timeline`: how a state's place in an organisation changed."""

import click

from statusquo.cli.marts import SURE, mart_options, of_pair, print_rows

COLUMNS = {
    "subject": "subject",
    "name": "subject_name",
    "org": "org",
    "status": "status",
    "from": "coalesce(from_edtf, '?')",
    "to": "coalesce(to_edtf, CASE WHEN ongoing THEN '..' ELSE '?' END)",
    "sure": SURE,
    "track": "track",
    "known since": "known_since",
    "basis": "basis",
    "sources": "sources",
}


@click.command()
@mart_options
def command(org: str | None, subject: str | None, wide: bool, form: str) -> None:
    """Show the intervals of statuses: from when to when, known since when, on what basis.

    \b
    Examples:
      statusquo timeline SCO --subject Iran
      statusquo timeline --subject Morocco --format json
    """
    from statusquo.cli.published import published

    with published() as connection:
        print_rows(
            connection,
            "marts.membership_timeline",
            of_pair(connection, org, subject),
            people=COLUMNS,
            order="org, subject, track, interval_number",
            form=form,
            wide=wide,
            empty="Nothing is told of that.",
        )
