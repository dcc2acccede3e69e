"""What was known by a day, asked of the macros for many days, against a plain reading of the history and against
marts that have nothing but what was known by then."""

import datetime
import random
from itertools import pairwise

import pytest

from tests.unit.marts_corpus import brief, claim, coverage, history, organisation, state, warehouse

STATES = ("ATL", "BRZ", "CYM", "DOR", "ELD", "FAL", "GON", "HYL")
COURSES = (("member",), ("observer", "member"), ("dialogue_partner", "observer", "member"), ("observer",))
FOUNDED, LISTED = datetime.date(1990, 1, 1), datetime.date(2021, 1, 1)


def days(chance: random.Random, number: int) -> list[datetime.date]:
    """So many different days of the organisation's life, in order."""
    return [FOUNDED + datetime.timedelta(days=one) for one in sorted(chance.sample(range(1, 11_000), number))]


def courses(chance: random.Random) -> list[tuple[str, str, datetime.date, datetime.date | None]]:
    """State, status, first day and the day on which it ended: stages that follow one another, some left in the
    end."""
    rows = []
    for iso3 in STATES:
        stages = chance.choice(COURSES)
        left = chance.random() < 0.4
        bounds = [*days(chance, len(stages) + left), *([] if left else [None])]
        rows += [(iso3, status, *ends) for status, ends in zip(stages, pairwise(bounds), strict=True)]
    return rows


def expected(rows: list, asked: datetime.date, known_by: datetime.date) -> dict[str, tuple[str, str | None]]:
    """Status and first day of each state, read off the rows: what begins or ends later was not known, and of a
    day that had not come yet no list tells who has no place."""
    found = dict.fromkeys(STATES, ("none" if asked <= known_by else "unknown", None))
    for iso3, status, begins, ends in rows:
        if begins <= min(asked, known_by):
            over = ends is not None and ends <= min(asked, known_by)
            found[iso3] = ("none", str(ends)) if over else (status, str(begins))
    return found


@pytest.fixture(scope="module")
def read():
    chance = random.Random(7)
    rows = courses(chance)
    connection = warehouse(
        membership_history=[
            history(iso3, "LGE", status.replace("_", " "), status, str(begins), ends and str(ends))
            for iso3, status, begins, ends in rows
        ],
        states=[state(iso3, iso3.title()) for iso3 in STATES],
        organisations=[organisation("LGE", founded_on=str(FOUNDED))],
        coverage=[coverage("LGE", "any", str(FOUNDED), str(LISTED))],
        briefs=[brief("last", "2022-01-01")],
    )
    asked = [*days(chance, 12), *(begins for _, _, begins, _ in rows), *(ends for *_, ends in rows if ends)]
    return connection, rows, chance, asked


def test_status_on_known_by_many_days_is_what_the_history_says(read):
    connection, rows, chance, asked = read
    for day in asked:
        known_by = chance.choice([day, day, *asked])
        found = connection.execute(
            "SELECT subject, status, since_edtf FROM status_on(?::DATE, 'LGE', ?::DATE)", [day, known_by]
        ).fetchall()
        assert {iso3: tuple(told) for iso3, *told in found} == expected(rows, day, known_by), (day, known_by)


def test_members_of_known_by_many_days_are_those_of_the_history(read):
    connection, rows, chance, asked = read
    for day in asked:
        known_by = chance.choice([day, day, *asked])
        found = connection.execute(
            "SELECT subject, since_edtf FROM members_of('LGE', ?::DATE, ?::DATE)", [day, known_by]
        ).fetchall()
        members = [
            (iso3, since)
            for iso3, (status, since) in expected(rows, day, known_by).items()
            if status == "member"
        ]
        assert found == members, (day, known_by)


def test_what_was_known_by_a_day_is_what_marts_of_the_briefs_until_then_say():
    """Acts, sightings, denials and spans of papers that disagree; asked by days, and built of the earlier briefs
    alone."""
    chance = random.Random(11)
    briefs, claims = [], []
    for number in range(150):
        published = str(days(chance, 1)[0])
        name = f"brief {number}"
        briefs.append(brief(name, published, source=f"Paper {number % 7}"))
        claims.append(
            claim(
                name,
                chance.choice(["holds", "holds", "holds", "admitted", "withdrew", "suspended", "reinstated"]),
                chance.choice(STATES[:4]),
                "LGE",
                status=chance.choice(["observer", "member", "member", "candidate"]),
                polarity=chance.choice(["affirmed", "affirmed", "affirmed", "negated"]),
                voice=chance.choice(["news", "news", "comment"]),
                when=chance.choice(
                    [None, None, published, published[:7], published[:4], published[:4] + "/.."]
                ),
            )
        )
    told = "subject, org, track, interval_number, status, from_first, from_last, to_first, to_last, ongoing, last_confirmed_on, known_since, support, opposition, sources, claim_ids, contradicting_claim_ids"
    whole = warehouse(briefs=briefs, claims=claims)
    for known_by in days(chance, 4):
        kept = [one for one in briefs if one["published_on"] <= known_by]
        ids = {one["brief_id"] for one in kept}
        part = warehouse(briefs=kept, claims=[one for one in claims if one["brief_id"] in ids])
        asked = f"SELECT {told} FROM membership_intervals(DATE '{known_by}', 'LGE') ORDER BY ALL"
        built = f"SELECT {told} FROM marts.membership_timeline ORDER BY ALL"
        assert whole.execute(asked).fetchall() == part.execute(built).fetchall(), known_by
