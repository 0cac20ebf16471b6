"""The pictures of the handbook, taken of the real product in Chromium, small enough for a slow network."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from docs.console import HANDBOOK, hanging, niemyet, sample, write_list
from tests import browsing

FOLDER = HANDBOOK / "hinh"
MOST_BYTES = 60 * 1024
_MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=7)))
_QUALITIES = (80, 70, 60, 50)


@dataclass(frozen=True)
class Picture:
    """What is photographed: a page of what is served as `of`, as wide and high as `size` (CSS pixels).

    `at` is the element that stands at the top of the picture; without it the picture begins where the page does.
    `dots` are the pixels of the picture for each of the page.
    """

    page: str
    size: tuple[int, int]
    at: str | None = None
    of: str = "site"
    dots: float = 2


PICTURES = {
    "trang-dau": Picture("", (browsing.PHONE, 640)),
    "thu-tuc": Picture("TT/1.004222/", (browsing.PHONE, 640)),
    "tien": Picture("TT/1.004222/", (browsing.PHONE, 560), at="#tien"),
    "chuyen-khoan": Picture("TT/1.010038/", (browsing.PHONE, 960), at="section.transfer", dots=1.5),
    "tong-quan": Picture("can-bo/tong-quan/", (440, 410), at="main"),
    "to-in": Picture("index.html", (browsing.TABLET, 600), at="h2:nth-of-type(2)", of="posters", dots=1.25),
    "do-phu": Picture("can-bo/do-phu/", (browsing.PHONE, 560), at="main", of="later"),
    "to-cu": Picture("N/THON-DINH/1/", (browsing.PHONE, 560), of="later"),
}
"""By the names of their files."""


@contextmanager
def _served(root: Path) -> Iterator[dict[str, str]]:
    """The addresses of the sample commune's site (`site`), of the overview of some of its posters (`posters`), and
    of its site when a fee has changed after printing and a list is kept (`later`).
    """
    first, later = root / "first", root / "later"
    sample(first)
    niemyet(first, "build")
    niemyet(first, "posters", "--place", "thon-dinh")
    hanging(later)
    write_list(later)
    niemyet(later, "coverage", "danh-sach.xlsx", "--keep", "Bộ Công an")
    niemyet(later, "build")
    with ExitStack() as open_until_done:
        folders = {"site": first / "site", "posters": first / "posters", "later": later / "site"}
        yield {name: open_until_done.enter_context(browsing.serving(one)).url for name, one in folders.items()}


def take(root: Path) -> None:
    """Take every picture anew, building in the new folder `root`."""
    FOLDER.mkdir(exist_ok=True)
    root.mkdir()
    with _served(root) as served, browsing.launched() as browser:
        for name, picture in PICTURES.items():
            taken = _taken(browser, served[picture.of] + picture.page, picture)
            (FOLDER / f"{name}.webp").write_bytes(_small(taken))


def _taken(browser: Browser, address: str, picture: Picture) -> bytes:
    width, height = picture.size
    with browsing.opened(browser, width, device_scale_factor=picture.dots, color_scheme="light") as page:
        page.set_viewport_size({"width": width, "height": height})
        page.clock.set_fixed_time(_MONDAY_MORNING)
        page.goto(address, wait_until="networkidle")
        if picture.at:
            page.locator(picture.at).first.evaluate("element => element.scrollIntoView({behavior: 'instant'})")
        return page.screenshot()


def _small(png: bytes) -> bytes:
    """The picture as WebP, at the best quality that stays within `MOST_BYTES`; raises where none does."""
    with Image.open(io.BytesIO(png)) as image:
        for quality in _QUALITIES:
            file = io.BytesIO()
            image.convert("RGB").save(file, "WEBP", quality=quality, method=6)
            if file.tell() <= MOST_BYTES:
                return file.getvalue()
    raise ValueError(f"a picture of {image.width} × {image.height} pixels does not fit into {MOST_BYTES} bytes")
