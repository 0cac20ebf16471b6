"""Everything one commune wrote, merged and schema-checked, before it becomes records: what rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.layers import Source


@dataclass(frozen=True)
class Sources:
    """The merged data of a root folder. Parts that broke their schema are left out.

    `procedures` holds the records by code; `claimed` every code that some file claims, broken or not, so
    that a reference to a record with a mistake in it is not called a reference to nothing. `today` is the
    day for which rules about dates speak. `register` holds the entries of the register by name,
    `entries` the names of all of them, damaged or not.
    """

    unit: Source | None
    fields: Source | None
    forms: Mapping[str, Source] = field(repr=False)
    procedures: Mapping[str, Source] = field(repr=False)
    claimed: frozenset[str]
    today: date
    events: Source | None = None
    glossary: Source | None = None
    register: Mapping[str, Source] = field(repr=False, default_factory=dict)
    entries: frozenset[str] = frozenset()
    board: Source | None = None
    schedule: Source | None = None
    survey: Source | None = None
