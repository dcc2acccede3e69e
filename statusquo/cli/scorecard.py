"""`statusquo scorecard`: how much each publisher told, and how often it was right."""

import click

from statusquo.cli.marts import WIDE_HELP, Selection, print_rows
from statusquo.cli.output import format_option

COLUMNS = {
    "source": "source",
    "briefs": "briefs",
    "copies": "copies",
    "statements": "statements",
    "relays": "relays",
    "claims": "claims",
    "facts": "facts",
    "confirmed": "confirmed",
    "alone": "alone",
    "outweighed": "outweighed",
    "first to tell": "first_to_tell",
    "agreement": "printf('%.2f', agreement)",
}


@click.command()
@click.option("--wide", is_flag=True, help=WIDE_HELP)
@format_option
def command(wide: bool, form: str) -> None:
    """Show for each publisher how much it told, how much of that it relays, and how it fared against other
    sources.

    \b
    Examples:
      statusquo scorecard
      statusquo scorecard --format csv
    """
    from statusquo.cli.published import published

    with published() as connection:
        print_rows(
            connection,
            "marts.source_scorecard",
            Selection(),
            people=COLUMNS,
            order="briefs DESC, source",
            form=form,
            wide=wide,
            empty="No brief was read yet.",
        )
