"""Partitions: a day of ingestion, cut where more came in on it than is bearable at once.

The first, on most days the only one, is called as its day ('2026-11-26'), those after it have a number, too
('2026-11-26.0002'), so that the order of their names is that in which they were filled.
"""

import datetime
import re

FIRST_DAY = "2000-01-01"  # of ingestion
NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.(\d{4}))?")


def is_partition(name: str) -> bool:
    """Whether a name is that of a partition."""
    return bool(NAME.fullmatch(name))


def day_of(partition: str) -> datetime.date:
    """The day of ingestion of a partition. Raises ValueError for another name."""
    return datetime.date.fromisoformat(partition.partition(".")[0])


def following(partition: str) -> str:
    """The partition of the same day that comes after one."""
    day, _, number = partition.partition(".")
    return f"{day}.{int(number or 1) + 1:04}"
