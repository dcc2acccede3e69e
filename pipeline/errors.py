"""Errors that are told to people in one line: what is wrong, where, and what to do."""


class StatusquoError(Exception):
    """An error that a person can mend. Its message is one line; the command line prints it without a
    traceback."""


class SeedError(StatusquoError):
    """A row or file below seeds/ breaks its schema."""
