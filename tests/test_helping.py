"""The helpers and situations of a procedure page in a real browser: the clock is moved, JavaScript taken away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator import loading
from generator.cache import Cache
from generator.site.plugin import build_site
from tests import browsing, making

VIETNAM = timezone(timedelta(hours=7))
CHANNEL = {"cach_nop": "truc_tuyen"}
RICH = making.procedure(
    truong_hop=[{"ma": "lan-dau", "ten": "Làm lần đầu"}, {"ma": "lam-lai", "ten": "Làm lại"}],
    giay_to=[
        {"ma": "to-khai", "ten": "Tờ khai", "viec": "nop", "ban_chinh": 1, "ban_sao": 0},
        {"ma": "cu", "ten": "Giấy cũ", "viec": "nop", "ban_chinh": 1, "ban_sao": 0, "khi": {"truong_hop": "lam-lai"}},
    ],
    thoi_han=[
        {"so": 3, "don_vi": "ngay_lam_viec", "chot_gio": "15:00"},
        {"so": 20, "don_vi": "ngay", "khi": {"truong_hop": "lam-lai"}},
    ],
    phi_le_phi=[
        {"ma": "a", "loai": "le_phi", "ten": "Lệ phí thẻ", "muc": 8000, "tinh_theo": "lan", "can_cu": "75/2022/TT-BTC"},
        {"ma": "b", "loai": "le_phi", "ten": "Lệ phí thẻ", "muc": 4000, "tinh_theo": "lan", "can_cu": "75/2022/TT-BTC", "khi": CHANNEL},
        {"ma": "c", "loai": "phi", "ten": "Phí sao", "bac": [{"den": 2, "muc": 2000}, {"muc": 1000}], "tinh_theo": "trang", "toi_da": 10000, "toi_da_theo": "ban", "can_cu": "75/2022/TT-BTC", "khi": {"truong_hop": "lam-lai"}},
        {"ma": "d", "loai": "phi", "ten": "Phí sao", "muc": {"khong_thu": "Luật phí"}, "khi": {"truong_hop": "lan-dau"}},
    ],
    mien_giam=[{"ma": "ngheo", "ai": "Hộ nghèo", "giam": 50, "khoan_thu": ["a", "b"], "can_cu": "75/2022/TT-BTC"}],
)  # fmt: skip
HALF = making.procedure(
    "1.000002",
    phi_le_phi=[
        {"ma": "a", "loai": "phi", "ten": "Phí bản", "muc": 3000, "tinh_theo": "ban", "can_cu": "75/2022/TT-BTC"},
        {"ma": "b", "loai": "phi", "ten": "Phí tỉnh", "muc": {"chua_ro": "Chờ tỉnh"}},
    ],
)
PLAIN = making.procedure("1.000003", thoi_han={"chua_ro": "Chờ tỉnh"})
GONE = making.procedure(
    "1.000004", hieu_luc={"tu": "2025-07-01", "den": "2026-06-30", "trang_thai": "bai_bo", "ly_do": "Quyết định 2"}
)
SIGNS = "Hộ nghèo & \"cận nghèo\" có < 1 sào đất; 'riêng' > 2 người"
ODD = making.procedure("1.000005", mien_giam=[{"ma": "x", "ai": SIGNS, "giam": 50, "can_cu": "75/2022/TT-BTC"}])
WEEK = ["thu_2", "thu_3", "thu_4", "thu_5", "thu_6"]
UNIT = making.unit(
    gio_lam_viec=[
        {"ngay": WEEK, "tu": "07:30", "den": "11:30"},
        {"ngay": WEEK, "tu": "13:30", "den": "17:00"},
        {"ngay": ["thu_3"], "tu": "17:00", "den": "18:00", "loai": "gio_thu_9"},
    ],
    tiep_dan=[{"ngay": ["thu_5"], "tu": "08:00", "den": "11:00"}],
    ngay_nghi=[{"tu": "2026-11-27", "den": "2026-11-27", "ly_do": "Bảo trì"}],
    le_da_cong_bo=2026,
    noi_tiep_nhan=[{"ma": "mot-cua", "ten": "Quầy", "dia_chi": "Tầng 1"}],
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = making.write_root(tmp_path_factory.mktemp("helping"), [RICH, HALF, PLAIN, GONE, ODD], UNIT)
    build_site(root, root / "site", making.TODAY, loading.load(root, making.TODAY), Cache(None))
    with browsing.serving(root / "site") as served:
        yield served.url


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    settings: dict[str, Any] = getattr(request, "param", {})
    context = browser.new_context(viewport={"width": 360, "height": 640}, timezone_id="America/New_York", **settings)
    yield context
    context.close()


def opened(context: BrowserContext, site: str, code: str = "1.000001", now: str = "2026-11-25 08:00") -> Page:
    """The page at a moment in Vietnam, scrolled to where the helpers stand."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.clock.install(time=datetime.strptime(now, "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM))
    page.goto(f"{site}TT/{code}/")
    page.locator("#tien").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert errors == []
    return page


def test_a_fee_is_worked_out_with_its_rule_and_source(context: BrowserContext, site: str) -> None:
    page = opened(context, site)
    box = page.get_by_role("region", name="Tính tiền")
    expect(box).to_contain_text("Hãy chọn trường hợp của mình để tính.")
    page.get_by_label("Làm lại").check()
    expect(box.locator(".amount")).to_have_text("Tổng cộng: 10.000 đồng")
    box.get_by_label("Mỗi bản mấy trang?").fill("5")
    box.get_by_label("Mấy bản?").fill("2")
    expect(box.locator(".amount")).to_have_text("Tổng cộng: 22.000 đồng")
    box.get_by_label("Mỗi bản mấy trang?").fill("50")
    expect(box.locator(".amount")).to_have_text("Tổng cộng: 28.000 đồng")
    expect(box).to_contain_text("nhiều nhất 10.000 đồng/bản. Theo 75/2022/TT-BTC")
    box.get_by_label("Nộp bằng cách nào?").select_option("Trên mạng")
    expect(box.locator(".amount")).to_have_text("Tổng cộng: 24.000 đồng")
    box.get_by_label("Có thuộc diện được miễn, giảm không?").select_option("Hộ nghèo")
    expect(box.locator(".amount")).to_have_text("Tổng cộng: 22.000 đồng")
    expect(box).to_contain_text("Lệ phí thẻ: 2.000 đồng (đã miễn, giảm từ 4.000 đồng, theo 75/2022/TT-BTC)")
    page.get_by_label("Làm lần đầu").check()
    expect(box).to_contain_text("Phí sao: không thu. Theo Luật phí")
    expect(box.locator(".amount")).to_have_text("Tổng cộng: 2.000 đồng")


@pytest.mark.parametrize("wrong", ["0", "-3", "1.5", "1000", ""])
def test_a_number_that_makes_no_sense_gives_no_sum(context: BrowserContext, site: str, wrong: str) -> None:
    page = opened(context, site)
    page.get_by_label("Làm lại").check()
    page.get_by_label("Mỗi bản mấy trang?").fill(wrong)
    expect(page.locator("#tinh-tien .amount")).to_have_text("Hãy ghi số từ 1 đến 999.")


def test_a_sum_with_an_unknown_part_says_so_and_names_the_known_one(context: BrowserContext, site: str) -> None:
    page = opened(context, site, "1.000002")
    page.get_by_label("Mấy bản?").fill("3")
    expect(page.locator("#tinh-tien .amount")).to_have_text(
        "Tổng cộng: chưa có thông tin; đã biết 9.000 đồng, còn thiếu: Phí tỉnh"
    )
    expect(page.locator("#tinh-tien")).to_contain_text("Phí tỉnh: chưa có thông tin (Chờ tỉnh)")


def test_where_there_is_nothing_to_work_out_nothing_is_offered(context: BrowserContext, site: str) -> None:
    for code in ("1.000003", "1.000004"):
        page = opened(context, site, code)
        assert page.locator(".calc").count() == 0


@pytest.mark.parametrize(
    ("now", "case", "expected", "lines"),
    [
        ("2026-11-25 08:00", "Làm lần đầu", "Dự kiến: thứ Ba 01/12/2026", ["Thời hạn: 3 ngày làm việc"]),
        ("2026-11-25 15:01", "Làm lần đầu", "Dự kiến: thứ Tư 02/12/2026", [
            "Thời hạn: 3 ngày làm việc", "Đã quá giờ chốt 15 giờ nên tính như nộp thứ Năm 26/11/2026"]),
        ("2026-11-28 09:00", "Làm lần đầu", "Dự kiến: thứ Năm 03/12/2026", [
            "Thời hạn: 3 ngày làm việc", "Hôm nay không còn nhận hồ sơ nên tính như nộp thứ Hai 30/11/2026"]),
        ("2026-12-15 08:00", "Làm lại", "Dự kiến: thứ Hai 04/1/2027", ["Thời hạn: 20 ngày"]),
        ("2026-12-14 08:00", "Làm lại", "Dự kiến: thứ Hai 04/1/2027", [
            "Thời hạn: 20 ngày", "Ngày cuối rơi vào ngày nghỉ nên tính sang ngày làm việc kế tiếp"]),
    ],
)  # fmt: skip
def test_when_it_is_ready(
    context: BrowserContext, site: str, now: str, case: str, expected: str, lines: list[str]
) -> None:
    page = opened(context, site, now=now)
    page.get_by_label(case).check()
    box = page.get_by_role("region", name="Nộp hôm nay, bao giờ xong?")
    if "2027" in expected:
        lines = [*lines, "Dự báo: lịch nghỉ lễ năm 2027 chưa được công bố, ngày này có thể đổi"]
    expect(box.locator(".amount")).to_have_text(expected)
    assert box.locator("li").all_inner_texts() == lines


@pytest.mark.parametrize(
    ("now", "short", "full"),
    [
        ("2027-02-04 09:00", "Đóng cửa đến thứ Năm 11/2", "Đóng cửa (Tết Nguyên Đán), mở lại lúc 7 giờ 30 thứ Năm 11/2 (dự kiến)."),
        ("2026-11-25 08:00", "Đang mở cửa đến 11 giờ 30", "Đang mở cửa đến 11 giờ 30."),
        ("2026-11-25 12:00", "Nghỉ trưa, mở 13 giờ 30", "Nghỉ trưa, mở lại lúc 13 giờ 30."),
        ("2026-12-01 17:30", "Đang làm giờ thứ 9, đến 18 giờ", "Đang làm giờ thứ 9, đến 18 giờ."),
        ("2026-12-01 18:00", "Đóng cửa, mở 7 giờ 30 ngày mai", "Đóng cửa, mở lại lúc 7 giờ 30 ngày mai."),
        ("2026-11-27 09:00", "Đóng cửa, mở 7 giờ 30 thứ Hai", "Đóng cửa (Bảo trì), mở lại lúc 7 giờ 30 thứ Hai 30/11."),
        ("2026-12-03 07:00", "Đóng cửa, mở 7 giờ 30", "Đóng cửa, mở lại lúc 7 giờ 30. Hôm nay tiếp công dân 8 giờ đến 11 giờ."),
    ],
)  # fmt: skip
def test_whether_it_is_open(context: BrowserContext, site: str, now: str, short: str, full: str) -> None:
    page = opened(context, site, now=now)
    expect(page.locator(".facts [data-now]")).to_have_text(short)
    expect(page.locator("footer [data-now]")).to_have_text(full)
    box = page.locator(".facts [data-now]").bounding_box()
    assert box
    assert page.locator(".facts [data-now]").evaluate("e => e.scrollWidth <= e.clientWidth"), "cut off"


def test_a_page_that_stays_open_notices_that_the_office_shuts(context: BrowserContext, site: str) -> None:
    page = opened(context, site, now="2026-11-25 11:29")
    expect(page.locator(".facts [data-now]")).to_have_text("Đang mở cửa đến 11 giờ 30")
    page.clock.fast_forward(120_000)
    expect(page.locator(".facts [data-now]")).to_have_text("Nghỉ trưa, mở 13 giờ 30")


@pytest.mark.parametrize("now", ["1970-01-01 08:00", "2040-01-01 08:00"])
def test_a_clock_that_cannot_be_right_gives_no_answer_and_leaves_the_facts(
    context: BrowserContext, site: str, now: str
) -> None:
    page = opened(context, site, now=now)
    expect(page.locator(".facts [data-now]")).to_have_text("Xem giờ mở cửa")
    assert not page.locator("#tinh-ngay").is_visible()
    assert page.locator("#bao-lau + * , #bao-lau").first.is_visible()


BROKEN = {
    "storage": "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})",
    "no clock": "Date.now = () => NaN",
    "no observer": "delete window.IntersectionObserver",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_a_phone_may_lack(context: BrowserContext, site: str, name: str) -> None:
    context.add_init_script(BROKEN[name])
    page = opened(context, site)
    assert page.get_by_text("Tờ khai").first.is_visible()
    page.get_by_label("Làm lần đầu").check()
    assert not page.get_by_text("Giấy cũ").is_visible()
    assert page.locator("#tinh-tien").is_visible() == (name != "no clock")


def narrowed(page: Page) -> dict[str, bool]:
    texts = {"paper": "Giấy cũ", "3 days": "3 ngày làm việc", "20 days": "20 ngày", "capped": "nhiều nhất 10.000"}
    return {name: page.locator(f"main h2 ~ * :text('{text}')").first.is_visible() for name, text in texts.items()}


@pytest.mark.parametrize("context", [{"java_script_enabled": False}, {}], indirect=True, ids=["plain", "script"])
def test_a_situation_narrows_papers_fees_and_deadlines(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}TT/1.000001/")
    group = page.get_by_role("group", name="Bà con thuộc trường hợp nào?")
    assert group.get_by_role("radio").count() == 3
    assert group.get_by_label("Tất cả").is_checked()
    assert narrowed(page) == {"paper": True, "3 days": True, "20 days": True, "capped": True}
    assert not page.get_by_text("Chỉ hiện phần của trường hợp đã chọn.").first.is_visible()
    group.get_by_label("Làm lần đầu").check()
    assert narrowed(page) == {"paper": False, "3 days": True, "20 days": False, "capped": False}
    assert page.get_by_text("Chỉ hiện phần của trường hợp đã chọn.").first.is_visible()
    group.get_by_label("Làm lại").check()
    # The special deadline takes the place of the general one.
    assert narrowed(page) == {"paper": True, "3 days": False, "20 days": True, "capped": True}
    group.get_by_label("Tất cả").check()
    assert all(narrowed(page).values())
    for label in group.locator("label").all():
        box = label.bounding_box()
        assert box
        assert box["height"] >= 48


def test_situations_are_chosen_with_the_keyboard(context: BrowserContext, site: str) -> None:
    page = opened(context, site)
    page.get_by_label("Tất cả").focus()
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("Làm lần đầu").is_checked()
    assert not page.get_by_text("Giấy cũ").is_visible()


def test_without_has_everything_is_shown_and_a_script_can_still_narrow(context: BrowserContext, site: str) -> None:
    context.add_init_script("const real = CSS.supports; CSS.supports = (...a) => !/:has/.test(a[0]) && real(...a)")
    page = opened(context, site)
    page.get_by_label("Làm lần đầu").check()
    assert page.locator("div[data-th='2']").first.get_attribute("hidden") is not None
    page.get_by_label("Tất cả").check()
    assert page.locator("div[data-th='2']").first.get_attribute("hidden") is None


def test_signs_in_the_data_stay_signs(context: BrowserContext, site: str) -> None:
    page = opened(context, site, "1.000005")
    page.get_by_label("Có thuộc diện được miễn, giảm không?").select_option(SIGNS)
    expect(page.locator("#tinh-tien .amount")).to_have_text("Tổng cộng: 4.000 đồng")


def test_the_helpers_come_only_when_somebody_gets_near(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url.removeprefix(site)))
    page.goto(f"{site}TT/1.000001/", wait_until="networkidle")
    assert set(requests) == {"TT/1.000001/", "assets/trang.js", "assets/icon.svg"}
    with page.expect_response("**/assets/tinh.js"):
        page.locator("#tien").scroll_into_view_if_needed()
    assert requests.count("assets/tinh.js") == 1


def test_nothing_is_offered_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}TT/1.000001/")
    assert page.locator(".calc").count() == 2
    assert not page.locator(".calc").first.is_visible()
    assert page.get_by_role("link", name="Xem giờ mở cửa").is_visible()
    context.close()


def test_the_page_fits_a_small_screen_with_everything_open(context: BrowserContext, site: str) -> None:
    page = opened(context, site)
    page.get_by_label("Làm lại").check()
    expect(page.locator("#tinh-tien .amount")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for control in page.locator(".calc select, .calc input").all():
        box = control.bounding_box()
        assert box
        assert box["height"] >= 48


def test_scripts_make_no_markup() -> None:
    """Scripts put nothing from data into markup, and run nothing that is text."""
    for name in ("lich.js", "tinh.js"):
        text = (making.REPOSITORY / "site_templates" / "assets" / name).read_text("utf-8")
        assert not [word for word in ("innerHTML", "outerHTML", "insertAdjacent", "eval(", "Function(") if word in text]
