"""What people say of rows that were read wrongly: seeds/corrections.csv, and corrections.csv in the home."""

import pandera.polars as pa
import polars as pl

from schemas.table import ID_PATTERN, Table, column

KINDS = {
    "claim": "a row of staging.claims",
    "statement": "a row of staging.statements",
    "reference": "a row of reference.membership_history",
}

EXPECTATIONS = {
    "stays": "the row is read again at each reading; a run fails where it is gone",
    "may_go": "a better reading may not make the row again; the correction then rests",
}

# What of a row may be corrected; all else follows from it, or is what the text says.
FIELDS = {
    "claim": ("predicate", "subject", "org", "status", "actor", "polarity", "modality", "when_edtf"),
    "statement": ("speaker", "speaker_country", "via", "said_on"),
    "reference": ("iso3", "org", "term", "status", "from_edtf", "to_edtf", "to_known", "source"),
}
ALL_FIELDS = tuple(dict.fromkeys(name for names in FIELDS.values() for name in names))


class CorrectionRows(Table):
    """Corrections by people: a row that is wrong as a whole, or a value of it with the right one."""

    kind: str = column("What is corrected.", allowed=KINDS)
    id: str = column(
        "Its id; for the reference history state|organisation|term|from. Null where it is found by its text.",
        nullable=True,
    )
    brief_id: str = column(
        "The brief that it was read from; in a home without that brief the correction is left out.",
        nullable=True,
        str_matches=ID_PATTERN,
    )
    text: str = column(
        "Its text, by which it is found where nothing has the id: for a claim the sentence or the evidence, "
        "for a statement the sentence or the content.",
        nullable=True,
    )
    field: str = column(
        "The column that is wrong; null where the row as a whole is wrong.", allowed=ALL_FIELDS, nullable=True
    )
    wrong: str = column(
        "What stands there: the column's value, or for a whole claim 'subject predicate organisation "
        "status'. Where it is given, a row that says something else is not the one that is meant.",
        nullable=True,
    )
    right: str = column("The column's right value; null where it is to be empty.", nullable=True)
    reason: str = column("Why it is wrong.")
    who: str = column("Who says so.")
    decided_on: pl.Date = column("Since when it is corrected.")
    expectation: str = column("What is expected of later readings.", allowed=EXPECTATIONS)

    @pa.dataframe_check(error="neither id nor text tells what is corrected")
    def names_a_row(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A row is named by its id or by its text."""
        return data.lazyframe.select(pl.col("id").is_not_null() | pl.col("text").is_not_null())

    @pa.dataframe_check(error="a right value needs the field in which it stands")
    def right_has_a_field(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A right value stands in a column."""
        return data.lazyframe.select(pl.col("right").is_null() | pl.col("field").is_not_null())

    @pa.dataframe_check(
        error="this field cannot be corrected in this kind of row; "
        + "; ".join(f"{kind}: {', '.join(names)}" for kind, names in FIELDS.items())
    )
    def field_is_of_its_kind(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A column is one of the table of its kind."""
        fits = pl.col("field").is_null()
        for kind, names in FIELDS.items():
            fits |= (pl.col("kind") == kind) & pl.col("field").is_in(names)
        return data.lazyframe.select(fits)

    @pa.dataframe_check(
        error="a row of the reference history is found by its id: state|organisation|term|from"
    )
    def reference_has_an_id(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The reference history has no text."""
        return data.lazyframe.select((pl.col("kind") != "reference") | pl.col("id").is_not_null())

    class Config(Table.Config):
        name = "corrections"
        metadata = {
            "schema": "seeds",
            "grain": "a correction",
            "key": ["kind", "id", "text", "field"],
            "optional": True,
        }
