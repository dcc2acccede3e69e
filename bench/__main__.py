"""All benchmarks, one after another: `python -m bench`, or `python -m bench reading marts` for some."""

import subprocess
import sys

BENCHMARKS = ("reading", "ingestion", "graph", "marts")


def main(names: list[str]) -> int:
    """Run the benchmarks named, by default all; gives the exit code of the first that fails."""
    unknown = sorted(set(names) - set(BENCHMARKS))
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)} (there are {', '.join(BENCHMARKS)})", file=sys.stderr)
        return 2
    for name in names or BENCHMARKS:
        done = subprocess.run([sys.executable, "-m", f"bench.{name}"])
        if done.returncode:
            return done.returncode
        print(flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
