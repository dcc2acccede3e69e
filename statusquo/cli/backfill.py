"""`statusquo backfill`: ask Dagster for days of the past."""

import datetime
import importlib
import subprocess
import sys

import click

from pipeline.errors import StatusquoError
from statusquo.cli.days import Day


@click.command()
@click.option(
    "--from", "first", type=Day(), metavar="YYYY-MM-DD", required=True, help="First day of ingestion."
)
@click.option(
    "--to", "last", type=Day(), metavar="YYYY-MM-DD", help="Last day of ingestion; the first by default."
)
def command(first: datetime.date, last: datetime.date | None) -> None:
    """Ask Dagster to read the days of ingestion in a range anew, each as a run of its own, and to publish.
    Days on which very much came in are several runs.

    The runs are queued; the daemon of `statusquo ui` starts them one after another. Days on which nothing was
    landed are left out.

    \b
    Example:
      statusquo backfill --from 2026-11-01 --to 2026-11-20
    """
    from pipeline.ingest.known import landed_partitions
    from pipeline.partitions import day_of
    from pipeline.settings import settings
    from statusquo.cli.dagster_home import prepare

    last = last or first
    if last < first:
        raise click.BadParameter(f"{last} is before {first}", param_hint="--to")
    days = [one for one in landed_partitions(settings().landing) if first <= day_of(one) <= last]
    if not days:
        raise StatusquoError(f"nothing was landed from {first} to {last}")
    prepare()
    make_partitions(days)
    # The last run publishes what all of them read.
    for job, wanted in (("reading", days[:-1]), ("nightly", days[-1:])):
        if wanted:
            ask(job, wanted)
    click.echo(f"{len(days)} days or parts of days are asked for; the daemon of statusquo ui runs them.")


def make_partitions(days: list[str]) -> None:
    """Tell Dagster of the days, which may never have been read; it is loaded by name, as in `run`."""
    dagster, partitions = importlib.import_module("dagster"), importlib.import_module("assets.partitions")
    with dagster.DagsterInstance.get() as instance:
        partitions.add_partitions(instance, partitions.DAYS, days)


def ask(job: str, days: list[str]) -> None:
    """Queue a run of a job for each day. Raises StatusquoError with what Dagster says."""
    arguments = [
        "job",
        "backfill",
        "-m",
        "assets.definitions",
        "-j",
        job,
        "--partitions",
        ",".join(days),
        "--noprompt",
    ]
    done = subprocess.run([sys.executable, "-m", "dagster", *arguments], capture_output=True, text=True)
    if done.returncode:
        raise StatusquoError(
            f"dagster job backfill: {(done.stderr or done.stdout).strip().splitlines()[-1:]}"
        )
