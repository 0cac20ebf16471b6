"""What an official should look at again: records long unchecked, law that ended, what changes soon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from datetime import date, timedelta

from generator import addresses, wording
from generator.addresses import Address
from generator.records import Catalogue, LegalBasis, Procedure, Unknown, stale_from
from generator.views import changes as change_words
from generator.views import news
from generator.views.news import News

MONTHS = 12
"""How many months after it was last compared with its source a record is due, where nobody says otherwise."""
SOON = timedelta(days=60)
"""How far ahead starts and ends are told."""
_NAMING = {**change_words.PARTS, "source": "nguồn"}
"""The parts of a record that may name a legal document."""


@dataclass(frozen=True)
class Record:
    """A procedure to look at, and why."""

    code: str
    title: str
    address: Address
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Law:
    """A legal document that has ended or soon will, and the procedures that rest on it."""

    number: str
    title: str
    end: date
    records: tuple[Record, ...]
    over: bool

    @property
    def words(self) -> str:
        """`đã hết hiệu lực sau ngày 31/12/2026`."""
        return f"{'đã' if self.over else 'sắp'} hết hiệu lực sau ngày {wording.short_date(self.end)}"


@dataclass(frozen=True)
class Freshness:
    """Everything to look at, the most urgent of each kind first."""

    unchecked: tuple[Record, ...]
    laws: tuple[Law, ...]
    coming: tuple[News, ...]


def of(catalogue: Catalogue, today: date, months: int = MONTHS) -> Freshness:
    """What to look at on `today`: procedures in use that nobody compared for `months` months, and what turns."""
    current = [one.on(today) for one in catalogue.procedures.values()]
    current = [one for one in current if not one.validity.is_over(today)]
    unchecked = sorted(current, key=lambda one: (_checked(one) or date.min, one.code))
    coming = (one for one in news.of(catalogue, today) if today < one.day <= today + SOON)
    return Freshness(
        tuple(_record(one, (_last_check(one),)) for one in unchecked if is_due(one, today, months)),
        tuple(_laws(current, today)),
        tuple(sorted(coming, key=lambda one: (one.day, one.address.path))),
    )


def is_due(procedure: Procedure, today: date, months: int = MONTHS) -> bool:
    """Whether a procedure was never compared with its source, or more than `months` months ago."""
    checked = _checked(procedure)
    return checked is None or stale_from(checked, months) <= today


def resting_on(catalogue: Catalogue, number: str, today: date) -> tuple[Record, ...]:
    """The procedures that name a legal document anywhere, today or in a dated change, each with where it does.

    Numbers are compared whole, whatever their case: `75/2022` finds `75/2022/TT-BTC`, never `175/2022/TT-BTC`.
    """
    wanted = re.compile(rf"(?<![\w/]){re.escape(number.strip())}(?!\w)", re.IGNORECASE)
    found = []
    for original in catalogue.procedures.values():
        later = [one for one in original.versions if one.start > today]
        states = [original.on(today), *(one.procedure for one in later)]
        places = [
            name
            for part, name in _NAMING.items()
            if any(wanted.search(text) for state in states for text in _texts(getattr(state, part)))
        ]
        places += [f"thay đổi từ {wording.short_date(one.start)}" for one in later if wanted.search(one.legal_basis)]
        if places:
            found.append(_record(original.on(today), tuple(places)))
    return tuple(found)


def _texts(value: object) -> Iterator[str]:
    """Every text inside a part of a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for one in vars(value).values():
            yield from _texts(one)


def _laws(current: list[Procedure], today: date) -> Iterator[Law]:
    """The legal documents that end by the end of the coming weeks; what one record knows holds for all that name it."""
    citing: dict[str, list[tuple[Procedure, LegalBasis]]] = {}
    for procedure in current:
        if isinstance(procedure.legal_bases, tuple):
            for basis in procedure.legal_bases:
                citing.setdefault(basis.number.casefold(), []).append((procedure, basis))
    found = []
    for cited in citing.values():
        ends = [(basis.end, basis) for _, basis in cited if basis.end]
        if ends and (last := min(ends, key=lambda one: one[0]))[0] <= today + SOON:
            records = tuple(_record(procedure, ()) for procedure, _ in cited)
            found.append(Law(last[1].number, last[1].title, last[0], records, last[0] < today))
    yield from sorted(found, key=lambda law: (law.end, law.number))


def _checked(procedure: Procedure) -> date | None:
    return None if isinstance(procedure.source.checked, Unknown) else procedure.source.checked


def _last_check(procedure: Procedure) -> str:
    checked = _checked(procedure)
    return f"đối chiếu lần gần nhất {wording.short_date(checked)}" if checked else "chưa đối chiếu lần nào"


def _record(procedure: Procedure, reasons: tuple[str, ...]) -> Record:
    title = wording.capitalised(procedure.title)
    return Record(procedure.code, title, addresses.of_procedure(procedure), reasons)
