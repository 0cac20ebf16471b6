"""What one part of an official page became: a value for the record, and what an official has to look at."""

from __future__ import annotations

from dataclasses import dataclass

from generator.importers.cleaning import clean

_MAX_ORIGINAL = 60_000


@dataclass(frozen=True)
class Part:
    """A value as it goes into the record, and doubts in plain Vietnamese; each doubt becomes a warning."""

    value: object
    doubts: tuple[str, ...] = ()


def unknown(reason: str, original: str = "") -> dict[str, object]:
    """The one form of what is not known, with the official words where there are any."""
    words = clean(original)[:_MAX_ORIGINAL]
    return {"chua_ro": reason, "nguyen_van": words} if words else {"chua_ro": reason}


def not_understood(reason: str, original: str = "") -> Part:
    """A part that stays unknown."""
    return Part(unknown(reason, original), (reason,))
