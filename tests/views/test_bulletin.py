"""The bulletin tells what the pages tell, in a form for the ear, and nothing that is not known."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import spoken
from generator.records import Catalogue
from generator.views import bulletin
from tests import making
from tests.conftest import Built

FEE = making.procedure()["phi_le_phi"][0]
CHANGING = making.procedure(
    phien_ban=[
        {
            "tu": "2026-12-15",
            "can_cu": "9/QĐ-UBND",
            "thay": {"phi_le_phi": [{**FEE, "muc": 20000}], "thoi_han": [{"so": 5, "don_vi": "ngay_lam_viec"}]},
        }
    ]
)
LONG = " ".join(["Đăng ký biến động quyền sử dụng đất, UBND xã (mẫu số 11/ĐK), mức 1.001.000 đồng/m²"] * 12)
HEADER = "Tháng;Tiếp nhận;Đúng hạn;Đang giải quyết;Quá hạn;Không tính;Lý do không tính\n"


def told(catalogue: Catalogue, month: date = making.TODAY, today: date = making.TODAY) -> str:
    return bulletin.of(catalogue, month, today).text


def make(root: Path, *procedures: dict[str, Any], results: str = "", **of_unit: Any) -> Catalogue:
    if results:
        file = root / "procedures_yaml" / "ket_qua" / "2026.csv"
        file.parent.mkdir(parents=True)
        file.write_text(HEADER + results, "utf-8")
    return making.catalogue(root, *procedures, of_unit=making.unit(**of_unit))


def test_results_are_those_of_the_month_with_every_number(tmp_path: Path) -> None:
    catalogue = make(tmp_path, results="10;6751;6739;12;0;18;Rút hồ sơ\n")
    text = told(catalogue, date(2026, 10, 1))
    assert "Kết quả giải quyết hồ sơ tháng mười năm hai nghìn không trăm hai mươi sáu." in text
    assert "Tiếp nhận sáu nghìn bảy trăm năm mươi mốt hồ sơ." in text
    assert "Đúng hạn sáu nghìn bảy trăm ba mươi chín hồ sơ.\nĐang giải quyết mười hai hồ sơ.\n" in text
    assert "Không hồ sơ nào quá hạn." in text
    assert "mười tám hồ sơ không tính, lý do: Rút hồ sơ." in text
    assert "phần trăm" not in text


def test_results_of_the_month_before_stand_in_until_a_month_is_counted_and_older_ones_never(tmp_path: Path) -> None:
    catalogue = make(tmp_path, results="10;5;5;0;0;0;\n")
    assert "hồ sơ tháng mười năm" in told(catalogue, date(2026, 11, 1))
    assert "Kết quả" not in told(catalogue, date(2026, 12, 1))
    assert "Kết quả" not in told(catalogue, date(2026, 9, 1))


def test_a_changed_procedure_is_told_with_its_day_and_what_changes(tmp_path: Path) -> None:
    text = told(make(tmp_path, CHANGING))
    assert "Thủ tục đăng ký thử một chấm không không không không không một: thay đổi." in text
    assert "Từ ngày mười lăm tháng mười hai năm hai nghìn không trăm hai mươi sáu" in text
    assert "văn bản số chín." in text
    assert "từ tám nghìn đồng một lần thành hai mươi nghìn đồng một lần." in text
    assert "thay đổi" not in told(make(tmp_path / "b", CHANGING), date(2026, 10, 1), date(2026, 10, 31)).lower()


def test_many_changes_are_counted_instead_of_read(tmp_path: Path) -> None:
    changing = ({**CHANGING, "ma": f"1.00000{number}"} for number in range(1, 9))
    text = told(make(tmp_path, *changing))
    assert text.count("Thủ tục đăng ký thử") == bulletin.MOST_NEWS
    assert "Còn ba thay đổi khác" in text


def test_days_off_ahead_are_told_and_past_ones_are_not(tmp_path: Path) -> None:
    closures = [
        {"tu": "2026-11-20", "den": "2026-11-21", "ly_do": "Đã qua"},
        {"tu": "2026-12-10", "den": "2026-12-12", "ly_do": "Tập huấn"},
        {"tu": "2027-02-01", "den": "2027-02-01", "ly_do": "Còn xa"},
    ]
    text = told(make(tmp_path, ngay_nghi=closures, lam_bu=[{"ngay": "2026-12-19", "ly_do": "Bù ngày tập huấn"}]))
    assert (
        "từ ngày mười tháng mười hai đến hết ngày mười hai tháng mười hai năm hai nghìn không trăm hai mươi sáu: tập huấn."
        in text
    )
    assert "Làm việc bù ngày mười chín tháng mười hai" in text
    assert "đã qua" not in text.lower()
    assert "Còn xa" not in text


def test_public_holidays_are_told_once_the_state_has_announced_them(tmp_path: Path) -> None:
    assert "tết" not in told(make(tmp_path / "a"), date(2027, 2, 1)).lower()
    text = told(make(tmp_path / "b", le_da_cong_bo=2027), date(2027, 2, 1))
    assert text.count("Tết Nguyên Đán") + text.count("tết Nguyên Đán") == 1


def test_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    unknown = {
        **CHANGING,
        "phien_ban": [{"tu": "2026-12-15", "can_cu": "9/QĐ", "thay": {"thoi_han": {"chua_ro": "Chờ"}}}],
    }
    catalogue = make(tmp_path, unknown, dien_thoai={"chua_ro": "Chờ lắp máy"})
    text = told(catalogue)
    assert "chưa có thông tin" not in text.lower()
    assert "Chờ" not in text
    assert "gọi số" not in text
    assert "Kết quả" not in text


def test_a_sample_says_that_it_is_one(tmp_path: Path) -> None:
    assert told(make(tmp_path)).startswith("Đây là bản mẫu để nghe thử, không phải thông báo thật.")
    real = make(tmp_path / "b", ban_mau=False, ten_mien="xathu.tinhthu.gov.vn")
    assert told(real).startswith("Kính thưa bà con.")


def test_another_month_brings_another_tip(sample: Built) -> None:
    tips = {
        bulletin.of(sample.catalogue, date(2026, month, 1), making.TODAY).paragraphs[-2][1] for month in range(1, 13)
    }
    assert len(tips) > 2


@pytest.mark.parametrize("month", range(1, 13))
def test_the_sample_can_be_read_out_every_month(sample: Built, month: int) -> None:
    readable(bulletin.of(sample.catalogue, date(2026, month, 1), making.TODAY))


def test_the_longest_records_can_be_read_out(tmp_path: Path) -> None:
    adversarial = {
        **CHANGING,
        "ten": LONG,
        "khong_phai_nop": [LONG],
        "phien_ban": [{"tu": "2026-12-15", "can_cu": "9/QĐ", "thay": {"giay_to": {"to-khai": {"ten": LONG}}, "phi_le_phi": [{**FEE, "ten": LONG[:110], "muc": 999_999_999}]}}],
    }  # fmt: skip
    closures = [{"tu": "2026-12-10", "den": "2026-12-12", "ly_do": LONG[:110]}]
    catalogue = make(tmp_path, adversarial, ngay_nghi=closures, hay_dung=[making.CODE], ten="Xã " + "Rất " * 20 + "Dài")
    readable(bulletin.of(catalogue, making.TODAY, making.TODAY))


def readable(found: bulletin.Bulletin) -> None:
    sentences = [sentence for paragraph in found.paragraphs for sentence in paragraph]
    assert max(len(one.split()) for one in sentences) <= 25
    assert not re.search(r"[0-9/@%&()]|http|www|\.vn|\.example", found.text)
    assert not re.search(r"\b(?:UBND|HĐND|TTHC)\b", found.text)
    assert found.seconds == spoken.seconds(sentences)
