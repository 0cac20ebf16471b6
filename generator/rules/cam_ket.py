"""What the commune promises is shorter than what the law allows.

Breaks it: `{so: 5, don_vi: ngay_lam_viec, cam_ket: 7}`. Keeps it: `{so: 5, don_vi: ngay_lam_viec, cam_ket: 3}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import wording
from generator.layers import Source
from generator.problems import Level, Problem
from generator.records import Duration, TimeUnit
from generator.rules._records import listed

ID = "cam_ket"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    for index, deadline in enumerate(listed(procedure.data, "thoi_han")):
        promised, number = deadline.get("cam_ket"), deadline.get("so")
        if promised is None or number is None or promised < number:
            continue
        unit = TimeUnit(deadline["don_vi"])
        at = procedure.at("thoi_han", index, "cam_ket")
        statutory = wording.duration(Duration(number, unit))
        if promised > number:
            message = (
                f"xã cam kết {wording.duration(Duration(promised, unit))}, lâu hơn luật định ({statutory});"
                " hãy sửa số cam kết"
            )
            yield Problem.at(at, ID, message)
        else:
            message = f"xã cam kết bằng luật định ({statutory}), không phải rút ngắn; hãy bỏ cam_ket"
            yield Problem.at(at, ID, message, Level.WARNING)
