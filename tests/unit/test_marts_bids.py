"""Events, positions and bids on small corpora with results worked out by hand."""

import pytest

from tests.unit.marts_corpus import (
    brief,
    claim,
    day,
    history,
    organisation,
    state,
    statement,
    timeline,
    warehouse,
)


def rows(connection, sql: str) -> list[tuple]:
    return connection.execute(sql).fetchall()


def test_claims_of_one_event_are_joined_across_wordings():
    """2016, June 2016 and an undated telling are one deferral; that of 2012 is another; 'some time in 2010 to
    2020' may be either."""
    connection = warehouse(
        briefs=[
            brief("a", "2017-01-01"),
            brief("b", "2016-06-30"),
            brief("c", "2013-01-01"),
            brief("d", "2021-01-01"),
        ],
        claims=[
            claim("a", "deferred", "IRN", "SCO", when="2016"),
            claim("b", "deferred", "IRN", "SCO", when="2016-06"),
            claim("c", "deferred", "IRN", "SCO", when="2012-06-07"),
            claim("d", "deferred", "IRN", "SCO", when="2010/2020"),
            claim("c", "applied", "IRN", "SCO"),
            claim("a", "applied", "IRN", "SCO", when="2008-03"),
            claim("c", "applied", "IRN", "SCO", voice="comment"),
        ],
    )
    assert rows(
        connection,
        """
        SELECT predicate, happened_edtf, ambiguous, briefs, sources, claims, first_told_on FROM marts.membership_events
        ORDER BY predicate, ambiguous, happened_first
    """,
    ) == [
        ("applied", "2008-03", False, 2, 2, 3, day("2013-01-01")),
        ("deferred", "2012-06-07", False, 1, 1, 1, day("2013-01-01")),
        ("deferred", "2016-06", False, 2, 2, 2, day("2016-06-30")),
        ("deferred", "2010-01-01/2020-12-31", True, 1, 1, 1, day("2021-01-01")),
    ]


def test_undated_events_are_bounded_by_their_first_telling():
    connection = warehouse(
        briefs=[brief("a", "2017-01-05"), brief("b", "2018-01-05")],
        claims=[
            claim("a", "signed", "IRN", "SCO"),
            claim("b", "signed", "IRN", "SCO"),
            claim("b", "signed", "IRN", "SCO", polarity="negated"),
        ],
    )
    assert rows(
        connection, "SELECT happened_edtf, precision, briefs, denied_by FROM marts.membership_events"
    ) == [("../2017-01-05", "before", 2, 1)]


def test_the_latest_stance_wins_and_one_in_own_words_is_shown_beside():
    """Tajikistan's minister backs the bid; two months later somebody else says that Tajikistan opposes it."""
    connection = warehouse(
        states=[state("TJK", "Tajikistan")],
        briefs=[brief("a", "2017-01-05"), brief("b", "2017-03-05")],
        statements=[
            statement("own", "a", "Rustam Aliev", country="TJK"),
            statement("hearsay", "b", "Vera Orlova", country="RUS"),
        ],
        claims=[
            claim("a", "supports", "IRN", "SCO", actor="TJK", said="own"),
            claim("b", "opposes", "IRN", "SCO", actor="TJK", said="hearsay"),
        ],
    )
    assert rows(
        connection,
        "SELECT actor_name, stance, own_words, own_stance, own_stance_on, contested, changes, history "
        "FROM marts.positions",
    ) == [
        (
            "Tajikistan",
            "opposes",
            False,
            "supports",
            day("2017-01-05"),
            True,
            1,
            ["2017-01-05 supports", "2017-03-05 opposes"],
        )
    ]


def test_a_stance_of_an_undated_past_is_no_news():
    """'Tajikistan, which had long blocked the bid, dropped its objection in 2021': one sentence, no
    contradiction."""
    past = {"evidence": "Tajikistan, which had long blocked the bid"}
    connection = warehouse(
        briefs=[brief("a", "2023-07-05"), brief("b", "2023-07-06")],
        organisations=[organisation("SCO")],
        claims=[
            claim("a", "seeks", "IRN", "SCO"),
            claim("a", "opposes", "IRN", "SCO", actor="TJK") | past,
            claim("a", "opposes", "IRN", "SCO", actor="TJK", polarity="negated", when="2021"),
            claim("b", "opposes", "IRN", "SCO", actor="UZB") | past,
        ],
    )
    assert rows(connection, "SELECT actor, stance, past, history FROM marts.positions ORDER BY actor") == [
        ("TJK", "does_not_oppose", False, ["../2023-07-05 opposes", "2021-12-31 does_not_oppose"]),
        ("UZB", "opposes", True, ["../2023-07-06 opposes"]),
    ]
    assert rows(connection, "SELECT opponents, no_objection, blocked FROM marts.bids") == [
        ([], ["TJK"], False)
    ]
    assert rows(connection, "SELECT count(*) FROM marts.contradictions") == [(0,)]


def test_what_was_dropped_on_a_day_is_over_though_the_sentence_dates_it_not():
    """'Palau wanted the reef mapped first, but no longer opposed it last year': the condition came before.
    Of Tonga another sentence sets one now."""
    connection = warehouse(
        briefs=[brief("a", "2023-07-05")],
        claims=[
            claim("a", "conditional", "NRU", "PIF", actor="PLW"),
            claim("a", "opposes", "NRU", "PIF", actor="PLW", polarity="negated", when="2022")
            | {"evidence_end": 40},
            claim("a", "conditional", "NRU", "PIF", actor="TON") | {"sentence": "another"},
            claim("a", "opposes", "NRU", "PIF", actor="TON", polarity="negated", when="2022")
            | {"evidence_end": 40},
        ],
    )
    assert rows(connection, "SELECT actor, stance, history FROM marts.positions ORDER BY actor") == [
        ("PLW", "does_not_oppose", ["../2023-07-05 conditional", "2022-12-31 does_not_oppose"]),
        ("TON", "conditional", ["2022-12-31 does_not_oppose", "2023-07-05 conditional"]),
    ]


def test_what_a_brief_without_a_date_tells_has_no_day():
    """The day of ingestion is not that of a stance, a step or a bid, nor does it come after a dated one;
    where the words have a day, that is known."""
    connection = warehouse(
        briefs=[brief("a", None), brief("b", "2025-03-05")],
        claims=[
            claim("a", "applied", "NRU", "PIF"),
            claim("a", "supports", "NRU", "PIF", actor="PLW"),
            claim("a", "opposes", "NRU", "PIF", actor="TON"),
            claim("a", "opposes", "NRU", "PIF", actor="FJI", when="2024-05-01"),
            claim("b", "opposes", "NRU", "PIF", actor="PLW"),
            claim("b", "supports", "TUV", "PIF", actor="PLW"),
            claim("b", "applied", "TUV", "PIF", polarity="negated"),
        ],
    )
    assert rows(
        connection,
        "SELECT actor, subject, stance, stance_since, stance_on, history FROM marts.positions ORDER BY ALL",
    ) == [
        ("FJI", "NRU", "opposes", day("2024-05-01"), day("2024-05-01"), ["2024-05-01 opposes"]),
        (
            "PLW",
            "NRU",
            "opposes",
            day("2025-03-05"),
            day("2025-03-05"),
            ["../2026-01-01 supports", "2025-03-05 opposes"],
        ),
        ("PLW", "TUV", "supports", day("2025-03-05"), day("2025-03-05"), ["2025-03-05 supports"]),
        ("TON", "NRU", "opposes", None, None, ["../2026-01-01 opposes"]),
    ]
    assert rows(connection, "SELECT subject, stage, stage_last, opened_on FROM marts.bids ORDER BY ALL") == [
        ("NRU", "applied", None, day("2024-05-01")),
        ("TUV", "mooted", day("2025-03-05"), day("2025-03-05")),
    ]
    assert rows(connection, "SELECT count(*) FROM marts.contradictions") == [(0,)]


def test_a_stance_on_the_wish_of_years_ago_is_none_on_the_application():
    """Tonga objected in 2008, Palau half a year before Nauru applied in 2022; Fiji still insists on a reef. Nor
    is what was put off in 2008."""
    connection = warehouse(
        organisations=[organisation("PIF")],
        briefs=[brief("a", "2008-04-04"), brief("b", "2022-03-04"), brief("c", "2022-12-01")],
        claims=[
            claim("a", "opposes", "NRU", "PIF", actor="TON"),
            claim("a", "deferred", "KIR", "PIF"),
            claim("c", "applied", "KIR", "PIF", when="2022-09-30"),
            claim("b", "opposes", "NRU", "PIF", actor="PLW"),
            claim("c", "applied", "NRU", "PIF", when="2022-09-30"),
            claim("c", "conditional", "NRU", "PIF", actor="FJI")
            | {"evidence": "Fiji had doubts and still insists"},
        ],
    )
    assert rows(connection, "SELECT opponents, conditional, obstacle FROM marts.bids ORDER BY subject") == [
        ([], [], "no objection is told of"),
        (["PLW"], ["FJI"], "blocked under consensus by PLW"),
    ]


def test_what_is_denied_opens_no_bid():
    """Of Tonga it is told that it has not applied, and a year later that it has."""
    connection = warehouse(
        briefs=[brief("a", "2024-03-05"), brief("b", "2025-03-05")],
        claims=[
            claim("a", "applied", "TON", "LGE", polarity="negated"),
            claim("a", "applied", "FJI", "LGE", polarity="negated"),
            claim("b", "applied", "TON", "LGE", when="2025-02"),
        ],
    )
    assert rows(connection, "SELECT subject, opened_on FROM marts.bids") == [("TON", day("2025-02-28"))]


def test_a_bid_shelved_until_a_day_to_come_stays_open():
    """'Shelved its talks until the end of 2028' is a pause; who gave up in 2024, or this year, has no bid."""
    connection = warehouse(
        briefs=[brief("a", "2026-02-18")],
        claims=[
            claim("a", "holds", "GEO", "LGE", status="candidate", when="2023-12/.."),
            claim("a", "started", "GEO", "LGE", when="2024-02"),
            claim("a", "declines", "GEO", "LGE", when="../2028-12"),
            claim("a", "applied", "ISL", "LGE", when="2009"),
            claim("a", "declines", "ISL", "LGE", when="2024"),
            claim("a", "applied", "FJI", "LGE", when="2009"),
            claim("a", "declines", "FJI", "LGE", when="2026"),
            claim("a", "applied", "TON", "LGE", when="2009"),
            claim("a", "declines", "TON", "LGE", when="2026-01"),
        ],
    )
    assert rows(connection, "SELECT subject, stage FROM marts.bids") == [("GEO", "started")]
    assert timeline(connection, "GEO", "LGE", "candidacy") == [("candidate", "2023-12", None)]


def test_what_nobody_dates_ends_no_dated_bid():
    """A rejection in a brief without a day leaves a dated application open; alone with the bid it ends it."""
    connection = warehouse(
        briefs=[brief("a", None), brief("b", "2025-03-01")],
        claims=[
            claim("a", "rejected", "TON", "LGE"),
            claim("b", "applied", "TON", "LGE", when="2025-02"),
            claim("a", "applied", "FJI", "LGE"),
            claim("a", "rejected", "FJI", "LGE"),
        ],
    )
    assert rows(connection, "SELECT subject FROM marts.bids") == [("TON",)]


def test_an_objection_before_a_step_that_needed_consent_was_overcome():
    """Israel objected in January, the council opened talks in February: only who objects since then
    blocks."""
    told = [
        claim("a", "opposes", "IDN", "OECD", actor="ISR"),
        claim("b", "started", "IDN", "OECD", when="2024-02-20"),
        *(claim("a", "holds", member, "OECD") for member in ("ISR", "CHL", "JPN")),
    ]
    briefs = [brief("a", "2024-01-10"), brief("b", "2024-02-21"), brief("c", "2024-03-01")]
    league = [organisation("OECD", "unanimity")]
    found = "SELECT blocked, blocked_by, blocked_under, overcome FROM marts.bids"
    assert rows(warehouse(briefs=briefs, organisations=league, claims=told), found) == [
        (False, [], None, ["ISR"])
    ]
    again = [*told, claim("c", "opposes", "IDN", "OECD", actor="CHL")]
    assert rows(warehouse(briefs=briefs, organisations=league, claims=again), found) == [
        (True, ["CHL"], "unanimity", ["ISR"])
    ]


def test_own_words_of_years_ago_do_not():
    connection = warehouse(
        briefs=[brief("a", "2014-01-05"), brief("b", "2017-03-05")],
        statements=[statement("own", "a", "Rustam Aliev", country="TJK")],
        claims=[
            claim("a", "supports", "IRN", "SCO", actor="TJK", said="own"),
            claim("b", "opposes", "IRN", "SCO", actor="TJK", when="2016/.."),
        ],
    )
    assert rows(connection, "SELECT stance, own_words, contested, stance_since FROM marts.positions") == [
        ("opposes", False, False, day("2017-03-05"))
    ]


def test_stances_of_one_month_that_exclude_each_other_are_contradictions():
    connection = warehouse(
        briefs=[brief("a", "2017-01-05"), brief("b", "2017-01-25"), brief("c", "2017-06-01")],
        claims=[
            claim("a", "supports", "IRN", "SCO", actor="TJK"),
            claim("b", "opposes", "IRN", "SCO", actor="TJK", voice="comment"),
            claim("c", "opposes", "IRN", "SCO", actor="TJK"),
        ],
    )
    assert rows(
        connection, "SELECT reason, actor, left_says, right_says, better FROM marts.contradictions"
    ) == [("stance_differs", "TJK", "supports on 2017-01-05", "opposes on 2017-01-25", "left")]


@pytest.mark.parametrize(
    ("rule", "opponents", "blocked"),
    [
        ("consensus", ["CHN"], True),
        ("consensus", ["some members"], True),
        ("consensus", ["USA"], False),
        ("two_thirds", ["CHN"], False),
        ("two_thirds", ["USA"], False),
        ("two_thirds", ["some members"], None),
        ("unknown", ["CHN"], None),
        ("unknown", ["USA"], False),
        ("council_then_assembly", ["CHN", "KAZ"], None),
        ("two_thirds", ["CHN", "KAZ"], True),
        ("majority", ["CHN"], False),
        ("majority", ["CHN", "KAZ"], True),
        ("open", ["CHN", "KAZ"], False),
    ],
)
def test_what_blocks_a_bid_depends_on_the_decision_rule(rule, opponents, blocked):
    """Four members; a state outside has no vote."""
    connection = warehouse(
        briefs=[brief("a", "2017-01-05")],
        organisations=[organisation("SCO", rule)],
        claims=[
            claim("a", "seeks", "IRN", "SCO"),
            *(claim("a", "holds", member, "SCO") for member in ("CHN", "KAZ", "RUS", "UZB")),
            *(claim("a", "opposes", "IRN", "SCO", actor=actor) for actor in opponents),
        ],
    )
    found = rows(connection, "SELECT blocked, blocked_by, members, len(members_not_heard) FROM marts.bids")
    heard = len({"CHN", "KAZ"} & set(opponents))
    assert found == [(blocked, sorted(opponents) if blocked else [], 4, 4 - heard)]


MEMBERS = ("CHN", "FRA", "KAZ", "RUS", "UZB")


def voting(org: str, **values: str) -> dict:
    """A row of reference.voting."""
    return {"org": org, "source": "a charter"} | values


@pytest.mark.parametrize(
    ("rule", "how", "opponents", "under", "obstacle"),
    [
        ("council_then_assembly", {"veto_holders": "CHN|FRA"}, ["CHN"], "veto", "blocked by the veto of CHN"),
        (
            "council_then_assembly",
            {"veto_holders": "CHN|FRA"},
            ["KAZ", "UZB"],
            None,
            "opposed by KAZ, UZB, not known to suffice under council then assembly",
        ),
        ("three_quarters", {"veto_holders": "CHN"}, ["CHN"], "veto", "blocked by the veto of CHN"),
        (
            "three_quarters",
            {"veto_holders": "CHN"},
            ["KAZ"],
            None,
            "opposed by KAZ, which does not suffice: 2 of 5 stop it under three quarters",
        ),
        (
            "majority",
            {"votes": "capital"},
            ["CHN", "FRA", "KAZ", "RUS"],
            None,
            "opposed by CHN, FRA, KAZ, RUS, not known to suffice: votes are weighed by capital",
        ),
        (
            "two_thirds",
            {"practice": "consensus"},
            ["KAZ"],
            "consensus",
            "blocked under consensus in practice by KAZ",
        ),
        (
            "three_quarters",
            {},
            ["some members"],
            None,
            "opposed by some members, not known to suffice: 2 of 5 stop it under three quarters",
        ),
        ("majority", {"votes": "capital"}, ["USA"], None, "opposed by USA, which has no vote"),
        (
            "unknown",
            {},
            ["KAZ"],
            None,
            "opposed by KAZ, not known to suffice: the decision rule is not known",
        ),
    ],
)
def test_who_can_stop_a_bid_and_by_what(rule, how, opponents, under, obstacle):
    connection = warehouse(
        briefs=[brief("a", "2017-01-05")],
        organisations=[organisation("SCO", rule)],
        voting=[voting("SCO", **how)] if how else [],
        claims=[
            claim("a", "seeks", "IRN", "SCO"),
            *(claim("a", "holds", member, "SCO") for member in MEMBERS),
            *(claim("a", "opposes", "IRN", "SCO", actor=actor) for actor in opponents),
        ],
    )
    ((blocked, blocked_under, told),) = rows(
        connection, "SELECT blocked, blocked_under, obstacle FROM marts.bids"
    )
    assert (blocked_under, told.split(";")[0]) == (under, obstacle)
    assert blocked == (None if "not known to suffice" in obstacle else under is not None)


def test_the_members_of_another_organisation_may_decide():
    """The council is elected by the assembly; the area by those of the union that are in the area."""
    connection = warehouse(
        briefs=[brief("a", "2017-01-05")],
        organisations=[
            organisation("UN", "majority"),
            organisation("UNHRC", "majority"),
            organisation("SCHENGEN", "unanimity"),
        ],
        voting=[voting("UNHRC", electorate="UN"), voting("SCHENGEN", electorate="SCHENGEN&UN")],
        claims=[
            claim("a", "seeks", "IRN", "UNHRC"),
            claim("a", "seeks", "IRN", "SCHENGEN"),
            *(claim("a", "holds", member, "UN") for member in MEMBERS),
            *(claim("a", "holds", member, "SCHENGEN") for member in ("CHN", "CHE")),
            claim("a", "opposes", "IRN", "SCHENGEN", actor="CHE"),
        ],
    )
    assert rows(
        connection, "SELECT org, members, blocked, members_not_heard FROM marts.bids ORDER BY org"
    ) == [
        ("SCHENGEN", 1, False, ["CHN"]),
        ("UNHRC", 5, False, list(MEMBERS)),
    ]


def test_an_invitation_to_be_a_partner_is_a_bid_for_partnership():
    connection = warehouse(
        membership_history=[
            history("TUR", "BRICS", "invitee as partner", None, "2024-10"),
            history("SAU", "BRICS", "invitee", None, "2023-08-24"),
            history("CHN", "BRICS", "member", "member", "2009-06-16"),
        ]
    )
    assert rows(connection, "SELECT subject, status, stage FROM marts.bids ORDER BY subject") == [
        ("SAU", "member", "invited"),
        ("TUR", "partner", "invited"),
    ]


def test_a_veto_blocks_and_a_rejection_by_all_closes():
    connection = warehouse(
        briefs=[brief("a", "2020-12-01"), brief("b", "2021-01-05")],
        organisations=[organisation("EU", "unanimity")],
        claims=[
            claim("a", "applied", "MKD", "EU", when="2004-03-22"),
            claim("a", "rejected", "MKD", "EU", actor="BGR", when="2020-11-17"),
            claim("a", "holds", "BGR", "EU"),
            claim("a", "applied", "MAR", "EU", when="1987-07-20"),
            claim("a", "rejected", "MAR", "EU", when="1987-10"),
            claim("b", "applied", "ISL", "EU", when="2009-07-16"),
            claim("b", "declines", "ISL", "EU", when="2015-03-12"),
        ],
    )
    assert rows(connection, "SELECT subject, stage, blocked, blocked_by, last_outcome FROM marts.bids") == [
        ("MKD", "applied", True, ["BGR"], "rejected")
    ]


def test_a_bid_after_a_rejection_is_a_second_try_and_admission_closes_it():
    briefs = [brief("a", "1970-01-01"), brief("b", "1973-02-01")]
    claims = [
        claim("a", "applied", "GBR", "EU", when="1961-08-09"),
        claim("a", "rejected", "GBR", "EU", when="1963-01-14"),
        claim("a", "applied", "GBR", "EU", when="1967-05-11"),
        claim("a", "supports", "GBR", "EU", actor="DEU", when="1961"),
    ]
    connection = warehouse(briefs=briefs, claims=claims)
    assert rows(
        connection, "SELECT round, stage, edtf_of(stage_first, stage_last), last_outcome FROM marts.bids"
    ) == [(2, "applied", "1967-05-11", "applied")]
    admitted = warehouse(
        briefs=briefs, claims=[*claims, claim("b", "admitted", "GBR", "EU", when="1973-01-01")]
    )
    assert rows(admitted, "SELECT count(*) FROM marts.bids") == [(0,)]


def test_an_undated_step_came_before_the_further_steps_that_its_brief_dates():
    """'Applied, was made a candidate, and opened talks in June 2024' is no news of the day of publication;
    of one day the furthest step is what the night taught."""
    connection = warehouse(
        briefs=[brief("a", "2025-02-18")],
        claims=[
            claim("a", "admitted", "UKR", "EU", status="candidate"),
            claim("a", "started", "UKR", "EU", when="2024-06"),
            claim("a", "ratified", "SOM", "EAC"),
            claim("a", "admitted", "SOM", "EAC", when="2025-02-18"),
        ],
    )
    assert rows(connection, "SELECT subject, last_outcome, last_outcome_last FROM marts.bids") == [
        ("UKR", "started", day("2024-06-30"))
    ]
    assert timeline(connection, "UKR", "EU", "candidacy") == [("candidate", "../2024-06-30", None)]
    assert rows(
        connection, "SELECT subject, after FROM marts.changes WHERE kind = 'bid' ORDER BY subject"
    ) == [
        ("SOM", "admitted"),
        ("UKR", "started"),
    ]


def test_the_reference_history_tells_of_bids():
    connection = warehouse(
        briefs=[brief("a", "2024-01-05")],
        claims=[claim("a", "started", "UKR", "EU", modality="expected", when="2024-06")],
        membership_history=[
            history("UKR", "EU", "applicant", None, "2022-02-28", "2022-06-23"),
            history("UKR", "EU", "candidate", "candidate", "2022-06-23"),
        ],
    )
    assert rows(
        connection, "SELECT stage, basis, next_step, next_step_edtf, next_step_overdue FROM marts.bids"
    ) == [("candidate", "both", "started", "2024-06", False)]
    assert rows(connection, "SELECT status, bid_status, bid_stage FROM marts.membership_status") == [
        ("candidate", "member", "candidate")
    ]


def test_changes_name_night_before_after_and_claims():
    connection = warehouse(
        briefs=[
            brief("a", "2022-01-05", ingested_on="2022-01-06"),
            brief("b", "2023-07-05", ingested_on="2023-07-06"),
            brief("old", "2010-01-01", ingested_on="2023-07-07"),
        ],
        claims=[
            claim("a", "holds", "IRN", "SCO", status="observer", ingested_on="2022-01-06"),
            claim("b", "admitted", "IRN", "SCO", when="2023-07-04", ingested_on="2023-07-06"),
            claim("old", "holds", "IRN", "SCO", status="observer", ingested_on="2023-07-07"),
        ],
    )
    assert rows(
        connection,
        "SELECT ingested_on, before, after, len(claim_ids) FROM marts.changes WHERE kind = 'status' ORDER BY ingested_on",
    ) == [(day("2022-01-06"), None, "observer", 1), (day("2023-07-06"), "observer", "member", 1)]


def test_evidence_of_any_row_in_one_join():
    connection = warehouse(
        briefs=[brief("a", "2022-01-05", source="Harbour News")],
        statements=[statement("own", "a", "Rustam Aliev", country="TJK")],
        claims=[
            claim("a", "holds", "IRN", "SCO", status="observer"),
            claim("a", "supports", "IRN", "SCO", actor="TJK", said="own"),
        ],
        membership_history=[history("IRN", "SCO", "observer", "observer", "2005")],
    )
    assert rows(
        connection,
        """
        SELECT role, predicate, source, sentence, reference_source FROM marts.membership_status_evidence WHERE subject = 'IRN' ORDER BY ALL
    """,
    ) == [("supports", "holds", "Harbour News", "s", None), ("supports", None, None, None, "a yearbook")]
    assert rows(connection, "SELECT actor, speaker, statement_text FROM marts.positions_evidence") == [
        ("TJK", "Rustam Aliev", "own")
    ]
    for view in (
        "membership_timeline",
        "membership_events",
        "bids",
        "contradictions",
        "changes",
        "brief_digest",
        "source_scorecard",
    ):
        connection.execute(f"SELECT claim_id, sentence, original_sha256 FROM marts.{view}_evidence")


def test_who_was_let_in_and_left_again_has_no_bid():
    """Ecuador came back in 2007 and left in 2020; the next wish to return opens a bid."""
    told = [
        claim("a", "admitted", "ECU", "OPEC", when="2007-11"),
        claim("b", "withdrew", "ECU", "OPEC", when="2020-01-01"),
        claim("b", "admitted", "ECU", "OPEC"),
    ]
    briefs = [brief("a", "2008-01-01"), brief("b", "2021-01-01"), brief("c", "2022-01-01")]
    states, organisations = [state("ECU", "Ecuador")], [organisation("OPEC")]
    connection = warehouse(states=states, organisations=organisations, briefs=briefs, claims=told)
    assert rows(connection, "SELECT subject, stage FROM marts.bids") == []
    told.append(claim("c", "seeks", "ECU", "OPEC"))
    connection = warehouse(states=states, organisations=organisations, briefs=briefs, claims=told)
    assert rows(connection, "SELECT subject, stage FROM marts.bids") == [("ECU", "sought")]
