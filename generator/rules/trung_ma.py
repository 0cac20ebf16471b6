"""Every `ma` stands once in its list, because differences, layers and remembered checklists hang on it.

Breaks it: two documents with `ma: to-khai`. Keeps it: `to-khai` and `to-khai-con`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.events import Steps
from generator.layers import Source
from generator.problems import Problem
from generator.sources import Sources

ID = "trung_ma"
_LISTS = ("truong_hop", "giay_to", "phi_le_phi", "mien_giam", "cach_tra_tien", "ket_qua")


def check_procedure(procedure: Source) -> Iterator[Problem]:
    for name in _LISTS:
        yield from _twice(procedure, (name,))


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    if sources.unit:
        yield from _twice(sources.unit, ("noi",))
        yield from _twice(sources.unit, ("noi_tiep_nhan",))
        yield from _twice(sources.unit, ("tai_khoan",))
    if sources.fields:
        yield from _twice(sources.fields, ("linh_vuc",))
    if sources.board:
        yield from _twice(sources.board, ("bang_tin",))


def _twice(source: Source, steps: Steps) -> Iterator[Problem]:
    items = source.data.get(steps[0])
    if not isinstance(items, list):
        return
    seen: set[str] = set()
    for index, item in enumerate(items):
        code = item["ma"]
        if code in seen:
            position = source.at(*steps, index, "ma")
            yield Problem.at(position, ID, f'mã "{code}" đã dùng cho một mục khác trong danh sách này; hãy đặt mã khác')
        seen.add(code)
