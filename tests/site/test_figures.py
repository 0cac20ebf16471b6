"""The pages of figures and their downloads, and that a new month leaves every other page as it was."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from generator import loading, monthly
from generator.cache import Cache
from generator.site.plugin import build_site
from generator.site.rendering import Renderer
from tests import making
from tests.conftest import Built
from tests.site.reading_pages import Page, parse_file

HEADING = "Tháng;Tiếp nhận;Đúng hạn;Đang giải quyết;Quá hạn;Không tính;Lý do không tính;Nộp trực tuyến"
OCTOBER = "10;6.751;6.739;12;0;18;Người làm thủ tục rút hồ sơ;"
SEPTEMBER = "9;2.385;2.385;0;0;0;;1.195"


def write(root: Path, *rows: str) -> None:
    file = root / loading.FOLDER / monthly.FOLDER / "2026.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join((HEADING, *rows)), "utf-8")


def build(root: Path, kept: Cache) -> Path:
    loaded = loading.load(root, making.TODAY, kept)
    assert loaded.catalogue, "\n".join(map(str, loaded.problems))
    build_site(root, root / "site", making.TODAY, loaded, kept)
    return root / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = making.write_root(tmp_path_factory.mktemp("so-lieu"))
    write(root, OCTOBER, SEPTEMBER)
    return build(root, Cache(None))


def page(site: Path, name: str) -> Page:
    return parse_file(site / name / "index.html")


def said(shown: Page) -> str:
    return " ".join(" ".join(text for tag, text in shown.texts if tag not in ("style", "script")).split())


@pytest.mark.parametrize("name", ["ket-qua", "ket-qua/2026-10"])
def test_all_four_numbers_stand_on_the_page_and_nothing_is_called_all(site: Path, name: str) -> None:
    text = said(page(site, name))
    for number in ("6.751", "6.739", "12", "18"):
        assert number in text
    assert "99,8%" in text
    assert "100%" not in text


def test_a_share_stands_beside_its_numbers(site: Path) -> None:
    assert "1.195 trên 2.385 hồ sơ tiếp nhận (50,1%)" in said(page(site, "ket-qua/2026-09"))


def test_the_year_says_which_months_it_lacks(site: Path) -> None:
    text = said(page(site, "ket-qua/2026"))
    assert "Tiếp nhận 9.136 hồ sơ: 9.124 đúng hạn, 12 đang giải quyết, 0 quá hạn." in text
    assert "Chưa có số liệu tháng 1, 2, 3, 4, 5, 6, 7 và 8; tổng chỉ cộng các tháng đã có." in text


def test_figures_of_a_sample_say_that_they_are_made_up(site: Path, sample: Built) -> None:
    for root, name in ((site, "ket-qua"), (site, "ket-qua/2026"), (sample.site, "KS/HAI-LONG")):
        assert "Số liệu giả định của bản mẫu." in said(page(root, name))


def test_every_page_leads_to_the_figures_and_they_to_each_other(site: Path) -> None:
    assert {"href": "../../ket-qua/"} in page(site, "TT/1.000001").all("a")
    links = {one["href"] for one in page(site, "ket-qua").all("a")}
    assert {
        "2026-10/",
        "2026/",
        "rut-ngan/",
        "truc-tuyen/",
        "../du-lieu/ket-qua.csv",
        "../du-lieu/ket-qua.json",
    } <= links
    assert {"../2026-09/", "../2026-10/"} <= {one["href"] for one in page(site, "ket-qua/2026").all("a")}


def test_the_table_opens_in_the_local_excel(site: Path) -> None:
    raw = (site / "du-lieu" / "ket-qua.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    first, *rows = csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=";")
    september, october = (dict(zip(first, row, strict=True)) for row in rows)
    assert (october["Tháng"], october["Tiếp nhận"], october["Không tính"]) == ("10/2026", "6751", "18")
    assert (september["Nộp trực tuyến"], october["Nộp trực tuyến"]) == ("1195", "")


def test_the_data_say_no_more_than_was_counted(site: Path) -> None:
    data = json.loads((site / "du-lieu" / "ket-qua.json").read_text("utf-8"))
    assert data["ban_mau"] is True
    september, october = data["thang"]
    assert (september["thang"], september["truc_tuyen"]) == ("2026-09", 1195)
    assert "truc_tuyen" not in october
    assert october["ly_do_khong_tinh"] == "Người làm thủ tục rút hồ sơ"


def test_no_phone_keeps_every_month(site: Path) -> None:
    assert "ket-qua/" not in json.loads((site / "du-lieu" / "ngoai-mang.json").read_text("utf-8"))["tep"]
    assert "TT/1.000001/" in json.loads((site / "du-lieu" / "ngoai-mang.json").read_text("utf-8"))["tep"]


def test_a_commune_without_results_offers_none(tmp_path: Path) -> None:
    built = build(making.write_root(tmp_path), Cache(None))
    assert "Chưa có số liệu tháng nào." in said(page(built, "ket-qua"))
    assert not (built / "du-lieu" / "ket-qua.csv").exists()
    assert not [one for one in page(built, "ket-qua").all("a") if "ket-qua.csv" in one["href"]]


def test_a_new_month_makes_only_the_pages_of_figures_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = making.write_root(tmp_path)
    write(root, SEPTEMBER)
    build(root, Cache(root))
    write(root, SEPTEMBER, OCTOBER)
    made: list[tuple[str, str]] = []
    real = Renderer.page
    monkeypatch.setattr(
        Renderer, "page", lambda self, name, path, *rest: made.append((name, path)) or real(self, name, path, *rest)
    )
    build(root, Cache(root))
    assert sorted(set(made)) == [
        ("404", "404.html"),
        ("figures", "ket-qua/"),
        ("results", "ket-qua/2026-10/"),
        ("results", "ket-qua/2026/"),
        # The screen in the lobby tells the newest month.
        ("screen", "man-hinh/"),
    ]


def test_numbers_that_do_not_add_up_leave_the_old_site_standing(tmp_path: Path) -> None:
    root = making.write_root(tmp_path)
    write(root, SEPTEMBER)
    build(root, Cache(None))
    write(root, SEPTEMBER.replace("2.385;2.385", "2.385;2.386"))
    loaded = loading.load(root, making.TODAY)
    assert loaded.catalogue is None
    assert "50,1%" in said(page(root / "site", "ket-qua/2026-09"))


def test_the_page_of_the_survey_leads_out_to_the_official_one(tmp_path: Path) -> None:
    unit = making.unit(lien_ket={"khao_sat": "https://khaosat.tinhthu.gov.vn/1"})
    root = making.write_root(tmp_path, of_unit=unit)
    options = [{"ma": "co", "ten": "Có"}, {"ma": "khong", "ten": "Không"}]
    making.write(
        root / loading.FOLDER / loading.SURVEY,
        {"ma": "y-kien", "cau_hoi": [{"ma": "a", "hoi": "Có lịch sự không?", "tra_loi": options}]},
    )
    shown = page(build(root, Cache(None)), "KS/Y-KIEN")
    (link,) = [one for one in shown.all("a") if one["href"] == "https://khaosat.tinhthu.gov.vn/1"]
    assert link["rel"] == "noopener"
    assert "mở trang khác: khaosat.tinhthu.gov.vn" in said(shown)
    assert "Chưa có đợt lấy ý kiến nào." in said(shown)
    assert "Số liệu giả định" not in said(shown), "there are no figures to make up"
