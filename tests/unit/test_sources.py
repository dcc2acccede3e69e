"""Sources: configuration, fetching with limits, feeds and pages from a real server on loopback. All texts are
synthetic."""

import datetime
import gzip
import ipaddress
import itertools
import json
import socketserver
import threading
import time
import zlib
from pathlib import Path

import pytest
from loopback import Site, reply, served
from protego import Protego
from room import room_for

from pipeline.errors import StatusquoError
from pipeline.ingest.briefs import read_originals
from pipeline.ingest.duplicates import mark_duplicates
from pipeline.ingest.landing import originals
from pipeline.ingest.refusals import Refusal
from pipeline.ingest.sources.addresses import Target, checked_target
from pipeline.ingest.sources.configuration import add_source, load_sources, sources_file
from pipeline.ingest.sources.fetching import Fetcher, Validators
from pipeline.ingest.sources.memory import recall
from pipeline.ingest.sources.running import SourceReport, first_read, run_sources
from pipeline.settings import settings
from schemas.raw import Briefs, Originals
from schemas.table import frame

DAY = datetime.date(2026, 3, 2)
TEXT = "Ruritania has applied to join the Harbour League, its council said on Friday."
LONG = (
    f"<p>{TEXT}</p><p>"
    + "Nobody in the secretariat of the League wished to comment on the letter. " * 6
    + "</p>"
)
REAL_FEED = Path(__file__).parents[3] / "shared" / "news" / "feed"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of its own, in which loopback is admitted."""
    monkeypatch.setenv("STATUSQUO_HOME", str(tmp_path))
    monkeypatch.setenv("STATUSQUO_ADMIT_LOOPBACK", "true")
    monkeypatch.setenv("STATUSQUO_FETCH_SECONDS", "2")
    monkeypatch.setenv("STATUSQUO_FETCH_PATIENCE", "1")
    monkeypatch.setenv("STATUSQUO_MAX_ORIGINAL_BYTES", "1000000")
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def site():
    with served() as site:
        yield site


def run(name: str, **values: object) -> SourceReport:
    """Add a source, unless it is there, and run it."""
    source = add_source(name, values)
    (report,) = run_sources([source], day=DAY)
    return report


def briefs() -> list[dict]:
    """The rows of raw.briefs of all that was landed."""
    rows, _ = originals(settings().landing, str(DAY))
    found, rejected = read_originals(frame(Originals, rows), store=settings().landing)
    assert rejected == []
    return mark_duplicates(frame(Briefs, found), frame(Briefs, [])).sort("title", "text").to_dicts()


def rss(*items: str) -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Wire</title>'
        + "".join(items)
        + "</channel></rss>"
    ).encode()


def item(
    number: int, title: str = "A bid", body: str = LONG, date: str = "Mon, 02 Mar 2026 23:30:00 -0800"
) -> str:
    return (
        f"<item><guid>urn:{number}</guid><title>{title} {number}</title><link>https://wire.example/{number}?utm_source=x</link>"
        f"<dc:creator>A. Writer</dc:creator><pubDate>{date}</pubDate><content:encoded><![CDATA[{body}]]></content:encoded></item>"
    )


# Configuration


def test_sources_are_added_listed_and_kept_with_comments(home):
    sources_file().write_text('# mine\n[a]\nkind = "folder"  # here\npath = "drop"\n', encoding="utf-8")
    add_source("b", {"kind": "feed", "url": "https://wire.example/feed"})
    assert list(load_sources()) == ["a", "b"] and "# mine" in sources_file().read_text()
    add_source("b", {"kind": "feed", "url": "https://wire.example/feed"})
    with pytest.raises(StatusquoError, match="--replace"):
        add_source("b", {"kind": "feed", "url": "https://wire.example/other"})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[a]\nkind = 'feed'\n", "a: a feed needs url"),
        ("[a]\nkind = 'news'\nurl = 'x'\n", "a: kind: Input should be"),
        ("[a]\nkind = 'folder'\npath = 'x'\ncolour = 'red'\n", "a: colour: Extra inputs"),
        ("[a]\nkind = 'page'\nurl = 'x'\npattern = '('\n", "a: pattern: is no regular expression"),
        ("['a b']\nkind = 'folder'\npath = 'x'\n", "a b: name:"),
        ("a = 1\n", "a: is no table"),
        ("[a\n", "not TOML"),
    ],
)
def test_a_wrong_configuration_is_one_line(home, content, told):
    sources_file().write_text(content, encoding="utf-8")
    with pytest.raises(StatusquoError) as caught:
        load_sources()
    assert (
        told in str(caught.value)
        and str(sources_file()) in str(caught.value)
        and "\n" not in str(caught.value)
    )


# Addresses


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://wire.example/x",
        "http://user:word@127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest",
        "http://[::ffff:10.0.0.1]/",
        "http://[fe80::1]/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http:///x",
        "http://[::1",
    ],
)
def test_addresses_that_are_never_fetched(home, url):
    with pytest.raises(Refusal) as caught:
        checked_target(url)
    assert caught.value.reason == "forbidden_address"


def test_loopback_is_fetched_only_if_the_setting_admits_it(home, site, monkeypatch):
    site.routes["/x"] = b"text"
    assert Fetcher().get(f"{site.url}/x").content == b"text"
    monkeypatch.setenv("STATUSQUO_ADMIT_LOOPBACK", "false")
    settings.cache_clear()
    for host in ("127.0.0.1", "[::ffff:127.0.0.1]", "localhost"):
        with pytest.raises(Refusal, match="public internet"):
            checked_target(site.url.replace("127.0.0.1", host))


def test_each_redirect_is_checked(home, site):
    site.routes["/in"] = lambda handler: reply(handler, b"", {"Location": "http://192.168.0.1/secret"}, 302)
    site.routes["/round"] = lambda handler: reply(handler, b"", {"Location": "/round"}, 302)
    with pytest.raises(Refusal, match="forbidden_address"):
        Fetcher().get(f"{site.url}/in")
    with pytest.raises(Refusal, match="redirects"):
        Fetcher().get(f"{site.url}/round")


def test_a_redirect_to_this_machine_is_refused(home, site, monkeypatch):
    def in_passing(handler) -> None:  # the first request is let through, as if it went to the internet
        monkeypatch.setenv("STATUSQUO_ADMIT_LOOPBACK", "false")
        settings.cache_clear()
        reply(handler, b"", {"Location": f"{site.url}/secret"}, 302)

    site.routes |= {"/in": in_passing, "/secret": b"secret"}
    with pytest.raises(Refusal, match="forbidden_address.*public internet"):
        Fetcher().get(f"{site.url}/in", robots=False)
    assert [path for path, _ in site.asked] == ["/in"]


def test_the_connection_goes_to_the_address_that_was_checked_whatever_the_name_leads_to_now(home, site):
    site.routes["/x"] = lambda handler: reply(handler, handler.headers["Host"].encode())
    port = int(site.url.rpartition(":")[2])
    checked = ipaddress.ip_address("127.0.0.1")
    target = Target(f"http://wire.example:{port}/x", "http", "wire.example", port, checked)
    assert Fetcher().once(target, Validators()).content == f"wire.example:{port}".encode()


# Fetching


def test_servers_are_told_who_asks_and_whom_to_turn_to(home, site, monkeypatch):
    monkeypatch.setenv("STATUSQUO_CONTACT", "https://desk.example/robot")
    settings.cache_clear()
    site.routes["/x"] = lambda handler: reply(handler, handler.headers["User-Agent"].encode())
    told = Fetcher().get(f"{site.url}/x").content.decode()
    assert told.startswith("statusquo/") and told.endswith(" (+https://desk.example/robot)")


@pytest.mark.parametrize(
    ("robots", "pause"), [("", 1.5), ("Crawl-delay: 7", 7.0), ("Crawl-delay: 900", 30.0)]
)
def test_a_host_has_its_rest_between_two_requests(home, monkeypatch, robots, pause):
    monkeypatch.setenv("STATUSQUO_FETCH_DELAY", "1.5")
    settings.cache_clear()
    pauses: list[float] = []
    hosts = [
        Target(f"http://{name}/x", "http", name, 80, ipaddress.ip_address(number))
        for name, number in (("wire.example", "192.0.2.1"), ("desk.example", "192.0.2.2"))
    ]
    with Fetcher(sleep=pauses.append) as fetcher:
        rules = Protego.parse(f"User-agent: *\n{robots}")
        fetcher.rules = {one.origin: rules for one in hosts}
        for one in (*hosts, hosts[0]):
            fetcher.wait(one)
    (waited,) = pauses
    assert pause - 1 < waited <= pause


def fetched(site: Site, path: str) -> tuple[str, list[float]]:
    """The reason why a path cannot be had, and the pauses that were made."""
    pauses: list[float] = []
    with Fetcher(sleep=pauses.append) as fetcher, pytest.raises(Refusal) as caught:
        fetcher.get(f"{site.url}{path}")
    return caught.value.reason, pauses


def endless(handler) -> None:
    reply(handler, b"")
    while True:
        handler.wfile.write(b"x" * 1000)


def slow(handler) -> None:
    reply(handler, b"")
    for _ in range(40):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda handler: reply(handler, b"x" * 1_000_001), "oversized"),
        (
            lambda handler: reply(handler, gzip.compress(b"0" * 90_000_000), {"Content-Encoding": "gzip"}),
            "oversized",
        ),
        (
            lambda handler: reply(handler, gzip.compress(b"text" * 99)[:-9], {"Content-Encoding": "gzip"}),
            "broken",
        ),
        (lambda handler: reply(handler, b"no gzip", {"Content-Encoding": "gzip"}), "broken"),
        (lambda handler: reply(handler, b"x", {"Content-Encoding": "br"}), "unsupported"),
        (lambda handler: reply(handler, b"", status=404), "server_error"),
        (endless, "oversized"),
        (slow, "unreachable"),
    ],
    ids=["large", "bomb", "cut", "no gzip", "unasked", "missing", "endless", "slow"],
)
def test_what_cannot_be_had_has_its_reason(home, site, answer, reason):
    site.routes["/x"] = answer
    assert fetched(site, "/x")[0] == reason


def test_a_server_that_fails_every_other_time_is_asked_again(home, site):
    turns = itertools.cycle([500, 200])
    site.routes["/x"] = lambda handler: reply(handler, b"text", status=next(turns))
    assert Fetcher(sleep=lambda seconds: None).get(f"{site.url}/x").content == b"text"


def test_retry_after_is_obeyed_and_too_long_a_wait_is_left_to_the_next_night(home, site):
    turns = iter([("1", 429), ("1", 503), ("", 200)])

    def busy(handler) -> None:
        after, status = next(turns)
        reply(handler, b"text", {"Retry-After": after}, status)

    site.routes["/x"] = busy
    pauses: list[float] = []
    assert Fetcher(sleep=pauses.append).get(f"{site.url}/x").content == b"text" and pauses == [1.0, 1.0]
    site.routes["/y"] = lambda handler: reply(handler, b"", {"Retry-After": "3600"}, 429)
    assert fetched(site, "/y") == ("server_error", [])


def test_a_host_that_does_not_answer_is_asked_once_in_a_night(home):
    with Fetcher(sleep=lambda seconds: None) as fetcher:
        for _ in range(2):
            with pytest.raises(Refusal, match="unreachable"):
                fetcher.get("http://127.0.0.1:9/x")
        assert list(fetcher.silent) == ["http://127.0.0.1:9"]


def test_robots_txt_is_kept(home, site):
    site.routes |= {"/robots.txt": b"User-agent: *\nDisallow: /private", "/private": b"no", "/open": b"yes"}
    assert fetched(site, "/private")[0] == "disallowed"
    assert Fetcher().get(f"{site.url}/open").content == b"yes"
    assert ("/private", 200) not in site.asked


# Feeds


def test_a_feed_is_taken_in_once_and_an_unchanged_one_costs_a_304(home, site):
    site.routes["/feed"] = rss(item(1), item(2, "Tags &amp; &lt;b&gt;bids&lt;/b&gt;"))
    first = run("wire", kind="feed", url=f"{site.url}/feed", outlet="Example Wire")
    assert (first.landed, first.refused, first.problem) == (2, 0, None)
    again = run("wire", kind="feed", url=f"{site.url}/feed", outlet="Example Wire")
    assert (again.landed, again.already, again.refused) == (0, 0, 0) and site.asked[-1] == ("/feed", 304)
    one, two = briefs()
    assert (one["title"], two["title"]) == ("A bid 1", "Tags & bids 2")
    assert one["text"].startswith(f"{TEXT}\n\nNobody") and one["source"] == "Example Wire"
    assert (one["published_on"], one["published_on_basis"]) == (DAY, "metadata")
    assert (one["external_id"], one["uri"]) == ("urn:1", "https://wire.example/1?utm_source=x")


def test_an_item_that_changes_is_a_new_version_and_one_witness_and_one_that_vanishes_stays(home, site):
    site.routes["/feed"] = rss(item(1), item(2))
    run("wire", kind="feed", url=f"{site.url}/feed")
    site.routes["/feed"] = rss(
        item(3), item(2, body="<p>It was all quite different, says the council.</p><p>Truly.</p>")
    )
    report = run("wire", kind="feed", url=f"{site.url}/feed")
    assert (report.landed, report.revised) == (2, 1)
    found = briefs()
    assert len(found) == 4
    (new,) = [brief for brief in found if brief["revises"]]
    (old,) = [brief for brief in found if brief["brief_id"] == new["revises"]]
    assert new["external_id"] == old["external_id"] == "urn:2"
    assert new["duplicate_of"] == (old["duplicate_of"] or old["brief_id"])


def test_the_order_of_polls_does_not_matter(home, site, tmp_path, monkeypatch):
    polls = [rss(item(1), item(2)), rss(item(2), item(3)), rss(item(3), item(4))]
    found = []
    for name, order in (("forward", polls), ("backward", polls[::-1])):
        monkeypatch.setenv("STATUSQUO_HOME", str(tmp_path / name))
        settings.cache_clear()
        for poll in order:
            site.routes["/feed"] = poll
            run("wire", kind="feed", url=f"{site.url}/feed")
        found.append([brief["brief_id"] for brief in briefs()])
    assert found[0] == found[1] and len(found[0]) == 4


def test_a_teaser_leads_to_its_page_and_stands_for_it_until_that_can_be_had(home, site):
    teaser = f"<item><guid>a</guid><title>T</title><link>{site.url}/a</link><description>Short. {TEXT}</description></item>"
    site.routes["/feed"] = rss(teaser)
    first = run("wire", kind="feed", url=f"{site.url}/feed")
    assert first.landed == 1 and [brief["text"] for brief in briefs()] == [f"Short. {TEXT}"]
    site.routes["/a"] = f"<html><body><article>{LONG}</article></body></html>".encode()
    second = run("wire", kind="feed", url=f"{site.url}/feed")
    assert (second.landed, second.revised) == (1, 1)
    assert any("Nobody in the secretariat" in brief["text"] for brief in briefs())
    run("wire", kind="feed", url=f"{site.url}/feed")
    assert run("wire", kind="feed", url=f"{site.url}/feed").landed == 0 and site.asked[-1] == ("/feed", 304)


def test_atom_rdf_and_json_feeds(home, site):
    site.routes["/atom"] = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title type="html">A &lt;i&gt;bid&lt;/i&gt;</title>'
        '<link href="/x"/><published>2026-03-01T10:00:00Z</published><updated>2026-03-02T10:00:00Z</updated>'
        f'<content type="html">{LONG.replace("<", "&lt;")}</content></entry></feed>'
    ).encode()
    site.routes["/rdf"] = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="u"><title>A bid</title><link>https://wire.example/r</link>'
        f"<dc:date>2026-03-01</dc:date><description><![CDATA[{LONG} R]]></description></item></rdf:RDF>"
    ).encode()
    site.routes["/json"] = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [
                {
                    "id": 7,
                    "title": "A bid",
                    "content_html": LONG + "J",
                    "date_published": "2026-03-01T08:00:00Z",
                }
            ],
        }
    ).encode()
    for name in ("atom", "rdf", "json"):
        assert run(name, kind="feed", url=f"{site.url}/{name}").landed == 1
    found = briefs()
    assert {brief["title"] for brief in found} == {"A bid"}
    assert {str(brief["published_on"]) for brief in found} == {"2026-03-01"} and len(found) == 3


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        (b"", "empty"),
        (b"<html><body>not a feed</body></html>", "broken"),
        (b'{"version": 1}', "broken"),
        (b"{broken", "broken"),
        (b"\x89PNG" + bytes(99), "broken"),
        (
            b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
            b'<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;">]><x>&e;</x>',
            "broken",
        ),
    ],
    ids=["empty", "page", "json", "bad json", "picture", "entities"],
)
def test_what_is_no_feed_fails_alone_with_its_reason(home, site, feed, reason):
    site.routes |= {"/bad": feed, "/good": rss(item(1))}
    sources = [add_source(name, {"kind": "feed", "url": f"{site.url}/{name}"}) for name in ("bad", "good")]
    bad, good = run_sources(sources, day=DAY)
    assert bad.problem.startswith(reason) and (good.landed, good.problem) == (1, None)
    _, refused = originals(settings().landing, str(DAY))
    assert [(row["reason"], row["what"]) for row in refused] == [(reason, f"source bad: {site.url}/bad")]
    assert recall("bad").problem == bad.problem and recall("bad").last_good is None


def test_an_item_with_a_title_and_nothing_else_is_refused(home, site):
    site.routes["/feed"] = rss("<item><guid>a</guid><title>Ruritania joins</title></item>", item(1))
    report = run("wire", kind="feed", url=f"{site.url}/feed")
    assert (report.landed, report.refused, report.problem) == (1, 1, None) and "empty" in report.details[0]


def test_a_source_that_disappears_is_told_and_what_it_had_stays(home, site):
    site.routes["/feed"] = rss(item(1))
    run("wire", kind="feed", url=f"{site.url}/feed")
    del site.routes["/feed"]
    report = run("wire", kind="feed", url=f"{site.url}/feed")
    assert "404" in report.problem and len(briefs()) == 1


def too_many(handler) -> None:
    reply(handler, b"", {"Retry-After": "3600"}, status=429)


def never_ends(handler) -> None:
    reply(handler, rss(item(1)).removesuffix(b"</channel></rss>"))
    for number in itertools.count(2):
        handler.wfile.write(item(number).encode())


def elsewhere(address: str):
    """An answer that leads to another address."""
    return lambda handler: reply(handler, b"", {"Location": address}, status=302)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (never_ends, "oversized"),
        (too_many, "server_error"),
        (lambda handler: reply(handler, b"", status=503), "server_error"),
        (lambda handler: handler.wfile.write(b"no answer"), "unreachable"),
        (elsewhere("http://10.0.0.1/feed"), "forbidden_address"),
        (elsewhere("http://[::ffff:192.168.1.1]/feed"), "forbidden_address"),
        (elsewhere("file:///etc/hostname"), "forbidden_address"),
        (elsewhere("http://user:secret@wire.example/feed"), "forbidden_address"),
        (
            lambda handler: reply(handler, gzip.compress(bytes(9_000_000)), {"Content-Encoding": "gzip"}),
            "oversized",
        ),
    ],
    ids=["endless", "429", "503", "no HTTP", "private", "mapped", "file", "user", "bomb"],
)
def test_a_server_that_means_no_good_leaves_a_rejection_and_stops_no_other(home, site, answer, reason):
    site.routes |= {"/bad": answer, "/good": rss(item(1))}
    sources = [add_source(name, {"kind": "feed", "url": f"{site.url}/{name}"}) for name in ("bad", "good")]
    bad, good = run_sources(sources, day=DAY)
    assert bad.problem.startswith(reason) and (good.landed, good.problem) == (1, None)
    landed, refused = originals(settings().landing, str(DAY))
    assert len(landed) == 1 and [row["reason"] for row in refused] == [reason]


def test_a_source_of_files_that_is_gone_leaves_a_rejection(home, tmp_path):
    report = run("desk", kind="folder", path=str(tmp_path / "gone"))
    assert report.problem.startswith("unreadable") and report.refused == 1


# Who wrote it, and in which section


def told_of_authors() -> dict[str, tuple[str | None, str | None]]:
    return {brief["title"]: (brief["author"], brief["section"]) for brief in briefs()}


def test_authors_and_categories_of_feeds(home, site):
    def entry(number: int, told: str) -> str:
        body = f"<content:encoded><![CDATA[{LONG}]]></content:encoded>"
        return f"<item><guid>urn:{number}</guid><title>{number}</title>{told}{body}</item>"

    site.routes["/feed"] = rss(
        entry(
            1, "<dc:creator>Ana Quill</dc:creator><category>Seas, ports</category><category>Trade</category>"
        ),
        entry(2, "<dc:creator>Ana Quill</dc:creator><dc:creator>Bo Vale</dc:creator>"),
        entry(3, "<author>desk@wire.example (Bo Vale)</author><category>Trade</category>"),
        entry(4, "<author>desk@wire.example</author>"),
        entry(5, ""),
    )
    assert run("feed", kind="feed", url=f"{site.url}/feed").landed == 5
    assert told_of_authors() == {
        "1": ("Ana Quill", "Seas, ports; Trade"),
        "2": ("Ana Quill; Bo Vale", None),
        "3": ("Bo Vale", "Trade"),
        "4": (None, None),
        "5": (None, None),
    }


def test_authors_and_categories_of_atom_and_of_json_feeds(home, site):
    site.routes["/atom"] = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><id>1</id><title>1</title>'
        "<author><name>Ana Quill</name></author><author><name>Bo Vale</name><email>bo@wire.example</email>"
        f'</author><category term="t1" label="Trade"/><content type="html"><![CDATA[{LONG}]]></content></entry></feed>'
    ).encode()
    items = [
        {"id": "2", "title": "2", "content_html": LONG, "authors": [{"name": "Ana"}, {"name": "Bo"}]},
        {"id": "3", "title": "3", "content_html": LONG, "author": {"name": "Ana"}, "tags": ["Seas", "Trade"]},
        {"id": "4", "title": "4", "content_html": LONG, "authors": [{"url": "https://wire.example/ana"}]},
    ]
    site.routes["/json"] = json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "items": items}
    ).encode()
    assert run("atom", kind="feed", url=f"{site.url}/atom").landed == 1
    assert run("json", kind="feed", url=f"{site.url}/json").landed == 3
    assert told_of_authors() == {
        "1": ("Ana Quill; Bo Vale", "Trade"),
        "2": ("Ana; Bo", None),
        "3": ("Ana", "Seas; Trade"),
        "4": (None, None),
    }


def test_what_a_feed_does_not_tell_its_page_does(home, site):
    script = json.dumps({"@type": "NewsArticle", "author": {"name": "Bo Vale"}, "articleSection": "Seas"})
    for number in (1, 2):
        site.routes[f"/{number}"] = page(number).replace(
            b"</head>", f'<script type="application/ld+json">{script}</script></head>'.encode()
        )
    site.routes["/feed"] = rss(
        f"<item><guid>1</guid><title>1</title><link>{site.url}/1</link><description>A teaser.</description></item>",
        f"<item><guid>2</guid><title>2</title><link>{site.url}/2</link><description>A teaser.</description>"
        "<dc:creator>Ana Quill</dc:creator></item>",
    )
    assert run("feed", kind="feed", url=f"{site.url}/feed").landed == 2
    assert told_of_authors() == {"1": ("Bo Vale", "Seas"), "2": ("Ana Quill", "Seas")}


# Pages and sitemaps


def page(number: int) -> bytes:
    return (
        f'<html><head><title>Page {number}</title><meta property="article:published_time" content="2026-02-0{number}"></head>'
        f"<body><article><h1>Page {number}</h1>{LONG}<p>It is page {number} of the site, and the {number}th to be read.</p></article></body></html>"
    ).encode()


def test_a_list_page_gives_the_pages_that_its_pattern_admits(home, site):
    site.routes["/list"] = (
        b'<a href="/news/1">one</a> <a href="/news/2#x">two</a> <a href="/about">about</a> <a href="/news/1">one</a>'
    )
    site.routes |= {"/news/1": page(1), "/news/2": page(2), "/about": page(3)}
    values = {"kind": "page", "url": f"{site.url}/list", "pattern": "/news/"}
    assert run("list", **values).landed == 2
    assert [str(brief["published_on"]) for brief in briefs()] == ["2026-02-01", "2026-02-02"]
    assert run("list", **values).landed == 0 and [path for path, _ in site.asked].count("/news/1") == 1


def test_a_page_is_a_new_version_when_its_text_is(home, site):
    site.routes["/p"] = page(1)
    assert run("p", kind="page", url=f"{site.url}/p").landed == 1
    site.routes["/p"] = page(1).replace(b"</body>", b"<script>n = 2</script></body>")
    assert run("p", kind="page", url=f"{site.url}/p").landed == 0
    site.routes["/p"] = page(2)
    assert run("p", kind="page", url=f"{site.url}/p").revised == 1


def test_a_sitemap_of_sitemaps(home, site):
    site.routes["/map"] = (
        f"<sitemapindex><sitemap><loc>{site.url}/one.gz</loc></sitemap></sitemapindex>".encode()
    )
    site.routes["/one.gz"] = gzip.compress(
        b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        + "".join(
            f"<url><loc>{site.url}/{n}</loc><lastmod>2026-02-0{n}</lastmod></url>" for n in (1, 2)
        ).encode()
        + b"</urlset>"
    )
    site.routes |= {"/1": page(1), "/2": page(2)}
    values = {"kind": "sitemap", "url": f"{site.url}/map"}
    assert run("map", **values).landed == 2 and run("map", **values).landed == 0
    assert len(briefs()) == 2


def test_entities_in_a_sitemap_are_not_expanded(home, site):
    names = ["a", "b", "c", "d", "e", "f", "g", "h"]
    nested = "".join(f'<!ENTITY {name} "{f"&{inner};" * 20}">' for inner, name in itertools.pairwise(names))
    entries = f"<url><loc>{site.url}/1</loc></url><url><loc>{site.url}/2&a;</loc></url><url><loc>{site.url}/1&h;</loc></url><url><loc>&x;</loc></url>"
    site.routes["/map"] = (
        f'<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a "{"1" * 100}">{nested}'
        f'<!ENTITY x SYSTEM "{site.url}/outside">]><urlset>{entries}</urlset>'
    ).encode()
    site.routes |= {"/1": page(1), "/2": page(2), "/outside": f"{site.url}/1".encode()}
    assert run("map", kind="sitemap", url=f"{site.url}/map").landed == 2
    assert sorted(path for path, _ in site.asked if path != "/robots.txt") == ["/1", "/2", "/map"]


def test_check_shows_the_first_item_and_takes_nothing_in(home, site):
    site.routes["/feed"] = rss(item(1))
    found = first_read(add_source("wire", {"kind": "feed", "url": f"{site.url}/feed"}))
    assert found.title == "A bid 1" and found.text.startswith(TEXT) and not settings().landing.exists()


# Mail on a server


class Postbox(socketserver.StreamRequestHandler):
    """As much of an IMAP server as reading a folder takes."""

    mails = {3: b"Subject: A bid\r\nFrom: desk@wire.example\r\n\r\n" + TEXT.encode() + b"\r\n"}

    def handle(self) -> None:
        self.say("* OK ready")
        for line in self.rfile:
            tag, _, command = line.decode().strip().partition(" ")
            for answer in self.answers(command):
                self.say(answer)
            good = "LOGIN" not in command or command.endswith('"word"')
            self.say(f"{tag} {'OK' if good else 'NO'} done")
            if command == "LOGOUT":
                return

    def answers(self, command: str) -> list[str]:
        if command == "CAPABILITY":
            return ["* CAPABILITY IMAP4rev1"]
        if command.startswith("EXAMINE"):
            return ["* 1 EXISTS", "* OK [UIDVALIDITY 77] valid"]
        if command.startswith("UID SEARCH"):
            return ["* SEARCH " + " ".join(map(str, self.mails))]
        if not command.startswith("UID FETCH"):
            return []
        mail = self.mails[int(command.split()[2])]
        if "SIZE" in command:
            return [f"* 1 FETCH (UID 3 RFC822.SIZE {len(mail)})"]
        return [f"* 1 FETCH (UID 3 BODY[] {{{len(mail)}}}\r\n{mail.decode()})"]

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


def test_mail_on_a_server_is_taken_in_once(home, monkeypatch):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Postbox) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        values = {
            "kind": "mailbox",
            "url": f"imap://desk@127.0.0.1:{server.server_address[1]}/INBOX",
            "password_from": "WORD",
        }
        refused = run("desk", **values)
        assert refused.problem.startswith("server_error")
        monkeypatch.setenv("WORD", "word")
        assert (run("desk", **values).landed, run("desk", **values).landed) == (1, 0)
        server.shutdown()
    ((brief,)) = briefs()
    assert (brief["title"], brief["text"], brief["source"]) == ("A bid", TEXT, "desk@wire.example")


@pytest.mark.parametrize(
    "url", ["imap://desk@192.0.2.1/INBOX", "imaps://desk:word@127.0.0.1/INBOX", "imaps://127.0.0.1/INBOX"]
)
def test_folders_of_mail_that_are_never_opened(home, url):
    assert run("desk", kind="mailbox", url=url).problem.startswith("forbidden_address")


# A disk that is full


def test_a_full_disk_fails_the_source_and_loses_nothing(home, site, monkeypatch):
    site.routes["/feed"] = rss(item(1), item(2))
    source = add_source("wire", {"kind": "feed", "url": f"{site.url}/feed"})
    with room_for(100):
        (report,) = run_sources([source], day=DAY)
    assert report.problem and report.landed == 0
    (report,) = run_sources([source], day=DAY)
    assert (report.problem, report.landed) == (None, 2)


# A real feed


@pytest.mark.skipif(not REAL_FEED.is_dir(), reason="the recorded polls of a real feed are not here")
def test_recorded_polls_of_a_real_feed_give_every_item_once(home, site):
    polls = [gzip.decompress(path.read_bytes()) for path in sorted(REAL_FEED.glob("*.rss.gz"))]
    for poll in polls:
        site.routes["/feed"] = poll
        assert run("dept", kind="feed", url=f"{site.url}/feed").problem is None
    assert run("dept", kind="feed", url=f"{site.url}/feed").landed == 0
    firsts = [brief for brief in briefs() if brief["revises"] is None]
    ids = {
        guid
        for poll in polls
        for guid in poll.decode().split("<guid")[1:]
        for guid in [guid[guid.index(">") + 1 : guid.index("<")]]
    }
    assert len(firsts) == len(ids) == len({brief["external_id"] for brief in firsts})
    assert all(brief["published_on_basis"] == "metadata" for brief in firsts)


def test_zlib_streams_without_their_header_are_refused_not_read(home, site):
    site.routes["/x"] = lambda handler: reply(
        handler, zlib.compress(b"text")[2:], {"Content-Encoding": "deflate"}
    )
    assert fetched(site, "/x")[0] == "broken"
