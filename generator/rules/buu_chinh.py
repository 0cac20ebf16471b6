"""Postage stands only with a result that comes by post.

Breaks it: `nhan: [truc_tiep]` with `cuoc_buu_chinh: 30000`. Keeps it: `nhan: [truc_tiep, buu_chinh]` with the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.layers import Source
from generator.problems import Problem
from generator.rules._records import listed

ID = "buu_chinh"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    for index, result in enumerate(listed(procedure.data, "ket_qua")):
        if "cuoc_buu_chinh" in result and "buu_chinh" not in result["nhan"]:
            message = (
                "có cước bưu chính mà kết quả này không nhận qua bưu chính; hãy thêm buu_chinh vào nhan hoặc bỏ cước"
            )
            yield Problem.at(procedure.key_at("ket_qua", index, "cuoc_buu_chinh"), ID, message)
