"""`statusquo correct`: say that a claim, a statement or a row of the reference history is wrong."""

import csv
import datetime
import getpass
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import StatusquoError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = dict[str, Any]
REFERENCE_ID = "concat_ws('|', iso3, org, term, coalesce(from_edtf, '..'))"


@click.command()
@click.argument("wanted", metavar="ID")
@click.option("--wrong", "reason", metavar="REASON", required=True, help="Why it is wrong.")
@click.option(
    "--right",
    "pairs",
    metavar="COLUMN=VALUE",
    multiple=True,
    help="The right value of a column, nothing for none; may be repeated. Without it the whole row is wrong.",
)
@click.option("--by", "who", metavar="NAME", help="Who says so; by default the user's name.")
@click.option(
    "--may-go", is_flag=True, help="A better reading may not make the row again; without it a run then fails."
)
def command(wanted: str, reason: str, pairs: tuple[str, ...], who: str | None, may_go: bool) -> None:
    """Say that a claim, a statement or a row of the reference history is wrong, or which of its values is.

    The next run leaves a wrong row out of everything that is worked out, or puts right values in the place
    of wrong ones; `statusquo explain` shows both. The correction is a row of seeds/corrections.csv, or of
    corrections.csv in the home where the seeds cannot be written to; to take it back, take the row out. The
    beginning of an id is enough.

    \b
    Examples:
      statusquo correct 3f1c --wrong "the sentence is about the other Guinea"
      statusquo correct 3f1c --wrong "it was an observer" --right status=observer
      statusquo correct "ARM|ADB|member|2005" --wrong "the month is known" --right from_edtf=2005-09
    """
    from pipeline.seeds import check_seeds, correction_files
    from pipeline.settings import DATA, IN_CHECKOUT, settings
    from statusquo.cli.explain import found_as
    from statusquo.cli.published import published

    if not reason.strip():
        raise click.BadParameter("a reason is needed", param_hint="--wrong")
    check_seeds()
    with published() as connection:
        kind, key = found_as(connection, wanted)
        values = {name: code_of(connection, name, value) for name, value in right_values(kind, pairs).items()}
        row = as_read(connection, kind, key, values)
    check(kind, row, values)
    common = {
        "kind": kind,
        "id": key,
        "brief_id": row.get("brief_id"),
        "text": row.get("sentence"),
        "reason": " ".join(reason.split()),
        "who": who or user(),
        "decided_on": datetime.datetime.now(datetime.UTC).date(),
        "expectation": "may_go" if may_go else "stays",
    }
    # What an installed wheel carries is replaced by the next one.
    places = (
        correction_files() if IN_CHECKOUT or settings().seeds != DATA / "seeds" else correction_files()[1:]
    )
    path = written([common | one for one in what_is_wrong(kind, row, values)], places)
    click.echo(f"{kind} {key}: corrected from the next run on (statusquo run); kept in {path}")


def user() -> str:
    """The name of whoever is at work; 'unknown' where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def right_values(kind: str, pairs: tuple[str, ...]) -> dict[str, str | None]:
    """{'status': 'observer'} of 'status=observer'; None for an empty value. Raises BadParameter."""
    from schemas.corrections import FIELDS

    values = {}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        if not mark or name not in FIELDS[kind]:
            raise click.BadParameter(
                f"{pair!r} is not COLUMN=VALUE with a column that a {kind} may be corrected in: "
                f"{', '.join(FIELDS[kind])}",
                param_hint="--right",
            )
        values[name] = value.strip() or None
    return values


def code_of(connection: "DuckDBPyConnection", name: str, value: str | None) -> str | None:
    """The code of a state or organisation that is given by name, for the columns that hold codes."""
    from statusquo.cli import published

    if value is None:
        return None
    if name == "org":
        return published.organisation(connection, value)
    if name in ("subject", "iso3", "speaker_country"):
        return published.subject(connection, value)
    if name == "actor":
        return published.actor_code(connection, value) or value  # an unnamed group, by its words
    return value


def as_read(connection: "DuckDBPyConnection", kind: str, key: str, fields: Iterable[str | None]) -> Row:
    """The row as it was read. Raises StatusquoError where one of the columns, or the whole row, is corrected
    already."""
    from pipeline.corrections import KEYS, MODELS, given_corrections, typed
    from schemas.table import table_name
    from statusquo.cli.explain import row_of

    told = connection.execute(
        "SELECT field, wrong, reason, place FROM quality.corrections WHERE kind = ? AND row_id = ?",
        [kind, key],
    ).fetchall()
    noted = [one for one in given_corrections() if (one["kind"], one["id"]) == (kind, key)]
    for field, reason, place in [
        *((field, reason, place) for field, _, reason, place in told),
        *((one["field"], one["reason"], one["place"]) for one in noted),
    ]:
        if field is None or field in fields:
            raise StatusquoError(f"{kind} {key} is corrected already ({reason}); change it in {place}")
    table = table_name(MODELS[kind])
    row = row_of(connection, f"SELECT * FROM {table} WHERE {KEYS.get(kind, REFERENCE_ID)} = ?", key)
    return row | {field: typed(MODELS[kind], field, wrong, place) for field, wrong, _, place in told}


def check(kind: str, row: Row, values: dict[str, str | None]) -> None:
    """Raise StatusquoError where a right value stands there already or cannot stand there."""
    from pipeline.corrections import cell, corrected

    for name, value in values.items():
        if cell(row[name]) == value:
            raise StatusquoError(f"{name} is {value!r} already; give the value that it should have")
        corrected(kind, row, [{"field": name, "right": value, "place": "--right"}])


def what_is_wrong(kind: str, row: Row, values: dict[str, str | None]) -> list[Row]:
    """Column, wrong and right value of each correction; of the whole row where no value is given."""
    from pipeline.corrections import cell, in_short

    if not values:
        return [{"field": None, "wrong": in_short(kind, row) if kind == "claim" else None, "right": None}]
    return [{"field": name, "wrong": cell(row[name]), "right": value} for name, value in values.items()]


def written(rows: list[Row], places: Sequence[Path]) -> Path:
    """Add rows to the first of some files that can be written to; gives which. Raises OSError where none
    can."""
    from pipeline.files import write_atomically

    for path in places:
        try:
            write_atomically(path, with_rows(path.read_bytes() if path.exists() else b"", rows))
            return path
        except OSError as error:
            refused = error
    raise refused


def with_rows(content: bytes, rows: list[Row]) -> bytes:
    """The content of a file of corrections with rows added in the order of its own columns."""
    from schemas.corrections import CorrectionRows
    from schemas.table import polars_schema

    text = content.decode("utf-8-sig")
    names = next(csv.reader(io.StringIO(text)), None) or list(polars_schema(CorrectionRows))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\n")
    if not text.strip():
        writer.writeheader()
    elif not text.endswith("\n"):
        out.write("\n")
    writer.writerows(rows)
    return (text + out.getvalue()).encode("utf-8")
