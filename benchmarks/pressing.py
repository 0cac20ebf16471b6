"""What each process of the posters' benchmark does; apart from it, so that no process loads more than the product does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from generator.posters import proof
from generator.posters.typesetting import Press


def make(room: Path, source: str, dpi: float | None, today: date, papers: Iterable[tuple[str, str]]) -> int:
    """Set every paper from its data, and prove it where `dpi` is given; how many codes led to the paper's address."""
    press = Press(room, source, today)
    read = 0
    for data, address in papers:
        done = press.set(data)
        if dpi:
            read += sum(text.startswith(address) for page in proof.codes(done.pdf, dpi) for text in page)
    return read
