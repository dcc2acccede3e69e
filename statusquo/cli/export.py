"""`statusquo export`: a published table as a file."""

import os
import tempfile
from pathlib import Path

import click

from pipeline.errors import StatusquoError

OPTIONS = {
    ".csv": "FORMAT csv, HEADER",
    ".parquet": "FORMAT parquet, COMPRESSION zstd",
    ".jsonl": "FORMAT json",
    ".ndjson": "FORMAT json",
}


def table_called(connection, name: str) -> tuple[str, str]:
    """Schema and name of a table or view, found by 'schema.name' or by its name alone. Raises StatusquoError."""
    found = connection.execute(
        "SELECT table_schema, table_name FROM information_schema.tables WHERE lower(table_schema || '.' || table_name) = lower(?) "
        "OR lower(table_name) = lower(?) ORDER BY ALL",
        [name, name],
    ).fetchall()
    if len(found) == 1:
        return found[0]
    if found:
        raise StatusquoError(f"{name!r} may be {' or '.join(map('.'.join, found))}; say which")
    raise StatusquoError(f'no table called {name!r}; list them with: statusquo query "SHOW ALL TABLES"')


@click.command()
@click.argument("table")
@click.argument("target", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
def command(table: str, target: Path) -> None:
    """Write a published table to a .csv, .parquet or .jsonl file, sorted by its columns in their order.

    \b
    Examples:
      statusquo export marts.membership_status status.csv
      statusquo export claims claims.parquet
    """
    from statusquo.cli.published import published

    options = OPTIONS.get(target.suffix.lower())
    if options is None:
        raise click.BadParameter(f"{target.name!r} ends in none of {', '.join(OPTIONS)}", param_hint="FILE")
    if not target.parent.is_dir():
        raise StatusquoError(f"{target.parent}: no such folder")
    with published() as connection:
        schema, name = table_called(connection, table)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".") as folder:
            written = Path(folder) / target.name
            place = str(written).replace("'", "''")
            count = connection.execute(
                f'COPY (SELECT * FROM "{schema}"."{name}" ORDER BY ALL) TO \'{place}\' ({options})'
            ).fetchone()[0]
            os.replace(written, target)
    click.echo(f"{target}: {count} rows of {schema}.{name}", err=True)
