"""The commands that read the published file: a file that is really published, from one brief and rows of each
mart."""

import csv
import datetime
import functools
import io
import json
import shutil
import subprocess

import duckdb
import polars as pl
import pytest
from click.testing import CliRunner
from rows import row

from pipeline import stages
from pipeline.identifiers import identifier
from pipeline.ingest.briefs import read_originals
from pipeline.ingest.landing import land, originals
from pipeline.lake import Lake
from pipeline.marts import build
from pipeline.publish import lake_connection, publish
from pipeline.seeds import read_seed
from pipeline.settings import settings
from schemas import marts
from schemas.quality import Rejected
from schemas.raw import Briefs, Originals
from schemas.reference import MembershipHistory, OrganisationAliases, Organisations, StateAliases, States
from schemas.staging import Claims, Mentions, Segments, Statements
from schemas.table import about, columns, frame, polars_schema, table_name
from schemas.tables import PUBLISHED
from schemas.vocabulary import PROPOSERS
from statusquo.cli import main

DAY = datetime.date(2026, 3, 2)
TEXT = (
    "Kazakhstan's deputy trade minister, Daniyar Testov, said on Friday that his country supports Iran's accession to the Shanghai "
    "Cooperation Organisation.\n\nUzbekistan joined the Shanghai Cooperation Organisation in June 2001."
)


def mart_rows():
    """A few rows of each mart that a command prints."""
    iran = {"subject": "IRN", "subject_name": "Iran", "org": "SCO"}
    return {
        marts.Horizon: [row(marts.Horizon, now=DAY)],
        marts.MembershipStatus: [
            row(
                marts.MembershipStatus,
                **iran,
                status="observer",
                since_edtf="2005-07-05",
                briefs=1,
                bid_status="member",
            ),
            row(
                marts.MembershipStatus,
                subject="UZB",
                subject_name="Uzbekistan",
                org="SCO",
                status="member",
                briefs=1,
            ),
            row(
                marts.MembershipStatus,
                subject="UZB",
                subject_name="Uzbekistan",
                org="UN",
                status="member",
                briefs=0,
                basis="reference",
            ),
        ],
        marts.MembershipTimeline: [
            row(
                marts.MembershipTimeline,
                **iran,
                interval_id=identifier(1),
                interval_number=1,
                status="observer",
                track="standing",
                from_first=datetime.date(2005, 7, 5),
                from_last=datetime.date(2005, 7, 5),
                from_edtf="2005-07-05",
                ongoing=True,
            ),
        ],
        marts.Positions: [
            row(
                marts.Positions,
                subject="IRN",
                org="SCO",
                actor="KAZ",
                actor_name="Kazakhstan",
                stance="supports",
            ),
            row(
                marts.Positions,
                subject="IRN",
                org="SCO",
                actor="org:EU",
                actor_name="European Union",
                stance="undecided",
                stance_since=DAY,
                stance_on=DAY,
            ),
            row(
                marts.Positions,
                subject="IRN",
                org="SCO",
                actor="some other members",
                actor_kind="group",
                stance="opposes",
            ),
        ],
        marts.Bids: [
            row(
                marts.Bids,
                **iran,
                bid_id=identifier(1),
                status="member",
                supporters=["KAZ", "RUS"],
                blocked=True,
                blocked_under="veto",
            ),
            row(
                marts.Bids,
                bid_id=identifier(2),
                subject="UKR",
                subject_name="Ukraine",
                org="EU",
                status="member",
            ),
        ],
        marts.Changes: [
            row(
                marts.Changes,
                change_id=identifier(1),
                subject="IRN",
                org="SCO",
                ingested_on=DAY,
                before="seeks",
                after="supported",
            ),
            row(
                marts.Changes,
                change_id=identifier(2),
                subject="UKR",
                org="EU",
                ingested_on=DAY - datetime.timedelta(days=3),
            ),
        ],
        marts.SourceScorecard: [row(marts.SourceScorecard, source="Example Wire", briefs=1)],
    }


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A home with a published file; gives the lake's claims."""
    home = tmp_path_factory.mktemp("home")
    patch = pytest.MonkeyPatch()
    patch.setenv("STATUSQUO_HOME", str(home))
    settings.cache_clear()
    lake, store, day = Lake(home / "lake"), home / "landing", DAY.isoformat()
    drop = tmp_path_factory.mktemp("drop")
    (drop / "a.md").write_text(
        f"---\ntitle: A visit\nsource: Example Wire\ndate: 2026-03-01\n---\n{TEXT}", encoding="utf-8"
    )
    (drop / "b.txt").write_text("")
    land([drop], store=store, day=DAY, limit=9999)
    landed, refused = originals(store, str(DAY))
    found = frame(Briefs, read_originals(frame(Originals, landed), store=store)[0])
    parsed = stages.parsed(found)
    segments = stages.segments(found).table
    mentions = stages.mentions(parsed.documents, found, segments).table
    statements = stages.statements(parsed.documents, found, segments, mentions).table
    claims = stages.claims(parsed.documents, found, segments, mentions, statements).table
    tables = {
        Originals: frame(Originals, landed),
        Briefs: found,
        Segments: segments,
        Mentions: mentions,
        Statements: statements,
        Claims: claims,
        Rejected: frame(Rejected, refused),
    }
    for model, table in tables.items():
        lake.write(model, table, day)
    for model in (States, StateAliases, Organisations, OrganisationAliases):
        lake.write(model, read_seed(settings().seeds / "reference" / f"{model.to_schema().name}.csv", model))
    with lake_connection(lake) as connection:
        lake.write(marts.ReferenceWindows, build(marts.ReferenceWindows.to_schema().name, connection))
    history = {"iso3": "IRN", "org": "SCO", "term": "observer", "from_edtf": "2005-07-05", "to_known": True}
    history |= {"basis": "memory", "source": "a yearbook"}
    lake.write(MembershipHistory, frame(MembershipHistory, [history]))
    for model, rows in mart_rows().items():
        lake.write(model, model.validate(frame(model, rows)))
    publish(lake, settings().published, sql=settings().sql, floor=0)
    yield claims
    patch.undo()
    settings.cache_clear()


def run(*arguments, **options):
    return CliRunner().invoke(main, [str(one) for one in arguments], prog_name="statusquo", **options)


def records(*arguments):
    """The rows that a command prints as JSON."""
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_corpus_of_these_tests_has_a_claim_by_a_statement_and_one_by_the_author(published):
    assert {claim["voice"] for claim in published.iter_rows(named=True)} >= {"news", "statement"}


# query


def test_query_in_each_format(published):
    sql = "SELECT iso3, name FROM reference.states WHERE iso3 IN ('IRN', 'KAZ') ORDER BY 1"
    assert run("query", sql).stdout == "iso3  name\n----  ----------\nIRN   Iran\nKAZ   Kazakhstan\n"
    assert run("query", sql, "--format", "csv").stdout == "iso3,name\nIRN,Iran\nKAZ,Kazakhstan\n"
    assert records("query", sql) == [{"iso3": "IRN", "name": "Iran"}, {"iso3": "KAZ", "name": "Kazakhstan"}]


def test_query_of_several_statements(published):
    told = run("query", "SELECT 1 AS a; SELECT 2 AS b")
    assert told.stdout == "a\n-\n1\n\nb\n-\n2\n"
    wrong = run("query", "SELECT 1 AS a; SELECT nothing; SELECT 2 AS b")
    assert wrong.exit_code == 1 and "statement 2 of 3: " in wrong.stderr and not wrong.stdout
    assert len(wrong.stderr.splitlines()) == 1
    assert "give it with --set org=" in run("query", "SELECT $org").stderr
    assert "has no $org" in run("query", "SELECT 1", "--set", "org=SCO").stderr


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO '{home}/statusquo.duckdb' (USE_TMP_FILE false)",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{home}/statusquo.duckdb' (USE_TMP_FILE false)",
        "COPY (SELECT 1) TO '{home}/new.csv'",
        "EXPORT DATABASE '{home}/new'",
        "ATTACH '{home}/new.duckdb'",
        "CREATE TABLE raw.more (a INT)",
        "SET enable_external_access = true",
        "INSTALL fts",
        "SELECT * FROM read_csv('/etc/passwd', delim = ':', header = false)",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM glob('/*')",
        "SELECT 1; DROP SCHEMA marts",
    ],
)
def test_query_reads_the_published_file_and_nothing_else(published, sql):
    file = settings().published
    before = file.read_bytes()
    told = run("query", sql.format(home=settings().home))
    assert told.exit_code == 1 and told.stderr.startswith("Error: ") and len(told.stderr.splitlines()) == 1
    assert "is refused" in told.stderr
    assert file.read_bytes() == before and not list(settings().home.glob("new*"))


def test_query_from_a_file_from_stdin_with_values(published, tmp_path):
    sql = "SELECT count(*) AS n FROM raw.briefs WHERE source = $source"
    (tmp_path / "q.sql").write_text(f"\ufeff-- how many\n{sql};", encoding="utf-8")
    for arguments, given in (([sql], None), (["--file", tmp_path / "q.sql"], None), (["-"], sql)):
        result = run("query", *arguments, "--set", "source=Example Wire", "--format", "csv", input=given)
        assert result.stdout == "n\n1\n", result.output


def test_named_queries_are_listed_and_called(published, tmp_path, monkeypatch):
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "count_briefs.sql").write_text(
        "-- How many briefs\n-- there are.\nSELECT count(*) AS n FROM raw.briefs"
    )
    monkeypatch.setenv("STATUSQUO_SQL", str(tmp_path))
    settings.cache_clear()
    assert records("query", "--list") == [
        {"query": "count_briefs", "--set": "", "what it tells": "How many briefs there are."}
    ]
    assert records("query", "count_briefs") == [{"n": 1}]
    result = run("query", "count_sheep")
    assert result.exit_code == 1 and "count_briefs" in result.stderr
    monkeypatch.undo()
    settings.cache_clear()


def test_named_queries_take_values_that_have_defaults(published):
    listed = {one["query"]: one["--set"] for one in records("query", "--list")}
    assert listed["members_on_a_day"] == "day=2017-05-01 org=SCO" and listed["open_bids"] == "org=(all)"
    assert len(records("query", "open_bids")) == 2
    assert [one["applicant"] for one in records("query", "open_bids", "--set", "org=EU")] == ["Ukraine"]
    assert "has no $orgs" in run("query", "open_bids", "--set", "orgs=EU").stderr
    assert records("query", "members_on_a_day", "--set", "day=1990-01-01", "--set", "org=EU") == []


def test_every_table_fits_80_columns(published, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    commands = [
        "status",
        "timeline",
        "positions",
        "bids",
        "changes",
        "scorecard",
        "unknown-names",
        "query --list",
    ]
    for command in [
        *commands,
        "doctor",
        "query open_bids",
        "status --on 2006-01-01",
        "bids --wide",
        "status --wide",
    ]:
        result = run(*command.split())
        assert result.exit_code == 0, result.output
        assert max(map(len, result.output.splitlines())) <= 80, command
    assert "Left out for want of room" in run("positions").stderr
    assert "in the way" in run("bids", "SCO").stdout.splitlines()[0] or "blocked" in run("bids", "SCO").stdout


# overview


def test_overview_tells_in_25_lines_what_was_read_and_what_came_of_it(published):
    lines = run("overview").stdout.splitlines()
    assert len(lines) <= 25 and max(map(len, lines)) <= 80
    assert lines[0].startswith("Read: 1 briefs of ") and "1 refused" in lines[0]
    assert "Open bids: 2, of which 1 are blocked" in lines
    (bid,) = [line.split() for line in lines if line.startswith("  Iran  ") and "mooted" in line]
    assert bid == ["Iran", "SCO", "member", "mooted", "KAZ", "RUS"]
    assert "Status: 2 states in 1 organisations have one by briefs, the newest:" in lines
    assert lines[-2].startswith("Next: statusquo bids")


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT * FROM staging.nothing", "SHOW ALL TABLES"),
        ("SELECT nothing FROM raw.briefs", "nothing"),
        ("SELEC 1", "syntax error"),
        ("DELETE FROM raw.briefs", "read-only"),
        ("CREATE TABLE x (a INT)", "read-only"),
        ("SELECT $a", "a"),
    ],
)
def test_wrong_queries_are_one_line_and_change_nothing(published, sql, told):
    result = run("query", sql)
    assert result.exit_code == 1 and told in result.stderr and len(result.stderr.splitlines()) == 1
    assert records("query", "SELECT count(*) AS n FROM raw.briefs") == [{"n": 1}]


def test_a_file_that_is_no_database_is_one_line(published, tmp_path, monkeypatch):
    (tmp_path / "statusquo.duckdb").write_text("no database" * 500)
    monkeypatch.setenv("STATUSQUO_HOME", str(tmp_path))
    settings.cache_clear()
    result = run("query", "SELECT 1")
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1
    monkeypatch.undo()
    settings.cache_clear()


# The marts


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["status", "SCO"],
            "IRN      Iran        SCO  observer  2005-07-05  0.50  member  briefs  1       1",
        ),
        (
            ["status", "SCO", "--on", "2006-01-01"],
            "IRN      SCO  observer  2005-07-05  0.50  briefs  2026-03-02",
        ),
        (
            ["timeline"],
            "IRN      Iran  SCO  observer  2005-07-05  ..  0.50  standing  2026-03-02   briefs  1",
        ),
        (
            ["positions", "-a", "EU"],
            "org:EU  European Union  IRN      SCO  undecided  2026-03-02  2026-03-02  member  no         1        no",
        ),
        (
            ["bids", "SCO"],
            "Iran   SCO  member mooted  KAZ, RUS",
        ),
        (["changes"], "IRN      SCO  status"),
        (["scorecard"], "Example Wire  1"),
    ],
)
def test_rows_for_people(published, arguments, line):
    result = run(*arguments)
    assert result.exit_code == 0 and any(one.startswith(line) for one in result.stdout.splitlines()), (
        result.output
    )


@pytest.mark.parametrize(
    "name",
    ["SCO", "sco", "org:SCO", "Shanghai Cooperation Organisation", "shanghai cooperation organization"],
)
def test_an_organisation_by_code_name_or_alias(published, name):
    assert {one["org"] for one in records("status", name)} == {"SCO"}


@pytest.mark.parametrize("name", ["IRN", "irn", "Iran", "IR", "Iranian", "Tehran"])
def test_a_subject_by_code_name_or_alias(published, name):
    assert {one["subject"] for one in records("status", "--subject", name)} == {"IRN"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["status", "Iran"], "use --subject IRN"),
        (["status", "Xyzzyx"], "no organisation called 'Xyzzyx'"),
        (["status", "-s", "Kazachstan"], "perhaps Kazakhstan"),
        (["timeline", "-s", "org:XYZ"], "no organisation called 'XYZ'"),
        (["positions", "-a", "Xyzzyx"], "no actor called 'Xyzzyx'"),
        (["positions", "-a", "some other member"], "perhaps some other members"),
        (["positions", "-a", "Kazachstan"], "perhaps Kazakhstan"),
        (["positions", "-a", "org:XYZ"], "no actor called 'org:XYZ'"),
        (["positions", "-a", "Congo"], "'Congo' may be COD or COG; say which"),
    ],
)
def test_unknown_names_are_told_with_advice(published, arguments, told):
    result = run(*arguments)
    assert result.exit_code == 1 and told in result.stderr and len(result.stderr.splitlines()) == 1


def test_status_hides_what_only_the_reference_tells_unless_asked(published):
    result = run("status")
    assert "UN " not in result.stdout and "1 more" in result.stderr and "observer" in result.stdout
    assert [one["org"] for one in records("status", "--all")] == ["SCO", "SCO", "UN"]
    assert [one["org"] for one in records("status", "--subject", "Uzbekistan")] == ["SCO", "UN"]


def test_people_get_few_columns_and_programs_all(published):
    names = [column.name for column in columns(marts.MembershipStatus)]
    assert list(records("status", "SCO")[0]) == names
    assert next(csv.reader(io.StringIO(run("status", "SCO", "--format", "csv").stdout))) == names
    assert run("status", "SCO", "--wide").stdout.splitlines()[0].split() == names
    assert len(run("status", "SCO").stdout.splitlines()[0].split()) < len(names) / 2


def test_status_on_a_day(published):
    assert records("status", "SCO", "--on", "2006-01-01")[0]["status"] == "observer"
    assert records("status", "--subject", "Iran", "--on", "2006-01-01")[0]["org"] == "SCO"
    result = run("status", "SCO", "--on", "2001-01-01")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[0] == "Nothing is told of that."
    assert records("status", "--on", "2006-01-01", "--known-by", "2006-01-01") == []


def test_status_on_a_day_tells_what_silence_means(published):
    """Of the SCO nothing but Iran's status is told: without a complete list the other states are unknown."""
    found = run("status", "SCO", "--on", "2006-01-01")
    assert len(found.stdout.splitlines()) == 3 and "more of which nothing is told: unknown" in found.stderr
    (asked,) = records("status", "SCO", "--subject", "Japan", "--on", "2006-01-01")
    assert (asked["status"], asked["silent"]) == ("unknown", True)
    (before,) = records("status", "SCO", "--subject", "Japan", "--on", "1999-01-01")
    assert (before["status"], before["basis"]) == ("none", "list")
    assert len(records("status", "SCO", "--on", "2006-01-01", "--all")) >= 250
    assert "lies after the last day that is known" in run("status", "SCO", "--on", "2050-01-01").stderr


# check-facts


def facts(tmp_path, *lines: str):
    """A file of facts."""
    path = tmp_path / "facts.csv"
    path.write_text("\n".join(["org,state,day,status", *lines]), encoding="utf-8")
    return path


def test_facts_are_checked_and_counted(published, tmp_path):
    path = facts(
        tmp_path,
        "SCO,Iran,2006-01-01,observer",
        "Shanghai Cooperation Organisation,IRN,2016-01-01,member",
        "SCO,JPN,1999-12-31,none",
    )
    result = run("check-facts", path)
    assert result.exit_code == 1 and "2 of 3 right (0.667)" in result.stderr
    told = result.stdout.splitlines()
    assert {
        "SCO  2      1      0.667",
        "member    0      1      0.000",
        "2010s   0      1      0.000",
    } <= {line.rstrip() for line in told}
    assert any(line.startswith("3     SCO  IRN    2016-01-01  member  observer") for line in told)
    assert run("check-facts", path, "--at-least", "0.6").exit_code == 0
    answers = json.loads(run("check-facts", path, "--format", "json").stdout)
    assert [(one["answer"], one["right"]) for one in answers] == [
        ("observer", True),
        ("observer", False),
        ("none", True),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("SCO,Iran,2006-01-01,ally", "line 2: 'ally' is no status"),
        ("SCO,Iran,2006,member", "line 2: Invalid isoformat string: '2006'"),
        ("SCO,Xyzzyx,2006-01-01,member", "line 2: no state called 'Xyzzyx'"),
        ("SCO", "line 2: fewer cells than columns"),
        ('SCO,"Iran,2006-01-01,observer', "line 2: not a table of CSV"),
        (f"SCO,{'x' * 200_000},2006-01-01,observer", "line 2: not a table of CSV: field larger than"),
    ],
)
def test_a_faulty_fact_is_told_with_its_line(published, tmp_path, line, told):
    result = run("check-facts", facts(tmp_path, line))
    assert result.exit_code == 1 and told in result.stderr and len(result.stderr.splitlines()) == 1


def test_spans_are_asked_on_their_first_and_last_sure_days(published, tmp_path):
    path = tmp_path / "spans.csv"
    path.write_text(
        "country_iso3,org,status,from_date,to_date,precision\n"
        "IRN,SCO,observer,2005,2016-03,year\n"
        "IRN,SCO,applicant,2008,..,year\n"
        "IRN,SCO,member,2016-03-01,..,day\n"
        "IRN,SCO,observer,2015-01,2015-01,month\n"
        "IRN,SCO,member,2010-01-01,,day\n"
        "IRN,SCO,suspended,2009-12,2010-02,month\n",
        encoding="utf-8",
    )
    result = run("check-facts", path, "--format", "json")
    assert "left out, as no status that is asked for: applicant (1)" in result.stderr
    answers = json.loads(result.stdout)
    assert [(one["line"], one["day"], one["status"]) for one in answers] == [
        (2, "2005-12-31", "observer"),
        (2, "2016-02-29", "observer"),
        (4, "2016-03-01", "member"),
        (6, "2010-01-01", "suspended"),
        (7, "2009-12-31", "suspended"),
        (7, "2010-01-31", "suspended"),
    ]
    path.write_text("state,org,status,from_date,to_date\nIRN,SCO,observer,once,..\n", encoding="utf-8")
    assert "line 2: not an EDTF date" in run("check-facts", path).stderr
    path.write_text("state,org,status,from_date,to_date,day\nIRN,SCO\n", encoding="utf-8")
    assert "line 2: fewer cells than columns" in run("check-facts", path).stderr


def test_a_file_without_facts_is_told(published, tmp_path):
    assert "no facts" in run("check-facts", facts(tmp_path)).stderr
    (tmp_path / "facts.csv").write_text("country,org\n", encoding="utf-8")
    assert "no column state, day, status" in run("check-facts", tmp_path / "facts.csv").stderr


def test_timeline(published):
    assert [(one["status"], one["from_edtf"]) for one in records("timeline", "SCO", "-s", "Iran")] == [
        ("observer", "2005-07-05")
    ]
    assert records("timeline", "EU") == []


@pytest.mark.parametrize(
    ("actor", "found"),
    [
        ("Kazakhstan", ["KAZ"]),
        ("EU", ["org:EU"]),
        ("org:eu", ["org:EU"]),
        ("some other members", ["some other members"]),
        ("Iran", []),
    ],
)
def test_positions_of_an_actor(published, actor, found):
    assert [one["actor"] for one in records("positions", "--actor", actor)] == found


def test_bids(published):
    assert [one["subject"] for one in records("bids")] == ["UKR", "IRN"]
    assert [one["supporters"] for one in records("bids", "--blocked")] == [["KAZ", "RUS"]]
    assert "KAZ, RUS" in run("bids", "SCO").stdout and "under veto" in run("bids", "SCO").stdout


def test_changes_of_the_last_publication_or_of_nights(published):
    """The first publication brings everything; what matters most comes first, then the latest night."""
    assert [one["subject"] for one in records("changes")] == ["IRN", "UKR"]
    assert [one["subject"] for one in records("changes", "--since", "2026-03-01")] == ["IRN"]
    assert run("changes", "UN").stderr == "Nothing changed.\n"


def test_scorecard(published):
    assert records("scorecard")[0]["source"] == "Example Wire"


# explain


def test_explain_tells_a_claim_down_to_the_original(published):
    claim = published.filter(pl.col("statement_id").is_not_null()).row(0, named=True)
    result = run("explain", claim["claim_id"][:10])
    assert result.exit_code == 0, result.output
    told = " ".join(result.stdout.split())
    for part in (
        claim["claim_id"],
        claim["evidence"],
        claim["sentence"],
        claim["why"],
        "Daniyar Testov",
        "for KAZ",
        "A visit",
        "Example Wire",
        "2026-03-01",
        "a.md",
        "Iran (IRN)",
    ):
        assert " ".join(part.split()) in told, part
    path = next(word for word in told.split() if word.startswith(str(settings().landing)))
    with open(path, encoding="utf-8") as original:
        assert TEXT in original.read()
    facts = json.loads(run("explain", claim["claim_id"], "--format", "json").stdout)
    assert (
        facts["claim_id"] == claim["claim_id"]
        and facts["original_path"].startswith(path)
        and facts["published_on"] == "2026-03-01"
    )


def test_explain_tells_the_authors_voice(published):
    claim = published.filter(pl.col("voice") == "news").row(0, named=True)
    assert "the author, in the report" in " ".join(run("explain", claim["claim_id"]).stdout.split())


def test_explain_tells_a_statement_and_what_found_it(published):
    claim = published.filter(pl.col("statement_id").is_not_null()).row(0, named=True)
    told = " ".join(run("explain", claim["statement_id"]).stdout.split())
    for part in ("Daniyar Testov", "Found by", claim["claim_id"], "Example Wire", "segment: news"):
        assert part in told, part
    facts = json.loads(run("explain", claim["statement_id"], "--format", "json").stdout)
    assert facts["proposed_by"] in PROPOSERS and facts["score"] is None
    assert f"Found by {facts['proposed_by']} ({PROPOSERS[facts['proposed_by']]})" in told


def test_explain_tells_on_what_a_row_of_the_history_rests(published):
    told = " ".join(run("explain", "IRN|SCO|observer|2005-07-05").stdout.split())
    assert "Source a yearbook" in told and "Rests on what was remembered" in told


@pytest.mark.parametrize(
    ("wanted", "told"), [("zz", "no claim or statement 'zz'"), ("", "several ids begin with ''")]
)
def test_explain_of_no_id_or_several(published, wanted, told):
    result = run("explain", wanted)
    assert result.exit_code == 1 and told in result.stderr and len(result.stderr.splitlines()) == 1


# export


def test_export_in_each_format(published, tmp_path):
    of_lines = functools.partial(pl.read_ndjson, infer_schema_length=None)
    for suffix, read in ((".csv", pl.read_csv), (".parquet", pl.read_parquet), (".jsonl", of_lines)):
        target = tmp_path / f"states{suffix}"
        result = run("export", "reference.states", target)
        assert result.exit_code == 0, result.output
        found = read(target)
        assert (
            found.height == 251
            and found["iso3"].is_sorted()
            and found.columns == [column.name for column in columns(States)]
        )
        before = target.read_bytes()
        run("export", "states", target)
        assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "states.csv",
        "states.jsonl",
        "states.parquet",
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["nothing", "x.csv"], "no table called 'nothing'"), (["states", "none/x.csv"], "no such folder")],
)
def test_export_that_fails_is_one_line(published, tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    result = run("export", *arguments)
    assert result.exit_code == 1 and told in result.stderr and len(result.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_export_of_everything_is_typed_told_and_checked(published, tmp_path):
    result = run("export", tmp_path / "out")
    assert result.exit_code == 0, result.output
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    resources = {one["name"]: one for one in package["resources"]}
    assert {table_name(model) for model in PUBLISHED} == {name for name in resources if name.count(".") == 1}
    for model in PUBLISHED:
        of_csv, of_parquet = (resources[table_name(model) + suffix] for suffix in ("", ".parquet"))
        told = {column.name: column.meaning for column in columns(model)}
        assert {one["name"]: one["description"] for one in of_csv["schema"]["fields"]} == told
        assert of_csv["schema"] == of_parquet["schema"]
        assert pl.read_csv(tmp_path / "out" / of_csv["path"], infer_schema=False).columns == list(told)
        rows = pl.read_parquet(tmp_path / "out" / of_parquet["path"])
        assert dict(rows.schema) == polars_schema(model) and rows.equals(
            rows.sort(about(model)["key"]), null_equal=True
        )
    claims = resources["staging.claims"]["schema"]
    assert {one["name"]: one["type"] for one in claims["fields"]}["confidence_of_reading"] == "number"
    assert {
        "fields": "brief_id",
        "reference": {"resource": "raw.briefs", "fields": "brief_id"},
    } in claims["foreignKeys"]
    (bid, _) = csv.DictReader((tmp_path / "out" / "marts.bids.csv").open(encoding="utf-8"))
    assert json.loads(bid["supporters"]) in ([], ["KAZ", "RUS"])
    checked = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path / "out")
    assert checked.returncode == 0
    listed = (tmp_path / "out" / "SHA256SUMS").read_text().splitlines()
    assert len(listed) == len(list((tmp_path / "out").iterdir())) - 1


def contents(folder):
    """Names and bytes of a folder's files."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_export_of_everything_again_is_the_same_to_the_byte(published, tmp_path):
    run("export", tmp_path / "one")
    run("export", tmp_path / "other")
    first = contents(tmp_path / "one")
    assert first == contents(tmp_path / "other")
    assert run("export", tmp_path / "one").exit_code == 0 and contents(tmp_path / "one") == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "other"]


def test_export_that_fails_leaves_the_earlier_one(published, tmp_path, monkeypatch):
    run("export", tmp_path / "out")
    before = contents(tmp_path / "out")
    (tmp_path / "home").mkdir()
    shutil.copy(settings().published, tmp_path / "home" / "statusquo.duckdb")
    with duckdb.connect(str(tmp_path / "home" / "statusquo.duckdb")) as connection:
        connection.execute("DROP TABLE reference.outlets")
    monkeypatch.setenv("STATUSQUO_HOME", str(tmp_path / "home"))
    settings.cache_clear()
    result = run("export", tmp_path / "out")
    monkeypatch.undo()
    settings.cache_clear()
    assert result.exit_code == 1 and "outlets" in result.stderr and len(result.stderr.splitlines()) == 1
    assert contents(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "out"]


def test_export_touches_no_folder_that_is_not_its_own(published, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "will.txt").write_text("mine")
    result = run("export", tmp_path / "letters")
    assert result.exit_code == 1 and "'will.txt'" in result.stderr and len(result.stderr.splitlines()) == 1
    assert contents(tmp_path / "letters") == {"will.txt": b"mine"}
    assert "FILE.csv" in run("export", "marts.bids").stderr
    assert "is a file" in run("export", tmp_path / "letters" / "will.txt").stderr
    assert "no such folder" in run("export", tmp_path / "none" / "out").stderr


# doctor


def test_doctor_finds_all_in_order_and_says_what_is_not(published, tmp_path, monkeypatch):
    found = {one["check"]: (one["result"], one["found"]) for one in records("doctor")}
    assert {result for result, _ in found.values()} == {"ok"}, found
    assert f"{published.height} claims" in found["published file"][1]
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "states.csv").write_text("iso3,name\nIRN,Iran\n")
    (tmp_path / "reference" / "extra.csv").write_text("a\n1\n")
    monkeypatch.setenv("STATUSQUO_SEEDS", str(tmp_path))
    settings.cache_clear()
    result = run("doctor")
    monkeypatch.undo()
    settings.cache_clear()
    assert result.exit_code == 1
    (line,) = [one for one in result.stdout.splitlines() if one.startswith("seeds")]
    assert (
        "wrong" in line and "states.csv: line 1: columns missing" in line and "extra.csv: no schema" in line
    )
