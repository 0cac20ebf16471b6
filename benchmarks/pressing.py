"""What each process of the posters' benchmark does; apart from it, so that no process loads more than the product does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.posters import proof
from generator.posters.jobs import Job
from generator.posters.typesetting import Press


def make(room: Path, today: date, proven: bool, todo: list[Job]) -> int:
    """Set every paper, and prove it if asked for; how many codes were read back."""
    press = Press(room, todo[0].design.folder, today)
    read = 0
    for job in todo:
        done = press.set(job.data)
        if proven:
            pages = proof.codes(done.pdf, proof.dpi(job.design.module_mm))
            read += sum(text.startswith(job.address or "") for page in pages for text in page)
    return read
