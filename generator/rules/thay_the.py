"""What has been replaced says by what, and following the successors leads somewhere.

Breaks it: `trang_thai: thay_the` without `thay_bang`, or two procedures that replace each other.
Keeps it: `hieu_luc: {tu: 2025-07-01, den: 2026-06-30, trang_thai: thay_the, thay_bang: "1.004222"}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.layers import Source, states
from generator.problems import Level, Position, Problem
from generator.rules._records import on, shown
from generator.sources import Sources

ID = "thay_the"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    validity = procedure.data["hieu_luc"]
    status, successor = validity["trang_thai"], validity.get("thay_bang")
    if status == "thay_the" and successor is None:
        message = (
            "trạng thái thay_the thì phải ghi mã thủ tục mới ở thay_bang; không có thủ tục nào thay thì ghi bai_bo"
        )
        yield Problem.at(procedure.at("hieu_luc", "trang_thai"), ID, message)
    if successor is None:
        return
    at = procedure.at("hieu_luc", "thay_bang")
    if successor == procedure.data["ma"]:
        yield Problem.at(at, ID, "thủ tục không thể được thay bằng chính nó; hãy ghi mã thủ tục mới")
    elif status not in ("thay_the", "bai_bo"):
        message = (
            f"thủ tục {_STATUS[status]} thì không ghi thay_bang; hãy đổi trang_thai thành thay_the hoặc bỏ thay_bang"
        )
        yield Problem.at(at, ID, message)


_STATUS = {"dang_ap_dung": "đang áp dụng", "tam_dung": "tạm dừng"}


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    successors: dict[str, tuple[str, Position]] = {}
    for code, procedure in sources.procedures.items():
        for _, state in states(procedure):
            successor = state.data["hieu_luc"].get("thay_bang")
            if successor is not None and successor != code:
                successors[code] = successor, state.at("hieu_luc", "thay_bang")
    yield from _circles(successors)
    if sources.unit:
        yield from _ended(sources.unit, "noi", "nơi", sources.today.isoformat())
        yield from _favourites(sources.unit, sources)
    if sources.fields:
        yield from _ended(sources.fields, "linh_vuc", "lĩnh vực", sources.today.isoformat())
    if sources.events:
        yield from _ended(sources.events, "su_kien", "việc", sources.today.isoformat())


def _favourites(unit: Source, sources: Sources) -> Iterator[Problem]:
    for index, code in enumerate(unit.data.get("hay_dung", ())):
        procedure = sources.procedures.get(code)
        if procedure and on(procedure, sources.today).data["hieu_luc"]["trang_thai"] != "dang_ap_dung":
            message = (
                f'thủ tục "{code}" không còn áp dụng nhưng vẫn in trên áp phích; hãy bỏ khỏi hay_dung hoặc thay mã mới'
            )
            yield Problem.at(unit.at("hay_dung", index), ID, message, Level.WARNING)


def _ended(source: Source, name: str, kind: str, today: str) -> Iterator[Problem]:
    successors: dict[str, tuple[str, Position]] = {}
    for index, item in enumerate(source.data[name]):
        end = item.get("hieu_luc", {}).get("den")
        successor = item.get("thay_bang")
        if successor is None:
            if end is not None and end < today:
                message = (
                    f"{kind} này thôi dùng sau ngày {shown(end)} mà không ghi thay_bang; hãy ghi mã của {kind} mới"
                )
                yield Problem.at(source.at(name, index, "hieu_luc", "den"), ID, message, Level.WARNING)
            continue
        at = source.at(name, index, "thay_bang")
        if successor == item["ma"]:
            yield Problem.at(at, ID, f"{kind} không thể được thay bằng chính nó; hãy ghi mã của {kind} mới")
            continue
        if end is None:
            message = f"có thay_bang thì phải ghi {kind} này dùng đến ngày nào: hieu_luc: {{den: năm-tháng-ngày}}"
            yield Problem.at(at, ID, message)
        successors[item["ma"]] = successor, at
    yield from _circles(successors)


def _circles(successors: Mapping[str, tuple[str, Position]]) -> Iterator[Problem]:
    """One problem for each circle, at the member with the smallest code."""
    done: set[str] = set()
    for start in sorted(successors):
        way: list[str] = []
        code = start
        while code in successors and code not in done:
            done.add(code)
            way.append(code)
            code = successors[code][0]
        if code in way:
            circle = way[way.index(code) :]
            first = circle.index(min(circle))
            names = [*circle[first:], *circle[:first], circle[first]]
            message = f"thay bằng vòng tròn: {' → '.join(names)}; hãy bỏ một thay_bang"
            yield Problem.at(successors[circle[first]][1], ID, message)
