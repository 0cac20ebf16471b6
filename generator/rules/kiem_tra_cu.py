"""An official has compared the record with its source within the last 12 months.

Breaks it, on 22/11/2026: `kiem_tra: 2025-11-21`. Keeps it: `kiem_tra: 2026-03-01`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.layers import Source
from generator.problems import Level, Problem
from generator.records import stale_from
from generator.rules._records import is_unknown, on, shown
from generator.sources import Sources

ID = "kiem_tra_cu"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    if is_unknown(procedure.data["nguon"]["kiem_tra"]):
        message = "chưa có cán bộ nào đối chiếu thủ tục này với nguồn; đối chiếu xong thì ghi ngày vào kiem_tra"
        yield Problem.at(procedure.at("nguon", "kiem_tra"), ID, message, Level.WARNING)


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    today = sources.today
    for procedure in sources.procedures.values():
        checked = procedure.data["nguon"]["kiem_tra"]
        if not _is_stale(checked, today):
            continue
        current = on(procedure, today)
        checked = current.data["nguon"]["kiem_tra"]
        if _is_stale(checked, today):
            message = (
                f"lần đối chiếu gần nhất là {shown(checked)}, đã hơn 12 tháng;"
                " hãy đối chiếu lại với nguồn rồi ghi ngày mới"
            )
            yield Problem.at(current.at("nguon", "kiem_tra"), ID, message, Level.WARNING)


def _is_stale(checked: Any, today: date) -> bool:
    return isinstance(checked, str) and stale_from(date.fromisoformat(checked)) <= today
