"""Partitions: the days of ingestion that have something landed (or parts of them), and the sources."""

from collections.abc import Iterable

import dagster as dg

# A day becomes a partition when it is read or a night asks for it, so that days without anything to read are
# no gaps in the graph.
DAYS = dg.DynamicPartitionsDefinition(name="days")
SOURCES = dg.DynamicPartitionsDefinition(name="sources")


def add_partitions(
    instance: dg.DagsterInstance, of: dg.DynamicPartitionsDefinition, keys: Iterable[str]
) -> None:
    """Add days or sources to the partitions, those that are not there, in their order."""
    known = set(instance.get_dynamic_partitions(str(of.name)))
    if new := sorted(set(keys) - known):
        instance.add_dynamic_partitions(str(of.name), new)
