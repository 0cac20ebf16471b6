"""The commune's board: what stands there, what is missing and never filled in, and what expires."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import addresses, loading
from generator.cache import Cache
from generator.records import Catalogue
from generator.site import pages
from generator.views import board, board_sheets, dashboard, frame, listing, schedule
from tests import making

NOTICE = {"ma": "noi-quy", "loai": "noi_quy", "ten": "Nội quy", "nguon": "1/QĐ-UBND", "noi_dung": ["Giữ trật tự."]}
LETTER = {
    "nguon": "2/QĐ-UBND",
    "ngay": "2026-08-01",
    "khi": "Hồ sơ quá ngày hẹn.",
    "ai_ky": "Chủ tịch Ủy ban nhân dân xã",
    "loi_thu": ["Chúng tôi xin lỗi."],
}
MEETING = {
    "ngay": "thu_2",
    "tu": "08:00",
    "den": "09:30",
    "viec": "Giao ban",
    "ai": "Chủ tịch xã",
    "o_dau": "Phòng họp",
}
OWN = ["Nội quy", "Quy trình", "Chính sách chất lượng", "Mục tiêu chất lượng", "Quy tắc ứng xử"]


def kept(
    root: Path, *notices: dict[str, Any], letter: Any = None, weeks: Any = None, procedure: Any = None, **of_unit: Any
) -> Catalogue:
    """A catalogue with a board of these notices, a letter of apology and a schedule."""
    making.write_root(root, [procedure or making.procedure()], making.unit(**of_unit))
    content = {"bang_tin": list(notices)} if notices else {}
    if letter:
        content["thu_xin_loi"] = letter
    if content:
        making.write(root / loading.FOLDER / "bang_tin.yaml", content)
    if weeks:
        making.write(root / loading.FOLDER / "lich.yaml", {"tuan": weeks})
    loaded = making.load(root)
    assert loaded.catalogue, "\n".join(map(str, loaded.problems))
    return loaded.catalogue


def paths(catalogue: Catalogue, root: Path) -> set[str]:
    memory = Cache(None)
    renderer = pages.renderer(catalogue, root, making.TODAY, memory)
    return {file.path for file in pages.build(catalogue, root, making.TODAY, memory, renderer)}


def missing(catalogue: Catalogue, day: date = making.TODAY) -> list[str]:
    return [item.name for item in board.items(catalogue, day) if item.missing]


def test_a_commune_without_a_board_has_no_page_sheet_or_link_of_one(tmp_path: Path) -> None:
    catalogue = kept(tmp_path)
    assert not [path for path in paths(catalogue, tmp_path) if "bang-niem-yet" in path]
    assert listing.home(catalogue, making.TODAY).board is None
    assert list(board_sheets.of(catalogue, making.TODAY)) == []
    assert board_sheets.apology(catalogue) is None
    assert missing(catalogue)[-5:] == OWN


def test_each_part_is_there_only_where_the_data_has_it(tmp_path: Path) -> None:
    only_letter = paths(kept(tmp_path / "a", letter=LETTER), tmp_path / "a")
    assert {one for one in only_letter if one.startswith("bang-niem-yet/")} == {
        "bang-niem-yet/index.html",
        "bang-niem-yet/quyet-dinh-cong-bo/index.html",
        "bang-niem-yet/thu-xin-loi/index.html",
    }
    weeks = [{"tu": "2026-11-23", "buoi": [MEETING]}]
    both = paths(kept(tmp_path / "b", NOTICE, weeks=weeks), tmp_path / "b")
    assert {one for one in both if one.startswith("bang-niem-yet/")} == {
        "bang-niem-yet/index.html",
        "bang-niem-yet/quyet-dinh-cong-bo/index.html",
        "bang-niem-yet/noi-quy/index.html",
        "bang-niem-yet/lich-tuan/index.html",
    }


def test_what_is_missing_is_named_and_nothing_is_filled_in(tmp_path: Path) -> None:
    catalogue = kept(tmp_path, NOTICE, phan_anh={"noi": {"chua_ro": "x"}, "dien_thoai": "0000 000 002"})
    assert missing(catalogue) == [
        "Lịch tiếp công dân",
        "Nơi nhận phản ánh, kiến nghị",
        "Hòm thư, sổ góp ý",
        *OWN[1:],
    ]
    shown = {item.name: item for item in board.of(catalogue, making.TODAY).items}
    assert [entry.text for entry in shown["Nội quy"].entries] == ["Nội quy"]
    assert shown["Nội quy"].entries[0].source == "Văn bản số 1/QĐ-UBND"
    assert shown["Quy trình"].entries == ()
    assert shown["Quy trình"].missing == "hãy ghi mục loai: quy_trinh trong bang_tin.yaml, đúng lời văn bản của xã"
    assert not {"Thư xin lỗi khi trễ hẹn", "Lịch công tác tuần", "Nội dung khác"} & shown.keys()


def test_fees_list_and_decisions_come_from_the_records(tmp_path: Path) -> None:
    free = making.procedure(
        "1.000002",
        phi_le_phi={"khong_thu": "Luật phí"},
        nguon={"quyet_dinh": {"chua_ro": "x"}, "kiem_tra": "2026-11-20"},
    )
    open_fee = making.procedure("1.000003", phi_le_phi={"chua_ro": "Chờ nghị quyết"})
    making.write_root(tmp_path, [making.procedure(), free, open_fee])
    making.write(tmp_path / loading.FOLDER / "bang_tin.yaml", {"bang_tin": [NOTICE]})
    catalogue = making.load(tmp_path).catalogue
    assert catalogue
    shown = {item.code: item for item in board.of(catalogue, making.TODAY).items}
    assert shown["danh-muc"].entries[0].text == "Mọi thủ tục, theo vần: 3 thủ tục"
    assert shown["phi-le-phi"].entries[0].text.startswith("1 thủ tục có thu")
    assert shown["phi-le-phi"].note == "1 trên 3 thủ tục chưa có thông tin về mức thu"
    assert shown["quyet-dinh"].note == "1 trên 3 thủ tục chưa có thông tin về quyết định công bố"
    decisions = board.decisions(catalogue, making.TODAY)
    assert [(one.number, len(one.procedures)) for one in decisions.decisions] == [("1/QĐ-UBND", 2)]
    assert [link.text for link in decisions.unknown] == ["Đăng ký thử 1.000002"]


@pytest.mark.parametrize(
    ("day", "standing", "listed"),
    [
        ("2026-11-22", "Chưa áp dụng; áp dụng từ ngày 01/12/2026.", False),
        ("2026-12-01", "Chỉ áp dụng đến hết ngày 31/12/2026.", True),
        ("2026-12-31", "Chỉ áp dụng đến hết ngày 31/12/2026.", True),
        ("2027-01-01", "Đã hết áp dụng ngày 31/12/2026.", False),
    ],
)
def test_a_text_counts_only_while_it_applies_and_keeps_its_page(
    tmp_path: Path, day: str, standing: str, listed: bool
) -> None:
    catalogue = kept(tmp_path, {**NOTICE, "hieu_luc": {"tu": "2026-12-01", "den": "2026-12-31"}})
    assert catalogue.board
    today = date.fromisoformat(day)
    assert board.notice(catalogue.board.notices["noi-quy"], today).standing == standing
    assert ("Nội quy" not in missing(catalogue, today)) == listed
    assert any(one.code == "bang-tin-noi-quy" for one in board_sheets.of(catalogue, today)) == listed


def test_the_schedule_shows_what_is_not_over_and_says_when_nothing_is_left(tmp_path: Path) -> None:
    weeks = [{"tu": "2026-11-23", "buoi": [MEETING]}, {"tu": "2026-11-16", "buoi": [MEETING]}]
    catalogue = kept(tmp_path, weeks=weeks, tiep_dan=[{"ngay": ["thu_5"], "tu": "08:00", "den": "11:00"}])

    def shown(day: str) -> tuple[list[str], str | None]:
        page = schedule.of(catalogue, date.fromisoformat(day))
        return [week.name for week in page.weeks], page.expired

    now, coming = "Tuần từ 16/11/2026 đến 22/11/2026", "Tuần từ 23/11/2026 đến 29/11/2026"
    assert shown("2026-11-22") == ([now, coming], None)
    assert shown("2026-11-23") == ([coming], None)
    assert shown("2026-11-29") == ([coming], None)
    assert shown("2026-11-30") == ([], "Lịch này đã hết hạn từ ngày 30/11/2026; chưa có lịch mới.")
    page = schedule.of(catalogue, making.TODAY)
    assert page.weeks[1].days == (
        schedule.DayLines(
            "Thứ Hai, 23/11/2026",
            (schedule.SessionLine("8 giờ đến 9 giờ 30", "Giao ban", "Chủ tịch xã", "Phòng họp"),),
        ),
    )
    assert page.citizen_hours == (("Thứ Năm", "8 giờ đến 11 giờ"),)


def test_no_hour_is_ever_assumed(tmp_path: Path) -> None:
    catalogue = kept(tmp_path, NOTICE, gio_lam_viec={"chua_ro": "Chưa công bố"}, tiep_dan={"chua_ro": "Chưa có lịch"})
    assert {"Giờ làm việc", "Lịch tiếp công dân"} <= set(missing(catalogue))
    page = board.of(catalogue, making.TODAY)
    assert page.citizen_hours_fact
    assert (page.citizen_hours, page.citizen_hours_fact.why) == ((), "Chưa có lịch")
    (sheet,) = (one for one in board_sheets.of(catalogue, making.TODAY) if one.code == "gio-lam-viec")
    said = {part.heading: part.points for part in sheet.body}
    assert said["Giờ làm việc"] == said["Lịch tiếp công dân"] == ("Chưa có thông tin",)


def test_taking_a_number_is_told_only_where_there_is_a_machine(tmp_path: Path) -> None:
    points = [
        {"ma": "mot-cua", "ten": "Một cửa", "dia_chi": "Tầng 1", "lay_so": "Cạnh cửa chính"},
        {"ma": "cong-an", "ten": "Công an xã", "dia_chi": "Tầng 2"},
    ]
    catalogue = kept(tmp_path, noi_tiep_nhan=points)
    told = [frame.reception(point).arrival for point in catalogue.unit.reception_points]
    assert told == ["Lấy số cạnh cửa chính, chờ gọi.", None]


def test_iso_processes_are_counted_by_field_with_the_number_they_are_out_of(tmp_path: Path) -> None:
    catalogue = kept(tmp_path, procedure=making.procedure(iso={"quy_trinh": "QT-01"}))
    other = replace(catalogue.procedures[making.CODE], code="1.000002", iso_process=None)
    more = replace(catalogue, procedures={**catalogue.procedures, other.code: other})
    assert board.iso(more, making.TODAY) == (board.Share("Thử nghiệm", 1, 2),)
    (picture,) = (one for one in dashboard.of(more, making.TODAY).pictures if one.code == "quy-trinh-iso")
    assert picture.words == "Thử nghiệm: 1 trên 2 thủ tục"
    none = replace(catalogue, procedures={other.code: other})
    assert "quy-trinh-iso" not in [one.code for one in dashboard.of(none, making.TODAY).pictures]


def test_a_commune_adds_its_process_to_a_record_from_the_layer_below(tmp_path: Path) -> None:
    making.write_root(tmp_path, [], making.unit(lop=["lop/quoc-gia"]))
    making.write(tmp_path / "lop/quoc-gia/thu-nghiem/1.000001.yaml", making.procedure())
    making.write(tmp_path / loading.FOLDER / "thu-nghiem/1.000001.yaml", {"iso": {"quy_trinh": "QT-01"}})
    catalogue = making.load(tmp_path).catalogue
    assert catalogue
    assert catalogue.procedures[making.CODE].iso_process == "QT-01"


def test_the_pages_of_the_board_lie_below_it_and_are_never_printed_addresses(tmp_path: Path) -> None:
    catalogue = kept(tmp_path, NOTICE, letter=LETTER)
    assert catalogue.board
    one = addresses.of_notice(catalogue.board.notices["noi-quy"])
    assert one.path == "bang-niem-yet/noi-quy/"
    assert {one, addresses.BOARD, addresses.APOLOGY}.isdisjoint(addresses.all(catalogue))
