"""When the office is shut or works out of turn in the days to come, for what tells people ahead of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from generator import calendars, wording
from generator.records import Catalogue


@dataclass(frozen=True)
class ClosedDays:
    """A stretch of days, both included, on which the office is shut, or works though it is a day off."""

    start: date
    end: date
    reason: str
    worked: bool = False

    @property
    def days(self) -> str:
        """`ngày 12/12/2026`, `từ ngày 05/2 đến hết ngày 11/2/2027`."""
        if self.start == self.end:
            return f"ngày {wording.short_date(self.start)}"
        start = wording.short_date(self.start)
        if self.start.year == self.end.year:
            start = start.removesuffix(f"/{self.start.year}")
        return f"từ ngày {start} đến hết ngày {wording.short_date(self.end)}"

    @property
    def words(self) -> str:
        """`Nghỉ ngày 12/12/2026: bảo trì phòng máy.`"""
        lead = "Làm việc bù" if self.worked else "Nghỉ"
        return f"{lead} {self.days}: {wording.uncapitalised(self.reason)}."


def ahead(catalogue: Catalogue, first: date, last: date) -> tuple[ClosedDays, ...]:
    """What touches the days from `first` to `last`, both included, in order.

    Public holidays are told once the state has announced those of the year (`le_da_cong_bo`): before, they are a
    forecast and may move.
    """
    unit = catalogue.unit
    closures = [
        ClosedDays(one.start, one.end, one.reason) for one in unit.closures if one.start <= last and one.end >= first
    ]
    own = {one.start + timedelta(days=step) for one in closures for step in range((one.end - one.start).days + 1)}
    made_up = [
        ClosedDays(one.day, one.day, one.reason, worked=True) for one in unit.make_up_days if first <= one.day <= last
    ]
    found = [*closures, *made_up, *_holidays(catalogue, first, last, own)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _holidays(catalogue: Catalogue, first: date, last: date, own: set[date]) -> list[ClosedDays]:
    """Public holidays in stretches of one name; what the unit itself says of a day is not said twice."""
    calendar = calendars.of(catalogue.unit, first)
    found: list[ClosedDays] = []
    for day, reason in calendar.closed.items():
        if not first <= day <= last or day in own or calendar.is_forecast(day, day):
            continue
        before = found[-1] if found else None
        if before and before.reason == reason and before.end + timedelta(days=1) == day:
            found[-1] = ClosedDays(before.start, day, reason)
        else:
            found.append(ClosedDays(day, day, reason))
    return found
