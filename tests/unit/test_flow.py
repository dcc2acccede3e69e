"""What a stage depends on: changed code or lexicons make stale exactly what they concern."""

import shutil

import pytest

from pipeline import flow
from pipeline.flow import (
    DAILY,
    closure,
    code_version,
    component_modules,
    imports,
    modules_of,
    source,
    version_of,
)
from pipeline.language.reading import COMPONENTS
from pipeline.settings import ROOT, settings


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    """Seeds of this test's own."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.setenv("STATUSQUO_SEEDS", str(tmp_path / "seeds"))
    settings.cache_clear()
    code_version.cache_clear()
    yield tmp_path / "seeds"
    monkeypatch.undo()
    settings.cache_clear()
    code_version.cache_clear()


def versions() -> dict[str, str]:
    code_version.cache_clear()
    return {name: code_version(stage) for name, stage in DAILY.items()}


def changed(before: dict[str, str]) -> set[str]:
    return {name for name, version in versions().items() if version != before[name]}


def test_every_component_is_registered_by_a_module_that_a_stage_names():
    assert set(COMPONENTS) <= set(component_modules())
    named = {module for stage in DAILY.values() for module in modules_of(stage.components)}
    assert {component_modules()[name] for name in COMPONENTS} <= named


def test_stages_read_only_stages_before_them():
    names = list(DAILY)
    for position, stage in enumerate(DAILY.values()):
        assert set(stage.reads) <= set(names[:position])


def test_code_of_a_stage_is_all_that_it_imports():
    files = {path.relative_to(ROOT).as_posix() for path in closure(("pipeline.records",))}
    assert {"pipeline/records.py", "pipeline/edtf.py", "pipeline/identifiers.py", "schemas/table.py"} <= files
    assert "pipeline/publish.py" not in files


def test_a_stage_does_not_depend_on_those_after_it():
    mentions = set(closure(tuple(sorted(modules_of(("*",))))))
    assert source(component_modules()["statusquo_gazetteer"]) in mentions
    for name in ("statusquo_statements", "statusquo_claims"):
        if name in component_modules():
            assert source(component_modules()[name]) not in mentions


def test_imports_of_every_form_are_seen(tmp_path):
    module = tmp_path / "m.py"
    module.write_text(
        "import pipeline.lake as l\nimport os\nfrom pipeline import seeds\n\n"
        "def late():\n    from schemas.raw import Briefs\n"
    )
    assert imports(module, "pipeline.m") == {"pipeline", "pipeline.lake", "pipeline.seeds", "schemas.raw"}
    module.write_text("from . import lake\nfrom .ingest.landing import land\nfrom ..schemas import raw\n")
    assert imports(module, "pipeline.m") == {
        "pipeline",
        "pipeline.lake",
        "pipeline.ingest.landing",
        "schemas",
        "schemas.raw",
    }


def test_unknown_module_raises():
    with pytest.raises(ValueError, match="pipeline.nowhere is no module of this project"):
        closure(("pipeline.nowhere",))


def test_changed_lexicon_makes_reading_stale_but_not_the_parse(seeds):
    before = versions()
    with (seeds / "lexicon" / "word_classes.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert changed(before) == {"segments", "mentions", "statements", "claims", "claims_doubtful"}


def test_changed_lexicon_makes_stale_what_looks_into_it(seeds):
    looking = {}
    for path in sorted((seeds / "lexicon").iterdir()):
        before = versions()
        with path.open("a", encoding="utf-8") as file:
            file.write("\n")
        looking[path.stem] = changed(before)
    assert all(looking.values()), "no lexicon is there for nothing"
    assert looking["cues"] == {"mentions", "statements"}
    assert looking["segment_phrases"] == {"segments"}
    assert looking["claim_triggers"] == {"claims", "claims_doubtful"}


def test_the_same_seeds_elsewhere_make_nothing_stale(seeds, tmp_path, monkeypatch):
    before = versions()
    monkeypatch.setenv("STATUSQUO_SEEDS", str(ROOT / "seeds"))
    settings.cache_clear()
    assert changed(before) == set()


@pytest.mark.parametrize("name", ["membership_history", "coverage"])
def test_what_is_known_of_memberships_bears_upon_claims_alone(seeds, name):
    before = versions()
    (seeds / "reference" / f"{name}.csv").write_text("")
    assert changed(before) == {"claims", "claims_doubtful"}


def test_changed_decision_rules_make_no_stage_of_a_day_stale(seeds):
    before = versions()
    (seeds / "reference" / "voting.csv").write_text("")
    assert changed(before) == set()


def test_changed_file_changes_a_version(tmp_path):
    path = tmp_path / "rules.py"
    path.write_text("a = 1\n")
    before = version_of([path])
    path.write_text("a = 2\n")
    assert version_of([path]) != before


def test_model_is_part_of_the_version_of_the_parse(monkeypatch):
    before = versions()
    monkeypatch.setattr(flow.importlib.metadata, "version", lambda name: "another")
    assert changed(before) == {"parsed", "statements", "claims", "claims_doubtful"}
    monkeypatch.undo()
    assert changed(before) == set()
