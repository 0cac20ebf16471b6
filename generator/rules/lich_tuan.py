"""A weekly schedule begins on a Monday, stands once, overlaps nowhere for the same role, and is not over.

Breaks it: two `buoi` of the same `ai` on `thu_2` at `08:00`–`10:00` and `09:00`–`11:00`; a last week that has passed.
Keeps it: `tu: 2026-11-23`, and meetings of one role one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator import wording
from generator.events import Steps
from generator.layers import Source
from generator.problems import Level, Problem
from generator.records import Weekday
from generator.rules._records import shown
from generator.sources import Sources

ID = "lich_tuan"
_WEEK = timedelta(days=7)


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    schedule = sources.schedule
    if not schedule:
        return
    seen: dict[str, int] = {}
    weeks = schedule.data["tuan"]
    for index, week in enumerate(weeks):
        at = schedule.at("tuan", index, "tu")
        start = date.fromisoformat(week["tu"])
        if start.weekday():
            monday = wording.short_date(start - timedelta(days=start.weekday()))
            message = f"ngày {shown(week['tu'])} là {wording.WEEKDAYS[list(Weekday)[start.weekday()]]}; tuần bắt đầu từ thứ Hai, hãy ghi ngày {monday}"
            yield Problem.at(at, ID, message)
        elif week["tu"] in seen:
            line = schedule.at("tuan", seen[week["tu"]], "tu").line
            yield Problem.at(at, ID, f"tuần từ {shown(week['tu'])} đã có ở dòng {line}; hãy gộp hai mục làm một")
        seen.setdefault(week["tu"], index)
        yield from _sessions(schedule, ("tuan", index, "buoi"), week["buoi"])
    last = max(range(len(weeks)), key=lambda index: str(weeks[index]["tu"]))
    over = date.fromisoformat(weeks[last]["tu"]) + _WEEK
    if over <= sources.today:
        message = f"lịch đã hết hạn từ ngày {wording.short_date(over)}, trang chỉ còn báo là hết hạn; hãy ghi lịch tuần này hoặc bỏ tệp"
        yield Problem.at(schedule.at("tuan", last, "tu"), ID, message, Level.WARNING)


def _sessions(schedule: Source, steps: Steps, sessions: list[dict[str, str]]) -> Iterator[Problem]:
    sound: list[tuple[int, dict[str, str]]] = []
    for index, one in enumerate(sessions):
        start, end = one["tu"], one["den"]
        if start >= end:
            message = f"giờ kết thúc {end} không sau giờ bắt đầu {start}; hãy viết giờ theo kiểu 24 giờ, ví dụ 13:30"
            yield Problem.at(schedule.at(*steps, index, "den"), ID, message)
            continue
        for other, before in sound:
            same = one["ngay"] == before["ngay"] and one["ai"].casefold() == before["ai"].casefold()
            if same and start < before["den"] and before["tu"] < end:
                day = wording.WEEKDAYS[Weekday(one["ngay"])]
                line = schedule.at(*steps, other).line
                message = (
                    f'"{one["ai"]}" có hai việc chồng giờ vào {day}: {start}–{end} và {before["tu"]}–{before["den"]} ở'
                    f" dòng {line}; hãy sửa giờ hoặc ghi rõ ai làm việc nào"
                )
                yield Problem.at(schedule.at(*steps, index, "tu"), ID, message)
        sound.append((index, one))
