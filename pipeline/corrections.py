"""Corrections by people, found among what was read: what is wrong enters no mart, right values replace wrong
ones.

What the readings store stays as it was read. Corrections are looked up anew in each run, by id and else by
text, so that they outlive a lake that is made anew and a reading that changed; where a row is gone, or says
something else by now, the run fails and says so, unless the correction expects that it may go.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandera.errors
import polars as pl

from pipeline import edtf
from pipeline.errors import StatusquoError
from pipeline.files import replacing
from pipeline.identifiers import identifier
from pipeline.lake import Lake
from pipeline.records import actor_kind
from pipeline.seeds import correction_files, read_seed
from schemas.corrections import CorrectionRows
from schemas.quality import Corrections
from schemas.raw import Briefs
from schemas.reference import MembershipHistory
from schemas.staging import Claims, Statements
from schemas.table import Table, columns, frame, polars_schema, quoted, table_name

Row = dict[str, Any]

MODELS: dict[str, type[Table]] = {
    "claim": Claims,
    "statement": Statements,
    "reference": MembershipHistory,
}
# Of the tables that readings make: the column of the id, and those of the texts by which a row is found.
KEYS = {"claim": "claim_id", "statement": "statement_id"}
TEXTS = {"claim": ("sentence", "evidence"), "statement": ("sentence", "text")}


class CorrectionError(StatusquoError):
    """A correction finds nothing to correct, or gives a value that cannot stand there."""


def folded(text: str | None) -> str:
    """A text with its white space folded."""
    return " ".join((text or "").split())


def cell(value: object) -> str | None:
    """A value as it stands in a CSV file."""
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def in_short(kind: str, row: Mapping[str, Any]) -> str:
    """A row in short: for a claim what it says, else its text or key."""
    if kind == "claim":
        return " ".join(row[name] for name in ("subject", "predicate", "org", "status"))
    return row["text"] if kind == "statement" else reference_id(row)


def reference_id(row: Mapping[str, Any]) -> str:
    """The id of a row of the reference history, as marts cite it."""
    return "|".join(str(row[name]) for name in ("iso3", "org", "term", "from_edtf"))


def place_of(path: Path, number: int) -> str:
    """File and line of the row of that number of a file, the folder's name before it."""
    return f"{path.parent.name}/{path.name} line {number + 2}"


def given_corrections() -> list[Row]:
    """All corrections of the seeds and of the home, each with its `place`. Raises SeedError where one is
    faulty."""
    return [
        row | {"place": place_of(path, number)}
        for path in correction_files()
        if path.exists()
        for number, row in enumerate(read_seed(path, CorrectionRows).iter_rows(named=True))
    ]


def what_is_there(correction: Row, row: Row) -> str | None:
    """What a correction calls wrong, as the row has it."""
    name = correction["field"]
    return cell(row[name]) if name else in_short(correction["kind"], row)


def found_for(correction: Row, rows: Sequence[Row]) -> list[Row]:
    """The rows of its kind that a correction is about: that of its id, else those of its text; all say what
    is wrong."""
    kind = correction["kind"]
    ids = [row for row in rows if id_of(kind, row) == correction["id"]]
    named = ids or [
        row
        for row in rows
        if kind in TEXTS
        and correction["text"]
        and folded(correction["text"]) in {folded(row[name]) for name in TEXTS[kind]}
        and correction["brief_id"] in (None, row["brief_id"])
    ]
    wrong = correction["wrong"]
    return [row for row in named if wrong is None or what_is_there(correction, row) == wrong]


def id_of(kind: str, row: Row) -> str:
    """The id of a row of a kind."""
    return row[KEYS[kind]] if kind in KEYS else reference_id(row)


def resolved(correction: Row, rows: Sequence[Row]) -> list[Row]:
    """Rows of quality.corrections of one correction. Raises CorrectionError where it finds nothing, as it
    must."""
    found = found_for(correction, rows)
    if not found and correction["expectation"] == "stays":
        what = correction["id"] or f"“{folded(correction['text'])}”"
        expected = f" that says {correction['wrong']!r}" if correction["wrong"] else ""
        raise CorrectionError(
            f"{correction['place']}: no {correction['kind']} {what}{expected} any more; take the correction "
            "out, mend it, or set its expectation to may_go"
        )
    kept = {name: correction[name] for name in polars_schema(Corrections) if name in correction}
    return [
        kept
        | {
            "correction_id": identifier(correction["kind"], row_id, correction["field"]),
            "row_id": row_id,
            "wrong": wrong,
            "applied": applied,
        }
        for row_id, wrong, applied in (
            [(id_of(correction["kind"], row), what_is_there(correction, row), True) for row in found]
            or [(correction["id"] or correction["text"], correction["wrong"], False)]
        )
    ]


def all_resolved(corrections: Iterable[Row], rows: Mapping[str, Sequence[Row]]) -> pl.DataFrame:
    """quality.corrections of all corrections; `rows` are those that may be meant, by kind.

    Raises CorrectionError where one finds nothing, as it must, or two are about the same value.
    """
    made: dict[str, Row] = {}
    for correction in corrections:
        for one in resolved(correction, rows[correction["kind"]]):
            other = made.setdefault(one["correction_id"], one)
            if other is not one:
                raise CorrectionError(
                    f"{one['place']}: corrects what {other['place']} corrects; take one of the two out"
                )
    found = frame(Corrections, sorted(made.values(), key=lambda one: one["correction_id"]))
    stands = {
        (kind, id_of(kind, row)): id_of(kind, right)
        for kind in rows
        for row, right in all_corrected(kind, rows[kind], found)
    }
    pairs = found.select("kind", "row_id").iter_rows()
    return found.with_columns(pl.Series("stands_as", [stands.get(pair) for pair in pairs], pl.String))


def typed(model: type[Table], name: str, value: str | None, place: str) -> object:
    """A right value as the column has it. Raises CorrectionError where it has another type."""
    dtype = polars_schema(model)[name]
    if value is None or dtype == pl.String:
        return value
    if dtype == pl.Boolean and value in ("true", "false"):
        return value == "true"
    raise CorrectionError(f"{place}: {value!r} cannot stand in {name}; allowed: true, false")


def derived(kind: str, row: Row, field: str) -> Row:
    """The columns of a row that follow from one that was corrected."""
    if kind == "claim" and field == "actor":
        return {"actor_kind": actor_kind(row["actor"])}
    if kind == "statement" and field == "speaker":
        return {"speaker_entity_id": None}
    for name, (first, last) in DAYS.items():
        if field == name:
            return {first: edtf.first_day(row[name]), last: edtf.last_day(row[name])}
    return {}


# A column of an EDTF date -> those of its first and last possible day.
DAYS = {
    "when_edtf": ("when_first_day", "when_last_day"),
    "said_on": ("said_first_day", "said_last_day"),
}


def corrected(kind: str, row: Row, corrections: Sequence[Row]) -> Row:
    """A row with its right values. Raises CorrectionError where one cannot stand in its column."""
    row = dict(row)
    for one in corrections:
        try:
            row[one["field"]] = typed(MODELS[kind], one["field"], one["right"], one["place"])
            row |= derived(kind, row, one["field"])
        except ValueError as error:
            raise CorrectionError(f"{one['place']}: {error}") from error
        check_row(kind, row, one)
    return row


def check_row(kind: str, row: Row, correction: Row) -> None:
    """Raise CorrectionError where a corrected row breaks the rules of its table."""
    try:
        MODELS[kind].validate(frame(MODELS[kind], [row]), lazy=True)
    except pandera.errors.SchemaErrors as errors:
        first = errors.failure_cases.row(0, named=True)
        allowed = next((c.allowed for c in columns(MODELS[kind]) if c.name == first["column"]), ())
        hint = f"; allowed: {', '.join(allowed)}" if allowed else ""
        raise CorrectionError(
            f"{correction['place']}: {correction['right']!r} cannot stand in {correction['field']}{hint}"
        ) from errors


def by_row(corrections: pl.DataFrame, kind: str) -> dict[str, list[Row]]:
    """The corrections of a kind that apply, by the row's id."""
    found: dict[str, list[Row]] = {}
    for one in corrections.filter((pl.col("kind") == kind) & pl.col("applied")).iter_rows(named=True):
        found.setdefault(one["row_id"], []).append(one)
    return found


def all_corrected(kind: str, rows: Iterable[Row], corrections: pl.DataFrame) -> list[tuple[Row, Row]]:
    """Each row that has right values, as it was and corrected; rows that are wrong as a whole are not among
    them."""
    known = by_row(corrections, kind)
    made = []
    for row in rows:
        mine = known.get(id_of(kind, row), ())
        if mine and all(one["field"] for one in mine):
            made.append((row, corrected(kind, row, mine)))
    return made


def corrected_history(history: pl.DataFrame) -> pl.DataFrame:
    """reference.membership_history without the rows that are wrong, with right values. Raises
    CorrectionError."""
    given = [one for one in given_corrections() if one["kind"] == "reference"]
    if not given:
        return history
    rows = history.rows(named=True)
    corrections = all_resolved(given, {"reference": rows})
    touched = by_row(corrections, "reference")
    kept = [row for row in rows if reference_id(row) not in touched]
    right = [right for _, right in all_corrected("reference", rows, corrections)]
    return frame(MembershipHistory, [*kept, *right])


# What the readings stored


def stored_rows(kind: str, source: str | None, corrections: Sequence[Row]) -> list[Row]:
    """The stored rows of a kind that corrections may mean; `source` is a SELECT of all of them."""
    mine = [one for one in corrections if one["kind"] == kind]
    if not mine or source is None:
        return []
    ids = sorted({one["id"] for one in mine if one["id"]})
    texts = sorted({folded(one["text"]) for one in mine if one["text"]})
    by_text = " OR ".join(f"list_contains($texts, {folded_sql(name)})" for name in TEXTS[kind])
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT * FROM ({source}) WHERE list_contains($ids, {KEYS[kind]}) OR {by_text} "
            f"ORDER BY {KEYS[kind]}",
            {"ids": ids, "texts": texts},
        )
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def folded_sql(name: str) -> str:
    """`folded` in SQL."""
    return rf"trim(regexp_replace({name}, '\s+', ' ', 'g'))"


def of_briefs_here(corrections: Sequence[Row], source: str | None) -> list[Row]:
    """The corrections without those of briefs that this home does not have; `source` is a SELECT of all
    briefs."""
    wanted = sorted({one["brief_id"] for one in corrections if one["brief_id"]})
    here: set[str | None] = {None}
    if wanted and source:
        with duckdb.connect() as connection:
            found = connection.execute(
                f"SELECT brief_id FROM ({source}) WHERE list_contains(?, brief_id)", [wanted]
            )
            here |= {brief_id for (brief_id,) in found.fetchall()}
    return [one for one in corrections if one["brief_id"] in here]


def resolve(lake: Lake, sources: Mapping[type[Table], str | None], history: pl.DataFrame) -> pl.DataFrame:
    """quality.corrections of a lake; the rows with right values are stored beside it, for `applied`.

    `sources` has SELECTs of briefs, claims and statements as they were read, `history` is the reference
    history as it stands in the seeds. Raises SeedError and CorrectionError.
    """
    given = of_briefs_here(given_corrections(), sources[Briefs])
    rows: dict[str, list[Row]] = {kind: stored_rows(kind, sources[MODELS[kind]], given) for kind in KEYS}
    rows["reference"] = history.rows(named=True) if any(one["kind"] == "reference" for one in given) else []
    corrections = all_resolved(given, rows)
    for kind in KEYS:
        right = [right for _, right in all_corrected(kind, rows[kind], corrections)]
        store_right(lake, MODELS[kind], right)
    return corrections


def right_path(lake: Lake, model: type[Table]) -> Path:
    """Where the corrected rows of a table lie."""
    return lake.root / ".corrected" / f"{table_name(model)}.parquet"


def store_right(lake: Lake, model: type[Table], rows: list[Row]) -> None:
    """Keep the corrected rows of a table; where there are none, no file is left of earlier ones."""
    path = right_path(lake, model)
    if not rows:
        path.unlink(missing_ok=True)
        return
    with replacing(path) as temporary:
        frame(model, rows).write_parquet(temporary)


def applied(lake: Lake, model: type[Table], source: str, *, with_wrong: bool) -> str:
    """A SELECT of a table's rows as they were read, with right values in the place of wrong ones.

    Rows that are wrong as a whole, and claims of statements that are, are left out unless `with_wrong`.
    """
    kind = next((kind for kind in KEYS if MODELS[kind] is model), None)
    corrections = lake.read(Corrections) if kind else frame(Corrections)
    if kind is None or corrections.is_empty():
        return source
    right = right_path(lake, model)
    if right.exists():
        stored = f"read_parquet({quoted(str(right))})"
        others = f"SELECT * FROM ({source}) ANTI JOIN {stored} USING ({KEYS[kind]})"
        source = f"{others} UNION ALL BY NAME FROM {stored}"
    if with_wrong:
        return source
    ids = {"claim": "claim_id", "statement": "statement_id"} if kind == "claim" else {kind: KEYS[kind]}
    conditions = [left_out(column, which, corrections) for which, column in ids.items()]
    return f"SELECT * FROM ({source}) WHERE {' AND '.join(conditions)}"


def left_out(column: str, kind: str, corrections: pl.DataFrame) -> str:
    """The condition that a column is none of the ids of rows that are wrong as a whole."""
    wrong = corrections.filter((pl.col("kind") == kind) & pl.col("applied") & pl.col("field").is_null())
    ids = ", ".join(map(quoted, sorted(wrong["row_id"])))
    return f"({column} IS NULL OR {column} NOT IN ({ids}))" if ids else "true"
