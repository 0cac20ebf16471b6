"""The text of a portal page, as copied from a browser, to the portal's mapping of one procedure.

A page is one long run of labels and values. Browsers copy it in two shapes, `|` showing where cells were:
    glued:  Tên thủ tục|Đăng ký kết hôn|Mã thủ tục|1.000894|… with nothing at all where `|` stands
    apart:  the same with a tab or a line break there
What stands before the first label and after the last section is kept as well: see `BEFORE` and `AFTER`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.importers.cleaning import clean_cells, is_blank
from generator.importers.reading_json import wrong_code
from generator.problems import Problem

MAX_BYTES = 512 * 1024
"""The largest page of the portal weighs 77 KB; one that is many times as large is no procedure."""

RULE = "nhap.tep"
BEFORE, AFTER = "dau_trang", "cuoi_trang"
"""Keys of what the page says outside of its sections."""

# After a label that is a word of a sentence comes a space or a mark; a value is glued to its label or begins a line.
_GLUED = r"(?=[^\s,.;)]|\s*[\t\n]|\s*\Z)"
_TABLE = r"(?=[\s:]*Hình thức nộp|[\s:]*Không có thông tin|\s*Thành phần hồ sơ)"
_LAWS = r"(?=[\s:]*Tên văn bản pháp lý|[\s:]*Không có thông tin|\s*Cơ quan thực hiện)"
_LABELS: tuple[tuple[str, str, str], ...] = (
    ("ma_thu_tuc", "Mã thủ tục", ""),
    ("so_quyet_dinh", "Số quyết định", ""),
    ("cap_thuc_hien", "Cấp thực hiện", ""),
    ("loai_thu_tuc", "Loại thủ tục", ""),
    ("linh_vuc", "Lĩnh vực", ""),
    ("doi_tuong_thuc_hien", "Đối tượng thực hiện", ""),
    ("co_quan_co_tham_quyen", "Cơ quan có thẩm quyền", ""),
    ("dia_chi_tiep_nhan", "Địa chỉ tiếp nhận HS", ""),
    ("co_quan_duoc_uy_quyen", "Cơ quan được ủy quyền", ""),
    ("co_quan_phoi_hop", "Cơ quan phối hợp", ""),
    ("thu_tuc_lien_quan", "Thủ tục hành chính liên quan", ""),
    ("trinh_tu_thuc_hien", "Trình Tự Thực Hiện", ""),
    ("cach_thuc_thuc_hien", "Cách Thức Thực Hiện", _TABLE),
    ("thanh_phan_ho_so", "Thành phần hồ sơ", rf"(?:{_GLUED}|(?<=[^\s,(“\"]Thành phần hồ sơ))"),
    ("can_cu_phap_ly", "Căn cứ pháp lý", _LAWS),
    ("co_quan_thuc_hien", "Cơ quan thực hiện", _GLUED),
    ("yeu_cau_dieu_kien", "Yêu cầu, điều kiện thực hiện", _GLUED),
    ("ket_qua_xu_ly", "Kết quả xử lý", _GLUED),
)
"""Key, label and what has to follow, in the order of the page after the name. A label may be a word of a text as well,
so it counts only after the one before it and in the shape that the page gives it."""
_NAME = "Tên thủ tục"
LABELS = (("ten_thu_tuc", _NAME), *((key, label) for key, label, _ in _LABELS))
"""The portal's keys and the labels of its page, in their order."""
_END = re.compile(r"Từ khóa(?:(?!Từ khóa).)*?Mô tả|Chọn cơ quan thực hiện", re.DOTALL)
_CODE = re.compile(r"Mã thủ tục\s*:?\s*\d\.\d{6}")
_VIETNAMESE = re.compile("[ạảãắằẳẵặấầẩẫậẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹđ]", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(procedure|administrative|agency|dossier|documents?|fees?|decision|implementation)\b", re.I)
_HOW = "hãy mở trang thủ tục trên Cổng, bấm Ctrl+A rồi Ctrl+C, dán vào một tệp .txt"
_SHORTEST_ENGLISH = 3


@dataclass(frozen=True)
class _Section:
    """`label` is where the label begins, `start` and `end` are of the value."""

    key: str
    label: int
    start: int
    end: int


def read_page(raw: bytes, shown: str) -> tuple[dict[str, object] | None, list[Problem]]:
    """The bytes of a text file to the portal's mapping, or what is wrong with them; never raises."""
    if len(raw) > MAX_BYTES:
        words = f"tệp lớn hơn {MAX_BYTES // 1024} KB, không phải một trang thủ tục; hãy xem có chọn nhầm tệp không"
        return None, [Problem(shown, 1, 1, RULE, words)]
    try:
        text = _decoded(raw)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = len(raw[: error.start].split(b"\n")[-1].decode("utf-8", "replace")) + 1
        words = 'tệp không phải dạng UTF-8; hãy lưu lại, ở ô "Mã hóa" (Encoding) chọn UTF-8'
        return None, [Problem(shown, line, column, RULE, words)]
    text = clean_cells(text)
    codes = list(_CODE.finditer(text))
    if not codes:
        return None, [Problem(shown, 1, 1, RULE, _no_page(text))]
    if len(codes) > 1:
        words = f"tệp chép {len(codes)} trang thủ tục liền nhau, trang sau bắt đầu quanh đây; hãy để mỗi trang một tệp"
        return None, [Problem(shown, *_place(text, codes[1].start()), RULE, words)]
    sections = _sections(text, codes[0].start())
    there = {section.key for section in sections}
    missing = [label for key, label in LABELS if key not in there]
    if missing:
        at = sections[-1].end
        words = f"trang chép chưa hết, không thấy phần {', '.join(f'“{one}”' for one in missing)}; {_HOW}"
        return None, [Problem(shown, *_place(text, at), RULE, words)]
    mapping = _mapping(text, sections)
    if words := wrong_code(mapping["ma_thu_tuc"]):
        return None, [Problem(shown, *_place(text, codes[0].start()), RULE, words)]
    return dict(mapping), []


def _decoded(raw: bytes) -> str:
    """Notepad writes UTF-8 or, as "Unicode", UTF-16 with its mark."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16")
    return raw.decode("utf-8-sig")


def _no_page(text: str) -> str:
    if is_blank(text):
        return f"tệp trống, chưa có trang thủ tục nào; {_HOW}"
    if not _VIETNAMESE.search(text) and len(_ENGLISH.findall(text)) >= _SHORTEST_ENGLISH:
        return "trang đang ở tiếng Anh; hãy bấm chọn tiếng Việt trên Cổng rồi chép lại"
    return f"không thấy “Mã thủ tục” cùng một mã như 1.004222, nên đây không phải trang thủ tục của Cổng; {_HOW}"


def _sections(text: str, code: int) -> list[_Section]:
    """The sections that are there, each with where its value begins and ends; `code` is where the label of the code
    begins."""
    name = text.rfind(_NAME, 0, code)
    found = [("ten_thu_tuc", name, name + len(_NAME))] if name >= 0 else []
    begin = code
    for key, label, following in _LABELS:
        matches = list(re.compile(label + following).finditer(text, begin))
        # Some browsers keep the letters that the page has before its style makes capitals of them.
        matches = matches or list(re.compile(rf"^{label}\s*:?\s*$", re.IGNORECASE | re.MULTILINE).finditer(text, begin))
        if matches:
            # Only the results may be named in the conditions that come before them.
            chosen = matches[-1] if key == "ket_qua_xu_ly" else matches[0]
            found.append((key, chosen.start(), chosen.end()))
            begin = chosen.end()
    ends = [start for _, start, _ in found[1:]] + [len(text)]
    return [_Section(key, start, first, end) for (key, start, first), end in zip(found, ends, strict=True)]


def _mapping(text: str, sections: list[_Section]) -> dict[str, str]:
    texts = {section.key: _value(text[section.start : section.end]) for section in sections}
    results, after = without_tail(texts["ket_qua_xu_ly"])
    return {**texts, "ket_qua_xu_ly": results, BEFORE: text[: sections[0].label].strip(), AFTER: after}


def without_tail(results: str) -> tuple[str, str]:
    """The results, which are the last section, and how the page goes on after them: key words and a search box."""
    tail = _END.search(results)
    return (results[: tail.start()].strip(), results[tail.start() :].strip()) if tail else (results, "")


def _value(text: str) -> str:
    """A value without the colon that some copies put after the label."""
    return re.sub(r"\A\s*:\s", "", text).strip()


def _place(text: str, index: int) -> tuple[int, int]:
    """Line and column of a character, both counted from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
