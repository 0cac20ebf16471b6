"""The board in a real browser: where to complain on every page, and a schedule that grows old by the phone's clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page

from tests import browsing
from tests.browsing import Served


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    with browsing.opened(browser, timezone_id="America/New_York") as page:
        yield page


def said(page: Page, where: str = "body") -> str:
    return " ".join(page.locator(where).inner_text().split())


@pytest.mark.parametrize("kind", browsing.KINDS)
def test_every_kind_of_page_says_where_to_complain(phone: Page, site: str, kind: str) -> None:
    phone.goto(site + browsing.KINDS[kind])
    text = said(phone)
    assert "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã, phòng số 1" in text
    assert "0000 000 002" in text
    assert "Hòm thư góp ý ở cổng trụ sở, sổ góp ý ở bàn hướng dẫn" in text


@pytest.mark.parametrize(
    ("moment", "weeks", "expired"),
    [
        ("2026-11-22T23:59", ["16/11/2026", "23/11/2026"], False),
        ("2026-11-23T00:00", ["23/11/2026"], False),
        ("2026-11-29T23:59", ["23/11/2026"], False),
        ("2026-11-30T00:00", [], True),
        ("2027-05-01T08:00", [], True),
    ],
)
def test_the_schedule_expires_by_the_phones_clock(
    phone: Page, whole: Served, moment: str, weeks: list[str], expired: bool
) -> None:
    phone.clock.set_fixed_time(datetime.fromisoformat(f"{moment}:00+07:00"))
    phone.goto(whole.url + "bang-niem-yet/lich-tuan/")
    text = said(phone, "main")
    assert [day for day in ("16/11/2026", "23/11/2026") if f"Tuần từ {day}" in text] == weeks
    assert ("Lịch này đã hết hạn từ ngày 30/11/2026; chưa có lịch mới." in text) == expired
    assert "Thứ Năm: 8 giờ đến 11 giờ (lãnh đạo xã tiếp công dân)" in text
    phone.goto(whole.url + "bang-niem-yet/")
    assert ("Lịch đã hết hạn" in said(phone, "main")) == expired


def test_from_home_to_each_text_of_the_board_and_back(phone: Page, site: str) -> None:
    phone.goto(site)
    phone.get_by_role("link", name="Bảng niêm yết của xã").click()
    assert phone.locator("h1").inner_text() == "Bảng niêm yết"
    phone.get_by_role("link", name="Quy tắc ứng xử của cán bộ, công chức (mẫu)").click()
    text = said(phone, "main")
    for words in ("5 biết", "5 không", "3 thể hiện", "Biết lắng nghe", "Văn bản số 05/QĐ-MAU, ngày 15/7/2026"):
        assert words in text
    phone.get_by_role("link", name="Về bảng niêm yết").click()
    phone.get_by_role("link", name="Khi nào bà con được xin lỗi").click()
    assert "quá ngày hẹn ghi trên giấy tiếp nhận" in said(phone, "main")


def test_the_board_tells_hours_arrival_and_who_helps_where(phone: Page, site: str) -> None:
    phone.goto(site + "bang-niem-yet/")
    text = said(phone, "main")
    for words in (
        "17 giờ đến 18 giờ (giờ thứ 9: nhận hồ sơ và trả kết quả)",
        "Lấy số cạnh cửa, chờ gọi.",
        "Thôn Đình Tổ trưởng tổ công nghệ số cộng đồng: 0000 000 011",
        "32 trên 48 thủ tục chưa có thông tin về mức thu",
    ):
        assert words in text
    phone.goto(site + "TT/1.001193/")
    text = said(phone, "main")
    assert "Lấy số cạnh cửa" in text
    assert "Mã quy trình ISO: QT-HT-01-MAU." in text


def test_the_officials_overview_counts_iso_processes_by_field(phone: Page, site: str) -> None:
    phone.goto(site + "can-bo/tong-quan/")
    assert "Bao nhiêu thủ tục có quy trình ISO, theo lĩnh vực" in said(phone)
    row = phone.locator("#quy-trinh-iso ~ table tr", has_text="Hộ tịch").first
    assert row.inner_text().split() == ["Hộ", "tịch", "5", "10", "50%"]
