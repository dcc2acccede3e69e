"""A few of the attacks of `make torture`: contents with faults are read or refused."""

from bench.torture.contents import mutated, mutations
from bench.torture.homes import Bench


def test_mutated_contents_are_read_or_refused(tmp_path):
    outcome = mutations(Bench(tmp_path, briefs=1), 300)
    assert (outcome.trials, outcome.faults) == (300, [])


def test_mutations_are_many(tmp_path):
    bench = Bench(tmp_path, briefs=1)
    assert len({mutated(b"one brief of a few words", bench.chance) for _ in range(50)}) > 40
