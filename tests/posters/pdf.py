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
    return "".join(page_texts(content))


def page_texts(content: bytes) -> list[str]:
    """The text of each page, without any white space."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [squeezed(document[number].get_textpage().get_text_bounded()) for number in range(len(document))]
    finally:
        document.close()


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
                    outside += words.get_text_range(index, 1).split()
    finally:
        document.close()
    return outside


def _letters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, tuple[float, float, float, float]]]:
    """Every letter of a page, its size in points, its box (left, bottom, right, top) in points."""
    words = page.get_textpage()
    for index in range(words.count_chars()):
        letter = words.get_text_range(index, 1)
        if letter.strip("\u200b \r\n"):
            yield letter, pdfium.FPDFText_GetFontSize(words.raw, index), words.get_charbox(index)


def smallest_letter(content: bytes, foot_mm: float = 0) -> float:
    """The smallest font size on the first page in points, without the lowest `foot_mm` of it."""
    document = pypdfium2.PdfDocument(content)
    try:
        return min(round(size, 2) for _, size, box in _letters(document[0]) if box[1] > foot_mm * MM)
    finally:
        document.close()


def letter_size(content: bytes, words: str) -> float:
    """The size in points in which `words` are set on the first page."""
    document = pypdfium2.PdfDocument(content)
    try:
        found = list(_letters(document[0]))
        start = "".join(letter for letter, _, _ in found).index(squeezed(words))
        return round(min(size for _, size, _ in found[start : start + len(squeezed(words))]), 2)
    finally:
        document.close()


def overlaps(content: bytes) -> list[str]:
    """Pairs of letters of which one lies well inside the other's box; the mark across a sample page does not count."""
    document = pypdfium2.PdfDocument(content)
    found = []
    try:
        for number in range(len(document)):
            boxes = [one for one in _letters(document[number]) if one[1] < 100]
            cells: dict[tuple[int, int], list[tuple[str, float, tuple[float, float, float, float]]]] = {}
            for one in boxes:
                left, bottom, right, top = one[2]
                middle = (left + right) / 2, (bottom + top) / 2
                cells.setdefault((int(middle[0] // 60), int(middle[1] // 60)), []).append(one)
            for near in cells.values():
                for index, (letter, _, box) in enumerate(near):
                    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
                    found += [
                        f"{number + 1}: {letter} on {other}"
                        for place, (other, _, (left, bottom, right, top)) in enumerate(near)
                        if place != index and left < x < right and bottom < y < top
                    ]
    finally:
        document.close()
    return found


def size_mm(content: bytes) -> tuple[int, int]:
    """Width and height of the first page."""
    document = pypdfium2.PdfDocument(content)
    try:
        width, height = document[0].get_size()
        return round(width / MM), round(height / MM)
    finally:
        document.close()


def longest_line_at_the_foot(content: bytes) -> float:
    """The length in mm of the longest unbroken dark run of pixels in the lowest 18 mm of the first page."""
    dpi = 200
    document = pypdfium2.PdfDocument(content)
    try:
        bitmap = document[0].render(scale=dpi / 72, grayscale=True)
        raw, stride = bytes(bitmap.buffer), bitmap.stride
        rows = [raw[y * stride : y * stride + bitmap.width] for y in range(bitmap.height)]
        foot = rows[-int(18 / 25.4 * dpi) :]
        light = bytes(255 if value > 170 else 0 for value in range(256))
        longest = max(len(run) for row in foot for run in row.translate(light).split(b"\xff"))
        bitmap.close()
        return longest / dpi * 25.4
    finally:
        document.close()


def is_grey(content: bytes) -> bool:
    """Whether the first page has no colour at all."""
    document = pypdfium2.PdfDocument(content)
    try:
        image = document[0].render(scale=1).to_pil().convert("RGB")
        red, green, blue = image.split()
        return red.tobytes() == green.tobytes() == blue.tobytes()
    finally:
        document.close()


@dataclass(frozen=True)
class Ring:
    """The share of pixels that are not white: within the quiet zone of a code, and in the two millimetres after it."""

    quiet: float
    beyond: float


def ring_around_code(content: bytes, module_mm: float) -> Ring:
    """What lies around the one code of the first page."""
    dpi = 300
    document = pypdfium2.PdfDocument(content)
    try:
        image = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    finally:
        document.close()
    (code,) = zxingcpp.read_barcodes(image)
    x, y = code.position.top_left.x, code.position.top_left.y
    right, bottom = code.position.bottom_right.x, code.position.bottom_right.y
    pixel = dpi / 25.4

    def share(near: float, far: float) -> float:
        strip = image.crop((int(x - far * pixel), int(y), int(x - near * pixel), int(bottom)))
        strips = [strip, image.crop((int(x), int(y - far * pixel), int(right), int(y - near * pixel)))]
        return max(1 - one.histogram()[255] / (one.width * one.height) for one in strips)

    return Ring(share(0.3, 4 * module_mm - 0.3), share(4 * module_mm + 0.1, 4 * module_mm + 2))


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


def keywords(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return str(document.get_metadata_dict()["Keywords"])
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
