"""Descriptions of poster designs: a folder of `qr_posters/` with a `design.yaml` and a `design.typ`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from generator import checking, reading, resources
from generator.layers import Source
from generator.problems import Problem, errors

FOLDER = "qr_posters"
DESCRIPTION, SOURCE = "design.yaml", "design.typ"

RULE = "to_in.thiet_ke"


class Subject(Enum):
    """What there is one poster for; the value stands in the description."""

    PLACE = "noi"
    PROCEDURE = "thu_tuc"
    FIELD = "linh_vuc"
    EVENT = "su_kien"
    UNIT = "don_vi"
    BOARD = "bang_niem_yet"
    CONDUCT = "ung_xu"
    APOLOGY = "thu_xin_loi"
    SURVEY = "khao_sat"


class Colours(Enum):
    """How a poster is printed; the value stands in the description."""

    COLOUR = "mau"
    BLACK = "den_trang"

    @property
    def words(self) -> str:
        return "màu" if self is Colours.COLOUR else "đen trắng"


MODULE_MM = {"treo_tuong": 1.0, "cam_tay": 0.4}
"""The least width of a module on a wall (1 to 2 m) and in the hand: qrtool.ch, denso-wave.com."""

PAPERS_MM = {"a2": (420, 594), "a3": (297, 420), "a4": (210, 297), "a5": (148, 210), "a6": (105, 148)}
"""Width and height of the sizes of paper upright: ISO 216."""


@dataclass(frozen=True)
class Order:
    """What the copy shop is asked for: copies of each file, the paper, what is done after printing.

    `in_every_package` puts it into the package of each place.
    """

    copies: int
    paper: str
    finish: str
    in_every_package: bool


@dataclass(frozen=True)
class Variant:
    """One size and way of printing of a design; `settings` is what the design's own source reads."""

    paper: str
    colours: Colours
    settings: dict[str, Any] = field(repr=False)

    @property
    def suffix(self) -> str:
        """How the names of its files end: `A4`, `A4-den-trang`."""
        return self.paper.upper() + ("" if self.colours is Colours.COLOUR else "-den-trang")

    @property
    def size(self) -> str:
        """Its paper and colours in words."""
        return f"{self.paper.upper()}, in {self.colours.words}"


@dataclass(frozen=True)
class Design:
    """One design. `stem` begins the names of its files; `module_mm` is the least width of a module of its codes.

    `numbered` says that it carries facts that can age, so that its codes hold the number of the print.
    """

    folder: str
    name: str
    subject: Subject
    stem: str
    module_mm: float
    one_page: bool
    numbered: bool
    order: Order
    variants: tuple[Variant, ...]
    path: str

    @property
    def source(self) -> str:
        """What Typst reads, below the folder of designs."""
        return f"{self.folder}/{SOURCE}"


def all(root: Path) -> tuple[list[Design], list[Problem]]:
    """The designs that count for `root`, by subject and folder, and what is wrong with their descriptions."""
    names = {file.parent.name for folder in resources.folders(root, FOLDER) for file in folder.glob(f"*/{DESCRIPTION}")}
    designs: list[Design] = []
    problems: list[Problem] = []
    for name in sorted(names):
        design = _read(name, resources.find(root, FOLDER, f"{name}/{DESCRIPTION}"))
        if isinstance(design, Design):
            designs.append(design)
        else:
            problems += design
    order = list(Subject)
    designs.sort(key=lambda design: order.index(design.subject))
    return designs, problems + list(_same_names(designs))


def _read(name: str, file: Path) -> Design | list[Problem]:
    shown = file.as_posix()
    raw = reading.fetch(file, shown)
    if isinstance(raw, Problem):
        return [raw]
    read = reading.read(raw, shown)
    if read.document is None:
        return errors(read.problems)
    source = Source.of(read.document)
    if problems := checking.check(source, "design") or list(_too_narrow(source)):
        return problems
    data = source.data
    return Design(
        folder=name,
        name=data["ten"],
        subject=Subject(data["cho"]),
        stem=data["ten_tep"],
        module_mm=MODULE_MM[data["dung"]],
        one_page=data["so_trang"] == "mot",
        numbered=data["danh_so_lan_in"],
        order=_order(data["dat_in"]),
        variants=tuple(_variants(data)),
        path=shown,
    )


def _order(data: dict[str, Any]) -> Order:
    return Order(data["so_ban"], data["giay"], data["gia_cong"], data.get("kem_moi_goi", False))


def _variants(data: dict[str, Any]) -> Iterator[Variant]:
    for paper, sizes in data["kho_giay"].items():
        for colours in data["mau"]:
            width, height = PAPERS_MM[paper]
            settings = {**sizes, "ten": data["ten"], "kho_giay": paper, "mau": colours, "giay_mm": [width, height]}
            yield Variant(paper, Colours(colours), settings)


def _too_narrow(source: Source) -> Iterator[Problem]:
    """A tenth of the distance (qrtool.ch, denso-wave.com): as many millimetres as the distance has centimetres."""
    for paper, sizes in source.data["kho_giay"].items():
        width, distance = sizes.get("kho_ma_mm"), sizes.get("khoang_cach_doc_cm")
        where = source.at("kho_giay", paper, "kho_ma_mm" if width else "khoang_cach_doc_cm")
        if (width is None) != (distance is None):
            message = f'khổ {paper.upper()}: "kho_ma_mm" và "khoang_cach_doc_cm" phải ghi cả hai hoặc không ghi mục nào'
            yield Problem.at(where, RULE, message)
        elif width is not None and width < distance:
            message = f"mã rộng {width} mm; đọc từ {distance} cm thì phải rộng ít nhất {distance} mm"
            yield Problem.at(where, RULE, message)


def _same_names(designs: list[Design]) -> Iterator[Problem]:
    """Designs whose files would overwrite each other."""
    seen: dict[str, Design] = {}
    for design in designs:
        other = seen.setdefault(design.stem, design)
        if other is not design:
            message = f'"ten_tep" trùng với thiết kế "{other.folder}" nên tệp sẽ đè lên nhau; hãy đặt tên khác'
            yield Problem(design.path, 1, 1, RULE, message)


@contextmanager
def room(root: Path) -> Iterator[Path]:
    """A folder with the designs that count for `root` and what all of them share, and nothing else to see."""
    with tempfile.TemporaryDirectory(prefix="niem-yet-to-in-") as name:
        folder = Path(name)
        for layer in reversed(resources.folders(root, FOLDER)):
            for shared in sorted(layer.glob("*.typ")):
                shutil.copyfile(shared, folder / shared.name)
            for source in sorted(layer.glob(f"*/{SOURCE}")):
                shutil.copytree(source.parent, folder / source.parent.name, dirs_exist_ok=True)
        yield folder
