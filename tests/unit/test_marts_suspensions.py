"""Suspensions: they end with the membership, last while somebody confirms them, and are never passed over."""

from tests.unit.marts_corpus import brief, claim, history, state, timeline, warehouse


def on(connection, asked: str, subject: str = "NER") -> tuple:
    """(status, standing, suspended, possible) of the subject in ECOWAS on a day."""
    return connection.execute(
        "SELECT status, standing, suspended, possible FROM status_on(?::DATE, 'ECOWAS') WHERE subject = ?",
        [asked, subject],
    ).fetchone()


MEMBER = history("NER", "ECOWAS", "member", "member", "1975-05-28", "2025-01-29")


def test_leaving_ends_the_suspension():
    """The history knows of no lifting, only of the exit; and a brief's suspension goes the same way."""
    suspended = history("NER", "ECOWAS", "suspended", None, "2023-07-30")
    by_history = warehouse(membership_history=[MEMBER, suspended], states=[state("NER", "Niger")])
    by_brief = warehouse(
        briefs=[brief("coup", "2023-08-01")],
        claims=[claim("coup", "suspended", "NER", "ECOWAS", when="2023-07-30")],
        membership_history=[MEMBER],
    )
    for connection in (by_history, by_brief):
        assert on(connection, "2023-07-29") == ("member", "member", False, [])
        assert on(connection, "2024-06-01") == ("suspended", "member", True, [])
        assert on(connection, "2025-01-30") == ("none", "none", False, [])
        assert timeline(connection, "NER", "ECOWAS", "participation") == [
            ("suspended", "2023-07-30", "2025-01-29")
        ]


def test_a_suspension_of_unknown_end_lasts_as_long_as_a_source_confirms_it():
    connection = warehouse(
        membership_history=[
            MEMBER,
            history("NER", "ECOWAS", "suspended", None, "2023-07-30", "2024-02-24/..", ended=True),
        ]
    )
    assert on(connection, "2024-02-24") == ("suspended", "member", True, [])
    assert on(connection, "2024-02-25") == ("unknown", "member", None, ["suspended", "unknown"])
    assert on(connection, "2025-01-30") == ("none", "none", False, [])
    assert connection.execute(
        "SELECT subject, suspended FROM members_of('ECOWAS', DATE '2024-03-01')"
    ).fetchall() == [("NER", None)]


def test_a_day_on_which_it_may_be_suspended_is_no_day_of_full_membership():
    """The history gives the month alone: within it nobody knows."""
    connection = warehouse(
        membership_history=[MEMBER, history("NER", "ECOWAS", "suspended", None, "2023-07", "2023-11-10")]
    )
    assert on(connection, "2023-06-30") == ("member", "member", False, [])
    assert on(connection, "2023-07-15") == ("unknown", "member", None, ["suspended"])
    assert on(connection, "2023-08-01") == ("suspended", "member", True, [])
    assert on(connection, "2023-11-10") == ("member", "member", False, [])


def test_a_suspension_that_one_old_brief_tells_of_is_not_taken_to_last_for_ever():
    connection = warehouse(
        briefs=[brief("coup", "2012-07-01"), brief("later", "2024-01-01")],
        claims=[
            claim("coup", "holds", "PRY", "UNASUR", when="2011/.."),
            claim("coup", "suspended", "PRY", "UNASUR", when="2012-06-29"),
            claim("later", "seeks", "SUR", "UNASUR"),
        ],
    )
    asked = "SELECT status, suspended, possible FROM status_on(?::DATE, 'UNASUR') WHERE subject = 'PRY'"
    assert connection.execute(asked, ["2014-06-01"]).fetchone() == ("suspended", True, [])
    assert connection.execute(asked, ["2015-01-01"]).fetchone() == ("unknown", None, ["suspended"])
    assert connection.execute(
        "SELECT status, standing FROM marts.membership_status WHERE subject = 'PRY'"
    ).fetchone() == ("unknown", "member")


def test_who_declines_is_no_candidate_any_more():
    connection = warehouse(
        briefs=[brief("wire", "2022-06-01"), brief("letter", "2023-12-30")],
        claims=[
            claim("wire", "holds", "ARG", "BRICS", status="candidate"),
            claim("letter", "declines", "ARG", "BRICS", when="2023-12-29"),
        ],
    )
    assert timeline(connection, "ARG", "BRICS", "candidacy") == [("candidate", "../2022-06-01", "2023-12-29")]
