"""Which situations an entry is for, so that choosing one leaves only what matters to it.

What is shown for a situation is what can win for it, over some channel, today or later: a general fee is not shown to
somebody for whom a special one takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from generator.records import Channel, Deadline, Fee, Payment, Procedure, Step
from generator.selecting import Selected, applicable, charges, chosen, turning_days

Entry = TypeVar("Entry", bound=Selected)
Numbers = tuple[int, ...]
"""Situations counted from 1 as the page lists them; empty means all of them."""

MOST = 16
"""The style sheet can tell so many situations apart; with more, everything stays shown."""


def numbers(
    entries: Sequence[Entry],
    winners: Callable[[Sequence[Entry], Channel | None, str | None, date], Iterable[Entry]],
    procedure: Procedure,
    today: date,
) -> dict[Entry, Numbers]:
    """For each entry the situations in which it is among the `winners`."""
    found: dict[Entry, set[int]] = {entry: set() for entry in entries}
    days = {max(day, today) for day in turning_days(entry.when for entry in entries)}
    ways: tuple[Channel | None, ...] = procedure.channels if isinstance(procedure.channels, tuple) else (None, *Channel)
    for number, case in enumerate(procedure.cases, 1):
        for way in ways:
            for day in days:
                for entry in winners(entries, way, case.code, day):
                    found[entry].add(number)
    return {
        entry: ()
        if not some or len(some) == len(procedure.cases) or len(procedure.cases) > MOST
        else tuple(sorted(some))
        for entry, some in found.items()
    }


def of_procedure(
    procedure: Procedure, today: date
) -> tuple[dict[Fee, Numbers], dict[Deadline, Numbers], dict[Step, Numbers], dict[Payment, Numbers]]:
    """The situations of every fee, deadline, step and way to pay."""
    fees = procedure.fees if isinstance(procedure.fees, tuple) else ()
    deadlines = procedure.deadlines if isinstance(procedure.deadlines, tuple) else ()
    steps = procedure.steps if isinstance(procedure.steps, tuple) else ()
    payments = procedure.payments if isinstance(procedure.payments, tuple) else ()
    return (
        numbers(fees, charges, procedure, today),
        numbers(deadlines, _winner, procedure, today),
        numbers(steps, applicable, procedure, today),
        numbers(payments, applicable, procedure, today),
    )


def _winner(entries: Sequence[Deadline], way: Channel | None, case: str | None, day: date) -> tuple[Deadline, ...]:
    won = chosen(entries, way, case, day)
    return (won,) if won else ()
