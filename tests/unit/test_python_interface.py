"""`import statusquo`: what people use from Python."""

import datetime
import json
import subprocess
import sys

import duckdb
import pytest

import statusquo
from pipeline.extract import extract
from pipeline.identifiers import identifier
from pipeline.lake import Lake
from pipeline.language.annotations import as_it_came
from pipeline.language.reading import COMPONENTS
from pipeline.publish import publish
from pipeline.settings import settings

TEXT = (
    "Ruritania’s neighbours wait\r\n\r\nKazakhstan's foreign minister, Daniyar Testov, said on Friday that his country "
    "supports Iran's accession to the Shanghai Cooperation Organisation. Iran applied to join BRICS last year."
)
DAY = datetime.date(2024, 1, 10)
HEAVY = {"spacy", "duckdb", "polars", "pandera", "dagster", "numpy", "click", "pydantic"}


def extracted(**brief):
    """What `statusquo extract` writes of a brief."""
    (line,) = extract([json.dumps({"id": "a", "text": TEXT, **brief}).encode()])
    return json.loads(line) | {"id": None}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with a published file that holds no brief."""
    home = tmp_path_factory.mktemp("home")
    publish(Lake(home / "lake"), home / "statusquo.duckdb", sql=settings().sql, floor=0)
    return home


def test_importing_is_light():
    code = "import sys, statusquo; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(loaded.stdout.split())


@pytest.mark.parametrize("day", [DAY, "2024-01-10", datetime.datetime(2024, 1, 10, 23, 30)])
def test_read_gives_what_extract_writes(day):
    found = statusquo.read(TEXT, day)
    assert json.loads(json.dumps(found)) == extracted(published_on="2024-01-10")
    claim = next(one for one in found["claims"] if one["org"] == "BRICS")
    assert (claim["subject"], claim["predicate"], claim["when"]) == ("IRN", "applied", "2023")
    assert "BRICS" in TEXT[slice(*claim["evidence"])]


def test_read_takes_day_and_source_or_neither():
    assert statusquo.read(TEXT) == extracted()
    assert statusquo.read(text=TEXT, published_on=None, source="Example Wire") == extracted(
        source="Example Wire"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("  ",), "empty"),
        ((None,), "not a string"),
        (("x" * 200_001,), "STATUSQUO_MAX_TEXT_CHARS"),
        ((TEXT, "some day"), "published_on"),
        ((TEXT, 20240110), "published_on"),
    ],
)
def test_what_cannot_be_read_is_a_value_error(arguments, told):
    with pytest.raises(ValueError, match=told):
        statusquo.read(*arguments)


def test_load_gives_a_spacy_pipeline_that_reads_the_same():
    nlp = statusquo.load()
    assert nlp.pipe_names[-len(COMPONENTS) :] == list(COMPONENTS)
    dated = nlp.make_doc(TEXT)
    dated._.published_on = DAY
    found = statusquo.read(TEXT, DAY)
    for doc in (nlp(dated), next(nlp.pipe([TEXT]))):
        assert {token.vocab for token in doc} == {nlp.vocab} and doc.has_annotation("DEP")
        assert [(one.subject, one.org, list(one.evidence)) for one in as_it_came(doc, doc._.claims)] == [
            (one["subject"], one["org"], one["evidence"]) for one in found["claims"]
        ]
        assert len(doc._.statements) == len(found["statements"]) == 1


def test_open_has_tables_and_macros(home):
    with statusquo.open(home) as connection:
        assert connection.sql("SELECT count(*) FROM staging.claims").fetchone() == (0,)
        assert connection.sql("FROM members_of('SCO', DATE '2017-06-10')").fetchall() == []
    assert statusquo.open(home=str(home)).sql("FROM status_on(DATE '2017-06-10', 'SCO')").fetchall() == []


def test_open_takes_the_home_of_the_settings(home, monkeypatch):
    monkeypatch.setenv("STATUSQUO_HOME", str(home))
    settings.cache_clear()
    with statusquo.open() as connection:
        assert connection.sql("SELECT count(*) FROM raw.briefs").fetchone() == (0,)
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE raw.more (a INT)",
        "DELETE FROM raw.briefs",
        "COPY raw.briefs TO '{home}/out.csv'",
        "COPY (SELECT 1) TO '{home}/statusquo.duckdb' (USE_TMP_FILE false)",
        "ATTACH '{home}/other.duckdb'",
        "SELECT * FROM read_text('{home}/lake/*')",
        "SET enable_external_access = true",
    ],
)
def test_open_is_sealed(home, sql):
    """Also a second connection to the same file."""
    with statusquo.open(home), statusquo.open(home) as connection:
        with pytest.raises(duckdb.Error):
            connection.execute(sql.format(home=home))
        assert connection.sql("SELECT count(*) FROM raw.briefs").fetchone() == (0,)


def test_open_where_nothing_is_published_is_told(tmp_path):
    with pytest.raises(statusquo.StatusquoError, match="statusquo run"):
        statusquo.open(tmp_path)
    (tmp_path / "statusquo.duckdb").write_text(identifier("no database") * 500)
    with pytest.raises(statusquo.StatusquoError, match="statusquo.duckdb"):
        statusquo.open(tmp_path)
