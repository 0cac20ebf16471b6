"""The seal of an entry: a digest of its content, inside the file and in its name.

A shallow clone is enough to see that a file was edited, damaged or copied. Neither comments nor line ends
count, so that a checkout with other line ends is still whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from generator.layers import Source
from generator.problems import Problem

SEAL = "ma_kiem"
SHORT, LONG = 8, 16
"""Hexadecimal digits of the digest in a file's name: enough among the events of one day, and among all facts."""

FACTS = "thong_tin"
"""The entry that holds what sheets state of one procedure; it is no event and has no day."""

RULE = "so_dang_ky.ma_kiem"


def digest(entry: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal digits, of the canonical JSON of an entry without its seal."""
    content = {key: value for key, value in entry.items() if key != SEAL}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def name(entry: Mapping[str, Any]) -> str:
    """What an entry is called by others, and its file without the ending.

    `2026-11-22-in-1a2b3c4d` for an event; `thong-tin-1.004222-1a2b3c4d5e6f7081` for facts, which many events share.
    """
    if FACTS in entry:
        return f"thong-tin-{entry[FACTS]['ma']}-{digest(entry)[:LONG]}"
    kind = next(key for key in entry if key not in ("ngay", SEAL))
    return f"{entry['ngay']}-{kind.replace('_', '-')}-{digest(entry)[:SHORT]}"


def damaged(problem: Problem) -> Problem:
    """What to do about an entry that can't be read: it is never mended by hand."""
    message = f"{problem.message}; tệp của sổ không sửa bằng tay, {_back(problem.path)}"
    return replace(problem, message=message)


def _back(path: str) -> str:
    return f"hãy lấy lại tệp như lúc đầu: git checkout -- {path}"


def check(source: Source) -> Iterator[Problem]:
    """Whether an entry that keeps its schema is still what was written, under the name it was given."""
    # Not `source.at()`: that reads the file once more, to know lines.
    path = source.origin(())[0].path
    back = _back(path)
    if digest(source.data) != source.data[SEAL]:
        message = f"nội dung không khớp mã kiểm nên tệp đã bị sửa tay hoặc hỏng; sổ chỉ ghi thêm tệp mới, không sửa tệp cũ; {back}"
        yield Problem.at(source.at(SEAL), RULE, message)
    elif (right := name(source.data)) != PurePath(path).stem:
        message = f"tên tệp phải là {right}.yaml; tệp đã bị đổi tên hoặc chép thêm; {back}, hoặc đổi lại tên"
        yield Problem(path, 1, 1, RULE, message)
