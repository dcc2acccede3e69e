"""The drop folder: what goes while it is looked at, what leads out of it, what takes too long."""

import datetime

import pytest

from pipeline.inbox import take_in, waiting
from pipeline.ingest.landing import originals

DAY = datetime.date(2026, 3, 3)


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def taken_in(inbox, names, **options):
    return take_in(inbox, names, store=inbox.parent / "landing", day=DAY, limit=10_000, **options)


def test_a_file_that_is_gone_does_not_hold_up_the_others(inbox):
    (inbox / "second.txt").write_text("Norway joined the Arctic Council in 1996.", encoding="utf-8")
    report = taken_in(inbox, ["first.txt", "second.txt"])
    assert (len(report.landed), report.refused) == (1, [])
    assert (inbox / "landed" / "2026-03-03" / "second.txt").exists()


def test_links_that_lead_out_are_refused_and_put_aside(inbox):
    secret = inbox.parent / "secret.txt"
    secret.write_text("Nobody is to read this.", encoding="utf-8")
    (inbox / "link.txt").symlink_to(secret)
    (inbox / "up").symlink_to(inbox.parent)
    assert set(waiting(inbox)) == {"link.txt", "up"}
    assert not taken_in(inbox, ["link.txt", "up"]).landed
    _, refused = originals(inbox.parent / "landing", str(DAY))
    assert [row["reason"] for row in refused] == ["unsupported", "unsupported"]
    assert all("leads out" in row["detail"] for row in refused)
    assert waiting(inbox) == {} and secret.exists()


def test_what_takes_too_long_is_left_for_the_next_look(inbox):
    for name in ("first.txt", "second.txt"):
        (inbox / name).write_text(f"Norway is a member, says {name}.", encoding="utf-8")
    assert not taken_in(inbox, ["first.txt", "second.txt"], seconds=-1).landed
    assert set(waiting(inbox)) == {"first.txt", "second.txt"}
