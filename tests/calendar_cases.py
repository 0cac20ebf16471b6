"""Offices, dossiers and charges made up at random from a seed, the same for Python and the browser."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from generator import calendars
from generator.calendars import Calendar
from generator.records import (
    Basis,
    Channel,
    Closure,
    Complaints,
    Deadline,
    Duration,
    Exemption,
    Fee,
    FeeKind,
    HoursKind,
    MakeUpDay,
    Nothing,
    Opening,
    Tier,
    TimeUnit,
    Unit,
    UnitKind,
    Unknown,
    Weekday,
    When,
)

T = TypeVar("T")
DAYS = tuple(Weekday)
CASES = ("mot", "hai", "ba")


def opening(days: str, start: str, end: str, kind: HoursKind = HoursKind.OFFICE) -> Opening:
    """`opening("01234", "07:30", "11:30")`: Monday is 0."""
    return Opening(tuple(DAYS[int(day)] for day in days), time.fromisoformat(start), time.fromisoformat(end), kind)


OFFICE = (
    opening("01234", "07:30", "11:30"),
    opening("01234", "13:30", "17:00"),
    opening("13", "17:00", "18:00", HoursKind.NINTH_HOUR),
)
CITIZENS = (opening("3", "08:00", "11:00"),)


def unit(
    hours: tuple[Opening, ...] | Unknown = OFFICE,
    closures: tuple[Closure, ...] = (),
    make_up_days: tuple[MakeUpDay, ...] = (),
    announced: int | None = 2026,
) -> Unit:
    return Unit(
        "xa", UnitKind.COMMUNE, "Xã Thử", "Tỉnh Thử", "xathu.example", "Trụ sở", "0000 000 001",
        Complaints("Văn phòng", "0000 000 002"), hours, (), (), citizen_hours=CITIZENS,
        closures=closures, make_up_days=make_up_days, holidays_announced=announced,
    )  # fmt: skip


def office(today: date = date(2026, 11, 22), **parts: object) -> Calendar:
    return calendars.of(unit(**parts), today)  # type: ignore[arg-type]


def _some(source: random.Random, items: tuple[T, ...], most: int) -> tuple[T, ...]:
    return tuple(source.sample(items, source.randint(1, most)))


def _day(source: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=source.randint(0, (last - first).days))


def _moment(source: random.Random) -> time:
    """Half of all moments are those at which something begins or ends."""
    if source.random() < 0.5:
        return time.fromisoformat(
            source.choice(["07:29", "07:30", "11:29", "11:30", "13:30", "15:00", "17:00", "18:00"])
        )
    return time(source.randint(0, 23), source.randint(0, 59))


def any_office(source: random.Random) -> Calendar:
    today = _day(source, date(2025, 1, 1), date(2029, 12, 31))
    hours: tuple[Opening, ...] | Unknown = OFFICE
    kind = source.random()
    if kind < 0.1:
        hours = Unknown("Chưa công bố giờ")
    elif kind < 0.3:
        hours = (*OFFICE, opening("5", "07:30", "11:30"))
    elif kind < 0.4:
        hours = (opening("02", "08:00", "12:00"), opening("6", "08:00", "10:00"))
    elif kind < 0.45:
        hours = (opening("56", "08:00", "12:00"),)
    first, last = date(today.year, 1, 1), date(today.year + 1, 12, 31)
    closures = tuple(
        Closure(day, day + timedelta(days=source.choice([0, 0, 1, 4])), source.choice(["Bão", "Bảo trì"]))
        for day in (_day(source, first, last) for _ in range(source.randint(0, 6)))
    )
    made_up = tuple(MakeUpDay(_day(source, first, last), "Làm bù") for _ in range(source.randint(0, 6)))
    announced = source.choice([None, today.year, today.year + 1, today.year + 9])
    return calendars.of(unit(hours, closures, made_up, announced), today)


def any_moment(source: random.Random, calendar: Calendar) -> datetime:
    """A moment of the calendar's first two years, often right before a day on which the office is shut."""
    day = _day(source, calendar.first, calendar.last - timedelta(days=366))
    if source.random() < 0.4:
        day = source.choice([one for one in calendar.closed if one < calendar.last - timedelta(days=366)])
        day -= timedelta(days=source.randint(0, 3))
    return datetime.combine(max(day, calendar.first), _moment(source))


def any_deadline(source: random.Random) -> Deadline:
    kind = source.choice(list(TimeUnit))
    most = {TimeUnit.WORKING_HOUR: 40, TimeUnit.DAY: 60, TimeUnit.WORKING_DAY: 45, TimeUnit.MONTH: 14, TimeUnit.YEAR: 4}
    cutoff = _moment(source) if source.random() < 0.4 else None
    committed = source.randint(0, 5) if source.random() < 0.2 else None
    return Deadline(Duration(source.randint(0, most[kind]), kind), committed, cutoff)


def _when(source: random.Random) -> When:
    return When(
        _some(source, tuple(Channel), 2) if source.random() < 0.3 else (),
        _some(source, CASES, 2) if source.random() < 0.3 else (),
        _day(source, date(2026, 6, 1), date(2027, 6, 1)) if source.random() < 0.1 else None,
        _day(source, date(2026, 6, 1), date(2027, 6, 1)) if source.random() < 0.1 else None,
    )


def any_fee(source: random.Random, number: int) -> Fee:
    kind = source.random()
    amount: int | Nothing | Unknown | tuple[Tier, ...]
    if kind < 0.1:
        amount = Nothing("Luật phí")
    elif kind < 0.2:
        amount = Unknown("Chờ tỉnh")
    elif kind < 0.5:
        first = source.randint(1, 5)
        amount = (
            Tier(source.randint(1, 9999), first),
            *((Tier(source.randint(1, 9999), first + source.randint(1, 9)),) if source.random() < 0.5 else ()),
            Tier(source.randint(1, 9999)),
        )
    else:
        amount = source.choice([source.randint(1, 999), 500 * source.randint(1, 2000), 10_000_000])
    capped = source.random() < 0.4 and not isinstance(amount, (Nothing, Unknown))
    bases = (Basis.PAGE, Basis.PAGE, Basis.COPY, Basis.PERSON, Basis.TIME, Basis.DOSSIER, Basis.SQUARE_METRE, None)
    return Fee(
        f"ma-{number}",
        source.choice(list(FeeKind)),
        source.choice(["Phí một", "Phí hai"]),
        amount,
        source.choice(bases),
        source.randint(1, 200) * 1000 if capped else None,
        source.choice((Basis.COPY, Basis.COPY, Basis.PAGE, Basis.PERSON, Basis.TIME, None)) if capped else None,
        "226/2016/TT-BTC",
        when=_when(source),
    )


def any_exemption(source: random.Random, fees: tuple[Fee, ...]) -> Exemption | None:
    if source.random() < 0.4:
        return None
    percent = source.choice([100, 50, 30, 33, source.randint(1, 100), Unknown("Chờ tỉnh")])
    codes = tuple(fee.code for fee in fees)
    return Exemption(
        "ho-ngheo", "Hộ nghèo", percent, "1/QĐ", fees=_some(source, codes, 1) if source.random() < 0.5 else ()
    )
