"""All benchmarks, one after another, into docs/benchmarks.md: `python -m bench`; with names, as in
`python -m bench reading marts`, these alone, and nothing is written. `--scale 0.1` measures on less. With
`--kept FILE` figures are kept in a file from one call to the next, and the page is written of all in it, so
that benchmarks can be measured one by one."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.figures import NOTED_IN, noted, page
from pipeline.settings import ROOT

# Name -> its arguments at a scale.
BENCHMARKS = {
    "reading": lambda scale: ["--briefs", str(max(30, round(300 * scale)))],
    "lengths": lambda scale: ["--longest", str(max(20_000, round(100_000 * scale)))],
    "graph": lambda scale: ["--briefs", str(max(100, round(10_000 * scale)))],
    "ingestion": lambda scale: ["--feeds", str(max(5, round(500 * scale)))],
    "marts": lambda scale: ["--claims", str(max(10_000, round(1_000_000 * scale)))],
}


def main(given: list[str]) -> int:
    """Run the benchmarks named, by default all; gives the exit code of the first that fails."""
    arguments = argparse.ArgumentParser(description="Measure what reading, runs, ingestion and marts cost.")
    arguments.add_argument("names", nargs="*")
    arguments.add_argument("--scale", type=float, default=1.0, help="share of the full size, 1 for all of it")
    arguments.add_argument("--kept", type=Path, help="a file that keeps figures; the page is written of it")
    options = arguments.parse_args(given)
    unknown = sorted(set(options.names) - set(BENCHMARKS))
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)} (there are {', '.join(BENCHMARKS)})", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        figures = options.kept or Path(folder) / "figures.jsonl"
        for name in options.names or BENCHMARKS:
            command = [sys.executable, "-m", f"bench.{name}", *BENCHMARKS[name](options.scale)]
            done = subprocess.run(command, env={**os.environ, NOTED_IN: str(figures)})
            if done.returncode:
                return done.returncode
            print(flush=True)
        if options.kept or not options.names:
            told = page(noted(figures), list(BENCHMARKS))
            (ROOT / "docs" / "benchmarks.md").write_text(told, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
