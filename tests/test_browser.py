"""The built site in a real browser, as a villager with a cheap phone sees it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator import addresses, wording
from generator.posters import building, proof
from generator.posters.building import Choice
from generator.records import Catalogue
from tests import browsing, making
from tests.conftest import Built
from tests.posters import pdf


@pytest.fixture(params=browsing.WIDTHS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with browsing.opened(browser, request.param) as page:
        yield page


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small phone without JavaScript."""
    with browsing.opened(browser, java_script_enabled=False) as page:
        yield page


MOVED = """
window.moved = [];
new PerformanceObserver((list) => { for (const one of list.getEntries()) moved.push(one.value); })
  .observe({ type: 'layout-shift', buffered: true });
"""


@pytest.mark.parametrize("kind", browsing.KINDS)
def test_a_page_fits_the_screen_moves_nothing_and_asks_nobody_else(site: str, page: Page, kind: str) -> None:
    requests: list[str] = []
    complaints = browsing.complaints(page)
    page.on("request", lambda request: requests.append(request.url))
    page.add_init_script(MOVED)
    page.goto(site + browsing.KINDS[kind])
    # What scripts add is there by now, and what they ask for.
    page.wait_for_timeout(300)
    assert page.evaluate("moved") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
    assert all(url.startswith(site) for url in requests)
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.lang") == "vi"
    assert page.evaluate("getComputedStyle(document.querySelector('.facts, main')).display") != "inline"
    for one in page.locator("#cong-cu button:visible").all():
        box = one.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 48


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


@pytest.mark.parametrize("width", browsing.WIDTHS)
def test_without_javascript_every_fact_stands_on_the_page(site: str, browser: Browser, width: int) -> None:
    with browsing.opened(browser, width, java_script_enabled=False) as page:
        for kind in ("home", "procedure with situations", "procedure that will change", "event", "every procedure"):
            page.goto(site + browsing.KINDS[kind])
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), kind
            assert page.locator("button:visible").all_inner_texts() in ([], ["Tìm"]), (
                "nothing to press that does nothing"
            )
        page.goto(site + browsing.KINDS["procedure with situations"])
        for words in (
            "20.000 đồng",
            "7 ngày làm việc",
            "Tờ khai thay đổi thông tin cư trú",
            "Hợp đồng hoặc văn bản cho thuê",
            "Nếu bị từ chối",
            "Đối chiếu với nguồn ngày",
        ):
            assert page.get_by_text(words).first.is_visible(), words


MISSING = {
    "storage refuses": "Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error('full'); };",
    "sharing fails": "navigator.share = () => { throw new TypeError('no'); };",
    "copying fails": "delete Navigator.prototype.share; Object.defineProperty(navigator, 'clipboard', { value: {"
    " writeText: () => Promise.reject(new Error('no')) } });",
    "worker refuses": "navigator.serviceWorker.register = () => Promise.reject(new Error('no'));",
    "voices fail": "speechSynthesis.getVoices = () => { throw new Error('no'); };",
    "no voices at all": "speechSynthesis.getVoices = () => [];",
    "no fetching": "delete window.fetch;",
    "nothing tells what is seen": "delete window.IntersectionObserver;",
    "style cannot be asked": "delete CSS.supports;",
    "no caches": "delete window.caches;",
}


@pytest.mark.parametrize("lack", MISSING)
def test_whatever_the_phone_lacks_the_page_answers(site: str, browser: Browser, lack: str) -> None:
    with browsing.opened(browser, service_workers="allow") as page:
        complaints = browsing.complaints(page)
        page.add_init_script(MISSING[lack])
        page.goto(site + browsing.KINDS["procedure with situations"])
        assert "20.000 đồng" in page.locator(".facts").inner_text()
        page.get_by_label("Ở nhà thuê, mượn, ở nhờ").check()
        assert page.get_by_text("Hợp đồng hoặc văn bản cho thuê").first.is_visible()
        page.locator(".papers input:visible").first.check()
        for button in page.locator("#cong-cu button:visible").all():
            if button.inner_text() != "In":
                button.click()
        page.locator("#bao-lau").scroll_into_view_if_needed()
        page.get_by_text("Dự kiến:").first.wait_for()
        page.goto(site)
        page.fill("#tim", "khai sinh")
        page.keyboard.press("Enter")
        page.wait_for_url("**/tim/?q=*")
        page.get_by_role("link", name="Khai sinh").first.wait_for()
        assert complaints == []


def test_a_situation_opens_without_javascript(site: str, phone: Page) -> None:
    phone.goto(site + "TT/1.004222/")
    paper = phone.get_by_text("Hợp đồng hoặc văn bản cho thuê").first
    phone.get_by_label("Về ở nhà do mình làm chủ").check()
    assert not paper.is_visible()
    phone.get_by_label("Ở nhà thuê, mượn, ở nhờ").check()
    assert paper.is_visible()


def _headings(catalogue: Catalogue) -> dict[str, str]:
    """What stands on top of the page behind each code, by the text of the code."""
    pages = [
        *((addresses.of_place(one), one.name) for one in catalogue.unit.places),
        *((addresses.of_field(one), one.name) for one in catalogue.fields.values()),
        *((addresses.of_event(one), one.name) for one in catalogue.events.values()),
        *((addresses.of_procedure(one), wording.capitalised(one.title)) for one in catalogue.procedures.values()),
    ]
    return {addresses.printed(catalogue.unit, address): name for address, name in pages}


@pytest.mark.parametrize("design", ["to-thon", "bang-linh-vuc", "to-su-kien", "nhan-dan"])
def test_a_scanned_code_opens_the_page_that_its_paper_names(
    site: str, browser: Browser, sample: Built, tmp_path: Path, design: str
) -> None:
    built = building.build(sample.catalogue, sample.root, tmp_path, making.TODAY, choice=Choice(design=design))
    assert built.problems == []
    names = _headings(sample.catalogue)
    prefix = f"HTTPS://{sample.catalogue.unit.host.upper()}/"
    page = browser.new_page()
    for file in (file for file in built.files if "den-trang" not in file.name):
        for text in set(itertools.chain.from_iterable(proof.codes(file.read_bytes()))):
            assert text.startswith(prefix)
            answer = page.goto(site + text.removeprefix(prefix))
            assert answer
            assert answer.status == 200
            # The page itself, not a redirect to it.
            assert answer.request.redirected_from is None
            heading = page.locator("h1").inner_text()
            assert heading == names[text]
            assert "".join(heading.split()) in pdf.text(file.read_bytes())
    page.close()
