"""The page behind a printed code: the page of today, what changed since the print, and the poster's own check word."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator import addresses, check_words
from generator.addresses import Address, Kind
from generator.cache import Cache
from generator.loading import load
from generator.records import Catalogue
from generator.site.plugin import build_site
from generator.views import edition
from tests import browsing, making
from tests.register.conftest import HOST, Command, catalogue, change

PLACE = Address(Kind.PLACE, "thon-dinh")


def built(root: Path, day: date = making.TODAY) -> Path:
    loaded = load(root, day)
    assert loaded.catalogue, "\n".join(map(str, loaded.problems))
    build_site(root, root / "site", day, loaded, Cache(None))
    return root / "site"


def page(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text("utf-8")


def text(content: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", content.partition("<body>")[2])).split())


def told(root: Path, day: date = making.TODAY, address: Address = PLACE) -> list[str]:
    """What the first edition of a page says has changed."""
    seen, first = _on(root, day), replace(address, edition=1)
    shown = edition.of(first, addresses.editions(seen)[first], seen, day)
    return [sentence for one in shown.changes for sentence in one.sentences]


def _on(root: Path, day: date) -> Catalogue:
    loaded = load(root, day)
    assert loaded.catalogue, "\n".join(map(str, loaded.problems))
    return loaded.catalogue


def test_every_address_has_its_page_and_every_page_its_address(printed: Path) -> None:
    site = built(printed)
    every = {one.path for one in addresses.all(catalogue(printed))}
    assert "N/THON-DINH/1/" in every
    written = {file.parent.relative_to(site).as_posix() + "/" for file in site.glob("*/*/**/index.html")}
    assert {path for path in written if path.split("/")[0] in {kind.value for kind in Kind}} == every - {""}


def test_the_page_of_an_edition_is_the_page_itself(printed: Path) -> None:
    site = built(printed)
    content = page(site, "N/THON-DINH/1")
    assert f'<link rel="canonical" href="https://{HOST}/N/THON-DINH/">' in content
    assert '<meta name="robots" content="noindex">' in content
    assert "Tờ bà con vừa quét là lần in 1, ngày 22/11/2026. Những điều in trên tờ chưa có gì đổi." in text(content)
    assert "noindex" not in page(site, "N/THON-DINH")
    links = re.findall(r'href="(\.[^"#]*)', content)
    assert links
    assert all((site / "N" / "THON-DINH" / "1" / link).resolve().exists() for link in links)


def test_search_engines_and_kept_catalogues_leave_editions_out(printed: Path) -> None:
    site = built(printed)
    assert "/N/THON-DINH/</loc>" in (site / "sitemap.xml").read_text("utf-8")
    assert "THON-DINH/1" not in (site / "sitemap.xml").read_text("utf-8")
    kept = json.loads((site / "du-lieu" / "ngoai-mang.json").read_text("utf-8"))["tep"]
    assert "N/THON-DINH/" in kept
    assert "N/THON-DINH/1/" not in kept


def test_page_and_poster_carry_one_check_word_and_one_warning(printed: Path) -> None:
    site, unit = built(printed), catalogue(printed).unit
    words = {path: check_words.of(unit, one) for path, one in (("N/THON-DINH", PLACE), ("N/THON-DINH/1", replace(PLACE, edition=1)))}  # fmt: skip
    assert len(set(words.values())) == 2
    for path, word in words.items():
        first = text(page(site, path)).partition(unit.name)[0]
        assert f"Từ kiểm tra: {word} . Không thấy từ này thì đóng trang lại." in first
        assert "Trang này không bao giờ hỏi mã OTP hay mật khẩu;" in first
    assert "Từ kiểm tra" not in (site / "404.html").read_text("utf-8")


def test_what_changed_since_the_print_is_said_in_words(printed: Path) -> None:
    change(printed, "ho-tich/1.000001.yaml", "muc: 8000", "muc: 5000")
    content = text(page(built(printed), "N/THON-DINH/1"))
    assert "Tờ bà con vừa quét là bản cũ (lần in 1, ngày 22/11/2026)." in content
    assert "Làm giấy khai sinh : Lệ phí khai sinh: từ 8.000 đồng/lần thành 5.000 đồng/lần." in content


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("don_vi.yaml", '"0000 000 001"', '"0000 000 009"', "Điện thoại hướng dẫn: từ 0000 000 001 thành 0000 000 009."),
        ("don_vi.yaml", 'tu: "13:30"', 'tu: "14:00"', "Thay đổi giờ làm việc."),
        ("don_vi.yaml", '"0000 000 002"', '"0000 000 008"', "Thay đổi nơi nhận phản ánh, kiến nghị."),
        ("don_vi.yaml", "ten: Thôn Đình", "ten: Thôn Đình Mới", "Tên: từ Thôn Đình thành Thôn Đình Mới."),
        ("ho-tich/1.000001.yaml", "{ma: to-khai,", "{ma: to-khai-moi,", "Bỏ giấy tờ: Tờ khai."),
        ("ho-tich/1.000002.yaml", "trang_thai: dang_ap_dung", "trang_thai: tam_dung, ly_do: Chờ luật", "Thủ tục này tạm dừng."),
    ],
)  # fmt: skip
def test_each_kind_of_change(printed: Path, name: str, old: str, new: str, sentence: str) -> None:
    assert told(printed) == []
    change(printed, name, old, new)
    assert sentence in told(printed)


@pytest.mark.parametrize(("old", "new"), [("kiem_tra: 2026-11-20", "kiem_tra: 2026-11-21"), ("so_bo: 1", "so_bo: 2")])
def test_what_the_sheet_does_not_state_cannot_make_it_old(printed: Path, old: str, new: str) -> None:
    change(printed, "ho-tich/1.000001.yaml", old, new)
    assert told(printed) == []


def test_a_dated_change_makes_a_sheet_old_on_its_day(printed: Path) -> None:
    assert told(printed, date(2027, 2, 28)) == []
    assert told(printed, date(2027, 3, 1)) == [
        "Giấy giải trình (trường hợp khai sinh quá 60 ngày): từ 1 bản chính thành 2 bản chính."
    ]


def test_a_price_that_runs_out_and_the_next_are_one_change(root: Path, command: Command) -> None:
    fee = "loai: le_phi, ten: Lệ phí khai sinh, tinh_theo: lan, can_cu: 60/2014/QH13"
    lines = (
        f"  - {{ma: chung, muc: 8000, khi: {{den: 2026-12-31}}, {fee}}}\n"
        f"  - {{ma: moi, muc: 5000, khi: {{tu: 2027-01-01}}, {fee}}}\n"
    )
    file = root / "procedures_yaml" / "ho-tich" / "1.000001.yaml"
    before = file.read_text("utf-8")
    start = before.index("phi_le_phi:\n") + len("phi_le_phi:\n")
    end = start + re.search(r"^\S", before[start:], re.MULTILINE).start()  # type: ignore[union-attr]
    file.write_text(before[:start] + lines + before[end:], "utf-8")
    assert command(root, "posters", "--print", "--design", "to-thon-A4", "--place", "thon-dinh").code == 0
    assert told(root, date(2026, 12, 31)) == []
    assert told(root, date(2027, 1, 1)) == ["Lệ phí khai sinh: từ 8.000 đồng/lần thành 5.000 đồng/lần."]


def test_a_page_built_before_a_change_says_on_its_day_that_the_sheet_is_old(printed: Path) -> None:
    now, later = page(built(printed), "N/THON-DINH/1").split('<template data-tu="2027-03-01">')
    assert "Những điều in trên tờ chưa có gì đổi." in text(now)
    assert "Tờ bà con vừa quét là bản cũ" not in now
    assert "từ 1 bản chính thành 2 bản chính." in later.partition("</template>")[0]


def test_a_phone_says_it_on_that_day_though_nothing_is_built_anew(printed: Path, browser: Browser) -> None:
    with browsing.serving(built(printed)) as served, browsing.opened(browser) as phone:
        for day, old in (("2027-02-28", False), ("2027-03-01", True)):
            phone.clock.set_fixed_time(datetime.fromisoformat(f"{day}T08:00:00+07:00"))
            phone.goto(served.url + "N/THON-DINH/1/")
            said = " ".join(phone.locator("body").inner_text().split())
            assert ("Những điều in trên tờ chưa có gì đổi." in said) is not old
            assert ("từ 1 bản chính thành 2 bản chính." in said) is old
            # The poster's own word stays: by it people tell our page from another.
            assert said.count(check_words.of_printed(f"HTTPS://{HOST.upper()}/N/THON-DINH/1/")) >= 1


def test_the_sheet_of_a_procedure_states_all_of_it(root: Path, command: Command) -> None:
    assert command(root, "posters", "--print", "--design", "to-niem-yet-A4").code == 0
    own, other = Address(Kind.PROCEDURE, "1.000001"), Address(Kind.PROCEDURE, "1.000002")
    assert told(root, address=own) == told(root, address=other) == []
    change(root, "ho-tich/1.000001.yaml", "neu_tre_hen: ", "neu_tre_hen: Mới, ")
    assert told(root, address=own) == ["Thay đổi cách làm khi trễ hẹn."]
    assert told(root, address=other) == []
