"""A few of the attacks of `make torture` on a small home: publishing killed, readers meanwhile, files that
may not grow, homes of earlier versions."""

import resource
import shutil
import subprocess
import sys
from functools import partial

import duckdb
import pytest
from conftest import instance_of, living_in

from assets.runs import bring_up_to_date
from bench.torture.homes import PUBLISH, child, differences, environment, halves, published
from bench.torture.kills import AT_RENAME, RENAMES_OF_PUBLISHING
from bench.torture.together import NOTHING_WRONG, counts, reader
from bench.torture.upgrades import BRIEFS, kept, unpacked
from pipeline.files import sweep
from pipeline.publish import published_counts


@pytest.fixture
def home(world, tmp_path):
    """A copy of what the small corpus gave, without Dagster's instance."""
    shutil.copytree(world.home / "lake", tmp_path / "lake")
    shutil.copy2(world.home / "statusquo.duckdb", tmp_path)
    return tmp_path


def test_publishing_that_is_killed_beside_a_rename_leaves_a_whole_file(home):
    expected = published(home)
    for place in range(1, RENAMES_OF_PUBLISHING + 1):
        for when in ("before", "after"):
            with child(home, [sys.executable, "-c", AT_RENAME + PUBLISH, str(place), when, "1"]) as process:
                assert process.wait() < 0, f"killed {when} rename {place}"
            assert published(home) == expected, f"killed {when} rename {place}"
    with child(home, [sys.executable, "-c", PUBLISH, "1"]) as process:
        assert process.wait() == 0
    assert published(home) == expected
    sweep(home / "lake")  # as each run begins
    assert halves(home) == []


def test_readers_meet_whole_files_while_others_are_published(home):
    with child(home, [sys.executable, "-c", PUBLISH, "2"]) as publisher:
        publisher.stdout.readline()
        asking = [reader(home, counts(home)) for _ in range(2)]
        assert publisher.wait() == 0
        assert [one.communicate("enough")[0].strip() for one in asking] == [NOTHING_WRONG] * 2


@pytest.mark.parametrize("limit", [1_000, 20_000, 200_000, 1_000_000, 2_000_000])
def test_a_file_that_may_not_grow_leaves_the_published_one(home, limit):
    expected = published(home)
    done = subprocess.run(
        [sys.executable, "-c", PUBLISH, "1"],
        env=environment(home),
        capture_output=True,
        preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode != 0
    assert differences(expected, published(home), "published tables") == []
    assert halves(home) == []


@pytest.mark.parametrize("archive", kept()[:1], ids=lambda path: path.name)
def test_a_home_of_an_earlier_version_is_asked_and_renewed(archive, tmp_path):
    unpacked(archive, tmp_path)
    before = published_counts(tmp_path / "statusquo.duckdb", schemas=("raw",))
    assert before["raw.briefs"] == BRIEFS
    with living_in(tmp_path), instance_of(tmp_path) as instance:
        assert bring_up_to_date(instance, say=lambda line: None)
        assert not bring_up_to_date(instance, say=lambda line: None), "the second run has nothing to do"
    assert published_counts(tmp_path / "statusquo.duckdb", schemas=("raw",)) == before
    with duckdb.connect(str(tmp_path / "statusquo.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM quality.rejected").fetchone() == (1,)
        assert connection.execute("SELECT count(*) > 5 FROM staging.claims").fetchone() == (True,)
