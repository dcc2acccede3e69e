"""Publishing: the DuckDB file that analysts open, built beside and renamed into place.

Readers never wait and never see half a night: who has the old file open keeps reading it, who opens the file
next gets the new one. The content is sorted by each table's key, so the same lake gives the same tables.
"""

import dataclasses
import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from pipeline import marts
from pipeline.corrections import applied
from pipeline.errors import StatusquoError
from pipeline.files import write_atomically
from pipeline.lake import Lake
from schemas.publication import News
from schemas.quality import Corrections, Rejected
from schemas.raw import Briefs
from schemas.staging import Claims
from schemas.table import Table, columns, comments, ddl, order, polars_schema, quoted, table_name
from schemas.tables import MARTS, REFERENCE, SCHEMAS, TABLES

CEILING = 5
# What must keep its share of rows even where other rules read it: without these nothing is left to tell.
KEPT: tuple[type[Table], ...] = (Briefs, Claims)
# So many rows of a mart may go with a claim that is corrected, however small the mart is.
ROWS_OF_A_CORRECTION = 10


class PublishError(StatusquoError):
    """The file was not published; the last one stays."""


@dataclasses.dataclass(frozen=True)
class Publication:
    """What was published: rows by table, and warnings to look at."""

    path: Path
    rows: dict[str, int]
    warnings: tuple[str, ...]


def stored_source(lake: Lake, model: type[Table]) -> str | None:
    """A SELECT over all stored partitions of a table, as they are stored; None where there are none."""
    paths = [lake.path(model, name) for name in lake.partitions(model)]
    if not paths:
        return None
    names = ", ".join(f'"{column.name}"' for column in columns(model))
    source = f"SELECT {names} FROM read_parquet([{', '.join(quoted(str(path)) for path in paths)}])"
    if model is Rejected:  # one file or row may be refused on several days: the first counts
        source += ' QUALIFY row_number() OVER (PARTITION BY "rejected_id" ORDER BY "ingested_on") = 1'
    return source


def partition_source(lake: Lake, model: type[Table], *, with_wrong: bool = False) -> str | None:
    """A SELECT over all stored partitions of a table, corrections applied (see `applied`); None where there
    are none."""
    source = stored_source(lake, model)
    return source and applied(lake, model, source, with_wrong=with_wrong)


def lake_connection(lake: Lake) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection in memory that has the stored tables under their published names; others are empty.

    A mart or a reference table that an earlier version stored with other columns counts as not stored: it is
    about to be made anew.
    """
    connection = duckdb.connect()
    for schema in SCHEMAS:
        connection.execute(f"CREATE SCHEMA {schema}")
    for model in TABLES:
        outdated = model in MARTS + REFERENCE and any(
            set(polars_schema(model)) - set(pl.read_parquet_schema(lake.path(model, name)))
            for name in lake.partitions(model)
        )
        source = None if outdated else partition_source(lake, model)
        connection.execute(f"CREATE VIEW {table_name(model)} AS {source}" if source else ddl(model))
    return connection


def rejected_rows(lake: Lake) -> pl.DataFrame:
    """All rows of quality.rejected, each once, in the order of their ids."""
    return lake.read(Rejected).sort("ingested_on").unique("rejected_id", keep="first").sort("rejected_id")


def published_tables(path: Path) -> set[str]:
    """Names of the tables of a published file, with their schemas; none where no file is there or it is
    broken."""
    return set(published_counts(path, schemas=SCHEMAS))


def published_counts(path: Path, *, schemas: Iterable[str] = ("marts",)) -> dict[str, int]:
    """Rows of the tables of a published file, by default of the marts; empty where no file is there or it is
    broken."""
    if not path.exists():
        return {}
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            listed = connection.execute(
                "SELECT table_schema || '.' || table_name FROM information_schema.tables "
                "WHERE list_contains(?, table_schema) AND table_type = 'BASE TABLE' ORDER BY 1",
                [list(schemas)],
            ).fetchall()
            return {
                name: connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
                for (name,) in listed
            }
    except duckdb.Error:
        return {}


def counts_file(lake: Lake) -> Path:
    """Where the rows of the marts as they were published last are noted, should the published file be
    damaged."""
    return lake.root / ".stamps" / "published_rows.json"


def last_counts(lake: Lake) -> dict[str, int]:
    """Rows of the marts as they were published last; empty where that is not known."""
    try:
        return json.loads(counts_file(lake).read_bytes())
    except (OSError, ValueError):
        return {}


def rules_file(lake: Lake) -> Path:
    """Where it is noted by which rules the published file was made."""
    return lake.root / ".stamps" / "published_rules.json"


def other_rules(lake: Lake, rules: str | None) -> bool:
    """Whether the published file was made by other rules than these; never where these are not told."""
    try:
        return rules is not None and rules != json.loads(rules_file(lake).read_bytes())
    except (OSError, ValueError):
        return True  # an earlier version published it, which did not note them


def stored_rows(lake: Lake, model: type[Table]) -> int:
    """Stored rows of a table. Raises LakeError where a partition cannot be read."""
    counts = (lake.scan(model, name).select(pl.len()).collect().item() for name in lake.partitions(model))
    return sum(counts)


def new_corrections(lake: Lake, path: Path) -> int:
    """How many corrections the lake has that the published file does not."""
    wanted, name = set(lake.read(Corrections)["correction_id"]), table_name(Corrections)
    if not wanted or name not in published_tables(path):
        return len(wanted)
    with duckdb.connect(str(path), read_only=True) as connection:
        known = connection.execute(f"SELECT correction_id FROM {name}").fetchall()
    return len(wanted - {correction_id for (correction_id,) in known})


def compare(
    before: dict[str, int], after: dict[str, int], floor: float, *, spared: int = 0
) -> tuple[list[str], list[str]]:
    """Marts that lost too many rows (up to `spared` may go), and marts that grew suspiciously, as
    sentences."""
    lost, grown = [], []
    for name, count in after.items():
        earlier = before.get(name, 0)
        if count + spared < earlier * floor:
            lost.append(
                f"{name} has {count} rows, {earlier} in the published file: {earlier - count} would vanish"
            )
        elif earlier and count > earlier * CEILING:
            grown.append(
                f"{name} has {count} rows, {earlier} in the file published before: more than {CEILING} "
                f"times as many"
            )
    return lost, grown


@contextmanager
def sole_publisher(path: Path) -> Iterator[Path]:
    """The name under which the file is built; another publisher waits. What a killed one left is removed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    leftovers = (part, part.with_name(part.name + ".wal"))
    with path.with_name(f".{path.name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        try:
            for left in leftovers:
                left.unlink(missing_ok=True)
            yield part
        finally:
            for left in leftovers:
                left.unlink(missing_ok=True)


def definitions(sql: Path) -> list[Path]:
    """SQL files of the macros, those that others use first, and of the views."""
    return [
        *(sql / "macros" / f"{name}.sql" for name in marts.MACROS),
        *sorted((sql / "views").glob("*.sql")),
    ]


def write_news(connection: duckdb.DuckDBPyConnection, published: Path) -> None:
    """Fill marts.news: the changes that the file published before does not have, or has otherwise.

    Where there are none (the same is published again) the news of that file stay. A broken file has no
    changes.
    """
    name = table_name(News)
    connection.execute(ddl(News))
    for comment in comments(News):
        connection.execute(comment)
    told = "change_id, before, after, about_day, claim_ids"
    earlier = published_tables(published)
    if "marts.changes" not in earlier:
        connection.execute(f"INSERT INTO {name} SELECT change_id FROM marts.changes ORDER BY 1")
        return
    connection.execute(f"ATTACH {quoted(str(published))} AS published (READ_ONLY)")
    connection.execute(
        f"INSERT INTO {name} SELECT change_id "
        f"FROM (SELECT {told} FROM marts.changes EXCEPT SELECT {told} FROM published.marts.changes) ORDER "
        f"BY 1"
    )
    fresh = connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
    if not fresh and name in earlier:
        connection.execute(
            f"INSERT INTO {name} FROM published.{name} SEMI JOIN marts.changes USING (change_id) ORDER BY 1"
        )
    connection.execute("DETACH published")


def build(part: Path, lake: Lake, sql: Path, published: Path) -> dict[str, int]:
    """Build the file: tables with keys, checks, comments; rows; macros; views. Gives the rows by table.

    `published` is the file published before, if there is one: what it does not have is news.
    """
    rows = {}
    with duckdb.connect(str(part)) as connection:
        for schema in SCHEMAS:
            connection.execute(f"CREATE SCHEMA {schema}")
        for model in TABLES:
            name, source = table_name(model), partition_source(lake, model, with_wrong=True)
            sorting = ", ".join(order(model))
            connection.execute(ddl(model))
            if source:
                try:
                    connection.execute(f"INSERT INTO {name} BY NAME {source} ORDER BY {sorting}")
                except duckdb.Error as error:
                    raise PublishError(
                        f"{name}: {str(error).splitlines()[0]}; the published file stays as it was"
                    ) from error
            for comment in comments(model):
                connection.execute(comment)
            rows[name] = connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
        write_news(connection, published)
        for path in definitions(sql):
            try:
                connection.execute(path.read_text(encoding="utf-8"))
            except (duckdb.Error, OSError) as error:
                raise PublishError(
                    f"{path}: {str(error).splitlines()[0]}; the published file stays as it was"
                ) from error
        connection.execute("CHECKPOINT")
    return rows


def refuse_loss(
    before: dict[str, int], after: dict[str, int], floor: float, *, spared: int, renewed: bool
) -> tuple[str, ...]:
    """Warnings of marts that grew, and where other rules made them (`renewed`) of those that shrank. Raises
    PublishError where too many rows would go.

    Other rules find other claims: a mart may then lose any share of its rows, but not all, as long as the
    briefs and claims themselves are there.
    """
    lost, grown = compare(before, after, floor, spared=spared)
    kept = {table_name(model) for model in KEPT}
    marts_lost = [one for one in lost if one.partition(" ")[0] not in kept]
    told = [one for one in marts_lost if renewed and after[one.partition(" ")[0]]]
    if fatal := [one for one in lost if one not in told]:
        raise PublishError(
            f"not published, the file stays as it was: {'; '.join(fatal)}. If these rows are to go, "
            "publish once with STATUSQUO_PUBLISH_FLOOR=0"
        )
    return (*(one for one in grown if one.partition(" ")[0] not in kept), *told)


def publish(lake: Lake, path: Path, *, sql: Path, floor: float, rules: str | None = None) -> Publication:
    """Build the DuckDB file from the lake's tables and rename it to `path`.

    `sql` is the folder of macros/ and views/, `rules` the version of all that reads and builds. Raises
    PublishError, and leaves the published file as it was, where a mart keeps less than the share `floor` of
    the rows that it has there (by other rules than those of the file: none of them), or where rows break a
    key or a macro fails.
    """
    with sole_publisher(path) as part:
        before = published_counts(path, schemas=SCHEMAS) or last_counts(lake)
        after = {table_name(model): stored_rows(lake, model) for model in (*MARTS, *KEPT)}
        spared = ROWS_OF_A_CORRECTION * new_corrections(lake, path)
        renewed = other_rules(lake, rules)
        warnings = refuse_loss(before, after, floor, spared=spared, renewed=renewed)
        rows = build(part, lake, sql, path)
        write_atomically(counts_file(lake), json.dumps({name: rows[name] for name in after}).encode())
        os.replace(part, path)
        if rules is not None:
            write_atomically(rules_file(lake), json.dumps(rules).encode())
    return Publication(path, rows, warnings)
