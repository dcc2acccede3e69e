"""All that Dagster is told: assets, checks, jobs, schedule, sensor."""

import dagster as dg

from assets.accuracy import accuracy
from assets.appearances import appearances
from assets.briefs import briefs
from assets.checks import CHECKS
from assets.claims import claims
from assets.entities import entities
from assets.inbox import inbox
from assets.jobs import nightly, nightly_schedule, publishing, reading
from assets.landing import landing
from assets.marts import MART_ASSETS
from assets.mentions import mentions
from assets.parsed import parsed
from assets.reference import REFERENCE_ASSETS
from assets.rejected import rejected
from assets.runs import file_logger, rebuild
from assets.segments import segments
from assets.statements import statements
from assets.warehouse import warehouse

defs = dg.Definitions(
    assets=[
        landing,
        briefs,
        segments,
        parsed,
        mentions,
        appearances,
        statements,
        claims,
        *REFERENCE_ASSETS,
        entities,
        rejected,
        accuracy,
        *MART_ASSETS,
        warehouse,
    ],
    asset_checks=CHECKS,
    jobs=[nightly, rebuild, reading, publishing],
    schedules=[nightly_schedule],
    sensors=[inbox],
    loggers={"console": dg.colored_console_logger, "file": file_logger},
    # The language model is loaded once a process, so a run stays in one; runs queue one after another (dagster.yaml).
    executor=dg.in_process_executor,
)
