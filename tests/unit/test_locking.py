"""Locks of a home: one at a time, told in a line, freed with the process; files that a killed process
left."""

import os
import subprocess
import sys
import threading

import pytest

from pipeline.files import replacing, sweep
from pipeline.locking import RUN, held, is_alive, lock_file, process_token, taken
from pipeline.settings import settings


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("STATUSQUO_HOME", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def test_who_comes_second_says_so_and_waits():
    told, order = [], []

    def second():
        with held(RUN, told.append):
            order.append("second")

    with held(RUN):
        assert taken(RUN) is None
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.3)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]
    assert told == [
        f"another run (process {os.getpid()}) is at work on {settings().home}; waiting for it ..."
    ]
    assert taken(RUN) is not None


def test_a_killed_process_holds_nothing(home):
    code = "from pipeline.locking import *; h = taken(RUN); print(process_token(), flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        token = child.stdout.readline().strip()
        assert is_alive(token) and taken(RUN) is None
        assert lock_file(RUN).read_text() == token.partition(" ")[0]
        child.kill()
        child.wait()
    assert not is_alive(token)
    handle = taken(RUN)
    assert handle is not None
    handle.close()


def test_a_number_that_another_process_has_now_is_not_alive():
    assert is_alive(process_token())
    assert not is_alive(f"{os.getpid()} 1") and not is_alive("") and not is_alive("none")


def test_what_a_killed_process_was_writing_is_swept(tmp_path):
    whole = tmp_path / "lake" / "raw.briefs" / "a.parquet"
    with replacing(whole) as part:
        part.write_bytes(b"whole")
    (whole.parent / f".{whole.name}.0123.part").write_bytes(b"half")
    assert sweep(tmp_path / "lake") == 1
    assert [path.name for path in whole.parent.iterdir()] == ["a.parquet"]
