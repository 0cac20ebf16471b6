"""What hangs on a wall carries a real address and real contacts.

Breaks it: `ten_mien: xasenvang.example`. Keeps it: `ten_mien: huongxuan.hue.gov.vn`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import wording
from generator.problems import Level, Problem
from generator.rules._records import PLACEHOLDERS, is_unknown
from generator.rules._texts import shape
from generator.sources import Sources

ID = "ban_mau"
_CONTACTS = (("dia_chi",), ("dien_thoai",), ("phan_anh", "noi"), ("phan_anh", "dien_thoai"), ("gio_lam_viec",))


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    unit = sources.unit
    if not unit:
        return
    host = unit.data["ten_mien"]
    if host.rpartition(".")[2] in PLACEHOLDERS:
        message = f'tên miền "{host}" chỉ để làm mẫu, mọi tờ in sẽ có chữ BẢN MẪU; có tên miền thật thì ghi vào đây'
        yield Problem.at(unit.at("ten_mien"), ID, message, Level.WARNING)
    elif unit.data.get("ban_mau"):
        message = "ban_mau đang là true, mọi tờ in sẽ có chữ BẢN MẪU; dữ liệu đã được xã nhận thì bỏ dòng này"
        yield Problem.at(unit.at("ban_mau"), ID, message, Level.WARNING)
    for steps in _CONTACTS:
        value, node = unit.data, shape("unit")
        for step in steps:
            value, node = value[step], node.children[step]
        if is_unknown(value):
            message = (
                f"{wording.uncapitalised(node.title)} chưa rõ;"
                " bà con cần thông tin này nhất, hãy hỏi và ghi vào trước khi in"
            )
            yield Problem.at(unit.at(*steps), ID, message, Level.WARNING)
