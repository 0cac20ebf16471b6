"""Texts made of one procedure: kept until the procedure, or anything else they can show, changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from generator import cache
from generator.cache import Cache
from generator.records import Catalogue, Procedure


class Memory:
    """What was made of the procedures of a catalogue as it stands on one day.

    Whoever makes a text is given the catalogue without the procedures that the one in question does not name, so
    that nothing can be shown that does not count when a text is looked up.
    """

    def __init__(self, catalogue: Catalogue, today: date, kept: Cache) -> None:
        self._catalogue, self._kept = catalogue, kept
        everything_else = (catalogue.unit, catalogue.fields, catalogue.forms, catalogue.events, catalogue.glossary)
        self._shared = cache.key(today.isoformat(), *map(repr, everything_else))

    def text(self, kind: str, procedure: Procedure, make: Callable[[Catalogue], str]) -> str:
        """What `make` gives for a procedure; `kind` names everything it is made with but the records."""
        seen = self._catalogue.around(procedure)
        name = cache.key(kind, self._shared, *map(self._identity, seen.procedures.values()))
        return self._kept.remembered(name, lambda: make(seen))

    def _identity(self, procedure: Procedure) -> str:
        return self._catalogue.identities.get(procedure.code) or repr(procedure)
