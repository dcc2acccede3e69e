"""A few of the attacks of `make torture` on a small home; nothing may be lost, half there or wrong."""

import pytest

from bench.torture import (
    Bench,
    full_disk,
    kills_of_ingest,
    kills_of_publishing,
    mutated,
    mutations,
    published,
    readers,
)

ATTACKS = ((kills_of_ingest, 5), (kills_of_publishing, 5), (full_disk, 2), (readers, 40), (mutations, 500))


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    return Bench(tmp_path_factory.mktemp("torture"), briefs=3)


@pytest.mark.parametrize("attack, number", ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_attack_finds_no_fault(bench, attack, number):
    outcome = attack(bench, number)
    assert outcome.trials >= number and outcome.faults == []


def test_what_is_another_is_seen(bench):
    tables = published(bench.whole())
    assert len(tables) > 20 and len(set(tables.values())) > 10
    assert len({mutated(b"one brief of a few words", bench.chance) for _ in range(50)}) > 40
