"""Names that are not known where an organisation or a state would stand; all texts are invented."""

import datetime

import polars as pl
import pytest

from pipeline.identifiers import identifier
from pipeline.unlinked import most_frequent, places, unknown_names, unlinked_names
from schemas.quality import UnknownNames
from schemas.raw import Briefs
from schemas.staging import Mentions, UnlinkedNames
from schemas.table import frame

DAY = datetime.date(2025, 3, 1)


def brief(name: str, text: str, *, source: str | None = None, copy_of: str | None = None) -> dict:
    """A row of raw.briefs."""
    return {
        "brief_id": identifier(name),
        "ingested_on": DAY,
        "text": text,
        "published_on": DAY,
        "published_on_basis": "metadata",
        "source": source,
        "duplicate_of": identifier(copy_of) if copy_of else None,
    }


def mention(of: str, text: str, words: str, kind: str) -> dict:
    """A row of staging.mentions of the first place of the words."""
    start = text.index(words)
    return {"brief_id": identifier(of), "kind": kind, "start_char": start, "end_char": start + len(words)}


def found(text: str, *linked: tuple[str, str]) -> list[tuple[str, str]]:
    """Slot and name of each row that one brief gives."""
    rows = unlinked_names(
        frame(Briefs, [brief("one", text)]),
        frame(Mentions, [mention("one", text, words, kind) for words, kind in linked]),
    )
    return list(rows.select("slot", "name").iter_rows())


@pytest.mark.parametrize(("text", "names"), [
    ("Ruritania is a member of the Seven Lakes Compact.", ["Seven Lakes Compact"]),
    ("Graustark joined the Salt Road Council in May.", ["Salt Road Council"]),
    ("Talks on accession to the SLC's fund began.", ["SLC"]),
    ("It withdrew from the Compact of the Seven Lakes on Monday.", ["Compact of the Seven Lakes"]),
    ("She left Strelsau. He is a member of Parliament.", []),
    ("He joined the Strelsau City Police, a member of the Cabinet said.", []),
    ("The minister joined Rudolf.", []),
])  # fmt: skip
def test_names_where_an_organisation_would_stand(text, names):
    assert found(text) == [("organisation", name) for name in names]


def test_what_is_linked_is_known():
    text = "Ruritania is a member of the Seven Lakes Compact and of nothing else."
    assert found(text, ("Seven Lakes Compact", "organisation")) == []
    assert found(text, ("Ruritania", "state")) == [("organisation", "Seven Lakes Compact")]


def test_a_person_who_is_a_member_names_no_organisation():
    text = "Talks with members of the Salt Road Council went on."
    assert found(text, ("members of the Salt Road Council", "person")) == [
        ("organisation", "Salt Road Council")
    ]


def test_who_joins_what_is_known_may_be_a_state():
    text = "Ruritania has applied to join NATO. Graustark applied to a bank."
    assert found(text, ("NATO", "organisation")) == [("state", "Ruritania")]
    assert found(text, ("NATO", "organisation"), ("Ruritania", "state")) == []


def test_names_are_counted_over_briefs_and_publishers_without_copies():
    first, second = "Ruritania joined the Salt Road Council.", "The members of the Salt Road Council met."
    briefs = frame(Briefs, [
        brief("a", first, source="Gazette"), brief("b", second, source="Gazette"),
        brief("c", second, source="Courier"), brief("d", first, source="Echo", copy_of="a"),
        brief("e", "It acceded to the Seven Lakes Compact."),
    ])  # fmt: skip
    unlinked = unlinked_names(briefs, frame(Mentions))
    names = unknown_names(UnlinkedNames.validate(unlinked, lazy=True), briefs)
    UnknownNames.validate(names, lazy=True)
    council = names.row(by_predicate=pl.col("name") == "Salt Road Council", named=True)
    assert (council["places"], council["briefs"], council["sources"]) == (3, 3, 2)
    assert set(council["sentences"]) == {first, second}
    assert [row["name"] for row in most_frequent(names, 1)] == ["Salt Road Council"]


def test_a_long_run_of_capitals_is_read_at_once():
    text = "A" * 200_000 + " " + "Ab " * 20_000
    assert list(places(text, [])) == []
