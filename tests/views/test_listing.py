"""The pages that lead to procedures, and what becomes of places and fields that ended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.addresses import Address, Kind
from generator.views import frame, listing
from generator.views.frame import Link
from generator.views.phrases import Fact
from tests import making

ENDED = {"hieu_luc": {"den": "2026-11-21"}}
PLACES = [
    {"ma": "thon-mot", "loai": "thon", "ten": "Thôn Một"},
    {"ma": "thon-cu", "loai": "thon", "ten": "Thôn Cũ", "thay_bang": "thon-mot", **ENDED},
    {"ma": "thon-moi", "loai": "thon", "ten": "Thôn Mới", "hieu_luc": {"tu": "2026-11-23"}},
]


def test_a_place_that_ended_keeps_its_page_and_names_its_successor(tmp_path: Path) -> None:
    catalogue = making.catalogue(tmp_path, of_unit=making.unit(noi=PLACES))
    home = listing.home(catalogue, making.TODAY)
    assert [link.text for link in home.places] == ["Thôn Một"]
    old = listing.place(catalogue.unit.places[1], catalogue, making.TODAY)
    assert (old.ended, old.successor) == ("21/11/2026", Link("Thôn Một", Address(Kind.PLACE, "thon-mot")))
    assert listing.place(catalogue.unit.places[0], catalogue, making.TODAY).ended is None


def test_a_field_that_ended_keeps_its_page_and_names_its_successor(tmp_path: Path) -> None:
    more = {"ma": "cu", "ten": "Lĩnh vực cũ", "thay_bang": "thu-nghiem", **ENDED}
    catalogue = making.catalogue(tmp_path, of_fields=making.fields(more))
    assert [entry.name for entry in listing.home(catalogue, making.TODAY).fields] == ["Thử nghiệm"]
    old = listing.field(catalogue.fields["cu"], catalogue, making.TODAY)
    assert (old.ended, old.successor) == ("21/11/2026", Link("Thử nghiệm", Address(Kind.FIELD, "thu-nghiem")))


def test_lists_show_what_is_true_today(tmp_path: Path) -> None:
    version = {"tu": "2026-11-01", "thay": {"ten": "tên nay", "so_bo": 2}, "can_cu": "1/QĐ"}
    gone = {"tu": "2025-07-01", "den": "2026-06-30", "trang_thai": "bai_bo", "ly_do": "Quyết định 2"}
    catalogue = making.catalogue(
        tmp_path,
        making.procedure("1.000001", ten="tên xưa", phien_ban=[version]),
        making.procedure("1.000002", hieu_luc=gone),
        of_unit=making.unit(hay_dung=["1.000001"]),
    )
    home = listing.home(catalogue, making.TODAY)
    assert "Tên nay" in [link.text for link in listing.search(catalogue, making.TODAY).all]
    assert [(one.title, one.fee, one.deadline) for one in home.favourites] == [
        ("Tên nay", Fact("8.000 đồng"), Fact("7 ngày làm việc"))
    ]
    entries = listing.field(catalogue.fields["thu-nghiem"], catalogue, making.TODAY).entries
    assert {one.address.code: one.standing for one in entries} == {"1.000001": None, "1.000002": "không còn áp dụng"}
    assert [(one.name, one.count) for one in home.fields] == [("Thử nghiệm", 2)]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"hieu_luc": {"tu": "2026-11-23", "trang_thai": "dang_ap_dung"}}, "chưa áp dụng, bắt đầu từ 23/11/2026"),
        ({"hieu_luc": {"tu": "2025-07-01", "trang_thai": "tam_dung"}}, "tạm dừng"),
        (
            {"hieu_luc": {"tu": "2025-07-01", "den": "2026-11-22", "trang_thai": "bai_bo"}},
            "chỉ áp dụng đến hết 22/11/2026",
        ),
        ({"hieu_luc": {"tu": "2025-07-01", "den": "2026-11-21", "trang_thai": "bai_bo"}}, "không còn áp dụng"),
        ({"phien_ban": [{"tu": "2027-03-01", "thay": {"so_bo": 2}, "can_cu": "1/QĐ"}]}, "sẽ thay đổi từ 01/3/2027"),
        ({"phien_ban": [{"tu": "2026-11-22", "thay": {"so_bo": 2}, "can_cu": "1/QĐ"}]}, None),
    ],
)
def test_a_list_says_how_a_procedure_stands(tmp_path: Path, parts: dict[str, Any], expected: str | None) -> None:
    catalogue = making.catalogue(tmp_path, making.procedure(**parts))
    (entry,) = listing.field(catalogue.fields["thu-nghiem"], catalogue, making.TODAY).entries
    assert entry.standing == expected


def test_the_frame_says_who_and_where(tmp_path: Path) -> None:
    unit = making.unit(dien_thoai={"chua_ro": "Chưa lắp"}, gio_lam_viec={"chua_ro": "Chờ thông báo"}, duong_dan="/Xa/")
    found = frame.of(making.catalogue(tmp_path, of_unit=unit))
    assert (found.unit, found.sample, found.home) == ("Xã Thử", True, "xathu.example/Xa")
    assert (found.phone.fact, found.phone.dial) == (Fact("Chưa có thông tin", False, "Chưa lắp"), None)
    assert found.hours_fact == Fact("Chưa có thông tin", False, "Chờ thông báo")
    assert frame.phone("+84 24 3355.1234").dial == "+842433551234"


def test_a_sample_is_what_says_so_or_cannot_be_real(tmp_path: Path) -> None:
    def sample(name: str, **parts: object) -> bool:
        return frame.of(making.catalogue(tmp_path / name, of_unit=making.unit(**parts))).sample

    assert sample("a", ban_mau=False, ten_mien="xa.example")
    assert sample("b", ban_mau=True, ten_mien="xa.gov.vn")
    assert not sample("c", ban_mau=False, ten_mien="xa.gov.vn")
