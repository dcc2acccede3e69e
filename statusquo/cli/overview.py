"""`statusquo overview`: what was read and what came of it, on one screen."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from statusquo.cli.output import cell

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WIDTH = 80
NAMES = 4

READ = """
SELECT (SELECT count(*) FROM raw.briefs), (SELECT count(*) FROM staging.statements),
       (SELECT count(*) FROM staging.claims), (SELECT count(*) FROM quality.rejected),
       (SELECT min(known_on) FROM marts.brief_digest), (SELECT max(known_on) FROM marts.brief_digest)
"""
BIDS = """
SELECT subject_name, org, status || ' ' || stage, supporters, opponents,
       CASE WHEN blocked THEN blocked_by END AS blocked_by, count(*) OVER () AS total,
       count(*) FILTER (blocked) OVER () AS all_blocked
FROM marts.bids
WHERE basis <> 'reference'
ORDER BY blocked DESC, len(supporters) + len(opponents) DESC, last_told_on DESC, org, subject, status, round
"""
STATUSES = """
SELECT subject_name, org, status, since_edtf, printf('%.2f', confidence),
       count(DISTINCT subject) OVER () AS states, count(DISTINCT org) OVER () AS organisations
FROM marts.membership_status
WHERE briefs > 0 AND basis <> 'reference'
ORDER BY since_last DESC NULLS LAST, org, subject
"""
CONTRADICTIONS = """
SELECT coalesce(states.name, subject), org, left_says, right_says, better, count(*) OVER () AS total
FROM marts.contradictions LEFT JOIN reference.states ON states.iso3 = subject
ORDER BY place
"""
NEXT = (
    "Next: statusquo bids | status ORG | changes | positions ORG | explain CLAIM_ID;",
    "      statusquo report -o site (pages down to the sentence); make ui (Dagster)",
)


def clipped(text: str, width: int) -> str:
    """A text that is no longer than the width."""
    return text if len(text) <= width else text[: width - 3].rstrip(" ,") + "..."


def few(codes: Sequence[str] | None) -> str:
    """The first codes of a list, and how many more there are."""
    codes = codes or ()
    more = f" +{len(codes) - NAMES}" if len(codes) > NAMES else ""
    return " ".join(code.removeprefix("org:") for code in codes[:NAMES]) + more


def lines_of(headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """A heading and rows as lines, each cell clipped to its width."""
    for row in [headings, *rows]:
        placed = [clipped(text, width).ljust(width) for text, width in zip(row, widths, strict=True)]
        yield "  " + " ".join(placed).rstrip()


def read_line(connection: "DuckDBPyConnection") -> str:
    """What was read."""
    ((briefs, statements, claims, refused, first, last),) = connection.execute(READ).fetchall()
    if not briefs:
        return "No brief was read yet; statusquo ingest PATH takes some in, statusquo run reads them."
    told = f"Read: {briefs:,} briefs of {first} to {last}, {statements:,} statements, {claims:,} claims"
    return told + (f", {refused:,} refused" if refused else "")


def bid_lines(rows: Sequence[tuple]) -> Iterator[str]:
    """Open bids: who is for, who is against, who blocks."""
    if not rows:
        return
    yield f"Open bids: {rows[0][6]}, of which {rows[0][7]} are blocked"
    headings = ("state", "org", "bid", "for", "against", "blocked by")
    shown = [(state, org, bid, few(pro), few(con), few(by)) for state, org, bid, pro, con, by, *_ in rows]
    yield from lines_of(headings, shown, (13, 7, 16, 15, 11, 10))


def status_lines(rows: Sequence[tuple]) -> Iterator[str]:
    """The newest statuses that rest on briefs."""
    if not rows:
        return
    yield f"Status: {rows[0][5]} states in {rows[0][6]} organisations have one by briefs, the newest:"
    shown = [tuple(map(cell, row[:5])) for row in rows]
    yield from lines_of(("state", "org", "status", "since", "sure"), shown, (24, 12, 16, 15, 4))


def contradiction_lines(rows: Sequence[tuple]) -> Iterator[str]:
    """The contradictions to look at first."""
    if not rows:
        return
    yield f"Contradictions: {rows[0][5]}, to look at first:"
    for state, org, left, right, better, _ in rows:
        told, other = (right, left) if better == "right" else (left, right)
        between = "or" if better == "neither" else "rather than"
        yield "  " + clipped(f"{state}, {org}: {told} {between} {other}", WIDTH - 2)


def overview(connection: "DuckDBPyConnection") -> list[str]:
    """At most 25 lines of at most 80 characters. Raises duckdb.Error where the file is of another version."""
    bids, statuses, contradictions = (
        connection.execute(f"{sql} LIMIT {limit}").fetchall()
        for sql, limit in ((BIDS, 8), (STATUSES, 5), (CONTRADICTIONS, 4))
    )
    return [
        read_line(connection),
        *bid_lines(bids),
        *status_lines(statuses),
        *contradiction_lines(contradictions),
        *NEXT,
    ]


@click.command()
def command() -> None:
    """Show on one screen what was read, which bids are open and who is for and against them, the newest
    statuses, and what contradicts each other.

    \b
    Example:
      statusquo overview
    """
    from statusquo.cli.published import published

    with published() as connection:
        for line in overview(connection):
            click.echo(line)
