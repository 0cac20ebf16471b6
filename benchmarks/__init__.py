"""Measurements against other generators, run by hand (`make bench`) and never as tests.

Each benchmark is a module with a `run(settings)` that prints what it measured beside what was expected.
"""
