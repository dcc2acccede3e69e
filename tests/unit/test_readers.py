"""Reading originals into briefs: decoding, formats, metadata, dates, languages."""

import datetime
import json
import resource

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from room import room_for

from pipeline.ingest.briefs import read_originals
from pipeline.ingest.dating import inferred_day, told_day
from pipeline.ingest.decoding import decode, tidy
from pipeline.ingest.landing import land, original_path, originals
from pipeline.ingest.languages import identifier, language_of
from pipeline.ingest.metadata import split_front_matter
from pipeline.ingest.pages import read_page, tree_of, visible_text
from pipeline.ingest.readers import plain_markdown, plain_text, read_lines
from pipeline.ingest.refusals import Refusal
from pipeline.settings import settings
from schemas.quality import Rejected
from schemas.raw import Briefs, Originals
from schemas.table import frame

DAY = datetime.date(2026, 3, 2)
TEXT = "Ruritania has applied to join the Harbour League, its council said on Friday."


def read(tmp_path, name, content, day=DAY, source=None):
    """The rows of raw.briefs and quality.rejected of one file, both valid."""
    (tmp_path / "drop").mkdir(exist_ok=True)
    path = tmp_path / "drop" / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    report = land([path], store=tmp_path / "landing", day=day, limit=10_000_000, source=source)
    assert report.refused == []
    briefs, rejected = read_originals(frame(Originals, report.landed), store=tmp_path / "landing")
    Briefs.validate(frame(Briefs, briefs))
    Rejected.validate(frame(Rejected, rejected))
    return briefs, rejected


# Faults that are none of the text


def test_a_full_disk_refuses_no_brief(tmp_path):
    identifier.cache_clear()  # which unpacks the model of languages into a temporary file, once a process
    with room_for(100_000), pytest.raises(OSError, match="File too large"):
        read(tmp_path, "a.txt", TEXT)
    ((brief,), rejected) = read(tmp_path, "b.txt", TEXT + " Nobody objected.")
    assert rejected == [] and brief["language"] == "en"


def test_an_original_that_a_broken_disk_does_not_give_is_not_refused(tmp_path):
    read(tmp_path, "a.txt", TEXT)
    rows, _ = originals(tmp_path / "landing", str(DAY))
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, before[1]))
    try:
        with pytest.raises(OSError, match="Too many open files"):
            read_originals(frame(Originals, rows), store=tmp_path / "landing")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert len(read_originals(frame(Originals, rows), store=tmp_path / "landing")[0]) == 1


# Decoding


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Tëxt".encode(), "Tëxt"),
        (b"\xef\xbb\xbf" + "Tëxt".encode(), "Tëxt"),
        ("Tëxt\n".encode("utf-16"), "Tëxt\n"),
        ("A longer tëxt in plain letters".encode("utf-16-le"), "A longer tëxt in plain letters"),
        ("A longer tëxt in plain letters".encode("utf-16-be"), "A longer tëxt in plain letters"),
        ("Tëxt".encode("utf-32"), "Tëxt"),
        (
            "The minister’s café – “open”, it says here.".encode("cp1252"),
            "The minister’s café – “open”, it says here.",
        ),
        ("The café is open and the talks go on.".encode("latin-1"), "The café is open and the talks go on."),
    ],
)
def test_encodings(content, text):
    assert decode(content) == text


def test_the_encoding_that_a_page_declares():
    page = (
        '<html><head><meta charset="iso-8859-2"></head><body>Łąka i źródło – Rurytania</body></html>'.replace(
            "–", "-"
        )
    )
    assert "Łąka i źródło" in decode(page.encode("iso-8859-2"), html=True)


def test_a_page_that_declares_a_wrong_encoding_is_read_by_its_bytes():
    assert "café" in decode('<meta charset="x-none"><p>The café is open.'.encode("cp1252"), html=True)


@pytest.mark.parametrize(
    ("declared", "encoding", "server"),
    [
        ("iso-8859-1", "utf-8", None),
        ("utf-8", "cp1252", None),
        ("", "utf-8", "iso-8859-1"),
        ("", "cp1252", "utf-8"),
        ("x-mac-roman", "mac_roman", None),
        ("x-cp1252", "cp1252", None),
    ],
)
def test_a_charset_that_is_declared_wrongly_spoils_nothing(declared, encoding, server):
    page = f'<html><head><meta charset="{declared}"></head><body>{"The café says “no”. " * 9}</body></html>'
    assert "The café says “no”." in decode(page.encode(encoding), html=True, charset=server)


S = "The council met and put off its vote. "


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"{S}Türkiye met “them”. ".encode() + b"\xff" + S.encode(), f"{S}Türkiye met “them”. \ufffd{S}"),
        (f"{S}Türkiye met. ".encode() + b"\xc3" + S.encode(), f"{S}Türkiye met. \ufffd{S}"),
        (f"{S}It said “so”".encode()[:-1], f"{S}It said “so\ufffd"),
        (f"{S}“No” \ud83d\ude00".encode("utf-8", "surrogatepass"), f"{S}“No” \ufffd\ufffd"),
        (f"{S}It is so…".encode()[:-1], f"{S}It is so\ufffd"),
        (f"{S}The café, the café and Türkiye.".encode("cp1252"), f"{S}The café, the café and Türkiye."),
    ],
)
def test_a_byte_that_does_not_fit_leaves_the_rest_utf8(content, text):
    assert decode(content) == text


# A letter and a zero byte are UTF-16 ("0" in two bytes), which is told from UTF-8 by just that.
@given(st.text(st.characters(exclude_characters="\0")))
def test_utf8_comes_back_or_is_refused(text):
    try:
        assert decode(text.encode("utf-8", "replace")) == text.encode(
            "utf-8", "replace"
        ).decode().removeprefix("\ufeff")
    except Refusal as refusal:
        assert refusal.reason in ("empty", "binary", "undecodable")


@given(st.text())
def test_tidy_text_has_no_controls_and_stays_so(text):
    tidied = tidy(text)
    assert not set(tidied) & ({chr(code) for code in [*range(9), *range(14, 32), 127]} | {"\r", "\ufeff"})
    assert tidy(tidied) == tidied
    tidied.encode("utf-8")


# Dates


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10:00 AM EST, Mon April 24, 2017", (2017, 4, 24)),
        ("08:00 April 24, 2017", (2017, 4, 24)),
        ("2017-366", None),
        ("2017-04-24", (2017, 4, 24)),
        ("2017-04-24T23:30:00-08:00", (2017, 4, 24)),
        ("2017-04-24 10:00", (2017, 4, 24)),
        ("20170424", (2017, 4, 24)),
        (20170424, (2017, 4, 24)),
        ("2017/04/24", (2017, 4, 24)),
        ("2017.04.24", (2017, 4, 24)),
        ("24 April 2017", (2017, 4, 24)),
        ("April 24, 2017", (2017, 4, 24)),
        ("Monday, 24th Apr. 2017", (2017, 4, 24)),
        ("Sept 3 2017", (2017, 9, 3)),
        ("Mon, 24 Apr 2017 10:00:00 +0000", (2017, 4, 24)),
        (datetime.date(2017, 4, 24), (2017, 4, 24)),
        (datetime.datetime(2017, 4, 24, 5), (2017, 4, 24)),
        ("24-Apr-2017", (2017, 4, 24)),
        ("2017-4-24", (2017, 4, 24)),
        ("24.4.2017", (2017, 4, 24)),
        ("24/04/2017", (2017, 4, 24)),
        ("04/24/2017", (2017, 4, 24)),
        ("Mon Apr 24 06:00:00 UTC 2017", (2017, 4, 24)),
        ("Posted on April 24, 2017", (2017, 4, 24)),
        ("2017-W17-1", (2017, 4, 24)),
        (1493020800, (2017, 4, 24)),
        ("1493020800000", (2017, 4, 24)),
        ("31/02/2017", None),
        ("/Date(1493020800000)/", (2017, 4, 24)),
        ("D:20170424080000Z", (2017, 4, 24)),
        ({"$date": "2017-04-24T08:00:00Z"}, (2017, 4, 24)),
        ("24apr2017", (2017, 4, 24)),
        ("24 Apr '17", (2017, 4, 24)),
        ("Mon., April 24, 2017", (2017, 4, 24)),
        ("24 de abril de 2017", (2017, 4, 24)),
        ("24. April 2017", (2017, 4, 24)),
        ("Updated May 2, 2018; published April 24, 2017", (2017, 4, 24)),
        ("Updated May 2, 2018", None),
        ("Update 2 May 2018", None),
        ("0001-01-01T00:00:00Z", None),
        ("1970-01-01T00:00:00Z", None),
        ("04/05/2017", None),
        ("2017-04", None),
        ("2017", None),
        ("April 2017", None),
        ("2017-13-01", None),
        ("2017-02-30", None),
        ("soon", None),
        ("", None),
        (None, None),
        (True, None),
        ([2017], None),
        ("24 Foo 2017", None),
        ("2017-0424", None),
    ],
)
def test_days_that_metadata_tell(value, expected):
    assert told_day(value) == (datetime.date(*expected) if expected else None)


@given(st.text() | st.integers() | st.none() | st.booleans() | st.floats())
def test_no_metadata_make_dating_raise(value):
    assert told_day(value) is None or isinstance(told_day(value), datetime.date)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["2017-04-24-league.txt"], (2017, 4, 24)),
        (["brief_20170424.html"], (2017, 4, 24)),
        (["a.html", "https://wire.example/2017/04/24/league"], (2017, 4, 24)),
        (["a-2017-04-24", "b-2018-01-01"], (2017, 4, 24)),
        (["2017-04-24_2017-04-25.txt"], None),
        (["2017-04.txt"], None),
        (["brief-120170424.txt"], None),
        (["2017-02-30.txt"], None),
        (["1234567890.txt", None], None),
        ([], None),
    ],
)
def test_days_in_names_and_addresses(names, expected):
    assert inferred_day(*names) == (datetime.date(*expected) if expected else None)


@pytest.mark.parametrize(
    ("name", "content", "published_on", "basis"),
    [
        ("a.md", f"---\npublished_on: 2017-04-24\n---\n{TEXT}", "2017-04-24", "metadata"),
        ("2016-01-02.md", f"---\ndate: 24 April 2017\n---\n{TEXT}", "2017-04-24", "metadata"),
        ("2016-01-02.md", f"---\ndate: some day\n---\n{TEXT}", "2016-01-02", "inferred"),
        ("2016-01-02.txt", TEXT, "2016-01-02", "inferred"),
        ("a.md", f"---\nurl: https://wire.example/2016/01/02/x\n---\n{TEXT}", "2016-01-02", "inferred"),
        ("a.txt", TEXT, None, "unknown"),
        ("a.md", f"---\ndate: 2026-03-03\n---\n{TEXT}", "2026-03-03", "metadata"),
        ("a.md", f"---\ndate: 2026-03-04\n---\n{TEXT}", None, "unknown"),
        ("a.md", f"---\ndate: 03/04/2017\n---\n{TEXT}", None, "unknown"),
        ("a.md", f"---\ndate: 2017-02-30\n---\n{TEXT}", None, "unknown"),
        ("2016-01-02.md", f"---\ndate: 2031-01-01\n---\n{TEXT}", "2016-01-02", "inferred"),
    ],
)
def test_the_day_of_publication_and_its_basis(tmp_path, name, content, published_on, basis):
    ((brief,), _) = read(tmp_path, name, content)
    assert (brief["published_on"] and brief["published_on"].isoformat(), brief["published_on_basis"]) == (
        published_on,
        basis,
    )


# Formats


def test_plain_text_stays_as_it_is_but_for_line_ends(tmp_path):
    ((brief,), _) = read(
        tmp_path,
        "a.txt",
        b"\xef\xbb\xbf\r\nCafe\xcc\x81 League\r\n\r\n" + TEXT.encode() + b"\x00  two  spaces\r\n\r\n",
    )
    assert brief["text"] == f"Cafe\u0301 League\n\n{TEXT}  two  spaces"
    assert (brief["title"], brief["source"], brief["position"]) == (None, None, 0)


def test_front_matter_and_markdown(tmp_path):
    content = (
        "---\ntitle: 'Ruritania: the bid'\nsource: Example Wire\nurl: https://wire.example/x\nid: 7\ndate: 2017-04-24\n---\n"
        f"# Ruritania bids\n\n{TEXT} The [secretariat](https://league.example) **confirmed** it.\n\n> Quoted *words*\n\n- one\n- two\n"
    )
    ((brief,), _) = read(tmp_path, "a.md", content, source="someone else")
    assert (
        brief["title"] == "Ruritania: the bid"
        and brief["source"] == "Example Wire"
        and brief["external_id"] == "7"
    )
    assert brief["uri"] == "https://wire.example/x"
    assert (
        brief["text"] == f"Ruritania bids\n\n{TEXT} The secretariat confirmed it.\n\nQuoted words\n\none\ntwo"
    )


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("## Title ##\nText", "Title\n\nText"),
        ("Title\n=====\n\nText", "Title\n\nText"),
        ("a\n\n---\n\nb", "a\n\nb"),
        ("![a map](m.png) of it", "a map of it"),
        ("see [the text][1]\n\n[1]: http://x.example", "see the text"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("__both__ *one*", "both one"),
        ("`code` and \\*no emphasis\\*", "code and *no emphasis*"),
        ("1. first\n2. second", "first\nsecond"),
        ("a<br/>b <em>c</em> 3 < 4", "a b c 3 < 4"),
        ("<!-- a\n\nnote -->text", "text"),
        ("a ~~no\n~ at all~~<del class='x'>b <b>c</b></del>d{--e--}{>>f<<}", "a d"),
        ('a <span id="s" style="display:none">b</span><p hidden>c</p>d', "a d"),
        ('<span title="a hidden port">a</span>', "a"),
        ("It joined in 2001[^2].\n\n[^2]: See there.", "It joined in 2001."),
        ("```\ncode\n```", "code"),
        ("In 2021. Then", "In 2021. Then"),
        ("- [x](y) - z", "x - z"),
        ("<https://x.example>", "https://x.example"),
        ("# The vote ##", "The vote"),
        ("# In C# and F#  # ", "In C# and F#"),
        (f"## {'x ' * 400}\n\ntext", f"{'x ' * 400}".rstrip() + "\n\ntext"),
    ],
)
def test_markdown_without_its_marks(marked, plain):
    assert plain_markdown(marked) == plain


@pytest.mark.parametrize(
    ("text", "metadata", "body"),
    [
        ("---\na: 1\n---\nbody", {"a": "1"}, "body"),
        ("no front matter", {}, "no front matter"),
        ("---\nno mapping\n---\nbody", {}, "---\nno mapping\n---\nbody"),
        ("---\nnever closed", {}, "---\nnever closed"),
        ("---\ndate: 2017-13-45\n---\nbody", {"date": "2017-13-45"}, "body"),
    ],
)
def test_front_matter(text, metadata, body):
    assert split_front_matter(text) == (metadata, body)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A League: the bid\ndate: 2017-04-24\n...\nbody",
        "\n\n---\ntitle: A League: the bid\ndate: 2017-04-24\n---\nbody",
        " ---\ntitle:\tA League: the bid\nupdated: {{date}}\ndate: 2017-04-24\n---\nbody",
        '+++\ntitle = "A League: the bid"\ndate = "2017-04-24"\n+++\nbody',
        '{"title": "A League: the bid",\n "date": "2017-04-24"}body',
        "title: A League: the bid\ndate: 2017-04-24\n\nbody",
        '---json\n{"title": "A League: the bid", "date": "2017-04-24"}\n---\nbody',
        ';;;\n{"title": "A League: the bid", "date": "2017-04-24"}\n;;;\nbody',
        '\u200b%YAML 1.2\n---\ntitle: "A League: the bid"\ndate: 2017-04-24\n---\nbody',
        "```yaml\n---\ntitle: 'A League: the bid'\ndate: 2017-04-24\n---\n```\nbody",
        "<!--\ntitle: A League: the bid\ndate: 2017-04-24\n-->\nbody",
    ],
)
def test_front_matter_in_its_other_forms(text):
    metadata, body = split_front_matter(text)
    assert (metadata["title"], metadata["date"], body) == ("A League: the bid", "2017-04-24", "body")


@pytest.mark.parametrize(
    "text",
    [
        f"---\n\n{TEXT}\n\n---\n\nmore",
        f"---\n{TEXT}\n---\nmore",
        "---\nRuritania: applied last week.\n---\nmore",
        "---\n\n## Monday\n\nOne: two three.\n\n---\nmore",
    ],
)
def test_a_text_that_begins_with_a_rule_loses_nothing(text):
    assert split_front_matter(text) == ({}, text)


def test_a_block_of_title_author_and_day():
    assert split_front_matter("% A bid\n%\n% 24 April 2017\n\nbody") == (
        {"title": "A bid", "date": "24 April 2017"},
        "\nbody",
    )
    assert split_front_matter("100 % of it\n\nbody")[0] == {}


@pytest.mark.parametrize("text", ["```\ncode\n```\nbody", "<!--\na note\n-->\nbody", ";;;\n;;;;\nbody"])
def test_a_fence_without_metadata_stays(text):
    assert split_front_matter(text) == ({}, text)


def test_a_title_that_yaml_takes_for_something_else_is_its_line():
    for title in (
        "#unity: the bid",
        "{A bid}",
        "[Video] A bid",
        "@minister speaks",
        "%100 of votes",
        "! Now",
        "The #1 bid",
    ):
        assert split_front_matter(f"---\ntitle: {title}\ndate: 2017-04-24\n---\nbody")[0]["title"] == title


@pytest.mark.parametrize(
    "text",
    ["{not: json}\n\nbody", "Ruritania: applied.\nSyldavia: did not.\n\nbody", '{"a b": 1} is no text'],
)
def test_a_text_that_merely_looks_like_metadata_loses_nothing(text):
    assert split_front_matter(text) == ({}, text)


def test_front_matter_is_bounded_in_length_and_depth():
    lines = "".join(f"k{number}: w{number}\n" for number in range(10_000))
    with pytest.raises(Refusal) as refused:
        split_front_matter(f"---\n{lines}---\nbody")
    assert refused.value.reason == "oversized"
    for deep in (f"a: {'[' * 60_000}", f"a: {'[' * 60}{']' * 60}", "- " * 30_000):
        try:
            split_front_matter(f"---\n{deep}\n---\nbody")
        except Refusal as refusal:
            assert refusal.reason == "broken"


def test_what_acts_in_metadata_goes_and_the_rest_is_cut(tmp_path):
    matter = f"title: 'Ta\u202elks \x9b31m {'x' * 2000}'\nsource: '{'y' * 2000}'\nid: '{'z' * 2000}'"
    matter += f"\nauthor: '{'v' * 2000}'\nsection: '{'w' * 2000}'"
    ((row,), rejected) = read(tmp_path, "a.md", f"---\n{matter}\n---\n{TEXT}")
    assert not rejected and row["title"].startswith("Talks 31m x")
    assert {len(row[name]) for name in ("title", "source", "external_id", "author", "section")} == {1000}


def test_numbers_that_json_does_not_have_name_nothing(tmp_path):
    lines = "\n".join(
        f'{{"id": {name}, "source": {name}, "text": "{number}. {TEXT}"}}'
        for number, name in enumerate(("NaN", "Infinity", "-Infinity", "1e999", "1.5"))
    )
    found, rejected = read(tmp_path, "a.jsonl", lines)
    assert not rejected and len(found) == 5
    assert sorted((row["external_id"], row["source"]) for row in found if row["external_id"]) == [
        ("1.5", "1.5")
    ]


@given(st.text())
def test_no_markdown_raises(text):
    plain_markdown(text)


def test_a_page(tmp_path):
    page = (
        "<!doctype html><html><head><title>Ruritania bids | Example Gazette</title>"
        '<meta property="og:site_name" content="Example Gazette"><link rel="canonical" href="https://gazette.example/ruritania">'
        '<meta property="article:published_time" content="2017-04-24T06:00:00Z"></head><body><nav><a href="/">Start page</a></nav>'
        f"<article><h1>Ruritania bids for the League</h1><p>{TEXT}</p><p>The secretariat &amp; its chair confirmed on 3 May 2012 that the"
        " letter had come.</p><p>Comment: nobody expects a decision before the autumn.</p></article>"
        "<footer>Imprint and contact</footer></body></html>"
    )
    ((brief,), _) = read(tmp_path, "a.html", page)
    assert brief["text"].split("\n\n") == [
        "Ruritania bids for the League",
        TEXT,
        "The secretariat & its chair confirmed on 3 May 2012 that the letter had come.",
        "Comment: nobody expects a decision before the autumn.",
    ]
    assert brief["title"] == "Ruritania bids for the League" and brief["source"] == "Example Gazette"
    assert brief["uri"] == "https://gazette.example/ruritania"
    assert (brief["published_on"], brief["published_on_basis"]) == (datetime.date(2017, 4, 24), "metadata")


def linked(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


@pytest.mark.parametrize(
    ("head", "author", "section"),
    [
        (
            linked(author={"@type": "Person", "name": "Ana Quill"}, articleSection="World")
            + '<meta name="author" content="webmaster"><meta property="article:section" content="News">',
            "Ana Quill",
            "World",
        ),
        (
            linked(author=[{"name": "ana d'Quill"}, "Bo Vale, Port Desk"], articleSection=["World", "Trade"]),
            "ana d'Quill; Bo Vale, Port Desk",
            "World; Trade",
        ),
        (
            '<meta name="author" content="Ana  Quill"><meta name="author" content="Bo Vale">'
            '<meta property="article:section" content="World">',
            "Ana Quill; Bo Vale",
            "World",
        ),
        (
            '<meta property="article:author" content="https://people.example/ana">'
            '<meta name="parsely-author" content="Ana Quill"><meta name="parsely-section" content="Seas">',
            "Ana Quill",
            "Seas",
        ),
        (linked(author={"@id": "#7"}, comment={"author": {"name": "A Reader"}}), None, None),
        (linked(author=17, articleSection={"name": ""}) + '<meta name="author" content="n/a">', None, None),
        ("", None, None),
    ],
    ids=["linked data first", "several", "meta", "an address is no name", "a reader", "no name", "nothing"],
)
def test_author_and_section_that_a_page_tells(tmp_path, head, author, section):
    body = '<p>By Somebody Else</p><div class="comment"><meta itemprop="author" content="A Reader"></div>'
    page = f"<html><head>{head}</head><body>{ARTICLE}{body}</body></html>"
    ((brief,), _) = read(tmp_path, "a.html", page)
    assert (brief["author"], brief["section"]) == (author, section)


ARTICLE = f"<article><h1>A bid</h1><p>{TEXT}</p><p>Nobody in the secretariat of the League wished to comment on the letter.</p></article>"


@pytest.mark.parametrize(
    ("head", "part", "expected"),
    [
        ('<meta name="pubdate" content="04/24/2017">', "", "2017-04-24"),
        ('<meta name="date" content="04/05/2017">', "", None),
        (
            '<meta itemprop="dateModified" content="2018-01-01"><meta itemprop="datePublished" content="2017-04-24">',
            "",
            "2017-04-24",
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2011-01-01"},'
            ' {"@type": "NewsArticle", "datePublished": "2017-04-24", "dateModified": "2018-01-01"}]}</script>',
            "",
            "2017-04-24",
        ),
        (
            '<script type="application/ld+json">{"@type": "ItemList", "itemListElement":'
            ' [{"@type": "Article", "datePublished": "2011-01-01"}]}</script>',
            "",
            None,
        ),
        (
            "",
            '<time class="updated" datetime="2018-01-01">x</time><time class="published" datetime="2017-04-24">y</time>',
            "2017-04-24",
        ),
        (
            "",
            '<section id="comments"><p>A reader, <time datetime="2018-01-01">1 January</time></p></section>',
            None,
        ),
        ("", '<p>The summit will begin on <time datetime="2018-01-01">1 January</time>.</p>', None),
        ("", '<p class="article-date">Published 24 April 2017</p>', "2017-04-24"),
        ("", '<p class="byline">Updated 2 May 2018. Published 24 April 2017</p>', "2017-04-24"),
        (
            '<script type="application/ld+json">//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2017-04-24",}'
            "\n//]]></script>",
            "",
            "2017-04-24",
        ),
        (
            '<script type="application/ld+json"><!-- {"@type": "Report", "datePublished": "2017-04-24"} --></script>',
            "",
            "2017-04-24",
        ),
    ],
)
def test_the_day_that_a_page_tells_of_its_own_article(head, part, expected):
    page = read_page(f"<html><head><title>A bid</title>{head}</head><body>{ARTICLE}{part}</body></html>")
    assert (page.published_on and page.published_on.isoformat()) == expected


def test_what_is_struck_out_or_hidden_is_no_text_and_marks_within_lines_are_characters():
    page = read_page(
        f"<html><body><article><p>{TEXT}</p><p><del>Grauland is in.</del> <ins>Grauland is not in.</ins></p><p hidden>Secret.</p>"
        '<p style="display: none">Secret.</p><p style="font-size:0">Secret.</p><p class="invisible">Secret.</p><template><p>Secret.</p></template><p>It joined in 2001<sup>3</sup><a href="#n">[4]</a>,'
        " he said: <q>We <br>back <q>it</q>.</q></p></article></body></html>"
    )
    assert page.text.split("\n\n") == [
        TEXT,
        "Grauland is not in.",
        "It joined in 2001, he said: “We back ‘it’.”",
    ]


def test_notes_go_and_words_that_are_only_set_otherwise_stay():
    page = read_page(
        f"<html><body><article><p>{TEXT}</p><p>It joined on 3<sup>rd</sup> May <font color='red'>2001</font><sup>3,4</sup>"
        "<span class='footnote'>5</span><sup>[source?]</sup> and in <time datetime='2004'>2004</time>.</p>"
        "<p><span class='strikethrough'>No.</span> <span style='position:absolute; left:-9999px'>No.</span>Yes.</p>"
        "</article></body></html>"
    )
    assert page.text.split("\n\n") == [TEXT, "It joined on 3rd May 2001 and in 2004.", "Yes."]


@pytest.mark.parametrize(
    "items",
    [
        "<menu><li>Grauland joined in 2001.</li><li>Norland joined in 2004.</li></menu>",
        "<ul><li><a href='/a'>Grauland joined in 2001.</a></li><li><a href='/b'>Norland joined in 2004.</a></li></ul>",
    ],
)
def test_items_of_menus_and_sentences_that_are_links_are_kept(items):
    page = read_page(f"<html><body><div><p>{TEXT}</p></div><div><p>Who is in:</p>{items}</div></body></html>")
    assert page.text.split("\n\n")[2:] == ["Grauland joined in 2001.", "Norland joined in 2004."]


def test_a_list_in_a_block_of_its_own_is_kept():
    page = read_page(
        f"<html><body><div><p>{TEXT}</p></div><div><p><b>Who is in:</b></p><ul><li>Grauland joined in 2001.</li>"
        "<li>Norland has been an observer since 2004.</li></ul></div></body></html>"
    )
    assert page.text.split("\n\n") == [
        TEXT,
        "Who is in:",
        "Grauland joined in 2001.",
        "Norland has been an observer since 2004.",
    ]


def test_a_page_in_windows_letters_that_declares_latin():
    page = '<meta charset="iso-8859-1"><p>The minister’s “bid”</p>'
    assert "minister’s “bid”" in decode(page.encode("cp1252"), html=True)


def test_a_date_in_the_text_of_a_page_is_no_metadata():
    page = read_page(
        f"<html><body><article><p>{TEXT}</p><p>On 3 May 2012 the letter had come to the council.</p></article></body></html>"
    )
    assert page.published_on is None


@pytest.mark.parametrize("depth", [30, 260, 1000])
@pytest.mark.parametrize("tag", ["div", "b", "ul"])
def test_elements_nested_deep_lose_nothing(depth, tag):
    deep = f"<p>First. {TEXT}</p>{f'<{tag}>' * depth}<p>Second. {TEXT}</p>{f'</{tag}>' * depth}<p>Third. {TEXT}</p>"
    found = read_page(f"<html><head><title>Talks</title></head><body><article>{deep}</article></body></html>")
    assert [word for word in ("First.", "Second.", "Third.") if word in found.text] == [
        "First.",
        "Second.",
        "Third.",
    ]


@pytest.mark.parametrize("before", ["", f"<p>{TEXT}</p>"])
def test_a_page_that_the_parser_would_cut_is_refused(before):
    with pytest.raises(Refusal) as refused:
        read_page(f"<html><body>{before}{'<div>' * 5000}<p>{TEXT}</p>{'</div>' * 5000}</body></html>")
    assert refused.value.reason == "broken" and "depth" in refused.value.detail


def test_a_page_in_which_no_article_is_found_is_read_as_it_is_seen():
    page = "<title>T</title><style>p {}</style><script>x()</script><div>One<br>two</div><table><tr><td>three<td>four</table><!-- no -->"
    assert visible_text(tree_of(page)).split("\n\n") == ["One", "two", "three", "four"]
    assert read_page("<p>short</p>").text == "short"


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<script>x()</script>", "<!-- -->", "<?xml version='1.0' encoding='utf-8'?><html/>"],
)
def test_a_page_without_text_is_rejected_as_empty(tmp_path, page):
    briefs, ((row),) = read(tmp_path, "a.html", page)
    assert briefs == [] and row["reason"] == "empty" and row["stage"] == "briefs"


@examples(deadline=None)  # the first page waits for what finds articles to be imported
@given(st.text(alphabet=st.sampled_from("<>/&;!-= \"'apdivh1scrtylm\n\u00e9\ud7ff")) | st.text())
def test_no_page_raises_but_a_refusal(markup):
    try:
        assert read_page(markup).text.strip()
    except Refusal as refusal:
        assert refusal.reason == "empty"


def test_lines(tmp_path):
    lines = [
        json.dumps(
            {
                "id": "a",
                "text": TEXT,
                "published_on": "2017-04-24",
                "title": "T\n2",
                "source": "S",
                "url": "https://wire.example/a",
            }
        ),
        "",
        "no json",
        "[]",
        '{"id": "no text"}',
        '{"id": "b", "text": "   "}',
        json.dumps({"id": 9, "text": TEXT + " \ud800\u0000"}),
    ]
    briefs, rejected = read(tmp_path, "a.jsonl", "\r\n".join(lines))
    assert [(b["external_id"], b["position"]) for b in briefs] == [("a", 0), ("9", 6)]
    assert (
        briefs[0]["title"] == "T 2"
        and briefs[0]["source"] == "S"
        and briefs[0]["uri"] == "https://wire.example/a"
    )
    assert briefs[1]["text"] == TEXT + " \ufffd"
    assert len({b["brief_id"] for b in briefs}) == 2
    told = {row["what"].rpartition(":")[2]: row["reason"] for row in rejected}
    assert told == {"3": "broken", "4": "broken", "5": "broken", "6": "empty"}
    assert json.loads(next(row["row"] for row in rejected if row["what"].endswith(":5"))) == {"id": "no text"}


def test_a_number_too_long_to_be_one_is_a_broken_line_alone(tmp_path):
    lines = [json.dumps({"text": TEXT}), f'{{"text": "{TEXT}", "id": {"9" * 6000}}}']
    briefs, rejected = read(tmp_path, "a.jsonl", "\n".join(lines))
    assert [brief["text"] for brief in briefs] == [TEXT]
    assert [(row["reason"], row["what"].rpartition(":")[2]) for row in rejected] == [("broken", "2")]


@pytest.mark.parametrize(
    "values",
    [
        {"headline": "A bid", "pubDate": "Mon, 24 Apr 2017 08:00:00 GMT", "body": TEXT},
        {"Title": "A bid", "date_published": "2017-04-24T08:00:00Z", "content_html": f"<p>{TEXT}</p>"},
        {"title": {"rendered": "A &#98;id"}, "date": "2017-04-24", "content": {"rendered": f"<p>{TEXT}</p>"}},
        {
            "title": "A <b>bid</b>",
            "timestamp": 1493020800,
            "text": TEXT.replace("'", "&#39;"),
            "score": float("nan"),
        },
        {"title": "A bid", "publishedAt": "24-Apr-2017", "updated": "2018-01-01", "html": TEXT},
        {
            "dc:title": "A bid",
            "prism:publicationDate": "2017-114",
            "maintext": TEXT,
            "description": "A letter.",
        },
        {"title": "A bid", "site_publication_day": "24.4.2017", "publisher": "2011-01-01", "text": TEXT},
        {"title": "A bid", "publication_updated": "2018-01-01", "date_publish": "2017-04-24", "text": TEXT},
        {"headline": {"main": "A bid"}, "first_publish_date": "08:00, 24 April 2017", "description": TEXT},
    ],
)
def test_lines_of_feeds_and_scrapers(values):
    (found,) = read_lines(json.dumps(values))
    assert (found.title, found.published_on, found.text) == ("A bid", datetime.date(2017, 4, 24), TEXT)


@pytest.mark.parametrize(
    ("values", "author", "section"),
    [
        ({"author": "Ana Quill", "section": "World"}, "Ana Quill", "World"),
        ({"authors": [{"name": "Ana Quill"}, {"name": "Bo Vale"}]}, "Ana Quill; Bo Vale", None),
        (
            {"Byline": "By Ana\u202e\u0007 Quill", "categories": ["World", "Trade", "World"]},
            "By Ana Quill",
            "World; Trade",
        ),
        ({"dc:creator": "Ana &amp; Bo", "category": "Seas, ports"}, "Ana & Bo", "Seas, ports"),
        ({"author": "Ana Quill <ana@wire.example>"}, "Ana Quill", None),
        ({"author": "ana@wire.example", "creator": "Desk"}, "Desk", None),
        ({"author": 7, "categories": [12, 5]}, None, None),
        ({"author": None, "categories": []}, None, None),
        ({}, None, None),
    ],
)
@pytest.mark.parametrize("form", ["jsonl", "md"])
def test_author_and_section_of_lines_and_front_matter(tmp_path, values, author, section, form):
    made = {"title": "A bid", **values}
    content = json.dumps({**made, "text": TEXT}) if form == "jsonl" else f"{json.dumps(made)}\n{TEXT}\n"
    ((brief,), rejected) = read(tmp_path, f"a.{form}", content)
    assert not rejected and brief["text"] == TEXT
    assert (brief["author"], brief["section"]) == (author, section)


def test_author_and_section_of_front_matter_in_yaml(tmp_path):
    matter = "title: A bid\nauthor: null\nbyline: Ana Quill\ncategories:\n  - World\n  - Trade\n"
    ((brief,), _) = read(tmp_path, "a.md", f"---\n{matter}---\n{TEXT}\n")
    assert (brief["author"], brief["section"], brief["text"]) == ("Ana Quill", "World; Trade", TEXT)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("He said: &ldquo;We back it&rdquo; &amp;#8211; and left", "He said: “We back it” – and left"),
        ("<p>One &amp;amp; two</p><p>Three<br>four <del>five</del></p>", "One & two\n\nThree four"),
        ("a < b and c > d, AT&T; R&D", "a < b and c > d, AT&T; R&D"),
        ("<div hidden>no</div><p>yes</p>", "yes"),
        ("\\u201cNo\\u201d, he said \\ud83d\\ude00", "“No”, he said \U0001f600"),
    ],
)
def test_entities_and_tags_are_read_as_what_they_mean(text, plain):
    assert plain_text(text) == plain


@given(st.text())
def test_no_lines_raise(text):
    read_lines(text)


# Languages


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        ("NATO, EU, SCO", "en"),
        ("Ruritania seeks entry.", "en"),
        ("Iran, Kazakhstan, Kyrgyzstan, Tajikistan, Uzbekistan, Turkmenistan, Azerbaijan, Belarus", "en"),
        (
            "Der Rat des Hafenbundes hat am Freitag mitgeteilt, dass Ruritanien die Aufnahme beantragt hat.",
            "de",
        ),
        ("Le conseil de la ligue a annoncé vendredi que la Ruritanie avait demandé son adhésion.", "fr"),
        ("Совет лиги сообщил в пятницу, что Руритания подала заявку на вступление.", "ru"),
    ],
)
def test_languages(text, language):
    assert language_of(text) == language


def test_another_language_is_rejected_with_its_row(tmp_path):
    text = "Der Rat des Hafenbundes hat am Freitag mitgeteilt, dass Ruritanien die Aufnahme beantragt hat."
    briefs, (row,) = read(tmp_path, "a.txt", text)
    assert briefs == [] and row["reason"] == "language" and "'de'" in row["detail"]
    assert json.loads(row["row"])["text"] == text


# Whole originals


def test_a_text_above_the_limit_is_rejected(tmp_path):
    briefs, (row,) = read(tmp_path, "a.txt", TEXT + " word" * (settings().max_text_chars // 5))
    assert briefs == [] and row["reason"] == "oversized"


def test_an_original_that_is_gone_or_changed_is_rejected(tmp_path):
    drop = tmp_path / "drop"
    drop.mkdir()
    for name in "ab":
        (drop / f"{name}.txt").write_text(f"{TEXT} {name}", encoding="utf-8")
    store = tmp_path / "landing"
    land([drop], store=store, day=DAY, limit=9999)
    rows, _ = originals(store, str(DAY))
    original_path(store, rows[0]).unlink()
    original_path(store, rows[1]).write_text("changed", encoding="utf-8")
    briefs, rejected = read_originals(frame(Originals, rows), store=store)
    assert briefs == [] and {row["reason"] for row in rejected} == {"unreadable", "broken"}


def test_the_order_of_originals_does_not_matter(tmp_path):
    drop, store = tmp_path / "drop", tmp_path / "landing"
    drop.mkdir()
    for number in range(5):
        (drop / f"{number}.txt").write_text(f"{TEXT} {number}", encoding="utf-8")
    land([drop], store=store, day=DAY, limit=9999)
    rows, _ = originals(store, str(DAY))
    assert read_originals(frame(Originals, rows), store=store) == read_originals(
        frame(Originals, rows[::-1]), store=store
    )


def test_ids_depend_on_content_and_position_alone(tmp_path):
    ids = []
    for name, day in (("a.txt", DAY), ("b.txt", DAY + datetime.timedelta(days=1))):
        (tmp_path / name).mkdir()
        ids.append(read(tmp_path / name, name, TEXT, day=day)[0][0]["brief_id"])
    assert ids[0] == ids[1]
