"""Which sheets that are out say something that is not so any more, place by place, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from generator import wording
from generator.addresses import Kind
from generator.records import Catalogue, Printed
from generator.register import standing
from generator.views import edition
from generator.views.edition import Told

NOWHERE = "Chưa ghi nơi treo"


@dataclass(frozen=True)
class Outdated:
    """A sheet that is out of date.

    `path` is the page its code opens, empty for a book; `which` tells its print from others; `spots` is where its
    copies hang. `better` is a later print that says what is right and only has to be put up; without one the sheet is
    to be printed.
    """

    design: str
    path: str
    which: str
    spots: tuple[str, ...]
    changes: tuple[Told, ...]
    better: str | None


@dataclass(frozen=True)
class PlaceList:
    """The sheets of one place that are out of date."""

    place: str
    sheets: tuple[Outdated, ...]


def of(catalogue: Catalogue, today: date) -> tuple[PlaceList, ...]:
    """Every sheet that is out and out of date on `today`, by place in the commune's own order."""
    found: dict[str, list[Outdated]] = defaultdict(list)
    names = standing.place_names(catalogue)
    spots, last = standing.spots(catalogue.register), standing.newest(catalogue.register)
    changes = {one.code: edition.changes_since(one, catalogue, today) for one in catalogue.register.printed.values()}
    for printed in standing.out(catalogue.register):
        parts = standing.parts_of(printed)
        told = changes[printed.code]
        if not (parts and told):
            continue
        newer = last[standing.kind(printed)]
        right = newer.code != printed.code and not changes[newer.code]
        hanging = spots.get(printed.code, [])
        sheet = Outdated(
            printed.design,
            parts.path,
            _which(printed),
            tuple(one.spot for one in hanging if one.spot),
            told,
            _which(newer) if right else None,
        )
        for code in {one.place for one in hanging} or {_own(printed)}:
            found[names.get(code, NOWHERE)].append(sheet)
    order = [name for name in (*names.values(), NOWHERE) if name in found]
    return tuple(PlaceList(name, tuple(sorted(found[name], key=lambda one: (one.path, one.design)))) for name in order)


def _which(printed: Printed) -> str:
    parts = standing.parts_of(printed)
    day = f"ngày {wording.short_date(printed.day)}"
    return f"lần in {parts.edition}, {day}" if parts and parts.edition else f"in {day}"


def _own(printed: Printed) -> str:
    """The code of the place a sheet was made for."""
    parts = standing.parts_of(printed)
    kind, _, code = parts.path.rstrip("/").partition("/") if parts else ("", "", "")
    return code.lower() if kind == Kind.PLACE.value else ""
