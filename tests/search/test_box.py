"""The search box and the page of results in a real browser, and the ranking there against the one in Python."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from benchmarks import search as benchmark
from generator.search import building
from generator.search.ranking import Engine
from tests import browsing, making
from tests.conftest import Built

ODD = [
    "",
    " ",
    "😀 khai sinh",
    "<b>khai</b> sinh",
    "\ud800khai sinh",
    "a" * 10_000,
    "khai sinh " * 1000,
    "İı ſ K ﬁ ð",
    "1.0011",
]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browsing.opened(browser) as page:
        complaints = browsing.complaints(page)
        yield page
        assert complaints == []


def test_the_browser_ranks_as_python_does(site: str, page: Page, sample: Built) -> None:
    engine = Engine(building.index(sample.catalogue, making.TODAY))
    texts = [one.text for one in benchmark.read(benchmark.OWN)]
    texts += [text[: len(text) * 2 // 3] for text in texts] + ODD
    page.goto(site)
    page.focus("#tim")
    page.wait_for_function("() => Boolean(window.TimThuTuc)")
    # As escapes, because no channel carries half a surrogate pair.
    escaped = [[ord(unit) for unit in text] if "\ud800" in text else text for text in texts]
    found = page.evaluate(
        """async (texts) => {
          const engine = new TimThuTuc(await (await fetch("assets/tim.json")).json());
          return texts.map((text) => engine.search(typeof text === "string" ? text : String.fromCharCode(...text))
            .map((hit) => [hit.code, hit.score]));
        }""",
        escaped,
    )
    for text, hits in zip(texts, found, strict=True):
        assert hits == [[hit.code, hit.score] for hit in engine.search(text)], text[:80]


def test_nothing_is_fetched_before_the_box_is_touched(site: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.goto(site, wait_until="networkidle")
    assert not {"assets/tim.json", "assets/xep-hang.js"} & set(asked)
    page.focus("#tim")
    page.wait_for_function("() => Boolean(window.TimThuTuc)")
    assert {"assets/tim.json", "assets/xep-hang.js"} <= set(asked)


@pytest.mark.parametrize("path", ["", "N/AP-BEN-DO/"])
def test_a_suggestion_is_chosen_by_keyboard(site: str, page: Page, path: str) -> None:
    page.goto(site + path)
    box = page.get_by_role("combobox", name="Tìm thủ tục")
    assert box.get_attribute("aria-expanded") == "false"
    box.focus()
    page.keyboard.type("giay doc than")
    options = page.get_by_role("option")
    options.first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    assert "thủ tục" in page.get_by_role("status").inner_text()
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert options.first.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "giay doc than"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(site + "TT/1.004873/")


def test_a_suggestion_is_a_link_that_a_finger_hits(site: str, page: Page) -> None:
    page.goto(site)
    page.fill("#tim", "tam tru")
    option = page.get_by_role("option").first
    option.wait_for()
    bounds = option.bounding_box()
    assert bounds
    assert bounds["height"] >= 48
    assert bounds["x"] + bounds["width"] <= 360
    option.click()
    page.wait_for_url(site + "TT/1.004194/")


def test_enter_opens_the_page_of_results(site: str, page: Page) -> None:
    page.goto(site)
    page.fill("#tim", "sổ đỏ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim/?q=*")
    page.locator("[data-ma]").first.wait_for()
    assert page.locator("#tim").input_value() == "sổ đỏ"
    codes = [link.get_attribute("data-ma") for link in page.locator("[data-ma]").all()]
    assert "1.013978" in codes[:3]
    page.locator("[data-ma]").first.click()
    assert "/TT/" in page.url


@pytest.mark.parametrize(
    "query",
    [
        "zzzzqqqq",
        "%F0%9F%98%80",
        "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E9",
        "%ED%A0%80",
        "%ED%A0%80%FF",
        "%E0%A4%A",
        "%",
        "%00",
        "%E2%80%AE%E2%80%8B",
        "khai+sinh&q=%ED%A0%80",
        "%7B%7B7*7%7D%7D",
        "__proto__",
    ],
)
def test_nothing_found_is_said_kindly(site: str, page: Page, query: str) -> None:
    page.goto(f"{site}tim/?q={query}", wait_until="networkidle")
    links, kind = page.locator("[data-ma]"), page.locator("[data-khong-thay]")
    assert (links.count() > 0) != kind.is_visible()
    assert page.locator("main img").count() == 0


def test_whatever_is_typed_is_answered_with_suggestions_or_a_kind_word(site: str, page: Page) -> None:
    page.goto(site)
    page.focus("#tim")
    page.wait_for_function("() => Boolean(window.TimThuTuc)")
    for text in [
        *(one for one in ODD if "\ud800" not in one),
        "<script>alert(1)</script>",
        "👨‍👩‍👧‍👦",
        "\u202eabc",
        "%00",
    ]:
        page.fill("#tim", text)
        status = page.get_by_role("status").inner_text()
        assert bool(status) == bool(text.strip()), text[:40]
        assert (page.get_by_role("option").count() > 0) == (" thủ tục" in status and "Chưa" not in status), text[:40]
    # Half of a surrogate pair, as a broken keyboard leaves it.
    page.evaluate(
        "const box = document.querySelector('#tim'); box.value = '\\ud800 khai sinh';"
        " box.dispatchEvent(new Event('input'))"
    )
    assert page.get_by_role("option").count() > 0


@pytest.mark.parametrize("query", ["", "%20%20", "+"])
def test_an_empty_query_is_the_list_of_everything(site: str, page: Page, query: str, sample: Built) -> None:
    page.goto(f"{site}tim/?q={query}")
    assert page.locator("[data-tat-ca] a").count() == len(sample.catalogue.procedures)


def test_a_query_of_ten_thousand_characters_is_answered(site: str, page: Page) -> None:
    page.goto(f"{site}tim/?q={'khai%20sinh%20' * 700}", wait_until="networkidle")
    assert page.locator("[data-ma]").first.get_attribute("data-ma") == "1.001193"


def test_without_a_query_the_page_lists_everything(site: str, page: Page, sample: Built) -> None:
    page.goto(site + "tim/")
    assert page.locator("[data-tat-ca] a").count() == len(sample.catalogue.procedures)


def test_without_javascript_the_form_leads_to_the_list(site: str, browser: Browser, sample: Built) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "N/AP-BEN-DO/")
    page.fill("#tim", "khai sinh")
    page.get_by_role("button", name="Tìm").click()
    page.wait_for_url(site + "tim/?q=khai+sinh")
    assert page.locator("[data-tat-ca] a").count() == len(sample.catalogue.procedures)
    context.close()


def test_when_the_index_cannot_be_had_the_list_stays(site: str, browser: Browser, sample: Built) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/tim.json", lambda route: route.abort())
    page.goto(site + "tim/?q=khai+sinh", wait_until="networkidle")
    assert page.locator("[data-tat-ca] a").count() == len(sample.catalogue.procedures)
    context.close()
