"""Bytes of a YAML file to plain data, strictly, with the position of every value.

YAML silently changes what people write (`1.001193` becomes a number, `no` becomes false). Here a value
is either read exactly as written or refused with a message that shows the corrected line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from generator.characters import is_odd, normalise, odd_warnings, original_position, refused, split_lines
from generator.events import Builder, Steps
from generator.problems import Level, Position, Problem, errors

MAX_BYTES = 256 * 1024
MAX_PROBLEMS = 100
"""As many as anybody mends at a time; a file of another kind that got a YAML name has thousands."""

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |\r?$)", re.MULTILINE)
_CONFLICT_WORDS = (
    "đây là dấu của Git khi hai người cùng sửa một chỗ; hãy giữ phần đúng rồi xóa các dòng <<<<<<<, ======= và >>>>>>>"
)
_BOM = "\ufeff"


@dataclass(frozen=True)
class Document:
    """One YAML file as it was read.

    `path` is how messages name the file, `raw` its bytes, `data` plain Python data (dict, list, str, int,
    bool, None). Text and positions are worked out when the first of them is asked for, because most files
    have nothing to complain about.
    """

    path: str
    raw: bytes = field(repr=False)
    data: Any = field(repr=False)

    def at(self, steps: Steps) -> Position:
        """Where the value at `steps` begins; of a value that is not there, where its parent begins."""
        values, _ = self._marks
        while steps and steps not in values:
            steps = steps[:-1]
        return self._position(values.get(steps, (0, 0)))

    def key_at(self, steps: Steps) -> Position:
        """Where the key of the entry at `steps` begins."""
        _, keys = self._marks
        return self._position(keys[steps]) if steps in keys else self.at(steps)

    @cached_property
    def _lines(self) -> list[str]:
        return split_lines(self.raw.decode("utf-8-sig"))

    @cached_property
    def _marks(self) -> tuple[dict[Steps, tuple[int, int]], dict[Steps, tuple[int, int]]]:
        text = normalise("\n".join(self._lines))
        builder = Builder(self.path, text, positions=True)
        for _ in builder.run():
            pass
        return builder.values, builder.keys

    def _position(self, mark: tuple[int, int]) -> Position:
        return original_position(self.path, self._lines, mark)


@dataclass(frozen=True)
class Reading:
    """What came of reading a file: a document (None where it can't be used) and the problems found."""

    document: Document | None
    problems: list[Problem]


def fetch(file: Path, shown: str, limit: int = MAX_BYTES) -> bytes | Problem:
    """The bytes of a file, no more than can be read; a file that can't be opened is a problem like any other."""
    try:
        with file.open("rb") as stream:
            return stream.read(limit + 1)
    except OSError as error:
        return Problem(shown, 1, 1, "doc.tep", f"không mở được tệp: {os_error_words(error)}")


def os_error_words(error: OSError) -> str:
    """A system error in Vietnamese."""
    if isinstance(error, FileNotFoundError):
        return "không có tệp hoặc thư mục này"
    if isinstance(error, PermissionError):
        return "máy không cho quyền đọc hoặc ghi"
    if isinstance(error, IsADirectoryError):
        return "đây là thư mục, không phải tệp"
    if isinstance(error, (NotADirectoryError, FileExistsError)):
        return "đây là tệp, không phải thư mục"
    if error.errno == 28:
        return "ổ đĩa đã đầy"
    return f"máy báo lỗi số {error.errno}" if error.errno else "máy báo lỗi khi đọc hoặc ghi"


def read(raw: bytes, shown: str) -> Reading:
    """Read the bytes of one YAML file. Every problem in it is reported, none is raised."""
    if len(raw) > MAX_BYTES:
        return Reading(
            None,
            [
                Problem(
                    shown,
                    1,
                    1,
                    "doc.lon",
                    f"tệp lớn hơn {MAX_BYTES // 1024} KB; hãy tách ra hoặc xem có dán nhầm không",
                )
            ],
        )
    if wrong_bytes := not_utf8_at(raw, shown):
        return Reading(None, [wrong_bytes])
    text = raw.decode("utf-8")
    if "\0" in text:
        # What UTF-16 without a byte order mark looks like.
        return Reading(None, [_not_utf8(text[: text.index("\0")], shown)])

    problems: list[Problem] = []
    if text.startswith(_BOM):
        text = text[1:]
        message = (
            "đầu tệp có dấu BOM (Notepad hay ghi thêm), đã được bỏ qua; nên lưu lại với bảng mã UTF-8 không có BOM"
        )
        problems.append(Problem(shown, 1, 1, "doc.chuan_hoa", message, Level.WARNING))
    wrong = _first(refused(text, shown))
    if wrong:
        return Reading(None, problems + wrong)
    clean = text
    if is_odd(text):
        problems += odd_warnings(text, shown)
        clean = normalise(text)

    conflict = _CONFLICT.search(text)
    if conflict:
        line = len(split_lines(text[: conflict.start()]))
        problems.append(Problem(shown, line, 1, "doc.cu_phap", _CONFLICT_WORDS))
        return Reading(None, problems)
    builder = Builder(shown, clean, positions=False)
    found = _first(builder.run())
    if clean is not text:
        lines = split_lines(text)
        found = [
            Problem.at(original_position(shown, lines, (p.line - 1, p.column - 1)), p.rule, p.message, p.level)
            for p in found
        ]
    problems += found
    if not found and builder.data is None:
        problems.append(Problem(shown, 1, 1, "doc.trong", "tệp trống, chưa có thông tin nào"))
    if errors(problems):
        return Reading(None, problems)
    return Reading(Document(shown, raw, builder.data), problems)


def not_utf8_at(raw: bytes, shown: str) -> Problem | None:
    """Where a text stops being UTF-8, if it does."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(raw[: error.start].decode("utf-8-sig"), shown)
    return None


def _not_utf8(before: str, shown: str) -> Problem:
    lines = split_lines(before)
    message = "tệp không phải dạng UTF-8; hãy mở bằng trình soạn thảo và lưu lại với bảng mã UTF-8"
    return Problem(shown, len(lines), len(lines[-1]) + 1, "doc.utf8", message)


def _first(problems: Iterator[Problem]) -> list[Problem]:
    """Problems, but no more than anybody reads."""
    found = list(islice(problems, MAX_PROBLEMS))
    more = next(problems, None)
    if more:
        message = f"còn lỗi nữa trong tệp này; hãy sửa {MAX_PROBLEMS} lỗi đầu rồi kiểm tra lại"
        found.append(Problem(more.path, more.line, more.column, "doc.nhieu_loi", message))
    return found
