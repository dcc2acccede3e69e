"""What went wrong, and how well the reading does."""

import polars as pl

from schemas.corrections import ALL_FIELDS, EXPECTATIONS, KINDS
from schemas.table import ID_PATTERN, Table, column
from schemas.vocabulary import REJECTION_REASONS, SLOTS, STAGES


class Rejected(Table):
    """Everything that was refused, with the reason: files that cannot be read, rows that break their table's
    rules."""

    rejected_id: str = column(
        "Id of the refusal: a hash of stage, what, reason and row.", str_matches=ID_PATTERN
    )
    ingested_on: pl.Date = column("Day of ingestion (partition) of what was refused.")
    stage: str = column("Where in the flow it was refused.", allowed=STAGES)
    what: str = column("What was refused: a file's name, or a table and the row's key.")
    reason: str = column("Reason code.", allowed=REJECTION_REASONS)
    detail: str = column("What exactly is wrong, in one line.")
    original: str = column(
        "Where the original lies: its SHA-256 in the landing store, or its path if it never got there.",
        nullable=True,
    )
    row: str = column("The refused row as JSON; null for a file.", nullable=True)

    class Config(Table.Config):
        name = "rejected"
        metadata = {"schema": "quality", "grain": "a file or row refused", "key": ["rejected_id"]}


class Corrections(Table):
    """Rows that people said to be wrong, from seeds/corrections.csv and from the home, and whether that was
    applied.

    What is wrong as a whole enters no mart; a right value stands in the published table in the place of the
    wrong one. A claim stays in staging.claims either way, so that it can be looked up.
    """

    correction_id: str = column(
        "Id of the correction: a hash of kind, row and column.", unique=True, str_matches=ID_PATTERN
    )
    kind: str = column("What is corrected.", allowed=KINDS)
    row_id: str = column(
        "The row: claim_id, statement_id, or state|organisation|term|from; as given where nothing was found.",
        nullable=True,
    )
    stands_as: str = column(
        "The id of the row with its right values; null where nothing stands in its place.", nullable=True
    )
    field: str = column(
        "The column that is wrong; null where the row as a whole is wrong.", allowed=ALL_FIELDS, nullable=True
    )
    wrong: str = column("What was read: the column's value, or the claim in short.", nullable=True)
    right: str = column("The right value; null for a row that is wrong as a whole.", nullable=True)
    reason: str = column("Why it is wrong.")
    who: str = column("Who says so.")
    decided_on: pl.Date = column("Since when it is corrected.")
    expectation: str = column("What is expected of later readings.", allowed=EXPECTATIONS)
    applied: bool = column("False where nothing is there to correct any more, as the expectation allows.")
    place: str = column("File and line of the correction.")

    class Config(Table.Config):
        name = "corrections"
        metadata = {"schema": "quality", "grain": "a correction of a row", "key": ["correction_id"]}


class UnknownNames(Table):
    """Names that stand where an organisation or a state would and that the reference data do not have: what
    to add next."""

    name: str = column("The name, as briefs write it.")
    slot: str = column("What would stand there.", allowed=SLOTS)
    places: pl.Int64 = column("How often it stands so.", ge=1)
    briefs: pl.Int64 = column("In how many briefs, copies left out.", ge=1)
    sources: pl.Int64 = column("Of how many publishers; a brief whose publisher is unknown is its own.", ge=1)
    first_on: pl.Date = column("Day of the earliest of these briefs.")
    last_on: pl.Date = column("Day of the latest of them.")
    sentences: pl.List = column("Some of the sentences.", inner=pl.String)
    brief_ids: pl.List = column("Some of the briefs.", inner=pl.String)

    class Config(Table.Config):
        name = "unknown_names"
        metadata = {
            "schema": "quality",
            "grain": "a name and what would stand there",
            "key": ["name", "slot"],
        }
