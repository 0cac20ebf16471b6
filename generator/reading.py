"""Bytes of a YAML file to plain data, strictly, with the position of every value.

YAML silently changes what people write (`1.001193` becomes a number, `no` becomes false). Here a value
is either read exactly as written or refused with a message that shows the corrected line.
Works on parser events, which come one after another however deep the input is, so no input can exhaust
the stack.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from generator.problems import Level, Position, Problem, errors

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_DIGITS = 15
MAX_PROBLEMS = 100
"""As many as anybody mends at a time; a file of another kind that got a YAML name has thousands."""

Step = str | int
Steps = tuple[Step, ...]
"""The way to a value inside a document: keys of mappings and indices of lists."""

# The C loader parses the same events 17 times as fast; both come with PyYAML.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVERS: dict[str, list[tuple[str, re.Pattern[str]]]] = yaml.resolver.Resolver.yaml_implicit_resolvers

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufff0-\uffff\U000e0000-\U000e007f"
_ZERO_WIDTH = "\u00ad\u200b-\u200d\u2060\ufeff"
_ODD_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_REFUSED = re.compile(f"[{_BIDI}{_CONTROL}]")
_IS_BIDI = re.compile(f"[{_BIDI}]")
_ODD = re.compile(f"[{_ZERO_WIDTH}{_ODD_SPACE}Ð]")
_ODD_TABLE = {
    **{ord(c): None for c in "\u00ad\u200b\u200c\u200d\u2060\ufeff"},
    **dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    ord("Ð"): "Đ",
}

_BOM = "\ufeff"
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_CLUSTER = re.compile(r"\A[^\x00-\x7f]+|[\x00-\x7f][^\x00-\x7f]*")
_INTEGER = re.compile(r"(0|-?[1-9][0-9]*)\Z")
_LEADING_ZERO = re.compile(r"0[0-9]+\Z")
_LONG = 200
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?\Z")

_UNCLOSED = ("unexpected end of stream", "unexpected document indicator")
# What libyaml says, and what an official can do about it.
_SYNTAX = (
    ("character '\\t'", "dòng này thụt vào bằng phím Tab; hãy thụt vào bằng dấu cách"),
    ("'\\t' that cannot start", "dòng này thụt vào bằng phím Tab; hãy thụt vào bằng dấu cách"),
    ("cannot start any token", "ký tự này không được đứng đầu giá trị; hãy đặt cả giá trị trong dấu ngoặc kép"),
    (
        "mapping values are not allowed",
        "có dấu hai chấm ở chỗ không được phép; hãy đặt giá trị trong dấu ngoặc kép hoặc xem lại chỗ thụt vào đầu dòng",
    ),
    ("could not find expected ':'", "thiếu dấu hai chấm sau tên mục"),
    ("expected ',' or ']'", "danh sách trong ngoặc vuông thiếu dấu phẩy hoặc thiếu dấu ], ở đây hoặc ở dòng trên"),
    ("expected ',' or '}'", "nhóm trong ngoặc nhọn thiếu dấu phẩy hoặc thiếu dấu }, ở đây hoặc ở dòng trên"),
    (_UNCLOSED[0], "dấu ngoặc kép mở ra mà không đóng lại"),
    (_UNCLOSED[1], "dấu ngoặc kép mở ra mà không đóng lại"),
    ("unknown escape character", "dấu gạch chéo ngược trong ngoặc kép không hợp lệ; hãy bỏ nó hoặc viết hai lần"),
    ("block sequence entries are not allowed", "dấu gạch đầu dòng ở chỗ không được phép; hãy xem lại chỗ thụt vào"),
    ("did not find expected '-' indicator", "mục này thụt vào không thẳng hàng với các gạch đầu dòng phía trên"),
    ("expected <document start>", "sau dấu ... không viết gì nữa; một tệp chỉ chứa một bản ghi"),
    ("did not find expected key", "dòng này thụt vào không thẳng hàng với các mục phía trên"),
    ("expected the node content", "thiếu giá trị ở đây"),
    ("did not find expected node content", "thiếu giá trị ở đây"),
    ("undefined tag handle", "không dùng dấu ! ở đầu giá trị; hãy đặt giá trị trong dấu ngoặc kép"),
    ("while scanning a directive", "không dùng dòng bắt đầu bằng dấu %"),
)


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
        return _split(self.raw.decode("utf-8-sig"))

    @cached_property
    def _marks(self) -> tuple[dict[Steps, tuple[int, int]], dict[Steps, tuple[int, int]]]:
        text = normalise("\n".join(self._lines))
        builder = _Builder(self.path, text, positions=True)
        for _ in builder.run():
            pass
        return builder.values, builder.keys

    def _position(self, mark: tuple[int, int]) -> Position:
        return _original_position(self.path, self._lines, mark)


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
    if isinstance(error, NotADirectoryError):
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
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Reading(None, [_not_utf8(raw[: error.start].decode("utf-8-sig"), shown)])
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
    refused = _first(_refused(text, shown))
    if refused:
        return Reading(None, problems + refused)
    clean = text
    if _ODD.search(text) or not unicodedata.is_normalized("NFC", text):
        problems += _odd_warnings(text, shown)
        clean = normalise(text)

    builder = _Builder(shown, clean, positions=False)
    found = _first(builder.run())
    if clean is not text:
        lines = _split(text)
        found = [
            Problem.at(_original_position(shown, lines, (p.line - 1, p.column - 1)), p.rule, p.message, p.level)
            for p in found
        ]
    problems += found
    if not found and builder.data is None:
        problems.append(Problem(shown, 1, 1, "doc.trong", "tệp trống, chưa có thông tin nào"))
    if errors(problems):
        return Reading(None, problems)
    return Reading(Document(shown, raw, builder.data), problems)


def _not_utf8(before: str, shown: str) -> Problem:
    lines = _split(before)
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


def _split(text: str) -> list[str]:
    """The lines of a text, as YAML counts them; what else YAML takes for a line break is refused."""
    return _LINE_BREAK.split(text)


def normalise(text: str) -> str:
    """NFC, `Ð` to `Đ`, odd spaces to plain ones, invisible characters removed."""
    return unicodedata.normalize("NFC", text.translate(_ODD_TABLE))


def _original_position(path: str, lines: list[str], mark: tuple[int, int]) -> Position:
    """The place in the file as it was written, of a place (from 0) in its normalised text."""
    line, column = mark
    if line < len(lines):
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


def _refused(text: str, shown: str) -> Iterator[Problem]:
    for number, line in enumerate(_split(text), 1):
        for match in _REFUSED.finditer(line):
            yield Problem(shown, number, match.start() + 1, "doc.ky_tu", _refused_words(match.group()))


def _refused_words(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if _IS_BIDI.match(character):
        return f"có ký tự ẩn đổi chiều chữ ({code}); hãy xóa nó đi, thường nó dính vào khi dán từ nơi khác"
    return f"có ký tự điều khiển ({code}) không nhìn thấy được; hãy xóa nó đi"


def _odd_warnings(text: str, shown: str) -> Iterator[Problem]:
    """One warning for each kind of oddity, at its first place."""
    kinds = (
        (re.compile("Ð"), "chữ Ð kiểu nước ngoài đã được đọc thành chữ Đ"),
        (re.compile(f"[{_ODD_SPACE}]"), "dấu cách đặc biệt đã được đọc thành dấu cách thường"),
        (re.compile(f"[{_ZERO_WIDTH}]"), "ký tự vô hình đã được bỏ đi"),
    )
    lines = _split(text)
    for pattern, words in kinds:
        places = [(n, m.start() + 1) for n, line in enumerate(lines, 1) for m in pattern.finditer(line)]
        if places:
            yield Problem(shown, *places[0], "doc.chuan_hoa", f"{words} ({len(places)} chỗ)", Level.WARNING)
    split = [n for n, line in enumerate(lines, 1) if not unicodedata.is_normalized("NFC", line)]
    if split:
        words = f"chữ có dấu viết rời đã được ghép lại theo chuẩn NFC ({len(split)} dòng)"
        yield Problem(shown, split[0], 1, "doc.chuan_hoa", words, Level.WARNING)


class _Builder:
    """Builds plain data from parser events, and positions where they are asked for."""

    def __init__(self, shown: str, text: str, positions: bool) -> None:
        self.shown = shown
        self.text = text
        self.lines = _split(text)
        self.want_positions = positions
        self.data: Any = None
        self.values: dict[Steps, tuple[int, int]] = {}
        self.keys: dict[Steps, tuple[int, int]] = {}

    def run(self) -> Iterator[Problem]:
        try:
            yield from self._consume(yaml.parse(self.text, Loader=_LOADER))
        except yaml.MarkedYAMLError as error:
            # A quote that stays open is noticed at the end of the file, but mended where it opens.
            unclosed = any(needle in str(error) for needle in _UNCLOSED)
            mark = (unclosed and error.context_mark) or error.problem_mark or error.context_mark
            line, column = (mark.line, mark.column) if mark else (0, 0)
            if line >= len(self.lines):
                # libyaml ends a file with a line break of its own.
                line, column = len(self.lines) - 1, len(self.lines[-1])
            yield self._problem(line, column, "doc.cu_phap", self._syntax_words(str(error), line, column))
        except yaml.YAMLError:
            yield self._problem(0, 0, "doc.cu_phap", "không đọc được tệp này theo cách viết YAML")

    def _consume(self, events: Iterator[Any]) -> Iterator[Problem]:
        # One frame per open collection: [container, pending key, whether the next node is a key, whether the
        # collection itself stands where a key should].
        stack: list[list[Any]] = []
        steps: list[Step] = []
        documents = 0
        for event in events:
            kind = type(event)
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if event.version or event.tags:
                    yield self._at(event, "doc.chi_thi", "không dùng dòng bắt đầu bằng dấu %; hãy xóa dòng đó")
                if documents > 1:
                    yield self._at(
                        event,
                        "doc.nhieu_tai_lieu",
                        "một tệp chỉ chứa một bản ghi; hãy tách phần sau dấu --- sang tệp khác",
                    )
                    return
                continue
            if kind in (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent):
                continue
            if kind is yaml.AliasEvent:
                yield self._at(
                    event,
                    "doc.neo",
                    f"không dùng dấu * để lặp lại mục khác (*{event.anchor}); hãy chép lại nội dung hoặc đặt trong dấu ngoặc kép",
                )
                self._put(stack, None)
                continue
            if kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
                container, _, _, is_key = stack.pop()
                if steps:
                    steps.pop()
                if is_key:
                    stack[-1][1], stack[-1][2] = "?", False
                elif stack:
                    self._put(stack, container)
                else:
                    self.data = container
                continue
            if event.anchor is not None:
                yield self._at(
                    event,
                    "doc.neo",
                    f"không dùng dấu & để đặt tên cho mục (&{event.anchor}); hãy bỏ nó hoặc đặt giá trị trong dấu ngoặc kép",
                )
            if event.tag is not None:
                tag = event.tag.replace("tag:yaml.org,2002:", "!!")
                yield self._at(
                    event,
                    "doc.the",
                    f"không dùng dấu ! để đổi kiểu giá trị ({tag}); hãy bỏ nó hoặc đặt giá trị trong dấu ngoặc kép",
                )
            if kind is yaml.ScalarEvent:
                yield from self._scalar(event, stack, steps)
                continue
            # A mapping or a list opens here.
            is_key = bool(stack and stack[-1][2])
            if is_key:
                yield self._at(event, "doc.khoa", "tên mục phải là chữ, không phải danh sách hay nhóm")
            if len(stack) >= MAX_DEPTH:
                yield self._at(event, "doc.sau", f"các mục lồng nhau quá {MAX_DEPTH} tầng; hãy viết lại cho gọn")
                return
            steps.append(self._next_step(stack))
            self._mark(steps, event)
            stack.append([{}, None, True, is_key] if kind is yaml.MappingStartEvent else [[], None, False, is_key])

    def _scalar(self, event: Any, stack: list[list[Any]], steps: list[Step]) -> Iterator[Problem]:
        text = event.value
        if event.style == '"':
            # Escapes bring in what the check of the bytes could not see.
            bad = _REFUSED.search(text)
            if bad:
                yield self._at(event, "doc.ky_tu", _refused_words(bad.group()))
            if normalise(text) != text:
                words = "ký tự đặc biệt viết bằng dấu gạch chéo ngược đã được đọc thành ký tự thường"
                yield self._at(event, "doc.chuan_hoa", words, Level.WARNING)
                text = normalise(text)
        if stack and stack[-1][2]:
            frame = stack[-1]
            if text == "<<" and not event.style:
                yield self._at(event, "doc.neo", "không dùng << để gộp mục khác; hãy chép lại nội dung")
            if not text.strip():
                yield self._at(event, "doc.khoa", "tên mục đang bỏ trống")
            if text in frame[0]:
                yield self._at(
                    event, "doc.trung_khoa", f'mục "{_short(text)}" viết hai lần trong cùng một nhóm; hãy bỏ bớt một'
                )
            frame[1], frame[2] = text, False
            if self.want_positions:
                place: Steps = (*steps[1:], text)
                self.keys[place] = (event.start_mark.line, event.start_mark.column)
            return
        value, problem = self._value(event, text)
        if problem:
            yield self._at(event, "doc.gia_tri", problem)
        if self.want_positions:
            self._mark([*steps, self._next_step(stack)], event)
        self._put(stack, value)

    def _value(self, event: Any, text: str) -> tuple[Any, str | None]:
        """The value of a scalar, and what is wrong with it where YAML would silently change it."""
        if event.style:
            return text, None
        if not text:
            return None, None
        if _LEADING_ZERO.match(text):
            return text, self._quoted_hint(event, text)
        tag = next((tag for tag, pattern in _RESOLVERS.get(text[0], ()) if pattern.match(text)), None)
        if tag is None:
            return text, None
        kind = tag.rpartition(":")[2]
        if kind == "null":
            return None, None
        if kind == "bool":
            return (text.lower() == "true", None) if text.lower() in ("true", "false") else (text, None)
        if kind in ("timestamp", "value", "merge"):
            return text, None
        if _TIME.match(text):
            return text, None
        if kind == "int" and _INTEGER.match(text) and len(text) <= MAX_DIGITS:
            return int(text), None
        return text, self._quoted_hint(event, text)

    def _quoted_hint(self, event: Any, text: str) -> str:
        line = self.lines[event.start_mark.line]
        start, end = event.start_mark.column, event.end_mark.column
        corrected = f'{line[:start]}"{text}"{line[end:]}'.strip()
        if len(corrected) > _LONG:
            corrected = f'"{_short(text)}"'
        message = f"giá trị {_short(text)} sẽ bị máy hiểu thành số khác; hãy đặt trong dấu ngoặc kép: {corrected}"
        digits = text.replace(".", "").replace("_", "")
        if len(text) <= _LONG and re.fullmatch(r"[1-9][0-9]{0,2}([._][0-9]{3})+", text):
            message += f" (nếu là số tiền thì viết liền: {digits})"
        return message

    def _next_step(self, stack: list[list[Any]]) -> Step:
        if not stack:
            return ""
        container, key, *_ = stack[-1]
        return key if isinstance(container, dict) else len(container)

    def _put(self, stack: list[list[Any]], value: Any) -> None:
        if not stack:
            self.data = value
            return
        frame = stack[-1]
        if isinstance(frame[0], dict):
            if frame[2]:
                frame[1], frame[2] = "?", False
                return
            # The first of two equal keys wins; the second was reported.
            frame[0].setdefault(frame[1], value)
            frame[1], frame[2] = None, True
        else:
            frame[0].append(value)

    def _mark(self, steps: list[Step], event: Any) -> None:
        if self.want_positions:
            # The first step stands for the document itself.
            self.values.setdefault(tuple(steps[1:]), (event.start_mark.line, event.start_mark.column))

    def _syntax_words(self, error: str, line: int, column: int) -> str:
        at = self.lines[line] if line < len(self.lines) else ""
        if "\t" in at[: len(at) - len(at.lstrip())]:
            return _SYNTAX[0][1]
        if "did not find expected key" in error and at[:column].strip():
            return "có phần thừa sau giá trị đã đóng ngoặc; hãy đặt cả giá trị trong một cặp dấu ngoặc kép"
        for needle, words in _SYNTAX:
            if needle in error:
                return words
        return "không đọc được dòng này theo cách viết YAML; hãy xem lại dấu hai chấm, dấu ngoặc và chỗ thụt vào"

    def _at(self, event: Any, rule: str, message: str, level: Level = Level.ERROR) -> Problem:
        return self._problem(event.start_mark.line, event.start_mark.column, rule, message, level)

    def _problem(self, line: int, column: int, rule: str, message: str, level: Level = Level.ERROR) -> Problem:
        return Problem(self.shown, line + 1, column + 1, rule, message, level)


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
