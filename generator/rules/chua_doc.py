"""What the importer could not understand has been read by an official.

Breaks it: `thoi_han: {chua_ro: "…", nguyen_van: "07 ngày"}`. Keeps it: `thoi_han: [{so: 7, don_vi: ngay}]`, or
`{chua_ro: "…"}` without `nguyen_van` where the official does not know either.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import wording
from generator.events import Steps
from generator.layers import Source
from generator.problems import Level, Problem
from generator.rules._texts import Shape, others, shape
from generator.sources import Sources

ID = "chua_doc"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    yield from _unread(procedure, shape("procedure"), procedure.data, ())


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    for kind, source in others(sources):
        yield from _unread(source, shape(kind), source.data, ())


def _unread(source: Source, node: Shape, value: object, steps: Steps) -> Iterator[Problem]:
    if isinstance(value, dict):
        if "chua_ro" in value and "nguyen_van" in value:
            title = wording.uncapitalised(node.title)
            reason = value["chua_ro"].rstrip(" .")
            message = (
                f"{title}: {reason};"
                " hãy đọc nguyen_van, ghi giá trị rồi bỏ nguyen_van (vẫn chưa rõ thì chỉ giữ chua_ro)"
            )
            yield Problem.at(source.at(*steps), ID, message, Level.WARNING)
        for key, item in value.items():
            below = node.children.get(key)
            if below and isinstance(item, (dict, list)):
                yield from _unread(source, below, item, (*steps, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, (dict, list)):
                yield from _unread(source, node, item, (*steps, index))
