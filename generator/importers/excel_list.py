"""A list of procedures as the national portal exports it to Excel, or as a province retypes it.

Columns are found by their headings, wherever the heading row stands, on every sheet. Nothing is guessed: a row
whose code can't be read is told, not skipped in silence.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import get_column_letter

from generator.checking import schema
from generator.importers.cleaning import clean, code_of, plain
from generator.problems import Level, Problem
from generator.reading import fetch

RULE = "danh_sach"
MAX_BYTES = 16 * 1024 * 1024
_MAX_UNPACKED = 128 * 1024 * 1024
"""The portal's whole list of one ministry unpacks to less than a megabyte."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: `.xls`, and any workbook with a password ([MS-CFB] 2.2)."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAX_ROWS, _MAX_COLUMNS = 20_000, 60
"""One stray cell in the last corner of a sheet makes it a thousand million cells; the whole nation has some 6,000
procedures."""
_HEADING_ROWS = 60
"""A heading further down than this is none."""
_HEADINGS = {
    "code": re.compile(r"ma(-so)?(-(tthc|thu-tuc)(-.*)?)?"),
    "name": re.compile(r"(ten|ten-(tthc|thu-tuc)(-.*)?|thu-tuc-hanh-chinh)"),
    "field": re.compile(r"linh-vuc(-.*)?"),
    "authority": re.compile(r"(co-quan|cap|don-vi)-(thuc-hien|giai-quyet)(-.*)?"),
}
"""What a heading says, as a code without diacritics."""
_GROUP = re.compile(r"^([IVXLC]+|[0-9]+|[A-Z])\s*[.)]\s*|^lĩnh vực\s*:?\s*", re.IGNORECASE)
_LEVEL = re.compile(
    r"\((thực hiện (tại|ở) )?cấp (tỉnh|trung ương|xã)[^()]*\)|(thực hiện (tại|ở) )cấp [^()]*", re.IGNORECASE
)
"""The portal's names of procedures that several levels carry out end so: `(thực hiện tại cấp tỉnh)`."""

Row = tuple[str, ...]
"""The texts of a row's cells; an empty cell is an empty text."""


@dataclass(frozen=True)
class Entry:
    """One procedure of the list. `authority` is empty where the list says none, None where it has no such column."""

    code: str
    name: str
    field: str
    authority: str | None = None

    @property
    def is_communes(self) -> bool | None:
        """Whether a commune carries it out, as its name says or else its authority; None where neither does."""
        if level := _LEVEL.search(self.name):
            return "xã" in level.group().casefold()
        if self.authority is None:
            return True
        if not self.authority:
            return None
        return bool(re.search(r"\b(xã|phường|đặc khu)\b", self.authority, re.IGNORECASE))


@dataclass(frozen=True)
class OfficialList:
    """The procedures of a list by code, and what could not be read of it."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read(file: Path) -> OfficialList:
    """The list in an Excel file. What is wrong with it is told in `problems`; never raises."""
    shown = file.as_posix()
    raw = fetch(file, shown, MAX_BYTES)
    if isinstance(raw, Problem):
        return OfficialList(problems=[raw])
    if words := _not_a_workbook(raw):
        return OfficialList(problems=[Problem(shown, 1, 1, RULE, words)])
    problems: list[Problem] = []
    try:
        sheets = _sheets(raw, shown, problems)
    except Exception:
        # The library raises whatever a damaged file leads it to.
        words = "tệp Excel bị hỏng; hãy mở bằng Excel, lưu lại dạng .xlsx, hoặc tải lại từ Cổng"
        return OfficialList(problems=[Problem(shown, 1, 1, RULE, words)])
    entries: dict[str, Entry] = {}
    has_headings = False
    for sheet, rows in sheets.items():
        place = _headings(rows)
        if place is None:
            continue
        has_headings = True
        for entry in _entries(shown, sheet, rows, *place, problems):
            entries.setdefault(entry.code, entry)
    if not has_headings:
        words = 'không thấy dòng tiêu đề có cột mã ("Mã số") và cột tên ("Tên") trong trang tính nào'
        problems.append(Problem(shown, 1, 1, RULE, words))
    elif not entries:
        problems.append(Problem(shown, 1, 1, RULE, "danh sách không có thủ tục nào"))
    return OfficialList(entries, problems)


def _not_a_workbook(raw: bytes) -> str | None:
    if len(raw) > MAX_BYTES:
        return (
            f"tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB, không phải danh sách thủ tục; hãy xem có chọn nhầm tệp không"
        )
    if raw.startswith(_OLD_OFFICE):
        if _ENCRYPTED in raw:
            return "tệp có mật khẩu; hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại"
        return "tệp kiểu cũ (.xls); hãy mở bằng Excel rồi lưu lại dạng .xlsx"
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            size = sum(part.file_size for part in packed.infolist())
            is_workbook = "[Content_Types].xml" in packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        is_workbook, size = False, 0
    if not is_workbook:
        return "không phải tệp Excel .xlsx; hãy tải danh sách từ Cổng dưới dạng Excel"
    if size > _MAX_UNPACKED:
        return "tệp mở ra lớn bất thường, không phải danh sách thủ tục"
    return None


def _sheets(raw: bytes, shown: str, problems: list[Problem]) -> dict[str, list[Row]]:
    """The texts of all sheets; a cell merged downwards says the same in each of its rows."""
    with warnings.catch_warnings():
        # The library warns of styles and extensions that it leaves out, none of which we read.
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(raw), data_only=True)
    result = {}
    for sheet in book.worksheets:
        height, width = min(sheet.max_row, _MAX_ROWS), min(sheet.max_column, _MAX_COLUMNS)
        rows = [list(map(_text, row)) for row in sheet.iter_rows(max_row=height, max_col=width, values_only=True)]
        if height < sheet.max_row:
            words = f'trang tính "{sheet.title}": chỉ đọc {height} dòng đầu; hãy xóa các dòng trống ở dưới danh sách'
            problems.append(Problem(shown, height, 1, RULE, words, Level.WARNING))
        for merged in (one for one in sheet.merged_cells.ranges if one.min_col <= width):
            for row in range(merged.min_row, min(merged.max_row, len(rows))):
                rows[row][merged.min_col - 1] = rows[merged.min_row - 1][merged.min_col - 1]
        result[sheet.title] = [tuple(row) for row in rows]
    return result


def _text(value: Any) -> str:
    # A code typed into Excel becomes a number, and 1.000110 loses its last digit.
    return f"{value:.6f}" if isinstance(value, float) else clean(str(value)) if value is not None else ""


def _headings(rows: list[Row]) -> tuple[int, dict[str, int]] | None:
    """The index of the heading row and of the column of each kind."""
    for index, row in enumerate(rows[:_HEADING_ROWS]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(row):
            kind = next((kind for kind, shape in _HEADINGS.items() if shape.fullmatch(code_of(cell, ""))), None)
            if kind:
                columns.setdefault(kind, column)
        if {"code", "name"} <= columns.keys():
            return index, columns
    return None


def _entries(
    shown: str, sheet: str, rows: list[Row], heading: int, columns: Mapping[str, int], problems: list[Problem]
) -> Iterator[Entry]:
    rule = schema("common")["$defs"]["ma_thu_tuc"]
    group = ""
    for number, row in enumerate(rows[heading + 1 :], heading + 2):
        said = [cell for cell in row if cell]
        code, name = (plain(row[columns[kind]]) for kind in ("code", "name"))
        if re.search(rule["pattern"], code) and name:
            authority = row[columns["authority"]] if "authority" in columns else None
            yield Entry(code, name, plain(row[columns["field"]]) if "field" in columns else group, authority)
        elif len(set(said)) == 1:
            # A row with one text is the heading of a group, or a signature below the list.
            group = _GROUP.sub("", _GROUP.sub("", plain(said[0])))
        elif code or name:
            column = columns["name"] if code and not name else columns["code"]
            cell = f"{get_column_letter(column + 1)}{number}"
            what = "không có tên thủ tục" if code and not name else f'"{code[:40]}" không phải mã thủ tục'
            words = f'trang tính "{sheet}", ô {cell}: {what}, ví dụ 1.004222; dòng này không được tính'
            # Below the headings stands often a row of column numbers; on later pages the headings again.
            if row != rows[heading] and not code.strip("()").isdigit():
                problems.append(Problem(shown, number, column + 1, RULE, words, Level.WARNING))
