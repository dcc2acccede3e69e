"""Where Dagster keeps its records: DAGSTER_HOME, by default a folder below STATUSQUO_HOME, with its settings."""

import os
from pathlib import Path

from pipeline.lake import write_atomically
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
"""


def prepare() -> Path:
    """Make the folder with its settings, unless it has any, and point Dagster to it by the environment."""
    home = Path(os.environ.get("DAGSTER_HOME") or settings().home / "dagster").resolve()
    configuration = home / "dagster.yaml"
    if not configuration.exists():
        write_atomically(configuration, SETTINGS.encode())
    os.environ["DAGSTER_HOME"] = str(home)
    return home
