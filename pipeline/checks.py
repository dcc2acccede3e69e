"""Checks of tables: rows against their model, keys, references, and spans against the text.

`split` divides what a stage made into good and refused rows before they are stored. The other functions look
at stored tables and give the failing rows as a frame: table key, column, rule, value; an empty one is a table
in order.
"""

import dataclasses
import datetime
import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping

import pandera.errors
import polars as pl

from pipeline import inert
from pipeline.errors import StatusquoError
from pipeline.identifiers import identifier
from schemas.quality import Rejected
from schemas.staging import Claims, Mentions, Segments, Statements
from schemas.table import Table, about, frame, table_name

FINDINGS = {"row": pl.String, "column": pl.String, "rule": pl.String, "value": pl.String}
MAX_VALUE = 200
PIECES = " ... "

# Model -> (column of the text, of its first character, of its end): what must be a slice of the brief's text.
SPANS: dict[type[Table], tuple[tuple[str, str, str], ...]] = {
    Segments: (("text", "start_char", "end_char"),),
    Mentions: (("text", "start_char", "end_char"),),
    Statements: (
        ("source_text", "source_start", "source_end"),
        ("cue_text", "cue_start", "cue_end"),
        ("text", "content_starts", "content_ends"),
    ),
    Claims: (("evidence", "evidence_start", "evidence_end"),),
}
INDEX = "__row"


class TableError(StatusquoError):
    """A table as a whole is not what its model says: a column is missing, unknown or of another type."""


@dataclasses.dataclass(frozen=True)
class Split:
    """Rows that keep the rules of their table, and rows of quality.rejected for those that do not."""

    good: pl.DataFrame
    refused: pl.DataFrame


def shown(value: object) -> str:
    """A value in a finding: as JSON, shortened."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= MAX_VALUE else text[: MAX_VALUE - 1] + "…"


def row_name(model: type[Table], row: Mapping) -> str:
    """How a row is called in findings: the values of its key."""
    return ", ".join(shown(row.get(column)) for column in about(model)["key"])


def findings(rows: Iterable[Mapping] = ()) -> pl.DataFrame:
    """Failing rows as a frame, in the order of row, column and rule."""
    return pl.DataFrame(list(rows), schema=FINDINGS, orient="row").sort(
        "row", "column", "rule", "value", nulls_last=True
    )


def broken_rules(model: type[Table], table: pl.DataFrame) -> dict[int, list[tuple[str, str, object]]]:
    """Position of a row -> the rules of the model that it breaks: column, rule, value. All failures are
    counted.

    Raises TableError where the failure is of the table, not of rows.
    """
    try:
        model.validate(table, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return {}
    whole = cases.filter(pl.col("index").is_null())
    if whole.height:
        first = whole.row(0, named=True)
        raise TableError(
            f"{table_name(model)}: {first['check']} fails on {first['column'] or 'it'} "
            f"({first['failure_case']}); "
            f"{whole.height} such failures; the code that makes the table and its model in schemas/ disagree"
        )
    broken: dict[int, list[tuple[str, str, object]]] = {}
    for case in cases.iter_rows(named=True):
        column = case["column"]
        value = table[column][case["index"]] if column in table.columns else case["failure_case"]
        broken.setdefault(case["index"], []).append((column, case["check"], value))
    return broken


def repeated_keys(
    model: type[Table], table: pl.DataFrame, broken: Container[int]
) -> Iterator[tuple[int, tuple]]:
    """Positions and keys of rows whose key an earlier row has; `broken` rows have none and give none."""
    keys = table.select(about(model)["key"])
    if (
        keys.n_unique() == keys.height
    ):  # as nearly always: rows are looked at one by one only where they must be
        return
    seen = set()
    for position, values in enumerate(keys.iter_rows()):
        if position in broken:
            continue
        if values in seen:
            yield position, values
        seen.add(values)


def split(
    model: type[Table],
    table: pl.DataFrame,
    *,
    stage: str,
    parents: Mapping[str, pl.Series] | None = None,
    originals: Mapping[str, str] | None = None,
    day: datetime.date | None = None,
) -> Split:
    """Divide a table into rows that keep all rules and refused rows, with all that is wrong with each.

    Beside the model's rules, a row must have a key that no earlier row has, and its references must be among
    the ids that `parents` gives by column; `originals` tells the original of a brief, `day` the day under
    which refused rows of an unpartitioned table are kept. Raises TableError as `broken_rules` does.
    """
    broken = broken_rules(model, table)
    for position, values in repeated_keys(model, table, broken):
        broken[position] = [(", ".join(about(model)["key"]), "key: an earlier row has it", list(values))]
    for column, ids in (parents or {}).items():
        dangling = table[column].is_not_null() & ~table[column].is_in(ids.implode())
        for position in dangling.arg_true():
            target = about(model)["references"][column]
            broken.setdefault(position, []).append(
                (column, f"reference: not in {target}", table[column][position])
            )
    if not broken:
        return Split(table, frame(Rejected))
    refused = []
    for position in sorted(broken):
        row = table.row(position, named=True)
        told = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)
        what = f"{table_name(model)} {row_name(model, row)}"
        refused.append(
            {
                "rejected_id": identifier(stage, what, "schema", told),
                "ingested_on": row.get("ingested_on") or day,
                "stage": stage,
                "what": what,
                "reason": "schema",
                "detail": "; ".join(
                    f"{column}: {rule}: {shown(value)}" for column, rule, value in broken[position]
                ),
                "original": row.get("original_sha256") or (originals or {}).get(row.get("brief_id", "")),
                "row": told,
            }
        )
    good = table.with_row_index(INDEX).filter(~pl.col(INDEX).is_in(sorted(broken))).drop(INDEX)
    return Split(good, frame(Rejected, refused).unique("rejected_id", keep="first", maintain_order=True))


def rule_findings(model: type[Table], table: pl.DataFrame) -> pl.DataFrame:
    """Rows of a stored table that break their model. Raises TableError as `broken_rules` does."""
    return findings(
        {
            "row": row_name(model, table.row(position, named=True)),
            "column": column,
            "rule": rule,
            "value": shown(value),
        }
        for position, rules in broken_rules(model, table).items()
        for column, rule, value in rules
    )


def key_findings(model: type[Table], table: pl.DataFrame) -> pl.DataFrame:
    """Rows whose key another row has, too."""
    key = about(model)["key"]
    twice = table.filter(table.select(key).is_duplicated())
    return findings(
        {
            "row": row_name(model, row),
            "column": ", ".join(key),
            "rule": "two rows with one key",
            "value": None,
        }
        for row in twice.iter_rows(named=True)
    )


def reference_findings(
    model: type[Table], table: pl.DataFrame, known: Callable[[str], pl.Series]
) -> pl.DataFrame:
    """Rows that point to something that is not there; `known` gives all ids of a column
    "schema.table.column"."""
    rows = []
    for column, target in about(model).get("references", {}).items():
        given = table.filter(pl.col(column).is_not_null())
        if given.is_empty():
            continue
        dangling = given.filter(~pl.col(column).is_in(known(target).implode()))
        rows += [
            {
                "row": row_name(model, row),
                "column": column,
                "rule": f"not in {target}",
                "value": shown(row[column]),
            }
            for row in dangling.iter_rows(named=True)
        ]
    return findings(rows)


def span_findings(model: type[Table], table: pl.DataFrame, texts: Mapping[str, str]) -> pl.DataFrame:
    """Rows whose text is not the slice of the brief's text that their offsets tell; `texts` are by brief
    id."""
    rows = []
    for column, start, end in SPANS.get(model, ()):
        for row in table.iter_rows(named=True):
            text, told = texts.get(row["brief_id"]), row[column]
            if row[start] is None and row[end] is None and told is None:
                continue
            if text is None or not is_slice(text, row[start], row[end], told):
                rows.append(
                    {
                        "row": row_name(model, row),
                        "column": column,
                        "rule": f"not the brief's text from {row[start]} to {row[end]}",
                        "value": shown(told),
                    }
                )
    return findings(rows)


def is_slice(text: str, start: int | list[int] | None, end: int | list[int] | None, told: str | None) -> bool:
    """Whether `told` is what stands in a text between two offsets, or in pieces between lists of them."""
    if start is None or end is None or told is None:
        return False
    starts = start if isinstance(start, list) else [start]
    ends = end if isinstance(end, list) else [end]
    if len(starts) != len(ends) or not all(
        0 <= first < last <= len(text) for first, last in zip(starts, ends, strict=True)
    ):
        return False
    return PIECES.join(text[first:last] for first, last in zip(starts, ends, strict=True)) == told


# What would make a link, code, an element or a column of a page.
MARKS = re.compile(r"[|<\[`]")


def markdown(table: pl.DataFrame, limit: int) -> str:
    """The first rows of a frame as a Markdown table, and how many more there are."""
    if table.is_empty():
        return "*no rows*"

    def cell(value: object) -> str:
        return "" if value is None else MARKS.sub(r"\\\g<0>", inert.shown(" ".join(shown(value).split("\n"))))

    lines = ["| " + " | ".join(table.columns) + " |", "|" + " --- |" * table.width]
    lines += ["| " + " | ".join(map(cell, row)) + " |" for row in table.head(limit).iter_rows()]
    if table.height > limit:
        lines += ["", f"*and {table.height - limit} more*"]
    return "\n".join(lines)
