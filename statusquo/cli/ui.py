"""`statusquo ui`: Dagster's interface, with the daemon that runs the schedule and the sensor."""

import os
import sys

import click

HOST = "127.0.0.1"


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=3000, show_default=True, help="Port on 127.0.0.1."
)
def command(port: int) -> None:
    """Open Dagster's interface on http://127.0.0.1:3000, with the nightly schedule and the drop folder's sensor.

    Files put into $STATUSQUO_HOME/inbox are taken in and read while it runs. Ctrl-C ends it.

    \b
    Example:
      statusquo ui --port 3001
    """
    from pipeline.settings import settings
    from statusquo.cli.dagster_home import prepare

    prepare()
    settings().inbox.mkdir(parents=True, exist_ok=True)
    click.echo(f"Dagster's interface: http://{HOST}:{port} (Ctrl-C ends it)", err=True)
    sys.stderr.flush()
    arguments = ["dev", "--module-name", "assets.definitions", "--host", HOST, "--port", str(port)]
    os.execv(sys.executable, [sys.executable, "-m", "dagster", *arguments])
