"""`statusquo extract`: briefs as JSON lines in, statements and claims as JSON lines out."""

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from statusquo.cli.output import progress


@click.command()
@click.argument(
    "source",
    metavar="[IN.jsonl|-]",
    required=False,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)
@click.option(
    "-o",
    "--output",
    "target",
    metavar="OUT.jsonl",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write here instead of to stdout; the file appears when all is read.",
)
@click.pass_context
def command(context: click.Context, source: Path | None, target: Path | None) -> None:
    """Read briefs from JSON lines into segments, statements and claims; from stdin where no file is given.

    A line of the input is an object with id and text and, if known, published_on (a date like 2017-04-24).
    Lines that cannot be read are told on stderr with their number and leave the rest alone; the exit code is
    then 1.

    \b
    Examples:
      statusquo extract briefs.jsonl -o claims.jsonl
      echo '{"id": "a", "text": "Ruritania has applied to join the EU."}' | statusquo extract
    """
    from pipeline.extract import Bad, bounded, extract

    if source is None:
        if sys.stdin.isatty():
            raise click.UsageError("give a file, or briefs on stdin", context)
        source = Path("-")
    bad = 0
    with (
        click.open_file(str(source), "rb") as lines,
        writing(target) as out,
        progress("Reading briefs") as advance,
    ):
        for found in extract(bounded(lines)):
            advance(1)
            if isinstance(found, Bad):
                bad += 1
                click.echo(" ".join(f"line {found.line}: {found.why}".split()), err=True)
            else:
                out.write(found)
        out.flush()
    if bad:
        context.exit(1)


@contextlib.contextmanager
def writing(target: Path | None) -> Iterator[BinaryIO]:
    """Stdout, or a file that is renamed into place when all is written; a pipe or device is written to as it
    is."""
    if target is None:
        yield sys.stdout.buffer
    elif target.exists() and not stat.S_ISREG(target.stat().st_mode):
        with target.open("wb") as out:
            yield out
    else:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as out:
                yield out
            os.chmod(temporary, 0o666 & ~current_umask())
            os.replace(temporary, target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def current_umask() -> int:
    """The process's umask, which can be read only by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
