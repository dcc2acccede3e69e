"""All that Dagster is told: assets, checks, jobs, schedule, sensor."""

import dagster as dg

from assets.accuracy import accuracy
from assets.alerts import late_night, run_failed
from assets.appearances import appearances
from assets.briefs import briefs
from assets.checks import CHECKS
from assets.claims import claims, claims_doubtful
from assets.corrections import corrections
from assets.entities import entities
from assets.inbox import inbox
from assets.jobs import fetching, hourly_schedule, nightly, nightly_schedule, publishing, reading
from assets.landing import landing
from assets.marts import MART_ASSETS
from assets.mentions import mentions
from assets.parsed import parsed
from assets.reference import REFERENCE_ASSETS
from assets.rejected import rejected
from assets.runs import file_logger, rebuild
from assets.segments import segments
from assets.sources import source, sources
from assets.statements import statements
from assets.summary import summary
from assets.unknown_names import unknown_names, unlinked_names
from assets.warehouse import warehouse

defs = dg.Definitions(
    assets=[
        source,
        sources,
        landing,
        briefs,
        segments,
        parsed,
        mentions,
        appearances,
        unlinked_names,
        statements,
        claims,
        claims_doubtful,
        *REFERENCE_ASSETS,
        entities,
        corrections,
        unknown_names,
        rejected,
        accuracy,
        *MART_ASSETS,
        warehouse,
        summary,
    ],
    asset_checks=CHECKS,
    jobs=[nightly, rebuild, fetching, reading, publishing],
    schedules=[nightly_schedule, hourly_schedule],
    sensors=[inbox, run_failed, late_night],
    loggers={"console": dg.colored_console_logger, "file": file_logger},
    # The language model is loaded once a process, so a run stays in one; runs queue one after another
    # (dagster.yaml).
    executor=dg.in_process_executor,
)
