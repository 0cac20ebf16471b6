"""A journey can be walked: its procedures, cases, branches and earlier steps exist, and no step waits for itself.

Breaks it: step `the` with `sau: [khai-sinh]` while step `khai-sinh` has `sau: [the]`.
Keeps it: step `khai-sinh`, then step `the` with `sau: [khai-sinh]`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from generator.events import Steps
from generator.layers import Source, states
from generator.problems import Level, Problem
from generator.rules._records import listed, on, suggestion
from generator.sources import Sources

ID = "su_kien"


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    if not sources.events:
        return
    yield from _twice(sources.events, ("su_kien",), sources.events.data["su_kien"])
    for index, event in enumerate(sources.events.data["su_kien"]):
        way = ("su_kien", index)
        yield from _twice(sources.events, (*way, "buoc"), event["buoc"])
        yield from _twice(sources.events, (*way, "nhanh"), event.get("nhanh", ()))
        yield from _branches(sources.events, way, event)
        yield from _order(sources.events, way, event["buoc"])
        for number, step in enumerate(event["buoc"]):
            yield from _procedures(sources, (*way, "buoc", number), step)


def _twice(events: Source, way: Steps, items: Collection[Mapping[str, Any]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item["ma"] in seen:
            message = f'mã "{item["ma"]}" đã dùng cho một mục khác trong danh sách này; hãy đặt mã khác'
            yield Problem.at(events.at(*way, index, "ma"), ID, message)
        seen.add(item["ma"])


def _branches(events: Source, way: Steps, event: Mapping[str, Any]) -> Iterator[Problem]:
    known = {branch["ma"] for branch in event.get("nhanh", ())}
    if len(known) == 1:
        message = "chỉ có một nhánh thì bà con không có gì để chọn; hãy kê thêm nhánh hoặc bỏ mục nhanh"
        yield Problem.at(events.at(*way, "nhanh"), ID, message)
    named: set[str] = set()
    for index, step in enumerate(event["buoc"]):
        for place, code in enumerate(step.get("nhanh", ())):
            named.add(code)
            if code not in known:
                message = f'không có nhánh mã "{code}" trong mục nhanh của việc này{suggestion(code, known)}'
                yield Problem.at(events.at(*way, "buoc", index, "nhanh", place), ID, message)
    for index, branch in enumerate(event.get("nhanh", ())):
        if branch["ma"] not in named:
            message = f'không bước nào riêng của nhánh "{branch["ma"]}"; hãy ghi nhanh ở bước của nó hoặc bỏ nhánh này'
            yield Problem.at(events.at(*way, "nhanh", index), ID, message)


def _order(events: Source, way: Steps, steps: list[dict[str, Any]]) -> Iterator[Problem]:
    places = {step["ma"]: index for index, step in reversed(list(enumerate(steps)))}
    circles = _circles({step["ma"]: [one for one in step.get("sau", ()) if one in places] for step in steps})
    for circle in circles:
        at = events.at(*way, "buoc", places[circle[0]], "sau")
        message = f"các bước chờ nhau vòng tròn: {' → '.join([*circle, circle[0]])}; hãy bỏ một chỗ ghi ở mục sau"
        yield Problem.at(at, ID, message)
    turning = {code for circle in circles for code in circle}
    for index, step in enumerate(steps):
        for place, code in enumerate(step.get("sau", ())):
            at = events.at(*way, "buoc", index, "sau", place)
            if code not in places:
                yield Problem.at(at, ID, f'không có bước mã "{code}" trong việc này{suggestion(code, places)}')
            elif places[code] > index and not {code, step["ma"]} <= turning:
                message = f'bước "{code}" phải xong trước nên phải đứng trước trong danh sách; hãy đổi chỗ hai bước'
                yield Problem.at(at, ID, message)


def _circles(earlier: Mapping[str, list[str]]) -> list[list[str]]:
    """The shortest circle through the smallest code of each knot, in the order in which its steps wait."""
    found: list[list[str]] = []
    done: set[str] = set()
    for start in sorted(earlier):
        ways = {start: [start]}
        waiting = [] if start in done else [start]
        for code in waiting:
            if start in earlier[code]:
                found.append(ways[code])
                done |= ways.keys()
                break
            for before in earlier[code]:
                if before not in ways:
                    ways[before] = [*ways[code], before]
                    waiting.append(before)
    return found


def _procedures(sources: Sources, way: Steps, step: Mapping[str, Any]) -> Iterator[Problem]:
    events = sources.events
    assert events
    code = step["thu_tuc"]
    yield from _procedure(sources, (*way, "thu_tuc"), code)
    case = step.get("truong_hop")
    record = sources.procedures.get(code)
    if case is not None and record:
        cases = {item["ma"] for _, state in states(record) for item in listed(state.data, "truong_hop")}
        if case not in cases:
            message = f'thủ tục {code} không có trường hợp mã "{case}"{suggestion(case, cases)}'
            yield Problem.at(events.at(*way, "truong_hop"), ID, message)
    agencies = step.get("lien_thong", ())
    if len({agency["co_quan"].casefold() for agency in agencies}) == 1:
        message = "liên thông thì phải kê từ hai cơ quan trở lên; hãy kê thêm hoặc bỏ mục lien_thong"
        yield Problem.at(events.at(*way, "lien_thong"), ID, message)
    for index, agency in enumerate(agencies):
        if "thu_tuc" in agency:
            yield from _procedure(sources, (*way, "lien_thong", index, "thu_tuc"), agency["thu_tuc"])


def _procedure(sources: Sources, way: Steps, code: str) -> Iterator[Problem]:
    assert sources.events
    at = sources.events.at(*way)
    if code not in sources.claimed:
        yield Problem.at(at, ID, f'không có thủ tục mã "{code}"{suggestion(code, sources.claimed)}')
        return
    record = sources.procedures.get(code)
    if record and on(record, sources.today).data["hieu_luc"]["trang_thai"] != "dang_ap_dung":
        message = f"thủ tục {code} không còn áp dụng; hãy bỏ bước này hoặc ghi thủ tục khác"
        yield Problem.at(at, ID, message, Level.WARNING)
