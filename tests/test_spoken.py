"""Written text to what a loudspeaker can say: no figures, no signs, no addresses, short sentences."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import spoken

NAME = "Đăng ký thay đổi, cải chính, bổ sung thông tin hộ tịch có yếu tố nước ngoài cho người đã được cấp giấy tờ"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Từ 20.000 đồng/lần thành 15.000 đ", "Từ hai mươi nghìn đồng một lần thành mười lăm nghìn đồng."),
        ("Phí 2.000 đồng/m²", "Phí hai nghìn đồng một mét vuông."),
        ("Từ ngày 05/3/2027", "Từ ngày năm tháng ba năm hai nghìn không trăm hai mươi bảy."),
        ("Ngày 05/3", "Ngày năm tháng ba."),
        ("Hạn 2027-03-05", "Hạn ngày năm tháng ba năm hai nghìn không trăm hai mươi bảy."),
        ("tháng 4/2026", "Tháng tư năm hai nghìn không trăm hai mươi sáu."),
        ("Ngày 31/2/2027", "Ngày ba mươi mốt trên hai trên hai nghìn không trăm hai mươi bảy."),
        ("Mở cửa 07:30-11:30, 13h30", "Mở cửa bảy giờ ba mươi đến mười một giờ ba mươi, mười ba giờ ba mươi."),
        ("Đúng hạn 50,1%", "Đúng hạn năm mươi phẩy một phần trăm."),
        ("Rộng 0,5 ha hoặc 500m2", "Rộng không phẩy năm héc ta hoặc năm trăm mét vuông."),
        ("Trong 5-10 ngày", "Trong năm đến mười ngày."),
        ("1/2 diện tích", "Một trên hai diện tích."),
        ("cha/mẹ", "Cha hoặc mẹ."),
        ("UBND xã, HĐND", "Ủy ban nhân dân xã, hội đồng nhân dân."),
        ("Mẫu CT01, mã OTP, Phụ lục II", "Mẫu xê tê không một, mã ô tê pê, Phụ lục hai."),
        ("ĐĂNG KÝ KHAI SINH", "Đăng ký khai sinh."),
        ("BAN QUẢN LÝ", "Ban quản lý."),
        ("theo 75/2022/TT-BTC", "Theo văn bản số bảy mươi lăm năm hai nghìn không trăm hai mươi hai."),
        ("Nghị định số 63/2010/NĐ-CP", "Nghị định số sáu mươi ba năm hai nghìn không trăm mười."),
        ("theo 9/QĐ", "Theo văn bản số chín."),
        ("Gọi 0243 555 018", "Gọi không hai bốn ba, năm năm năm, không một tám."),
        ("Tờ khai (bản chính) “mới”", "Tờ khai, bản chính, mới."),
        ("Xem https://xa.gov.vn/a?b=1 nhé", "Xem nhé."),
        ("Xem xasenvang.example nhé", "Xem nhé."),
        ("Thư gửi a.b@xa.gov.vn nhé", "Thư gửi nhé."),
    ],
)
def test_everything_written_is_said_in_words(written: str, said: str) -> None:
    assert spoken.sentences(written) == (said,)


def test_what_the_unit_abbreviates_is_said_in_full() -> None:
    assert spoken.sentences("Hỏi TTPVHCC ở NVH", {"NVH": "nhà văn hóa"}) == (
        "Hỏi trung tâm phục vụ hành chính công ở nhà văn hóa.",
    )


def test_a_long_sentence_pauses_where_one_pauses_anyway() -> None:
    said = spoken.sentences(f"{NAME}: lệ phí từ 8.000 đồng/lần thành 15.000 đồng/lần, nộp trực tiếp.")
    assert said == (
        "Đăng ký thay đổi, cải chính, bổ sung thông tin hộ tịch có yếu tố nước ngoài cho người đã được cấp giấy tờ.",
        "Lệ phí từ tám nghìn đồng một lần thành mười lăm nghìn đồng một lần, nộp trực tiếp.",
    )


def test_a_number_is_never_torn_apart() -> None:
    said = spoken.sentences("thử " * 22 + "123.456.789 đồng " + "xong " * 22)
    number = "một trăm hai mươi ba triệu bốn trăm năm mươi sáu nghìn bảy trăm tám mươi chín đồng"
    assert [number in one.lower() for one in said].count(True) == 1


def test_a_minute_holds_150_words() -> None:
    assert spoken.seconds(["một hai ba bốn năm."] * 30) == 60


@given(st.text(st.sampled_from("aăđ ĐUBND.,:;/-–()0123456789%&\n\u00a0²$@'\"hgm")) | st.text())
def test_whatever_is_written_can_be_read_out(text: str) -> None:
    for one in spoken.sentences(text):
        assert 0 < len(one.split()) <= spoken.LONGEST
        assert not re.search(r"[0-9/@%&()\"]|https?:", one)
        assert one.endswith(".")
