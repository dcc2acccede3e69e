"""Days as arguments of commands."""

import datetime
from typing import Any

import click


class Day(click.ParamType):
    """A day as YYYY-MM-DD."""

    name = "date"

    def convert(
        self, value: Any, parameter: click.Parameter | None, context: click.Context | None
    ) -> datetime.date:
        """The day that the text means; raises click.BadParameter where it means none."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"{value!r} is not a date like 2017-04-24", parameter, context)
