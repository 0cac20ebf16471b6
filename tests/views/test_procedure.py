"""A procedure's page says what is true today, and what is known to come."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.addresses import Address, Kind
from generator.views import procedure
from generator.views.frame import Link
from generator.views.phrases import Fact
from generator.views.procedure import Listed, Notice, ProcedurePage, Upcoming
from tests import making, vietqr

CODE = making.CODE


def page(root: Path, *others: dict[str, Any], **parts: Any) -> ProcedurePage:
    catalogue = making.catalogue(root, making.procedure(**parts), *others)
    return procedure.of(catalogue.procedures[CODE], catalogue, making.TODAY)


def test_a_price_still_to_come_is_told(tmp_path: Path) -> None:
    now = {**making.procedure()["phi_le_phi"][0], "khi": {"den": "2026-12-31"}}
    later = {**now, "ma": "sau", "muc": 9000, "khi": {"tu": "2027-01-01"}}
    found = page(tmp_path, phi_le_phi=[now, later])
    assert found.upcoming == (Upcoming("01/1/2027", ("Lệ phí thử: 9.000 đồng/lần.",), "75/2022/TT-BTC"),)


def days(number: int) -> dict[str, Any]:
    return {"thoi_han": [{"so": number, "don_vi": "ngay_lam_viec"}]}


def test_what_people_call_it_comes_first(tmp_path: Path) -> None:
    found = page(tmp_path, ten_goi_khac=["giấy thử", "thử"])
    assert (found.title, found.official_name) == ("Giấy thử", f"Đăng ký thử {CODE}")
    assert page(tmp_path / "b").official_name is None


def test_versions_still_to_come_are_told_as_sentences(tmp_path: Path) -> None:
    versions = [
        {"tu": "2026-11-22", "thay": days(6), "can_cu": "1/QĐ"},
        {"tu": "2027-03-01", "thay": {**days(5), "giay_to": {"can-cuoc": None}}, "can_cu": "03/2026/QH16"},
        {"tu": "2027-05-01", "thay": {"so_bo": 2}, "can_cu": "4/QĐ"},
    ]
    found = page(tmp_path, phien_ban=versions)
    assert found.deadline == Fact("6 ngày làm việc")
    assert found.upcoming == (
        Upcoming(
            "01/3/2027",
            ("Bỏ giấy tờ: Thẻ căn cước.", "Thời hạn giải quyết: từ 6 ngày làm việc thành 5 ngày làm việc."),
            "03/2026/QH16",
        ),
        Upcoming("01/5/2027", ("Thay đổi số bộ hồ sơ.",), "4/QĐ"),
    )


@pytest.mark.parametrize(
    ("validity", "expected"),
    [
        ({"trang_thai": "dang_ap_dung"}, None),
        ({"trang_thai": "tam_dung", "ly_do": "Chờ văn bản mới"}, "Thủ tục này tạm dừng. Chờ văn bản mới."),
        (
            {"trang_thai": "bai_bo", "den": "2026-06-30", "ly_do": "Quyết định 2"},
            "Thủ tục này đã bãi bỏ, chỉ áp dụng đến hết 30/6/2026. Quyết định 2.",
        ),
        ({"trang_thai": "dang_ap_dung", "den": "2026-11-21"}, "Thủ tục này chỉ áp dụng đến hết 21/11/2026."),
        ({"trang_thai": "dang_ap_dung", "den": "2026-11-22"}, "Thủ tục này chỉ áp dụng đến hết 22/11/2026."),
        ({"trang_thai": "bai_bo", "den": "2026-12-31"}, "Thủ tục này chỉ áp dụng đến hết 31/12/2026."),
        ({"trang_thai": "dang_ap_dung", "tu": "2027-01-01"}, "Thủ tục này chưa áp dụng; bắt đầu từ 01/01/2027."),
    ],
)
def test_what_does_not_apply_today_says_so(tmp_path: Path, validity: dict[str, Any], expected: str | None) -> None:
    if expected and "01/01/2027" in expected:
        expected = expected.replace("01/01", "01/1")
    found = page(tmp_path, hieu_luc={"tu": "2025-07-01", **validity})
    assert found.notices == ((Notice(expected),) if expected else ())


def test_a_replaced_procedure_keeps_its_page_and_names_its_successor(tmp_path: Path) -> None:
    validity = {"tu": "2025-07-01", "den": "2026-06-30", "trang_thai": "thay_the", "thay_bang": "1.000002"}
    found = page(tmp_path, making.procedure("1.000002", ten_goi_khac=["tên mới"]), hieu_luc=validity)
    assert found.address == Address(Kind.PROCEDURE, CODE)
    link = Link("Tên mới", Address(Kind.PROCEDURE, "1.000002"))
    assert found.notices == (
        Notice("Thủ tục này đã được thay bằng thủ tục khác, chỉ áp dụng đến hết 30/6/2026.", link),
    )


@pytest.mark.parametrize(
    ("checked", "day"),
    [("2026-11-20", "2027-11-21"), ("2025-11-22", "2026-11-23"), ("2024-02-29", None), ("2025-11-21", None)],
)
def test_a_record_that_nobody_checks_any_more_says_so_from_a_day_on(tmp_path: Path, checked: str, day: str) -> None:
    stale = page(tmp_path, nguon={"quyet_dinh": "1/QĐ", "kiem_tra": checked}).stale
    assert stale
    assert stale.start == (date.fromisoformat(day) if day else None)
    assert "Đã hơn một năm" in stale.text
    assert page(tmp_path / "b", nguon={"quyet_dinh": "1/QĐ", "kiem_tra": {"chua_ro": "Chưa ai xem"}}).stale is None


def test_papers_of_a_situation_stand_with_it(tmp_path: Path) -> None:
    cases = [{"ma": "thue", "ten": "Ở nhà thuê"}, {"ma": "rieng", "ten": "Nhà riêng"}]
    papers = [
        *making.procedure()["giay_to"],
        {
            "ma": "hop-dong",
            "ten": "hợp đồng",
            "viec": "nop",
            "ban_chinh": 0,
            "ban_sao": 1,
            "khi": {"truong_hop": "thue"},
        },
        {"ma": "cu", "ten": "Giấy cũ", "viec": "nop", "ban_chinh": 1, "ban_sao": 0, "khi": {"den": "2026-11-21"}},
        {"ma": "moi", "ten": "Giấy mới", "viec": "nop", "ban_chinh": 1, "ban_sao": 0, "khi": {"tu": "2027-01-01"}},
    ]
    found = page(tmp_path, truong_hop=cases, giay_to=papers)
    assert [(one.name, one.handling) for one in found.papers.items] == [
        ("Tờ khai", "nộp"),
        ("Thẻ căn cước", "xuất trình"),
        ("Giấy mới", "nộp"),
    ]
    assert found.papers.items[2].restriction == "từ 01/1/2027"
    assert [(one.name, [paper.name for paper in one.papers.items]) for one in found.situations] == [
        ("Ở nhà thuê", ["Hợp đồng"]),
        ("Nhà riêng", []),
    ]


def test_what_is_not_known_is_never_left_out(tmp_path: Path) -> None:
    unknown = {"chua_ro": "Chờ tỉnh", "nguyen_van": "LỜI CHỈ CHO CÁN BỘ"}
    every = ("muc_do", "doi_tuong", "co_quan", "noi_khac", "uy_quyen", "giay_to", "so_bo", "thoi_han", "phi_le_phi")
    more = ("trinh_tu", "ket_qua", "yeu_cau", "neu_bi_tu_choi", "neu_tre_hen", "can_cu", "nop_o_dau", "cach_nop")
    found = page(tmp_path, **dict.fromkeys((*every, *more), unknown))
    reasons = Fact("Chưa có thông tin", False, "Chờ tỉnh")
    for fact in (found.fee, found.deadline, found.where, found.online, found.sets, found.delegation, found.elsewhere):
        assert fact == reasons
    for fact in (found.if_refused, found.if_late, found.audience, found.authority):
        assert fact == reasons
    for listed in (
        found.papers,
        found.charges,
        found.times,
        found.steps,
        found.results,
        found.requirements,
        found.laws,
    ):
        assert listed == Listed(fact=reasons)
    assert "LỜI CHỈ CHO CÁN BỘ" not in repr(found)


def test_what_certainly_is_not_there_says_who_states_that(tmp_path: Path) -> None:
    found = page(tmp_path, giay_to={"khong_co": "Quyết định 1"}, phi_le_phi={"khong_thu": "Điều 11"})
    assert found.papers.fact == Fact("Không cần giấy tờ nào", why="Quyết định 1")
    assert found.charges.fact == Fact("Không", why="Điều 11")
    assert found.fee == Fact("Không thu", why="Điều 11")
    assert found.requirements.fact == Fact("Không", why="Quyết định 1/QĐ-UBND")


@pytest.mark.parametrize(
    ("delegation", "expected"),
    [
        ({"duoc": True}, "Được nhờ người khác làm thay"),
        ({"duoc": True, "giay": "Văn bản ủy quyền"}, "Được nhờ người khác làm thay, cần văn bản ủy quyền"),
        ({"duoc": False}, "Phải tự mình làm, không nhờ người khác làm thay"),
    ],
)
def test_who_may_go_instead(tmp_path: Path, delegation: dict[str, Any], expected: str) -> None:
    assert page(tmp_path, uy_quyen=delegation).delegation == Fact(expected)


def test_titles_of_other_procedures_are_those_of_today(tmp_path: Path) -> None:
    versions = [{"tu": "2026-01-01", "thay": {"ten": "Tên nay"}, "can_cu": "1/QĐ"}]
    other = making.procedure("1.000002", ten="Tên xưa", phien_ban=versions)
    assert page(tmp_path, other, lien_quan=["1.000002"]).related == (
        Link("Tên nay", Address(Kind.PROCEDURE, "1.000002")),
    )


ACCOUNT = {"ma": "le-phi", "ngan_hang": "970405", "so": "3333000000001", "chu_tai_khoan": "UBND XA THU"}
TRANSFER = {"ma": "ck", "loai": "chuyen_khoan", "tai_khoan": "le-phi"}
REAL = {"ban_mau": False, "ten_mien": "xathu.tinhthu.gov.vn"}


def paid(root: Path, of_unit: dict[str, Any], **parts: Any) -> ProcedurePage:
    catalogue = making.catalogue(root, making.procedure(**parts), of_unit=making.unit(**of_unit))
    return procedure.of(catalogue.procedures[CODE], catalogue, making.TODAY)


def test_a_transfer_says_in_words_what_its_code_says(tmp_path: Path) -> None:
    ways = [{"ma": "mat", "loai": "tien_mat"}, {**TRANSFER, "khi": {"cach_nop": "truc_tiep"}}]
    found = paid(tmp_path, {**REAL, "tai_khoan": [ACCOUNT]}, cach_tra_tien=ways, ten_goi_khac=["Giấy thử"])
    assert [(way.method, way.restriction) for way in found.payments.items] == [
        ("Tiền mặt tại nơi tiếp nhận", None),
        ("Chuyển khoản vào tài khoản của đơn vị", "nộp trực tiếp"),
    ]
    (transfer,) = found.transfers
    assert transfer.bank == "Agribank (Ngân hàng Nông nghiệp và Phát triển Nông thôn Việt Nam)"
    assert (transfer.holder, transfer.number, transfer.amount) == ("UBND XA THU", "3333000000001", "8.000 đồng")
    assert not transfer.sample
    expected = vietqr.Read("970405", "3333000000001", 8000, "1.000001 GIAY THU", "QRIBFTTA")
    assert vietqr.read(transfer.code.text) == expected
    assert transfer.purpose == "1.000001 GIAY THU"


def test_the_code_of_a_sample_leads_to_no_bank(tmp_path: Path) -> None:
    found = paid(tmp_path, {"tai_khoan": [{**ACCOUNT, "so": "0000000000001"}]}, cach_tra_tien=[TRANSFER])
    (transfer,) = found.transfers
    assert transfer.sample
    assert vietqr.read(transfer.code.text).bank == "000000"


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"cach_tra_tien": [{"ma": "mat", "loai": "tien_mat"}, {"ma": "mang", "loai": "truc_tuyen"}]},
        {"cach_tra_tien": {"chua_ro": "Xã chưa công bố"}},
        {"cach_tra_tien": [{**TRANSFER, "khi": {"tu": "2027-01-01"}}]},
        {"cach_tra_tien": [{**TRANSFER, "khi": {"den": "2026-11-21"}}]},
        {"cach_tra_tien": [TRANSFER], "hieu_luc": {"tu": "2025-07-01", "trang_thai": "tam_dung"}},
    ],
)
def test_no_transfer_shows_where_none_can_be_made(tmp_path: Path, parts: dict[str, Any]) -> None:
    assert paid(tmp_path, {**REAL, "tai_khoan": [ACCOUNT]}, **parts).transfers == ()


def test_what_is_not_said_of_paying_shows_nothing(tmp_path: Path) -> None:
    found = page(tmp_path).payments
    assert (found.items, found.fact) == ((), None)


def result(**parts: Any) -> dict[str, Any]:
    return {**making.procedure()["ket_qua"][0], **parts}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, None),
        ({"nhan": {"chua_ro": "Chưa rõ"}}, None),
        ({"nhan": ["truc_tiep", "buu_chinh"]}, Fact("hỏi tại quầy", False)),
        ({"nhan": ["buu_chinh"], "cuoc_buu_chinh": 30000}, Fact("30.000 đồng")),
        ({"nhan": ["buu_chinh"], "cuoc_buu_chinh": {"khong_thu": "Xã trả"}}, Fact("không thu", why="Xã trả")),
        ({"nhan": ["buu_chinh"], "cuoc_buu_chinh": {"chua_ro": "Tùy nơi"}}, Fact("hỏi tại quầy", False, "Tùy nơi")),
    ],
)
def test_postage_of_what_comes_by_post(tmp_path: Path, parts: dict[str, Any], expected: Fact | None) -> None:
    (line,) = page(tmp_path, ket_qua=[result(**parts)]).results.items
    assert line.postage == expected


def test_only_the_procedure_that_says_so_is_brought_home(tmp_path: Path) -> None:
    one = making.procedure(ket_qua=[result(tra_tai_nha="Người từ 80 tuổi")])
    catalogue = making.catalogue(tmp_path, one, making.procedure("1.000002"))
    pages = (procedure.of(each, catalogue, making.TODAY) for each in catalogue.procedures.values())
    assert [[line.at_home for line in one.results.items] for one in pages] == [["Người từ 80 tuổi"], [None]]
