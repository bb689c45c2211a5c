"""Benchmarks: the tables of speed and size, each beside its alternative in the same run."""
