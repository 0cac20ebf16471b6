"""Bars of one question: a number out of a total each, with what a table beside the picture says."""

from __future__ import annotations

from dataclasses import dataclass

from generator import wording


@dataclass(frozen=True)
class Bar:
    """A number out of `total`; `missing` is what there should be less of."""

    label: str
    count: int
    total: int
    missing: bool = False

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
