"""The sample briefs from files to the published warehouse, and the analysts' queries on it.

The expected rows were worked out by reading the briefs and the reference history, not from what the program
printed. A row stands here only if every right reading of the sources must give it, so most answers are asked
for rows that they must have.
"""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from conftest import instance_of, living_in

from pipeline.ingest.landing import land
from pipeline.settings import ROOT, settings
from statusquo.cli import main

SAMPLES = ROOT / "seeds" / "briefs"
QUERIES = ROOT / "warehouse" / "queries"
# The last night brought these two: on the Ukrainian bid for the EU, and on who leaves OPEC.
LAST_NIGHT = ("2026-02-18-kyiv-queue.md", "2026-05-02-emirates-opec.txt")
NIGHTS = (datetime.date(2026, 5, 2), datetime.date(2026, 5, 3))


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Iterator[Path]:
    """A home in which all sample briefs were read on two nights and published."""
    from assets.runs import bring_up_to_date

    folder = tmp_path_factory.mktemp("samples")
    with living_in(folder):
        files = sorted(SAMPLES.iterdir())
        for night, names in zip(
            NIGHTS,
            ([f for f in files if f.name not in LAST_NIGHT], [f for f in files if f.name in LAST_NIGHT]),
            strict=True,
        ):
            assert land(names, store=settings().landing, day=night, limit=settings().max_original_bytes)
        with instance_of(folder) as instance:
            assert bring_up_to_date(instance, say=lambda line: None)
        yield folder


@pytest.fixture(scope="module")
def ask(home):
    """The answer to a query of warehouse/queries, as a list of rows."""

    def answer(name: str) -> list[tuple]:
        with duckdb.connect(str(home / "statusquo.duckdb"), read_only=True) as connection:
            return connection.sql((QUERIES / f"{name}.sql").read_text(encoding="utf-8")).fetchall()

    return answer


def printed(home: Path, *arguments: str) -> list[dict]:
    """What a command prints as JSON."""
    with living_in(home):
        result = CliRunner().invoke(main, [*arguments, "--format", "json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_all_twelve_are_asked_here():
    asked = Path(__file__).read_text(encoding="utf-8")
    assert {path.stem for path in QUERIES.glob("*.sql") if f'ask("{path.stem}")' not in asked} == set()
    assert len(list(QUERIES.glob("*.sql"))) == 12


def test_no_claim_contradicts_whom_the_mentions_in_its_evidence_mean(home):
    """Where a pronoun or a phrase in the evidence is linked to an organisation, the claim is about one that the
    evidence mentions."""
    contradicted = """
        SELECT claims.evidence, claims.org, list(mentions.entity_id)
        FROM staging.claims
        JOIN staging.mentions ON mentions.brief_id = claims.brief_id AND mentions.kind = 'organisation'
            AND mentions.start_char < evidence_end AND mentions.end_char > evidence_start
        GROUP BY claim_id, claims.evidence, claims.org
        HAVING bool_or(linked_by = 'anaphora') AND NOT bool_or(mentions.entity_id = 'org:' || claims.org)
    """
    with duckdb.connect(str(home / "statusquo.duckdb"), read_only=True) as connection:
        linked = connection.sql("SELECT count(*) FROM staging.mentions WHERE linked_by = 'anaphora'")
        assert linked.fetchall()[0][0] > 20
        assert connection.sql(contradicted).fetchall() == []


def test_members_on_a_day(ask):
    """In May 2017 the SCO had its six founders, since 15 June 2001; India and Pakistan came five weeks
    later."""
    founders = ["China", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan", "Uzbekistan"]
    assert [row[:3] for row in ask("members_on_a_day")] == [(name, "2001-06-15", False) for name in founders]


def test_status_then_and_now(ask):
    """Every status of May 2017 had begun, and was known, years before, and no later brief tells it
    otherwise."""
    assert ask("status_then_and_now") == []


def test_from_application_to_admission(ask):
    """Somalia: 2012 to 4 March 2024, 4,081 to 4,446 days."""
    found = {row[:2]: row for row in ask("from_application_to_admission")}
    assert found["TLS", "ASEAN"][:4] == ("TLS", "ASEAN", "member", "2011-03")
    assert found["SOM", "EAC"] == ("SOM", "EAC", "member", "2012", "2024-03-04", 11.2, 12.2)


def test_open_bids(ask):
    """Under unanimity and consensus one opponent among the members blocks; of 46 members of the Council of
    Europe a third must."""
    found = {row[:2]: row for row in ask("open_bids")}
    applicant, org, wants, stage, supporters, opponents, *_ = found["Ukraine", "EU"]
    assert (wants, stage, opponents) == ("member", "started", ["HUN"])
    assert set(supporters) >= {"DNK", "LTU", "POL", "SWE"}
    assert found["Ukraine", "EU"][8:10] == ("unanimity", True)
    assert found["Ukraine", "EU"][10].startswith("blocked under unanimity by HUN")
    kosovo = found["Kosovo", "COE"]
    assert kosovo[2:4] == ("member", "applied") and kosovo[5] == ["HUN", "SRB"]
    assert set(kosovo[4]) >= {"ALB", "EST", "LVA"}
    assert kosovo[8:10] == ("two_thirds", False) and kosovo[11] == "deferred"
    assert found["Venezuela", "BRICS"][5] == ["BRA"]
    assert found["Venezuela", "BRICS"][8:10] == ("consensus", True)
    assert (
        found["Armenia", "SCO"][2:5] == ("member", "applied", ["RUS"])
        and "PAK" in found["Armenia", "SCO"][5]
        and found["Armenia", "SCO"][9]
    )
    assert found["Azerbaijan", "SCO"][2:5] == ("member", "applied", ["CHN", "RUS", "TUR"])
    assert found["Taiwan", "CPTPP"][2:6] == ("member", "applied", ["JPN"], ["CHN"])
    assert found["Indonesia", "OECD"][2:5] == ("member", "candidate", ["AUS", "JPN", "KOR"])
    assert (
        not {("Finland", "NATO"), ("Sweden", "NATO"), ("Iran", "SCO"), ("Belarus", "SCO")} & found.keys()
    ), "they are in"
    assert not {("Ecuador", "OPEC"), ("Kuwait", "SCO")} & found.keys(), (
        "one came and left, one got what it asked for"
    )


def test_next_steps(ask):
    rows = ask("next_steps")
    assert ("EU", "Montenegro", "admitted", "2028", "expected") in [row[:5] for row in rows]
    assert ("OECD", "Indonesia", "started", "expected") in [(*row[:3], row[4]) for row in rows]
    assert [row for row in rows if row[:2] == ("SCO", "Belarus")] == [], "Belarus joined in 2024"


def test_last_night(ask):
    """Only what the last two briefs tell: stances on Ukraine, and the Emirates' departure."""
    rows = ask("last_night")
    stances = {row[5]: row[6:] for row in rows if row[2:5] == ("position", "UKR", "EU")}
    assert stances["HUN"] == (None, "opposes", ["Hungary opposes its accession and blocks each step."])
    assert stances["SVK"][:2] == (None, "conditional")
    assert {stances[actor][:2] for actor in ("POL", "LTU", "SWE", "DNK")} == {(None, "supports")}


def test_contradictions_by_weight(ask):
    """One brief counts Saudi Arabia among those who joined, another says that it has not. Who left had been a
    member before: that contradicts nobody."""
    rows = ask("contradictions_by_weight")
    found = [row for row in rows if row[:2] == ("SAU", "BRICS")]
    assert [(row[2], row[4]) for row in found] == [("status_against_list", "status member")]
    assert not {row[:2] for row in rows} & {("ARE", "OPEC"), ("GMB", "COMMONWEALTH")}


def test_suspended_now(ask):
    """The reference history's suspensions that nobody has ended."""
    rows = ask("suspended_now")
    assert {row[:3] for row in rows} >= {
        ("Burkina Faso", "AU", "2022-01-31"),
        ("Guinea-Bissau", "AU", "2025-11-28"),
        ("Madagascar", "AU", "2025-10-15"),
        ("Mali", "AU", "2021-06-01"),
        ("Niger", "AU", "2023-08-22"),
        ("Sudan", "AU", "2021-10-26/2021-10-27"),
        ("Venezuela", "MERCOSUR", "2016-12-02"),
    }
    pairs = {row[:2] for row in rows}
    assert not pairs & {
        ("Madagascar", "SADC"),
        ("Paraguay", "MERCOSUR"),
        ("Syria", "LAS"),
        ("Syria", "OIC"),
    }, "lifted"


def test_changed_stances(ask):
    """Turkey objected to Sweden in May 2022, no longer at the end of June, and again in April 2023, for as long
    as something is not done."""
    found = {row[:3]: row for row in ask("changed_stances")}
    history, now, since = found["Turkey", "SWE", "NATO"][3:6]
    assert any(one in history for one in ("2022-05-19 opposes", "2022-05-20 opposes"))
    assert any(one in history for one in ("2022-06-30 supports", "2022-06-30 does_not_oppose"))
    assert (now, since) == ("opposes", datetime.date(2023, 4, 5))


def test_thin_evidence(ask):
    """Told by one brief, and not in the reference history."""
    found = {row[:3]: row[4:6] for row in ask("thin_evidence")}
    assert found["Saudi Arabia", "BRICS", "none"] == (1, 1)
    assert not [row for row in found if row[1] == "SCO"], "the reference history has all of them"


def test_sources(ask):
    """The Sound Observer printed two pieces of which one was the agency's."""
    found = {row[0]: row[1:3] for row in ask("sources")}
    assert found["The Sound Observer"] == (2, 1)
    assert {
        name: found[name] for name in ("Pampas Trade Letter", "Steppe Monitor", "Tasman Trade Digest")
    } == {
        "Pampas Trade Letter": (3, 0),
        "Steppe Monitor": (3, 0),
        "Tasman Trade Digest": (3, 0),
    }


def test_who_backs_and_who_blocks(ask):
    """What Tajikistan did is told in the report on the admission."""
    rows = ask("who_backs_and_who_blocks")
    told = "Tajikistan, which had long blocked the bid, dropped its objection in 2021."
    assert ("Tajikistan", datetime.date(2023, 7, 5), "Steppe Monitor", told) in [
        (row[0], *row[3:]) for row in rows
    ]


def test_status_as_it_was_known_on_the_command_line(home):
    rows = printed(home, "status", "SCO", "--on", "2017-05-01", "--known-by", "2017-05-01", "--all")
    found = {row["subject"]: row["status"] for row in rows}
    assert {subject for subject, status in found.items() if status == "member"} == {
        "CHN",
        "KAZ",
        "KGZ",
        "RUS",
        "TJK",
        "UZB",
    }
    assert {found[subject] for subject in ("IND", "PAK", "IRN", "AFG", "MNG", "BLR")} == {"observer"}
    earlier = printed(
        home, "status", "NATO", "--subject", "Sweden", "--on", "2024-06-01", "--known-by", "2024-01-01"
    )
    assert [row["status"] for row in earlier] == ["candidate"], (
        "that it joined in March was not known in January"
    )


def test_timeline_on_the_command_line(home):
    rows = printed(home, "timeline", "NATO", "--subject", "Finland")
    standing = [
        (row["status"], row["from_edtf"], row["to_edtf"]) for row in rows if row["track"] == "standing"
    ]
    assert standing[-2:] == [("partner", "1994-05-09", "2023-04-04"), ("member", "2023-04-04", None)]
