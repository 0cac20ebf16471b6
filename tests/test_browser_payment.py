"""Paying, receiving and leaving as somebody with a phone meets them, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from generator import loading
from generator.cache import Cache
from generator.site.plugin import build_site
from tests import browsing, making, vietqr
from tests.browsing import Served
from tests.posters import pdf

NUMBER, HOLDER, PURPOSE = "3333000000001", "UBND XA THU", "1.000001 GIAY THU"
PAID, BY_PAGE, CASH, NOT_SAID, BY_CASE = (f"TT/1.00000{number}/" for number in (1, 2, 3, 4, 5))
TRANSFER = {"ma": "ck", "loai": "chuyen_khoan", "tai_khoan": "le-phi"}
RESULT, FEE = making.procedure()["ket_qua"][0], making.procedure()["phi_le_phi"][0]
PROCEDURES = [
    making.procedure(
        "1.000001",
        ten_goi_khac=["Giấy thử"],
        cach_tra_tien=[{"ma": "mat", "loai": "tien_mat"}, TRANSFER],
        ket_qua=[{**RESULT, "nhan": ["buu_chinh"], "cuoc_buu_chinh": 30000, "tra_tai_nha": "Người từ 80 tuổi"}],
        can_cu=[{"so_hieu": "75/2022/TT-BTC", "ten": "Thông tư thử", "dia_chi": "https://vbpl.tinhthu.gov.vn/75"}],
    ),
    making.procedure(
        "1.000002",
        cach_tra_tien=[TRANSFER],
        phi_le_phi=[{**FEE, "tinh_theo": "ban"}],
    ),
    making.procedure(
        "1.000003",
        cach_tra_tien=[{"ma": "mat", "loai": "tien_mat"}],
        phi_le_phi=[
            {**FEE, "ma": "a", "loai": "phi", "ten": "Thẩm định hồ sơ"},
            {**FEE, "ma": "b", "ten": "Cấp giấy"},
            {**FEE, "ma": "c", "loai": "phi", "ten": "Cấp bản sao"},
        ],
    ),
    making.procedure("1.000004"),
    making.procedure(
        "1.000005",
        truong_hop=[{"ma": "mot", "ten": "Trường hợp một"}, {"ma": "hai", "ten": "Trường hợp hai"}],
        cach_tra_tien=[{"ma": "mat", "loai": "tien_mat"}, {**TRANSFER, "khi": {"truong_hop": "hai"}}],
    ),
]
UNIT = making.unit(
    ban_mau=False,
    ten_mien="xathu.tinhthu.gov.vn",
    tai_khoan=[{"ma": "le-phi", "ngan_hang": "Agribank", "so": NUMBER, "chu_tai_khoan": HOLDER}],
    lien_ket={
        "tra_cuu": "https://dichvucong.gov.vn/",
        "ung_dung": {"ten": "Công dân số Xã Thử", "dia_chi": "https://ungdung.tinhthu.gov.vn/"},
        "khao_sat": "https://khaosat.tinhthu.gov.vn/",
    },
)


@pytest.fixture(scope="module")
def paying(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site of a real commune that takes transfers."""
    root = making.write_root(tmp_path_factory.mktemp("tien"), PROCEDURES, UNIT)
    loaded = loading.load(root, making.TODAY)
    assert loaded.catalogue, "\n".join(map(str, loaded.problems))
    build_site(root, root / "site", making.TODAY, loaded, Cache(None))
    with browsing.serving(root / "site") as served:
        yield served


def codes(picture: bytes) -> list[str]:
    return [one.text for one in zxingcpp.read_barcodes(Image.open(BytesIO(picture)))]


def touched(page: Page, url: str) -> Page:
    """A page after the first touch, which brings what its buttons do."""
    page.goto(url)
    page.mouse.wheel(0, 50)
    page.locator(".said").wait_for(state="attached")
    return page


@pytest.mark.parametrize("settings", [{"width": 360}, {"width": 1280}, {"width": 360, "color_scheme": "dark"}])
def test_a_camera_reads_the_code_off_the_screen(browser: Browser, paying: Served, settings: dict[str, Any]) -> None:
    with browsing.opened(browser, **settings) as page:
        complaints = browsing.complaints(page)
        page.goto(paying.url + PAID)
        (text,) = codes(page.locator(".vietqr").screenshot())
        assert vietqr.read(text) == vietqr.Read("970405", NUMBER, 8000, PURPOSE, "QRIBFTTA")
        said = page.locator(".transfer").inner_text()
        for words in (HOLDER, NUMBER, PURPOSE, "8.000 đồng", "Agribank (Ngân hàng Nông nghiệp"):
            assert words in said
        assert "BẢN MẪU" not in said
        assert complaints == []


def test_a_whole_screen_holds_the_whole_code(browser: Browser, paying: Served) -> None:
    """Who pays with the phone in the hand gives the banking app a picture of the screen."""
    with browsing.opened(browser) as page:
        page.goto(paying.url + PAID)
        page.locator(".vietqr").scroll_into_view_if_needed()
        assert [vietqr.read(text).account for text in codes(page.screenshot())] == [NUMBER]


def test_nothing_moves_when_the_buttons_come(browser: Browser, paying: Served) -> None:
    with browsing.opened(browser, permissions=["clipboard-write"]) as page:
        page.goto(paying.url + PAID)
        height = "document.querySelector('.transfer').offsetHeight"
        before = page.evaluate(height)
        touched(page, page.url)
        expect(page.locator(".copy").first).to_be_visible()
        assert page.evaluate(height) == before


def test_without_one_fixed_amount_the_code_asks_for_it(browser: Browser, paying: Served) -> None:
    with browsing.opened(browser) as page:
        page.goto(paying.url + BY_PAGE)
        (text,) = codes(page.locator(".vietqr").screenshot())
        assert vietqr.read(text).amount is None
        assert "tùy hồ sơ: hỏi nơi tiếp nhận rồi tự ghi" in page.locator(".transfer").inner_text()


@pytest.mark.parametrize("path", [CASH, NOT_SAID])
def test_where_no_transfer_is_taken_no_account_shows(browser: Browser, paying: Served, path: str) -> None:
    with browsing.opened(browser) as page:
        page.goto(paying.url + path)
        assert page.locator(".transfer, .vietqr").count() == 0
        assert NUMBER not in page.content()
        assert page.locator("#tra-tien").count() == (path == CASH)


def test_phi_and_le_phi_stand_apart(browser: Browser, paying: Served) -> None:
    with browsing.opened(browser) as page:
        page.goto(paying.url + CASH)
        after = page.locator("#tien ~ h3, #tien ~ .card strong").all_inner_texts()
        assert after[: after.index("Trả bằng cách nào")] == [
            "Lệ phí",
            "Cấp giấy",
            "Phí",
            "Thẩm định hồ sơ",
            "Cấp bản sao",
        ]


def test_a_transfer_for_one_situation_leaves_when_another_is_chosen(browser: Browser, paying: Served) -> None:
    with browsing.opened(browser) as page:
        page.goto(paying.url + BY_CASE)
        assert page.locator(".vietqr").is_visible()
        page.get_by_role("radio", name="Trường hợp một").check()
        assert page.locator(".vietqr").is_hidden()
        page.get_by_role("radio", name="Trường hợp hai").check()
        assert page.locator(".vietqr").is_visible()


def test_a_press_copies_the_number_and_the_purpose(browser: Browser, paying: Served) -> None:
    with browsing.opened(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        touched(page, paying.url + PAID)
        for name, expected in (("Chép số tài khoản", NUMBER), ("Chép nội dung", PURPOSE)):
            page.get_by_role("button", name=name).click()
            expect(page.locator(".said")).to_have_text(f"Đã chép: {expected}")
            assert page.evaluate("navigator.clipboard.readText()") == expected


def test_without_script_there_is_nothing_to_press_and_nothing_missing(browser: Browser, paying: Served) -> None:
    with browsing.opened(browser, java_script_enabled=False) as page:
        page.goto(paying.url + PAID)
        assert page.locator(".copy:visible").count() == 0
        assert page.get_by_text(NUMBER, exact=True).is_visible()
        assert page.get_by_text(PURPOSE, exact=True).is_visible()
        assert len(codes(page.locator(".vietqr").screenshot())) == 1


def test_what_is_printed_carries_no_payment_and_says_so(browser: Browser, paying: Served) -> None:
    with browsing.opened(browser) as page:
        page.goto(paying.url + PAID)
        printed = page.pdf(prefer_css_page_size=True)
    text = pdf.text(printed)
    assert NUMBER not in text
    assert pdf.squeezed(PURPOSE) not in text
    assert pdf.codes(printed) == []
    assert pdf.squeezed("số tài khoản và mã chuyển khoản chỉ có trên trang, không bao giờ in ra giấy") in text


def test_the_sample_says_that_nobody_may_pay(browser: Browser, whole: Served) -> None:
    with browsing.opened(browser) as page:
        page.goto(whole.url + "TT/1.010038/")
        transfer = page.locator(".transfer")
        assert "BẢN MẪU: đừng chuyển tiền. Tài khoản này không có thật." in transfer.inner_text()
        (text,) = codes(page.locator(".vietqr").screenshot())
        assert vietqr.read(text).bank == "000000"


def test_what_comes_by_post_or_to_the_house_stands_with_that_procedure_alone(browser: Browser, paying: Served) -> None:
    with browsing.opened(browser) as page:
        page.goto(paying.url + PAID)
        said = page.locator(".body").inner_text()
        assert "Cước bưu chính: 30.000 đồng" in said
        assert "Xã mang tới nhà: Người từ 80 tuổi" in said
        for path in (BY_PAGE, CASH, NOT_SAID, ""):
            page.goto(paying.url + path)
            said = page.locator("body").inner_text()
            assert "Cước bưu chính" not in said
            assert "Xã mang tới nhà" not in said


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (PAID, {"Tra cứu hồ sơ đã nộp": "https://dichvucong.gov.vn/"}),
        (
            "",
            {
                "Tra cứu hồ sơ đã nộp": "https://dichvucong.gov.vn/",
                "Công dân số Xã Thử": "https://ungdung.tinhthu.gov.vn/",
                "Cho biết mình có hài lòng không": "https://khaosat.tinhthu.gov.vn/",
            },
        ),
    ],
)
def test_what_leads_out_says_where_to(browser: Browser, paying: Served, path: str, expected: dict[str, str]) -> None:
    with browsing.opened(browser) as page:
        page.goto(paying.url + path)
        for words, url in expected.items():
            link = page.get_by_role("link", name=f"{words} ↗ mở trang khác: {url.split('/')[2]}", exact=True)
            assert (link.get_attribute("href"), link.get_attribute("target")) == (url, None)
            assert link.is_visible()


def test_filing_online_leads_out_from_the_first_screen(browser: Browser, paying: Served) -> None:
    with browsing.opened(browser) as page:
        page.goto(paying.url + PAID)
        button = page.get_by_role("link", name="Nộp trên mạng")
        assert button.get_attribute("href") == "https://dichvucong.gov.vn/thu"
        expect(button).to_have_accessible_description("↗ mở trang khác: dichvucong.gov.vn")
        for one in (button, page.locator(".side small")):
            box = one.bounding_box()
            assert box
            assert box["y"] + box["height"] <= 640


@pytest.mark.parametrize("path", [PAID, ""])
def test_every_link_to_another_site_names_it_and_nothing_is_typed_for_it(
    browser: Browser, paying: Served, path: str
) -> None:
    with browsing.opened(browser) as page:
        page.goto(paying.url + path)
        found = page.locator('a[href^="http"]').evaluate_all(
            "all => all.map(one => [one.hostname, (document.getElementById(one.getAttribute('aria-describedby')) || one).textContent, one.rel, one.target])"
        )
        assert len(found) > 1
        for host, words, relation, target in found:
            assert f"mở trang khác: {host}" in words
            assert (relation, target) == ("noopener", "")
        assert page.locator("form[action^='http'], iframe").count() == 0
        assert (
            page.locator(
                "form:not(.find), input:not([type=checkbox], [type=radio], [type=number], [type=search])"
            ).count()
            == 0
        )


def test_no_file_of_the_site_tells_another_commune_to_pay(paying: Served) -> None:
    """What links and codes need stands on the pages that use it, and nowhere else."""
    holding = {
        file.relative_to(paying.folder).as_posix()
        for file in Path(paying.folder).rglob("*")
        if file.suffix in (".html", ".json", ".xml", ".js") and NUMBER in file.read_text("utf-8")
    }
    assert holding == {f"{PAID}index.html", f"{BY_PAGE}index.html", f"{BY_CASE}index.html", "du-lieu/thu-tuc.json"}
