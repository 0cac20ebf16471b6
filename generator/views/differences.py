"""Two states of a catalogue, and in sentences what is otherwise: what an official approves before it is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator import addresses, changes, wording
from generator.addresses import Address
from generator.changes import Aspect, Change, Effect
from generator.records import Case, Catalogue
from generator.views import changes as change_words

ASPECTS = {
    Aspect.PROCEDURE: "thủ tục thêm, bớt",
    Aspect.DOCUMENT: "giấy tờ",
    Aspect.FEE: "phí, lệ phí",
    Aspect.DEADLINE: "thời hạn",
    Aspect.TRIPS: "đi lại",
    Aspect.STEPS: "các bước",
    Aspect.CASE: "trường hợp",
    Aspect.RESULT: "kết quả",
    Aspect.CONTACT: "liên hệ",
    Aspect.PLACE: "thôn, ấp, khu phố",
    Aspect.FIGURES: "số liệu, ý kiến bà con",
    Aspect.OTHER: "nội dung khác",
}
"""The kinds of changes, in the order they are counted in."""


@dataclass(frozen=True)
class Told:
    """One change as a sentence, and what it means for people."""

    aspect: Aspect
    effect: Effect
    sentence: str


@dataclass(frozen=True)
class Part:
    """What changes on the day `start`, or at once."""

    start: date | None
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Entry:
    """One thing that differs: a procedure, a place or the unit. `code` and `address` are those of what has a page."""

    title: str
    parts: tuple[Part, ...]
    code: str | None = None
    address: Address | None = None


@dataclass(frozen=True)
class Differences:
    """Everything that differs, and how many changes of each kind make things easier, harder or neither."""

    entries: tuple[Entry, ...]
    totals: Mapping[Effect, int]
    by_aspect: Mapping[Aspect, Mapping[Effect, int]]


def of(before: Catalogue, after: Catalogue, today: date) -> Differences:
    """What differs between two states of a catalogue, as people see it on `today` and on days to come."""
    entries = tuple(_entries(before, after, changes.of_catalogue(before, after, today), today))
    told = [one for entry in entries for part in entry.parts for one in part.told]
    by_aspect = {aspect: Counter(one.effect for one in told if one.aspect is aspect) for aspect in ASPECTS}
    return Differences(
        entries,
        Counter(one.effect for one in told),
        {aspect: counts for aspect, counts in by_aspect.items() if counts},
    )


def _entries(before: Catalogue, after: Catalogue, found: changes.Differences, today: date) -> Iterator[Entry]:
    for code, stages in found.procedures.items():
        original = after.procedures.get(code) or before.procedures[code]
        parts = []
        for stage in stages:
            day = stage.day or today
            # What is dropped may be for a situation that is dropped with it.
            states = [side.procedures[code].on(day) for side in (before, after) if code in side.procedures]
            cases = {case.code: case for state in states for case in state.cases}
            parts.append(_part(stage.day, stage.changes, cases))
        title = wording.capitalised(original.on(today).title)
        yield Entry(title, tuple(parts), code, addresses.of_procedure(original))
    if found.contacts:
        yield Entry(f"Liên hệ với {after.unit.name}", (_part(None, found.contacts),))
    places = {place.code: place for side in (before, after) for place in side.unit.places}
    for code, of_place in found.places.items():
        yield Entry(places[code].name, (_part(None, of_place),), code, addresses.of_place(places[code]))
    if found.rest:
        yield Entry("Phần chung", (_part(None, found.rest),))


def _part(start: date | None, found: Iterable[Change], cases: Mapping[str, Case] | None = None) -> Part:
    told = (Told(one.aspect, one.effect, change_words.sentence(one, cases or {})) for one in found)
    return Part(start, tuple(dict.fromkeys(told)))
