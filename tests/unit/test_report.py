"""The report: a static site that loads nothing, acts on nobody, and leads down to the sentence."""

import datetime
import html
import html.parser
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest
from rows import row

from pipeline.errors import StatusquoError
from pipeline.identifiers import identifier
from pipeline.lake import Lake
from pipeline.publish import publish
from pipeline.report.markup import Markup, element, table
from pipeline.report.pages import page_of, runs
from pipeline.report.plots import Axis, timeline
from pipeline.report.site import write_site
from pipeline.seeds import read_seed
from pipeline.settings import settings
from schemas import marts
from schemas.raw import Briefs
from schemas.reference import MembershipHistory, Organisations, States
from schemas.staging import Claims, Segments
from schemas.table import frame

DAY = datetime.date(2026, 3, 2)
EVIL = '<script>alert(1)</script> \x1b[31m & "Kazakhstan supports Iran\'s bid" to join the SCO.'
BRIEF, CLAIM, SEGMENT = identifier("brief"), identifier("claim"), identifier("segment")
PAIR = {"subject": "IRN", "org": "SCO"}
TO_THE_SENTENCE = f"briefs/{BRIEF}.html#c-{CLAIM}"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A published file of one brief with one claim, and a row of each mart that the report shows."""
    folder = tmp_path_factory.mktemp("report")
    lake = Lake(folder / "lake")
    start = EVIL.index("Kazakhstan")
    of_brief = {"brief_id": BRIEF, "ingested_on": DAY}
    claim = row(
        Claims,
        **of_brief,
        **PAIR,
        claim_id=CLAIM,
        segment_id=SEGMENT,
        predicate="supports",
        actor="KAZ",
        actor_kind="state",
        evidence_start=start,
        evidence_end=start + 30,
        evidence=EVIL[start : start + 30],
        voice="news",
    )
    segment = row(Segments, **of_brief, segment_id=SEGMENT, start_char=0, end_char=len(EVIL), text=EVIL)
    lake.write(Briefs, frame(Briefs, [row(Briefs, **of_brief, text=EVIL, title="<b>News</b>")]), "2026-03-02")
    lake.write(Segments, frame(Segments, [segment]), "2026-03-02")
    lake.write(Claims, frame(Claims, [claim]), "2026-03-02")
    seeds = settings().seeds / "reference"
    for model in (States, Organisations):
        lake.write(model, read_seed(seeds / f"{model.to_schema().name}.csv", model))
    history = {"iso3": "IRN", "org": "SCO", "term": "observer", "from_edtf": "2005-07-05", "to_known": True}
    history |= {"basis": "memory", "source": "Invented Gazette <1>"}
    lake.write(MembershipHistory, frame(MembershipHistory, [history]))
    cited = {"claim_ids": [CLAIM]}
    rows = {
        marts.MembershipStatus: {**PAIR, "subject_name": "Iran", "status": "observer", **cited}
        | {"reference_ids": ["IRN|SCO|observer|2005-07-05"]},
        marts.MembershipTimeline: {**PAIR, "subject_name": "Iran", "status": "observer", "track": "standing"}
        | {"from_first": datetime.date(2005, 7, 5), "from_last": datetime.date(2005, 7, 5), "ongoing": True},
        marts.Bids: {**PAIR, "basis": "briefs", "supporters": ["KAZ"], "opponents": ["some <i>members</i>"]}
        | {"blocked": True, "obstacle": "blocked by <i>some</i>", **cited},
        marts.Positions: {**PAIR, "actor": "KAZ", "stance": "supports", **cited},
        marts.Contradictions: {**PAIR, "left_says": "status <none>", "left_claim_ids": [CLAIM]},
        marts.Changes: {**PAIR, "kind": "position", "what": "KAZ", "after": "supports", **cited},
        marts.BriefDigest: {"brief_id": BRIEF, "known_on": DAY},
    }
    for model, values in rows.items():
        lake.write(model, frame(model, [row(model, **values)]))
    publish(lake, folder / "statusquo.duckdb", sql=settings().sql, floor=0)
    return folder / "statusquo.duckdb"


def written(published: Path, target: Path) -> Path:
    with duckdb.connect(str(published), read_only=True) as connection:
        write_site(connection, target)
    return target


@pytest.fixture(scope="module")
def site(published, tmp_path_factory):
    return written(published, tmp_path_factory.mktemp("out") / "site")


class Page(html.parser.HTMLParser):
    """What a page links to, its anchors, its elements; fails where elements are not closed in their order."""

    def __init__(self, path: Path):
        super().__init__()
        self.links, self.anchors, self.names, self.open = [], set(), [], []
        self.loads = []
        self.feed(path.read_text(encoding="utf-8"))
        assert self.open == [], path

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.names.append(tag)
        if tag == "a":
            self.links.append(given["href"])
        self.loads += [given[name] for name in ("src", "data", "action", "poster") if name in given]
        assert not [name for name in given if name.startswith("on")]
        if "id" in given:
            assert given["id"] not in self.anchors
            self.anchors.add(given["id"])
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_there_is_a_page_for_each_organisation_state_and_brief(site):
    found = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert found == {"index.html", "organisations/sco.html", "states/IRN.html", f"briefs/{BRIEF}.html"}
    assert page_of("org:OPEC+") != page_of("org:OPEC")


def test_every_link_leads_to_an_anchor_within_and_nothing_is_loaded(site):
    pages = {path: Page(path) for path in site.rglob("*.html")}
    for path, page in pages.items():
        assert page.loads == [] and not {"script", "link", "img", "iframe"} & set(page.names)
        for to in page.links:
            place, _, mark = to.partition("#")
            target = (path.parent / place).resolve() if place else path
            assert target in pages, to
            assert not mark or mark in pages[target].anchors, to
    style = (site / "index.html").read_text(encoding="utf-8").partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style and "@import" not in style and "prefers-color-scheme: dark" in style


@pytest.mark.parametrize(
    "heading",
    ["Open bids", "Contradictions", "Recent changes", "Status now", "Who backs, who opposes", "Timeline"],
)
def test_each_part_leads_down_to_the_sentence(site, heading):
    page = "index.html" if heading in ("Contradictions", "Recent changes") else "organisations/sco.html"
    part = (site / page).read_text(encoding="utf-8").partition(f"<h2>{heading}</h2>")[2].partition("<h2>")[0]
    if heading == "Timeline":
        assert '<rect x="' in part and "observer, " in part and ">Iran</a>" in part
    else:
        assert TO_THE_SENTENCE in part
    brief = (site / "briefs" / f"{BRIEF}.html").read_text(encoding="utf-8")
    assert f'<span id="c-{CLAIM}"></span><mark>Kazakhstan supports' in brief


def test_rows_of_the_reference_history_show_their_source(site):
    page = (site / "states" / "IRN.html").read_text(encoding="utf-8")
    assert "Invented Gazette &lt;1&gt;" in page and "#r-" in page


def test_nothing_of_a_brief_acts(site):
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not [bad for bad in ("<script", "<b>News", "<i>some", "<none>", "\x1b") if bad in text], path
    brief = (site / "briefs" / f"{BRIEF}.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in brief and "&lt;b&gt;News&lt;/b&gt;" in brief


def test_the_same_tables_give_the_same_bytes_and_sums_are_right(published, site, tmp_path):
    again = written(published, tmp_path / "again")
    files = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert files == {
        path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()
    }
    assert subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=again).returncode == 0
    written(published, again)  # an earlier report is replaced
    (again / "states" / "mine.txt").write_text("mine")
    with pytest.raises(StatusquoError, match="'states/mine.txt'"):
        written(published, again)
    assert [path.name for path in tmp_path.iterdir()] == ["again"]


def test_a_report_of_nothing_says_so(tmp_path):
    publish(Lake(tmp_path / "lake"), tmp_path / "statusquo.duckdb", sql=settings().sql, floor=0)
    index = (written(tmp_path / "statusquo.duckdb", tmp_path / "site") / "index.html").read_text()
    assert "No brief was read yet." in index and "No brief tells of an open bid." in index


def test_markup_escapes_all_but_markup():
    assert element("p", "<&>", Markup("<br>"), None, title='"', class_="a") == (
        '<p title="&quot;" class="a">&lt;&amp;&gt;<br></p>'
    )
    assert table(["a", "b"], [[1, DAY]], "", without="a").endswith(
        '<td data-label="b"><time>2026-03-02</time></td></tr></tbody></table></div>'
    )


def test_a_plot_shows_what_is_not_sure_paler_and_stays_within_its_axis():
    interval = {
        "status": "member",
        "from_edtf": "2001",
        "from_first": datetime.date(2001, 1, 1),
        "from_last": datetime.date(2001, 12, 31),
        "to_edtf": None,
        "to_first": None,
        "to_last": None,
        "ongoing": True,
        "last_confirmed_on": DAY,
    }
    plot = timeline([(Markup("Iran"), [interval])], DAY)
    assert plot.count("<rect") == 2 and 'class="member unsure"' in plot and "2001 to .." in plot
    axis = Axis([interval], DAY)
    assert (axis.place(datetime.date(1900, 1, 1)), axis.place(datetime.date(2100, 1, 1))) == (0, 1000)
    assert "No status is dated." in timeline([], DAY)


def test_overlapping_evidence_shares_a_mark():
    spans = [(0, 5, "a"), (3, 8, "b"), (8, 9, "c")]
    claims = [{"evidence_start": start, "evidence_end": end, "claim_id": one} for start, end, one in spans]
    assert runs(claims) == [(0, 8, ["a", "b"]), (8, 9, ["c"])]


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(CHROMIUM is None, reason="no browser is installed")
@pytest.mark.parametrize("width", [400, 1280])
def test_a_browser_shows_every_page_without_scrolling_sideways(site, tmp_path, width):
    """The page in a frame of that width, which writes down how far its content goes beyond; it runs no
    script of its own."""
    for page in ("index.html", "organisations/sco.html", f"briefs/{BRIEF}.html"):
        content = html.escape((site / page).read_text(encoding="utf-8"))
        holder = tmp_path / "holder.html"
        holder.write_text(
            f'<!DOCTYPE html><meta charset="utf-8"><pre></pre><iframe style="width:{width}px;height:900px;border:0" '
            "onload=\"const page = this.contentDocument.documentElement; document.querySelector('pre').textContent = "
            f'\'beyond \' + (page.scrollWidth - page.clientWidth)" srcdoc="{content}"></iframe>',
            encoding="utf-8",
        )
        arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--virtual-time-budget=2000",
            "--dump-dom",
        ]
        shown = subprocess.run(
            [CHROMIUM, *arguments, f"--user-data-dir={tmp_path}/profile", holder.as_uri()],
            capture_output=True,
            text=True,
        )
        assert "<pre>beyond 0</pre>" in shown.stdout, page
