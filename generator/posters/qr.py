"""An address to a QR code as SVG: ISO/IEC 18004, error correction Q, a quiet zone of 4 modules."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import qrcode
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError

from generator import addresses

QUIET_ZONE = 4
"""Modules of white on every side: ISO/IEC 18004, 6.3.8."""


@dataclass(frozen=True)
class Code:
    """A QR code. `modules` counts one side without the quiet zone; `svg` includes it, white, one unit a module."""

    text: str
    version: int
    modules: int
    alphanumeric: bool
    svg: str = field(repr=False)


@cache
def make(text: str) -> Code | None:
    """The smallest code that holds `text`, in one mode: alphanumeric where its characters allow that, else bytes.

    Level Q restores about 25% of the code words (ISO/IEC 18004, 6.5.1). None where no version holds `text`.
    """
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=QUIET_ZONE)
    code.add_data(text.encode(), optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return None
    return Code(text, code.version, code.modules_count, addresses.is_alphanumeric(text), _svg(code.get_matrix()))


def _svg(matrix: list[list[bool]]) -> str:
    side = len(matrix)
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(matrix) for x, length in _runs(row))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{path}"/></svg>'
    )


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where dark modules stand side by side: the first, and how many."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs
