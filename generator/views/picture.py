"""A picture of numbers: bars with their words, which the page also gives as a table."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

_ROOM = 36
"""Letters that fit beside a number of three digits in the chart's 320 units."""


@dataclass(frozen=True)
class Bar:
    """A number of procedures out of `total`; `missing` is what officials should make less of."""

    label: str
    count: int
    total: int
    missing: bool = False

    @property
    def short(self) -> str:
        """The label cut to what has room beside the number; the table says it whole."""
        return textwrap.shorten(self.label, _ROOM, placeholder="…")


@dataclass(frozen=True)
class Picture:
    """Bars of one question. `words` say the same without the picture; `column` heads the labels in the table."""

    code: str
    title: str
    column: str
    bars: tuple[Bar, ...]

    @property
    def words(self) -> str:
        """`Trong 3 tháng: 40 trên 48 thủ tục; …`"""
        return "; ".join(f"{bar.label}: {bar.count} trên {bar.total} thủ tục" for bar in self.bars)
