"""Attacks on what must never be lost: `python -m bench.torture`, or `--only kills-of-ingest --scale 0.1`
for less.

Everything happens in homes of its own. Each attack gives how often it was tried and how often something was
lost, half there, wrong, or told in more than a line. A table of Markdown is printed; docs/reliability.md
keeps the last one.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.torture import contents, disks, kills, surroundings, together, upgrades
from bench.torture.homes import Bench, Outcome

Attack = Callable[[Bench, int], Outcome]
# Name -> the attack and how often it is tried at full scale.
ATTACKS: dict[str, tuple[Attack, int]] = {
    "kills-of-ingest": (kills.of_ingest, 50),
    "kills-of-runs": (kills.of_runs, 50),
    "kills-at-renames": (kills.at_renames, 24),
    "kills-of-answers": (kills.of_answers, 20),
    "kills-of-publishing": (kills.of_publishing, 66),
    "kills-of-the-daemon": (kills.of_the_daemon, 10),
    "at-once": (together.at_once, 12),
    "limited-files": (disks.limited_files, 8),
    "full-disks": (disks.full, len(disks.FREE)),
    "readers": (together.readers, 10_000),
    "mutations": (contents.mutations, 100_000),
    "surroundings": (surroundings.surroundings, len(surroundings.VARIANTS)),
    "upgrades": (upgrades.upgrades, len(upgrades.kept())),
}


def main() -> int:
    """Attack, print the table; the exit code is 1 where anything went wrong."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--scale", type=float, default=1.0, help="share of the trials, 1 for all")
    arguments.add_argument("--only", action="append", choices=ATTACKS, help="this attack; may be repeated")
    options = arguments.parse_args()
    failed = False
    print("| attack | trials | faults | seconds | |\n| --- | --- | --- | --- | --- |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for name in options.only or ATTACKS:
            attack, full = ATTACKS[name]
            began = time.perf_counter()
            done = attack(bench, max(1, round(full * options.scale)))
            failed = failed or bool(done.faults)
            seconds = time.perf_counter() - began
            print(
                f"| {name} | {done.trials:,} | {len(done.faults)} | {seconds:,.0f} | {done.note} |",
                flush=True,
            )
            for fault in done.faults[:5]:
                print(f"  {name}: {fault}", file=sys.stderr, flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
