"""A small picture of a finished PDF, for the overview."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import pypdfium2

LONGEST_SIDE = 360
"""Pixels."""

_GREYS = 32
"""Colours in a picture: enough to tell posters apart, and a quarter of the bytes."""


@dataclass(frozen=True)
class Picture:
    """A PNG, and its width and height in pixels."""

    png: bytes = field(repr=False)
    width: int
    height: int


def of_first_page(pdf: bytes) -> Picture:
    """The first page, as a person sees it from far away."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        bitmap = page.render(scale=LONGEST_SIDE / max(page.get_size()))
        image = bitmap.to_pil().convert("RGB").quantize(_GREYS)
        bitmap.close()
        page.close()
    finally:
        document.close()
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return Picture(stream.getvalue(), image.width, image.height)
