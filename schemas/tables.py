"""All tables of Statusquo, in the order in which they are published."""

from types import ModuleType

from schemas import evaluation, marts, publication, quality, raw, reference, staging
from schemas.table import Table, about, table_name

SCHEMAS = {
    "raw": "What came in.",
    "staging": "What was read out of the briefs.",
    "marts": "What analysts ask for.",
    "reference": "What is known beforehand.",
    "quality": "What was refused, and how well the reading does.",
}


def defined_in(module: ModuleType) -> tuple[type[Table], ...]:
    """The tables that a module defines, in its order; classes that only share columns are none."""
    found = (value for value in vars(module).values() if isinstance(value, type) and issubclass(value, Table))
    return tuple(model for model in found if model.__module__ == module.__name__ and about(model))


RAW = defined_in(raw)
STAGING = defined_in(staging)
REFERENCE = defined_in(reference)
QUALITY = defined_in(quality) + defined_in(evaluation)
MARTS = defined_in(marts)
TABLES: tuple[type[Table], ...] = RAW + STAGING + MARTS + REFERENCE + QUALITY

# What publishing itself adds to them.
PUBLICATION = defined_in(publication)
PUBLISHED = TABLES + PUBLICATION

MODELS: dict[str, type[Table]] = {table_name(model): model for model in TABLES}
