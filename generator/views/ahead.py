"""What a page will say on days to come: it carries that today, so that a page built last month is right today.

The browser takes the latest state that has begun by the phone's clock (`site_templates/assets/ngay.js`). A clock that
runs behind finds nothing older here than what was built; one beyond the page's calendar is not believed there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from generator import calendars
from generator.records import Lifetime, Procedure, Validity
from generator.selecting import turning_days

View = TypeVar("View")


@dataclass(frozen=True)
class Later(Generic[View]):
    """A page as it would be built on `day`."""

    day: date
    view: View


def days(procedures: Iterable[Procedure], lifetimes: Iterable[Lifetime], today: date) -> tuple[date, ...]:
    """The days after `today` on which one of these begins, changes or ends, as far ahead as a clock is believed."""
    found = {day for procedure in procedures for day in of_procedure(procedure)}
    found |= {day for lifetime in lifetimes for day in _ends(lifetime.start, lifetime.end)}
    return tuple(sorted(day for day in found if today < day <= calendars.last_day(today)))


def states(make: Callable[[date], View], today: date, turning: Iterable[date]) -> tuple[Later[View], ...]:
    """What `make` shows on each of the days on which it is not what it was before."""
    result: list[Later[View]] = []
    before: View | None = None
    for day in turning:
        before = make(today) if before is None else before
        view = make(day)
        if view != before:
            result.append(Later(day, view))
            before = view
    return tuple(result)


def of_procedure(original: Procedure) -> Iterator[date]:
    """Every day, past or to come, on which something in a procedure begins or has just ended; some more than once."""
    yield from (version.start for version in original.versions)
    for state in (original, *(version.procedure for version in original.versions)):
        yield from _of_validity(state.validity)
        for entries in (state.documents, state.fees, state.payments, state.deadlines, state.steps):
            if isinstance(entries, tuple):
                yield from turning_days(entry.when for entry in entries)


def _of_validity(validity: Validity) -> Iterator[date]:
    yield from _ends(validity.start if isinstance(validity.start, date) else None, validity.end)


def _ends(start: date | None, end: date | None) -> Iterator[date]:
    """The first day, and the day after the last."""
    if start:
        yield start
    if end and end < date.max:
        yield end + timedelta(days=1)
