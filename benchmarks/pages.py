"""What a villager waits for: first and largest paint on a slow phone, against a bare page with the same text.

Both pages are served gzip-compressed from this machine and opened in turn in Chromium under slow 3G (400 ms
round trips, 400 kbit/s) and a processor four times slower; each view begins with an empty cache.
"""

from __future__ import annotations

import gzip
import http.server
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks.measuring import Failed, Settings, machine, ratio
from generator import loading
from generator.cache import Cache
from generator.importers import into_root
from generator.site.budget import FIRST_VIEW_BYTES
from generator.site.plugin import build_site
from tests import chromium

LATENCY_MS = 400
BYTES_PER_SECOND = 400_000 // 8
CPU_SLOWDOWN = 4
MAX_RATIO = 1.25
"""Expected: the largest paint comes at most this times as late as that of the bare page."""

_PAGES = 10
_PAINTS = """() => new Promise(done => {
  const found = {first: 0, largest: 0};
  new PerformanceObserver(list => { for (const e of list.getEntries()) if (e.name === 'first-contentful-paint') found.first = e.startTime; })
    .observe({type: 'paint', buffered: true});
  new PerformanceObserver(list => { for (const e of list.getEntries()) found.largest = e.startTime; })
    .observe({type: 'largest-contentful-paint', buffered: true});
  setTimeout(() => done(found), 300);
})"""


@dataclass(frozen=True)
class Paint:
    """When a page was first and when it was mostly seen, in milliseconds after the click."""

    first: float
    largest: float


def run(settings: Settings) -> None:
    """Measure and print."""
    path = chromium.find()
    if path is None:
        raise Failed("No Chromium: `make test` installs one.")
    print(f"Page speed; {machine()}; slow 3G ({LATENCY_MS} ms, 400 kbit/s), CPU {CPU_SLOWDOWN}x slower")
    with tempfile.TemporaryDirectory() as name:
        site = _built(settings, Path(name))
        pages = sorted((site / "TT").glob("*/index.html"), key=lambda file: len(gzip.compress(file.read_bytes(), 6)))
        sizes = [len(gzip.compress(file.read_bytes(), 6)) for file in pages]
        print(
            f"{len(pages)} procedure pages, HTML alone in gzip bytes: median {sizes[len(sizes) // 2]:,},"
            f" 95th percentile {sizes[int(len(sizes) * 0.95)]:,}, largest {sizes[-1]:,} (budget of the whole first view {FIRST_VIEW_BYTES:,})"
        )
        step = max(1, len(pages) // _PAGES)
        chosen = pages[step // 2 :: step][:_PAGES]
        for file in chosen:
            file.with_name("bare.html").write_text(_bare(file.read_text("utf-8")), "utf-8")
        with _served(site) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            ours, bare = [], []
            for _ in range(settings.rounds):
                for file in chosen:
                    where = file.parent.relative_to(site).as_posix()
                    ours.append(_paint(browser, f"{address}/{where}/"))
                    bare.append(_paint(browser, f"{address}/{where}/bare.html"))
            browser.close()
    _print("first contentful paint", [one.first for one in ours], [one.first for one in bare])
    _print("largest contentful paint", [one.largest for one in ours], [one.largest for one in bare])
    found = ratio([one.largest for one in ours], [one.largest for one in bare])
    print(
        f"largest paint at most {MAX_RATIO}x the bare page: {'đạt' if found <= MAX_RATIO else 'chưa đạt'} ({found:.2f})"
    )


def _print(name: str, ours: list[float], bare: list[float]) -> None:
    print(
        f"{name}: ours {median(ours):.0f} ms, bare page {median(bare):.0f} ms, ratio {ratio(ours, bare):.2f} (paired)"
    )


def _built(settings: Settings, folder: Path) -> Path:
    """The site of the official records if they are there, else of the sample."""
    root = settings.project
    if settings.official.is_dir():
        root = folder / "root"
        into_root.bring_in([settings.official], root, lambda _done, _total: None)
    today = date.today()
    loaded = loading.load(root, today)
    if loaded.catalogue is None:
        raise Failed("\n".join(str(problem) for problem in loaded.problems))
    build_site(root, folder / "site", today, loaded, Cache(None))
    return folder / "site"


class _Text(HTMLParser):
    """The words of a page, a paragraph for each stretch between tags."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._hidden:
            self.parts.append(data.strip())


def _bare(html: str) -> str:
    """The same text with nothing but paragraphs."""
    text = _Text()
    text.feed(html)
    body = "".join(f"<p>{escape(part)}</p>" for part in text.parts)
    return (
        '<!doctype html><html lang="vi"><meta charset="utf-8"><link rel="icon" href="data:,">'
        f'<meta name="viewport" content="width=device-width"><title>bare</title>{body}</html>'
    )


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    class Compressed(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            file = folder / self.path.lstrip("/").partition("?")[0]
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file():
                self.send_error(404)
                return
            content = gzip.compress(file.read_bytes(), 6)
            kinds = {".html": "text/html; charset=utf-8", ".svg": "image/svg+xml", ".js": "text/javascript"}
            self.send_response(200)
            self.send_header("Content-Type", kinds.get(file.suffix, "application/octet-stream"))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the measurements count."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Compressed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def _paint(browser: Browser, address: str) -> Paint:
    context = browser.new_context(viewport={"width": 360, "height": 640}, service_workers="allow")
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": BYTES_PER_SECOND,
            "uploadThroughput": BYTES_PER_SECOND,
        },
    )
    client.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    page.goto(address, wait_until="load")
    found = page.evaluate(_PAINTS)
    context.close()
    return Paint(found["first"], found["largest"])
