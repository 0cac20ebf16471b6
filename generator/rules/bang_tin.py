"""A notice does not take the address of another page of the board, and was not enacted in the future.

Breaks it: `ma: thu-xin-loi`. Keeps it: `ma: noi-quy`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import addresses
from generator.events import Steps
from generator.problems import Problem
from generator.rules._records import shown
from generator.sources import Sources

ID = "bang_tin"


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    board = sources.board
    if not board:
        return
    today = sources.today.isoformat()
    items: list[tuple[Steps, dict[str, Any]]] = [
        (("bang_tin", index), item) for index, item in enumerate(board.data.get("bang_tin", ()))
    ]
    for steps, item in items:
        if item["ma"] in addresses.TAKEN_ON_BOARD:
            message = (
                f'mã "{item["ma"]}" là địa chỉ của một trang khác trên bảng; hãy dùng mã khác, ví dụ "{item["ma"]}-1"'
            )
            yield Problem.at(board.at(*steps, "ma"), ID, message)
    letters: list[tuple[Steps, dict[str, Any]]] = [
        (("thu_xin_loi",), item) for item in [board.data.get("thu_xin_loi")] if item
    ]
    for steps, item in [*items, *letters]:
        if item.get("ngay", "") > today:
            message = f"ngày ban hành {shown(item['ngay'])} chưa tới (hôm nay là {shown(today)}); chưa ban hành thì chưa niêm yết"
            yield Problem.at(board.at(*steps, "ngay"), ID, message)
