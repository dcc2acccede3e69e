"""The command line `statusquo`: command `x` is `command` in the module `statusquo.cli.x`, imported only when
it is called.

Usage errors end with exit code 2, failures with 1, each told in one line on stderr; `--debug` gives the
traceback.
"""

import difflib
import importlib
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.errors import StatusquoError
from pipeline.inert import shown

# Name -> the line that `statusquo --help` prints, kept here so that listing the commands imports none of
# them.
COMMANDS = {
    "ingest": "Take in files and folders of briefs.",
    "sources": "Where briefs come from by themselves: list, check, add, run.",
    "run": "Read what was taken in, build the tables, publish them.",
    "catch-up": "Fetch and read what nights missed.",
    "backfill": "Ask Dagster to read days of the past anew.",
    "ui": "Open Dagster's interface with the nightly schedule.",
    "overview": "What was read and what came of it, on one screen.",
    "status": "Which state has which place in which organisation.",
    "timeline": "How a state's place changed.",
    "positions": "Who is for and who is against whose accession.",
    "bids": "Open bids and where they stand.",
    "changes": "What the latest briefs changed.",
    "check-facts": "Check statuses on days against facts from elsewhere.",
    "scorecard": "How often each publisher was right.",
    "unknown-names": "Names that look like organisations or states and are not known.",
    "explain": "Where a claim or statement comes from, down to the sentence.",
    "correct": "Say that a claim, a statement or a reference row is wrong.",
    "query": "Ask the published tables in SQL.",
    "report": "Write what is published as a static site.",
    "export": "Write all published tables to a folder, or one to a file.",
    "extract": "Read briefs from JSON lines into statements and claims.",
    "evaluate": "Score the reading against annotated briefs.",
    "docs": "Write or check the documents that the schemas generate.",
    "doctor": "Check the installation, the data and the published file.",
}
INTERRUPTED = 130
# As SQLite says it, in which Dagster keeps its records.
DAMAGED_RECORDS = re.compile(r"file is not a database|database disk image is malformed", re.IGNORECASE)
# As the system, SQLite, DuckDB, polars and tempfile say it.
FULL_DISK = re.compile(
    r"no space left on device|disk is full|file too large|disk quota exceeded|disk i/o error"
    r"|no usable temporary directory",
    re.IGNORECASE,
)


def one_line(message: object) -> str:
    """A message on one line, whatever it held."""
    return shown(" ".join(str(message).split()))


def full_disk(error: Exception) -> str | None:
    """What to tell of an error that comes from a full disk, whoever met it; None for another."""
    if not FULL_DISK.search(str(error)):
        return None
    from pipeline.settings import settings

    return (
        f"the disk is full ({settings().home}, or the one for temporary files): make room and call the "
        "command again; what was stored and published before is whole"
    )


def damaged_records(error: Exception) -> str | None:
    """What to tell of an error that comes from damaged records of Dagster's; None for another."""
    if "DAGSTER_HOME" not in os.environ or not DAMAGED_RECORDS.search(str(error)):
        return None
    from statusquo.cli.dagster_home import damaged_within

    home = Path(os.environ["DAGSTER_HOME"])
    files = ", ".join(map(str, damaged_within(home))) or f"a database below {home}"
    return (
        f"{files}: damaged, so that Dagster cannot record what it does: remove it and call the command "
        "again; its history of runs is lost with it, nothing that was landed, read or published"
    )


def cut_short(error: Exception) -> str | None:
    """What to tell where a module that Python had compiled has lost its end, as it does on a full disk; None
    for another error."""
    if not isinstance(error, EOFError) or "marshal" not in str(error):
        return None
    kept = sys.pycache_prefix or f"the folders __pycache__ below {Path(__file__).parents[2]}"
    return (
        f"a compiled file of the program was cut short, as by a full disk: remove {kept} and call the "
        "command again"
    )


def of_the_system(error: StatusquoError | OSError) -> str:
    """What to tell of an error: of one that the system tells of a file, which one, what is wrong, what to
    do."""
    if not isinstance(error, OSError) or error.filename is None or not error.strerror:
        return str(error)
    # A file that is being written has a name of its own; people know its folder.
    name = os.path.dirname(error.filename) if str(error.filename).endswith(".part") else error.filename
    rights = "; give this user the right to it" if isinstance(error, PermissionError) else ""
    return f"{name}: {error.strerror.lower()}{rights}"


class Commands(click.Group):
    """A group that imports a command's module when the command is called, and tells errors in one line."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name, imported now; None where there is none."""
        if name not in COMMANDS:
            return None
        return importlib.import_module(f"{__name__}.{name.replace('-', '_')}").command

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called. Raises click.UsageError for one that is not there, with the one that
        was perhaps meant."""
        near = difflib.get_close_matches(args[0], COMMANDS, n=1)
        if near and args[0] not in COMMANDS and not context.resilient_parsing:
            context.fail(f"No such command '{args[0]}'; did you mean {near[0]}?")
        return super().resolve_command(context, args)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands of `statusquo --help`, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, context: click.Context) -> Any:
        """Run a command. Raises click.ClickException, which `main` tells in one line, for whatever goes
        wrong; with --debug the error itself."""
        try:
            return super().invoke(context)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except (StatusquoError, OSError) as error:
            if context.params["debug"]:
                raise
            raise click.ClickException(full_disk(error) or of_the_system(error)) from error
        except Exception as error:
            if context.params["debug"]:
                raise
            told = f"{type(error).__name__}: {error} (an error of the program; --debug shows where)"
            known = full_disk(error) or damaged_records(error) or cut_short(error)
            raise click.ClickException(known or told) from error

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = "statusquo",
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line and leave the process with its exit code; errors are told in one line.

        Without `standalone_mode` it returns what the command returns and raises what it raises.
        """
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode, **extra)
        try:
            sys.exit(super().main(args, prog_name, complete_var, False, **extra) or 0)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.ctx.get_help())
        except click.UsageError as error:
            hint = f" (see: {error.ctx.command_path} --help)" if error.ctx else ""
            click.echo(one_line(f"Error: {error.format_message()}{hint}"), err=True)
            sys.exit(error.exit_code)
        except click.ClickException as error:
            click.echo(one_line(f"Error: {error.format_message()}"), err=True)
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            click.echo("Interrupted", err=True)
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            # The reader (head, less) has gone. Python would report it once more when it flushes stdout at the
            # end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="statusquo", prog_name="statusquo", message="%(prog)s %(version)s")
def main(debug: bool) -> None:
    """Who said what about which state's place in which international organisation.

    \b
    Example:
      statusquo ingest seeds/briefs
      statusquo run
      statusquo status SCO
    """
