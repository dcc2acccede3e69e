"""`statusquo unknown-names`: what somebody may want to add to the reference data next."""

import click

from schemas.vocabulary import SLOTS
from statusquo.cli.marts import WIDE_HELP, Selection, print_rows
from statusquo.cli.output import format_option

COLUMNS = {
    "name": "name",
    "slot": "slot",
    "sources": "sources",
    "briefs": "briefs",
    "last": "last_on",
    "sentence": "sentences[1]",
}


@click.command()
@click.option("--slot", type=click.Choice(sorted(SLOTS)), help="Only names that stand where one would.")
@click.option("--wide", is_flag=True, help=WIDE_HELP)
@format_option
def command(slot: str | None, wide: bool, form: str) -> None:
    """Show names in capitals that stand where an organisation or a state would and that nobody is known by,
    those of most publishers first.

    What is an organisation that states join goes into seeds/reference/organisations.csv and
    organisation_aliases.csv; other names may stay.

    \b
    Examples:
      statusquo unknown-names
      statusquo unknown-names --slot organisation --format csv
    """
    from statusquo.cli.published import published

    with published() as connection:
        selection = Selection()
        if slot:
            selection.add("slot = ?", slot)
        print_rows(
            connection,
            "quality.unknown_names",
            selection,
            people=COLUMNS,
            order="sources DESC, briefs DESC, places DESC, name, slot",
            form=form,
            wide=wide,
            empty="No such name was met.",
        )
