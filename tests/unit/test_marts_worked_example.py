"""The worked example of docs/marts.md."""

from tests.unit.marts_corpus import brief, claim, timeline, warehouse


def test_ruritania_and_the_league():
    connection = warehouse(
        briefs=[
            brief("post", "2010-03-01", source="Morning Post"),
            brief("gazette", "2012-09-10", source="Gazette"),
            brief("joins", "2015-07-02", source="Gazette"),
            brief("letter", "2016-02-01", source="Letters"),
        ],
        claims=[
            claim("post", "holds", "RUR", "LGE", status="observer", when="2004/.."),
            claim("gazette", "holds", "RUR", "LGE", status="observer"),
            claim("joins", "admitted", "RUR", "LGE", when="2015-07-01"),
            claim("letter", "holds", "RUR", "LGE", status="observer", voice="comment"),
        ],
    )
    assert timeline(connection, "RUR", "LGE") == [
        ("observer", "2004", "2015-07-01"),
        ("member", "2015-07-01", None),
    ]
    assert connection.execute(
        "SELECT support, opposition, confidence FROM marts.membership_timeline ORDER BY interval_number"
    ).fetchall() == [(0.84, 0.0, 0.84), (0.6, 0.5, 0.441)]
    assert connection.execute("SELECT status FROM status_on(DATE '2015-07-15', 'LGE')").fetchall() == [
        ("member",)
    ]
    assert connection.execute(
        "SELECT status FROM status_on(DATE '2015-07-15', 'LGE', DATE '2015-07-01')"
    ).fetchall() == [("observer",)]
    assert connection.execute(
        "SELECT reason, left_says, left_strength, right_says, right_strength, better FROM marts.contradictions"
    ).fetchall() == [("status_differs", "status member", 31, "status observer", 21, "left")]
    recomputed = connection.execute("""
        SELECT round(1 - product(1 - weight), 4)
        FROM (SELECT origin, max(weight) AS weight FROM marts.reconciliation
              WHERE (subject, org, track, interval_number) = ('RUR', 'LGE', 'standing', 1) AND verdict <> 'outweighed' GROUP BY origin)
    """).fetchone()
    assert recomputed == (0.84,)


def test_a_doubtful_reading_weighs_less():
    """The same sentence, read with a confidence of a half, counts half in the confidence of its interval."""
    sure, doubtful = (
        warehouse(
            briefs=[brief("post", "2010-03-01")],
            claims=[claim("post", "holds", "RUR", "LGE", confidence_of_reading=confidence)],
        )
        .execute("SELECT confidence FROM marts.membership_timeline")
        .fetchone()
        for confidence in (1.0, 0.5)
    )
    assert (sure, doubtful) == ((0.6,), (0.3,))
