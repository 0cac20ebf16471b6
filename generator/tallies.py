"""Several tallies as one: months of a year, fields of a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from generator.records import Tally

_TEXTS = ("reason", "note")


def added(tallies: Sequence[Tally]) -> Tally:
    """The sum of some tallies; what one of them does not count is not known of all. Each text is said once."""
    values: dict[str, Any] = {one.name: [getattr(tally, one.name) for tally in tallies] for one in fields(Tally)}
    found: dict[str, Any] = {name: "; ".join(dict.fromkeys(filter(None, values.pop(name)))) or None for name in _TEXTS}
    found |= {name: sum(counts) for name, counts in values.items() if None not in counts}
    return Tally(**found)
