"""The weekly schedule, until it is over, and when leaders receive citizens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from generator import addresses, wording
from generator.addresses import Address
from generator.records import Catalogue, Unit, Unknown, Week, Weekday
from generator.views import phrases
from generator.views.phrases import Fact


@dataclass(frozen=True)
class SessionLine:
    """One line of the schedule."""

    times: str
    task: str
    who: str
    where: str | None


@dataclass(frozen=True)
class DayLines:
    """What happens on one day."""

    name: str
    sessions: tuple[SessionLine, ...]


@dataclass(frozen=True)
class WeekLines:
    """The days on which something happens, in the week that begins on the Monday `start`."""

    start: date
    name: str
    days: tuple[DayLines, ...]


@dataclass(frozen=True)
class SchedulePage:
    """The weeks that are not over. `expired` says since when there is none."""

    address: Address
    weeks: tuple[WeekLines, ...]
    expired: str | None
    citizen_hours: tuple[tuple[str, str], ...]
    citizen_hours_fact: Fact | None


def of(catalogue: Catalogue, today: date) -> SchedulePage:
    """The weeks of the schedule that are not over on `today`, or since when there is none."""
    weeks = tuple(_week(week) for week in catalogue.schedule if today < _over(week))
    expired = (
        None
        if weeks
        else f"Lịch này đã hết hạn từ ngày {wording.short_date(max(map(_over, catalogue.schedule)))}; chưa có lịch mới."
    )
    return SchedulePage(addresses.SCHEDULE, weeks, expired, *citizen_hours(catalogue.unit))


def citizen_hours(unit: Unit) -> tuple[tuple[tuple[str, str], ...], Fact | None]:
    """When leaders receive citizens, and that it is not known where it is not."""
    if isinstance(unit.citizen_hours, Unknown):
        return (), phrases.unknown(unit.citizen_hours)
    shown = tuple(phrases.opening_hours(unit.citizen_hours))
    return shown, None if shown else Fact(wording.capitalised(wording.UNKNOWN), False)


def _over(week: Week) -> date:
    """The first day on which a week is over."""
    return week.start + timedelta(days=7)


def _week(week: Week) -> WeekLines:
    days = (_day(week, weekday) for weekday in Weekday)
    return WeekLines(
        week.start,
        f"Tuần từ {wording.short_date(week.start)} đến {wording.short_date(_over(week) - timedelta(days=1))}",
        tuple(day for day in days if day.sessions),
    )


def _day(week: Week, weekday: Weekday) -> DayLines:
    day = week.start + timedelta(days=weekday.index)
    found = sorted((one for one in week.sessions if one.weekday is weekday), key=lambda one: (one.start, one.end))
    return DayLines(
        f"{wording.capitalised(wording.WEEKDAYS[weekday])}, {wording.short_date(day)}",
        tuple(
            SessionLine(f"{wording.clock(one.start)} đến {wording.clock(one.end)}", one.task, one.who, one.where)
            for one in found
        ),
    )
