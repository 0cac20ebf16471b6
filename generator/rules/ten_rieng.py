"""Who does something is named by role: a person's name is personal data, and is out of date when the person leaves.

Breaks it: `ai: Ông Nguyễn Văn Ba, Chủ tịch xã`. Keeps it: `ai: Chủ tịch Ủy ban nhân dân xã`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from generator.events import Steps
from generator.layers import Source
from generator.problems import Level, Problem
from generator.sources import Sources

ID = "ten_rieng"
_FAMILIES = frozenset(
    (
        *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"),
        *("Dương", "Lý", "Đinh", "Trịnh", "Trương", "Lương", "Đào", "Đoàn", "Vương", "Tạ", "Hà", "Cao"),
    )
)
"""The commonest family names."""
_FORMS = frozenset({("ông",), ("bà",), ("đồng", "chí"), ("đ/c",)})
_ROLES = frozenset({"Chủ", "Phó", "Bí", "Trưởng", "Giám", "Tổ"})
"""What also stands behind "ông" or "bà", but begins a role."""
_TERRITORIES = frozenset({"xã", "phường", "tỉnh", "thôn", "ấp", "bản", "buôn", "làng", "phố", "đường", "trường"})
"""What stands before the name of a place, which may be that of a person of old."""
_TOKEN = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?|[^\w\s]")
_NOT_A_PERSON = ("Hồ Chí Minh",)
"""In names of organisations."""


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    if sources.schedule:
        for week, one in enumerate(sources.schedule.data["tuan"]):
            for index, session in enumerate(one["buoi"]):
                for key in ("ai", "viec"):
                    yield from _named(sources.schedule, ("tuan", week, "buoi", index, key), session[key])
    if sources.board and (apology := sources.board.data.get("thu_xin_loi")):
        yield from _named(sources.board, ("thu_xin_loi", "ai_ky"), apology["ai_ky"])
    if sources.unit:
        for place, one in enumerate(sources.unit.data["noi"]):
            for index, supporter in enumerate(one.get("ho_tro", ())):
                yield from _named(sources.unit, ("noi", place, "ho_tro", index, "vai"), supporter["vai"])


def _named(source: Source, steps: Steps, text: str) -> Iterator[Problem]:
    name = _name(_TOKEN.findall(text))
    if name and name not in _NOT_A_PERSON:
        message = f'"{name}" giống tên riêng của một người; hãy chỉ ghi chức vụ hoặc bộ phận'
        yield Problem.at(source.at(*steps), ID, message, Level.WARNING)


def _name(words: list[str]) -> str | None:
    """The first words that look like a person's name: a family name and two more, or what stands behind "ông"."""
    for index, word in enumerate(words):
        after = list(takewhile(lambda one: one[0].isupper(), words[index + 1 : index + 4]))
        is_place = index > 0 and words[index - 1].casefold() in _TERRITORIES
        if word in _FAMILIES and len(after) > 1 and not is_place:
            return " ".join([word, *after])
        before = tuple(one.casefold() for one in words[: index + 1])
        if after and after[0] not in _ROLES and (before[-1:] in _FORMS or before[-2:] in _FORMS):
            return " ".join([word, *after])
    return None
