"""The legal bases are in force, and each is listed once.

Breaks it: `can_cu: [{so_hieu: 68/2020/QH14, ten: Luật Cư trú, den: 2020-12-31}]`. Keeps it: the same without `den`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.layers import Source
from generator.problems import Level, Problem
from generator.rules._records import listed, on, shown
from generator.sources import Sources

ID = "can_cu_het_han"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, basis in enumerate(listed(procedure.data, "can_cu")):
        number = basis["so_hieu"].casefold()
        if number in seen:
            message = f"văn bản {basis['so_hieu']} đã có ở phía trên; hãy bỏ bớt một"
            yield Problem.at(procedure.at("can_cu", index, "so_hieu"), ID, message)
        seen.add(number)


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    today = sources.today.isoformat()
    for procedure in sources.procedures.values():
        if not any("den" in basis for basis in listed(procedure.data, "can_cu")) and "phien_ban" not in procedure.data:
            continue
        current = on(procedure, sources.today)
        for index, basis in enumerate(listed(current.data, "can_cu")):
            end = basis.get("den")
            if end is not None and end < today:
                message = f"văn bản {basis['so_hieu']} đã hết hiệu lực sau ngày {shown(end)}; hãy thay bằng văn bản mới"
                yield Problem.at(current.at("can_cu", index, "den"), ID, message, Level.WARNING)
