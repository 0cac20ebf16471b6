"""A document that is handed in is handed in at least once.

Breaks it: `{viec: nop, ban_chinh: 0, ban_sao: 0}`. Keeps it: `{viec: nop, ban_chinh: 0, ban_sao: 1}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.layers import Source
from generator.problems import Problem
from generator.rules._records import listed

ID = "so_ban"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    for index, document in enumerate(listed(procedure.data, "giay_to")):
        if document["viec"] == "nop" and document["ban_chinh"] == 0 == document["ban_sao"]:
            message = (
                "giấy tờ phải nộp mà số bản chính và số bản sao đều là 0; hãy ghi số bản,"
                ' chưa biết thì ghi {chua_ro: "lý do"}, chỉ đưa cho xem thì ghi viec: xuat_trinh'
            )
            yield Problem.at(procedure.at("giay_to", index, "ban_chinh"), ID, message)
