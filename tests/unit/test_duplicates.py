"""Duplicates: exact and near ones, found whatever the order of rows."""

import datetime
import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.identifiers import identifier, sha256, text_sha256
from pipeline.ingest import duplicates
from pipeline.ingest.duplicates import jaccard, mark_duplicates, shingles
from pipeline.ingest.sketches import earlier_related, sketches_of
from pipeline.lake import Lake
from schemas.raw import Briefs
from schemas.table import frame

WIRE = (
    "The council of the Harbour League has put off its decision on Ruritania's request for admission until the autumn. "
    "The chair of the council said on Tuesday that two members had asked for more time to study the customs rules. "
    "Ruritania handed in its request three years ago, and its ministry of trade called the delay a matter of procedure. "
    "The League has nine members at present; the last to be admitted was Grand Fenwick, whose accession took four years. "
    "Its secretariat said that a working group would meet in July and report to the ministers in the first days of October."
)


def row(text, *, name=None, ingested=2, published=None, **more):
    name = name or text
    return {
        "brief_id": identifier(name),
        "ingested_on": datetime.date(2026, 5, ingested),
        "text": text,
        "format": "txt",
        "published_on": published,
        "published_on_basis": "metadata" if published else "unknown",
        "language": "en",
        "original_sha256": sha256(name.encode()),
        "position": 0,
        "text_sha256": text_sha256(text),
        **more,
    }


def marked(new, earlier=()):
    found = mark_duplicates(frame(Briefs, new), frame(Briefs, earlier))
    Briefs.validate(found)
    assert found["brief_id"].to_list() == [one["brief_id"] for one in new]
    return {
        one: (first, similarity)
        for one, first, similarity in found.select(
            "brief_id", "duplicate_of", "duplicate_similarity"
        ).iter_rows()
        if first
    }


def test_a_text_that_differs_in_case_and_white_space_is_the_same():
    first = row(WIRE, name="first", published=datetime.date(2026, 5, 1))
    copy = row(WIRE.upper().replace(". ", ".\n\n"), name="copy", published=datetime.date(2026, 5, 2))
    assert marked([copy, first]) == {copy["brief_id"]: (first["brief_id"], 1.0)}


def test_a_text_with_a_few_words_changed_is_nearly_the_same():
    first = row(WIRE, name="first", published=datetime.date(2026, 5, 1))
    near = row(WIRE.replace("Tuesday", "Wednesday").replace("July", "late June"), name="near")
    (similarity,) = [value for _, value in marked([first, near]).values()]
    assert 0.8 <= similarity < 1
    assert similarity == pytest.approx(jaccard(shingles(first["text"]), shingles(near["text"])))


def test_another_report_of_the_same_event_is_none():
    other = row(
        "Ruritania must wait: ministers of the Harbour League need until autumn to decide whether it may join them."
    )
    assert marked([row(WIRE), other]) == {}


def test_the_brief_ingested_earlier_is_the_first_even_if_published_later():
    earlier = row(WIRE, name="earlier", ingested=1, published=datetime.date(2026, 4, 30))
    new = row(WIRE, name="new", ingested=2, published=datetime.date(2026, 4, 2))
    assert marked([new], [earlier]) == {new["brief_id"]: (earlier["brief_id"], 1.0)}


def test_within_a_day_a_known_date_comes_before_an_unknown_one_and_then_the_id():
    dated = row(WIRE, name="dated", published=datetime.date(2026, 5, 1))
    undated = [row(WIRE, name=f"undated {number}") for number in range(3)]
    assert set(marked([*undated, dated]).values()) == {(dated["brief_id"], 1.0)}
    first = min(one["brief_id"] for one in undated)
    assert {one for one, _ in marked(undated).values()} == {first}


def test_a_duplicate_never_points_to_a_duplicate():
    words = WIRE.split()
    steps = [
        row(
            " ".join(["changed"] * number + words[number:]),
            name=f"step {number}",
            published=datetime.date(2026, 5, 1 + number),
        )
        for number in range(0, 28, 4)
    ]
    found = marked(steps)
    assert found and not {first for first, _ in found.values()} & set(found)


def test_duplicates_of_earlier_days_are_no_firsts():
    first = row(WIRE, name="first", ingested=1)
    copy = row(WIRE, name="copy", ingested=1, duplicate_of=first["brief_id"], duplicate_similarity=1.0)
    new = row(WIRE, name="new")
    assert marked([new], [copy, first]) == {new["brief_id"]: (first["brief_id"], 1.0)}


def test_standing_text_alone_makes_no_duplicate():
    standing = "\n\nCopyright 2026 The Example Gazette. All rights reserved. Subscribe to our newsletter: https://gazette.example/newsletter"
    texts = [WIRE.split(". ")[number] + "." + standing for number in range(4)]
    assert marked([row(text) for text in texts]) == {}
    here, there = row(WIRE + standing, name="here"), row(WIRE, name="there")
    assert [similarity for _, similarity in marked([here, there]).values()] == [1.0]


def test_texts_without_words():
    assert marked([row("…", name="one"), row("!?", name="other"), row("…", name="again")]).keys() == {
        max(identifier("one"), identifier("again"))
    }


def test_of_earlier_briefs_those_are_read_that_share_words_with_the_new_ones(tmp_path):
    lake = Lake(tmp_path)
    unlike = [
        row(" ".join(f"word{number}-{place}" for place in range(80)), name=str(number), ingested=1)
        for number in range(5)
    ]
    like = row(WIRE.replace("Tuesday", "Monday"), name="like", ingested=1)
    lake.write(Briefs, frame(Briefs, [*unlike, like]), "2026-05-01")
    lake.write(Briefs, frame(Briefs, [row(WIRE, name="later", ingested=3)]), "2026-05-03")
    found = earlier_related(lake, "2026-05-02", frame(Briefs, [row(WIRE)]))
    assert found["brief_id"].to_list() == [like["brief_id"]]
    assert {first for first, _ in marked([row(WIRE)], [*unlike, like]).values()} == {like["brief_id"]}


def test_of_earlier_briefs_those_are_read_that_new_ones_revise_and_what_these_repeat(tmp_path):
    lake = Lake(tmp_path)
    first = row("A first text of a harbour.", name="first", ingested=1)
    version = row("A second text of a mine.", name="version", ingested=1, duplicate_of=first["brief_id"])
    other = row("A third text of a bridge.", name="other", ingested=1)
    lake.write(Briefs, frame(Briefs, [first, other]), "2026-05-01")
    lake.write(Briefs, frame(Briefs, [version]), "2026-05-01.0002")
    new = row("All of it is put anew.", name="new", revises=version["brief_id"])
    found = earlier_related(lake, "2026-05-02", frame(Briefs, [new]))
    assert set(found["brief_id"]) == {first["brief_id"], version["brief_id"]}
    assert marked([new], found.to_dicts())[new["brief_id"]][0] == first["brief_id"]


def test_a_copy_in_a_later_part_of_a_day_repeats_the_first_though_it_was_published_before():
    first = row(WIRE, name="first", published=datetime.date(2026, 5, 2))
    copy = row(WIRE, name="copy", published=datetime.date(2026, 5, 1))
    assert marked([copy], [first]) == {copy["brief_id"]: (first["brief_id"], 1.0)}


def test_sketches_are_kept_and_made_again_where_they_are_damaged(tmp_path):
    lake, day = Lake(tmp_path), frame(Briefs, [row(WIRE, ingested=1), row("Another text.", ingested=1)])
    lake.write(Briefs, day, "2026-05-01")
    made = sketches_of(lake, "2026-05-01", day["text_sha256"])
    (path,) = (tmp_path / ".sketches").rglob("*.parquet")
    before = path.stat().st_mtime_ns
    assert sketches_of(lake, "2026-05-01", day["text_sha256"]).equals(made)
    assert path.stat().st_mtime_ns == before and set(made["text_sha256"]) == set(day["text_sha256"])
    path.write_bytes(b"damaged")
    assert sketches_of(lake, "2026-05-01", day["text_sha256"]).equals(made)


def test_nothing_new():
    assert mark_duplicates(frame(Briefs), frame(Briefs, [row(WIRE)])).is_empty()


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(8)), st.permutations(range(6)))
def test_the_order_of_rows_does_not_matter(order, earlier_order):
    words = WIRE.split()
    new = [
        row(" ".join(words[: 90 - 3 * (number % 3)] + [f"ending{number % 4}"]), name=f"new {number}")
        for number in range(8)
    ]
    earlier = [row(" ".join(words[number:60]), name=f"earlier {number}", ingested=1) for number in range(6)]
    assert marked([new[i] for i in order], [earlier[i] for i in earlier_order]) == marked(new, earlier)


def test_the_result_has_the_columns_of_the_table_and_other_columns_unchanged():
    new = frame(Briefs, [row(WIRE), row("Another text.")])
    found = mark_duplicates(new, frame(Briefs))
    assert found.columns == new.columns and found.schema == new.schema
    kept = [name for name in new.columns if not name.startswith("duplicate")]
    assert found.select(kept).equals(new.select(kept))
    assert found["duplicate_of"].dtype == pl.String


def reports(count: int) -> list[dict]:
    """Reports in words of few kinds, under one opening sentence, each beside a copy with a word changed."""
    chance = random.Random(7)
    words = [
        f"{first}{last}" for first in ("bar", "tol", "min", "cas") for last in ("den", "or", "ra", "us", "ik")
    ]
    made = []
    for number in range(count // 2):
        text = "The council of the Harbour League met on Tuesday. " + " ".join(chance.choices(words, k=60))
        made += [row(f"{text} {last}", name=f"{number} {last}") for last in ("today", "again")]
    return made


def test_the_pairs_compared_grow_with_the_number_of_briefs_and_not_with_its_square(monkeypatch):
    compared = []

    def counted(one, other):
        compared.append(1)
        return jaccard(one, other)

    monkeypatch.setattr(duplicates, "jaccard", counted)
    pairs = {}
    for count in (100, 200, 400, 800):
        compared.clear()
        assert len(marked(reports(count))) == count // 2
        pairs[count] = len(compared)
    assert all(count // 2 <= found <= count for count, found in pairs.items()), pairs
