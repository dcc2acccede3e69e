"""The reference data and the sample corpus: they load, hang together and hold what the guide needs."""

import collections
import datetime
import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from pipeline.edtf import parse
from pipeline.ingest.briefs import read_originals
from pipeline.ingest.duplicates import mark_duplicates
from pipeline.ingest.landing import land, originals
from pipeline.ingest.metadata import split_front_matter
from pipeline.reference_build import build, read_rows
from pipeline.seeds import read_seed
from pipeline.settings import ROOT
from schemas import reference
from schemas.raw import Briefs, Originals
from schemas.table import about, frame

SEEDS = ROOT / "seeds"
TOTALS = SEEDS / "reference" / "sources" / "member_totals.csv"
TABLES = {
    "states": reference.States,
    "state_aliases": reference.StateAliases,
    "organisations": reference.Organisations,
    "organisation_aliases": reference.OrganisationAliases,
    "statuses": reference.Statuses,
    "outlets": reference.Outlets,
    "events": reference.Events,
    "membership_history": reference.MembershipHistory,
    "coverage": reference.Coverage,
    "voting": reference.Voting,
    "predicates": reference.Predicates,
    "early_members": reference.EarlyMembers,
}
GUIDE_CODES = (
    "SCO BRICS NATO EU CSTO EAEU CIS ASEAN AU ECOWAS SADC EAC COMESA AES OPEC OPEC+ GCC LAS OIC WTO "
    "UN COE OECD OSCE G7 G20 CPTPP RCEP MERCOSUR CELAC UNASUR PA APEC SAARC BIMSTEC OTS ECO AIIB NDB "
    "ICC IAEA WHO UNESCO UNHRC COMMONWEALTH OIF NAM SCHENGEN EUROZONE EFTA CEFTA BSEC GUAM VISEGRAD "
    "CAN CARICOM OAS PIF IMF WB INTERPOL EPC ACS QUAD AUKUS ARCTIC D8 COI IORA ADB G77 FOSS 3G ADD "
    "IHRA FPDA IPEF DEPA GATT"
).split()
OUTSIDE_THE_UN = {"TWN", "XKX", "PSE", "VAT"}


def load(name: str) -> pl.DataFrame:
    return read_seed(SEEDS / "reference" / f"{name}.csv", TABLES[name])


def names_of(row: dict) -> list[str]:
    return [row["name"], *(row["aliases"] or "").split("|")]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_loads_and_its_key_is_a_key(name):
    rows = load(name)
    key = about(TABLES[name])["key"]
    assert rows.height > 0
    assert rows.select(key).null_count().sum_horizontal().item() == 0
    assert rows.select(key).is_duplicated().sum() == 0


def test_all_organisations_of_the_guide_are_there_with_their_names():
    organisations = load("organisations")
    assert set(GUIDE_CODES) <= set(organisations["org"])
    assert organisations.height >= 70
    assert set(organisations["org"]) == set(load("organisation_aliases")["org"])


def test_a_decision_rule_has_a_source_and_only_then():
    unsourced = load("organisations").filter(
        (pl.col("decision_rule") == "unknown") != pl.col("decision_rule_source").is_null()
    )
    assert unsourced["org"].to_list() == []


def test_an_alias_of_several_states_carries_a_caution():
    shared = load("state_aliases").filter(pl.col("iso3").n_unique().over("alias") > 1)
    assert set(shared["alias"]) == {"Congo", "Congolese", "Dominican", "Dominicans"}
    assert shared["caution"].null_count() == 0


def test_an_alias_belongs_to_one_organisation():
    meant = collections.defaultdict(set)
    for alias, org in load("organisation_aliases").select("alias", "org").iter_rows():
        meant[alias.casefold()].add(org)
    assert {alias: orgs for alias, orgs in meant.items() if len(orgs) > 1} == {}


def test_states_organisations_and_outlets_share_no_name():
    kinds = collections.defaultdict(set)
    for alias in load("state_aliases")["alias"]:
        kinds[alias].add("state")
    for alias in load("organisation_aliases")["alias"]:
        kinds[alias].add("organisation")
    for row in load("outlets").iter_rows(named=True):
        for alias in filter(None, names_of(row)):
            kinds[alias].add("outlet")
    assert {alias: kind for alias, kind in kinds.items() if len(kind) > 1} == {}


def test_an_outlet_s_name_belongs_to_one_outlet():
    meant = collections.Counter(
        name for row in load("outlets").iter_rows(named=True) for name in set(filter(None, names_of(row)))
    )
    assert [name for name, count in meant.items() if count > 1] == []


def test_every_iso_state_has_a_name_and_every_sovereign_one_a_people_and_a_capital():
    states = load("states")
    assert states.filter(pl.col("dissolved_on").is_null()).height == 250
    named = set(load("state_aliases").filter(pl.col("kind") == "name")["iso3"])
    assert named == set(states["iso3"])
    history = load("membership_history").filter((pl.col("org") == "UN") & (pl.col("term") == "member"))
    sovereign = set(history["iso3"]) | OUTSIDE_THE_UN
    assert len(sovereign) == 197
    peoples = set(load("state_aliases").filter(pl.col("kind").is_in(["adjective", "demonym"]))["iso3"])
    assert sovereign - peoples == set()
    assert sovereign - set(states.filter(pl.col("capital").is_not_null())["iso3"]) == set()


@pytest.mark.parametrize(("alias", "iso3"), [
    ("Nigerien", "NER"), ("Nigerian", "NGA"), ("Burkinabè", "BFA"), ("Burkinabe", "BFA"), ("Kazakh", "KAZ"),
    ("Kazakhstani", "KAZ"), ("Emirati", "ARE"), ("I-Kiribati", "KIR"), ("Ni-Vanuatu", "VUT"), ("Batswana", "BWA"),
    ("Basotho", "LSO"), ("Kosovar", "XKX"), ("Palestinian", "PSE"), ("Burma", "MMR"), ("Swaziland", "SWZ"),
    ("Zaire", "COD"), ("Kremlin", "RUS"), ("Elysée", "FRA"), ("Downing Street", "GBR"), ("Naypyidaw", "MMR"),
    ("Putrajaya", "MYS"), ("The Hague", "NLD"), ("U.S.", "USA"), ("UAE", "ARE"), ("DRC", "COD"),
    ("Ivory Coast", "CIV"), ("Holy See", "VAT"), ("Türkiye", "TUR"), ("Turkey", "TUR"), ("Soviet Union", "SUN"),
])  # fmt: skip
def test_what_stands_for_a_state(alias, iso3):
    assert load("state_aliases").filter(pl.col("alias") == alias)["iso3"].to_list() == [iso3]


@pytest.mark.parametrize(
    "alias",
    [
        "Georgia",
        "Jordan",
        "Turkey",
        "Chad",
        "Washington",
        "Guinea",
        "Niger",
        "Ireland",
        "Korea",
        "China",
        "Kingston",
        "Georgetown",
        "Victoria",
        "Hamilton",
        "Santiago",
        "San José",
        "Male",
        "Brussels",
    ],
)
def test_misleading_words_carry_a_caution(alias):
    assert load("state_aliases").filter(pl.col("alias") == alias)["caution"].null_count() == 0


@pytest.mark.parametrize(("alias", "org"), [
    ("EEC", "EU"), ("OAU", "AU"), ("CSCE", "OSCE"), ("GATT", "GATT"), ("CEDEAO", "ECOWAS"),
    ("single currency", "EUROZONE"), ("border-free zone", "SCHENGEN"), ("North Atlantic Council", "NATO"),
    ("European Commission", "EU"), ("Turkic Council", "OTS"), ("AU Peace and Security Council", "AU"),
    ("Mercosul", "MERCOSUR"), ("S.C.O.", "SCO"), ("Arab League", "LAS"),
])  # fmt: skip
def test_what_stands_for_an_organisation(alias, org):
    assert load("organisation_aliases").filter(pl.col("alias") == alias)["org"].to_list() == [org]


@pytest.mark.parametrize(("table", "column", "target"), [
    ("state_aliases", "iso3", "states.iso3"), ("organisation_aliases", "org", "organisations.org"),
    ("outlets", "iso3", "states.iso3"), ("events", "org", "organisations.org"),
    ("membership_history", "org", "organisations.org"),
])  # fmt: skip
def test_codes_refer_to_something(table, column, target):
    other, key = target.split(".")
    assert set(load(table)[column].drop_nulls()) - set(load(other)[key]) == set()


def test_members_in_the_history_are_known_states_or_organisations():
    known = set(load("states")["iso3"]) | {f"org:{code}" for code in load("organisations")["org"]}
    assert set(load("membership_history")["iso3"]) - known == set()


def test_terms_belong_to_known_organisations_and_hand_over_to_their_own():
    statuses = load("statuses")
    assert set(statuses["org"]) - {"*"} <= set(load("organisations")["org"])
    terms = set(statuses.select("org", "term").iter_rows())
    assert [
        row
        for row in statuses.iter_rows(named=True)
        if row["successor"] and (row["org"], row["successor"]) not in terms
    ] == []
    assert all(term == term.lower() for term in statuses["term"])


def interval(start: str | None, end: str | None) -> tuple[datetime.date, datetime.date]:
    """The first day of the start and the last day of the end."""
    first = parse(start).first if start else None
    last = parse(end).last if end else None
    return first or datetime.date.min, last or datetime.date.max


@pytest.mark.parametrize(("table", "start", "end"), [
    ("organisations", "founded_on", "dissolved_on"), ("statuses", "used_from", "used_to"),
    ("membership_history", "from_edtf", "to_edtf"),
])  # fmt: skip
def test_beginnings_come_before_ends(table, start, end):
    for row in load(table).iter_rows(named=True):
        first, last = interval(row[start], row[end])
        assert first <= last, row


def test_nothing_happens_before_its_organisation_is_founded_or_after_its_end():
    lives = {
        row["org"]: interval(row["founded_on"], row["dissolved_on"])
        for row in load("organisations").iter_rows(named=True)
    }
    history = load("membership_history").filter(pl.col("term").is_in(["member", "observer", "partner"]))
    for row in [
        *load("events").drop_nulls("org").rename({"held_on": "day"}).iter_rows(named=True),
        *history.rename({"from_edtf": "day"}).iter_rows(named=True),
    ]:
        first, last = interval(row["day"], row["day"])
        founded, ended = lives[row["org"]]
        assert last >= founded, row
        assert first <= ended, row


def test_a_state_holds_a_status_once_at_a_time():
    found = collections.defaultdict(list)
    for row in load("membership_history").iter_rows(named=True):
        found[row["iso3"], row["org"], row["term"]].append(
            (row["from_edtf"], row["to_edtf"], row["to_known"])
        )
    for key, spells in found.items():
        spells.sort()
        for (_, earlier_end, earlier_known), (later_start, _, _) in zip(spells, spells[1:], strict=False):
            assert not earlier_known or earlier_end is not None, (key, spells)
            assert earlier_end is None or interval(earlier_end, None)[0] <= interval(later_start, None)[0], (
                key,
                spells,
            )


@pytest.mark.parametrize(("org", "members"), [row.values() for row in read_rows(TOTALS)])
def test_the_history_counts_as_many_members_as_the_organisation(org, members):
    current = load("membership_history").filter(
        (pl.col("org") == org)
        & (pl.col("status") == "member")
        & pl.col("to_edtf").is_null()
        & pl.col("to_known")
    )
    assert current["iso3"].n_unique() == int(members)


def test_states_are_what_the_libraries_and_the_word_lists_make_of_them(tmp_path):
    shutil.copytree(SEEDS / "reference" / "sources", tmp_path / "sources")
    build(tmp_path)
    for name in ("states.csv", "state_aliases.csv"):
        assert (tmp_path / name).read_bytes() == (SEEDS / "reference" / name).read_bytes()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> pl.DataFrame:
    """The sample corpus as the pipeline takes it in."""
    store, day = tmp_path_factory.mktemp("landing"), datetime.date(2026, 11, 1)
    land([SEEDS / "briefs"], store=store, day=day, limit=1_000_000)
    landed, refused = originals(store, str(day))
    briefs, unfit = read_originals(frame(Originals, landed), store=store)
    assert refused == unfit == []
    return mark_duplicates(frame(Briefs, briefs), frame(Briefs))


def test_the_corpus_spans_formats_years_and_publishers(corpus):
    assert corpus.height >= 24
    assert set(corpus["format"]) == {"txt", "md", "html", "jsonl"}
    years = corpus["published_on"].drop_nulls().dt.year()
    assert (years.min(), years.max()) == (2001, 2026)
    assert corpus["source"].drop_nulls().n_unique() >= 8


def test_one_wire_report_comes_twice_and_one_brief_has_no_date(corpus):
    assert corpus.filter(pl.col("duplicate_of").is_not_null())["external_id"].to_list() == ["sound-2022-0519"]
    undated = corpus.filter(pl.col("text").str.contains("Council of Europe: Pristina has to wait again"))
    assert undated["published_on_basis"].to_list() == ["unknown"]


@pytest.mark.parametrize("path", sorted((SEEDS / "briefs").iterdir()), ids=lambda path: path.name)
def test_a_sample_brief_says_that_it_is_one(path: Path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        assert split_front_matter(text)[0]["synthetic"] == "true"
    elif path.suffix == ".jsonl":
        assert all(json.loads(line)["synthetic"] is True for line in text.splitlines())
    else:
        assert text.count("Synthetic sample text: people quoted here are invented.") == 1
