"""`statusquo export`: all published tables as a data package, or one table as a file."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import StatusquoError
from statusquo.cli.output import progress

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

OPTIONS = {
    ".csv": "FORMAT csv, HEADER",
    ".parquet": "FORMAT parquet, COMPRESSION zstd",
    ".jsonl": "FORMAT json",
    ".ndjson": "FORMAT json",
}


def table_called(connection: "DuckDBPyConnection", name: str) -> tuple[str, str]:
    """Schema and name of a table or view, found by 'schema.name' or by its name alone. Raises
    StatusquoError."""
    found = connection.execute(
        "SELECT table_schema, table_name FROM information_schema.tables "
        "WHERE lower(?) IN (lower(table_name), lower(table_schema || '.' || table_name)) ORDER BY ALL",
        [name],
    ).fetchall()
    if len(found) == 1:
        return found[0][0], found[0][1]
    if found:
        raise StatusquoError(f"{name!r} may be {' or '.join(map('.'.join, found))}; say which")
    raise StatusquoError(f'no table called {name!r}; list them with: statusquo query "SHOW ALL TABLES"')


@click.command()
@click.argument("what", metavar="DIR|TABLE")
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(dir_okay=False, path_type=Path))
def command(what: str, file: Path | None) -> None:
    """Write all published tables into a folder, or one table to a .csv, .parquet or .jsonl file.

    A folder gets every table as CSV and as Parquet, sorted by its key, with datapackage.json (a Frictionless
    Data Package: types, meanings, keys) and SHA256SUMS. It is written beside and renamed, so that it is there
    wholly or not at all; an earlier export is replaced. The same tables give the same bytes.

    \b
    Examples:
      statusquo export tables
      (cd tables && sha256sum --check SHA256SUMS)
      statusquo export marts.membership_status status.csv
      statusquo export claims claims.parquet
    """
    if file is None:
        export_all(what)
    else:
        export_table(what, file)


def export_all(what: str) -> None:
    """All tables into a folder. Raises StatusquoError, also where a table's name stands in the place of the
    folder."""
    from pipeline.export import export
    from schemas.table import table_name
    from schemas.tables import PUBLISHED
    from statusquo.cli.published import published

    if what in map(table_name, PUBLISHED):
        raise StatusquoError(f"{what} is a table; say to which file: statusquo export {what} FILE.csv")
    with published() as connection, progress("Exporting tables", len(PUBLISHED)) as advance:
        export(connection, Path(what), advance)
    click.echo(f"{what}: {len(PUBLISHED)} tables as CSV and Parquet, datapackage.json, SHA256SUMS", err=True)


def export_table(table: str, target: Path) -> None:
    """One table or view to a file, sorted by its columns in their order."""
    from statusquo.cli.published import published

    if target.name == "-":
        told = f'statusquo query "FROM {table}" --format csv (or json) prints a table'
        raise click.BadParameter(f"'-' is no file; {told}", param_hint="FILE")
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
            ((count,),) = connection.execute(
                f'COPY (SELECT * FROM "{schema}"."{name}" ORDER BY ALL) TO \'{place}\' ({options})'
            ).fetchall()
            os.replace(written, target)
    click.echo(f"{target}: {count} rows of {schema}.{name}", err=True)
