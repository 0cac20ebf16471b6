"""Dates come in order, and nothing has been checked in the future.

Breaks it: `hieu_luc: {tu: 2026-07-01, den: 2026-06-30}`. Keeps it: `hieu_luc: {tu: 2026-07-01, den: 2027-06-30}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.events import Steps
from generator.layers import Source
from generator.problems import Level, Problem
from generator.records import Weekday
from generator.rules._records import in_states, listed, on, selectors, shown
from generator.sources import Sources

ID = "ngay_thang"
_LONGEST_CLOSURE = 31
"""Days; a longer one is more likely a slip of the pen. Tết closes offices for 7 to 10."""


def check_procedure(procedure: Source) -> Iterator[Problem]:
    for steps, selector in selectors(procedure):
        yield from _ordered(procedure, steps, selector)
    for index, basis in enumerate(listed(procedure.data, "can_cu")):
        yield from _ordered(procedure, ("can_cu", index), basis)
    yield from _ordered(procedure, ("hieu_luc",), procedure.data["hieu_luc"])


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    today = sources.today.isoformat()
    for state in in_states(sources):
        checked = state.data["nguon"]["kiem_tra"]
        if isinstance(checked, str) and checked > today:
            message = (
                f"ngày kiểm tra {shown(checked)} chưa tới (hôm nay là {shown(today)}); hãy ghi ngày đã thật sự kiểm tra"
            )
            yield Problem.at(state.at("nguon", "kiem_tra"), ID, message)
    for procedure in sources.procedures.values():
        yield from _versions(procedure)
        yield from _ended(procedure, sources.today)
    if sources.fields:
        for index, item in enumerate(sources.fields.data["linh_vuc"]):
            yield from _ordered(sources.fields, ("linh_vuc", index, "hieu_luc"), item.get("hieu_luc", {}))
    if sources.unit:
        for index, item in enumerate(sources.unit.data["noi"]):
            yield from _ordered(sources.unit, ("noi", index, "hieu_luc"), item.get("hieu_luc", {}))
        yield from _closures(sources.unit)
    if sources.board:
        for index, item in enumerate(sources.board.data.get("bang_tin", ())):
            yield from _ordered(sources.board, ("bang_tin", index, "hieu_luc"), item.get("hieu_luc", {}))


def _ordered(source: Source, steps: Steps, span: dict[str, Any]) -> Iterator[Problem]:
    start, end = span.get("tu"), span.get("den")
    if isinstance(start, str) and isinstance(end, str) and start > end:
        message = f"ngày cuối {shown(end)} đứng trước ngày đầu {shown(start)}; hãy xem lại tu và den"
        yield Problem.at(source.at(*steps, "den"), ID, message)


def _versions(procedure: Source) -> Iterator[Problem]:
    start = procedure.data["hieu_luc"]["tu"]
    before, what = (start, "ngày thủ tục bắt đầu áp dụng") if isinstance(start, str) else ("", "")
    for index, version in enumerate(procedure.data.get("phien_ban", ())):
        day = version["tu"]
        if before and day <= before:
            message = f"thay đổi này áp dụng từ {shown(day)}, phải sau {what} ({shown(before)})"
            yield Problem.at(procedure.at("phien_ban", index, "tu"), ID, message)
        before, what = max(before, day), "lần thay đổi viết phía trên"


def _ended(procedure: Source, today: date) -> Iterator[Problem]:
    current = on(procedure, today)
    validity = current.data["hieu_luc"]
    end = validity.get("den")
    if end is not None and end < today.isoformat() and validity["trang_thai"] in ("dang_ap_dung", "tam_dung"):
        message = f"thủ tục đã hết áp dụng sau ngày {shown(end)}; hãy đổi trạng thái thành bai_bo hoặc thay_the"
        yield Problem.at(current.at("hieu_luc", "trang_thai"), ID, message, Level.WARNING)


def _closures(unit: Source) -> Iterator[Problem]:
    closures = unit.data.get("ngay_nghi", ())
    for index, closure in enumerate(closures):
        yield from _ordered(unit, ("ngay_nghi", index), closure)
        length = (date.fromisoformat(closure["den"]) - date.fromisoformat(closure["tu"])).days + 1
        if length > _LONGEST_CLOSURE:
            message = f"đợt nghỉ này dài {length} ngày; hãy xem lại năm và tháng"
            yield Problem.at(unit.at("ngay_nghi", index, "den"), ID, message, Level.WARNING)
    hours = unit.data["gio_lam_viec"]
    worked = {day for opening in hours for day in opening["ngay"]} if isinstance(hours, list) else set()
    for index, extra in enumerate(unit.data.get("lam_bu", ())):
        day, at = extra["ngay"], unit.at("lam_bu", index, "ngay")
        if any(closure["tu"] <= day <= closure["den"] for closure in closures):
            yield Problem.at(at, ID, f"ngày {shown(day)} vừa là ngày làm bù vừa là ngày nghỉ; hãy bỏ một trong hai")
        elif list(Weekday)[date.fromisoformat(day).weekday()].value in worked:
            message = f"ngày {shown(day)} vốn là ngày làm việc, không cần làm bù; hãy xem lại ngày"
            yield Problem.at(at, ID, message, Level.WARNING)
