"""A few of the attacks of `make torture`: contents with faults, ingestion that is killed, other
surroundings."""

import datetime
import itertools
import os
import subprocess
import sys

from bench.torture.contents import mutated, mutations
from bench.torture.homes import Bench, child, stored, write_corpus
from bench.torture.kills import AT_RENAME, places
from pipeline.ingest.landing import land

LAND = """
import datetime
from pathlib import Path
from pipeline.ingest.landing import land
paths = [Path(name) for name in sys.argv[2:]]
land(paths, store=Path(sys.argv[1]), day=datetime.date(2026, 3, 2), limit=1_000_000)
"""
# Prints what is landed and what is read of a corpus, whatever order its files are given in.
READ = """
import sys
from pathlib import Path
from bench.torture.homes import stored
from pipeline.extract import extract
exec(sys.argv.pop(1))
for name, found in stored(Path(sys.argv[1])).items():
    print(name, found)
for path in sorted(sys.argv[2:]):
    print(next(extract([Path(path).read_bytes()])))
"""
OTHER = {"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "POLARS_MAX_THREADS": "1"}


def test_mutated_contents_are_read_or_refused(tmp_path):
    outcome = mutations(Bench(tmp_path, briefs=1), 300)
    assert (outcome.trials, outcome.faults) == (300, [])


def test_mutations_are_many(tmp_path):
    bench = Bench(tmp_path, briefs=1)
    assert len({mutated(b"one brief of a few words", bench.chance) for _ in range(50)}) > 40


def test_ingestion_that_is_killed_beside_a_rename_is_done_by_the_next(tmp_path):
    paths = write_corpus(tmp_path / "corpus", briefs=4)
    day = datetime.date(2026, 3, 2)
    land(paths, store=tmp_path / "whole", day=day, limit=1_000_000)
    store = tmp_path / "store"
    for place, when in enumerate(("before", "after", "before", "after", "before"), start=1):
        code = [sys.executable, "-c", AT_RENAME + LAND, str(place), when, str(store), *map(str, paths)]
        with child(tmp_path, code) as process:
            process.wait()
    land(paths, store=store, day=day, limit=1_000_000)
    assert stored(store) == stored(tmp_path / "whole")


def test_kills_are_spread_over_a_night_that_of_the_published_file_first():
    chosen = places(65, 24)
    assert len(set(chosen)) == 24 and all(1 <= place <= 65 for place, _ in chosen)
    assert chosen[:2] == [(63, "after"), (63, "before")] and {(64, "after"), (65, "before")} < set(chosen)
    rest = sorted(place for place, _ in chosen[6:])
    assert rest[0] == 1 and rest[-1] > 55 and max(b - a for a, b in itertools.pairwise(rest)) <= 5
    assert places(65, 2) == chosen[:2]


def test_surroundings_do_not_matter(tmp_path):
    paths = [str(path) for path in write_corpus(tmp_path / "corpus", briefs=2)]
    told = []
    for more, mask, order in (({}, 0o22, 1), (OTHER, 0o77, -1)):
        store = tmp_path / f"store{mask}"
        done = subprocess.run(
            [sys.executable, "-c", READ, LAND, str(store), *paths[::order]],
            env={**os.environ, **more},
            umask=mask,
            capture_output=True,
            text=True,
            check=True,
        )
        told.append(done.stdout)
    assert told[0] == told[1] and len(told[0].splitlines()) > 4
