"""The pages of the report: the start, one an organisation, one a state, one a brief with its sentences
marked."""

import datetime
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.identifiers import identifier, slug
from pipeline.report.data import Data, Row
from pipeline.report.markup import Markup, element, escaped, joined, link, section, table
from pipeline.report.plots import in_words, timeline
from schemas.marts import BID_STAGES, CONTRADICTION_REASONS
from schemas.vocabulary import REFERENCE_BASES

STYLE = Path(__file__).with_name("style.css")
CHANGES_SHOWN = 25
LINES_SHOWN = 60
TITLE = 90
CLAIMS_SHOWN = 8
NOTHING = "nothing"


def page_of(code: str) -> str:
    """The path of the page of a state, or of an organisation ('org:CODE')."""
    if code.startswith("org:"):
        return f"organisations/{slug(code[4:].replace('+', '-plus'))}.html"
    return f"states/{code}.html"


def brief_page(brief_id: str) -> str:
    """The path of the page of a brief."""
    return f"briefs/{brief_id}.html"


def anchor(reference_id: str) -> str:
    """The anchor of a row of the reference history."""
    return f"r-{identifier(reference_id)}"


class Pages:
    """Makes pages of the data; each is a path and its HTML. `up` leads from a page to the folder of the
    report."""

    def __init__(self, data: Data):
        self.data = data
        self.style = Markup(STYLE.read_text(encoding="utf-8"))
        self.now = data.now or datetime.date(2000, 1, 1)
        self.brief_of = {claim["claim_id"]: claim["brief_id"] for claim in data["claims"]}
        self.history = {row["reference_id"]: row for row in data["history"]}
        self.known = {row["subject"] for row in data["status"]} | {
            f"org:{row['org']}" for row in data["status"]
        }

    def document(self, title: str, *content: object, up: str, lead: object = None) -> str:
        """A whole page."""
        start = element("nav", link(f"{up}index.html", "Statusquo")) if up else None
        head = element(
            "head",
            Markup(
                '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
            ),
            element("title", title if not up else f"{title} · Statusquo"),
            element("style", self.style),
        )
        body = element(
            "body",
            element(
                "header", start, element("h1", title), element("p", lead, class_="note") if lead else None
            ),
            element("main", *content),
            element("footer", element("p", "Every number in brackets leads to the sentence behind it.")),
        )
        return f'<!DOCTYPE html>\n<html lang="en">{head}{body}</html>\n'

    def named(self, code: str, up: str) -> Markup:
        """A state, organisation or group by its name, linked where it has a page."""
        name = self.data.name(code)
        return link(f"{up}{page_of(code)}", name) if code in self.known else escaped(name)

    def labelled(self, code: str, up: str) -> Markup:
        """A state by its name, an organisation by its code: what stands before a line of a plot."""
        name = self.data.name(code)
        return link(
            f"{up}{page_of(code)}", code.removeprefix("org:") if code[:4] == "org:" else name, title=name
        )

    def listed(self, codes: Sequence[str], up: str, css: str | None = None) -> Markup:
        """States, organisations and groups by their names; nothing where there are none."""
        if not codes:
            return Markup()
        return element("span", joined([self.named(code, up) for code in codes], ", "), class_=css)

    def evidence(self, claim_ids: Sequence[str], reference_ids: Sequence[str], up: str) -> Markup:
        """Links to the sentences behind a row, and to the rows of the reference history."""
        found = [one for one in claim_ids if one in self.brief_of]
        parts = [
            link(f"{up}{brief_page(self.brief_of[one])}#c-{one}", f"[{number}]")
            for number, one in enumerate(found[:CLAIMS_SHOWN], start=1)
        ]
        if len(found) > CLAIMS_SHOWN:
            parts.append(element("span", f"and {len(found) - CLAIMS_SHOWN} more"))
        for one in reference_ids:
            row = self.history.get(one)
            if row and row["iso3"] in self.known:
                parts.append(link(f"{up}{page_of(row['iso3'])}#{anchor(one)}", "[ref]", title=row["source"]))
            else:
                parts.append(element("span", "[ref]", title=one))
        return element("span", joined(parts, " "), class_="ids")

    # Tables

    def bids(self, rows: Sequence[Row], up: str, without: str | None = None) -> Markup:
        """Open bids: how far, who is for and against, what is in the way."""
        made = []
        for row in rows:
            stage = element("span", row["stage"], title=BID_STAGES[row["stage"]])
            way = element("span", row["obstacle"], class_="blocked" if row["blocked"] else None)
            against = [self.listed(row["opponents"], up, "against")] if row["opponents"] else []
            if row["conditional"]:
                against.append(joined(["on conditions: ", self.listed(row["conditional"], up)]))
            made.append(
                [
                    self.named(row["subject"], up),
                    self.named(f"org:{row['org']}", up),
                    in_words(row["status"]),
                    stage,
                    self.listed(row["supporters"], up, "for"),
                    joined(against, "; "),
                    way,
                    row["last_told_on"],
                    self.evidence(row["claim_ids"], row["reference_ids"], up),
                ]
            )
        headings = [
            "State",
            "Organisation",
            "Status",
            "Stage",
            "For",
            "Against",
            "In the way",
            "Last told",
            "Evidence",
        ]
        return table(headings, made, "No brief tells of an open bid.", without)

    def contradictions(self, rows: Sequence[Row], up: str, without: str | None = None) -> Markup:
        """Pairs of sayings that cannot both hold."""
        made = []
        for row in rows:
            sides = []
            for side in ("left", "right"):
                says = joined(
                    [
                        row[f"{side}_says"],
                        self.evidence(row[f"{side}_claim_ids"], row[f"{side}_reference_ids"], up),
                    ],
                    " ",
                )
                sides.append(element("b", says) if row["better"] == side else says)
            what = element("span", in_words(row["reason"]), title=CONTRADICTION_REASONS[row["reason"]])
            made.append(
                [
                    self.named(row["subject"], up),
                    self.named(f"org:{row['org']}", up),
                    what,
                    *sides,
                    row["known_since"],
                ]
            )
        headings = ["State", "Organisation", "What", "One side", "Other side", "Known since"]
        return table(headings, made, "No two sayings contradict each other.", without)

    def changes(self, rows: Sequence[Row], up: str, without: str | None = None) -> Markup:
        """What the last publication brought."""
        made = []
        for row in rows[:CHANGES_SHOWN]:
            what = self.named(row["what"], up) if row["kind"] == "position" else in_words(row["what"])
            made.append(
                [
                    row["about_day"],
                    self.named(row["subject"], up),
                    self.named(f"org:{row['org']}", up),
                    joined([row["kind"], ": ", what]),
                    f"{in_words(row['before'] or NOTHING)} → {in_words(row['after'])}",
                    self.evidence(row["claim_ids"], (), up),
                ]
            )
        return table(
            ["About", "State", "Organisation", "What", "Change", "Evidence"],
            made,
            "The last publication changed nothing.",
            without,
        )

    def positions(self, rows: Sequence[Row], up: str, without: str | None = None) -> Markup:
        """Who stands where."""
        made = [
            [
                self.named(row["actor"], up),
                joined([in_words(row["stance"]), " (past)" if row["past"] else ""]),
                self.named(row["subject"], up),
                self.named(f"org:{row['org']}", up),
                row["stance_since"],
                row["last_told_on"],
                self.evidence(row["claim_ids"], (), up),
            ]
            for row in rows
        ]
        headings = ["Who", "Stance", "State", "Organisation", "Since", "Last told", "Evidence"]
        return table(headings, made, "No stance is told.", without)

    def statuses(self, rows: Sequence[Row], up: str, *, of_state: bool) -> Markup:
        """Statuses now, of the states of an organisation or of a state in organisations; told ones first."""
        made = [
            [
                self.named(f"org:{row['org']}" if of_state else row["subject"], up),
                in_words(row["status"]),
                row["since_edtf"],
                f"{row['confidence']:.2f}",
                row["basis"],
                row["contradictions"] or None,
                self.evidence(row["claim_ids"], row["reference_ids"], up),
            ]
            for row in sorted(rows, key=lambda row: row["briefs"] == 0)
        ]
        first = "Organisation" if of_state else "State"
        headings = [first, "Status", "Since", "Sure", "Basis", "Contradictions", "Evidence"]
        return table(headings, made, "Nothing is told.")

    def plot(self, rows: Sequence[Row], up: str, *, of_state: bool) -> Markup:
        """Timelines of pairs, those of which briefs tell first."""
        pairs: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            if row["track"] != "candidacy":
                pairs.setdefault((row["org"], row["subject"]), []).append(row)
        told = {(row["org"], row["subject"]) for row in self.data["status"] if row["briefs"]}
        order = sorted(pairs, key=lambda pair: pair not in told)[:LINES_SHOWN]
        shown = [pair for pair in pairs if pair in set(order)]
        lines = [
            (self.labelled(f"org:{pair[0]}" if of_state else pair[1], up), pairs[pair]) for pair in shown
        ]
        left = len(pairs) - len(lines)
        more = element("p", f"{left} more in the table below.", class_="note") if left else None
        return joined([timeline(lines, self.now), more])

    # Pages

    def index(self) -> str:
        """The start."""
        data = self.data
        told = [row for row in data["status"] if row["briefs"]]
        facts = {
            "briefs": len(data["briefs"]),
            "statements": len(data["statements"]),
            "claims": len(data["claims"]),
            "open bids": len(data["bids"]),
            "blocked": sum(row["blocked"] is True for row in data["bids"]),
            "contradictions": len(data["contradictions"]),
        }
        figures = [element("li", element("b", f"{count:,}"), name) for name, count in facts.items()]
        return self.document(
            "Who stands where in which organisation",
            element("ul", *figures, class_="facts"),
            section("Open bids", self.bids(data["bids"], ""), note="Blocked ones first, then the last told."),
            section(
                "Contradictions",
                self.contradictions(data["contradictions"], ""),
                note="What cannot hold together, among briefs or with the reference history; the better "
                "supported side is bold.",
            ),
            section(
                "Recent changes",
                self.changes(data["changes"], ""),
                note="What the last publication brought, what matters most first.",
            ),
            section(
                "Status by organisation",
                self.by_organisation(told),
                note="Organisations of which briefs tell; each name leads to all its states.",
            ),
            section("All organisations", self.all_of(lambda code: code.startswith("org:"))),
            section("All states", self.all_of(lambda code: not code.startswith("org:"))),
            up="",
            lead=f"Last brief: {data.now}." if data.now else "No brief was read yet.",
        )

    def by_organisation(self, told: Sequence[Row]) -> Markup:
        """For each organisation of which briefs tell: how many have each status, and whom briefs tell of."""
        made = []
        for org in dict.fromkeys(row["org"] for row in told):
            rows = self.data.of("status", org=org)
            groups: dict[str, list[str]] = {}
            for row in rows:
                groups.setdefault(row["status"], []).append(row["subject"])
            others = [
                joined([f"{in_words(status)}: ", self.listed(subjects, "")])
                for status, subjects in sorted(groups.items())
                if status not in ("member", "none", "unknown")
            ]
            made.append(
                [
                    self.named(f"org:{org}", ""),
                    len(groups.get("member", ())),
                    joined(others, "; "),
                    self.listed([row["subject"] for row in rows if row["briefs"]], ""),
                ]
            )
        return table(
            ["Organisation", "Members", "Other statuses", "Briefs tell of"], made, "No brief was read."
        )

    def all_of(self, wanted: Callable[[str], bool]) -> Markup:
        """Links to all pages of states or of organisations, by name."""
        codes = sorted(filter(wanted, self.known), key=lambda code: (self.data.name(code), code))
        return element("ul", *(element("li", self.named(code, "")) for code in codes), class_="names")

    def organisation(self, org: str) -> str:
        """The page of an organisation."""
        about = next(iter(self.data.of("organisations", org=org)), {})
        facts = [
            org,
            about.get("kind"),
            f"founded {about['founded_on']}" if about.get("founded_on") else None,
        ]
        facts.append(f"decides by {in_words(about['decision_rule'])}" if about.get("decision_rule") else None)
        return self.pair_page(self.data.name(f"org:{org}"), {"org": org}, " · ".join(filter(None, facts)))

    def state(self, subject: str) -> str:
        """The page of a state, or of an organisation as an applicant or member."""
        return self.pair_page(
            self.data.name(subject), {"subject": subject}, subject, self.history_of(subject)
        )

    def pair_page(self, title: str, chosen: dict[str, str], lead: str, *more: object) -> str:
        """A page on all pairs of a state or an organisation."""
        of_state, up = "subject" in chosen, "../"
        same = "State" if of_state else "Organisation"

        def rows(name: str) -> list[Row]:
            return self.data.of(name, **chosen)

        own = self.data.of("positions", actor=chosen["subject"]) if of_state else []
        return self.document(
            title,
            section("Open bids", self.bids(rows("bids"), up, same)),
            section("Timeline", self.plot(rows("timeline"), up, of_state=of_state)),
            section("Status now", self.statuses(rows("status"), up, of_state=of_state)),
            section("Who backs, who opposes", self.positions(rows("positions"), up, same)),
            section("Its own stances", self.positions(own, up, "Who")) if own else None,
            section("Contradictions", self.contradictions(rows("contradictions"), up, same)),
            section("Recent changes", self.changes(rows("changes"), up, same)),
            *more,
            up=up,
            lead=lead,
        )

    def history_of(self, subject: str) -> Markup:
        """The rows of the reference history of a state, each with its source."""
        made = [
            [
                element("span", self.named(f"org:{row['org']}", "../"), id=anchor(row["reference_id"])),
                row["term"],
                row["from_edtf"],
                row["to_edtf"],
                row["source"],
                element("span", row["basis"], title=REFERENCE_BASES[row["basis"]]),
            ]
            for row in self.data.of("history", iso3=subject)
        ]
        rows = table(["Organisation", "Term", "From", "To", "Source", "Rests on"], made, "It has no row.")
        return section("Reference history", rows)

    def brief(self, brief: Row) -> str:
        """The page of a brief: its text with the evidence marked, and what is claimed."""
        claims = self.data.of("claims", brief_id=brief["brief_id"])
        made = [
            [
                link(f"#c-{claim['claim_id']}", claim["evidence"]),
                self.said(claim),
                claim["speaker"] or f"the author ({claim['voice']})",
                claim["when_edtf"],
                f"{claim['confidence_of_reading']:.2f}",
                claim["correction"],
                element("code", claim["claim_id"]),
            ]
            for claim in claims
        ]
        headings = ["Evidence", "Claim", "Said by", "When", "Sure", "Corrected", "Id"]
        facts = [brief["source"], brief["published_on"], brief["uri"], f"brief {brief['brief_id']}"]
        return self.document(
            brief["title"] or textwrap.shorten(brief["text"].split("\n")[0], TITLE, placeholder=" ..."),
            section("Text", element("div", marked(brief["text"], claims), class_="text")),
            section("Claims", table(headings, made, "It makes no claim.")),
            up="../",
            lead=" · ".join(str(fact) for fact in facts if fact),
        )

    def said(self, claim: Row) -> Markup:
        """A claim in words."""
        negated = "not " if claim["polarity"] == "negated" else ""
        parts: list[object] = [
            self.named(claim["subject"], "../"),
            f"{negated}{claim['predicate']}",
            self.named(f"org:{claim['org']}", "../"),
            in_words(claim["status"]),
        ]
        if claim["actor"]:
            parts.append(joined(["by ", self.named(claim["actor"], "../")]))
        if claim["modality"] != "asserted":
            parts.append(claim["modality"])
        return joined(parts, " · ")


def marked(text: str, claims: Sequence[Row]) -> Markup:
    """A text with the evidence of claims marked; claims that overlap share a mark, and each has its
    anchor."""
    parts, at = [], 0
    for start, end, ids in runs(claims):
        anchors = [element("span", id=f"c-{one}") for one in ids]
        parts += [text[at:start], *anchors, element("mark", text[start:end])]
        at = end
    return joined([*parts, text[at:]])


def runs(claims: Sequence[Row]) -> list[tuple[int, int, list[str]]]:
    """Runs of overlapping evidence: first character, end, claims; `claims` are in the order of their
    evidence."""
    found: list[tuple[int, int, list[str]]] = []
    for claim in claims:
        start, end = claim["evidence_start"], claim["evidence_end"]
        if found and start < found[-1][1]:
            first, last, ids = found[-1]
            found[-1] = (first, max(last, end), [*ids, claim["claim_id"]])
        else:
            found.append((start, end, [claim["claim_id"]]))
    return found
