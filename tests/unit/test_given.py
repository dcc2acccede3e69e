"""Files that people name: whole, within bounds, as UTF-8, and one line where they are not."""

import os

import pytest

from pipeline import given
from pipeline.errors import StatusquoError
from pipeline.given import given_text


def test_a_mark_of_the_encoding_is_no_text(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_bytes(b"\xef\xbb\xbforg,state\r\n")
    assert given_text(path) == "org,state\r\n"


def test_another_encoding_is_told_with_its_line(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_bytes("org,state\nEU,Türkei\n".encode("latin-1"))
    with pytest.raises(StatusquoError, match=rf"^{path}: line 2: not UTF-8"):
        given_text(path)


def test_what_never_ends_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(given, "MAX_BYTES", 1_000)
    endless = tmp_path / "endless"
    os.symlink("/dev/zero", endless)
    with pytest.raises(StatusquoError, match=rf"^{endless}: more than 1,000 bytes"):
        given_text(endless)
