"""The published warehouse: the DuckDB file that analysts open."""

import dagster as dg
import polars as pl

from assets.tables import MAX_FAILING_ROWS, OWNERS, key, lake
from pipeline.checks import markdown
from pipeline.flow import closure, version_of
from pipeline.freshness import published_from, rules, stamp_published
from pipeline.marts import MARTS
from pipeline.publish import CEILING, publish
from pipeline.settings import settings
from schemas.table import table_name
from schemas.tables import QUALITY, RAW, REFERENCE, STAGING

WAREHOUSE = dg.AssetKey("warehouse")
GROWTH = "growth"
PUBLISHED = (*RAW, *STAGING, *(mart.model for mart in MARTS), *REFERENCE, *QUALITY)


@dg.asset(
    key=WAREHOUSE,
    deps=[key(table_name(model)) for model in PUBLISHED],
    group_name="warehouse",
    kinds={"duckdb"},
    owners=OWNERS,
    tags={"layer": "published"},
    code_version=version_of(
        [
            *closure(("pipeline.publish", "schemas.tables")),
            *settings().sql.glob("macros/*.sql"),
            *settings().sql.glob("views/*.sql"),
        ]
    ),
    check_specs=[
        dg.AssetCheckSpec(
            GROWTH,
            asset=WAREHOUSE,
            description=f"No mart has more than {CEILING} times the rows that it had, and none has lost many "
            "since the rules are others.",
        )
    ],
    description="All tables in one DuckDB file, with keys, checks, comments, macros and views; built "
    "beside, renamed "
    "into place, so that readers never wait. A mart that lost too many rows stops it, and the last file "
    "stays.",
)
def warehouse() -> dg.MaterializeResult:
    made_from = published_from(lake())
    publication = publish(
        lake(), settings().published, sql=settings().sql, floor=settings().publish_floor, rules=rules()
    )
    stamp_published(lake(), made_from)
    counts = pl.DataFrame({"table": list(publication.rows), "rows": list(publication.rows.values())})
    return dg.MaterializeResult(
        metadata={
            "path": dg.MetadataValue.path(str(publication.path)),
            "dagster/row_count": sum(publication.rows.values()),
            "rows": dg.MetadataValue.md(markdown(counts, MAX_FAILING_ROWS)),
        },
        check_results=[
            dg.AssetCheckResult(
                check_name=GROWTH,
                passed=not publication.warnings,
                severity=dg.AssetCheckSeverity.WARN,
                metadata={
                    "failures": len(publication.warnings),
                    "marts": "\n".join(publication.warnings) or "none",
                },
            )
        ],
        data_version=dg.DataVersion(made_from),
    )
