"""`statusquo run`: read what was taken in, build the tables, publish them."""

import datetime
import importlib
import textwrap
import time

import click

from pipeline.errors import StatusquoError
from statusquo.cli.days import Day


@click.command()
@click.option(
    "--date",
    "day",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="Read this day of ingestion only; by default all that are stale.",
)
@click.option("--rebuild", is_flag=True, help="Make everything anew, not only what is stale.")
def command(day: datetime.date | None, rebuild: bool) -> None:
    """Read what was taken in, build the tables, publish them.

    Only what is stale is made anew: days on which something was landed since, stages whose code, lexicons or
    reference data changed. The work is a run of Dagster in this process; its records and its log lie in
    DAGSTER_HOME, by default $STATUSQUO_HOME/dagster.

    \b
    Examples:
      statusquo run
      statusquo run --date 2026-11-20
    """
    from pipeline.freshness import Stamps, is_published, stale_stages
    from pipeline.ingest.known import landed_partitions
    from pipeline.ingest.landing import landed_days, partitions_of
    from pipeline.lake import Lake
    from pipeline.seeds import check_seeds
    from pipeline.settings import settings
    from statusquo.cli.dagster_home import prepare

    prepare()
    check_seeds()
    began, store, lake = time.perf_counter(), settings().landing, Lake(settings().lake)
    landed = landed_days(store)
    if day and day not in landed:
        raise StatusquoError(
            f"nothing was landed on {day}; days with originals: {', '.join(map(str, landed)) or 'none'}"
        )
    days = partitions_of(store, day) if day else landed_partitions(store)
    stamps = Stamps(lake, remember=True)
    if not rebuild and is_published(lake) and not any(stale_stages(stamps, one, store=store) for one in days):
        click.echo(f"Nothing new since {settings().published} was published.")
        return
    if not landed:
        click.echo(
            "Nothing was landed yet (statusquo ingest PATH...); publishing the reference data alone.",
            err=True,
        )
    bring_up_to_date(days, rebuild)
    click.echo(f"Done in {time.perf_counter() - began:.1f} s.")


def bring_up_to_date(days: list[str], rebuild: bool) -> None:
    """Run Dagster in this process. Its definitions are loaded by name: they build on this package, not it on
    them."""
    from statusquo.cli.dagster_home import prepare

    prepare()
    dagster = importlib.import_module("dagster")
    runs = importlib.import_module("assets.runs")
    with dagster.DagsterInstance.get() as instance:
        runs.bring_up_to_date(
            instance,
            days=days,
            force=rebuild,
            quiet=not click.get_current_context().find_root().params["debug"],
            say=click.echo,
            announce=lambda line: click.echo(
                "\n".join(textwrap.wrap(line, 80, subsequent_indent="  ")), err=True
            ),
        )
