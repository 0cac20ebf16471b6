"""When a result is due: hours, days, working days, months and years, counted on one office's calendar.

Bộ luật Dân sự 91/2015/QH13:
- Điều 147 khoản 1: a time in hours begins at its moment; here, at the first moment the office works.
- Điều 147 khoản 2: of a time in days, months or years the first day does not count, counting starts the day after.
- Điều 148 khoản 3, 4: months and years end on the day of the same number, or on the last of a shorter month.
- Điều 148 khoản 5: a time that ends on a day off ends with the next working day.
A working day (ngày làm việc) is Monday to Friday without holidays, see `Calendar.counts`. What is handed in after the
cut-off, after closing or on a closed day counts as handed in on the next day the office opens. The rule errs on the
late side: a result is never promised for a day on which nobody works or nobody is there.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from generator.calendars import Calendar
from generator.records import Duration, HoursKind, TimeUnit

HORIZON = 400
"""Days to look ahead for one on which an office works; an office shut for longer has no date to give."""


@dataclass(frozen=True)
class Due:
    """When a result is expected. `moved`: the last day was one off; `forecast`: holidays may still be decided."""

    received: date
    day: date
    moment: time | None = None
    moved: bool = False
    forecast: bool = False


def received(office: Calendar, handed_in: datetime, cutoff: time | None = None) -> date | None:
    """The day on which a dossier counts as received; a cut-off itself is still in time."""
    day = handed_in.date()
    if office.opens(day) and not _too_late(office, handed_in, cutoff):
        return day
    return _next(day, office.opens)


def due(office: Calendar, duration: Duration, handed_in: datetime, cutoff: time | None = None) -> Due | None:
    """When the result is expected at the latest, or None where the calendar can't say.

    `handed_in` is local time in Vietnam (UTC+7) to the minute. 0 of anything is within the day of receipt.
    """
    start = received(office, handed_in, cutoff)
    if start is None:
        return None
    if duration.unit is TimeUnit.WORKING_HOUR and duration.number:
        return _in_hours(office, duration.number * 60, start, handed_in)
    last = _last_day(office, duration, start)
    if last is None:
        return None
    day = last if _has_both(office, last) else _next(last, lambda one: _has_both(office, one))
    if day is None:
        return None
    return Due(start, day, None, day != last, office.is_forecast(start, day))


def _has_both(office: Calendar, day: date) -> bool:
    return office.counts(day) and office.opens(day)


def _too_late(office: Calendar, handed_in: datetime, cutoff: time | None) -> bool:
    if cutoff is not None and handed_in.time() > cutoff:
        return True
    openings = office.openings(handed_in.date())
    return bool(openings) and handed_in.time() >= max(one.end for one in openings)


def _next(day: date, wanted: Callable[[date], bool]) -> date | None:
    for step in range(1, HORIZON + 1):
        if wanted(later := day + timedelta(days=step)):
            return later
    return None


def _last_day(office: Calendar, duration: Duration, start: date) -> date | None:
    """The last day of a time in days or longer, be it one off or not."""
    if duration.unit is TimeUnit.DAY:
        return start + timedelta(days=duration.number)
    if duration.unit is TimeUnit.MONTH:
        return _months_later(start, duration.number)
    if duration.unit is TimeUnit.YEAR:
        return _months_later(start, 12 * duration.number)
    day: date | None = start
    for _ in range(duration.number if duration.unit is TimeUnit.WORKING_DAY else 0):
        day = _next(day, office.counts) if day else None
    return day


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _in_hours(office: Calendar, minutes: int, start: date, handed_in: datetime) -> Due | None:
    """Working hours run only within office hours of working days; the ninth hour is for receiving alone."""
    if office.hours is None:
        return None
    begin = _minutes(handed_in.time()) if start == handed_in.date() else 0
    for step in range(HORIZON + 1):
        day = start + timedelta(days=step)
        for opening in office.openings(day) if office.counts(day) else ():
            if opening.kind is not HoursKind.OFFICE:
                continue
            there = max(begin, _minutes(opening.start))
            left = _minutes(opening.end) - there
            if left >= minutes:
                end = there + minutes
                return Due(start, day, time(end // 60, end % 60), False, office.is_forecast(start, day))
            minutes -= max(left, 0)
        begin = 0
    return None


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
