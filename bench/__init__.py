"""Benchmarks: what reading and the marts cost."""
