"""Typst to PDF/UA-1: the same bytes from the same input on every machine."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from pathlib import Path

import fontpkg_be_vietnam_pro
import typst

FONTS = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
STANDARDS: list[typst.PDFStandard] = ["ua-1"]
"""PDF/UA-1, ISO 14289-1: tagged, with title, language and alternative texts."""


_FONT = "máy thiếu phông chữ Be Vietnam Pro; hãy cài lại gói fontpkg-be-vietnam-pro"
# What Typst says, and what can be done about it; anything else is shown as it is.
_REASONS = (
    (re.compile("unknown font family"), _FONT),
    (
        re.compile(r'text `"(.*)"` could not be displayed'),
        r'phông chữ không vẽ được "\1"; hãy viết bằng chữ thường dùng',
    ),
    (re.compile("file not found"), "thiếu tệp của thiết kế; hãy xem lại thư mục qr_posters"),
)


_PLACE = re.compile(r"┌─ (.+):(\d+):(\d+)")
"""Where Typst's diagnostic points; its columns begin with 0."""


class CannotSet(Exception):
    """A design or its data can't be set; the text is the reason.

    `place` is the file, as its path below the press's folder, the line and the column, where Typst knows them and where
    that is what has to be mended, and not the words of this paper.
    """

    def __init__(self, message: str, diagnostic: str = "", folder: Path | None = None) -> None:
        self.place: tuple[str, int, int] | None = None
        where = _PLACE.search(diagnostic)
        if where and folder:
            name = where[1].rpartition(f"{folder.name}/")[2]
            self.place = (name, int(where[2]), int(where[3]) + 1)
        found = ((pattern.search(message), words) for pattern, words in _REASONS)
        known = next((match.expand(words) for match, words in found if match), None)
        if known not in (None, _FONT):
            self.place = None
        super().__init__(known or f"bản thiết kế viết sai ở dòng này (máy báo: {message})")


@dataclass(frozen=True)
class Placed:
    """A code that a design drew: the path of its address, its width and the distance it is for, and where it is.

    `width`, `x` and `y` are millimetres, without the quiet zone; `distance` is centimetres; pages count from 1.
    """

    path: str
    width: float
    distance: float
    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Typeset:
    """A finished PDF, the titles of what did not fit on it, and the codes that were drawn on it."""

    pdf: bytes = field(repr=False)
    left_out: tuple[str, ...]
    codes: tuple[Placed, ...]


class Press:
    """Sets one design, the file `source` below `room`, again and again with other data.

    What papers share is set once: Typst remembers it as long as its inputs and the rules of the page stay the same.
    So data comes as a file that changes, and not as an input.
    """

    def __init__(self, room: Path, source: str, today: date) -> None:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
        self._room = room
        # Other processes work in the same room.
        self._data = room / f"du-lieu-{os.getpid()}.json"
        self._compiler = typst.Compiler(
            room / source, root=room, font_paths=fonts, sys_inputs={"du_lieu": f"/{self._data.name}"}
        )
        self._date = datetime(today.year, today.month, today.day, tzinfo=timezone.utc)

    def set(self, data: str) -> Typeset:
        """The PDF of `data`, which is JSON. A warning is an error: a poster can't be corrected once it hangs."""
        self._data.write_text(data, "utf-8")
        try:
            pdf, warnings = self._compiler.compile_with_warnings(
                format="pdf", pdf_standards=STANDARDS, timestamp=self._date
            )
            report = json.loads(self._compiler.query("<bao-cao>", field="value"))
        except typst.TypstError as error:
            raise CannotSet(error.message, getattr(error, "diagnostic", ""), self._room) from error
        if warnings:
            raise CannotSet(warnings[0].message, getattr(warnings[0], "diagnostic", ""), self._room)
        assert isinstance(pdf, bytes)
        return Typeset(
            pdf,
            tuple(title for entry in report for title in entry.get("khong_du_cho", ())),
            tuple(
                Placed(one["ma"], one["rong"], one["doc_tu"], one["trang"], one["x"], one["y"])
                for one in report
                if "ma" in one
            ),
        )
