"""Every word is explained once: no two entries of the glossary claim the same spelling.

Breaks it: `tu: trích lục` in two entries. Keeps it: one entry with `viet_khac: [bản trích lục]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.events import Steps
from generator.problems import Problem
from generator.sources import Sources

ID = "giai_nghia"


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    if not sources.glossary:
        return
    codes: set[str] = set()
    words: set[str] = set()
    for index, item in enumerate(sources.glossary.data["tu_ngu"]):
        way: Steps = ("tu_ngu", index)
        if item["ma"] in codes:
            message = f'mã "{item["ma"]}" đã dùng cho một mục khác trong danh sách này; hãy đặt mã khác'
            yield Problem.at(sources.glossary.at(*way, "ma"), ID, message)
        codes.add(item["ma"])
        spellings = [(("tu",), item["tu"]), *((("viet_khac", n), w) for n, w in enumerate(item.get("viet_khac", ())))]
        for place, word in spellings:
            same = " ".join(word.casefold().split())
            if same in words:
                message = f'"{word}" đã được giải nghĩa ở một mục phía trên; hãy giữ một mục'
                yield Problem.at(sources.glossary.at(*way, *place), ID, message)
            words.add(same)
