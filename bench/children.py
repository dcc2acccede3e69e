"""Children whose time and memory are measured: each benchmark runs in a process of its own.

A process begins with the peak memory of the one that started it, so a child is started by a small process
that does nothing else (this file as a script), not by the one that has the corpus in its memory.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

# Modules are compiled once and kept, whatever the surroundings say: what is measured is not the compiler.
COMPILED_ONCE = {"PYTHONDONTWRITEBYTECODE": ""}


class Cost(NamedTuple):
    """Seconds by the clock, seconds of processor time, peak memory in MB, and what the child printed."""

    seconds: float
    processor_seconds: float
    peak_mb: float
    output: str


def run(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run `python ARGUMENTS` and measure it. Raises subprocess.CalledProcessError where it fails."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as report:
        command = [sys.executable, __file__, report.name, *map(str, arguments)]
        surroundings = {**os.environ, **COMPILED_ONCE, **(environment or {})}
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=surroundings, check=True)
        return Cost(**json.load(report), output=done.stdout)


def measure(report: str, arguments: Sequence[str]) -> int:
    """Run `python ARGUMENTS`, write what it took to the file `report`; gives its exit code."""
    began = time.perf_counter()
    child = subprocess.Popen([sys.executable, *arguments])
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    cost = {
        "seconds": time.perf_counter() - began,
        "processor_seconds": used.ru_utime + used.ru_stime,
        "peak_mb": used.ru_maxrss / 1024,
    }
    with open(report, "w", encoding="utf-8") as out:
        json.dump(cost, out)
    return child.returncode


if __name__ == "__main__":
    sys.exit(measure(sys.argv[1], sys.argv[2:]))
