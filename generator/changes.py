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
    Case,
    Catalogue,
    Deadline,
    Document,
    Fee,
    Place,
    Procedure,
    Result,
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
    CONTACT = "contact"
    STEPS = "steps"
    OTHER = "other"


Item = Document | Fee | Deadline | Case | Result | Procedure


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


T = TypeVar("T", bound=Item)
_KEYED: tuple[tuple[str, Aspect, Effect], ...] = (
    ("cases", Aspect.CASE, Effect.OTHER),
    ("documents", Aspect.DOCUMENT, Effect.HARDER),
    ("fees", Aspect.FEE, Effect.HARDER),
    ("results", Aspect.RESULT, Effect.OTHER),
)
_COMPARED_APART = frozenset({*(name for name, _, _ in _KEYED), "deadlines", "versions", "source", "steps"})


def of_procedure(before: Procedure, after: Procedure) -> tuple[Change, ...]:
    """What changed in a procedure, in the order a reader cares. When it was last checked is no change."""
    return tuple(_of_procedure(before, after))


def _of_procedure(before: Procedure, after: Procedure) -> Iterator[Change]:
    for name, aspect, added_effect in _KEYED:
        old, new = getattr(before, name), getattr(after, name)
        if isinstance(old, tuple) and isinstance(new, tuple):
            yield from _items(aspect, _by_code(old), _by_code(new), added_effect)
        elif old != new:
            yield Rewritten(aspect, name, old, new)
    if isinstance(before.deadlines, tuple) and isinstance(after.deadlines, tuple):
        yield from _items(Aspect.DEADLINE, _by_selector(before.deadlines), _by_selector(after.deadlines), Effect.OTHER)
    elif before.deadlines != after.deadlines:
        yield Rewritten(Aspect.DEADLINE, "deadlines", before.deadlines, after.deadlines)
    if before.steps != after.steps:
        yield Rewritten(Aspect.STEPS, "steps", before.steps, after.steps)
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
    old, new = _without_hours(before), _without_hours(after)
    return tuple(_rewritten(old, new, _CONTACTS))


def _without_hours(unit: Unit) -> Unit:
    """No sheet states the own hours of a reception point."""
    return replace(unit, reception_points=tuple(replace(one, hours=None) for one in unit.reception_points))


def of_place(before: Place, after: Place) -> tuple[Change, ...]:
    """What changed in a place and in who helps there."""
    return tuple(_rewritten(before, after, _OF_PLACE))


def _rewritten(before: object, after: object, parts: tuple[str, ...]) -> Iterator[Change]:
    for part in parts:
        old, new = getattr(before, part), getattr(after, part)
        if old != new:
            yield Rewritten(Aspect.CONTACT, part, old, new)


def of_catalogue(before: Catalogue, after: Catalogue) -> dict[str, tuple[Change, ...]]:
    """What changed in each procedure of a catalogue, by code; those that stayed the same are left out."""
    result: dict[str, tuple[Change, ...]] = {}
    for code in sorted(before.procedures.keys() | after.procedures.keys()):
        old, new = before.procedures.get(code), after.procedures.get(code)
        if old and new:
            found = of_procedure(old, new)
        elif new:
            found = (Added(Aspect.PROCEDURE, new, Effect.OTHER),)
        else:
            assert old
            found = (Dropped(Aspect.PROCEDURE, old, Effect.OTHER),)
        if found:
            result[code] = found
    return result


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
    return Effect.OTHER


def _less(now: int, before: int) -> Effect:
    return Effect.EASIER if now < before else Effect.HARDER if now > before else Effect.OTHER
