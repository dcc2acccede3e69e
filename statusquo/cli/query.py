"""`statusquo query`: SQL on the published tables."""

import re
from pathlib import Path

import click

from pipeline.errors import StatusquoError
from pipeline.given import STANDARD_INPUT, given_text
from statusquo.cli.marts import WIDE_HELP
from statusquo.cli.output import format_option, show


def named_queries() -> dict[str, Path]:
    """The queries kept beside the marts, by name."""
    from pipeline.settings import settings

    return {path.stem: path for path in sorted((settings().sql / "queries").glob("*.sql"))}


def variables_of(text: str) -> dict[str, str]:
    """The values that a query takes by name, each with its default; '' where it then asks for all."""
    found = re.findall(r"coalesce\(getvariable\('(\w+)'\), (?:'([^']*)'|\w+)\)", text)
    return dict(sorted(found))


def told_variables(text: str) -> str:
    """'day=2017-05-01 org=SCO': the values that a query takes by --set, as they are without it."""
    return " ".join(f"{name}={default or '(all)'}" for name, default in variables_of(text).items())


def summary(path: Path) -> str:
    """What a query is for: the comment at its head."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = []
    for line in lines:
        if not line.startswith("--"):
            break
        head.append(line.lstrip("- ").strip())
    return " ".join(head)


def parameters_of(pairs: tuple[str, ...]) -> dict[str, str]:
    """{'org': 'SCO'} of 'org=SCO'."""
    wrong = [
        pair for pair in pairs if not pair.partition("=")[1] or not pair.partition("=")[0].isidentifier()
    ]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r} is not NAME=VALUE", param_hint="--set")
    return {name: value for name, _, value in (pair.partition("=") for pair in pairs)}


def text_of(sql: str) -> str:
    """What SQL is meant: standard input for '-', the query of that name for a name, else itself."""
    if sql == "-":
        return given_text(STANDARD_INPUT)
    if not sql.replace("_", "").replace("-", "").isalnum():
        return sql
    if sql not in named_queries():
        raise StatusquoError(f"no query called {sql!r}; there are: {', '.join(named_queries()) or 'none'}")
    return named_queries()[sql].read_text(encoding="utf-8")


@click.command()
@click.argument("sql", metavar="[SQL|NAME|-]", required=False)
@click.option(
    "--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Take the SQL from a file."
)
@click.option(
    "--set",
    "pairs",
    metavar="NAME=VALUE",
    multiple=True,
    help="The value of $NAME in the SQL, or of a value that a named query takes; may be repeated.",
)
@click.option("--list", "listed", is_flag=True, help="List the queries that are called by name.")
@click.option("--wide", is_flag=True, help=WIDE_HELP)
@format_option
def command(
    sql: str | None, file: Path | None, pairs: tuple[str, ...], listed: bool, wide: bool, form: str
) -> None:
    """Ask the published tables in SQL.

    One word calls a query of warehouse/queries by its name; '-' reads SQL from stdin. Several statements are
    separated by semicolons. The file is opened for reading alone: no query waits for a run, changes anything
    in it, or reads or writes another file.

    \b
    Examples:
      statusquo query "SELECT predicate, count(*) FROM staging.claims GROUP BY ALL ORDER BY ALL"
      statusquo query "SELECT * FROM staging.claims WHERE org = \\$org" --set org=SCO --format csv
      statusquo query --list
      statusquo query members_on_a_day --set org=EU --set day=2020-01-31
    """
    from statusquo.cli.published import ask_all, published

    if listed:
        show(
            ["query", "--set", "what it tells"],
            [
                (name, told_variables(path.read_text(encoding="utf-8")), summary(path))
                for name, path in named_queries().items()
            ],
            form,
        )
        return
    if (sql is None) == (file is None):
        raise click.UsageError("give either SQL, the name of a query, or --file", click.get_current_context())
    text = given_text(file) if file else text_of(sql or "")
    values = parameters_of(pairs)
    with published(sealed=True) as connection:
        for name in variables_of(text).keys() & values.keys():
            connection.execute(f"SET VARIABLE {name} = ?", [values.pop(name)])
        answers = ask_all(connection, text, values)
    for number, (names, rows) in enumerate(answers):
        if number:
            click.echo("")
        show(names, rows, form, wide=wide)
