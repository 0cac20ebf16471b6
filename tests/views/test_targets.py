"""Time cut and online levels against the targets of the unit: boundaries, counts, and what can't be worked out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.records import Catalogue, Deadline, Duration, TimeUnit, Unknown
from generator.views import online_levels, time_cut
from tests import making

UNTIL = "2026-12-31"


def deadline(number: int, promised: int | None = None, unit: TimeUnit = TimeUnit.WORKING_DAY) -> Deadline:
    return Deadline(Duration(number, unit), promised)


@pytest.mark.parametrize(
    ("one", "percent", "reached"),
    [
        *((deadline(10, 8), 20, True), (deadline(10, 9), 20, False), (deadline(15, 12), 20, True)),
        *((deadline(20, 18), 10, True), (deadline(19, 18), 10, False), (deadline(3, 2), 20, True)),
        *((deadline(8, 4, TimeUnit.WORKING_HOUR), 50, True), (deadline(10), 20, False), (deadline(0), 20, None)),
        (Deadline(Unknown("x")), 20, None),
    ],
)
def test_exactly_the_target_reaches_it(one: Deadline, percent: int, reached: bool | None) -> None:
    assert time_cut.reaches(one, percent) is reached


def with_targets(tmp_path: Path, *procedures: dict[str, Any]) -> Catalogue:
    targets = {
        "rut_ngan": [
            {"loai": "moi_ban_hanh", "phan_tram": 20, "den": UNTIL, "can_cu": "01/KH-UBND"},
            {"loai": "sua_doi", "phan_tram": 10, "den": "2026-06-30"},
        ],
        "truc_tuyen": [
            {"muc_do": "toan_trinh", "phan_tram": 50, "den": UNTIL},
            {"muc_do": "mot_phan", "phan_tram": 67, "den": UNTIL},
        ],
    }
    return making.catalogue(tmp_path, *procedures, of_unit=making.unit(muc_tieu=targets))


def announced(code: str, kind: str | None, *deadlines: dict[str, Any], **more: Any) -> dict[str, Any]:
    source = {"quyet_dinh": "1/QĐ-UBND", "kiem_tra": "2026-11-20", **({"loai_cong_bo": kind} if kind else {})}
    return making.procedure(code, nguon=source, thoi_han=list(deadlines), **more)


def days(number: int, promised: int | None = None, unit: str = "ngay_lam_viec", **more: Any) -> dict[str, Any]:
    return {"so": number, "don_vi": unit, **({"cam_ket": promised} if promised is not None else {}), **more}


def test_targets_by_kind_of_change_count_only_what_has_a_baseline(tmp_path: Path) -> None:
    catalogue = with_targets(
        tmp_path,
        announced("1.000001", "moi_ban_hanh", days(10, 8)),
        announced("1.000002", "moi_ban_hanh", days(10, 9)),
        announced("1.000003", "moi_ban_hanh", {"chua_ro": "Cổng không ghi"}),
        announced("1.000004", "sua_doi", days(8, 4, "gio")),
        announced("1.000005", None, days(5)),
    )
    page = time_cut.of(catalogue, making.TODAY)
    new, amended = page.targets
    assert new.asked == ("Đến 31/12/2026, mọi thủ tục mới ban hành rút ngắn ít nhất 20% thời gian (01/KH-UBND)")
    assert (new.found, new.verdict) == ("1 trên 2 thủ tục (50%); không tính được: 1 thủ tục", "Chưa đạt")
    assert (amended.found, amended.verdict) == ("1 trên 1 thủ tục (100%)", "Đạt (ngày phải đạt đã qua)")
    assert [(bar.label, bar.count, bar.total) for bar in page.whole.bars] == [
        ("Cam kết ngắn hơn quy định", 3, 5),
        ("Theo đúng quy định", 1, 5),
        ("Không tính được", 1, 5),
    ]
    shown = {one.address.code: one for one in page.procedures}
    assert page.others == "1"
    assert "1.000005" not in shown
    assert shown["1.000001"].verdict == "mục tiêu 20% đến 31/12/2026: đạt"
    assert shown["1.000002"].verdict == "mục tiêu 20% đến 31/12/2026: chưa đạt"
    assert shown["1.000003"].verdict == "mục tiêu 20% đến 31/12/2026: không tính được"
    assert [cut.share for cut in shown["1.000003"].cuts] == ["không tính được"]
    (hours,) = shown["1.000004"].cuts
    assert (hours.statutory, hours.promised, hours.share) == ("8 giờ làm việc", "4 giờ làm việc", "50%")


def test_every_deadline_of_a_procedure_must_reach_the_target(tmp_path: Path) -> None:
    catalogue = with_targets(
        tmp_path,
        announced("1.000001", "moi_ban_hanh", days(10, 5), days(10, 9, khi={"cach_nop": "truc_tuyen"})),
    )
    page = time_cut.of(catalogue, making.TODAY)
    assert page.targets[0].verdict == "Chưa đạt"
    assert [(cut.situation, cut.share) for cut in page.procedures[0].cuts] == [(None, "50%"), ("nộp trên mạng", "10%")]
    assert page.targets[1].found == "Chưa có thủ tục nào để tính"
    assert page.targets[1].verdict.startswith("Không tính được")


def test_levels_are_shares_with_numerator_and_denominator(tmp_path: Path) -> None:
    direct = {"muc_do": "truc_tiep", "cach_nop": ["truc_tiep"]}
    without = making.procedure("1.000003", **direct)
    del without["nop_truc_tuyen"]
    catalogue = with_targets(
        tmp_path,
        making.procedure("1.000001", muc_do="toan_trinh"),
        making.procedure("1.000002", muc_do="mot_phan"),
        without,
    )
    page = online_levels.of(catalogue, making.TODAY)
    full, partial = page.targets
    assert full.asked == "Đến 31/12/2026, ít nhất 50% thủ tục làm hết trên mạng"
    assert (full.found, full.verdict) == ("1 trên 3 thủ tục (33,3%)", "Chưa đạt")
    assert partial.asked == "Đến 31/12/2026, ít nhất 67% thủ tục làm một phần trên mạng trở lên"
    assert (partial.found, partial.verdict) == ("2 trên 3 thủ tục (66,7%)", "Chưa đạt"), "66,67% is not 67%"
    (field,) = page.fields
    assert field.name == "Thử nghiệm"
    assert [(bar.label, bar.count, bar.total) for bar in field.levels] == [
        ("Làm hết trên mạng", 1, 3),
        ("Làm một phần trên mạng", 1, 3),
        ("Chỉ làm tại nơi tiếp nhận", 1, 3),
    ]
    assert [(bar.label, bar.count, bar.total) for bar in page.by_field.bars] == [("Thử nghiệm", 1, 3)]


def test_half_is_enough_for_a_target_of_half(tmp_path: Path) -> None:
    catalogue = with_targets(
        tmp_path, making.procedure("1.000001", muc_do="toan_trinh"), making.procedure("1.000002", muc_do="mot_phan")
    )
    assert online_levels.of(catalogue, making.TODAY).targets[0].verdict == "Đạt"


def test_what_is_not_in_use_counts_nowhere(tmp_path: Path) -> None:
    gone = {"tu": "2025-07-01", "den": "2026-06-30", "trang_thai": "bai_bo", "ly_do": "x"}
    catalogue = with_targets(tmp_path, making.procedure("1.000001"), making.procedure("1.000002", hieu_luc=gone))
    day = date(2026, 11, 22)
    assert {bar.total for bar in online_levels.of(catalogue, day).whole.bars} == {1}
    assert {bar.total for bar in time_cut.of(catalogue, day).whole.bars} == {1}
