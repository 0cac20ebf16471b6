"""Every kind of page under axe: no violation of WCAG 2.2 up to level AAA nor of its best practice, in light and dark."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests import browsing

RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""Level AAA brings contrast of 7:1, the rule `color-contrast-enhanced`."""

LOOKS: list[tuple[int, Literal["light", "dark"]]] = [
    (browsing.PHONE, "light"),
    (browsing.PHONE, "dark"),
    (browsing.TABLET, "light"),
    (browsing.DESK, "light"),
    (browsing.DESK, "dark"),
]


def violations(page: Page) -> list[str]:
    settings: dict[str, Any] = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = Axe().run(page, options=settings).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("kind", browsing.KINDS)
def test_axe_finds_nothing(site: str, browser: Browser, kind: str) -> None:
    with browsing.opened(browser, reduced_motion="reduce") as page:
        page.goto(site + browsing.KINDS[kind])
        if kind.endswith("results"):
            page.locator("[data-ma]:visible, [data-khong-thay]:visible").first.wait_for()
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 640})
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], (width, scheme)


def test_axe_finds_nothing_in_what_people_open_and_choose(site: str, browser: Browser) -> None:
    with browsing.opened(browser, color_scheme="light", reduced_motion="reduce") as page:
        page.goto(site + browsing.KINDS["procedure with situations"])
        page.get_by_label("Ở nhà thuê, mượn, ở nhờ").check()
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.locator(".papers input").first.check()
        page.locator("#bao-lau").scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        page.get_by_role("button", name="Chữ to").click()
        assert violations(page) == []
        page.get_by_role("button", name="Nền tối").click()
        assert violations(page) == [], "the phone's owner wants it dark"
        page.goto(site)
        page.fill("#tim", "khai sinh")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("ArrowDown")
        assert violations(page) == []


def test_axe_can_find_something(site: str, browser: Browser) -> None:
    with browsing.opened(browser) as page:
        page.goto(site + "404.html")
        page.evaluate("document.querySelector('.lead').style.color = '#6b6b6b'")
        assert [one.partition(":")[0] for one in violations(page)] == ["color-contrast-enhanced"]
