"""The screen in the lobby, in a real browser of 1920 × 1080 whose clock is moved."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from generator import loading
from generator.cache import Cache
from generator.site.plugin import build_site
from tests import browsing, making
from tests.browsing import Served
from tests.conftest import Built
from tests.posters.conftest import LONG, UNBROKEN
from tests.test_browser_access import violations

PATH = "man-hinh/"
SCREENS = ((1920, 1080), (1366, 768), (3840, 2160))
MORNING = datetime.fromisoformat("2026-11-22T08:00:00+07:00")
FEE = making.procedure()["phi_le_phi"][0]


@contextmanager
def shown(browser: Browser, url: str, size: tuple[int, int] = SCREENS[0], **settings: Any) -> Iterator[Page]:
    """The screen with a clock of its own that stands still until it is moved."""
    with browsing.opened(browser, size[0], **settings) as page:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.clock.install(time=MORNING)
        page.goto(url + PATH)
        page.clock.pause_at(MORNING + timedelta(seconds=1))
        yield page


def titles(page: Page) -> list[str]:
    return page.locator(".slide.on h2").all_inner_texts()


def wait(page: Page, seconds: int) -> None:
    page.clock.run_for(seconds * 1000)


def seconds(page: Page) -> list[int]:
    return [int(one) for one in page.locator(".slide").evaluate_all("all => all.map((one) => one.dataset.giay)")]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    """A small site that a test may build anew."""
    closures = [{"tu": "2026-11-23", "den": "2026-11-23", "ly_do": "Tập huấn"}]
    unit = making.unit(ngay_nghi=closures, hay_dung=[making.CODE])
    root = making.write_root(tmp_path, [making.procedure()], unit)
    build(root)
    with browsing.serving(root / "site") as served:
        yield served


def build(root: Path) -> None:
    build_site(root, root / "site", making.TODAY, making.load(root), Cache(None))


def test_one_slide_after_the_other_and_round_again(site: str, browser: Browser) -> None:
    with shown(browser, site) as page:
        found = []
        times = seconds(page)
        assert len(times) >= 5
        assert min(times) >= 12
        for time in times:
            (title,) = titles(page)
            found.append(title)
            wait(page, time)
        assert len(set(found)) == len(found)
        assert titles(page) == found[:1]
        kinds = ("đã đổi", "hay dùng", "Kết quả", "Giờ làm việc", "trên điện thoại")
        assert [kind for kind in kinds if not any(kind in one for one in found)] == []


def test_the_slides_say_what_the_pages_say(site: str, browser: Browser) -> None:
    with browsing.opened(browser, 1920, java_script_enabled=False) as page:
        page.goto(site + PATH)
        text = page.locator("main").inner_text()
        for words in (
            "Đổi thẻ căn cước: thay đổi",
            "Từ 01/1/2027",
            "20.000 đồng trực tiếp; 10.000 đồng trên mạng",
            "Tiếp nhận 497 hồ sơ: 483 đúng hạn, 13 đang giải quyết, 1 quá hạn.",
            "Ngoài tổng này có 2 hồ sơ không tính",
            "Nghỉ ngày 12/12/2026",
            "Soi vào mã vuông bên cạnh",
            "BẢN MẪU",
        ):
            assert words in text, words


@pytest.mark.parametrize("size", SCREENS)
def test_letters_are_large_and_none_is_cut(site: str, browser: Browser, size: tuple[int, int]) -> None:
    with shown(browser, site, size) as page:
        for _ in seconds(page):
            assert cut(page) == []
            assert smallest(page) >= 40 * min(size[0] / 1920, size[1] / 1080)
            page.keyboard.press("ArrowRight")


@pytest.mark.parametrize(
    "name", [LONG, UNBROKEN, "Đăng ký biến động quyền sử dụng đất " * 40], ids=["120", "unbroken", "1440"]
)
def test_no_name_is_too_long(tmp_path: Path, browser: Browser, name: str) -> None:
    name = name.strip()
    changing = {
        "phien_ban": [
            {"tu": "2026-12-15", "can_cu": "9/QĐ", "thay": {"phi_le_phi": [{**FEE, "ten": name[:110], "muc": 20000}]}}
        ]
    }
    procedures = [
        making.procedure(
            f"1.00000{number}",
            **changing,
        )
        | {"ten": name}
        for number in range(1, 4)
    ]
    closures = [{"tu": "2026-12-10", "den": "2026-12-12", "ly_do": name[:120]}]
    unit = making.unit(ten=name[:120], ngay_nghi=closures, hay_dung=[one["ma"] for one in procedures])
    root = making.write_root(tmp_path, procedures, unit)
    build(root)
    with browsing.serving(root / "site") as served, shown(browser, served.url) as page:
        assert len(seconds(page)) > 3
        for _ in seconds(page):
            assert cut(page) == []
            page.keyboard.press("ArrowRight")


def cut(page: Page) -> list[str]:
    """What of the slide on the screen reaches beyond it, or lies under what stands below."""
    found: list[str] = page.evaluate(
        """() => {
          const slide = document.querySelector('.slide.on');
          const below = document.querySelector('.foot').getBoundingClientRect();
          const parts = [...slide.querySelectorAll('h2, li:not([hidden]) *, svg, figcaption'), document.querySelector('h1'), document.querySelector('.foot')];
          return parts.filter((one) => {
            const box = one.getBoundingClientRect();
            const end = one.className === 'foot' ? innerHeight : below.top;
            return box.left < 0 || box.right > innerWidth + 1 || box.top < 0 || box.bottom > end + 1 || one.scrollWidth > one.clientWidth + 1 && one.clientWidth;
          }).map((one) => one.textContent || one.tagName);
        }"""
    )
    return found


def smallest(page: Page) -> float:
    """The smallest letters on the screen in pixels."""
    size: float = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('h1, .top p, .slide.on h2, .slide.on li *, .foot p')]
          .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
    )
    return size


def test_it_stands_still_for_who_touches_it_and_goes_on_when_left_alone(site: str, browser: Browser) -> None:
    with shown(browser, site, has_touch=True) as page:
        first = titles(page)
        page.touchscreen.tap(900, 500)
        expect(page.locator("#dang-xem")).to_contain_text("Đang dừng")
        wait(page, 100)
        assert titles(page) == first
        page.touchscreen.tap(900, 500)
        expect(page.locator("#dang-xem")).not_to_contain_text("Đang dừng")
        wait(page, 60)
        second = titles(page)
        assert second != first
        page.keyboard.press("Space")
        wait(page, 110)
        assert titles(page) == second
        page.keyboard.press("ArrowLeft")
        back = titles(page)
        assert back != second
        wait(page, 110)
        assert titles(page) == back
        wait(page, 60)
        assert titles(page) != back, "left alone for two minutes it goes on"


def test_who_wants_no_motion_gets_none(site: str, browser: Browser) -> None:
    for wish, animation in (("reduce", "none"), ("no-preference", "lobby-in")):
        with shown(browser, site, reduced_motion=wish) as page:
            name = page.locator(".slide.on").evaluate("one => getComputedStyle(one).animationName")
            assert name == animation


def test_a_new_edition_shows_itself_and_the_same_one_does_not_disturb(own: Served, browser: Browser) -> None:
    root = own.folder.parent
    with shown(browser, own.url) as page:
        page.evaluate("window.same = true")
        build(root)
        wait(page, 125)
        assert page.evaluate("window.same") is True
        file = root / loading.FOLDER / "thu-nghiem" / f"{making.CODE}.yaml"
        file.write_text(file.read_text("utf-8").replace("Tờ khai", "Tờ khai mới"), "utf-8")
        build(root)
        with page.expect_navigation():
            wait(page, 61)
        assert page.evaluate("window.same") is None
        edition = page.locator("html").get_attribute("data-ban")
        assert edition == (own.folder / PATH / "ban.txt").read_text("utf-8").strip()


def test_a_day_without_a_network(own: Served, browser: Browser) -> None:
    with shown(browser, own.url, service_workers="allow") as page:
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        kept = "caches.match('../man-hinh/').then((one) => one && caches.match('../assets/man-hinh.js')).then(Boolean)"
        for _ in range(50):
            if page.evaluate(kept):
                break
            page.wait_for_timeout(100)
        page.context.set_offline(True)
        assert page.locator("li", has_text="Nghỉ ngày 23/11/2026").count() == 1
        for _ in range(24):
            page.clock.fast_forward("01:00:00")
            wait(page, 60)
            assert len(titles(page)) == 1
        before = titles(page)
        wait(page, 60)
        assert titles(page) != before, "it still goes on"
        # Somebody pulled the plug and put it in again.
        page.reload()
        assert "Bản lưu ngày" in page.locator("#ban-luu").inner_text()
        assert len(titles(page)) == 1
        before = titles(page)
        wait(page, 60)
        assert titles(page) != before
        assert cut(page) == []
        page.context.set_offline(False)
        with page.expect_navigation():
            wait(page, 61)
        assert page.locator("#ban-luu").count() == 0


def test_what_is_over_is_not_told_any_more(own: Served, browser: Browser) -> None:
    with shown(browser, own.url) as page:
        closure = page.locator("li", has_text="Nghỉ ngày 23/11/2026")
        wait(page, 60)
        assert closure.get_attribute("hidden") is None
        page.clock.fast_forward("40:00:00")
        wait(page, 60)
        assert closure.get_attribute("hidden") is not None


def test_the_code_opens_the_first_page_and_no_slide_has_two(site: str, browser: Browser) -> None:
    with shown(browser, site) as page:
        read = []
        for _ in seconds(page):
            codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot(animations="disabled"))))
            assert len(codes) <= 1
            read += [one.text for one in codes]
            page.keyboard.press("ArrowRight")
        assert read == ["HTTPS://XASENVANG.EXAMPLE/"]


def test_axe_finds_nothing_on_any_slide(site: str, browser: Browser) -> None:
    # With a clock of its own: axe waits by it.
    with browsing.opened(browser, 1920, reduced_motion="reduce") as page:
        complaints = browsing.complaints(page)
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.goto(site + PATH)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for _ in seconds(page):
                assert violations(page) == []
                page.keyboard.press("ArrowRight")
        assert [one for one in complaints if "Service Worker registration blocked" not in one] == []


def test_no_villager_is_led_there_and_no_phone_keeps_it(sample: Built) -> None:
    linking = [
        file.relative_to(sample.site).as_posix()
        for file in sample.site.rglob("*.html")
        if re.search(r'"[^"]*man-hinh', file.read_text("utf-8")) and PATH not in file.as_posix()
    ]
    assert linking == ["can-bo/tong-quan/index.html"]
    listed = json.loads((sample.site / "du-lieu" / "ngoai-mang.json").read_text("utf-8"))["tep"]
    assert [path for path in listed if "man-hinh" in path] == []
    assert "man-hinh" not in (sample.site / "sitemap.xml").read_text("utf-8")
