"""Statements: cues, sources, contents, speakers."""
