"""What a poster says of a procedure: short, for those who come in person, and never more than is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.views import poster
from generator.views import procedure as page
from generator.views.poster import Answer
from tests import making

UNKNOWN = {"chua_ro": "Trang công bố không ghi"}
CASES = [{"ma": code, "ten": f"Trường hợp {code}"} for code in ("mot", "hai", "ba")]


def paper(code: str, name: str, **more: Any) -> dict[str, Any]:
    return {"ma": code, "ten": name, "viec": "nop", "ban_chinh": 1, "ban_sao": 0, **more}


def answer(root: Path, **changes: Any) -> Answer:
    catalogue = making.catalogue(root, making.procedure(**changes))
    return poster.answer(catalogue.procedures[making.CODE], catalogue, making.TODAY)


def test_what_is_filed_elsewhere_says_where(tmp_path: Path) -> None:
    police = {"ma": "cong-an", "ten": "Công an xã", "dia_chi": "Thôn Một", "dien_thoai": "0000 000 003"}
    unit = making.unit(noi_tiep_nhan=[*making.unit()["noi_tiep_nhan"], police])
    catalogue = making.catalogue(
        tmp_path, making.procedure(nop_o_dau=["cong-an"]), making.procedure("1.000002"), of_unit=unit
    )
    said = [poster.answer(procedure, catalogue, making.TODAY).filed_at for procedure in catalogue.procedures.values()]
    assert said == ["Nộp tại Công an xã, 0000 000 003", None]
    assert page.of(catalogue.procedures[making.CODE], catalogue, making.TODAY).ask.dial == "0000000003"
    assert page.of(catalogue.procedures["1.000002"], catalogue, making.TODAY).ask.dial == "0000000001"


def test_what_everybody_needs_comes_first(tmp_path: Path) -> None:
    papers = [
        paper("don", "Đơn đề nghị"),
        paper("giay-bao", "Giấy báo", khi={"truong_hop": ["mot", "hai"]}),
        paper("giay-la", "Giấy hiếm", khi={"truong_hop": "ba"}),
        paper("uy-quyen", "Văn bản ủy quyền", dieu_kien="Nhờ người khác làm thay"),
        paper("dien-tu", "Đơn điền trên mạng", khi={"cach_nop": "truc_tuyen"}),
    ]
    assert answer(tmp_path, truong_hop=CASES, giay_to=papers).bring == (
        "Đơn đề nghị",
        "Giấy báo (phần lớn trường hợp)",
        "và giấy tờ tùy trường hợp",
    )


def test_only_papers_that_depend_on_the_situation(tmp_path: Path) -> None:
    papers = [paper(case["ma"], f"Giấy {case['ma']}", khi={"truong_hop": case["ma"]}) for case in CASES]
    assert answer(tmp_path, truong_hop=CASES, giay_to=papers).bring == ("Giấy tờ tùy trường hợp",)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (paper("x", "giấy khai sinh"), "Giấy khai sinh"),
        (paper("x", "Đơn", ban_sao=2), "Đơn (1 bản chính và 2 bản sao)"),
        (paper("x", "Bản sao giấy khai sinh", ban_chinh=0, ban_sao=1), "Bản sao giấy khai sinh"),
        (paper("x", "Giấy khai sinh", ban_chinh=0, ban_sao=1), "Giấy khai sinh (1 bản sao)"),
        (paper("x", "Đơn", ban_sao=UNKNOWN), "Đơn"),
        (
            paper("x", "Giấy tờ tùy thân: thẻ căn cước, căn cước điện tử hoặc hộ chiếu (mỗi bên một giấy)"),
            "Giấy tờ tùy thân, như thẻ căn cước (mỗi bên một giấy)",
        ),
        (paper("x", "Giấy về đất: sổ đỏ hoặc sổ hồng"), "Giấy về đất, như sổ đỏ"),
        (paper("x", "Hồ sơ gồm: đơn, bản vẽ và ảnh"), "Hồ sơ gồm: đơn, bản vẽ và ảnh"),
    ],
)
def test_names_of_papers(tmp_path: Path, written: dict[str, Any], shown: str) -> None:
    assert answer(tmp_path, giay_to=[written]).bring == (shown,)


def test_what_is_not_known_says_so_and_is_never_free(tmp_path: Path) -> None:
    shown = answer(tmp_path, giay_to=UNKNOWN, thoi_han=UNKNOWN, phi_le_phi=UNKNOWN)
    assert (shown.bring, shown.bring_known) == (("Chưa có thông tin",), False)
    assert (shown.fee.text, shown.fee.known) == ("Chưa có thông tin", False)
    assert (shown.deadline.text, shown.deadline.known) == ("Chưa có thông tin", False)


def test_what_certainly_is_not_there(tmp_path: Path) -> None:
    shown = answer(tmp_path, giay_to={"khong_co": "1/QĐ-UBND"}, phi_le_phi={"khong_thu": "1/QĐ-UBND"})
    assert (shown.bring, shown.bring_known) == (("Không cần giấy tờ nào",), True)
    assert (shown.fee.text, shown.fee.known) == ("Không thu", True)


def test_the_deadline_is_that_of_handing_in_at_the_office(tmp_path: Path) -> None:
    deadlines = [
        {"so": 5, "don_vi": "ngay_lam_viec", "khi": {"cach_nop": "truc_tiep"}},
        {"so": 3, "don_vi": "ngay_lam_viec", "khi": {"cach_nop": "truc_tuyen"}},
    ]
    assert answer(tmp_path, thoi_han=deadlines).deadline.text == "5 ngày làm việc"


def test_what_can_only_be_done_online_says_so(tmp_path: Path) -> None:
    assert answer(tmp_path, cach_nop=["truc_tuyen"], muc_do="toan_trinh").channels == "Nộp trên mạng"
    assert answer(tmp_path / "2").channels is None


def test_tiers_are_shown_as_on_the_page(tmp_path: Path) -> None:
    fee = {
        "ma": "phi",
        "loai": "phi",
        "ten": "Phí sao y",
        "bac": [{"den": 2, "muc": 2000}, {"muc": 1000}],
        "tinh_theo": "trang",
        "toi_da": 200000,
        "toi_da_theo": "ban",
        "can_cu": "75/2022/TT-BTC",
    }
    assert answer(tmp_path, phi_le_phi=[fee]).fee.text == (
        "2.000 đồng/trang; từ trang thứ 3: 1.000 đồng; tổng cộng nhiều nhất 200.000 đồng/bản"
    )


def test_a_poster_names_the_last_day_of_a_price(tmp_path: Path) -> None:
    fee = {**making.procedure()["phi_le_phi"][0]}
    now = {**fee, "khi": {"cach_nop": ["truc_tiep", "truc_tuyen"], "den": "2026-12-31"}}
    later = {**fee, "ma": "sau", "muc": 9000, "khi": {"tu": "2027-01-01"}}
    assert answer(tmp_path, phi_le_phi=[now, later]).fee.text == "8.000 đồng (đến hết 31/12/2026)"


def test_the_ninth_hour_stands_apart(tmp_path: Path) -> None:
    hours = [
        {"ngay": ["thu_2", "thu_3", "thu_4"], "tu": "07:30", "den": "11:30"},
        {"ngay": ["thu_3"], "tu": "17:00", "den": "18:00", "loai": "gio_thu_9"},
    ]
    catalogue = making.catalogue(tmp_path, of_unit=making.unit(gio_lam_viec=hours))
    assert poster.shared(catalogue, making.TODAY).hours == (
        ("Thứ Hai đến thứ Tư", "7 giờ 30 đến 11 giờ 30"),
        ("Thứ Ba", "thêm 17 giờ đến 18 giờ (giờ thứ 9)"),
    )


def test_a_version_that_has_begun_counts(tmp_path: Path) -> None:
    version = {"tu": "2026-10-01", "thay": {"thoi_han": [{"so": 2, "don_vi": "ngay"}]}, "can_cu": "75/2022/TT-BTC"}
    assert answer(tmp_path, phien_ban=[version]).deadline.text == "2 ngày"


def test_the_words_of_the_warning(tmp_path: Path) -> None:
    catalogue = making.catalogue(tmp_path)
    shown = poster.shared(catalogue, making.TODAY)
    assert shown.warning == (
        "Trang này không bao giờ hỏi mã OTP hay mật khẩu; "
        "chỉ chuyển khoản vào tài khoản đứng tên đơn vị ghi trên trang."
    )
    assert (shown.domain, shown.sample, shown.as_of) == ("xathu.example", True, "22/11/2026")
