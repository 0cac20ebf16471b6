"""Is somebody there now: office hours with lunch, the ninth hour, closed days, and when the door opens next.

Hours are the unit's own words in `don_vi.yaml`, never guessed; a unit whose hours are not known has no status.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from generator.calendars import Calendar
from generator.records import HoursKind
from generator.workdays import HORIZON


@dataclass(frozen=True)
class Status:
    """What holds at one moment.

    Open: `until` is when the stretch ends, over openings that follow each other without a break; `ninth_hour` says
    that this is the extra hour. Closed: `next_opening` is the next moment it opens (None: not within the horizon),
    `lunch` that it was open earlier today and will be again, `reason` why the whole day is off.
    `receptions` are today's hours in which the leaders receive citizens. `forecast`: the holidays between now and
    the next opening are not announced yet.
    """

    is_open: bool
    until: time | None = None
    ninth_hour: bool = False
    next_opening: datetime | None = None
    lunch: bool = False
    reason: str | None = None
    receptions: tuple[tuple[time, time], ...] = ()
    forecast: bool = False


def status(office: Calendar, now: datetime) -> Status | None:
    """The status at `now`, local time in Vietnam (UTC+7) to the minute. An office is shut from the minute of its end."""
    if office.hours is None:
        return None
    today, moment = now.date(), now.time()
    openings = office.openings(today)
    receptions = tuple((one.start, one.end) for one in office.receptions(today))
    current = next((one for one in openings if one.start <= moment < one.end), None)
    if current:
        until = current.end
        for later in openings:
            if later.start <= until < later.end:
                until = later.end
        ninth = current.kind is HoursKind.NINTH_HOUR
        return Status(True, until, ninth, receptions=receptions, forecast=office.is_forecast(today, today))
    upcoming = _next_opening(office, now)
    return Status(
        False,
        next_opening=upcoming,
        lunch=bool(upcoming and upcoming.date() == today and openings[0].end <= moment),
        reason=office.closed.get(today),
        receptions=receptions,
        forecast=office.is_forecast(today, upcoming.date() if upcoming else today),
    )


def _next_opening(office: Calendar, now: datetime) -> datetime | None:
    for step in range(HORIZON + 1):
        day = now.date() + timedelta(days=step)
        for opening in office.openings(day):
            if step or opening.start > now.time():
                return datetime.combine(day, opening.start)
    return None
