"""The bytes of a JSON file to the portal's mapping of one procedure, with everything wrong told in Vietnamese."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from generator.checking import schema
from generator.importers.cleaning import clean_cells, is_blank
from generator.problems import Problem

MAX_BYTES = 512 * 1024
"""The largest page of the portal weighs 77 KB; one that is many times as large is no procedure."""
_MAX_DEPTH = 20
_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
"""A surrogate, which UTF-8 has no place for."""


def read_json(raw: bytes, shown: str) -> tuple[dict[str, object] | None, list[Problem]]:
    """The bytes of a file to the portal's mapping, or what is wrong with them; never raises."""
    if len(raw) > MAX_BYTES:
        return _refused(
            shown, f"tệp lớn hơn {MAX_BYTES // 1024} KB, không phải một thủ tục; hãy xem có chọn nhầm tệp không"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = "tệp không phải dạng UTF-8; hãy tải lại từ Cổng hoặc lưu lại với bảng mã UTF-8"
        if _HALF.match(raw, error.start):
            message = "có nửa ký tự (một nửa của cặp mã UTF-16) đứng một mình; hãy tải lại tệp từ Cổng"
        return _refused(shown, message, before.count(b"\n") + 1, column)
    if not text.strip():
        return _refused(shown, "tệp trống, chưa có thủ tục nào")
    try:
        loaded = json.loads(text)
    except json.JSONDecodeError as error:
        return _refused(
            shown, "không đọc được chỗ này theo cách viết JSON; hãy tải lại tệp từ Cổng", error.lineno, error.colno
        )
    except RecursionError:
        return _refused(shown, "các mục lồng nhau quá nhiều tầng; đây không phải tệp thủ tục của Cổng")
    except ValueError:  # a number of thousands of digits
        return _refused(shown, "có con số dài quá mức; đây không phải tệp thủ tục của Cổng")
    if not isinstance(loaded, dict):
        return _refused(shown, "tệp phải chứa đúng một thủ tục, đặt trong dấu ngoặc nhọn { }")
    if _is_deep(loaded):
        return _refused(shown, f"các mục lồng nhau quá {_MAX_DEPTH} tầng; đây không phải tệp thủ tục của Cổng")
    missing = [key for key in ("ma_thu_tuc", "ten_thu_tuc") if is_blank(text_of(loaded, key))]
    if missing:
        return _refused(shown, f"thiếu {' và '.join(missing)}; đây không phải tệp thủ tục của Cổng")
    code = text_of(loaded, "ma_thu_tuc")
    if words := wrong_code(code):
        return _refused(shown, words)
    return loaded, []


def wrong_code(code: str) -> str:
    """What is wrong with the code of a procedure; empty where nothing is."""
    rule = schema("common")["$defs"]["ma_thu_tuc"]
    if re.search(rule["pattern"], code) and len(code) <= rule["maxLength"]:
        return ""
    return f'mã thủ tục "{code[:60]}" không đúng: {rule["errorMessage"]}, ví dụ 1.004222'


def _refused(shown: str, message: str, line: int = 1, column: int = 1) -> tuple[None, list[Problem]]:
    return None, [Problem(shown, line, column, "nhap.tep", message)]


def _is_deep(value: object) -> bool:
    level: list[object] = [value]
    for _ in range(_MAX_DEPTH):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ())
        ]
        if not level:
            return False
    return True


def text_of(official: Mapping[str, object], key: str) -> str:
    """The clean text of a field; a value that is no text counts as written out."""
    value = official.get(key)
    if value is None:
        return ""
    return clean_cells(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str))
