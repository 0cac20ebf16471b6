"""Figures on a phone: numbers beside the picture, nothing wider than the screen, and when people were last asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import browsing


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with browsing.opened(browser) as page:
        yield page


@pytest.mark.parametrize("path", ["ket-qua/2026-10/", "ket-qua/2026/", "KS/HAI-LONG/", "ket-qua/truc-tuyen/"])
def test_a_picture_stands_beside_its_numbers_on_a_narrow_phone(site: str, phone: Page, path: str) -> None:
    said = browsing.complaints(phone)
    phone.goto(site + path)
    picture, table = phone.locator("svg.chart").first, phone.locator("table").first
    for one in (picture, table):
        box = one.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= browsing.PHONE
    name = picture.locator("title").text_content()
    assert name
    assert phone.get_by_role("img", name=name).first.is_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= browsing.PHONE
    assert said == []


def test_bars_are_as_long_as_their_numbers(site: str, phone: Page) -> None:
    phone.goto(site + "ket-qua/2026-10/")
    lengths = phone.locator("svg.chart").first.evaluate(
        "(svg) => [...svg.querySelectorAll('rect:not(.chart-track):not(.chart-gap)')].map((one) => +one.getAttribute('width'))"
    )
    assert lengths == [310.0, 8.3, 0.6], "483, 13 and 1 of 497 on a track of 319"


def test_the_table_can_be_had(site: str, phone: Page) -> None:
    phone.goto(site + "ket-qua/")
    with phone.expect_download() as download:
        phone.get_by_role("link", name="CSV").click()
    assert Path(download.value.path()).read_bytes().startswith("\ufeffTháng;Lĩnh vực;Tiếp nhận".encode())


@pytest.mark.parametrize(("day", "late"), [("2026-11-22", False), ("2027-03-25", False), ("2027-03-26", True)])
def test_a_page_built_long_ago_says_that_people_should_be_asked_again(
    site: str, phone: Page, day: str, late: bool
) -> None:
    phone.clock.set_fixed_time(datetime.fromisoformat(f"{day}T08:00:00+07:00"))
    phone.goto(site + "KS/HAI-LONG/")
    notice = phone.get_by_text("Đã hơn sáu tháng, từ 25/9/2026, chưa lấy ý kiến bà con lần nào.")
    assert notice.is_visible() == late


def test_the_slip_s_page_has_the_check_word_of_the_slip(site: str, phone: Page) -> None:
    phone.goto(site + "KS/HAI-LONG/")
    assert phone.get_by_text("Từ kiểm tra").first.is_visible()
    assert phone.get_by_role("heading", level=1).inner_text() == "Bà con hài lòng đến đâu"
