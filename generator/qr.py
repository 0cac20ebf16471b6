"""A text to a QR code as SVG: ISO/IEC 18004, a quiet zone of 4 modules."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cache, cached_property

import qrcode
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError

from generator import addresses

QUIET_ZONE = 4
"""Modules of white on every side: ISO/IEC 18004, 6.3.8."""


class Correction(Enum):
    """How much of a code may be lost: ISO/IEC 18004, 6.5.1."""

    SCREEN = ERROR_CORRECT_M
    """About 15% of the code words: a screen has no dirt and no creases."""
    PAPER = ERROR_CORRECT_Q
    """About 25%."""


@dataclass(frozen=True)
class Code:
    """A QR code. `modules` counts one side without the quiet zone, `side` with it; `runs` are the dark modules of each
    row, the first and how many.

    `svg` is a picture on white, one unit a module, of areas, as printers like them. `line` draws the same as a stroke
    one unit wide, in less than half the bytes, for a page.
    """

    text: str
    version: int
    modules: int
    alphanumeric: bool
    runs: tuple[tuple[tuple[int, int], ...], ...] = field(repr=False)

    @property
    def side(self) -> int:
        return self.modules + 2 * QUIET_ZONE

    @cached_property
    def svg(self) -> str:
        side = self.side
        path = "".join(f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(self.runs) for x, length in row)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 {side} {side}">'
            f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{path}"/></svg>'
        )

    @cached_property
    def line(self) -> str:
        path = ""
        for y, row in enumerate(self.runs):
            end = None
            for x, length in row:
                path += f"M{x} {y}.5h{length}" if end is None else f"m{x - end} 0h{length}"
                end = x + length
        return path


@cache
def make(text: str, correction: Correction = Correction.PAPER) -> Code | None:
    """The smallest code that holds `text`, in one mode: alphanumeric where its characters allow that, else bytes.

    None where no version holds `text`.
    """
    code = qrcode.QRCode(error_correction=correction.value, border=QUIET_ZONE)
    code.add_data(text.encode(), optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return None
    runs = tuple(map(_runs, code.get_matrix()))
    return Code(text, code.version, code.modules_count, addresses.is_alphanumeric(text), runs)


def _runs(row: list[bool]) -> tuple[tuple[int, int], ...]:
    """Where dark modules stand side by side: the first, and how many."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return tuple(runs)
