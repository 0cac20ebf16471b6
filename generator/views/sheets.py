"""What the papers of a procedure, a field, a life event and the whole unit say, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from generator import addresses
from generator.addresses import Address
from generator.records import Catalogue, Field, LifeEvent, Procedure
from generator.views import event, frame, glossary, listing, poster, procedure
from generator.views.event import EventPage
from generator.views.listing import Entry
from generator.views.procedure import ProcedurePage


@dataclass(frozen=True)
class ProcedureSheet:
    """The posting sheet of one procedure: all that Nghị định 63/2010/NĐ-CP, Điều 8 and 15 ask, as on its page."""

    address: Address
    page: ProcedurePage
    sample: bool


@dataclass(frozen=True)
class FieldDirectory:
    """The procedures of a field that are in force."""

    address: Address
    name: str
    description: str | None
    entries: tuple[Entry, ...]
    sample: bool


@dataclass(frozen=True)
class EventLeaflet:
    """A life event, to take home."""

    address: Address
    page: EventPage
    sample: bool


@dataclass(frozen=True)
class FieldSheets:
    """The posting sheets of one field."""

    address: Address
    name: str
    sheets: tuple[ProcedureSheet, ...]


@dataclass(frozen=True)
class PlaceLine:
    """A place, and where its poster hangs."""

    address: Address
    name: str
    posted_at: str | None


@dataclass(frozen=True)
class UnitPapers:
    """Everything a paper about the whole unit may show; each design takes what it needs."""

    address: Address
    fields: tuple[FieldSheets, ...]
    places: tuple[PlaceLine, ...]
    sample: bool


def of_procedure(original: Procedure, catalogue: Catalogue, today: date) -> ProcedureSheet:
    """The posting sheet of a procedure as it stands on `today`, without what only a screen can show.

    Codes to pay with are never printed: nobody could tell on a wall whether another one was pasted over them.
    """
    page = procedure.of(original, catalogue, today)
    return ProcedureSheet(
        page.address,
        replace(page, transfers=(), calculator=None, related=(), events=(), glossary=glossary.EMPTY),
        frame.is_sample(catalogue.unit) or poster.is_unsourced(original),
    )


def of_field(field: Field, catalogue: Catalogue, today: date) -> FieldDirectory:
    """The directory of a field."""
    known = [one for one in catalogue.of_field(field.code) if poster.is_in_force(one, today)]
    return FieldDirectory(
        addresses.of_field(field),
        field.name,
        field.description,
        tuple(listing.entry(one, today) for one in known),
        frame.is_sample(catalogue.unit) or any(map(poster.is_unsourced, known)),
    )


def of_event(one: LifeEvent, catalogue: Catalogue, today: date) -> EventLeaflet:
    """The leaflet of a life event."""
    steps = (catalogue.procedures[step.procedure] for step in one.steps)
    return EventLeaflet(
        addresses.of_event(one),
        replace(event.of(one, catalogue, today), glossary=glossary.EMPTY),
        frame.is_sample(catalogue.unit) or any(map(poster.is_unsourced, steps)),
    )


def of_unit(catalogue: Catalogue, today: date) -> UnitPapers:
    """Every sheet of the unit by field, and its places."""
    fields = tuple(
        FieldSheets(
            addresses.of_field(field),
            field.name,
            tuple(
                of_procedure(one, catalogue, today)
                for one in catalogue.of_field(field.code)
                if poster.is_in_force(one, today)
            ),
        )
        for field in catalogue.fields.values()
        if field.lifetime.includes(today)
    )
    return UnitPapers(
        addresses.HOME,
        tuple(field for field in fields if field.sheets),
        tuple(
            PlaceLine(addresses.of_place(place), place.name, place.posted_at)
            for place in catalogue.unit.places
            if place.lifetime.end is None or today <= place.lifetime.end
        ),
        frame.is_sample(catalogue.unit) or any(sheet.sample for field in fields for sheet in field.sheets),
    )
