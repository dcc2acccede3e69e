"""Benchmarks: the same briefs on every machine, children measured, failures told."""

import subprocess

import pytest

from bench.__main__ import BENCHMARKS, main
from bench.children import run
from bench.corpus import material, recombined
from bench.figures import EXPONENT, NOTED_IN, RATIO, Figure, Noted, noted, page, tell
from pipeline.language.text.segments import divide


def test_recombined_briefs_are_the_same_every_time():
    briefs = recombined(20)
    assert briefs == recombined(20)
    assert briefs != recombined(20, seed=7)
    assert len({brief["text"] for brief in briefs}) == 20


def test_recombined_briefs_are_built_like_briefs():
    paragraphs = material()
    assert all(len(found) > 20 for found in paragraphs.values())
    kinds = {segment.kind for brief in recombined(10) for segment in divide(brief["text"])}
    assert kinds == {"headline", "news", "comment", "boilerplate"}


def test_a_child_is_measured_on_its_own():
    ballast = bytearray(b"1") * 500_000_000
    cost = run(["-c", "block = bytearray(b'1') * 200_000_000; print(len(block))"])
    assert cost.output == "200000000\n"
    assert 190 < cost.peak_mb < 300, f"not the {len(ballast)} bytes of the parent"
    assert 0 < cost.processor_seconds < 30


def test_a_child_keeps_its_compiled_modules(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert run(["-c", "import sys; print(sys.dont_write_bytecode)"]).output == "False\n"


def test_a_child_that_fails_is_told():
    with pytest.raises(subprocess.CalledProcessError):
        run(["-c", "raise SystemExit(3)"])


def test_an_unknown_benchmark_is_refused(capsys):
    assert main(["speed"]) == 2
    assert ", ".join(BENCHMARKS) in capsys.readouterr().err


def test_the_page_has_what_depends_least_on_the_machine_first():
    told = page(
        [
            Noted(Figure("a night", 12, "s", 10), "graph", 1.0),
            Noted(Figure("time by length", 1.04, EXPONENT, 1.15), "lengths", 4.2),
            Noted(Figure("run / bare parse", 1.2, RATIO, 1.25), "graph", 2.0),
        ],
        ["graph", "lengths", "marts"],
    )
    rows = [line.split(" | ") for line in told.splitlines() if line.startswith("| ")][2:]
    assert [(row[0].removeprefix("| "), row[-1].removesuffix(" |")) for row in rows] == [
        ("run / bare parse", "yes"),
        ("time by length", "yes"),
        ("a night", "no"),
    ]
    assert "1 to 4 processes wanted to compute" in told and "Not measured this time: marts." in told


def test_figures_that_are_kept_are_the_last_ones_of_each_benchmark(tmp_path, monkeypatch):
    monkeypatch.setenv(NOTED_IN, str(tmp_path / "kept.jsonl"))
    for value in (2, 1):
        tell([Figure("a night", value, "s"), Figure("a day", 7, "s")])
    assert {one.figure.what: one.figure.value for one in noted(tmp_path / "kept.jsonl")} == {
        "a night": 1,
        "a day": 7,
    }
