"""Two states of a record or of a catalogue, and what changed between them, as typed values.

From these come the sentences of pull requests, of old editions, of dated versions and of the news: the
comparing is written once. Items are matched by their permanent `ma`; deadlines, which have none, by
their selector.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from generator.records import (
    APPLICANT,
    Case,
    Catalogue,
    Channel,
    Deadline,
    Document,
    Fee,
    Nothing,
    Place,
    Procedure,
    Result,
    Step,
    Unit,
    Unknown,
    When,
)
from generator.selecting import in_dates


class Effect(Enum):
    """What a change means for the people."""

    EASIER = "easier"
    HARDER = "harder"
    OTHER = "other"


class Aspect(Enum):
    """The kinds of things that change, each told in its own words."""

    PROCEDURE = "procedure"
    DOCUMENT = "document"
    FEE = "fee"
    DEADLINE = "deadline"
    CASE = "case"
    RESULT = "result"
    TRIPS = "trips"
    STEPS = "steps"
    CONTACT = "contact"
    PLACE = "place"
    FIGURES = "figures"
    OTHER = "other"


Item = Document | Fee | Deadline | Case | Result | Procedure | Place


@dataclass(frozen=True)
class Added:
    """Something there was not before."""

    aspect: Aspect
    item: Item
    effect: Effect


@dataclass(frozen=True)
class Dropped:
    """Something there is no more."""

    aspect: Aspect
    item: Item
    effect: Effect


@dataclass(frozen=True)
class Altered:
    """Something that is still there, but different."""

    aspect: Aspect
    before: Item
    after: Item
    effect: Effect


@dataclass(frozen=True)
class Rewritten:
    """A whole part of a record that reads differently now; `part` is the record's attribute."""

    aspect: Aspect
    part: str
    before: object
    after: object
    effect: Effect = Effect.OTHER


Change = Added | Dropped | Altered | Rewritten


@dataclass(frozen=True)
class Stage:
    """What changed in what applies from `day` on; without a day, in what applies today."""

    day: date | None
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Differences:
    """What changed between two states of a catalogue; procedures and places by code, without those that stayed."""

    procedures: Mapping[str, tuple[Stage, ...]]
    contacts: tuple[Change, ...]
    places: Mapping[str, tuple[Change, ...]]
    rest: tuple[Change, ...]


T = TypeVar("T", bound=Item)
_KEYED: tuple[tuple[str, Aspect, Effect], ...] = (
    ("cases", Aspect.CASE, Effect.OTHER),
    ("documents", Aspect.DOCUMENT, Effect.HARDER),
    ("fees", Aspect.FEE, Effect.HARDER),
    ("results", Aspect.RESULT, Effect.OTHER),
)
_COMPARED_APART = frozenset({*(name for name, _, _ in _KEYED), "deadlines", "versions", "source", "channels", "steps"})


def of_procedure(before: Procedure, after: Procedure) -> tuple[Change, ...]:
    """What changed in a procedure, in the order a reader cares. When it was last checked is no change."""
    return tuple(_of_procedure(before, after))


def _of_procedure(before: Procedure, after: Procedure) -> Iterator[Change]:
    for name, aspect, added_effect in _KEYED:
        old, new = getattr(before, name), getattr(after, name)
        if isinstance(old, tuple) and isinstance(new, tuple):
            yield from _items(aspect, _by_code(old), _by_code(new), added_effect)
        elif old != new:
            yield Rewritten(aspect, name, old, new, _of_none(old, new))
    if isinstance(before.deadlines, tuple) and isinstance(after.deadlines, tuple):
        yield from _items(Aspect.DEADLINE, _by_selector(before.deadlines), _by_selector(after.deadlines), Effect.OTHER)
    elif before.deadlines != after.deadlines:
        yield Rewritten(Aspect.DEADLINE, "deadlines", before.deadlines, after.deadlines)
    if before.channels != after.channels:
        effect = _choice(before.channels, after.channels)
        yield Rewritten(Aspect.TRIPS, "channels", before.channels, after.channels, effect)
    if before.steps != after.steps:
        yield Rewritten(Aspect.STEPS, "steps", before.steps, after.steps, _own_steps(before.steps, after.steps))
    for attribute in fields(Procedure):
        if attribute.name in _COMPARED_APART:
            continue
        old, new = getattr(before, attribute.name), getattr(after, attribute.name)
        if old != new:
            yield Rewritten(Aspect.OTHER, attribute.name, old, new)


def between(before: Procedure, then: date, after: Procedure, now: date) -> tuple[Change, ...]:
    """What changed from what applied on the day `then` to what applies on the day `now`.

    A price that ran out and the one that took its place are one changed price, though each has its own `ma`.
    """
    old, new = _on(before, then), _on(after, now)
    if isinstance(old.fees, tuple) and isinstance(new.fees, tuple):
        new = replace(new, fees=_in_place_of(old.fees, new.fees))
    return of_procedure(old, new)


def _on(procedure: Procedure, day: date) -> Procedure:
    """A procedure with what applies on `day` alone, and without the days from and until which it does."""

    def current(items: Any) -> Any:
        if not isinstance(items, tuple):
            return items
        chosen = (one for one in items if in_dates(one.when, day))
        return tuple(replace(one, when=replace(one.when, start=None, end=None)) for one in chosen)

    return replace(
        procedure,
        documents=current(procedure.documents),
        deadlines=current(procedure.deadlines),
        fees=current(procedure.fees),
        payments=current(procedure.payments),
        steps=current(procedure.steps),
    )


def _in_place_of(old: tuple[Fee, ...], new: tuple[Fee, ...]) -> tuple[Fee, ...]:
    """The new fees, each under the code of the old fee of the same kind, name and selector that is gone."""
    codes = {fee.code for fee in new}
    gone = {(fee.kind, fee.name, fee.when): fee.code for fee in old if fee.code not in codes}
    known = {fee.code for fee in old}
    return tuple(
        fee if fee.code in known else replace(fee, code=gone.get((fee.kind, fee.name, fee.when), fee.code))
        for fee in new
    )


_CONTACTS = ("name", "province", "address", "phone", "hours", "complaints", "reception_points")
_OF_PLACE = ("name", "posted_at", "supporters")


def of_contacts(before: Unit, after: Unit) -> tuple[Change, ...]:
    """What changed in how people reach the unit."""
    old, new = _as_sheets_state(before), _as_sheets_state(after)
    return tuple(_rewritten(old, new, _CONTACTS, Aspect.CONTACT))


def _as_sheets_state(unit: Unit) -> Unit:
    """No sheet states the own hours of a reception point, or where its machine for numbers stands."""
    return replace(unit, reception_points=tuple(replace(one, hours=None, queue=None) for one in unit.reception_points))


def of_place(before: Place, after: Place) -> tuple[Change, ...]:
    """What changed in a place and in who helps there."""
    return tuple(_rewritten(before, after, _OF_PLACE, Aspect.CONTACT))


def _rewritten(before: object, after: object, parts: tuple[str, ...], aspect: Aspect) -> Iterator[Change]:
    for part in parts:
        old, new = getattr(before, part), getattr(after, part)
        if old != new:
            yield Rewritten(aspect, part, old, new)


def of_catalogue(before: Catalogue, after: Catalogue, today: date) -> Differences:
    """What changed from one state of a catalogue to another, as people see it on `today` and on days to come."""
    stages = {
        code: found
        for code in sorted(before.procedures.keys() | after.procedures.keys())
        if (found := _stages(before.procedures.get(code), after.procedures.get(code), today))
    }
    old, new = ({place.code: place for place in one.unit.places} for one in (before, after))
    places = {
        code: moved
        for code in dict.fromkeys((*new, *old))
        if (moved := tuple(_of_places(old.get(code), new.get(code))))
    }
    contacts = tuple(_rewritten(before.unit, after.unit, _CONTACTS, Aspect.CONTACT))
    return Differences(stages, contacts, places, tuple(_of_rest(before, after)))


def _stages(before: Procedure | None, after: Procedure | None, today: date) -> tuple[Stage, ...]:
    """What changed in a procedure, day by day; what a stage says is not said again by the ones after it."""
    if not before or not after:
        if not after:
            assert before
            return (Stage(None, (Dropped(Aspect.PROCEDURE, before, Effect.OTHER),)),)
        return (Stage(None, (Added(Aspect.PROCEDURE, after, Effect.OTHER),)),)
    starts = sorted({one.start for one in (*before.versions, *after.versions) if one.start > today})
    stages: list[Stage] = []
    known: tuple[Change, ...] = ()
    for start in (None, *starts):
        day = start or today
        found = of_procedure(before.on(day), after.on(day))
        if fresh := tuple(one for one in found if one not in known):
            stages.append(Stage(start, fresh))
        known = found
    return tuple(stages)


def _of_places(before: Place | None, after: Place | None) -> Iterator[Change]:
    if before and after:
        yield from _rewritten(before, after, tuple(one.name for one in fields(Place)), Aspect.PLACE)
    elif after:
        yield Added(Aspect.PLACE, after, Effect.OTHER)
    elif before:
        yield Dropped(Aspect.PLACE, before, Effect.OTHER)


_OF_CATALOGUE = ("fields", "forms", "dictionary", "events", "glossary", "board", "schedule")
_FIGURES = ("results", "survey")


def _of_rest(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """What changed in a catalogue beside procedures, contacts and places, as whole parts."""
    apart = {*_CONTACTS, "places"}
    of_unit = tuple(one.name for one in fields(Unit) if one.name not in apart)
    yield from _rewritten(before.unit, after.unit, of_unit, Aspect.OTHER)
    yield from _rewritten(before, after, _OF_CATALOGUE, Aspect.OTHER)
    yield from _rewritten(before, after, _FIGURES, Aspect.FIGURES)


def _by_code(items: tuple[Any, ...]) -> dict[str, Any]:
    return {item.code: item for item in items}


def _by_selector(deadlines: tuple[Deadline, ...]) -> dict[When, Deadline]:
    return {deadline.when: deadline for deadline in deadlines}


def _items(aspect: Aspect, old: Mapping[Any, T], new: Mapping[Any, T], added: Effect) -> Iterator[Change]:
    opposite = {Effect.HARDER: Effect.EASIER, Effect.EASIER: Effect.HARDER}.get(added, Effect.OTHER)
    for key, item in new.items():
        if key not in old:
            yield Added(aspect, item, added)
        elif old[key] != item:
            yield Altered(aspect, old[key], item, _effect(old[key], item))
    for key, item in old.items():
        if key not in new:
            yield Dropped(aspect, item, opposite)


def _effect(before: Item, after: Item) -> Effect:
    """Whether less is asked of people than before; where that can't be told, neither."""
    if isinstance(before, Deadline) and isinstance(after, Deadline):
        old, new = before.duration, after.duration
        if isinstance(old, Unknown) or isinstance(new, Unknown) or old.unit != new.unit:
            return Effect.OTHER
        return _less(
            after.committed if after.committed is not None else new.number,
            before.committed if before.committed is not None else old.number,
        )
    if isinstance(before, Fee) and isinstance(after, Fee):
        if isinstance(before.amount, int) and isinstance(after.amount, int) and before.basis == after.basis:
            return _less(after.amount, before.amount)
        return Effect.OTHER
    if isinstance(before, Document) and isinstance(after, Document):
        counts = (before.originals, before.copies, after.originals, after.copies)
        if not any(isinstance(count, Unknown) for count in counts):
            old_total, new_total = (counts[0], counts[1]), (counts[2], counts[3])
            return _less(sum(new_total), sum(old_total))  # type: ignore[arg-type]
    if isinstance(before, Result) and isinstance(after, Result):
        return _choice(before.delivery, after.delivery)
    return Effect.OTHER


def _of_none(before: object, after: object) -> Effect:
    """From something to certainly nothing is less; the other way round is more."""
    if isinstance(before, tuple) and isinstance(after, Nothing):
        return Effect.EASIER
    return Effect.HARDER if isinstance(before, Nothing) and isinstance(after, tuple) else Effect.OTHER


def _choice(before: tuple[Channel, ...] | Unknown, after: tuple[Channel, ...] | Unknown) -> Effect:
    """One more way to hand in or to receive leaves people the choice; one less takes it."""
    if isinstance(before, Unknown) or isinstance(after, Unknown):
        return Effect.OTHER
    old, new = set(before), set(after)
    return Effect.EASIER if old < new else Effect.HARDER if new < old else Effect.OTHER


def own_steps(steps: tuple[Step, ...]) -> int:
    """How many steps people take themselves when they hand in at the counter."""
    own = (one for one in steps if one.actor == APPLICANT)
    return sum(not one.when.channels or Channel.IN_PERSON in one.when.channels for one in own)


def _own_steps(before: tuple[Step, ...] | Unknown, after: tuple[Step, ...] | Unknown) -> Effect:
    if isinstance(before, Unknown) or isinstance(after, Unknown):
        return Effect.OTHER
    return _less(own_steps(after), own_steps(before))


def _less(now: int, before: int) -> Effect:
    return Effect.EASIER if now < before else Effect.HARDER if now > before else Effect.OTHER
