"""Building of the states and their aliases from library data and word lists."""

import pytest

from pipeline.errors import SeedError
from pipeline.reference_build import build, iso_states, read_rows, spellings, state_rows, usable, words_of
from pipeline.settings import ROOT

SOURCES = ROOT / "seeds" / "reference" / "sources"


def words() -> list[dict[str, str]]:
    return read_rows(SOURCES / "state_words.csv")


def test_spellings_vary_apostrophes_accents_conjunctions_and_saints():
    assert set(spellings("Côte d’Ivoire")) == {
        "Cote d'Ivoire",
        "Cote d’Ivoire",
        "Côte d'Ivoire",
        "Côte d’Ivoire",
    }
    assert set(spellings("Saint Kitts and Nevis")) == {
        f"{saint} Kitts {conjunction} Nevis"
        for saint in ("Saint", "St.", "St")
        for conjunction in ("and", "&")
    }
    assert spellings("Iran") == ["Iran"]
    assert set(spellings("South Sudan")) == {"South Sudan", "S. Sudan", "So. Sudan"}


def test_a_plus_adds_the_plural():
    assert list(words_of("Kazakh+|Swiss|")) == ["Kazakh", "Kazakhs", "Swiss"]


@pytest.mark.parametrize(
    "name", ["Iran, Islamic Republic of", "Congo - Kinshasa", "Myanmar (Burma)", "Hong Kong SAR China", ""]
)
def test_names_that_running_text_never_uses_are_left_out(name):
    assert not usable(name)


def test_iso_has_249_codes_and_kosovo_is_added():
    codes = [state[0] for state in iso_states()]
    assert len(codes) == 251
    assert codes == sorted(set(codes))
    assert "XKX" in codes


def test_adjectives_plurals_and_cautions_find_their_rows():
    _, aliases = state_rows(words(), [{"alias": "Georgia", "caution": "a state of the United States"}], [])
    found = {(row["alias"], row["iso3"]): row for row in aliases}
    assert found["Georgian", "GEO"]["kind"] == "adjective"
    assert found["Georgians", "GEO"]["kind"] == "demonym"
    assert found["Georgia", "GEO"]["caution"] == "a state of the United States"
    assert found["Georgian", "GEO"]["caution"] is None


def test_an_alias_is_given_once_a_state():
    _, aliases = state_rows(words(), [], [])
    keys = [(row["alias"], row["iso3"]) for row in aliases]
    assert len(keys) == len(set(keys))
    assert all(alias == alias.strip() and alias for alias, _ in keys)


def test_a_missing_state_is_told():
    with pytest.raises(SeedError, match=r"missing \['ISL'\], unknown \[\]"):
        state_rows([row for row in words() if row["iso3"] != "ISL"], [], [])


def test_a_caution_about_no_alias_is_told():
    with pytest.raises(SeedError, match="Atlantis"):
        state_rows(words(), [{"alias": "Atlantis", "caution": "sunk"}], [])


def test_a_state_has_the_wikidata_id_of_its_row_and_its_source():
    states, _ = state_rows(words(), [], [{"iso3": "ISL", "qid": "Q11", "qid_source": "a list"}])
    found = {row["iso3"]: (row["qid"], row["qid_source"]) for row in states}
    assert found["ISL"] == ("Q11", "a list")
    assert {item for iso3, item in found.items() if iso3 != "ISL"} == {(None, None)}


@pytest.mark.parametrize(
    ("codes", "told"),
    [(["ATL"], "ATL: no such state"), (["ISL", "ISL"], "ISL: an earlier row has this state")],
)
def test_a_wikidata_id_of_no_state_or_a_second_one_is_told(codes, told):
    items = [{"iso3": code, "qid": f"Q{row}", "qid_source": "a list"} for row, code in enumerate(codes, 1)]
    with pytest.raises(SeedError, match=rf"^state_items\.csv: {told}; correct or remove the row$"):
        state_rows(words(), [], items)


def test_a_state_begins_on_its_day():
    states, _ = state_rows(words(), [], [], [{"iso3": "MLT", "began_on": "1964-09-21"}])
    assert {row["iso3"]: row["began_on"] for row in states if row["began_on"]} == {"MLT": "1964-09-21"}
    with pytest.raises(SeedError, match=r"^state_beginnings\.csv: no such states: \['ATL'\]"):
        state_rows(words(), [], [], [{"iso3": "ATL", "began_on": "1964-09-21"}])


def test_missing_sources_are_told(tmp_path):
    with pytest.raises(SeedError, match=r"state_words\.csv: no such file"):
        build(tmp_path)
