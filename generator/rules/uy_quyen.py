"""A paper for somebody else to go instead is named only where somebody else may go.

Breaks it: `uy_quyen: {duoc: false, giay: Văn bản ủy quyền}`. Keeps it: `uy_quyen: {duoc: false}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.layers import Source
from generator.problems import Problem

ID = "uy_quyen"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    delegation = procedure.data["uy_quyen"]
    if delegation.get("duoc") is False and "giay" in delegation and "tru" not in delegation:
        message = (
            "đã ghi không được nhờ người khác thì không cần giay;"
            " hãy sửa duoc, bỏ giay hoặc ghi trường hợp ngoại lệ ở tru"
        )
        yield Problem.at(procedure.at("uy_quyen", "giay"), ID, message)
