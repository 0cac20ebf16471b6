"""Bytes of a CSV file to rows of cells, as the local Excel saves them, with the place of every cell.

Excel separates by what the country uses (`;`, tab or `,`), may begin with `sep=;` or a byte order mark, and writes
"Unicode text" as UTF-16. RFC 4180 says the rest: a text in double quotes may hold a separator.
"""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from dataclasses import dataclass

from generator.characters import normalise, refused, split_lines
from generator.problems import Position, Problem
from generator.reading import MAX_BYTES, MAX_PROBLEMS

_SEPARATORS = (";", "\t", ",")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE_AS = "hãy mở bằng Excel, chọn Save As (Lưu thành), kiểu CSV UTF-8"


@dataclass(frozen=True)
class Cell:
    """The text of a cell, without spaces around it, and where it begins."""

    text: str
    position: Position


@dataclass(frozen=True)
class Table:
    """The headings and the rows below, each as long as the headings; rows without any text are left out."""

    headings: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def read(raw: bytes, shown: str) -> Table | list[Problem]:
    """The table in the bytes of one file, or what is wrong with it."""
    if len(raw) > MAX_BYTES:
        message = f"tệp lớn hơn {MAX_BYTES // 1024} KB; hãy xem có chọn nhầm tệp không"
        return [Problem(shown, 1, 1, "doc.lon", message)]
    text = _decoded(raw, shown)
    if isinstance(text, Problem):
        return [text]
    if found := list(refused(text, shown))[:MAX_PROBLEMS]:
        return found
    return _table(text, shown)


def _decoded(raw: bytes, shown: str) -> str | Problem:
    """The text of a file in UTF-8 or UTF-16, or in the old Vietnamese code page of Windows where that is certain."""
    try:
        return raw.decode("utf-16" if raw.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        old = _of_old_windows(raw)
        if old is not None:
            return old
        before = split_lines(raw[: error.start].decode(error.encoding, "replace"))
        message = f"tệp không phải dạng UTF-8 nên chữ tiếng Việt đọc không ra; {_SAVE_AS}"
        return Problem(shown, len(before), len(before[-1]) + 1, "doc.utf8", message)


def _of_old_windows(raw: bytes) -> str | None:
    """A text in windows-1258, which writes tones as marks of their own: there are some and each fits its letter."""
    try:
        text = raw.decode("cp1258")
    except UnicodeDecodeError:
        return None
    composed = unicodedata.normalize("NFC", text)
    return composed if composed != text and not any(map(unicodedata.combining, composed)) else None


def _table(text: str, shown: str) -> Table | list[Problem]:
    lines = split_lines(text)
    first = 1 if lines[0][:4].lower() == "sep=" else 0
    heading = next((line for line in lines[first:] if line.strip()), "")
    if not heading:
        return [Problem(shown, 1, 1, "doc.trong", "tệp trống, chưa có số liệu nào")]
    named = lines[0][4:5] if first else ""
    separator = (
        named if named and named in _SEPARATORS else max(_SEPARATORS, key=lambda one: len(_starts(heading, one)))
    )
    reader = csv.reader(io.StringIO("\n".join(lines[first:])), delimiter=separator, strict=True)
    rows: list[tuple[Cell, ...]] = []
    number = first
    try:
        for texts in reader:
            starts = _starts(lines[number], separator)
            places = (starts[min(index, len(starts) - 1)] for index in range(len(texts)))
            cells = [
                Cell(normalise(one).strip(), Position(shown, number + 1, place))
                for one, place in zip(texts, places, strict=True)
            ]
            number = first + reader.line_num
            if any(cell.text for cell in cells):
                rows.append(tuple(cells))
    except csv.Error:
        message = 'dấu ngoặc kép (") mở ra ở đây không đóng lại đúng chỗ; hãy lưu lại tệp từ Excel'
        return [Problem(shown, number + 1, 1, "doc.cu_phap", message)]
    headings, *others = rows
    width = max(index for index, cell in enumerate(headings, 1) if cell.text)
    found = [
        Problem.at(row[width].position, "doc.cu_phap", f"dòng này có nhiều ô hơn dòng tiêu đề ({width} ô)")
        for row in others
        if any(cell.text for cell in row[width:])
    ]
    return found or Table(headings[:width], tuple(_as_wide(row, width) for row in others))


def _as_wide(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    return row[:width] + (Cell("", row[-1].position),) * (width - len(row))


def _starts(line: str, separator: str) -> list[int]:
    """The columns (from 1) at which the cells of a line begin."""
    starts, quoted = [1], False
    for place, character in enumerate(line, 1):
        if character == '"':
            quoted = not quoted
        elif character == separator and not quoted:
            starts.append(place + 1)
    return starts
