"""Bars of one question: a number out of a total each, with what a table beside the picture says."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from generator import wording

_ROOM = 36
"""Letters that fit beside a number of three digits in the chart's 320 units."""


@dataclass(frozen=True)
class Bar:
    """A number out of `total`; `missing` is what there should be less of."""

    label: str
    count: int
    total: int
    missing: bool = False

    @property
    def short(self) -> str:
        """The label cut to what has room beside the number; the table says it whole."""
        return textwrap.shorten(self.label, _ROOM, placeholder="…")

    @property
    def shown(self) -> str:
        """The number as people read it: `6.739`."""
        return wording.number(self.count)

    @property
    def whole(self) -> str:
        """The total as people read it."""
        return wording.number(self.total)

    @property
    def share(self) -> str:
        """`50,1%`; a picture shows it only beside both numbers."""
        return wording.share(self.count, self.total)


@dataclass(frozen=True)
class Picture:
    """Bars of one question. `column` heads the labels in the table, `of` says what is counted."""

    code: str
    title: str
    column: str
    bars: tuple[Bar, ...]
    of: str = "thủ tục"

    @property
    def words(self) -> str:
        """The same without the picture: `Trong 3 tháng: 40 trên 48 thủ tục; …`"""
        return "; ".join(f"{bar.label}: {bar.shown} trên {bar.whole} {self.of}" for bar in self.bars)
