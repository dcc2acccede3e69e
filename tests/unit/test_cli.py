"""The command line: lazy, helpful, one line for an error; taking in and extracting."""

import csv
import datetime
import errno
import functools
import gzip
import importlib
import importlib.metadata
import json
import os
import py_compile
import re
import resource
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pipeline.errors import StatusquoError
from pipeline.ingest.landing import landed_days, originals
from pipeline.settings import ROOT, settings
from statusquo.cli import COMMANDS, main, of_the_system
from statusquo.cli.output import cell, plain, show

TEXT = "Ruritania has applied to join the Harbour League, its council said on Friday."
HEAVY = {
    "duckdb",
    "polars",
    "pandera",
    "spacy",
    "dagster",
    "trafilatura",
    "datasketch",
    "numpy",
    "rich",
    "pydantic",
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty STATUSQUO_HOME."""
    monkeypatch.setenv("STATUSQUO_HOME", str(tmp_path / "home"))
    settings.cache_clear()
    yield tmp_path / "home"
    settings.cache_clear()


def run(*arguments, **options):
    return CliRunner().invoke(main, [str(one) for one in arguments], prog_name="statusquo", **options)


def started(code, *arguments, **options):
    """A fresh interpreter that runs code, for what depends on the process: imports, pipes."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, **options
    )


def brief(name, text=TEXT, **more):
    """A line of JSON lines."""
    return json.dumps({"id": name, "text": text, **more}) + "\n"


CALL = "import sys; from statusquo.cli import main; main(sys.argv[1:])"


# Help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_of_itself(name):
    result = run(name, "--help")
    assert result.exit_code == 0, result.output
    assert "Example" in result.output and f"statusquo {name}" in result.output.partition("Example")[2]
    assert COMMANDS[name].endswith(".")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name):
    command = importlib.import_module(f"statusquo.cli.{name.replace('-', '_')}").command
    assert [
        option.name for option in command.params if isinstance(option, click.Option) and not option.help
    ] == []


def test_every_module_with_a_command_is_listed():
    folder = os.path.dirname(importlib.import_module("statusquo.cli").__file__)
    modules = {name[:-3] for name in os.listdir(folder) if name.endswith(".py") and name != "__init__.py"}
    assert {
        name.replace("_", "-")
        for name in modules
        if hasattr(importlib.import_module(f"statusquo.cli.{name}"), "command")
    } == set(COMMANDS)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], [], *([name, "--help"] for name in COMMANDS)], ids=" ".join
)
def test_help_imports_nothing_heavy(arguments):
    code = (
        f"{CALL.replace('main(sys.argv[1:])', '')}\ntry: main(sys.argv[1:])\nexcept SystemExit as end: assert not end.code, end\n"
        + (f"assert not {HEAVY!r} & set(sys.modules), {HEAVY!r} & set(sys.modules)")
    )
    result = started(code, *arguments)
    assert result.returncode == 0, result.stderr
    assert result.stdout


def test_taking_in_imports_nothing_that_reads_or_builds_tables(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    code = f"{CALL.replace('main(sys.argv[1:])', '')}\ntry: main(sys.argv[1:])\nexcept SystemExit as end: assert not end.code, end\n"
    needless = {"duckdb", "polars", "pandera", "spacy", "dagster", "trafilatura", "numpy"}
    code += f"assert not {needless!r} & set(sys.modules), {needless!r} & set(sys.modules)"
    environment = {**os.environ, "STATUSQUO_HOME": str(tmp_path / "home")}
    result = started(code, "ingest", tmp_path / "a.txt", env=environment)
    assert result.returncode == 0, result.stderr
    assert "1 landed" in result.stdout


def test_the_version_is_that_of_the_distribution():
    assert run("--version").output.split()[1] == importlib.metadata.version("statusquo")


def test_the_row_of_the_history_that_is_corrected_in_examples_is_there():
    with (settings().seeds / "reference" / "membership_history.csv").open(encoding="utf-8") as file:
        known = {
            "|".join((row["iso3"], row["org"], row["term"], row["from_edtf"])) for row in csv.DictReader(file)
        }
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    for told in (run("correct", "--help").output, page):
        (example,) = re.findall(r'correct "([A-Z]{3}\|[^"]+)"', told)
        assert example in known


# Errors


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nothing"], "No such command"),
        (["catchup"], "did you mean catch-up?"),
        (["extract", "gone.jsonl"], "does not exist"),
        (["ingest"], "Missing argument"),
        (["ingest", "--date", "24 April", "."], "is not a date"),
        (["query"], "give either"),
        (["ingest", "--date", "2999-01-01", "."], "is not between"),
        (["status", "--known-by", "2017-01-01"], "goes with --on"),
        (["status", "--format", "xml"], "Invalid value"),
        (["export", "claims", "claims.xls"], "ends in none of"),
        (["export", "claims", "-"], 'statusquo query "FROM claims" --format csv'),
        (["query", "SELECT $a", "--set", "a"], "is not NAME=VALUE"),
        (["--wrong"], "No such option"),
        (["ui", "--port", "70000"], "Invalid value"),
    ],
)
def test_usage_errors_are_one_line_and_exit_code_2(home, arguments, told):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == "" and told in result.stderr and len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ingest", "gone"], "gone: no such file or folder"),
        (["status"], "run `statusquo run`"),
        (["query", "SELECT 1"], "run `statusquo run`"),
        (["explain", "0"], "run `statusquo run`"),
        (["export", "claims", "x.csv"], "run `statusquo run`"),
        (["run", "--date", "2017-01-01"], "nothing was landed"),
    ],
)
def test_failures_are_one_line_and_exit_code_1(home, arguments, told):
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stdout == "" and told in result.stderr and len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["status"], ["sources", "list"], ["run"], ["ingest", "."]])
def test_a_home_that_is_a_file_is_told_so(home, arguments):
    home.write_text("no folder")
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr == f"Error: {home} is a file; set STATUSQUO_HOME to a folder\n"


def test_a_published_file_that_is_none_is_told_with_what_to_do(home):
    home.mkdir()
    (home / "statusquo.duckdb").write_bytes(b"something else " * 1000)
    result = run("status")
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1
    assert str(home) in result.stderr and result.stderr.endswith("; statusquo run makes it anew\n")


def test_what_the_system_tells_of_a_file_names_it_and_what_to_do():
    refused = PermissionError(errno.EACCES, "Permission denied", "/home/of/.sources.toml.1a2b.part")
    assert of_the_system(refused) == "/home/of: permission denied; give this user the right to it"
    assert of_the_system(IsADirectoryError(errno.EISDIR, "Is a directory", "x")) == "x: is a directory"
    assert of_the_system(OSError("no file in it")) == "no file in it"
    assert of_the_system(StatusquoError("another fault")) == "another fault"


def test_an_error_of_the_program_is_one_line_too_and_debug_shows_where(home, monkeypatch):
    monkeypatch.setenv("STATUSQUO_MAX_ORIGINAL_BYTES", "many")
    result = run("ingest", ".")
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1
    assert isinstance(run("--debug", "ingest", ".").exception.__cause__, ValueError)


def test_a_full_disk_is_one_line_that_says_so(home, tmp_path):
    (tmp_path / "long.txt").write_text(TEXT * 100, encoding="utf-8")
    limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (2000, 2000))
    call = "from statusquo.cli import main; main()"
    result = started(call, "ingest", tmp_path / "long.txt", preexec_fn=limit)
    assert result.returncode == 1 and len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("Error: the disk is full (")


def test_a_compiled_module_that_was_cut_short_is_told_with_what_to_do(tmp_path):
    source = ROOT / "statusquo" / "cli" / "sources.py"
    kept = tmp_path.joinpath(*source.parts[1:-1], f"sources.{sys.implementation.cache_tag}.pyc")
    py_compile.compile(str(source), cfile=str(kept))
    kept.write_bytes(kept.read_bytes()[:2_000])
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    result = started(CALL, "sources", "--help", env=environment)
    assert result.returncode == 1 and len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(
        "Error: a compiled file of the program was cut short, as by a full disk: "
    )
    assert f"remove {tmp_path} and" in result.stderr


def test_a_full_disk_ends_extract_instead_of_refusing_line_after_line(home):
    limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (100_000, 100_000))
    lines = brief("a") + brief("b")
    result = started("from statusquo.cli import main; main()", "extract", "-", input=lines, preexec_fn=limit)
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert result.stderr.startswith("Error: the disk is full (")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["query", "--list", "--format", "csv"], ["extract", "-"]], ids=" ".join
)
def test_a_reader_that_goes_away_is_no_error(arguments):
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(
        [sys.executable, "-c", CALL, *arguments],
        stdout=writing,
        stderr=subprocess.PIPE,
        input=brief("a").encode(),
    )
    os.close(writing)
    assert (result.stderr, result.returncode) == (b"", 1)


# Output


def test_rows_for_programs(capsys):
    names, rows = ["a", "b"], [(1, None), ('x,"y"\nz', [1, "p"])]
    show(names, rows, "csv")
    assert capsys.readouterr().out == 'a,b\n1,\n"x,""y""\nz",1|p\n'
    show(names, rows, "json")
    assert json.loads(capsys.readouterr().out) == [{"a": 1, "b": None}, {"a": 'x,"y"\nz', "b": [1, "p"]}]
    show(names, [], "json")
    assert json.loads(capsys.readouterr().out) == []
    show(names, [], "csv")
    assert capsys.readouterr().out == "a,b\n"


def test_rows_for_people_are_aligned_and_whole_where_they_are_piped(capsys):
    show(["name", "n"], [("long " * 60, 1), ("short\nname", None), ("é", True)])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert (
        lines[2].endswith("  1")
        and lines[3].startswith("short name")
        and lines[4].index("yes") == lines[2].index("1")
    )
    assert lines[0].index("n", 1) == lines[2].rindex("1") and len(lines[2]) >= 300


def on_a_terminal(code, columns):
    """What a fresh interpreter that runs code shows on a terminal so many columns wide, without its
    escapes."""
    master, slave = os.openpty()
    environment = os.environ | {"COLUMNS": str(columns), "TERM": "xterm"}
    shown = subprocess.Popen([sys.executable, "-c", code], stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    pieces = []
    try:
        while piece := os.read(master, 65536):
            pieces.append(piece)
    except OSError:
        pass  # so a terminal tells that the other side has gone
    os.close(master)
    assert shown.wait() == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", b"".join(pieces).decode()).replace("\r\n", "\n")


SHOW = "from statusquo.cli.output import show; show"


@pytest.mark.parametrize("width", [40, 80, 100, 120])
def test_rows_on_a_terminal_fit_its_width(width):
    rows = [("several words " * 9, None, 3, "2026-03-01", "left over"), ("b", None, 12, "2005/..", "none")]
    table = on_a_terminal(f"{SHOW}(['name', 'empty', 'count', 'day', 'more'], {rows!r}, wide=False)", width)
    lines = table.splitlines()
    assert max(map(len, lines)) <= width and "empty" not in table
    assert lines[0].split()[:3] == ["name", "count", "day"]
    assert "".join(line[:12].rstrip() + " " for line in lines).count("several") >= 1
    assert "2026-03-01" in table and " ".join(table.split()).count("several words") >= 4, "nothing is broken"


def test_columns_for_which_there_is_no_room_are_left_out_or_the_rows_become_lists():
    names, row = [f"column{n}" for n in range(12)], ["x" * 12] * 12
    table = on_a_terminal(f"{SHOW}({names}, [{row}], wide=False)", 60)
    assert table.splitlines()[0].split() == names[:4] and table.splitlines()[2].split() == row[:4]
    assert " ".join(table.split()).endswith("column11 (--wide shows all, csv and json have all).")
    wide = on_a_terminal(f"{SHOW}({names}, [{row}])", 60)
    assert wide == "".join(f"{name:<8}  {'x' * 12}\n" for name in names) + "\n"


def test_numbers_stand_at_the_right_and_only_columns_that_were_asked_for_decide_of_a_pipe(
    capsys, monkeypatch
):
    monkeypatch.setenv("COLUMNS", "40")
    show(["name", "count"], [("a", 7), ("b", 123)])
    assert capsys.readouterr().out == "name  count\n----  -----\na         7\nb       123\n"
    monkeypatch.delenv("COLUMNS")
    show(["name", "text"], [("a", "word " * 40)])
    assert max(map(len, capsys.readouterr().out.splitlines())) > 190


def test_progress_is_shown_on_a_terminal_alone():
    code = (
        "from statusquo.cli.output import progress\n"
        "with progress('Reading briefs', 2) as advance:\n    advance(1)\n    advance(1)\nprint('done')"
    )
    assert "Reading briefs" in on_a_terminal(code, 80)
    assert (started(code).stdout, started(code).stderr) == ("done\n", "")


def test_no_rows_are_told_to_people_apart(capsys):
    show(["a"], [], empty="Nothing there.")
    assert capsys.readouterr() == ("", "Nothing there.\n")


def test_cells():
    assert [cell(one) for one in (None, True, 0.5, 2.0, 0.12345, ["a", None, 1], "a\n b")] == [
        "",
        "yes",
        "0.5",
        "2",
        "0.1235",
        "a, , 1",
        "a b",
    ]
    assert plain([datetime.date(2017, 4, 24), float("nan"), {"a": (1,)}, b"x"]) == [
        "2017-04-24",
        None,
        {"a": [1]},
        "b'x'",
    ]


# ingest


def test_ingest_tells_what_became_of_the_files(home, tmp_path):
    drop = tmp_path / "drop"
    drop.mkdir()
    (drop / "a.txt").write_text(TEXT)
    (drop / "b.txt").write_text("")
    (drop / "c.odt").write_text(TEXT)
    result = run("ingest", drop, "--date", "2026-01-05", "--source", "Example Wire")
    assert result.exit_code == 0
    assert result.stdout == "2026-01-05: 1 landed, 0 already there, 2 refused\n"
    assert "1 empty, 1 unsupported" in result.stderr and "b.txt: empty: no bytes" in result.stderr
    (day,) = landed_days(settings().landing)
    (row,), refused = originals(settings().landing, str(day))
    assert day.isoformat() == "2026-01-05" and row["source"] == "Example Wire" and len(refused) == 2
    assert run("ingest", drop / "a.txt").stdout.endswith(": 0 landed, 1 already there, 0 refused\n")


def test_ingest_keeps_the_limit_of_the_settings(home, tmp_path, monkeypatch):
    monkeypatch.setenv("STATUSQUO_MAX_ORIGINAL_BYTES", "10")
    (tmp_path / "a.txt").write_text(TEXT)
    result = run("ingest", tmp_path / "a.txt")
    assert result.exit_code == 1 and "0 landed" in result.stdout
    assert result.stderr.startswith(f"Refused: 1 oversized: {tmp_path / 'a.txt'}: ")
    assert len(result.stderr.splitlines()) == 1


def test_ingest_of_a_line_without_end_is_one_line_and_exit_code_1(home, tmp_path, monkeypatch):
    monkeypatch.setenv("STATUSQUO_MAX_ORIGINAL_BYTES", "10000")
    (tmp_path / "endless.jsonl").write_text('{"id": "a", "text": "' + "a" * 100_000)
    result = run("ingest", tmp_path / "endless.jsonl")
    assert result.exit_code == 1 and result.stdout.endswith(": 0 landed, 0 already there, 1 refused\n")
    assert len(result.stderr.splitlines()) == 1 and "endless.jsonl#line 1: " in result.stderr


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        (["good.txt", "empty.txt"], 1),
        (["mixed"], 0),
        (["mixed", "good.txt"], 0),
        (["mixed", "bad"], 1),
        (["lines.jsonl.gz"], 0),
        (["cut.jsonl.gz"], 1),
        (["nothing"], 0),
        (["good.txt", "good.txt"], 0),
    ],
)
def test_ingest_exits_with_1_where_a_path_gave_nothing_but_refusals(home, tmp_path, monkeypatch, paths, code):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STATUSQUO_MAX_ORIGINAL_BYTES", "1000")
    for folder in ("mixed", "bad", "nothing"):
        Path(folder).mkdir()
    for name in ("good.txt", "mixed/good.txt"):
        Path(name).write_text(TEXT)
    for name in ("empty.txt", "mixed/empty.txt", "bad/empty.txt", "bad/other.txt"):
        Path(name).write_text("")
    lines = gzip.compress(brief("a").encode() + b"x" * 2000 + b"\n" + brief("b").encode())
    Path("lines.jsonl.gz").write_bytes(lines)
    Path("cut.jsonl.gz").write_bytes(gzip.compress(os.urandom(900))[:-100])
    assert run("ingest", *paths).exit_code == code
    assert run("ingest", *paths).exit_code == code


def test_doctor_names_an_original_that_is_not_what_was_landed(home, tmp_path):
    def found():
        lines = run("doctor", "--format", "csv").stdout.splitlines()
        return next(line for line in lines if line.startswith("landing store"))

    (tmp_path / "a.txt").write_text(TEXT)
    run("ingest", tmp_path / "a.txt")
    (original,) = settings().landing.glob("*/*.txt")
    assert "ok" in found()
    original.write_text(TEXT[:10])
    assert "wrong" in found() and f"{original}: gone, changed or not to be read" in found()
    original.unlink()
    assert "wrong" in found()
    assert run("doctor").exit_code == 1


# extract


def test_extract_from_a_file_to_stdout_and_to_a_file(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(brief("a", published_on="2017-04-24") + brief("é"), encoding="utf-8")
    result = run("extract", source)
    assert result.exit_code == 0 and [json.loads(one)["id"] for one in result.stdout.splitlines()] == [
        "a",
        "é",
    ]
    assert run("extract", source, "-o", target).stdout == ""
    assert target.read_bytes() == result.stdout_bytes
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["in.jsonl", "out.jsonl"]


def test_extract_from_stdin_tells_bad_lines_and_goes_on():
    result = run("extract", "-", input=brief("a") + "bad\n\n" + brief("b"))
    assert result.exit_code == 1
    assert [json.loads(one)["id"] for one in result.stdout.splitlines()] == ["a", "b"]
    assert result.stderr == "line 2: not JSON: Expecting value: line 1 column 1 (char 0)\n"


def test_extract_reads_stdin_where_no_file_is_given():
    result = run("extract", input=brief("a"))
    assert result.exit_code == 0 and json.loads(result.stdout)["id"] == "a"


def test_extract_does_not_wait_for_a_person_to_type_briefs():
    mine, theirs = os.openpty()
    with os.fdopen(theirs) as terminal:
        result = started(CALL, "extract", stdin=terminal, timeout=60)
    os.close(mine)
    assert result.returncode == 2 and "give a file" in result.stderr and len(result.stderr.splitlines()) == 1


def test_extract_may_write_over_its_input(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(brief("a"))
    assert run("extract", path, "-o", path).exit_code == 0
    assert list(json.loads(path.read_text())) == ["id", "segments", "statements", "claims"]


def test_extract_of_nothing_is_nothing():
    result = run("extract", "-", input="")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_extract_that_fails_leaves_the_output_as_it_was(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(brief("a"))
    target.write_text("before")
    assert run("extract", tmp_path / "gone", "-o", target).exit_code == 2
    assert run("extract", source, "-o", tmp_path / "none" / "out.jsonl").exit_code == 1
    assert target.read_text() == "before"


def test_extract_into_a_pipe(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text(brief("a"))
    result = started(CALL, "extract", source, "-o", "/dev/stdout")
    assert result.returncode == 0 and json.loads(result.stdout)["id"] == "a"
    assert result.stderr == ""
