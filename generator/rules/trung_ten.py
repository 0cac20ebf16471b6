"""Two items of one list are told apart by their names, and one charge is spelled in one way.

Breaks it: two villages both called `Thôn Đình`. Keeps it: `Thôn Đình` and `Thôn Đình Hạ`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.layers import Source
from generator.problems import Level, Problem
from generator.rules._records import listed
from generator.sources import Sources

ID = "trung_ten"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    yield from _twice(procedure, "truong_hop")
    yield from _twice(procedure, "giay_to")
    names: dict[str, str] = {}
    for index, fee in enumerate(listed(procedure.data, "phi_le_phi")):
        first = names.setdefault(_same(fee["ten"]), fee["ten"])
        if first != fee["ten"]:
            message = (
                f'khoản "{fee["ten"]}" và khoản "{first}" chỉ khác cách viết nên bị cộng lại thành hai;'
                " hãy viết giống hệt nhau"
            )
            yield Problem.at(procedure.at("phi_le_phi", index, "ten"), ID, message)


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    if sources.unit:
        yield from _twice(sources.unit, "noi")
        yield from _twice(sources.unit, "noi_tiep_nhan")
    if sources.fields:
        yield from _twice(sources.fields, "linh_vuc")


def _twice(source: Source, name: str) -> Iterator[Problem]:
    """Items with equal names that can apply together: one that ended or has another `khi` is no double."""
    seen: list[tuple[str, Any, Any]] = []
    for index, item in enumerate(listed(source.data, name)):
        key = (_same(item["ten"]), item.get("khi"), item.get("dieu_kien"))
        if key in seen and "thay_bang" not in item:
            message = f'"{item["ten"]}" trùng tên với một mục phía trên; hãy ghi tên để bà con phân biệt hoặc bỏ bớt'
            yield Problem.at(source.at(name, index, "ten"), ID, message, Level.WARNING)
        seen.append(key)


def _same(name: str) -> str:
    return " ".join(name.casefold().split())
