"""A wheel works outside the checkout: it carries seeds and SQL, reads a brief and runs the whole graph."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from pipeline.settings import ROOT

SOURCES = ("assets", "pipeline", "schemas", "seeds", "statusquo", "warehouse")
BRIEF = "Latvia applied to join the OECD on 3 June 2013, its premier said."


def run(*command: object, folder: Path, **environment: str) -> str:
    """What a command prints; fails with all that it says."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("STATUSQUO", "DAGSTER"))
    }
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**kept, **environment},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The commands of an environment that has the wheel, and else what this one has, but not the checkout."""
    folder = tmp_path_factory.mktemp("installation")
    source, environment = folder / "source", folder / "environment"
    for name in SOURCES:
        built = shutil.ignore_patterns("__pycache__", "lake", "landing", "dagster", "*.duckdb")
        shutil.copytree(ROOT / name, source / name, ignore=built)
    for name in ("pyproject.toml", "setup.py", "README.md"):
        shutil.copy(ROOT / name, source)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "wheel", "--no-deps", "--no-index", "--no-build-isolation", "-w", folder, source, folder=folder)
    venv.create(environment, symlinks=True)
    commands = environment / ("Scripts" if os.name == "nt" else "bin")
    (wheel,) = folder.glob("*.whl")
    run(*pip, "--python", commands / "python", "install", "--no-deps", "--no-index", wheel, folder=folder)
    # Files named *.pth are not read in a folder that a .pth names: this environment's link to the checkout is not.
    (packages,) = environment.rglob("site-packages")
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"))
    return commands


def test_a_wheel_reads_a_brief_and_runs_the_graph(installed, tmp_path):
    found = run(installed / "python", "-c", "import pipeline; print(pipeline.__file__)", folder=tmp_path)
    assert Path(found.strip()).is_relative_to(installed.parent)

    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": BRIEF, "published_on": "2013-06-04"}))
    read = json.loads(run(installed / "statusquo", "extract", "in.jsonl", folder=tmp_path))
    assert ("applied", "LVA", "OECD") in {(c["predicate"], c["subject"], c["org"]) for c in read["claims"]}

    home = {"STATUSQUO_HOME": str(tmp_path / "home")}
    run(installed / "statusquo", "ingest", "in.jsonl", folder=tmp_path, **home)
    run(installed / "statusquo", "run", folder=tmp_path, **home)
    asked = "SELECT predicate FROM staging.claims WHERE subject = 'LVA' AND org = 'OECD'"
    told = run(installed / "statusquo", "query", asked, "--format", "csv", folder=tmp_path, **home)
    assert "applied" in told.split()
