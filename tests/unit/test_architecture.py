"""Rules about the repository itself: imports run one way, and modules stay small enough to read."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("schemas", "pipeline", "assets", "statusquo")  # each may import itself and those before it
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Top-level packages that a module imports, also within functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path):
    layer = path.relative_to(ROOT).parts[0]
    above = set(LAYERS[LAYERS.index(layer) + 1 :])
    assert not imported(path) & above
    if layer in ("schemas", "pipeline"):
        assert "dagster" not in imported(path)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_says_what_it_is(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if tree.body:
        assert ast.get_docstring(tree)


def test_the_page_on_architecture_names_what_is_there():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w/.]+(?:/|\.(?:csv|py)))`", page))
    beside = [ROOT, *(ROOT / place for place in ("pipeline", "pipeline/language", "pipeline/ingest"))]
    beside += [ROOT / place for place in ("statusquo", "seeds/reference", "seeds/lexicon")]
    assert not [name for name in sorted(named) if not any((place / name).exists() for place in beside)]
    rooms = {path.parent for layer in LAYERS for path in (ROOT / layer).glob("**/__init__.py")}
    rooms = {room for room in rooms if len(room.relative_to(ROOT).parts) < 4}
    assert not [
        room
        for room in sorted(rooms)
        if not any(room / "" == place / name for place in beside for name in named)
    ]


def test_the_check_of_imports_finds_a_wrong_one(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("def late():\n    from assets import definitions\n", encoding="utf-8")
    assert imported(wrong) == {"assets"}
