"""The addresses of places are short enough for a coarse QR code, which is read from further away.

Breaks it: `ten_mien: dichvucong.xahuongxuan.thanhphohue.gov.vn`. Keeps it: `ten_mien: huongxuan.hue.gov.vn`.
Measured: up to 47 characters of QR's alphanumeric mode fit version 3 (29 modules) at level Q (ISO/IEC 18004).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses, vocabulary
from generator.problems import Level, Problem
from generator.sources import Sources

ID = "dia_chi_dai"
_MOST = 47


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    if not sources.unit:
        return
    unit = vocabulary.unit(sources.unit.data)
    if unit.base_path != "/":
        message = (
            f"trang nằm trong thư mục {unit.base_path} nên mã QR không dùng được kiểu chữ hoa: mã từ 29 lên khoảng 33 ô"
            " mỗi cạnh, mỗi ô nhỏ đi khoảng 12%; nên xin tên miền riêng"
        )
        yield Problem.at(sources.unit.at("duong_dan"), ID, message, Level.WARNING)
        return
    for index, place in enumerate(unit.places):
        address = addresses.printed(unit, addresses.of_place(place))
        if len(address) > _MOST:
            message = (
                f"địa chỉ {address} dài {len(address)} ký tự, quá {_MOST} thì mã QR dày hơn, đứng gần mới quét được;"
                " nếu chưa in, hãy dùng mã nơi hoặc tên miền ngắn hơn"
            )
            yield Problem.at(sources.unit.at("noi", index, "ma"), ID, message, Level.WARNING)
