"""Marts: what analysts ask for, each a SQL file over the tables before it."""

import dagster as dg

from assets.tables import described, key, lake, result
from pipeline import marts
from pipeline.flow import closure, version_of
from pipeline.freshness import published_from, stamp_mart
from pipeline.keeping import keep_whole
from pipeline.publish import lake_connection
from pipeline.settings import settings
from schemas.quality import Corrections
from schemas.table import table_name

CODE = closure(("pipeline.marts",))
# Claims and statements come to the marts as they are corrected.
CORRECTED = (table_name(Corrections),)


def mart_asset(mart: marts.Mart) -> dg.AssetsDefinition:
    """The asset of one mart."""
    sql = [*settings().sql.glob(f"marts/{mart.name}.sql"), *settings().sql.glob("macros/*.sql")]

    @dg.asset(
        **described(
            mart.model, group="marts", kinds=["duckdb", "sql", "parquet"], version=version_of([*CODE, *sql])
        ),
        deps=[key(name) for name in (*mart.needs, *CORRECTED)],
    )
    def table() -> dg.MaterializeResult:
        store = lake()
        source = published_from(store)
        with lake_connection(store) as connection:
            made = marts.build(mart.name, connection)
        kept = keep_whole(store, "marts", mart.model, made)
        stamp_mart(store, mart.name, source)
        return result(kept)

    return table


MART_ASSETS = [mart_asset(mart) for mart in marts.MARTS]
