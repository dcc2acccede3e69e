"""Answers of trained models that are kept: the same tables, nothing asked twice, no harm from damage or a kill."""

import datetime
import shutil
import signal
import subprocess
import sys

import numpy as np
import polars as pl
import pytest

from pipeline import read_once, stages
from pipeline.ingest.briefs import read_originals
from pipeline.ingest.landing import land, originals
from pipeline.language.encoder import Encoder, answers
from pipeline.language.encoder.answers import Answers, answered, kept_in, key_of, mark_of
from pipeline.language.statements.learned import model as attributions
from pipeline.settings import settings
from schemas.raw import Briefs, Originals
from schemas.table import frame

DAY = datetime.date(2025, 3, 1)
TEXTS = (
    "The miller's gripe is that Togo joined ECOWAS. Quill tallied up that the weir broke.\n\n Latvia backs Georgia's bid to join the alliance.",
    "Peru and Chile are observers of ASEAN. Minister Ada Quill complained that Togo was never invited.",
    "Mali has suspended its membership of ECOWAS. \u201cWe will not return,\u201d a spokesman fumed.",
)
KEYS = [key_of(bytes([number])) for number in range(6)]


@pytest.fixture(scope="module")
def briefs(tmp_path_factory) -> pl.DataFrame:
    folder = tmp_path_factory.mktemp("answers")
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    land([folder], store=folder / "landing", day=DAY, limit=10**6)
    rows, _ = read_originals(
        frame(Originals, originals(folder / "landing", str(DAY))[0]), store=folder / "landing"
    )
    return frame(Briefs, rows)


@pytest.fixture(scope="module")
def before(briefs) -> tuple:
    """The arguments of the stages after mentions."""
    segments, documents = stages.segments(briefs).table, stages.parsed(briefs).documents
    return documents, briefs, segments, stages.mentions(documents, briefs, segments).table


def read(before, folder=None) -> list[pl.DataFrame]:
    """The tables of statements, claims and doubtful claims; answers are kept in a folder, if there is one."""
    said, told = (folder / name if folder else None for name in ("statements", "claims"))
    statements = stages.statements(*before, answers=said).table
    claims = [
        stages.claims(*before, statements, doubtful=doubtful, answers=told).table
        for doubtful in (False, True)
    ]
    return [statements, *claims]


@pytest.fixture(scope="module")
def plain(before) -> list[pl.DataFrame]:
    """The tables as they are read without anything that is kept."""
    tables = read(before)
    assert all(table.height for table in tables[:2])
    return tables


@pytest.fixture(scope="module")
def kept(before, tmp_path_factory):
    """A folder in which the answers of a run are kept."""
    folder = tmp_path_factory.mktemp("kept")
    read(before, folder)
    return folder


@pytest.fixture
def folder(kept, tmp_path):
    """The same, to spoil."""
    return shutil.copytree(kept, tmp_path / "kept")


@pytest.fixture
def encoded(monkeypatch) -> list[int]:
    """Grows by the number of windows whenever the network is run."""
    numbers, run = [], Encoder._run
    monkeypatch.setattr(
        Encoder, "_run", lambda self, windows: (numbers.append(len(windows)), run(self, windows))[1]
    )
    return numbers


def same(one, other) -> bool:
    return [table.write_ndjson() for table in one] == [table.write_ndjson() for table in other]


def contents(folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_tables_are_the_same_and_nothing_is_asked_twice(before, plain, tmp_path, encoded):
    assert same(read(before, tmp_path), plain) and sum(encoded)
    stored = contents(tmp_path)
    encoded.clear()
    assert same(read(before, tmp_path), plain)
    assert sum(encoded) == 0 and contents(tmp_path) == stored


def test_after_a_change_of_rules_claims_are_read_anew_without_the_network(
    before, plain, folder, encoded, monkeypatch
):
    ran = []
    again = read_once.read_on
    monkeypatch.setattr(read_once, "code_version", lambda stage: "other rules")
    monkeypatch.setattr(read_once, "read_on", lambda *given: (ran.append(given), again(*given))[1])
    assert same(read(before, folder), plain)
    assert len(ran) == len(TEXTS) and sum(encoded) == 0, "and once for both tables"


def test_claims_are_read_anew_only_where_what_they_are_made_from_differs(before, folder, monkeypatch):
    ran = []
    again = read_once.read_on
    monkeypatch.setattr(read_once, "read_on", lambda *given: (ran.append(given), again(*given))[1])
    statements = stages.statements(*before).table
    changed = statements.filter(pl.col("brief_id") != statements["brief_id"][0])
    made = stages.claims(*before, changed, answers=folder / "claims").table
    assert len(ran) == 1 and made.equals(stages.claims(*before, changed).table)


@pytest.mark.parametrize("name", read_once.SETTINGS)
def test_settings_that_decide_claims_are_heeded(before, plain, folder, monkeypatch, name):
    value = getattr(settings(), name)
    monkeypatch.setattr(settings(), name, not value if isinstance(value, bool) else 0.95)
    monkeypatch.setattr(read_once, "read_on", lambda doc, names: pytest.fail("read anew"))
    with pytest.raises(pytest.fail.Exception, match="read anew"):
        stages.claims(*before, plain[0], answers=folder / "claims")


def test_another_model_does_not_give_the_answers_of_the_first(before, plain, folder, tmp_path, monkeypatch):
    seeds = shutil.copytree(settings().seeds, tmp_path / "seeds")
    path = seeds / "models" / "attributions.npz"
    with np.load(path) as stored:
        weights = {name: stored[name] for name in stored.files}
    weights["head.cue.bias"] = weights["head.cue.bias"] + np.array([90, 0, 0], np.float16)
    np.savez(path, **weights)
    monkeypatch.setattr(settings(), "seeds", seeds)
    attributions.attribution_tagger.cache_clear()
    try:
        found = stages.statements(*before, answers=folder / "statements").table
        fresh = stages.statements(*before).table
    finally:
        attributions.attribution_tagger.cache_clear()
    assert found.equals(fresh) and found.height < plain[0].height, "no word counts as a cue"


def test_the_mark_of_a_model_is_that_of_its_file_and_its_code(tmp_path):
    one, other = tmp_path / "one.npz", tmp_path / "other.npz"
    one.write_bytes(b"weights")
    other.write_bytes(b"weightS")
    assert len({mark_of(one, answers), mark_of(other, answers), mark_of(one)}) == 3


@pytest.mark.parametrize("name", ["statements", "claims"])
def test_damaged_and_cut_records_are_computed_anew(before, plain, kept, folder, name, monkeypatch):
    stored, path = contents(kept), folder / name
    whole = stored[name]
    for cut in (0, 10, len(whole) // 3, len(whole) - 1):
        path.write_bytes(whole[:cut])
        assert same(read(before, folder), plain) and contents(folder) == stored, cut
    for place in (3, 20, len(whole) // 2):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        assert same(read(before, folder), plain), place
        with monkeypatch.context() as patch:
            patch.setattr(read_once, "code_version", lambda stage: "other rules")
            assert same(read(before, folder), plain), place


def test_a_run_that_is_broken_off_goes_on_where_it_was(before, plain, kept, tmp_path, encoded):
    read_on = stages.reading.read_on

    last = before[1]["text"][-1].split()[0]

    def stop_at_the_last(doc, names):
        if last in doc.text:
            raise KeyboardInterrupt
        return read_on(doc, names)

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(stages.reading, "read_on", stop_at_the_last)
        stages.statements(*before, answers=tmp_path / "statements")
    encoded.clear()
    stages.statements(*before, answers=tmp_path / "statements")
    assert sum(encoded) == 1 and contents(tmp_path)["statements"] == contents(kept)["statements"]


def test_a_brief_that_cannot_be_read_spoils_nothing(before, kept, tmp_path, monkeypatch):
    read_on, path = stages.reading.read_on, tmp_path / "statements"

    def stumble(doc, names):
        if "Peru" in doc.text:
            raise RuntimeError("a rule that stumbles")
        return read_on(doc, names)

    with monkeypatch.context() as patch:
        patch.setattr(stages.reading, "read_on", stumble)
        assert stages.statements(*before, answers=path).refused.height == 1
    stages.statements(*before, answers=path)
    assert path.read_bytes() == (kept / "statements").read_bytes()


def fill(path, numbers) -> None:
    """Ask for some answers, each the number of its key."""
    with kept_in(path):
        found = answered(
            len(numbers),
            lambda place: KEYS[numbers[place]],
            lambda places: [numbers[place] for place in places],
            lambda number: bytes([number]),
            lambda _, content: content[0],
        )
    assert found == numbers


def test_what_nothing_asks_for_any_more_is_left_out(tmp_path):
    history, undisturbed = tmp_path / "history", tmp_path / "undisturbed"
    for numbers in ([0, 1, 2, 3], [4, 1], [1, 3, 5]):
        fill(history, numbers)
    fill(undisturbed, [1, 3, 5])
    assert history.read_bytes() == undisturbed.read_bytes()
    fill(history, [])
    assert not history.exists()


def test_a_later_answer_takes_the_place_of_an_earlier_one(tmp_path):
    fill(tmp_path / "kept", [0, 1])
    size = (tmp_path / "kept").stat().st_size
    with kept_in(tmp_path / "kept") as found:
        for key in KEYS[:2]:
            found.get(key)
        found.put(KEYS[0], b"\x07")
    with kept_in(tmp_path / "kept") as found:
        assert [found.get(key) for key in KEYS[:2]] == [b"\x07", b"\x01"]
    assert (tmp_path / "kept").stat().st_size == size


def test_a_process_that_is_killed_while_it_writes_leaves_what_it_wrote_before(tmp_path):
    child = f"""
import os, signal
from pathlib import Path
from pipeline.language.encoder.answers import Answers
found = Answers(Path({str(tmp_path / "kept")!r}))
for number in range(3):
    found.put(bytes([number]) * 16, bytes(100))
    found.flush()
found.file.write(b"half a record")
found.file.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", child]).returncode == -signal.SIGKILL
    found = Answers(tmp_path / "kept")
    with found.file:
        assert [found.look_up(bytes([number]) * 16) for number in range(3)] == [bytes(100)] * 3
        found.put(KEYS[3], b"more")
        found.flush()
    again = Answers(tmp_path / "kept")
    with again.file:
        assert again.look_up(KEYS[3]) == b"more"
