"""Facts in the words villagers read first: what it costs, how long it takes, when the office is open."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from generator import vocabulary
from generator.records import Procedure, When
from generator.views import phrases
from generator.views.phrases import Fact
from tests import making

DAY = making.TODAY


def record(**parts: Any) -> Procedure:
    cases = [{"ma": "thue", "ten": "Ở nhà thuê"}, {"ma": "rieng", "ten": "Nhà riêng"}]
    return vocabulary.procedure({**copy.deepcopy(making.procedure(truong_hop=cases)), **parts})


def fee(amount: Any = 8000, **parts: Any) -> dict[str, Any]:
    base = {"ma": f"m{len(str(parts))}{amount}", "loai": "le_phi", "ten": "Lệ phí", "tinh_theo": "lan"}
    return {**base, **({} if "bac" in parts else {"muc": amount}), **parts}


ONLINE, OFFICE = {"khi": {"cach_nop": "truc_tuyen"}}, {"khi": {"cach_nop": "truc_tiep"}}


@pytest.mark.parametrize(
    ("fees", "expected"),
    [
        ([fee()], Fact("8.000 đồng")),
        ([fee(2000, tinh_theo="trang", toi_da=200000, toi_da_theo="ban")], Fact("2.000 đồng/trang, nhiều nhất 200.000 đồng/bản")),
        ({"khong_thu": "Điều 11"}, Fact("Không thu", why="Điều 11")),
        ({"chua_ro": "chờ tỉnh"}, Fact("Chưa có thông tin", False, "chờ tỉnh")),
        ([fee({"khong_thu": "Điều 11"})], Fact("Không thu")),
        ([fee({"chua_ro": "chờ tỉnh"})], Fact("Chưa có thông tin", False, "chờ tỉnh")),
        ([fee(20000, **OFFICE), fee(10000, **ONLINE)], Fact("20.000 đồng trực tiếp; 10.000 đồng trên mạng")),
        ([fee(1000, khi={"truong_hop": "thue"}), fee(3000, khi={"truong_hop": "rieng"})], Fact("1.000 đến 3.000 đồng, tùy trường hợp")),
        ([fee(1000, khi={"truong_hop": "thue"}), fee({"khong_thu": "x"}, khi={"truong_hop": "rieng"})], Fact("Tùy trường hợp")),
        ([fee(1000), fee({"chua_ro": "x"}, ten="Phí khác")], Fact("1.000 đồng; khoản khác chưa có thông tin")),
        ([fee(1000), fee(2000, ten="B"), fee(3000, ten="C")], Fact("1.000 đồng; và các khoản khác")),
        ([fee(bac=[{"den": 2, "muc": 2000}, {"muc": 1000}], tinh_theo="trang")], Fact("2.000 đồng/trang; từ trang thứ 3: 1.000 đồng")),
        ([fee(1000, khi={"den": "2026-11-21"}), fee(2000, khi={"tu": "2026-11-22"})], Fact("2.000 đồng")),
        ([fee(1000, khi={"den": "2026-11-22"}), fee(2000, khi={"tu": "2026-11-23"})], Fact("1.000 đồng (đến hết 22/11/2026)")),
        ([fee(20000, khi={"cach_nop": "truc_tiep", "tu": "2027-01-01"}), fee(10000, **ONLINE)], Fact("10.000 đồng trên mạng; trực tiếp: chưa có thông tin")),
        ([fee(bac=[{"den": 2, "muc": 2000}, {"muc": 1000}], tinh_theo="trang", toi_da=200000, toi_da_theo="ban")], Fact("2.000 đồng/trang; từ trang thứ 3: 1.000 đồng; tổng cộng nhiều nhất 200.000 đồng/bản")),
        ([fee(bac=[{"den": 2, "muc": 3000}, {"den": 3, "muc": 2000}, {"muc": 1000}], tinh_theo="trang")], Fact("1.000 đến 3.000 đồng/trang")),
        ([fee(1000, khi={"den": "2026-11-21"})], Fact("Chưa có thông tin", False)),
    ],
)  # fmt: skip
def test_the_fee_in_one_line(fees: Any, expected: Fact) -> None:
    assert phrases.fee_in_short(record(phi_le_phi=fees), DAY) == expected


def test_a_blank_never_means_free() -> None:
    for fees in ([fee({"chua_ro": "x"})], {"chua_ro": "x"}, [fee(1, khi={"den": "2020-01-01"})]):
        short = phrases.fee_in_short(record(phi_le_phi=fees), DAY)
        assert not short.known
        assert "không thu" not in short.text.lower()


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        ([{"den": 2, "muc": 2000}, {"muc": 1000}], "trang thứ 1 đến thứ 2: 2.000 đồng/trang; từ trang thứ 3 trở đi: 1.000 đồng/trang"),
        ([{"den": 1, "muc": 5000}, {"den": 3, "muc": 2000}, {"muc": 0}], "trang thứ 1: 5.000 đồng/trang; trang thứ 2 đến thứ 3: 2.000 đồng/trang; từ trang thứ 4 trở đi: 0 đồng/trang"),
    ],
)  # fmt: skip
def test_tiers_one_after_the_other(bands: Any, expected: str) -> None:
    fees = record(phi_le_phi=[fee(bac=bands, tinh_theo="trang")]).fees
    assert isinstance(fees, tuple)
    assert phrases.amount(fees[0]) == Fact(expected)


DAYS = {"so": 7, "don_vi": "ngay_lam_viec"}


@pytest.mark.parametrize(
    ("deadlines", "expected"),
    [
        ([DAYS], Fact("7 ngày làm việc")),
        ([{"so": 0, "don_vi": "ngay_lam_viec"}], Fact("Trong ngày")),
        ([{**DAYS, "cam_ket": 5}], Fact("5 ngày làm việc (xã cam kết; quy định là 7 ngày làm việc)")),
        ({"chua_ro": "x"}, Fact("Chưa có thông tin", False, "x")),
        ([{"chua_ro": "x"}], Fact("Chưa có thông tin", False, "x")),
        ([DAYS, {**DAYS, "so": 3, **ONLINE}], Fact("7 ngày làm việc; 3 ngày làm việc (nộp trên mạng)")),
        ([{**DAYS, **OFFICE}, {**DAYS, **ONLINE}], Fact("7 ngày làm việc")),
        ([DAYS, {"chua_ro": "x", **ONLINE}], Fact("7 ngày làm việc; còn lại chưa có thông tin")),
        ([{**DAYS, "so": n, "khi": {"truong_hop": c}} for n, c in ((1, "thue"), (2, "rieng"), (3, "x"))], Fact("Tùy trường hợp")),
        ([{**DAYS, "khi": {"den": "2026-11-21"}}, {**DAYS, "so": 5, "khi": {"tu": "2026-11-22"}}], Fact("5 ngày làm việc")),
        ([{**DAYS, "khi": {"den": "2026-11-21"}}], Fact("Chưa có thông tin", False)),
        ([{**DAYS, "khi": {"den": "2026-11-22"}}], Fact("7 ngày làm việc (đến hết 22/11/2026)")),
        ([{**DAYS, "so": n, "khi": {"cach_nop": c}} for n, c in ((20, "truc_tiep"), (17, "truc_tuyen"), (30, "buu_chinh"))], Fact("20, 17 hoặc 30 ngày làm việc, tùy cách nộp")),
    ],
)  # fmt: skip
def test_the_deadline_in_one_line(deadlines: Any, expected: Fact) -> None:
    assert phrases.deadline_in_short(record(thoi_han=deadlines), DAY) == expected


def test_selectors_in_words() -> None:
    cases = {case.code: case for case in record().cases}
    selector = vocabulary.when(
        {
            "cach_nop": ["truc_tuyen", "buu_chinh"],
            "truong_hop": ["thue", "rieng"],
            "tu": "2026-09-02",
            "den": "2026-12-31",
        }
    )
    assert phrases.when(selector, cases) == (
        "nộp trên mạng hoặc qua bưu chính; trường hợp ở nhà thuê hoặc nhà riêng; từ 02/9/2026; đến hết 31/12/2026"
    )
    assert phrases.when(When(), cases) is None


def test_office_hours_with_the_ninth_hour() -> None:
    week = ["thu_2", "thu_3", "thu_4", "thu_5", "thu_6"]
    hours = [
        {"ngay": week, "tu": "13:30", "den": "17:00"},
        {"ngay": ["thu_5", "thu_3"], "tu": "17:00", "den": "18:00", "loai": "gio_thu_9"},
        {"ngay": [*week, "thu_7"], "tu": "07:30", "den": "11:30"},
    ]
    unit = vocabulary.unit(making.unit(gio_lam_viec=hours))
    assert isinstance(unit.hours, tuple)
    assert phrases.opening_hours(unit.hours) == [
        ("Thứ Hai, thứ Tư và thứ Sáu", "7 giờ 30 đến 11 giờ 30 và 13 giờ 30 đến 17 giờ"),
        ("Thứ Ba và thứ Năm", "7 giờ 30 đến 11 giờ 30, 13 giờ 30 đến 17 giờ và 17 giờ đến 18 giờ (giờ thứ 9)"),
        ("Thứ Bảy", "7 giờ 30 đến 11 giờ 30"),
    ]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["thu_2", "thu_3", "thu_4"], "Thứ Hai đến thứ Tư"),
        (["thu_2", "thu_3"], "Thứ Hai và thứ Ba"),
        (["chu_nhat"], "Chủ nhật"),
        (["thu_6", "thu_7", "chu_nhat"], "Thứ Sáu đến Chủ nhật"),
        (["thu_7", "thu_2", "thu_4"], "Thứ Hai, thứ Tư và thứ Bảy"),
    ],
)
def test_days_of_the_week(days: list[str], expected: str) -> None:
    unit = vocabulary.unit(making.unit(gio_lam_viec=[{"ngay": days, "tu": "08:00", "den": "09:00"}]))
    assert isinstance(unit.hours, tuple)
    assert phrases.opening_hours(unit.hours) == [(expected, "8 giờ đến 9 giờ")]


@pytest.mark.parametrize(
    ("originals", "copies", "expected"),
    [
        (1, 0, "1 bản chính"),
        (1, 2, "1 bản chính và 2 bản sao"),
        (0, 0, "không cần bản giấy"),
        ({"chua_ro": "x"}, 1, "1 bản sao; số bản chính: chưa có thông tin"),
    ],
)
def test_how_many_of_a_paper(originals: Any, copies: Any, expected: str) -> None:
    paper = {"ma": "a", "ten": "A", "viec": "nop", "ban_chinh": originals, "ban_sao": copies}
    documents = record(giay_to=[paper]).documents
    assert isinstance(documents, tuple)
    assert phrases.counts(documents[0]) == expected
