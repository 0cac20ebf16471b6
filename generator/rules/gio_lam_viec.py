"""Opening hours begin before they end, do not overlap and look like office hours.

Breaks it: `{ngay: [thu_2], tu: "13:30", den: "11:30"}`. Keeps it: `{ngay: [thu_2], tu: "07:30", den: "11:30"}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import wording
from generator.events import Steps
from generator.layers import Source
from generator.problems import Level, Problem
from generator.records import Weekday
from generator.rules._records import listed
from generator.sources import Sources

ID = "gio_lam_viec"
_EARLIEST, _LATEST = "05:00", "21:00"
"""Outside of these an office is not open; `01:30` is half past one in the afternoon, mistyped."""


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    unit = sources.unit
    if not unit:
        return
    yield from _hours(unit, ("gio_lam_viec",), listed(unit.data, "gio_lam_viec"))
    yield from _hours(unit, ("tiep_dan",), listed(unit.data, "tiep_dan"))
    for index, point in enumerate(unit.data["noi_tiep_nhan"]):
        yield from _hours(unit, ("noi_tiep_nhan", index, "gio_lam_viec"), listed(point, "gio_lam_viec"))


def _hours(unit: Source, steps: Steps, openings: list[dict[str, str]]) -> Iterator[Problem]:
    sound: list[tuple[int, dict[str, str]]] = []
    for index, opening in enumerate(openings):
        start, end = opening["tu"], opening["den"]
        if start >= end:
            message = f"giờ đóng cửa {end} không sau giờ mở cửa {start}; hãy viết giờ theo kiểu 24 giờ, ví dụ 13:30"
            yield Problem.at(unit.at(*steps, index, "den"), ID, message)
            continue
        if start < _EARLIEST or end > _LATEST:
            message = (
                f"khung giờ {start}–{end} khác thường với một trụ sở; hãy xem lại, buổi chiều viết theo kiểu 24 giờ"
            )
            yield Problem.at(unit.at(*steps, index, "tu"), ID, message, Level.WARNING)
        for other, before in sound:
            shared = [day for day in opening["ngay"] if day in before["ngay"]]
            if shared and start < before["den"] and before["tu"] < end:
                days = wording.joined([wording.WEEKDAYS[Weekday(day)] for day in shared])
                line = unit.at(*steps, other).line
                message = f"khung giờ {start}–{end} chồng lên khung ở dòng {line} vào {days}; hãy sửa giờ hoặc bớt ngày"
                yield Problem.at(unit.at(*steps, index, "tu"), ID, message)
        sound.append((index, opening))
