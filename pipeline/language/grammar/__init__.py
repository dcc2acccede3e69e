"""Clauses: stretches, coordination."""
