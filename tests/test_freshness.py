"""`niemyet stale`, the page of changes and the officials' overview: what is due, what rests on a law, what is to come."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.cache import Cache
from generator.records import stale_from
from generator.site.plugin import build_site
from tests import making
from tests.site.reading_pages import Page, parse_file
from tests.test_cli import DAY, run

LAW = "75/2022/TT-BTC"
BASIS = {"so_hieu": LAW, "ten": "Thông tư thử", "tu": "2022-12-22"}


def stale(root: Path, *arguments: str, status: int = 0, day: str = DAY) -> str:
    answer = run("stale", *arguments, "--date", day, cwd=root)
    assert answer.returncode == status, answer.stderr + answer.stdout
    return answer.stdout if not status else answer.stdout + answer.stderr


def checked(code: str, day: Any, **parts: Any) -> dict[str, Any]:
    return making.procedure(code, nguon={"quyet_dinh": "1/QĐ-UBND", "kiem_tra": day}, **parts)


# Due


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 11, 21), 12, date(2026, 11, 22)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2026, 8, 31), 6, date(2027, 3, 1)),
        (date(2026, 12, 31), 1, date(2027, 2, 1)),
        (date(9999, 12, 1), 12, date.max),
    ],
)
def test_a_comparison_is_due_after_so_many_months(day: date, months: int, expected: date) -> None:
    assert stale_from(day, months) == expected


def test_records_due_come_with_the_longest_unchecked_first(tmp_path: Path) -> None:
    root = making.write_root(
        tmp_path,
        [
            checked("1.000001", "2026-05-22"),
            checked("1.000002", "2026-05-21"),
            checked("1.000003", "2024-01-05"),
            checked("1.000004", {"chua_ro": "Chưa ai đối chiếu"}),
        ],
    )
    assert stale(root, "--months", "6").splitlines()[1:] == [
        "Đã lâu chưa đối chiếu với nguồn: 3 thủ tục",
        "  1.000004 Đăng ký thử 1.000004: chưa đối chiếu lần nào",
        "  1.000003 Đăng ký thử 1.000003: đối chiếu lần gần nhất 05/1/2024",
        "  1.000002 Đăng ký thử 1.000002: đối chiếu lần gần nhất 21/5/2026",
    ]
    assert "2 thủ tục" in stale(root)


def test_nothing_to_look_at_is_said(tmp_path: Path) -> None:
    assert stale(making.write_root(tmp_path)).endswith("Không có gì phải xem lại.\n")


def test_what_people_can_not_do_any_more_needs_no_check(tmp_path: Path) -> None:
    over = {"tu": "2020-01-01", "den": "2026-01-31", "trang_thai": "bai_bo"}
    assert "1.000001" not in stale(making.write_root(tmp_path, [checked("1.000001", "2024-01-05", hieu_luc=over)]))


# Law


def test_what_one_record_knows_of_the_end_of_a_law_holds_for_all_that_rest_on_it(tmp_path: Path) -> None:
    ended = {**BASIS, "den": "2026-10-31"}
    root = making.write_root(tmp_path, [making.procedure("1.000001", can_cu=[ended]), making.procedure("1.000002")])
    assert stale(root).splitlines()[1:] == [
        f"Văn bản {LAW} đã hết hiệu lực sau ngày 31/10/2026, còn được dẫn ở:",
        "  1.000001 Đăng ký thử 1.000001",
        "  1.000002 Đăng ký thử 1.000002",
    ]


@pytest.mark.parametrize(("end", "told"), [("2027-01-21", True), ("2027-01-22", False)])
def test_a_law_that_ends_within_sixty_days_is_told(tmp_path: Path, end: str, told: bool) -> None:
    root = making.write_root(tmp_path, [making.procedure(can_cu=[{**BASIS, "den": end}])])
    assert (f"Văn bản {LAW} sắp hết hiệu lực sau ngày 21/1/2027" in stale(root)) == told


def test_the_number_of_a_law_finds_every_record_that_names_it(tmp_path: Path) -> None:
    later = {"tu": "2027-03-01", "thay": {"so_bo": 2}, "can_cu": "9/2027/TT-BTC"}
    free = {"khong_thu": "Điều 3 Thông tư 9/2027/TT-BTC"}
    root = making.write_root(
        tmp_path,
        [
            making.procedure("1.000001"),
            making.procedure("1.000002", phi_le_phi=free),
            making.procedure("1.000003", phien_ban=[later]),
            making.procedure("1.000004", phi_le_phi={"khong_thu": "Điều 3 Thông tư 19/2027/TT-BTC"}),
        ],
    )
    for number in ("9/2027/TT-BTC", "9/2027/tt-btc", " 9/2027 "):
        assert stale(root, "--law", number).splitlines()[-3:] == [
            f"Văn bản {number.strip()} được dẫn ở 2 thủ tục:",
            "  1.000002 Đăng ký thử 1.000002: phí, lệ phí",
            "  1.000003 Đăng ký thử 1.000003: thay đổi từ 01/3/2027",
        ]
    content = json.loads(stale(root, "--law", LAW, "--format", "json"))
    assert content["law"] == LAW
    assert [one["code"] for one in content["procedures"]] == [f"1.00000{last}" for last in "1234"]


def test_a_law_that_nobody_names(tmp_path: Path) -> None:
    told = stale(making.write_root(tmp_path), "--law", "1/1999/NĐ-CP")
    assert told.endswith("Không thủ tục nào dẫn văn bản 1/1999/NĐ-CP.\n")


# To come


def test_starts_and_ends_within_sixty_days_are_told_in_the_order_of_days(tmp_path: Path) -> None:
    fee = making.procedure()["phi_le_phi"][0]
    prices = [
        {**fee, "khi": {"den": "2026-12-31"}},
        {**fee, "ma": "moi", "muc": 9000, "khi": {"tu": "2027-01-01"}},
    ]
    version = {"tu": "2026-12-01", "thay": {"so_bo": 2}, "can_cu": LAW}
    ending = {"tu": "2025-07-01", "den": "2026-12-15", "trang_thai": "bai_bo"}
    far = {"tu": "2027-02-01", "thay": {"so_bo": 2}, "can_cu": LAW}
    root = making.write_root(
        tmp_path,
        [
            making.procedure("1.000001", phi_le_phi=prices),
            making.procedure("1.000002", phien_ban=[version]),
            making.procedure("1.000003", hieu_luc=ending),
            making.procedure("1.000004", phien_ban=[far]),
        ],
    )
    content = json.loads(stale(root, "--format", "json"))
    assert [(one["day"], one["code"]) for one in content["coming"]] == [
        ("2026-12-01", "1.000002"),
        ("2026-12-15", "1.000003"),
        ("2027-01-01", "1.000001"),
    ]
    assert content["coming"][0]["sentences"] == [f"Từ 01/12/2026, theo {LAW}:", "Thay đổi số bộ hồ sơ."]
    assert content["coming"][2]["sentences"] == [
        "Từ 01/1/2027:",
        "Lệ phí thử: từ 8.000 đồng/lần thành 9.000 đồng/lần.",
    ]


# What is not understood


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--months", "0"], "--months là số tháng, từ 1 đến 1200"),
        (["--months", "99999999999999999999"], "--months là số tháng, từ 1 đến 1200"),
        (["--months", "ba"], "giá trị của --months không dùng được"),
        (["--law", " "], "--law cần số hiệu văn bản, ví dụ 75/2022/TT-BTC, và không đi cùng --months"),
        (["--law", LAW, "--months", "3"], "--law cần số hiệu văn bản, ví dụ 75/2022/TT-BTC, và không đi cùng --months"),
        (["--format", "markdown"], 'không có dạng "markdown"; chọn một trong: text, json'),
    ],
)
def test_a_question_that_is_not_understood(tmp_path: Path, arguments: list[str], words: str) -> None:
    assert f"Lệnh chưa đúng: {words}." in stale(making.write_root(tmp_path), *arguments, status=2)


def test_broken_records_are_told_at_their_line(tmp_path: Path) -> None:
    root = making.write_root(tmp_path, [making.procedure(so_bo="nhiều")])
    assert f"procedures_yaml/thu-nghiem/{making.CODE}.yaml:" in stale(root, status=1)


# Pages


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """The page of changes and the overview of a commune where something is due and something changes."""
    version = {"tu": "2026-12-01", "thay": {"so_bo": 2}, "can_cu": LAW}
    root = making.write_root(
        tmp_path_factory.mktemp("root"),
        [
            making.procedure("1.000001", phien_ban=[version], muc_do={"chua_ro": "x"}),
            checked("1.000002", "2025-01-05", phi_le_phi={"chua_ro": "x"}),
            checked("1.000003", {"chua_ro": "x"}),
        ],
    )
    build_site(root, root / "site", making.TODAY, making.load(root), Cache(None))
    names = ("thay-doi/", "can-bo/tong-quan/", "", "TT/1.000001/", "TT/1.000002/")
    assert "can-bo" not in (root / "site" / "du-lieu" / "ngoai-mang.json").read_text("utf-8")
    return {name: parse_file(root / "site" / name / "index.html") for name in names}


def test_the_page_of_changes_tells_them_by_day_and_the_home_page_leads_there(pages: dict[str, Page]) -> None:
    texts = [text for _, text in pages["thay-doi/"].texts]
    assert "Ngày 01 tháng 12 năm 2026" in texts
    assert "Thay đổi số bộ hồ sơ." in texts
    assert {"href": "../TT/1.000001/"} in pages["thay-doi/"].all("a")
    assert {"href": "thay-doi/"} in pages[""].all("a")


def test_a_page_built_when_its_record_is_due_says_so_without_a_script(pages: dict[str, Page]) -> None:
    def warnings(name: str) -> list[dict[str, str]]:
        return [
            attributes for tag, attributes in pages[name].elements if attributes.get("class") == "notice" and tag == "p"
        ]

    assert any("Đã hơn một năm, từ 05/1/2025" in text for _, text in pages["TT/1.000002/"].texts)
    assert warnings("TT/1.000002/") == [{"class": "notice", "role": "note"}]
    assert [one["data-tu"] for one in warnings("TT/1.000001/")] == ["2027-11-21"]


def test_the_overview_is_not_for_search_engines(pages: dict[str, Page]) -> None:
    robots = {"name": "robots", "content": "noindex"}
    assert robots in pages["can-bo/tong-quan/"].all("meta")
    assert robots not in pages["thay-doi/"].all("meta")


def test_every_picture_says_in_words_and_in_a_table_what_it_shows(pages: dict[str, Page]) -> None:
    page = pages["can-bo/tong-quan/"]
    pictures = page.all("svg")
    assert len(pictures) == len(page.all("table")) == 3
    for picture in pictures:
        assert picture["role"] == "img"
        assert set(picture["aria-labelledby"].split()) <= page.anchors
    described = [text for tag, text in page.texts if tag == "desc"]
    assert described[0] == (
        "Trong 3 tháng qua: 1 trên 3 thủ tục; Từ 3 đến 6 tháng trước: 0 trên 3 thủ tục;"
        " Từ 6 đến 12 tháng trước: 0 trên 3 thủ tục; Quá 12 tháng: 1 trên 3 thủ tục; Chưa lần nào: 1 trên 3 thủ tục"
    )
    assert "Làm một phần trên mạng: 2 trên 3 thủ tục" in described[1]
    assert "Chưa có thông tin: 1 trên 3 thủ tục" in described[1]
    assert "Phí, lệ phí: 2 trên 3 thủ tục" in described[2]
    cells = [text for tag, text in page.texts if tag == "td"]
    assert len(cells) == 3 * sum(text.count(" trên 3 thủ tục") for text in described)
    assert not [one for _, one in page.elements if "style" in one]


def test_the_overview_names_what_is_due_and_what_is_to_come(pages: dict[str, Page]) -> None:
    texts = [text for _, text in pages["can-bo/tong-quan/"].texts]
    assert "đối chiếu lần gần nhất 05/1/2025" in texts
    assert "chưa đối chiếu lần nào" in texts
    assert any("Thay đổi số bộ hồ sơ." in text for text in texts)


def test_the_overview_stays_light_where_everything_is_due(tmp_path: Path) -> None:
    root = making.write_root(tmp_path, [checked(f"1.{number:06d}", {"chua_ro": "x"}) for number in range(60)])
    build_site(root, root / "site", making.TODAY, making.load(root), Cache(None))
    page = parse_file(root / "site" / "can-bo" / "tong-quan" / "index.html")
    assert len([link for link in page.all("a") if "/TT/" in link["href"]]) == 50
    assert "Số thủ tục chưa kể ở đây: 10. Lệnh niemyet stale kể hết." in page.text("p")


def test_a_commune_without_a_procedure_has_an_overview_too(tmp_path: Path) -> None:
    root = making.write_root(tmp_path, [])
    build_site(root, root / "site", making.TODAY, making.load(root), Cache(None))
    page = parse_file(root / "site" / "can-bo" / "tong-quan" / "index.html")
    assert "0 thủ tục đang áp dụng" in " ".join(text for _, text in page.texts)
    assert page.all("svg") == []
