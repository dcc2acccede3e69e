"""Partitions: the day of ingestion, and the sources."""

import dagster as dg

from pipeline.flow import FIRST_DAY

# One more than the days that have ended, so that today, which is filling, is a partition.
DAYS = dg.DailyPartitionsDefinition(start_date=FIRST_DAY, timezone="UTC", end_offset=1)

SOURCES_NAME = "sources"
SOURCES = dg.DynamicPartitionsDefinition(name=SOURCES_NAME)
