"""The built site in a real browser, as a villager with a cheap phone sees it."""

from __future__ import annotations

import functools
import http.server
import itertools
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from generator import addresses, loading
from generator.cache import Cache
from generator.posters import building, proof
from generator.records import Catalogue
from generator.site.plugin import build_site
from tests import chromium

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 22)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test's own output counts."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    loaded = loading.load(ROOT, DAY)
    assert loaded.catalogue
    return loaded.catalogue


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("browser") / "site"
    build_site(ROOT, folder, DAY, loading.load(ROOT, DAY), Cache(None))
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    assert path, "no Chromium: run `make test`, which installs one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=[360, 768, 1280])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 640}, java_script_enabled=True)
    page = context.new_page()
    yield page
    context.close()


PAGES = ["", "TT/1.004222/", "TT/1.001193/", "N/AP-BEN-DO/", "LV/HO-TICH/", "404.html"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_the_screen_and_asks_nobody_else(site: str, page: Page, path: str) -> None:
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(site + path, wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
    assert all(url.startswith(site) for url in requests)
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.lang") == "vi"
    assert page.evaluate("getComputedStyle(document.querySelector('.facts, main')).display") != "inline"


def test_the_four_facts_and_the_buttons_stand_on_the_first_screen(site: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "TT/1.004222/")
    for words in ("20.000 đồng", "7 ngày làm việc", "Công an xã", "Nộp được trên mạng"):
        box = page.locator(".facts").get_by_text(words).bounding_box()
        assert box
        assert box["y"] + box["height"] <= 640
    for link in page.locator(".actions a").all():
        box = link.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 640
        assert box["height"] >= 48
    context.close()


def test_a_situation_opens_without_javascript(site: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "TT/1.004222/")
    paper = page.get_by_text("Hợp đồng hoặc văn bản cho thuê").first
    page.get_by_label("Về ở nhà do mình làm chủ").check()
    assert not paper.is_visible()
    page.get_by_label("Ở nhà thuê, mượn, ở nhờ").check()
    assert paper.is_visible()
    context.close()


def test_a_scanned_poster_opens_the_page_of_its_place(
    site: str, browser: Browser, catalogue: Catalogue, tmp_path: Path
) -> None:
    built = building.build(catalogue, ROOT, tmp_path, DAY, lambda *_: None)
    assert built.problems == []
    names = {addresses.printed(catalogue.unit, addresses.of_place(one)): one.name for one in catalogue.unit.places}
    page = browser.new_page()
    seen = set()
    for file in sorted(tmp_path.glob("*.pdf")):
        for text in itertools.chain.from_iterable(proof.codes(file.read_bytes())):
            prefix = f"HTTPS://{catalogue.unit.host.upper()}/"
            assert text.startswith(prefix)
            answer = page.goto(site + text.removeprefix(prefix))
            assert answer
            assert answer.status == 200
            # The page itself, not a redirect to it.
            assert answer.request.redirected_from is None
            assert page.locator("h1").inner_text() == names[text]
            seen.add(text)
    assert seen == names.keys()
    page.close()
