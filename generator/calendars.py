"""The calendar of one office: its hours, and the days on which it is shut or works out of turn.

What the unit itself announces in `don_vi.yaml` wins over what the law says in general: a closure (`ngay_nghi`) shuts
a day that would be worked, a make-up day (`lam_bu`) opens one that would be off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from generator import public_holidays
from generator.records import HoursKind, Opening, Unit, Unknown, Weekday

YEARS_AHEAD = 2
"""How many years after this one holidays are worked out for."""


@dataclass(frozen=True)
class Calendar:
    """Hours (None: not known) and special days between `first` and `last`, both included.

    `announced` is the last year whose holidays have been announced; what touches a later one is a forecast.
    """

    first: date
    last: date
    announced: int | None
    closed: Mapping[date, str]
    made_up: tuple[date, ...]
    hours: tuple[Opening, ...] | None
    citizen_hours: tuple[Opening, ...] = ()

    def counts(self, day: date) -> bool:
        """Whether it is a working day: Monday to Friday unless shut, or a day worked to make up for another.

        The week of the state's offices: Quyết định 188/1999/QĐ-TTg. Hours on a Saturday do not make it one.
        """
        return day in self.made_up or (day.weekday() < 5 and day not in self.closed)

    def openings(self, day: date) -> tuple[Opening, ...]:
        """The hours of a day, the earliest first; none where the office is shut or its hours are not known."""
        if self.hours is None or day in self.closed:
            return ()
        found = _on(self.hours, day.weekday())
        if not found and day in self.made_up:
            found = self._ordinary()
        return found

    def receptions(self, day: date) -> tuple[Opening, ...]:
        """When the leaders receive citizens on a day."""
        return () if day in self.closed else _on(self.citizen_hours, day.weekday())

    def opens(self, day: date) -> bool:
        """Whether somebody is there on a day; where hours are not known, on working days."""
        return self.counts(day) if self.hours is None else bool(self.openings(day))

    def is_forecast(self, first: date, last: date) -> bool:
        """Whether holidays between two days are not announced yet, so that a result may still move."""
        return self.announced is None or max(first, last).year > min(self.announced, self.last.year)

    def _ordinary(self) -> tuple[Opening, ...]:
        """The office hours of an ordinary day, those of the first day of the week that has some."""
        office = tuple(one for one in self.hours or () if one.kind is HoursKind.OFFICE)
        return next((found for day in range(5) if (found := _on(office, day))), ())


def _on(openings: tuple[Opening, ...], weekday: int) -> tuple[Opening, ...]:
    wanted = list(Weekday)[weekday]
    return tuple(sorted((one for one in openings if wanted in one.days), key=lambda one: (one.start, one.end)))


def last_day(today: date) -> date:
    """The last day that a page built on `today` knows anything about."""
    return date(min(today.year + YEARS_AHEAD, date.max.year), 12, 31)


def of(unit: Unit, today: date, hours: tuple[Opening, ...] | Unknown | None = None) -> Calendar:
    """The calendar of a unit, or of one of its reception points with `hours` of its own, from this year on."""
    hours = unit.hours if hours is None else hours
    first, last = date(today.year, 1, 1), last_day(today)
    closed: dict[date, str] = public_holidays.days_off(first.year, last.year)
    made_up = {*public_holidays.worked_weekends(first.year, last.year)}
    for extra in unit.make_up_days:
        closed.pop(extra.day, None)
        made_up.add(extra.day)
    for closure in unit.closures:
        for day in _between(max(closure.start, first), min(closure.end, last)):
            closed[day] = closure.reason
            made_up.discard(day)
    citizen = () if isinstance(unit.citizen_hours, Unknown) else unit.citizen_hours
    return Calendar(
        first,
        last,
        unit.holidays_announced,
        dict(sorted(closed.items())),
        tuple(sorted(day for day in made_up if first <= day <= last)),
        None if isinstance(hours, Unknown) else hours,
        citizen,
    )


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]
