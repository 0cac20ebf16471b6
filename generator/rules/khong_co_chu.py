"""A text says something: it holds at least one letter or digit.

Breaks it: `ten: "…"`, `neu_tre_hen: "—"`. Keeps it: `neu_tre_hen: {chua_ro: Quyết định công bố không nêu}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.characters import says_something
from generator.layers import Source
from generator.problems import Problem
from generator.rules._texts import others, texts
from generator.sources import Sources

ID = "khong_co_chu"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    yield from _empty(procedure, "procedure")


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    for kind, source in others(sources):
        yield from _empty(source, kind)


def _empty(source: Source, kind: str) -> Iterator[Problem]:
    for steps, text in texts(source, kind):
        if not says_something(text):
            message = f'"{text}" không có chữ nào; hãy viết thành chữ, chưa biết thì ghi {{chua_ro: lý do}}'
            yield Problem.at(source.at(*steps), ID, message)
