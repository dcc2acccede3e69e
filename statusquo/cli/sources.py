"""`statusquo sources`: where briefs come from by themselves."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import StatusquoError
from statusquo.cli.output import format_option, progress, show

if TYPE_CHECKING:
    from pipeline.ingest.sources.configuration import Source
    from pipeline.ingest.sources.running import SourceReport

KIND_NAMES = ("folder", "feed", "page", "sitemap", "jsonl", "mailbox", "documents", "warc")
SHOWN = 20
EXCERPT = 200


@click.group(no_args_is_help=True)
def command() -> None:
    """Where briefs come from by themselves: feeds, pages, sitemaps, mail, folders, archives.

    They stand in $STATUSQUO_HOME/sources.toml; every night each is asked for what is new.
    seeds/sources.example.toml explains every key.

    \b
    Examples:
      statusquo sources add wire --kind feed --url https://wire.example/feed.xml --outlet "Example Wire"
      statusquo sources check wire
      statusquo sources run wire
    """


@command.command("list")
@format_option
def list_sources(form: str) -> None:
    """Show the sources, when each was last asked with success and what is wrong with it.

    \b
    Example:
      statusquo sources list
    """
    from pipeline.ingest.sources.configuration import load_sources, sources_file
    from pipeline.ingest.sources.memory import recall

    rows = []
    for source in load_sources().values():
        memory = recall(source.name)
        good = memory.last_good.strftime("%Y-%m-%d %H:%M") if memory.last_good else None
        rows.append(
            (
                source.name,
                source.kind,
                source.enabled,
                source.every,
                good,
                len(memory.items),
                memory.problem,
                source.place,
            )
        )
    show(
        ["name", "kind", "on", "every", "last good", "items", "problem", "place"],
        rows,
        form,
        empty=f"No sources in {sources_file()}; statusquo sources add NAME --kind feed --url URL adds one.",
    )


@command.command("add")
@click.argument("name")
@click.option("--kind", type=click.Choice(KIND_NAMES), required=True, help="What it is.")
@click.option("--url", help="Its address (feed, page, sitemap, jsonl, IMAP folder).")
@click.option("--path", help="Its files: a folder, a file or a pattern such as 'mail/**/*.eml'.")
@click.option("--outlet", help="Who publishes it, as it is to be called in the tables.")
@click.option("--language", help="Language of its briefs, ISO 639; en by default.")
@click.option("--licence", help="A note of what may be done with its texts.")
@click.option(
    "--every",
    type=click.Choice(["hour", "night", "week"]),
    help="How often it is asked; each night by default.",
)
@click.option(
    "--pattern", help="Regular expression of the addresses that are fetched from a list page or sitemap."
)
@click.option(
    "--text",
    type=click.Choice(["auto", "item", "page"]),
    help="Whether the text of a feed's item is in it or on the page that it links to; found out by default.",
)
@click.option(
    "--most", type=click.IntRange(1, 100_000), help="How many items are taken in a night; 1000 by default."
)
@click.option(
    "--password-from", metavar="VARIABLE", help="Environment variable with the password of an IMAP folder."
)
@click.option("--off", is_flag=True, help="Do not ask it for now.")
@click.option("--replace", is_flag=True, help="Put these values in the place of those that it has.")
def add(name: str, off: bool, replace: bool, **values: str | int | None) -> None:
    """Add a source to $STATUSQUO_HOME/sources.toml.

    \b
    Examples:
      statusquo sources add wire --kind feed --url https://wire.example/feed.xml
      statusquo sources add desk --kind mailbox --path mail/desk.mbox
    """
    from pipeline.ingest.sources.configuration import add_source, sources_file

    given = {key: value for key, value in values.items() if value is not None}
    if "path" in given and not os.path.isabs(str(given["path"])):
        given["path"] = str(Path.cwd() / str(given["path"]))
    source = add_source(name, given | ({"enabled": False} if off else {}), replace=replace)
    click.echo(
        f"{source.name}: {source.kind} {source.place} is in {sources_file()}; "
        f"statusquo sources check {name} tries it."
    )


@command.command("check")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.pass_context
def check(context: click.Context, names: tuple[str, ...]) -> None:
    """Fetch one item of each source and show what would be read; take nothing in. Exit 1 if any fails.

    \b
    Example:
      statusquo sources check wire
    """
    failed = 0
    for source in wanted(names):
        lines, good = looked_at(source)
        failed += not good
        for line in lines:
            click.echo(line)
    if failed:
        context.exit(1)


def looked_at(source: "Source") -> tuple[list[str], bool]:
    """What to tell of a source after a look at it, and whether it can be had."""
    from pipeline.ingest.refusals import Refusal
    from pipeline.ingest.sources.running import first_read

    head = f"{source.name} ({source.kind}, {source.place})"
    try:
        found = first_read(source)
    except (Refusal, OSError) as error:
        return [f"{head}: {error}"], False
    if found is None:
        return [f"{head}: it can be had, and has no items now"], True
    excerpt = " ".join(found.text.split())
    told = {
        "title": found.title,
        "source": found.source or source.outlet,
        "address": found.uri,
        "date": found.published_on,
        "text": f"{len(found.text)} characters: {excerpt[:EXCERPT]}{'...' if len(excerpt) > EXCERPT else ''}",
    }
    return [
        f"{head}: good",
        *(f"  {key:<8}{value if value else 'not told'}" for key, value in told.items()),
    ], True


def wanted(names: tuple[str, ...]) -> "list[Source]":
    """The sources of the names, or all that are on. Raises StatusquoError where there are none."""
    from pipeline.ingest.sources.configuration import chosen, sources_file

    found = chosen(names)
    if not found:
        raise StatusquoError(
            f"no sources in {sources_file()}; statusquo sources add NAME --kind feed --url URL adds one"
        )
    return found


@command.command("run")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.pass_context
def run(context: click.Context, names: tuple[str, ...]) -> None:
    """Fetch what is new (by default at all sources that are on) and take it in; exit 1 if one fails.

    `statusquo run` then reads what was taken in.

    \b
    Example:
      statusquo sources run wire
    """
    from pipeline.ingest.sources.running import run_sources

    sources = wanted(names)
    with progress("Sources", len(sources)) as advance:

        def tell(report: "SourceReport") -> None:
            advance(1)
            for line in told(report):
                click.echo(line, err=report.problem is not None)

        reports = run_sources(sources, tell=tell)
    if any(report.problem for report in reports):
        context.exit(1)


def told(report: "SourceReport") -> Iterator[str]:
    """Lines about what a source gave."""
    yield f"{report.name}: {report.line}"
    for detail in report.details[:SHOWN]:
        yield f"  {detail}"
    if len(report.details) > SHOWN:
        yield f"  ... and {len(report.details) - SHOWN} more; a run lists them all in quality.rejected"
