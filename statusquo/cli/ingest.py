"""`statusquo ingest`: take files and folders into the landing store."""

import collections
import datetime
from collections.abc import Iterator
from pathlib import Path

import click

from statusquo.cli.days import Day
from statusquo.cli.output import progress

SHOWN = 50


def partition_day(day: datetime.date | None) -> datetime.date:
    """The day of ingestion: today in UTC, or the one given if runs know it. Raises click.BadParameter."""
    from pipeline.partitions import FIRST_DAY

    today = datetime.datetime.now(datetime.UTC).date()
    if day and not FIRST_DAY <= day.isoformat() <= today.isoformat():
        raise click.BadParameter(f"{day} is not between {FIRST_DAY} and today, {today}", param_hint="--date")
    return day or today


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--date", "day", type=Day(), metavar="YYYY-MM-DD", help="The day of ingestion; today (UTC) by default."
)
@click.option("--source", metavar="NAME", help="Who sent the files, where they do not say so themselves.")
@click.pass_context
def command(
    context: click.Context, paths: tuple[Path, ...], day: datetime.date | None, source: str | None
) -> None:
    """Take in files and folders of briefs (.txt, .md, .html, .jsonl, .pdf, .docx, .eml, .mbox, .gz of lines).

    Archives are taken in by parts, so that they may be of any length; what is broken off goes on with the
    same command.

    Originals are kept unchanged, the same content once. What cannot be read is refused with a reason and
    stops nothing; hidden files are left out. Exit 1 if one of the paths gave nothing but refusals; the others
    are taken in all the same. `statusquo run` then reads what was taken in.

    \b
    Examples:
      statusquo ingest seeds/briefs
      statusquo ingest report.html --date 2026-11-20 --source "Example Wire"
    """
    from pipeline.ingest.containers import is_container
    from pipeline.ingest.landing import expand, land
    from pipeline.settings import settings
    from statusquo.cli.dagster_home import usable

    usable(settings().home, "STATUSQUO_HOME")
    day = partition_day(day)
    files = expand(paths)
    limit = settings().max_original_bytes
    most = settings().partition_briefs
    # How much is in containers is known at their end.
    many = any(is_container(file.path, limit, most) for file in files)
    with progress("Taking in originals", None if many else len(files)) as advance:
        report = land(
            files,
            store=settings().landing,
            day=day,
            limit=limit,
            source=source,
            advance=advance,
        )
    click.echo(
        f"{day}: {len(report.landed)} landed, {len(report.already)} already there, {len(report.refused)} "
        f"refused"
    )
    for line in told(report.refused):
        click.echo(line, err=True)
    fruitless = set(report.fruitless)
    if {file.given for file in files} - {file.given for file in files if file.path not in fruitless}:
        context.exit(1)


def told(refused: list[dict]) -> Iterator[str]:
    """Lines about what was refused: how many for what, and the first of them; one alone is one line."""
    counts = collections.Counter(row["reason"] for row in refused)
    summary = ", ".join(f"{count} {reason}" for reason, count in sorted(counts.items()))
    if len(refused) == 1:
        yield f"Refused: {summary}: {refused[0]['what']}: {refused[0]['detail']}"
    elif refused:
        yield f"Refused: {summary}"
        yield from (f"  {row['what']}: {row['reason']}: {row['detail']}" for row in refused[:SHOWN])
    if len(refused) > SHOWN:
        yield f"  ... and {len(refused) - SHOWN} more; a run lists them all in quality.rejected"
