"""A broken file of seeds/ is one line that names the file, the line and what is wrong."""

import datetime

import numpy as np
import pytest

from pipeline.errors import SeedError
from pipeline.seeds import early_memberships, is_damaged, read_seed
from schemas.reference import EarlyMembers, MembershipHistory, Organisations, States, Statuses
from schemas.table import frame

REST = ",,,,"
HEADER = "org,term,status,used_from,used_to,successor,note"
RIGHT = f"OECD,key partner,partner{REST}"
FAULTS = {
    "a cell too many": (f"EU,member,member,yes{REST}", "line 3: 8 cells, but the first line names 7 columns"),
    "a cell too few": ("EU,member", "line 3: 2 cells, but the first line names 7 columns"),
    "an open quotation mark": (f'"EU,member,member{REST}', "line 3: a quotation mark has no partner"),
    "a quotation mark within": (f'EU,mem"ber,member{REST}', "line 3: a quotation mark has no partner"),
    "a code 0": (f"EU,mem\0ber,member{REST}", "line 3: a character with the code 0"),
    "an unknown value": (
        f"EU,member,membre{REST}",
        "line 3: column status: 'membre' is not allowed; allowed: member, .*candidate",
    ),
    "the same again": (RIGHT, "line 3: org 'OECD', term 'key partner' stands on an earlier line already"),
}


@pytest.mark.parametrize(("line", "told"), FAULTS.values(), ids=FAULTS)
def test_a_broken_row_is_named(tmp_path, line, told):
    path = tmp_path / "statuses.csv"
    path.write_text("\n".join([HEADER, RIGHT, line, f"NATO,member,member{REST}", ""]), encoding="utf-8")
    with pytest.raises(SeedError, match=rf"^{path}: {told}") as raised:
        read_seed(path, Statuses)
    assert len(str(raised.value).splitlines()) == 1


BODIES = "org,name,kind,founded_on,dissolved_on,decision_rule,decision_rule_source,seat,nouns,qid,qid_source"
KNOWN = "AAA,First Body,forum,,,unknown,,,,Q11,a list"
UNKNOWN = "BBB,Second Body,forum,,,unknown,,,,,"
WIKIDATA = {
    "a page's name for an id": ("First_Body", "a list", "column qid: 'First_Body' breaks str_matches"),
    "an id in small letters": ("q12", "a list", "column qid: 'q12' breaks str_matches"),
    "an earlier row's id": ("Q11", "a list", "column qid: an earlier row has this Wikidata id"),
    "an id that no source gives": ("Q12", "", "column qid_source: a Wikidata id needs the source"),
    "a source that gives no id": ("", "a list", "column qid_source: a Wikidata id needs the source"),
}
STATES = "iso3,iso2,name,official_name,capital,qid,qid_source,began_on,dissolved_on,continued_by"
TABLES = {
    "organisations": (Organisations, BODIES, KNOWN, UNKNOWN, "CCC,Third Body,forum,,,unknown,,,,{},{}"),
    "states": (
        States,
        STATES,
        "AAA,AA,First Land,,,Q11,a list,,,",
        "BBB,BB,Second Land,,,,,,,",
        "CCC,CC,Third Land,,,{},{},,,",
    ),
}


@pytest.mark.parametrize(("qid", "source", "told"), WIKIDATA.values(), ids=WIKIDATA)
@pytest.mark.parametrize(("model", "header", "known", "unknown", "third"), TABLES.values(), ids=TABLES)
def test_a_wrong_wikidata_id_is_named(tmp_path, model, header, known, unknown, third, qid, source, told):
    path = tmp_path / "table.csv"
    path.write_text("\n".join([header, known, unknown, third.format(qid, source), ""]), encoding="utf-8")
    with pytest.raises(SeedError, match=rf"^{path}: line 4: {told}") as raised:
        read_seed(path, model)
    assert len(str(raised.value).splitlines()) == 1


@pytest.mark.parametrize(("model", "header", "known", "unknown", "third"), TABLES.values(), ids=TABLES)
def test_several_rows_may_have_no_wikidata_id(tmp_path, model, header, known, unknown, third):
    path = tmp_path / "table.csv"
    path.write_text("\n".join([header, unknown, known, third.format("", ""), ""]), encoding="utf-8")
    assert read_seed(path, model)["qid"].to_list() == [None, "Q11", None]


def test_bytes_of_another_encoding_are_named(tmp_path):
    path = tmp_path / "statuses.csv"
    path.write_bytes(f"{HEADER}\n{RIGHT}\nEU,membré,member{REST}\n".encode("latin-1"))
    with pytest.raises(SeedError, match="line 3: byte 9 is not UTF-8"):
        read_seed(path, Statuses)


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"EU,member,member\n"], ids=["empty", "a line end", "no header"]
)
def test_a_file_without_its_first_line_is_named(tmp_path, content):
    path = tmp_path / "statuses.csv"
    path.write_bytes(content)
    with pytest.raises(SeedError, match="line 1: "):
        read_seed(path, Statuses)


def test_lines_are_counted_where_a_cell_has_several(tmp_path):
    path = tmp_path / "statuses.csv"
    path.write_text(
        f'{HEADER}\nOECD,"key\npartner",partner{REST}\n{RIGHT}\nEU,member,{REST}\n', encoding="utf-8"
    )
    with pytest.raises(SeedError, match="line 5: column status"):
        read_seed(path, Statuses)


def test_files_from_other_systems_are_read(tmp_path):
    path = tmp_path / "statuses.csv"
    path.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\r\n{RIGHT}\r\n".encode())
    assert read_seed(path, Statuses).rows() == [("OECD", "key partner", "partner", *[None] * 4)]


@pytest.mark.parametrize(
    ("org", "since", "faults"),
    [
        ("UPU", "1990", 1), ("UPU", "1991", 0), ("UPU", "1991-08", 0), ("UPU", "1991-08-30", 1), ("UPU", "1991-08-31", 0),
        ("UPU", "1947-03-28/2004-12-31", 1), ("UPU", "1991/2004-12-31", 0), ("UPU", "../1990", 1), ("UPU", "../2024", 0),
        ("UN", "1945-10-24", 0),
    ],
)  # fmt: skip
def test_no_place_is_older_than_its_state_without_a_reason(org, since, faults):
    """Atlantis began on the last of August 1991."""
    found = early_memberships(
        frame(MembershipHistory, [{"iso3": iso3, "org": org, "from_edtf": since} for iso3 in ("ATL", "OLD")]),
        frame(States, [{"iso3": "ATL", "began_on": datetime.date(1991, 8, 31)}, {"iso3": "OLD"}]),
        frame(EarlyMembers, [{"iso3": "ATL", "org": "UN", "reason": "had a seat of its own"}]),
    )
    assert [fault.split(":")[0] for fault in found] == [f"ATL in {org} from {since}"] * faults


@pytest.mark.parametrize("change", ["cut", "altered"])
def test_damaged_matrices_are_noticed(tmp_path, change):
    path = tmp_path / "weights.npz"
    np.savez(path, head=np.arange(1000))
    assert not is_damaged(path)
    content = bytearray(path.read_bytes())
    content[500] ^= 255
    path.write_bytes(content[:2000] if change == "cut" else content)
    assert is_damaged(path)
