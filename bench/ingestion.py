"""What taking in costs: feeds whose items lead to pages, on loopback, beside a bare loop of the same
libraries."""

import argparse
import hashlib
import http.server
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.children import Cost, run
from bench.figures import RATIO, Figure, tell

FEEDS, ITEMS = 100, 20
FEW_FEEDS = 50  # where starting weighs most, and chance too: of so few the least of several times counts
TIMES = 3
WAYS = ("bare loop", "taken in", "as briefs", "again")
MAX_MINUTES, MAX_PEAK_MB, MAX_RATIO, MAX_AGAIN = 10, 500, 1.5, 10
FULL_ITEMS = 10_000
PARAGRAPH = "The council heard the candidates on Monday, and letter {number} of Ruritania was read aloud. "
BARE = """
import sys, feedparser, httpx2, trafilatura
client = httpx2.Client()
for feed in range(int(sys.argv[2])):
    for entry in feedparser.parse(client.get(f"{sys.argv[1]}/feed/{feed}").content).entries:
        trafilatura.bare_extraction(client.get(entry.link).content, with_metadata=True)
"""
READ = """
from pipeline.ingest.briefs import read_originals
from pipeline.ingest.known import landed_partitions
from pipeline.ingest.landing import originals
from pipeline.settings import settings
from schemas.raw import Originals
from schemas.table import frame
for one in landed_partitions(settings().landing):
    landed, _ = originals(settings().landing, one)
    briefs, rejected = read_originals(frame(Originals, landed), store=settings().landing)
    print(len(briefs), len(rejected))
"""
SOURCES = ["-c", "from statusquo.cli import main; main()", "sources", "run"]


def page(number: int) -> bytes:
    """A page with an article."""
    article = "".join(f"<p>{PARAGRAPH.format(number=number) * 4}</p>" for _ in range(5))
    aside = "".join(f'<li><a href="/page/{one}">Another page, number {one}</a></li>' for one in range(20))
    return (
        f'<html><head><title>Letter {number}</title><meta property="article:published_time" '
        f'content="2026-03-02">'
        f"</head><body><nav><ul>{aside}</ul></nav><article><h1>Letter "
        f"{number}</h1>{article}</article></body></html>"
    ).encode()


def feed(number: int, items: int, address: str) -> bytes:
    """A feed of teasers."""
    entries = "".join(
        f"<item><guid>urn:{one}</guid><title>Letter {one}</title><link>{address}/page/{one}</link>"
        "<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><description>A letter came.</description></item>"
        for one in range(number * items, (number + 1) * items)
    )
    return f'<rss version="2.0"><channel><title>Feed {number}</title>{entries}</channel></rss>'.encode()


class Serving(http.server.BaseHTTPRequestHandler):
    """Answers /feed/N and /page/N, with ETags."""

    items = ITEMS

    def do_GET(self) -> None:
        """Answer with a feed or a page, or that it is unchanged."""
        kind, _, number = self.path.strip("/").partition("/")
        if kind not in ("feed", "page"):
            self.send_error(404)
            return
        address = f"http://127.0.0.1:{self.server.server_port}"
        content = page(int(number)) if kind == "page" else feed(int(number), self.items, address)
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        unchanged = self.headers.get("If-None-Match") == tag
        self.send_response(304 if unchanged else 200)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", "0" if unchanged else str(len(content)))
        self.end_headers()
        if not unchanged:
            self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """Say nothing: what is measured is not told a line a request."""


def serve(items: int) -> None:
    """Serve until ended, after a line with the address."""
    Serving.items = items
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Serving)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


@contextmanager
def served(items: int) -> Iterator[str]:
    """The address of a server in a process of its own."""
    arguments = [sys.executable, "-m", "bench.ingestion", "--serve", "--items", str(items)]
    child = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    try:
        yield child.stdout.readline().strip()
    finally:
        child.terminate()
        child.wait()


def measure(feeds: int, items: int) -> dict[str, Cost]:
    """The cost of each way, in a home of its own."""
    with tempfile.TemporaryDirectory() as home, served(items) as address:
        tables = (f'[feed{n}]\nkind = "feed"\nurl = "{address}/feed/{n}"\n' for n in range(feeds))
        (Path(home) / "sources.toml").write_text("".join(tables), encoding="utf-8")
        environment = {"STATUSQUO_HOME": home, "STATUSQUO_ADMIT_LOOPBACK": "true"}
        children = [(["-c", BARE, address, feeds], None), (SOURCES, environment)]
        children += [(["-c", READ], environment), (SOURCES, environment)]
        return {way: run(*child) for way, child in zip(WAYS, children, strict=True)}


def measured(feeds: int, items: int) -> dict[str, Cost]:
    """The cost of each way; of few feeds the least of TIMES by processor time."""
    found = [measure(feeds, items) for _ in range(TIMES if feeds <= FEW_FEEDS else 1)]
    return {way: min((costs[way] for costs in found), key=lambda one: one.processor_seconds) for way in WAYS}


def beside_bare(costs: dict[str, Cost], count: int) -> Figure:
    """What taking in and reading cost beside the bare loop."""
    ours = costs["taken in"].processor_seconds + costs["as briefs"].processor_seconds
    what = f"{count:,} items taken in and read as briefs / bare loop, processor time"
    return Figure(what, ours / costs["bare loop"].processor_seconds, RATIO, MAX_RATIO)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--feeds", type=int, default=FEEDS)
    arguments.add_argument("--items", type=int, default=ITEMS)
    arguments.add_argument("--serve", action="store_true", help="serve the feeds and do nothing else")
    options = arguments.parse_args()
    if options.serve:
        serve(options.items)
        return
    costs = measured(options.feeds, options.items)
    count = options.feeds * options.items
    print(f"Taking in {count:,} items of {options.feeds:,} feeds on loopback")
    for way, cost in costs.items():
        times = f"{cost.seconds:7.1f} s, processor {cost.processor_seconds:7.1f} s"
        print(f"  {way:<10}{times}, peak {cost.peak_mb:6,.0f} MB")
    beside = [beside_bare(costs, count)]
    if options.feeds > FEW_FEEDS:
        beside.append(beside_bare(measured(FEW_FEEDS, options.items), FEW_FEEDS * options.items))
    minutes = costs["taken in"].seconds / 60 * FULL_ITEMS / count
    peak = max(cost.peak_mb for way, cost in costs.items() if way != "bare loop")
    tell(
        [
            *beside,
            Figure(f"{FULL_ITEMS:,} items taken in, as {count:,} took", minutes, "min", MAX_MINUTES),
            Figure(
                f"unchanged feeds ({options.feeds:,}) asked again, by the clock",
                costs["again"].seconds,
                "s",
                MAX_AGAIN,
            ),
            Figure("taking in, peak memory", peak, "MB", MAX_PEAK_MB),
        ]
    )


if __name__ == "__main__":
    main()
