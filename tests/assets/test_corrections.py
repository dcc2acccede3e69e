"""Corrections, from the command to the published tables: through runs, a lake made anew, and what can go wrong."""

import csv
import datetime
import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest
from click.testing import CliRunner
from conftest import instance_of, living_in

from assets.corrections import READ
from pipeline.corrections import CorrectionError, resolve
from pipeline.errors import SeedError, StatusquoError
from pipeline.ingest.landing import land
from pipeline.lake import Lake
from pipeline.publish import stored_source
from pipeline.seeds import read_seed
from pipeline.settings import settings
from schemas.reference import MembershipHistory
from statusquo.cli import main
from statusquo.cli.correct import written

DAY = datetime.date(2026, 3, 2)
TEXT = """Kazakhstan's deputy trade minister, Daniyar Testov, said on Friday that his country supports Iran's
accession to the Shanghai Cooperation Organisation.

Nepal joined the Shanghai Cooperation Organisation in June 2019.

Bhutan has been an observer of the East African Community since 2021.
"""
CLAIMS = "SELECT claim_id FROM staging.claims WHERE subject = ? AND predicate = ?"
# Columns of the marts that cite claims.
CITED = """
SELECT table_schema || '.' || table_name, column_name FROM information_schema.columns
WHERE table_schema = 'marts' AND column_name LIKE '%claim_id%' AND table_name NOT LIKE '%evidence'
"""
REFERENCE = "PAK|SCO|observer|2005-07-05"


class Home:
    """A home in which the brief was read and published."""

    def __init__(self, folder: Path):
        self.folder = folder

    def statusquo(self, *arguments: str, fails: bool = False) -> str:
        """What a command prints; where it `fails`, the one line of its error."""
        result = CliRunner().invoke(main, arguments, prog_name="statusquo")
        assert result.exit_code == (1 if fails else 0), result.output
        if fails:
            (line,) = [one for one in result.stderr.splitlines() if one.startswith("Error: ")]
            return line
        return " ".join(result.stdout.split())

    def run(self) -> None:
        """Bring everything up to date."""
        from assets.runs import bring_up_to_date

        with instance_of(self.folder) as instance:
            bring_up_to_date(instance, say=lambda line: None)

    def ask(self, sql: str, *values: str) -> list[tuple]:
        with duckdb.connect(str(settings().published), read_only=True) as connection:
            return connection.execute(sql, values).fetchall()

    def claim(self, subject: str, predicate: str) -> str:
        ((found,),) = self.ask(CLAIMS, subject, predicate)
        return found

    def marts_that_cite(self, claim_id: str) -> set[str]:
        return {
            table
            for table, column in self.ask(CITED)
            if self.ask(f"SELECT 1 FROM {table} WHERE CAST({column} AS VARCHAR) LIKE '%{claim_id}%' LIMIT 1")
        }

    @property
    def corrections(self) -> Path:
        return settings().seeds / "corrections.csv"


def keep_history_of(organisations: set[str]) -> None:
    """Leave the history of a few organisations in the seeds: what else there is takes time and changes nothing."""
    for name in ("membership_history", "coverage"):
        path = settings().seeds / "reference" / f"{name}.csv"
        rows = pl.read_csv(path, infer_schema=False)
        rows.filter(pl.col("org").is_in(organisations)).write_csv(path)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The brief read, one claim then corrected as wrong, a value of another, and a row of the reference history."""
    folder = tmp_path_factory.mktemp("home")
    with living_in(folder):
        keep_history_of({"SCO", "EAC", "COMMONWEALTH"})
        (folder / "brief.md").write_text(f"---\ndate: 2026-03-01\n---\n{TEXT}", encoding="utf-8")
        land([folder / "brief.md"], store=settings().landing, day=DAY, limit=9999)
        made = Home(folder)
        made.run()
        made.before = (
            made.marts_that_cite(made.claim("NPL", "admitted")),
            made.ask("FROM members_of('SCO', DATE '2020-01-01') SELECT subject"),
        )
        made.wrong, made.half = made.claim("NPL", "admitted"), made.claim("BTN", "holds")
        made.statusquo(
            "correct", made.wrong[:10], "--wrong", "it was a dialogue partner only", "--by", "A. Nalyst"
        )
        made.statusquo(
            "correct", made.half, "--wrong", "misprint", "--right", "org=Commonwealth", "--by", "A. Nalyst"
        )
        made.statusquo("correct", REFERENCE, "--wrong", "only the year is sure", "--right", "from_edtf=2005")
        made.run()
        yield made


def test_a_wrong_claim_enters_no_mart(home):
    cited, _ = home.before
    assert {"marts.weighed_claims", "marts.membership_events"} <= cited
    assert home.marts_that_cite(home.wrong) == set()
    assert home.ask("SELECT count(*) FROM marts.membership_status WHERE subject = 'NPL' AND briefs > 0") == [
        (0,)
    ]


def test_a_right_value_stands_in_the_place_of_the_wrong_one(home):
    assert home.ask("SELECT org FROM staging.claims WHERE claim_id = ?", home.half) == [("COMMONWEALTH",)]
    assert home.ask("SELECT org FROM marts.weighed_claims WHERE claim_id = ?", home.half) == [
        ("COMMONWEALTH",)
    ]
    history = "SELECT from_edtf FROM reference.membership_history WHERE iso3 = 'PAK' AND org = 'SCO' AND term = 'observer'"
    assert home.ask(history) == [("2005",)]


def test_a_correction_shows_wherever_the_row_shows(home):
    told = home.statusquo("explain", home.wrong)
    assert "the claim is wrong and counts for nothing: it was a dialogue partner only (A. Nalyst, 20" in told
    told = home.statusquo("explain", home.half)
    assert "the claim's org was read as EAC, right is COMMONWEALTH: misprint (A. Nalyst, " in told
    for name in (REFERENCE, "PAK|SCO|observer|2005"):
        told = home.statusquo("explain", name)
        assert "was read as 2005-07-05, right is 2005: only the year" in told and "When from 2005, to" in told
    assert home.ask("SELECT correction FROM marts.claim_evidence WHERE claim_id = ?", home.half) == [
        ("org: EAC -> COMMONWEALTH (misprint)",)
    ]
    assert home.ask("SELECT kind, row_id, applied FROM quality.corrections ORDER BY kind, row_id") == [
        *sorted(("claim", one, True) for one in (home.wrong, home.half)),
        ("reference", REFERENCE, True),
    ]


def test_what_is_corrected_is_not_corrected_twice(home):
    told = home.statusquo("correct", home.wrong, "--wrong", "again", fails=True)
    assert (
        "corrected already (it was a dialogue partner only); change it in seeds/corrections.csv line 2"
        in told
    )


def test_a_value_that_cannot_stand_there_is_not_written(home):
    before = home.corrections.read_bytes()
    claim = home.claim("IRN", "supports")
    for value, reason in (
        ("status=ally", "'ally' cannot stand in status; allowed: member,"),
        ("when_edtf=soon", "not an EDTF date"),
        ("org=Hansa", "no organisation called 'Hansa'"),
        ("org=SCO", "is 'SCO' already"),
        ("actor=Congo", "'Congo' may be COD or COG; say which"),
    ):
        assert reason in home.statusquo("correct", claim, "--wrong", "x", "--right", value, fails=True)
    assert "nothing has the id" in home.statusquo("correct", "A|B|c|1", "--wrong", "x", fails=True)
    assert home.corrections.read_bytes() == before


@pytest.fixture
def rows(home):
    """The rows of the file of corrections, and a function that writes others; the file is as before at the end."""
    before = home.corrections.read_bytes()
    found = list(csv.DictReader(home.corrections.open(encoding="utf-8")))

    def write(*others: dict) -> None:
        with home.corrections.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, list(found[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(others)

    yield found, write
    home.corrections.write_bytes(before)


def looked_up() -> list[tuple]:
    """Kind, row and whether it applies, of the corrections as they are found among what was read."""
    lake = Lake(settings().lake)
    history = read_seed(settings().seeds / "reference/membership_history.csv", MembershipHistory)
    found = resolve(lake, {model: stored_source(lake, model) for model in READ}, history)
    return found.select("kind", "row_id", "applied").sort("kind", "row_id").rows()


def test_a_claim_is_found_by_its_text_where_its_id_is_another(home, rows):
    """A reading that gives the claim other offsets gives it another id."""
    (wrong, *_), write = rows
    ((evidence,),) = home.ask("SELECT evidence FROM staging.claims WHERE claim_id = ?", home.wrong)
    for text in (wrong["text"], wrong["text"].replace(" ", "\n "), evidence):
        write(
            wrong | {"id": "0" * 16, "text": text},
            wrong | {"id": "", "brief_id": "", "field": "modality", "wrong": ""},
        )
        assert set(looked_up()) == {("claim", home.wrong, True)}


GONE = [
    ({"id": "0" * 16, "text": "Tuvalu joined it."}, "no claim 0000000000000000 that says"),
    ({"wrong": "NPL withdrew SCO member"}, "that says 'NPL withdrew SCO member' any more"),
    ({"field": "status", "wrong": "observer", "right": "partner"}, "that says 'observer' any more"),
]


@pytest.mark.parametrize(("change", "told"), GONE)
def test_what_is_gone_is_told_unless_it_may_go(home, rows, change, told):
    (wrong, *_), write = rows
    write(wrong | change)
    with pytest.raises(CorrectionError, match=r"corrections\.csv line 2: no claim .*may_go") as raised:
        looked_up()
    assert told in str(raised.value)
    write(wrong | change | {"expectation": "may_go"})
    assert looked_up() == [("claim", (wrong | change)["id"], False)]


def test_two_corrections_of_one_value_are_told(home, rows):
    (wrong, *_), write = rows
    write(wrong, wrong | {"reason": "other"})
    with pytest.raises(CorrectionError, match="line 3: corrects what .* line 2 corrects"):
        looked_up()


def test_corrections_of_briefs_that_are_not_here_are_left_out(home, rows):
    (wrong, *_), write = rows
    write(wrong | {"brief_id": "0" * 16, "id": "1" * 16})
    assert looked_up() == []


def test_a_run_fails_where_what_is_corrected_is_gone(home, rows):
    (wrong, *_), write = rows
    published = settings().published.read_bytes()
    write(wrong | GONE[0][0])
    with pytest.raises(StatusquoError, match="quality__corrections: .* no claim"):
        home.run()
    assert settings().published.read_bytes() == published


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "rumour"}, "column kind: 'rumour'"),
        ({"reason": ""}, "column reason"),
        ({"decided_on": "yesterday"}, "column decided_on: 'yesterday' is not a Date"),
        ({"id": "", "text": ""}, "neither id nor text"),
        ({"field": "speaker"}, "cannot be corrected in this kind of row; claim: predicate, subject"),
        ({"right": "member"}, "a right value needs the field"),
        ({"expectation": "maybe"}, "allowed: stays, may_go"),
    ],
)
def test_a_faulty_row_is_one_clear_error_before_anything_runs(home, rows, change, told):
    (wrong, *_), write = rows
    write(wrong | change)
    line = home.statusquo("run", fails=True)
    assert f"{home.corrections}: line 2: " in line and told in line
    with pytest.raises(SeedError):
        home.run()


def test_corrections_outlive_a_lake_that_is_made_anew_and_count_from_the_home_as_well(home, rows):
    """Moved to the home, with an id that no claim has any more."""
    (wrong, half, reference), write = rows
    weighed = home.ask("FROM marts.weighed_claims ORDER BY claim_id")
    write(wrong | {"id": "0" * 16}, half, reference)
    shutil.move(home.corrections, settings().home / "corrections.csv")
    shutil.rmtree(settings().lake)
    home.run()
    assert home.ask("FROM marts.weighed_claims ORDER BY claim_id") == weighed
    assert home.marts_that_cite(home.wrong) == set()
    (settings().home / "corrections.csv").unlink()


def test_corrections_are_written_to_the_home_where_the_seeds_cannot_be(tmp_path):
    in_home = tmp_path / "corrections.csv"
    assert written([{"kind": "claim"}], [Path("/proc/nowhere/corrections.csv"), in_home]) == in_home
    written([{"kind": "claim", "id": "a, b"}], [in_home])
    assert [one["id"] for one in csv.DictReader(in_home.open(encoding="utf-8"))] == ["", "a, b"]
