"""Records on Docs become rows and rows become the same records: a Doc is restored without loss."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import records
from pipeline.language.annotations import Claim, Mention, Segment, Statement
from schemas.staging import Appearances, Claims, Mentions, Segments, Statements
from schemas.table import frame
from schemas.vocabulary import LINKS, MENTION_KINDS, PROPOSERS, QUOTES, SEGMENT_KINDS

TEXT = 'Talks in Astana.\n\nKazakhstan backs Armenia\'s bid, its envoy said. "It is time," he added.'
BRIEF = {"brief_id": "b" * 16, "ingested_on": datetime.date(2025, 3, 1), "text": TEXT, "published_on": None}
SEGMENTS = records.segment_rows([Segment("headline", 0, 16), Segment("news", 18, len(TEXT))], BRIEF)

spans = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 9)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], len(TEXT)))
)
words = st.none() | st.sampled_from(["Aidar Bekov", "the envoy", "Őrség"])
entities = st.none() | st.sampled_from(["KAZ", "org:SCO", "person:aidar-bekov", "outlet:lagoon-wire"])
countries = st.none() | st.sampled_from(["KAZ", "org:SCO"])
edtf = st.none() | st.sampled_from(
    ["2025", "2025-03", "2025-03-01", "2005/..", "../2014", "2025-03-01/2025-03-10"]
)
mentions = st.builds(
    lambda span, kind, link, *rest: Mention(*span, kind, link, *rest),
    spans,
    st.sampled_from(list(MENTION_KINDS)),
    st.sampled_from(list(LINKS)),
    entities,
    st.lists(st.sampled_from(["KAZ", "ARM"]), max_size=2).map(tuple),
    edtf,
    words,
    words,
    countries,
)
statements = st.builds(
    Statement,
    content=st.lists(spans, min_size=1, max_size=3).map(tuple),
    cue=st.none() | spans,
    cue_lemma=words,
    source=st.none() | spans,
    quote=st.sampled_from(list(QUOTES)),
    proposed_by=st.sampled_from(list(PROPOSERS)),
    score=st.none() | st.floats(-9, 9),
    speaker=words,
    speaker_entity=entities,
    speaker_country=countries,
    via=words,
    said_on=edtf,
)


class NoSentences:
    """Stands in for the sentences of a Doc where only spans matter."""

    def around(self, start: int, end: int) -> str:
        return TEXT[start:end]


@settings(deadline=None)
@given(
    st.lists(
        st.builds(lambda span, kind: Segment(kind, *span), spans, st.sampled_from(list(SEGMENT_KINDS))),
        max_size=4,
    )
)
def test_segments_come_back(found):
    rows = frame(Segments, records.segment_rows(found, BRIEF))
    assert records.segments_of(Segments.validate(rows, lazy=True).iter_rows(named=True)) == found


@settings(deadline=None)
@given(st.lists(mentions, max_size=4))
def test_mentions_come_back(found):
    rows = frame(Mentions, records.mention_rows(found, BRIEF))
    assert records.mentions_of(Mentions.validate(rows, lazy=True).iter_rows(named=True)) == found
    assert all(row["text"] == TEXT[row["start_char"] : row["end_char"]] for row in rows.iter_rows(named=True))


@settings(deadline=None)
@given(st.lists(statements, max_size=4))
def test_statements_come_back(found):
    rows = frame(Statements, records.statement_rows(found, BRIEF, SEGMENTS, NoSentences()))
    assert records.statements_of(Statements.validate(rows, lazy=True).iter_rows(named=True)) == found


def test_dates_get_their_days():
    (row,) = records.mention_rows([Mention(0, 5, "date", "calendar", edtf="2025-02")], BRIEF)
    assert (row["first_day"], row["last_day"]) == (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))


def test_claims_tell_voice_segment_and_actor():
    said = Statement(
        content=((18, 49),),
        cue=(61, 65),
        cue_lemma="say",
        source=(51, 60),
        quote="indirect",
        proposed_by="direct",
    )
    fields = {
        "predicate": "supports",
        "subject": "ARM",
        "org": "SCO",
        "status": "member",
        "frame": "bid",
        "why": "because",
    }
    claims = [
        Claim(**fields, evidence=(18, 49), actor="KAZ", statement=0),
        Claim(**fields, evidence=(18, 49), actor="org:EU"),
        Claim(**fields, evidence=(18, 49), actor="some members", when="2025"),
        Claim(**fields, evidence=(0, 16)),
    ]
    rows = records.claim_rows(claims, [said], BRIEF, SEGMENTS, NoSentences())
    Claims.validate(frame(Claims, rows), lazy=True)
    assert [row["voice"] for row in rows] == ["statement", "news", "news", "news"]
    assert [row["actor_kind"] for row in rows] == ["state", "organisation", "group", None]
    assert [row["segment_id"] for row in rows] == [SEGMENTS[1]["segment_id"]] * 3 + [
        SEGMENTS[0]["segment_id"]
    ]
    assert (
        rows[0]["statement_id"]
        == records.statement_rows([said], BRIEF, SEGMENTS, NoSentences())[0]["statement_id"]
    )
    assert len({row["claim_id"] for row in rows}) == 4
    assert (rows[2]["when_first_day"], rows[2]["when_last_day"]) == (
        datetime.date(2025, 1, 1),
        datetime.date(2025, 12, 31),
    )


def test_comment_is_a_voice_of_its_own():
    (segment,) = records.segment_rows([Segment("comment", 0, len(TEXT))], BRIEF)
    claim = Claim("seeks", "ARM", "SCO", "member", (0, 5), "bid", "because")
    assert records.claim_rows([claim], [], BRIEF, [segment], NoSentences())[0]["voice"] == "comment"


def test_appearances_gather_what_a_brief_tells_of_an_entity():
    found = [
        Mention(
            0, 5, "person", "name", "person:aidar-bekov", name="Aidar Bekov", office="envoy", country="KAZ"
        ),
        Mention(
            9,
            15,
            "person",
            "anaphora",
            "person:aidar-bekov",
            name="Aidar Bekov",
            office="deputy envoy",
            country="KAZ",
        ),
        Mention(18, 28, "person", "anaphora", "person:aidar-bekov", office="deputy envoy"),
        Mention(18, 28, "state", "name", "KAZ"),
        Mention(0, 4, "date", "calendar", edtf="2025"),
    ]
    rows = records.appearance_rows(records.mention_rows(found, BRIEF), {"KAZ": "Kazakhstan"})
    Appearances.validate(frame(Appearances, rows), lazy=True)
    assert [
        (row["entity_id"], row["name"], row["office"], row["country"], row["mentions"]) for row in rows
    ] == [
        ("KAZ", "Kazakhstan", None, None, 1),
        ("person:aidar-bekov", "Aidar Bekov", "deputy envoy", "KAZ", 3),
    ]


@pytest.mark.parametrize(
    ("entity", "kind"), [("IRN", "state"), ("org:OPEC+", "organisation"), ("group:others", "group")]
)
def test_entity_ids_tell_their_kind(entity, kind):
    assert records.entity_kind(entity) == kind


@pytest.mark.parametrize("entity", ["Iran", "", "thing:x"])
def test_what_is_no_entity_id_raises(entity):
    with pytest.raises(ValueError, match="no entity id"):
        records.entity_kind(entity)
