"""A small picture of a finished paper, for the overview."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from PIL.Image import Image, Resampling

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


def of(page: Image) -> Picture:
    """A page as a person sees it from far away."""
    small = page.copy()
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Resampling.BOX)
    few = small.quantize(_GREYS)
    stream = io.BytesIO()
    few.save(stream, "PNG")
    return Picture(stream.getvalue(), few.width, few.height)
