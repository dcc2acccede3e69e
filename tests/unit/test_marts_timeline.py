"""Timelines, statuses and what was known when, on small corpora with results worked out by hand."""

import datetime

import duckdb
import pytest

from pipeline import marts
from pipeline.errors import StatusquoError
from schemas.table import frame
from schemas.tables import MODELS
from tests.unit.marts_corpus import (
    brief,
    claim,
    day,
    history,
    insert,
    organisation,
    state,
    statement,
    term,
    timeline,
    warehouse,
)


def rows(connection, sql: str, *values) -> list[tuple]:
    return connection.execute(sql, list(values)).fetchall()


def test_a_bare_year_stays_a_year_and_agreement_narrows_it():
    """One brief says 2023, one says June 2023, a third was there on the 12th: the window is what all three
    allow."""
    connection = warehouse(
        briefs=[
            brief("yearbook", "2024-02-01"),
            brief("monthly", "2023-07-01"),
            brief("daily", "2023-06-12"),
        ],
        claims=[
            claim("yearbook", "admitted", "NPL", "SCO", when="2023"),
            claim("monthly", "admitted", "NPL", "SCO", when="2023-06"),
            claim("daily", "holds", "NPL", "SCO"),
        ],
    )
    assert timeline(connection, "NPL", "SCO") == [("member", "2023-06-01/2023-06-12", None)]
    only_year = warehouse(
        briefs=[brief("yearbook", "2024-02-01")],
        claims=[claim("yearbook", "holds", "NPL", "SCO", when="2023/..")],
    )
    assert timeline(only_year, "NPL", "SCO") == [("member", "2023", None)]
    assert rows(only_year, "SELECT from_precision, ongoing FROM marts.membership_timeline") == [
        ("year", True)
    ]


def test_a_weaker_voice_narrows_a_date_and_never_moves_it():
    """The paper says 2023, the minister July. With a paper that saw an observer in August, the minister is
    wrong."""
    papers = [brief("yearbook", "2024-02-01"), brief("minister", "2024-03-01"), brief("paper", "2023-08-20")]
    words = [statement("said", "minister", "Milan Novak")]
    year = claim("yearbook", "admitted", "NPL", "SCO", when="2023")
    july = claim("minister", "admitted", "NPL", "SCO", when="2023-07", said="said")
    august = claim("paper", "holds", "NPL", "SCO", status="observer")
    agreed = warehouse(briefs=papers, statements=words, claims=[year, july])
    assert timeline(agreed, "NPL", "SCO") == [("member", "2023-07", None)]
    contested = warehouse(briefs=papers, statements=words, claims=[year, july, august])
    assert timeline(contested, "NPL", "SCO")[-1] == ("member", "2023-08-20/2023-12-31", None)


def test_a_weaker_date_does_not_date_a_stronger_undated_telling():
    """The history has a member up to 2020. A paper tells in 2021 that it left; a speaker's 'left in 2011'
    does not date that."""
    connection = warehouse(
        briefs=[brief("exit", "2021-08-15"), brief("talk", "2014-08-15")],
        statements=[statement("said", "talk", "Milan Novak")],
        claims=[
            claim("exit", "withdrew", "NPL", "SCO"),
            claim("talk", "withdrew", "NPL", "SCO", when="2011", said="said"),
        ],
        membership_history=[
            history("NPL", "SCO", "member", "member", "2001"),
            history("LKA", "SCO", "member", "member", "2020-12-31"),
        ],
    )
    assert [status for status, _, _ in timeline(connection, "NPL", "SCO")] == ["member", "none"]
    assert rows(connection, "SELECT reason FROM marts.contradictions") == [("status_against_reference",)]


def test_silent_change_between_two_sightings():
    """Seen as an observer on one day and as a member on another: the change lies between the two, and nowhere
    else."""
    connection = warehouse(
        briefs=[brief("then", "2010-05-01"), brief("later", "2018-03-02")],
        claims=[
            claim("then", "holds", "NPL", "SCO", status="observer"),
            claim("later", "holds", "NPL", "SCO"),
        ],
    )
    assert timeline(connection, "NPL", "SCO") == [
        ("observer", "../2010-05-01", "2010-05-01/2018-03-02"),
        ("member", "2010-05-01/2018-03-02", None),
    ]
    assert rows(connection, "SELECT status, possible FROM status_on(DATE '2014-01-01', 'SCO')") == [
        ("unknown", ["member", "observer"])
    ]
    assert rows(connection, "SELECT status FROM status_on(DATE '2018-03-02', 'SCO')") == [("member",)]
    assert rows(connection, "SELECT status FROM status_on(DATE '2010-04-30', 'SCO')") == [("unknown",)]


def test_only_facts_change_a_status():
    """What is expected, hoped for, possible, conditional, or announced for a later day is the next step, not
    a status."""
    connection = warehouse(
        briefs=[brief("news", "2022-05-01")],
        claims=[
            claim("news", "holds", "NPL", "SCO", status="observer"),
            claim("news", "admitted", "NPL", "SCO", when="2023-01-01"),
            *(
                claim("news", "admitted", "NPL", "SCO", modality=modality, when="2022-04")
                for modality in ("expected", "hoped", "possible", "conditional")
            ),
        ],
    )
    assert timeline(connection, "NPL", "SCO") == [("observer", "../2022-05-01", None)]
    assert rows(
        connection,
        "SELECT status, bid_stage, next_step, next_step_modality, next_step_edtf FROM marts.membership_status",
    ) == [("observer", "mooted", "admitted", "asserted", "2023-01-01")]


def test_suspension_and_return_leave_the_standing_alone():
    connection = warehouse(
        briefs=[brief("old", "2010-01-01"), brief("coup", "2021-06-03"), brief("back", "2024-02-20")],
        claims=[
            claim("old", "holds", "MLI", "AU", when="2002/.."),
            claim("coup", "suspended", "MLI", "AU", when="2021-06-01"),
            claim("back", "reinstated", "MLI", "AU", when="2024-02"),
        ],
        states=[state("MLI", "Mali")],
    )
    assert timeline(connection, "MLI", "AU") == [("member", "2002", None)]
    assert timeline(connection, "MLI", "AU", "participation") == [
        ("suspended", "2021-06-01", "2024-02-01/2024-02-20")
    ]
    assert rows(connection, "SELECT subject_name, status, standing FROM marts.membership_status") == [
        ("Mali", "member", "member")
    ]
    assert rows(connection, "SELECT status, standing, suspended FROM status_on(DATE '2022-01-01', 'AU')") == [
        ("suspended", "member", True)
    ]
    assert rows(connection, "SELECT subject, suspended FROM members_of('AU', DATE '2022-01-01')") == [
        ("MLI", True)
    ]
    assert rows(connection, "SELECT status FROM status_on(DATE '2022-01-01', 'AU', DATE '2021-01-01')") == [
        ("member",)
    ]


def test_withdrawal_without_a_date_is_bounded_by_what_was_known_before_and_by_its_telling():
    connection = warehouse(
        briefs=[brief("old", "2016-01-10"), brief("exit", "2019-01-02"), brief("exit again", "2019-01-05")],
        claims=[
            claim("old", "holds", "QAT", "OPEC"),
            claim("exit", "withdrew", "QAT", "OPEC"),
            claim("exit again", "withdrew", "QAT", "OPEC", voice="comment"),
        ],
    )
    assert timeline(connection, "QAT", "OPEC") == [
        ("member", "../2016-01-10", "2016-01-10/2019-01-02"),
        ("none", "2016-01-10/2019-01-02", None),
    ]


def test_rejoining_opens_a_second_membership():
    connection = warehouse(
        briefs=[brief("digest", "2018-01-01")],
        claims=[
            claim("digest", "admitted", "MAR", "AU", when="1963"),
            claim("digest", "withdrew", "MAR", "AU", when="1984"),
            claim("digest", "admitted", "MAR", "AU", when="2017-01-30"),
        ],
    )
    assert timeline(connection, "MAR", "AU") == [
        ("member", "1963", "1984"),
        ("none", "1984", "2017-01-30"),
        ("member", "2017-01-30", None),
    ]


def test_weaker_sightings_do_not_flip_a_status_and_are_reported():
    """Two papers report membership; one talking head says otherwise, later. He is outweighed, and listed."""
    connection = warehouse(
        briefs=[brief("one", "2015-01-01"), brief("two", "2015-02-01"), brief("three", "2016-01-01")],
        statements=[statement("talk", "three", "Milan Novak")],
        claims=[
            claim("one", "holds", "NPL", "SCO"),
            claim("two", "holds", "NPL", "SCO"),
            claim("three", "holds", "NPL", "SCO", status="observer", said="talk"),
        ],
    )
    assert timeline(connection, "NPL", "SCO") == [("member", "../2015-01-01", None)]
    assert rows(
        connection,
        "SELECT reason, left_says, right_says, left_strength, right_strength, better FROM marts.contradictions",
    ) == [("status_differs", "status member", "status observer", 32, 11, "left")]
    # support 1 - 0.4 x 0.4 = 0.84; opposition 0.35; a year since the last confirmation (2015-02-01) but 31
    # days.
    support, opposition, confidence = rows(
        connection, "SELECT support, opposition, confidence FROM marts.membership_timeline"
    )[0]
    assert (support, opposition) == (0.84, 0.35)
    days = (datetime.date(2016, 1, 1) - datetime.date(2015, 2, 1)).days
    assert confidence == pytest.approx(0.84 * (1 - 0.35 / 2) * 0.5 ** (days / 7305), abs=5e-4)


def test_equally_strong_and_later_sightings_do():
    connection = warehouse(
        briefs=[brief("one", "2015-01-01"), brief("two", "2016-01-01")],
        claims=[
            claim("one", "holds", "NPL", "SCO", status="observer"),
            claim("two", "holds", "NPL", "SCO", status="partner"),
        ],
    )
    assert [status for status, _, _ in timeline(connection, "NPL", "SCO")] == ["observer", "partner"]


def test_an_act_is_not_undone_by_one_careless_sighting():
    """Told to have left on a day; a year later one paper of the same weight still calls it a member."""
    connection = warehouse(
        briefs=[brief("exit", "2020-02-01"), brief("careless", "2021-01-01")],
        claims=[
            claim("exit", "withdrew", "GBR", "EU", when="2020-01-31"),
            claim("careless", "holds", "GBR", "EU"),
        ],
    )
    assert timeline(connection, "GBR", "EU") == [("none", "2020-01-31", None)]


def test_an_act_within_a_stronger_span_is_misdated():
    """Two papers: a member ever since 1995. One comment: left in 2001."""
    connection = warehouse(
        briefs=[brief("one", "2015-01-01"), brief("two", "2015-06-01"), brief("odd", "2015-07-01")],
        claims=[
            claim("one", "holds", "NPL", "SCO", when="1995/.."),
            claim("two", "holds", "NPL", "SCO", when="1995/.."),
            claim("odd", "withdrew", "NPL", "SCO", when="2001", voice="comment"),
        ],
    )
    assert timeline(connection, "NPL", "SCO") == [("member", "1995", None)]
    assert rows(connection, "SELECT reason, left_says, right_says, better FROM marts.contradictions") == [
        ("act_excluded", "status member throughout", "status none from 2001", "left")
    ]


@pytest.mark.parametrize(
    ("basis", "papers", "ruling"),
    [("source", 2, "member"), ("tables", 2, "member"), ("memory", 1, "member"), ("memory", 2, "observer")],
)
def test_what_rests_on_memory_is_weaker_than_what_rests_on_a_source(basis, papers, ruling):
    """A row of the history says a member since 2000, papers of 2015 all say an observer since 2005."""
    names = [f"paper {number}" for number in range(papers)]
    connection = warehouse(
        membership_history=[
            history("NPL", "SCO", "member", "member", "2000", basis=basis),
            history("BTN", "EU", "member", "member", "2020"),
        ],
        briefs=[brief(name, "2015-01-01") for name in names],
        claims=[claim(name, "holds", "NPL", "SCO", status="observer", when="2005/..") for name in names],
    )
    assert timeline(connection, "NPL", "SCO")[-1][0] == ruling
    known = (
        "SELECT DISTINCT sources, weight FROM marts.membership_facts WHERE claim_id IS NULL AND org = 'SCO'"
    )
    assert rows(connection, known) == [(2, 0.8) if basis == "memory" else (3, 0.9)]


def test_denials_count_only_against_what_was_told_before():
    """'Not a member' says nothing against an observer, something where nothing else is told, and a lot
    against a member."""
    connection = warehouse(
        briefs=[brief("one", "2015-01-01"), brief("two", "2016-01-01")],
        claims=[
            claim("one", "holds", "NPL", "SCO", status="observer"),
            claim("two", "holds", "NPL", "SCO", polarity="negated"),
            claim("two", "holds", "LKA", "SCO", polarity="negated"),
            claim("one", "holds", "BTN", "SCO"),
            claim("two", "holds", "BTN", "SCO", polarity="negated"),
        ],
    )
    assert timeline(connection, "NPL", "SCO") == [("observer", "../2015-01-01", None)]
    assert timeline(connection, "LKA", "SCO") == [("none", "../2016-01-01", None)]
    assert timeline(connection, "BTN", "SCO") == [
        ("member", "../2015-01-01", "2015-01-01/2016-01-01"),
        ("none", "2015-01-01/2016-01-01", None),
    ]


def test_spans_end_where_they_are_said_to_end():
    connection = warehouse(
        briefs=[brief("digest", "2015-01-01")],
        claims=[
            claim("digest", "holds", "NPL", "SCO", status="observer", when="2001/2009"),
            claim("digest", "holds", "LKA", "SCO", when="../2008"),
        ],
    )
    assert timeline(connection, "NPL", "SCO") == [("observer", "2001", "2009"), ("none", "2009", None)]
    assert timeline(connection, "LKA", "SCO") == [("member", "../2008-01-01", "2008"), ("none", "2008", None)]


def test_candidacy_goes_along_with_a_standing_and_ends_with_admission():
    connection = warehouse(
        briefs=[brief("one", "2010-01-01"), brief("two", "2014-01-01")],
        claims=[
            claim("one", "holds", "HRV", "EU", status="associate", when="2001/.."),
            claim("one", "admitted", "HRV", "EU", status="candidate", when="2004-06-18"),
            claim("two", "admitted", "HRV", "EU", when="2013-07-01"),
        ],
    )
    assert timeline(connection, "HRV", "EU") == [
        ("associate", "2001", "2013-07-01"),
        ("member", "2013-07-01", None),
    ]
    assert timeline(connection, "HRV", "EU", "candidacy") == [("candidate", "2004-06-18", "2013-07-01")]
    assert rows(connection, "SELECT status, standing FROM status_on(DATE '2009-01-01', 'EU')") == [
        ("candidate", "associate")
    ]


def test_reference_history_is_evidence_of_its_own_kind():
    connection = warehouse(
        briefs=[brief("one", "2017-04-24")],
        claims=[claim("one", "holds", "IRN", "SCO", status="observer", when="2005/..")],
        membership_history=[
            history("IRN", "SCO", "observer", "observer", "2005", "2023-07-04"),
            history("IRN", "SCO", "member", "member", "2023-07-04"),
            history("LBY", "AU", "observer", "observer", None, "1999-05-03"),
            history("CAF", "AU", "member", "member", "1963"),
            history("CAF", "AU", "suspended", None, "2013-03", ended=True),
        ],
    )
    assert timeline(connection, "IRN", "SCO") == [
        ("observer", "2005", "2023-07-04"),
        ("member", "2023-07-04", None),
    ]
    assert rows(
        connection,
        "SELECT status, basis FROM marts.membership_timeline WHERE subject = 'IRN' ORDER BY interval_number",
    ) == [("observer", "both"), ("member", "reference")]
    assert timeline(connection, "CAF", "AU", "participation") == [
        ("suspended", "2013-03", "2013-04-01/.."),
        ("unknown", "2013-04-01/..", None),
    ]
    assert timeline(connection, "LBY", "AU") == [
        ("observer", "../1999-05-02", "1999-05-03"),
        ("none", "1999-05-03", None),
    ]
    # Known by 2017, the observer of 2005 goes on: the history of 2023 was not yet known.
    assert rows(
        connection, "SELECT status, since_edtf FROM status_on(DATE '2017-05-01', 'SCO', DATE '2017-05-01')"
    ) == [("observer", "2005")]
    assert rows(connection, "SELECT subject FROM members_of('SCO', DATE '2024-01-01')") == [("IRN",)]


def test_a_claim_against_the_reference_history_is_reported():
    connection = warehouse(
        briefs=[brief("one", "2020-04-24"), brief("two", "2020-04-25")],
        claims=[
            claim("one", "holds", "IND", "SCO", status="observer"),
            claim("two", "admitted", "IND", "SCO", when="2016"),
        ],
        membership_history=[history("IND", "SCO", "member", "member", "2017-06-09")],
    )
    assert timeline(connection, "IND", "SCO") == [("member", "2017-06-09", None)]
    assert sorted(
        rows(connection, "SELECT reason, better, len(left_reference_ids) FROM marts.contradictions")
    ) == [("date_against_reference", "left", 1), ("status_against_reference", "left", 1)]


def test_a_brief_that_tells_of_the_end_does_not_say_that_it_goes_on():
    """'It left on the 1st; it had belonged since 1967': a member until then, and no contradiction. A paper
    that calls it a member since 1967 on that day, and tells of no end, does contradict."""
    exit_note = [
        claim("exit", "withdrew", "ARE", "OPEC", when="2025-05-01"),
        claim("exit", "holds", "ARE", "OPEC", when="1967/.."),
    ]
    briefs = [brief("exit", "2025-05-02"), brief("almanac", "2025-05-02")]
    told = warehouse(briefs=briefs, claims=exit_note)
    assert timeline(told, "ARE", "OPEC") == [("member", "1967", "2025-05-01"), ("none", "2025-05-01", None)]
    assert rows(told, "SELECT count(*) FROM marts.contradictions") == [(0,)]
    denied = warehouse(
        briefs=briefs, claims=[exit_note[1], claim("exit", "holds", "ARE", "OPEC", polarity="negated")]
    )
    assert timeline(denied, "ARE", "OPEC") == [
        ("member", "1967", "1967-12-31/2025-05-02"),
        ("none", "1967-12-31/2025-05-02", None),
    ]
    contested = warehouse(
        briefs=briefs, claims=[*exit_note, claim("almanac", "holds", "ARE", "OPEC", when="1967/..")]
    )
    assert rows(contested, "SELECT count(*) FROM marts.contradictions") == [(1,)]


def test_a_lower_place_beside_the_day_of_admission_is_the_place_before():
    """'An observer, was admitted on the 9th' does not say that it still is an observer."""
    connection = warehouse(
        briefs=[brief("news", "2017-06-10")],
        claims=[
            claim("news", "holds", "IND", "SCO", status="observer"),
            claim("news", "admitted", "IND", "SCO", when="2017-06-09"),
        ],
    )
    assert timeline(connection, "IND", "SCO") == [
        ("observer", "../2017-06-08", "2017-06-09"),
        ("member", "2017-06-09", None),
    ]
    assert rows(connection, "SELECT count(*) FROM marts.contradictions") == [(0,)]


def test_an_admission_that_takes_effect_later_differs_in_its_date_alone():
    """Let in by the conference of 2011, a member by the history since 2012; the observer of before does not
    speak against it. One who came ten years early does not mean that. Who tells of it before 2012 contradicts
    nobody."""
    connection = warehouse(
        briefs=[brief("news", "2013-12-17"), brief("at once", "2011-12-17")],
        claims=[
            claim("news", "admitted", "RUS", "WTO", when="2011-12-16"),
            claim("news", "admitted", "KAZ", "WTO", when="2005-12-16"),
            claim("at once", "admitted", "WSM", "WTO", when="2011-12-17"),
            claim("at once", "admitted", "VUT", "WTO", when="2011-12-17"),
        ],
        membership_history=[
            history("RUS", "WTO", "observer", "observer", "1995-01-01", "2012-08-22"),
            history("RUS", "WTO", "member", "member", "2012-08-22"),
            history("KAZ", "WTO", "observer", "observer", "1995-01-01", "2015-11-30"),
            history("KAZ", "WTO", "member", "member", "2015-11-30"),
            history("WSM", "WTO", "observer", "observer", "1995-01-01", "2012-05-10"),
            history("WSM", "WTO", "member", "member", "2012-05-10"),
            history("VUT", "WTO", "member", "member", "2012-08-24"),
        ],
    )
    assert rows(
        connection, "SELECT subject, reason, left_says, right_says FROM marts.contradictions ORDER BY ALL"
    ) == [
        ("KAZ", "status_against_reference", "status observer throughout", "status member from 2005-12-16"),
        ("RUS", "date_against_reference", "member from 2012-08-22", "member from 2011-12-16"),
    ]


def test_contradictions_that_rest_on_one_doubtful_reading_come_last():
    """Two papers against the history come before a surer-looking single one that is doubtful; a status told
    for the day on which the history has another begin is likely that one, misnamed."""
    connection = warehouse(
        briefs=[brief(name, "2020-05-01") for name in ("one", "two", "three", "four")],
        claims=[
            claim("one", "holds", "NPL", "SCO", confidence_of_reading=0.7),
            claim("two", "holds", "NPL", "SCO", confidence_of_reading=0.7),
            claim("three", "holds", "LKA", "SCO", confidence_of_reading=0.6),
            claim("four", "admitted", "LAO", "SCO", when="2020-04-30", confidence_of_reading=0.9),
        ],
        membership_history=[
            *(history(one, "SCO", "observer", "observer", "2001", "2022") for one in ("NPL", "LKA")),
            history("LAO", "SCO", "partner", "partner", "2020-04-29"),
        ],
    )
    assert rows(connection, "SELECT place, subject, confidence FROM marts.contradictions ORDER BY place") == [
        (1, "NPL", 0.91),
        (2, "LKA", 0.6),
        (3, "LAO", 0.45),
    ]


def test_rows_of_the_reference_history_are_stages_and_contradict_no_one():
    connection = warehouse(
        membership_history=[
            history("IND", "ASEAN", "sectoral dialogue partner", "dialogue_partner", "1992-01", "1995-12"),
            history("IND", "ASEAN", "dialogue partner", "dialogue_partner", "1995-12"),
        ],
    )
    assert rows(connection, "SELECT count(*) FROM marts.contradictions") == [(0,)]


def test_retired_terms_pass_into_their_successors():
    """The organisation merged observers into partners on 1 September 2025; a brief that still says observer
    means partner."""
    connection = warehouse(
        briefs=[brief("old", "2012-01-01"), brief("new", "2025-12-01")],
        claims=[
            claim("old", "holds", "MNG", "SCO", status="observer", when="2004/.."),
            claim("new", "holds", "MNG", "SCO", status="observer"),
            claim("old", "holds", "AFG", "SCO", status="observer", when="2012/.."),
            claim("new", "holds", "AFG", "SCO", status="partner"),
        ],
        statuses=[
            term("SCO", "observer", "observer", "2004", "2025-09-01", "partner"),
            term("SCO", "observer state", "observer", "2004", "2025-09-01", "partner"),
            term("SCO", "partner", "partner", "2025-09-01"),
        ],
    )
    for subject, begun in (("MNG", "2004"), ("AFG", "2012-01-01")):
        assert timeline(connection, subject, "SCO") == [
            ("observer", begun if subject == "MNG" else "2012-01-01", "2025-09-01"),
            ("partner", "2025-09-01", None),
        ]
    assert rows(connection, "SELECT DISTINCT status, term FROM marts.membership_status") == [
        ("partner", "partner")
    ]
    assert rows(connection, "SELECT DISTINCT status FROM status_on(DATE '2025-08-31', 'SCO')") == [
        ("observer",)
    ]
    assert rows(
        connection, "SELECT DISTINCT status FROM status_on(DATE '2025-12-31', 'SCO', DATE '2025-08-01')"
    ) == [("observer",)]


def test_undated_briefs_are_the_weakest():
    """'Is an observer' in a brief without a date may be of any day before its ingestion: it does not beat a
    dated one."""
    connection = warehouse(
        briefs=[brief("dated", "2024-01-01"), brief("undated", None)],
        claims=[
            claim("dated", "holds", "IRN", "SCO"),
            claim("undated", "holds", "IRN", "SCO", status="observer"),
        ],
    )
    assert timeline(connection, "IRN", "SCO") == [("member", "../2024-01-01", None)]
    assert rows(connection, "SELECT voice_rank, known_on FROM marts.weighed_claims ORDER BY voice_rank") == [
        (0, day("2026-01-01")),
        (3, day("2024-01-01")),
    ]


def test_known_time_is_kept_apart_from_valid_time():
    """The admission of 2017 is told in a brief of 2019: on 2018-01-01 it had happened, and was not known."""
    connection = warehouse(
        briefs=[brief("early", "2016-01-01"), brief("late", "2019-01-01")],
        claims=[
            claim("early", "holds", "IND", "SCO", status="observer"),
            claim("late", "admitted", "IND", "SCO", when="2017-06-09"),
        ],
    )
    assert rows(connection, "SELECT status FROM status_on(DATE '2018-01-01', 'SCO')") == [("member",)]
    assert rows(connection, "SELECT status FROM status_on(DATE '2018-01-01', 'SCO', DATE '2018-01-01')") == [
        ("observer",)
    ]
    assert rows(
        connection, "SELECT count(*) FROM status_on(DATE '2018-01-01', 'SCO', DATE '2015-01-01')"
    ) == [(0,)]
    assert rows(
        connection, "SELECT status, known_since FROM marts.membership_timeline ORDER BY known_since"
    ) == [("observer", day("2016-01-01")), ("member", day("2019-01-01"))]


def test_copies_and_relays_count_once():
    connection = warehouse(
        briefs=[
            brief("wire", "2020-01-01", source="Azure Wire"),
            brief("copy", "2020-01-02", copy_of="wire"),
            brief("own", "2020-01-03"),
        ],
        statements=[
            statement("s1", "copy", "Petra Lind", via="Azure Wire"),
            statement("s2", "own", "Omar Haddad", via="Azure Wire"),
            statement("s3", "own", "Petra Lind"),
        ],
        outlets=[
            {"outlet_id": "outlet:azure-wire", "name": "Azure Wire", "aliases": "AW|Azure", "kind": "agency"}
        ],
        claims=[
            claim("wire", "admitted", "NPL", "SCO"),
            claim("copy", "admitted", "NPL", "SCO"),
            claim("copy", "admitted", "NPL", "SCO", said="s1"),
            claim("own", "admitted", "NPL", "SCO", said="s2"),
            claim("own", "admitted", "NPL", "SCO", said="s3"),
        ],
    )
    assert rows(connection, "SELECT DISTINCT origin FROM marts.weighed_claims ORDER BY origin") == [
        ("outlet:azure-wire",),
        ("person:petra-lind",),
    ]
    assert rows(connection, "SELECT briefs, sources, claims FROM marts.membership_events") == [(3, 2, 5)]


def test_the_organisations_own_word_weighs_like_news():
    connection = warehouse(
        briefs=[brief("one", "2020-01-01")],
        statements=[
            statement("secretary", "one", "Ines Roth", country="org:SCO"),
            statement("minister", "one", "Jan Maas", country="NPL"),
        ],
        claims=[
            claim("one", "holds", "NPL", "SCO", said="secretary"),
            claim("one", "holds", "NPL", "SCO", status="observer", said="minister"),
        ],
    )
    assert rows(connection, "SELECT status, voice_rank FROM marts.weighed_claims ORDER BY voice_rank") == [
        ("observer", 1),
        ("member", 3),
    ]


def test_pairs_without_a_told_status_are_unknown():
    connection = warehouse(
        briefs=[brief("one", "2020-01-01")],
        claims=[claim("one", "seeks", "NPL", "SCO")],
        membership_history=[history("LKA", "SCO", "applicant", None, "2019")],
        organisations=[organisation("SCO")],
    )
    assert rows(
        connection,
        "SELECT subject, status, basis, confidence, bid_stage FROM marts.membership_status ORDER BY subject",
    ) == [("LKA", "unknown", "reference", 0.0, "applied"), ("NPL", "unknown", "briefs", 0.0, "sought")]


@pytest.mark.parametrize("mart", marts.MARTS, ids=lambda mart: mart.name)
def test_a_mart_builds_from_what_it_says_that_it_needs(mart):
    """With no other table and no other macro in the database; of empty tables comes an empty mart."""
    connection = duckdb.connect(config={"threads": 1})
    for name in mart.needs:
        insert(connection, MODELS[name], frame(MODELS[name]))
    assert marts.build(mart.name, connection).height == 0


def test_unknown_mart_and_missing_sql_are_told_in_one_line(tmp_path):
    with pytest.raises(StatusquoError, match="no mart 'nothing'; there are horizon, reference_windows"):
        marts.mart("nothing")
    with pytest.raises(StatusquoError, match="no such SQL file"):
        marts.read_sql("marts", "positions", root=tmp_path)


def test_facts_are_numbered_by_organisation_and_id():
    """More rows than DuckDB takes in one piece; the claims of the two organisations come in turns."""
    connection = warehouse(
        briefs=[brief("gazette", "2024-02-01")],
        claims=[
            claim("gazette", "holds", f"{one}{other}{third}", org)
            for one in "ABCDEFGHIJKL"
            for other in "ABCDEFGHIJKL"
            for third in "ABCDEFGHIJKL"
            for org in ("SCO", "LGE")
        ],
    )
    facts = rows(connection, "SELECT org, fact_id, number FROM marts.membership_facts ORDER BY number")
    assert [number for *_, number in facts] == list(range(1, 2 * 12**3 + 1))
    assert [fact[:2] for fact in facts] == sorted(fact[:2] for fact in facts)
