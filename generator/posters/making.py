"""Papers to PDFs, what is read back from them and their pictures.

Other processes do this and load no more than it needs: no record, no view, no schema.
"""

from __future__ import annotations

import signal
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.posters import pictures, proof, rasters
from generator.posters.pictures import Picture
from generator.posters.typesetting import CannotSet, Press, Typeset


@dataclass(frozen=True)
class Made:
    """What came of one paper: the PDF, the codes read from each page, its picture; or why there is none, and where."""

    typeset: Typeset | None = None
    pages: tuple[tuple[str, ...], ...] = ()
    picture: Picture | None = None
    reason: str | None = None
    place: tuple[str, int, int] | None = None


def ignore_interrupts() -> None:
    """Whoever stops the command stops the process that gives out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def make(room: Path, source: str, dpi: float, papers: Sequence[str], today: date) -> list[Made]:
    """Papers of one design, whose file below `room` is `source`, from their data; codes are read at `dpi`."""
    press = Press(room, source, today)
    return [_made(press, dpi, data) for data in papers]


def _made(press: Press, dpi: float, data: str) -> Made:
    try:
        done = press.set(data)
    except CannotSet as reason:
        return Made(reason=str(reason), place=reason.place)
    pages: list[tuple[str, ...]] = []
    picture = None
    # Drawn once for both: to draw a page takes longer than to set it.
    for page in rasters.pages(done.pdf, dpi):
        pages.append(tuple(proof.read(page)))
        picture = picture or pictures.of(page)
    return Made(done, tuple(pages), picture)
