"""The built site in a real browser, as a villager with a cheap phone sees it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator import addresses
from generator.posters import building, proof
from tests import browsing, making
from tests.conftest import Built


@pytest.fixture(params=browsing.WIDTHS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with browsing.opened(browser, request.param) as page:
        yield page


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small phone without JavaScript."""
    with browsing.opened(browser, java_script_enabled=False) as page:
        yield page


PAGES = ["", "TT/1.004222/", "TT/1.001193/", "N/AP-BEN-DO/", "LV/HO-TICH/", "404.html"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_the_screen_and_asks_nobody_else(site: str, page: Page, path: str) -> None:
    requests: list[str] = []
    complaints = browsing.complaints(page)
    page.on("request", lambda request: requests.append(request.url))
    page.goto(site + path, wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
    assert all(url.startswith(site) for url in requests)
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.lang") == "vi"
    assert page.evaluate("getComputedStyle(document.querySelector('.facts, main')).display") != "inline"


def test_the_four_facts_and_the_buttons_stand_on_the_first_screen(site: str, phone: Page) -> None:
    phone.goto(site + "TT/1.004222/")
    for words in ("20.000 đồng", "7 ngày làm việc", "Công an xã", "Nộp được trên mạng"):
        box = phone.locator(".facts").get_by_text(words).bounding_box()
        assert box
        assert box["y"] + box["height"] <= 640
    for link in phone.locator(".actions a").all():
        box = link.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 640
        assert box["height"] >= 48


def test_a_situation_opens_without_javascript(site: str, phone: Page) -> None:
    phone.goto(site + "TT/1.004222/")
    paper = phone.get_by_text("Hợp đồng hoặc văn bản cho thuê").first
    phone.get_by_label("Về ở nhà do mình làm chủ").check()
    assert not paper.is_visible()
    phone.get_by_label("Ở nhà thuê, mượn, ở nhờ").check()
    assert paper.is_visible()


def test_a_scanned_poster_opens_the_page_of_its_place(
    site: str, browser: Browser, sample: Built, tmp_path: Path
) -> None:
    built = building.build(sample.catalogue, sample.root, tmp_path, making.TODAY, lambda *_: None)
    assert built.problems == []
    unit = sample.catalogue.unit
    names = {addresses.printed(unit, addresses.of_place(one)): one.name for one in unit.places}
    page = browser.new_page()
    seen = set()
    for file in sorted(tmp_path.glob("*.pdf")):
        for text in itertools.chain.from_iterable(proof.codes(file.read_bytes())):
            prefix = f"HTTPS://{unit.host.upper()}/"
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
