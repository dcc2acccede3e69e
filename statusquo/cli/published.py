"""Questions to the published DuckDB file, and what people may call states and organisations in it."""

import contextlib
import difflib
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from pipeline.errors import StatusquoError
from pipeline.published import connect
from pipeline.settings import settings

SEALED_OFF = "LocalFileSystem has been disabled"
LIKE = 0.72  # of a name that was perhaps meant: Kazakhstan for Kazachstan, not Albanians for Atlantis
Rows = tuple[list[str], list[tuple]]
Names = list[tuple[str | None, str]]  # what one may be called, and the code


@contextlib.contextmanager
def published(*, sealed: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the published file of the settings, closed at the end (see `connect`).

    Raises StatusquoError where nothing is published yet, the file cannot be opened, or the SQL is wrong.
    """
    try:
        opened = connect(settings().published, sealed=sealed)
    except duckdb.Error as error:
        raise StatusquoError(f"{told(error)}; statusquo run makes it anew") from error
    try:
        with opened as connection:
            yield connection
    except duckdb.Error as error:
        raise StatusquoError(told(error)) from error


def told(error: duckdb.Error) -> str:
    """DuckDB's message without the picture of the line and the advice about its own options."""
    if SEALED_OFF in str(error):
        return "another file than the published one is asked for, which is refused"
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    kept = [line for line in lines if not set(line) <= {"^", " "} and not line.startswith("LINE ")]
    hint = ""
    if "does not exist" in kept[0] and "Table" in kept[0]:
        hint = ' (tables: statusquo query "SHOW ALL TABLES")'
    return " ".join(kept) + hint


def ask(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence | dict[str, Any] | None = None
) -> Rows:
    """Column names and rows of a query; none of a statement that returns nothing."""
    result = connection.execute(sql, parameters) if parameters else connection.execute(sql)
    return [column[0] for column in result.description or ()], result.fetchall() if result.description else []


def ask_all(connection: duckdb.DuckDBPyConnection, sql: str, parameters: dict[str, Any]) -> list[Rows]:
    """Column names and rows of each statement of a text, in their order; a statement takes those of the
    parameters that it names.

    Raises StatusquoError, which tells the statement's number where there are several; those before it have
    run.
    """
    statements = connection.extract_statements(sql)
    if not statements:
        raise StatusquoError("no statement in the SQL")
    unused = sorted(set(parameters) - set().union(*(statement.named_parameters for statement in statements)))
    if unused:
        raise StatusquoError(f"the SQL has no ${unused[0]}, but --set gives it")
    answers = []
    for number, statement in enumerate(statements, start=1):
        missing = sorted(set(statement.named_parameters) - set(parameters))
        try:
            # A sealed connection may still write to its own file: COPY ... TO it, under EXPLAIN ANALYZE too.
            if statement.type != duckdb.StatementType.SELECT:
                raise StatusquoError(
                    f"{statement.type.name} is refused: the file is read-only, and SELECT, FROM, WITH, SHOW "
                    f"and DESCRIBE read; "
                    "statusquo export writes files"
                )
            if missing:
                raise StatusquoError(f"${missing[0]} has no value; give it with --set {missing[0]}=...")
            given = {name: parameters[name] for name in statement.named_parameters}
            answers.append(ask(connection, statement.query, given))
        except (duckdb.Error, StatusquoError) as error:
            why = told(error) if isinstance(error, duckdb.Error) else str(error)
            place = f"statement {number} of {len(statements)}: " if len(statements) > 1 else ""
            raise StatusquoError(place + why) from error
    return answers


def organisation(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """The code of an organisation by its code or an alias, case aside. Raises StatusquoError, with what is
    like it."""
    wanted = name.removeprefix("org:").strip()
    return resolved("organisation", wanted, organisation_names(connection))


def organisation_names(connection: duckdb.DuckDBPyConnection) -> Names:
    """What organisations may be called."""
    return connection.execute(
        "SELECT org, org FROM reference.organisations UNION ALL SELECT name, org FROM "
        "reference.organisations "
        "UNION ALL SELECT alias, org FROM reference.organisation_aliases WHERE kind <> 'member_noun'"
    ).fetchall()


def subject(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """The ISO alpha-3 code of a state, or 'org:CODE', by code, name or alias. Raises StatusquoError, with
    what is like it."""
    if name.lower().startswith("org:"):
        return f"org:{organisation(connection, name[4:])}"
    return resolved("state", name.strip(), state_names(connection))


def state_names(connection: duckdb.DuckDBPyConnection) -> Names:
    """What states may be called."""
    return connection.execute(
        "SELECT iso3, iso3 FROM reference.states UNION ALL SELECT iso2, iso3 FROM reference.states "
        "UNION ALL SELECT name, iso3 FROM reference.states UNION ALL SELECT official_name, iso3 FROM "
        "reference.states "
        "UNION ALL SELECT alias, iso3 FROM reference.state_aliases"
    ).fetchall()


def actor(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """The code of a state, 'org:CODE', or the words by which a position tells of an actor who is neither.

    Raises StatusquoError where several are called so, or nobody is, with what is like it.
    """
    told = connection.execute("SELECT DISTINCT actor, actor FROM marts.positions").fetchall()
    return first_called("actor", name, [*coded_actors(connection), told])


def actor_code(connection: duckdb.DuckDBPyConnection, name: str) -> str | None:
    """The code of a state or 'org:CODE'; None where neither is called so. Raises StatusquoError where several
    are."""
    groups = coded_actors(connection)
    return first_called("actor", name, groups) if any(is_called(name, known) for known in groups) else None


def coded_actors(connection: duckdb.DuckDBPyConnection) -> list[Names]:
    """What states and organisations may be called; a state comes before an organisation of its name."""
    organisations = [(alias, f"org:{org}") for alias, org in organisation_names(connection)]
    return [state_names(connection), [*organisations, *((code, code) for _, code in organisations)]]


def is_called(name: str, known: Names) -> bool:
    """Whether one is called so, case aside."""
    return any(alias and alias.casefold() == name.strip().casefold() for alias, _ in known)


def first_called(kind: str, name: str, groups: Sequence[Names]) -> str:
    """The one code that a name stands for in the first group that has it. Raises StatusquoError."""
    known = next((one for one in groups if is_called(name, one)), [pair for one in groups for pair in one])
    return resolved(kind, name.strip(), known)


def resolved(kind: str, wanted: str, known: Names) -> str:
    """The one code that a name stands for; a code itself comes before names. Raises StatusquoError."""
    folded = wanted.casefold()
    if any(alias == code and code.casefold() == folded for alias, code in known):
        return next(code for alias, code in known if alias == code and code.casefold() == folded)
    found = sorted({code for alias, code in known if alias and alias.casefold() == folded})
    if len(found) == 1:
        return found[0]
    if found:
        raise StatusquoError(f"{wanted!r} may be {' or '.join(found)}; say which")
    names = {alias.casefold(): alias for alias, _ in sorted(known, key=str) if alias}
    near = [names[one] for one in difflib.get_close_matches(folded, names, n=3, cutoff=LIKE)]
    raise StatusquoError(f"no {kind} called {wanted!r}" + (f"; perhaps {', '.join(near)}" if near else ""))
