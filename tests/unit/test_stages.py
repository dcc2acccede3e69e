"""The stages of reading: what is restored reads on like what was parsed, and nothing is parsed twice."""

import datetime
import random
from pathlib import Path

import polars as pl
import pytest
from room import room_for

from pipeline import records, stages
from pipeline.ingest.briefs import read_originals
from pipeline.ingest.landing import land, originals
from pipeline.language import reading
from pipeline.language.reading import COMPONENTS
from schemas.raw import Briefs, Originals
from schemas.staging import Segments
from schemas.table import frame

CORPUS = Path(__file__).parents[1] / "data" / "briefs" / "2025-03-01"
DAY = datetime.date(2025, 3, 1)


@pytest.fixture(scope="module")
def briefs(tmp_path_factory) -> pl.DataFrame:
    """The briefs of the small corpus."""
    store = tmp_path_factory.mktemp("landing")
    land([CORPUS], store=store, day=DAY, limit=10**6)
    rows, _ = read_originals(frame(Originals, originals(store, str(DAY))[0]), store=store)
    return frame(Briefs, rows)


@pytest.fixture(scope="module")
def parsed(briefs) -> stages.Parsed:
    return stages.parsed(briefs)


@pytest.fixture(scope="module")
def tables(briefs, parsed) -> dict[str, pl.DataFrame]:
    """The tables of all stages, each read on from the stored parse."""
    segments = stages.segments(briefs).table
    mentions = stages.mentions(parsed.documents, briefs, segments).table
    statements = stages.statements(parsed.documents, briefs, segments, mentions).table
    claims = stages.claims(parsed.documents, briefs, segments, mentions, statements).table
    return {"segments": segments, "mentions": mentions, "statements": statements, "claims": claims}


def test_reading_on_from_what_was_stored_gives_what_reading_at_once_gives(briefs, tables):
    read = reading.read(briefs.select("text", "published_on").iter_rows())
    for brief, doc in zip(briefs.iter_rows(named=True), read, strict=True):
        of_brief = {
            name: table.filter(pl.col("brief_id") == brief["brief_id"]) for name, table in tables.items()
        }
        segments = of_brief["segments"].to_dicts()
        sentences = records.Sentences(doc, brief["text"])
        direct = {
            "segments": records.segment_rows(doc._.segments, brief),
            "mentions": records.mention_rows(doc._.mentions, brief),
            "statements": records.statement_rows(doc._.statements, brief, segments, sentences),
            "claims": records.claim_rows(doc._.claims, doc._.statements, brief, segments, sentences),
        }
        assert direct == {name: table.to_dicts() for name, table in of_brief.items()}


def test_something_is_read(tables):
    assert tables["segments"].height >= 5
    made_by = {
        "mentions": "statusquo_gazetteer",
        "statements": "statusquo_statements",
        "claims": "statusquo_claims",
    }
    for name, component in made_by.items():
        assert (tables[name].height > 0) == (component in COMPONENTS), name


def test_unchanged_briefs_are_not_parsed_again(briefs, parsed):
    again = stages.parsed(briefs, parsed.documents)
    assert (parsed.briefs, parsed.new, again.briefs, again.new) == (
        briefs.height,
        briefs.height,
        briefs.height,
        0,
    )
    assert again.documents == parsed.documents


def test_parse_does_not_depend_on_what_was_parsed_before(briefs, parsed):
    some = stages.parsed(briefs.sample(3, seed=1))
    rest = stages.parsed(briefs, some.documents)
    assert (some.new, rest.new) == (3, briefs.height - 3)
    assert rest.documents == parsed.documents


def test_changed_text_is_parsed_again_and_gone_briefs_are_forgotten(briefs, parsed):
    changed = briefs.head(2).with_columns(text=pl.concat_str(pl.lit("News. "), "text"))
    again = stages.parsed(changed, parsed.documents)
    assert (again.briefs, again.new) == (2, 2)


def test_empty_texts_and_failed_briefs_are_left_out(briefs):
    one, two = briefs.head(2)["brief_id"]
    made = stages.parsed(
        briefs.head(2).with_columns(
            text=pl.when(pl.col("brief_id") == one).then(pl.lit(" \n")).otherwise("text")
        ),
        skip={two},
    )
    assert (made.briefs, made.refused.height) == (0, 0)
    assert list(stages.stored_documents(made.documents)) == []


def test_brief_on_which_the_parse_raises_is_refused_alone(briefs, monkeypatch):
    parse = reading.parse

    def stumbles(docs):
        for doc in parse(docs):
            if "Mercosur" in doc.text:
                raise MemoryError("too deep a sentence")
            yield doc

    monkeypatch.setattr(reading, "parse", stumbles)
    made = stages.parsed(briefs)
    assert (made.briefs, made.refused.height) == (briefs.height - 1, 1)
    assert made.refused["detail"][0] == "MemoryError: too deep a sentence"
    culprit = briefs.filter(pl.col("text").str.contains("Mercosur"))["brief_id"].to_list()
    assert stages.failed_briefs(made.refused) == set(culprit)


def test_a_full_disk_refuses_no_brief(briefs, tmp_path):
    def rows_of(brief):
        try:
            (tmp_path / "kept").write_bytes(bytes(1_000))
        except OSError as error:
            raise RuntimeError("what is kept cannot be written") from error
        return []

    each = [(brief,) for brief in briefs.iter_rows(named=True)]
    with room_for(100), pytest.raises(RuntimeError, match="cannot be written"):
        stages.read_each("segments", Segments, each, rows_of)
    assert stages.read_each("segments", Segments, each, rows_of).refused.is_empty()


def test_what_a_text_makes_the_system_say_refuses_its_brief(briefs, tmp_path):
    def rows_of(brief):
        return [{} for _ in (tmp_path / ("a" * 1_000)).read_text()]

    each = [(brief,) for brief in briefs.head(1).iter_rows(named=True)]
    (refused,) = stages.read_each("segments", Segments, each, rows_of).refused.iter_rows(named=True)
    assert "File name too long" in refused["detail"]


def test_order_of_briefs_changes_no_row(briefs, tables, parsed):
    order = list(range(briefs.height))
    random.Random(3).shuffle(order)
    shuffled = briefs[order]
    segments = stages.segments(shuffled).table
    mentions = stages.mentions(stages.parsed(shuffled).documents, shuffled, segments).table
    for one, other in ((segments, tables["segments"]), (mentions, tables["mentions"])):
        key = one.columns[2]
        assert one.sort(key).equals(other.sort(key))


def test_sentences_around_a_span():
    doc = next(reading.parse([reading.prepare("One came. Two went home. Three stayed.")]))
    sentences = records.Sentences(doc, doc.text)
    assert sentences.around(0, 3) == "One came."
    assert sentences.around(10, 12) == "Two went home."
    assert sentences.around(5, 12) == "One came. Two went home."
    assert sentences.around(12, len(doc.text)) == "Two went home. Three stayed."
