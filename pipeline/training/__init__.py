"""Fitting of what is learned, each by one deterministic command, on annotated texts."""
