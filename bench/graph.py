"""What the whole graph costs: a thousand briefs taken in, read, made into marts and published by a run of
Dagster."""

import argparse
import tempfile
from pathlib import Path

from bench.children import Cost, run
from bench.corpus import recombined, write

BRIEFS = 1_000
MAX_PEAK_MB = 1024
STEPS = {
    "ingest": "land and check the files",
    "run": "read, build the marts, publish",
    "run again": "nothing new",
}


def measure(number: int) -> dict[str, Cost]:
    """The cost of each step, in a home of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home, path = Path(folder) / "home", Path(folder) / "briefs.jsonl"
        write(recombined(number), path)
        environment = {"STATUSQUO_HOME": str(home), "DAGSTER_HOME": str(home / "dagster")}
        command = ["-c", "from statusquo.cli import main; main()"]
        return {
            "ingest": run([*command, "ingest", path], environment),
            "run": run([*command, "run"], environment),
            "run again": run([*command, "run"], environment),
        }


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--briefs", type=int, default=BRIEFS)
    options = arguments.parse_args()
    costs = measure(options.briefs)
    print(f"The whole graph over {options.briefs:,} briefs")
    for step, cost in costs.items():
        times = f"{cost.seconds:8.1f} s, processor {cost.processor_seconds:7.1f} s"
        print(f"  {step:<10}{times}, peak {cost.peak_mb:6,.0f} MB  {STEPS[step]}")
    peak = max(cost.peak_mb for cost in costs.values())
    print(f"  peak memory {peak:,.0f} MB (target {MAX_PEAK_MB:,})")


if __name__ == "__main__":
    main()
