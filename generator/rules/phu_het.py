"""Every way of handing in and every situation has a deadline and a word about money; a blank never means free.

Breaks it: `cach_nop: [truc_tiep, truc_tuyen]` with the only deadline `khi: {cach_nop: truc_tiep}`.
Keeps it: a second deadline `khi: {cach_nop: truc_tuyen}`, or one without `khi`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from generator import wording
from generator.layers import Source, states
from generator.problems import Problem
from generator.records import Channel
from generator.rules._records import Entry, channels, entries, listed, selectors, situation
from generator.selecting import applicable, turning_days
from generator.sources import Sources

ID = "phu_het"
_LISTS = {
    "thoi_han": 'chưa có thời hạn {}; hãy thêm một mục vào thoi_han: số ngày hoặc chua_ro, hay bớt điều kiện "khi"',
    "phi_le_phi": "chưa nói có thu tiền hay không {}; hãy thêm một mục vào phi_le_phi: số tiền, khong_thu hoặc chua_ro",
}


def check_procedure(procedure: Source) -> Iterator[Problem]:
    """A selector names only ways of handing in that there are."""
    there = listed(procedure.data, "cach_nop")
    if not there:
        return
    for steps, selector in selectors(procedure):
        named = selector.get("cach_nop", ())
        for channel in [named] if isinstance(named, str) else named:
            if channel not in there:
                message = (
                    f"cách nộp {channel} không có trong cach_nop của thủ tục;"
                    " hãy thêm vào cach_nop hoặc sửa điều kiện này"
                )
                yield Problem.at(procedure.at(*steps, "cach_nop"), ID, message)


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    for procedure in sources.procedures.values():
        dated = states(procedure)
        for index, (start, state) in enumerate(dated):
            following = dated[index + 1][0] if index + 1 < len(dated) else None
            for name in _LISTS:
                items = listed(state.data, name)
                if items and all("khi" in item for item in items):
                    yield from _uncovered(state, name, items, *_period(state, start, following, sources.today))


def _period(state: Source, start: str | None, following: str | None, today: date) -> tuple[date | None, date]:
    """The first and last day on which this state is shown.

    Where the first day is not known, it is today for what is in force, as people read it today.
    """
    validity = state.data["hieu_luc"]
    begins = start or validity["tu"]
    end = date.fromisoformat(validity["den"]) if "den" in validity else date.max
    if following and date.fromisoformat(following) > date.min:
        end = min(end, date.fromisoformat(following) - timedelta(days=1))
    if isinstance(begins, str):
        return date.fromisoformat(begins), end
    return (today if validity["trang_thai"] == "dang_ap_dung" and today <= end else None), end


def _uncovered(state: Source, name: str, items: list[Any], start: date | None, end: date) -> Iterator[Problem]:
    group = entries(items)
    days = turning_days(entry.when for entry in group)
    cases = [item["ma"] for item in listed(state.data, "truong_hop")] or [None]
    ways: tuple[Channel | None, ...] = channels(state) if listed(state.data, "cach_nop") else (None,)
    if ways == (None,) and any(entry.when.channels for entry in group):
        return
    for way in ways:
        missing = {case: _gap(group, way, case, days, start, end) for case in cases}
        missing = {case: gap for case, gap in missing.items() if gap is not None}
        if len(missing) == len(cases) > 1 and len(set(missing.values())) == 1:
            missing = {None: next(iter(missing.values()))}
        for case, gap in missing.items():
            where = ", ".join(part for part in (situation(state, way, case), gap) if part)
            yield Problem.at(state.at(name), ID, _LISTS[name].format(where))


def _gap(
    group: list[Entry], way: Channel | None, case: str | None, days: tuple[date, ...], start: date | None, end: date
) -> str | None:
    """When there is no entry between `start` and `end`, in words; no words at all where no day has one."""
    covered = [day for day in days if applicable(group, way, case, day)]
    if not covered:
        return ""
    first = start or covered[0]
    inside = [first, *(day for day in days if first < day <= end)]
    gap = next((day for day in inside if day <= end and not applicable(group, way, case, day)), None)
    if gap is None:
        return None
    until = next((day for day in covered if gap < day), None)
    if gap == start and until:
        return f"trước ngày {wording.short_date(until)}"
    return f"từ ngày {wording.short_date(gap)}"
