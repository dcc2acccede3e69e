"""Reference data and lexicons as look-up structures."""

import pytest

from pipeline import lexicon
from pipeline.errors import SeedError
from pipeline.seeds import read_seed
from pipeline.settings import ROOT, settings
from schemas.lexicon_base import StateTraits, UnnamedStateWeights, WordClasses
from schemas.marts import BID_STAGES
from schemas.vocabulary import PREDICATES


def test_traits_are_of_states_that_are_known():
    assert all(codes <= set(lexicon.states()) for codes in lexicon.state_traits().values())


def test_a_word_class_that_nobody_has_is_an_error():
    assert "fly" in lexicon.word_class("motion_verb")
    with pytest.raises(KeyError, match="no word of class 'verbs_of_cooking'"):
        lexicon.word_class("verbs_of_cooking")


def test_every_class_of_words_is_read_by_code():
    classes = set(lexicon.lexicon_table("word_classes", WordClasses)["word_class"])
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline").rglob("*.py"))
    assert not [name for name in sorted(classes) if f'"{name}"' not in code]


def test_every_state_and_organisation_is_found_by_its_name():
    for iso3, row in lexicon.states().items():
        if "(" in row["name"]:  # 'Cocos (Keeling) Islands': no text writes it so
            continue
        entities = {
            alias.entity for match in lexicon.gazetteer().matches(row["name"]) for alias in match.entries
        }
        assert iso3 in entities, row["name"]
    for code, row in lexicon.organisations().items():
        matches = list(lexicon.gazetteer().matches(row["name"]))
        assert any(f"org:{code}" == alias.entity for match in matches for alias in match.entries), row["name"]


def test_every_predicate_has_its_properties_and_every_stage_its_place():
    rows = lexicon.predicates()
    assert list(rows) == list(PREDICATES)
    assert all((row["kind"] == "stance") == (row["actor"] == "needed") for row in rows.values())
    stages = {row["stage_number"]: row["stage"] for row in rows.values() if row["stage"] in BID_STAGES}
    known = list(BID_STAGES)
    assert [known.index(stages[number]) for number in sorted(stages)] == sorted(
        known.index(stage) for stage in stages.values()
    )
    assert all((row["stage"] is None) == (row["stage_number"] is None) for row in rows.values())


def test_nouns_of_organisations_are_split():
    assert "alliance" in lexicon.organisation_nouns()["NATO"]
    assert all(
        "" not in nouns and not any("|" in noun for noun in nouns)
        for nouns in lexicon.organisation_nouns().values()
    )


def test_a_word_class_row_without_a_word_names_file_line_and_column(tmp_path):
    path = tmp_path / "word_classes.csv"
    path.write_text("word_class,word,note\nmotion_verb,fly,\nmotion_verb,,\n", encoding="utf-8")
    with pytest.raises(SeedError, match=r"word_classes\.csv: line 3: column word"):
        read_seed(path, WordClasses)


def test_a_class_that_is_none_is_told_with_those_like_it(tmp_path):
    path = tmp_path / "word_classes.csv"
    path.write_text("word_class,word,note\nmotion_verbs,fly,\n", encoding="utf-8")
    with pytest.raises(SeedError, match="'motion_verbs' is not allowed; allowed: motion_verb, "):
        read_seed(path, WordClasses)


def test_a_trait_of_a_state_without_a_code_is_refused(tmp_path):
    path = tmp_path / "state_traits.csv"
    path.write_text("trait,iso3\nnordic,Sweden\n", encoding="utf-8")
    with pytest.raises(SeedError, match="'Sweden'"):
        read_seed(path, StateTraits)


def test_traits_of_organisations_are_of_known_ones_and_of_those_whose_name_begins_so():
    known = set(lexicon.organisations())
    assert all(codes <= known for codes in lexicon.organisation_traits().values())
    assert "COMESA" not in lexicon.organisation_traits()["southern"]
    assert "MSG" in lexicon.organisation_traits()["melanesian"]


def test_lexicons_lie_below_the_seeds():
    assert (settings().seeds / "lexicon" / "word_classes.csv").is_file()


WEIGHTS = settings().seeds / "lexicon" / "unnamed_state_weights.csv"


def test_every_weight_of_an_unnamed_state_is_asked_for_by_its_name():
    code = (ROOT / "pipeline/language/names/unnamed_states.py").read_text(encoding="utf-8")
    assert not [name for name in lexicon.unnamed_state_weights() if f'"{name}"' not in code]


@pytest.mark.parametrize(
    ("faulty", "told"),
    {
        "heading,5.0,a misspelt name": "line 2: column name: 'heading' is not allowed; allowed: setting, ",
        "headed,much,no number": "line 2: column weight: 'much' is not a Float64",
        "headed,50.0,too much": "line 2: column weight: '50.0' breaks less_than_or_equal_to",
    }.items(),
)
def test_a_faulty_weight_is_named(tmp_path, faulty, told):
    path = tmp_path / WEIGHTS.name
    path.write_text(f"name,weight,meaning\n{faulty}\n", encoding="utf-8")
    with pytest.raises(SeedError, match=rf"^{path}: {told}"):
        read_seed(path, UnnamedStateWeights)


def test_a_weight_that_has_no_row_is_named(monkeypatch):
    rows = read_seed(WEIGHTS, UnnamedStateWeights)
    monkeypatch.setattr(lexicon, "lexicon_table", lambda *_: rows.filter(rows["name"] != "headed"))
    with pytest.raises(SeedError, match=rf"{WEIGHTS.name}: no row has the name headed"):
        lexicon.unnamed_state_weights.__wrapped__()
