"""`statusquo report`: what is published as a static site."""

from pathlib import Path

import click

from statusquo.cli.output import progress


@click.command()
@click.option(
    "-o",
    "--output",
    "target",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write; an earlier report in it is replaced.",
)
def command(target: Path) -> None:
    """Write what is published as a static site: DIR/index.html is its start.

    Open bids with who is for and against, statuses, timelines, contradictions and recent changes, a page an
    organisation, a state and a brief; every row leads down to the sentence. The pages load nothing from
    elsewhere. The site is written beside and renamed, so that it is there wholly or not at all; the same
    tables give the same bytes.

    \b
    Example:
      statusquo report -o site
    """
    from pipeline.report.site import write_site
    from statusquo.cli.published import published

    with published() as connection, progress("Writing pages") as advance:
        count = write_site(connection, target, advance)
    click.echo(f"{target / 'index.html'}: the start of {count} pages", err=True)
