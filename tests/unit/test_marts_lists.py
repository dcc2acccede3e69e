"""Complete lists: where silence means 'none', where it means nothing, and what becomes of briefs against
them."""

import pytest

from tests.unit.marts_corpus import (
    brief,
    claim,
    coverage,
    day,
    history,
    organisation,
    state,
    term,
    timeline,
    warehouse,
)

STATES = [state("NPL", "Nepal"), state("LKA", "Sri Lanka"), state("BTN", "Bhutan"), state("MDV", "Maldives")]
LEAGUE = {
    "states": STATES,
    "organisations": [organisation("LGE", founded_on="1990-03-01")],
    "statuses": [
        term("LGE", "member", "member"),
        term("LGE", "observer", "observer", "2004-01-01"),
    ],
    "membership_history": [
        history("NPL", "LGE", "member", "member", "1990-03-01"),
        history("LKA", "LGE", "member", "member", "1995-06-01", "2010-06-01"),
        history("BTN", "LGE", "observer", "observer", "2006-05-05"),
    ],
    "coverage": [coverage("LGE", "member", "1990-03-01")],
}


def statuses(connection, asked: str, *known_by: str) -> dict[str, tuple]:
    """Subject -> (status, possible, basis, silent) of the League on a day."""
    arguments = ", ".join(["?::DATE", "'LGE'", *("?::DATE" for _ in known_by)])
    found = connection.execute(
        f"SELECT subject, status, possible, basis, silent FROM status_on({arguments})", [asked, *known_by]
    ).fetchall()
    return {subject: tuple(rest) for subject, *rest in found}


def test_silence_is_none_in_a_complete_list_and_unknown_outside_it():
    connection = warehouse(**LEAGUE)
    # Nobody is an observer before there are observers: the list of members tells all.
    assert statuses(connection, "2000-01-01") == {
        "NPL": ("member", [], "reference", False),
        "LKA": ("member", [], "reference", False),
        "BTN": ("none", [], "list", True),
        "MDV": ("none", [], "list", True),
    }
    # From then on who is no member may be an observer that nobody has recorded.
    assert statuses(connection, "2005-01-01")["MDV"] == ("unknown", ["none", "observer"], None, True)
    assert statuses(connection, "2007-01-01")["BTN"] == ("observer", [], "reference", False)
    closed = warehouse(**LEAGUE | {"coverage": [coverage("LGE", "any", "1990-03-01", "2008-12-31")]})
    assert statuses(closed, "2005-01-01")["MDV"] == ("none", [], "list", True)
    assert statuses(closed, "2009-01-01")["MDV"] == ("unknown", ["member", "none", "observer"], None, True)
    # Who left is told to have left.
    assert statuses(closed, "2011-01-01")["LKA"] == ("none", [], "reference", False)


@pytest.mark.parametrize(("basis", "confidence"), [("source", 0.9), ("memory", 0.8)])
def test_silence_in_a_list_from_memory_says_less(basis, confidence):
    connection = warehouse(**LEAGUE | {"coverage": [coverage("LGE", "any", "1990-03-01", basis=basis)]})
    found = connection.execute(
        "SELECT confidence FROM status_on(DATE '2005-01-01', 'LGE') WHERE subject = 'MDV'"
    )
    assert found.fetchall() == [(confidence,)]


def test_an_organisation_has_no_members_before_its_foundation():
    connection = warehouse(**LEAGUE | {"coverage": []})
    assert {status for status, *_ in statuses(connection, "1989-12-31").values()} == {"none"}
    assert {status for status, *_ in statuses(connection, "1990-02-28").values()} == {"none"}
    assert statuses(connection, "1990-03-02")["MDV"][0] == "unknown"


def test_a_list_proves_nothing_of_days_after_the_day_by_which_it_was_known():
    connection = warehouse(**LEAGUE)
    assert statuses(connection, "2000-01-01", "2000-01-01")["MDV"][0] == "none"
    assert statuses(connection, "2000-01-02", "2000-01-01")["MDV"][0] == "unknown"


def test_a_brief_alone_makes_no_member_of_a_complete_list():
    """A misread brief makes the Maldives a member: no timeline, and a contradiction that names the list."""
    connection = warehouse(
        briefs=[brief("wire", "2004-03-30")],
        claims=[
            claim("wire", "holds", "MDV", "LGE", when="1998/.."),
            claim("wire", "holds", "NPL", "LGE"),
            claim("wire", "admitted", "BTN", "LGE", when="2004-03"),
        ],
        **LEAGUE,
    )
    assert timeline(connection, "MDV", "LGE") == timeline(connection, "BTN", "LGE")[:0] == []
    assert [status for status, _, _ in timeline(connection, "BTN", "LGE")] == ["observer"]
    assert statuses(connection, "2004-04-01")["MDV"][0] == "unknown"
    assert connection.execute(
        "SELECT subject, reason, left_says, right_says, better, left_reference_ids "
        "FROM marts.contradictions ORDER BY subject"
    ).fetchall() == [
        (
            subject,
            "status_against_list",
            "not in the complete list of members from 1990-03-01 on",
            "status member",
            "left",
            ["coverage|LGE|member|1990-03-01"],
        )
        for subject in ("BTN", "MDV")
    ]
    assert connection.execute(
        "SELECT DISTINCT verdict FROM marts.reconciliation WHERE subject = 'MDV'"
    ).fetchall() == [("unlisted",)]
    assert connection.execute(
        "SELECT reference_source FROM marts.contradictions_evidence WHERE subject = 'MDV' AND role = 'left'"
    ).fetchall() == [("a yearbook",)]


def test_an_admission_after_the_list_s_last_day_is_news():
    """The history speaks up to 2010: an admission of 2012 counts, a bare mention as a member does not."""
    connection = warehouse(
        briefs=[brief("joined", "2012-02-03"), brief("later", "2013-01-01")],
        claims=[
            claim("joined", "admitted", "MDV", "LGE", when="2012-02-01"),
            claim("later", "holds", "MDV", "LGE"),
            claim("later", "holds", "BTN", "LGE"),
        ],
        **LEAGUE,
    )
    assert timeline(connection, "MDV", "LGE") == [("member", "2012-02-01", None)]
    assert timeline(connection, "BTN", "LGE") == [("observer", "2006-05-05", None)]


def test_a_wrong_date_is_not_a_wrong_status():
    """The brief dates Sri Lanka's admission a year too early: the dates differ, not the status."""
    connection = warehouse(
        briefs=[brief("digest", "1999-01-01")],
        claims=[claim("digest", "admitted", "LKA", "LGE", when="1994-06-01")],
        **LEAGUE,
    )
    assert connection.execute("SELECT reason FROM marts.contradictions").fetchall() == [
        ("date_against_reference",)
    ]


def test_a_past_membership_told_after_its_end_is_right():
    """'Had belonged since 1995', told after the exit: right of the past, and no news of a return."""
    connection = warehouse(
        briefs=[brief("exit", "2010-06-02")],
        claims=[claim("exit", "holds", "LKA", "LGE", when="1995/..")],
        **LEAGUE,
    )
    assert timeline(connection, "LKA", "LGE") == [
        ("member", "1995-06-01", "2010-06-01"),
        ("none", "2010-06-01", None),
    ]
    assert connection.execute(
        "SELECT count(*) FROM marts.contradictions WHERE reason = 'status_against_list'"
    ).fetchone() == (0,)


def test_who_is_not_in_the_list_of_members_cannot_be_suspended():
    connection = warehouse(
        briefs=[brief("wire", "2004-03-30")],
        claims=[claim("wire", "suspended", "MDV", "LGE", when="2003")],
        **LEAGUE,
    )
    assert timeline(connection, "MDV", "LGE", "participation") == []


def test_the_present_status_follows_the_lists():
    """A state that only wishes to join is no member where the list is complete, and unknown where it is
    not."""
    wishes = {
        "briefs": [brief("wish", "2003-01-01")],
        "claims": [claim("wish", "seeks", "MDV", "LGE")],
    }
    complete = warehouse(**wishes, **LEAGUE | {"coverage": [coverage("LGE", "any", "1990-03-01")]})
    found = (
        "SELECT status, basis, reference_ids, confidence > 0.8, last_confirmed_on "
        "FROM marts.membership_status WHERE subject = 'MDV'"
    )
    assert complete.execute(found).fetchall() == [
        ("none", "list", ["coverage|LGE|any|1990-03-01"], True, day("2010-06-01"))
    ]
    open_list = warehouse(**wishes, **LEAGUE)
    assert open_list.execute(found).fetchall() == [("unknown", "briefs", [], False, None)]


@pytest.mark.parametrize(("term_of_row", "status", "ends"), [
    ("invitee", None, "none"), ("candidate", "candidate", "none"),
])  # fmt: skip
def test_a_bid_that_came_to_nothing_ends_the_candidacy(term_of_row, status, ends):
    """Called a candidate in 2022; the history has the bid end in 2023, and nothing after it."""
    connection = warehouse(
        briefs=[brief("wire", "2022-06-01")],
        claims=[claim("wire", "holds", "MDV", "LGE", status="candidate")],
        **LEAGUE
        | {
            "membership_history": [
                history("NPL", "LGE", "member", "member", "1990-03-01"),
                history("MDV", "LGE", term_of_row, status, "2022-01-01", "2023-12-10"),
            ],
            "coverage": [coverage("LGE", "any", "1990-03-01")],
        },
    )
    assert statuses(connection, "2024-01-01")["MDV"][0] == ends
    assert statuses(connection, "2023-01-01")["MDV"][0] == ("candidate" if status else "none")


def test_a_seat_set_beforehand_is_no_news_of_the_day_on_which_it_ends():
    council = LEAGUE | {
        "membership_history": [
            *LEAGUE["membership_history"],
            history("MDV", "CNL", "member", "member", "2020-01-01", "2023-01-01"),
        ],
        "organisations": [*LEAGUE["organisations"], organisation("CNL")],
        "coverage": [*LEAGUE["coverage"], coverage("CNL", "any", "2018-01-01", "2022-12-31")],
        "briefs": [brief("news", "2021-05-02")],
        "claims": [claim("news", "admitted", "BTN", "LGE", when="2021-05-01")],
    }
    connection = warehouse(**council)
    assert connection.execute("SELECT history_horizon(), corpus_now()").fetchone() == (
        day("2020-01-01"),
        day("2021-05-02"),
    )
    # The list of the League speaks up to 2020: an admission told of a later day stands.
    assert statuses(connection, "2021-06-01")["BTN"][0] == "member"
