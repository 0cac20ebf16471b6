"""What an address or a file is named after can be a folder on every system.

Windows keeps some names for devices, in any case and with any ending.
Breaks it: a village with `ma: con`. Keeps it: `ma: thon-con`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.events import Steps
from generator.layers import Source
from generator.problems import Problem
from generator.sources import Sources

ID = "dinh_danh"
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\Z", re.IGNORECASE)
"""Naming Files, Paths, and Namespaces (Microsoft): the reserved names."""


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    for form in sources.forms.values():
        yield from _named(form, ("ma",), form.data["ma"])
    named = (
        (sources.unit, "noi"),
        (sources.fields, "linh_vuc"),
        (sources.events, "su_kien"),
        (sources.board, "bang_tin"),
    )
    for source, name in named:
        for index, item in enumerate(source.data.get(name, ()) if source else ()):
            assert source
            yield from _named(source, (name, index, "ma"), item["ma"])


def _named(source: Source, steps: Steps, code: str) -> Iterator[Problem]:
    if _DEVICE.match(code):
        message = (
            f'mã "{code}" là tên Windows giữ riêng, không đặt cho thư mục hay tệp được;'
            f' hãy dùng mã khác, ví dụ "{code}-1"'
        )
        yield Problem.at(source.at(*steps), ID, message)
