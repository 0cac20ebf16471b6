"""Pages that lead to procedures: home, field, place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator import addresses, wording
from generator.addresses import Address
from generator.records import Catalogue, Field, Place, Procedure
from generator.views import event, frame, phrases
from generator.views.event import EventEntry
from generator.views.frame import Link, Phone
from generator.views.phrases import Fact


@dataclass(frozen=True)
class Entry:
    """A procedure in a list: its names, the two facts people ask first, and whether it is not simply in use."""

    address: Address
    title: str
    official_name: str | None
    fee: Fact
    deadline: Fact
    standing: str | None


@dataclass(frozen=True)
class FieldEntry:
    """A field in a list, with how many procedures it has."""

    address: Address
    name: str
    description: str | None
    count: int


@dataclass(frozen=True)
class HomePage:
    """The first page."""

    favourites: tuple[Entry, ...]
    fields: tuple[FieldEntry, ...]
    places: tuple[Link, ...]
    events: tuple[EventEntry, ...] = ()
    board: Address | None = None


@dataclass(frozen=True)
class SearchPage:
    """The page of results; without a script, and without a query, every procedure from A to Z."""

    address: Address
    all: tuple[Link, ...]


@dataclass(frozen=True)
class FieldPage:
    """All procedures of a field."""

    address: Address
    name: str
    description: str | None
    ended: str | None
    successor: Link | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class SupporterLine:
    """Who helps on the spot."""

    role: str
    phone: Phone | None


@dataclass(frozen=True)
class PlacePage:
    """What the poster of a village opens."""

    address: Address
    name: str
    posted_at: str | None
    ended: str | None
    successor: Link | None
    supporters: tuple[SupporterLine, ...]
    favourites: tuple[Entry, ...]
    fields: tuple[FieldEntry, ...]


def entry(procedure: Procedure, today: date) -> Entry:
    """A procedure as a list shows it."""
    current = procedure.on(today)
    title = wording.capitalised(current.title)
    return Entry(
        addresses.of_procedure(current),
        title,
        current.name if current.name != current.title else None,
        phrases.fee_in_short(current, today),
        phrases.deadline_in_short(current, today),
        phrases.standing_in_short(procedure, today),
    )


def _favourites(catalogue: Catalogue, today: date) -> tuple[Entry, ...]:
    return tuple(entry(catalogue.procedures[code], today) for code in catalogue.unit.favourites)


def _fields(catalogue: Catalogue, today: date) -> tuple[FieldEntry, ...]:
    return tuple(
        FieldEntry(addresses.of_field(field), field.name, field.description, len(catalogue.of_field(field.code)))
        for field in catalogue.fields.values()
        if field.lifetime.includes(today)
    )


def home(catalogue: Catalogue, today: date) -> HomePage:
    """The first page of a catalogue."""
    return HomePage(
        _favourites(catalogue, today),
        _fields(catalogue, today),
        tuple(
            Link(place.name, addresses.of_place(place))
            for place in catalogue.unit.places
            if place.lifetime.includes(today)
        ),
        event.entries(catalogue, today),
        addresses.BOARD if catalogue.board or catalogue.schedule else None,
    )


LONGEST_NAME = 110
"""Characters of a name in the list from A to Z: some official names fill half a page."""


def search(catalogue: Catalogue, today: date) -> SearchPage:
    """The page of results."""
    return SearchPage(
        addresses.SEARCH,
        tuple(
            Link(_shortened(wording.capitalised(one.on(today).title)), addresses.of_procedure(one))
            for one in catalogue.procedures.values()
        ),
    )


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME].rpartition(" ")[0].rstrip(",;:") + " …"


def field(one: Field, catalogue: Catalogue, today: date) -> FieldPage:
    """The page of a field."""
    successor = catalogue.fields.get(one.replaced_by) if one.replaced_by else None
    return FieldPage(
        addresses.of_field(one),
        one.name,
        one.description,
        phrases.last_day(one.lifetime),
        Link(successor.name, addresses.of_field(successor)) if successor else None,
        tuple(entry(procedure, today) for procedure in catalogue.of_field(one.code)),
    )


def place(one: Place, catalogue: Catalogue, today: date) -> PlacePage:
    """The page of a village or quarter."""
    successor = next((other for other in catalogue.unit.places if other.code == one.replaced_by), None)
    return PlacePage(
        addresses.of_place(one),
        one.name,
        one.posted_at,
        phrases.last_day(one.lifetime),
        Link(successor.name, addresses.of_place(successor)) if successor else None,
        tuple(
            SupporterLine(supporter.role, None if supporter.phone is None else frame.phone(supporter.phone))
            for supporter in one.supporters
        ),
        _favourites(catalogue, today),
        _fields(catalogue, today),
    )
