"""What the act of publishing itself writes into the published file: no stage makes it, the lake does not hold
it."""

from schemas.table import ID_PATTERN, Table, column


class News(Table):
    """The changes that the last publication brought: those that the file published before it did not have."""

    change_id: str = column("The change.", unique=True, str_matches=ID_PATTERN)

    class Config(Table.Config):
        name = "news"
        metadata = {
            "schema": "marts",
            "grain": "a change",
            "key": ["change_id"],
            "references": {"change_id": "marts.changes.change_id"},
        }
