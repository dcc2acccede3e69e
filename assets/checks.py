"""Asset checks: each stored table against its model, its keys, its references, and its spans against the
briefs' texts.

They read what is stored, so they can be run again at any time. All block what comes after, except that
refused rows are only warned of: the good rows go on.
"""

import warnings
from collections.abc import Iterable, Iterator

import dagster as dg
import polars as pl

from assets.partitions import DAYS
from assets.tables import MAX_FAILING_ROWS, key, lake, refused_table
from assets.warehouse import PUBLISHED, WAREHOUSE
from pipeline import marts
from pipeline.checks import (
    SPANS,
    TableError,
    findings,
    key_findings,
    markdown,
    reference_findings,
    rule_findings,
    span_findings,
)
from pipeline.flow import DAILY, Stage
from pipeline.freshness import PUBLISHED as PUBLISHED_STAMP
from pipeline.freshness import Stamps
from pipeline.keeping import whole_partition
from pipeline.lake import UNPARTITIONED
from pipeline.language.text.preparation import prepared
from pipeline.publish import lake_connection, published_counts
from pipeline.settings import settings
from pipeline.stages import failed_briefs, stored_about
from schemas.evaluation import Accuracy
from schemas.marts import MembershipStatus
from schemas.quality import Corrections, Rejected, UnknownNames
from schemas.raw import Briefs
from schemas.staging import Entities
from schemas.table import Table, about, table_name
from schemas.tables import MODELS, REFERENCE, SCHEMAS

# Checks by partition are new in Dagster, which is pinned to one version; without them a check run alone has
# no day.
warnings.filterwarnings("ignore", category=dg.PreviewWarning, message=".*partitions_def on an AssetCheckSpec")

RULES = {
    "schema": "Every row keeps the rules of the table's model: types, nulls, allowed values, patterns, "
    "bounds.",
    "key": "No two rows have one key.",
    "references": "Every id points to a row that is there.",
    "spans": "Every text is the slice of the brief's text that its offsets tell.",
}
REFUSED = (
    "Rows and briefs that the stage refused; they are in quality.rejected with the reason, the others go on."
)


def ids(target: str, partition: str) -> pl.Series:
    """All values of a column 'schema.table.column': for a day those of that day, and of earlier briefs."""
    table, _, column = target.rpartition(".")
    model, store = MODELS[table], lake()
    days = store.partitions(model)
    if partition != UNPARTITIONED and any(stage.model is model for stage in DAILY.values()):
        days = [day for day in days if day == partition or (model is Briefs and day < partition)]
    return store.columns(model, [column], days)[column]


def verdict(name: str, asset: dg.AssetKey, found: pl.DataFrame, rows: int) -> dg.AssetCheckResult:
    """A check's result: passed where nothing was found, else an error with the failing rows."""
    return dg.AssetCheckResult(
        check_name=name,
        asset_key=asset,
        passed=found.is_empty(),
        severity=dg.AssetCheckSeverity.ERROR,
        metadata={
            "rows": rows,
            "failures": found.height,
            "failing_rows": dg.MetadataValue.md(markdown(found, MAX_FAILING_ROWS)),
        },
    )


def results(model: type[Table], names: list[str], partition: str) -> Iterator[dg.AssetCheckResult]:
    """Results of the blocking checks of a stored partition."""
    table, asset = lake().read(model, partition), key(table_name(model))
    try:
        broken = rule_findings(model, table)
    except TableError as error:
        for name in names:
            yield dg.AssetCheckResult(
                check_name=name,
                asset_key=asset,
                passed=False,
                severity=dg.AssetCheckSeverity.ERROR,
                description=str(error),
                metadata={"rows": table.height, "failures": table.height},
            )
        return
    yield verdict("schema", asset, broken, table.height)
    yield verdict("key", asset, key_findings(model, table), table.height)
    if "references" in names:
        yield verdict(
            "references",
            asset,
            reference_findings(model, table, lambda target: ids(target, partition)),
            table.height,
        )
    if "spans" in names:
        texts = dict(lake().columns(Briefs, ["brief_id", "text"], [partition]).iter_rows())
        yield verdict("spans", asset, span_findings(model, table, texts), table.height)


def watched(stage: str, day: str, found: Iterable[dg.AssetCheckResult]) -> Iterator[dg.AssetCheckResult]:
    """The results as they are; where one is an error, the stage of the day becomes stale.

    The next run then makes it anew before anything is built on it.
    """
    for one in found:
        if not one.passed:
            Stamps(lake()).forget(stage, day)
        yield one


def refused_result(asset: dg.AssetKey, partition: str) -> dg.AssetCheckResult:
    """A warning where something was refused, with the rows, of a partition of quality.rejected."""
    refused = lake().read(Rejected, partition)
    return dg.AssetCheckResult(
        check_name="refused",
        asset_key=asset,
        passed=refused.is_empty(),
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"failures": refused.height, "failing_rows": refused_table(refused)},
    )


def specs(model: type[Table], partitions: dg.PartitionsDefinition | None) -> list[dg.AssetCheckSpec]:
    """Specifications of the blocking checks that a table needs."""
    needed = {"references": "references" in about(model), "spans": model in SPANS}
    return [
        dg.AssetCheckSpec(
            name, asset=key(table_name(model)), description=told, blocking=True, partitions_def=partitions
        )
        for name, told in RULES.items()
        if needed.get(name, True)
    ]


def refused_spec(asset: dg.AssetKey, partitions: dg.PartitionsDefinition | None = DAYS) -> dg.AssetCheckSpec:
    """Specification of the warning of refused rows."""
    return dg.AssetCheckSpec("refused", asset=asset, description=REFUSED, partitions_def=partitions)


def daily_checks(stage: Stage) -> dg.AssetChecksDefinition:
    """All checks of the table of a stage of a day."""
    blocking, asset = specs(stage.rows, DAYS), key(stage.table)

    @dg.multi_asset_check(name=f"{stage.name}_checks", specs=[*blocking, refused_spec(asset)])
    def check(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        day = context.partition_key
        yield from watched(stage.name, day, results(stage.rows, [spec.name for spec in blocking], day))
        yield refused_result(asset, f"{day}.{stage.name}")

    return check


def table_checks(model: type[Table], *, refuses: bool) -> dg.AssetChecksDefinition:
    """All checks of an unpartitioned table; `refuses` tells that rows of it are refused rather than raised
    upon."""
    blocking, asset = specs(model, None), key(table_name(model))
    warning = [refused_spec(asset, None)] if refuses else []

    @dg.multi_asset_check(name=f"{table_name(model).replace('.', '_')}_checks", specs=[*blocking, *warning])
    def check() -> Iterator[dg.AssetCheckResult]:
        yield from results(model, [spec.name for spec in blocking], UNPARTITIONED)
        if refuses:
            yield refused_result(asset, whole_partition(model))

    return check


def documents_findings(day: str) -> pl.DataFrame:
    """Briefs of a day that were not refused and have no Doc as long as their prepared text."""
    store = lake()
    lengths = {noted["brief_id"]: noted["characters"] for noted in stored_about(store.read_documents(day))}
    refused = {name for stage in DAILY for name in failed_briefs(store.read(Rejected, f"{day}.{stage}"))}
    briefs = store.read(Briefs, day).filter(
        ~pl.col("brief_id").is_in(sorted(refused)) & (pl.col("text").str.strip_chars() != "")
    )
    expected = {
        brief_id: len(prepared(text).text) for brief_id, text in briefs.select("brief_id", "text").iter_rows()
    }
    return findings(
        {
            "row": brief_id,
            "column": None,
            "rule": "no Doc as long as the text",
            "value": str(lengths.get(brief_id)),
        }
        for brief_id, characters in expected.items()
        if lengths.get(brief_id) != characters
    )


def parsed_checks() -> dg.AssetChecksDefinition:
    """All checks of the parse."""
    asset = key(DAILY["parsed"].table)
    complete = dg.AssetCheckSpec(
        "complete",
        asset=asset,
        description="Every brief that was not refused has a Doc as long as its text.",
        blocking=True,
        partitions_def=DAYS,
    )

    @dg.multi_asset_check(name="parsed_checks", specs=[complete, refused_spec(asset)])
    def check(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        day = context.partition_key
        found = verdict("complete", asset, documents_findings(day), lake().read(Briefs, day).height)
        yield from watched("parsed", day, [found])
        yield refused_result(asset, f"{day}.parsed")

    return check


def across_marts_checks() -> dg.AssetChecksDefinition:
    """The checks within and between marts: they run when all marts are stored, and nothing is published where
    one fails.

    They show at the mart that analysts ask first. No other mart is made from it, so all can be waited for.
    """
    asset = key(table_name(MembershipStatus))
    others = [key(table_name(mart.model)) for mart in marts.MARTS if mart.model is not MembershipStatus]
    described = [
        dg.AssetCheckSpec(
            name, asset=asset, additional_deps=others, blocking=True, description=f"{told.capitalize()}."
        )
        for name, (told, _) in marts.CHECKS.items()
    ]

    @dg.multi_asset_check(name="across_marts_checks", specs=described)
    def check() -> Iterator[dg.AssetCheckResult]:
        with lake_connection(lake()) as connection:
            marts.define_macros(connection)
            rows = connection.sql(f"SELECT count(*) FROM {table_name(MembershipStatus)}").fetchall()[0][0]
            broken = marts.checks(connection)
        if any(found.height for found in broken.values()):
            Stamps(lake()).forget(PUBLISHED_STAMP)  # the next run makes the marts anew
        for name, found in broken.items():
            yield verdict(name, asset, found, rows)

    return check


@dg.asset_check(asset=WAREHOUSE, description="The published file has every stored row, each once.")
def complete() -> dg.AssetCheckResult:
    stored = {table_name(model): lake().columns(model, about(model)["key"]).n_unique() for model in PUBLISHED}
    found = published_counts(settings().published, schemas=SCHEMAS)
    return verdict(
        "complete",
        WAREHOUSE,
        findings(
            {"row": name, "column": None, "rule": f"{rows} rows are stored", "value": str(found.get(name))}
            for name, rows in stored.items()
            if found.get(name) != rows
        ),
        sum(stored.values()),
    )


MEASURED: tuple[type[Table], ...] = (*REFERENCE, Accuracy, Corrections)
TOLD: tuple[type[Table], ...] = (Entities, UnknownNames, *(mart.model for mart in marts.MARTS))
CHECKS = [
    complete,
    *(daily_checks(stage) for stage in DAILY.values() if stage.model),
    parsed_checks(),
    across_marts_checks(),
    *(table_checks(model, refuses=False) for model in MEASURED),
    *(table_checks(model, refuses=True) for model in TOLD),
]
