"""Publishing: a file built beside and renamed, keys kept, readers served, floors held."""

import datetime
import subprocess
import sys

import duckdb
import pytest
from rows import row

from pipeline.lake import Lake
from pipeline.publish import PublishError, compare, lake_connection, publish, published_counts
from pipeline.settings import ROOT
from schemas.marts import Changes, SourceScorecard
from schemas.quality import Rejected
from schemas.raw import Briefs
from schemas.staging import Segments
from schemas.table import frame, table_name
from schemas.tables import TABLES

SQL = ROOT / "warehouse"
MART = table_name(SourceScorecard)
SEGMENT = {
    "brief_id": "b" * 16,
    "ingested_on": datetime.date(2025, 3, 1),
    "kind": "news",
    "start_char": 0,
    "end_char": 3,
    "text": "abc",
}


def segments(*numbers: int):
    return frame(
        Segments, [SEGMENT | {"segment_id": f"{number:016x}", "position": number} for number in numbers]
    )


def scorecard(count: int):
    numbers = [name for name, dtype in frame(SourceScorecard).schema.items() if dtype.is_integer()]
    days = dict.fromkeys(("first_known_on", "last_known_on"), datetime.date(2025, 3, 1))
    return frame(
        SourceScorecard, [{"source": f"Wire {n}", **dict.fromkeys(numbers, 1), **days} for n in range(count)]
    )


@pytest.fixture
def lake(tmp_path) -> Lake:
    made = Lake(tmp_path / "lake")
    made.write(Segments, segments(3, 1), "2025-03-01")
    made.write(Segments, segments(2), "2025-03-02")
    made.write(SourceScorecard, scorecard(10))
    return made


def briefs(count: int):
    return frame(
        Briefs,
        [row(Briefs, brief_id=f"{number:016x}", text_sha256=f"{number:064x}") for number in range(count)],
    )


def published(lake: Lake, path, *, floor: float = 0.8, rules: str | None = None):
    return publish(lake, path, sql=SQL, floor=floor, rules=rules)


def test_a_mart_of_an_earlier_version_does_not_stand_in_the_way(lake):
    """Stored without a column that the mart has now: for what is built from the lake it is not there."""
    path = lake.path(SourceScorecard, *lake.partitions(SourceScorecard))
    scorecard(10).drop("agreement").write_parquet(path)
    connection = lake_connection(lake)
    assert connection.execute(f"SELECT count(*) FROM {MART}").fetchone() == (0,)
    assert connection.execute("SELECT count(*) FROM staging.segments").fetchone() == (3,)


def changes(*rows: tuple[str, str]):
    """Rows of marts.changes: (subject, status after)."""
    day = datetime.date(2025, 3, 1)
    return frame(
        Changes,
        [
            {
                "change_id": f"{ord(subject[0]):016x}",
                "subject": subject,
                "org": "SCO",
                "ingested_on": day,
                "kind": "status",
                "what": "standing",
                "after": after,
                "about_day": day,
                "weight": 5,
                "is_history": False,
                "claim_ids": [],
            }
            for subject, after in rows
        ],
    )


def test_news_are_what_the_file_published_before_does_not_have(lake, tmp_path):
    """The first publication brings all, the next what is new or otherwise; published again, the news stay."""
    path = tmp_path / "statusquo.duckdb"

    def news(*rows: tuple[str, str]) -> list[tuple]:
        lake.write(Changes, changes(*rows))
        published(lake, path)
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute(
                "SELECT subject, after FROM marts.changes JOIN marts.news USING (change_id) ORDER BY 1"
            ).fetchall()

    first = (("ARM", "observer"), ("IRN", "observer"))
    second = (("ARM", "observer"), ("BLR", "member"), ("IRN", "member"))
    assert news(*first) == [*first]
    assert news(*second) == news(*second) == [("BLR", "member"), ("IRN", "member")]


def content(path) -> dict[str, list]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            table_name(model): connection.execute(f"SELECT * FROM {table_name(model)}").fetchall()
            for model in TABLES
        }


def test_all_partitions_are_published_in_the_order_of_keys(lake, tmp_path):
    made = published(lake, tmp_path / "out.duckdb")
    assert made.rows["staging.segments"] == 3 and made.rows["marts.changes"] == 0 and made.warnings == ()
    rows = content(tmp_path / "out.duckdb")["staging.segments"]
    assert [row[2] for row in rows] == [f"{number:016x}" for number in (1, 2, 3)]


def test_same_lake_same_content(lake, tmp_path):
    published(lake, tmp_path / "one.duckdb")
    published(lake, tmp_path / "two.duckdb")
    assert content(tmp_path / "one.duckdb") == content(tmp_path / "two.duckdb")


def test_nothing_is_left_beside_the_file(lake, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "w.duckdb.part").write_bytes(b"left by a killed run")
    published(lake, out / "w.duckdb")
    assert {path.name for path in out.iterdir()} == {"w.duckdb", ".w.duckdb.lock"}


def test_published_file_refuses_what_breaks_a_key_or_a_vocabulary(lake, tmp_path):
    published(lake, tmp_path / "out.duckdb")
    with duckdb.connect(str(tmp_path / "out.duckdb")) as connection:
        for spoilt in (f"'{1:016x}', 'news'", f"'{9:016x}', 'gossip'", "NULL, 'news'"):
            with pytest.raises(duckdb.ConstraintException):
                connection.execute(
                    f"INSERT INTO staging.segments SELECT brief_id, ingested_on, {spoilt}, position, start_char, "
                    "end_char, text FROM staging.segments LIMIT 1"
                )


def test_rows_with_one_key_in_two_partitions_stop_it_and_the_last_file_stays(lake, tmp_path):
    path = tmp_path / "out.duckdb"
    published(lake, path)
    before = path.read_bytes()
    lake.write(Segments, segments(3), "2025-03-03")
    with pytest.raises(PublishError, match="staging.segments: .*[Dd]uplicate key.* stays as it was"):
        published(lake, path)
    assert path.read_bytes() == before and not path.with_name("out.duckdb.part").exists()


def test_mart_that_lost_too_many_rows_stops_it(lake, tmp_path):
    path = tmp_path / "out.duckdb"
    published(lake, path)
    before = path.read_bytes()
    lake.write(SourceScorecard, scorecard(7))
    with pytest.raises(
        PublishError, match=f"{MART} has 7 rows, 10 in the published file.*STATUSQUO_PUBLISH_FLOOR=0"
    ):
        published(lake, path)
    assert path.read_bytes() == before
    published(lake, path, floor=0)
    assert published_counts(path)[MART] == 7
    lake.write(SourceScorecard, scorecard(6))
    published(lake, path)
    assert published_counts(path)[MART] == 6


def test_a_mart_that_other_rules_shrank_is_published_with_a_warning(lake, tmp_path):
    path = tmp_path / "out.duckdb"
    published(lake, path, rules="one")
    lake.write(SourceScorecard, scorecard(3))
    with pytest.raises(PublishError, match=f"{MART} has 3 rows, 10 in the published file"):
        published(lake, path, rules="one")
    (warning,) = published(lake, path, rules="two").warnings
    assert warning == f"{MART} has 3 rows, 10 in the published file: 7 would vanish"
    assert published_counts(path)[MART] == 3
    lake.write(SourceScorecard, scorecard(2))
    with pytest.raises(PublishError, match=f"{MART} has 2 rows, 3 in the published file"):
        published(lake, path, rules="two")


def test_a_file_of_an_earlier_version_that_told_no_rules_is_renewed(lake, tmp_path):
    path = tmp_path / "out.duckdb"
    published(lake, path)
    lake.write(SourceScorecard, scorecard(3))
    published(lake, path, rules="one")
    assert published_counts(path)[MART] == 3


def test_other_rules_may_not_empty_a_mart_nor_lose_briefs(lake, tmp_path):
    path = tmp_path / "out.duckdb"
    lake.write(Briefs, briefs(10), "2026-03-02")
    published(lake, path, rules="one")
    before = path.read_bytes()
    lake.write(SourceScorecard, scorecard(0))
    with pytest.raises(PublishError, match=f"{MART} has 0 rows, 10 in the published file"):
        published(lake, path, rules="two")
    lake.write(SourceScorecard, scorecard(10))
    lake.write(Briefs, briefs(7), "2026-03-02")
    with pytest.raises(PublishError, match="raw.briefs has 7 rows, 10 in the published file"):
        published(lake, path, rules="two")
    assert path.read_bytes() == before


def test_mart_that_grew_suspiciously_is_warned_of(lake, tmp_path):
    path = tmp_path / "out.duckdb"
    published(lake, path)
    lake.write(SourceScorecard, scorecard(51))
    (warning,) = published(lake, path).warnings
    assert warning.startswith(f"{MART} has 51 rows, 10 in the file published before")


@pytest.mark.parametrize(
    ("before", "after", "lost", "grown"),
    [(10, 8, 0, 0), (10, 7, 1, 0), (0, 0, 0, 0), (0, 9, 0, 0), (1, 5, 0, 0), (1, 6, 0, 1)],
)
def test_floor_and_ceiling(before, after, lost, grown):
    found = compare({"marts.x": before} if before else {}, {"marts.x": after}, 0.8)
    assert tuple(map(len, found)) == (lost, grown)


def test_reader_keeps_what_it_opened_and_the_next_one_sees_the_new(lake, tmp_path):
    path = tmp_path / "out.duckdb"
    published(lake, path)
    count = (
        f"import duckdb, sys; c = duckdb.connect({str(path)!r}, read_only=True)\n"
        "def n(): print(c.execute('SELECT count(*) FROM staging.segments').fetchone()[0], flush=True)\n"
        "n(); sys.stdin.readline(); n()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", count], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout.readline() == "3\n"
        lake.write(Segments, segments(7, 8), "2025-03-04")
        published(lake, path)
        reader.stdin.write("\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "3\n"
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM staging.segments").fetchone() == (5,)


def test_floors_hold_where_the_published_file_is_damaged(lake, tmp_path):
    path = tmp_path / "out.duckdb"
    published(lake, path)
    path.write_bytes(path.read_bytes()[:3000])
    lake.write(SourceScorecard, scorecard(2))
    with pytest.raises(PublishError, match=r"2 rows, 10 in the published file: 8 would vanish"):
        published(lake, path)
    lake.write(SourceScorecard, scorecard(9))
    published(lake, path)
    assert published_counts(path)[MART] == 9


def test_file_that_cannot_be_opened_counts_as_none(tmp_path):
    broken = tmp_path / "out.duckdb"
    broken.write_bytes(b"no database")
    assert published_counts(broken) == {} == published_counts(tmp_path / "none")


def test_one_refusal_on_two_days_is_published_once(lake, tmp_path):
    row = {
        "rejected_id": "1" * 16,
        "stage": "landing",
        "what": "a.txt",
        "reason": "empty",
        "detail": "no content",
    }
    for day in (2, 1):
        on = datetime.date(2025, 3, day)
        lake.write(Rejected, frame(Rejected, [row | {"ingested_on": on}]), f"{on}.landing")
    published(lake, tmp_path / "out.duckdb")
    ((_, on, *_),) = content(tmp_path / "out.duckdb")["quality.rejected"]
    assert on == datetime.date(2025, 3, 1)


def test_lake_can_be_asked_under_the_published_names(lake):
    with lake_connection(lake) as connection:
        assert connection.execute("SELECT count(*) FROM staging.segments").fetchone() == (3,)
        assert connection.execute("SELECT count(*) FROM staging.claims").fetchone() == (0,)
