"""The characters of a file: which are refused, which are read as others, and where they stood.

Bidirectional controls can make a reader see another text than the machine (Unicode TR 36), so they are
refused; oddities that come with pasted text are normalised with a warning.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from generator.problems import Level, Position, Problem


def _points(ranges: str) -> list[int]:
    """The code points of what stands between the brackets of a regular expression."""
    spans = re.findall("(.)(?:-(.))?", ranges)
    return [point for first, last in spans for point in range(ord(first), ord(last or first) + 1)]


_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufff0-\uffff\U000e0000-\U000e007f"
_ZERO_WIDTH = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0"
)
"""Drawn as nothing: Unicode's Default_Ignorable_Code_Point, without what is refused."""
_ODD_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000"
REFUSED = re.compile(f"[{_BIDI}{_CONTROL}]")
_IS_BIDI = re.compile(f"[{_BIDI}]")
_ODD = re.compile(f"[{_ZERO_WIDTH}{_ODD_SPACE}Ð]")
_ODD_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_points(_ZERO_WIDTH), None),
    **dict.fromkeys(_points(_ODD_SPACE), " "),
    ord("Ð"): "Đ",
}

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_CLUSTER = re.compile(r"\A[^\x00-\x7f]+|[\x00-\x7f][^\x00-\x7f]*")


def split_lines(text: str) -> list[str]:
    """The lines of a text, as YAML counts them; what else YAML takes for a line break is refused."""
    return _LINE_BREAK.split(text)


def is_odd(text: str) -> bool:
    """Whether normalising would change `text`."""
    return bool(_ODD.search(text)) or not unicodedata.is_normalized("NFC", text)


def normalise(text: str) -> str:
    """NFC, `Ð` to `Đ`, odd spaces to plain ones, invisible characters removed."""
    # Looked for first: translating takes ten times as long, and most texts hold nothing odd.
    return unicodedata.normalize("NFC", text.translate(_ODD_TABLE) if _ODD.search(text) else text)


def says_something(text: str) -> bool:
    """Whether a text holds a letter or a digit."""
    return any(map(str.isalnum, text))


def original_position(path: str, lines: list[str], mark: tuple[int, int]) -> Position:
    """The place in the file as it was written, of a place (from 0) in its normalised text."""
    line, column = mark
    if line >= len(lines):
        # libyaml ends a file with a line break of its own.
        line, column = len(lines) - 1, len(lines[-1])
    else:
        column = _raw_column(lines[line], column)
    return Position(path, line + 1, column + 1)


def _raw_column(raw: str, column: int) -> int:
    """The column in the line as it was written, of a column in the normalised line (both from 0)."""
    starts, clean_starts = _clusters(raw)
    if not starts:
        return column
    index = bisect_right(clean_starts, column) - 1
    start, offset = starts[index], column - clean_starts[index]
    end = starts[index + 1] if index + 1 < len(starts) else len(raw)
    low, high = start, end
    while low < high:
        middle = (low + high) // 2
        if len(normalise(raw[start:middle])) < offset:
            low = middle + 1
        else:
            high = middle
    # Characters that normalising removes stand before the value, not in it.
    while low < len(raw) and _ODD_TABLE.get(ord(raw[low]), "") is None:
        low += 1
    return low


@lru_cache(maxsize=16)
def _clusters(raw: str) -> tuple[list[int], list[int]]:
    """Where each part of a line begins, as written and normalised; nothing for a line that stays as it is.

    A part begins at an ASCII character, because none of them joins what stands before it.
    """
    if normalise(raw) == raw:
        return [], []
    starts, clean_starts, column = [], [], 0
    for match in _CLUSTER.finditer(raw):
        starts.append(match.start())
        clean_starts.append(column)
        column += len(normalise(match.group()))
    return starts, clean_starts


def refused(text: str, shown: str) -> Iterator[Problem]:
    """Characters that must not stand in a file."""
    for number, line in enumerate(split_lines(text), 1):
        for match in REFUSED.finditer(line):
            yield Problem(shown, number, match.start() + 1, "doc.ky_tu", refused_words(match.group()))


def refused_words(character: str) -> str:
    """Why a character is refused."""
    code = f"U+{ord(character):04X}"
    if _IS_BIDI.match(character):
        return f"có ký tự ẩn đổi chiều chữ ({code}); hãy xóa nó đi, thường nó dính vào khi dán từ nơi khác"
    return f"có ký tự điều khiển ({code}) không nhìn thấy được; hãy xóa nó đi"


def odd_warnings(text: str, shown: str) -> Iterator[Problem]:
    """One warning for each kind of oddity, at its first place."""
    kinds = (
        (re.compile("Ð"), "chữ Ð kiểu nước ngoài đã được đọc thành chữ Đ"),
        (re.compile(f"[{_ODD_SPACE}]"), "dấu cách đặc biệt đã được đọc thành dấu cách thường"),
        (re.compile(f"[{_ZERO_WIDTH}]"), "ký tự vô hình đã được bỏ đi"),
    )
    lines = split_lines(text)
    for pattern, words in kinds:
        places = [(n, m.start() + 1) for n, line in enumerate(lines, 1) for m in pattern.finditer(line)]
        if places:
            yield Problem(shown, *places[0], "doc.chuan_hoa", f"{words} ({len(places)} chỗ)", Level.WARNING)
    split = [n for n, line in enumerate(lines, 1) if not unicodedata.is_normalized("NFC", line)]
    if split:
        words = f"chữ có dấu viết rời đã được ghép lại theo chuẩn NFC ({len(split)} dòng)"
        yield Problem(shown, split[0], 1, "doc.chuan_hoa", words, Level.WARNING)
