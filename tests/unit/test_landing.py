"""The landing store: what is kept, what is refused, and that nothing stops it."""

import datetime
import json
import os
import shutil
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import StatusquoError
from pipeline.identifiers import sha256
from pipeline.ingest.briefs import read_originals
from pipeline.ingest.known import Known, known_in, landed_partitions, locked
from pipeline.ingest.landing import fingerprint, land, landed_days, landing_in, original_path, originals
from pipeline.settings import settings as project
from schemas.quality import Rejected
from schemas.raw import Briefs, Originals
from schemas.table import frame
from schemas.vocabulary import REJECTION_REASONS

DAY = datetime.date(2026, 3, 2)
LIMIT = 10_000
TEXT = b"Ruritania has applied to join the Harbour League, its council said on Friday."


@pytest.fixture
def store(tmp_path):
    return tmp_path / "landing"


@pytest.fixture
def drop(tmp_path):
    folder = tmp_path / "drop"
    folder.mkdir()
    return folder


def take(paths, store, day=DAY, **options):
    return land(paths if isinstance(paths, list) else [paths], store=store, day=day, limit=LIMIT, **options)


def reasons(report):
    return {os.path.basename(row["what"]): row["reason"] for row in report.refused}


def everything(store):
    return {str(path.relative_to(store)): path.read_bytes() for path in store.rglob("*") if path.is_file()}


def test_an_original_is_kept_unchanged_under_its_hash(drop, store):
    (drop / "a.txt").write_bytes(TEXT + b"\r\n")
    report = take(drop, store, source="Example Wire")
    (row,) = report.landed
    assert row["original_sha256"] == sha256(TEXT + b"\r\n")
    assert original_path(store, row).read_bytes() == TEXT + b"\r\n"
    assert original_path(store, row).name == f"{row['original_sha256']}.txt"
    kept, refused = originals(store, str(DAY))
    assert kept == [row] and refused == []
    assert row["source"] == "Example Wire" and row["name"] == "a.txt" and row["uri"].endswith("drop/a.txt")
    Originals.validate(frame(Originals, kept))


def test_one_content_lands_once_also_on_another_day(drop, store):
    (drop / "a.txt").write_bytes(TEXT)
    (drop / "b.md").write_bytes(TEXT)
    first = take(drop, store)
    again = take(drop, store, day=DAY + datetime.timedelta(days=1))
    assert len(first.landed) == 1 and len(first.already) == 1
    assert not again.landed and len(again.already) == 2
    assert landed_days(store) == [DAY]


def test_landing_again_changes_nothing(drop, store):
    (drop / "a.txt").write_bytes(TEXT)
    (drop / "b.txt").write_bytes(b"")
    take(drop, store)
    before = everything(store)
    take(drop, store)
    take(drop, store, day=DAY + datetime.timedelta(days=3))
    assert everything(store) == before


def test_the_order_of_paths_does_not_matter(drop, tmp_path):
    for number in range(4):
        (drop / f"{number}.txt").write_bytes(TEXT + str(number).encode())
    paths = sorted(drop.iterdir())
    take(paths, tmp_path / "one")
    take(paths[::-1], tmp_path / "other")
    assert everything(tmp_path / "one") == everything(tmp_path / "other")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("white.md", b" \r\n\t\n", "empty"),
        ("mark.txt", b"\xef\xbb\xbf\n", "empty"),
        ("zeros.txt", b"\x00" * 400, "empty"),
        ("noise.txt", bytes(range(256)) * 4, "binary"),
        ("report.txt", b"%PDF-1.7\n" + TEXT, "binary"),
        ("archive.html", b"PK\x03\x04" + TEXT, "binary"),
        ("wide.txt", b"\xff\xfe" + b"\x00\xd8" * 99, "undecodable"),
        ("large.txt", b"a" * (LIMIT + 1), "oversized"),
        ("page.pdf", TEXT, "broken"),
        ("page.odt", TEXT, "unsupported"),
        ("none", TEXT, "unsupported"),
        ("front.md", b"---\ntitle: open\n" + b"x: y\n" * 20_000 + b"---\n" + TEXT, "oversized"),
        ("lines.jsonl", b"{\n}\n", "broken"),
        ("array.jsonl", b'[1, 2]\n"text"\n', "broken"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(drop, store, name, content, reason):
    (drop / name).write_bytes(content)
    (drop / "z-good.txt").write_bytes(TEXT)
    report = take(drop, store)
    assert reasons(report) == {name: reason}
    assert [row["name"] for row in report.landed] == ["z-good.txt"]
    _, refused = originals(store, str(DAY))
    assert refused == report.refused
    Rejected.validate(frame(Rejected, refused))


@pytest.mark.parametrize(
    "content",
    [
        TEXT,
        b"\xef\xbb\xbf" + TEXT,
        TEXT.decode().encode("utf-16"),
        TEXT.decode().encode("utf-16-be"),
        TEXT.decode().encode("utf-16-le"),
        TEXT.decode().encode("utf-32"),
        TEXT.replace(b". ", b".\r\n"),
        TEXT + b"\x00",
        "The café’s owner – a Ruritanian – said “no”.".encode("cp1252"),
        "Die Republik Überwald hat sich beworben, so der Rat für Außenpolitik.".encode("latin-1"),
        "Совет Руритании сообщил о заявке на вступление в союз.".encode("cp1251"),
    ],
    ids=[
        "ascii",
        "mark",
        "utf-16",
        "utf-16-be",
        "utf-16-le",
        "utf-32",
        "crlf",
        "nul",
        "cp1252",
        "latin-1",
        "cp1251",
    ],
)
def test_encodings_that_are_landed(drop, store, content):
    (drop / "a.txt").write_bytes(content)
    assert len(take(drop, store).landed) == 1


def test_limits_are_inclusive(drop, store):
    (drop / "a.txt").write_bytes(TEXT.ljust(LIMIT, b"."))
    assert take(drop, store).refused == []


def test_links_loops_pipes_and_hidden_files(drop, store):
    (drop / "sub").mkdir()
    (drop / "sub" / "a.txt").write_bytes(TEXT)
    (drop / "sub" / "loop").symlink_to(drop)
    (drop / "other").symlink_to(drop / "sub")
    (drop / "self.txt").symlink_to(drop / "self.txt")
    (drop / "gone.txt").symlink_to(drop / "nowhere.txt")
    (drop / ".hidden.txt").write_bytes(b"hidden " + TEXT)
    (drop / ".git").mkdir()
    (drop / ".git" / "b.txt").write_bytes(b"also hidden " + TEXT)
    os.mkfifo(drop / "pipe.txt")
    report = take(drop, store)
    assert [row["name"] for row in report.landed] == ["a.txt"]
    assert reasons(report) == {"self.txt": "unreadable", "gone.txt": "unreadable", "pipe.txt": "unsupported"}


def test_links_out_of_a_folder_are_refused_and_those_that_are_named_are_taken(drop, store):
    (drop.parent / "outside").mkdir()
    (drop.parent / "outside" / "b.txt").write_bytes(b"Outside. " + TEXT)
    (drop / "a.txt").write_bytes(TEXT)
    (drop / "up").symlink_to("..")
    (drop / "b.txt").symlink_to(drop.parent / "outside" / "b.txt")
    (drop / "inside.txt").symlink_to("a.txt")
    report = take(drop, store)
    assert [row["name"] for row in report.landed] == ["a.txt"]
    assert reasons(report) == {"up": "unsupported", "b.txt": "unsupported"}
    assert "leads out of" in report.refused[0]["detail"]
    assert [row["name"] for row in take(drop / "b.txt", store).landed] == ["b.txt"]


def test_what_acts_in_a_name_is_written_out(drop, store):
    (drop / "a\x1b]0;title\x07\u202e.txt").write_bytes(TEXT)
    (row,) = take(drop, store).landed
    assert row["name"] == "a\\x1b]0;title\\x07\\u202e.txt" and row["uri"].endswith(row["name"])


def test_a_hidden_file_that_is_named_is_taken(drop, store):
    (drop / ".hidden.txt").write_bytes(TEXT)
    assert len(take(drop / ".hidden.txt", store).landed) == 1


def test_names_that_are_no_utf8(drop, store):
    path = os.path.join(os.fsencode(drop), b"caf\xe9 \n\xf0.txt")
    with open(path, "wb") as file:
        file.write(TEXT)
    (row,) = take(drop, store).landed
    assert row["name"] == "caf\ufffd \\n\ufffd.txt"
    assert originals(store, str(DAY))[0] == [row]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_files_and_folders_without_permission(drop, store):
    (drop / "a.txt").write_bytes(TEXT)
    (drop / "a.txt").chmod(0)
    (drop / "shut").mkdir(mode=0)
    assert reasons(take(drop, store)) == {"a.txt": "unreadable", "shut": "unreadable"}


def test_a_path_that_is_not_there_stops_before_anything_is_landed(drop, store):
    (drop / "a.txt").write_bytes(TEXT)
    with pytest.raises(StatusquoError, match="no such file or folder"):
        take([drop / "a.txt", drop / "b.txt"], store)
    assert not store.exists()


def test_an_original_without_its_description_is_not_landed_and_comes_again(drop, store):
    (drop / "a.txt").write_bytes(TEXT)
    (row,) = take(drop, store).landed
    original_path(store, row).with_suffix(".json").unlink()  # as after a crash between the two renames
    assert originals(store, str(DAY)) == ([], [])
    assert take(drop, store).landed == [row]


def test_two_ingestions_at_once_land_a_content_once(drop, store):
    for number in range(30):
        (drop / f"{number}.txt").write_bytes(TEXT + str(number).encode())
    code = (
        "import datetime, pathlib, sys\nfrom pipeline.ingest.landing import land\n"
        "land([pathlib.Path(sys.argv[1])], store=pathlib.Path(sys.argv[2]), day=datetime.date.fromisoformat(sys.argv[3]), limit=9999)"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(drop), str(store), day])
        for day in ("2026-03-02", "2026-03-03")
    ]
    assert [run.wait() for run in runs] == [0, 0]
    held = [row["original_sha256"] for day in landed_days(store) for row in originals(store, str(day))[0]]
    assert len(held) == len(set(held)) == 30


def rest(store, day, seconds=60):
    """Let a partition look as if nothing had come for a while."""
    then = time.time() - seconds
    for folder in (store / str(day), store / str(day) / "refused"):
        if folder.exists():
            os.utime(folder, (then, then))


def take_elsewhere(path, store):
    """Take in a file from another process."""
    code = (
        "import datetime, sys; from pathlib import Path; from pipeline.ingest.landing import land;"
        "land([sys.argv[1]], store=Path(sys.argv[2]), day=datetime.date(2026, 3, 2), limit=10_000)"
    )
    subprocess.run([sys.executable, "-c", code, path, store], check=True)


def test_the_lock_tells_whether_another_process_held_it_in_between(drop, store):
    (drop / "a.txt").write_bytes(TEXT)
    with locked(store) as alone:
        assert not alone
    with locked(store) as alone:
        assert alone
    take_elsewhere(drop / "a.txt", store)
    with locked(store) as alone:
        assert not alone
    with locked(store) as alone:
        assert alone


def test_what_a_process_landed_itself_is_not_listed_again(drop, store):
    for name in "abc":
        (drop / f"{name}.txt").write_bytes(TEXT + name.encode())
    take(drop / "a.txt", store)
    known = known_in(store.absolute())
    noted = known.listed[str(DAY)].hashes
    take(drop / "b.txt", store)
    assert known.listed[str(DAY)].hashes is noted and len(noted) == 2
    assert known.listed[str(DAY)].rows == 2
    take_elsewhere(drop / "c.txt", store)
    report = take(drop, store)
    assert not report.landed and len(report.already) == 3
    assert known.listed[str(DAY)].hashes is not noted and len(known.hashes) == 3


def test_a_taking_in_that_broke_off_is_listed_again(drop, store):
    (drop / "a.txt").write_bytes(TEXT)
    take(drop / "a.txt", store)
    known = known_in(store.absolute())
    with pytest.raises(ZeroDivisionError), landing_in(store, DAY, LIMIT) as landing:
        landing.take(TEXT + b" Yes.", name="b.txt", uri="b.txt", form="txt")
        raise ZeroDivisionError
    assert str(DAY) not in known.listed
    (drop / "b.txt").write_bytes(TEXT + b" Yes.")
    assert len(take(drop, store).already) == 2


def test_a_partition_that_rests_is_not_listed_again(drop, store):
    (drop / "a.txt").write_bytes(TEXT)
    (row,) = take(drop, store).landed
    known = Known(store)
    assert known.look() == {row["original_sha256"]}
    first = known.listed[str(DAY)].hashes
    known.look()
    assert known.listed[str(DAY)].hashes is not first, (
        "changed a moment ago, so that it could change unnoticed"
    )
    rest(store, DAY)
    known.look()
    resting = known.listed[str(DAY)].hashes
    assert known.look() == {row["original_sha256"]}
    assert known.listed[str(DAY)].hashes is resting


def test_what_is_known_follows_what_others_land_and_take_away(drop, store):
    (drop / "a.txt").write_bytes(TEXT)
    (drop / "b.txt").write_bytes(TEXT + b" Yes.")
    later = DAY + datetime.timedelta(days=1)
    (one,) = take(drop / "a.txt", store).landed
    (two,) = take(drop / "b.txt", store, day=later).landed
    known = Known(store)
    for day in (DAY, later):
        rest(store, day)
    assert known.look() == {one["original_sha256"], two["original_sha256"]}
    (drop / "c.txt").write_bytes(TEXT + b" No.")
    take_elsewhere(drop / "c.txt", store)
    assert len(known.look()) == 3
    (store / str(DAY) / f"{one['original_sha256']}.json").unlink()
    assert one["original_sha256"] not in known.look()
    shutil.rmtree(store / str(later))
    assert known.look() == {sha256(TEXT + b" No.")}


def test_what_a_killed_ingestion_was_writing_is_removed(drop, store):
    (drop / "a.txt").write_bytes(TEXT)
    take(drop, store)
    refused = store / str(DAY) / "refused"
    refused.mkdir()
    left = [store / str(DAY) / ".a.txt.1.part", refused / ".b.json.2.part"]
    for path in left:
        path.write_bytes(b"half")
    take(drop, store)
    assert not any(path.exists() for path in left)


def test_the_fingerprint_of_a_day_follows_what_it_holds(drop, store):
    (drop / "a.txt").write_bytes(TEXT)
    take(drop, store)
    first = fingerprint(store, str(DAY))
    take(drop, store)
    assert fingerprint(store, str(DAY)) == first
    (drop / "b.txt").write_bytes(b"")
    take(drop, store)
    assert fingerprint(store, str(DAY)) != first


def test_the_description_beside_an_original_is_its_row(drop, store):
    (drop / "a.txt").write_bytes(TEXT)
    (row,) = take(drop, store).landed
    told = json.loads(original_path(store, row).with_suffix(".json").read_text(encoding="utf-8"))
    assert told == row | {"ingested_on": "2026-03-02"}


@pytest.fixture
def parts_of_three(monkeypatch):
    """Partitions of three briefs."""
    monkeypatch.setenv("STATUSQUO_PARTITION_BRIEFS", "3")
    project.cache_clear()
    yield
    project.cache_clear()


def test_a_day_on_which_much_comes_in_is_cut_into_partitions(drop, store, parts_of_three):
    for number in range(7):
        (drop / f"{number}.txt").write_bytes(TEXT + str(number).encode())
    (drop / "7.txt").write_bytes(b"")
    take(drop, store)
    names = ["2026-03-02", "2026-03-02.0002", "2026-03-02.0003"]
    assert landed_partitions(store) == names and landed_days(store) == [DAY]
    held = [originals(store, name) for name in names]
    assert [(len(landed), len(refused)) for landed, refused in held] == [(3, 0), (3, 0), (1, 1)]
    assert all(original_path(store, row).exists() for landed, _ in held for row in landed)
    before = everything(store)
    assert len(take(drop, store).already) == 7 and everything(store) == before
    (drop / "8.txt").write_bytes(TEXT + b"8")
    (drop / "9.txt").write_bytes(TEXT + b"9")
    marks = [fingerprint(store, name) for name in names]
    take(drop, store)
    assert [fingerprint(store, name) == mark for name, mark in zip(names, marks, strict=True)] == [1, 1, 0]
    assert landed_partitions(store) == [*names, "2026-03-02.0004"]
    take(drop / "9.txt", store, day=DAY + datetime.timedelta(days=1))
    assert landed_partitions(store) == [*names, "2026-03-02.0004"]


def test_partitions_count_the_lines_of_json_lines(drop, store, parts_of_three):
    for name in "ab":
        lines = [json.dumps({"text": f"{TEXT.decode()} {name}{number}"}) + "\n" for number in range(2)]
        (drop / f"{name}.jsonl").write_text("".join(lines))
        take(drop / f"{name}.jsonl", store)
    assert landed_partitions(store) == ["2026-03-02", "2026-03-02.0002"]


def test_json_lines_of_more_than_a_partition_are_taken_in_by_parts(drop, store):
    lines = [json.dumps({"text": f"{TEXT.decode()} Letter {number}."}) + "\n" for number in range(10_500)]
    (drop / "many.jsonl").write_text("".join(lines))
    report = land([drop], store=store, day=DAY, limit=10_000_000)
    assert [len(originals(store, name)[0]) for name in landed_partitions(store)] == [10, 1]
    assert len(report.landed) == 11 and report.landed[-1]["name"] == "many.jsonl#lines 10001 to 10500"
    assert landed_partitions(store) == ["2026-03-02", "2026-03-02.0002"]
    assert len(land([drop], store=store, day=DAY, limit=10_000_000).already) == 11


def test_json_lines_that_were_landed_whole_are_not_landed_again_by_parts(drop, store, monkeypatch):
    lines = [json.dumps({"text": f"{TEXT.decode()} {number}"}) + "\n" for number in range(5)]
    (drop / "a.jsonl").write_text("".join(lines))
    assert len(take(drop, store).landed) == 1
    monkeypatch.setenv("STATUSQUO_PARTITION_BRIEFS", "3")
    project.cache_clear()
    try:
        report = take(drop, store)
    finally:
        project.cache_clear()
    assert not report.landed and len(report.already) == 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.text(max_size=200).map(lambda text: b"---\n" + text.encode("utf-8", "replace") + b"\n---\nbody"),
        st.text(max_size=200).map(lambda text: b"<html><p>" + text.encode("utf-8", "replace")),
        st.recursive(
            st.none() | st.integers() | st.text(max_size=20),
            lambda inner: st.dictionaries(
                st.sampled_from(["id", "text", "title", "published_on", "source"]), inner, max_size=4
            ),
        ).map(lambda v: json.dumps(v).encode()),
    ),
    suffix=st.sampled_from(["txt", "md", "html", "jsonl"]),
)
def test_any_bytes_become_briefs_or_rejections(tmp_path_factory, content, suffix):
    folder = tmp_path_factory.mktemp("any")
    (folder / f"a.{suffix}").write_bytes(content)
    report = take(folder, folder / ".landing")
    assert len(report.landed) + len(report.refused) == 1
    briefs, rejected = read_originals(frame(Originals, report.landed), store=folder / ".landing")
    assert bool(report.landed) == bool(briefs or rejected)
    assert {row["reason"] for row in report.refused + rejected} <= set(REJECTION_REASONS)
    Briefs.validate(frame(Briefs, briefs))
    Rejected.validate(frame(Rejected, report.refused + rejected))
