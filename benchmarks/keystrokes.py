"""The time of one keystroke in the search box of the built home page, in Chromium with the processor slowed four times."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cache import Cache
from generator.records import Catalogue
from generator.site import pages

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

SLOWER = 4
MAX_TEXTS = 40
"""Texts that are typed, spread over all that are given."""
ROUNDS = 3
"""Times that everything is typed, each on a page of its own; the best counts, because the machine has other work too."""
_HOST = "http://xa.example/"
_WATCH = """() => {
  window.times = [];
  let start = 0;
  // The first to hear of a letter, and the last, after the suggestions stand in the page.
  window.addEventListener("input", () => { start = performance.now(); }, true);
  window.addEventListener("input", () => { window.times.push(performance.now() - start); });
}"""


def measure(catalogue: Catalogue, root: Path, texts: list[str]) -> list[float] | None:
    """Milliseconds from the event of each letter typed to its suggestions in the page; None where nothing can measure."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    from tests import chromium

    path = chromium.find()
    if path is None:
        return None
    kept, today = Cache(None), date.today()
    renderer = pages.renderer(catalogue, root, today, kept)
    files = {file.path: file.content for file in pages.build(catalogue, root, today, kept, renderer)}

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(_HOST) or "index.html"
        content = files.get(name)
        if content is None:
            route.fulfill(status=404)
        elif isinstance(content, Path):
            route.fulfill(path=content)
        else:
            route.fulfill(body=content, content_type="text/html" if name.endswith(".html") else None)

    chosen = texts[:: max(1, len(texts) // MAX_TEXTS)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        rounds = []
        for _ in range(ROUNDS):
            context = browser.new_context(viewport={"width": 360, "height": 640}, service_workers="block")
            page = context.new_page()
            page.route("**/*", answer)
            rounds.append(_typed(page, chosen))
            context.close()
        browser.close()
    return [min(times) for times in zip(*rounds, strict=True)]


def _typed(page: Page, texts: list[str]) -> list[float]:
    """Milliseconds of each letter, typed on a page that was just opened."""
    page.goto(_HOST)
    page.focus("#tim")
    page.wait_for_function("() => Boolean(window.TimThuTuc)")
    page.evaluate(_WATCH)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    for text in texts:
        page.evaluate("() => { document.querySelector('#tim').value = ''; }")
        page.keyboard.type(text)
    times: list[float] = page.evaluate("() => window.times")
    return times
