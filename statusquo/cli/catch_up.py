"""`statusquo catch-up`: fetch and read what nights missed."""

import click

from statusquo.cli.output import progress


@click.command()
@click.option("--no-fetch", is_flag=True, help="Read what was taken in already; ask no source.")
@click.pass_context
def command(context: click.Context, no_fetch: bool) -> None:
    """Fetch and read what nights missed, while the machine was off or a run failed; then publish.

    Sources are asked for what is new, every day that has something unread is read, and the tables are
    published. The nightly schedule does the same at its next tick. Exit 1 if a source could not be had; the
    rest is read all the same.

    \b
    Example:
      statusquo catch-up
    """
    from pipeline.freshness import Stamps, is_published, stale_stages
    from pipeline.ingest.known import landed_partitions
    from pipeline.ingest.sources.configuration import chosen
    from pipeline.ingest.sources.running import SourceReport, run_sources
    from pipeline.lake import Lake
    from pipeline.settings import settings
    from statusquo.cli.run import bring_up_to_date
    from statusquo.cli.sources import told

    sources = [] if no_fetch else chosen(())
    with progress("Sources", len(sources)) as advance:

        def tell(report: SourceReport) -> None:
            advance(1)
            for line in told(report):
                click.echo(line, err=report.problem is not None)

        reports = run_sources(sources, tell=tell)
    lake, store = Lake(settings().lake), settings().landing
    stamps, days = Stamps(lake, remember=True), landed_partitions(store)
    if any(stale_stages(stamps, day, store=store) for day in days) or not is_published(lake):
        bring_up_to_date(days, rebuild=False)  # what is read of one day may make a later one stale
    else:
        click.echo(f"Nothing was missed since {settings().published} was published.")
    if any(report.problem for report in reports):
        context.exit(1)
