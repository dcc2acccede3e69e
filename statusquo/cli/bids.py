"""`statusquo bids`: open bids and where they stand."""

import click

from statusquo.cli.marts import mart_options, of_pair, print_rows

COLUMNS = {
    "state": "subject_name",
    "org": "org",
    "bid": "status || ' ' || stage",
    "for": "supporters",
    "against": "opponents",
    "in the way": "obstacle",
    "blocked": "CASE WHEN blocked THEN 'under ' || replace(blocked_under, '_', ' ') "
    "WHEN blocked IS NULL THEN 'not known to suffice' ELSE 'no' END",
    "since": "opened_on",
    "on conditions": "conditional",
    "undecided": "undecided",
    "next": "nullif(concat_ws(' ', next_step, next_step_edtf, '(' || next_step_modality || ')'), '')",
}


@click.command()
@mart_options
@click.option(
    "--blocked", is_flag=True, help="Only the bids that are blocked under the organisation's decision rule."
)
def command(org: str | None, subject: str | None, wide: bool, form: str, blocked: bool) -> None:
    """Show open bids: how far they are, who is for and against, what stands in the way, what comes next.

    \b
    Examples:
      statusquo bids
      statusquo bids EU --blocked
    """
    from statusquo.cli.published import published

    with published() as connection:
        selection = of_pair(connection, org, subject)
        if blocked:
            selection.add("blocked")
        print_rows(
            connection,
            "marts.bids",
            selection,
            people=COLUMNS,
            order="org, subject, status, round",
            form=form,
            wide=wide,
            empty="No bid is open.",
        )
