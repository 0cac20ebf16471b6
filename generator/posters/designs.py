"""Descriptions of poster designs: a folder of `qr_posters/` with a `design.yaml` and a `design.typ`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from generator import reading, resources
from generator.problems import Problem, errors
from generator.reading import Document

FOLDER = "qr_posters"
DESCRIPTION, SOURCE = "design.yaml", "design.typ"

RULE = "to_in.thiet_ke"


class Subject(Enum):
    """What there is one poster for; the value stands in the description."""

    PLACE = "noi"


MODULE_MM = {"treo_tuong": 1.0, "cam_tay": 0.4}
"""The least width of a module on a wall (1 to 2 m) and in the hand: qrtool.ch, denso-wave.com."""

_TEXTS = ("ten", "cho", "kho_giay", "hau_to", "dung")
_NUMBERS = ("khoang_cach_doc_cm", "kho_ma_mm", "co_chu_pt")


@dataclass(frozen=True)
class Design:
    """One design. `code_mm` is the width of the code without its quiet zone, `smallest_module_mm` its limit.

    `description` is the file's own content, which the design itself reads too.
    """

    folder: str
    name: str
    subject: Subject
    suffix: str
    code_mm: int
    smallest_module_mm: float
    path: str
    description: dict[str, Any] = field(repr=False)


def all(root: Path) -> tuple[list[Design], list[Problem]]:
    """The designs that count for `root`, by folder, and what is wrong with their descriptions."""
    names = {file.parent.name for folder in resources.folders(root, FOLDER) for file in folder.glob(f"*/{DESCRIPTION}")}
    designs: list[Design] = []
    problems: list[Problem] = []
    for name in sorted(names):
        design = _read(name, resources.find(root, FOLDER, f"{name}/{DESCRIPTION}"))
        if isinstance(design, Design):
            designs.append(design)
        else:
            problems += design
    return designs, problems


def _read(name: str, file: Path) -> Design | list[Problem]:
    shown = file.as_posix()
    raw = reading.fetch(file, shown)
    if isinstance(raw, Problem):
        return [raw]
    read = reading.read(raw, shown)
    if read.document is None:
        return errors(read.problems)
    problems = _check(read.document)
    if problems:
        return problems
    data = read.document.data
    return Design(
        folder=name,
        name=data["ten"],
        subject=Subject(data["cho"]),
        suffix=data["hau_to"],
        code_mm=data["kho_ma_mm"],
        smallest_module_mm=MODULE_MM[data["dung"]],
        path=shown,
        description=data,
    )


def _check(document: Document) -> list[Problem]:
    data = document.data
    if not isinstance(data, dict):
        return [Problem.at(document.at(()), RULE, "tệp này phải là các dòng dạng tên: giá trị")]
    found: list[tuple[str, str]] = []
    for key in (*_TEXTS, *_NUMBERS):
        value = data.get(key)
        if key in _TEXTS and not (isinstance(value, str) and value.strip()):
            found.append((key, f'thiếu "{key}", viết bằng chữ'))
        if key in _NUMBERS and not (type(value) is int and value > 0):
            found.append((key, f'thiếu "{key}", viết bằng số nguyên lớn hơn 0'))
    if not found:
        found += _check_values(data)
    return [Problem.at(document.at((key,)), RULE, message) for key, message in found]


def _check_values(data: dict[str, Any]) -> list[tuple[str, str]]:
    found = []
    subjects = [subject.value for subject in Subject]
    if data["cho"] not in subjects:
        found.append(("cho", f'"{data["cho"]}" không có; chỉ viết một trong: {", ".join(subjects)}'))
    if data["dung"] not in MODULE_MM:
        found.append(("dung", f'"{data["dung"]}" không có; chỉ viết một trong: {", ".join(MODULE_MM)}'))
    if not (data["hau_to"].isascii() and data["hau_to"].replace("-", "").isalnum()):
        found.append(("hau_to", f'"{data["hau_to"]}" nằm trong tên tệp nên chỉ gồm chữ không dấu, chữ số và gạch nối'))
    # A tenth of the distance (qrtool.ch, denso-wave.com): as many millimetres as the distance has centimetres.
    distance, width = data["khoang_cach_doc_cm"], data["kho_ma_mm"]
    if width < distance:
        found.append(("kho_ma_mm", f"mã rộng {width} mm; đọc từ {distance} cm thì phải rộng ít nhất {distance} mm"))
    return found
