"""Abbreviations are spelled out: people who scan a poster do not read office papers.

Breaks it: `lam: Nộp tại UBND xã`. Keeps it: `lam: Nộp tại Ủy ban nhân dân xã`, or once
`Bảo hiểm y tế (BHYT)` and BHYT from then on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.abbreviations import FULL
from generator.events import Steps
from generator.layers import Source
from generator.problems import Level, Problem
from generator.rules._texts import Text, others, own_words
from generator.sources import Sources

ID = "viet_tat"
# What stands in the number of a document (75/2022/TT-BTC) is no abbreviation to spell out.
_CAPITALS = re.compile(r"[A-ZĐ][A-ZĐ&]+(?![\w/&-])")
_JOINED = re.compile(r"[\w/&-]")


def check_procedure(procedure: Source) -> Iterator[Problem]:
    yield from _abbreviations(procedure, own_words(procedure, "procedure"))


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    for kind, source in others(sources):
        yield from _abbreviations(source, own_words(source, kind))


def _abbreviations(source: Source, words: list[Text]) -> Iterator[Problem]:
    """One warning for each abbreviation in a file, at its first place."""
    places: dict[str, list[Steps]] = {}
    explained: set[str] = set()
    for steps, text in words:
        for match in _CAPITALS.finditer(text):
            short = match.group()
            if short not in FULL or _JOINED.match(text, match.start() - 1, match.start()):
                continue
            if text[: match.start()].casefold().endswith(f"{FULL[short]} (".casefold()):
                explained.add(short)
            places.setdefault(short, []).append(steps)
    for short, found in places.items():
        if short in explained:
            continue
        count = f" ({len(found)} chỗ trong tệp)" if len(found) > 1 else ""
        message = f'chữ viết tắt "{short}"{count}; hãy viết đủ: {FULL[short]}'
        yield Problem.at(source.at(*found[0]), ID, message, Level.WARNING)
