"""Attacks on what must never be lost: `python -m bench.torture`."""
