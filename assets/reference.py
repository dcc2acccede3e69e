"""Reference tables: what is known beforehand, from seeds/reference."""

import dagster as dg

from assets.tables import content_version, described, lake, preview
from pipeline.corrections import corrected_history
from pipeline.flow import seed_files, version_of
from pipeline.seeds import read_seed
from pipeline.settings import settings
from schemas.reference import MembershipHistory
from schemas.table import Table
from schemas.tables import REFERENCE


def reference_asset(model: type[Table]) -> dg.AssetsDefinition:
    """The asset of one reference table."""
    file = f"reference/{model.to_schema().name}.csv"

    @dg.asset(
        **described(
            model, group="reference", kinds=["csv", "parquet"], version=version_of(seed_files([file]))
        )
    )
    def reference() -> dg.MaterializeResult:
        table = read_seed(settings().seeds / file, model)
        if model is MembershipHistory:
            table = corrected_history(table)
        lake().write(model, table)
        return preview(table, data_version=content_version(table))

    return reference


REFERENCE_ASSETS = [reference_asset(model) for model in REFERENCE]
