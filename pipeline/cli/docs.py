"""`statusquo docs`: the documents that the schemas generate."""

import click

from pipeline.errors import StatusquoError


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail where a document is stale.")
def command(check: bool) -> None:
    """Write docs/data_dictionary.md from the schemas, or check that it is as they say.

    \b
    Example:
      statusquo docs --check
    """
    from pipeline.lake import write_atomically
    from pipeline.settings import ROOT
    from schemas.dictionary import dictionary
    from schemas.tables import TABLES

    path, text = ROOT / "docs" / "data_dictionary.md", dictionary(TABLES)
    fresh = path.exists() and path.read_text(encoding="utf-8") == text
    if check and not fresh:
        raise StatusquoError(f"{path} is stale; write it anew with: statusquo docs")
    if not fresh:
        write_atomically(path, text.encode())
    click.echo(f"{path}: {'fresh' if fresh else 'written'}")
