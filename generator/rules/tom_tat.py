"""The summary is short, and everyday names add something to the official one and tell procedures apart.

Breaks it: `ten: Đăng ký thường trú` with `ten_goi_khac: [Đăng ký thường trú]`.
Keeps it: `ten_goi_khac: [Nhập hộ khẩu]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.layers import Source
from generator.problems import Level, Position, Problem
from generator.rules._records import in_states
from generator.sources import Sources

ID = "tom_tat"
_MOST = 40
"""Syllables, which Vietnamese writes apart."""


def check_procedure(procedure: Source) -> Iterator[Problem]:
    length = len(procedure.data.get("tom_tat", "").split())
    if length > _MOST:
        message = f"tóm tắt dài {length} tiếng, nhiều nhất là {_MOST}; hãy viết gọn lại, phần còn lại để ở luu_y"
        yield Problem.at(procedure.at("tom_tat"), ID, message)
    official = _same(procedure.data["ten"])
    seen: set[str] = set()
    for index, alias in enumerate(procedure.data.get("ten_goi_khac", ())):
        name = _same(alias)
        if name == official:
            message = f'"{alias}" là tên chính thức, không phải tên gọi khác; hãy bỏ khỏi ten_goi_khac'
            yield Problem.at(procedure.at("ten_goi_khac", index), ID, message)
        elif name in seen:
            message = f'"{alias}" viết hai lần, chỉ khác chữ hoa chữ thường; hãy bỏ bớt một'
            yield Problem.at(procedure.at("ten_goi_khac", index), ID, message, Level.WARNING)
        seen.add(name)


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    titles: dict[str, tuple[str, Position]] = {}
    for state in in_states(sources):
        code, aliases = state.data["ma"], state.data.get("ten_goi_khac")
        if not aliases:
            continue
        name = _same(aliases[0])
        if name not in titles:
            titles[name] = code, state.at("ten_goi_khac", 0)
        elif titles[name][0] != code:
            message = (
                f'"{aliases[0]}" cũng là tên gọi đầu tiên của thủ tục {titles[name][0]};'
                " hãy đưa lên đầu một tên khác để bà con phân biệt"
            )
            yield Problem.at(state.at("ten_goi_khac", 0), ID, message, Level.WARNING)


def _same(name: str) -> str:
    return " ".join(name.casefold().split())
