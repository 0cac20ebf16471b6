"""Reads the codes of a finished PDF back, with another library than the one that drew them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import zxingcpp
from PIL.Image import Image

from generator.posters import rasters
from generator.problems import Problem

DPI = 150
"""A module of 0.4 mm, the smallest that is printed, is still more than two pixels wide."""

_LOW_DPI, _PIXELS = 60, 3.5
"""Large modules need no more pixels than the smallest: fewer to draw and to look through."""

RULE = "to_in.ma_qr"

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def dpi(module_mm: float) -> float:
    """How many dots an inch are enough for modules of this width."""
    return min(DPI, max(_LOW_DPI, _PIXELS * 25.4 / module_mm))


def codes(pdf: bytes, resolution: float = DPI) -> list[list[str]]:
    """The texts of the QR codes on each page of a PDF, rasterised as a printer would, `resolution` dots an inch."""
    return [read(page) for page in rasters.pages(pdf, resolution)]


def read(page: Image) -> list[str]:
    """The texts of the QR codes on a page."""
    return [barcode.text for barcode in zxingcpp.read_barcodes(page.convert("L"), formats=_QR)]


def check(
    pages: list[list[str]], poster: str, file: str, expected: Sequence[str], known: Collection[str]
) -> list[Problem]:
    """What is wrong with the codes that were read from the pages of a poster.

    `expected` are the addresses of all codes on it, one for each code, `known` all there are; both as they are printed.
    """
    found = [(number, text) for number, texts in enumerate(pages, 1) for text in texts]
    messages = [
        f"mã QR trên trang {number} dẫn tới {text}, {_why(text, known)}"
        for number, text in found
        if text not in expected or text not in known
    ]
    missing = Counter(expected) - Counter(text for _, text in found)
    messages += [f"không đọc lại được mã QR dẫn tới {address}" for address in missing]
    return [Problem(file, 1, 1, RULE, f'tờ "{poster}": {message}; không được in tờ này') for message in messages]


_PAYMENT = "000201"
"""How every payload to pay with begins: EMVCo MPM, tag 00."""


def _why(text: str, known: Collection[str]) -> str:
    if text.startswith(_PAYMENT):
        return "là mã chuyển tiền, loại mã không bao giờ được in vì kẻ gian dán đè được"
    return "là địa chỉ của trang khác" if text in known else "địa chỉ này không có trong bộ dữ liệu"
