"""Reads the codes of a finished PDF back, with another library than the one that drew them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pypdfium2
import zxingcpp

from generator.problems import Problem

DPI = 150
"""A module of 0.4 mm, the smallest that is printed, is still more than two pixels wide."""

RULE = "to_in.ma_qr"


@dataclass(frozen=True)
class Found:
    """The text of a code and the page it stands on, counted from 1."""

    page: int
    text: str


def codes(pdf: bytes) -> list[Found]:
    """Every QR code on every page of a PDF, rasterised as a printer would."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            Found(number, text)
            for number in range(1, len(document) + 1)
            for text in _on_page(document[number - 1])
        ]
    finally:
        document.close()


def _on_page(page: pypdfium2.PdfPage) -> list[str]:
    bitmap = page.render(scale=DPI / 72, grayscale=True)
    try:
        pixels = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
        barcodes = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormat.QRCode, try_downscale=False)
        return [barcode.text for barcode in barcodes]
    finally:
        bitmap.close()


def check(pdf: bytes, poster: str, file: str, expected: Collection[str], known: Collection[str]) -> list[Problem]:
    """What is wrong with the codes of a poster.

    `expected` are the addresses that the poster names, `known` all there are; both as they are printed.
    """
    found = codes(pdf)
    messages = [
        f'tờ "{poster}": mã QR trên trang {one.page} dẫn tới {one.text}, {_why(one.text, known)}; không được in tờ này'
        for one in found
        if one.text not in expected
    ]
    texts = {one.text for one in found}
    messages += [
        f'tờ "{poster}": không đọc lại được mã QR dẫn tới {address}; không được in tờ này'
        for address in expected
        if address not in texts
    ]
    return [Problem(file, 1, 1, RULE, message) for message in messages]


def _why(text: str, known: Collection[str]) -> str:
    return "là địa chỉ của trang khác" if text in known else "địa chỉ này không có trong bộ dữ liệu"
