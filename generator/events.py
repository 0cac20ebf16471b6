"""Parser events to plain data: what YAML would silently change is refused, and so is what hides meaning.

Events come one after another however deep the input is, so no input can exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from generator.characters import REFUSED, normalise, refused_words, split_lines
from generator.problems import Level, Problem

MAX_DEPTH = 20
MAX_DIGITS = 15

Step = str | int
Steps = tuple[Step, ...]
"""The way to a value inside a document: keys of mappings and indices of lists."""

# The C loader parses the same events 17 times as fast; both come with PyYAML.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVERS: dict[str, list[tuple[str, re.Pattern[str]]]] = yaml.resolver.Resolver.yaml_implicit_resolvers

_INTEGER = re.compile(r"(0|-?[1-9][0-9]*)\Z")
_LEADING_ZERO = re.compile(r"0[0-9]+\Z")
_LONG = 200
# A remark begins with "# "; a number sign that clings to what follows was meant as text.
_LOST = re.compile(r"\s+#[^\s#].*")
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


class Builder:
    """Builds plain data from parser events, and positions where they are asked for."""

    def __init__(self, shown: str, text: str, positions: bool) -> None:
        self.shown = shown
        self.text = text
        self.lines = split_lines(text)
        self.want_positions = positions
        self.data: Any = None
        self.values: dict[Steps, tuple[int, int]] = {}
        self.keys: dict[Steps, tuple[int, int]] = {}

    def run(self) -> Iterator[Problem]:
        """Build everything; what is wrong comes out on the way."""
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
            bad = REFUSED.search(text)
            if bad:
                yield self._at(event, "doc.ky_tu", refused_words(bad.group()))
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
        lost = None if event.style else _LOST.match(self._line(event.end_mark.line), event.end_mark.column)
        if lost:
            message = f'phần "{_short(lost.group().strip())}" bị coi là ghi chú và bỏ đi; hãy đặt cả giá trị trong dấu ngoặc kép'
            yield self._at(event, "doc.ghi_chu", message, Level.WARNING)
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
        line = self._line(event.start_mark.line)
        start, end = event.start_mark.column, event.end_mark.column
        corrected = f'{line[:start]}"{text}"{line[end:]}'.strip()
        if len(corrected) > _LONG:
            corrected = f'"{_short(text)}"'
        message = f"giá trị {_short(text)} sẽ bị máy hiểu thành số khác; hãy đặt trong dấu ngoặc kép: {corrected}"
        digits = text.replace(".", "").replace("_", "")
        if len(text) <= _LONG and re.fullmatch(r"[1-9][0-9]{0,2}([._][0-9]{3})+", text):
            message += f" (nếu là số tiền thì viết liền: {digits})"
        elif re.fullmatch(r"0[0-9]{1,2}", text):
            message += f" (nếu là số đếm thì viết số nguyên: {int(text)})"
        elif re.fullmatch(r"[0-9]{1,15}\.[0-9]{1,2}", text):
            message += " (nếu là số đếm hay số tiền thì viết số nguyên, ví dụ 20000)"
        elif re.fullmatch(r"[-+]?0[xob][0-9a-f_]+|[0-9.]+e[-+]?[0-9]+", text, re.IGNORECASE):
            message += " (nếu là số đếm thì viết số nguyên bằng chữ số thường, ví dụ 16)"
        return message

    def _line(self, number: int) -> str:
        """A line of the text; libyaml ends a file with a line break of its own, behind which there is none."""
        return self.lines[number] if number < len(self.lines) else ""

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
        at = self._line(line)
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
