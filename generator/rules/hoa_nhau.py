"""Never do two entries that compete apply equally well: nobody could say which fee or deadline holds.

Breaks it: `{muc: 5000, khi: {cach_nop: truc_tuyen}}` beside `{muc: 8000, khi: {truong_hop: lam-lai}}` of one name.
Keeps it: the second with `khi: {cach_nop: truc_tuyen, truong_hop: lam-lai}`, which is more specific.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator import wording
from generator.events import Steps
from generator.layers import Source
from generator.problems import Problem
from generator.records import Channel
from generator.rules._records import Entry, channels, entries, listed, situation
from generator.selecting import best, turning_days

ID = "hoa_nhau"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    deadlines = listed(procedure.data, "thoi_han")
    if len(deadlines) > 1:
        yield from _ties(procedure, "thoi_han", "thời hạn", entries(deadlines))
    fees = listed(procedure.data, "phi_le_phi")
    if len(fees) < 2:
        return
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries(fees):
        fee = fees[entry.index]
        groups.setdefault((fee["loai"], fee["ten"]), []).append(entry)
    for (_, name), group in groups.items():
        if len(group) > 1:
            yield from _ties(procedure, "phi_le_phi", f'khoản "{name}"', group)


def _ties(procedure: Source, name: str, what: str, group: list[Entry]) -> Iterator[Problem]:
    found: set[tuple[int, int]] = set()
    for channel, case, day in _situations(procedure, group):
        first, *rest = best(group, channel, case, day) or (None,)
        for entry in rest:
            if first is None or (first.index, entry.index) in found:
                continue
            found.add((first.index, entry.index))
            where = situation(procedure, channel, case)
            if day != date.min:
                where += f", từ ngày {wording.short_date(day)}"
            other = _place(procedure, (name, first.index), (name, entry.index))
            message = (
                f'{what}: mục này và mục ở {other} cùng áp dụng {where}; hãy thêm điều kiện vào "khi" của mục riêng hơn'
            )
            yield Problem.at(procedure.at(name, entry.index), ID, message)


def _situations(procedure: Source, group: list[Entry]) -> Iterator[tuple[Channel, str | None, date]]:
    """Each combination that entries can tell apart; of cases that no entry names one stands for all."""
    named = {case for entry in group for case in entry.when.cases}
    cases: list[str | None] = [item["ma"] for item in listed(procedure.data, "truong_hop")] or [None]
    unnamed = [case for case in cases if case not in named]
    apart = [case for case in cases if case in named] + unnamed[:1]
    days = turning_days(entry.when for entry in group)
    for channel in channels(procedure):
        for case in apart:
            for day in days:
                yield channel, case, day


def _place(procedure: Source, steps: Steps, beside: Steps) -> str:
    there, here = procedure.at(*steps), procedure.at(*beside)
    return f"dòng {there.line}" if there.path == here.path else f"{there.path}:{there.line}"
