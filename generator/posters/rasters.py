"""The pages of a finished PDF as a printer sees them."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
from PIL.Image import Image


def pages(pdf: bytes, dpi: float) -> Iterator[Image]:
    """Each page in colour, `dpi` dots an inch; one at a time, because a book has hundreds."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            bitmap = page.render(scale=dpi / 72)
            # A copy, as the picture would end with its bitmap.
            yield bitmap.to_pil().copy()
            bitmap.close()
            page.close()
    finally:
        document.close()
