"""A record's file is named after its code and lies in the folder of its field.

Breaks it: `ho-tich/1.001193.yaml` with `ma: "1.001194"`. Keeps it: `ma: "1.001193"`, `linh_vuc: ho-tich`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.layers import Source
from generator.problems import Problem
from generator.sources import Sources

ID = "ten_tep"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    yield from _named(procedure)
    position = procedure.at("linh_vuc")
    folder = PurePosixPath(position.path).parent.name
    field = procedure.data["linh_vuc"]
    if folder != field:
        message = f'lĩnh vực "{field}" khác tên thư mục "{folder}"; hãy chuyển tệp hoặc sửa lĩnh vực'
        yield Problem.at(position, ID, message)


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    for form in sources.forms.values():
        yield from _named(form)


def _named(source: Source) -> Iterator[Problem]:
    position = source.at("ma")
    stem = PurePosixPath(position.path).name.removesuffix(".yaml")
    if stem != source.data["ma"]:
        message = f'mã "{source.data["ma"]}" khác tên tệp "{stem}.yaml"; hãy đổi tên tệp hoặc sửa mã'
        yield Problem.at(position, ID, message)
