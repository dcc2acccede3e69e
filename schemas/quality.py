"""What went wrong, and how well the reading does."""

import polars as pl

from schemas.table import ID_PATTERN, Table, column
from schemas.vocabulary import REJECTION_REASONS, STAGES


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
