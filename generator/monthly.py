"""Monthly results: the rows of a CSV file to tallies, every number read strictly and every sum checked.

One file a year, `ket_qua/2026.csv`; one row a month, or one a month and field. A count that does not add up is
refused with the numbers: received = on time + pending + overdue, and what is excluded stands outside.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from generator.problems import Problem, errors
from generator.records import MonthlyResults, Tally
from generator.tables import Cell, Table
from generator.tallies import added
from generator.wording import folded, joined, number, share, uncapitalised

FOLDER = "ket_qua"
"""Where the files stand, below the commune's own records."""
RULE = "ket_qua"
FILE = re.compile(r"(20[0-9]{2})\.csv", re.IGNORECASE)
"""How the files are called: the year."""

MONTH, FIELD, RATE = "thang", "linh_vuc", "ty_le_dung_han"
TITLES = {
    MONTH: "Tháng",
    FIELD: "Lĩnh vực",
    "tiep_nhan": "Tiếp nhận",
    "dung_han": "Đúng hạn",
    "dang_giai_quyet": "Đang giải quyết",
    "qua_han": "Quá hạn",
    "khong_tinh": "Không tính",
    "ly_do_khong_tinh": "Lý do không tính",
    "truoc_han": "Trước hạn",
    "da_tra": "Đã trả kết quả",
    "truc_tuyen": "Nộp trực tuyến",
    "buu_chinh": "Nộp qua bưu chính",
    "da_thu": "Phí, lệ phí đã thu",
    "ghi_chu": "Ghi chú",
    RATE: "Tỷ lệ đúng hạn",
}
"""The columns there are, by the code that may stand in the place of the title."""
COUNTS = {
    "tiep_nhan": "received",
    "dung_han": "on_time",
    "dang_giai_quyet": "pending",
    "qua_han": "overdue",
    "khong_tinh": "excluded",
    "truoc_han": "early",
    "da_tra": "returned",
    "truc_tuyen": "online",
    "buu_chinh": "by_post",
    "da_thu": "collected",
}
"""The columns that hold a number, with the name it has in a tally."""
_REQUIRED = (MONTH, "tiep_nhan", "dung_han", "dang_giai_quyet", "qua_han")
_TEXTS = {"ly_do_khong_tinh": "reason", "ghi_chu": "note"}
_LONGEST = 300

_WHOLE = re.compile(r"(\d+|\d{1,3}(?:([.,\s])\d{3})(?:\2\d{3})*)(?:[.,]0{1,2})?")
_NEGATIVE = re.compile(r"[-\u2212\u2013]\s*\d|\(\s*\d[\d.,\s]*\)\Z")
_CURRENCY = re.compile(r"\s*(₫|đ|đồng|vnd|vnđ)\Z", re.IGNORECASE)
_MONTH = re.compile(r"(?:tháng\s*)?(\d{1,2})(?:\s*[/-]\s*(\d{4}))?", re.IGNORECASE)
_RATE = re.compile(r"(\d+)(?:[.,](\d+))?\s*%?")
_MOST = 10**12


@dataclass(frozen=True)
class _Row:
    """One row: what it is about, its tally, and its cells by column, to point at."""

    month: int
    field: str | None
    tally: Tally
    cells: Mapping[str, Cell]


def of_table(
    table: Table, year: int, codes: Mapping[str, str], today: date
) -> tuple[tuple[MonthlyResults, ...], list[Problem]]:
    """The months of one year in their order, and what is wrong; `codes` gives the code of a field by code and name."""
    columns, problems = _columns(table)
    if problems:
        return (), problems
    known = {folded(name): code for name, code in codes.items()}
    rows = []
    for cells in table.rows:
        row = _row({name: cells[index] for name, index in columns.items()}, year, known, today)
        if isinstance(row, _Row):
            rows.append(row)
        else:
            problems += row
    problems += _twice(rows)
    problems += _mixed_marks(
        [cells[index] for cells in table.rows for name, index in columns.items() if name in COUNTS]
    )
    if not table.rows:
        message = "mới có dòng tiêu đề, chưa có tháng nào; hãy ghi số liệu hoặc bỏ tệp này"
        problems.append(Problem.at(table.headings[0].position, RULE, message))
    if errors(problems):
        return (), problems
    months: dict[int, list[_Row]] = {}
    for row in sorted(rows, key=lambda one: one.month):
        months.setdefault(row.month, []).append(row)
    problems += [problem for found in months.values() for problem in _fields_that_do_not_add_up(found)]
    return tuple(_results(date(year, number, 1), found) for number, found in months.items()), problems


def _slug(text: str) -> str:
    return re.sub("[^a-z0-9]+", "_", folded(text)).strip("_")


def _columns(table: Table) -> tuple[dict[str, int], list[Problem]]:
    """Which cell of a row holds which column."""
    by_slug = {slug: code for code, title in TITLES.items() for slug in (code, _slug(title))}
    found: dict[str, int] = {}
    problems: list[Problem] = []
    unknown: dict[str, Cell] = {}
    for index, cell in enumerate(table.headings):
        code = by_slug.get(_slug(re.sub(r"\s*\([^()]*\)\s*\Z", "", cell.text)))
        if code is None and (cell.text or any(row[index].text for row in table.rows)):
            unknown[cell.text] = cell
        elif code in found:
            problems.append(Problem.at(cell.position, RULE, f'cột "{TITLES[code]}" có hai lần; hãy giữ một cột'))
        elif code:
            found[code] = index
    missing = [code for code in _REQUIRED if code not in found]
    for text, cell in unknown.items():
        problems.append(Problem.at(cell.position, RULE, _unknown_column(text, found)))
    for code in missing:
        message = f'thiếu cột "{TITLES[code]}"; dòng đầu của tệp phải là dòng tiêu đề'
        problems.append(Problem.at(table.headings[0].position, RULE, message))
    return found, problems


def _unknown_column(text: str, found: Mapping[str, int]) -> str:
    if not text:
        return "cột này có số liệu mà không có tiêu đề; hãy ghi tiêu đề hoặc xóa cột"
    titles = {_slug(title): title for code, title in TITLES.items() if code not in found}
    close = get_close_matches(_slug(text), titles, n=1, cutoff=0.5)
    if close:
        return f'không có cột tên "{text[:60]}"; có phải là "{titles[close[0]]}"?'
    return f'không có cột tên "{text[:60]}"; các cột được dùng: {", ".join(TITLES.values())}'


def _row(cells: Mapping[str, Cell], year: int, known: Mapping[str, str], today: date) -> _Row | list[Problem]:
    problems: list[Problem] = []
    month = _month(cells[MONTH], year, today)
    if isinstance(month, Problem):
        problems.append(month)
    field = _field(cells.get(FIELD), known)
    if isinstance(field, Problem):
        problems.append(field)
    values: dict[str, int | str] = {}
    for code, name in COUNTS.items():
        value = _count(code, cells[code]) if code in cells else None
        if isinstance(value, Problem):
            problems.append(value)
        elif value is not None:
            values[name] = value
    for code, name in _TEXTS.items():
        if code in cells and cells[code].text:
            if words := _bad_text(cells[code].text):
                problems.append(Problem.at(cells[code].position, RULE, _in_column(code, words)))
            values[name] = cells[code].text
    if problems:
        return problems
    tally = Tally(**values)  # type: ignore[arg-type]
    problems += _that_do_not_add_up(tally, cells)
    if problems:
        return problems
    assert isinstance(month, int)
    assert not isinstance(field, Problem)
    return _Row(month, field, tally, cells)


def _in_column(code: str, words: str) -> str:
    return f'cột "{TITLES[code]}": {words}'


def _month(cell: Cell, year: int, today: date) -> int | Problem:
    def problem(words: str) -> Problem:
        return Problem.at(cell.position, RULE, _in_column(MONTH, words))

    found = _MONTH.fullmatch(cell.text)
    if not found or not 1 <= int(found[1]) <= 12:
        if words := _odd(cell.text):
            return problem(words)
        return problem(f'"{cell.text[:40]}" không phải tháng; viết số từ 1 đến 12, bỏ các dòng cộng')
    if found[2] and int(found[2]) != year:
        return problem(f"{cell.text} không thuộc năm {year} của tệp này; hãy ghi vào tệp {found[2]}.csv")
    month = int(found[1])
    if today < date(year, month, monthrange(year, month)[1]):
        return problem(f"tháng {month}/{year} chưa hết; hãy ghi khi tháng đã hết")
    return month


def _field(cell: Cell | None, known: Mapping[str, str]) -> str | Problem | None:
    if cell is None or not cell.text:
        return None
    if code := known.get(folded(cell.text)):
        return code
    close = get_close_matches(folded(cell.text), known, n=1)
    hint = f'; có phải là "{known[close[0]]}"?' if close else "; ghi tên hoặc mã có trong linh_vuc.yaml"
    return Problem.at(cell.position, RULE, _in_column(FIELD, f'không có lĩnh vực "{cell.text[:60]}"{hint}'))


def _count(code: str, cell: Cell) -> int | Problem | None:
    """A whole number of dossiers or of đồng; None for an empty cell of a column that may be empty."""

    def problem(words: str) -> Problem:
        return Problem.at(cell.position, RULE, _in_column(code, words))

    text = cell.text
    if not text:
        return problem("bỏ trống; không có hồ sơ nào thì ghi 0") if code in _REQUIRED else None
    if words := _odd(text):
        return problem(words)
    if _NEGATIVE.match(text):
        return problem(f"{text} là số âm; số hồ sơ, số tiền không thể âm")
    if text.endswith("%"):
        return problem(f"{text} là phần trăm; hãy ghi số đếm được")
    if code == "da_thu":
        text = _CURRENCY.sub("", text)
    found = _WHOLE.fullmatch(text)
    if not found:
        return problem(f'"{text[:40]}" không phải số nguyên; viết ví dụ 6751 hoặc 6.751')
    value = int(re.sub(r"\D", "", found[1]))
    return value if value < _MOST else problem(f"{text[:40]} quá lớn; hãy xem có dính hai ô vào nhau không")


def _odd(text: str) -> str | None:
    """Why what Excel wrote into a cell is no value."""
    if text.startswith(("=", "+", "@")):
        return f'"{text[:40]}" là công thức; hãy thay bằng kết quả của nó (dán kiểu Values) rồi lưu lại'
    if text.startswith("#"):
        return f'"{text[:40]}" là lỗi của Excel; hãy sửa ô này trong Excel rồi lưu lại'
    return None


def _bad_text(text: str) -> str | None:
    if len(text) > _LONGEST:
        return f"dài {len(text)} ký tự, nhiều nhất là {_LONGEST}"
    if text.startswith("-"):
        # The table is published, and Excel would take this for a formula.
        return "bắt đầu bằng dấu gạch nên Excel hiểu nhầm là công thức; hãy bỏ dấu ấy"
    return _odd(text)


def _that_do_not_add_up(tally: Tally, cells: Mapping[str, Cell]) -> Iterator[Problem]:
    """The numbers of one row against each other."""

    def problem(code: str, words: str) -> Problem:
        return Problem.at(cells[code].position, RULE, _in_column(code, words))

    total = tally.on_time + tally.pending + tally.overdue
    if total != tally.received:
        yield problem(
            "tiep_nhan",
            f"tiếp nhận {number(tally.received)} mà đúng hạn {number(tally.on_time)} + đang giải quyết"
            f" {number(tally.pending)} + quá hạn {number(tally.overdue)} = {number(total)}, lệch"
            f" {number(abs(total - tally.received))}; hồ sơ không tính ({number(tally.excluded)}) để ngoài tổng này",
        )
    if tally.excluded and not tally.reason:
        words = f"có {number(tally.excluded)} hồ sơ không tính thì phải ghi cột"
        yield problem("khong_tinh", f'{words} "{TITLES["ly_do_khong_tinh"]}"')
    if tally.early is not None and tally.returned is None:
        yield problem("truoc_han", f'trước hạn tính trên số đã trả; hãy ghi thêm cột "{TITLES["da_tra"]}"')
    elif tally.early is not None and tally.returned is not None and tally.early > tally.returned:
        yield problem("truoc_han", f"trước hạn {number(tally.early)} nhiều hơn đã trả {number(tally.returned)}")
    ways = [
        (code, count) for code in ("truc_tuyen", "buu_chinh") if (count := getattr(tally, COUNTS[code])) is not None
    ]
    if ways and sum(count for _, count in ways) > tally.received:
        words = joined([f"{uncapitalised(TITLES[code])} {number(count)}" for code, count in ways], " + ")
        yield problem(ways[0][0], f"{words} nhiều hơn tiếp nhận {number(tally.received)}")
    if RATE in cells and cells[RATE].text and (wrong := _wrong_rate(cells[RATE].text, tally)):
        yield problem(RATE, wrong)


def _wrong_rate(text: str, tally: Tally) -> str | None:
    """Why a percentage that the sheet brought along is not that of its own numbers; it is never shown."""
    found = _RATE.fullmatch(text)
    if odd := _odd(text):
        return odd
    if not found:
        return f'"{text[:40]}" không phải phần trăm; viết ví dụ 99,8% hoặc bỏ trống'
    stated = Decimal(f"{found[1]}.{found[2] or 0}")
    if stated > 100:
        return f"{text} lớn hơn 100%"
    if tally.received == 0:
        return f"{text} mà không tiếp nhận hồ sơ nào; hãy bỏ trống"
    exact = Decimal(100 * tally.on_time) / tally.received
    half = Decimal(5).scaleb(-1 - len(found[2] or ""))
    if abs(stated - exact) <= half and (stated < 100 or tally.on_time == tally.received):
        return None
    counts = f"{number(tally.on_time)} trên {number(tally.received)} hồ sơ"
    return f"{text} không khớp: {counts} đúng hạn là {share(tally.on_time, tally.received)}"


def _mixed_marks(cells: list[Cell]) -> Iterator[Problem]:
    """A file that groups thousands now with a dot, now with a comma: one of the two may be meant as a decimal."""
    first: str | None = None
    for cell in cells:
        found = _WHOLE.fullmatch(cell.text)
        mark = found[2] if found and found[2] in (".", ",") else None
        first = first or mark
        if mark and mark != first:
            message = f'{cell.text} ngăn hàng nghìn bằng "{mark}" mà ô khác trong tệp ngăn bằng "{first}"; hãy viết số liền nhau'
            yield Problem.at(cell.position, RULE, message)
            return


def _twice(rows: list[_Row]) -> Iterator[Problem]:
    seen: dict[tuple[int, str | None], _Row] = {}
    for row in rows:
        other = seen.setdefault((row.month, row.field), row)
        if other is not row:
            first = other.cells[MONTH].position
            about = f"tháng {row.month}" + (f', lĩnh vực "{row.field}"' if row.field else "")
            message = f"{about} đã ghi ở dòng {first.line}; mỗi tháng ghi một lần, hãy bỏ một dòng"
            yield Problem.at(row.cells[MONTH].position, RULE, message)


def _fields_that_do_not_add_up(rows: list[_Row]) -> Iterator[Problem]:
    """Where the row of the whole commune stands beside rows of fields, they are to say the same."""
    whole = next((row for row in rows if row.field is None), None)
    parts = [row.tally for row in rows if row.field is not None]
    if whole is None or not parts:
        return
    total = added(parts)
    for code, name in COUNTS.items():
        stated, found = getattr(whole.tally, name), getattr(total, name)
        if stated is not None and found is not None and stated != found:
            words = (
                f"cả xã {number(stated)} mà các lĩnh vực cộng lại {number(found)}, lệch {number(abs(stated - found))}"
            )
            yield Problem.at(whole.cells[code].position, RULE, _in_column(code, words))


def _results(month: date, rows: list[_Row]) -> MonthlyResults:
    by_field = {row.field: row.tally for row in rows if row.field is not None}
    whole = next((row.tally for row in rows if row.field is None), None)
    return MonthlyResults(month, whole or added(list(by_field.values())), by_field)
