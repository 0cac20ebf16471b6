"""Nobody is sent to an office that is no more: districts ended on 01/7/2025 (Nghị định 118/2025/NĐ-CP).

Breaks it: `lam: Nộp hồ sơ tại Ủy ban nhân dân huyện`. Keeps it: `lam: Nộp hồ sơ tại Ủy ban nhân dân xã`.
A paper that a district issued before then is still good: a sentence that says "trước ngày" or "cũ" is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.layers import Source
from generator.problems import Level, Problem
from generator.rules._texts import Text, occurs, others, own_words
from generator.sources import Sources

ID = "cap_huyen"
_OFFICE = re.compile(
    r"\b(?:cấp|[uủ][yỷ] ban nhân dân(?: các)?|ubnd|hội đồng nhân dân|công an|tòa án nhân dân|bảo hiểm xã hội"
    r"|phòng(?: \w+){1,4}|chi nhánh(?: \w+){1,5})(?: cấp)? (?:huyện|quận|thị xã)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:trước ngày|trước đây|trước khi|không còn|đã cấp|cũ|bãi bỏ|thay cho)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;\n]\s")


def check_procedure(procedure: Source) -> Iterator[Problem]:
    yield from _offices(procedure, own_words(procedure, "procedure"))


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    for kind, source in others(sources):
        yield from _offices(source, own_words(source, kind))


def _offices(source: Source, words: list[Text]) -> Iterator[Problem]:
    """One warning for a file, at the first place."""
    if not occurs(words, "uyện", "uận", "ị xã", "UYỆN", "UẬN", "Ị XÃ"):
        return
    found = [(steps, office) for steps, text in words for office in _sending(text)]
    if found:
        steps, office = found[0]
        count = f" ({len(found)} chỗ trong tệp)" if len(found) > 1 else ""
        message = f'"{office}" đã bỏ từ 01/7/2025{count}; hãy ghi cơ quan cấp xã hoặc cấp tỉnh đang làm việc này'
        yield Problem.at(source.at(*steps), ID, message, Level.WARNING)


def _sending(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        match = _OFFICE.search(sentence)
        if match and not _PAST.search(sentence):
            yield match.group()
