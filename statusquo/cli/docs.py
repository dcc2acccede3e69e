"""`statusquo docs`: the documents that schemas and settings generate."""

import click

from pipeline.errors import StatusquoError


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail where a document is stale.")
def command(check: bool) -> None:
    """Write docs/data_dictionary.md and docs/settings.md, or check that they are what schemas and settings
    say.

    \b
    Example:
      statusquo docs --check
    """
    from pipeline.files import write_atomically
    from pipeline.settings import ROOT, settings_page
    from schemas.dictionary import dictionary
    from schemas.tables import PUBLISHED

    for name, text in (("data_dictionary.md", dictionary(PUBLISHED)), ("settings.md", settings_page())):
        path = ROOT / "docs" / name
        fresh = path.exists() and path.read_text(encoding="utf-8") == text
        if check and not fresh:
            raise StatusquoError(f"{path} is stale; write it anew with: statusquo docs")
        if not fresh:
            write_atomically(path, text.encode())
        click.echo(f"{path}: {'fresh' if fresh else 'written'}")
