"""`statusquo status`: which state has which place in which organisation, now or on a day."""

import datetime
from typing import TYPE_CHECKING, Any

import click

from statusquo.cli.days import Day
from statusquo.cli.marts import SURE, Selection, mart_options, of_pair, print_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NOW = {
    "subject": "subject",
    "name": "subject_name",
    "org": "org",
    "status": "status",
    "since": "since_edtf",
    "sure": SURE,
    "bid": "nullif(concat_ws(' ', bid_status, bid_stage, CASE WHEN bid_blocked THEN 'blocked' END), '')",
    "basis": "basis",
    "claims": "claims",
    "contradictions": "nullif(contradictions, 0)",
    "next": "nullif(concat_ws(' ', next_step, next_step_edtf, '(' || next_step_modality || ')'), '')",
}
ON_A_DAY = {
    "subject": "subject",
    "org": "org",
    "status": "status",
    "since": "since_edtf",
    "sure": SURE,
    "basis": "basis",
    "last confirmed": "last_confirmed_on",
    "possible": "possible",
}


@click.command()
@mart_options
@click.option("--on", "day", type=Day(), metavar="YYYY-MM-DD", help="The status on that day instead of now.")
@click.option(
    "--known-by", type=Day(), metavar="YYYY-MM-DD", help="With --on: only from what was known by this day."
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Also the pairs of which no brief tells; with --on also those of which nothing is told.",
)
def command(
    org: str | None,
    subject: str | None,
    wide: bool,
    form: str,
    day: datetime.date | None,
    known_by: datetime.date | None,
    everything: bool,
) -> None:
    """Show which state has which place in which organisation, since when and how sure that is.

    Without ORG and --subject only the pairs of which briefs tell; --all adds those of the reference history
    alone.
    A state of which nothing is told has no status where the organisation's lists are complete; elsewhere
    its status is unknown. With --on, ORG and --subject the answer says which.

    \b
    Examples:
      statusquo status SCO
      statusquo status --subject Iran
      statusquo status SCO --on 2017-05-01 --known-by 2017-05-01
    """
    from statusquo.cli.published import published

    if known_by and not day:
        raise click.UsageError("--known-by goes with --on", click.get_current_context())
    with published() as connection:
        selection = of_pair(connection, org, subject)
        told: dict[str, Any] = {"form": form, "wide": wide, "empty": "Nothing is told of that."}
        if day:
            asked = [day, selection.org, *([known_by] if known_by else [])]
            source = f"status_on({', '.join('?' * len(asked))})"
            notes = [] if everything or (org and subject) else left_out(connection, source, asked, selection)
            if notes:
                selection.add("NOT silent")
            print_rows(
                connection, source, selection, people=ON_A_DAY, order="org, subject", values=asked, **told
            )
            if form == "table":
                click.echo("\n".join([*notes, *beyond(connection, day)]), err=True)
            return
        hidden = 0
        if not (everything or org or subject):
            selection.add("briefs > 0")
            ((hidden,),) = connection.execute(
                "SELECT count(*) FROM marts.membership_status WHERE briefs = 0"
            ).fetchall()
        print_rows(connection, "marts.membership_status", selection, people=NOW, order="org, subject", **told)
    if hidden and form == "table":
        click.echo(f"{hidden} more from the reference history alone: statusquo status --all", err=True)


def left_out(connection: "DuckDBPyConnection", source: str, asked: list, selection: Selection) -> list[str]:
    """What holds of the pairs of which nothing is told on a day: a line for each status that silence means
    there."""
    open_classes = "list_sort(list_distinct(flatten(list(list_filter(possible, lambda one: one <> 'none')))))"
    counts = connection.execute(
        f"SELECT status, count(*), {open_classes} FROM {source}{selection.where or ' WHERE true'} AND silent "
        "GROUP BY status ORDER BY status",
        [*asked, *selection.values],
    ).fetchall()
    meaning = {"none": "none, by complete lists", "unknown": "unknown, no complete list of {}"}
    return [
        f"{count} more of which nothing is told: {meaning[status].format(', '.join(classes))} (--all)"
        for status, count, classes in counts
    ]


def beyond(connection: "DuckDBPyConnection", day: datetime.date) -> list[str]:
    """A word of caution where the day lies after all that is known."""
    ((now,),) = connection.execute("SELECT corpus_now()").fetchall()
    if now is None or day <= now:
        return []
    return [f"{day} lies after the last day that is known ({now}): it shows what held then"]
