"""Text is plain: no HTML, no Markdown, no template marks. They would be shown as they stand.

Breaks it: `luu_y: ["Xem <b>kỹ</b> trước khi ký"]`. Keeps it: `luu_y: ["Xem kỹ trước khi ký"]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.layers import Source
from generator.problems import Level, Problem
from generator.rules._texts import occurs, others, texts
from generator.sources import Sources

ID = "ma_danh_dau"
_CODE = re.compile(r"<\s*/?script|javascript\s*:|vbscript\s*:", re.IGNORECASE)
_MARK = re.compile(r"</?[a-z!][^<>]{0,200}>|\]\(|\{\{|\{%|&(?:[a-z]{2,8}|#[0-9]{1,6});", re.IGNORECASE)


def check_procedure(procedure: Source) -> Iterator[Problem]:
    yield from _marks(procedure, "procedure")


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    for kind, source in others(sources):
        yield from _marks(source, kind)


def _marks(source: Source, kind: str) -> Iterator[Problem]:
    found = texts(source, kind)
    for steps, text in found if occurs(found, "<", "&", "{", "](", "cript", "CRIPT") else ():
        code = _CODE.search(text)
        if code:
            message = f'lời văn có mã chạy chương trình ("{code.group()}"); hãy xóa đi và xem ai đã dán vào'
            yield Problem.at(source.at(*steps), ID, message)
            continue
        mark = _MARK.search(text)
        if mark:
            message = f'"{mark.group()}" sẽ hiện ra y như vậy trên trang; hãy viết chữ thường, không dùng mã định dạng'
            yield Problem.at(source.at(*steps), ID, message, Level.WARNING)
