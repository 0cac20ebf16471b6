"""From the print to the wall and down again: each step is one command and one new file."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from generator.addresses import Address, Kind
from generator.records import Condition
from generator.register import standing
from generator.views import rounds
from tests import making
from tests.posters import pdf
from tests.register.conftest import DAY, POSTER, Command, catalogue, change, entries

ONE = ("--design", POSTER, "--place", "thon-dinh")
PLACE = Address(Kind.PLACE, "thon-dinh")


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


@pytest.mark.parametrize(
    "sheet",
    ["N/THON-DINH/1", "n/thon-dinh", "https://xathu.tinhthu.gov.vn/N/THON-DINH/1/", "HTTPS://XATHU.TINHTHU.GOV.VN/N/THON-DINH/1/"],
)  # fmt: skip
def test_a_sheet_is_named_by_what_stands_beside_its_code(printed: Path, command: Command, sheet: str) -> None:
    assert command(printed, "hung", sheet).code == 0
    (one,) = catalogue(printed).register.hung.values()
    assert (one.place, one.day.isoformat(), one.spot) == ("thon-dinh", DAY, None)


def test_hung_inspected_and_taken_down(printed: Path, command: Command) -> None:
    assert command(printed, "hung", "N/THON-DINH", "--at", "Bảng tin", day="2026-11-23").code == 0
    answer = command(
        printed, "inspected", "N/THON-DINH", "--condition", "bi_dan_de", "--note", "Đã bóc", day="2026-12-01"
    )
    assert answer.code == 0
    register = catalogue(printed).register
    (look,) = register.inspected
    assert (look.condition, look.note) == (Condition.COVERED, "Đã bóc")
    (shown,) = rounds.of_register(catalogue(printed))
    assert (shown.place, shown.what, shown.address.path) == ("thon-dinh", POSTER, "N/THON-DINH/1/")
    assert (str(shown.hung), str(shown.inspected)) == ("2026-11-23", "2026-12-01")
    assert command(printed, "taken-down", "N/THON-DINH/1", "--reason", "Rách", day="2027-01-02").code == 0
    assert standing.hanging(catalogue(printed).register) == {}
    assert rounds.of_register(catalogue(printed)) == ()
    assert {len(entries(printed, kind)) for kind in ("treo", "kiem-tra", "go")} == {1}


def test_the_record_of_posting_comes_filled_in(printed: Path, command: Command) -> None:
    assert command(printed, "hung", "N/THON-DINH", day="2026-11-23").code == 0
    assert command(printed, "posters", "--design", "bien-ban-niem-yet", "--place", "thon-dinh").code == 0
    words = pdf.text((printed / "posters" / "bien-ban-niem-yet" / "thon-dinh-A4-den-trang.pdf").read_bytes())
    assert pdf.squeezed("23 tháng 11 năm 2026") in words or pdf.squeezed("23/11/2026") in words
    assert pdf.squeezed("23 tháng 12 năm 2026") in words or pdf.squeezed("23/12/2026") in words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("hung", "N/THON-DINH/9"), 'Sổ không ghi tờ nào có địa chỉ hay tên tệp "N/THON-DINH/9"'),
        (("hung", "N/THON-DINH", "--place", "thon-khac"), 'Không có nơi nào mã "thon-khac"; các nơi: thon-dinh, thon-dong, mot-cua.'),
        (("hung", "???"), 'Sổ không ghi tờ nào có địa chỉ hay tên tệp "???"'),
        (("inspected", "N/THON-DINH"), 'Sổ không ghi "N/THON-DINH" đang treo ở đâu; treo rồi thì chạy niemyet hung trước.'),
        (("taken-down", "N/THON-DINH"), 'Sổ không ghi "N/THON-DINH" đang treo ở đâu'),
        (("taken-back", "N/THON-DONG"), 'Sổ không ghi tờ nào có địa chỉ hay tên tệp "N/THON-DONG"'),
        (("announced", "9.999999"), 'Không có thủ tục nào mã "9.999999".'),
        (("announced", "1.000001", "--place", "x"), 'Không có nơi nào mã "x"; các nơi: thon-dinh, thon-dong.'),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_asked_back(
    printed: Path, command: Command, arguments: tuple[str, ...], words: str
) -> None:
    before = entries(printed)
    answer = command(printed, *arguments)
    assert answer.code == 1
    assert words in answer.err
    assert entries(printed) == before


@pytest.mark.parametrize(
    ("spot", "words"),
    [
        ("x" * 121, "vị trí dài 121 ký tự, nhiều nhất là 120."),
        ("  ", "vị trí đang bỏ trống"),
        ("Chợ\u202e", "ký tự"),
        ("Chợ\x07", "ký tự"),
    ],
)
def test_what_could_not_be_read_again_is_never_entered(printed: Path, command: Command, spot: str, words: str) -> None:
    before = entries(printed)
    answer = command(printed, "hung", "N/THON-DINH", "--at", spot)
    assert answer.code == 1
    assert answer.err.startswith("Không ghi vào sổ: ")
    assert words in answer.err
    assert entries(printed) == before


def test_words_as_a_keyboard_may_compose_them_are_entered_in_one_form(printed: Path, command: Command) -> None:
    assert command(printed, "hung", "N/THON-DINH", "--at", unicodedata.normalize("NFD", "Chợ Đình")).code == 0
    (one,) = catalogue(printed).register.hung.values()
    assert one.spot == "Chợ Đình"


def test_nothing_hangs_before_it_was_printed(printed: Path, command: Command) -> None:
    answer = command(printed, "hung", "N/THON-DINH", day="2026-11-21")
    assert answer.code == 1
    assert "Ngày 2026-11-21 đứng trước ngày in (2026-11-22); hãy xem lại --date." in answer.err


def test_one_of_several_designs_must_be_named(root: Path, command: Command) -> None:
    assert command(root, "posters", "--print", "--design", "to-thon", "--place", "thon-dinh").code == 0
    answer = command(root, "hung", "N/THON-DINH/1")
    assert answer.code == 1
    assert "hãy thêm --design (to-thon-A2," in answer.err
    assert command(root, "hung", "N/THON-DINH/1", "--design", POSTER).code == 0


def test_one_of_several_copies_must_be_named(printed: Path, command: Command) -> None:
    assert command(printed, "hung", "N/THON-DINH", "--at", "Nhà văn hóa").code == 0
    assert command(printed, "hung", "N/THON-DINH", "--at", "Chợ").code == 0
    answer = command(printed, "taken-down", "N/THON-DINH")
    assert answer.code == 1
    assert "đang treo ở 2 chỗ; hãy ghi một trong: " in answer.err
    code = entries(printed, "treo")[0].stem
    assert command(printed, "taken-down", code).code == 0
    assert len(standing.hanging(catalogue(printed).register)) == 1


def test_a_sheet_of_no_place_asks_where_it_hangs(root: Path, command: Command) -> None:
    assert command(root, "posters", "--print", "--design", "to-niem-yet-A4").code == 0
    answer = command(root, "hung", "TT/1.000001")
    assert answer.code == 1
    assert "Tờ này không của riêng nơi nào, hãy ghi --place; các nơi: thon-dinh, thon-dong, mot-cua." in answer.err
    assert command(root, "hung", "TT/1.000001", "--place", "mot-cua").code == 0


def test_what_is_recorded_does_not_wait_for_records_to_be_right(printed: Path, command: Command) -> None:
    assert command(printed, "hung", "N/THON-DINH").code == 0
    change(printed, "ho-tich/1.000001.yaml", "trang_thai: dang_ap_dung", "trang_thai: dung_roi")
    assert command(printed, "inspected", "N/THON-DINH").code == 0
    assert command(printed, "taken-down", "N/THON-DINH").code == 0


def test_what_was_read_out(printed: Path, command: Command) -> None:
    assert command(printed, "announced", "1.000001", "--place", "thon-dong").code == 0
    (one,) = catalogue(printed).register.announced
    assert (one.places, one.procedures) == (("thon-dong",), ("1.000001",))


def test_nothing_to_print_again(printed: Path, command: Command) -> None:
    answer = command(printed, "reprint")
    assert (answer.code, answer.out) == (0, "Mọi tờ đã in còn đúng, không tờ nào phải in lại.\n")
    assert not (printed / "posters").exists()


def test_the_list_to_print_again_names_place_and_reason_and_makes_just_those(printed: Path, command: Command) -> None:
    assert command(printed, "posters", "--print", "--design", "to-niem-yet-A4").code == 0
    assert command(printed, "hung", "N/THON-DINH", "--at", "Bảng tin").code == 0
    change(printed, "ho-tich/1.000002.yaml", "trang_thai: dang_ap_dung", "trang_thai: tam_dung, ly_do: Chờ luật")
    answer = command(printed, "reprint", day="2027-01-05")
    assert answer.code == 0
    assert lines(answer.out)[1:7] == [
        "Thôn Đình:",
        "to-thon-A4, N/THON-DINH/, lần in 1, ngày 22/11/2026, treo ở Bảng tin:",
        "Báo tử: Thủ tục này tạm dừng.",
        "Chưa ghi nơi treo:",
        "to-niem-yet-A4, TT/1.000002/, lần in 1, ngày 22/11/2026:",
        "Báo tử: Thủ tục này tạm dừng.",
    ]
    assert "to-niem-yet-A4, TT/1.000002/: không còn tờ này để in lại; hãy gỡ xuống." in lines(answer.out)
    assert [file.name for file in (printed / "posters").rglob("*.pdf")] == ["thon-dinh-A4.pdf"]


def test_a_sheet_printed_again_only_has_to_be_put_up(printed: Path, command: Command) -> None:
    assert command(printed, "hung", "N/THON-DINH").code == 0
    change(printed, "ho-tich/1.000001.yaml", "muc: 8000", "muc: 5000")
    assert command(printed, "reprint", "--print", day="2027-01-05").code == 0
    assert [file.name for file in (printed / "to_in" / "2027-01-05").rglob("*.pdf")] == ["thon-dinh-A4.pdf"]
    answer = command(printed, "reprint", day="2027-01-06")
    assert "Đã có bản đúng, lần in 2, ngày 05/1/2027: hãy thay tờ này bằng bản ấy." in lines(answer.out)
    answer = command(printed, "hung", "N/THON-DINH/2", day="2027-01-06")
    old = entries(printed, "treo")[0].stem
    assert f"Sổ còn ghi tờ cũ đang treo ở thon-dinh: gỡ rồi thì chạy niemyet taken-down {old}" in answer.out
    assert command(printed, "taken-down", old, day="2027-01-06").code == 0
    assert "không tờ nào phải in lại" in command(printed, "reprint", day="2027-01-06").out


def test_the_bound_book_goes_out_of_date_with_what_it_states(root: Path, command: Command) -> None:
    assert command(root, "posters", "--print", "--design", "so-thu-tuc-A4").code == 0
    assert command(root, "hung", "so-thu-tuc-A4", "--place", "mot-cua", "--at", "Bàn hướng dẫn").code == 0
    assert "không tờ nào phải in lại" in command(root, "reprint").out
    change(root, "ho-tich/1.000001.yaml", "muc: 8000", "muc: 5000")
    answer = command(root, "reprint", "--print", day="2027-01-05")
    assert "so-thu-tuc-A4, in ngày 22/11/2026, treo ở Bàn hướng dẫn:" in lines(answer.out)
    assert any("từ 8.000 đồng/lần thành 5.000 đồng/lần" in line for line in lines(answer.out))
    assert [file.name for file in (root / "to_in" / "2027-01-05").rglob("*.pdf")] == ["xa-thu-A4.pdf"]
    answer = command(root, "reprint", day="2027-01-06")
    assert "Đã có bản đúng, in ngày 05/1/2027: hãy thay tờ này bằng bản ấy." in lines(answer.out)
    # Named by its design it is the last one.
    assert command(root, "hung", "so-thu-tuc-A4", "--place", "mot-cua", day="2027-01-06").code == 0
    assert command(root, "taken-down", entries(root, "treo")[0].stem, day="2027-01-06").code == 0
    assert "không tờ nào phải in lại" in command(root, "reprint", day="2027-01-06").out


def test_every_step_only_adds_a_file(printed: Path, command: Command) -> None:
    before = {file: file.read_bytes() for file in entries(printed)}
    for step in (("hung", "N/THON-DINH"), ("inspected", "N/THON-DINH"), ("taken-down", "N/THON-DINH"), ("posters", "--print", *ONE)):  # fmt: skip
        assert command(printed, *step).code == 0
    assert {file: file.read_bytes() for file in before} == before
    assert len(entries(printed)) == len(before) + 4
    assert making.TODAY.isoformat() in entries(printed, "in")[0].name
