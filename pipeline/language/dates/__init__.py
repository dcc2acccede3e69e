"""Dates: expressions, calendars, tenses, and the day of publication."""
