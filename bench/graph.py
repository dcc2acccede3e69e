"""What runs of the whole graph cost: many briefs read for the first time beside the bare parse of the same
texts, then nights on top of them: of a hundred briefs, of none, and two in which only a rule has changed."""

import argparse
import shutil
import tempfile
from pathlib import Path

from bench.children import Cost, run
from bench.corpus import recombined, write
from bench.figures import RATIO, Figure, tell
from pipeline.settings import ROOT

BRIEFS, OF_A_NIGHT = 10_000, 100
PROCESSES = 2
STATUSQUO = ["-c", "from statusquo.cli import main; main()"]
FIRST, NEXT = "2026-03-02", "2026-03-03"
BARE = """
import json, sys
from pipeline.language.model import bare_parser
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
for doc in bare_parser(fast=False).pipe(texts, n_process=int(sys.argv[2])):
    pass
"""
# Words that no brief holds: the rules are new, what they find is not. After a change of cues statements are
# read again; after one of the words of membership, claims.
CUE = "be aghast,adjective,clause,false,The miller is aghast that the weir broke.,the weir broke\n"
TRIGGER = "ennoble,ennoble,verb,admitted,,,,false,Togo ennobled the EAC.,admitted TGO EAC\n"
CHANGES = {"cue": ("cues.csv", CUE), "word of membership": ("claim_triggers.csv", TRIGGER)}


def measure(number: int) -> dict[str, Cost]:
    """The cost of each step, in a home of its own."""
    with tempfile.TemporaryDirectory() as folder:
        first, later = Path(folder) / "first.jsonl", Path(folder) / "later.jsonl"
        write(recombined(number), first)
        write(recombined(OF_A_NIGHT, seed=7), later)
        home, seeds = Path(folder) / "home", Path(folder) / "seeds"
        surroundings = {"STATUSQUO_HOME": str(home), "DAGSTER_HOME": str(home / "dagster")}

        def statusquo(*arguments: object, **more: str) -> Cost:
            return run([*STATUSQUO, *map(str, arguments)], {**surroundings, **more})

        costs = {
            "bare parse": run(["-c", BARE, str(first), str(PROCESSES)]),
            "ingest": statusquo("ingest", "--date", FIRST, first),
            "run": statusquo("run"),
            "night of none": statusquo("run"),
        }
        statusquo("ingest", "--date", NEXT, later)
        costs["night of 100"] = statusquo("run")
        shutil.copytree(ROOT / "seeds", seeds)
        for name, (file, row) in CHANGES.items():
            with (seeds / "lexicon" / file).open("a", encoding="utf-8") as lexicon:
                lexicon.write(row)
            costs[f"a new {name}"] = statusquo("run", STATUSQUO_SEEDS=str(seeds))
        return costs


def figures(costs: dict[str, Cost], number: int) -> list[Figure]:
    """What the costs mean."""
    first, told, later = costs["run"], f"{number:,} briefs", number + OF_A_NIGHT
    return [
        Figure(
            f"run over {told} / bare parse on {PROCESSES} processes, by the clock",
            first.seconds / costs["bare parse"].seconds,
            RATIO,
            1.25,
        ),
        Figure(
            f"run over {told} / bare parse, processor time",
            first.processor_seconds / costs["bare parse"].processor_seconds,
            RATIO,
        ),
        *(
            Figure(
                f"a brief in the first run over {told} / in a run over {later:,} after a new {name}",
                first.processor_seconds / number / (costs[f"a new {name}"].processor_seconds / later),
                RATIO,
                10,
                least=True,
            )
            for name in CHANGES
        ),
        *(Figure(f"{name} ({told}), by the clock", cost.seconds, "s") for name, cost in costs.items()),
        Figure(
            f"night of none on top of {told}, with the start of the program",
            costs["night of none"].seconds,
            "s",
            10,
        ),
        *(
            Figure(f"{name} ({told}), peak memory", cost.peak_mb, "MB", 1500)
            for name, cost in costs.items()
            if name != "bare parse"
        ),
    ]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--briefs", type=int, default=BRIEFS)
    options = arguments.parse_args()
    print(f"The whole graph over {options.briefs:,} briefs", flush=True)
    tell(figures(measure(options.briefs), options.briefs))


if __name__ == "__main__":
    main()
