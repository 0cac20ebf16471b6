"""The icon as PNG, for phones that put a page on their home screen and know no SVG there.

Drawn from rectangles by the standard library: no picture lies in git, and the same bytes come out each time.
Colours fill the whole square and the drawing stays inside the inner 80%, so that a phone may cut it to any
shape (W3C manifest, maskable icons: the safe zone is a circle of 40% radius).
"""

from __future__ import annotations

import struct
import zlib
from functools import cache

SIZES = (192, 512)
"""Pixels; both are what Chromium asks for before it offers to install."""

_GRID = 32
_RED, _PAPER = b"\x8c\x1d\x18", b"\xff\xfa\xf2"
_RECTANGLES = (
    (10, 8, 22, 24, _PAPER),
    (12, 11, 20, 12.5, _RED),
    (12, 15, 20, 16.5, _RED),
    (12, 19, 17, 20.5, _RED),
)
"""Left, top, right, bottom on a grid of 32, later ones on top: a posted sheet with three lines."""


@cache
def png(size: int) -> bytes:
    """The icon as a square PNG of `size` pixels: ISO/IEC 15948, 8-bit RGB."""
    scale = size / _GRID
    rows = b"".join(b"\0" + _row((y + 0.5) / scale, size, scale) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _row(y: float, size: int, scale: float) -> bytes:
    row = bytearray(_RED * size)
    for left, top, right, bottom, colour in _RECTANGLES:
        if top <= y < bottom:
            first, last = round(left * scale), round(right * scale)
            row[first * 3 : last * 3] = colour * (last - first)
    return bytes(row)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
