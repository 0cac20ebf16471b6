"""What a record says about filing online agrees with itself.

Breaks it: `muc_do: toan_trinh` without `nop_truc_tuyen`. Keeps it: `muc_do: toan_trinh`,
`nop_truc_tuyen: https://dichvucong.gov.vn/…`, `cach_nop: [truc_tuyen]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.layers import Source
from generator.problems import Level, Problem

ID = "truc_tuyen"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    data = procedure.data
    level, link, channels = data["muc_do"], data.get("nop_truc_tuyen"), data["cach_nop"]
    stated = isinstance(channels, list)
    online = stated and "truc_tuyen" in channels
    has_link = isinstance(link, str)
    if level in ("toan_trinh", "mot_phan"):
        if not has_link:
            message = (
                f"mức độ {level} thì phải có địa chỉ nộp ở nop_truc_tuyen; chưa biết địa chỉ thì ghi muc_do là chua_ro"
            )
            yield Problem.at(procedure.at("muc_do"), ID, message)
        if stated and not online:
            message = f"mức độ {level} thì cach_nop phải có truc_tuyen; hãy thêm vào cach_nop hoặc sửa muc_do"
            yield Problem.at(procedure.at("cach_nop"), ID, message)
    elif online and level == "truc_tiep":
        message = (
            "mức độ truc_tiep là chỉ làm tại nơi tiếp nhận, nhưng cach_nop lại có truc_tuyen; hãy sửa một trong hai"
        )
        yield Problem.at(procedure.at("muc_do"), ID, message)
    elif online and link is None:
        message = "có cách nộp truc_tuyen mà chưa ghi nộp ở địa chỉ nào; hãy thêm nop_truc_tuyen"
        yield Problem.at(procedure.at("cach_nop"), ID, message, Level.WARNING)
    if has_link and stated and not online and level not in ("toan_trinh", "mot_phan"):
        message = (
            "có địa chỉ nộp trực tuyến nhưng cach_nop không có truc_tuyen; hãy thêm truc_tuyen hoặc bỏ địa chỉ này"
        )
        yield Problem.at(procedure.at("nop_truc_tuyen"), ID, message)
