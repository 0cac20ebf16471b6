"""The list of every code that was read back from the finished PDFs, as a table that Excel opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FILE = "ma-da-doc-lai.csv"


@dataclass(frozen=True)
class Read:
    """A code that was read back from a finished PDF; widths are millimetres, that of the code without its quiet zone."""

    file: str
    name: str
    page: int
    address: str
    width: float
    module: float


_HEADINGS = ("Tệp", "Tờ", "Trang", "Địa chỉ trong mã", "Mã rộng (mm)", "Ô vuông rộng (mm)", "Đọc lại")


def write(out: Path, read: Iterable[Read]) -> None:
    """Write the list: a code that can't be read never gets here, because its poster is refused."""
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(_HEADINGS)
    for one in read:
        table.writerow((one.file, one.name, one.page, one.address, _mm(one.width), _mm(one.module), "đúng"))
    # Excel takes a file for Vietnamese only with a mark at its beginning.
    (out / FILE).write_bytes(text.getvalue().encode("utf-8-sig"))


def _mm(width: float) -> str:
    return f"{width:.2f}".replace(".", ",")
