"""A page that was built last month, read today: the phone's clock is moved, and nothing is built anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page

from generator import loading
from generator.cache import Cache
from generator.site.plugin import build_site
from tests import browsing, making
from tests.browsing import Served

FEE = making.procedure()["phi_le_phi"][0]
NEW = {
    "thoi_han": [{"so": 3, "don_vi": "ngay_lam_viec"}],
    "phi_le_phi": [{**FEE, "muc": 5000}],
    "giay_to": {"can-cuoc": None},
}
CHANGING = making.procedure(
    "1.000001", phien_ban=[{"tu": "2027-03-01", "thay": NEW, "can_cu": "9/QĐ"}], nguon={"quyet_dinh": "1/QĐ", "kiem_tra": "2026-11-20"}
)  # fmt: skip
ENDING = making.procedure(
    "1.000002",
    hieu_luc={"tu": "2025-07-01", "den": "2026-12-31", "trang_thai": "thay_the", "thay_bang": "1.000003"},
)
COMING = making.procedure("1.000003", hieu_luc={"tu": "2027-01-01", "trang_thai": "dang_ap_dung"})
CHEAP = making.procedure(
    "1.000004",
    phi_le_phi=[
        {**FEE, "muc": 1000, "khi": {"den": "2026-12-31"}},
        {**FEE, "ma": "b", "muc": 2000, "khi": {"tu": "2027-01-01"}},
    ],
)
PLACES = [
    {"ma": "thon-mot", "loai": "thon", "ten": "Thôn Một", "hieu_luc": {"den": "2026-12-31"}, "thay_bang": "thon-hai"},
    {"ma": "thon-hai", "loai": "thon", "ten": "Thôn Hai", "hieu_luc": {"tu": "2027-01-01"}},
]
UNIT = making.unit(noi=PLACES, hay_dung=["1.000001", "1.000004"])
STEPS = [{"ma": "mot", "thu_tuc": "1.000001"}, {"ma": "hai", "thu_tuc": "1.000004"}]
EVENT = {"ma": "viec-thu", "ten": "Việc thử", "tom_tat": "Một việc để thử.", "buoc": STEPS}
BUILT = "2026-11-22"


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site built on 22/11/2026 and never again."""
    root = making.write_root(tmp_path_factory.mktemp("old"), [CHANGING, ENDING, COMING, CHEAP], UNIT)
    making.write(root / loading.FOLDER / "su_kien.yaml", {"su_kien": [EVENT]})
    build_site(root, root / "site", making.TODAY, making.load(root), Cache(None))
    with browsing.serving(root / "site") as served:
        yield served


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """A phone whose zone is a day behind or ahead of Vietnam for half of the time."""
    with browsing.opened(browser, timezone_id="America/New_York") as page:
        yield page


def shown(phone: Page, old: Served, path: str, day: str, hour: str = "08:00") -> str:
    """What a page says to somebody who opens it at a moment in Vietnam."""
    phone.clock.set_fixed_time(datetime.fromisoformat(f"{day}T{hour}:00+07:00"))
    phone.goto(old.url + path)
    return phone.locator("main").inner_text()


@pytest.mark.parametrize(
    ("day", "hour", "fee", "papers"),
    [
        (BUILT, "08:00", "8.000 đồng", 2),
        ("2027-02-28", "23:59", "8.000 đồng", 2),
        ("2027-03-01", "00:00", "5.000 đồng", 1),
        ("2028-06-01", "08:00", "5.000 đồng", 1),
        # A clock that can't be right: before the build nothing older is known, after the calendar nothing is.
        ("1970-01-02", "08:00", "8.000 đồng", 2),
        ("2090-01-01", "08:00", "8.000 đồng", 2),
    ],
)
def test_a_change_is_there_on_its_first_day(
    phone: Page, old: Served, day: str, hour: str, fee: str, papers: int
) -> None:
    text = shown(phone, old, "TT/1.000001/", day, hour)
    assert fee in phone.locator(".facts").inner_text()
    assert phone.locator(".papers li").count() == papers
    # The helpers and the checklist work on the state that is shown.
    assert phone.locator(".papers input[type=checkbox]").count() == papers
    assert ("Từ 01/3/2027 sẽ thay đổi" in " ".join(text.split())) == (papers == 2)
    assert phone.locator("h1").count() == 1


def test_the_helpers_reckon_with_what_is_shown(phone: Page, old: Served) -> None:
    shown(phone, old, "TT/1.000001/", "2027-03-01")
    phone.locator("#bao-lau").scroll_into_view_if_needed()
    box = phone.get_by_role("region", name="Nộp hôm nay, bao giờ xong?")
    box.get_by_text("Thời hạn: 3 ngày làm việc").wait_for()
    # The third working day is a Thursday, on which this office is closed.
    assert "Dự kiến: thứ Hai 08/3/2027" in box.inner_text()


def test_what_ends_and_what_replaces_it_change_places(phone: Page, old: Served) -> None:
    assert "Thủ tục này chỉ áp dụng đến hết 31/12/2026." in shown(phone, old, "TT/1.000002/", "2026-12-31")
    assert phone.locator(".notice a").inner_text() == "Đăng ký thử 1.000003"
    assert "đã được thay bằng thủ tục khác" in shown(phone, old, "TT/1.000002/", "2027-01-01")
    assert phone.locator(".notice a").inner_text() == "Đăng ký thử 1.000003"
    assert "chưa áp dụng; bắt đầu từ 01/1/2027" in shown(phone, old, "TT/1.000003/", "2026-12-31")
    assert "chưa áp dụng" not in shown(phone, old, "TT/1.000003/", "2027-01-01")


def test_a_record_that_nobody_checks_any_more_says_so(phone: Page, old: Served) -> None:
    words = "Đã hơn một năm, từ 20/11/2026, trang này chưa được đối chiếu lại với nguồn."
    assert words not in shown(phone, old, "TT/1.000004/", "2027-11-20")
    assert words in shown(phone, old, "TT/1.000004/", "2027-11-21")
    assert words in shown(phone, old, "TT/1.000001/", "2027-11-21"), "also in a state that began since"
    assert words not in shown(phone, old, "TT/1.000004/", "2090-01-01")


def test_lists_and_journeys_follow(phone: Page, old: Served) -> None:
    for path in ("", "N/THON-MOT/", "LV/THU-NGHIEM/", "SK/VIEC-THU/"):
        before = shown(phone, old, path, BUILT)
        assert "8.000 đồng" in before
        assert "1.000 đồng (đến hết 31/12/2026)" in before
        assert "sẽ thay đổi từ 01/3/2027" in before
        after = shown(phone, old, path, "2027-03-01")
        assert "5.000 đồng" in after
        assert "2.000 đồng" in after
        assert "sẽ thay đổi" not in after
    assert "Thôn Hai" not in shown(phone, old, "", "2026-12-31")
    home = shown(phone, old, "", "2027-01-01")
    assert "Thôn Hai" in home
    assert "Thôn Một" not in home
    field = shown(phone, old, "LV/THU-NGHIEM/", "2026-12-31")
    assert "chỉ áp dụng đến hết 31/12/2026" in field
    assert "chưa áp dụng, bắt đầu từ 01/1/2027" in field
    assert "không còn áp dụng" in shown(phone, old, "LV/THU-NGHIEM/", "2027-01-01")


def test_the_search_box_still_works_in_a_state_that_began_since(phone: Page, old: Served) -> None:
    shown(phone, old, "", "2027-03-01")
    phone.fill("#tim", "dang ky thu")
    phone.get_by_role("option").first.wait_for()


def test_without_javascript_the_dates_are_said_in_words(browser: Browser, old: Served) -> None:
    with browsing.opened(browser, java_script_enabled=False) as page:
        page.goto(old.url + "TT/1.000001/")
        notice = " ".join(page.locator(".notice:visible").all_inner_texts()).replace("\n", " ")
        assert "Từ 01/3/2027 sẽ thay đổi (9/QĐ):" in notice
        assert "Thời hạn giải quyết: từ 7 ngày làm việc thành 3 ngày làm việc." in notice
        assert "từ 8.000 đồng/lần thành 5.000 đồng/lần" in notice
        assert "Bỏ giấy tờ: Thẻ căn cước." in notice
        assert "Đã hơn một năm" not in notice
        assert "Đối chiếu với nguồn ngày: 20/11/2026" in page.locator("main").inner_text()


def test_a_phone_whose_clock_says_nothing_shows_what_was_built(browser: Browser, old: Served) -> None:
    with browsing.opened(browser) as page:
        complaints = browsing.complaints(page)
        page.add_init_script("Date.now = () => NaN;")
        page.goto(old.url + "TT/1.000001/")
        page.locator("#bao-lau").scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        assert "8.000 đồng" in page.locator(".facts").inner_text()
        assert page.get_by_role("button", name="Chữ to").is_visible()
        assert complaints == []
