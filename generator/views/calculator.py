"""What the page's helpers need to work out a fee, a date and whether the office is open: data and labels.

The data goes into the page as JSON for `site_templates/assets/tinh.js`, which does the same sums as
`generator.charging`, `generator.workdays` and `generator.office`; the holidays are worked out here, so that the
browser needs no lunar calendar. Days are ISO dates, times minutes since midnight, money VND. Short keys keep pages light.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from generator import calendars, wording
from generator.calendars import Calendar
from generator.charging import ONCE
from generator.records import (
    Basis,
    Catalogue,
    Channel,
    Deadline,
    Exemption,
    Fee,
    HoursKind,
    Nothing,
    Opening,
    Procedure,
    Status,
    Unknown,
    When,
)
from generator.views import phrases

Data = Mapping[str, Any]

_MOST = {Basis.PAGE: 999, Basis.COPY: 500}
_LABELS = {Basis.PAGE: "Mỗi bản mấy trang?", Basis.COPY: "Mấy bản?"}


@dataclass(frozen=True)
class Choice:
    """One thing to choose."""

    code: str
    name: str


@dataclass(frozen=True)
class Quantity:
    """A number to ask for."""

    basis: str
    label: str
    most: int


@dataclass(frozen=True)
class Calculator:
    """The helpers of one procedure. Where there is nothing to work out, `has_fee` or `has_date` is false."""

    data: Data
    has_fee: bool
    has_date: bool
    quantities: tuple[Quantity, ...]
    exemptions: tuple[Choice, ...]
    fee_channels: tuple[Choice, ...]
    date_channels: tuple[Choice, ...]


def of_procedure(original: Procedure, catalogue: Catalogue, today: date) -> Calculator | None:
    """The helpers of a procedure as it stands today and as it is known to change; None where none can help."""
    current = original.on(today)
    if not _usable(current, today):
        return None
    fees = _current(current.fees, today)
    deadlines = _current(current.deadlines, today)
    quantities = _quantities(fees)
    exemptions = current.exemptions if any(isinstance(fee.amount, (int, tuple)) for fee in fees) else ()
    varied = len({(fee.kind, fee.name) for fee in fees}) > 1 or any(fee.when != When() for fee in fees)
    priced = any(isinstance(fee.amount, (int, tuple)) for fee in fees)
    has_fee = priced and bool(quantities or exemptions or varied)
    has_date = any(not isinstance(one.duration, Unknown) for one in deadlines)
    if not (has_fee or has_date):
        return None
    begins = current.validity.start
    first = begins if isinstance(begins, date) and begins > today else None
    states = [(first, current), *((one.start, one.procedure) for one in original.versions if one.start > today)]
    data: dict[str, Any] = {"th": [case.code for case in current.cases]}
    if isinstance(current.channels, tuple) and len(current.channels) == 1:
        data["k"] = current.channels[0].value
    hours = _own_hours(current, catalogue)
    if hours is not None:
        data["gio"] = None if isinstance(hours, Unknown) else opening_data(hours)
    data["ban"] = [_state(start, state, today, has_fee, has_date) for start, state in states]
    return Calculator(
        data,
        has_fee,
        has_date,
        quantities if has_fee else (),
        tuple(Choice(one.code, one.who) for one in exemptions) if has_fee else (),
        _channels(current, [fee.when for fee in fees]) if has_fee else (),
        _channels(current, [one.when for one in deadlines]) if has_date else (),
    )


def _current(entries: tuple[Any, ...] | Nothing | Unknown, today: date) -> tuple[Any, ...]:
    return tuple(one for one in entries if phrases.not_over(one.when, today)) if isinstance(entries, tuple) else ()


def _state(start: date | None, state: Procedure, today: date, has_fee: bool, has_date: bool) -> Data:
    result: dict[str, Any] = {"tu": start.isoformat()} if start else {}
    if state.validity.end:
        result["den"] = state.validity.end.isoformat()
    if not _usable(state, max(start or today, today)):
        return result
    if has_fee:
        result["phi"] = [fee_data(fee) for fee in _current(state.fees, today)]
        result["mien"] = [exemption_data(one) for one in state.exemptions]
    if has_date:
        result["han"] = [deadline_data(one) for one in _current(state.deadlines, today)]
    return result


def _usable(procedure: Procedure, day: date) -> bool:
    """Nobody hands in what is suspended or gone; what begins later can be worked out already."""
    return procedure.validity.status is not Status.SUSPENDED and not procedure.validity.is_over(day)


def _own_hours(procedure: Procedure, catalogue: Catalogue) -> tuple[Opening, ...] | Unknown | None:
    """The hours of the procedure's first reception point, where it has hours of its own."""
    codes = procedure.reception_points
    points = {point.code: point for point in catalogue.unit.reception_points}
    return points[codes[0]].hours if isinstance(codes, tuple) and codes else None


def _quantities(fees: tuple[Fee, ...]) -> tuple[Quantity, ...]:
    found: set[Basis] = set()
    for fee in fees:
        if isinstance(fee.amount, (int, tuple)):
            found |= {basis for basis in (fee.basis, fee.cap_basis) if basis and basis not in ONCE}
    if Basis.PAGE in found:
        found.add(Basis.COPY)
    return tuple(
        Quantity(basis.value, _LABELS.get(basis, f"Số {wording.BASES[basis]}"), _MOST.get(basis, 99_999))
        for basis in sorted(found, key=lambda one: (one is not Basis.PAGE, one is not Basis.COPY, one.value))
    )


def _channels(procedure: Procedure, selectors: list[When]) -> tuple[Choice, ...]:
    """The ways of handing in to choose from, where the choice changes something."""
    there = procedure.channels if isinstance(procedure.channels, tuple) else tuple(Channel)
    if len(there) < 2 or not any(one.channels for one in selectors):
        return ()
    return tuple(Choice(one.value, wording.capitalised(wording.CHANNELS[one])) for one in there)


def _selector(when: When) -> Data:
    result: dict[str, Any] = {}
    if when.channels:
        result["k"] = [one.value for one in when.channels]
    if when.cases:
        result["t"] = list(when.cases)
    if when.start:
        result["tu"] = when.start.isoformat()
    if when.end:
        result["den"] = when.end.isoformat()
    return result


def fee_data(fee: Fee) -> Data:
    """`m` is VND, tiers as [up to, VND], 0 for nothing, null for not known; `q` the rule, `c` its source."""
    result: dict[str, Any] = {"ma": fee.code, "l": fee.kind.value, "n": fee.name}
    if isinstance(fee.amount, tuple):
        result["m"] = [[tier.upto, tier.amount] for tier in fee.amount]
    else:
        result["m"] = fee.amount if isinstance(fee.amount, int) else 0 if isinstance(fee.amount, Nothing) else None
    words = phrases.amount(fee)
    source = fee.legal_basis or (fee.amount.source if isinstance(fee.amount, Nothing) else None)
    optional = {
        "b": fee.basis and fee.basis.value,
        "x": fee.cap,
        "xb": fee.cap_basis and fee.cap_basis.value,
        "q": words.text if words.known else None,
        "v": None if words.known else words.why,
        "c": source,
    }
    return {**result, **{key: value for key, value in optional.items() if value is not None}, **_selector(fee.when)}


def exemption_data(one: Exemption) -> Data:
    """`p` is the percentage taken off, null where it is not known; `f` the charges, all of them where empty."""
    return {
        "ma": one.code,
        "p": None if isinstance(one.percent, Unknown) else one.percent,
        "f": list(one.fees),
        "c": None if isinstance(one.legal_basis, Unknown) else one.legal_basis,
    }


def deadline_data(one: Deadline) -> Data:
    """`s` is the number the commune promises, or the statutory one; null where it is not known."""
    words = phrases.deadline(one)
    if isinstance(one.duration, Unknown):
        return {"s": None, "v": words.why, **_selector(one.when)}
    number = one.duration.number if one.committed is None else one.committed
    result: dict[str, Any] = {"s": number, "d": one.duration.unit.value, "q": words.text}
    if one.cutoff:
        result["h"] = _minutes(one.cutoff)
    return {**result, **_selector(one.when)}


def opening_data(openings: tuple[Opening, ...]) -> list[list[Any]]:
    """[days from 0 for Monday, from, until, 1 for the ninth hour]."""
    return [
        [
            "".join(str(day.index) for day in one.days),
            _minutes(one.start),
            _minutes(one.end),
            int(one.kind is HoursKind.NINTH_HOUR),
        ]
        for one in openings
    ]


def calendar_data(office: Calendar) -> Data:
    """An office's calendar; days off in stretches: [first day, how many, why]."""
    stretches: list[tuple[date, int, str]] = []
    for day, reason in office.closed.items():
        first, length, before = stretches[-1] if stretches else (date.min, 0, "")
        if before == reason and first + timedelta(days=length) == day:
            stretches[-1] = first, length + 1, reason
        else:
            stretches.append((day, 1, reason))
    return {
        "tu": office.first.isoformat(),
        "den": office.last.isoformat(),
        "cb": office.announced,
        "nghi": [[first.isoformat(), length, reason] for first, length, reason in stretches],
        "bu": [day.isoformat() for day in office.made_up],
        "gio": None if office.hours is None else opening_data(office.hours),
        "dan": opening_data(office.citizen_hours),
    }


def of_unit(catalogue: Catalogue, today: date) -> Data:
    """The calendar of the unit, for every page."""
    return calendar_data(calendars.of(catalogue.unit, today))


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
