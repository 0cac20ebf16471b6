"""What looks like a person's name, and what only looks like one at first sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import loading
from tests import making


def warned(root: Path, who: str) -> list[str]:
    session = {"ngay": "thu_2", "tu": "08:00", "den": "09:00", "viec": "Họp", "ai": who}
    making.write_root(root)
    making.write(root / loading.FOLDER / "lich.yaml", {"tuan": [{"tu": "2026-11-23", "buoi": [session]}]})
    return [
        one.message.partition('"')[2].partition('"')[0] for one in making.load(root).problems if one.rule == "ten_rieng"
    ]


@pytest.mark.parametrize(
    "role",
    [
        "Chủ tịch Ủy ban nhân dân xã",
        "Bí thư Đoàn Thanh niên Cộng sản Hồ Chí Minh",
        "Ông Chủ tịch, bà Phó Chủ tịch",
        "Hội Liên hiệp Phụ nữ và bà con thôn Đình",
        "Công an xã Cao Bằng Mới",
        "Trưởng ban Công tác Mặt trận",
    ],
)
def test_a_role_is_no_name(tmp_path: Path, role: str) -> None:
    assert warned(tmp_path, role) == []


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Nguyễn Văn Ba", "Nguyễn Văn Ba"),
        ("Chủ tịch Đặng Thị Ánh Đào", "Đặng Thị Ánh Đào"),
        ("đồng chí Út", "chí Út"),
        ("Ông Tư", "Ông Tư"),
    ],
)
def test_a_name_is_warned_of(tmp_path: Path, who: str, name: str) -> None:
    assert warned(tmp_path, who) == [name]
