"""How the records of a commune stand, in pictures for its officials: how fresh, how far online, how complete."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass, replace
from datetime import date

from generator import addresses, wording
from generator.addresses import Address
from generator.records import Catalogue, Procedure, Unknown, stale_from
from generator.views import board, coverage, freshness, online_levels
from generator.views import changes as change_words
from generator.views.freshness import Freshness
from generator.views.picture import Bar, Picture

_AGES = (3, 6, freshness.MONTHS)
"""Months since the last comparison with the source, at which a new bar begins."""
_COMPLETE = ("documents", "fees", "deadlines", "steps", "results", "reception_points", "delegation", "legal_bases")
"""The parts of a record that people ask for, in the order of a page."""

_SHOWN = 50
"""How many due records the page names: right after an import all are due, and the page must stay light."""


@dataclass(frozen=True)
class DashboardPage:
    """The officials' overview, as of one day; `more` due records are not named.

    `coverage` leads to the page of official lists where the root holds some.
    """

    address: Address
    day: str
    count: str
    pictures: tuple[Picture, ...]
    fresh: Freshness
    more: str | None
    coverage: Address | None


def of(catalogue: Catalogue, today: date) -> DashboardPage:
    """The overview of the procedures in use on `today`."""
    current = [one.on(today) for one in catalogue.procedures.values()]
    current = [one for one in current if not one.validity.is_over(today)]
    fresh = freshness.of(catalogue, today)
    more = len(fresh.unchecked) - _SHOWN
    return DashboardPage(
        addresses.OVERVIEW,
        wording.long_date(today),
        f"{wording.number(len(current))} thủ tục đang áp dụng",
        (
            *_covered(catalogue, today),
            *(
                (_fresh(current, today), online_levels.picture(current), _complete(current), *_iso(catalogue, today))
                if current
                else ()
            ),
        ),
        replace(fresh, unchecked=fresh.unchecked[:_SHOWN]),
        wording.number(more) if more > 0 else None,
        addresses.COVERAGE if catalogue.lists else None,
    )


def _covered(catalogue: Catalogue, today: date) -> Iterator[Picture]:
    """How many procedures of each official list have a record, where the root holds such lists."""
    if catalogue.lists:
        fields = [(one.name, coverage.of(one.procedures, catalogue, today).fields) for one in catalogue.lists.values()]
        bars = (
            Bar(name, sum(field.recorded for field in found), sum(field.listed for field in found))
            for name, found in fields
        )
        yield Picture("do-phu", "Kho có bao nhiêu thủ tục của danh sách chính thức", "Danh sách", tuple(bars))


def _fresh(current: list[Procedure], today: date) -> Picture:
    checked = [one.source.checked for one in current]
    days = [day for day in checked if not isinstance(day, Unknown)]
    older = [sum(stale_from(day, months) <= today for day in days) for months in _AGES]
    counts = [len(days) - older[0], older[0] - older[1], older[1] - older[2], older[2]]
    labels = ["Trong 3 tháng qua", "Từ 3 đến 6 tháng trước", "Từ 6 đến 12 tháng trước", "Quá 12 tháng"]
    total = len(current)
    bars = [Bar(*one, total, missing=one[0] == labels[-1]) for one in zip(labels, counts, strict=True)]
    bars.append(Bar("Chưa lần nào", total - len(days), total, missing=True))
    return Picture("do-moi", "Lần đối chiếu gần nhất với nguồn", "Đối chiếu", tuple(bars))


def _complete(current: list[Procedure]) -> Picture:
    total = len(current)
    bars = (
        Bar(
            wording.capitalised(change_words.PARTS[part]),
            sum(not _has_gap(getattr(one, part)) for one in current),
            total,
        )
        for part in _COMPLETE
    )
    return Picture("day-du", "Bao nhiêu thủ tục có đủ thông tin", "Thông tin", tuple(bars))


def _iso(catalogue: Catalogue, today: date) -> Iterator[Picture]:
    """How many procedures of each field have a process in the quality system, where the commune has one."""
    found = board.iso(catalogue, today)
    if any(one.count for one in found):
        bars = tuple(Bar(one.name, one.count, one.total) for one in found)
        yield Picture("quy-trinh-iso", "Bao nhiêu thủ tục có quy trình ISO, theo lĩnh vực", "Lĩnh vực", bars)


def _has_gap(value: object) -> bool:
    """Whether anything in a part of a record is not known."""
    if isinstance(value, Unknown):
        return True
    if isinstance(value, tuple):
        return any(_has_gap(one) for one in value)
    return is_dataclass(value) and any(map(_has_gap, vars(value).values()))
