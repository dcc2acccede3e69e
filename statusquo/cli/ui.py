"""`statusquo ui`: Dagster's interface, with the daemon that runs the schedule and the sensor."""

import importlib
import os
import socket
import sys

import click

from pipeline.errors import StatusquoError

HOST = "127.0.0.1"
# `dagster dev` tells at each start that another command may be had; nobody can do anything about it here.
UNTOLD = "ignore:Function `dev_command` is superseded"


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=3000, show_default=True, help="Port on 127.0.0.1."
)
def command(port: int) -> None:
    """Open Dagster's interface on http://127.0.0.1:3000, with the nightly schedule and the drop folder's
    sensor.

    Files put into $STATUSQUO_HOME/inbox are taken in and read while it runs. Ctrl-C ends it.

    \b
    Example:
      statusquo ui --port 3001
    """
    from pipeline.locking import INTERFACE, holder, taken
    from pipeline.settings import settings
    from statusquo.cli.dagster_home import prepare

    prepare()
    check_port(port)
    settings().inbox.mkdir(parents=True, exist_ok=True)
    set_right()
    lock = taken(INTERFACE)
    if lock is None:
        raise StatusquoError(f"{holder(INTERFACE)} is open on {settings().home} already; one daemon a home")
    os.set_inheritable(lock.fileno(), True)  # held on by Dagster, which takes the place of this program
    click.echo(f"Dagster's interface: http://{HOST}:{port} (Ctrl-C ends it)", err=True)
    sys.stderr.flush()
    arguments = ["--module-name", "assets.definitions", "--host", HOST, "--port", str(port)]
    arguments += ["--log-level", "info"]
    os.execv(sys.executable, [sys.executable, "-W", UNTOLD, "-m", "dagster", "dev", *arguments])


def check_port(port: int) -> None:
    """Raise StatusquoError where another program listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise StatusquoError(
                f"port {port} on {HOST} cannot be had: {(error.strerror or str(error)).lower()}; "
                "choose another one with --port"
            ) from error


def set_right() -> None:
    """Put right what killed runs have left. Dagster's definitions are loaded by name, as in `run`."""
    dagster = importlib.import_module("dagster")
    runs = importlib.import_module("assets.runs")
    with dagster.DagsterInstance.get() as instance:
        runs.set_right(instance)
