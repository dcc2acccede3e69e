"""How well the reading does on annotated briefs."""

import polars as pl

from schemas.table import ID_PATTERN, Table, column


class Accuracy(Table):
    """How the reading compares with annotated briefs: precision, recall and F1 of statements and claims, and
    shares of what is right in them. There are rows only where annotated briefs were at hand when the tables
    were built."""

    accuracy_id: str = column(
        "Id of the figure: a hash of set, metric and code version.", str_matches=ID_PATTERN
    )
    set_name: str = column("The set of annotated briefs: the name of its file or folder.")
    metric: str = column("What is measured, such as 'claims.f1' or 'statement_attributes.via'.")
    value: pl.Float64 = column(
        "A rate between 0 and 1, or a count where the metric ends in gold or said.", ge=0
    )
    code_version: str = column("Version of the code, lexicons and model that read the briefs.")

    class Config(Table.Config):
        name = "accuracy"
        metadata = {
            "schema": "quality",
            "grain": "a figure of a set of annotated briefs",
            "key": ["accuracy_id"],
        }
