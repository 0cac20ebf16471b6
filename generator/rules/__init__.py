"""One rule per module: what a JSON Schema can't say, because it spans fields, files or dates.

A rule is a module named after itself. Its docstring is the rule, with an example that breaks it and one
that keeps it. It has `check_procedure(procedure)`, which sees one state of one record and nothing else (so
its verdict can be kept as long as the record does not change), or `check_catalogue(sources)`, which sees
everything, or both. Rules collect problems and never raise.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from generator.layers import Source, states
from generator.problems import Problem
from generator.sources import Sources

ProcedureRule = Callable[[Source], Iterator[Problem]]
CatalogueRule = Callable[[Sources], Iterator[Problem]]


@cache
def names() -> tuple[str, ...]:
    """The names of all rules."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")))


@cache
def _of_procedures() -> tuple[ProcedureRule, ...]:
    modules = (import_module(f"{__name__}.{name}") for name in names())
    return tuple(module.check_procedure for module in modules if hasattr(module, "check_procedure"))


@cache
def _of_catalogues() -> tuple[CatalogueRule, ...]:
    modules = (import_module(f"{__name__}.{name}") for name in names())
    return tuple(module.check_catalogue for module in modules if hasattr(module, "check_catalogue"))


def check_procedure(procedure: Source) -> list[Problem]:
    """What the rules find in a record, in each of its dated states."""
    found = {problem for _, state in states(procedure) for rule in _of_procedures() for problem in rule(state)}
    return sorted(found)


def check_catalogue(sources: Sources) -> list[Problem]:
    """What the rules find across fields and files."""
    return sorted({problem for rule in _of_catalogues() for problem in rule(sources)})
