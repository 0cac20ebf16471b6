"""What hangs where, for the inspection sheet and the 30-day record; where nothing is known lines stay blank to fill in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator import addresses, wording
from generator.addresses import Address
from generator.records import Catalogue, Place
from generator.register import standing
from generator.register.posting import POSTING_DAYS


@dataclass(frozen=True)
class Hanging:
    """One poster that hangs somewhere, from the register of prints: `place` is the place's code, `what` the design."""

    place: str
    what: str
    address: Address
    hung: date | None = None
    inspected: date | None = None


@dataclass(frozen=True)
class HangingLine:
    """A poster that hangs, in words; a day that nobody entered is None."""

    address: Address
    what: str | None
    hung: str | None
    inspected: str | None


@dataclass(frozen=True)
class Round:
    """A place and what is to be looked at there."""

    place: str
    posted_at: str | None
    lines: tuple[HangingLine, ...]


@dataclass(frozen=True)
class PostingRecord:
    """The record that something hung in a place for 30 days; days that are not known are None."""

    place: str
    posted_at: str | None
    days: int
    lines: tuple[HangingLine, ...]
    start: str | None
    end: str | None


def of_register(catalogue: Catalogue) -> tuple[Hanging, ...]:
    """What hangs where, as far as the register knows, the first put up first."""
    register = catalogue.register
    looked_at = {one.hung: one.day for one in register.inspected}
    plain = {address.path: address for address in addresses.plain(catalogue)}
    found = []
    for code, one in standing.hanging(register).items():
        printed = register.printed.get(one.printed)
        parts = standing.parts_of(printed) if printed else None
        if printed and parts:
            address = replace(plain[parts.path], edition=parts.edition)
            found.append(Hanging(one.place, printed.design, address, one.day, looked_at.get(code)))
    return tuple(found)


def rounds(catalogue: Catalogue, today: date, hanging: Iterable[Hanging] = ()) -> tuple[Round, ...]:
    """Every place in use and what hangs there; without a register at least the poster that should."""
    known = tuple(hanging)
    return tuple(
        Round(place.name, place.posted_at, _lines(place, known))
        for place in catalogue.unit.places
        if place.lifetime.end is None or today <= place.lifetime.end
    )


def record(place: Place, hanging: Iterable[Hanging] = ()) -> PostingRecord:
    """The 30-day record of a place.

    The day of posting does not count: Bộ luật Dân sự 91/2015/QH13, Điều 147 khoản 2.
    """
    known = tuple(hanging)
    days = [one.hung for one in known if one.place == place.code and one.hung]
    start = max(days, default=None)
    return PostingRecord(
        place.name,
        place.posted_at,
        POSTING_DAYS,
        _lines(place, known),
        wording.long_date(start) if start else None,
        wording.long_date(start + timedelta(days=POSTING_DAYS)) if start else None,
    )


def _lines(place: Place, hanging: tuple[Hanging, ...]) -> tuple[HangingLine, ...]:
    found = tuple(
        HangingLine(
            one.address,
            one.what,
            wording.short_date(one.hung) if one.hung else None,
            wording.short_date(one.inspected) if one.inspected else None,
        )
        for one in hanging
        if one.place == place.code
    )
    return found or (HangingLine(addresses.of_place(place), None, None, None),)
