"""What reading costs: extraction against the bare parse of the same model as spaCy runs it by default.

Both read the same briefs in the same run, in processes of their own that take turns. What counts is processor
time from the first brief to the last, the model and the lexicons being loaded: one brief is read before the
clock starts.
"""

import argparse
import json
import resource
import tempfile
import time
from pathlib import Path

from bench.children import run
from bench.corpus import recombined, write
from bench.figures import RATIO, Figure, tell

BRIEFS = 300
ROUNDS = 2
MAX_RATIO = 1.0
MAX_PEAK_MB = 1024


def bare_parse(lines: list[str]) -> int:
    """Every pipe of the model, its own batch size, thinc's own arithmetic; gives the number of tokens."""
    from pipeline.language.model import bare_parser

    model = bare_parser(fast=False)
    texts = [json.loads(line)["text"] for line in lines]
    model(texts[0])
    started = time.process_time()
    tokens = sum(len(doc) for doc in model.pipe(texts))
    report(started, tokens)
    return tokens


def extraction(lines: list[str]) -> int:
    """What `statusquo extract` does; gives the number of claims."""
    from pipeline.extract import extract

    encoded = [line.encode("utf-8") for line in lines]
    list(extract(encoded[:1]))
    started = time.process_time()
    claims = sum(len(json.loads(found)["claims"]) for found in extract(encoded))
    report(started, claims)
    return claims


def report(started: float, count: int) -> None:
    """Print what the measuring process waits for."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": time.process_time() - started, "peak_mb": peak, "count": count}))


WAYS = {"bare": bare_parse, "extract": extraction}


def compare(briefs: list[dict], rounds: int) -> dict[str, list[dict]]:
    """The reports of so many turns of each."""
    reports: dict[str, list[dict]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "briefs.jsonl"
        write(briefs, path)
        for turn in range(rounds):
            # The order changes with every turn, so that neither always runs on the warmer machine.
            for way in list(WAYS)[:: -1 if turn % 2 else 1]:
                reports[way].append(
                    json.loads(run(["-m", "bench.reading", "--way", way, "--file", path]).output)
                )
    return reports


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--briefs", type=int, default=BRIEFS)
    arguments.add_argument("--rounds", type=int, default=ROUNDS)
    arguments.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    arguments.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.way:
        WAYS[options.way](options.file.read_text(encoding="utf-8").splitlines())
        return
    briefs = recombined(options.briefs)
    reports = compare(briefs, options.rounds)
    words = sum(len(brief["text"].split()) for brief in briefs)
    print(
        f"Reading {len(briefs):,} briefs, {words:,} words, best of {options.rounds} turns each, processor "
        f"time"
    )
    best = {way: min(found, key=lambda one: one["seconds"]) for way, found in reports.items()}
    for way, what in (("bare", "tokens"), ("extract", "claims")):
        one = best[way]
        print(
            f"  {way:<10}{one['seconds']:8.2f} s {words / one['seconds']:>10,.0f} words/s "
            f"{one['count']:>10,} {what}"
        )
    ratio = best["extract"]["seconds"] / best["bare"]["seconds"]
    peak = max(one["peak_mb"] for one in reports["extract"])
    tell(
        [
            Figure(f"extract / bare parse, {len(briefs):,} briefs, processor time", ratio, RATIO, MAX_RATIO),
            Figure("extract, peak memory", peak, "MB", MAX_PEAK_MB),
        ]
    )


if __name__ == "__main__":
    main()
