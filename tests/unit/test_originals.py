"""Originals that are no plain text: items, mail, documents, containers; and files that mean no good. Texts
are synthetic."""

import email.message
import gzip
import io
import json
import mailbox
import os
import zipfile
from contextlib import contextmanager

import docx
import pytest
from test_readers import DAY, TEXT

from pipeline.errors import StatusquoError
from pipeline.ingest.briefs import read_originals
from pipeline.ingest.documents import rejoined
from pipeline.ingest.items import Telling, packed, unpacked
from pipeline.ingest.landing import land, original_path
from pipeline.ingest.refusals import Refusal
from pipeline.ingest.sources.configuration import Source, add_source, load_sources
from pipeline.ingest.sources.running import run_sources
from pipeline.settings import ROOT, settings
from schemas.raw import Originals
from schemas.table import frame
from schemas.vocabulary import REJECTION_REASONS

LIMIT = 1_000_000
NOBODY = 65534
MORE = "The secretariat confirmed that the letter had come and that the members would be heard."


@pytest.fixture
def drop(tmp_path):
    folder = tmp_path / "drop"
    folder.mkdir()
    return folder


def taken(drop, limit=LIMIT):
    """What became of the files: briefs, and reasons of all that was refused."""
    store = drop.parent / "landing"
    report = land([drop], store=store, day=DAY, limit=limit)
    briefs, rejected = read_originals(frame(Originals, report.landed), store=store)
    return briefs, sorted(row["reason"] for row in [*report.refused, *rejected])


def pdf(*lines: str) -> bytes:
    """A PDF file of one page with these lines."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


def word(*paragraphs: str, struck: str = "") -> bytes:
    """A Word file."""
    document = docx.Document()
    document.core_properties.title = "A bid"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if struck:
        document.add_paragraph().add_run(struck).font.strike = True
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def mail(
    text: str, subject: str = "A bid", date: str = "Mon, 02 Mar 2026 08:00:00 +0000"
) -> email.message.EmailMessage:
    message = email.message.EmailMessage()
    message["From"], message["Subject"], message["Date"] = "Desk <desk@wire.example>", subject, date
    message["Message-ID"] = f"<{abs(hash(text))}@wire.example>"
    message.set_content(text)
    return message


# Documents and mail


def test_a_pdf_file_with_its_lines_joined(drop):
    (drop / "a.pdf").write_bytes(
        pdf("Ruritania has applied to join the Harbour League, its coun-", "cil said on Friday.")
    )
    ((brief,), refused) = taken(drop)
    assert (
        refused == []
        and brief["text"] == "Ruritania has applied to join the Harbour League, its council said on Friday."
    )


def test_lines_of_a_printed_page_become_paragraphs():
    lines = [
        "The council of the League met on Monday to hear the",
        "candidates.",
        "Nobody knows what it will decide when it meets",
        "again.",
    ]
    assert rejoined("\n".join(lines)) == f"{lines[0]} {lines[1]}\n\n{lines[2]} {lines[3]}"


def test_a_word_file_without_what_is_struck_out(drop):
    (drop / "a.docx").write_bytes(word(TEXT, MORE, struck="Grauland is a member."))
    ((brief,), refused) = taken(drop)
    assert (brief["title"], brief["text"], refused) == ("A bid", f"{TEXT}\n\n{MORE}", [])


def test_a_mail_with_attachments(drop):
    message = mail(f"{TEXT}\n\n{MORE}\n")
    message.add_attachment(
        pdf(f"The other text of the mail. {MORE}"), maintype="application", subtype="pdf", filename="r.pdf"
    )
    message.add_attachment(b"PK", maintype="application", subtype="zip", filename="x.zip")
    (drop / "a.eml").write_bytes(message.as_bytes())
    briefs, refused = taken(drop)
    assert [brief["title"] for brief in briefs] == ["A bid", "A bid"] and refused == ["unsupported"]
    assert briefs[0]["text"] == f"{TEXT}\n\n{MORE}" and briefs[0]["source"] == "Desk"
    assert {str(brief["published_on"]) for brief in briefs} == {"2026-03-02"}
    assert briefs[1]["text"].startswith("The other text")


@pytest.mark.parametrize(
    ("sender", "author"),
    [
        ("Ana Quill <ana@wire.example>", "Ana Quill"),
        ('"D\'Quill, Ana" <ana@wire.example>', "D'Quill, Ana"),
        ("=?utf-8?q?Zo=C3=AB_Quill?= <ana@wire.example>", "Zo\u00eb Quill"),
        ("ana@wire.example", None),
        ('"ana@wire.example" <ana@wire.example>', None),
        ("Ana via Briefings <list@wire.example>", None),
        ("Desk 24 <desk@wire.example>", None),
        ("Ana <ana@wire.example>, Bo <bo@wire.example>", None),
    ],
)
def test_the_author_of_a_mail_is_a_plain_name_and_no_author_of_what_is_attached(drop, sender, author):
    message = mail(f"{TEXT}\n\n{MORE}\n")
    message.add_attachment(
        pdf(f"The other text of the mail. {MORE}"), maintype="application", subtype="pdf", filename="r.pdf"
    )
    content = message.as_bytes().replace(b"Desk <desk@wire.example>", sender.encode())
    (drop / "a.eml").write_bytes(content)
    briefs, _ = taken(drop)
    assert [(brief["author"], brief["section"]) for brief in briefs] == [(author, None), (None, None)]


def test_a_mail_in_html_and_a_mailbox(drop):
    page = email.message.EmailMessage()
    page["From"], page["Subject"], page["Date"] = (
        "desk@wire.example",
        "Page",
        "Mon, 02 Mar 2026 08:00:00 +0000",
    )
    page.set_content(f"<html><body><p>{TEXT}</p><p>{MORE}</p></body></html>", subtype="html")
    box = mailbox.mbox(str(drop / "box.mbox"))
    for message in (page, mail(f"One. {TEXT}"), mail(f"Two. {MORE}")):
        box.add(message)
    box.close()
    briefs, refused = taken(drop)
    assert (
        sorted(brief["text"].split(".")[0] for brief in briefs) == ["One", TEXT[:-1], "Two"] and refused == []
    )


# Items


def test_an_item_tells_of_itself_and_is_the_same_wherever_it_comes_from():
    telling = Telling("html", id="1", title="A bid")
    assert unpacked(packed(telling, b"<p>x</p>\n\xff")) == (telling, b"<p>x</p>\n\xff")
    for damaged in (b"", b"{}", b"[]\nx", b'{"body": "film"}\nx', b"\xff\nx"):
        with pytest.raises(Refusal, match="broken"):
            unpacked(damaged)


# Containers


def lines(count: int, start: int = 0) -> bytes:
    rows = (
        {"id": str(n), "text": f"{TEXT} It was letter number {n}.", "pubDate": "2026-03-01"}
        for n in range(start, start + count)
    )
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def test_an_archive_of_lines_is_taken_in_by_parts_and_may_be_broken_off(drop):
    (drop / "a.jsonl.gz").write_bytes(gzip.compress(lines(2_500)))
    first = land([drop], store=drop.parent / "landing", day=DAY, limit=LIMIT)
    assert [row["name"] for row in first.landed] == [
        "a.jsonl.gz#lines 1 to 1000",
        "a.jsonl.gz#lines 1001 to 2000",
        "a.jsonl.gz#lines 2001 to 2500",
    ]
    again = land([drop], store=drop.parent / "landing", day=DAY, limit=LIMIT)
    assert (again.landed, len(again.already)) == ([], 3)
    briefs, rejected = read_originals(frame(Originals, first.landed[2:]), store=drop.parent / "landing")
    assert len(briefs) == 500 and rejected == [] and briefs[0]["external_id"] == "2000"


def test_a_long_line_and_a_cut_archive_cost_no_other_line(drop):
    long = b'{"id": "x", "text": "' + b"a" * LIMIT + b'"}\n'
    (drop / "a.jsonl.gz").write_bytes(gzip.compress(lines(3) + long + lines(3, 10)))
    (drop / "b.jsonl.gz").write_bytes(gzip.compress(os.urandom(9) + lines(2_000, 100))[:-2_000])
    briefs, refused = taken(drop)
    assert {brief["external_id"] for brief in briefs} >= {"0", "1", "2", "10", "11", "12"}
    assert "oversized" in refused and "broken" in refused


def test_a_web_archive(drop):
    page = f"<html><head><title>A bid</title></head><body><article><p>{TEXT}</p><p>{MORE}</p></article></body></html>".encode()

    def record(url: str, status: bytes, content: bytes) -> bytes:
        answer = b"HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\n\r\n%s" % (status, content)
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash(url)) % 10**12:012d}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        return head.encode() + answer + b"\r\n\r\n"

    records = [
        record("https://wire.example/2026/02/27/a", b"200 OK", page),
        record("https://wire.example/b", b"404 Not Found", b"no"),
    ]
    (drop / "a.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    ((brief,), refused) = taken(drop)
    assert (brief["title"], brief["uri"], refused) == ("A bid", "https://wire.example/2026/02/27/a", [])
    assert (str(brief["published_on"]), brief["published_on_basis"]) == ("2026-02-27", "inferred")


# Files that mean no good


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<x/>")
        archive.writestr("word/document.xml", b"0" * (11 * settings().max_original_bytes))
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"%PDF-1.7\nnothing of the kind", "broken"),
        ("a.pdf", pdf(), "empty"),
        ("a.docx", b"PK\x03\x04nothing of the kind", "broken"),
        ("a.docx", word(), "empty"),
        ("a.docx", TEXT.encode(), "broken"),
        ("a.eml", b"nothing of the kind", "broken"),
        ("a.eml", b"Subject: x\n\n", "empty"),
        ("a.warc", b"nothing of the kind", "broken"),
        ("a.jsonl.gz", b"nothing of the kind", "broken"),
        ("a.jsonl.gz", gzip.compress(b"\n\n{broken\n", mtime=0), "broken"),
        ("a.txt", b"\x1f\x8b\x08\x00", "binary"),
        ("a.html", b"<script>x()</script>", "empty"),
        ("a.txt", ("word " * 300_000).encode(), "oversized"),
        (
            "a.txt",
            "Иран подал заявку на вступление в организацию, сообщил министр в пятницу.".encode(),
            "language",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_alone(drop, name, content, reason):
    (drop / name).write_bytes(content)
    (drop / "z.txt").write_text(TEXT, encoding="utf-8")
    briefs, refused = taken(drop, limit=2_000_000)
    assert set(refused) == {reason} and [brief["text"] for brief in briefs] == [TEXT]


def test_a_file_of_200_megabytes_is_refused_unread(drop):
    for name in ("a.txt", "a.html", "a.pdf"):
        with (drop / name).open("wb") as file:
            file.truncate(200_000_000)
    assert taken(drop) == ([], ["oversized"] * 3)


def test_a_packed_line_without_end_is_refused_and_the_others_are_read(drop):
    bomb = b'{"id": "x", "text": "' + bytes(40_000_000) + b'"}\n'
    (drop / "a.jsonl.gz").write_bytes(gzip.compress(lines(2) + bomb + lines(2, 10)))
    briefs, refused = taken(drop)
    assert sorted(brief["external_id"] for brief in briefs) == ["0", "1", "10", "11"]
    assert refused == ["oversized"]


@contextmanager
def as_nobody():
    """As a user to whom something can be forbidden, if this one is root."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_an_original_that_may_not_be_read_is_no_refusal_but_stops_the_day(drop):
    (drop / "a.txt").write_text(TEXT)
    store = drop.parent / "landing"
    report = land([drop], store=store, day=DAY, limit=LIMIT)
    original = original_path(store, report.landed[0])
    original.chmod(0)
    with as_nobody(), pytest.raises(StatusquoError, match="denied; give this user the right to read it"):
        read_originals(frame(Originals, report.landed), store=store)
    original.chmod(0o644)
    assert len(read_originals(frame(Originals, report.landed), store=store)[0]) == 1
    original.unlink()
    (row,) = read_originals(frame(Originals, report.landed), store=store)[1]
    assert row["reason"] == "unreadable" and "gone from the landing store" in row["detail"]


def test_names_with_quotes_and_line_breaks(drop):
    for number, name in enumerate(
        ["a\nb.txt", "a'b\".txt", "a`$(x).txt", "-rf.txt", "a\\b.txt", "a, b;.txt"]
    ):
        (drop / name).write_text(f"{TEXT} {number}", encoding="utf-8")
    briefs, refused = taken(drop)
    assert len(briefs) == 6 and refused == [] and all("\n" not in brief["uri"] for brief in briefs)


def test_front_matter_that_asks_for_objects_is_words(drop):
    tagged = "---\ntitle: !!python/object/apply:os.getcwd []\ndate: !!timestamp 2026-02-27\n---\n" + TEXT
    (drop / "a.md").write_text(tagged, encoding="utf-8")
    ((brief,), refused) = taken(drop)
    title = "!!python/object/apply:os.getcwd []"
    assert (brief["text"], brief["title"], str(brief["published_on"])) == (TEXT, title, "2026-02-27")
    assert refused == []


def test_a_word_file_that_unpacks_to_too_much(drop):
    (drop / "a.docx").write_bytes(bomb())
    assert taken(drop) == ([], ["oversized"])


def test_a_fifo_is_not_waited_for(drop):
    os.mkfifo(drop / "a.jsonl.gz")
    assert taken(drop) == ([], ["unsupported"])


def test_text_that_runs_from_the_right_is_kept(drop):
    (drop / "a.txt").write_text(f"\u202bرويترز\u202c {TEXT} {MORE}", encoding="utf-8")
    ((brief,), refused) = taken(drop)
    assert "رويترز" in brief["text"] and refused == []


# Sources that are files


def test_sources_that_are_files(tmp_path, monkeypatch, drop):
    monkeypatch.setenv("STATUSQUO_HOME", str(tmp_path / "home"))
    settings.cache_clear()
    try:
        (drop / "a.jsonl").write_bytes(lines(2))
        (drop / "a.pdf").write_bytes(pdf(f"{TEXT} {MORE}"))
        (drop / "a.eml").write_bytes(mail(MORE).as_bytes())
        (drop / "a.txt").write_text(TEXT, encoding="utf-8")
        landed = {}
        for kind in ("jsonl", "documents", "mailbox", "folder"):
            source = add_source(kind, {"kind": kind, "path": str(drop), "outlet": kind})
            (report,) = run_sources([source], day=DAY)
            landed[kind] = (report.landed, report.already)
        assert landed == {"jsonl": (1, 0), "documents": (1, 0), "mailbox": (1, 0), "folder": (1, 3)}
        (report,) = run_sources([Source(name="gone", kind="folder", path=str(tmp_path / "none"))], day=DAY)
        assert report.problem.startswith("unreadable")
    finally:
        settings.cache_clear()


def test_the_example_of_sources_is_right():
    assert {source.kind for source in load_sources(ROOT / "seeds" / "sources.example.toml").values()} == {
        "feed",
        "page",
        "sitemap",
        "folder",
        "jsonl",
        "mailbox",
        "documents",
        "warc",
    }


def test_every_reason_is_explained():
    page = (ROOT / "docs" / "rejections.md").read_text(encoding="utf-8")
    assert [reason for reason in REJECTION_REASONS if f"| `{reason}` |" not in page] == []
