"""Nights: what each did, whether one is late, and who is told when one fails: a log, an Atom file, a mail if
one is set.

`$STATUSQUO_HOME/nights/<day>.json` is a night that ended well, `<day>.md` its summary, `alerts.log` and
`alerts.atom` what went wrong.
"""

import datetime
import json
import logging
import smtplib
import xml.etree.ElementTree as tree
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from pipeline.files import write_atomically
from pipeline.identifiers import identifier
from pipeline.ingest.sources.configuration import SourcesError, load_sources, sources_file
from pipeline.settings import settings

ATOM = "http://www.w3.org/2005/Atom"
KEPT_ALERTS = 50
SHOWN = 20
MAIL_SECONDS = 20
STATUSES = "statuses.json"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Night:
    """A night that ended well."""

    day: str
    began: datetime.datetime
    ended: datetime.datetime
    sources: list[dict[str, Any]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that went wrong, to be told once."""

    at: datetime.datetime
    title: str
    detail: str

    @property
    def id(self) -> str:
        """What tells it apart."""
        return identifier(self.at.isoformat(), self.title, self.detail)


def folder() -> Path:
    """Where nights are noted."""
    return settings().home / "nights"


def moment(value: str) -> datetime.datetime:
    """A time as it is noted."""
    return datetime.datetime.fromisoformat(value)


def note_night(night: Night, summary: str) -> None:
    """Keep a night that ended well and its summary."""
    content = json.dumps(asdict(night), default=str, sort_keys=True, indent=1).encode()
    write_atomically(folder() / f"{night.day}.md", summary.encode("utf-8"))
    write_atomically(folder() / f"{night.day}.json", content)


def nights() -> list[Night]:
    """The nights that ended well, the earliest first; a damaged note is passed over."""
    found = []
    for path in sorted(folder().glob("????-??-??.json")):
        try:
            told = json.loads(path.read_bytes())
            found.append(Night(**told | {"began": moment(told["began"]), "ended": moment(told["ended"])}))
        except (OSError, ValueError, TypeError, KeyError) as error:
            logger.warning("%s is damaged and passed over: %s", path, error)
    return sorted(found, key=lambda night: night.ended)


def last_good() -> Night | None:
    """The last night that ended well."""
    return next(reversed(nights()), None)


def lateness(now: datetime.datetime) -> str | None:
    """Why the night is late; None where it is not, or where none is expected yet: no sources and no night so
    far."""
    last, allowed = last_good(), datetime.timedelta(hours=settings().night_hours)
    if last is not None:
        passed = now - last.ended
        if passed <= allowed:
            return None
        hours = int(passed.total_seconds() // 3600)
        return f"the last good night ended at {last.ended:%Y-%m-%d %H:%M} UTC, {hours} hours ago"
    try:
        expected = bool(load_sources())
    except SourcesError:
        return None  # told wherever sources are used
    since = datetime.datetime.fromtimestamp(sources_file().stat().st_mtime, datetime.UTC) if expected else now
    return "no night has ended well since sources were added" if now - since > allowed else None


def tell(alert: Alert) -> None:
    """Write an alert to the log and the Atom file and mail it if that is set. Raises nothing: it is told of a
    failure."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with (folder() / "alerts.log").open("a", encoding="utf-8") as log:
            log.write(f"{alert.at:%Y-%m-%d %H:%M:%S} {alert.title}: {' '.join(alert.detail.split())}\n")
        write_atomically(folder() / "alerts.atom", atom([alert, *earlier_alerts()][:KEPT_ALERTS]))
    except OSError as error:
        logger.error("an alert could not be written: %s; it was: %s: %s", error, alert.title, alert.detail)
    if settings().mail_to:
        try:
            mail(alert)
        except (OSError, smtplib.SMTPException) as error:
            logger.error("an alert could not be mailed: %s", error)


def earlier_alerts() -> list[Alert]:
    """The alerts of the Atom file, the newest first; none where it is damaged."""
    try:
        root = tree.parse(folder() / "alerts.atom").getroot()
        return [
            Alert(
                moment(entry.findtext(f"{{{ATOM}}}updated", "")),
                entry.findtext(f"{{{ATOM}}}title", ""),
                entry.findtext(f"{{{ATOM}}}content", ""),
            )
            for entry in root.iter(f"{{{ATOM}}}entry")
        ]
    except (OSError, tree.ParseError, ValueError):
        return []


def atom(alerts: Sequence[Alert]) -> bytes:
    """Alerts as an Atom file."""
    tree.register_namespace("", ATOM)
    feed = tree.Element(f"{{{ATOM}}}feed")

    def add(parent: tree.Element, name: str, text: str, **attributes: str) -> None:
        tree.SubElement(parent, f"{{{ATOM}}}{name}", attributes).text = text

    add(feed, "title", "Statusquo: nights that went wrong")
    add(feed, "id", "urn:statusquo:alerts")
    add(feed, "updated", alerts[0].at.isoformat())
    for alert in alerts:
        entry = tree.SubElement(feed, f"{{{ATOM}}}entry")
        add(entry, "title", alert.title)
        add(entry, "id", f"urn:statusquo:alert:{alert.id}")
        add(entry, "updated", alert.at.isoformat())
        add(entry, "content", alert.detail, type="text")
    return tree.tostring(feed, encoding="utf-8", xml_declaration=True)


def mail(alert: Alert) -> None:
    """Mail an alert. Raises OSError and smtplib.SMTPException."""
    message = EmailMessage()
    message["From"], message["To"] = settings().mail_from, settings().mail_to
    message["Subject"] = f"Statusquo: {' '.join(alert.title.split())}"
    message.set_content(f"{alert.detail}\n")
    host, _, port = settings().mail_host.partition(":")
    with smtplib.SMTP(host, int(port or 25), timeout=MAIL_SECONDS) as server:
        server.send_message(message)


def status_changes(now: Mapping[str, str]) -> list[str]:
    """What changed in the statuses since the last night, a line each; the statuses of now are kept for the
    next."""
    path = folder() / STATUSES
    try:
        before = json.loads(path.read_bytes())
    except (OSError, ValueError):
        before = None
    write_atomically(path, json.dumps(dict(now), sort_keys=True, indent=0).encode())
    if before is None:
        return []
    return [
        f"{pair}: {before.get(pair, 'nothing')} → {now.get(pair, 'nothing')}"
        for pair in sorted({*before, *now})
        if before.get(pair) != now.get(pair)
    ]


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Lines of a Markdown table."""

    def line(cells: Sequence[object]) -> str:
        return "| " + " | ".join(" ".join(str(cell).replace("|", "\\|").split()) for cell in cells) + " |"

    return [line(head), line(["---"] * len(head)), *map(line, rows)]


def summary(
    night: Night,
    *,
    before: Mapping[str, int],
    briefs: Sequence[tuple[str, int]],
    refused: Sequence[tuple[str, str, int]],
    changes: Sequence[str],
    unknown: Sequence[tuple[str, str, int, str]] = (),
) -> str:
    """A night in Markdown: what came from where, what was refused and why, what changed in the tables, how
    long it took.

    `before` has the rows of the tables a night earlier, `briefs` the number of briefs by publisher, `refused`
    stage, reason and number, `changes` a line for each status that is another than before, `unknown` names
    that are not known, what would stand there, the number of briefs and a sentence.
    """
    lines = [
        f"# Night of {night.day}",
        "",
        f"Took {(night.ended - night.began).total_seconds():.0f} seconds.",
        "",
    ]
    lines += ["## Sources", ""]
    lines += (
        table(
            ["source", "landed", "already there", "refused", "problem"],
            [
                [one["name"], one["landed"], one["already"], one["refused"], one["problem"] or ""]
                for one in night.sources
            ],
        )
        if night.sources
        else ["None were asked."]
    )
    lines += ["", "## Briefs of the day", ""]
    lines += table(["publisher", "briefs"], briefs) if briefs else ["None."]
    lines += ["", "## Refused", ""]
    lines += table(["stage", "reason", "rows"], refused) if refused else ["Nothing."]
    lines += ["", "## Tables", ""]
    lines += table(
        ["table", "rows", "change"],
        [
            [name, rows, f"{rows - before[name]:+d}" if name in before else "new"]
            for name, rows in night.rows.items()
        ],
    )
    lines += ["", "## Statuses that changed", ""]
    lines += [f"- {change}" for change in changes[:SHOWN]] or ["None."]
    if len(changes) > SHOWN:
        lines.append(f"- and {len(changes) - SHOWN} more")
    lines += ["", "## Names that are not known", ""]
    lines += table(["name", "may be", "briefs", "sentence"], unknown) if unknown else ["None."]
    return "\n".join([*lines, ""])
