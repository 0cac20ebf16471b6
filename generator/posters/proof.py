"""Reads the codes of a finished PDF back, with another library than the one that drew them."""

from __future__ import annotations

from collections.abc import Collection

import pypdfium2
import zxingcpp

from generator.problems import Problem

DPI = 150
"""A module of 0.4 mm, the smallest that is printed, is still more than two pixels wide."""

RULE = "to_in.ma_qr"

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def codes(pdf: bytes) -> list[list[str]]:
    """The texts of the QR codes on each page of a PDF, rasterised as a printer would."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_on_page(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _on_page(page: pypdfium2.PdfPage) -> list[str]:
    bitmap = page.render(scale=DPI / 72, grayscale=True)
    try:
        pixels = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
        return [barcode.text for barcode in zxingcpp.read_barcodes(pixels, formats=_QR)]
    finally:
        bitmap.close()


def check(
    pages: list[list[str]], poster: str, file: str, expected: Collection[str], known: Collection[str]
) -> list[Problem]:
    """What is wrong with the codes that were read from the pages of a poster.

    `expected` are the addresses that the poster names, `known` all there are; both as they are printed.
    """
    found = [(number, text) for number, texts in enumerate(pages, 1) for text in texts]
    messages = [
        f"mã QR trên trang {number} dẫn tới {text}, {_why(text, known)}"
        for number, text in found
        if text not in expected or text not in known
    ]
    read = {text for _, text in found}
    messages += [f"không đọc lại được mã QR dẫn tới {address}" for address in expected if address not in read]
    return [Problem(file, 1, 1, RULE, f'tờ "{poster}": {message}; không được in tờ này') for message in messages]


def _why(text: str, known: Collection[str]) -> str:
    return "là địa chỉ của trang khác" if text in known else "địa chỉ này không có trong bộ dữ liệu"
