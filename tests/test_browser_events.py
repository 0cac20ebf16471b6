"""Life events and the glossary in a real browser at 360 px: readable, no script, nothing moves, no sideways scrolling."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests import browsing
from tests.conftest import Built


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small phone without JavaScript."""
    with browsing.opened(browser, java_script_enabled=False) as page:
        yield page


def test_a_journey_is_found_from_the_home_page_and_read_without_javascript(site: str, phone: Page) -> None:
    phone.goto(site)
    entry = phone.get_by_role("link", name="Sinh con")
    box = entry.bounding_box()
    assert box
    assert box["height"] >= 48
    entry.click()
    assert phone.url == f"{site}SK/SINH-CON/"
    assert phone.locator("h1").inner_text() == "Sinh con"
    linked = phone.locator("details", has_text="Nộp một lần cho cả ba việc")
    assert not linked.locator(".agencies").first.is_visible()
    linked.locator("summary").click()
    names = linked.locator(".agencies").first.locator("strong").all_inner_texts()
    assert names == ["Ủy ban nhân dân cấp xã", "Cơ quan Công an", "Cơ quan Bảo hiểm xã hội"]
    alone = phone.locator("details", has_text="Làm riêng từng việc")
    alone.locator("summary").click()
    assert alone.locator(".journey > li > a").all_inner_texts()[:3] == [
        "Khai sinh cho con",
        "Nhập hộ khẩu",
        "Làm thẻ bảo hiểm y tế",
    ]
    assert alone.get_by_text("Làm sau bước 1").first.is_visible()
    assert alone.get_by_text("Chỉ làm khi: Muốn làm thẻ căn cước cho bé").is_visible()
    assert alone.get_by_text("Làm cùng lúc được: Nhập hộ khẩu; Làm thẻ bảo hiểm y tế").is_visible()
    shared = alone.locator(".papers").first.inner_text()
    assert shared.count("Giấy tờ tùy thân có ảnh") == 1
    assert "Bước 1: xuất trình 1 bản chính" in shared
    alone.get_by_role("link", name="Khai sinh cho con").click()
    assert phone.locator("h1").inner_text() == "Khai sinh cho con"
    phone.locator(".in-events").get_by_role("link", name="Sinh con").click()
    assert phone.url == f"{site}SK/SINH-CON/"


def test_a_word_leads_to_its_meaning_and_back_without_javascript(site: str, phone: Page) -> None:
    phone.goto(f"{site}TT/1.002759/")
    word = phone.locator("main a.term", has_text="BHXH").first
    assert "BHXH (bảo hiểm xã hội)" in phone.locator(".official").inner_text()
    word.click()
    assert phone.url.endswith("#gn-bhxh")
    meaning = phone.locator("#gn-bhxh")
    box = meaning.bounding_box()
    assert box
    assert -1 < box["y"] < 640
    assert "lương hưu" in meaning.inner_text()
    plain = phone.locator("#gn-bhyt").evaluate("node => getComputedStyle(node).backgroundColor")
    assert meaning.evaluate("node => getComputedStyle(node).backgroundColor") != plain
    phone.go_back()
    assert word.is_visible()


def test_pages_of_events_fit_the_screen_unfolded(site: str, browser: Browser, sample: Built) -> None:
    asked: list[str] = []
    with browsing.opened(browser) as page:
        complaints = browsing.complaints(page)
        page.on("request", lambda request: asked.append(request.url))
        for code in sample.catalogue.events:
            page.goto(f"{site}SK/{code.upper()}/")
            page.evaluate("document.querySelectorAll('details').forEach(node => { node.open = true })")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), code
            for link in page.locator(".journey > li > a").all():
                box = link.bounding_box()
                assert box
                assert box["height"] >= 48, code
        assert complaints == []
        assert all(url.startswith(site) for url in asked)
