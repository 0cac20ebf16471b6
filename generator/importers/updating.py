"""A record that is there already and what the portal says now: what officials have not touched follows the portal.

Each import leaves its mark in the record (`nguon.lan_nhap`): a digest of every value it wrote. A value that still has
its digest is the portal's own and is replaced; any other is an official's, stays as it is, and is told as a conflict
where the portal says something else since. Only the lines of replaced values change; a record without the mark was
written by hand and is never changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.checking import schema
from generator.problems import Level, Problem
from generator.reading import Document, read
from generator.wording import uncapitalised
from generator.writing_yaml import dump

RULE = "nhap.xung_dot"
MARK = "lan_nhap"
_SOURCE = "nguon"
_OF_SOURCE = ("quyet_dinh", "dia_chi", "nguyen_van")
"""What an import writes below `nguon`; when it was checked is for officials to say."""
_NOT_COMPARED = (_SOURCE, "ma", "linh_vuc", "hieu_luc")
"""The field is where the file lies; since when a procedure holds the portal does not say."""
_SHORT = 160
_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Updated:
    """The new text of the file, None where nothing in it changes; the names of what changed; the conflicts."""

    text: str | None = None
    changed: list[str] = field(default_factory=list)
    conflicts: list[Problem] = field(default_factory=list)


def marked(data: Data) -> dict[str, Any]:
    """The record with the mark of this import."""
    return {
        **data,
        _SOURCE: {**data[_SOURCE], MARK: _mark({key: _digest(value) for key, value in _values(data).items()})},
    }


def updated(document: Document, now: Data) -> Updated:
    """The record after another import. `now` is what the portal says now; a key that it lacks is not compared,
    unless `now` is a whole record."""
    here, there, marks = _values(document.data), _values(now), _marks(document.data)
    if not marks:
        return Updated(conflicts=_differences(document, here, there))
    whole = now.keys() >= set(schema("procedure")["required"])
    gone = [key for key in marks if whole and key not in there and _is_untouched(document, key, here, marks)]
    put: dict[str, Any] = {}
    conflicts = []
    for key, value in there.items():
        if here.get(key) == value:
            continue
        if _is_untouched(document, key, here, marks) or (key not in here and key not in marks):
            put[key] = value
        elif not _is_unknown(value) and _digest(value) != marks.get(key):
            conflicts.append(_conflict(document, key, value))
    same = {key: _digest(value) for key, value in there.items() if key in put or here.get(key) == value}
    new_marks = {**{key: mark for key, mark in marks.items() if key not in gone}, **same}
    if not put and not gone and new_marks == marks:
        return Updated(conflicts=conflicts)
    text = _spliced(document, put, gone, new_marks)
    reading = read(text.encode(), document.path)
    if reading.document is None or reading.document.data != _expected(document.data, put, gone, new_marks):
        # Written in a way that cannot be changed line by line: told, never forced.
        return Updated(conflicts=[*conflicts, *(_conflict(document, key, value) for key, value in put.items())])
    return Updated(text, [_title(key) for key in (*put, *gone) if key != "nguyen_van"], conflicts)


def _values(data: Data) -> dict[str, Any]:
    """What is compared, each under its key; what stands below `nguon` under its own."""
    source = data.get(_SOURCE)
    below = {key: source[key] for key in _OF_SOURCE if key in source} if isinstance(source, dict) else {}
    return {**{key: value for key, value in data.items() if key not in _NOT_COMPARED}, **below}


def _steps(key: str) -> tuple[str, ...]:
    return (_SOURCE, key) if key in (*_OF_SOURCE, MARK) else (key,)


def _marks(data: Data) -> dict[str, str]:
    source = data.get(_SOURCE)
    mark = source.get(MARK) if isinstance(source, dict) else None
    entries = [entry.partition("=") for entry in mark.split()] if isinstance(mark, str) else []
    return {key: digest for key, _, digest in entries}


def _mark(digests: Mapping[str, str]) -> str:
    return " ".join(f"{key}={digest}" for key, digest in digests.items())


def _digest(value: Any) -> str:
    written = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(written.encode(), digest_size=4).hexdigest()


def _is_unknown(value: Any) -> bool:
    return isinstance(value, dict) and "chua_ro" in value


def _is_untouched(document: Document, key: str, here: Data, marks: Mapping[str, str]) -> bool:
    """Whether the value is the one an import wrote, with no comment beside it, which would be an official's word."""
    if key not in here or _digest(here[key]) != marks.get(key):
        return False
    first, last = _span(document, _steps(key))
    lines = _text_lines(document)[first:last]
    return lines == _written(key, here[key]) or not any(_COMMENT.search(line) for line in lines)


def _text_lines(document: Document) -> list[str]:
    return document.raw.decode("utf-8-sig").splitlines()


def _written(key: str, value: Any) -> list[str]:
    indent = "  " * (len(_steps(key)) - 1)
    return [f"{indent}{line}".rstrip() for line in dump({key: value}, None).splitlines()]


def _span(document: Document, steps: tuple[str, ...]) -> tuple[int, int]:
    """First line and the one after the last of an entry, counted from 0; comments above the next entry are not its."""
    parent = document.data if len(steps) == 1 else document.data[steps[0]]
    lines = _text_lines(document)
    starts = sorted(document.key_at((*steps[:-1], key)).line - 1 for key in parent)
    first = document.key_at(steps).line - 1
    end = len(lines) if len(steps) == 1 else _span(document, steps[:1])[1]
    last = next((start for start in starts if start > first), end)
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    return first, last


def _spliced(document: Document, put: Data, gone: list[str], marks: Mapping[str, str]) -> str:
    """The text of the file with the lines of some entries replaced, added or dropped."""
    lines = _text_lines(document)
    changes: list[tuple[int, int, list[str]]] = [(*_span(document, _steps(key)), []) for key in gone]
    for key, value in {**put, MARK: _mark(marks)}.items():
        steps = _steps(key)
        parent = document.data if len(steps) == 1 else document.data[_SOURCE]
        if key in parent:
            first, last = _span(document, steps)
        else:
            first = last = _span(document, _before(document.data, steps))[1]
        changes.append((first, last, _written(key, value)))
    for first, last, new in sorted(changes, key=lambda change: change[:2], reverse=True):
        lines[first:last] = new
    return "\n".join(lines) + "\n"


def _before(data: Data, steps: tuple[str, ...]) -> tuple[str, ...]:
    """The entry after which a new one is put: the one before it in the order of the schema."""
    if len(steps) == 2:
        return (_SOURCE,)
    order = list(schema("procedure")["properties"])
    return ([key for key in order[: order.index(steps[0])] if key in data][-1],)


def _expected(data: Data, put: Data, gone: list[str], marks: Mapping[str, str]) -> dict[str, Any]:
    source = dict(data[_SOURCE])
    result = {**data, _SOURCE: source}
    for key, value in {**put, MARK: _mark(marks)}.items():
        (source if _steps(key)[0] == _SOURCE else result)[key] = value
    for key in gone:
        del (source if _steps(key)[0] == _SOURCE else result)[key]
    return result


def _title(key: str) -> str:
    properties = schema("procedure")["properties"]
    return uncapitalised((properties[_SOURCE]["properties"] if key in _OF_SOURCE else properties)[key]["title"])


def _conflict(document: Document, key: str, value: Any) -> Problem:
    says = " ".join(" ".join(_written(key, value)).split())
    words = f"{_title(key)}: cán bộ đã sửa, Cổng nay ghi khác; giữ lời của cán bộ. Cổng ghi: {_cut(says)}"
    return Problem.at(document.key_at(_steps(key)), RULE, words, Level.WARNING)


def _differences(document: Document, here: Data, there: Data) -> list[Problem]:
    """What the portal says otherwise than a record that was written by hand, in one line."""
    others = [key for key, value in there.items() if not _is_unknown(value) and here.get(key) != value]
    names = [_title(key) for key in others if key in here and key != "nguyen_van"]
    if not names:
        return []
    words = f"bản ghi do cán bộ viết, giữ nguyên; Cổng ghi khác hoặc bằng lời khác ở: {', '.join(names)}"
    return [Problem.at(document.at(()), RULE, words, Level.WARNING)]


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rstrip()}…"
