"""Corrections by people, found among what was read."""

import dagster as dg

from assets.tables import content_version, described, key, lake, preview
from pipeline.corrections import resolve
from pipeline.flow import closure, version_of
from pipeline.publish import stored_source
from pipeline.seeds import read_seed
from pipeline.settings import settings
from schemas.quality import Corrections
from schemas.raw import Briefs
from schemas.reference import MembershipHistory
from schemas.staging import Claims, Statements
from schemas.table import table_name

READ = (Briefs, Statements, Claims)


@dg.asset(
    **described(
        Corrections,
        group="quality",
        kinds=["csv", "parquet"],
        version=version_of(closure(("pipeline.corrections",))),
    ),
    deps=[key(table_name(model)) for model in READ],
)
def corrections() -> dg.MaterializeResult:
    store = lake()
    history = read_seed(settings().seeds / "reference/membership_history.csv", MembershipHistory)
    table = resolve(store, {model: stored_source(store, model) for model in READ}, history)
    store.write(Corrections, table)
    return preview(table, data_version=content_version(table))
