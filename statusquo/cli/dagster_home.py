"""Where Dagster keeps its records: DAGSTER_HOME, by default a folder below STATUSQUO_HOME, with its
settings."""

import os
import tempfile
from pathlib import Path

from pipeline.errors import StatusquoError
from pipeline.files import write_atomically
from pipeline.settings import settings

SETTINGS = """# Written by statusquo where no dagster.yaml is; change it as you like.
telemetry:
  enabled: false
nux:
  enabled: false
# One run at a time: the model is large, and runs end by publishing the same file.
concurrency:
  runs:
    max_concurrent_runs: 1
# Where the machine has much else to do, the definitions may take longer to answer than Dagster waits. The run
# then goes back into the queue, else it would count as failed and the night be lost.
run_queue:
  max_user_code_failure_retries: 20
  user_code_failure_retry_delay: 60
code_servers:
  local_startup_timeout: 600
"""


def usable(folder: Path, variable: str) -> None:
    """Raise StatusquoError where a folder cannot be made or written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise StatusquoError(
            f"{folder} cannot be written to: {(error.strerror or str(error)).lower()}; "
            f"set {variable} to a folder that can"
        ) from error


def prepare() -> Path:
    """Make the folder with its settings, unless it has others, and point Dagster to it by the environment.

    What an earlier version wrote, the beginning of what is written now, is replaced. Raises StatusquoError
    where STATUSQUO_HOME or DAGSTER_HOME cannot be written to.
    """
    usable(settings().home, "STATUSQUO_HOME")
    home = Path(os.environ.get("DAGSTER_HOME") or settings().home / "dagster").resolve()
    usable(home, "DAGSTER_HOME")
    configuration = home / "dagster.yaml"
    if not configuration.exists() or SETTINGS.encode().startswith(configuration.read_bytes()):
        write_atomically(configuration, SETTINGS.encode())
    os.environ["DAGSTER_HOME"] = str(home)
    return home
