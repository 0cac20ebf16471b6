"""A local server for a built site and a Chromium to look at it: the one home of what browser tests share."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests import chromium

PHONE, TABLET, DESK = 360, 768, 1280
WIDTHS = (PHONE, TABLET, DESK)
"""The widths in CSS pixels at which layout is looked at."""

KINDS = {
    "home": "",
    "field": "LV/HO-TICH/",
    "long procedure": "TT/1.013229/",
    "short procedure": "TT/1.011607/",
    "procedure with situations": "TT/1.004222/",
    "procedure paid by transfer": "TT/1.010038/",
    "procedure that will change": "TT/1.014063/",
    "place": "N/AP-BEN-DO/",
    "event": "SK/SINH-CON/",
    "every procedure": "tim/",
    "results": "tim/?q=giay+khai+sinh",
    "no results": "tim/?q=zzzzqqqq",
    "changes": "thay-doi/",
    "overview": "can-bo/tong-quan/",
    "form": "can-bo/sua/",
    "board": "bang-niem-yet/",
    "notice": "bang-niem-yet/quy-tac-ung-xu/",
    "decisions": "bang-niem-yet/quyet-dinh-cong-bo/",
    "apology": "bang-niem-yet/thu-xin-loi/",
    "schedule": "bang-niem-yet/lich-tuan/",
    "figures": "ket-qua/",
    "figures of a month": "ket-qua/2026-10/",
    "figures of a year": "ket-qua/2026/",
    "time cut": "ket-qua/rut-ngan/",
    "online levels": "ket-qua/truc-tuyen/",
    "survey": "KS/HAI-LONG/",
    "disclosures": "so-niem-yet/",
    "no network": "ngoai-mang.html",
    "not found": "404.html",
    "about": "gioi-thieu/",
    "handbook": "can-bo/",
    "handbook with console texts": "can-bo/in-ap-phich/",
}
"""A page of every kind in the sample commune's site."""


@dataclass
class Served:
    """A folder served below a path, as on a shared host; `broken` paths answer with an error."""

    folder: Path
    below: str = "/"
    broken: set[str] = field(default_factory=set)
    url: str = ""


@contextmanager
def serving(folder: Path, below: str = "/") -> Iterator[Served]:
    """The folder on a port of this machine, until the block ends."""
    served = Served(folder, below)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(folder))

        def do_GET(self) -> None:
            path = self.path.removeprefix(below)
            if not self.path.startswith(below) or path in served.broken:
                self.send_error(500)
                return
            self.path = "/" + path
            super().do_GET()

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing: the test's own output counts."""

    with listening(Handler) as origin:
        served.url = origin + below
        yield served


@contextmanager
def listening(handler: type[http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """A server on a port of this machine, by its origin, until the block ends."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium without a window."""
    path = chromium.find()
    assert path, "no Chromium: run `make test`, which installs one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, width: int = PHONE, **settings: Any) -> Iterator[Page]:
    """A page of a context of its own, without a worker that would keep what a test changes."""
    settings = {"service_workers": "block", **settings}
    context = browser.new_context(viewport={"width": width, "height": 640}, **settings)
    context.set_default_timeout(10_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def complaints(page: Page) -> list[str]:
    """What the browser has to say against a page from now on: errors of scripts, and anything on the console."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found
