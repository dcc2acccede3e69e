"""Statusquo, as people hold it: the command line."""
