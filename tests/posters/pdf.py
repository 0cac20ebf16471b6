"""What a reader finds in a finished PDF, by way of pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp

MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True)
class Font:
    name: str
    embedded: bool


def text(content: bytes) -> str:
    """All text without any white space, so that line breaks don't matter."""
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    finally:
        document.close()
    return squeezed("".join(pages))


def squeezed(words: str) -> str:
    return "".join(words.replace("\u200b", "").replace("\ufffe", "").split())


def pages(content: bytes) -> int:
    document = pypdfium2.PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()


def ink_in_margin(content: bytes, margin: float) -> int:
    """How many pixels of the outer `margin` mm of all pages are not white."""
    dpi = 100
    document = pypdfium2.PdfDocument(content)
    dark = 0
    try:
        for number in range(len(document)):
            bitmap = document[number].render(scale=dpi / 72, grayscale=True)
            raw, stride = bytes(bitmap.buffer), bitmap.stride
            rows = [raw[y * stride : y * stride + bitmap.width] for y in range(bitmap.height)]
            edge = int(margin / 25.4 * dpi)
            outside = [*rows[:edge], *rows[-edge:]]
            outside += [row[:edge] + row[-edge:] for row in rows[edge:-edge]]
            dark += sum(len(part) - part.count(255) for part in outside)
            bitmap.close()
    finally:
        document.close()
    return dark


def letters_outside(content: bytes, margin: float) -> list[str]:
    """Letters whose boxes leave the page's inner area, `margin` mm from the edge."""
    document = pypdfium2.PdfDocument(content)
    outside = []
    try:
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            words = page.get_textpage()
            for index in range(words.count_chars()):
                left, bottom, right, top = words.get_charbox(index)
                edge = margin * MM
                if left < edge or bottom < edge or right > width - edge or top > height - edge:
                    outside.append(words.get_text_range(index, 1))
    finally:
        document.close()
    return outside


def smallest_letter(content: bytes) -> float:
    """The smallest font size in points."""
    document = pypdfium2.PdfDocument(content)
    try:
        page = document[0]
        words = page.get_textpage()
        sizes = [pdfium.FPDFText_GetFontSize(words.raw, index) for index in range(words.count_chars())]
        return min(round(size, 2) for index, size in enumerate(sizes) if words.get_text_range(index, 1).strip())
    finally:
        document.close()


def codes(content: bytes) -> list[zxingcpp.Barcode]:
    """The codes of the first page at 200 dots an inch."""
    document = pypdfium2.PdfDocument(content)
    try:
        bitmap = document[0].render(scale=200 / 72, grayscale=True)
        pixels = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
        return list(zxingcpp.read_barcodes(pixels))
    finally:
        document.close()


def language(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        buffer = ctypes.create_string_buffer(64)
        pdfium.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 64)
        return buffer.raw.decode("utf-16-le").split("\0")[0]
    finally:
        document.close()


def is_tagged(content: bytes) -> bool:
    document = pypdfium2.PdfDocument(content)
    try:
        return bool(pdfium.FPDFCatalog_IsTagged(document.raw))
    finally:
        document.close()


def title(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return str(document.get_metadata_dict()["Title"])
    finally:
        document.close()


def fonts(content: bytes) -> set[Font]:
    document = pypdfium2.PdfDocument(content)
    found = set()
    try:
        for thing in document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            font = pdfium.FPDFTextObj_GetFont(thing.raw)
            buffer = ctypes.create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
            found.add(Font(buffer.value.decode(), bool(pdfium.FPDFFont_GetIsEmbedded(font))))
    finally:
        document.close()
    return found


def elements(content: bytes) -> list[tuple[str, str]]:
    """The structure of the first page in reading order: type and alternative text of every element."""
    document = pypdfium2.PdfDocument(content)
    try:
        page = document[0]
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        top = [
            pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree))
        ]
        found = [entry for element in top for entry in _walk(element)]
        pdfium.FPDF_StructTree_Close(tree)
        return found
    finally:
        document.close()


def _walk(element: object) -> Iterator[tuple[str, str]]:
    if not element:
        return
    yield _string(pdfium.FPDF_StructElement_GetType, element), _string(pdfium.FPDF_StructElement_GetAltText, element)
    for index in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
        yield from _walk(pdfium.FPDF_StructElement_GetChildAtIndex(element, index))


def _string(getter: object, element: object) -> str:
    buffer = ctypes.create_string_buffer(2048)
    length = getter(element, buffer, 2048)  # type: ignore[operator]
    return buffer.raw[:length].decode("utf-16-le").rstrip("\0")
