"""What an edition that hangs somewhere says, against how things stand today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from generator import changes, check_words, wording
from generator.addresses import Address
from generator.changes import Change
from generator.records import Catalogue, Printed, Procedure
from generator.views import changes as change_words


@dataclass(frozen=True)
class Told:
    """What changed about one thing, in sentences: a procedure, the place or the unit, by its name of today."""

    subject: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Edition:
    """The edition a page was opened by: its address and check word, when it was printed, what changed since."""

    address: Address
    word: str
    number: int
    day: str
    changes: tuple[Told, ...]


@dataclass(frozen=True)
class Opened:
    """A page as a printed sheet opens it."""

    page: object
    edition: Edition


def of(address: Address, sheets: tuple[Printed, ...], catalogue: Catalogue, today: date) -> Edition:
    """The edition at `address`, of which `sheets` were printed, the earliest first."""
    assert address.edition
    told = (one for printed in sheets for one in changes_since(printed, catalogue, today))
    return Edition(
        address,
        check_words.of_printed(sheets[0].addresses[0]),
        address.edition,
        wording.short_date(sheets[0].day),
        tuple(dict.fromkeys(told)),
    )


def opened(
    make: Callable[[date], object], address: Address, sheets: tuple[Printed, ...], catalogue: Catalogue, day: date
) -> Opened:
    """What `make` shows on a day, as the sheets of an edition open it."""
    return Opened(make(day), of(address, sheets, catalogue, day))


def changes_since(printed: Printed, catalogue: Catalogue, today: date) -> tuple[Told, ...]:
    """What a sheet states that is not so any more on `today`; empty for a sheet that is still right."""
    facts = printed.facts
    if facts is None:
        return ()
    told = [_of_unit(catalogue.unit.name, changes.of_contacts(facts.unit, catalogue.unit))]
    if facts.place:
        now = next(one for one in catalogue.unit.places if one.code == facts.place.code)
        told.append(_of_unit(now.name, changes.of_place(facts.place, now)))
    told += [_of_procedure(then, printed.day, catalogue.procedures[then.code], today) for then in facts.procedures]
    return tuple(one for one in told if one.sentences)


def _of_procedure(then: Procedure, day: date, original: Procedure, today: date) -> Told:
    current = original.on(today)
    sentences = change_words.sentences(changes.between(then, day, current, today), current)
    end = then.validity.end
    if end and day <= end < today and then.validity == current.validity:
        sentences = (f"Thủ tục này chỉ áp dụng đến hết {wording.short_date(end)}.", *sentences)
    return Told(wording.capitalised(current.title), sentences)


def _of_unit(name: str, found: tuple[Change, ...]) -> Told:
    return Told(name, tuple(change_words.sentence(change, {}) for change in found))
