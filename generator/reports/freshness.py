"""What an official should look at again, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator import wording
from generator.views.freshness import Freshness, Record

FORMATS = ("text", "json")


def report(found: Freshness, form: str) -> str:
    """Everything to look at, in one of `FORMATS`."""
    if form == "json":
        return _dumped(
            {
                "unchecked": [_plain(one) for one in found.unchecked],
                "laws": [
                    {
                        "number": law.number,
                        "title": law.title,
                        "end": law.end.isoformat(),
                        "procedures": [_plain(one) for one in law.records],
                    }
                    for law in found.laws
                ],
                "coming": [
                    {
                        "day": one.day.isoformat(),
                        "code": one.address.code,
                        "title": one.title,
                        "path": one.address.path,
                        "sentences": list(one.sentences),
                    }
                    for one in found.coming
                ],
            }
        )
    return "\n".join(_text(found))


def _text(found: Freshness) -> Iterator[str]:
    if not (found.unchecked or found.laws or found.coming):
        yield "Không có gì phải xem lại."
        return
    if found.unchecked:
        yield f"Đã lâu chưa đối chiếu với nguồn: {wording.number(len(found.unchecked))} thủ tục"
        yield from (f"  {_named(one)}: {one.reasons[0]}" for one in found.unchecked)
    for law in found.laws:
        yield f"Văn bản {law.number} {law.words}, còn được dẫn ở:"
        yield from (f"  {_named(one)}" for one in law.records)
    if found.coming:
        yield "Sắp bắt đầu, thay đổi hoặc kết thúc:"
        for news in found.coming:
            yield f"  {wording.short_date(news.day)}, {news.address.code} {_line(news.title)}"
            yield from (f"    {_line(sentence)}" for sentence in news.sentences)


def resting(found: tuple[Record, ...], number: str, form: str) -> str:
    """The procedures that rest on a legal document, in one of `FORMATS`."""
    if form == "json":
        return _dumped({"law": number, "procedures": [_plain(one) for one in found]})
    if not found:
        return f"Không thủ tục nào dẫn văn bản {number}."
    lines = (f"  {_named(one)}: {wording.joined(list(one.reasons))}" for one in found)
    return "\n".join([f"Văn bản {number} được dẫn ở {wording.number(len(found))} thủ tục:", *lines])


def _plain(record: Record) -> dict[str, Any]:
    return {
        "code": record.code,
        "title": record.title,
        "path": record.address.path,
        "reasons": list(record.reasons),
    }


def _dumped(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)


def _named(record: Record) -> str:
    return f"{record.code} {_line(record.title)}"


def _line(text: str) -> str:
    return " ".join(text.split())
