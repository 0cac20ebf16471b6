"""What an official saves from Excel is read as it was meant, whatever the separator, the marks and the encoding."""

from __future__ import annotations

import codecs
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import loading, monthly, tables
from generator.records import MonthlyResults, Tally
from generator.tallies import added
from tests import making

CODES = {"ho-tich": "ho-tich", "Hộ tịch": "ho-tich", "cu-tru": "cu-tru", "Cư trú": "cu-tru"}
PLAIN = "Tháng;Tiếp nhận;Đúng hạn;Đang giải quyết;Quá hạn;Không tính;Lý do không tính\n10;6751;6739;12;0;18;Rút hồ sơ\n"
MEANT = Tally(6751, 6739, 12, 0, 18, "Rút hồ sơ")


def said(raw: bytes, year: int = 2026) -> tuple[tuple[MonthlyResults, ...], list[str]]:
    table = tables.read(raw, "2026.csv")
    if isinstance(table, list):
        return (), [str(one) for one in table]
    found, problems = monthly.of_table(table, year, CODES, making.TODAY)
    return found, [str(one) for one in problems]


def only(raw: bytes) -> Tally:
    found, problems = said(raw)
    assert problems == []
    assert [one.month for one in found] == [date(2026, 10, 1)]
    return found[0].total


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_any_separator_that_excel_writes(separator: str) -> None:
    assert only(PLAIN.replace(";", separator).encode()) == MEANT


def test_a_first_line_that_names_the_separator() -> None:
    assert only(f"sep=;\n{PLAIN}".encode()) == MEANT


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_end_of_line(ending: str) -> None:
    assert only(PLAIN.replace("\n", ending).encode()) == MEANT


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"),
        unicodedata.normalize("NFD", PLAIN).encode(),
    ],
    ids=["utf-8 with a mark", "unicode text", "unicode text, big end first", "letters and marks apart"],
)
def test_any_encoding_of_unicode(raw: bytes) -> None:
    assert only(raw) == MEANT


def in_old_windows(text: str) -> bytes:
    """Text in windows-1258: letters of its own, tones as marks that follow."""
    raw = b""
    for letter in text:
        try:
            raw += letter.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tone = next(one for one in apart if one in "\u0300\u0309\u0303\u0301\u0323")
            raw += unicodedata.normalize("NFC", apart.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return raw


def test_the_old_code_page_of_windows_where_its_marks_fit() -> None:
    assert only(in_old_windows(PLAIN)) == MEANT


@pytest.mark.parametrize("written", ["6751", "6.751", "6 751", "6\u00a0751", "6751,0", "6751,00", "6.751,00", "6751.0"])
def test_a_number_as_excel_shows_it(written: str) -> None:
    assert only(PLAIN.replace("6751", written).encode()) == MEANT


@pytest.mark.parametrize("written", ["6,751", "6,751.00"])
def test_a_number_as_an_english_excel_shows_it(written: str) -> None:
    assert only(PLAIN.replace(";", "\t").replace("6751", written).encode()) == MEANT


@pytest.mark.parametrize("written", ["2142400", "2.142.400", "2.142.400 đồng", "2.142.400 ₫", "2.142.400đ"])
def test_money_with_or_without_its_unit(written: str) -> None:
    lines = PLAIN.splitlines()
    assert only(f"{lines[0]};Phí, lệ phí đã thu (đồng)\n{lines[1]};{written}\n".encode()).collected == 2_142_400


@pytest.mark.parametrize("written", ["10", "Tháng 10", "tháng 10/2026", "10/2026", "10-2026", "Tháng 10 "])
def test_a_month_as_officials_write_it(written: str) -> None:
    assert only(PLAIN.replace("\n10;", f"\n{written};").encode()) == MEANT


def test_headings_without_diacritics_or_as_codes() -> None:
    headings = "thang;tiep nhan;DUNG HAN;dang_giai_quyet;Qua han;khong_tinh;ly do khong tinh"
    assert only(f"{headings}\n{PLAIN.splitlines()[1]}\n".encode()) == MEANT


def test_a_text_in_quotes_may_hold_a_separator_and_a_line_break() -> None:
    raw = PLAIN.replace("Rút hồ sơ", '"Rút hồ sơ; nộp\nnhầm nơi"').encode()
    assert only(raw).reason == "Rút hồ sơ; nộp\nnhầm nơi"
    broken = raw + b"11;1;1;0;0;0;\n"
    assert said(broken)[1] == ['2026.csv:4:1: cột "Tháng": tháng 11/2026 chưa hết; hãy ghi khi tháng đã hết [ket_qua]']


def test_a_month_counts_from_its_last_day_on() -> None:
    table = tables.read(PLAIN.encode(), "2026.csv")
    assert isinstance(table, tables.Table)
    assert monthly.of_table(table, 2026, CODES, date(2026, 10, 31))[1] == []
    assert len(monthly.of_table(table, 2026, CODES, date(2026, 10, 30))[1]) == 1


def test_fields_add_up_to_the_month_where_nobody_wrote_the_sum() -> None:
    heading = "Tháng;Lĩnh vực;Tiếp nhận;Đúng hạn;Đang giải quyết;Quá hạn;Nộp trực tuyến;Phí, lệ phí đã thu\n"
    found, problems = said(f"{heading}10;Hộ tịch;10;9;1;0;4;50000\n10;cu-tru;5;3;1;1;;20000\n9;;1;1;0;0;;\n".encode())
    assert problems == []
    assert [one.month.month for one in found] == [9, 10]
    assert found[1].total == Tally(15, 12, 2, 1, collected=70_000), "online is not known of one field"
    assert list(found[1].by_field) == ["ho-tich", "cu-tru"]


def test_texts_of_several_months_are_said_once() -> None:
    total = added([Tally(1, 1, 0, 0, 1, "a", note="x"), Tally(2, 1, 1, 0, 2, "b", note="x"), Tally(1, 1, 0, 0)])
    assert total == Tally(4, 3, 1, 0, 3, "a; b", note="x")


@given(st.binary(max_size=300))
def test_no_bytes_bring_it_down(raw: bytes) -> None:
    for start in (b"", PLAIN.encode()):
        found, problems = said(start + raw)
        assert problems or found


@given(st.lists(st.text("0123456789.,;\"'\t\n -=%đ", max_size=12), min_size=1, max_size=12))
def test_what_is_accepted_adds_up(cells: list[str]) -> None:
    for one in said((PLAIN + ";".join(cells)).encode())[0]:
        assert one.total.received == one.total.on_time + one.total.pending + one.total.overdue


def test_files_of_several_years_stand_in_the_order_of_the_months(tmp_path: Path) -> None:
    root = making.write_root(tmp_path)
    folder = root / loading.FOLDER / monthly.FOLDER
    folder.mkdir()
    for year in (2026, 2025):
        (folder / f"{year}.csv").write_text(PLAIN, "utf-8")
    loaded = making.load(root)
    assert loaded.catalogue
    assert [one.month for one in loaded.catalogue.results] == [date(2025, 10, 1), date(2026, 10, 1)]


def test_an_error_in_the_results_stops_the_build(tmp_path: Path) -> None:
    root = making.write_root(tmp_path)
    file = root / loading.FOLDER / monthly.FOLDER / "2026.csv"
    file.parent.mkdir()
    file.write_text(PLAIN.replace("6739", "6740"), "utf-8")
    loaded = making.load(root)
    assert loaded.catalogue is None
    assert [str(one.path) for one in loaded.problems if one.rule == "ket_qua"] == [file.as_posix()]
